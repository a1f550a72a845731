"""Findings as annotations of GitHub Actions: commands to its runner, one a line.

Of each kind only ten are shown for a step, the rest is dropped in silence: the worst come first, and the last
lines say what was left out. The runner obeys a line that begins with `::`, and one that holds `##[` anywhere. So
each line here is either a command made of escaped parts, or begins with a word of ours and holds neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from partnercli.findings.finding import Severity
from partnercli.findings.formats.public import Shown, shown
from partnercli.findings.formats.texts import counted, marks, visible
from partnercli.findings.report import Report

SHOWN: Final = 10
"""Annotations of one kind that GitHub shows for a step."""
_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def write(report: Report) -> str:
    """The ten worst of each kind, and closing lines for the log."""
    lines, left_out = [], []
    room = dict.fromkeys(Severity, SHOWN)
    for one in shown(report):
        if room[one.severity]:
            room[one.severity] -= 1
            lines.append(_annotation(one))
        else:
            left_out.append(one.severity)
    lines += map(_said, _closing(report, counted(left_out)))
    return "\n".join(lines) + "\n"


def _annotation(one: Shown) -> str:
    properties = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in _properties(one))
    return f"::{_COMMANDS[one.severity]} {properties}::{one.text.translate(_MESSAGE)}"


def _properties(one: Shown) -> Iterator[tuple[str, str]]:
    line, column, end_line, end_column = one.place
    yield "file", one.path
    yield "line", str(line)
    yield "endLine", str(end_line)
    if line == end_line and column < end_column:  # GitHub takes columns on a single line only
        yield "col", str(column)
        yield "endColumn", str(end_column)
    yield "title", one.heading


def _closing(report: Report, left_out: str) -> Iterator[str]:
    if left_out:
        yield f"{left_out} more than GitHub shows here: see the job summary, or run partner validate"
    yield report.summary
    yield "; ".join(marks(report))


def _said(text: str) -> str:
    """A line that no runner takes for a command."""
    return f"partner: {visible(text).replace('##[', '## [')}"
