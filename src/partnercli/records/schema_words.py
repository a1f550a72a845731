"""What editors are told of the forms in which values are written, and an example of each kind of file."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from partnercli.records.kinds import Kind
from partnercli.records.period import DAY_PATTERN, PERIOD_PATTERN, TERM_PATTERN
from partnercli.records.slug import PATTERN as SLUG_PATTERN


class Form(NamedTuple):
    """How a text is written: what it is called, what an editor says where it is not so, and examples of it."""

    called: str
    said: str
    examples: tuple[str, ...] = ()


FORMS: Final = {
    r"\S": Form("text", "Write some text here, or leave the field out."),
    SLUG_PATTERN: Form("id", "Use lower-case letters and digits, parted by single hyphens."),
    DAY_PATTERN: Form("day", "Write a day as year-month-day: 2021-05-25.", ("2021-05-25",)),
    PERIOD_PATTERN: Form(
        "period",
        "Write a day 2014-03-03, a month 2014-03, a quarter 2021-Q3, a half-year 2021-H2 or a year 2014.",
        ("2014-03-03", "2014-03", "2021-Q3", "2021-H2"),
    ),
    TERM_PATTERN: Form(
        "period or term",
        "Write 2019, 2016/2019, or 2016/ when it goes on; months, quarters and days are fine too.",
        ("2016/2019", "2016/", "2021-Q3"),
    ),
    r"^[A-Z]{2}$": Form("two capital letters", "Write two capital letters: BE or TN."),
    r"^[A-Z]{3}$": Form("three capital letters", "Write three capital letters: EUR or TUN."),
    r"^[a-z]{2}$": Form("two small letters", "Write two small letters: en.", ("en",)),
    r"^https://[^\s]+$": Form(
        "web address", "Give the full address, beginning with https://.", ("https://example.org/",)
    ),
    r"^[A-Z][A-Z /-]*[A-Z]( \d+)?$": Form(
        "subject code", "Write the code as printed: JAI 572.", ("JAI 572",)
    ),
    r"^\S.*/\d{2,4}.*$": Form(
        "number of a document",
        "Write the number as printed: 8952/21, WK 10084/2018, or XXXX/21 while there is none.",
        ("8952/21", "WK 10084/2018", "XXXX/21"),
    ),
    r"^\d{1,9} ?/ ?[1-9]\d{0,8}$": Form(
        "share", "Write a number such as 0.5, or a fraction such as 2/3.", ("2/3",)
    ),
}
"""By the pattern that the text must match."""

_SOURCES = [{"title": "Gazetteer of the Northern Shore"}]
EXAMPLES: Final[dict[Kind, dict[str, Any]]] = {
    Kind.CONFIG: {
        "format": 1,
        "title": "Partnerships of the Northern Shore",
        "presidency": "QP",
        "current_meeting": "2031-03-04-working-group",
        "priority": {"at_least": 0.5, "of": "all", "within": "region"},
        "phrases": [
            {"at_least": 0.5, "phrase": "a large number of Member States"},
            {"count": 1, "phrase": "one Member State"},
        ],
    },
    Kind.REGIONS: {
        "regions": [
            {"id": "northern-shore", "name": "Northern Shore", "wording": "on the Northern Shore"},
            {"id": "inner-plain", "name": "Inner Plain"},
        ],
        "sources": _SOURCES,
    },
    Kind.PRESIDENCIES: {
        "presidencies": [{"delegation": "QP", "from": "2031-01-01", "to": "2031-06-30"}],
        "sources": _SOURCES,
    },
    Kind.DELEGATIONS: {
        "delegations": [
            {"code": "QM", "name": "Marland", "accession": "2001-01-01", "population": {"2031": 21000000}},
        ],
        "sources": _SOURCES,
    },
    Kind.COUNTRY: {
        "name": "Belmonte",
        "region": "northern-shore",
        "roles": ["transit"],
        "cooperation": [
            {"instrument": "grant", "status": "in-force", "since": "2030-Q3", "sources": _SOURCES},
        ],
        "sources": _SOURCES,
    },
    Kind.MEETING: {
        "forum": "Working Group",
        "date": "2031-03-04",
        "questions": [
            {"id": "way-forward", "text": "Do delegations agree to the way forward?", "due": "2031-03-20"},
        ],
        "sources": _SOURCES,
    },
    Kind.POSITION: {
        "delegation": "QM",
        "meeting": "2031-03-04-working-group",
        "basis": "statement",
        "illustrative": True,
        "preferences": [{"country": "belmonte", "stance": "support"}],
        "answers": [{"question": "way-forward", "reply": "agree"}],
        "sources": _SOURCES,
    },
    Kind.INSTRUMENT: {
        "name": "Charter",
        "kind": "legal",
        "pillar": "return",
        "lead": "Shore Commission",
        "consent": True,
        "usually_after": [{"instrument": "round-table", "strength": "normally"}],
        "sources": _SOURCES,
    },
    Kind.OUTLINE: {
        "country": "belmonte",
        "status": "draft",
        "objectives": ["Keep the harbours open."],
        "steps": [
            {
                "id": "convene-round-table",
                "instrument": "round-table",
                "action": "Convene the round table.",
                "outreach": True,
                "timeline": {"from": "2031-Q3"},
            },
        ],
    },
    Kind.DOCUMENT: {
        "kind": "note",
        "number": "10001/31",
        "date": "2031-03-10",
        "from": "Presidency",
        "to": "Delegations",
        "subject": "Partnerships of the Northern Shore",
        "partners": ["belmonte"],
        "sources": _SOURCES,
    },
}
"""A small file of each kind, wholly invented."""
