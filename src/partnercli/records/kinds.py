"""The kinds of files in a repository, and where each lies."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A kind of file."""

    CONFIG = "config"
    REGIONS = "regions"
    PRESIDENCIES = "presidencies"
    DELEGATIONS = "delegations"
    COUNTRY = "country"
    MEETING = "meeting"
    POSITION = "position"
    INSTRUMENT = "instrument"
    OUTLINE = "outline"
    DOCUMENT = "document"

    @property
    def path(self) -> str:
        """Its file, or the folder whose files are its records."""
        return _PATHS[self]

    @property
    def single(self) -> bool:
        """Whether it is one file, not a folder of them."""
        return self.path.endswith(".yaml")

    def file(self, key: str = "") -> str:
        """The path of the record with this id, from the repository's root; for a position: meeting/code."""
        return self.path if self.single else f"{self.path}/{key}.yaml"


_PATHS = {
    Kind.CONFIG: "partner.yaml",
    Kind.REGIONS: "data/regions.yaml",
    Kind.PRESIDENCIES: "data/presidencies.yaml",
    Kind.DELEGATIONS: "data/delegations.yaml",
    Kind.COUNTRY: "data/countries",
    Kind.MEETING: "data/meetings",
    Kind.POSITION: "data/positions",
    Kind.INSTRUMENT: "data/instruments",
    Kind.OUTLINE: "data/outlines",
    Kind.DOCUMENT: "data/documents",
}
