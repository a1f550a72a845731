"""The matrix on a screen: countries down, delegations across, a letter for each stance, in black and white too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import NamedTuple

from partnercli.cli.matrix import words
from partnercli.cli.reading_words import (
    STANCE_STYLES,
    foot,
    head,
    in_confidence,
    nothing_named,
    rule_in_words,
)
from partnercli.cli.terminal import Line, Piece, columns, fitted, folded
from partnercli.records.position import Stance
from partnercli.tally.matrix import Column, Matrix, MatrixRegion, Mentions

_CELL = 2
"""Columns of a cell: the sign of a stance, and of a condition or an assumption."""
_BESIDE = 2 + 3 + 2
"""Columns beside a name: the sign of a priority, how many support it, and a gap."""
_SHORTEST = 15
"""Columns that a name has at least; a longer one takes several lines where there is no room beside the cells."""


class _Block(NamedTuple):
    """Delegations that find room side by side, and the columns of a name before them."""

    delegations: Sequence[Column]
    name: int


def screen(found: Matrix, title: str, width: int, *, alike: bool) -> Iterator[Line]:
    """The whole screen; `title` is what the meeting is called, `alike`: delegations stand by similarity."""
    yield from head(found.tally, title, width, "Who said what")
    if found.delegations and found.regions:
        yield from _grid(found, width)
        yield from _foot(found, width, alike=alike)
    else:
        yield from foot(width, nothing_named(found.tally))


def _grid(found: Matrix, width: int) -> Iterator[Line]:
    blocks = _blocks(found, width)
    for place, block in enumerate(blocks, 1):
        if len(blocks) > 1:
            first, last = block.delegations[0].delegation, block.delegations[-1].delegation
            yield (Piece(f"Part {place} of {len(blocks)}: {first} to {last}", "bold"),)
        for region in found.regions:
            yield from _region(region, block)
        yield ()


def _blocks(found: Matrix, width: int) -> list[_Block]:
    """All delegations in one block, or in as few of much the same size as the screen has room for."""
    names = [words.AS_SUCH, *(row.figures.name for row in found.rows)]
    room = width - _BESIDE
    total = len(found.delegations)
    parts = -(-total // max(1, (room - _SHORTEST) // _CELL))
    each = -(-total // parts)
    name = min(max(columns(text) for text in names) + 1, room - each * _CELL)
    return [_Block(found.delegations[start : start + each], name) for start in range(0, total, each)]


def _region(region: MatrixRegion, block: _Block) -> Iterator[Line]:
    """A region: its name and figures beside the delegations' codes, then what each says of it and its countries."""
    yield from _heading(region, block)
    if region.mentions:
        itself = len(region.figures.itself[Stance.SUPPORT])
        yield from _row(words.AS_SUCH, itself, region.mentions, block)
    for row in region.rows:
        figures = row.figures
        yield from _row(figures.name, figures.support, row.mentions, block, reached=figures.priority)


def _heading(region: MatrixRegion, block: _Block) -> Iterator[Line]:
    width = block.name + _BESIDE - 2
    figures = region.figures
    only = f", {len(figures.region_only)} of them only the region" if figures.region_only else ""
    left = [(text, "bold") for text in wrap(figures.name, width)]
    left += [(text, "") for text in wrap(f"named by {figures.support}{only}", width)]
    for (text, style), codes in zip_longest(left, _codes(block), fillvalue=("", "")):
        yield (Piece(fitted(text, width + 2) if any(codes) else text, style), *codes)


def _codes(block: _Block) -> list[tuple[str]]:
    """The delegations' codes, one letter a line, and below them how their words came to be known."""
    below = [(*one.delegation, words.origin(one)) for one in block.delegations]
    lines = ["".join(f"{sign:<{_CELL}}" for sign in line).rstrip() for line in zip(*below, strict=True)]
    return [(line,) for line in lines if line]


def _row(
    name: str, support: int, mentions: Mentions, block: _Block, *, reached: bool = False
) -> Iterator[Line]:
    cells = [_cell(column, mentions) for column in block.delegations]
    style = "bold" if reached else ""
    first, *others = folded(name, block.name)
    yield (
        f"{words.PRIORITY if reached else ' '} ",
        Piece(first, style),
        Piece(f"{support:>3}  ", "bold"),
        *cells[:-1],
        cells[-1]._replace(text=cells[-1].text.rstrip()),
    )
    yield from ((Piece(f"  {part}".rstrip(), style),) for part in others)


def _cell(column: Column, mentions: Mentions) -> Piece:
    mention = mentions.get(column.delegation)
    return Piece(
        f"{words.cell(column, mentions):<{_CELL}}", STANCE_STYLES[mention.stance] if mention else "dim"
    )


def _foot(found: Matrix, width: int, *, alike: bool) -> Iterator[Line]:
    whole = "  ".join(sign.replace(" ", "\xa0") for sign in words.key(found))
    for line in wrap(whole, width):
        yield (Piece(line.replace("\xa0", " "), "dim"),)
    tally = found.tally
    yield from foot(
        width, in_confidence(tally.bilateral), words.order(alike=alike), rule_in_words(tally.threshold)
    )
