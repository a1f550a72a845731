"""Two documents laid out as one, with what came in and what went out marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import starmap, zip_longest

from partnercli.documents.blocks import Text
from partnercli.documents.word.layout import (
    Change,
    Grid,
    Item,
    Line,
    ListMark,
    Piece,
    Row,
    SectionEnd,
    spacer,
)
from partnercli.documents.word.numbering import PARAGRAPH
from partnercli.documents.word.pairing import Like, likeness, pairs

_WORD = re.compile(r"\w+|[^\w\s]|\s+")


def merged(old: Iterable[Item], new: Iterable[Item]) -> list[Item]:
    """The new items, with the old ones that are gone where they stood; sections are those of the new."""
    *gone, _ = old
    *come, end = new
    found = pairs(gone, come, _item_key, _item_likeness)
    items = [item for before, after in found for item in _item(before, after)]
    return [*_apart(_in_their_lists(items)), end]


def _item_key(item: Item) -> object:
    match item:
        case Line():
            return _line_key(item)
        case Grid():
            return (item.lines, *map(_row_key, item.rows))
        case SectionEnd():
            return item


def _line_key(line: Line) -> object:
    return (line.style, line.mark and (line.mark.kind, line.mark.level), line.pieces)


def _row_key(row: Row) -> object:
    return (row.head, *(tuple(map(_line_key, lines)) for lines in row.cells))


def _item_likeness(old: Item, new: Item) -> Like:
    """How alike two items are; lists of one page go by their place on it, tables need equally many columns."""
    match old, new:
        case (Line(), Line()) if old.style == new.style:
            return likeness(_words([old]), _words([new]))
        case (Grid(), Grid()) if len(old.widths) == len(new.widths) and old.lines == new.lines:
            return 1 if old.lines != "all" else likeness(_words(_lines(old)), _words(_lines(new)))
        case _:
            return 0


def _row_likeness(old: Row, new: Row) -> Like:
    """Rows under the same first cell are about the same thing, whatever else they say."""
    if old.head or new.head:
        return int(old.head and new.head)
    first, second = _words(old.cells[0]), _words(new.cells[0])
    alike = likeness(_words(_cells(old)), _words(_cells(new)))
    return 0.6 + 0.4 * alike if first and first == second else alike


def _cells(row: Row) -> Iterator[Line]:
    return (line for lines in row.cells for line in lines)


def _lines(grid: Grid) -> Iterator[Line]:
    return (line for row in grid.rows for line in _cells(row))


def _words(lines: Iterable[Line]) -> list[str]:
    return [
        word
        for line in lines
        for piece in line.pieces
        if isinstance(piece.run, Text)
        for word in _WORD.findall(piece.run.text)
        if not word.isspace()
    ]


def _item(old: Item | None, new: Item | None) -> Iterator[Item]:
    match old, new:
        case (Line(), Line()):
            yield _merged_line(old, new)
        case (Grid(), Grid()):
            yield _merged_grid(old, new)
        case (_, None):
            yield from _all(old, "del")
        case _:
            yield from _all(new, "ins")


def _all(item: Item | None, change: Change) -> Iterator[Item]:
    """An item that came in or went out as a whole; of sections, those of the old document are not kept."""
    match item:
        case Line():
            yield _changed_line(item, change)
        case Grid():
            yield replace(item, rows=tuple(_changed_row(row, change) for row in item.rows))
        case SectionEnd() if change == "ins":
            yield item
        case _:
            pass


def _changed_line(line: Line, change: Change) -> Line:
    return replace(line, pieces=tuple(replace(piece, change=change) for piece in line.pieces), change=change)


def _changed_row(row: Row, change: Change) -> Row:
    cells = (_cell(_changed_line(line, change) for line in lines) for lines in row.cells)
    return Row(tuple(cells), row.head, change)


def _cell(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of a cell, of which the last can neither come nor go: every cell has one."""
    *first, last = lines
    return (*first, replace(last, change=None))


