"""A calendar as JSON: the contract `partner.calendar/1`."""

from __future__ import annotations

from typing import Literal, TypedDict

from partnercli.documents.audience import Audience
from partnercli.exchange.calendar.entries import Calendar, Kind
from partnercli.exchange.calendar.icalendar_text import uid
from partnercli.records.contract_words import Count, Day
from partnercli.records.marking import Marking


class EntryContract(TypedDict):
    """One entry of a calendar."""

    uid: str
    """By which a calendar program knows it again: it stays when the words or days change."""
    kind: Kind
    """What it is about."""
    first: Day
    """Its first day."""
    last: Day
    """Its last day, included."""
    title: str
    """Its title."""
    lines: list[str]
    """What is read under the title, a line each."""
    place: str | None
    """Where it takes place; null where nothing is known."""
    countries: list[str]
    """The partners that it concerns, by id; none where it concerns all, or readers are told names alone."""
    certain: bool
    """Whether it takes place, or has, as far as the records say; a plan may move."""


class CalendarContract(TypedDict):
    """What stands in a calendar for one circle of readers."""

    format: Literal["partner.calendar/1"]
    """The contract's name and version."""
    marking: Marking
    """How it is handled."""
    illustrative: bool
    """Whether a position that is not real is in the repository."""
    meeting: None
    """Always null: no positions of a meeting are read."""
    what_if: list[str]
    """Always empty: it is made from the files as they stand."""
    audience: Audience
    """For whom it is made."""
    title: str
    """Its title."""
    on: Day
    """The day as of which it is made."""
    undated: Count
    """How many steps have no day that could be told."""
    entries: list[EntryContract]
    """The entries, in the order of their days."""


def to_contract(calendar: Calendar) -> CalendarContract:
    """What it says of itself, then its entries in the order of their days; `last` is the last day, included."""
    return {
        "format": "partner.calendar/1",
        "marking": calendar.marking,
        "illustrative": calendar.illustrative,
        "meeting": None,
        "what_if": [],
        "audience": calendar.audience,
        "title": calendar.title,
        "on": calendar.day.isoformat(),
        "undated": len(calendar.undated),
        "entries": [
            {
                "uid": uid(calendar, entry),
                "kind": entry.kind,
                "first": entry.first.isoformat(),
                "last": entry.last.isoformat(),
                "title": entry.title,
                "lines": list(entry.lines),
                "place": entry.place,
                "countries": list(entry.countries),
                "certain": entry.certain,
            }
            for entry in calendar.entries
        ],
    }
