"""The cache as users meet it: never another answer, nothing of the public's in it, and seen and cleared at will."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canaries import ADDED
from partnercli.cli import validation
from partnercli.cli.session import Session
from partnercli.cli.terminal import Terminal
from partnercli.records.kinds import Kind
from partnercli.repository import one_file
from partnercli.repository.cache import FOLDER, ROOMS, Store, contents
from partnercli.repository.load import Loaded
from partnercli.repository.remembered import state
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree
from remembered_changes import Change, changes, restore

Partner = Callable[..., Any]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]


@pytest.fixture
def full(fictional: Path) -> Path:
    """The invented repository with texts in fields that it lacks."""
    for path, pairs in ADDED.items():
        text = (fictional / path).read_text("utf-8")
        for old, new in pairs:
            text = text.replace(old, new, 1)
        (fictional / path).write_text(text, "utf-8")
    return fictional


def said(root: Path, *, remembers: bool) -> list[object]:
    """All that is read of a repository: how each value and sum was written, and which keys were."""
    session = Session(Terminal(quiet=True), date(2031, 4, 1), root, remembers=remembers)
    loaded = session.read(WorkingTree(root), Scope.everything())
    return [loaded.findings, loaded.acceptances, loaded.files, loaded.exercise, *_in_full(loaded)]


def _in_full(loaded: Loaded) -> list[object]:
    records = [one.record for one in loaded.parsed.values() if one.record is not None]
    return [
        loaded.exercise.malformed,
        [repr(one) for one in records],
        [repr(one.model_dump(by_alias=True, exclude_unset=True)) for one in records],
    ]


@settings(max_examples=12)
@given(steps=st.lists(changes(), min_size=1, max_size=4))
def test_whatever_changes_a_check_that_remembers_says_what_one_says_that_does_not(
    steps: list[Change], full: Path, remembering: Partner, cache_folder: Path
) -> None:
    source = full.with_name("source")
    if not source.exists():
        shutil.copytree(full, source)
    restore(full, source)
    for step in steps:
        step(full, source)
        if not (full / "partner.yaml").exists():
            restore(full, source)
        json_cold = remembering("--no-cache", "validate", "--format", "json", at=full)
        text_cold = remembering("--no-cache", "validate", at=full)
        assert remembering("validate", at=full) == text_cold
        assert remembering("validate", at=full) == text_cold
        assert remembering("validate", "--format", "json", at=full) == json_cold
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(FOLDER, str(cache_folder))
            assert said(full, remembers=True) == said(full, remembers=False)


def test_a_check_of_what_did_not_change_reads_no_file_through_again(
    full: Path, remembering: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = remembering("validate", at=full)
    with monkeypatch.context() as patch:
        patch.setattr("partnercli.cli.validation._anew", None)
        assert remembering("validate", at=full) == first
        assert "as they were when last checked" in remembering("--verbose", "validate", at=full).err
    assert "as they were when" not in remembering("--verbose", "--no-cache", "validate", at=full).err


def test_after_a_change_only_the_file_changed_is_read_through(
    full: Path, remembering: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = one_file.parsed

    def seen(kind: Kind, data: bytes, file: str) -> one_file.Parsed:
        read.append(file)
        return real(kind, data, file)

    monkeypatch.setattr(one_file, "parsed", seen)
    remembering("validate", at=full)
    assert len(read) == 26
    read.clear()
    country = full / "data/countries/belmonte.yaml"
    before = country.read_bytes()
    country.write_bytes(before + b"note: a port\n")
    remembering("validate", at=full)
    assert read == ["data/countries/belmonte.yaml"]
    read.clear()
    country.write_bytes(before)  # undone: the whole verdict is remembered still
    remembering("validate", at=full)
    remembering("status", at=full)  # which needs the records
    assert read == []


def test_an_edit_within_the_clocks_grain_that_keeps_the_size_is_seen(
    full: Path, remembering: Partner
) -> None:
    assert remembering("validate", at=full).code == 0
    file = full / "data/countries/belmonte.yaml"
    state = file.stat()
    file.write_bytes(file.read_bytes().replace(b"northern-shore", b"northern-shark"))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert file.stat().st_size == state.st_size
    assert 'unknown region "northern-shark"' in remembering("validate", at=full).out


def test_another_repository_at_the_same_place_is_another_repository(
    full: Path, remembering: Partner, partner: Partner
) -> None:
    remembering("validate", at=full)
    shutil.rmtree(full / "data")
    assert remembering("validate", at=full) == partner("validate", at=full)


def test_damage_in_the_cache_is_never_seen_in_an_answer(
    full: Path, remembering: Partner, partner: Partner, cache_folder: Path
) -> None:
    (full / "data/countries/belmonte.yaml").write_text("name: Belmonte\nregion: nowhere\n", "utf-8")
    answers = [("validate",), ("validate", "--format", "json"), ("status",)]
    expected = [partner(*words, at=full) for words in answers]
    assert [remembering(*words, at=full) for words in answers] == expected
    files = [path for path in cache_folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    for damage in (b"", b"\n", b"0" * 64 + b"\n[]", bytes(1 << 16)):
        for file in files:
            file.write_bytes(damage)
        assert [remembering(*words, at=full) for words in answers] == expected
    contents_of = [file.read_bytes() for file in files]
    for file, data in zip(files, contents_of[1:] + contents_of[:1], strict=True):
        file.write_bytes(data)
    assert [remembering(*words, at=full) for words in answers] == expected


FORGED = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"7",
    b"NaN",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'[[], 0, 26, "LIMITE", false]',
    b'[[], "0", 26, "LIMITE", false, ""]',
    b'[[], 0, 26, "LIMITE", 0, ""]',
    b'[[[]], 0, 26, "LIMITE", false, ""]',
    b'[[["PC1", "fatal", "f", "m", "", [], false, [], null, ""]], 0, 26, "LIMITE", false, ""]',
    b'[[["PC1", "error", "f", 5, "", [], false, [], null, ""]], 0, 26, "LIMITE", false, ""]',
    b'[[["PC1", "error", "f", "m", "", 3, false, [], null, ""]], 0, 26, "LIMITE", false, ""]',
    b'[[["PC1", "error", "f", "m", "", [], false, [], [1, 2], ""]], 0, 26, "LIMITE", false, ""]',
    b"\xff\xfe",
]


@pytest.mark.parametrize("forged", FORGED, ids=lambda forged: forged[:60].decode(errors="replace"))
def test_an_entry_that_is_sound_and_says_nothing_sensible_is_passed_over(
    forged: bytes, full: Path, remembering: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = remembering("validate", at=full)
    with monkeypatch.context() as patch:
        real = Store.get
        patch.setattr(
            Store, "get", lambda self, name: forged if name.startswith("verdicts") else real(self, name)
        )
        assert remembering("validate", at=full) == first


def test_a_finding_in_a_file_whose_name_is_no_text_is_remembered_too(
    full: Path, remembering: Partner, partner: Partner
) -> None:
    for name in (b"\xff.yaml", b"a\nb.yaml", b"\x1b[31m.yaml"):
        (full / os.fsdecode(b"data/" + name)).write_bytes(b"")
    cold = partner("validate", at=full)
    assert cold.code == 1
    assert [remembering("validate", at=full) for _ in range(2)] == [cold, cold]


@pytest.mark.parametrize("words", [("validate", "--changed-since", "main~1"), ("tally", "--at", "main~1")])
def test_a_command_that_looks_back_says_the_same(
    words: tuple[str, ...], full: Path, remembering: Partner, partner: Partner, history: Callable[[str], str]
) -> None:
    history("first")
    (full / "data/countries/belmonte.yaml").write_text("name: Belmonte\nregion: nowhere\n", "utf-8")
    history("second")
    cold = partner(*words, at=full)
    remembering("validate", at=full)
    assert [remembering(*words, at=full) for _ in range(2)] == [cold, cold]


def test_a_change_cannot_quiet_the_faults_that_it_brings_by_what_is_remembered(
    full: Path, remembering: Partner, partner: Partner, history: Callable[[str], str]
) -> None:
    history("first")
    country = full / "data/countries/belmonte.yaml"
    country.write_bytes(country.read_bytes().replace(b"northern-shore", b"nowhere"))
    settings = (full / "partner.yaml").read_text("utf-8")
    quiet = settings.replace("checks: {}", "checks: {PC206: off}")
    (full / "partner.yaml").write_text(quiet, "utf-8")
    words = ("validate", "--changed-since", "main")
    cold = partner(*words, at=full)
    assert 'error PC206: unknown region "nowhere"' in cold.out
    for _ in range(2):
        assert "PC206" not in remembering("validate", at=full).out
        assert remembering(*words, at=full) == cold


def test_a_file_that_changes_while_a_check_runs_spoils_nothing_for_the_next(
    full: Path, remembering: Partner, partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    country = full / "data/countries/belmonte.yaml"
    before, first = country.read_bytes(), partner("validate", at=full)

    def overtaken(*arguments: Any, **others: Any) -> str:
        found = state(*arguments, **others)
        country.write_bytes(b"name: Belmonte\nregion: nowhere\n")
        return found

    with monkeypatch.context() as patch:
        patch.setattr("partnercli.repository.remembered.state", overtaken)
        assert remembering("validate", at=full) == first
    assert remembering("validate", at=full) == partner("validate", at=full) != first
    country.write_bytes(before)
    assert remembering("validate", at=full) == first


def test_a_new_push_target_is_seen(full: Path, remembering: Partner) -> None:
    assert "public host" not in remembering("validate", at=full).out
    (full / ".git").mkdir()
    (full / ".git/config").write_text('[remote "origin"]\n\turl = git@github.com:desk/exercise.git\n')
    assert "changes are pushed to github.com, a public host" in remembering("validate", at=full).out


def test_sixteen_states_of_a_repository_are_remembered(
    full: Path, remembering: Partner, cache_folder: Path
) -> None:
    country = full / "data/countries/belmonte.yaml"
    before = country.read_bytes()
    for number in range(18):
        country.write_bytes(before + b"\n" * number)
        remembering("validate", at=full)
    assert len(list(cache_folder.glob("*/*/verdicts/*"))) == 16


def test_what_reads_one_meeting_keeps_nothing(full: Path, remembering: Partner, cache_folder: Path) -> None:
    assert remembering("tally", at=full).code == 0
    assert not cache_folder.exists()


def test_a_baseline_hides_the_same_findings(full: Path, remembering: Partner, partner: Partner) -> None:
    country = full / "data/countries/belmonte.yaml"
    country.write_text("name: Belmonte\nregion: nowhere\n", "utf-8")
    remembering("validate", at=full)
    remembering("validate", "--baseline", "old", "--write-baseline", at=full)
    kept = (full / "old").read_bytes()
    partner("validate", "--baseline", "old", "--write-baseline", at=full)
    assert (full / "old").read_bytes() == kept
    country.write_text("name: Belmonte\nregion: nowhere\nmore: 1\n", "utf-8")
    words = ("validate", "--baseline", "old")
    cold = partner(*words, at=full)
    assert [remembering(*words, at=full) for _ in range(2)] == [cold, cold]


EDITS = [
    ("position", "set", "QS", "--support", "Corvo", "--source", "Bilateral", "--basis", "bilateral"),
    ("country", "set", "Corvo", "note=Seen."),
    ("meeting", "set", "2031-03-04-working-group", "place=Hall"),
    ("outline", "new", "Belmonte"),
    ("settings", "set", "priority.at_least=2/3"),
    ("format",),
    ("country", "set", "Corvo", "region=nowhere"),
]
"""All write but for the last, which is refused."""


@pytest.mark.parametrize("words", EDITS, ids=lambda words: " ".join(words[:2]))
def test_an_edit_writes_the_same_and_tells_the_same(
    words: tuple[str, ...], full: Path, remembering: Partner, partner: Partner
) -> None:
    def everything() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in full.rglob("*") if path.is_file()}

    remembering("validate", at=full)
    source = full.with_name("source")
    shutil.copytree(full, source)
    warm = remembering(*words, at=full), everything(), remembering("validate", at=full)
    restore(full, source)
    assert (partner(*words, at=full), everything(), partner("validate", at=full)) == warm
    assert warm[0].code == ("region=nowhere" in words)


PUBLIC = [
    ("report", "--public"),
    ("export", "--public"),
    ("calendar", "--public"),
    ("render", "note", "--audience", "public"),
    ("render", "progress", "--audience", "public"),
]


@pytest.mark.parametrize("words", PUBLIC, ids=lambda words: " ".join(words[:2]))
def test_what_is_made_for_the_public_is_the_same_and_leaves_nothing_in_the_cache(
    words: tuple[str, ...], released: Path, remembering: Partner, partner: Partner, cache_folder: Path
) -> None:
    def made() -> dict[str, bytes]:
        return {
            path.relative_to(released).as_posix(): path.read_bytes()
            for path in released.rglob("*")
            if path.is_file()
        }

    cold = partner(*words, at=released), made()
    assert cold[0].code == 0, cold[0].err
    assert (remembering(*words, at=released), made()) == cold
    assert not cache_folder.exists()
    remembering("validate", at=released)
    before = contents(cache_folder)
    assert (remembering(*words, at=released), made()) == cold
    assert contents(cache_folder) == before


def test_all_code_that_decides_what_is_kept_is_part_of_the_version(
    full: Path, process: Callable[..., Any]
) -> None:
    done = process("--no-cache", "validate", at=full, options=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    ours = {tuple(name.split(".")[1:]) for name in loaded if name.startswith("partnercli.")}
    assert ("checks", "registry") in ours
    stamped = {parts for parts in ours if parts[0] in ROOMS and len(parts) <= 2}
    said_after = {parts for parts in ours if parts[0] == "cli" or parts[:2] == ("findings", "formats")}
    assert ours == stamped | said_after
    judging = Path(validation.__file__).with_name("judging.py").read_text("utf-8")
    assert set(re.findall(r"from partnercli\.cli\.(\w+)", judging)) == {"session"}  # which only reads


@pytest.mark.parametrize("words", [("validate",), ("status",), ("validate", "--format", "json")])
def test_with_no_cache_nothing_is_kept(
    words: tuple[str, ...], full: Path, remembering: Partner, cache_folder: Path
) -> None:
    remembering("--no-cache", *words, at=full)
    assert not cache_folder.exists()
    remembering(*words, at=full)
    assert contents(cache_folder).files


def test_a_check_that_remembers_writes_nothing_into_the_repository(
    full: Path, remembering: Partner, files_of: FilesOf
) -> None:
    before = files_of(full)
    remembering("validate", at=full)
    inside = str(full / "data/cache")
    assert remembering("validate", at=full, **{FOLDER: inside}).code == 0
    assert files_of(full) == before
    assert not (full / "data/cache").exists()


def test_names_in_the_cache_are_digests_of_what_they_stand_for(
    full: Path, remembering: Partner, cache_folder: Path
) -> None:
    (full / "data/positions/..-x").mkdir()
    shutil.copy(full / "partner.yaml", full / "data/positions/..-x/qm.yaml")
    remembering("validate", at=full)
    for path in cache_folder.rglob("*"):
        name = path.name.removeprefix("partner-")
        assert name in ("records", "verdicts") or set(name) <= set("0123456789abcdef")
