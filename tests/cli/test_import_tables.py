"""`partner import` of a table that the delegation designed itself: what its columns hold, and which table is meant."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook

from replies_in_json import AT, position

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]

TABLE = "Country;Position;Notes\nAltamar;reservation;to be seen\nCorvo;support;\n"
STRANGE = "Country;Position;Stuff\nAltamar;yes;blue\n"


def book(**sheets: list[list[str]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_the_mapping_that_suggests_itself_is_shown_ready_to_be_typed_and_taken_with_yes(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.csv", TABLE)
    code, _, err = partner("import", "qs.csv", "--yes", "--illustrative", at=fictional)
    assert code == 0
    assert "qs.csv: CSV: warning: it is read so: " in err
    assert '  hint: to say otherwise: --map "Country=1, Position=2, Comments=3"\n' in err
    assert position(fictional, "qs")["preferences"] == [
        {"country": "altamar", "stance": "reservation", "note": "to be seen"},
        {"country": "corvo"},
    ]
    assert position(fictional, "qs")["sources"][0]["title"].endswith("(table)")


def test_a_mapping_that_was_typed_is_obeyed_and_its_mistakes_are_all_said(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("x.csv", TABLE)
    typed = ("--map", "Country=1, Conditions=3, Position=2", "--delegation", "Sardis")
    assert partner("import", "x.csv", *typed, "--yes", "--illustrative", at=fictional)[0] == 0
    assert position(fictional, "qs")["preferences"][0]["conditions"] == "to be seen"
    code, _, err = partner("import", "x.csv", "--map", "Cuntry=1, Position=9", at=fictional)
    assert code == 2
    assert err.startswith(
        'error: --map does not fit x.csv, CSV: "Cuntry" is nothing that a column can hold; '
    )
    assert "there is no column 9" in err


def test_what_is_unclear_is_not_taken_with_yes_until_it_is_typed(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.csv", STRANGE)
    code, _, err = partner("import", "qs.csv", "--yes", at=fictional)
    assert code == 1
    assert 'hint: if the rest is right, say so: --map "Country=1, Position=2"' in err
    assert partner("import", "qs.csv", "--yes", "--map", "Country=1, Position=2", at=fictional)[0] == 0
    assert position(fictional, "qs")["preferences"] == [{"country": "altamar"}]


def test_a_bare_list_is_not_taken_as_support_with_yes_until_that_is_typed(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.csv", "Country\nAltamar\n")
    code, _, err = partner("import", "qs.csv", "--yes", at=fictional)
    assert code == 1
    assert "error: no column holds positions: every country and region named is read as supported" in err
    assert 'hint: if that is meant, say so: --map "Country=1"' in err
    assert partner("import", "qs.csv", "--yes", "--map", "Country=1", at=fictional)[0] == 0
    assert position(fictional, "qs")["preferences"] == [{"country": "altamar"}]


def test_two_tables_of_one_file_are_taken_over_one_after_the_other(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.xlsx", book(First=ROWS, Second=OTHERS))
    for number in ("1", "2"):
        assert partner("import", "qs.xlsx", "--table", number, "--yes", at=fictional)[0] == 0
    held = position(fictional, "qs")
    assert [one["country"] for one in held["preferences"]] == ["altamar", "esker"]
    assert [one["reference"].rpartition(", ")[2] for one in held["sources"]][-2:] == ["First", "Second"]
    assert "imported already" in partner("import", "qs.xlsx", "--table", "1", at=fictional)[1]


def test_at_a_keyboard_the_mapping_is_asked_for_first(
    partner: Partner, fictional: Path, write: Write, keyboard: Callable[[str], None]
) -> None:
    write("qs.csv", TABLE)
    keyboard("n\n")
    code, out, err = partner("import", "qs.csv", at=fictional, terminal=True, NO_COLOR="1")
    assert (code, "Read it so? [y/n] " in out) == (1, True)
    assert 'hint: to say otherwise: --map "Country=1, Position=2, Comments=3"' in err
    keyboard("y\ny\n")
    assert partner("import", "qs.csv", at=fictional, terminal=True, NO_COLOR="1")[0] == 0
    assert (fictional / AT / "qs.yaml").exists()


def test_a_source_says_what_the_file_was_read_as_whatever_its_name_ends_in(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(
        "qs.txt",
        json.dumps(
            {
                "format": "partner.replies/1",
                "replies": [{"delegation": "QS", "preferences": [{"country": "altamar"}]}],
            }
        ),
    )
    write("qr.docx", "Country;Position\nAltamar;support\n")
    for file, code in (("qs.txt", "qs"), ("qr.docx", "qr")):
        assert (
            partner(
                "import", file, "--delegation", code, "--yes", "--replace", "--illustrative", at=fictional
            )[0]
            == 0
        )
    ((of_qs, *_), (of_qr, *_)) = (position(fictional, code)["sources"] for code in ("qs", "qr"))
    assert of_qs["title"].endswith("(JSON)")
    assert of_qr["title"].endswith("(table)")
    assert (
        of_qr["reference"] == f"qr.docx, SHA-256 {sha256((fictional / 'qr.docx').read_bytes()).hexdigest()}"
    )


ROWS = [["Country", "Position"], ["Altamar", "support"]]
OTHERS = [["Country", "Position"], ["Esker", "opposition"]]


def test_of_several_tables_the_only_one_that_can_be_a_reply_is_read_or_the_one_named(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.xlsx", book(Cover=[["Our views"]], Views=ROWS))
    _, out, err = partner("import", "qs.xlsx", at=fictional)
    assert "only Views is read; nothing in Cover names a country or answers a question" in err
    assert "QS Sardis · qs.xlsx, Views\n  + Altamar: support (Views!A2)\n" in out
    write("qs.xlsx", book(First=ROWS, Second=OTHERS))
    code, _, err = partner("import", "qs.xlsx", at=fictional)
    assert code == 1
    assert (
        "it has 2 tables that may be the reply: 1 (First) and 2 (Second)\n  hint: import them one by one: --table 1\n"
        in err
    )
    for named in (("--table", "2"), ("--sheet", "second")):
        assert (
            "+ Esker: opposition (Second!A2; Second!B2)\n"
            in partner("import", "qs.xlsx", *named, at=fictional)[1]
        )


@pytest.mark.parametrize(
    ("rows", "message", "hint"),
    [
        (ROWS, "all its sheets that hold something are hidden", "unhide the sheet that is meant in Excel"),
        ([], "there is nothing in its tables", "ask for it again"),
    ],
)
def test_without_a_table_that_is_seen_the_file_says_why(
    partner: Partner, fictional: Path, write: Write, rows: list[list[str]], message: str, hint: str
) -> None:
    made = Workbook()
    made.create_sheet("Views").sheet_state = "hidden"
    for row in rows:
        made["Views"].append(row)
    out = io.BytesIO()
    made.save(out)
    write("qs.xlsx", out.getvalue())
    code, _, err = partner("import", "qs.xlsx", at=fictional)
    assert code == 1
    assert f"qs.xlsx: error: {message}\n  hint: {hint}" in err


def test_among_tables_with_very_much_in_them_the_reply_is_to_be_named(
    partner: Partner, fictional: Path, write: Write
) -> None:
    much = [["x"] * 160] * 190
    write("qs.xlsx", book(First=ROWS, Second=much))
    _, out, err = partner("import", "qs.xlsx", "--sheet", "First", at=fictional)
    assert "+ Altamar: support (First!A2)\n" in out
    _, _, err = partner("import", "qs.xlsx", at=fictional)
    assert (
        "it has 2 tables, with too much in them to find the reply among them\n  hint: say which one it is"
        in err
    )


@pytest.mark.parametrize(
    ("named", "message", "hint"),
    [
        (("--table", "3"), "there is no table 3 in it", "there are: First and Second"),
        (("--sheet", "Secnd"), 'there is no "Secnd" in it', "did you mean Second?"),
    ],
)
def test_a_table_that_is_not_there_is_said_with_those_that_are(
    partner: Partner, fictional: Path, write: Write, named: tuple[str, str], message: str, hint: str
) -> None:
    write("qs.xlsx", book(First=ROWS, Second=OTHERS))
    code, _, err = partner("import", "qs.xlsx", *named, at=fictional)
    assert code == 1
    assert f"qs.xlsx: error: {message}\n  hint: {hint}\n" in err


def test_a_file_that_cannot_be_opened_is_left_out_whole_with_partial(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("in/qs.csv", TABLE)
    write("in/qr.xlsx", b"PK\x03\x04 no workbook")
    code, _, err = partner("import", "in", "--yes", "--partial", "--illustrative", at=fictional)
    assert code == 0
    assert "left out: in/qr.xlsx: " in err
    assert not (fictional / AT / "qr.yaml").exists()
    assert position(fictional, "qs")["sources"][0].get("note") is None
