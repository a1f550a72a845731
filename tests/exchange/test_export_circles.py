"""What each circle of readers has in its tables: these fields and no other, and nothing that depends on the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from canaries import Planted
from export_fields import DELEGATIONS, PUBLIC
from exported import AT, DAY, DOCUMENT, columns, exercise_at, made, rows
from partnercli.documents.audience import Audience
from partnercli.documents.grounds import WrittenByOthers
from partnercli.documents.handling import NotReleased
from partnercli.documents.report.delegations import delegations_report
from partnercli.documents.report.public import public_report
from partnercli.documents.report.sources import RecordSources
from partnercli.records.document import ListedPartner, Release
from partnercli.records.exercise import Exercise

NOBODYS = {
    *("a branch in git", "a comment", "an author in git", "the words of a commit", "the name of a file"),
    *("document.initials", "document.place", "document.unit"),
}
"""What is in no table at all: what git and the files' names say, and what only a first page prints."""


@pytest.mark.parametrize("audience", Audience)
def test_each_circle_reads_these_fields_and_no_other(audience: Audience, watched: Planted) -> None:
    allowed = {
        Audience.PRESIDENCY: set(watched.fields.values()) - NOBODYS,
        Audience.DELEGATIONS: DELEGATIONS,
        Audience.PUBLIC: PUBLIC,
    }
    export = made(exercise_at(watched.at), audience)
    assert watched.found_in("", repr(export).encode()) == allowed[audience]


def test_delegations_have_these_tables_and_columns_and_no_other() -> None:
    told = columns(made(exercise_at(), Audience.DELEGATIONS))
    assert told == {
        "regions": ["region", "place", "name"],
        "delegations": ["delegation", "place", "name"],
        "countries": ["country", "name", "region", "iso2", "iso3", "footnote"],
        "instruments": [
            "instrument",
            "name",
            "kind",
            "pillar",
            "what",
            "legal_base",
            "lead",
            "with",
            "consent",
        ],
        "documents": ["document", "number", "kind", "date", "subject", "from", "to"],
        "partners": ["country", "place", "name", "region", "phrase", "document"],
        "outlines": ["country", "name", "standing", "objectives", "gaps"],
        "steps": [
            *("country", "place", "instrument", "action", "lead", "with"),
            *("timing", "first_day", "last_day", "state", "outreach"),
        ],
        "contributions": [
            *("country", "place", "step", "delegation", "kind"),
            *("description", "amount", "currency", "period", "verified"),
        ],
        "cooperation": ["country", "place", "instrument", "title", "status", "since", "verified"],
        "indicators": [
            *("country", "place", "measure", "year", "value", "unit"),
            *("rounded_to", "date", "source"),
        ],
        "sources": ["place", "kind", "name", "title", "reference", "date", "url"],
    }


def test_no_delegation_is_named_to_delegations_but_in_their_list_and_for_what_it_brings() -> None:
    export = made(exercise_at(), Audience.DELEGATIONS)
    others = [one for one in export.tables if one.name not in {"delegations", "contributions"}]
    assert not re.search(r"\bQ[M-T]\b|Marland|Norrey|Ostia|Pellerin|Rovenia|Sardis", repr(others))


def test_they_read_the_list_with_phrases_and_which_document_decided_it() -> None:
    exercise = exercise_at()
    (altamar, corvo) = rows(made(exercise, Audience.DELEGATIONS), "partners")
    assert altamar["phrase"] == corvo["phrase"] == "a large number of Member States"
    assert altamar["document"] == DOCUMENT
    undecided = exercise.documents[DOCUMENT].model_copy(update={"partners": None})
    found = rows(made(replace(exercise, documents={DOCUMENT: undecided}), Audience.DELEGATIONS), "partners")
    assert {row["document"] for row in found} == {None}


