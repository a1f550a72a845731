"""`partner country set`: one field changes and nothing else, never so that the data breaks, never half a file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Edit = Callable[[str, str, str], None]

CORVO = "data/countries/corvo.yaml"


@pytest.fixture
def corvo(partner: Partner, fictional: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs `partner country set Corvo` in the fictional repository."""
    return lambda *assignments: partner("country", "set", "Corvo", *assignments, at=fictional)


def changed(before: dict[str, tuple[bytes, int]], after: dict[str, tuple[bytes, int]]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.mark.parametrize(
    "name", ["Corvo", "corvo", "XC", "xcc", "raven land", "Corvía", "Republic of Corvía"]
)
def test_a_country_is_named_in_any_of_its_ways(name: str, partner: Partner, fictional: Path) -> None:
    assert partner("country", "set", name, "iso3=XCV", at=fictional) == (0, f"{CORVO}\n", "")
    assert "\niso3: XCV\n" in (fictional / CORVO).read_text("utf-8")


def test_only_the_lines_of_the_fields_set_change(corvo: Partner, fictional: Path, files_of: FilesOf) -> None:
    before = files_of(fictional)
    code, _, _ = corvo(
        "official_name=Duchy: of Corvo",
        'aliases=Raven Land,Corvo Major,"Corvo, the"',
        "note=As told.",
        "absent=",
        "cooperation.grant.amount.value=2500001.50",
        "cooperation.old-forum.history.2022.verified=true",
    )
    after = files_of(fictional)
    assert (code, changed(before, after)) == (0, {CORVO})
    old, new = (files[CORVO][0].decode().splitlines() for files in (before, after))
    assert [line for line in old if line not in new] == [
        "official_name: Duchy of Corvo",
        "aliases: [Raven Land]",
        '      - {date: 2022, event: "rules of procedure renewed", verified: false}',
        "    amount: {value: 2500000.50, currency: XTS, note: first instalment}",
        "absent: [charter]",
    ]
    assert [line for line in new if line not in old] == [
        'official_name: "Duchy: of Corvo"',
        'aliases: [Raven Land, Corvo Major, "Corvo, the"]',
        '      - {date: 2022, event: "rules of procedure renewed", verified: true}',
        "    amount: {value: 2500001.50, currency: XTS, note: first instalment}",
        "note: As told.",
    ]


def test_a_dry_run_shows_a_diff_that_patches_and_writes_nothing(
    corvo: Partner, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    assert corvo("iso3=XCV", "note=As told.", "--dry-run") == (
        0,
        (
            f"--- a/{CORVO}\n"
            f"+++ b/{CORVO}\n"
            "@@ -1,7 +1,7 @@\n"
            " name: Corvo\n"
            " official_name: Duchy of Corvo\n"
            " iso2: XC\n"
            "-iso3: XCC\n"
            "+iso3: XCV\n"
            " region: inner-plain\n"
            " roles: [transit, host]\n"
            " aliases: [Raven Land]\n"
            "@@ -45,5 +45,6 @@\n"
            "     period: 2031/\n"
            "     sources:\n"
            "       - {title: Shore Ledger 2030}\n"
            "+note: As told.\n"
            " sources:\n"
            "   - {title: Gazetteer of the Northern Shore}\n"
        ),
        "",
    )
    assert files_of(fictional) == before


@pytest.mark.parametrize("form", ["crlf", "no-final-newline", "bom"])
def test_the_diff_of_a_file_with_other_line_ends_patches_it_too(
    form: str, corvo: Partner, fictional: Path
) -> None:
    path = fictional / CORVO
    data = path.read_bytes()
    forms = {
        "crlf": data.replace(b"\n", b"\r\n"),
        "no-final-newline": data.rstrip(b"\n"),
        "bom": b"\xef\xbb\xbf" + data,
    }
    path.write_bytes(forms[form])
    assignments = ("name=Corvo Nova", "sources.Gazetteer of the Northern Shore.note=x")
    _, diff, _ = corvo(*assignments, "--dry-run")
    assert path.read_bytes() == forms[form]
    patch = ("git", "apply", "-")
    subprocess.run(patch, input=diff.encode(), cwd=fictional, check=True, capture_output=True)
    patched = path.read_bytes()
    assert patched != forms[form]
    path.write_bytes(forms[form])
    assert corvo(*assignments)[0] == 0
    assert path.read_bytes() == patched
    assert patched.count(b"\r") == (patched.count(b"\n") if form == "crlf" else 0)


def test_on_a_screen_the_diff_has_colour_and_what_a_file_holds_cannot_steer_it(
    partner: Partner, fictional: Path
) -> None:
    (fictional / CORVO).write_bytes((fictional / CORVO).read_bytes().replace(b"\n", b"\r\n"))
    arguments = ("country", "set", "Corvo", "iso3=XCV", "--dry-run")
    _, out, _ = partner(*arguments, at=fictional, terminal=True, TERM="xterm")
    assert "\x1b[31m-iso3: XCC\x1b[0m\n\x1b[32m+iso3: XCV\x1b[0m\n" in out
    assert "\r" not in out


def test_what_the_file_says_already_is_not_written(
    corvo: Partner, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    for assignments in (("name=Corvo", "roles=transit, host", "note="), ("name=Corvo", "--dry-run")):
        assert corvo(*assignments) == (0, "", f"nothing to change: {CORVO} says so already\n")
    assert files_of(fictional) == before


def test_a_comment_that_goes_with_what_is_taken_out_is_named_and_one_above_stays(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(CORVO, "absent: [charter]\n", "# asked in May\nabsent: [charter]  # by letter\n")
    code, _, err = partner("--quiet", "country", "set", "Corvo", "absent=", at=fictional)
    assert (code, err) == (0, "the comment beside what is taken out goes too: # by letter\n")
    assert "# asked in May\ncontributions:\n" in (fictional / CORVO).read_text("utf-8")


@pytest.mark.parametrize(
    ("assignment", "code", "said"),
    [
        ("oficial_name=x", 2, 'error: there is no field "oficial_name"\nhint: did you mean official_name?\n'),
        ("xyz=x", 2, "hint: the fields here are: name, official_name, iso2,"),
        (
            "cooperation.grant.statsu=x",
            2,
            'no field "cooperation.grant.statsu"\nhint: did you mean status?\n',
        ),
        ("official_name", 2, 'error: "official_name" sets no field\nhint: write FIELD=VALUE'),
        ("=x", 2, 'error: "=x" sets no field\n'),
        (
            "sources=x",
            2,
            "sources has fields of its own\nhint: name one of them, such as sources.TITLE.reference\n",
        ),
        ("cooperation=", 2, "error: cooperation has fields of its own\n"),
        ("cooperation.charter.status=signed", 2, "hint: the entries here are: old-forum, grant\n"),
        ("cooperation.grant.amount=5", 2, "such as cooperation.grant.amount.value\n"),
        ("name.first=x", 2, "error: name is a value and has no fields\n"),
        ("aliases.1=x", 2, "error: aliases is a list of values\nhint: set it whole: aliases=a,b\n"),
        ('aliases=a,"b', 2, 'error: the list cannot be read\nhint: separate it by commas: a,b,"c, d"\n'),
        ("name=a\u202eb", 1, "error: name: the value holds U+202E"),
        (
            "iso2=xc",
            1,
            f'{CORVO}:3:7: error PC113: "xc" is not a code of two capital letters\n  hint: write it as BE',
        ),
        ("roles=origin,guest", 1, 'PC113: "guest" is none of: origin, transit, host\n'),
        ("aliases=a,,b", 1, "PC113: there is no text here\n"),
        ("cooperation.grant.since=2030-13", 1, "error PC113: "),
        ("cooperation.grant.amount.value=many", 1, "a number belongs here, not text\n"),
        ("region=nowhere", 1, f"{CORVO}:5:9: error PC2"),
        ("iso2=XE", 1, "data/countries/esker.yaml:2:7: error PC202: "),
        ("name=", 1, '"name" is missing\n'),
    ],
)
def test_what_cannot_be_set_is_an_error_that_helps_and_nothing_is_written(
    assignment: str, code: int, said: str, corvo: Partner, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    for assignments in ((assignment,), ("note=Fine.", assignment), (assignment, "--dry-run")):
        ended, out, err = corvo(*assignments)
        assert (ended, out) == (code, "")
        assert said in err
    assert files_of(fictional) == before


def test_a_field_given_twice_and_a_country_that_there_is_not_are_errors(
    partner: Partner, corvo: Partner, fictional: Path
) -> None:
    assert corvo("note=a", "note=b") == (2, "", "error: note is given twice\nhint: give each field once\n")
    assert partner("country", "set", "Corvoo", "note=a", at=fictional) == (
        3,
        "",
        'error: there is no country "Corvoo"\nhint: did you mean corvo?\n',
    )


def test_an_old_error_does_not_block_an_edit_of_something_else(corvo: Partner, edit: Edit) -> None:
    edit("data/countries/esker.yaml", "iso2: XE", "iso2: xe")
    edit("data/countries/dravina.yaml", "region: inner-plain", "region: nowhere")
    assert corvo("iso3=XCV") == (0, f"{CORVO}\n", "")
    edit(CORVO, "iso2: XC", "iso2: xc")
    assert corvo("note=x") == (0, f"{CORVO}\n", "")


def test_an_old_error_in_the_field_itself_is_not_set_again(
    corvo: Partner, fictional: Path, edit: Edit
) -> None:
    edit(CORVO, "working_party: PLAIN", "working_party: ' '")
    code, _, err = corvo("working_party=  ")
    assert (code, "there is no text here" in err) == (1, True)
    assert corvo("working_party=SHORE")[0] == 0
    assert "\nworking_party: 'SHORE'\n" in (fictional / CORVO).read_text("utf-8")


def test_an_error_that_is_accepted_in_its_file_does_not_block_an_edit(corvo: Partner, edit: Edit) -> None:
    edit("data/countries/esker.yaml", "iso2: XE", "iso2: XE  # partner: allow PC202 because both use it")
    assert corvo("iso2=XE")[0] == 1
    edit(CORVO, "iso2: XC", "iso2: XC  # partner: allow PC202 because both use it")
    assert corvo("iso2=XE") == (0, f"{CORVO}\n", "")


def test_a_file_that_its_model_refuses_is_mended_by_its_id(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(CORVO, "iso2: XC", "iso2: xc")
    edit("data/countries/dravina.yaml", "iso3: XDD", "iso3: xdd")
    code, _, err = partner("country", "set", "corvo", "iso2=xq", at=fictional)
    assert (code, "PC113" in err, "dravina" in err) == (1, True, False)
    assert partner("country", "set", "corvo", "iso2=XC", at=fictional) == (0, f"{CORVO}\n", "")
    edit(CORVO, "iso2: XC", "iso2: [")
    code, _, err = partner("country", "set", "corvo", "iso2=XC", at=fictional)
    assert (code, err.startswith("error: iso2: the file cannot be read as it is; nothing")) == (1, True)


def test_a_file_that_somebody_else_changes_meanwhile_is_kept(
    corvo: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fictional / CORVO
    exists = Path.exists

    def late(self: Path, **options: Any) -> bool:
        if self.name == "corvo.yaml":
            self.write_text("mine\n", "utf-8")
        return exists(self, **options)

    monkeypatch.setattr(Path, "exists", late)
    code, out, err = corvo("note=x")
    assert (code, out) == (1, "")
    assert "was changed by somebody else meanwhile; nothing was written\nhint: look at the file" in err
    assert path.read_text("utf-8") == "mine\n"


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_write_that_fails_at_any_point_ends_with_4_and_leaves_the_old_file(
    call: str, corvo: Partner, fictional: Path, files_of: FilesOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(fictional)
    real = getattr(os, call)

    def fails(first: Any, *rest: Any, **options: Any) -> Any:
        if call != "open" or rest[0] & os.O_CREAT:
            raise OSError(28, "No space left on device")
        return real(first, *rest, **options)

    monkeypatch.setattr(os, call, fails)
    code, out, err = corvo("note=x")
    monkeypatch.undo()
    assert (code, out) == (4, "")
    assert "no space left on the disk" in err
    assert files_of(fictional) == before
