"""Exercises by chance: the invented one with other positions, meetings, lists and outlines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline
from partnercli.records.position import Position

EARLIER, AT = "2031-01-20-ministers", "2031-03-04-working-group"
DOCUMENT = "10001-31"
SOURCES = [{"title": "Invented"}]
COUNTRIES = ("altamar", "belmonte", "corvo", "dravina", "esker", "insula-d-ocre")
REGIONS = ("northern-shore", "inner-plain", "far-isles")
CODES = ("QM", "QN", "QO", "QP", "QR", "QS", "QT")
"""The last is no member any more."""
INSTRUMENTS = ("charter", "grant", "harbour-project", "round-table")
WORDS = st.sampled_from(["only if", "=1+1", "a; b", "Ä\nö"])


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping that has some of these keys."""
    return st.fixed_dictionaries({}, optional=fields)


def _preferences() -> st.SearchStrategy[Any]:
    subject = st.sampled_from(COUNTRIES).map(lambda one: {"country": one})
    region = st.sampled_from(REGIONS).map(lambda one: {"region": one})
    more = _some(
        stance=st.sampled_from(["support", "can-accept", "reservation", "opposition"]),
        priority=st.sampled_from(["high", "low"]),
        rank=st.integers(1, 3),
        conditions=WORDS,
        note=WORDS,
    )
    one = st.tuples(st.one_of(subject, subject, region), more).map(lambda two: two[0] | two[1])
    return st.lists(one, max_size=5)


def _position(code: str, meeting: str, *, asked: bool) -> st.SearchStrategy[Position]:
    reply = st.fixed_dictionaries(
        {"question": st.just("way-forward"), "reply": st.sampled_from(["agree", "disagree"])},
        optional={"comment": WORDS},
    )
    return st.tuples(
        st.sampled_from(["statement", "bilateral"]),
        _some(
            preferences=_preferences(),
            confirmed=st.just("2031-03-06"),
            illustrative=st.booleans(),
            calls=st.lists(st.sampled_from(["roadmaps", "timelines"])),
            remarks=st.lists(WORDS, max_size=2),
            answers=st.lists(reply, max_size=2 if asked else 0),
        ),
    ).map(
        lambda two: Position.model_validate(
            {"delegation": code, "meeting": meeting, "basis": two[0], "sources": SOURCES, **two[1]}
        )
    )


@st.composite
def _outline(draw: st.DrawFn, country: str) -> Outline:
    steps: list[dict[str, Any]] = []
    for at in range(draw(st.integers(0, 3))):
        brought = _some(
            amount=st.just({"value": 10, "currency": "XTS"}), period=st.just("2031/"), verified=st.booleans()
        )
        contribution = st.tuples(st.sampled_from(CODES), st.sampled_from(["lead", "none"]), brought).map(
            lambda three: {
                "delegation": three[0],
                "kind": three[1],
                "description": "helps",
                "sources": SOURCES,
                **three[2],
            }
        )
        steps.append(
            {
                "id": f"step-{at}",
                "instrument": draw(st.sampled_from(INSTRUMENTS)),
                "action": "Do.",
                "after": [one["id"] for one in steps if draw(st.booleans())],
                "contributions": draw(st.lists(contribution, max_size=2)),
                "status": draw(st.sampled_from(["planned", "ongoing", "done", "dropped"])),
                **draw(_some(lead=WORDS, why=WORDS, outreach=st.booleans(), sources=st.just(SOURCES))),
                **draw(_some(timeline=_some(**{"from": st.just("2031-Q2"), "to": st.just("2032")}))),
            }
        )
    status = draw(st.sampled_from(["draft", "submitted", "superseded"]))
    return Outline.model_validate({"country": country, "status": status, "steps": steps})


@st.composite
def exercises(draw: st.DrawFn, base: Exercise) -> Exercise:
    """The invented exercise with positions, a circle of those expected, a list and outlines by chance."""
    meeting = base.meetings[AT].model_copy(
        update={
            "delegations": draw(st.none() | st.lists(st.sampled_from(CODES), unique=True).map(tuple)),
            "carries_over_from": draw(st.sampled_from([None, EARLIER])),
        }
    )
    return replace(
        base,
        meetings={**base.meetings, AT: meeting},
        positions={
            key: {
                code.lower(): draw(_position(code, key, asked=key == AT))
                for code in CODES
                if draw(st.booleans())
            }
            for key in (EARLIER, AT)
        },
        outlines={key: draw(_outline(key)) for key in COUNTRIES[:3] if draw(st.booleans())},
        documents={DOCUMENT: _document(draw, base.documents[DOCUMENT])},
    )


def _document(draw: st.DrawFn, document: Document) -> Document:
    listed = st.lists(st.sampled_from(COUNTRIES), unique=True)
    decided = draw(st.none() | listed)
    said = document.model_dump(by_alias=True, exclude_unset=True, mode="json") | {
        "partners": decided,
        "release": {"by": "Presidency", "on": "2031-03-22", "delegations": ["QO"]},
    }
    if decided is None:
        del said["partners"]
    return Document.model_validate(said)
