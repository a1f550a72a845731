"""The lists of a Word file: each counts on its own, numbered paragraphs count straight through."""

from __future__ import annotations

from partnercli.documents.word.elements import Element, w
from partnercli.documents.word.layout import INDENT, ListMark

DASH, DECIMAL, PARAGRAPH = range(3)
"""The three kinds of marks: dashes, the numbers of a list, the numbers of paragraphs."""
_LEVELS = 9
_FORMATS = {DASH: "bullet", DECIMAL: "decimal", PARAGRAPH: "decimal"}


class Numbering:
    """All lists of one file, in the order in which they came."""

    def __init__(self) -> None:
        self._lists: list[tuple[int, int, int]] = []
        self._running = ListMark(0, 0, PARAGRAPH)
        self._next: int | None = None

    def new_list(self, *, ordered: bool, start: int, level: int) -> ListMark:
        """The mark of all items of a new list at a level of lists, from 0; ordered ones count from `start`."""
        return self._new(DECIMAL if ordered else DASH, start, min(level, _LEVELS - 1))

    def paragraph(self, number: int) -> ListMark:
        """The mark of a numbered paragraph: the next of a count that runs on, or the first of a new one."""
        if number != self._next:
            self._running = self._new(PARAGRAPH, number, 0)
        self._next = number + 1
        return self._running

    def start_again(self) -> None:
        """Let the next numbered paragraph begin a count of its own, whatever its number."""
        self._next = None

    def _new(self, kind: int, start: int, level: int) -> ListMark:
        self._lists.append((kind, level, start))
        return ListMark(len(self._lists), level, kind)

    def part(self) -> Element:
        """The file's part for lists."""
        return w("numbering", *map(_kind, _FORMATS), *map(_list, range(len(self._lists)), self._lists))


def _kind(kind: int) -> Element:
    levels = (_level(kind, level) for level in range(_LEVELS))
    return w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=kind)


def _level(kind: int, level: int) -> Element:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=_FORMATS[kind]),
        w("lvlText", val="–" if kind == DASH else f"%{level + 1}."),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=INDENT * (level + 1), hanging=INDENT)),
        ilvl=level,
    )


def _list(place: int, made: tuple[int, int, int]) -> Element:
    kind, level, start = made
    override = w("lvlOverride", w("startOverride", val=start), ilvl=level)
    overrides = () if kind == DASH else (override,)
    return w("num", w("abstractNumId", val=kind), *overrides, numId=place + 1)
