"""The shipped catalogue and countries, as records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from ruamel.yaml import YAML

from partnercli.records.base import Record
from partnercli.records.country import Country
from partnercli.records.instrument import Instrument

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


@pytest.fixture(scope="session")
def worked() -> dict[str, Any]:
    text = (Path(__file__).parent / "fixtures" / "worked.yaml").read_bytes()
    return as_written(YAML(typ="safe").load(text))["outlines"]
