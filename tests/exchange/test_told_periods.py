"""What a timing in words tells is what it was worded from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.documents.step_words import timing_in_table
from partnercli.documents.words import period_in_table
from partnercli.exchange.calendar.entries import span
from partnercli.exchange.calendar.told_periods import told_period, told_span
from partnercli.records.outline import Step
from partnercli.records.period import Period

YEARS = st.integers(1900, 2200)
PERIODS = st.one_of(
    st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(Period.of_day),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)).map(Period.read),
    st.builds(Period.quarter, YEARS, st.integers(1, 4)),
    st.builds(Period.half, YEARS, st.integers(1, 2)),
    YEARS.map(Period.year),
)


@given(PERIODS)
def test_a_period_in_words_is_understood(period: Period) -> None:
    assert told_period(period_in_table(period)) == period


@given(st.none() | PERIODS, st.none() | PERIODS)
def test_a_timing_in_words_tells_the_same_days_as_the_step(start: Period | None, end: Period | None) -> None:
    if start and end and end.last < start.first:
        start, end = end, start
    timeline = {name: period.text for name, period in (("from", start), ("to", end)) if period is not None}
    step = Step.model_validate({"id": "go", "instrument": "talks", "action": "Go", "timeline": timeline})
    assert told_span(timing_in_table(step)) == span(start, end)


@pytest.mark.parametrize(
    "text",
    ["no date", "", "soon", "Q5 2021", "31 February 2021", "from spring", "2021 to later", "9999", "Q1 ٢٠٢١"],
)
def test_of_other_words_no_day_is_told(text: str) -> None:
    assert told_span(text) is None
