from __future__ import annotations

from partnercli.records.kinds import Kind


def test_every_kind_has_its_file_or_its_folder() -> None:
    assert {kind.value: kind.file("x" if kind is not Kind.POSITION else "x/y") for kind in Kind} == {
        "config": "partner.yaml",
        "regions": "data/regions.yaml",
        "presidencies": "data/presidencies.yaml",
        "delegations": "data/delegations.yaml",
        "country": "data/countries/x.yaml",
        "meeting": "data/meetings/x.yaml",
        "position": "data/positions/x/y.yaml",
        "instrument": "data/instruments/x.yaml",
        "outline": "data/outlines/x.yaml",
        "document": "data/documents/x.yaml",
    }
