"""Amounts of money as people type them: 10 million EUR, EUR 10 000 000, 2.5m eur, € 1.5 bn."""

from __future__ import annotations

import re
from decimal import Decimal

from partnercli.records.amount import more_than_nothing
from partnercli.records.base import Unreadable, shown
from partnercli.records.lines import one_line
from partnercli.records.plain import Plain

EXAMPLE = "10 million EUR"
_SIZES = {
    **dict.fromkeys(("k", "thousand"), 3),
    **dict.fromkeys(("m", "mn", "mln", "mio", "million", "millions"), 6),
    **dict.fromkeys(("bn", "bln", "mrd", "billion", "billions"), 9),
}
"""Words of size, and the power of ten that each stands for. A billion is a thousand million, as in EU documents."""
_EURO = frozenset({"€", "euro", "euros"})
_CURRENCY = r"€|euros?|[a-z]{3}"
_FORM = re.compile(
    rf"(?:(?P<before>{_CURRENCY}) ?)?(?P<figure>\d[\d .,']*?) ?(?P<size>{'|'.join(_SIZES)})? ?(?P<after>{_CURRENCY})?",
    re.IGNORECASE | re.ASCII,
)
_FIGURE = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<mark>[ ',.])\d{3}(?:(?P=mark)\d{3})*|\d+)(?:(?P<point>[.,])(?P<decimals>\d+))?",
    re.ASCII,
)
_LONGEST = 30
"""Characters of the longest figure: far more than any sum has."""


def read_amount(text: str) -> Plain:
    """The plain values of an amount: `value` in whole units of the `currency`, exact, and the currency's three letters.

    The currency stands before or after the figure. Thousands may be parted by spaces, apostrophes, commas or
    points, decimals by a comma or a point; a figure that can be read both ways (1,500) is refused, but before a word
    of size a point parts decimals, as documents print it: EUR 2.125 million. Raises Unreadable.
    """
    form = _FORM.fullmatch(one_line(text))
    if form is None or (form["before"] and form["after"]):
        raise Unreadable(f"{shown(text)} is not an amount", f'write a figure and a currency: "{EXAMPLE}"')
    currency = form["before"] or form["after"]
    if currency is None:
        raise Unreadable(f"{shown(text)} names no currency", f'add its three letters: "{EXAMPLE}"')
    size = _SIZES[form["size"].lower()] if form["size"] else 0
    value = more_than_nothing(read_figure(form["figure"], sized=bool(size)).scaleb(size))
    whole = value == value.to_integral_value()
    return {
        "value": int(value) if whole else value,
        "currency": "EUR" if currency.lower() in _EURO else currency.upper(),
    }


def read_figure(text: str, *, sized: bool = False) -> Decimal:
    """A figure, exact: 44 200, 2.5, 2,5, 1,500.50; `sized` if a word of size follows. Raises Unreadable."""
    text = one_line(text)
    form = _FIGURE.fullmatch(text) if len(text) <= _LONGEST else None
    if form is None or (form["mark"] and form["mark"] == form["point"]):
        raise Unreadable(f"{shown(text)} is not a figure", "write 10 000 000, 10000000 or 2.5")
    whole, mark = form["whole"], form["mark"]
    if mark in (",", ".") and whole.count(mark) == 1 and not form["point"]:
        if sized and mark == ".":
            return Decimal(whole)
        raise Unreadable(f"{shown(text)} can be read in two ways", _either(whole, mark))
    return Decimal(f"{re.sub('[^0-9]', '', whole)}.{form['decimals'] or 0}")


def _either(figure: str, mark: str) -> str:
    thousands, decimals = figure.replace(mark, " "), figure.replace(mark, ".").rstrip("0").rstrip(".")
    name = "comma" if mark == "," else "point"
    return f'write "{thousands}" if it is thousands, "{decimals}" if the {name} parts decimals'
