"""The source line with its caret: on a terminal only, below the right characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]

BELMONTE = "data/countries/belmonte.yaml"
SOURCES = "sources: [{title: Gazetteer of the Northern Shore}]\n"


def shown(partner: Partner, at: Path, **environment: str) -> list[str]:
    return partner("validate", at=at, terminal=True, **environment)[1].splitlines()


def test_a_terminal_shows_the_line_and_a_caret_under_the_fault(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(BELMONTE, f"name: Belmonte\nregion: nowhere\n{SOURCES}")
    assert shown(partner, fictional)[:3] == [
        f'{BELMONTE}:2:9: error PC206: unknown region "nowhere"',
        "  2 | region: nowhere",
        "    |         ^^^^^^^",
    ]


def test_a_pipe_shows_neither(partner: Partner, fictional: Path, write: Write) -> None:
    write(BELMONTE, f"name: Belmonte\nregion: nowhere\n{SOURCES}")
    out = partner("validate", at=fictional)[1]
    assert "^" not in out
    assert " | " not in out


def test_the_caret_counts_wide_characters_as_two_columns(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(BELMONTE, f'name: Belmonte\nregion: northern-shore\naliases: ["港町", "é", 12]\n{SOURCES}')
    assert shown(partner, fictional)[1:3] == [
        '  3 | aliases: ["港町", "é", 12]',
        "    |                        ^^",
    ]


def test_of_a_very_long_line_the_part_around_the_fault_is_shown(
    partner: Partner, fictional: Path, write: Write
) -> None:
    aliases = ", ".join(f"Port {number}" for number in range(100, 150))
    write(BELMONTE, f"name: Belmonte\nregion: northern-shore\naliases: [{aliases}, 12]\n{SOURCES}")
    _, line, caret, *_ = shown(partner, fictional)
    assert len(line) < 120
    assert line[caret.index("^") :] == "12]"


def test_a_link_out_of_the_repository_is_named_and_never_read(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("name: the secret\n", "utf-8")
    (fictional / "data/countries/linked.yaml").symlink_to(secret)
    first, second, *_ = lines = shown(partner, fictional)
    assert first.startswith("data/countries/linked.yaml:1:1: error PC101: ")
    assert second.startswith("  hint: ")
    assert "secret" not in "".join(lines)


def test_colour_is_for_terminals_and_can_be_switched_off(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(BELMONTE, f"name: Belmonte\nregion: nowhere\n{SOURCES}")
    plain = "\n".join(shown(partner, fictional))
    coloured = "\n".join(shown(partner, fictional, TERM="xterm"))
    assert "\x1b[1;31merror PC206\x1b[0m" in coloured
    assert "\x1b" not in plain
    assert shown(partner, fictional, TERM="xterm", NO_COLOR="1") == plain.splitlines()
    assert shown(partner, fictional, TERM="dumb") == plain.splitlines()
    assert partner("--no-color", "validate", at=fictional, terminal=True, TERM="xterm")[1] == f"{plain}\n"
    assert "\x1b[1;31m" in partner("validate", at=fictional, FORCE_COLOR="1")[1]
