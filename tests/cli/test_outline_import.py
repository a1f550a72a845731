"""`partner outline import`: what came back beside ours, and taken over with its source."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Write = Callable[[str, str | bytes], Path]

ALTAMAR = "data/outlines/altamar.yaml"
HEAD = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT · PRESIDENCY WORKING DRAFT"
TABLE = "step,from,to,status\n1,2031-05,,ongoing\nopen-charter,2032-H1,,\n"
RECORD = """\
country: altamar
status: submitted
steps:
  - {id: convene-round-table, instrument: round-table, action: Meet., lead: Shore Commission}
  - {id: start-harbour-project, instrument: harbour-project, action: Dig., timeline: {from: 2032-Q1}}
  - {id: open-grant, instrument: grant, action: Pay., after: [convene-round-table], timeline: {from: 2031-Q3}}
"""


def outline(partner: Partner, at: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(partner("outline", "show", "altamar", "--format", "json", at=at)[1])[
        "outline"
    ]
    return found


def test_a_table_is_shown_beside_ours_and_nothing_is_written(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("reply.csv", TABLE)
    before = files_of(fictional)
    assert partner("outline", "import", "Altamar", "reply.csv", at=fictional) == (
        0,
        (
            f"{HEAD}\n"
            "step 1 (convene-round-table), ours → theirs:\n"
            "    dates: from 2031-Q2 → from 2031-05\n"
            "    status: planned → ongoing\n"
            "step 2 (open-charter), ours → theirs:\n"
            "    dates: from 2031-Q4 → from 2032-H1\n"
            "only ours: step 3\n"
        ),
        'nothing was written; to take this over: --yes --source "TITLE"\n',
    )
    assert files_of(fictional) == before


def test_contributions_are_compared_by_who_brings_what(
    partner: Partner, fictional: Path, write: Write
) -> None:
    sum_, source = "amount: {value: 20000, currency: XTS}", "sources: [{title: Ledger}]"
    write(
        "reply.yaml",
        "country: altamar\nstatus: submitted\nsteps:\n"
        "  - id: start-harbour-project\n    instrument: harbour-project\n    action: Dig.\n    contributions:\n"
        f"      - {{delegation: QO, kind: operational, description: Lends two pilots, {sum_}, {source}}}\n"
        f"      - {{delegation: QS, kind: financial, description: Pays, {source}}}\n",
    )
    assert partner("outline", "import", "Altamar", "reply.yaml", at=fictional)[1] == (
        f"{HEAD}\n"
        "step 3 (start-harbour-project), ours → theirs:\n"
        "    contribution of QO (operational): Lends two pilots: no amount → XTS 20000\n"
        "    contribution of QS (financial): Pays: not in ours\n"
        "only ours: steps 1 and 2\n"
    )


def test_nothing_is_compared_with_an_outline_that_is_superseded(
    partner: Partner, fictional: Path, write: Write, edit: Callable[[str, str, str], None]
) -> None:
    edit(ALTAMAR, "status: draft", "status: superseded")
    write("reply.csv", TABLE)
    code, out, err = partner("outline", "import", "Altamar", "reply.csv", at=fictional)
    assert (code, out) == (1, "")
    assert f"{ALTAMAR} is superseded" in err


def test_what_is_taken_over_rests_on_its_source(partner: Partner, fictional: Path, write: Write) -> None:
    write("reply.csv", TABLE)
    old = outline(partner, fictional)["steps"]
    source = ("--source", "Reply of the Commission", "--reference", "WK 1/31")
    code, out, _ = partner("outline", "import", "Altamar", "reply.csv", "--yes", *source, at=fictional)
    assert (code, out.splitlines()[-1]) == (0, ALTAMAR)
    rests = {"sources": [{"title": "Reply of the Commission", "reference": "WK 1/31"}]}
    assert outline(partner, fictional)["steps"] == [
        old[0] | {"timeline": {"from": "2031-05"}, "status": "ongoing"} | rests,
        old[1] | {"timeline": {"from": "2032-H1"}} | rests,
        old[2],
    ]


def test_a_dry_run_shows_what_would_be_written(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("reply.csv", TABLE)
    before = files_of(fictional)
    code, out, _ = partner(
        "outline", "import", "Altamar", "reply.csv", "--dry-run", "--source", "Reply", at=fictional
    )
    assert code == 0
    assert "-    timeline: {from: 2031-Q2}\n+    timeline: {from: 2031-05}\n" in out
    assert files_of(fictional) == before


@pytest.mark.parametrize("form", ["yaml", "json", "shown.json"])
def test_a_record_tells_of_leads_and_of_steps_that_one_side_alone_has(
    form: str, partner: Partner, fictional: Path, write: Write
) -> None:
    text = RECORD
    if form != "yaml":
        steps = [
            {
                "id": "convene-round-table",
                "instrument": "round-table",
                "action": "Meet.",
                "lead": "Shore Commission",
            },
            {
                "id": "start-harbour-project",
                "instrument": "harbour-project",
                "action": "Dig.",
                "timeline": {"from": "2032-Q1"},
            },
            {
                "id": "open-grant",
                "instrument": "grant",
                "action": "Pay.",
                "after": ["convene-round-table"],
                "timeline": {"from": "2031-Q3"},
            },
        ]
        record = {"country": "altamar", "status": "submitted", "steps": steps}
        text = json.dumps({"format": "partner.outline/1", "outline": record} if "shown" in form else record)
    write(f"reply.{form}", text)
    out = partner("outline", "import", "Altamar", f"reply.{form}", at=fictional)[1]
    assert out == (
        f"{HEAD}\n"
        "step 1 (convene-round-table), ours → theirs:\n"
        "    lead: Presidency → Shore Commission\n"
        "step 3 (start-harbour-project), ours → theirs:\n"
        "    dates: 2031-Q4 to 2032-Q1 → from 2032-Q1\n"
        "only theirs (open-grant), from 2031-Q3: Pay.\n"
        "only ours: step 2\n"
    )
    code, _, _ = partner(
        "outline", "import", "Altamar", f"reply.{form}", "--yes", "--source", "Reply", at=fictional
    )
    assert code == 0
    steps = outline(partner, fictional)["steps"]
    assert [step["id"] for step in steps] == [
        "convene-round-table",
        "open-charter",
        "start-harbour-project",
        "open-grant",
    ]
    assert steps[2]["contributions"]


@pytest.mark.parametrize(
    "text",
    [
        "Step;From;To;Status\r\n1;2031-05;;ongoing\r\nopen-charter;2032-H1;;\r\n",
        "\n\nStep;From;Status\n1;2031-05;ongoing\nopen-charter;2032-H1;\n",
        "\ufeffSTEP\tSTATUS\tFROM\nconvene-round-table\tOngoing\t2031-05\ncharter\t\t2032-H1\n\t\t\n",
    ],
    ids=["semicolons", "blank-lines", "tabs"],
)
def test_a_table_may_come_as_spreadsheets_write_it(
    text: str, partner: Partner, fictional: Path, write: Write
) -> None:
    write("plain.csv", TABLE)
    write("reply.csv", text)
    assert partner("outline", "import", "Altamar", "reply.csv", at=fictional) == partner(
        "outline", "import", "Altamar", "plain.csv", at=fictional
    )


@pytest.mark.parametrize(
    ("row", "dates"),
    [
        ("3,2031-11,", "2031-Q4 to 2032-Q1 → 2031-11 to 2032-Q1"),
        ("3,2032-Q2,", "2031-Q4 to 2032-Q1 → from 2032-Q2"),
        ("3,,2031-12", "2031-Q4 to 2032-Q1 → 2031-Q4 to 2031-12"),
        ("3,,2031-Q3", "2031-Q4 to 2032-Q1 → until 2031-Q3"),
    ],
)
def test_a_date_that_a_row_leaves_out_stays_ours_where_it_can(
    row: str, dates: str, partner: Partner, fictional: Path, write: Write
) -> None:
    write("reply.csv", f"step,from,to\n{row}\n")
    assert f"    dates: {dates}\n" in partner("outline", "import", "Altamar", "reply.csv", at=fictional)[1]


def test_a_reply_that_says_the_same_is_told_so_and_changes_nothing(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("reply.csv", "step,from\n1,2031-Q2\n")
    code, out, err = partner("outline", "import", "Altamar", "reply.csv", at=fictional)
    assert (code, err) == (0, "")
    assert "Theirs says what ours says, wherever both have a step.\n" in out
    found = partner("outline", "import", "Altamar", "reply.csv", "--yes", "--source", "Reply", at=fictional)
    assert f"nothing to change: {ALTAMAR} says so already\n" in found[2]


BAD_TABLE = """\
step,from,to,status
9,2031-Q2,,
1,2031-Q9,,
2,2032,2031,
3,,,finished
,2031,,
open-charter,2033,,
3,2031,,
"""
BAD_RECORD = """\
country: corvo
status: draft
steps:
  - {id: one, instrument: gramt, action: Pay.}
  - {id: one, instrument: grant, action: Pay.,
     contributions: [{delegation: QX, kind: lead, description: Leads, sources: [{title: x}]}]}
