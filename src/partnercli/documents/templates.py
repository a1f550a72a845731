"""From a template's name and plain data to blocks: the repository's own templates first, then the package's.

Whatever is wrong with a template comes out as one `TemplateProblem`, with the template and, where it can be
told, the line: never as an error of the libraries below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.tests import TESTS

from partnercli.documents.blocks import (
    Annex,
    Block,
    Figure,
    Heading,
    PageBreak,
    Table,
    plain_runs,
    plain_text,
)
from partnercli.documents.markup import MarkupProblem, parse
from partnercli.documents.slots import FILTERS, SLOT, SlotProblem, render_text
from partnercli.records.names import did_you_mean

ENDING = ".md.j2"
"""How the file name of every template ends."""


class TemplateProblem(Exception):
    """What is wrong with a template.

    `template` is its file name; `line` counts from 1 and is None where no line can be told; `message` says
    what is wrong, `hint` what to do (empty where the message says it all).
    """

    def __init__(self, template: str, line: int | None, message: str, hint: str = "") -> None:
        """Keep the four parts; as text they read `note.md.j2:12: message`."""
        super().__init__(f"{template}{f':{line}' if line else ''}: {message}")
        self.template = template
        self.line = line
        self.message = message
        self.hint = hint


def render_template(name: str, context: object, own: Mapping[str, str] | None = None) -> tuple[Block, ...]:
    """The blocks that the template `name` ("note.md.j2") makes of a context.

    `own` are the repository's templates, text by file name; they come before the package's. `context` is a
    mapping or a frozen dataclass of texts, numbers, tables, figures, and lists and records of these:
    TypeError for anything else in it. Raises TemplateProblem.
    """
    sources: dict[str, str] = {}

    def find(wanted: str) -> str | None:
        source = own[wanted] if own and wanted in own else _package_template(wanted)
        if source is not None:
            sources[wanted] = source
        return source

    data = _plain(context)
    try:
        return parse(*render_text(name, find, data))
    except MarkupProblem as problem:
        template, line = _find_line(problem.line, sources) or (name, None)
        raise TemplateProblem(template, line, problem.message, problem.hint) from None
    except Exception as error:  # noqa: BLE001 - a template can raise anything; this is where it ends
        template, line = _place(error) or (name, None)
        message, hint = _explain(error, data, {*(own or {}), *_package_names()})
        raise TemplateProblem(template, line, message, hint) from None


def empty_sections(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The headings, and the labels of annexes, under which nothing stands but other headings, in order."""
    whole = tuple(blocks)
    empty: list[str] = []
    for place, block in enumerate(whole, start=1):
        match block:
            case Heading() if not any(map(_says_something, _section(block, whole[place:]))):
                empty.append(plain_runs(block.runs))
            case Annex():
                empty += [] if any(map(_says_something, block.blocks)) else [block.label]
                empty += empty_sections(block.blocks)
            case _:
                pass
    return tuple(empty)


def _section(heading: Heading, following: Iterable[Block]) -> Iterator[Block]:
    """What stands under a heading: all up to the next of its level or higher."""
    for block in following:
        if isinstance(block, Heading) and block.level <= heading.level:
            return
        yield block


def _says_something(block: Block) -> bool:
    match block:
        case Heading() | PageBreak() | Annex():
            return False
        case Table():
            return bool(block.rows)
        case Figure():
            return True
        case _:
            return bool(plain_text([block]))


def _package_names() -> tuple[str, ...]:
    folder = files("partnercli") / "documents" / "templates"
    names = (entry.name for entry in folder.iterdir()) if folder.is_dir() else iter(())
    return tuple(sorted(name for name in names if name.endswith(ENDING)))


def _package_template(name: str) -> str | None:
    if name not in _package_names():
        return None
    return (files("partnercli") / "documents" / "templates" / name).read_text(encoding="utf-8")


def _plain(value: object) -> Any:
    """The value as texts, numbers, tuples and dictionaries: a template reaches no object of the program."""
    match value:
        case None | bool() | Table() | Figure():
            return value
        case str():
            return str(value)
        case int() | float():
            return value
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return tuple(_plain(item) for item in value)
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            raise TypeError(f"a template's context cannot hold a {type(value).__name__}")


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
        case RecursionError():
            return "the template includes itself, or nests too deeply", "take the include or the nesting out"
        case TemplateSyntaxError():
            return f"the template cannot be read: {text}", "compare brackets, {% if … %} and {% endif %}"
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
