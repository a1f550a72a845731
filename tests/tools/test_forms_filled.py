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
from partnercli.repository.load import Scope, load
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
    found = seen(form, places.values())
    assert {name: (found[place].locked, found[place].choices) for name, place in places.items()} == {
        "name": (True, ""),
        "position": (False, "$Lists.$A$1:$A$4"),
        "priority": (False, "$Lists.$B$1:$B$3"),
        "comments": (False, ""),
        "reply": (False, "$Lists.$C$1:$C$4"),
        "due": (True, ""),
    }
    words = seen(form, [("Lists", f"A{row}") for row in range(1, 5)])
    assert [cell.text for cell in words.values()] == list(STANCES)
    with pytest.raises(Locked, match=f"{SHEET}!A{altamar}"):
        filled(form, {places["name"]: "Elsewhere"})


def test_a_form_saved_as_ods_and_back_untouched_changes_nothing(process: Process, fictional: Path) -> None:
    form = form_of(process, fictional, "QN")
    before = recorded(fictional, "QN")
    back = converted(converted(form, "xlsx", "ods"), "ods", "xlsx")
    said = imported(process, fictional, "qn.xlsx", back, "--yes")
    assert "nothing to change: all that was taken is on record" in said
    assert recorded(fictional, "QN") == before


def test_a_table_of_a_word_file_is_recorded_by_the_columns_named(process: Process, fictional: Path) -> None:
    lines = alphabets()
    rows = [
        ("Altamar", "support", lines[0]),
        ("Corvo", "reservation", decomposed(lines[5])),
        ("Esker", "opposition", SIGNS.replace("‑", "-")),  # Word has an element for it, read as a hyphen
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    page = (
        '<html><head><meta charset="utf-8"></head><body><p>Reply of Sardis</p><table border="1">'
        f"<tr><th>Who</th><th>What we think</th><th>Why</th></tr>{cells}</table></body></html>"
    )
    table = converted(page.encode(), "html", "docx")
    columns = ("--delegation", "QS", "--map", "Country=1, Position=2, Comments=3")
    imported(process, fictional, "reply.docx", table, *columns, "--yes")
    found = [(one.country, str(one.stance), one.note) for one in recorded(fictional, "QS").preferences or ()]
    assert sorted(found) == sorted((name.lower(), stance, note) for name, stance, note in rows)
