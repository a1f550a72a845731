"""Lines on a screen that is too narrow for them: a row of a table goes on below its name, a line below itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from partnercli.cli.terminal import Line, Piece, columns, parted, wrapped

_SET_IN = "    "
_SHORT = 32
"""Columns of a text that stays on one line, a figure with its word or a sign with its meaning."""
_UNPARTED = "\N{NO-BREAK SPACE}"


def table_row(line: Line, needs: int, width: int, name: str, said: Iterable[str]) -> Iterator[Line]:
    """A row of a table that needs `needs` columns; on a narrower screen its name, below it in words what is `said`.

    The head of the table is left out where the screen has fewer than `needs`: the words say what each figure is.
    """
    pieces = tuple(line)
    if max(needs, _columns_of(pieces)) <= width:
        yield pieces
        return
    start = " " * (len(name) - len(name.lstrip()))
    yield from wrapped(name.strip(), width, "bold", start + _SET_IN, start)
    if words := [one for one in said if one]:
        yield from together(words, ", ", width, start + _SET_IN)


def flowing(line: Line, width: int, indent: str = _SET_IN) -> Iterator[Line]:
    """A line of pieces over as many lines as it needs, each piece in its style, `indent` before the later lines."""
    pieces = [one if isinstance(one, Piece) else Piece(one) for one in line]
    if _columns_of(pieces) <= width:
        yield pieces
        return
    text = re.sub(r"[\t\n\v\f\r]", " ", "".join(one.text for one in pieces))
    styles = [one.style for one in pieces for _ in one.text]
    end = 0
    for place, part in enumerate(parted(text, width, indent)):
        words = part.removeprefix(indent) if place else part
        begin = text.index(words, end)
        end = begin + len(words)
        runs = groupby(zip(words, styles[begin:end], strict=True), key=lambda pair: pair[1])
        styled = [Piece("".join(letter for letter, _ in run), style) for style, run in runs]
        yield [indent, *styled] if place else styled


def together(texts: Iterable[str], between: str, width: int, indent: str = "") -> Iterator[Line]:
    """Texts over as many lines as they need, `between` between them; a short one is never parted."""
    whole = [one.replace(" ", _UNPARTED) if columns(one) <= _SHORT else one for one in texts]
    for part in parted(between.join(whole), width, indent, indent):
        yield (part.replace(_UNPARTED, " "),)


def _columns_of(line: Iterable[Piece | str]) -> int:
    return sum(columns(one.text if isinstance(one, Piece) else one) for one in line)
