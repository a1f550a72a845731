"""The form as a workbook: locked but for the answers, to be read by anyone, and with nothing of who made it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from forms_made import form_for, invented, place_of, workbook_for
from partnercli.exchange.form.workbook import workbook_of
from partnercli.exchange.texts import LONGEST_TEXT
from partnercli.records.meeting import Question
from partnercli.records.slug import LONGEST as LONGEST_THEME


@pytest.fixture(scope="module")
def workbook() -> Any:
    return load_workbook(io.BytesIO(workbook_for("QM")))


@pytest.fixture(scope="module")
def reply(workbook: Any) -> Any:
    return workbook["Reply"]


def about(data: bytes) -> str:
    sheet = load_workbook(io.BytesIO(data))["About"]
    return "\n".join(f"{row[0].value}: {row[1].value}" for row in sheet.iter_rows(max_col=2))


def row(sheet: Any, number: int) -> tuple[str | None, ...]:
    return tuple(cell.value for cell in sheet[number])


def test_the_sheets_are_about_reply_and_two_that_are_hidden(workbook: Any) -> None:
    states = {sheet.title: sheet.sheet_state for sheet in workbook.worksheets}
    assert states == {"About": "visible", "Reply": "visible", "Lists": "hidden", "Sent": "hidden"}


def test_what_the_delegation_said_stands_beside_each_country(reply: Any) -> None:
    place = place_of(workbook_for("QM"), "Altamar")
    assert row(reply, place) == ("Altamar", "Support", "High", "only with the harbour school", None)
    assert row(reply, place - 1) == ("Northern Shore as a region", None, None, None, None)


def test_only_the_answers_are_unlocked(workbook: Any, reply: Any) -> None:
    unlocked = {cell.coordinate for line in reply.iter_rows() for cell in line if not cell.protection.locked}
    areas = {
        name: area.attr_text.partition("!")[2].replace("$", "") for name, area in reply.defined_names.items()
    }
    named = {cell.coordinate for area in areas.values() for line in reply[area] for cell in line}
    answers = re.findall(r"\d+", areas["Answers"])
    asked = {f"{letter}{place}" for letter in "CD" for place in range(int(answers[0]), int(answers[1]) + 1)}
    assert unlocked == named - asked
    assert set(areas) == {"Positions", "OtherCountries", "AskedFor", "Answers"}
    for sheet in workbook.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    assert workbook.security.lockStructure


def test_columns_and_rows_may_be_made_wider_and_cells_selected(reply: Any) -> None:
    protection = reply.protection
    assert not any((protection.formatColumns, protection.formatRows, protection.selectLockedCells))


def test_there_are_eight_lines_for_other_countries_and_ten_for_new_themes(reply: Any) -> None:
    areas = {
        name: area.attr_text.partition("!")[2].replace("$", "") for name, area in reply.defined_names.items()
    }
    assert len(reply[areas["OtherCountries"]]) == 8
    assert [line[0].value for line in reply[areas["AskedFor"]]] == ["timelines", *[None] * 10]


def test_positions_priorities_and_replies_are_chosen_from_lists(workbook: Any, reply: Any) -> None:
    lists = {
        one.formula1: str(one.sqref) for one in reply.data_validations.dataValidation if one.type == "list"
    }
    assert set(lists) == {"Lists!$A$1:$A$4", "Lists!$B$1:$B$3", "Lists!$C$1:$C$4"}
    words = [[cell.value for cell in column if cell.value] for column in workbook["Lists"].iter_cols()]
    assert words == [
        ["Support", "Can accept", "Reservation", "Opposition"],
        ["High", "Medium", "Low"],
        ["Agree", "Agree with comments", "Scrutiny reservation", "Disagree"],
    ]


def test_every_answer_says_what_belongs_there_and_refuses_the_rest_in_words(reply: Any) -> None:
    rules = reply.data_validations.dataValidation
    covered = {cell for rule in rules for one in rule.sqref.ranges for cell in one.cells}
    unlocked = {
        (cell.row, cell.column) for line in reply.iter_rows() for cell in line if not cell.protection.locked
    }
    assert covered == unlocked
    for rule in rules:
        assert rule.showInputMessage
        assert rule.showErrorMessage
        assert 0 < len(rule.prompt) <= 255
        assert 0 < len(rule.promptTitle) <= 32
        assert 0 < len(rule.error) <= 255
        assert 0 < len(rule.errorTitle) <= 32
        assert rule.type in ("list", "textLength")
    longest = {str(rule.sqref)[0]: rule.formula1 for rule in rules if rule.type == "textLength"}
    assert longest == {"A": str(LONGEST_THEME), "D": str(LONGEST_TEXT), "E": str(LONGEST_TEXT)}


def test_the_sheet_reads_on_paper_and_by_ear(workbook: Any, reply: Any) -> None:
    assert (reply.freeze_panes, reply.print_title_rows) == ("A7", "$1:$4")
    for sheet in (workbook["About"], reply):
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.center.text == "LIMITE"
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].value == "LIMITE"
    assert reply.page_setup.orientation == "landscape"
    assert reply.print_area == f"'Reply'!$A$1:$E${reply.max_row}"
    assert sum(reply.column_dimensions[letter].width for letter in "ABCDE") < 160


def channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[place : place + 2], 16)) for place in (2, 4, 6))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_all_words_stand_out_from_their_ground(workbook: Any) -> None:
    for sheet in (workbook["About"], workbook["Reply"]):
        for line in sheet.iter_rows():
            for cell in (one for one in line if one.value or not one.protection.locked):
                ground = luminance(cell.fill.fgColor.rgb) if cell.fill.fill_type else 1.0
                light, dark = sorted((ground, luminance(cell.font.color.rgb)), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_about_says_all_that_a_delegation_needs() -> None:
    form = form_for("QM", reply_by=date(2031, 3, 20), contact="desk@presidency.example")
    said = about(workbook_of(form))
    for words in (
        "Exercise: Partnerships",
        "Meeting: Working Group of 4 March 2031",
        "Delegation: Marland (QM)",
        "Reply by: 20 March 2031",
        "Contact: desk@presidency.example",
        "Marking: LIMITE. It may be forwarded within your country's administration",
        "Silence is not consent",
        "Who reads it: The Presidency. It may send all delegations a compilation",
        "Comments beside a country or region stay with the Presidency.",
        "as .xlsx",
        "Form: partner.form/1",
    ):
        assert words in said
    for word in ("Support", "Can accept", "Reservation", "Opposition", "An empty cell"):
        assert f"\n{word}: " in said
    assert "not counted as support" in said


def test_a_name_with_a_footnote_has_a_star_and_about_has_the_footnote(reply: Any) -> None:
    assert "Esker*" in [cell.value for cell in reply["A"]]
    assert "Esker*: This name is without prejudice to the views of the Isles." in about(workbook_for("QM"))


def test_a_form_without_day_and_contact_says_so() -> None:
    said = about(workbook_for("QM"))
    assert "Reply by: no date set" in said
    assert "Contact: the Presidency" in said


def test_only_a_form_that_shows_something_says_what_stands_there() -> None:
    assert "What stands there" in about(workbook_for("QM"))
    assert "What stands there" not in about(workbook_for("QM", blank=True))


def test_a_question_under_silence_procedure_says_what_silence_means() -> None:
    form = form_for("QS")
    silent = Question(id="list", text="Is the list agreed?", due=date(2031, 4, 20), mode="silence")
    (sheet,) = form.sheets
    asked = (sheet.questions[0]._replace(question=silent), *sheet.questions)
    data = workbook_of(form._replace(sheets=(sheet._replace(questions=asked),)))
    lines = load_workbook(io.BytesIO(data))["Reply"]
    assert "at the end of the sheet, each by the day under Due." in about(data)
    first = place_of(data, "Is the list agreed?")
    assert row(lines, first)[2:4] == (
        "20 April 2031",
        "Silence procedure: no objection by 20 April 2031 means accepted.",
    )
    assert row(lines, first + 1)[2:4] == ("20 March 2031", "No agreement is read into silence.")


def test_together_has_a_sheet_for_each_and_the_presidencys_mark_where_it_was_given() -> None:
    form = form_for("QM", "QN", together=True)._replace(marks=("LIMITE", "PRESIDENCY ONLY"))
    data = workbook_of(form)
    workbook: Any = load_workbook(io.BytesIO(data))
    assert workbook.sheetnames == ["About", "QM", "QN", "Lists", "Sent"]
    for name in ("About", "QM", "QN"):
        assert workbook[name]["A1"].value == "LIMITE · PRESIDENCY ONLY"
    assert {sheet.oddHeader.center.text for sheet in workbook} == {"LIMITE · PRESIDENCY ONLY"}
    assert ("marks", "LIMITE", "PRESIDENCY ONLY") in [line[:3] for line in workbook["Sent"].values]
    assert "never send this workbook" in about(data)
    assert "Not shown: What was said in confidence" in about(data)


def test_what_excel_has_no_room_for_is_cut_at_the_edge_of_a_page_and_in_the_height_of_a_row() -> None:
    form = form_for("QM")
    (sheet,) = form.sheets
    shown = {"stance": "support", "priority": None, "conditions": "many words " * 300}
    rows = (sheet.rows[1]._replace(shown=shown),)
    long = form._replace(meeting_called="A & B " * 200, sheets=(sheet._replace(rows=rows),))
    workbook: Any = load_workbook(io.BytesIO(workbook_of(long)))
    for one in workbook:
        for edge in (one.oddHeader, one.oddFooter):
            assert len(str(edge).encode("utf-16-le")) <= 2 * 255
        assert all(line.height is None or line.height <= 409 for line in one.row_dimensions.values())
    assert workbook["Reply"].oddFooter.left.text.startswith("Marland (QM) · A && B A && B")
    assert workbook["Reply"].oddFooter.left.text.endswith("…")


def test_the_single_form_holds_no_word_of_another_delegation() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_for("QS"))) as file:
        whole = b"".join(file.read(name) for name in file.namelist()).decode()
    others = [d.name for code, d in invented().delegations.items() if code != "QS"]
    assert "Sardis" in whole
    assert [name for name in others if name in whole] == []


def test_no_text_is_a_formula_and_no_program_or_person_is_named() -> None:
    form = form_for("QM")
    (sheet,) = form.sheets
    shown = {"stance": "support", "priority": None, "conditions": '=cmd|"/c calc"!A1'}
    data = workbook_of(form._replace(sheets=(sheet._replace(rows=(sheet.rows[1]._replace(shown=shown),)),)))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    assert "cmd|" in "".join(parts.values())
    assert not any("<f>" in part or "<f " in part for part in parts.values())
    assert "openpyxl" not in "".join(parts.values())
    assert "<dc:title>Partnerships: reply of Marland</dc:title>" in parts["docProps/core.xml"]
    assert "<dc:language>en</dc:language>" in parts["docProps/core.xml"]


def test_the_bytes_are_the_same_each_time() -> None:
    assert workbook_of(form_for("QM", "QN", together=True)) == workbook_for("QM", "QN", together=True)
