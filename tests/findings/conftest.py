"""Reports to write: of made-up findings, and of a repository as it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnercli.checks.judgement import judge
from partnercli.checks.registry import catalogue, run
from partnercli.findings import Finding, Report
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

RULES = catalogue()
COUNTRY = "data/countries/belmonte.yaml"
POSITION = "data/positions/2031-03-04-working-group/qm.yaml"
BROKEN = {
    COUNTRY: "name: Belmonte\nregoin: northern-shore\nname: Port Belmonte\nofficial_name:\n",
    "data/countries/corvo.yaml": "name: [\n",
    POSITION: (
        "delegation: QM\nmeeting: 2031-03-04-working-group\nbasis: statement\nillustrative: true\n"
        "sources: [{title: Minutes}]\n"
        "preferences: [{country: altamar}, {country: altamar}, {country: altamar}, {country: nowhere}]\n"
    ),
}
"""Files that break rules of reading and of comparing, one of them confidential, more than once."""


@pytest.fixture(scope="session")
def report_of() -> Callable[..., Report]:
    """A report of the findings given, with the whole catalogue; its other fields by name."""

    def make(*findings: Finding, **fields: Any) -> Report:
        usual: dict[str, Any] = {
            "checked": 27,
            "summary": "words of the closing line",
            "marking": "LIMITE",
            "illustrative": False,
            "rules": RULES,
        }
        return Report(findings, **{**usual, **fields})

    return make


@pytest.fixture
def found_in(report_of: Callable[..., Report]) -> Callable[[Path], Report]:
    """The report of a repository."""

    def check(repository: Path) -> Report:
        loaded = load(WorkingTree(repository), Scope.everything())
        placed = loaded.placed((*loaded.findings, *run(loaded.exercise)))
        return report_of(*judge(placed, loaded.acceptances, loaded.exercise.config).findings)

    return check


@pytest.fixture
def broken(fictional: Path, write: Callable[[str, str], Path]) -> Path:
    """A repository with the files of BROKEN."""
    for path, text in BROKEN.items():
        write(path, text)
    return fictional
