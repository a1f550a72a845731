"""English: the language in which records are written, and the only one that every paper can be written in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from partnercli.documents.language.language import (
    NO_BREAK,
    DriftWords,
    HeaderWords,
    ImprintWords,
    Language,
    PageWords,
    StateOfPlayWords,
    enumerated,
    grouped,
    months_of,
    scaled,
    whole_percent,
)

if TYPE_CHECKING:
    from partnercli.records.amount import Amount
    from partnercli.records.period import Period

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth")
_SIZES = {9: f"{NO_BREAK}billion", 6: f"{NO_BREAK}million", 0: ""}


class English:
    """The words of English, and how it says days, periods, lists and sums."""

    __slots__ = ()

    code = "en"
    name = "English"
    annex = "ANNEX"
    days = rf"\b\d{{1,2}} (?:{'|'.join(_MONTHS)})\b(?: \d{{4}}\b)?"
    the_presidency = "the Presidency"
    header = HeaderWords(
        council="Council of the European Union",
        european_council="European Council",
        kinds={
            "note": "NOTE",
            "cover-note": "COVER NOTE",
            "information-note": "INFORMATION NOTE",
            "i-item-note": "'I' ITEM NOTE",
            "i-a-item-note": "'I/A' ITEM NOTE",
            "outcome-of-proceedings": "OUTCOME OF PROCEEDINGS",
            "report": "REPORT",
            "working-paper": "WORKING PAPER",
        },
        sender="From:",
        received="date of receipt:",
        addressee="To:",
        previous="No. prev. doc.:",
        commission="No. Cion doc.:",
        subject="Subject:",
        file="Interinstitutional File:",
        files="Interinstitutional Files:",
        summary="Public summary of {number}",
        bodies={},
        places={},
        illustrative=("ILLUSTRATIVE, NOT A COUNCIL DOCUMENT",),
        presidency_only="PRESIDENCY ONLY",
    )
    page = PageWords(
        table="Table {number}",
        table_again="{caption} (table {number})",
        footnote="Footnote {number}",
        footnotes="Footnotes",
        back="Back to the mark of footnote {number}",
        presidency="Presidency of the Council of the European Union",
        author="Author",
        distribution_marking="Distribution marking",
    )
    state_of_play = StateOfPlayWords(
        head=("Partner", "In place", "In progress or suspended"),
        nothing="nothing recorded",
        statuses={
            "in-force": "{since}",
            "signed": "signed {on}, not yet in force",
            "negotiating": "talks {since}",
            "exploratory": "explored {since}",
            "suspended": "suspended, as noted {on}",
        },
        to_be_confirmed="to be confirmed",
    )
    drift = DriftWords(head=("Partner", "Then", "Now"), put_forward="put forward by the Presidency")
    imprint = ImprintWords(
        made="Made by partner {version} from {stand}; SHA-256 of all files read: {digest}",
        commit="commit {commit}",
        changed="commit {commit} with later changes",
        loose="files under no version control",
    )

    def day(self, day: date) -> str:
        """22 April 2021."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def day_of_year(self, day: date, of: date) -> str:
        """22 April."""
        return f"{day.day} {_MONTHS[day.month - 1]}" if day.year == of.year else self.day(day)

    def issued(self, place: str, day: date) -> str:
        """Brussels, 25 May 2021."""
        return f"{place}, {self.day(day)}"

    def period(self, period: Period) -> str:
        """3 March 2014, October 2011, the third quarter of 2021, the first half of 2022, 2014."""
        first = period.first
        match months_of(period):
            case 0:
                return self.day(first)
            case 1:
                return f"{_MONTHS[first.month - 1]} {first.year}"
            case 3:
                return f"the {_ORDINALS[first.month // 3]} quarter of {first.year}"
            case 6:
                return f"the {_ORDINALS[first.month // 6]} half of {first.year}"
            case _:
                return str(first.year)

    def period_in_table(self, period: Period) -> str:
        """3 March 2014, Q3 2021, first half of 2022, 2014."""
        if months_of(period) == 3:
            return f"Q{period.first.month // 3 + 1} {period.first.year}"
        return self.period(period).removeprefix("the ")

    def when(self, period: Period) -> str:
        """On 3 March 2014, in October 2011, in the third quarter of 2021."""
        return f"{'in' if months_of(period) else 'on'} {self.period(period)}"

    def since(self, period: Period) -> str:
        """Since 3 March 2014, since October 2011."""
        return f"since {self.period(period)}"

    def listed(self, words: Sequence[str], most: int | None = None) -> str:
        """Iraq, Libya and Mali; Iraq, Libya and 3 more."""
        if most is not None and len(words) > most:
            words = [*words[:most], f"{len(words) - most} more"]
        return enumerated(words, "and")

    def money(self, amount: Amount) -> str:
        """EUR 2.5 million, EUR 12 500."""
        value, size = scaled(amount.value)
        figure = grouped(value, cents=size == 0, point=".")
        return f"{amount.currency}{NO_BREAK}{figure}{_SIZES[size]}"

    def percent(self, share: Fraction | None) -> str:
        """55 %, <1 %."""
        return "–" if share is None else f"{whole_percent(share)} %"


ENGLISH: Language = English()
