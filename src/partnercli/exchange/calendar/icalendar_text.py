"""A calendar as the text that calendar programs read: iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from partnercli.documents.words import day_in_words
from partnercli.exchange.calendar.entries import Calendar, Entry
from partnercli.exchange.texts import lines
from partnercli.records.marking import Marking
from partnercli.records.slug import slugify

_LONGEST = 75
"""Octets of a line, its end not counted (RFC 5545, 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def icalendar(calendar: Calendar) -> bytes:
    """The bytes of its file; the same calendar gives the same bytes on every day."""
    return "".join(f"{line}\r\n" for whole in _calendar(calendar) for line in folded(whole)).encode()


def _calendar(calendar: Calendar) -> Iterator[str]:
    marks = " · ".join(calendar.marks)
    name = f"{calendar.title} ({marks})" if marks else calendar.title
    as_of = f"As of {day_in_words(calendar.day)}."
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//partnercli//partner calendar//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"X-WR-CALNAME:{escaped(name)}"
    yield f"X-WR-CALDESC:{escaped(f'{marks}. {as_of}' if marks else as_of)}"
    for entry in calendar.entries:
        yield from _event(calendar, entry)
    yield "END:VCALENDAR"


def _event(calendar: Calendar, entry: Entry) -> Iterator[str]:
    marks = (" · ".join(calendar.marks),) if calendar.marks else ()
    described = "\n".join((*marks, *entry.lines))
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(uid(calendar, entry))}"
    yield f"DTSTAMP:{_day(calendar.day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(entry.first)}"
    yield f"DTEND;VALUE=DATE:{_day(entry.last + timedelta(days=1))}"  # the day after it (RFC 5545, 3.6.1)
    yield f"SUMMARY:{escaped(entry.title)}"
    yield f"DESCRIPTION:{escaped(described)}"
    if entry.place is not None:
        yield f"LOCATION:{escaped(entry.place)}"
    yield f"CATEGORIES:{entry.kind.upper()}"
    yield f"CLASS:{'PUBLIC' if calendar.marking is Marking.PUBLIC else 'CONFIDENTIAL'}"
    yield f"STATUS:{'CONFIRMED' if entry.certain else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def uid(calendar: Calendar, entry: Entry) -> str:
    """What an entry is known by in every calendar program: its key, and the series that it belongs to."""
    return f"{entry.key}@{slugify(calendar.series) or 'exercise'}"


def escaped(text: str) -> str:
    """A text as the value of a property (RFC 5545, 3.3.11); its lines end with a line feed of two characters."""
    return lines(text).translate(_ESCAPED)


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each but the first after a space, no character in two of them."""
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LONGEST:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + character, octets + size
    yield piece


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")
