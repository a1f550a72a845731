"""English words of the screens, and of the papers that are written in English alone.

What a document in any language says stands in `documents.language`; days, periods and lists are taken from there.
"""

from __future__ import annotations

from fractions import Fraction

from partnercli.documents.language.english import ENGLISH
from partnercli.records.period import Period, Term
from partnercli.records.position import Stance

(BANNER,) = ENGLISH.header.illustrative
"""Stands on everything made from a position that is not real."""
STANCE_SIGNS = {Stance.SUPPORT: "S", Stance.CAN_ACCEPT: "a", Stance.RESERVATION: "R", Stance.OPPOSITION: "X"}
"""What stands for a stance in a cell: letters, which every font has and every voice can read."""
_SHARES = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "a third",
    Fraction(2, 3): "two thirds",
    Fraction(1, 4): "a quarter",
    Fraction(3, 4): "three quarters",
    Fraction(1): "all",
}

day_in_words = ENGLISH.day
day_of_year = ENGLISH.day_of_year
period_in_words = ENGLISH.period
period_in_table = ENGLISH.period_in_table
since_in_words = ENGLISH.when
money = ENGLISH.money
percent = ENGLISH.percent
listed = ENGLISH.listed


def is_quarter(period: Period) -> bool:
    """Whether a period is a quarter of a year."""
    return period.first.day == 1 and period.last.month - period.first.month == 2


def term_in_words(term: Term) -> str:
    """From when to when: 2019, 2016 to 2019, since 2016."""
    if term.end is None:
        return ENGLISH.since(term.start)
    first, last = period_in_words(term.start), period_in_words(term.end)
    return first if term.start == term.end else f"{first} to {last}"


def share_in_words(share: Fraction) -> str:
    """A share as a sentence says it: half, two thirds, 55 %."""
    whole = share * 100
    figures = f"{whole.numerator} %" if whole.denominator == 1 else f"{share.numerator}/{share.denominator}"
    return _SHARES.get(share, figures)


def spelt(slug: str) -> str:
    """A slug, such as a theme or a stance, as a sentence says it: can accept."""
    return slug.replace("-", " ")


def signed(count: int) -> str:
    """A difference with its sign, as +3 or 0; a lack has the minus sign."""
    return f"{count:+d}".replace("-", "\N{MINUS SIGN}") if count else "0"


def meeting_in_words(title: str | None, forum: str) -> str:
    """What a sentence calls a meeting after "the": its title, else by its forum: HLWG meeting; a visit is a visit."""
    return title or (forum if forum.casefold().endswith(("visit", "dialogue")) else f"{forum} meeting")


def first_capital(text: str) -> str:
    """A sentence's beginning."""
    return text[:1].upper() + text[1:]
