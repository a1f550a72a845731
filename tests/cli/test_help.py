"""Every help has an example that works as it stands, and is read well on screens of 40 and of 80 columns."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from partnercli.cli.command_tree import every_command
from partnercli.cli.help import EXAMPLE

Partner = Callable[..., tuple[int, str, str]]

BEFORE = {
    "partner import replies/ --received 2021-04-30 --channel e-mail": (
        "partner form DE FR --output replies",
    ),
}
"""The lines that make the files which an example names."""
CHOICE = re.compile(r" +--\S+ <\S+>")
"""An option with all the words that it can have, which no screen of 40 columns parts."""
REPLY = "step,from,to,status\n1,2021-Q4,,planned\n"


COMMANDS = {one.name: one.command for one in every_command()}
"""Each command and group by its full name."""


def examples(at: Any) -> list[str]:
    """The lines to type that a command's help gives."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in (at.help or "").split("\n\n")]
    return [one.removeprefix(EXAMPLE) for one in paragraphs if one.startswith(EXAMPLE)]


def called(example: str) -> str:
    """The full name of the command that a line to type calls."""
    name = "partner"
    for word in shlex.split(example)[1:]:
        name = f"{name} {word}" if f"{name} {word}" in COMMANDS else name
    return name


def as_typed(example: str, told_by: str) -> list[str]:
    """The words after `partner`; with --dry-run where the command has it, so that the next example stands alone.

    A line of another command than the one that tells of it makes what the next line names; an outline that came
    back is only shown.
    """
    words, name = shlex.split(example)[1:], called(example)
    takes = (
        any("--dry-run" in param.opts for param in COMMANDS[name].params) and name != "partner outline import"
    )
    prepares = name != told_by and not hasattr(COMMANDS[told_by], "list_commands")
    return [*words, "--dry-run"] if takes and not prepares else words


@pytest.fixture(scope="module")
def repository(copy_shipped: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped repository in git, with a branch as it was last fetched and a reply to an outline."""
    root = copy_shipped(tmp_path_factory.mktemp("example") / "exercise")
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.invalid", "-c", "commit.gpgsign=false")
    for line in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        ("commit", "--quiet", "--message", "as shipped"),
        ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ):
        subprocess.run(["git", *who, *line], cwd=root, check=True, capture_output=True)
    (root / "reply.csv").write_text(REPLY, "utf-8")
    return root


def test_every_command_has_an_example_of_itself_and_every_group_one_of_a_command_below_it() -> None:
    without = [
        name for name, at in COMMANDS.items() if not any(f"{one} ".startswith(name) for one in examples(at))
    ]
    assert without == []


@pytest.mark.parametrize("group", [name for name in COMMANDS if name.count(" ") == 1])
def test_every_example_works_as_it_stands(
    group: str, partner: Partner, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = str(repository.parent / "cache")
    told = [(name, one) for name, at in COMMANDS.items() for one in examples(at)]
    for name, example in told:
        if not f"{name} ".startswith(f"{group} "):
            continue
        for line in (*BEFORE.get(example, ()), example):
            monkeypatch.setattr("sys.stdin", StringIO(""))
            code, out, err = partner(*as_typed(line, name), at=repository, PARTNER_CACHE_DIR=cache)
            assert (code, line) == (0, line), f"{out}\n{err}"


@pytest.mark.parametrize("columns", [40, 80])
def test_every_help_fits_the_screen_and_an_example_is_parted_between_its_words_alone(
    columns: int, partner: Partner, tmp_path: Path
) -> None:
    for name, at in COMMANDS.items():
        code, out, err = partner(*name.split()[1:], "--help", at=tmp_path, COLUMNS=str(columns))
        assert (code, err) == (0, ""), name
        wide = [line for line in out.splitlines() if len(line) > columns]
        assert [line for line in wide if not CHOICE.fullmatch(line)] == [], name
        text = " ".join(out.split())
        assert all(f"{EXAMPLE}{example}" in text for example in examples(at)), name


def test_no_help_speaks_the_language_of_programmers(partner: Partner, tmp_path: Path) -> None:
    for name in COMMANDS:
        out = partner(*name.split()[1:], "--help", at=tmp_path)[1]
        found = re.findall(r"\[ARGS\]|this message|customize|<(?:str|int|path)>|\bslug\b|\bnull\b", out)
        assert found == [], name


@pytest.mark.parametrize(
    "asked", [("help", "tally"), ("--help", "tally"), ("-h", "tally"), ("tally", "-h"), ("tally", "--help")]
)
def test_however_help_is_asked_for_it_is_that_of_the_command_named(
    asked: tuple[str, ...], partner: Partner, tmp_path: Path
) -> None:
    code, out, err = partner(*asked, at=tmp_path)
    assert (code, out.splitlines()[0], err) == (0, "Usage: partner tally [OPTIONS]", "")


@pytest.mark.parametrize("asked", ["help", "--help", "-h"])
def test_help_alone_lists_the_commands(asked: str, partner: Partner, tmp_path: Path) -> None:
    code, out, err = partner(asked, at=tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: partner [OPTIONS] COMMAND …\n")
    assert all(f"  {name.split()[1]} " in out for name in COMMANDS if name.count(" ") == 1)
