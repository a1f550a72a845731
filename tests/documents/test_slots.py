"""Values never become markup, and a template does nothing but write text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateAssertionError

from partnercli.documents.blocks import Block, plain_text, table_of
from partnercli.documents.markup import parse
from partnercli.documents.slots import FILTERS, MAX_RANGE, MAX_TEXT, SlotProblem, render_text

PLACES = """# {{ x }}

{{ x }}

a{{ x }}b

**{{ x }}**s *{{ x }}* ***{{ x }}*** _{{ x }}_

- {{ x }}
  1. {{ x }}

| {{ x }} | h |
|---|---|
| c | {{ x }} |

t[^1] and^[{{ x }}]

[^1]: {{ x }}
"""
NASTY = [
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "{# no #}",
        "| a | b |",
        "|",
        "# x",
        "*",
        "**",
        "_a_",
        "`",
        "```",
        "~~x~~",
        "---",
    ),
    *(
        "===",
        "1.",
        "1)",
        "- a",
        "+",
        "+ a",
        ">",
        "<b>",
        "<br>",
        "<!-- x -->",
        "[x](y)",
        "[^1]",
        "[^9]",
        "^",
        "^[x]",
    ),
    *(
        "!",
        "![x](y)",
        "\\",
        "\\*",
        "&amp;",
        "&#32;",
        "https://example.org",
        "<https://example.org>",
        "$x$",
        "(x)",
    ),
    *(
        " lead",
        "trail ",
        "  two  spaces  ",
        "\u00a0nbsp\u00a0",
        "    code",
        "\u2003em",
        "ANNEX",
        "[x]: /y",
        "a  ",
    ),
    *(
        "=",
        ":--",
        "ärger",
        "\U0001f1ea\U0001f1fa",
        "a*b*c",
        "*a",
        "b**",
        "{",
        "}}",
        "%}",
        "'",
        '"',
        "x]",
        "](z)",
    ),
]


def blocks(template: str, **context: object) -> tuple[Block, ...]:
    text, values, _ = render_text("t", {"t": template}.get, context)
    return parse(text, values)


def run(template: str, **context: object) -> tuple[str, tuple[Any, ...]]:
    return render_text("t", {"t": template}.get, context)[:2]


def expected(value: str) -> list[str]:
    styled = f"{value}s {value} {value} {value}"
    notes = ["t and", value, value]
    return [value, value, f"a{value}b", styled, value, value, value, "h", "c", value, *notes]


@pytest.mark.parametrize("value", NASTY)
def test_a_nasty_value_is_shown_as_it_is_wherever_it_stands(value: str) -> None:
    assert plain_text(blocks(PLACES, x=value)) == expected(value)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_line_end_in_a_value_breaks_the_line_and_nothing_else(line_end: str) -> None:
    value = f"# a{line_end}- b{line_end}| c |"
    assert plain_text(blocks(PLACES, x=value)) == expected("# a\n- b\n| c |")


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab1 *_`|#<>[]()!^~$&{}%\\-+=:.\u00a0é"), min_size=1, max_size=12))
def test_any_value_is_shown_as_it_is_wherever_it_stands(value: str) -> None:
    assert plain_text(blocks(PLACES, x=value)) == expected(value)


def test_a_value_leaves_a_numbered_slot_in_the_text() -> None:
    assert run("a {{ x }} {{ y }}", x="*", y=3) == ("a \ue0000\ue001 \ue0001\ue001", ("*", "3"))


def test_a_branch_not_taken_leaves_no_slot() -> None:
    assert run('{% if x %}{{ "yes" }}{% else %}{{ "no" }}{% endif %}', x="") == ("\ue0000\ue001", ("no",))


def test_filters_and_joins_work_on_the_value_before_its_slot() -> None:
    _, values = run("{{ x|upper }}{{ l|join(', ') }}{{ x ~ '!' }}", x="a", l=("b", "c"))
    assert values == ("A", "b, c", "a!")


def test_loops_conditions_includes_and_inheritance_work() -> None:
    templates = {
        "t": "{% extends 'base' %}{% block b %}{% for i in l %}{% include 'i' %}{% endfor %}{% endblock %}",
        "base": "# T\n\n{% block b %}{% endblock %}",
        "i": "- {{ i }}\n",
    }
    text, values, _ = render_text("t", templates.get, {"l": ("a", "b")})
    assert plain_text(parse(text, values)) == ["T", "a", "b"]


def test_a_slot_knows_where_its_value_stands_unless_something_was_made_of_it() -> None:
    template = "{{ x }}{{ l[1] }}{{ r.a }}{{ x|upper }}{{ 'own' }}{{ t }}"
    context = {"x": "a", "l": ("b", "c"), "r": {"a": "d"}, "t": table_of(["h"], [])}
    origins = render_text("t", {"t": template}.get, context)[2]
    assert origins == ("x", "l.1", "r.a", None, None, "t")


def test_an_entry_of_a_record_comes_before_a_method_of_that_name() -> None:
    assert run("{{ r.items }}{{ r.get('x') }}", r={"items": "mine", "x": "y"})[1] == ("mine", "y")


def test_a_table_is_a_value() -> None:
    table = table_of(["a"], [["b"]])
    assert run("{{ x }}", x=table)[1] == (table,)
    assert run("{{ table(['a'], [[x]]) }}", x="b")[1] == (table,)


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}",
        "{{ yes }}",
        "{{ l }}",
        "{{ {'a': 1} }}",
        "{{ range }}",
        "{{ table(['a'], [[nothing]]) }}",
        "{{ table(['a'], [[table(['a'], [])]]) }}",
    ],
)
def test_what_is_no_text_is_not_printed(template: str) -> None:
    with pytest.raises(SlotProblem):
        run(template, nothing=None, yes=True, l=("a",))


@pytest.mark.parametrize(
    "template",
    [
        "{% macro m() %}**a**{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}a{% endcall %}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{% block b %}a{% endblock %}{{ self.b() }}",
        "{% extends 'base' %}{% block b %}{{ super() }}{% endblock %}",
    ],
)
def test_markup_made_by_the_template_is_never_printed_as_a_value(template: str) -> None:
    with pytest.raises(SlotProblem, match=r"printed as if it were a value") as problem:
        render_text("t", {"t": template, "base": "{% block b %}a{% endblock %}"}.get, {"x": "v"})
    assert "{% include %}" in problem.value.hint


def test_a_value_that_holds_a_slot_is_refused() -> None:
    with pytest.raises(SlotProblem):
        run("{{ x }}", x="\ue0000\ue001")


def test_a_template_that_holds_a_slot_is_refused() -> None:
    with pytest.raises(SlotProblem):
        run("\ue0000\ue001 {{ x }}", x="v")


@pytest.mark.parametrize("template", ["{{ x }}", "{{ r.x }}", "{{ r['x'] }}", "{% for i in x %}{% endfor %}"])
def test_an_unknown_name_is_an_error(template: str) -> None:
    with pytest.raises(UndefinedError):
        run(template, r={})


@pytest.mark.parametrize(
    "template",
    [
        *(
            "{{ x.__class__ }}",
            "{{ x['__class__'] }}",
            "{{ r.__init__ }}",
            "{{ l.__len__() }}",
            "{{ n.to_bytes(9) }}",
        ),
        *(
            "{{ x.format(1) }}",
            "{{ x.center(99) }}",
            "{{ x.encode() }}",
            "{{ r.copy() }}",
            "{{ l.index(1) }}",
        ),
    ],
)
def test_a_template_reaches_no_more_than_plain_data(template: str) -> None:
    with pytest.raises(SecurityError):
        run(template, x="v", r={"a": "b"}, l=("a",), n=1)


@pytest.mark.parametrize(
    "name",
    [
        *("safe", "e", "escape", "forceescape", "tojson", "urlize", "xmlattr", "pprint", "random"),
        *("center", "indent", "format", "attr", "wordwrap", "round"),
    ],
)
def test_filters_that_escape_draw_lots_or_pad_are_unknown(name: str) -> None:
    assert name not in FILTERS
    with pytest.raises(TemplateAssertionError):
        run("{{ x|" + name + " }}", x="v")


@pytest.mark.parametrize("name", ["lipsum", "cycler", "joiner", "namespace", "dict"])
def test_the_helpers_of_the_template_language_are_unknown(name: str) -> None:
    with pytest.raises(UndefinedError):
        run("{{ " + name + "() }}")


@pytest.mark.parametrize(
    "template", ["{{ 9 ** 9 }}", "{{ 'a' * 9 }}", "{{ l * 9 }}", "{{ '%9d' % 1 }}", "{{ n * n }}"]
)
def test_sums_that_could_fill_memory_are_refused(template: str) -> None:
    with pytest.raises(SlotProblem, match="modest numbers"):
        run(template, l=("a",), n=2**200)


def test_modest_sums_are_done() -> None:
    assert run("{{ 6 * 7 }} {{ 7 % 4 }} {{ 1 + 1 }}")[1] == ("42", "3", "2")


def test_range_counts_to_its_limit_and_no_further() -> None:
    assert run(f"{{% for i in range({MAX_RANGE}) %}}x{{% endfor %}}")[0] == "x" * MAX_RANGE
    with pytest.raises(SlotProblem, match="range"):
        run(f"{{% for i in range({MAX_RANGE + 1}) %}}x{{% endfor %}}")


@pytest.mark.parametrize("inside", ["x" * 1000, "{{ long }}"])
def test_the_text_and_its_values_together_have_a_limit(inside: str) -> None:
    turns = MAX_TEXT // 1000 + 1
    with pytest.raises(SlotProblem, match="longer than"):
        run(f"{{% for i in range({turns}) %}}{inside}{{% endfor %}}", long="y" * 1000)