"""


OTHER_STEPS = """\
country: altamar
status: draft
steps:
  - {id: convene-round-table, instrument: grant, action: Pay.}
  - {id: new, instrument: grant, action: Pay., after: [nowhere, open-chartre, open-charter]}
"""
UNSOURCED = """\
country: altamar
status: draft
steps:
  - id: one
    instrument: grant
    action: Pay.
    contributions: [{delegation: QO, kind: lead, description: Leads}]
"""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "bad.csv",
            BAD_TABLE,
            [
                'bad.csv:2:1: error PC113: the outline of Altamar has no step "9"',
                'bad.csv:3:1: error PC113: "2031-Q9" is not a period',
                "bad.csv:4:1: error PC113: it ends (2031) before it begins (2032)",
                'bad.csv:5:1: error PC113: "finished" is no status',
                "bad.csv:6:1: error PC113: the row names no step",
            ],
        ),
        (
            "twice.csv",
            "step,from\n1,2031\nconvene-round-table,2032\n",
            ["twice.csv:3:1: error PC113: a second row"],
        ),
        (
            "head.csv",
            "stpe,form\n1,2031\n",
            ['there is no column "stpe"', "did you mean from?", '"step" is missing'],
        ),
        ("empty.csv", "", ['the column "step" is missing']),
        (
            "columns.csv",
            "step,from,from\n1,2031,2032\n",
            ['columns.csv:1:1: error PC113: there are 2 columns "from"'],
        ),
        (
            "wide.csv",
            "step,from\n1,2031,2032\n",
            ["wide.csv:2:1: error PC113: the row has 3 cells, and there are 2 columns"],
        ),
        (
            "long.csv",
            f"step,from\n{'x' * 200_000},2031\n1,{'9' * 200_000}\n",
            [f'has no step "{"x" * 57}…"\n', f'long.csv:3:1: error PC113: "{"9" * 57}…" is not a period'],
        ),
        (
            "excel.csv",
            "step;from;to\n1;14.9.2031;\n2;Q3/2031;\n3;=1+1;\nround-table;4/9/2031;\ncharter;;2031 H2\n1;31.2.2031;\n",
            [
                'excel.csv:2:1: error PC113: "14.9.2031" is not a period\n  hint: did you mean 2031-09-14?\n',
                'excel.csv:3:1: error PC113: "Q3/2031" is not a period\n  hint: did you mean 2031-Q3?\n',
                'excel.csv:4:1: error PC113: "=1+1" is not a period\n  hint: write a day 2014-03-03, ',
                'excel.csv:5:1: error PC113: "4/9/2031" is not a period\n  hint: write a day 2014-03-03, ',
                'excel.csv:6:1: error PC113: "2031 H2" is not a period\n  hint: did you mean 2031-H2?\n',
                'excel.csv:7:1: error PC113: "31.2.2031" is not a period\n  hint: write a day 2014-03-03, ',
            ],
        ),
        ("latin.csv", b"step,from\ncaf\xe9,2031\n", ["error PC102"]),
        (
            "bad.yaml",
            BAD_RECORD,
            [
                'bad.yaml:1:10: error PC113: this is the outline of "corvo"',
                'bad.yaml:4:27: error PC113: there is no instrument "gramt"',
                "bad.yaml:5:10: error PC113: a second step is called one",
                'error PC113: there is no delegation "QX"',
            ],
        ),
        (
            "steps.yaml",
            OTHER_STEPS,
            [
                "steps.yaml:4:10: error PC113: convene-round-table is a step on grant, and ours of that id is on",
                ": error PC113: new comes after nowhere, which is no step of either outline",
                "hint: did you mean open-charter?",
            ],
        ),
        (
            "keys.yaml",
            "country: altamar\nstatus: draft\nsteps:\n  - {id: one, instrument: grant, actoin: Pay.}\n",
            ["keys.yaml:4:34: error PC110", "keys.yaml:4:5: error PC111"],
        ),
        (
            "null.json",
            '{"country": "altamar", "status": "draft", "steps": null}',
            ["null.json:1:52: error PC106"],
        ),
        (
            "unsourced.yaml",
            UNSOURCED,
            ["unsourced.yaml:7:21: error PC111"],
        ),
        ("conflict.yaml", "<<<<<<< ours\ncountry: a\n", ["conflict.yaml:1:1: error PC108"]),
    ],
)
def test_all_that_is_wrong_in_a_file_is_said_at_once_and_nothing_is_written(
    name: str,
    text: str | bytes,
    said: list[str],
    partner: Partner,
    fictional: Path,
    write: Write,
    files_of: FilesOf,
) -> None:
    write(name, text)
    before = files_of(fictional)
    code, out, err = partner("outline", "import", "Altamar", name, "--yes", "--source", "x", at=fictional)
    assert (code, out) == (1, "")
    for one in said:
        assert one in err
    assert f"error: {name} cannot be taken as it is; nothing was written\n" in err
    assert files_of(fictional) == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Altamar", "reply.csv", "--yes"], 2, "hint: name it: --source"),
        (["Altamar", "reply.csv", "--dry-run", "--source", " "], 2, "--source is empty"),
        (["Altamar", "nothing.csv"], 3, 'error: there is no file "nothing.csv"\n'),
        (["Altamar", "data"], 4, "error: data is no file\n"),
        (["Belmonte", "reply.csv"], 3, "hint: draft it: partner outline new belmonte\n"),
    ],
)
def test_what_cannot_be_imported_is_an_error_that_helps(
    arguments: list[str], code: int, said: str, partner: Partner, fictional: Path, write: Write
) -> None:
    write("reply.csv", TABLE)
    ended, out, err = partner("outline", "import", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err


def test_an_order_that_the_law_forbids_is_refused(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write(
        "reply.yaml",
        "country: corvo\nstatus: draft\n"
        "steps:\n  - {id: sign, instrument: charter, action: Sign., after: [sign]}\n",
    )
    write("data/outlines/corvo.yaml", "country: corvo\nstatus: draft\nsteps: []\n")
    before = files_of(fictional)
    code, _, err = partner("outline", "import", "Corvo", "reply.yaml", "--yes", "--source", "x", at=fictional)
    assert code == 1
    assert "PC404" in err
    assert files_of(fictional) == before
