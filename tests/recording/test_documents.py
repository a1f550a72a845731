"""Numbers and later forms of documents, as pure changes of what their files say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from partnercli.recording.documents import (
    Form,
    later_form,
    later_revision,
    next_form,
    numbered,
    recited,
    unnumbered,
)
from partnercli.records.document import Document
from partnercli.records.document_number import DocumentNumber

PLAIN: dict[str, Any] = {
    "kind": "note",
    "number": "10001/31",
    "date": "2031-03-10",
    "subject_codes": ["SHORE 12"],
    "from": "Presidency",
    "to": "Delegations",
    "previous_documents": ["9040/31"],
    "subject": "Partnerships of the Northern Shore",
    "partners": ["altamar"],
    "release": {"by": "Group", "on": "2031-03-12"},
    "sources": [{"title": "As read"}],
}


def document(number: str) -> Document:
    """A document with this number, given with its later forms as printed."""
    read = DocumentNumber.read(number)
    forms = {str(form): getattr(read, form) for form in Form if getattr(read, form)}
    return Document.model_validate({**PLAIN, "number": str(read.form(0, 0, 0)), **forms})


def test_without_a_number_stands_the_year_of_the_date_and_nothing_else() -> None:
    assert str(unnumbered("note", date(2021, 6, 30))) == "XXXX/21"
    assert str(unnumbered("note", date(2009, 6, 30))) == "XXXX/09"
    assert str(unnumbered("working-paper", date(2021, 6, 30))) == "WK XXXX/2021 INIT"


def test_a_number_given_follows_in_citations_and_only_where_the_whole_number_stands() -> None:
    old, new = DocumentNumber.read("XXXX/21"), DocumentNumber.read("10217/21")
    texts = ["XXXX/21", "XXXX/21 JAI 5 + ADD 1", "XXXX/2121", "WK/XXXX/21", "8952/21"]
    assert recited(texts, old, new) == ["10217/21", "10217/21 JAI 5 + ADD 1", *texts[2:]]
    plain = {
        **PLAIN,
        "number": "XXXX/21",
        "sources": [{"title": "a", "reference": "XXXX/21"}, {"title": "b"}],
    }
    assert numbered(plain, old, new) == {
        **PLAIN,
        "number": "10217/21",
        "sources": [{"title": "a", "reference": "10217/21"}, {"title": "b"}],
    }


@pytest.mark.parametrize(
    ("there", "of", "form", "next_one"),
    [
        (["10001/31"], "10001/31", Form.REVISION, "10001/1/31 REV 1"),
        (["10001/31", "10001/31 REV 4"], "10001/31 REV 4", Form.REVISION, "10001/5/31 REV 5"),
        (["10001/31"], "10001/31", Form.ADDENDUM, "10001/31 ADD 1"),
        (["10001/31", "10001/31 ADD 2"], "10001/31", Form.ADDENDUM, "10001/31 ADD 3"),
        (["10001/31", "10001/31 ADD 2"], "10001/31", Form.CORRIGENDUM, "10001/31 COR 1"),
        (["10001/31", "10001/31 ADD 2"], "10001/31 ADD 2", Form.CORRIGENDUM, "10001/31 ADD 2 COR 1"),
        (
            ["10001/31", "10001/31 ADD 2", "10001/31 REV 1", "10002/31 ADD 7"],
            "10001/31 REV 1",
            Form.ADDENDUM,
            "10001/1/31 REV 1 ADD 1",
        ),
    ],
)
def test_later_forms_are_counted_on(there: list[str], of: str, form: Form, next_one: str) -> None:
    assert str(next_form([document(one) for one in there], document(of), form)) == next_one


def test_a_version_is_superseded_by_a_later_revision_and_by_nothing_else() -> None:
    first, second = document("10001/31"), document("10001/31 REV 1")
    others = [document("10001/31 ADD 3"), document("10002/31 REV 5")]
    assert later_revision([first, *others], first) is None
    assert later_revision([first, second, *others], first) == second
    assert later_revision([first, second, *others], second) is None


def test_a_revision_keeps_all_but_date_source_and_release() -> None:
    new = later_form(PLAIN, DocumentNumber.read("10001/31 REV 2"), date(2032, 1, 5))
    assert {key for key in PLAIN if new.get(key) != PLAIN[key]} == {"date", "release", "sources"}
    assert (new["revision"], new["date"], "release" in new) == (2, "2032-01-05", False)
    assert new["sources"] == [{"title": PLAIN["subject"], "reference": "10001/2/31 REV 2"}]
    assert Document.model_validate(new).full_number == DocumentNumber.read("10001/2/31 REV 2")
