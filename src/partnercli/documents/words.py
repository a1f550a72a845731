"""English words of screens and documents: days, periods, shares and lists as the Council writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from partnercli.records.amount import Amount
from partnercli.records.period import Period, Term
from partnercli.records.position import Stance

BANNER = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
"""Stands on everything made from a position that is not real."""
STANCE_SIGNS = {Stance.SUPPORT: "S", Stance.CAN_ACCEPT: "a", Stance.RESERVATION: "R", Stance.OPPOSITION: "X"}
"""What stands for a stance in a cell: letters, which every font has and every voice can read."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(_MONTHS)})\b(?: \d{{4}}\b)?")
"""A day in a text, in which no line ends: dates never break before the month or the year."""
_ORDINALS = ("first", "second", "third", "fourth")
_SHARES = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "a third",
    Fraction(2, 3): "two thirds",
    Fraction(1, 4): "a quarter",
    Fraction(3, 4): "three quarters",
    Fraction(1): "all",
}


def day_in_words(day: date) -> str:
    """A day as the Council writes it: 22 April 2021."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_of_year(day: date, of: date) -> str:
    """A day without its year where it is that of `of`: 22 April."""
    return f"{day.day} {_MONTHS[day.month - 1]}" if day.year == of.year else day_in_words(day)


def period_in_words(period: Period) -> str:
    """A period in prose: 3 March 2014, October 2011, the third quarter of 2021, the first half of 2022, 2014."""
    first, months = period.first, (period.last.month - period.first.month + 1)
    if period.first == period.last:
        return day_in_words(first)
    if months == 1:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if months == 3:
        return f"the {_ORDINALS[first.month // 3]} quarter of {first.year}"
    return f"the {_ORDINALS[first.month // 6]} half of {first.year}" if months == 6 else f"{first.year}"


def is_quarter(period: Period) -> bool:
    """Whether a period is a quarter of a year."""
    return period.first.day == 1 and period.last.month - period.first.month == 2


def period_in_table(period: Period) -> str:
    """A period in a cell: 3 March 2014, Q3 2021, first half of 2022, 2014."""
    months = period.last.month - period.first.month + 1
    if months == 3:
        return f"Q{period.first.month // 3 + 1} {period.first.year}"
    return period_in_words(period).removeprefix("the ")


def since_in_words(period: Period) -> str:
    """When something began, as `on 3 March 2014` or `in October 2011`."""
    return f"{'on' if period.first == period.last else 'in'} {period_in_words(period)}"


def term_in_words(term: Term) -> str:
    """From when to when: 2019, 2016 to 2019, since 2016."""
    if term.end is None:
        return f"since {period_in_words(term.start)}"
    first, last = period_in_words(term.start), period_in_words(term.end)
    return first if term.start == term.end else f"{first} to {last}"


def money(amount: Amount) -> str:
    """A sum as the Council prints it: EUR 2.5 million, EUR 12 500, without a place to break inside it.

    Millions and billions are used where at most three decimals are needed (Interinstitutional Style Guide 7.3.3).
    """
    return f"{amount.currency}\xa0{_figure(amount.value)}"


def _figure(value: Decimal) -> str:
    for size, word in ((9, "billion"), (6, "million")):
        short = value.scaleb(-size).normalize()
        if short >= 1 and -int(short.as_tuple().exponent) <= 3:
            return f"{_parted(short)}\xa0{word}"
    return _parted(value.normalize(), cents=True)


def _parted(value: Decimal, *, cents: bool = False) -> str:
    """A figure in groups of three; with `cents`, two decimals where there are any."""
    decimals = -int(value.as_tuple().exponent)
    figure = f"{value:,.2f}" if cents and 0 < decimals < 2 else f"{value:,f}"
    return figure.replace(",", "\xa0")


def percent(share: Fraction | None) -> str:
    """A share as a whole percentage; 100 % and 0 % only where they are exact; a dash where unknown."""
    if share is None:
        return "–"
    rounded = round(share * 100)
    if rounded in (0, 100) and share not in (0, 1):
        return "<1 %" if rounded == 0 else ">99 %"
    return f"{rounded} %"


def share_in_words(share: Fraction) -> str:
    """A share as a sentence says it: half, two thirds, 55 %."""
    whole = share * 100
    figures = f"{whole.numerator} %" if whole.denominator == 1 else f"{share.numerator}/{share.denominator}"
    return _SHARES.get(share, figures)


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Words in a sentence: commas, `and` before the last, no comma before it; empty for none.

    Of more than `most` the others are counted.
    """
    if most is not None and len(words) > most:
        words = [*words[:most], f"{len(words) - most} more"]
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def signed(count: int) -> str:
    """A difference with its sign, as +3 or 0; a lack has the minus sign."""
    return f"{count:+d}".replace("-", "\N{MINUS SIGN}") if count else "0"


def meeting_in_words(title: str | None, forum: str) -> str:
    """What a sentence calls a meeting after "the": its title, else by its forum: HLWG meeting; a visit is a visit."""
    return title or (forum if forum.casefold().endswith(("visit", "dialogue")) else f"{forum} meeting")


def first_capital(text: str) -> str:
    """A sentence's beginning."""
    return text[:1].upper() + text[1:]
