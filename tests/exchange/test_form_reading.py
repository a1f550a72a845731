"""What is read out of a form that came back: everything by what stands in its cells."""

from __future__ import annotations

from typing import Any

import pytest

from forms_made import (
    AT,
    changed,
    faults,
    filled,
    form_for,
    place_of,
    read,
    reply_in,
    says,
    warnings,
    workbook_for,
)
from partnercli.exchange.form.workbook import workbook_of
from partnercli.recording.replies import Answered, Entry

QM = workbook_for("QM")
QS = workbook_for("QS")
OTHER_COUNTRY = place_of(QS, "Other partner countries: type the name of each") + 1
THEME = place_of(QM, "Theme") + 1
ASKED = place_of(QM, "Question") + 1
ASKED_QS = place_of(QS, "Question") + 1
ALTAMAR, BELMONTE, CORVO, DRAVINA = (
    place_of(QM, name) for name in ("Altamar", "Belmonte", "Corvo", "Dravina")
)


def test_a_form_left_as_it_was_says_what_it_showed_and_nothing_new() -> None:
    reply = reply_in(read(QM))
    assert (reply.delegation, reply.meeting, reply.form, reply.together) == ("QM", AT, True, False)
    assert not any(entry.touched for entry in reply.entries)
    assert [entry.subject[1] for entry in reply.entries] == ["altamar", "belmonte", "corvo"]
    assert [(call.theme, call.touched) for call in reply.calls] == [("timelines", False)]
    assert [one.answer == one.shown for one in reply.answers] == [True]


def test_a_text_too_long_for_a_cell_is_shown_cut_and_left_as_it_is_on_record() -> None:
    form = form_for("QS")
    (sheet,) = form.sheets
    altamar = sheet.rows[1]._replace(
        shown={"stance": "support", "priority": None, "conditions": "ł" * 40_000}
    )
    data = workbook_of(form._replace(sheets=(sheet._replace(rows=(sheet.rows[0], altamar)),)))
    (entry,) = reply_in(read(data)).entries
    assert not entry.touched


def test_words_count_in_any_case_with_spaces_around_and_as_records_have_them() -> None:
    found = says(
        read(
            filled(
                QS,
                {
                    f"B{ALTAMAR}": "  sUPPORT ",
                    f"B{BELMONTE}": "can-accept",
                    f"B{CORVO}": "CAN ACCEPT",
                    f"B{DRAVINA}": "opposition",
                    f"C{DRAVINA}": " high",
                },
            )
        )
    )
    assert {key: one["stance"] for key, one in found.items()} == {
        "altamar": "support",
        "belmonte": "can-accept",
        "corvo": "can-accept",
        "dravina": "opposition",
    }
    assert found["dravina"]["priority"] == "high"


def test_only_what_was_filled_in_is_said_where_nothing_was_shown() -> None:
    (entry,) = reply_in(read(filled(QS, {f"B{CORVO}": "Support", f"E{CORVO}": "new"}))).entries
    assert entry == Entry(
        ("country", "corvo"),
        {"stance": "support", "note": "new"},
        f"Reply!A{CORVO}",
        {"stance": f"Reply!B{CORVO}", "note": f"Reply!E{CORVO}"},
        None,
    )


def test_what_was_shown_and_emptied_is_nothing_and_empty_comments_say_nothing() -> None:
    found = says(read(filled(QM, {f"C{ALTAMAR}": None, f"D{ALTAMAR}": None})))
    assert found == {"altamar": {"stance": "support", "priority": None, "conditions": None}}


@pytest.mark.parametrize("also", [{}, {f"C{ALTAMAR}": None, f"D{ALTAMAR}": None}])
def test_a_position_taken_out_means_no_longer_named_whether_or_not_the_rest_is_emptied(
    also: dict[str, None],
) -> None:
    assert says(read(filled(QM, {f"B{ALTAMAR}": None, **also}))) == {"altamar": {"stance": None}}


def test_a_region_is_named_as_such() -> None:
    row = place_of(QS, "Inner Plain as a region")
    (entry,) = reply_in(read(filled(QS, {f"B{row}": "Reservation"}))).entries
    assert entry.subject == ("region", "inner-plain")


