"""What each language brings: nothing is missing, nothing is left in another one, and dates and sums are well said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from string import Formatter
from typing import Any, NamedTuple, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.french import FRENCH
from partnercli.documents.language.known import ANNEX, DAYS, LANGUAGES
from partnercli.documents.language.language import Language
from partnercli.records.amount import Amount
from partnercli.records.country import CooperationStatus
from partnercli.records.document import DocumentKind
from partnercli.records.period import Period


class Says(NamedTuple):
    """Months, the first of one, `and`, the letter of a quarter, how many more; and what is as in English."""

    months: str
    first: str
    conjunction: str
    quarter: str
    more: tuple[str, str]
    alike: frozenset[str]


SAYS = {
    "en": Says(
        "January February March April May June July August September October November December",
        *("1", "and", "Q", ("more", "more"), frozenset()),
    ),
    "fr": Says(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        *("1er", "et", "T", ("autre", "autres")),
        frozenset({"header.kinds.note", "state_of_play.statuses.in-force", "header.illustrative.0"}),
    ),
}
"""By its code. French has NOTE as English does, a status that is its date alone, and the English banner first."""
NB = "\N{NO-BREAK SPACE}"

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
languages = st.sampled_from(list(LANGUAGES.values()))
TRANSLATED = [language for language in LANGUAGES.values() if language is not ENGLISH]
names = st.lists(st.sampled_from(["Iraq", "Mali", "Tchad", "Libya", "Côte d'Ivoire", "A, B"]), max_size=6)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every word of a language with its place."""
    if hasattr(value, "header"):
        for name in Language.__annotations__:
            yield from texts(getattr(value, name), name)
    elif isinstance(value, Mapping) or hasattr(value, "_asdict"):
        for key, item in (value if isinstance(value, Mapping) else value._asdict()).items():
            yield from texts(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from texts(item, f"{path}.{place}")
    else:
        yield path, value


def names_in(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_has_a_word_for_every_kind_and_every_status_that_is_shown(language: Language) -> None:
    assert set(language.header.kinds) == set(get_args(DocumentKind))
    assert set(language.state_of_play.statuses) == set(CooperationStatus) - {CooperationStatus.ENDED}


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_no_word_is_empty_and_each_names_what_the_english_one_names(language: Language) -> None:
    english = dict(texts(ENGLISH))
    for path, text in texts(language):
        assert text.strip(), path
        if path in english and path not in ("days", "state_of_play.statuses.in-force"):
            assert names_in(text) == names_in(english[path]), path


@pytest.mark.parametrize("language", TRANSLATED, ids=[one.code for one in TRANSLATED])
def test_what_a_language_writes_as_english_does_is_listed_here(language: Language) -> None:
    english = dict(texts(ENGLISH))
    alike = {path for path, text in texts(language) if english.get(path) == text}
    assert alike == SAYS[language.code].alike


@pytest.mark.parametrize("language", TRANSLATED, ids=[one.code for one in TRANSLATED])
def test_what_is_made_of_invented_positions_is_called_so_in_english_first(language: Language) -> None:
    banner, *translated = language.header.illustrative
    assert banner == "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
    assert len(translated) == 1


@given(languages, days)
def test_a_day_is_its_number_its_month_and_its_year_and_never_breaks(language: Language, day: date) -> None:
    number, month, year = language.day(day).split(" ")
    says = SAYS[language.code]
    assert number == (says.first if day.day == 1 else str(day.day))
    assert says.months.split().index(month) == day.month - 1
    assert int(year) == day.year
    for text in (language.day(day), language.day_of_year(day, day)):
        found = DAYS.search(f"le {text}, and so on")
        assert found is not None
        assert found[0] == text


@given(languages, days, days)
def test_a_day_keeps_its_year_in_a_text_of_another_year(language: Language, day: date, of: date) -> None:
    said = language.day_of_year(day, of)
    assert (said == language.day(day)) == (day.year != of.year)
    assert language.day(day).startswith(said)


@given(languages, names)
def test_a_list_has_commas_and_one_word_before_the_last(language: Language, words: list[str]) -> None:
    conjunction = f" {SAYS[language.code].conjunction} "
    said = language.listed(words)
    *before, last = words or [""]
    assert said == (", ".join(before) + conjunction if before else "") + last


@given(languages, names, st.integers(1, 5))
def test_a_long_list_says_how_many_it_leaves_out(language: Language, words: list[str], most: int) -> None:
    more = len(words) - most
    said = language.listed(words, most)
    if more <= 0:
        assert said == language.listed(words)
    else:
        rest = f"{more} {SAYS[language.code].more[more > 1]}"
        assert said == language.listed([*words[:most], rest])


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("2014-03-03", ("3 March 2014", "on 3 March 2014"), ("le 3 mars 2014", "le 3 mars 2014")),
        ("2014-04-01", ("1 April 2014", "on 1 April 2014"), ("le 1er avril 2014", "le 1er avril 2014")),
        ("2011-10", ("October 2011", "in October 2011"), ("octobre 2011", "en octobre 2011")),
        (
            "2021-Q3",
            ("the third quarter of 2021", "in the third quarter of 2021"),
            ("le troisième trimestre de 2021", "au troisième trimestre de 2021"),
        ),
        (
            "2022-H2",
            ("the second half of 2022", "in the second half of 2022"),
            ("le second semestre de 2022", "au second semestre de 2022"),
        ),
        ("2014", ("2014", "in 2014"), ("2014", "en 2014")),
    ],
)
def test_a_period_in_prose_after_since_and_as_a_time(
    written: str, english: tuple[str, str], french: tuple[str, str]
) -> None:
    period = Period.read(written)
    for language, (named, when), since in ((ENGLISH, english, "since"), (FRENCH, french, "depuis")):
        assert language.period(period) == named
        assert language.when(period) == when
        assert language.since(period) == f"{since} {named}"


