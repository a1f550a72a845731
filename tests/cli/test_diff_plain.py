"""`partner diff` between revisions reads what changed, and says what it would say had it read everything."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from git_made import commit, git, parsing, started
from partnercli.cli.diff import sides
from partnercli.cli.diff.comparison import Comparison, of_revisions
from partnercli.cli.diff.markdown import markdown
from partnercli.cli.diff.screen import screen
from partnercli.cli.session import Session
from partnercli.cli.terminal import Terminal
from partnercli.repository.load import Loaded, load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import Tree
from partnercli.tally.diff import Change
from partnercli.tally.diff_contract import to_contract

MEETING = "2031-03-04-working-group"
EARLIER = "2031-01-20-ministers"
LONG_AGO = "2030-11-05-seminar"
POSITIONS = "data/positions"


def a_file(root: Path, chance: random.Random) -> Path:
    files = sorted(path for path in root.rglob("*.yaml") if path.is_file())
    return chance.choice(files)


def of_kind(root: Path, chance: random.Random, kind: str) -> Path | None:
    files = sorted(path for path in (root / "data" / kind).rglob("*.yaml") if path.is_file())
    return chance.choice(files) if files else None


def reword(root: Path, chance: random.Random) -> None:
    """Say something else, or the same otherwise."""
    file = a_file(root, chance)
    words = (
        ("stance: reservation", "stance: opposition"),
        ("country: corvo", "country: esker"),
        ("country: altamar", "country: belmonte"),
        ("note: ", "note: Still "),
        ("name: ", "name: New "),
        ("status: draft", "status: submitted"),
        ("meeting: 2031-03-04-working-group", f"meeting: {LONG_AGO}"),
        ("sources:", "# a comment\nsources:"),
        ("at_least: 0.5", "at_least: 1/4"),
    )
    text = file.read_text()
    file.write_text(
        text.replace(*chance.choice([pair for pair in words if pair[0] in text] or [("x", "x")]), 1)
    )


def spoil(root: Path, chance: random.Random) -> None:
    """Make a file one that cannot be read."""
    file = a_file(root, chance)
    file.write_bytes(chance.choice([b"", b"[", b"\xff", b"a: &b 1\n", file.read_bytes() + b"odd: 1\n"]))


def take_out(root: Path, chance: random.Random) -> None:
    a_file(root, chance).unlink()


def move(root: Path, chance: random.Random) -> None:
    """Move a position to another meeting, or to another name."""
    if file := of_kind(root, chance, "positions"):
        to = root / POSITIONS / chance.choice([MEETING, EARLIER, LONG_AGO, "2032-01-01-new", "Odd Name"])
        to.mkdir(parents=True, exist_ok=True)
        file.rename(to / chance.choice([file.name, "qr.yaml", "QS.yaml"]))


def repeat(root: Path, chance: random.Random) -> None:
    """Another record like one that there is."""
    if file := of_kind(root, chance, chance.choice(["countries", "documents", "outlines", "meetings"])):
        shutil.copy(file, file.with_name(chance.choice(["zonda.yaml", "sn-1001-31.yaml", "Odd.yaml"])))


def number(root: Path, chance: random.Random) -> None:  # noqa: ARG001 - as every change
    """Give the document another number, and say so in the settings."""
    document, settings = root / "data/documents/10001-31.yaml", root / "partner.yaml"
    if document.exists() and settings.exists():
        document.rename(document.with_name("10002-31.yaml"))
        settings.write_text(settings.read_text().replace("10001-31", "10002-31"))


def go_on(root: Path, chance: random.Random, to: str = "") -> None:
    """Another current meeting."""
    settings = root / "partner.yaml"
    if settings.exists():
        meeting = f"current_meeting: {to or chance.choice([EARLIER, '2032-01-01-new'])}"
        settings.write_text(settings.read_text().replace(f"current_meeting: {MEETING}", meeting))


def go_back(root: Path, chance: random.Random) -> None:
    """The meeting of long ago, on which nothing rested, is the current one."""
    go_on(root, chance, LONG_AGO)


def odd(root: Path, chance: random.Random) -> None:
    """Something that does not belong among records."""
    place = root / chance.choice(
        [
            "data",
            "data/countries",
            f"{POSITIONS}/{MEETING}",
            f"{POSITIONS}/{LONG_AGO}",
            "data/a/b/c/d/e/f/g/h",
        ]
    )
    place.mkdir(parents=True, exist_ok=True)
    name = place / chance.choice(["link.yaml", "words.txt", "x.yaml.1.partner-tmp", "folder.yaml", ".hidden"])
    if name.name == "folder.yaml":
        name.mkdir(exist_ok=True)
        (name / "inner.yaml").write_text("name: x\n")
    elif not name.is_symlink() and name.suffix == ".yaml":
        name.symlink_to("nowhere")
    elif not name.is_symlink():
        name.write_text("words")


def hide(root: Path, chance: random.Random) -> None:
    """A link where a folder of records belongs."""
    folder = root / chance.choice(["data/outlines", f"{POSITIONS}/{LONG_AGO}", "data/meetings"])
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
        folder.symlink_to("/nowhere")


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    *(reword,) * 6,
    *(spoil, take_out, move, repeat, number, go_on, go_back, odd, hide),
)
SOME = st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 1 << 16)), max_size=5)


def changed(root: Path, changes: Sequence[tuple[Callable[[Path, random.Random], None], int]]) -> None:
    for change, seed in changes:
        if any(path.is_file() for path in root.rglob("*.yaml")):
            with suppress(OSError, UnicodeError):  # an earlier change took away what this one needs
                change(root, random.Random(seed))  # noqa: S311 - the same for the same seed


@pytest.fixture
def exercise(fictional: Path) -> Path:
    """The invented repository with a meeting of long ago, on which nothing rests; not committed yet."""
    meeting = (fictional / f"data/meetings/{EARLIER}.yaml").read_text().replace("2031-01-20", "2030-11-05")
    (fictional / f"data/meetings/{LONG_AGO}.yaml").write_text(meeting)
    (fictional / POSITIONS / LONG_AGO).mkdir()
    for code in ("qm", "qn", "qp"):
        said = (fictional / POSITIONS / MEETING / f"{code}.yaml").read_text()
        (fictional / POSITIONS / LONG_AGO / f"{code}.yaml").write_text(said.replace(MEETING, LONG_AGO))
    git(fictional, "init", "--quiet")
    return fictional


def everything(old: Tree, new: Tree) -> tuple[Loaded, Loaded]:
    return load(old, Scope.everything()), load(new, Scope.everything())


def shown(comparison: Comparison) -> tuple[object, ...]:
    """All that a diff prints."""
    unread = Change(comparison.base.unread, comparison.head.unread)
    contract = to_contract(comparison.figures, Change("a", "b"), comparison.contract(), unread)
    return [*screen(comparison)], markdown(comparison), contract, comparison.differs


@example(before=[], since=[(go_back, 0)], on_disk=False)
@example(before=[(hide, 0)], since=[(number, 0)], on_disk=True)
@given(before=SOME, since=SOME, on_disk=st.booleans())
def test_a_diff_says_what_it_would_say_had_it_read_everything(
    before: Any, since: Any, on_disk: bool, tmp_path_factory: pytest.TempPathFactory, exercise: Path
) -> None:
    root = tmp_path_factory.mktemp("chance") / "exercise"
    shutil.copytree(exercise, root, symlinks=True)
    changed(root, before)
    base = commit(root)
    changed(root, since)
    head = None if on_disk else commit(root)
    if not (root / "partner.yaml").exists():  # without which it is no repository
        shutil.copy(exercise / "partner.yaml", root)
    session = Session(Terminal(), date(2031, 4, 1), root)
    found = of_revisions(session, base, head)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sides, "_read", everything)
        plain = of_revisions(session, base, head)
    for ours, theirs in ((found.base, plain.base), (found.head, plain.head)):
        assert set(ours.unread) <= set(theirs.unread)
        passed_over = set(theirs.unread) - set(ours.unread)
        assert not passed_over & touched(root, base, head), "what differs is always named"
    unread = plain._replace(
        base=plain.base._replace(unread=found.base.unread), head=plain.head._replace(unread=found.head.unread)
    )
    if plain.base is plain.head:
        unread = unread._replace(head=unread.base)
    assert shown(found) == shown(unread)


def touched(root: Path, base: str, head: str | None) -> set[str]:
    """The files that git calls changed, and the folders that they lie in."""
    git(root, "add", "--all", "--intent-to-add")
    names = git(root, "diff", "--name-only", "--no-renames", "-z", base, *([head] if head else [])).split(
        "\0"
    )
    return {name for name in names if name}


def test_only_what_changed_and_what_it_rests_on_is_parsed(
    partner: Callable[..., Any], exercise: Path, edit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(exercise)
    edit(f"{POSITIONS}/{LONG_AGO}/qn.yaml", "stance: reservation", "stance: opposition")
    edit("data/outlines/corvo.yaml", "status: submitted", "status: discussed")
    commit(exercise)
    read = parsing(monkeypatch)
    done = partner("diff", "HEAD~1", "HEAD", at=exercise)
    assert done.code == 0
    assert "Ministers, 5 November 2030" in done.out, "the meeting of what changed has its name"
    twice = sorted({path for path in read if read.count(path) == 2})
    assert twice == ["data/outlines/corvo.yaml", f"{POSITIONS}/{LONG_AGO}/qn.yaml"]
    assert not {
        f"{POSITIONS}/{LONG_AGO}/qm.yaml",
        "data/outlines/altamar.yaml",
        "data/instruments/grant.yaml",
    } & {*read}
    read.clear()
    assert partner("diff", "HEAD~1", at=exercise).out.splitlines()[4:] == done.out.splitlines()[4:]
    assert sorted({path for path in read if read.count(path) == 2}) == twice


def test_the_meeting_of_what_is_gone_has_its_name(
    partner: Callable[..., Any], exercise: Path, edit: Callable[..., None]
) -> None:
    commit(exercise)
    (exercise / f"{POSITIONS}/{LONG_AGO}/qn.yaml").unlink()
    assert "Ministers, 5 November 2030" in partner("diff", "HEAD", at=exercise).out
    commit(exercise)
    edit(f"{POSITIONS}/{MEETING}/qn.yaml", f"meeting: {MEETING}", f"meeting: {LONG_AGO}")
    assert "Ministers, 5 November 2030" in partner("diff", "HEAD", at=exercise).out


def test_a_broken_file_that_nothing_rests_on_is_named_only_where_it_changed(
    partner: Callable[..., Any], exercise: Path
) -> None:
    broken = exercise / POSITIONS / LONG_AGO / "qm.yaml"
    broken.write_text("[")
    commit(exercise)
    commit(exercise)
    done = partner("diff", "HEAD~1", "HEAD", at=exercise)
    assert (done.err, "No change in meaning.\n" in done.out) == ("", True)
    broken.write_text("[ ")
    assert "could not be read in HEAD and is left out" in partner("diff", "HEAD", at=exercise).err


@pytest.mark.parametrize(
    ("command", "commands"),
    [
        ("tally --at HEAD", ["cat-file"]),
        ("diff HEAD~1 HEAD", ["cat-file"]),
        ("diff HEAD~1", ["cat-file"]),
        ("validate --changed-since HEAD", ["cat-file"]),
        ("history corvo", ["cat-file", "log"]),
        ("history QN", ["cat-file", "log"]),
        ("tally --at nowhere", ["cat-file", "rev-parse"]),
    ],
)
def test_git_is_started_once_and_for_a_history_twice(
    command: str,
    commands: list[str],
    partner: Callable[..., Any],
    exercise: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commit(exercise)
    commit(exercise)
    (exercise / f"{POSITIONS}/{MEETING}/qm.yaml").unlink()
    found = started(monkeypatch)
    partner(*command.split(), at=exercise)
    assert found == commands
