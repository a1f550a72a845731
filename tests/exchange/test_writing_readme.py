"""README.md: the handling above all, what the export is, how to open it, and every column explained."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from exports_made import MADE, PUBLIC
from partnercli.exchange.tables import Column, Export, Table, Type
from partnercli.exchange.writing.formats import Format
from partnercli.exchange.writing.readme import readme

ALL = frozenset(table.name for table in MADE.tables)


def page(export: Export = MADE, *formats: Format, names: frozenset[str] = ALL) -> str:
    return readme(export, formats or tuple(Format), names).decode()


def test_how_it_is_handled_stands_above_all() -> None:
    assert page().startswith(
        "**LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT · PRESIDENCY ONLY**\n\n# Partnerships"
    )
    assert page(PUBLIC, names=frozenset({"regions"})).startswith("# Partnerships: tables\n")


def test_it_says_for_whom_of_which_meeting_when_and_by_which_command_it_was_made() -> None:
    said = (
        "For: PRESIDENCY ONLY. Positions as of the meeting `2031-03-04-working-group`. From the files at `main`. As of "
        "25 March 2031. Made by `partner export --format xlsx,json --audience presidency --meeting "
        "2031-03-04-working-group --at main --on 2031-03-25`. It is a reading of what is recorded, and decides "
        "nothing; the records themselves are what counts.\n\nOne of two heard. The line is 1.\n"
    )
    assert said in page(MADE, Format.XLSX, Format.JSON)


def test_the_public_is_told_no_meeting_and_no_revision() -> None:
    said = page(PUBLIC, names=frozenset({"regions"}))
    assert "meeting" not in said
    assert "--at" not in said


def test_every_column_is_explained_with_its_type_its_key_and_what_it_refers_to() -> None:
    said = page()
    for table in MADE.tables:
        assert f"### {table.name}\n" in said
        for column in table.columns:
            assert f"| `{column.name}` | {column.type}" in said
    assert "| `region` | text, never empty | The region's id. |" in said
    assert "- A row is known by `region`, `place`.\n- `region` names a row of `regions`." in said
    assert "3 rows" not in said
    assert "A region of partner countries. 2 rows." in said


@pytest.mark.parametrize(("form", "words"), [(Format.CSV, "From Text/CSV"), (Format.SQLITE, "datasette")])
def test_it_says_how_to_open_what_is_there_and_nothing_else(form: Format, words: str) -> None:
    assert words in page(MADE, form)
    assert words not in page(MADE, Format.XLSX)


def test_a_country_whose_letters_are_na_is_not_lost_in_r() -> None:
    assert 'na.strings = ""' in page(MADE, Format.CSV)


def test_it_explains_the_tables_asked_for_and_in_a_database_those_they_refer_to() -> None:
    alone = page(MADE, Format.XLSX, names=frozenset({"people"}))
    assert "partner export people --format xlsx" in alone
    assert "### regions" not in alone
    assert "names a row of `regions`" not in alone
    linked = page(MADE, Format.SQLITE, names=frozenset({"people"}))
    assert "### regions" in linked
    assert "### unused" not in linked


def test_a_column_that_is_named_in_a_sentence_is_named_as_it_is() -> None:
    column = Column("persons", Type.WHOLE, "Persons, in `population_year`; not those_of_others.")
    table = Table("people", "A row.", (column,), (), ())
    said = page(replace(MADE, tables=(table,)), names=frozenset({"people"}))
    assert "Persons, in `population_year`; not those\\_of\\_others." in said


@pytest.mark.parametrize("quoted", ["{}", "```{}`", "`` `{}"])
def test_words_of_the_records_are_no_markup(quoted: str) -> None:
    hostile = quoted.format("*b* <script>alert(1)</script> [x](file:///etc) |\n# no heading")
    export = replace(MADE, title=hostile, revision="a`<script>`b")
    html = MarkdownIt("commonmark").enable("table").render(page(export))
    assert "<script" not in html
    assert "<em>" not in html
    assert "<a " not in html
    assert html.count("<h1>") == 1