@given(languages, st.integers(1900, 2200), st.integers(1, 4))
def test_a_quarter_in_a_cell_is_short_and_anything_else_has_no_article(
    language: Language, year: int, number: int
) -> None:
    quarter = SAYS[language.code].quarter
    assert language.period_in_table(Period.quarter(year, number)) == f"{quarter}{number} {year}"
    half = language.period_in_table(Period.half(year, (number + 1) // 2))
    assert re.match(r"(the|le) ", half) is None
    assert language.period(Period.half(year, (number + 1) // 2)).endswith(half)


@pytest.mark.parametrize(
    ("value", "currency", "french"),
    [
        ("2500000", "EUR", f"2,5{NB}millions{NB}d'EUR"),
        ("1500000", "EUR", f"1,5{NB}million{NB}d'EUR"),
        ("3000000000", "GBP", f"3{NB}milliards{NB}de{NB}GBP"),
        ("12500", "EUR", f"12{NB}500{NB}EUR"),
        ("12500.5", "CHF", f"12{NB}500,50{NB}CHF"),
        ("1234000", "EUR", f"1,234{NB}million{NB}d'EUR"),
        ("1234500", "EUR", f"1{NB}234{NB}500{NB}EUR"),
        ("1234567.89", "EUR", f"1{NB}234{NB}567,89{NB}EUR"),
    ],
)
def test_a_sum_in_french_has_its_currency_last_a_comma_and_a_plural_from_two(
    value: str, currency: str, french: str
) -> None:
    assert FRENCH.money(Amount(value=Decimal(value), currency=currency)) == french


@given(languages, st.none() | st.fractions(0, 1, max_denominator=400))
def test_a_percentage_is_whole_and_says_all_or_nothing_only_where_that_is_so(
    language: Language, share: Fraction | None
) -> None:
    figure = language.percent(share).replace(NB, " ").removesuffix(" %")
    if share is None:
        assert figure == "–"
    elif figure in ("0", "100"):
        assert share == int(figure) // 100
    elif figure.isdigit():
        assert abs(share * 100 - int(figure)) <= Fraction(1, 2)
    else:
        assert (figure, share < Fraction(1, 2)) in (("<1", True), (">99", False))


@pytest.mark.parametrize(
    ("heading", "opens"),
    [("ANNEX", True), ("ANNEX II", True), ("**ANNEXE I**", True), ("ANNEXES", False), ("Annexe", False)],
)
def test_a_heading_opens_an_annex_by_the_label_of_a_language(heading: str, *, opens: bool) -> None:
    assert bool(ANNEX.fullmatch(heading)) is opens