def test_their_outlines_and_sources_say_what_their_report_says() -> None:
    exercise = exercise_at()
    assert exercise.config is not None
    report = delegations_report(exercise, exercise.config, AT, DAY)
    export = made(exercise, Audience.DELEGATIONS)
    told = [(one.country, step) for one in report.outlines for step in one.steps]
    assert len(told) == 6
    for row, (country, step) in zip(rows(export, "steps"), told, strict=True):
        assert (row["country"], str(row["place"]), row["action"]) == (country, step.number, step.action)
        assert (row["lead"] or "", row["with"] or "") == (step.lead, step.partners)
        days = [row[day].isoformat() if row[day] else None for day in ("first_day", "last_day")]
        assert (row["timing"], *days) == (step.timing, step.first, step.last)
        assert (row["state"], row["outreach"]) == (step.state, step.outreach)
        instrument = exercise.instruments[row["instrument"]].name
        assert instrument.startswith(step.instrument)
    outlines = [
        (one.country, one.name, one.standing, "\n".join(one.objectives), one.gaps) for one in report.outlines
    ]
    assert [tuple(row.values()) for row in rows(export, "outlines")] == outlines
    assert {tuple(row.values())[1:] for row in rows(export, "sources")} >= set(flat(report.sources))


def test_an_outline_bears_the_name_of_its_country_as_the_other_tables_have_it() -> None:
    exercise = exercise_at()
    corvo = exercise.countries["corvo"].model_copy(update={"footnote": "Of corvo."})
    export = made(replace(exercise, countries={**exercise.countries, "corvo": corvo}), Audience.DELEGATIONS)
    names = {row["country"]: row["name"] for row in rows(export, "countries")}
    assert names["corvo"] == "Corvo"
    assert {row["name"] == names[row["country"]] for row in rows(export, "outlines")} == {True}


def flat(sources: Iterable[RecordSources]) -> Iterator[tuple[str | None, ...]]:
    """Sources as rows, without their place."""
    for one in sources:
        for row in one.sources:
            yield one.kind, one.name, row.title, row.reference, row.date, row.url


def test_they_read_of_countries_on_the_list_or_with_an_outline_alone() -> None:
    export = made(exercise_at(), Audience.DELEGATIONS)
    assert [row["country"] for row in rows(export, "countries")] == ["altamar", "corvo"]


def test_what_member_states_bring_to_a_partner_stands_in_protocol_order() -> None:
    exercise = exercise_at()
    outline = exercise.outlines["corvo"]
    step = next(step for step in outline.steps if step.contributions)
    (last,) = step.contributions
    both = step.model_copy(update={"contributions": (last, last.model_copy(update={"delegation": "QM"}))})
    steps = tuple(both if one is step else one for one in outline.steps)
    outlines = {**exercise.outlines, "corvo": outline.model_copy(update={"steps": steps})}
    found = rows(made(replace(exercise, outlines=outlines), Audience.DELEGATIONS), "contributions")
    assert [row["delegation"] for row in found if row["country"] == "corvo"] == ["QM", "QO"]


def test_what_is_in_place_is_told_as_of_the_day_and_what_has_ended_is_not() -> None:
    export = made(exercise_at(), Audience.DELEGATIONS)
    assert [(row["country"], row["title"]) for row in rows(export, "cooperation")] == [
        ("corvo", "Forum of the Inner Plain"),
        ("corvo", "Wells of the Plain"),
    ]


def test_a_declared_nil_and_a_contribution_known_before_any_outline_are_told_to_the_presidency_alone() -> (
    None
):
    exercise = exercise_at()
    outline = exercise.outlines["altamar"]
    nil = outline.steps[2].contributions[0].model_copy(update={"kind": "none", "delegation": "QN"})
    step = outline.steps[2].model_copy(update={"contributions": (*outline.steps[2].contributions, nil)})
    changed = outline.model_copy(update={"steps": (*outline.steps[:2], step)})
    export = made(replace(exercise, outlines={**exercise.outlines, "altamar": changed}), Audience.DELEGATIONS)
    told = rows(export, "contributions")
    assert [(row["country"], row["delegation"], row["step"]) for row in told] == [
        ("altamar", "QO", 3),
        ("corvo", "QO", 2),
    ]


