"""All that `partner doctor` looks at, and its screen; none of it needs a library, so that it can say what is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnercli.cli.doctor.point import Point, Section, Sign, verdict
from partnercli.cli.doctor.repository import Looked, looked_at
from partnercli.cli.doctor.surroundings import around, git
from partnercli.cli.doctor.tool import optional_parts, the_tool
from partnercli.cli.exit_codes import Exit
from partnercli.cli.session import Session
from partnercli.cli.terminal import Line, Piece, Terminal, wrapped

_STYLES = {Sign.OK: "green", Sign.NOTE: "cyan", Sign.MISSING: "yellow", Sign.ERROR: "bold red"}
_SIGN = max(map(len, Sign)) + 2
"""Columns of the sign before each line."""


def examined(session: Session) -> tuple[tuple[Section, ...], Looked]:
    """Everything that was looked at, and the repository."""
    looked = looked_at(session)
    sections = (
        Section("The tool", the_tool()),
        Section("Optional parts", (*optional_parts(), git())),
        Section("This computer", tuple(around(session, looked.root))),
        Section("The repository", looked.points),
    )
    return sections, looked


def shown(terminal: Terminal, sections: Sequence[Section], looked: Looked) -> Exit:
    """Print it, and say with which code to end."""
    terminal.lines(_screen(sections, looked, terminal.width))
    broken = any(point.sign is Sign.ERROR for section in sections for point in section.points)
    return Exit.ERRORS if broken else Exit.FINE


def _screen(sections: Sequence[Section], looked: Looked, width: int) -> Iterator[Line]:
    if looked.marks:
        yield from wrapped(" · ".join(looked.marks), width, "bold")
    for section in sections:
        yield (Piece(section.title, "bold"),)
        for point in section.points:
            yield from _point(point, width)
    yield ()
    yield from wrapped(verdict(sections), width, "bold")


def _point(point: Point, width: int) -> Iterator[Line]:
    """Its sign and what was found, and below that what to do, which stands whole on one line."""
    room = width - _SIGN - 2
    for place, (piece,) in enumerate(wrapped(point.found, room)):
        sign = Piece(f"  {point.sign if place == 0 else '':<{_SIGN}}", _STYLES[point.sign])
        yield sign, piece
    if point.to_do:
        yield " " * (_SIGN + 2), Piece(f"→ {point.to_do}", "bold")
