"""Writes a report as one HTML page from its contract: what stands on the page is in the data that it brings along.

The page asks for nothing else. A policy in its head lets its one style and its one script run, by their hashes, and
nothing from anywhere. Without the script all of it can be read; the script sorts, chooses and saves.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from partnercli.documents.audience import Audience, marks_above
from partnercli.documents.report.calendar import calendar_of
from partnercli.documents.report.contract import embedded
from partnercli.documents.report.page_words import Html, Words, filters
from partnercli.records.marking import Marking

_STEPS = "What is to be done with each partner, in its order; the bars show when, on one calendar for all."
_SOURCES = ("sources", "Sources", "Where what stands on this page can be checked.")
_READING = ("reading", "How to read this page", "What the words and figures mean.")
_PRESIDENCY = (
    ("figures", "Key figures", "Who was heard, what delegations agree on, and how far the work has come."),
    (
        "priorities",
        "The list, and the tally",
        "What was decided, and below it what delegations said.",
    ),
    ("matrix", "Who said what", "A row for each country, a column for each delegation in protocol order."),
    (
        "robustness",
        "How firm it is",
        "How many delegations would have to change for a country to cross the line.",
    ),
    (
        "drift",
        "What moved",
        "What changed from one meeting to the next, and from one document's list to the next.",
    ),
    ("outlines", "Outlines", _STEPS),
    ("open", "Open points", "What somebody still has to say, to decide or to do."),
    _SOURCES,
    _READING,
)
_DELEGATIONS = (
    ("figures", "Key figures", "How many partners are on the list, and how far the work with them has come."),
    ("priorities", "The list", "The partners in the order of the list, and how their support is worded."),
    ("drift", "How the list changed", "What each document put on the list, and what it took off."),
    ("outlines", "Outlines", _STEPS),
    ("open", "Open points", "What is asked of delegations, what is still missing, and the meetings ahead."),
    _SOURCES,
    _READING,
)
_PUBLIC = (
    ("partners", "Partners", "The partners in alphabetical order, and how their support is worded."),
    ("outlines", "Outlines", "What is planned with each partner, in its order, and when."),
    _SOURCES,
    _READING,
)
SECTIONS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    Audience.PRESIDENCY: _PRESIDENCY,
    Audience.DELEGATIONS: _DELEGATIONS,
    Audience.PUBLIC: _PUBLIC,
}
"""The sections of each circle's page: id, heading, and what one sees there; each is a template of that name."""


def page(contract: Mapping[str, Any]) -> bytes:
    """The page of a report in UTF-8, the same bytes for the same contract."""
    style, script = _file("report.css"), _file("report.js")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    template = _templates().get_template("page.html.j2")
    return template.render(
        report=contract,
        sections=SECTIONS[contract["audience"]],
        marks=marks(contract),
        policy=Html(policy),
        style=Html(style),
        script=Html(script),
        data=Html(embedded(contract)),
        calendar=calendar_of(contract),
        **Words(contract).names(),
    ).encode()


def marks(contract: Mapping[str, Any]) -> tuple[str, ...]:
    """What stands above everything on the screen and on every printed page, whoever reads it."""
    marking, audience = Marking(contract["marking"]), Audience(contract["audience"])
    return marks_above(marking, audience, illustrative=contract["illustrative"])


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FunctionLoader(lambda name: _file(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(filters())
    return made


def _file(name: str) -> str:
    """A text of this package."""
    return (files("partnercli") / "documents" / "report" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """How a policy names a style or script that may be used: by its SHA-256."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
