"""The shipped catalogue and countries as records, and small ones made of what a test is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from ruamel.yaml import YAML

from partnercli.outlines.draft import Draft, draft_outline
from partnercli.outlines.order import in_order
from partnercli.outlines.proposals import propose
from partnercli.outlines.schedule import Settled
from partnercli.outlines.state import Situation
from partnercli.outlines.steps import PlannedStep, planned_steps
from partnercli.records.base import Record
from partnercli.records.country import Country
from partnercli.records.instrument import Instrument
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Hold, Step

DATA = Path(__file__).parents[2] / "data"
RecordT = TypeVar("RecordT", bound=Record)


def as_written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_written(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_written(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return Decimal(str(value)) if isinstance(value, float) else value


def records(folder: str, model: type[RecordT]) -> dict[str, RecordT]:
    reader = YAML(typ="safe")
    paths = sorted((DATA / folder).glob("*.yaml"))
    return {path.stem: model.model_validate(as_written(reader.load(path.read_bytes()))) for path in paths}


@pytest.fixture(scope="session")
def catalogue() -> dict[str, Instrument]:
    return records("instruments", Instrument)


@pytest.fixture(scope="session")
def countries() -> dict[str, Country]:
    return records("countries", Country)


class Shipped:
    """The shipped countries and catalogue, in one value that a failing property does not print."""

    def __init__(self, countries: dict[str, Country], catalogue: dict[str, Instrument]) -> None:
        self.countries = countries
        self.catalogue = catalogue


@pytest.fixture(scope="session")
def all_shipped(countries: dict[str, Country], catalogue: dict[str, Instrument]) -> Shipped:
    return Shipped(countries, catalogue)


@pytest.fixture(scope="session")
def worked() -> dict[str, Any]:
    text = (Path(__file__).parent / "fixtures" / "worked.yaml").read_bytes()
    outlines: dict[str, Any] = as_written(YAML(typ="safe").load(text))["outlines"]
    return outlines


SOURCES = [{"title": "A source"}]
Make = Callable[..., Any]


def an_instrument(**given: Any) -> Instrument:
    defaults = {"name": "Thing", "kind": "operational", "pillar": "return", "lead": "Commission"}
    return Instrument.model_validate(defaults | {"sources": SOURCES} | given)


def a_country(cooperation: Sequence[dict[str, Any]] = (), **given: Any) -> Country:
    exists = [{"sources": SOURCES} | entry for entry in cooperation]
    return Country.model_validate(
        {"name": "Aland", "region": "east", "cooperation": exists, "sources": SOURCES} | given
    )


def a_situation(
    catalogue: dict[str, dict[str, Any]],
    cooperation: Sequence[dict[str, Any]] = (),
    on: date = date(2021, 5, 25),
    **given: Any,
) -> Situation:
    """A catalogue and a country made of what differs from the defaults."""
    instruments = {slug: an_instrument(**entry) for slug, entry in catalogue.items()}
    return Situation("aland", a_country(cooperation, **given), instruments, on)


@pytest.fixture(scope="session")
def situation() -> Make:
    return a_situation


@pytest.fixture(scope="session")
def planned() -> Make:
    """The steps, in their order, of a situation."""

    def plan(*given: Any, wanted: Sequence[str] = (), **more: Any) -> tuple[PlannedStep, ...]:
        at = a_situation(*given, **more)
        return in_order(planned_steps(at, propose(at, wanted)), at.instruments)

    return plan


@pytest.fixture(scope="session")
def drafted() -> Make:
    """The draft of a situation; `meetings` by id, each with its date and countries."""

    def draft(
        *given: Any,
        meetings: dict[str, dict[str, Any]] | None = None,
        wanted: Sequence[str] = (),
        hold: str = "",
        standing: dict[str, Step] | None = None,
        **more: Any,
    ) -> Draft:
        at = a_situation(*given, **more)
        known = {
            key: Meeting.model_validate({"forum": "visit", "sources": SOURCES} | one)
            for key, one in (meetings or {}).items()
        }
        held = Hold.model_validate({"until": hold}) if hold else None
        return draft_outline(
            at.country_id,
            at.country,
            at.instruments,
            on=at.on,
            wanted=wanted,
            meetings=known,
            settled=Settled(held, standing or {}),
        )

    return draft
