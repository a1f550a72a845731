"""A file with words for several meetings: those for the one that is meant are read, and the others named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from own_tables import EXERCISE, MEETING, mapped, read, sent, table
from partnercli.exchange.json_replies.reading import read_json
from partnercli.exchange.one_meeting import OneMeeting
from partnercli.exchange.own_table import read_table
from partnercli.exchange.remark import Weight
from partnercli.exchange.reply import Read
from partnercli.exchange.subjects import Subjects

EARLIER = "2031-01-20-ministers"
OPEN = "this row names no meeting, and others name several"
OF_BOTH = f"""
Meeting | Delegation | Country | Position
{EARLIER} | QN | Altamar | nobody knows what
{MEETING} | QM | Altamar | opposition
{EARLIER} | Atlantis | Nowhere | support
{MEETING} | QN | Corvo | support
""".strip()
PASSED = (
    f"it holds words for several meetings; read for {MEETING}, passed over: 2 rows for {EARLIER}",
    f"to read those instead: --meeting {EARLIER}",
    Weight.WARNING,
)


def of_a_table(text: str, meeting: str | None) -> Read:
    grid = table(text)
    return read_table(sent(grid), grid, mapped(grid), EXERCISE, Subjects(EXERCISE), None, meeting)


def of_json(value: Any, meeting: str | None) -> Read:
    return read_json("qm.json", json.dumps(value).encode(), EXERCISE, meeting)


def said(found: Read) -> list[tuple[str, str | None, list[tuple[str, str]]]]:
    return [(one.delegation, one.meeting, [entry.subject for entry in one.entries]) for one in found.replies]


def told(found: Read) -> list[tuple[str, str, Weight]]:
    return [(remark.message, remark.hint, remark.weight) for remark in found.remarks]


READ = [("QM", MEETING, [("country", "altamar")]), ("QN", MEETING, [("country", "corvo")])]


def test_of_a_table_only_the_rows_of_the_meeting_are_read_and_no_fault_of_another_counts() -> None:
    found = of_a_table(OF_BOTH, MEETING)
    assert (said(found), told(found)) == (READ, [PASSED])


def test_an_empty_cell_means_the_delegation_of_the_row_above_though_that_is_of_another_meeting() -> None:
    rows = f"{EARLIER} | QN | Altamar | support\n{MEETING} |  | Corvo | support"
    found = of_a_table(f"Meeting | Delegation | Country | Position\n{rows}", MEETING)
    assert said(found) == [("QN", MEETING, [("country", "corvo")])]


def test_a_row_that_names_no_meeting_among_several_is_an_error() -> None:
    found = of_a_table(f"{OF_BOTH}\n | QN | Esker | support", MEETING)
    assert told(found)[1:] == [(OPEN, "name its meeting in it", Weight.ERROR)]
    assert said(found) == READ


def test_of_our_own_export_likewise() -> None:
    rows = [
        {"meeting": EARLIER, "delegation": "Atlantis", "country": "nowhere"},
        {"meeting": MEETING, "delegation": "QM", "country": "altamar", "stance": "opposition"},
        {"meeting": EARLIER, "delegation": "QM", "country": "altamar", "stance": "support"},
        {"meeting": MEETING, "delegation": "QN", "country": "corvo"},
    ]
    found = of_json({"format": "partner.export/1", "tables": {"preferences": rows}}, MEETING)
    assert (said(found), told(found)) == (READ, [PASSED])


def test_of_replies_each_thing_that_is_said_at_another_meeting_is_counted() -> None:
    replies = [
        {"delegation": "QM", "meeting": EARLIER, "calls": ["road-maps"], "preferences": [{"country": "x"}]},
        {"delegation": "QM", "preferences": [{"country": "altamar"}]},
        {"delegation": "QN", "preferences": [{"country": "corvo"}]},
    ]
    found = of_json({"meeting": MEETING, "replies": replies}, MEETING)
    assert (said(found), told(found)) == (READ, [PASSED])
    found = of_json({"replies": [*replies[:2], {**replies[2], "meeting": MEETING}]}, MEETING)
    assert [(remark.address, remark.message) for remark in found.remarks[1:]] == [
        ("replies[1]", "this names no meeting, and other parts name several")
    ]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [("2030-12-01-friends", ", and none for 2030-12-01-friends"), (None, "")],
)
def test_where_no_row_is_of_the_meeting_or_nobody_says_which_those_that_there_are_are_named(
    wanted: str | None, words: str
) -> None:
    fault = (
        f"it holds words for several meetings{words}: {EARLIER} and {MEETING}",
        f"say which one is meant: --meeting {EARLIER}",
        Weight.ERROR,
    )
    rows = [{"meeting": one, "delegation": "QM", "country": "altamar"} for one in (EARLIER, MEETING)]
    value = {"format": "partner.export/1", "tables": {"preferences": rows}}
    for found in (of_a_table(OF_BOTH, wanted), of_json(value, wanted)):
        assert (said(found), told(found)) == ([], [fault])


def test_a_file_of_one_meeting_is_read_whole_whichever_is_meant() -> None:
    found = read(f"Meeting | Country\n{EARLIER} | Altamar\n | Corvo")
    assert said(found) == [("QM", EARLIER, [("country", "altamar"), ("country", "corvo")])]


def test_of_many_meetings_ten_are_named_and_the_others_counted() -> None:
    one = OneMeeting("a.csv", "CSV", [f"m-{number}" for number in range(14)], "m-0")
    assert one.remark is not None
    assert one.remark.message.endswith(", 1 row for m-10 and 3 more")
