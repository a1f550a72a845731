from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.document import Document
from partnercli.records.marking import Marking

NOTE = {
    "kind": "note",
    "number": "10001/31",
    "date": "2031-03-10",
    "from": "Presidency",
    "to": "Delegations",
    "subject": "Partnerships",
    "sources": [{"title": "Partnerships"}],
}


def document(**fields: Any) -> Document:
    return Document.model_validate(NOTE | fields)


def refused(**fields: Any) -> list[str | int]:
    with pytest.raises(ValidationError) as caught:
        document(**fields)
    return [error["loc"][0] for error in caught.value.errors()]


def test_sender_addressee_and_subject_are_one_line_or_several() -> None:
    note = document(**{"from": ["Presidency", "with the Secretariat"]})
    assert note.sender == ("Presidency", "with the Secretariat")
    assert (note.addressee, note.subject) == (("Delegations",), ("Partnerships",))


def test_a_missing_marking_means_limite() -> None:
    assert document().marking is Marking.LIMITE


def test_a_later_form_stands_in_fields_of_its_own_and_not_in_the_number() -> None:
    with pytest.raises(ValidationError) as caught:
        document(number="10001/1/31 REV 1")
    cause = caught.value.errors()[0]["ctx"]["error"]
    assert str(cause) == '"10001/1/31 REV 1" holds a later form'
    assert cause.hint == "write number: 10001/31, and revision: 1 on a line of its own"


def test_a_cover_note_has_a_template_of_its_own_unless_it_names_another() -> None:
    assert document().written_with == "note"
    assert document(kind="cover-note").written_with == "cover-note"
    assert document(kind="cover-note", template="letter").written_with == "letter"


def test_partners_are_ids_or_ids_with_a_reason_and_may_be_left_out() -> None:
    partners = document(partners=["altamar", {"country": "corvo", "because": "agreed by Ministers"}]).partners
    assert partners
    assert [(p.country, p.because) for p in partners] == [("altamar", None), ("corvo", "agreed by Ministers")]
    assert document().partners is None


def test_a_full_number_counts_the_later_forms() -> None:
    assert str(document(revision=2, addendum=1).full_number) == "10001/2/31 REV 2 ADD 1"


@pytest.mark.parametrize("code", ["JAI 572", "ASIM", "CSDP/PSDC 37", "CO EUR-PREP 6"])
def test_a_subject_code_is_kept_as_printed(code: str) -> None:
    assert document(subject_codes=[code]).subject_codes == (code,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "notice"),
        ("revision", 0),
        ("subject_codes", ["jai 572"]),
        ("original_languages", ["EN"]),
        ("language", "english"),
        ("annexes", ["map"]),
        ("template", "../note"),
        ("subject", []),
        ("marking", "SECRET UE"),
        ("release", {"by": "the Working Group"}),
    ],
)
def test_every_part_of_a_header_keeps_to_its_form(field: str, value: object) -> None:
    assert refused(**{field: value}) == [field]