def released(exercise: Exercise, **more: Any) -> Exercise:
    release = Release.model_validate({"by": "Presidency", "on": "2031-03-22", "reference": "D 1", **more})
    document = exercise.documents[DOCUMENT].model_copy(update={"release": release})
    return replace(exercise, documents={DOCUMENT: document})


def test_the_public_has_nothing_without_a_release_nor_of_what_others_wrote() -> None:
    exercise = exercise_at()
    with pytest.raises(NotReleased):
        made(exercise, Audience.PUBLIC)
    document = exercise.documents[DOCUMENT].model_copy(update={"by_others": True, "meeting": None})
    with pytest.raises(WrittenByOthers):
        made(replace(exercise, documents={DOCUMENT: document}), Audience.PUBLIC)


def test_the_public_has_these_tables_and_columns_and_no_other_and_is_told_no_meeting_nor_revision() -> None:
    export = made(released(exercise_at()), Audience.PUBLIC, revision="main~1")
    assert columns(export) == {
        "document": ["number", "date", "subject"],
        "partners": ["partner", "place", "phrase"],
        "outlines": ["partner"],
        "steps": ["partner", "place", "instrument", "timing"],
        "contributions": ["partner", "place", "contribution"],
        "footnotes": ["place", "footnote"],
        "sources": ["place", "kind", "name", "title", "reference", "date", "url"],
    }
    assert (export.marking, export.meeting, export.revision) == ("public", None, None)
    assert export.title == "Public summary of 10001/31"
    assert not re.search(r"\bQ[M-T]\b|Marland|Norrey|Ostia|Pellerin|Rovenia|Sardis", repr(export))


def test_the_public_reads_of_contributions_of_member_states_that_were_released() -> None:
    export = made(released(exercise_at(), delegations=["QO"]), Audience.PUBLIC)
    assert {row["contribution"] for row in rows(export, "contributions")} == {
        "Ostia (operational)",
        "Ostia (financial)",
    }


def test_the_public_reads_what_its_report_says() -> None:
    exercise = released(exercise_at())
    assert exercise.config is not None
    report, export = public_report(exercise, exercise.config, DAY), made(exercise, Audience.PUBLIC)
    partners = [(row["partner"], row["phrase"]) for row in rows(export, "partners")]
    assert partners == [(one.name, one.phrase) for one in report.partners]
    steps = [(row["partner"], row["instrument"], row["timing"]) for row in rows(export, "steps")]
    told = [(one.name, step.instrument, step.timing) for one in report.outlines for step in one.steps]
    assert steps == told
    assert len(told) == 6
    assert [tuple(row.values())[1:] for row in rows(export, "sources")] == list(flat(report.sources))
    (document,) = rows(export, "document")
    assert (document["number"], document["date"].isoformat()) == (report.number, report.date)


def test_a_name_with_a_footnote_bears_its_mark_and_the_footnote_is_there() -> None:
    exercise = released(exercise_at())
    listed = tuple(ListedPartner(country=one) for one in ("esker", "altamar"))
    document = exercise.documents[DOCUMENT].model_copy(update={"partners": listed})
    export = made(replace(exercise, documents={DOCUMENT: document}), Audience.PUBLIC)
    assert [row["partner"] for row in rows(export, "partners")] == ["Altamar", "Esker*"]
    assert [row["footnote"] for row in rows(export, "footnotes")] == [
        "* This name is without prejudice to the views of the Isles."
    ]


def test_numbering_has_no_gap_where_a_step_was_dropped() -> None:
    exercise = released(exercise_at())
    outline = exercise.outlines["altamar"]
    dropped = outline.steps[0].model_copy(update={"status": "dropped"})
    changed = outline.model_copy(update={"steps": (dropped, *outline.steps[1:])})
    export = made(replace(exercise, outlines={**exercise.outlines, "altamar": changed}), Audience.PUBLIC)
    places = [row["place"] for row in rows(export, "steps") if row["partner"] == "Altamar"]
    assert places == [1, 2]
