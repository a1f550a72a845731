"""The reports on the invented exercise, one for each circle, as contracts and as pages that were read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contracts_kept import require_kept
from partnercli.documents.report.contract import embedded, to_contract
from partnercli.documents.report.delegations import delegations_report
from partnercli.documents.report.page import page
from partnercli.documents.report.presidency import presidency_report
from partnercli.documents.report.public import public_report
from partnercli.documents.report.rows import Report
from partnercli.records.config import Config
from partnercli.records.document import Release
from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree
from read_back import Node, PageReader

FICTIONAL = Path(__file__).parents[1] / "fictional"
AT, DOCUMENT, DAY = "2031-03-04-working-group", "10001-31", date(2031, 3, 25)
AUDIENCES = ("presidency", "delegations", "public")


class Reader(PageReader):
    """Reads pages with fields to fill in too."""

    VOID = PageReader.VOID | {"input"}


def tree(written: bytes) -> Node:
    reader = Reader()
    reader.feed(written.decode())
    reader.close()
    (root,) = reader.open
    return root


@cache
def exercise() -> tuple[Exercise, Config]:
    found = load(WorkingTree(FICTIONAL), Scope.everything()).exercise
    assert found.config is not None
    release = Release(by="Presidency", on=date(2031, 3, 22))
    document = found.documents[DOCUMENT].model_copy(update={"release": release})
    return replace(found, documents={DOCUMENT: document}), found.config


@cache
def contract_of(audience: str) -> dict[str, Any]:
    """The contract of a circle's report on the invented exercise; it is only read."""
    found, config = exercise()
    report: Report = public_report(found, config, DAY)
    if audience != "public":
        write = presidency_report if audience == "presidency" else delegations_report
        report = write(found, config, AT, DAY)
    made: dict[str, Any] = json.loads(embedded(to_contract(report)))
    require_kept(made)
    return made


@cache
def read(audience: str) -> Node:
    return tree(page(contract_of(audience)))


def changed(audience: str, **fields: Any) -> dict[str, Any]:
    return {**deepcopy(contract_of(audience)), **fields}


def data_of(root: Node) -> dict[str, Any]:
    (block,) = [one for one in root.find("script") if one.attributes.get("type") == "application/json"]
    told: dict[str, Any] = json.loads(block.text())
    return told


def at(contract: Mapping[str, Any], place: str) -> Any:
    value: Any = contract
    for key in place.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def section(root: Node, name: str) -> Node:
    (found,) = [one for one in root.find("section") if one.attributes["id"] == name]
    return found
