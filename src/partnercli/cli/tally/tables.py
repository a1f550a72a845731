"""The readings of a tally as tables for other tools, with the figures of their JSON contracts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from partnercli.cli.tables import Table


def countries(contract: Mapping[str, Any]) -> Table:
    """One row a country, with the figures of the JSON contract."""
    columns = (
        "region", "country", "name", "rank", "rank_in_region", "support", "share", "share_of_responded",
        "population_share", "can_accept", "reservations", "opposition", "phrase", "priority",
        "only_with_carried",
    )  # fmt: skip
    return columns, _picked(contract["countries"], columns)


def regions(contract: Mapping[str, Any]) -> Table:
    """One row a region."""
    columns = ("region", "name", "support", "share")
    rows = [(*(row[column] for column in columns), len(row["region_only"])) for row in contract["regions"]]
    return (*columns, "region_only"), rows


def questions(contract: Mapping[str, Any]) -> Table:
    """One row a guiding question: how many gave each reply."""
    columns = (
        "question",
        "agree",
        "agree-with-comments",
        "scrutiny-reservation",
        "disagree",
        "silent",
        "silence",
    )
    return columns, [
        (row["question"], *map(len, row["replies"].values()), len(row["silent"]), row["silence"])
        for row in contract["questions"]
    ]


def calls(contract: Mapping[str, Any]) -> Table:
    """One row a theme that delegations call for, and who does."""
    columns = ("call", "support", "share", "phrase")
    rows = [(*(row[column] for column in columns), " ".join(row["delegations"])) for row in contract["calls"]]
    return (*columns, "delegations"), rows


def robustness(contract: Mapping[str, Any], *, named: bool) -> Table:
    """One row a country: how firmly it stands; `named`, with the delegations that are pivotal and not only how many."""
    columns = ("region", "country", "name", "support", "needed", "margin", "priority", "flip", "carried")
    spoken = ("low", "high", "needed", "priority")
    rows = [
        (
            *(row[column] for column in columns),
            *(row["if_silent_speak"][column] for column in spoken),
            len(row["pivotal"]),
            *([" ".join(row["pivotal"])] if named else []),
        )
        for row in contract["countries"]
    ]
    after = (*(f"if_silent_speak_{column}" for column in spoken), "pivotal")
    return (*columns, *after, *(["pivotal_delegations"] if named else [])), rows


def partners(contract: Mapping[str, Any]) -> Table:
    """One row a partner of a list, and how many delegations say what of it; no reason, which is never printed."""
    columns = ("country", "name", "support", "can_accept", "reservations", "opposition", "priority")
    common = (contract["document"], contract["decided"])
    rows = [(*row, *common) for row in _picked(contract["partners"], columns)]
    return (*columns, "document", "decided"), rows


def _picked(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]
