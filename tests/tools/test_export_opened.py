"""Exports as other programs open them: LibreOffice, the validator of the Open XML SDK, and SQLite's own shell."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports_made import HOSTILE, MADE, PEOPLE, PUBLIC
from partnercli.exchange.formulas import formula_like
from partnercli.exchange.tables import Export, Type
from partnercli.exchange.writing.comma import csv_file
from partnercli.exchange.writing.sqlite import sqlite_file
from partnercli.exchange.writing.workbook import workbook_file
from read_back import VALIDATOR, needs, said
from report_files import DOCUMENT, RELEASE

pytestmark = pytest.mark.tools

Process = Callable[..., Any]
Edit = Callable[[str, str, str], None]

ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Commas, double quotes, UTF-8, cells as they are kept, a file a sheet."""
PLAIN_CSV = "CSV:44,34,76,1,,0,true,false"
"""Commas, double quotes, UTF-8, from the first line on, what is quoted is text, no special numbers."""
AUDIENCES = ("presidency", "delegations", "public")


def converted(file: Path, to: str, *options: str) -> None:
    """What LibreOffice makes of a file, put beside it."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    said("soffice", profile, "--headless", *options, "--convert-to", to, "--outdir", file.parent, file)


@pytest.fixture
def run(fictional: Path, edit: Edit, process: Process) -> Callable[[str, str], Path]:
    """Exports the invented exercise, which has a release, and gives the file of a format."""
    edit(DOCUMENT, "sources:", RELEASE)

    def export(audience: str, form: str) -> Path:
        words = ("--format", form, "--audience", audience, "--on", "2031-03-25")
        done = process("export", *words, at=fictional)
        assert (done.returncode, done.stderr) == (0, b"")
        lines: list[str] = done.stdout.decode().splitlines()
        return fictional / next(line for line in lines if line.endswith(form))

    return export


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """The sheets of the made workbook as LibreOffice reads them."""
    file = tmp_path_factory.mktemp("opened") / "a.xlsx"
    file.write_bytes(workbook_file(MADE))
    converted(file, ALL_SHEETS)
    return {
        one.stem.removeprefix("a-"): list(csv.reader(one.read_text("utf-8").splitlines(keepends=True)))
        for one in file.parent.glob("a-*.csv")
    }


@needs("soffice")
def test_libreoffice_finds_the_sheets_and_the_marks(sheets: dict[str, list[list[str]]]) -> None:
    assert sheets.keys() == {"About", "Columns", "regions", "people", "unused"}
    assert [row[0] for row in sheets["About"][:4]] == [
        "LIMITE",
        "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT",
        "PRESIDENCY ONLY",
        "Partnerships & <others>",
    ]


@needs("soffice")
def test_libreoffice_reads_hostile_words_as_they_are(sheets: dict[str, list[list[str]]]) -> None:
    words = [row[2] for row in sheets["people"][1:] if row[2]]
    assert words == ["plain", *HOSTILE]


@needs("soffice")
def test_libreoffice_reads_numbers_days_and_yes_or_no(sheets: dict[str, list[list[str]]]) -> None:
    assert sheets["people"][1][1:7] == ["1", "plain", "0.6667", "0.1", "2021-05-25", "TRUE"]
    assert sheets["people"][2][4:7] == ["12345678901234567890.5", "1850-01-01", "FALSE"]


@needs("soffice")
def test_libreoffice_calculates_nothing_in_a_csv(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(csv_file(PEOPLE))
    converted(file, "xlsx", f"--infilter={PLAIN_CSV}")
    sheet = load_workbook(file.with_suffix(".xlsx")).worksheets[0]
    cells = [row[2] for row in sheet.iter_rows(min_row=6)]
    assert "f" not in {cell.data_type for cell in cells}
    texts = [text for text in HOSTILE if formula_like(text)]
    assert {f"'{text}" for text in texts} <= {cell.value for cell in cells}


@pytest.mark.skipif(not VALIDATOR.exists(), reason="ooxml-validator is not here")
@pytest.mark.parametrize("export", [MADE, PUBLIC], ids=["made", "public"])
def test_workbooks_are_valid(export: Export, tmp_path: Path) -> None:
    assert errors(workbook_file(export), tmp_path) == []


@pytest.mark.skipif(not VALIDATOR.exists(), reason="ooxml-validator is not here")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_workbook_of_the_exercise_is_valid(
    audience: str, run: Callable[[str, str], Path], tmp_path: Path
) -> None:
    file = run(audience, "xlsx")
    assert errors(file.read_bytes(), tmp_path) == []


def errors(data: bytes, at: Path) -> list[Any]:
    file = at / "b.xlsx"
    file.write_bytes(data)
    done = subprocess.run([VALIDATOR, file], capture_output=True, check=False)
    found: list[Any] = json.loads(done.stdout)["errors"]
    return found


@needs("sqlite3")
def test_sqlites_own_shell_finds_the_made_database_sound(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite"
    file.write_bytes(sqlite_file(MADE))
    assert said("sqlite3", file, "PRAGMA integrity_check; PRAGMA foreign_key_check;") == "ok\n"
    assert "-- A share of all." in said("sqlite3", file, ".schema people")
    told = json.loads(said("sqlite3", "-json", file, "SELECT words FROM people WHERE words IS NOT NULL"))
    assert [row["words"] for row in told] == ["plain", *HOSTILE]
    kinds = {column.name: column.type for column in PEOPLE.columns}
    assert kinds["share"] is Type.SHARE
    assert said("sqlite3", file, "SELECT typeof(share), typeof(day) FROM people LIMIT 1") == "real|text\n"


@needs("sqlite3")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_sqlites_own_shell_answers_every_view_of_the_exercise(
    audience: str, run: Callable[[str, str], Path]
) -> None:
    file = run(audience, "sqlite")
    assert said("sqlite3", file, "PRAGMA integrity_check; PRAGMA foreign_key_check;") == "ok\n"
    views = said("sqlite3", file, "SELECT name FROM sqlite_master WHERE type = 'view'").split()
    assert len(views) == {"presidency": 5, "delegations": 2, "public": 0}[audience]
    for view in views:
        query = f"SELECT group_concat(name) FROM pragma_table_info('{view}')"  # noqa: S608
        assert said("sqlite3", file, query).endswith("readers,marking,illustrative\n")
        said("sqlite3", file, f"SELECT * FROM {view}")  # noqa: S608
