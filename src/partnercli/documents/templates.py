"""From a template's name and a context to blocks: the repository's own templates first, then the package's.

The package's templates are part of the program and rendered in this process. As soon as the repository brings a
text of its own, all is rendered in a process of its own, with limits: such a text can come from anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import Any

from partnercli.documents.blocks import (
    Annex,
    Block,
    Figure,
    Heading,
    Origins,
    PageBreak,
    Table,
    plain_runs,
    plain_text,
)
from partnercli.documents.language.known import LANGUAGES
from partnercli.documents.language.language import Language
from partnercli.documents.template_problem import TemplateProblem
from partnercli.records.translations import RECORDED

__all__ = [
    "ENDING",
    "WRITES",
    "TemplateProblem",
    "empty_sections",
    "package_templates",
    "render_template",
    "template_file",
]

ENDING = ".md.j2"
"""How the file name of every template ends."""
_ENGLISH = {
    "note": "the NOTE",
    "cover-note": "a cover note",
    "outline": "the indicative outline for one partner",
    "compilation": "what delegations sent in writing",
    "progress": "how far the outlines have come",
    "briefing": "the Chair's steering note",
    "handover": "what the next Presidency takes over",
    "presidency": "the NOTE with who said what",
    "presidency-outline": "an outline with reasons for its steps",
    "public-note": "the NOTE as the public reads it",
    "public-cover-note": "a cover note as the public reads it",
    "public-outline": "an outline as the public reads it",
    "public-progress": "progress as the public reads it",
}
_TRANSLATED = {
    "note": "the NOTE in {language}",
    "cover-note": "a cover note in {language}",
    "public-note": "the public NOTE in {language}",
    "public-cover-note": "the public cover note in {language}",
}
"""What the templates write that every other language has too."""


def template_file(name: str, language: Language) -> str:
    """The file of a template in a language: note.md.j2 in English, note.fr.md.j2 in French."""
    return f"{name}{'' if language.code == RECORDED else f'.{language.code}'}{ENDING}"


def _written_by() -> Iterator[tuple[str, str]]:
    for name, what in _ENGLISH.items():
        for language in LANGUAGES.values():
            if language.code == RECORDED:
                yield template_file(name, language), what
            elif name in _TRANSLATED:
                yield template_file(name, language), _TRANSLATED[name].format(language=language.name)


WRITES = dict(_written_by())
"""What each of the package's templates writes, by its file: a language's beside the English one."""


def render_template(
    name: str, context: object, own: Mapping[str, str] | None = None
) -> tuple[tuple[Block, ...], Origins]:
    """The blocks that the template `name` ("note.md.j2") makes of a context, and their origins in it.

    `own` are the repository's templates, text by file name; they come before the package's. `context` is a
    mapping or a frozen dataclass of texts, numbers, tables, figures, and lists and records of these:
    TypeError for anything else in it. Raises TemplateProblem.
    """
    package = package_templates()
    templates = {**package, **(own or {})}
    if templates == package:
        from partnercli.documents.rendering import render
    else:
        from partnercli.documents.template_process import render
    blocks, origins = render(name, _plain(context), templates)
    if not blocks:
        raise TemplateProblem(name, None, "it gives no text", "mend the template")
    return blocks, origins


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


def package_templates() -> dict[str, str]:
    """The package's own templates, text by file name, those that people change first."""
    folder = files("partnercli") / "documents" / "templates"
    entries = list(folder.iterdir()) if folder.is_dir() else []
    found = {entry.name: entry for entry in entries if entry.name.endswith(ENDING)}
    order = sorted(
        found, key=lambda name: (list(WRITES).index(name) if name in WRITES else len(WRITES), name)
    )
    return {name: found[name].read_text(encoding="utf-8") for name in order}


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
