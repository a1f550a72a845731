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
from pathlib import Path
from typing import Any, get_args, get_type_hints
from urllib.parse import unquote

import pytest
import typer
from markdown_it import MarkdownIt
from markdown_it.token import Token

from partnercli.cli.app import command
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
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = sorted({*ROOT.glob("*.md"), *GUIDES})

FILE = re.compile(r"\.?[a-z][\w.-]*(/[\w.-]+)*/?", re.IGNORECASE)
ENDINGS = (".py", ".md", ".yaml", ".yml", ".toml", ".lock", ".j2")
MADE_AT_RUN = (".venv/", "build/")

a_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def tokens(text: str) -> Iterator[Token]:
    """All tokens of a page, those inside lines included, in the order of the text."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


def spans(text: str) -> list[str]:
    """What stands in backticks within lines."""
    return [token.content for token in tokens(text) if token.type == "code_inline"]


def commands(found: Any = None, name: str = "partner") -> Iterator[tuple[str, list[str]]]:
    """Every command and group of the tool by its full name, with its long options."""
    found = found or command()
    yield name, [word for one in found.params for word in one.opts if word.startswith("--")]
    if hasattr(found, "list_commands"):
        context = typer.Context(found)
        for inner in found.list_commands(context):
            yield from commands(found.get_command(context, inner), f"{name} {inner}")


@cache
def pieces(text: str) -> list[list[str]]:
    """What stands in backticks in each row and paragraph of a text."""
    return [spans(piece) for piece in re.split(r"\n\n|\n(?=[|-])", text)]


def undocumented(name: str, options: list[str], text: str) -> list[str]:
    """The options of a command that no row or paragraph naming the command names; or the command itself."""
    naming = [piece for piece in pieces(text) if any(f"{span} ".startswith(f"{name} ") for span in piece)]
    said = " ".join(span for piece in naming for span in piece)
    missing = [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", said)]
    return [f"{name} {option}" for option in missing] if naming else [name]


def dead_links(text: str, folder: Path) -> list[str]:
    """Relative links of a page in `folder` that lead to no file."""
    links = [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]
    relative = [link for link in links if not re.match(r"[a-z]+:|#", link)]
    return [link for link in relative if not (folder / unquote(link.partition("#")[0])).exists()]


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


def test_every_command_and_option_is_in_the_readme_or_the_docs() -> None:
    text = "\n\n".join(page.read_text("utf-8") for page in GUIDES)
    found = dict(commands())
    assert "--output" in found["partner render note"]
    assert [fault for name, options in found.items() for fault in undocumented(name, options, text)] == []


def test_an_option_or_command_left_out_of_the_docs_is_found() -> None:
    text = "| `partner tally` | `--without DE` |\n| `partner validate` | `--by` |\n\n`partner outline new COUNTRY`"
    assert undocumented("partner tally", ["--without", "--with", "--by"], text) == [
        "partner tally --with",
        "partner tally --by",
    ]
    assert undocumented("partner outline", [], text) == []
    assert undocumented("partner out", [], text) == ["partner out"]


@a_page
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    assert dead_links(page.read_text("utf-8"), page.parent) == []


def test_a_link_to_no_file_is_found() -> None:
    text = "[a](README.md#more) [b](docs/) [c](#more) [d](https://example.org/x) [e](docs/gone.md#x)"
    assert dead_links(text, ROOT) == ["docs/gone.md#x"]


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
