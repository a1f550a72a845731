from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.base import Unreadable
from partnercli.records.document_number import DocumentNumber
from partnercli.records.slug import is_slug

LATER = st.integers(0, 99)
NUMBERS = st.builds(
    DocumentNumber,
    series=st.sampled_from(["", "WK", "CM", "SN"]),
    number=st.one_of(st.integers(1, 999_999).map(str), st.sampled_from(["XXX", "XXXX", "XXXXX"])),
    year=st.sampled_from(["21", "2021", "31"]),
    revision=LATER,
    addendum=LATER,
    corrigendum=LATER,
)


@given(NUMBERS)
def test_a_number_reads_back_from_its_print(number: DocumentNumber) -> None:
    assert DocumentNumber.read(str(number)) == number


@given(NUMBERS)
def test_every_number_gives_an_id(number: DocumentNumber) -> None:
    assert is_slug(number.slug)


@pytest.mark.parametrize(
    ("written", "lines", "slug", "register"),
    [
        ("8952/21", ("8952/21",), "8952-21", "ST 8952 2021 INIT"),
        ("ST 8952/21", ("8952/21",), "8952-21", "ST 8952 2021 INIT"),
        ("14860/1/18 REV 1", ("14860/1/18", "REV 1"), "14860-18-rev-1", "ST 14860 2018 REV 1"),
        ("14860/1/18", ("14860/1/18", "REV 1"), "14860-18-rev-1", "ST 14860 2018 REV 1"),
        ("14860/18 REV 1", ("14860/1/18", "REV 1"), "14860-18-rev-1", "ST 14860 2018 REV 1"),
        (
            "9459/20 ADD 1 COR 2",
            ("9459/20", "ADD 1", "COR 2"),
            "9459-20-add-1-cor-2",
            "ST 9459 2020 ADD 1 COR 2",
        ),
        ("8/21 REV 1 ADD 2", ("8/1/21", "REV 1", "ADD 2"), "8-21-rev-1-add-2", "ST 8 2021 REV 1 ADD 2"),
        ("WK 10084/2018 REV 1", ("WK 10084/2018 REV 1",), "wk-10084-2018-rev-1", "WK 10084 2018 REV 1"),
        ("WK 10084/2018", ("WK 10084/2018 INIT",), "wk-10084-2018", "WK 10084 2018 INIT"),
        ("WK 10084/2018 INIT", ("WK 10084/2018 INIT",), "wk-10084-2018", "WK 10084 2018 INIT"),
        ("EUCO 22/1/15 REV 1", ("EUCO 22/1/15", "REV 1"), "euco-22-15-rev-1", "EUCO 22 2015 REV 1"),
        ("CM 1967/20", ("CM 1967/20",), "cm-1967-20", "CM 1967 2020 INIT"),
        ("PE-CONS 41/19", ("PE-CONS 41/19",), "pe-cons-41-19", "PE-CONS 41 2019 INIT"),
        ("XXXX/21", ("XXXX/21",), "xxxx-21", "ST XXXX 2021 INIT"),
    ],
)
def test_a_number_is_printed_named_and_registered_each_in_its_way(
    written: str, lines: tuple[str, ...], slug: str, register: str
) -> None:
    number = DocumentNumber.read(written)
    assert (number.lines, number.slug, number.register_name) == (lines, slug, register)


@pytest.mark.parametrize(
    "written",
    [
        "8952",
        "8952-21",
        "08952/21",
        "8952/21 REV",
        "8952/21 rev 1",
        "8952/21 COR 1 ADD 1",
        "８９５２/21",
        "",
        8952,
        None,
    ],
)
def test_what_is_no_number_is_refused_with_the_forms_that_are(written: object) -> None:
    with pytest.raises(Unreadable, match="is not a document number") as refused:
        DocumentNumber.read(written)
    assert "XXXX/21" in refused.value.hint


def test_a_revision_named_twice_must_agree_with_itself() -> None:
    with pytest.raises(Unreadable, match="do not agree") as refused:
        DocumentNumber.read("14860/2/18 REV 1")
    assert refused.value.hint == "write 14860/2/18 REV 2"


def test_a_number_is_given_once_the_registry_has_given_it() -> None:
    assert DocumentNumber.read("8952/21").given
    assert not DocumentNumber.read("XXXX/21").given


@pytest.mark.parametrize(
    ("written", "usual"),
    [("8952/21", True), ("4999/21", False), ("20000/21", False), ("WK 12/2021", True), ("XXXX/21", True)],
)
def test_a_number_of_the_main_series_is_unusual_far_from_all_seen(written: str, usual: bool) -> None:
    assert DocumentNumber.read(written).usual is usual


def test_a_later_form_keeps_the_number() -> None:
    assert str(DocumentNumber.read("8952/21").form(1, 0, 2)) == "8952/1/21 REV 1 COR 2"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10908/15", "10908/15"),
        ("8715/1/16 REV 1 ASILE 11 + ADD 1", "8715/1/16 REV 1"),
        ("ST 9459/20 ADD 1 JAI 5", "9459/20 ADD 1"),
        ("EUCO 17/21", "EUCO 17/21"),
        ("8952/211", None),
        ("14860/1/18 REV 2", None),
        ("COM(2020) 609 final", None),
        ("Comments of a delegation", None),
    ],
)
def test_a_citation_begins_with_a_number_or_is_none(text: str, number: str | None) -> None:
    found = DocumentNumber.cited(text)
    assert (found and str(found)) == number
