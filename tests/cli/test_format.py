"""`partner format`: files in the canonical layout, and nothing else changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

CORVO = "data/countries/corvo.yaml"
UNTIDY = "region: inner-plain\nname:   'Zonda' # why\nsources: [ {title: Gazetteer} ]\n"
TIDY = "name: Zonda  # why\nregion: inner-plain\nsources:\n  - {title: Gazetteer}\n"
ZONDA = "data/countries/zonda.yaml"


def test_files_are_written_in_the_canonical_layout_and_named(
    partner: Partner, fictional: Path, write: Write
) -> None:
    file = write(ZONDA, UNTIDY)
    done = partner("format", ZONDA, at=fictional)
    assert (done.code, done.out, done.err) == (0, f"{ZONDA}\n", "1 file laid out anew\n")
    assert file.read_text() == TIDY
    again = partner("format", ZONDA, at=fictional)
    assert (again.code, again.out, again.err) == (0, "", "1 file was laid out already\n")


def test_check_names_the_files_and_writes_nothing(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    partner("format", at=fictional)
    assert partner("format", "--check", at=fictional).code == 0
    write(ZONDA, UNTIDY)
    before = files_of(fictional)
    done = partner("format", "--check", at=fictional)
    assert (done.code, done.out) == (1, f"{ZONDA}\n")
    assert "1 file would be laid out anew; 26 files were laid out already" in done.err
    assert files_of(fictional) == before


@pytest.mark.parametrize(("options", "code"), [(["--diff"], 0), (["--diff", "--check"], 1)])
def test_diff_shows_what_would_change_and_writes_nothing(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf, options: list[str], code: int
) -> None:
    write(ZONDA, UNTIDY)
    before = files_of(fictional)
    done = partner("format", ZONDA, *options, at=fictional)
    removed = "".join(f"-{line}\n" for line in UNTIDY.splitlines() if line not in TIDY.splitlines())
    assert done.code == code
    assert done.out.startswith(f"--- a/{ZONDA}\n+++ b/{ZONDA}\n@@ ")
    assert {line for line in done.out.splitlines() if line[0] == "-"} >= set(removed.splitlines())
    assert files_of(fictional) == before


def test_what_the_repository_is_judged_by_stays_the_same(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(
        ZONDA,
        "name:   'Zonda'\nregion: nowhere # partner: allow PC206 because the region is to follow\n"
        "cooperation:\n- instrument: nothing\n  status:  signed\n  sources: [{title: x}]\n"
        "sources: [ {title: Gazetteer} ]\n",
    )
    before = partner("validate", "--format", "json", at=fictional)
    assert partner("format", at=fictional).code == 0
    after = partner("validate", "--format", "json", at=fictional)
    found = [
        [
            (one["file"], one["code"], one["severity"], one["message"])
            for one in json.loads(done.out)["findings"]
        ]
        for done in (before, after)
    ]
    assert Counter(found[0]) == Counter(found[1])
    assert {one[1] for one in found[0]} == {"PC208"}
    assert "nothing" in before.out


def test_a_file_that_cannot_be_read_is_shown_and_left_and_the_others_are_laid_out(
    partner: Partner, fictional: Path, write: Write
) -> None:
    bad = write("data/countries/bad.yaml", "name: [\n")
    file = write(ZONDA, UNTIDY)
    done = partner("format", "data/countries", at=fictional)
    assert done.code == 1
    assert "data/countries/bad.yaml:2:1: error PC104" in done.err
    assert "data/countries/bad.yaml is left as it is: it cannot be read as it is" in done.err
    assert file.read_text() == TIDY
    assert bad.read_text() == "name: [\n"


def test_a_file_that_no_layout_can_keep_is_left_with_the_reason(
    partner: Partner, fictional: Path, write: Write
) -> None:
    said = (
        "region: inner-plain\n# partner: allow PC201 because I say so\nname: Zonda\nsources: [{title: x}]\n"
    )
    file = write(ZONDA, said)
    done = partner("format", ZONDA, at=fictional)
    assert done.code == 1
    assert (
        f"{ZONDA} is left as it is: a comment that accepts a finding would stand for something else"
        in done.err
    )
    assert file.read_text() == said


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("nowhere", 3, 'there is no file or folder "nowhere"'),
        ("README.md", 2, "README.md holds no record"),
        ("..", 2, ".. is not in the repository"),
    ],
)
def test_a_path_that_names_no_record_is_refused(
    partner: Partner, fictional: Path, write: Write, path: str, code: int, said: str
) -> None:
    write("README.md", "x")
    done = partner("format", path, at=fictional)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_without_paths_all_records_are_laid_out_and_a_path_may_be_given_from_a_folder_within(
    partner: Partner, fictional: Path, write: Write
) -> None:
    file = write(ZONDA, UNTIDY)
    done = partner("format", "zonda.yaml", at=fictional / "data/countries")
    assert done.out == "zonda.yaml\n"
    assert file.read_text() == TIDY
    assert partner("format", at=fictional).err.endswith("files were laid out already\n")
