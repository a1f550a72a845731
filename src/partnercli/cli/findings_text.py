"""Findings for people: file, line, column; what is wrong; the line itself with a caret; what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from partnercli.cli.terminal import Line, Piece, Terminal, columns
from partnercli.findings import Finding, Severity
from partnercli.repository.text import decode
from partnercli.repository.trees import Tree, Unreadable

if TYPE_CHECKING:
    from partnercli.repository.load import Loaded

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_WIDEST = 100


def write_findings(terminal: Terminal, loaded: Loaded, findings: Iterable[Finding]) -> None:
    """Write findings to standard error: beside another result, they are not the result."""
    for line in lines(loaded.tree, findings, excerpt=False):
        terminal.error(*line)


def lines(tree: Tree, findings: Iterable[Finding], *, excerpt: bool) -> Iterator[Line]:
    """Findings as lines; with `excerpt`, each with its source line and a caret below it."""
    texts: dict[str, list[str]] = {}
    for finding in findings:
        yield _head(finding)
        if excerpt and finding.span:
            if finding.file not in texts:
                texts[finding.file] = _lines_of(tree, finding.file)
            yield from _excerpt(finding, texts[finding.file])
        if finding.hint:
            yield (Piece("  hint: ", "bold"), finding.hint)


def _head(finding: Finding) -> Line:
    return (
        Piece(f"{finding.file}:{finding.place.line}:{finding.place.column}: ", "bold"),
        Piece(f"{finding.severity} {finding.code}", _STYLE[finding.severity]),
        f": {finding.message}",
    )


def _excerpt(finding: Finding, text: list[str]) -> Iterator[Line]:
    span = finding.span
    if span is None or not 0 < span.line <= len(text):
        return
    source = text[span.line - 1].replace("\t", " ")
    end = span.end_column if span.end_line == span.line else len(source) + 1
    start = max(0, span.column - _WIDEST + 20)
    number = str(span.line)
    yield (Piece(f"  {number} | ", "dim"), source[start : start + _WIDEST])
    before, meant = source[start : span.column - 1], source[span.column - 1 : min(end, start + _WIDEST) - 1]
    caret = Piece("^" * max(1, columns(meant)), _STYLE[finding.severity])
    yield (Piece(f"  {' ' * len(number)} | ", "dim"), " " * columns(before), caret)


def _lines_of(tree: Tree, file: str) -> list[str]:
    try:
        return (decode(tree.read(file), file).text or "").splitlines()
    except Unreadable:
        return []
