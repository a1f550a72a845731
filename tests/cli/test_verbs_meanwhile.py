"""Every command that writes: all of them are tried, a dry run writes nothing, and nobody's change meanwhile is lost."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from files_kept import files
from partnercli.cli import changes
from partnercli.repository import write
from partnercli.system.folders import held
from partnercli.system.locks import locked
from writing_verbs import VERBS, Verb, named, perform, writing_commands

ROOT = Path(__file__).parents[2]
THEIRS = b"# Somebody else was here.\n"
EDITING = [verb for verb in VERBS if not verb.lines]
"""The verbs that write all at once; a sitting goes on with its next line."""


def ready(verb: Verb, root: Path) -> Path:
    """The fictional repository in the state that the run needs."""
    shutil.copytree(ROOT / "tests" / "fictional", root)
    verb.prepare(root)
    return root


def written(verb: Verb, root: Path) -> tuple[dict[str, bytes], list[str]]:
    """What an undisturbed run leaves, and the files that it writes or takes away, in its order."""
    before = files(ready(verb, root))
    order: list[str] = []
    real = changes.write_change

    def noting(session: Any, change: changes.Change, *so_far: str) -> None:
        order.append(change.path)
        real(session, change, *so_far)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "write_change", noting)
        assert perform(verb.arguments, root, verb.lines) == 0
    after = files(root)
    assert sorted(order) == sorted(
        path for path in {**before, **after} if before.get(path) != after.get(path)
    )
    return after, order


def somebody_writes(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as theirs:
        theirs.write(THEIRS)


def test_every_command_that_writes_data_is_among_the_verbs() -> None:
    assert {verb.name for verb in VERBS} == set(writing_commands())


@pytest.mark.parametrize("verb", VERBS, ids=named)
def test_a_dry_run_writes_nothing_and_shows_what_each_file_would_say(
    verb: Verb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after, order = written(verb, tmp_path / "done")
    root = ready(verb, tmp_path / "dry")
    before = files(root)
    capsys.readouterr()
    assert perform((*verb.arguments, "--dry-run"), root, verb.lines) == 0
    assert files(root) == before
    out = capsys.readouterr().out
    old, new = re.findall(r"^--- (.*)$", out, re.MULTILINE), re.findall(r"^\+\+\+ (.*)$", out, re.MULTILINE)
    assert old == [f"a/{path}" if path in before else "/dev/null" for path in order]
    assert new == [f"b/{path}" if path in after else "/dev/null" for path in order]


@pytest.mark.tools  # every verb that edits
@pytest.mark.parametrize("verb", EDITING, ids=named)
def test_a_file_that_changed_since_it_was_read_stops_all_before_the_first_is_written(
    verb: Verb, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, order = written(verb, tmp_path / "done")
    assert verb.several == (len(order) > 1)
    checks = changes._check  # noqa: SLF001 - the last moment before anything is written
    for number, path in enumerate(order):
        root = ready(verb, tmp_path / f"{number}")

        def meanwhile(*given: Any, file: Path = root / path) -> None:
            checks(*given)
            somebody_writes(file)

        before = files(root)
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr(changes, "_check", meanwhile)
            code = perform(verb.arguments, root)
        assert (path, code) == (path, 1)
        assert files(root) == {**before, path: before.get(path, b"") + THEIRS}
        out, err = capsys.readouterr()
        assert "data/" not in out
        assert re.search(
            r"^error: .*(was changed by somebody else meanwhile|is there already).*\nhint: ",
            err,
            re.MULTILINE,
        )


@pytest.mark.parametrize("verb", [verb for verb in EDITING if verb.several], ids=named)
def test_a_file_that_changes_while_the_others_are_written_stays_and_the_rest_is_left_out(
    verb: Verb, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    after, order = written(verb, tmp_path / "done")
    for number, path in enumerate(order):
        root = ready(verb, tmp_path / f"{number}")
        before = files(root)
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr(changes, "write_change", before_writing(path, root))
            code = perform(verb.arguments, root)
        assert (path, code) == (path, 1)
        stand = {**before, path: before.get(path, b"") + THEIRS}
        assert files(root) == {**stand, **{one: after[one] for one in order[:number]}}
        words = re.findall(
            r"; (\d of \d files w\w+ written before it)$", capsys.readouterr().err, re.MULTILINE
        )
        were = "was" if number == 1 else "were"
        assert words == [f"{number} of {len(order)} files {were} written before it"] * (number > 0)


@pytest.mark.parametrize("verb", [verb for verb in EDITING if verb.several], ids=named)
def test_a_command_that_stopped_between_two_files_finishes_when_it_is_given_again(
    verb: Verb, tmp_path: Path
) -> None:
    after, order = written(verb, tmp_path / "done")
    for number in range(1, len(order)):
        root = ready(verb, tmp_path / f"{number}")
        for path in order[:number]:
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(after[path])
        assert perform(verb.arguments, root) == 0
        assert (number, files(root)) == (number, after)


def before_writing(path: str, root: Path) -> Callable[..., None]:
    """The writer of one change, before which somebody else writes the file at `path`."""
    real = changes.write_change

    def after_them(session: Any, change: changes.Change, *so_far: str) -> None:
        if change.path == path:
            somebody_writes(root / path)
        real(session, change, *so_far)

    return after_them


def test_an_edit_that_waits_for_another_one_in_vain_says_to_wait_and_not_to_look_for_room(
    fictional: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "_PATIENCE", 0.01)
    theirs = held(fictional / "data/countries")
    with locked(theirs, 1, write._MARK):  # noqa: SLF001 - as the other edit does
        assert perform(("country", "set", "corvo", "note=Windy."), fictional) == 4
    theirs.close()
    told = capsys.readouterr().err
    assert "another edit in " in told
    assert "hint: wait until it is done, then give the command again" in told


def test_a_sitting_goes_on_where_one_of_its_files_was_changed_meanwhile(
    fictional: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = "data/positions/2031-03-04-working-group"
    before = files(fictional)
    monkeypatch.setattr(changes, "write_change", before_writing(f"{at}/qn.yaml", fictional))
    lines = "QR: altamar\nchange QN: esker\nQS: corvo\n"
    assert perform(("position", "enter", "--illustrative"), fictional, lines) == 1
    left = files(fictional)
    assert left[f"{at}/qn.yaml"] == before[f"{at}/qn.yaml"] + THEIRS
    assert left.keys() - before.keys() == {f"{at}/qr.yaml", f"{at}/qs.yaml"}
    assert "nothing of this line is recorded" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("outline step add Altamar grant --action Pay.", "step 4 (open-grant) says all this already"),
        ("document new --subject Outlines --date 2031-03-11", "data/documents/xxxx-31.yaml says so already"),
        ("outline status Corvo discussed --on 2031-03-15", "data/outlines/corvo.yaml says so already"),
        ("document revise 10001/31 --date 2031-03-20 --current", "is superseded by 10001/1/31 REV 1"),
        ("meeting new 2031-05-06-working-group --current", "says so already"),
        (
            "meeting new 2031-05-06-working-group",
            "data/meetings/2031-05-06-working-group.yaml is there already",
        ),
    ],
)
def test_the_same_command_given_twice_records_nothing_twice(
    line: str, words: str, fictional: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert perform(line.split(), fictional) == 0
    once = files(fictional)
    perform(line.split(), fictional)
    assert files(fictional) == once
    assert words in capsys.readouterr().err
