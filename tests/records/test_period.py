from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.base import Unreadable
from partnercli.records.period import Period, Term, as_scalar, day_after, next_quarter, quarter_of, read_day

YEARS = st.integers(1900, 2199)
PERIODS = st.one_of(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(Period.of_day),
    st.builds(lambda year, month: Period.read(f"{year}-{month:02}"), YEARS, st.integers(1, 12)),
    st.builds(Period.quarter, YEARS, st.integers(1, 4)),
    st.builds(Period.half, YEARS, st.integers(1, 2)),
    st.builds(Period.year, YEARS),
)


@pytest.mark.parametrize(
    ("written", "first", "last", "days"),
    [
        ("2014-03-03", date(2014, 3, 3), date(2014, 3, 3), 1),
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29), 29),
        ("2021-Q3", date(2021, 7, 1), date(2021, 9, 30), 92),
        ("2021-H2", date(2021, 7, 1), date(2021, 12, 31), 184),
        ("2014", date(2014, 1, 1), date(2014, 12, 31), 365),
        (2014, date(2014, 1, 1), date(2014, 12, 31), 365),
    ],
)
def test_a_period_is_a_day_month_quarter_half_year_or_year(
    written: object, first: date, last: date, days: int
) -> None:
    period = Period.read(written)
    assert (period.first, period.last, period.days, str(period)) == (first, last, days, str(written))


@pytest.mark.parametrize(
    "written",
    [
        "2021-Q5",
        "2021-H3",
        "2021-q3",
        "21-Q3",
        "March 2021",
        "2021-3",
        "2021-Q3\n",
        "２０２１",
        "",
        True,
        20.5,
        None,
        [2021],
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_that_are(written: object) -> None:
    with pytest.raises(Unreadable, match="is not a period") as refused:
        Period.read(written)
    assert "2021-Q3" in refused.value.hint


@pytest.mark.parametrize("written", ["2021-13", "2021-00", "2021-02-30", "2021-04-31"])
def test_a_period_that_no_calendar_has_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="is not in the calendar"):
        Period.read(written)


@pytest.mark.parametrize("year", ["0000", "1899", "2201", "9999"])
def test_a_year_that_no_record_can_mean_is_refused(year: str) -> None:
    with pytest.raises(Unreadable, match="lies outside the years 1900 to 2200"):
        Period.read(year)
    with pytest.raises(Unreadable, match="lies outside the years 1900 to 2200"):
        read_day(f"{year}-06-30")


@given(PERIODS)
def test_a_period_reads_back_from_its_text(period: Period) -> None:
    again = Period.read(str(period))
    assert again == period
    assert str(again) == str(period)


def test_the_same_days_are_the_same_period_however_written() -> None:
    assert Period.read("2021-02") == Period(date(2021, 2, 1), date(2021, 2, 28), "February")


@given(PERIODS, PERIODS)
def test_of_two_periods_at_most_one_stands_before_the_other(one: Period, other: Period) -> None:
    assert not (one.before(other) and other.before(one))
    assert one.before(other) == other.after(one)
    overlap = one.first <= other.last and other.first <= one.last
    assert overlap == (not one.before(other) and not one.after(other))


@given(PERIODS, PERIODS, PERIODS)
def test_before_is_passed_on(one: Period, two: Period, three: Period) -> None:
    assert not (one.before(two) and two.before(three)) or one.before(three)


@given(PERIODS, PERIODS)
def test_sorting_by_key_agrees_with_before(one: Period, other: Period) -> None:
    assert not one.before(other) or one.key < other.key


def test_periods_that_begin_together_sort_with_the_shorter_first() -> None:
    written = ["2021", "2021-H1", "2021-Q1", "2021-01", "2021-01-01"]
    assert sorted(written, key=lambda text: Period.read(text).key) == written[::-1]


@given(PERIODS)
def test_a_period_has_begun_from_its_first_day_and_is_over_after_its_last(period: Period) -> None:
    assert not period.begun_on(period.first - timedelta(days=1))
    assert period.begun_on(period.first)
    assert not period.over_on(period.last)
    assert period.over_on(day_after(period))


@given(st.dates(date(1900, 1, 1), date(2198, 12, 31)))
def test_the_next_quarter_is_the_first_full_one_after_a_day(day: date) -> None:
    quarter = next_quarter(day)
    assert quarter.first.month in (1, 4, 7, 10)
    assert timedelta(0) < quarter.first - day <= timedelta(days=92)
    assert quarter_of(day).last == quarter.first - timedelta(days=1)
    assert quarter_of(day).first <= day <= quarter_of(day).last


def test_a_year_is_a_number_in_a_file() -> None:
    assert [as_scalar(Period.read(text)) for text in ("2031", "2031-Q3")] == [2031, "2031-Q3"]
    assert [as_scalar(Term.read(text)) for text in ("2031", "2031/2032")] == [2031, "2031/2032"]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2016/2019", "2016", "2019"),
        ("2016/", "2016", None),
        ("2019", "2019", "2019"),
        (2019, "2019", "2019"),
        ("2021-Q3/2022-H1", "2021-Q3", "2022-H1"),
        ("2019/2019", "2019", "2019"),
    ],
)
def test_a_term_runs_from_one_period_to_another_or_goes_on(
    written: object, start: str, end: str | None
) -> None:
    term = Term.read(written)
    assert term.start == Period.read(start)
    assert term.end == (end and Period.read(end))
    assert str(term) == str(written)


@pytest.mark.parametrize(
    "written", ["/2019", "2016/2019/2020", "2016-2019", "soon", "", True, ["2016"], Decimal("2016.5")]
)
def test_what_is_no_term_is_refused(written: object) -> None:
    with pytest.raises(Unreadable, match="is not a period or a term") as refused:
        Term.read(written)
    assert "2016/2019" in refused.value.hint


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Unreadable, match='"2019/2016" ends before it begins') as refused:
        Term.read("2019/2016")
    assert refused.value.hint == "write the earlier period first"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_is_read_from_its_iso_form(day: date) -> None:
    assert read_day(day.isoformat()) == day
    assert read_day(day) == day


@pytest.mark.parametrize(
    "written",
    [
        "25.5.2021",
        "2021-5-25",
        "20210525",
        "2021-W21-2",
        "2021-05-25T10:00",
        "",
        1621900800,
        2021,
        True,
        None,
    ],
)
def test_nothing_else_is_a_day(written: object) -> None:
    with pytest.raises(Unreadable, match="is not a day") as refused:
        read_day(written)
    assert refused.value.hint == "write year-month-day: 2021-05-25"


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Unreadable, match='"2021-02-29" is not in the calendar'):
        read_day("2021-02-29")
