"""What the examples of the checks share: files of the sample repository of the tests."""

from __future__ import annotations

from partnercli.findings import Example

SOURCES = "sources: [{title: Gazetteer of the Northern Shore}]\n"
MEETING = "2031-03-04-working-group"
_POSITION = f"data/positions/{MEETING}/qs.yaml"


def country(text: str, key: str = "belmonte") -> Example:
    """A country's file, but for its sources."""
    return Example(f"data/countries/{key}.yaml", f"{text}{SOURCES}")


def position(text: str, file: str = _POSITION) -> Example:
    """A delegation's file at the current meeting, but for its head and sources."""
    head = f"delegation: QS\nmeeting: {MEETING}\nbasis: statement\nillustrative: true\n"
    return Example(file, f"{head}{text}{SOURCES}")


def meeting(text: str, key: str = "2031-04-02-visit") -> Example:
    """A meeting's file, but for its sources."""
    return Example(f"data/meetings/{key}.yaml", f"{text}{SOURCES}")


def outline(text: str, key: str = "belmonte") -> Example:
    """An outline's file."""
    return Example(f"data/outlines/{key}.yaml", text)


def document(text: str, key: str = "10002-31") -> Example:
    """A document's file, but for its common head and sources."""
    head = "kind: note\ndate: 2031-03-10\nfrom: Presidency\nto: Delegations\nsubject: Partnerships\n"
    return Example(f"data/documents/{key}.yaml", f"{head}{text}{SOURCES}")


def settings(text: str) -> Example:
    """The settings file, but for what every one has."""
    head = "format: 1\ntitle: Partnerships\npresidency: QP\n"
    return Example("partner.yaml", f"{head}{text}")


PRIORITY = "priority: {at_least: 0.5, of: all, within: region}\n"
PHRASES = "phrases: [{at_least: 0.5, phrase: a large number of Member States}, {count: 1, phrase: one Member State}]\n"
