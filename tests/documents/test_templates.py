"""From a template's name to blocks, and every way in which a template can be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from partnercli.documents import rendering, template_process, templates
from partnercli.documents.blocks import (
    Annex,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Text,
    plain_text,
    table_of,
)
from partnercli.documents.templates import TemplateProblem, empty_sections, render_template


@dataclass(frozen=True, slots=True)
class Country:
    """A record as a context holds it."""

    name: str
    steps: tuple[str, ...]
    table: Table


def render(template: str, context: object = None, **others: str) -> list[str]:
    own = {"t.md.j2": template, **{f"{name}.md.j2": text for name, text in others.items()}}
    return plain_text(render_template("t.md.j2", {} if context is None else context, own)[0])


def problem(template: str, context: object = None, **others: str) -> TemplateProblem:
    with pytest.raises(TemplateProblem) as caught:
        render(template, context, **others)
    return caught.value


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started for each of these; what the process adds is in `test_template_process`."""
    monkeypatch.setattr(template_process, "render", rendering.render)


def test_a_repositorys_template_is_rendered_with_a_mapping() -> None:
    assert render("# {{ title }}\n\n{{ c.name }}", {"title": "A", "c": {"name": "B"}}) == ["A", "B"]


def test_a_context_may_be_a_dataclass_of_texts_lists_and_tables() -> None:
    context = Country("Tunisia", ("a", "b"), table_of(["h"], [["c"]]))
    template = "{{ name }}\n\n{% for s in steps %}\n- {{ s }}\n{% endfor %}\n\n{{ table }}"
    assert render(template, context) == ["Tunisia", "a", "b", "h", "c"]


def test_lists_and_records_may_hold_one_another() -> None:
    context = {"countries": [Country("A", (), table_of(["h"], []))], "figure": Figure("<svg/>", "alt", "")}
    assert render("{{ countries[0].name }}\n\n{{ figure }}", context) == ["A", "alt"]


def test_anything_but_plain_data_in_a_context_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError, match="date"):
        render("a", {"day": date(2021, 5, 25)})


def test_changing_a_sentence_of_the_template_changes_the_text() -> None:
    assert render("An old sentence.") == ["An old sentence."]
    assert render("A new sentence.") == ["A new sentence."]


def test_the_packages_template_serves_where_the_repository_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents" / "templates"
    folder.mkdir(parents=True)
    (folder / "t.md.j2").write_text("the package's", encoding="utf-8")
    monkeypatch.setattr(templates, "files", lambda _package: tmp_path)
    assert plain_text(render_template("t.md.j2", {})[0]) == ["the package's"]
    assert plain_text(render_template("t.md.j2", {}, {"t.md.j2": "our own"})[0]) == ["our own"]


def test_two_renders_do_not_share_values() -> None:
    own = {"t.md.j2": "{{ x }}"}
    assert [plain_text(render_template("t.md.j2", {"x": x}, own)[0]) for x in "ab"] == [["a"], ["b"]]


def test_an_unknown_name_suggests_the_nearest() -> None:
    found = problem("a\n\n{{ contry }}", {"country": "x", "meeting": "y"})
    assert (found.template, found.line) == ("t.md.j2", 3)
    assert found.message == "nothing is called contry here"
    assert found.hint == "did you mean country?"


def test_an_unknown_entry_suggests_the_nearest_entry() -> None:
    found = problem("{{ countries[0].nmae }}", {"countries": [{"name": "x"}], "game": "y"})
    assert (found.message, found.hint) == ("nothing is called nmae here", "did you mean name?")


def test_an_entry_of_a_record_is_not_suggested_for_a_bare_name() -> None:
    assert problem("{{ nmae }}", {"c": {"name": "x"}}).hint == "known here: c"


def test_an_unknown_name_far_from_all_lists_what_is_known() -> None:
    assert problem("{{ zzz }}", {"b": "", "a": ""}).hint == "known here: a, b"


def test_a_problem_in_an_included_template_names_that_template_and_line() -> None:
    found = problem("a\n{% include 'part.md.j2' %}", part="b\n\n{{ nothing_here }}")
    assert (found.template, found.line) == ("part.md.j2", 3)


def test_a_syntax_error_in_an_included_template_names_that_template_and_line() -> None:
    found = problem("a\n{% include 'part.md.j2' %}", part="b\n{% if %}")
    assert (found.template, found.line) == ("part.md.j2", 2)


