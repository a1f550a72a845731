"""How the entries of a list are put in another order, taken out and added to, each that stays with its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from partnercli.repository.canonical import entry_lines, in_flow
from partnercli.repository.entries import parting
from partnercli.repository.place import Place
from partnercli.repository.splice import (
    Splice,
    below,
    below_comments,
    end_of,
    is_flow,
    start_of,
    start_of_line,
    with_line_ends,
)

_GAP = re.compile(r"(?:[ \t]*\r?\n)*")


class Added(NamedTuple):
    """An entry that is not there yet."""

    value: Any


Plan = Sequence[int | Added]
"""What a list is to hold, in order: entries of today by their place, and new ones."""


def arranged(text: str, place: Place, plan: Plan) -> Splice:
    """The entries of a list as planned; neither the list of today nor the plan is empty.

    An entry moves with the lines above it that are comments, and with comments inside it and beside it. Of one
    that is taken out, the comments above stay.
    """
    return _in_brackets(text, place, plan) if is_flow(place) else _with_hyphens(text, place, plan)


class _Chunk(NamedTuple):
    """An entry's text: the blank lines that part it from what stands above, its comments, and its own lines."""

    gap: str
    comments: str
    own: str


def _with_hyphens(text: str, place: Place, plan: Plan) -> Splice:
    indent = int(place.start.start_mark.column)
    begin, end = _first_line(text, place), _end_of_entry(text, place.entries[-1], indent)
    chunks = list(_chunks(text, place, begin, indent))
    comments, left = _comments(chunks, plan)
    new = [
        comments[step] + chunks[step].own if isinstance(step, int) else _made(step.value, text, begin, indent)
        for step in plan
    ]
    gaps = _gaps([chunk.gap for chunk in chunks], plan)
    whole = "".join(gap + entry for gap, entry in zip(gaps, new, strict=True)) + left
    if end == len(text) and not text.endswith("\n"):
        whole = whole.removesuffix("\n").removesuffix("\r")
    return Splice(begin, end, whole)


def _comments(chunks: Sequence[_Chunk], plan: Plan) -> tuple[list[str], str]:
    """The comments above each entry; those of one that goes stand above the next that stays, or are left over."""
    found, left = [], ""
    for number, chunk in enumerate(chunks):
        left += chunk.comments
        found.append(left)
        left = "" if number in plan else left
    return found, left


def _gaps(gaps: list[str], plan: Plan) -> list[str]:
    """The blank lines above each entry: they belong to the places of a list, the first of which stays as it is."""
    usual = gaps[1] if len(gaps) > 1 and all(gaps[1:]) else ""
    kept = [gap for number, gap in enumerate(gaps) if number and number in plan]
    if 0 not in plan and kept:
        kept.pop(0)
    found = [gaps[0], *kept]
    for number, step in enumerate(plan):
        if isinstance(step, Added):
            found.insert(max(number, 1), usual)
    return found[: len(plan)]


def _first_line(text: str, place: Place) -> int:
    """Where the first entry's lines begin, blank lines and comments above it included."""
    at = start_of_line(text, start_of(place.entries[0]))
    while at and _is_above(text[start_of_line(text, at - 1) : at]):
        at = start_of_line(text, at - 1)
    return at


def _is_above(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _end_of_entry(text: str, entry: Any, indent: int) -> int:
    return below_comments(text, below(text, end_of(text, entry)), indent)


def _chunks(text: str, place: Place, begin: int, indent: int) -> Iterator[_Chunk]:
    for entry in place.entries:
        end, own = _end_of_entry(text, entry, indent), start_of_line(text, start_of(entry))
        above, lines = text[begin:own], text[own:end]
        gap = _GAP.match(above)
        blank = gap[0] if gap else ""
        ended = lines if lines.endswith("\n") else lines + with_line_ends("\n", text, own)
        yield _Chunk(blank, above[len(blank) :], ended)
        begin = end


def _made(value: Any, text: str, at: int, indent: int) -> str:
    return with_line_ends("".join(f"{line}\n" for line in entry_lines(value, indent)), text, at)


def _in_brackets(text: str, place: Place, plan: Plan) -> Splice:
    entries = place.entries
    usual, new, before = parting(text, entries, entries), "", -1
    for number, step in enumerate(plan):
        between = usual
        if isinstance(step, Added):
            part, before = in_flow(step.value), len(entries)
        else:
            part = text[start_of(entries[step]) : end_of(text, entries[step])]
            if step == before + 1 and step:
                between = text[end_of(text, entries[before]) : start_of(entries[step])]
            before = step
        new += between + part if number else part
    return Splice(start_of(entries[0]), end_of(text, entries[-1]), new)
