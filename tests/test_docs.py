"""The documentation keeps its word: commands, options, links, files and tests named in it exist, and output is today's.

The checking functions take a page's text and give what is missing, so that each is also seen to find a planted fault.
"""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, get_args, get_type_hints
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from website.page import anchors

from partnercli.cli.command_tree import every_command
from partnercli.cli.run import run
from partnercli.documents.blocks import Figure, Table
from partnercli.documents.briefing import Briefing
from partnercli.documents.compilation import Compilation
from partnercli.documents.cover_note import CoverNote
from partnercli.documents.handover import Handover
from partnercli.documents.note import NoteContext
from partnercli.documents.outline import OutlineContext, PresidencyOutline, PublicOutline
from partnercli.documents.presidency import PresidencyNote
from partnercli.documents.progress import Progress, PublicProgress
from partnercli.documents.public import PublicNote

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "partnercli"
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
MADE_FROM_CODE = ROOT / "docs" / "reference"

FILE = re.compile(r"\.?[a-z][\w.-]*(/[\w.-]+)*/?", re.IGNORECASE)
ENDINGS = (".py", ".md", ".yaml", ".yml", ".toml", ".lock", ".j2")
MADE_AT_RUN = (".venv/", "build/")

a_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@cache
def tokens(text: str) -> tuple[Token, ...]:
    """All tokens of a page, those inside lines included, in the order of the text."""
    parsed = MarkdownIt("commonmark").enable("table").parse(text)
    return tuple(one for token in parsed for one in (token, *(token.children or ())))


def spans(text: str) -> list[str]:
    """What stands in backticks within lines."""
    return [token.content for token in tokens(text) if token.type == "code_inline"]


def commands() -> Iterator[str]:
    """Every command of the tool by its full name, as `partner meeting new`; of a group within a group its own name."""
    for one in every_command():
        words = one.path.count(" ") + 1
        if words == 2 or (words < 2 and not one.is_group):
            yield one.name


def told_commands(text: str) -> set[str]:
    """The commands that a text names, those with a choice in them each: partner cache info|clear."""
    named = (re.match(r"partner( [a-z][a-z|-]*)+", span.replace("\\", "")) for span in spans(text))
    words = [found[0].split() for found in named if found]
    return {" ".join(one) for each in words for one in product(*(word.split("|") for word in each))}


def dead_links(text: str, folder: Path) -> list[str]:
    """Relative links of a page in `folder` that lead to no file."""
    links = [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]
    relative = [link for link in links if not re.match(r"[a-z]+:|#", link)]
    return [link for link in relative if not (folder / unquote(link.partition("#")[0])).exists()]


headings = cache(anchors)
"""The fragments of a page's headings, each page read once."""


