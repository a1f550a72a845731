"""Which paths hold records, of which kind, and what is said of those that hold none."""

from __future__ import annotations

import pytest

from partnercli.records.base import Record
from partnercli.records.kinds import Kind
from partnercli.repository.kinds import is_folder, likely_place, model_of, place_of, same_but_for_case


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_model_and_its_paths_lead_back_to_it(kind: Kind) -> None:
    assert issubclass(model_of(kind), Record)
    key = "" if kind.single else "here/qm" if kind is Kind.POSITION else "here"
    assert place_of(kind.file(key)) == (kind, key)


@pytest.mark.parametrize(
    "path",
    [
        "readme.yaml",
        "data/countries.yaml",
        "data/countries/corvo.yml",
        "data/countries/corvo",
        "data/countries/deep/corvo.yaml",
        "data/positions/qm.yaml",
        "data/positions/meeting/deep/qm.yaml",
        "data/Countries/corvo.yaml",
        "countries/corvo.yaml",
        "other/data/countries/corvo.yaml",
    ],
)
def test_no_record_belongs_anywhere_else(path: str) -> None:
    assert place_of(path) is None


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("data/countries/corvo.yml", "name it corvo.yaml"),
        ("data/countrys/corvo.yaml", "did you mean the folder data/countries/?"),
        ("data/region.yaml", "did you mean data/regions.yaml?"),
        ("data/positions/qm.yaml", "a position lies in data/positions/<meeting>/<code>.yaml"),
        ("data/Countries/corvo.yaml", "did you mean the folder data/countries/?"),
        ("data/countries/corvo.YAML", "name it corvo.yaml"),
        ("data/countries/corvo.yaml.txt", "name it corvo.yaml"),
        ("data/partner.yaml", "did you mean partner.yaml?"),
        ("data/zzz.yaml", ""),
        ("data/qqqqq/x.yaml", ""),
    ],
)
def test_a_misplaced_file_is_told_where_it_likely_belongs(path: str, words: str) -> None:
    assert likely_place(path) == words


@pytest.mark.parametrize(
    "path", ["data/countries", "data/positions", "data/positions/2031-03-04-working-group"]
)
def test_folders_of_records_are_known_as_such(path: str) -> None:
    assert is_folder(path)


@pytest.mark.parametrize(
    "path", ["data", "data/regions.yaml", "data/countries/corvo.yaml", "data/positions/README"]
)
def test_nothing_else_is_a_folder_of_records(path: str) -> None:
    assert not is_folder(path)


def test_paths_that_some_systems_cannot_tell_apart_are_grouped() -> None:
    paths = ["a/corvo", "a/Corvo", "a/\u00e9", "a/e\u0301", "a/esker", "A/esker", "b"]
    assert same_but_for_case(paths) == [
        ["a/corvo", "a/Corvo"],
        ["a/\u00e9", "a/e\u0301"],
        ["a/esker", "A/esker"],
    ]
