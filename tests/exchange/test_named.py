"""The delegation and the meeting that a file names, found, or the nearest told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from own_tables import EXERCISE, MEETING
from partnercli.exchange.named import delegation_named, meeting_named
from partnercli.exchange.subjects import Subjects
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind


@pytest.mark.parametrize("name", ["QM", "qm", "Marland", "MÄRLAND"])
def test_a_delegation_is_found_by_code_name_or_alias(name: str) -> None:
    assert delegation_named(EXERCISE, name) == "QM"


def test_a_meeting_is_found_by_its_id() -> None:
    assert meeting_named(EXERCISE, MEETING) == MEETING


@pytest.mark.parametrize(
    ("find", "name", "message", "hint"),
    [
        (delegation_named, "Nory", 'there is no delegation "Nory"', "did you mean QN (Norrey)?"),
        (delegation_named, "Elsewhere", 'there is no delegation "Elsewhere"', "name it by its code: DE"),
        (meeting_named, MEETING[:-1], f'there is no meeting "{MEETING[:-1]}"', f"did you mean {MEETING}?"),
        (meeting_named, "soon", 'there is no meeting "soon"', "see those there are: partner meeting list"),
    ],
)
def test_what_is_not_on_record_is_told_with_the_nearest(
    find: Callable[[Exercise, str], str], name: str, message: str, hint: str
) -> None:
    with pytest.raises(Unreadable) as told:
        find(EXERCISE, name)
    assert (str(told.value), told.value.hint) == (message, hint)


def test_while_the_regions_cannot_be_read_nobody_is_sent_to_record_a_country() -> None:
    unread = replace(EXERCISE, region_list=None, malformed={Kind.REGIONS: frozenset({""})})
    (unknown,) = Subjects(unread).named("Northern Shore").unknown
    assert "data/regions.yaml cannot be read as it is: mend that first" in unknown.hint
