"""What a model refuses is said in an officer's words, at its place, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.findings import Finding
from partnercli.records.kinds import Kind
from partnercli.repository.kinds import model_of
from partnercli.repository.model_errors import findings_of
from partnercli.repository.walk import REFUSED, read_yaml

COUNTRY = "name: Corvo\nregion: inner-plain\nsources: [{title: Gazetteer}]\n"
POSITION = "delegation: QM\nmeeting: m\nbasis: written\nsources: [{title: Notes}]\n"
CONFIG = """\
format: 1
title: T
presidency: QP
priority: {at_least: 0.5, of: all, within: region}
phrases: [{count: 1, phrase: one}]
"""
DELEGATIONS = """\
delegations: [{code: QM, name: Marland, accession: 2001-01-01, population: {%s: %s}}]
sources: [{title: Gazetteer}]
"""
NOTE = """\
kind: note
number: %s
date: 2031-03-10
from: Presidency
to: Delegations
subject: S
sources: [{title: S}]
"""


def findings(kind: Kind, value: Any) -> list[Finding]:
    model = model_of(kind)
    with pytest.raises(ValidationError) as refused:
        model.model_validate(value)
    return list(findings_of(refused.value, model, value, "x.yaml"))


def read(text: str) -> Any:
    walked = read_yaml(text.encode(), "x.yaml")
    assert walked.findings == []
    return walked.value


@pytest.mark.parametrize(
    ("kind", "text", "code", "path", "message", "hint"),
    [
        (
            Kind.COUNTRY,
            COUNTRY + "regoin: x",
            "PC110",
            ("regoin",),
            'unknown field "regoin"',
            "did you mean region?",
        ),
        (
            Kind.COUNTRY,
            "name: Corvo\nregion: x\nsources: [{title: x, zzz: x}]",
            "PC110",
            ("sources", 0, "zzz"),
            'unknown field "zzz"',
            "the fields here are: title, reference, note, date, url",
        ),
        (
            Kind.OUTLINE,
            "country: x\nstatus: draft\nsteps: [{id: x, instrument: y, action: z, timeline: {form: 2031}}]",
            "PC110",
            ("steps", 0, "timeline", "form"),
            'unknown field "form"',
            "did you mean from?",
        ),
        (
            Kind.COUNTRY,
            "region: x\nsources: [{title: x}]",
            "PC111",
            (),
            '"name" is missing',
            "add name: its short name, as the Council wrote it at first; later names are in `names`",
        ),
        (
            Kind.COUNTRY,
            "name: Corvo\nregion: x\nsources: [{reference: x}]",
            "PC111",
            ("sources", 0),
            '"title" is missing',
            "add title: what it is called",
        ),
        (
            Kind.COUNTRY,
            COUNTRY + "note: 12",
            "PC112",
            ("note",),
            "text belongs here, not a number",
            'put it in quotes: "12"',
        ),
        (
            Kind.COUNTRY,
            COUNTRY + "note: TRUE",
            "PC112",
            ("note",),
            "text belongs here, not a true/false value",
            'put it in quotes: "true"',
        ),
        (
            Kind.COUNTRY,
            COUNTRY + "aliases: Raven",
            "PC112",
            ("aliases",),
            "a list belongs here, not text",
            "write [Raven]",
        ),
        (
            Kind.COUNTRY,
            COUNTRY + "aliases: {a: b}",
            "PC112",
            ("aliases",),
            "a list belongs here, not a group of fields",
            "begin each entry with a hyphen",
        ),
        (
            Kind.COUNTRY,
            COUNTRY + "cooperation: [grant]",
            "PC112",
            ("cooperation", 0),
            "a group of fields belongs here, not text",
            "",
        ),
        (Kind.COUNTRY, "- x", "PC112", (), "a group of fields belongs here, not a list", ""),
        (
            Kind.POSITION,
            POSITION + "illustrative: yes",
            "PC112",
            ("illustrative",),
            "true or false belongs here, not text",
            "write true or false, without quotes",
        ),
        (
            Kind.POSITION,
            POSITION + "preferences: [{country: x, rank: 1.5}]",
            "PC112",
            ("preferences", 0, "rank"),
            "a whole number belongs here, not a number",
            "",
        ),
        (
            Kind.POSITION,
            POSITION + "preferences: [{country: x, rank: '1'}]",
            "PC112",
            ("preferences", 0, "rank"),
            "a whole number belongs here, not text",
            "write it in digits alone, without quotes, spaces or leading zeros",
        ),
        (
            Kind.POSITION,
            POSITION + "preferences: [{country: x, stance: suport}]",
            "PC113",
            ("preferences", 0, "stance"),
            '"suport" is none of: support, can-accept, reservation, opposition',
            "did you mean support?",
        ),
        (
            Kind.POSITION,
            POSITION + "preferences: [{note: x}]",
            "PC113",
            ("preferences", 0),
            "a preference names either a country or a region",
            "give one of the two",
        ),
        (
            Kind.POSITION,
            POSITION + "confirmed: 4 May 2031",
            "PC113",
            ("confirmed",),
            '"4 May 2031" is not a day',
            "write year-month-day: 2021-05-25",
        ),
        (
            Kind.COUNTRY,
            COUNTRY + 'note: "  "',
            "PC113",
            ("note",),
            "there is no text here",
            "write it, or leave the field out",
        ),
        (
            Kind.COUNTRY,
            COUNTRY + "iso2: xc",
            "PC113",
            ("iso2",),
            '"xc" is not a code of two capital letters',
            "write it as BE or TN",
        ),
        (
            Kind.COUNTRY,
            "name: Corvo\nregion: x\nsources: []",
            "PC113",
            ("sources",),
            "the list must not be empty",
            "add at least one entry",
        ),
        (
            Kind.CONFIG,
            CONFIG.replace("format: 1", "format: 2"),
            "PC113",
            ("format",),
            "this repository is of format 2; this program reads up to 1",
            "upgrade partner (pip install --upgrade partnercli)",
        ),
        (
            Kind.CONFIG,
            CONFIG.replace("0.5", "1.5"),
            "PC113",
            ("priority", "at_least"),
            '"1.5" is not above 0 and up to 1',
            "write a number above 0 and up to 1 such as 0.5, or a fraction such as 2/3",
        ),
        (
            Kind.CONFIG,
            CONFIG.replace("format: 1", "format: 0"),
            "PC113",
            ("format",),
            '"0" must be at least 1',
            "",
        ),
        (
            Kind.DELEGATIONS,
            DELEGATIONS % ("31", "9"),
            "PC113",
            ("delegations", 0, "population", "31"),
            '"31" is not a year',
            "write the year in four digits: 2021",
        ),
        (
            Kind.DOCUMENT,
            NOTE % "8952",
            "PC113",
            ("number",),
            '"8952" is not a document number',
            "write it as printed: 8952/21, WK 10084/2018, or XXXX/21 until the registry has given one",
        ),
        (
            Kind.DOCUMENT,
            NOTE % "8952/21" + "subject_codes: [Jai 572]",
            "PC113",
            ("subject_codes", 0),
            '"Jai 572" is not a subject code',
            "write it as printed: JAI 572",
        ),
    ],
)
def test_each_fault_says_in_plain_words_what_is_wrong_where_and_what_to_do(
    kind: Kind, text: str, code: str, path: tuple[str | int, ...], message: str, hint: str
) -> None:
    [finding] = findings(kind, read(text))
    assert (finding.code, finding.path, finding.message, finding.file) == (code, path, message, "x.yaml")
    assert finding.hint == hint or (not hint and finding.hint)


@pytest.mark.parametrize(
    ("kind", "text", "at_key"),
    [
        (Kind.COUNTRY, COUNTRY + "regoin: x", True),
        (Kind.DELEGATIONS, DELEGATIONS % ("31", "9"), True),
        (Kind.DELEGATIONS, DELEGATIONS % ("2031", "x"), False),
        (Kind.COUNTRY, COUNTRY + "note: 12", False),
    ],
)
def test_a_fault_of_the_key_points_at_the_key(kind: Kind, text: str, at_key: bool) -> None:
    assert [finding.at_key for finding in findings(kind, read(text))] == [at_key]


def test_a_value_refused_before_is_not_reported_again() -> None:
    value = read(COUNTRY) | {"note": REFUSED, "aliases": [REFUSED, 12]}
    assert [finding.path for finding in findings(Kind.COUNTRY, value)] == [("aliases", 1)]


def test_a_list_whose_every_entry_is_wrong_is_not_called_empty_as_well() -> None:
    value = read(COUNTRY) | {"sources": [{"title": 1}, {"title": 2}]}
    assert [finding.path for finding in findings(Kind.COUNTRY, value)] == [
        ("sources", 0, "title"),
        ("sources", 1, "title"),
    ]


def test_every_fault_of_a_record_is_reported() -> None:
    found = findings(Kind.COUNTRY, {"nmae": "Corvo", "region": 3, "iso2": "x", "roles": "origin"})
    assert sorted(finding.code for finding in found) == ["PC110", "PC111", "PC111", "PC112", "PC112", "PC113"]


def test_two_missing_keys_at_one_place_are_two_faults() -> None:
    first, second = findings(Kind.COUNTRY, {"region": "x"})
    assert first.path == second.path == ()
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize("long", [lambda: "x" * 5000, lambda: "two\nlines " * 50])
def test_a_message_never_repeats_a_long_value_whole(long: Callable[[], str]) -> None:
    value = read(COUNTRY) | {"iso2": long(), "aliases": long(), "roles": [long()]}
    for finding in findings(Kind.COUNTRY, value):
        assert len(finding.message) < 160
        assert len(finding.hint) < 160
        assert "\n" not in finding.message + finding.hint


REGIONS = """\
regions: [{id: far-isles, name: Far Isles}]
sources:
  - {title: Gazetteer}
  - {id: inner-plain, name: Inner Plain}
"""


def test_an_entry_below_the_last_list_of_a_file_is_said_to_belong_to_another_list() -> None:
    found = findings(Kind.REGIONS, read(REGIONS))
    hint = "this is an entry of `regions` that stands among `sources`: move it to the others of its kind"
    assert [(one.code, one.hint) for one in found] == [("PC111", hint), ("PC110", hint), ("PC110", hint)]


def test_an_entry_with_no_field_of_another_list_stays_where_it_is() -> None:
    (missing,) = findings(
        Kind.REGIONS, read(REGIONS.replace("{id: inner-plain, name: Inner Plain}", "{note: Read}"))
    )
    assert missing.hint == "add title: what it is called"
