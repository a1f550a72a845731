"""Calendars as RFC 5545 has them, read back by a program that nobody here wrote."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar as reader
from hypothesis import example, given
from hypothesis import strategies as st

from partnercli.documents.audience import Audience
from partnercli.exchange.calendar.entries import Calendar, Entry, Kind, in_order
from partnercli.exchange.calendar.icalendar_text import escaped, folded, icalendar
from partnercli.records.marking import Marking

TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\\;,:\"'\n"), max_size=200)
"""What a record can hold: a file with other controls is refused when it is read."""
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
DAY = date(2031, 3, 10)


def calendar(*entries: Entry, title: str = "Partnerships", **other: Any) -> Calendar:
    usual: dict[str, Any] = {
        "audience": Audience.DELEGATIONS,
        "marking": Marking.LIMITE,
        "illustrative": False,
        "day": DAY,
    }
    return Calendar(title=title, series=title, entries=entries, **{**usual, **other})


def entry(**other: Any) -> Entry:
    usual: dict[str, Any] = {
        "key": "step.altamar.open-charter",
        "kind": Kind.STEPS,
        "first": DAY,
        "last": DAY,
        "title": "Altamar: charter",
        "lines": (),
    }
    return Entry(**{**usual, **other})


def events(data: bytes) -> list[Any]:
    return list(reader.Calendar.from_ical(data).walk("VEVENT"))


@given(TEXTS, TEXTS, TEXTS, DAYS, st.integers(0, 900))
def test_every_text_and_day_is_read_back_as_it_was(
    title: str, line: str, place: str, first: date, more: int
) -> None:
    last = first + timedelta(days=more)
    made = entry(title=f"x{title}", lines=(f"x{line}",), place=f"x{place}", first=first, last=last)
    (event,) = events(icalendar(calendar(made)))
    assert (event["SUMMARY"], event["DESCRIPTION"], event["LOCATION"]) == (
        f"x{title}",
        f"LIMITE\nx{line}",
        f"x{place}",
    )
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (first, last + timedelta(days=1))


@given(TEXTS)
@example("x" * 300)
@example("é" * 200)
def test_no_line_is_longer_than_75_octets_and_no_character_is_parted(text: str) -> None:
    pieces = list(folded(line := text.replace("\n", "")))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


@given(TEXTS, TEXTS)
def test_every_line_ends_with_cr_and_lf_and_no_text_begins_a_property_of_its_own(
    title: str, line: str
) -> None:
    data = icalendar(calendar(entry(title=f"{title}\r\nUID:other", lines=(line, "END:VEVENT")), title=title))
    whole = data.decode().replace("\r\n ", "")
    assert not re.search("\r[^\n]|[^\r]\n", data.decode())
    names = [re.split("[:;]", one)[0] for one in whole.split("\r\n")]
    assert names == [
        *(
            "BEGIN",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "X-WR-CALNAME",
            "X-WR-CALDESC",
            "BEGIN",
            "UID",
            "DTSTAMP",
        ),
        *("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "CLASS", "STATUS", "TRANSP"),
        *("END", "END", ""),
    ]


def test_signs_that_would_end_a_value_are_escaped_and_line_ends_become_one_kind() -> None:
    assert escaped('a\\b; c, d: "e"\nf\r\ng\rh') == 'a\\\\b\\; c\\, d: "e"\\nf\\ng\\nh'


def test_of_one_day_meetings_come_first_then_reply_dates_then_steps() -> None:
    kinds = [Kind.STEPS, Kind.REPLIES, Kind.MEETINGS]
    mixed = [entry(key=f"{place}-{kind}", kind=kind) for place, kind in enumerate(kinds)]
    later, longer = entry(first=DAY + timedelta(1), last=DAY + timedelta(1)), entry(last=DAY + timedelta(2))
    assert in_order([later, longer, *mixed]) == (*reversed(mixed), longer, later)


def test_an_entry_takes_no_time_that_others_could_not_book_and_says_whether_it_may_move() -> None:
    planned, done = events(icalendar(calendar(entry(certain=False), entry(key="step.altamar.other"))))
    assert (planned["STATUS"], done["STATUS"]) == ("TENTATIVE", "CONFIRMED")
    assert planned["TRANSP"] == done["TRANSP"] == "TRANSPARENT"
    assert planned["CATEGORIES"].to_ical() == b"STEPS"
    assert planned["DTSTAMP"].dt == datetime(2031, 3, 10, tzinfo=UTC)


def test_the_marks_stand_in_the_name_of_the_calendar_and_at_the_head_of_each_entry() -> None:
    made = calendar(entry(), illustrative=True, audience=Audience.PRESIDENCY)
    marks = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT · PRESIDENCY ONLY"
    whole = reader.Calendar.from_ical(icalendar(made))
    named = [str(whole[name]).replace("\\,", ",") for name in ("X-WR-CALNAME", "X-WR-CALDESC")]
    assert named == [f"Partnerships ({marks})", f"{marks}. As of 10 March 2031."]
    (event,) = whole.walk("VEVENT")
    assert (event["DESCRIPTION"], event["CLASS"]) == (marks, "CONFIDENTIAL")


def test_what_the_public_reads_bears_no_mark() -> None:
    made = calendar(entry(lines=("Time: 2031",)), audience=Audience.PUBLIC, marking=Marking.PUBLIC)
    whole = reader.Calendar.from_ical(icalendar(made))
    (event,) = whole.walk("VEVENT")
    assert (whole["X-WR-CALNAME"], event["DESCRIPTION"], event["CLASS"]) == (
        "Partnerships",
        "Time: 2031",
        "PUBLIC",
    )


def test_an_exercise_whose_title_has_no_latin_letter_has_ids_of_entries_too() -> None:
    (event,) = events(icalendar(calendar(entry(), title="Συμπράξεις")))
    assert event["UID"] == "step.altamar.open-charter@exercise"