def dead_fragments(text: str, folder: Path) -> list[str]:
    """Links of a page in `folder` to headings of its own or of another page that are not there."""
    dead = []
    for link in (str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"):
        file, _, fragment = link.partition("#")
        target = folder / unquote(file)
        if not fragment or ":" in file or not (target.is_file() or not file):
            continue
        if fragment not in headings(target.read_text("utf-8") if file else text):
            dead.append(link)
    return dead


def missing_files(text: str) -> list[str]:
    """Names in backticks that look like files of the project, from its root or the package's, and are none.

    A version after the last slash makes the name of a JSON contract: partner.tally/1.
    """
    named = [span for span in spans(text) if FILE.fullmatch(span) and ("/" in span or span.endswith(ENDINGS))]
    files = [name for name in named if not name.startswith(MADE_AT_RUN) and not re.search(r"/\d+$", name)]
    return [name for name in files if not (ROOT / name).exists() and not (PACKAGE / name).exists()]


def missing_tests(text: str) -> list[str]:
    """Tests named in backticks that are not in the test file named last before them."""
    held: set[str] = set()
    missing = []
    for span in spans(text):
        if re.fullmatch(r"tests/[\w/]+\.py", span) and (ROOT / span).exists():
            nodes = ast.walk(ast.parse((ROOT / span).read_text("utf-8")))
            held = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        elif re.fullmatch(r"test_\w+", span) and span not in held:
            missing.append(span)
    return missing


def told_names(guide: str) -> set[str]:
    """The names that the guide's table gives: of a record, each entry as record.entry."""
    found = set()
    for row in re.findall(r"^\| (`.+) \|$", guide, re.MULTILINE):
        names, _, meaning = row.partition(" | ")
        entries = [span for span in spans(meaning) if span.isidentifier()]
        found |= {f"{name}.{entry}" for name in spans(names) for entry in entries} or set(spans(names))
    return found


def names_of(context: type) -> set[str]:
    """The names that a context gives to a template: of a record, each entry as record.entry."""
    return {
        f"{name}.{entry}" if entry else name
        for name, hint in get_type_hints(context).items()
        for entry in entries_of(next(iter(get_args(hint)), hint)) or [""]
    }


def entries_of(kind: Any) -> set[str]:
    """The entries of a record, at whatever depth; a table or chart is printed whole."""
    if not is_dataclass(kind) or kind in (Table, Figure):
        return set()
    hints = get_type_hints(kind)
    return hints.keys() | {
        one for hint in hints.values() for one in entries_of(next(iter(get_args(hint)), hint))
    }


def output_shown(page: str, line: str) -> str:
    """What a page shows as the output of a command."""
    (block,) = [token.content for token in tokens(page) if token.content.startswith(f"$ {line}\n")]
    return block.removeprefix(f"$ {line}\n")


def test_the_readme_names_every_command_and_none_that_is_not_there() -> None:
    told = told_commands((ROOT / "README.md").read_text("utf-8"))
    assert "partner cache clear" in told
    assert set(commands()) - told == set()
    assert told - set(commands()) == set()


def test_the_commands_of_a_text_are_told_apart() -> None:
    text = "| `partner outline step\\|status COUNTRY` | `partner tally --list` `partner.yaml` `partner init [DIR]` |"
    assert told_commands(f"| a | b |\n|---|---|\n{text}") == {
        *("partner outline step", "partner outline status", "partner tally", "partner init")
    }


@a_page
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    assert dead_links(page.read_text("utf-8"), page.parent) == []


def test_a_link_to_no_file_is_found() -> None:
    text = "[a](README.md#more) [b](docs/) [c](#more) [d](https://example.org/x) [e](docs/gone.md#x)"
    assert dead_links(text, ROOT) == ["docs/gone.md#x"]


@a_page
def test_every_link_to_a_heading_leads_there(page: Path) -> None:
    assert dead_fragments(page.read_text("utf-8"), page.parent) == []


def test_a_link_to_no_heading_is_found() -> None:
    text = "# Here\n\n[a](#here) [b](#gone) [c](README.md#try-it) [d](README.md#gone) [e](https://example.org/#x)"
    assert dead_fragments(text, ROOT) == ["#gone", "README.md#gone"]


@a_page
def test_every_file_that_is_named_exists(page: Path) -> None:
    assert missing_files(page.read_text("utf-8")) == []


def test_a_name_of_no_file_is_found() -> None:
    there = "`tally/` `repository/walk.py` `partner.yaml` `data/positions/<meeting>/<code>.yaml` `tests/`"
    no_files = "`8952/21` `partner.tally/1` `build/8952-21.md` `a / b` `make test` `--format`"
    assert missing_files(f"{there} {no_files} `tally/gone.py` `gone.toml` `src/gone/`") == [
        "tally/gone.py",
        "gone.toml",
        "src/gone/",
    ]


@a_page
def test_every_test_that_is_named_exists(page: Path) -> None:
    assert missing_tests(page.read_text("utf-8")) == []


def test_a_name_of_no_test_is_found() -> None:
    own = "test_a_name_of_no_test_is_found"
    assert missing_tests(f"`tests/test_docs.py`: `{own}`, `test_gone`") == ["test_gone"]
    assert missing_tests(f"`tests/test_docs.py` `tests/test_project.py`: `{own}`") == [own]


@pytest.mark.parametrize("call", ["partner tally", 'partner diff --documents 8952/21 "EUCO 17/21"'])
def test_the_readme_shows_what_is_printed(
    call: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert run(["--repo", str(ROOT), *shlex.split(call)[1:]]) == 0
    assert output_shown((ROOT / "README.md").read_text("utf-8"), call) == capsys.readouterr().out


def test_the_shipped_template_is_the_packages_own() -> None:
    package = PACKAGE / "documents" / "templates"
    shipped = {path.name: path.read_bytes() for path in (ROOT / "templates").iterdir()}
    assert shipped == {path.name: path.read_bytes() for path in package.iterdir()}


@pytest.mark.parametrize(
    ("template", "context", "shared"),
    [
        ("note", NoteContext, None),
        ("presidency", PresidencyNote, NoteContext),
        ("public-note", PublicNote, None),
        ("cover-note", CoverNote, None),
        ("outline", OutlineContext, None),
        ("presidency-outline", PresidencyOutline, OutlineContext),
        ("public-outline", PublicOutline, None),
        ("compilation", Compilation, None),
        ("progress", Progress, None),
        ("public-progress", PublicProgress, None),
        ("briefing", Briefing, None),
        ("handover", Handover, None),
    ],
)
def test_the_guide_names_all_that_a_template_can_use_and_nothing_else(
    template: str, context: type, shared: type | None
) -> None:
    chapters = (ROOT / "docs" / "templates.md").read_text("utf-8").split("\n## ")
    (chapter,) = [text for text in chapters if f"`{template}`" in text.partition("\n")[0]]
    assert told_names(chapter) == names_of(context) - (names_of(shared) if shared else set())


def test_a_name_of_the_guide_that_no_template_can_use_is_told_apart() -> None:
    rows = "| name | is |\n|---|---|\n| `date` | its day |\n| `before`, `since` | each with `title`, by `a.yaml` |\n"
    assert told_names(rows) == {"date", "before.title", "since.title"}
    assert {"date", "before.title", "meeting.outcome", "groups.phrase"} <= names_of(NoteContext)
    assert "since" not in names_of(NoteContext)