def test_another_country_is_found_by_any_of_its_names() -> None:
    found = says(read(filled(QS, {f"A{OTHER_COUNTRY}": "Raven land", f"B{OTHER_COUNTRY}": "Support"})))
    assert found == {"corvo": {"stance": "support"}}


def test_a_name_with_a_star_is_the_country() -> None:
    row = place_of(QS, "Esker*")
    assert says(read(filled(QS, {f"B{row}": "Support"}))) == {"esker": {"stance": "support"}}


def test_rows_may_be_sorted_added_and_taken_out_and_the_sheet_renamed() -> None:
    def rearranged(workbook: Any) -> None:
        sheet = workbook["Reply"]
        rows = [[cell.value for cell in sheet[row]] for row in range(ALTAMAR - 1, ALTAMAR + 7)]
        for place, values in enumerate(reversed(rows), start=ALTAMAR - 1):
            for column, value in enumerate(values, start=1):
                sheet.cell(place, column).value = value
        sheet.insert_rows(ALTAMAR, 2)
        sheet.delete_rows(ALTAMAR)
        sheet.title = "Antwort"

    before, after = reply_in(read(QM)), reply_in(read(changed(QM, rearranged)))
    assert {(one.subject, tuple(one.says.items())) for one in after.entries} == {
        (one.subject, tuple(one.says.items())) for one in before.entries
    }
    assert after.place == "Antwort"


def test_a_row_that_was_shown_and_is_gone_takes_nothing_back_and_is_named() -> None:
    found = read(changed(QM, lambda workbook: workbook["Reply"].delete_rows(BELMONTE)))
    assert says(found) == {}
    (warning,) = warnings(found)
    assert warning[0] == "Reply"
    assert '"Belmonte" is not there any more: what is on record stays' in warning[1]


def test_calls_are_added_and_taken_out() -> None:
    found = reply_in(read(filled(QM, {f"A{THEME}": None, f"A{THEME + 3}": " Legal pathways "})))
    assert [(call.theme, call.touched, call.no_longer) for call in found.calls] == [
        ("legal-pathways", True, False),
        ("timelines", True, True),
    ]


def test_an_answer_is_changed_or_taken_out() -> None:
    shown = reply_in(read(QM)).answers[0].shown
    changed_to = {"question": "way-forward", "reply": "disagree"}
    found = reply_in(read(filled(QM, {f"B{ASKED}": "DISAGREE", f"E{ASKED}": None}))).answers
    assert found == (Answered("way-forward", changed_to, f"Reply!B{ASKED}", shown),)
    found = reply_in(read(filled(QM, {f"B{ASKED}": None, f"E{ASKED}": None}))).answers
    assert found == (Answered("way-forward", None, f"Reply!B{ASKED}", shown),)


def test_a_position_that_cannot_be_read_takes_none_back() -> None:
    found = read(filled(QM, {f"B{ALTAMAR}": "Suport"}))
    assert ([fault[0] for fault in faults(found)], warnings(found)) == ([f"Reply!B{ALTAMAR}"], [])
    assert [entry.subject[1] for entry in found.replies[0].entries] == ["belmonte", "corvo"]


@pytest.mark.parametrize("cells", [{f"B{ASKED}": "Perhaps"}, {f"A{ASKED}": "Something else?"}])
def test_a_reply_that_cannot_be_read_takes_none_back(cells: dict[str, str | None]) -> None:
    found = read(filled(QM, cells))
    assert len(faults(found)) == 1
    assert found.replies[0].answers == ()


def test_a_question_answered_in_two_ways_is_named_and_none_of_them_counts() -> None:
    again = {f"A{ASKED + 1}": "Do delegations agree to the way forward set out above?"}
    found = read(filled(QM, {**again, f"B{ASKED + 1}": "Disagree"}))
    message = f"this question is answered otherwise at Reply!B{ASKED}"
    assert [fault[:2] for fault in faults(found)] == [(f"Reply!B{ASKED + 1}", message)]
    assert found.replies[0].answers == ()


