"""What `partner doctor` found as JSON: the contract `partner.doctor/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

from partnercli import __version__
from partnercli.cli.doctor.point import Section, Sign, verdict
from partnercli.cli.doctor.repository import Looked
from partnercli.cli.doctor.tool import versions


class PointContract(TypedDict):
    """One thing that was looked at."""

    name: str
    """What it is called, the same in every version: a library's name, `git`, `findings`."""
    sign: Sign
    """How it is."""
    found: str
    """That in words, as on the screen."""
    to_do: str
    """What to type or do about it; empty where there is nothing."""


class SectionContract(TypedDict):
    """Points that belong together."""

    title: str
    """Its heading on the screen."""
    points: list[PointContract]
    """In the order shown."""


class DoctorContract(TypedDict):
    """What `partner doctor` looked at, and how it is."""

    format: Literal["partner.doctor/1"]
    """The contract's name and version."""
    marking: str | None
    """How what is shown of the repository is handled: LIMITE or public; null where nothing of one is shown."""
    illustrative: bool
    """Whether the repository holds positions that are not real."""
    version: str
    """The version of the tool."""
    libraries: dict[str, str | None]
    """The version of each library that the tool asks for, by name; null where it is not installed."""
    repository: str | None
    """The folder of the repository that a command would work with here; null where there is none."""
    sections: list[SectionContract]
    """All that was looked at, in the order shown."""
    sound: bool
    """Whether nothing is broken: the command then ends with 0, else with 1."""
    verdict: str
    """The closing sentence."""


def to_contract(sections: Sequence[Section], looked: Looked) -> DoctorContract:
    """What was found as plain values."""
    return {
        "format": "partner.doctor/1",
        "marking": looked.marking,
        "illustrative": looked.illustrative,
        "version": __version__,
        "libraries": versions(),
        "repository": str(looked.root) if looked.root else None,
        "sections": [_section(one) for one in sections],
        "sound": all(point.sign is not Sign.ERROR for section in sections for point in section.points),
        "verdict": verdict(sections),
    }


def _section(section: Section) -> SectionContract:
    points: list[PointContract] = [
        {"name": one.name, "sign": one.sign, "found": one.found, "to_do": one.to_do} for one in section.points
    ]
    return {"title": section.title, "points": points}