def test_forbidden_markup_names_the_template_and_line_it_came_from() -> None:
    found = problem(
        "a\n\n{% for i in [1, 2] %}\nb {{ i }}\n\n{% endfor %}\n{% include 'part.md.j2' %}", part="x\n\n> y"
    )
    assert (found.template, found.line) == ("part.md.j2", 3)


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("a\n{% if x %}", 2, "cannot be read"),
        ("a\n{{ x", 2, "cannot be read"),
        ("a\n{% frobnicate %}", 2, "cannot be read"),
        ("{{ x|uper }}", 1, "there is no filter uper"),
        ("{% if x is strnig %}{% endif %}", 1, "there is no test strnig"),
        ("a\n{{ x.__class__ }}", 2, "a template may not use __class__"),
        ("{{ x.format() }}", 1, "a template may not use format"),
        ("{{ none }}", 1, "nothing is printed"),
        ("{{ true }}", 1, "yes or no is printed"),
        ("{{ range }}", 1, "a function is printed"),
        ("{{ l }}", 1, "a list or a record is printed"),
        ("{% macro m() %}a{% endmacro %}\n{{ m() }}", 2, "printed as if it were a value"),
        ("{% include 't.md.j2' %}", 1, "includes itself"),
        ("a\n{% include 'gone.md.j2' %}", 2, "there is no template gone.md.j2"),
        ("a\n{% extends 'gone.md.j2' %}", 2, "there is no template gone.md.j2"),
        ("{% include '../templates.py' %}", 1, "there is no template"),
        ("{{ 1 / 0 }}", 1, "cannot be carried out: division by zero"),
        ("{{ 1 + x }}", 1, "cannot be carried out"),
        ("{{ table(['a'], [['b', 'c']]) }}", 1, "2 cells where 1 belong"),
        ("{{ 'a' * 999999999 }}", 1, "modest numbers"),
        ("{% for i in range(10 ** 9) %}{% endfor %}", 1, "modest numbers"),
        ("{% for i in range(1000000) %}{% endfor %}", 1, "range"),
        ("a\n\nsome `code`", 3, "code"),
        ("a\n\nsee {{ x }} at [b](https://c.example/{{ x }})", 3, "link"),
        ("a {{ table(['b'], []) }}", 1, "stands inside other text"),
    ],
)
def test_every_fault_of_a_template_is_a_problem_with_its_line(template: str, line: int, message: str) -> None:
    found = problem(template, {"x": "v", "l": ["a"]})
    assert message in found.message
    assert (found.template, found.line) == ("t.md.j2", line)
    assert found.hint
    assert str(found) == f"t.md.j2:{line}: {found.message}"


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{% for a in 'x' %}" * 30 + "{% endfor %}" * 30,
        "{% filter replace('0', '') %}{{ x }}{% endfilter %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}xxxxxxxxxx{% endfor %}{% endfor %}",
    ],
)
def test_a_fault_without_a_line_is_a_problem_all_the_same(template: str) -> None:
    found = problem(template, {"x": "v"})
    assert (found.template, found.line) == ("t.md.j2", None)
    assert str(found) == f"t.md.j2: {found.message}"


def test_an_unknown_template_suggests_the_nearest() -> None:
    with pytest.raises(TemplateProblem) as caught:
        render_template("notes.md.j2", {}, {"note-x.md.j2": "", "outline.md.j2": ""})
    assert caught.value.message == "there is no template notes.md.j2"
    assert caught.value.hint.startswith("did you mean note")


def heading(level: int, text: str) -> Heading:
    return Heading(level, (Text(text),))


def test_a_heading_with_nothing_under_it_is_an_empty_section() -> None:
    text = Paragraph((Text("x"),))
    blocks = (heading(1, "a"), heading(1, "b"), text, heading(2, "c"), heading(1, "d"), text, heading(2, "e"))
    assert empty_sections(blocks) == ("a", "c", "e")


def test_a_section_with_text_only_under_its_sub_headings_is_not_empty() -> None:
    assert empty_sections((heading(1, "a"), heading(2, "b"), Paragraph((Text("x"),)))) == ()


def test_a_section_with_nothing_but_empty_sub_sections_is_empty_too() -> None:
    blocks = (heading(1, "a"), heading(2, "b"), heading(2, "c"), heading(1, "d"), table_of(["h"], [["x"]]))
    assert empty_sections(blocks) == ("a", "b", "c")


def test_a_page_break_or_a_table_without_rows_fills_no_section() -> None:
    assert empty_sections((heading(1, "a"), PageBreak(), table_of(["h"], []))) == ("a",)


def test_a_section_ends_where_an_annex_begins_and_an_annex_can_be_empty() -> None:
    annexes = (Annex("ANNEX I", ()), Annex("ANNEX II", (Paragraph((Text("x"),)), heading(2, "b"))))
    assert empty_sections((heading(1, "a"), *annexes)) == ("a", "ANNEX I", "b")
