"""One run: usage, help, exit codes; and never a traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import partnercli.cli.app
from partnercli import __version__
from partnercli.cli.exit_codes import Exit
from partnercli.repository.trees import WorkingTree

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]

CORVO = "data/countries/corvo.yaml"
COMMANDS = [
    "validate",
    "tally",
    "outline",
    "outline new",
    "outline list",
    "outline show",
    "render",
    "render note",
]
OPTIONS = {
    "validate": ["[PATH…]", "--format"],
    "tally": ["--meeting", "--region", "--by", "--without", "--assume", "--format"],
    "outline new": ["COUNTRY", "--on", "--with", "--dry-run"],
    "outline list": ["--format", "json"],
    "outline show": ["COUNTRY", "--format", "json"],
    "render note": ["[DOCUMENT]", "--format", "--output"],
}


def test_the_help_names_every_command_and_every_global_option(partner: Partner, tmp_path: Path) -> None:
    code, out, err = partner("--help", at=tmp_path)
    assert (code, err) == (0, "")
    for word in ("validate", "tally", "outline", "render", "--repo", "--quiet", "--verbose", "--no-color"):
        assert f"  {word}" in out or f", {word}" in out
    assert "--version" in out


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (PermissionError(13, "Permission denied", "/home/\x1b[1mx/.bashrc"), r"/home/\u001b[1mx/.bashrc"),
        (PermissionError(13, "Permission denied"), "a file"),
        (PermissionError(13, "Permission denied", 7), "a file"),
    ],
)
def test_a_file_that_cannot_be_read_or_written_is_named_where_the_system_names_it(
    error: OSError, what: str, partner: Partner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("partnercli.cli.run._called_with", fail)
    hint = "hint: check its name, its folder and the space left"
    said = f"error: {what} could not be read or written: permission denied\n{hint}\n"
    assert partner("--install-completion", at=tmp_path) == (4, "", said)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(command: str, flag: str, partner: Partner, tmp_path: Path) -> None:
    code, out, err = partner(*command.split(), flag, at=tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: partner {command} [OPTIONS]")
    assert max(map(len, out.splitlines())) <= 80
    assert "completion" not in out
    for option in OPTIONS.get(command, ()):
        assert option in out
    assert not re.search(r"<(str|int|path|list)|[{}]|slug", out)  # no words of programmers


def test_the_list_of_a_group_gives_first_sentences_whole(partner: Partner, tmp_path: Path) -> None:
    for group in ("document", "outline", "position"):
        out = partner(group, "--help", at=tmp_path)[1]
        assert "..." not in out.partition("Commands:")[2]
        assert max(map(len, out.splitlines())) <= 80
    out = " ".join(partner("document", "--help", at=tmp_path)[1].split())
    assert "without a number it is XXXX until the registry gives one." in out


@pytest.mark.parametrize("group", ["", "outline", "render", "template"])
def test_a_group_alone_shows_its_help_as_an_error_of_use(
    group: str, partner: Partner, tmp_path: Path
) -> None:
    code, _, err = partner(*group.split(), at=tmp_path)
    assert code == 2
    assert err.startswith(f"Usage: partner {group}".rstrip())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["talley"], 'error: there is no command "talley"\nhint: did you mean tally?\n'),
        (
            ["vote"],
            "hint: the commands are: status, init, validate, explain, meeting, form, import, position, ",
        ),
        (["outline", "nw"], 'error: there is no command "nw"\nhint: did you mean new?\n'),
        (["render", "nota"], 'error: there is no command "nota"\nhint: did you mean note?\n'),
        (["tally", "--meetng", "x"], 'there is no option "--meetng"'),
        (["tally", "--meetng", "x"], "hint: did you mean --meeting?"),
        (
            ["tally", "--meeting"],
            "option --meeting needs a value\nhint: see how to call it: partner tally --help\n",
        ),
        (["diff", "--meetings", "x"], "needs 2 values\nhint: see how to call it: partner diff --help\n"),
        (["outline", "step", "set", "--action"], "partner outline step set --help\n"),
        (["tally", "--repo", "."], "hint: it stands before the command: partner --repo …\n"),
        (["position", "list", "-q"], "hint: it stands before the command: partner -q …\n"),
        (["tally", "--at", " "], "error: --at is empty\nhint: say something, or leave it out\n"),
        (["country", "show", ""], "error: a name is empty\nhint: "),
        (
            ["outline", "step", "set", "Corvo", "--bad"],
            "hint: see how to call it: partner outline step set --help",
        ),
        (["country", "indicator", "Corvo", "--year", "2O30"], "--year needs a whole number\nhint: "),
        (
            ["outline", "status", "Corvo", "endorst"],
            "superseded (STATUS)\nhint: did you mean endorsed?\n",
        ),
        (["validate", "--format", "jsn"], "hint: did you mean json?"),
        (["render", "note", "--format", "odt"], "md, docx, pdf, html, akn"),
        (["--verson"], "--version"),
        (["meeting", "list", "all"], '"all" is more than this command takes'),
        (["--repo"], "needs a value"),
    ],
)
def test_wrong_usage_ends_with_2_and_names_the_nearest_valid_word(
    arguments: list[str], said: str, partner: Partner, fictional: Path
) -> None:
    code, out, err = partner(*arguments, at=fictional)
    assert (code, out) == (2, "")
    assert said in err


def test_the_version_is_told_outside_any_repository(partner: Partner, tmp_path: Path) -> None:
    assert partner("--version", at=tmp_path) == (0, f"partner {__version__}\n", "")


def test_the_exit_codes_are_those_that_other_programs_rely_on() -> None:
    assert {code.name: code.value for code in Exit} == {
        "FINE": 0,
        "ERRORS": 1,
        "USAGE": 2,
        "NOT_FOUND": 3,
        "NO_ACCESS": 4,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize("command", [("validate",), ("tally",), ("outline", "list"), ("render", "note")])
def test_an_interrupted_command_ends_with_130_and_says_nothing(
    command: tuple[str, ...], partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(WorkingTree, "read", interrupted)
    assert partner(*command, at=fictional) == (130, "", "")


def test_an_interrupt_before_the_command_begins_ends_with_130_too(
    partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(partnercli.cli.app, "command", interrupted)
    assert partner("tally", at=fictional) == (130, "", "")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("partner.yaml", b"["),
        ("partner.yaml", b""),
        ("data/delegations.yaml", b"["),
        ("data/regions.yaml", b"7"),
        ("data/meetings/2031-03-04-working-group.yaml", b"["),
        (CORVO, b""),
        (CORVO, b"\x00"),
        (CORVO, b"\xff\xfe"),
        (CORVO, b"a: &x [*x]"),
        (CORVO, b"!!python/object/apply:os.system [ls]"),
        (CORVO, b"- 1\n---\n- 2"),
        (CORVO, b"[" * 100_000),
        (CORVO, b"name: " + b"x" * (1 << 20)),
    ],
    ids=range(13),
)
def test_a_file_of_any_content_gives_findings_and_no_result(
    path: str, content: bytes, partner: Partner, fictional: Path, write: Write
) -> None:
    write(path, content)
    code, out, _ = partner("validate", at=fictional)
    assert code == 1
    assert f"{path}:" in out
    for command in (("tally",), ("render", "note")):
        code, out, err = partner(*command, at=fictional)
        assert (code, out) == (1, "")
        assert f"{path}:" in err


@pytest.mark.parametrize(
    ("path", "command", "code"),
    [
        ("data/presidencies.yaml", ("tally",), 0),
        ("data/presidencies.yaml", ("render", "note"), 0),
        ("data/regions.yaml", ("validate",), 1),
        ("data/regions.yaml", ("tally",), 1),
        ("data/regions.yaml", ("outline", "list"), 1),
        ("data/delegations.yaml", ("validate",), 1),
        ("data/delegations.yaml", ("tally",), 1),
        ("data/delegations.yaml", ("render", "note"), 1),
        ("data/documents/10001-31.yaml", ("tally",), 0),
        ("data/documents/10001-31.yaml", ("outline", "new", "belmonte"), 1),
        ("data/documents/10001-31.yaml", ("render", "note"), 3),
        ("data/meetings/2031-03-04-working-group.yaml", ("tally",), 3),
        ("data/countries/altamar.yaml", ("render", "note"), 1),
    ],
)
def test_a_file_that_is_missing_matters_where_it_is_needed(
    path: str, command: tuple[str, ...], code: int, partner: Partner, fictional: Path
) -> None:
    (fictional / path).unlink()
    assert partner(*command, at=fictional)[0] == code


def test_on_a_forges_runner_no_line_of_a_screen_is_a_command_to_it(partner: Partner, fictional: Path) -> None:
    file = fictional / "data/countries/corvo.yaml"
    name = '"::stop-commands::x ##[add-mask]y"'
    file.write_text(file.read_text("utf-8").replace("name: Corvo", f"name: {name}", 1), "utf-8")
    here = partner("tally", at=fictional, terminal=True, NO_COLOR="1", COLUMNS="40")
    there = partner("tally", at=fictional, terminal=True, NO_COLOR="1", COLUMNS="40", GITHUB_ACTIONS="true")
    assert re.search(r"^\s*::stop", here[1], re.MULTILINE)
    assert re.search(r"^\s*::|##\[", there[1] + there[2], re.MULTILINE) is None
    assert ": :stop" in there[1]
