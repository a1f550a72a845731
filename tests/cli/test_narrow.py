"""Every screen in as many columns as there are, from 40 to 120, and in the 80 of a file or pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.cli.command_tree import every_command
from partnercli.cli.narrow import flowing, table_row, together
from partnercli.cli.terminal import Piece, columns

Partner = Callable[..., Any]

ANYWHERE = (
    *(
        "status",
        "validate",
        "settings show",
        "country list",
        "instrument list",
        "template list",
        "meeting list",
        "meeting show",
    ),
    *("position list", "position list --silent", "matrix", "shortlist --size 2"),
    *(
        "tally",
        "tally --by region",
        "tally --by question",
        "tally --by call",
        "tally --robustness",
        "tally --list",
    ),
    *("outline list", "outline check", "outline progress", "outline timeline"),
    *("document list", "document show", "document partners --show"),
)
"""Commands that read, alike in both repositories."""
SHIPPED = (
    *("country show Tunisia", "instrument show talent-partnership", "position show DE", "majority Tunisia"),
    *("outline show Morocco", "outline compare Morocco Nigeria", "history Tunisia", "history DE"),
    "diff --meetings 2021-03-15-ministers 2021-04-22-hlwg",
)
FICTIONAL = (
    *("doctor", "explain", "explain PC204", "schema"),
    *("country show altamar", "instrument show charter", "position show QR", "majority altamar"),
    *("majority --question way-forward", "outline show altamar", "outline compare altamar corvo"),
    *("history altamar", "history QR", "diff --meetings 2031-01-20-ministers 2031-03-04-working-group"),
)
NO_SCREEN = {
    *("calendar", "export", "form", "format", "report", "template eject", "cache info", "cache clear"),
    *("template show", "template check", "position remind"),
}
"""Commands that write files, or print a text whole; besides, those of `render`."""
WHOLE = ("partner ", "→ ", "This breaks it: ", "This holds: ", "    ")
"""How lines begin that are copied whole: a command, what is to be done, the file of an example and what it says."""


def whole(line: str, command: str) -> bool:
    """Whether a line is meant to be copied as it stands."""
    return line.strip().startswith(WHOLE[:2]) or (command == "explain PC204" and line.startswith(WHOLE[2:]))


def too_wide(partner: Partner, at: Path, command: str, width: int) -> Iterator[str]:
    """The lines of a screen that are wider than it is; of a pipe where `width` is 0."""
    done = partner(*command.split(), at=at, terminal=width > 0, NO_COLOR="1", COLUMNS=str(width or 200))
    assert done.out, (command, done.err)
    for line in done.out.splitlines():
        counted = not width and command == "validate"  # its closing line, for which programs look
        if columns(line) > (width or 80) and not counted and not whole(line, command):
            yield f"{command} at {width or 'a pipe'}: {line}"


@pytest.fixture(scope="module")
def real(copy_shipped: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped repository without its git: no line depends on who committed last."""
    return copy_shipped(tmp_path_factory.mktemp("narrow") / "shipped")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 0])
def test_no_line_of_any_screen_is_wider_than_the_screen(
    width: int, partner: Partner, real: Path, fictional: Path
) -> None:
    wide = [
        line
        for at, commands in ((real, SHIPPED), (fictional, FICTIONAL))
        for command in (*ANYWHERE, *commands)
        for line in too_wide(partner, at, command, width)
    ]
    assert wide == []


def test_every_command_that_reads_is_tried_here() -> None:
    reads = {
        one.path
        for one in every_command()
        if not one.is_group and not any("--dry-run" in param.opts for param in one.command.params)
    }
    tried = (*ANYWHERE, *FICTIONAL)
    untried = {name for name in reads if not any(f"{one} ".startswith(f"{name} ") for one in tried)}
    assert {name for name in untried if not name.startswith("render ")} == NO_SCREEN


@given(
    parts=st.lists(
        st.tuples(st.text("ab 日", max_size=20), st.sampled_from(["", "bold", "red"])), min_size=1
    ),
    width=st.integers(8, 30),
)
def test_a_line_that_flows_says_all_its_words_each_letter_in_its_style(
    parts: list[tuple[str, str]], width: int
) -> None:
    def pieces(line: Any) -> list[Piece]:
        return [Piece(one) if isinstance(one, str) else one for one in line]

    def letters(line: Any) -> list[tuple[str, str]]:
        return [(letter, piece.style) for piece in pieces(line) for letter in piece.text if letter != " "]

    lines = [list(line) for line in flowing([Piece(*part) for part in parts], width)]
    assert [pair for line in lines for pair in letters(line)] == letters([Piece(*part) for part in parts])
    assert all(columns("".join(piece.text for piece in pieces(line))) <= width for line in lines)


def test_a_row_stands_in_its_columns_or_below_its_name_in_words() -> None:
    cells = (Piece("Altamar   ", "bold"), "  3  draft")
    said = ("support 3", "", "draft")
    assert list(table_row(cells, 20, 20, "Altamar", said)) == [cells]
    below = [(Piece("Altamar", "bold"),), ("    support 3, draft",)]
    assert list(table_row(cells, 30, 20, "Altamar", said)) == below
    assert next(iter(table_row(cells, 10, 19, "Altamar", said))) == below[0]


def test_a_sign_is_never_parted_from_its_meaning() -> None:
    assert list(together(["a one", "b two", "c three"], "  ", 15)) == [("a one  b two",), ("c three",)]
