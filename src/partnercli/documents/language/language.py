"""What a language brings to a document: how it says days, periods, lists and sums, and the words that are printed.

A word is a text, or a text with names in braces that our own code fills in. Whoever adds a language writes one
module like `english`; the type checker says what is still missing in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:  # every screen takes its words from here: no model is made for that
    from partnercli.records.amount import Amount
    from partnercli.records.document import DocumentKind
    from partnercli.records.period import Period

NO_BREAK = "\N{NO-BREAK SPACE}"


class HeaderWords(NamedTuple):
    """The first page and the footer of a document.

    `bodies` and `places` are names that records hold in English, by that name: whom a document is from or for, and
    where it is issued; what is not among them is printed as it is recorded.
    """

    council: str
    european_council: str
    kinds: Mapping[DocumentKind, str]
    sender: str
    received: str
    addressee: str
    previous: str
    commission: str
    subject: str
    file: str
    files: str
    summary: str
    """The kind of a public summary, with the `number` of what it sums up."""
    bodies: Mapping[str, str]
    places: Mapping[str, str]
    illustrative: tuple[str, ...]
    """The lines that stand on all that is made from a position that is not real."""
    presidency_only: str


class PageWords(NamedTuple):
    """What writers print, or have a screen reader say, besides the text itself."""

    table: str
    """A table without a caption, by its `number`."""
    table_again: str
    """One more table under a `caption`, by its `number`."""
    footnote: str
    footnotes: str
    back: str
    """Leads from the text of a footnote to its mark, by its `number`."""
    presidency: str
    """The author of a paper that is no Council document."""
    author: str
    distribution_marking: str


class StateOfPlayWords(NamedTuple):
    """The annex on the state of play: the heads of its columns, and how far something has come."""

    head: tuple[str, str, str]
    nothing: str
    statuses: Mapping[str, str]
    """By the status as records write it, with `since`, since when, or `on`, when."""
    to_be_confirmed: str


class DriftWords(NamedTuple):
    """The annex on what changed: the heads of its columns, and what stands where no delegation supports a partner."""

    head: tuple[str, str, str]
    put_forward: str


class ImprintWords(NamedTuple):
    """The last line of a document that says from what it was made."""

    made: str
    """With the tool's `version`, where the files `stand`, and the `digest` of all that were read."""
    commit: str
    changed: str
    loose: str
    """Of files under no version control."""


class Language(Protocol):
    """One language of documents."""

    code: str
    """Two small letters, as `language` in a document's record."""
    name: str
    """What an English sentence calls it."""
    annex: str
    """The label of an annex, by which templates open one."""
    days: str
    """A regular expression for a day in a text, in which no line ends before the month or the year."""
    the_presidency: str
    """Who puts a country forward that so few support that they could be told."""
    header: HeaderWords
    page: PageWords
    state_of_play: StateOfPlayWords
    drift: DriftWords
    imprint: ImprintWords

    def day(self, day: date) -> str:
        """A day as the Council writes it: 22 April 2021."""

    def day_of_year(self, day: date, of: date) -> str:
        """A day without its year where it is that of `of`: 22 April."""

    def issued(self, place: str, day: date) -> str:
        """The line of place and day above a document."""

    def period(self, period: Period) -> str:
        """A period in prose: 3 March 2014, October 2011, the third quarter of 2021, the first half of 2022, 2014."""

    def period_in_table(self, period: Period) -> str:
        """A period in a cell: 3 March 2014, Q3 2021, first half of 2022, 2014."""

    def when(self, period: Period) -> str:
        """When something happened: on 3 March 2014, in October 2011."""

    def since(self, period: Period) -> str:
        """From when on something holds: since 3 March 2014, since October 2011."""

    def listed(self, words: Sequence[str], most: int | None = None) -> str:
        """Words in a sentence; empty for none. Of more than `most` the others are counted."""

    def money(self, amount: Amount) -> str:
        """A sum as the Council prints it, without a place to break inside it.

        Millions and billions are used where at most three decimals are needed (Interinstitutional Style Guide 7.3.3).
        """

    def percent(self, share: Fraction | None) -> str:
        """A share as a whole percentage; 100 % and 0 % only where they are exact; a dash where unknown."""


def months_of(period: Period) -> int:
    """How many months a period is long; 0 for a single day."""
    return 0 if period.first == period.last else period.last.month - period.first.month + 1


def enumerated(words: Sequence[str], conjunction: str) -> str:
    """Words with commas between them and a conjunction before the last, without a comma; empty for none."""
    *first, last = words or ("",)
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def scaled(value: Decimal) -> tuple[Decimal, int]:
    """A sum in billions (9), in millions (6), or as it is (0), where at most three decimals are needed for it."""
    for size in (9, 6):
        short = value.scaleb(-size).normalize()
        if short >= 1 and -int(short.as_tuple().exponent) <= 3:
            return short, size
    return value.normalize(), 0


def grouped(value: Decimal, *, cents: bool, point: str) -> str:
    """A figure in groups of three; with `cents`, two decimals where there are any."""
    decimals = -int(value.as_tuple().exponent)
    figure = f"{value:,.2f}" if cents and 0 < decimals < 2 else f"{value:,f}"
    return figure.replace(",", NO_BREAK).replace(".", point)


def whole_percent(share: Fraction) -> str:
    """The figure of a whole percentage, which says all or nothing only where that is exact."""
    rounded = round(share * 100)
    if rounded in (0, 100) and share not in (0, 1):
        return "<1" if rounded == 0 else ">99"
    return str(rounded)
