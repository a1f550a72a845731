"""A fictional exercise in a few words: invented delegations and partners, unless a test names its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import pytest

from partnercli.records.config import Band, Config, Priority
from partnercli.records.country import Country
from partnercli.records.delegations import Delegation, DelegationList, PopulationYear
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.records.position import Position, Preference, Stance
from partnercli.records.regions import Region, RegionList
from partnercli.records.source import Source

SOURCES = (Source(title="made for a test"),)

COUNTRIES = {"arda": "north", "belmar": "north", "corvia": "north", "dorin": "south", "elund": "south"}
BANDS = (
    Band(at_least=Fraction(1), phrase="all"),
    Band(at_least=Fraction(1, 2), phrase="a large number"),
    Band(at_least=Fraction(1, 4), phrase="several"),
    Band(count=2, phrase="two delegations"),
    Band(count=1, phrase="one delegation"),
)

Said = Mapping[str, Mapping[str, str | Position | None]]
"""By meeting and file name; None: a file without preferences."""


def preference(word: str) -> Preference:
    """`arda`, `arda:opposition`, `arda*` (with conditions), `arda!` (rank 1), `@north` (the region)."""
    name, _, stance = word.partition(":")
    plain = name.strip("@*!")
    return Preference(
        country=None if name.startswith("@") else plain,
        region=plain if name.startswith("@") else None,
        stance=Stance(stance or "support"),
        conditions="if asked" if "*" in name else None,
        rank=1 if "!" in name else None,
    )


def position(delegation: str, meeting: str, words: str | None = None, **fields: Any) -> Position:
    """A statement; `words` are its preferences, "" an empty list, None no such key."""
    preferences = None if words is None else tuple(preference(word) for word in words.split())
    given: dict[str, Any] = {"basis": "statement", "preferences": preferences, "sources": SOURCES} | fields
    return Position(delegation=delegation, meeting=meeting, **given)


@dataclass(frozen=True)
class Fiction:
    """What a made exercise consists of; a meeting is named by its date, `former` are members up to a day."""

    said: Said
    members: str = "QM QN QO QP QQ QR"
    former: Mapping[str, date] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=lambda: COUNTRIES)
    names: Mapping[str, str] = field(default_factory=dict)
    regions: str = "north south"
    at_least: Fraction = Fraction(1, 2)
    of: Literal["all", "responded"] = "all"
    within: Literal["region", "all"] = "region"
    bands: tuple[Band, ...] = BANDS
    meetings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    populations: Mapping[str, dict[int, int]] = field(default_factory=dict)
    standings: tuple[PopulationYear, ...] = ()

    def exercise(self) -> Exercise:
        """All of it as records."""
        regions = [Region(id=key, name=key.replace("-", " ").title()) for key in self.regions.split()]
        return Exercise(
            config=self._config(),
            region_list=RegionList(regions=tuple(regions), sources=SOURCES),
            delegation_list=self._delegations(),
            countries={
                key: Country(name=self.names.get(key, key.title()), region=region, sources=SOURCES)
                for key, region in self.countries.items()
            },
            meetings={key: self._meeting(key) for key in {**self.said, **self.meetings}},
            positions={
                meeting: {name.lower(): given(name, meeting, words) for name, words in files.items()}
                for meeting, files in self.said.items()
            },
        )

    def _config(self) -> Config:
        rule = Priority(at_least=self.at_least, of=self.of, within=self.within)
        return Config(format=1, title="Fiction", presidency="QM", priority=rule, phrases=self.bands)

    def _delegations(self) -> DelegationList:
        last_days: dict[str, date | None] = {**dict.fromkeys(self.members.split()), **self.former}
        listed = (
            Delegation(
                code=code,
                name=code,
                accession=date(1958, 1, 1),
                withdrawal=last,
                population=self.populations.get(code, {}),
            )
            for code, last in last_days.items()
        )
        return DelegationList(delegations=tuple(listed), populations=self.standings, sources=SOURCES)

    def _meeting(self, key: str) -> Meeting:
        fields: dict[str, Any] = {"forum": "HLWG", "date": date.fromisoformat(key[:10]), "sources": SOURCES}
        return Meeting(**(fields | dict(self.meetings.get(key, {}))))


def given(name: str, meeting: str, words: str | Position | None) -> Position:
    """A position as it is, or made of words."""
    return words if isinstance(words, Position) else position(name.upper(), meeting, words)


def exercise(said: Said, **options: Any) -> Exercise:
    """The exercise of a Fiction."""
    return Fiction(said, **options).exercise()


@pytest.fixture(scope="session")
def make() -> Callable[..., Exercise]:
    """Builds an exercise from what delegations said, by meeting: {"2021-04-22": {"QM": "arda dorin*"}}."""
    return exercise


@pytest.fixture(scope="session")
def speak() -> Callable[..., Position]:
    """Builds one position: (delegation, meeting, words, further fields)."""
    return position


@pytest.fixture(scope="session")
def worked_example() -> Exercise:
    """The worked example: six delegations of 232.5 million, one silent, half of all needed."""
    people = {"BE": 11.5, "DE": 83.2, "FR": 67.4, "IT": 61.0, "MT": 0.5, "AT": 8.9}
    return exercise(
        {
            "2021-04-22": {
                "DE": "tunisia niger @sahel",
                "FR": "tunisia niger mali",
                "IT": "tunisia niger:reservation",
                "AT": "tunisia:opposition @sahel",
                "BE": "morocco tunisia niger*",
            }
        },
        members="BE DE FR IT MT AT",
        countries={"niger": "sahel", "mali": "sahel", "tunisia": "north-africa", "morocco": "north-africa"},
        regions="north-africa sahel",
        populations={code: {2021: round(millions * 1_000_000)} for code, millions in people.items()},
    )
