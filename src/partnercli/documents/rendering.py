"""From a template's text and plain data to blocks, in this process.

Whatever is wrong with a template comes out as one `TemplateProblem`, with the template and, where it can be
told, the line: never as an error of the libraries below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.tests import TESTS

from partnercli.documents import slots
from partnercli.documents.blocks import Block, Origins
from partnercli.documents.markup import MarkupProblem, parse_traced
from partnercli.documents.slots import FILTERS, SLOT, SlotProblem, render_text
from partnercli.documents.template_problem import TOO_LARGE, TOO_SLOW, TemplateProblem
from partnercli.records.names import did_you_mean


def render(
    name: str, data: Mapping[str, Any], templates: Mapping[str, str]
) -> tuple[tuple[Block, ...], Origins]:
    """The blocks that one of the `templates`, text by file name, makes of plain data, and their origins.

    Raises TemplateProblem.
    """
    read: dict[str, str] = {}

    def find(wanted: str) -> str | None:
        if wanted in templates:
            read[wanted] = templates[wanted]
        return read.get(wanted)

    try:
        text, values, origins = render_text(name, find, data)
        blocks, filled = parse_traced(text, values)
        return blocks, tuple(_origins(numbers, origins) for numbers in filled)
    except MarkupProblem as problem:
        template, line = _find_line(problem.line, read) or (name, None)
        raise TemplateProblem(template, line, problem.message, problem.hint) from None
    except Exception as error:  # noqa: BLE001 - a template can raise anything; this is where it ends
        template, line = _place(error) or (name, None)
        message, hint = _explain(error, data, templates)
        raise TemplateProblem(template, line, message, hint) from None


def check_grammar(name: str, templates: Mapping[str, str]) -> None:
    """Raise TemplateProblem where a template cannot be read, whether or not there are data for it."""
    try:
        slots.check_grammar(name, templates[name])
    except Exception as error:  # noqa: BLE001 - as above
        template, line = _place(error) or (name, None)
        raise TemplateProblem(template, line, *_explain(error, {}, templates)) from None


def _origins(numbers: tuple[int, ...], origins: tuple[str | None, ...]) -> tuple[str, ...] | None:
    found = [origins[number] for number in numbers]
    known = tuple(dict.fromkeys(path for path in found if path is not None))
    return None if None in found else known


def _place(error: BaseException) -> tuple[str, int] | None:
    """The innermost template, and its line, that was being read or run."""
    if isinstance(error, TemplateSyntaxError) and error.name:
        return error.name, error.lineno
    place, trace = None, error.__traceback__
    while trace:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = template.name, template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return place


def _find_line(rendered: str, sources: Mapping[str, str]) -> tuple[str, int] | None:
    """The line of a template that holds the longest stretch of a rendered line that is not a value's."""
    stretch = max((piece.strip() for piece in SLOT.split(rendered)[::2]), key=len, default="")
    for name, source in sources.items():
        for number, line in enumerate(source.splitlines(), start=1):
            if stretch and stretch in line:
                return name, number
    return None


def _explain(error: Exception, data: Mapping[str, Any], templates: Iterable[str]) -> tuple[str, str]:
    """What is wrong and what to do, in words for who edits the template."""
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    match error:
        case SlotProblem():
            return error.message, error.hint
        case UndefinedError():
            return _unknown_name(text, data)
        case TemplateNotFound():
            return f"there is no template {error.name}", _did_you_mean(str(error.name), templates)
        case _ if found := re.match(r"No (filter|test) named '(.*?)'", text):
            known = FILTERS if found[1] == "filter" else TESTS
            return f"there is no {found[1]} {found[2]}", _did_you_mean(found[2], known)
        case _:
            return _refusal(error, text)


def _refusal(error: Exception, text: str) -> tuple[str, str]:
    """What the sandbox, the grammar of templates or Python itself refuses."""
    match error:
        case SecurityError():
            return f"a template may not use {_quoted(text)}", "use the data's own names"
        case TimeoutError():
            return TOO_SLOW
        case MemoryError():
            return TOO_LARGE
        case RecursionError():
            return "the template includes itself, or nests too deeply", "take the include or the nesting out"
        case TemplateSyntaxError():
            said = text.partition(" Jinja was looking for")[0]
            return f"the template cannot be read: {said}", "compare brackets, {% if … %} and {% endif %}"
        case _:
            return f"the template cannot be carried out: {text}", "simplify this line"


def _unknown_name(text: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """An undefined name in our words; the nearest is sought where such a name may stand."""
    name = _quoted(text.rpartition("has no ")[2])
    known = data.keys() if text.endswith("is undefined") else set(_names(data))
    return f"nothing is called {name} here", _did_you_mean(name, known)


def _quoted(text: str) -> str:
    found = re.search(r"'(.+?)'", text)
    return found[1] if found else text.removeprefix("element ")


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        yield from _names(item)


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    return did_you_mean(name, known) or f"known here: {', '.join(sorted(known))}"
