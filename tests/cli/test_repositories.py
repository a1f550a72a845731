"""Repositories of every shape: empty, without git, half there, read-only, from other systems."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from partnercli.repository.walk import read_yaml

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

READING = [
    ("validate",),
    ("validate", "--format", "json"),
    ("tally",),
    ("tally", "--format", "json"),
    ("tally", "--by", "question", "--format", "csv"),
    ("outline", "list"),
    ("outline", "show", "altamar"),
    ("outline", "new", "belmonte", "--dry-run"),
]
"""Commands that write no file."""
SETTINGS = (
    "format: 1\ntitle: Partnerships\npresidency: QP\n"
    "priority: {at_least: 0.5, of: all, within: region}\n"
    "phrases: [{at_least: 0.5, phrase: a large number of Member States}]\n"
)


def everything(partner: Partner, at: Path) -> list[tuple[int, str, str]]:
    """What all reading commands say there, and the NOTE."""
    said = [partner(*command, at=at) for command in READING]
    partner("render", "note", at=at)
    return [*said, (0, (at / "build" / "10001-31.md").read_text("utf-8"), "")]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_command_that_reads_changes_no_file(
    command: tuple[str, ...], partner: Partner, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    assert partner(*command, at=fictional)[0] == 0
    assert files_of(fictional) == before


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_in_a_folder_without_a_repository_every_command_says_so(
    command: tuple[str, ...], partner: Partner, tmp_path: Path
) -> None:
    code, out, err = partner(*command, at=tmp_path)
    assert (code, out) == (3, "")
    assert err == (
        "error: no partner.yaml in this folder or one above, so this is no repository\n"
        "hint: go to one, or name it: partner --repo DIR …; or make one here: partner init\n"
    )


def test_the_repository_is_found_from_a_folder_below_by_option_or_by_environment(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    found = partner("tally", at=fictional)
    assert partner("tally", at=fictional / "data" / "positions") == found
    assert partner("--repo", fictional, "tally", at=tmp_path) == found
    assert partner("tally", at=tmp_path, PARTNER_REPO=str(fictional)) == found


def test_a_folder_named_as_repository_must_be_one(partner: Partner, fictional: Path) -> None:
    folder = fictional / "data"
    assert partner("--repo", folder, "tally", at=fictional) == (
        3,
        "",
        f"error: {folder} is no repository: it has no partner.yaml\nhint: did you mean partner --repo . …?\n",
    )


def test_settings_alone_are_a_repository_in_which_what_they_name_is_missing(
    partner: Partner, tmp_path: Path
) -> None:
    (tmp_path / "partner.yaml").write_text(SETTINGS, "utf-8")
    code, out, _ = partner("validate", at=tmp_path)
    assert code == 1
    missing = (
        "data/delegations.yaml:1:1: error PC211: there is no such file, and records name delegations of it"
    )
    assert out.splitlines()[0] == missing
    assert out.splitlines()[-1] == "1 error in 1 of 1 files"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("tally",), "error: there is no current meeting\nhint: make one: partner meeting new "),
        (("render", "note"), "error: there is no current document\nhint: make one: partner document new "),
        (("outline", "new", "corvo"), 'error: there is no country "corvo"\n'),
    ],
)
def test_settings_alone_leave_a_command_nothing_to_work_on(
    command: tuple[str, ...], said: str, partner: Partner, tmp_path: Path
) -> None:
    (tmp_path / "partner.yaml").write_text(SETTINGS, "utf-8")
    code, out, err = partner(*command, at=tmp_path)
    assert (code, out) == (3, "")
    assert said in err


def test_empty_settings_are_one_finding(partner: Partner, tmp_path: Path) -> None:
    (tmp_path / "partner.yaml").touch()
    code, out, _ = partner("validate", at=tmp_path)
    assert code == 1
    assert out.startswith("partner.yaml:1:1: error PC106: the file says nothing\n")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    try:
        yield
    finally:
        for path in folders:
            path.chmod(0o755)


def test_a_folder_that_is_read_only_can_be_read(partner: Partner, fictional: Path) -> None:
    free = [partner(*command, at=fictional) for command in READING]
    with read_only(fictional):
        assert [partner(*command, at=fictional) for command in READING] == free


def test_files_with_a_byte_order_mark_and_windows_line_ends_say_the_same(
    partner: Partner, fictional: Path
) -> None:
    before = everything(partner, fictional)
    for path in fictional.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert everything(partner, fictional) == before


def test_a_template_with_a_byte_order_mark_and_windows_line_ends_gives_the_same_note(
    partner: Partner, shipped_copy: Path
) -> None:
    note = shipped_copy / "build" / "8952-21.md"
    assert partner("render", "note", at=shipped_copy)[0] == 0
    before = note.read_bytes()
    template = shipped_copy / "templates" / "note.md.j2"
    template.write_bytes(b"\xef\xbb\xbf" + template.read_bytes().replace(b"\n", b"\r\n"))
    assert partner("render", "note", at=shipped_copy)[0] == 0
    assert note.read_bytes() == before


def as_flow(value: Any, shuffler: random.Random) -> str:
    """A value as YAML on one line, the keys of its mappings in any order."""
    if isinstance(value, dict):
        keys = shuffler.sample(list(value), len(value))
        return (
            "{"
            + ", ".join(f"{as_flow(key, shuffler)}: {as_flow(value[key], shuffler)}" for key in keys)
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(as_flow(item, shuffler) for item in value) + "]"
    if isinstance(value, str):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{quoted}"'
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("seed", [1, 2])
def test_files_made_in_another_order_with_shuffled_keys_give_the_same_bytes(
    seed: int, partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    shuffler = random.Random(seed)  # noqa: S311 - a fixed order, nothing secret
    paths = sorted(fictional.rglob("*.yaml"))
    shuffler.shuffle(paths)
    for path in paths:
        copy = tmp_path / "shuffled" / path.relative_to(fictional)
        copy.parent.mkdir(parents=True, exist_ok=True)
        value = read_yaml(path.read_bytes(), path.name).value
        copy.write_text(as_flow(value, shuffler) + "\n", "utf-8")
    assert everything(partner, tmp_path / "shuffled") == everything(partner, fictional)
