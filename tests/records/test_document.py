from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.config import Config
from partnercli.records.document import Document, previous_document
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
SETTINGS = {
    "format": 1,
    "title": "Partnerships",
    "presidency": "QP",
    "current_meeting": "2031-03-04-group",
    "priority": {"at_least": "1/2", "of": "all", "within": "region"},
    "phrases": [{"count": 1, "phrase": "one"}],
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


def test_a_document_by_others_reports_no_positions_that_are_here() -> None:
    config = Config.model_validate(SETTINGS)
    assert document().reports(config) == "2031-03-04-group"
    assert document(by_others=True).reports(config) is None
    with pytest.raises(ValidationError, match="a document by others reports no positions"):
        document(by_others=True, meeting="2031-03-04-group")


@pytest.mark.parametrize(
    ("fields", "previous"),
    [
        ({}, None),
        ({"previous_documents": ["9040/31"]}, None),
        ({"previous_documents": ["9040/31", "10000/1/31 REV 1 SHORE 4 + ADD 1"]}, "10000-31-rev-1"),
        ({"previous_documents": ["10000/31, 9040/31"]}, "10000-31"),
        ({"previous_documents": ["see 10000/31"]}, None),
        ({"previous_documents": ["10001/31"]}, None),
        ({"previous_documents": ["XXXX/31"]}, None),
        ({"revision": 1}, "10001-31"),
        ({"revision": 2}, None),
        ({"revision": 1, "addendum": 1}, None),
        ({"revision": 1, "previous_documents": ["10000/31"]}, "10000-31"),
    ],
    ids=str,
)
def test_it_looks_back_to_the_first_document_cited_that_is_here_else_to_its_version_before(
    fields: dict[str, Any], previous: str | None
) -> None:
    here = {key: document() for key in ("10000-31", "10000-31-rev-1", "10001-31", "xxxx-31")}
    assert previous_document(document(**fields), here) == previous
