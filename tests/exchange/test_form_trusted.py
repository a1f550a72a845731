"""Which form it is that came back, and whether it can be trusted: by what it said of itself when it was made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms_made import (
    AT,
    changed,
    faults,
    filled,
    form_for,
    invented,
    place_of,
    read,
    reply_in,
    sent,
    warnings,
    workbook_for,
)
from partnercli.exchange.form.reading import form_in, read_form
from partnercli.exchange.form.workbook import workbook_of

QM = workbook_for("QM")
QS = workbook_for("QS")
ALTAMAR, BELMONTE, CORVO, DRAVINA = (
    place_of(QM, name) for name in ("Altamar", "Belmonte", "Corvo", "Dravina")
)


def test_a_form_is_known_by_its_name_in_a_cell() -> None:
    assert form_in(sent(QM))
    assert not form_in(
        sent(changed(QM, lambda workbook: [workbook.remove(workbook[name]) for name in ("About", "Sent")]))
    )


def sent_cell(data: bytes, address: str, text: str) -> bytes:
    return changed(data, lambda workbook: setattr(workbook["Sent"][address], "value", text))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            changed(QM, lambda workbook: workbook.remove(workbook["Sent"])),
            "the hidden part of the form is gone",
        ),
        (sent_cell(QM, "B1", "partner.form/2"), "a form of another version"),
        (sent_cell(QM, "B2", "2031-01-20-ministers"), "the hidden part of the form was changed"),
        (sent_cell(QM, "E9", "opposition"), "the hidden part of the form was changed"),
        (filled(QM, {"B2": "Norrey (QN)"}), "the form was made for Marland (QM), and this sheet says"),
        (
            filled(QM, {"B3": "Ministers"}),
            "the form was made for the Working Group of 4 March 2031, and this",
        ),
        (filled(QM, {"A6": "Land"}), "the table of partner countries is not there"),
        (
            changed(QM, lambda workbook: workbook.copy_worksheet(workbook["Reply"])),
            "Marland (QM) replies in two sheets: Reply and Reply Copy",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_a_form_that_cannot_be_trusted_gives_no_reply(data: bytes, message: str) -> None:
    found = read(data)
    assert found.replies == ()
    (fault,) = faults(found)
    assert message in fault[1]


def test_a_form_of_a_meeting_or_delegation_that_is_not_on_record_gives_no_reply() -> None:
    without = replace(invented(), meetings={}, delegation_list=None)
    found = read_form(sent(QM), without)
    assert [fault[1] for fault in faults(found)] == [
        f'the form is for a meeting that is not on record: "{AT}"',
        'the form is for a delegation that is not on record: "Marland (QM)"',
    ]


def test_a_line_above_that_is_gone_is_named_and_the_reply_is_read() -> None:
    found = read(filled(QM, {"A2": None, "B2": None, "A3": None, "B3": None}))
    assert [one[1] for one in warnings(found)] == [
        'the line "Delegation" of the form is gone; its hidden part says it too',
        'the line "Meeting" of the form is gone; its hidden part says it too',
    ]
    assert reply_in(found).delegation == "QM"


def test_together_gives_a_reply_for_each_sheet_in_which_anything_was_changed() -> None:
    data = workbook_for("QM", "QN", "QS", together=True)
    assert read(data).replies == ()
    data = filled(data, {f"B{CORVO}": "Opposition"}, "QM")
    data = filled(data, {f"B{ALTAMAR}": "Support"}, "QS")
    found = read(data)
    assert faults(found) == []
    assert [(reply.delegation, reply.place, reply.together) for reply in found.replies] == [
        ("QM", "QM", True),
        ("QS", "QS", True),
    ]


def test_a_sheet_of_together_that_names_no_delegation_of_the_form_is_refused() -> None:
    data = filled(workbook_for("QM", "QN", together=True), {"B2": "Sardis (QS)"}, "QM")
    assert [(one[0], one[1]) for one in faults(read(data))] == [
        ("QM!B2", "it cannot be told whose sheet this is")
    ]


def test_an_illustrative_form_says_so_of_its_reply() -> None:
    assert reply_in(read(workbook_of(form_for("QS", illustrative=True)))).illustrative
    assert not reply_in(read(QS)).illustrative
