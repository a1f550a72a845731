"""The invented repositories of the benchmarks."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generate import main

from partnercli.checks.registry import run
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree


def made(folder: Path, *options: str) -> dict[str, bytes]:
    main([str(folder), *options])
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_same_size_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    first = made(tmp_path / "first", "30")
    assert made(tmp_path / "again", "30") == first
    other = made(tmp_path / "other", "30", "--seed", "2")
    assert other != first


def test_there_are_as_many_positions_as_asked_for_and_nothing_to_mend(tmp_path: Path) -> None:
    files = made(tmp_path, "30")
    assert sum(path.startswith("data/positions/") for path in files) == 30
    loaded = load(WorkingTree(tmp_path), Scope.everything())
    assert sorted(loaded.files) == sorted(files)
    assert [*loaded.findings, *run(loaded.exercise)] == []
