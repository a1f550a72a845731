"""How the shells ask and are answered: as Typer's own scripts have it, in which nothing is changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer._click.shell_completion import get_completion_class, split_arg_string
from typer._completion_classes import completion_init
from typer._completion_shared import get_completion_script

from partnercli.cli.app import command
from partnercli.cli.completion import completed
from partnercli.cli.completion.shells import parted

SHELLS = ["bash", "zsh", "fish", "powershell", "pwsh"]
LINES = ["tally --r", "tally --by r", "tally --by ", "report --at x", "validate --format g"]


def environment(shell: str, line: str) -> dict[str, str]:
    """What a shell says of a line that ends at the cursor."""
    words = line.split(" ")
    return {
        "_PARTNER_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "\n".join(("partner", *words)),
        "COMP_CWORD": str(len(words)),
        "_TYPER_COMPLETE_ARGS": f"partner {line}",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }


def by_the_library(shell: str, line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What Typer itself answers."""
    completion_init()
    for name, value in environment(shell, line).items():
        monkeypatch.setenv(name, value)
    of = get_completion_class(shell)
    assert of is not None
    return of(command(), {}, "partner", "_PARTNER_COMPLETE").complete()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", LINES)
def test_each_shell_is_answered_as_the_library_would(
    shell: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = by_the_library(shell, line, monkeypatch)
    assert completed(environment(shell, line)) == (f"{theirs}\n", 0)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_that_are_installed_ask_with_what_is_read_here(shell: str) -> None:
    script = get_completion_script(prog_name="partner", complete_var="_PARTNER_COMPLETE", shell=shell)
    named = {
        "bash": ("COMP_WORDS", "COMP_CWORD"),
        "fish": ("_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_FISH_ACTION"),
    }
    power = ("_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE")
    asked_by = named | {"zsh": ("_TYPER_COMPLETE_ARGS",), "powershell": power, "pwsh": power}
    known_as = "powershell" if shell == "pwsh" else shell
    assert f"complete_{known_as}" in script
    assert all(name in script for name in asked_by[shell])


@pytest.mark.parametrize(
    ("shell", "expected"),
    [
        ("bash", "QM=altamar:support\n"),
        ("zsh", "_arguments '*: :((\"QM=altamar\\\\:support\"))'\n"),
        ("fish", "QM=altamar:support\n"),
        ("powershell", "QM=altamar:support::: \n"),
    ],
)
def test_a_name_has_no_help_and_a_value_that_is_one_word_to_the_shell_is_whole(
    fictional: Path, shell: str, expected: str
) -> None:
    asked = environment(shell, "tally --assume QM=altamar:sup")
    assert completed({**asked, "PARTNER_REPO": str(fictional)}) == (expected, 0)


def test_fish_is_told_by_the_exit_code_whether_there_is_anything(fictional: Path) -> None:
    for word, code in (("al", 0), ("zz", 1)):
        asked = environment("fish", f"outline new {word}") | {"_TYPER_COMPLETE_FISH_ACTION": "is-args"}
        assert completed({**asked, "PARTNER_REPO": str(fictional)}) == ("", code)


def test_where_nothing_is_offered_zsh_is_told_to_offer_files(fictional: Path) -> None:
    asked = environment("zsh", "import --sheet x")
    assert completed({**asked, "PARTNER_REPO": str(fictional)}) == ("_files\n", 0)


def test_what_zsh_evaluates_holds_no_sign_that_it_reads(fictional: Path) -> None:
    (fictional / "data" / "countries" / "$(id)'.yaml").write_bytes(b"")
    for typed in ("", "$", "'", "altamar,$(id),", "`id`,", "'"):
        answer = completed(
            {**environment("zsh", f"position set QM --support {typed}"), "PARTNER_REPO": str(fictional)}
        )
        assert answer is not None
        assert "$" not in answer[0]
        assert "`" not in answer[0]
        assert answer[0].count("'") in (0, 2)


def test_any_other_instruction_is_left_to_the_library() -> None:
    for instruction in ("source_bash", "complete_csh", "complete", "", "complete_", "bash_complete"):
        assert completed({"_PARTNER_COMPLETE": instruction}) is None


WORDS = st.sampled_from(
    ["partner", "outline", "new", "tally", "--assume", "--", "-", "=", ":", "#", '"', "'", "\\", ""]
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=8).flatmap(
    lambda words: st.sampled_from(["\n".join(words), " ".join(words)])
)


@given(TEXTS)
def test_a_line_is_parted_as_the_library_parts_it(line: str) -> None:
    assert parted(line) == split_arg_string(line)


@given(
    st.sampled_from(SHELLS),
    TEXTS,
    st.integers(-9, 12).map(str) | st.text(max_size=3) | st.just("9" * 5000),
    st.text(max_size=4),
)
def test_whatever_a_shell_sends_is_answered_quietly(shell: str, line: str, at: str, typed: str) -> None:
    asked = {"COMP_WORDS": line, "COMP_CWORD": at, "PARTNER_REPO": os.devnull}
    typer = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed}
    answer = completed({"_PARTNER_COMPLETE": f"complete_{shell}", **asked, **typer})
    assert answer is not None
    assert answer[0].replace("\n", "").replace("\t", "").isprintable()