def test_questions_and_themes_that_are_gone_take_nothing_back_and_are_named() -> None:
    rows = {f"A{THEME - 1}": None, f"A{THEME}": None, **{f"{column}{ASKED}": None for column in "ABCDE"}}
    found = read(filled(QM, rows))
    assert (reply_in(found).answers, reply_in(found).calls) == ((), ())
    named = ("Theme", "Do delegations agree to the way forward set out above?")
    assert [message for _, message in warnings(found)] == [
        f'what the form showed of "{one}" is not there any more: what is on record stays' for one in named
    ]


@pytest.mark.parametrize(
    ("cells", "address", "message", "hint"),
    [
        ({f"B{CORVO}": "Suport"}, f"Reply!B{CORVO}", '"Suport" is no position', "did you mean Support?"),
        (
            {f"B{CORVO}": "Ja"},
            f"Reply!B{CORVO}",
            '"Ja" is no position',
            "write one of: Support, Can accept, Reservation, Opposition",
        ),
        (
            {f"B{CORVO}": "Support", f"C{CORVO}": "Highest"},
            f"Reply!C{CORVO}",
            '"Highest" is no priority',
            "did you mean High?",
        ),
        (
            {f"A{OTHER_COUNTRY}": "Altamr", f"B{OTHER_COUNTRY}": "Support"},
            f"Reply!A{OTHER_COUNTRY}",
            'there is no country or region "Altamr"',
            "did you mean Altamar?",
        ),
        (
            {f"A{OTHER_COUNTRY}": "Corvo", f"B{OTHER_COUNTRY}": "Support", f"B{CORVO}": "Opposition"},
            f"Reply!A{OTHER_COUNTRY}",
            f"something else is said of this at Reply!A{CORVO}",
            "keep the row that is meant, and clear the other",
        ),
        (
            {f"D{CORVO}": "if they sign"},
            f"Reply!B{CORVO}",
            "there is something under Conditions and no position",
            "choose one of: Support, Can accept, Reservation, Opposition",
        ),
        (
            {f"B{OTHER_COUNTRY}": "Support"},
            f"Reply!B{OTHER_COUNTRY}",
            "no partner country stands in this row",
            "name it in the first column",
        ),
        (
            {f"A{OTHER_COUNTRY}": "Raven Land"},
            f"Reply!A{OTHER_COUNTRY}",
            '"Raven Land" is named without a position',
            "choose a position, or clear the name",
        ),
        (
            {f"B{CORVO}": "Support", f"D{CORVO}": "a\u202eb"},
            f"Reply!D{CORVO}",
            "the text holds U+202E",
            "leave",
        ),
        (
            {f"B{CORVO}": "Support", f"E{CORVO}": "x" * 2001},
            f"Reply!E{CORVO}",
            "the text has 2,001 characters",
            "shorten it",
        ),
        (
            {f"A{THEME + 1}": "Πολιτική"},
            f"Reply!A{THEME + 1}",
            '"Πολιτική" cannot be kept as a theme',
            "write a few words in Latin letters",
        ),
        (
            {f"A{THEME + 1}": "Legal пътища"},
            f"Reply!A{THEME + 1}",
            '"Legal пътища" cannot be kept as a theme',
            "write a few words in Latin letters",
        ),
        (
            {f"A{THEME + 1}": "many words " * 9},
            f"Reply!A{THEME + 1}",
            "cannot be kept as a theme",
            "64 characters at most",
        ),
    ],
)
def test_what_cannot_be_read_is_named_at_its_cell_with_the_nearest(
    cells: dict[str, str], address: str, message: str, hint: str
) -> None:
    (fault,) = faults(read(filled(QS, cells)))
    assert fault[0] == address
    assert message in fault[1]
    assert hint in fault[2]


