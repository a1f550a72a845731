"""What a desk's own script would do to check a repository: `python check.py skilled|naive REPOSITORY`.

It reads every file, puts positions, countries and meetings into Pydantic models, and looks whether what they name is
there; it knows no lines, no columns and no other rule. `skilled` reads with PyYAML's C parser, `naive` with ruamel.yaml
as its guide shows it. Each fault is a line; the last line counts the files.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError


class Strict(BaseModel):
    """A record that may say nothing else."""

    model_config = ConfigDict(extra="forbid")


class Source(Strict):
    """Where something is written."""

    title: str
    note: str | None = None
    date: dt.date | None = None


class Preference(Strict):
    """What is said of a country."""

    country: str
    stance: Literal["support", "can-accept", "reservation", "opposition"] = "support"
    rank: int | None = None
    note: str | None = None


class Position(Strict):
    """What a delegation says at a meeting."""

    delegation: str
    meeting: str
    basis: Literal["statement", "written", "non-paper", "bilateral"]
    confirmed: dt.date | None = None
    illustrative: bool = False
    preferences: list[Preference]
    calls: list[str] = []
    sources: list[Source]


class Cooperation(Strict):
    """An instrument that exists with a country."""

    instrument: str
    status: Literal["exploratory", "negotiating", "signed", "in-force", "suspended", "ended"]
    since: int | str
    sources: list[Source]


class Country(Strict):
    """A partner country."""

    name: str
    region: str
    cooperation: list[Cooperation] = []
    sources: list[Source]


class Meeting(Strict):
    """A meeting."""

    forum: str
    date: dt.date
    sources: list[Source]


MODELS: dict[str, type[Strict]] = {"positions": Position, "countries": Country, "meetings": Meeting}


def skilled() -> Callable[[Path], Any]:
    """Reads a file quickly."""
    import yaml  # type: ignore[import-untyped]

    return lambda file: yaml.load(file.read_bytes(), yaml.CSafeLoader)


def naive() -> Callable[[Path], Any]:
    """Reads a file so that it could be written back with its comments."""
    from ruamel.yaml import YAML

    reader = YAML()
    return reader.load


def main(how: str, root: Path) -> int:
    """Print the faults, and say with which code to end."""
    read = {"skilled": skilled, "naive": naive}[how]()
    files = [root / "partner.yaml", *sorted((root / "data").rglob("*.yaml"))]
    records: dict[str, dict[Path, Any]] = {kind: {} for kind in MODELS}
    faults = []
    for file in files:
        kind = file.relative_to(root).parts[1:2]
        said = read(file)
        if not kind or kind[0] not in MODELS:
            continue
        try:
            records[kind[0]][file] = MODELS[kind[0]].model_validate(said)
        except ValidationError as error:
            faults.append(f"{file}: {error.errors()[0]['msg']}")
    delegations = {one["code"] for one in read(root / "data" / "delegations.yaml")["delegations"]}
    faults += unknown(records, delegations)
    print(*faults, f"{len(files)} files", sep="\n")
    return bool(faults)


def unknown(records: dict[str, dict[Path, Any]], delegations: set[str]) -> Iterator[str]:
    """What positions name and nobody has recorded."""
    meetings, countries = ({file.stem for file in records[kind]} for kind in ("meetings", "countries"))
    for file, position in records["positions"].items():
        named = {one.country for one in position.preferences} - countries
        named |= {position.meeting} - meetings | {position.delegation} - delegations
        if named:
            yield f"{file}: not recorded: {', '.join(sorted(named))}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
