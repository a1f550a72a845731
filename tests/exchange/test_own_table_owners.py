"""Whose words a table and its rows are: as a column says, a line above, the sheet, the file, or who imports it."""

from __future__ import annotations

import pytest

from own_tables import ALL_SIX, EXERCISE, HEAD, errors, only, read, sent, table, told
from partnercli.exchange.own_table import read_mapping, read_table
from partnercli.exchange.subjects import Subjects


@pytest.mark.parametrize(
    ("file", "above"),
    [
        ("Marland.docx", ""),
        ("reply-qm.docx", ""),
        ("QM_reply to 8952.xlsx", ""),
        ("C:\\Desk\\märland.docx", ""),
        ("reply.docx", "Delegation: Marland\n"),
        ("reply.docx", "Member State | Marland\n"),
        ("reply.docx", "QM\n"),
    ],
)
def test_whose_table_it_is_is_told_by_its_file_or_by_a_line_above(file: str, above: str) -> None:
    assert only(read(above + HEAD + "Altamar | support", file=file)).delegation == "QM"


def test_a_sheet_that_is_called_by_a_delegation_is_its_own() -> None:
    grid = table(HEAD + "Altamar | support", name="Marland")
    found = read_table(
        sent(grid, "replies.xlsx"), grid, read_mapping(ALL_SIX, grid), EXERCISE, Subjects(EXERCISE)
    )
    assert only(found).delegation == "QM"


def test_a_name_of_several_words_is_found_within_the_name_of_a_file() -> None:
    assert only(read("Country\nAltamar", file="reply upper_tolland final.docx")).delegation == "QT"


@pytest.mark.parametrize(
    ("file", "above", "message"),
    [
        ("reply.docx", "", "nothing says whose table this is"),
        ("what qm thinks.docx", "", "nothing says whose table this is"),
        ("Norrey.docx", "Delegation: Marland\n", "whose table this is cannot be told: it may be of QM or QN"),
    ],
)
def test_where_that_cannot_be_told_the_rows_are_read_for_faults_and_nobody_said_them(
    file: str, above: str, message: str
) -> None:
    found = read(above + HEAD + "Altamar | support\nCorv | support", file=file)
    assert found.replies == ()
    assert told(found)[0] == ("error", "table 1", message)
    assert len(told(found)) == 2


def test_what_was_said_on_import_goes_before_the_files_name_with_a_word() -> None:
    found = read(HEAD + "Altamar | support", file="Norrey.docx", delegation="QM")
    assert only(found).delegation == "QM"
    assert told(found) == [("warning", "table 1", "its name or the lines above the table say QN, not QM")]


def test_rows_below_a_delegation_that_is_not_known_are_nobodys() -> None:
    text = "Delegation | Country | Position\nQM | Altamar | yes\nNory | Corvo | yes\n| Tarn | yes\nQO | Tarn | no"
    assert errors(text, file="all.docx") == [
        ("row 3, column 1", 'there is no delegation "Nory"'),
        ("row 4, column 2", "whose position this row is cannot be told"),
    ]
    assert [reply.delegation for reply in read(text, file="all.docx").replies] == ["QM", "QO"]


@pytest.mark.parametrize(
    ("file", "first", "lost"),
    [("qm.docx", {"QM": ["tarn"]}, ["row 6"]), ("reply.docx", {}, ["row 2", "row 6"])],
)
def test_an_empty_cell_means_the_delegations_above_else_those_of_the_file_but_never_below_an_unknown_one(
    file: str, first: dict[str, list[str]], lost: list[str]
) -> None:
    rows = " | Tarn | yes\nQN, Ostia | Altamar | yes\n | Corvo | yes\nQX | Belmonte | yes\n | Dravina | yes"
    found = read(f"Delegation | Country | Position\n{rows}", file=file)
    named = {one.delegation: [entry.subject[1] for entry in one.entries] for one in found.replies}
    assert named == {**first, "QN": ["altamar", "corvo"], "QO": ["altamar", "corvo"]}
    unsaid = [at for _, at, message in told(found) if "whose position this row is cannot be told" in message]
    assert [at.partition(",")[0] for at in unsaid] == lost


def test_a_row_of_another_delegation_than_was_said_is_an_error() -> None:
    text = "Delegation | Country | Position\nQN | Altamar | yes"
    assert errors(text, delegation="QM") == [
        ("row 2, column 1", "this row is of QN, and --delegation says QM")
    ]
