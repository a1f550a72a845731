"""Validating a repository: every problem in every file, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from partnercli.checks.readings import Readings
from partnercli.checks.registry import run, weighed
from partnercli.cli.findings_text import lines, position
from partnercli.cli.problems import Exit, NotFound, Usage
from partnercli.cli.session import Session, errors
from partnercli.cli.terminal import Piece
from partnercli.documents.words import plural
from partnercli.findings import Finding, Severity
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.repository.load import Loaded, Scope


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


def validated(session: Session, paths: Sequence[Path] = (), output: Format = Format.TEXT) -> Exit:
    """Check the repository, write what is wrong in it, and say with which code to end.

    With `paths`, only the findings in these files or folders are written and count.
    """
    loaded = session.load(Scope.everything())
    exercise = loaded.exercise
    found = loaded.placed(weighed((*loaded.findings, *run(exercise)), exercise.config))
    findings = sorted(_within(found, _wanted(session.root, paths)), key=Finding.sort_key)
    if output is Format.JSON:
        import json  # only for programs

        session.terminal.write(json.dumps(contract(loaded, findings), ensure_ascii=False, indent=2) + "\n")
    else:
        said = errors(findings) if session.terminal.quiet else findings
        session.terminal.lines(lines(loaded.tree, said, excerpt=session.terminal.is_terminal))
        if said or not session.terminal.quiet:
            session.terminal.line(Piece(summary(loaded, findings), "bold"))
    return Exit.ERRORS if errors(findings) else Exit.FINE


def contract(loaded: Loaded, findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings as `partner.findings/1`."""
    exercise = loaded.exercise
    return {
        "format": "partner.findings/1",
        "marking": str(exercise.config.marking if exercise.config else Marking.LIMITE),
        "illustrative": any(position.illustrative for _, _, position in exercise.all_positions),
        "checked": len(loaded.files),
        "findings": [_one(finding) for finding in findings],
    }


def _one(finding: Finding) -> dict[str, Any]:
    line, column = position(finding)
    end = (finding.span.end_line, finding.span.end_column) if finding.span else (line, column)
    return {
        "file": finding.file,
        "line": line,
        "column": column,
        "end_line": end[0],
        "end_column": end[1],
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "fingerprint": finding.fingerprint,
    }


def summary(loaded: Loaded, findings: Sequence[Finding]) -> str:
    """The closing line: how many of each, in how many files, and how many positions are awaited."""
    counts = [(sum(one.severity is severity for one in findings), severity) for severity in Severity]
    said = ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for count, severity in counts if count)
    files = len({finding.file for finding in findings})
    checked = len(loaded.files)
    head = f"{said} in {files} of {checked} files" if said else f"nothing to mend in {checked} files"
    return "; ".join((head, *_awaited(loaded.exercise)))


def _awaited(exercise: Exercise) -> list[str]:
    tally = Readings(exercise).current_tally
    if tally is None:
        return []
    unread = {key.partition("/")[2].upper() for key in exercise.malformed.get(Kind.POSITION, ())}
    awaited = plural(sum(code not in unread for code in tally.silent), "position")
    return [f"{plural(len(tally.expected), 'delegation')}, {awaited} still awaited"]


def _wanted(root: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    wanted = []
    for path in paths:
        if not path.exists() and not (root / path).exists():
            raise NotFound(f"there is no {path}", "name a file or folder of the repository")
        whole = (path if path.exists() else root / path).resolve()
        if not whole.is_relative_to(root.resolve()):
            raise Usage(f"{path} is not in the repository {root}", "name a file or folder inside it")
        wanted.append(whole.relative_to(root.resolve()).as_posix())
    return tuple(wanted)


def _within(findings: Iterable[Finding], wanted: tuple[str, ...]) -> Iterator[Finding]:
    for finding in findings:
        if not wanted or any(
            one in (".", finding.file) or finding.file.startswith(f"{one}/") for one in wanted
        ):
            yield finding
