"""`partner cache`: what is remembered, where it lies, and how it goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnercli.repository.cache import FOLDER, contents

Partner = Callable[..., Any]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]


def test_info_says_where_it_lies_and_what_it_holds(
    fictional: Path, remembering: Partner, cache_folder: Path
) -> None:
    assert remembering("cache", "info", at=fictional) == (
        0,
        f"The cache lies in {cache_folder}\nIt is empty.\n",
        "",
    )
    remembering("validate", at=fictional)
    held = contents(cache_folder)
    words = f"{held.files} files, {-(-held.size // 1024)} KiB, for 1 repository"
    assert (
        remembering("cache", "info", at=fictional).out
        == f"The cache lies in {cache_folder}\nIt holds {words}.\n"
    )
    assert json.loads(remembering("cache", "info", "--format", "json", at=fictional).out) == {
        "format": "partner.cache/1",
        "folder": str(cache_folder),
        "in_use": True,
        "why_not": "",
        "repositories": 1,
        "files": held.files,
        "bytes": held.size,
    }
    assert remembering("cache", "clear", at=fictional) == (
        0,
        f"{words} taken away from {cache_folder}.\n",
        "",
    )
    assert contents(cache_folder).files == 0
    assert remembering("cache", "clear", at=fictional) == (0, "It was empty.\n", "")


def test_large_caches_are_told_in_mebibytes(
    fictional: Path, remembering: Partner, cache_folder: Path
) -> None:
    remembering("validate", at=fictional)
    large = next(path for path in cache_folder.rglob("*") if path.is_file())
    with large.open("r+b") as file:
        file.truncate(5 << 30)
    assert ", 5,120 MiB, for 1 repository." in remembering("cache", "info", at=fictional).out


def test_where_nothing_is_remembered_it_says_why(tmp_path: Path, partner: Partner) -> None:
    done = partner("cache", "info", at=tmp_path, **{FOLDER: ""})
    assert done == (0, "Nothing is remembered between runs: PARTNER_CACHE_DIR is empty.\n", "")


def test_clear_says_that_what_was_remembered_before_it_was_switched_off_lies_there_still(
    tmp_path: Path, partner: Partner
) -> None:
    done = partner("cache", "clear", at=tmp_path, **{FOLDER: ""})
    said = (
        "Nothing was taken away: PARTNER_CACHE_DIR is empty.\nWhat was remembered before lies where it was.\n"
    )
    assert done == (0, said, "")


def test_info_says_that_a_folder_in_the_repository_is_not_in_use(fictional: Path, partner: Partner) -> None:
    inside = str(fictional / "cache")
    said = f"Nothing is remembered between runs: {inside} lies in the repository.\n"
    assert partner("cache", "info", at=fictional, **{FOLDER: inside}).out == said


def test_info_with_no_cache_says_that_it_is_not_in_use(tmp_path: Path, remembering: Partner) -> None:
    found = json.loads(remembering("--no-cache", "cache", "info", "--format", "json", at=tmp_path).out)
    assert (found["in_use"], found["folder"], found["why_not"]) == (False, None, "--no-cache says so")


def test_a_cache_that_cannot_be_taken_away_is_said_so(
    fictional: Path, remembering: Partner, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembering("validate", at=fictional)

    def refuse(path: Path, aside: Path) -> None:  # noqa: ARG001 - named by those who call it
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("partnercli.repository.write.discard", refuse)
    done = remembering("cache", "clear", at=fictional)
    assert (done.code, done.out) == (4, "")
    hint = f"delete the folders in {cache_folder} that are named partner- and 32 digits"
    assert done.err == f"error: the cache cannot be taken away: permission denied\nhint: {hint}\n"


def test_a_folder_with_an_odd_name_shows_what_it_hides(tmp_path: Path, partner: Partner) -> None:
    named = str(tmp_path / "\x1b[31mred")
    done = partner("cache", "info", at=tmp_path, **{FOLDER: named})
    assert "\x1b" not in done.out
    assert (
        json.loads(partner("cache", "info", "--format", "json", at=tmp_path, **{FOLDER: named}).out)["folder"]
        == named
    )
