"""Forms and tables that LibreOffice filled in, and nobody here: what comes in is what was meant."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from html import escape
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from eu_letters import SIGNS, SPACES, alphabets, decomposed
from office import Locked, Place, converted, filled, pictures, seen
from partnercli.records.position import Position
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree
from read_back import laid_out, needs

pytestmark = [pytest.mark.tools, needs("soffice")]

Process = Callable[..., Any]

AT = "2031-03-04-working-group"
SHEET = "Reply"
STANCES = {
    "Support": "support",
    "Can accept": "can-accept",
    "Reservation": "reservation",
    "Opposition": "opposition",
}
SUBJECTS = {
    "Altamar": "altamar",
    "Belmonte": "belmonte",
    "Corvo": "corvo",
    "Dravina": "dravina",
    "Esker": "esker",
    "Ínsula d'Ocre": "insula-d-ocre",
    "Northern Shore as a region": "northern-shore",
    "Inner Plain as a region": "inner-plain",
    "Far Isles as a region": "far-isles",
}
"""What a row of the form is called, and its id."""
LIKE_FORMULAS = ("=1+1", '=HYPERLINK("a";"b")', "+5 years", "-3", "@all", "=cmd|'/c calc'!A1")
LIKE_NUMBERS = ("007", "12", "1,5", "1.50", "2021-05-25", "1/2", "TRUE", "1e5", "50 %", "€ 10")


def texts() -> Iterator[str]:
    """What is typed: all letters and signs, lines, accents apart, what looks like something else, a long text."""
    lines = alphabets()
    for first in range(0, len(lines), 5):
        yield "\n".join(lines[first : first + 5])
        yield decomposed("\n".join(lines[first : first + 5]))
    yield f"{SIGNS} {SPACES}"
    yield from LIKE_FORMULAS
    yield from LIKE_NUMBERS
    yield "Zażółć gęślą jaźń. " * 105 + "12345"


ALL = list(texts())
HALF = len(SUBJECTS) * 2
"""So many texts have room in one form: conditions and comments."""


def page(*rows: tuple[str, ...]) -> str:
    """Rows as a table of a page, to be saved for Word."""
    cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        '<html><head><meta charset="utf-8"></head><body><p>Reply of Sardis</p>'
        f'<table border="1">{cells}</table></body></html>'
    )


def sheet(*rows: tuple[str, ...]) -> str:
    """Rows as LibreOffice keeps a sheet, with every cell a text."""
    lines = ""
    for row in rows:
        cells = (f"<text:p>{escape(cell, quote=False)}</text:p>" for cell in row)
        typed = "".join(
            f'<table:table-cell office:value-type="string">{cell}</table:table-cell>' for cell in cells
        )
        lines += f"<table:table-row>{typed}</table:table-row>"
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ODF)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
        f'<table:table table:name="Reply">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    )


ODF = ("office", "table", "text")
TABLES = {"html": page, "fods": sheet}
"""How a table of a delegation's own is written, by the ending of its file."""


def form_of(process: Process, at: Path, code: str) -> bytes:
    done = process("form", code, at=at)
    assert done.returncode == 0, done.stderr.decode()
    return Path(at / done.stdout.decode().strip()).read_bytes()


def rows_of(form: bytes) -> dict[str, int]:
    """The rows of the form by what stands in their first cell, without the sign of a footnote."""
    sheet = load_workbook(io.BytesIO(form))[SHEET]
    return {
        str(row[0].value).rstrip("*"): row[0].row for row in sheet.iter_rows() if row[0].value is not None
    }


def imported(process: Process, at: Path, name: str, data: bytes, *words: str) -> str:
    """What the command prints, which must end well."""
    (at / name).write_bytes(data)
    done = process("import", name, *words, at=at)
    said = str((done.stdout + done.stderr).decode())
    assert done.returncode == 0, said
    return said


def recorded(at: Path, code: str) -> Position:
    exercise = load(WorkingTree(at), Scope.of_meeting(AT)).exercise
    return exercise.positions[AT][code.lower()]


def test_the_texts_are_of_every_kind_and_the_longest_has_2000_characters() -> None:
    assert max(map(len, ALL)) == 2000
    assert len(ALL) <= 2 * HALF
    assert {"ŀ", "ẞ", "ĳ", "Ω", "Щ", "„", "\u00a0", "\u0301", "\n"} <= set("".join(ALL))


def test_the_letters_are_those_of_each_official_language_and_of_catalan() -> None:
    # Regulation No 1 of 1958, article 1
    languages = "bg ca cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
    assert " ".join(line.partition(":")[0] for line in alphabets()) == languages


