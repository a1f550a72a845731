"""docs/reference/ is what the code says today, and says all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import BaseModel

from partnercli.cli.command_tree import every_command
from partnercli.cli.exit_codes import Exit
from partnercli.cli.reference.formats import FORMATS
from partnercli.cli.reference.markdown import fenced, inline, prose, table
from partnercli.cli.reference.pages import pages
from partnercli.records.kinds import Kind
from partnercli.records.schema import texts_in
from partnercli.repository.kinds import model_of
from partnercli.repository.walk import read_yaml

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
OFFERED = ROOT / "src" / "partnercli" / "cli" / "completion" / "command_line.tsv"
READER = MarkdownIt("commonmark").enable("table")

made = cache(pages)


def sections(page: str) -> dict[str, str]:
    """The parts of a page under its headings."""
    parts = re.split(r"^##+ (.+)\n", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def cells(markdown: str) -> list[str]:
    """What a reader sees in the cells of a table, row by row."""
    inlines = [token for token in READER.parse(markdown) if token.type == "inline"]
    return ["".join(child.content for child in token.children or ()) for token in inlines]


def models(of: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those of its fields' values."""
    yield of
    for field in of.model_fields.values():
        for inner in parts_of(field.annotation):
            yield from models(inner)


def parts_of(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from parts_of(argument)


@pytest.mark.parametrize("name", sorted({path.name for path in FOLDER.iterdir()}))
def test_a_page_is_what_the_code_says_today(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == made().get(name), "make it anew: make docs"


def test_every_page_lies_in_the_folder_and_is_in_its_list() -> None:
    names = {path.name for path in FOLDER.iterdir()}
    assert made().keys() == names
    assert [name for name in names - {"README.md"} if f"]({name})" not in made()["README.md"]] == []


def test_every_command_has_a_section_with_all_that_it_takes() -> None:
    found = sections(made()["commands.md"])
    rows = [line.split("\t") for line in OFFERED.read_text("utf-8").splitlines()[1:]]
    taken = [(f"partner {path}".strip(), name) for path, name, _, _ in rows if name.startswith("-")]
    options = [
        (path, one) for path, names in taken for one in names.rstrip(".+*").split(",") if one.startswith("--")
    ]
    assert len(options) > 100
    assert {path for path, _ in taken} == found.keys()
    lost = [
        (path, one)
        for path, one in options
        if one != "--help" and not re.search(rf"{one}(?![\w-])", found[path])
    ]
    assert lost == []


def test_a_command_is_told_with_its_usage_its_example_and_what_holds_when_nothing_is_said() -> None:
    told = sections(made()["commands.md"])["partner tally"]
    assert told.startswith("\n```text\npartner tally [OPTIONS]\n```\n")
    assert "\n```console\n$ partner tally " in told
    assert "| `--by <country\\|region\\|question\\|call>` |" in told
    assert "| default: country |" in told


def test_every_field_of_every_record_is_told_with_its_meaning() -> None:
    found = sections(made()["records.md"])
    kinds: dict[type[BaseModel], str] = {model_of(kind): kind.capitalize() for kind in Kind}
    for model in {one for kind in kinds for one in models(kind)}:
        told = found[kinds.get(model) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()]
        for name, field in model.model_fields.items():
            assert re.search(rf"^\| `{field.alias or name}` \| .+ \| .+ \|$", told, re.MULTILINE), (
                model,
                name,
            )


@pytest.mark.parametrize("kind", Kind)
def test_the_example_of_a_kind_is_a_record_of_it(kind: Kind) -> None:
    told = sections(made()["records.md"])[kind.capitalize()]
    (block,) = [token.content for token in READER.parse(told) if token.type == "fence"]
    read = read_yaml(block.encode(), "")
    assert not read.findings
    assert model_of(kind).model_validate(read.value).model_fields_set


def test_every_set_of_formats_of_the_command_line_is_told() -> None:
    known = set(FORMATS.values())
    options = [param for one in every_command() for param in one.command.params if "--format" in param.opts]
    choices = {type(param.type_descriptor.choices[0]) for param in options if param.type_descriptor.choices}
    assert len(choices) > 5
    assert choices <= known


@pytest.mark.parametrize(
    "words", [Exit, *FORMATS.values()], ids=lambda words: f"{words.__module__}.{words.__name__}"
)
def test_every_word_has_its_meaning_in_the_code(words: Any) -> None:
    assert texts_in(words).keys() == words.__members__.keys()


@given(
    st.lists(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1), min_size=1)
)
def test_a_text_in_a_table_reads_as_it_is(texts: list[str]) -> None:
    assert cells(table(("text",), ((inline(text),) for text in texts))) == ["text", *texts]


def test_what_stands_in_backticks_is_code_and_all_else_is_printed() -> None:
    said = "Of `a|b` and\n    <b>, not *c*."
    (row,) = cells(table(("head",), [(prose(said),)]))[1:]
    assert row == "Of a|b and <b>, not *c*."


@given(st.lists(st.sampled_from(["`", "```", "~~~", "a"]), min_size=1))
def test_a_block_of_code_reads_as_it_is(lines: list[str]) -> None:
    text = "\n".join(lines)
    (block,) = READER.parse(fenced(text))
    assert block.content == f"{text}\n"