@pytest.mark.parametrize(
    ("cells", "address", "message"),
    [
        (
            {f"B{ASKED}": "Agree with comments", f"E{ASKED}": None},
            f"B{ASKED}",
            "it agrees with comments, and there are none",
        ),
        ({f"B{ASKED}": None, f"E{ASKED}": "something new"}, f"B{ASKED}", "there is a comment and no reply"),
        ({f"B{ASKED}": "Agreed to"}, f"B{ASKED}", '"Agreed to" is no reply'),
        ({f"A{ASKED}": "Do you like it?"}, f"A{ASKED}", '"Do you like it?" is no question of this form'),
        (
            {f"D{BELMONTE}": "if", f"B{BELMONTE}": None},
            f"B{BELMONTE}",
            "something under Conditions and no position",
        ),
    ],
)
def test_faults_where_something_was_shown(cells: dict[str, str | None], address: str, message: str) -> None:
    found = faults(read(filled(QM, cells)))
    assert [(one[0], message in one[1]) for one in found] == [(f"Reply!{address}", True)]


def test_comments_that_are_missing_are_asked_for_in_their_own_cell() -> None:
    ((at, _, hint),) = faults(read(filled(QS, {f"B{ASKED_QS}": "Agree with comments"})))
    assert (at, hint) == (f"Reply!B{ASKED_QS}", f"say them in Reply!E{ASKED_QS}, or choose Agree")


def test_all_faults_are_said_at_once_and_only_their_rows_are_left_out() -> None:
    found = read(
        filled(QS, {f"B{ALTAMAR}": "x", f"C{ALTAMAR}": "y", f"B{CORVO}": "Support", f"B{DRAVINA}": "z"})
    )
    assert [fault[0] for fault in faults(found)] == [
        f"Reply!B{ALTAMAR}",
        f"Reply!C{ALTAMAR}",
        f"Reply!B{DRAVINA}",
    ]
    (reply,) = found.replies
    assert [entry.subject[1] for entry in reply.entries] == ["corvo"]


def test_a_country_named_twice_with_the_same_words_is_named_once() -> None:
    cells = {f"A{OTHER_COUNTRY}": "Corvo", f"B{OTHER_COUNTRY}": "Support", f"B{CORVO}": "Support"}
    assert list(says(read(filled(QS, cells)))) == ["corvo"]


def test_what_stands_outside_the_table_or_in_another_sheet_is_named() -> None:
    def beside(workbook: Any) -> None:
        workbook["Reply"][f"G{CORVO}"].value = "By the way"
        workbook.create_sheet("More")["A1"].value = "More words"

    assert warnings(read(changed(QS, beside))) == [
        ("More", "this sheet is no part of the form and is not read"),
        (f"Reply!G{CORVO}", "this stands outside the table and is not read"),
    ]


def test_a_label_in_other_words_is_found_or_named() -> None:
    assert says(read(filled(QM, {f"A{CORVO}": "XC"}))) == {}
    found = read(filled(QS, {f"A{CORVO}": "Nowhere"}))
    assert warnings(found)[0] == (
        f"Reply!A{CORVO}",
        'there is no country or region "Nowhere", and nothing is said of it',
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "'quoted", "_x0041_", "007", "1e5", "2021-05-01", "TRUE", "a\n\nb", "<b>&amp;</b>", "{{ 7*7 }}"],
)
def test_texts_that_programs_like_to_read_otherwise_come_back_as_they_were_typed_and_as_they_were_shown(
    text: str,
) -> None:
    assert says(read(filled(QS, {f"B{CORVO}": "Support", f"D{CORVO}": text})))["corvo"]["conditions"] == text
    form = form_for("QS")
    (sheet,) = form.sheets
    shown = {"stance": "support", "priority": None, "conditions": text}
    rows = tuple(row._replace(shown=shown) for row in sheet.rows)
    found = reply_in(read(workbook_of(form._replace(sheets=(sheet._replace(rows=rows),)))))
    assert not any(entry.touched for entry in found.entries)
    assert {entry.says["conditions"] for entry in found.entries} == {text}


def test_a_theme_that_cannot_be_read_takes_no_other_out() -> None:
    (reply,) = read(filled(QM, {f"A{THEME}": "χρόνοι"})).replies
    assert reply.calls == ()