@pytest.mark.parametrize("some", [ALL[:HALF], ALL[HALF:]], ids=["letters", "numbers"])
def test_what_is_typed_into_a_form_is_recorded_as_it_was_meant(
    some: list[str], process: Process, fictional: Path
) -> None:
    form = form_of(process, fictional, "QS")
    rows, typed, meant = rows_of(form), dict[Place, str](), dict[str, tuple[str, str | None, str | None]]()
    left = iter(some)
    for (label, subject), stance in zip(SUBJECTS.items(), cycle(STANCES), strict=False):
        words = [next(left, None), next(left, None)]
        for column, text in zip("BDE", (stance, *words), strict=True):
            if text is not None:
                typed[SHEET, f"{column}{rows[label]}"] = text
        meant[subject] = (STANCES[stance], words[0], words[1])
    question = rows["Do delegations agree to the way forward set out above?"]
    typed[SHEET, f"B{question}"] = "Agree with comments"
    typed[SHEET, f"E{question}"] = some[0]
    imported(process, fictional, "qs.xlsx", filled(form, typed), "--yes")
    position = recorded(fictional, "QS")
    found = {
        one.country or one.region: (str(one.stance), one.conditions, one.note)
        for one in position.preferences or ()
    }
    assert found == meant
    (answer,) = position.answers
    assert (answer.question, answer.reply, answer.comment) == ("way-forward", "agree-with-comments", some[0])


def test_what_stood_in_the_form_is_changed_and_taken_out_and_the_rest_stays(
    process: Process, fictional: Path
) -> None:
    form = form_of(process, fictional, "QM")
    before = {one.country: one for one in recorded(fictional, "QM").preferences or ()}
    rows = rows_of(form)
    typed = {
        (SHEET, f"C{rows['Altamar']}"): "Low",
        (SHEET, f"D{rows['Altamar']}"): "",
        (SHEET, f"B{rows['Corvo']}"): "",
        (SHEET, f"A{rows['timelines']}"): "Legal pathways",
    }
    imported(process, fictional, "qm.xlsx", filled(form, typed), "--yes")
    position = recorded(fictional, "QM")
    after = {one.country: one for one in position.preferences or ()}
    assert after == {
        "altamar": before["altamar"].model_copy(update={"priority": "low", "conditions": None}),
        "belmonte": before["belmonte"],
    }
    assert position.calls == ("legal-pathways",)


@needs("pdftoppm", "pdftotext")
def test_a_form_is_printed_with_its_mark_on_each_page_and_its_table_across_the_page(
    process: Process, fictional: Path, tmp_path: Path
) -> None:
    about, *pages = pictures(form_of(process, fictional, "QM"), tmp_path)
    for page in pages:
        width, height = (int.from_bytes(page.read_bytes()[at : at + 4]) for at in (16, 20))
        assert width > height
    printed = laid_out(tmp_path / "printed.pdf")
    assert len(printed) == len([about, *pages]) > 1
    assert all("LIMITE" in page for page in printed)


def test_positions_and_replies_have_lists_that_refuse_other_words_and_all_else_is_locked(
    process: Process, fictional: Path
) -> None:
    form = form_of(process, fictional, "QS")
    rows = rows_of(form)
    altamar, question = rows["Altamar"], rows["Do delegations agree to the way forward set out above?"]
    places = {
        name: (SHEET, f"{column}{row}")
        for name, column, row in (
            ("name", "A", altamar),
            ("position", "B", altamar),
            ("priority", "C", altamar),
            ("comments", "E", altamar),
            ("reply", "B", question),
            ("due", "C", question),
        )
    }
    lists = [("Lists", f"A{row}") for row in range(1, 5)]
    found = seen(form, [*places.values(), *lists])
    assert {name: (found[place].locked, found[place].choices) for name, place in places.items()} == {
        "name": (True, ""),
        "position": (False, "$Lists.$A$1:$A$4"),
        "priority": (False, "$Lists.$B$1:$B$3"),
        "comments": (False, ""),
        "reply": (False, "$Lists.$C$1:$C$4"),
        "due": (True, ""),
    }
    assert [found[place].text for place in lists] == list(STANCES)
    with pytest.raises(Locked, match=f"{SHEET}!A{altamar}"):
        filled(form, {places["name"]: "Elsewhere"})


def test_a_form_saved_as_ods_and_back_untouched_changes_nothing(process: Process, fictional: Path) -> None:
    form = form_of(process, fictional, "QN")
    before = recorded(fictional, "QN")
    back = converted(converted(form, "xlsx", "ods"), "ods", "xlsx")
    said = imported(process, fictional, "qn.xlsx", back, "--yes")
    assert "1 reply: 0 changes, 0 conflicts, 0 errors" in said
    assert recorded(fictional, "QN") == before


@pytest.mark.parametrize(("source", "target"), [("html", "docx"), ("fods", "xlsx"), ("fods", "csv")])
def test_a_table_of_their_own_is_recorded_by_the_columns_named(
    source: str, target: str, process: Process, fictional: Path
) -> None:
    some, others = (" ".join(alphabets()[half::2]) for half in (0, 1))
    rows = [
        ("Altamar", "support", some),
        ("Belmonte", "reservation", decomposed(some)),
        ("Corvo", "support", others),
        ("Dravina", "reservation", decomposed(others)),
        ("Esker", "opposition", SIGNS),
        ("Ínsula d'Ocre", "opposition", "007"),
    ]
    table = converted(TABLES[source](("Who", "What we think", "Why"), *rows).encode(), source, target)
    columns = ("--delegation", "QS", "--map", "Country=1, Position=2, Comments=3")
    imported(process, fictional, f"reply.{target}", table, *columns, "--yes")
    found = [(one.country, str(one.stance), one.note) for one in recorded(fictional, "QS").preferences or ()]
    assert sorted(found) == sorted((SUBJECTS[name], stance, note) for name, stance, note in rows)
