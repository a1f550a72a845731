"""`partner export`: which files for whom, in which formats, of which tables, and what is refused."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from partnercli.system.installation import to_get

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]

AT = "2031-03-04-working-group"
ON = ("--on", "2031-03-25")
BANNER = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


def exported(partner: Partner, at: Path, *words: str) -> dict[str, Path]:
    """The files of an export by name."""
    done = partner("export", *words, *ON, at=at)
    assert (done.code, done.err) == (0, ""), done.err
    return {Path(line).name: at / line for line in done.out.splitlines()}


def database(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{file}?mode=ro", uri=True)


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ((), "export"),
        (("--audience", "presidency"), "export-presidency"),
        (("--public",), "export-public"),
        (("--audience", "public"), "export-public"),
    ],
)
def test_each_circle_has_a_folder_of_its_own_with_a_workbook_and_a_readme(
    words: tuple[str, ...], folder: str, partner: Partner, released: Path
) -> None:
    exported(partner, released, *words)
    (made,) = (released / "build").iterdir()
    assert made.name == folder
    assert sorted(one.name for one in made.iterdir()) == ["README.md", "exercise.xlsx"]


@pytest.mark.parametrize("audience", ["presidency", "delegations", "public"])
def test_all_formats_hold_the_same_tables_and_say_how_they_are_handled(
    audience: str, partner: Partner, released: Path
) -> None:
    files = exported(partner, released, "--format", "all", "--audience", audience)
    told = json.loads(files["exercise.json"].read_text("utf-8"))
    tables = list(told["tables"])
    assert [name for name in files if name.endswith(".csv")] == [f"{table}.csv" for table in tables]
    assert load_workbook(files["exercise.xlsx"]).sheetnames == ["About", "Columns", *tables]
    marking, readers = told["marking"], "PRESIDENCY ONLY" if audience == "presidency" else audience
    with closing(database(files["exercise.sqlite"])) as base:
        for table in tables:
            ((rows, same),) = base.execute(
                f'SELECT count(*), sum(readers = ? AND marking = ? AND illustrative) FROM "{table}"',  # noqa: S608
                (readers, marking),
            )
            assert rows == (same or 0) == len(told["tables"][table])
    for table in tables:
        with files[f"{table}.csv"].open(encoding="utf-8", newline="") as file:
            read = list(csv.DictReader(file, strict=True))
        assert len(read) == len(told["tables"][table])
        for row in read:
            assert (row["readers"], row["marking"], row["illustrative"]) == (readers, marking, "true")
    above = files["README.md"].read_text("utf-8").splitlines()[0]
    assert BANNER in above
    assert ("PRESIDENCY ONLY" in above, "LIMITE" in above) == (audience == "presidency", audience != "public")


def test_the_database_has_the_views_that_its_readers_tables_allow(partner: Partner, released: Path) -> None:
    def views(*words: str) -> list[str]:
        file = exported(partner, released, "--format", "sqlite", *words)["exercise.sqlite"]
        with closing(database(file)) as base:
            names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
            for name in names:
                rows = base.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
                assert rows or name == "contributions_by_delegation"
        return names

    assert views("--audience", "presidency") == [
        "priorities",
        "support_by_country",
        "who_said_what",
        "steps_by_quarter",
        "contributions_by_delegation",
    ]
    assert views() == ["steps_by_quarter", "contributions_by_delegation"]
    assert views("--public") == []


def test_views_say_what_the_tally_says(partner: Partner, fictional: Path) -> None:
    tally = json.loads(partner("tally", "--format", "json", at=fictional).out)
    matrix = json.loads(partner("matrix", "--format", "json", at=fictional).out)
    file = exported(partner, fictional, "--format", "sqlite", "--audience", "presidency")["exercise.sqlite"]
    with closing(database(file)) as base:
        priorities = base.execute("SELECT country, support FROM priorities").fetchall()
        supporters = dict(base.execute("SELECT country, supporters FROM support_by_country").fetchall())
    listed = sorted((one for one in tally["countries"] if one["priority"]), key=lambda one: one["rank"])
    assert priorities == [(one["country"], one["support"]) for one in listed]
    for row in matrix["countries"]:
        codes = [code for code, stance in row["stances"].items() if stance == "support"]
        assert (supporters[row["country"]] or "") == ", ".join(codes)


def test_a_step_by_its_quarter_says_what_its_outline_is(
    partner: Partner, fictional: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("data/outlines/altamar.yaml", "status: draft", "status: superseded")
    file = exported(partner, fictional, "--format", "sqlite", "--audience", "presidency")["exercise.sqlite"]
    query = (
        "SELECT DISTINCT quarter, outline FROM steps_by_quarter WHERE country = ? ORDER BY quarter LIMIT 1"
    )
    with closing(database(file)) as base:
        assert base.execute(query, ["altamar"]).fetchone()[1] == "superseded by a later one"
        assert base.execute(query, ["corvo"]).fetchone() == ("2031-Q3", "submitted to delegations")


def test_only_the_tables_named_are_written_and_a_database_adds_those_they_refer_to(
    partner: Partner, fictional: Path
) -> None:
    files = exported(partner, fictional, "partners", "Steps", "--format", "all")
    assert [name for name in files if name.endswith(".csv")] == ["partners.csv", "steps.csv"]
    assert list(json.loads(files["exercise.json"].read_text("utf-8"))["tables"]) == ["partners", "steps"]
    assert load_workbook(files["exercise.xlsx"]).sheetnames[2:] == ["partners", "steps"]
    with closing(database(files["exercise.sqlite"])) as base:
        there = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"partners", "steps", "outlines", "countries", "regions"} < set(there)
    assert not {"indicators", "cooperation", "contributions"} & set(there)


def test_files_go_into_the_folder_named(partner: Partner, fictional: Path) -> None:
    files = exported(partner, fictional, "--output", "out/here", "--audience", "presidency")
    assert files["exercise.xlsx"] == fictional / "out/here/export-presidency/exercise.xlsx"
    assert not (fictional / "build").exists()


def test_the_list_of_files_is_told_as_json(partner: Partner, fictional: Path) -> None:
    done = partner("export", "--format", "json,csv", "indicators", "--json", *ON, at=fictional)
    told = json.loads(done.out)
    assert {name: told[name] for name in list(told)[:6]} == {
        "format": "partner.export-files/1",
        "marking": "LIMITE",
        "illustrative": True,
        "audience": "delegations",
        "meeting": AT,
        "what_if": [],
    }
    assert [(Path(one["path"]).name, one["format"]) for one in told["files"]] == [
        ("README.md", "readme"),
        ("indicators.csv", "csv"),
        ("datapackage.json", "csv"),
        ("exercise.json", "json"),
    ]
    for one in told["files"]:
        data = (fictional / one["path"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(data), sha256(data).hexdigest())
    assert (told["left_out"], told["left_over"]) == ([], [])


def test_what_is_left_of_an_earlier_export_is_named_and_stays(partner: Partner, fictional: Path) -> None:
    before = exported(partner, fictional, "--format", "csv", "steps", "outlines")
    done = partner("export", "--format", "csv", "outlines", "--json", *ON, at=fictional)
    assert "of an earlier export there are still in build/export: steps.csv" in done.err
    assert [Path(path).name for path in json.loads(done.out)["left_over"]] == ["steps.csv"]
    assert before["steps.csv"].exists()


def test_of_many_that_are_left_a_few_are_named_and_json_lists_all(partner: Partner, fictional: Path) -> None:
    exported(partner, fictional, "--format", "csv")
    done = partner("export", "--format", "json", "--json", *ON, at=fictional)
    left = [Path(path).name for path in json.loads(done.out)["left_over"]]
    assert len(left) == 13
    assert f"{', '.join(left[:6])} and 7 more" in done.err.replace("\n", " ")
    assert left[6] not in done.err


def test_without_the_library_all_leaves_the_workbook_out_and_alone_it_is_refused(
    partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = partner("export", "--format", "all", at=fictional)
    assert done.code == 0
    assert "left out: xlsx: " in done.err
    assert "build/export/exercise.sqlite" in done.out
    assert "xlsx" not in done.out
    assert "xlsx" not in (fictional / "build/export/README.md").read_text("utf-8")
    alone = partner("export", at=fictional)
    assert (alone.code, alone.out) == (2, "")
    assert to_get("tables") in alone.err
    assert "--format csv" in alone.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("outlnes",), 2, "did you mean outlines?"),
        (("zebra",), 2, "those for delegations are regions"),
        (("preferences",), 2, "the Presidency can have it: --audience presidency"),
        (("countries", "--public"), 2, "delegations can have it: --audience delegations"),
        (("--format", "xslx"), 2, "did you mean xlsx?"),
        (("--format", "all,csv"), 2, "all stands alone"),
        (("--format", "zip"), 2, '"zip" is none of: csv, xlsx, json, sqlite, all (--format)'),
        (("--public", "--audience", "delegations"), 2, "do not go together"),
        (("--public", "--meeting", AT), 2, "leave out --meeting"),
        (("--on", "yesterday"), 2, "yesterday"),
        (("--meeting", "2031-03-04-working-grop"), 3, f"did you mean {AT}?"),
        (("--at", "nowhere"), 3, "not in a git repository"),
        (("--audience", "press"), 2, '"press" is none of'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_with_what_to_do(
    words: tuple[str, ...], code: int, said: str, partner: Partner, released: Path
) -> None:
    done = partner("export", *words, at=released)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "hint: " in done.err
    assert not (released / "build").exists()


def test_without_a_release_the_public_has_nothing(partner: Partner, fictional: Path) -> None:
    done = partner("export", "--public", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert "no decision to release" in done.err


def test_the_public_is_told_nothing_of_what_is_wrong_with_the_data(
    partner: Partner, released: Path, edit: Edit
) -> None:
    edit(f"data/positions/{AT}/qp.yaml", "country: altamar", "country: atlantis")
    done = partner("export", "--public", at=released)
    assert (done.code, done.out) == (1, "")
    assert "sound data only" in done.err
    assert "qp" not in done.err.lower()
    assert "atlantis" not in done.err


def test_rows_that_cannot_be_linked_are_refused_without_a_word_to_the_public(
    partner: Partner, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercli.cli.export.reading.faults", lambda _: ("a secret",))
    done = partner("export", "--public", at=released)
    assert (done.code, done.out) == (1, "")
    assert "sound data only" in done.err
    assert "secret" not in done.err


def test_a_name_that_leads_nowhere_is_refused_before_anything_is_written(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(f"data/positions/{AT}/qp.yaml", "country: altamar", "country: atlantis")
    done = partner("export", "--format", "sqlite", "--audience", "presidency", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert "do not fit together: preferences: " in done.err
    assert "atlantis" in done.err
    assert not (fictional / "build").exists()


def test_a_contradiction_is_shown_and_the_files_are_written_all_the_same(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(
        f"data/positions/{AT}/qp.yaml",
        "preferences:",
        "preferences:\n  - {country: corvo, stance: opposition}",
    )
    done = partner("export", at=fictional)
    assert done.code == 1
    assert "PC" in done.err
    assert (fictional / "build/export/exercise.xlsx").exists()


def test_a_past_revision_is_read_on_request(
    partner: Partner, fictional: Path, history: Callable[[str], str], edit: Edit
) -> None:
    before = history("as it was")
    edit("data/countries/corvo.yaml", "name: Corvo", "name: Corvina")

    def names(*words: str) -> list[str]:
        file = exported(partner, fictional, "countries", "--format", "json", *words)["exercise.json"]
        return [row["name"] for row in json.loads(file.read_text("utf-8"))["tables"]["countries"]]

    assert "Corvina" in names()
    assert "Corvo" in names("--at", before)
    assert f"--at {before}" in (fictional / "build/export/README.md").read_text("utf-8")


def test_the_command_of_the_readme_makes_the_same_files(partner: Partner, fictional: Path) -> None:
    files = exported(partner, fictional, "steps", "--format", "all", "--audience", "presidency")
    before = {name: file.read_bytes() for name, file in files.items()}
    line = next(line for line in before["README.md"].decode().split("`") if line.startswith("partner export"))
    for file in files.values():
        file.unlink()
    assert partner(*line.split()[1:], at=fictional).code == 0
    assert {name: file.read_bytes() for name, file in files.items()} == before


def test_the_same_files_and_day_give_the_same_bytes_in_another_process(
    partner: Partner, fictional: Path, process: Callable[..., Any]
) -> None:
    words = ("--format", "all", "--audience", "presidency")
    files = exported(partner, fictional, *words)
    before = {name: file.read_bytes() for name, file in files.items()}
    environment = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    done = process("export", *words, *ON, at=fictional, environment=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {name: file.read_bytes() for name, file in files.items()} == before


def test_nothing_of_the_data_is_touched(
    partner: Partner, fictional: Path, files_of: Callable[[Path], dict[str, tuple[bytes, int]]]
) -> None:
    before = files_of(fictional)
    exported(partner, fictional, "--format", "all")
    after = files_of(fictional)
    assert {name: file for name, file in after.items() if not name.startswith("build/")} == before