def _merged_grid(old: Grid, new: Grid) -> Grid:
    if new.lines == "none":
        return replace(new, rows=tuple(starmap(_merged_row, zip_longest(old.rows, new.rows))))
    return replace(new, rows=tuple(starmap(_merged_row, pairs(old.rows, new.rows, _row_key, _row_likeness))))


def _merged_row(old: Row | None, new: Row | None) -> Row:
    if old and new:
        return replace(new, cells=tuple(map(_merged_cell, old.cells, new.cells)))
    return _changed_row(old, "del") if old else _changed_row(new or Row(()), "ins")


def _merged_cell(old: tuple[Line, ...], new: tuple[Line, ...]) -> tuple[Line, ...]:
    if len(old) == len(new) == 1:
        return (_merged_line(old[0], new[0]),)
    if not old or not new:
        return _cell(_changed_line(line, "del" if old else "ins") for line in old or new)
    found = pairs(old[:-1], new[:-1], _line_key, _item_likeness)
    before_last = (line for pair in found for line in _item(*pair) if isinstance(line, Line))
    return (*before_last, _merged_line(old[-1], new[-1]))  # the last line of a cell can neither come nor go


def _merged_line(old: Line, new: Line) -> Line:
    """The new line, with the words that are gone."""
    before, after = list(_tokens(old)), list(_tokens(new))
    found: list[Piece] = []
    matcher = SequenceMatcher(_is_space, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            found += after[new_start:new_end]
        else:
            found += (replace(piece, change="del") for piece in before[start:end])
            found += (replace(piece, change="ins") for piece in after[new_start:new_end])
    return replace(new, pieces=_joined(found))


def _is_space(piece: Piece) -> bool:
    """Whether a piece alone is no sign that two lines have something in common."""
    return isinstance(piece.run, Text) and piece.run.text.isspace()


def _tokens(line: Line) -> Iterator[Piece]:
    """The pieces of a line, its texts word by word."""
    for piece in line.pieces:
        if isinstance(piece.run, Text):
            yield from (Piece(replace(piece.run, text=word)) for word in _WORD.findall(piece.run.text))
        else:
            yield piece


def _joined(found: Iterable[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in found:
        last = joined.pop() if joined else replace(piece, run=Text(""))
        joined += _together(last, piece)
    return tuple(joined)


def _together(first: Piece, second: Piece) -> tuple[Piece, ...]:
    """Two pieces as one, if they are texts in the same style and of the same change."""
    one, other = first.run, second.run
    if not isinstance(one, Text) or not isinstance(other, Text) or first.change != second.change:
        return (first, second)
    whole = replace(other, text=one.text + other.text)
    return (replace(second, run=whole),) if replace(one, text=whole.text) == whole else (first, second)


def _in_their_lists(items: list[Item]) -> Iterator[Item]:
    """The items, those gone counted in the new list in whose midst they stand, so that its numbers run on."""
    kept: dict[tuple[int, int], ListMark] = {}
    for place, item in enumerate(items):
        mark = item.mark if isinstance(item, Line) else None
        if not isinstance(item, Line) or mark is None:
            kept = {key: one for key, one in kept.items() if key[0] == PARAGRAPH}
            yield item
            continue
        key = (mark.kind, mark.level)
        if item.change == "del":
            yield replace(item, mark=kept.get(key) or _following(items[place:], key) or mark)
        else:
            kept[key] = mark
            yield item


def _following(items: Iterable[Item], key: tuple[int, int]) -> ListMark | None:
    """The first mark of the kind and level among the lines of a list that are not gone."""
    for item in items:
        if not isinstance(item, Line) or item.mark is None:
            return None
        if item.change != "del" and (item.mark.kind, item.mark.level) == key:
            return item.mark
    return None


def _apart(items: Iterable[Item]) -> Iterator[Item]:
    """The items, two tables in a row kept apart, which Word would take for one."""
    last: Item | None = None
    for item in items:
        if isinstance(item, Grid) and isinstance(last, Grid):
            yield replace(spacer(), change="del")
        yield item
        last = item
