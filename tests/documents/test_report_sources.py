"""Where the facts of a report can be checked: which sources stand there, in which order, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from partnercli.documents.report.delegations import delegations_report
from partnercli.documents.report.public import public_report
from partnercli.documents.report.sources import SourceRow, all_sources, sources_of
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.source import Source
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

AT, DAY = "2031-03-04-working-group", date(2031, 3, 25)
DOCUMENT = "data/documents/10001-31.yaml"
CHARTER = "  - id: open-charter\n"
RELEASE = "release: {by: Presidency, on: 2031-03-22, reference: D}\nsources:"


def read(at: Path) -> tuple[Exercise, Config]:
    exercise = load(WorkingTree(at), Scope.everything()).exercise
    assert exercise.config is not None
    return exercise, exercise.config


def names(report: Any, kind: str) -> list[str]:
    return [one.name for one in report.sources if one.kind == kind]


def test_they_stand_record_by_record_in_the_order_of_ids_whatever_order_the_files_came_in(
    fictional: Path, write: Write
) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8")
    write("data/documents/10020-31.yaml", text.replace("number: 10001/31", "number: 10020/31"))
    whole, _ = read(fictional)
    folders = ("countries", "instruments", "meetings", "documents")
    turned: dict[str, Any] = {name: dict(reversed(getattr(whole, name).items())) for name in folders}
    turned["positions"] = {key: dict(reversed([*files.items()])) for key, files in whole.positions.items()}
    told = all_sources(whole, DAY)
    assert all_sources(replace(whole, **turned), DAY) == told
    assert [(one.kind, one.name) for one in told[:5]] == [
        ("list", "regions"),
        ("list", "delegations"),
        ("list", "presidencies"),
        ("country", "Altamar"),
        ("outline", "Altamar"),
    ]
    assert all_sources(replace(whole, presidency_list=None), DAY) == (*told[:2], *told[3:])


def test_a_source_is_told_once_with_its_day_and_its_address_and_without_its_note() -> None:
    given = {"title": "Paper", "reference": "P 1", "date": "2031-01-02", "url": "https://example.org/p"}
    sources = (Source.model_validate(given), Source.model_validate({**given, "note": "mine"}))
    told = SourceRow("Paper", "P 1", "2031-01-02", "https://example.org/p")
    assert sources_of("list", "regions", sources).sources == (told,)


def test_delegations_read_those_of_partners_and_of_all_that_has_an_outline(
    fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [dravina, corvo]")
    exercise, config = read(fictional)
    report = delegations_report(exercise, config, AT, DAY)
    assert names(report, "country") == ["Dravina", "Corvo", "Altamar"]
    assert names(report, "instrument") == ["Charter", "Shore grant", "Harbour project", "Round table"]
    assert names(report, "list") == ["regions"]
    without = delegations_report(replace(exercise, region_list=None), config, AT, DAY)
    assert names(without, "list") == []


def test_of_a_step_that_was_dropped_the_public_learns_no_instrument(fictional: Path, edit: Edit) -> None:
    edit(DOCUMENT, "sources:", RELEASE)
    for outline in ("altamar", "corvo"):
        edit(f"data/outlines/{outline}.yaml", CHARTER, f"{CHARTER}    status: dropped\n")
    report = public_report(*read(fictional), DAY)
    assert names(report, "instrument") == ["Shore grant", "Harbour project", "Round table"]
    told = [step.instrument for outline in report.outlines for step in outline.steps]
    assert "Round table" in told
    assert "Charter" not in told
