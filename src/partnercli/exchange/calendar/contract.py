"""A calendar as JSON: the contract `partner.calendar/1`."""

from __future__ import annotations

from typing import Any

from partnercli.exchange.calendar.entries import Calendar
from partnercli.exchange.calendar.icalendar_text import uid

FORMAT = "partner.calendar/1"
"""The contract's name and version."""


def to_contract(calendar: Calendar) -> dict[str, Any]:
    """What it says of itself, then its entries in the order of their days; `last` is the last day, included."""
    return {
        "format": FORMAT,
        "marking": str(calendar.marking),
        "illustrative": calendar.illustrative,
        "meeting": None,
        "what_if": [],
        "audience": str(calendar.audience),
        "title": calendar.title,
        "on": calendar.day.isoformat(),
        "undated": len(calendar.undated),
        "entries": [
            {
                "uid": uid(calendar, entry),
                "kind": str(entry.kind),
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
