"""Acceptances in the comments of a file, and the lines that each stands for.

The parser's events hold no comments: they are looked for in the text, and what lies inside a value is passed over.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from partnercli.findings.acceptance import Acceptance
from partnercli.findings.finding import Span
from partnercli.repository.place import Place

_ADDRESSED = re.compile(rb"#[ \t]*partner[ \t]*:", re.IGNORECASE)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*partner[ \t]*:(?P<said>.*)", re.IGNORECASE | re.MULTILINE)
_ALLOWED = re.compile(
    r"allow[ \t]+(?P<codes>\w+(?:[ \t]*,[ \t]*\w+){0,50})(?:[ \t]+because\b(?P<reason>.*))?", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W_]")
MOST: Final = 200
"""Comments of one file that are read: nobody means more."""


def may_hold_acceptances(data: bytes) -> bool:
    """Whether a file's bytes hold anything that looks like one: the quick answer for most files."""
    return _ADDRESSED.search(data) is not None


def acceptances(text: str, place: Place, file: str) -> Iterator[Acceptance]:
    """The comments of a file that are addressed to this tool, down the file.

    One at the end of a line stands for that line; one on a line of its own for the entry below, with all that is
    indented under it; one before the first entry or after the last for the whole file.
    """
    values = sorted(_stretches(place))
    lines = text.splitlines()
    says = [at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    comments = (hit for hit in _COMMENT.finditer(text) if not _inside(hit.start(), values))
    for count, hit in enumerate(islice(comments, MOST + 1)):
        number = text.count("\n", 0, hit.start())
        column = hit.start() - text.rfind("\n", 0, hit.start())
        span = Span(number + 1, column, number + 1, column + len(hit[0].rstrip()))
        allowed = _ALLOWED.fullmatch(hit["said"].strip()) if count < MOST else None
        codes = tuple(code.strip().upper() for code in allowed["codes"].split(",")) if allowed else ()
        reason = (allowed["reason"] or "").strip() if allowed else ""
        first, last = _stands_for(lines, says, number)
        yield Acceptance(file, codes, reason if _LETTERS.search(reason) else "", first, last, span)


def _inside(index: int, values: Sequence[tuple[int, int]]) -> bool:
    """Whether a place in the text lies within one of the stretches, which are sorted and do not overlap."""
    before = bisect_right(values, (index, sys.maxsize)) - 1
    return before >= 0 and index < values[before][1]


def _stretches(place: Any) -> Iterator[tuple[int, int]]:
    """From where to where in the text each key and scalar stands."""
    if not isinstance(place, Place):
        yield place.start_mark.index, place.end_mark.index
        return
    if not place.keys and not place.within and place.start is place.end:
        yield place.start.start_mark.index, place.start.end_mark.index
    for one in (*place.keys.values(), *place.within):
        yield from _stretches(one)


def _stands_for(lines: Sequence[str], says: Sequence[int], number: int) -> tuple[int, int]:
    """The first and last line, counted from 1, that a comment in line `number`, counted from 0, stands for.

    `says` are the lines, counted from 0, that hold more than a comment.
    """
    if not lines[number].lstrip().startswith("#"):
        return number + 1, number + 1
    below = says[bisect_right(says, number) :]
    if not below or len(below) == len(says):
        return 1, len(lines)
    entry, *rest = below
    last = entry
    for at in rest:
        if not _within(lines[entry], lines[at]):
            break
        last = at
    return entry + 1, last + 1


def _within(entry: str, line: str) -> bool:
    """Whether a line belongs to an entry above it: deeper, or the list of a key with no deeper indent."""
    deeper, indent = _indent(line), _indent(entry)
    return deeper > indent or (deeper == indent and _is_item(line) and not _is_item(entry))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ") or line.strip() == "-"
