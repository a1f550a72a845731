"""Calendars as a program that nobody here wrote reads them, for the tests of `partner calendar`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar as reader

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, str], Path]

MEETING = "data/meetings/2031-03-04-working-group.yaml"
CORVO, ALTAMAR = "data/outlines/corvo.yaml", "data/outlines/altamar.yaml"
AUDIENCES = ("presidency", "delegations", "public")
VISIT = "forum: visit\ndate: 2031-04-02\ncountries: [altamar]\nplace: Alta\nsources: [{title: Calendar}]\n"
MARKS = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


def made(partner: Partner, at: Path, *words: str | Path) -> Path:
    """The file that the command writes, which must end well and print its path alone."""
    done = partner("calendar", *words, at=at)
    assert done.code == 0, done.err
    return Path(at / done.out.rstrip("\n"))


def read(file: Path) -> dict[str, Any]:
    """The entries of a calendar, by the part of their id that is ours."""
    entries = reader.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    found = {str(one["UID"]).partition("@")[0]: one for one in entries}
    assert len(found) == len(entries)
    return found


def days(event: Any) -> tuple[date, date]:
    """Its first day, and the day after its last."""
    return event["DTSTART"].dt, event["DTEND"].dt


def lines(event: Any) -> list[str]:
    return str(event["DESCRIPTION"]).split("\n")
