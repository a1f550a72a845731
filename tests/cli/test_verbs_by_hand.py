"""Every command that edits, on files that people wrote: lines and remarks that it is not about stay, byte for byte."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import reduce
from operator import getitem
from pathlib import Path
from shlex import split
from typing import Any

import pytest

from handwritten import write_by_hand
from partnercli.findings import RecordPath
from partnercli.records.base import Record
from partnercli.repository.canonical import canonical
from partnercli.repository.edit import comments
from partnercli.repository.text import BOM
from partnercli.repository.walk import read_yaml
from writing_verbs import VERBS, Verb, named, perform

ROOT = Path(__file__).parents[2]
COMES = "+"
"""Stands in a path for what was not there before."""
GOES = "the comment beside what is taken out goes too: "


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}


def changed(old: Any, new: Any, path: RecordPath = ()) -> Iterator[RecordPath]:
    """The places of a file that say something else now, as deep as can be; of what is new, where it came in."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old:
            yield from changed(old[key], new[key], (*path, key)) if key in new else [(*path, key)]
        if new.keys() - old.keys():
            yield (*path, COMES)
    elif isinstance(old, list) and isinstance(new, list):
        yield from changed_list(old, new, path)
    elif old != new:
        yield path


def changed_list(old: list[Any], new: list[Any], path: RecordPath) -> Iterator[RecordPath]:
    names, were = [called(one) for one in new], [called(one) for one in old]
    if not new or [one for one in were if one in names] != [one for one in names if one in were]:
        yield path  # empty, or in another order
        return
    others = [one for one in new if one not in old]
    for place, one in enumerate(old):
        if one not in new:
            same = next((other for other in others if called(other) == called(one)), None)
            yield from [(*path, place)] if same is None else changed(one, same, (*path, place))
    if others:
        yield (*path, COMES)


def called(entry: Any) -> Any:
    return next(iter(entry.values())) if isinstance(entry, dict) else entry


def may_change(before: bytes, after: bytes) -> set[int]:
    """The lines of a file, from 1, that are about what it says otherwise now."""
    walked = read_yaml(before, "")
    assert walked.place is not None
    lines: set[int] = set()
    for path in changed(walked.value, read_yaml(after, "").value):
        within = path[:-1] if path[-1] == COMES else path
        place = walked.place.find(within) if within else walked.place.span
        if path[-1] == COMES and not is_flow_at(before, place.line, place.column):
            continue  # lines come in, and none goes
        first = place.line
        if isinstance(reduce(getitem, within, walked.value), list):
            while rows(before)[first - 2].strip()[:1] in ("", "#"):
                first -= 1  # what stands above the first entry goes with it
        lines.update(range(first, place.end_line + (place.end_column > 1)))
    return lines


def is_flow_at(data: bytes, line: int, column: int) -> bool:
    row = data.removeprefix(BOM).decode().splitlines()[line - 1]
    return row[column - 1 : column] in ("{", "[")


def rows(data: bytes) -> list[str]:
    return data.decode().splitlines(keepends=True)


def touched(before: bytes, after: bytes) -> set[int]:
    """The lines, from 1, that are not there any more as they were."""
    found = SequenceMatcher(None, rows(before), rows(after), autojunk=False).get_opcodes()
    return {
        line
        for word, first, last, *_ in found
        if word in ("replace", "delete")
        for line in range(first + 1, last + 1)
    }


def remarks(found: dict[str, bytes]) -> Counter[str]:
    return Counter(remark for data in found.values() for remark in comments(data))


@pytest.mark.parametrize("verb", VERBS, ids=named)
def test_only_the_lines_of_what_is_edited_change_and_all_remarks_stay(
    verb: Verb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(shutil.copytree(ROOT / "tests" / "fictional", tmp_path / "it"))
    verb.prepare(root)
    write_by_hand(root)
    before = files(root)
    capsys.readouterr()
    assert perform(verb.arguments, root, verb.lines) == 0
    told = Counter(
        line.removeprefix(GOES) for line in capsys.readouterr().err.splitlines() if line.startswith(GOES)
    )
    after = files(root)
    edited = [path for path in before if after.get(path) not in (None, before[path])]
    for path in edited:
        assert (path, touched(before[path], after[path]) - may_change(before[path], after[path])) == (
            path,
            set(),
        )
        assert after[path].startswith(BOM)
        assert b"\n" not in after[path].replace(b"\r\n", b"")
    if after.keys() < before.keys():  # a file that goes as a whole takes its remarks along
        before = {path: data for path, data in before.items() if path in after}
    assert remarks(before) - remarks(after) == told


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.undo], ids=named)
def test_the_opposite_verb_gives_back_the_same_bytes(verb: Verb, tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "tests" / "fictional", tmp_path / "it"))
    verb.prepare(root)
    write_by_hand(root)
    before = files(root)
    assert perform(verb.arguments, root) == 0
    assert files(root) != before
    assert perform(split(verb.undo), root) == 0
    assert files(root) == before


def test_a_writer_that_lays_files_out_anew_would_be_caught(
    fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anew(_before: bytes, model: type[Record], meant: Any) -> bytes:
        return canonical("data/outlines/altamar.yaml", model.model_validate(meant))

    monkeypatch.setattr("partnercli.cli.changes.rewritten", anew)
    write_by_hand(fictional)
    before = files(fictional)
    assert perform(("outline", "status", "Altamar", "submitted", "--on", "2031-03-15"), fictional) == 0
    after, path = files(fictional), "data/outlines/altamar.yaml"
    assert touched(before[path], after[path]) - may_change(before[path], after[path])
    assert remarks(before) - remarks(after)
