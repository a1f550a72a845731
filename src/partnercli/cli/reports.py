"""Reports: findings on the screen, and in files for other programs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from partnercli.cli.findings_text import lines
from partnercli.cli.narrow import flowing
from partnercli.cli.session import Session
from partnercli.cli.terminal import Piece, Terminal
from partnercli.findings import Finding, Report, Rule, errors
from partnercli.findings.formats import Format
from partnercli.library.problems import NoAccess, Usage
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.repository.trees import Tree

_WRITERS = {
    Format.JSON: "json_contract",
    Format.GITHUB: "github",
    Format.SUMMARY: "summary",
    Format.GITLAB: "gitlab",
    Format.SARIF: "sarif",
    Format.JUNIT: "junit",
}
"""The module of each format that programs read."""
_SAID = frozenset(
    {"basis", "calls", "comment", "conditions", "note", "priority", "remarks", "reply", "sources", "stance"}
)
"""The fields of a position that tell what a delegation said, and how; not of which country, region or question."""


class ReportFile(NamedTuple):
    """A report for a program, and the file that it is written to."""

    format: Format
    path: Path

    @classmethod
    def read(cls, text: str) -> ReportFile:
        """From `sarif=partner.sarif`; raises Usage."""
        word, equals, path = text.partition("=")
        formats = [str(one) for one in _WRITERS]
        if not equals or not path:
            raise Usage(f'"{text}" names no format and file', "write it as --report sarif=partner.sarif")
        if word not in formats:
            hint = did_you_mean(word, formats) or f"the formats are: {', '.join(formats)}"
            raise Usage(f'there is no report format "{word}"', hint)
        return cls(Format(word), Path(path))


def print_report(session: Session, tree: Tree, report: Report, chosen: Format | None) -> None:
    """Write the findings to standard output; on GitHub Actions as annotations unless a format was chosen."""
    form = chosen or (Format.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else Format.TEXT)
    if form is not Format.TEXT:
        session.terminal.write(_written(session, report, form))
        return
    said = errors(report.findings) if session.terminal.quiet else report.findings
    session.terminal.lines(lines(tree, said, excerpt=session.terminal.is_terminal))
    if said or not session.terminal.quiet:
        _closing(session.terminal, report.summary)


def _closing(terminal: Terminal, summary: str) -> None:
    """The closing line: on a screen over as many lines as it needs, for programs whole."""
    line = (Piece(summary, "bold"),)
    terminal.lines(flowing(line, terminal.width) if terminal.is_terminal else (line,))


def write_report(session: Session, report: Report, wanted: ReportFile) -> None:
    """Write a report to its file; raises NoAccess."""
    from partnercli.repository.write import ANYTHING, WriteProblem, write_atomic

    try:
        write_atomic(wanted.path, _written(session, report, wanted.format).encode(), ANYTHING)
    except WriteProblem as problem:
        raise NoAccess(str(problem), "name a file of your own, where you may write") from problem


def _written(session: Session, report: Report, form: Format) -> str:
    from partnercli.checks.registry import catalogue
    from partnercli.repository.git import prefix

    root = prefix(session.root) if form is not Format.JSON else ""
    rules = catalogue()
    findings = tuple(_for_others(finding, rules) for finding in report.findings)
    written: str = import_module(f"partnercli.findings.formats.{_WRITERS[form]}").write(
        report._replace(findings=findings, rules=rules, prefix=root)
    )
    return written


def _for_others(finding: Finding, rules: Mapping[str, Rule]) -> Finding:
    """A finding that says to others no more than its rule does where it stands in what a delegation said.

    A message may quote it, as may a hint: an opposition that is misspelt, a remark that is no list. A key of several
    words is no field with a slip in it, but a sentence.
    """
    in_position = finding.file.startswith(f"{Kind.POSITION.path}/")
    steps = [str(step) for step in finding.path]
    told = not _SAID.isdisjoint(steps) or any(" " in step for step in steps)
    if finding.for_others or not in_position or not told:
        return finding
    rule = rules.get(finding.code)
    return finding._replace(for_others=rule.title if rule else finding.code)
