"""docs/reference/formats.md: in which forms things are written, what each is for and who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

from partnercli.cli import diff, explain, options, report
from partnercli.cli.command_tree import every_command
from partnercli.cli.completion.made import VALUES, entry
from partnercli.cli.position import reading
from partnercli.cli.reference.markdown import code, page, prose, table
from partnercli.documents import formats as documents
from partnercli.exchange.writing import formats as tables
from partnercli.findings import formats as findings
from partnercli.records.schema import texts_in

FORMATS: Final[dict[str, type[Enum]]] = {
    "Documents": documents.Format,
    "Tables for other tools": tables.Format,
    "The report": report.Format,
    "Findings": findings.Format,
    "Readings of positions": options.TableFormat,
    "Positions": reading.Table,
    "What changed": diff.Format,
    "Other screens": options.Format,
    "Rules": explain.Format,
}
"""Every set of formats, by what is written in it."""


def formats_page() -> str:
    """A section for each set: its words with their meanings, and where they are given."""
    return page(
        "Formats", "the code", *(part for what, words in FORMATS.items() for part in _section(what, words))
    )


def _section(what: str, words: type[Enum]) -> Iterator[str]:
    texts = texts_in(words)
    yield f"## {what}"
    yield table(
        ("word", "what it is, and for whom"), ((code(one.value), prose(texts[one.name])) for one in words)
    )
    yield f"Given to {', '.join(map(code, _given_to(words)))}."


def _given_to(words: type[Enum]) -> Iterator[str]:
    """The options that take the words of a set."""
    for one in every_command():
        for param in one.command.get_params(one.context):
            if _takes(one.path, param, words):
                yield f"{one.name} {param.opts[0]}"


def _takes(path: str, param: Any, words: type[Enum]) -> bool:
    if choices := param.type_descriptor.choices:
        return isinstance(choices[0], words)
    listed = "|".join(one.value for one in words)
    return VALUES.get(entry(path, param)) in {f"{listed}|all,", f"{listed}=<text>"}
