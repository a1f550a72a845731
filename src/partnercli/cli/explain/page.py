"""The rules as a page in Markdown: docs/rules.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from partnercli.cli.explain.screen import (
    ACCEPTED_WHERE,
    CONFIDENTIAL_NOTE,
    by_group,
    comment,
    lines_of,
    never_accepted,
)
from partnercli.documents.blocks import Paragraph, Text
from partnercli.documents.markdown import write_blocks
from partnercli.findings import Example, Rule
from partnercli.findings.formats.texts import visible

_HEAD = """\
# The findings

Made by `partner explain --format md > docs/rules.md` (`make docs`) from the rules themselves: change those, not this
page.

Each finding has a code that keeps its meaning, and a severity: only an error makes a command end with 1. A repository
changes severities under `checks` in its `partner.yaml` (`checks: {PC305: off}`; error, warning, note or off), and a
file accepts a finding in a comment with the reason, where nothing else is said below. On a terminal,
`partner explain PC204` says the same about one of them, and `partner explain` lists all.
"""


def page(rules: Iterable[Rule]) -> str:
    """The whole page: for each group a table, then its rules."""
    return "\n".join((_HEAD, *(part for group in by_group(rules) for part in _group(*group))))


def _group(heading: str, rules: list[Rule]) -> Iterator[str]:
    yield f"## {_inline(heading)}\n"
    yield "| code | severity | what is wrong |\n| --- | --- | --- |"
    for rule in rules:
        yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity} | {_inline(rule.title)} |"
    yield ""
    for rule in rules:
        yield section(rule)


def section(rule: Rule) -> str:
    """All that is said of one rule."""
    return "\n\n".join((f"### {rule.code}", *_parts(rule))) + "\n"


def _parts(rule: Rule) -> Iterator[str]:
    yield f"**{rule.severity}: {_inline(rule.title)}**"
    yield _inline(rule.why)
    yield f"To mend it: {_inline(rule.mend)}."
    if rule.confidential:
        yield _inline(CONFIDENTIAL_NOTE)
    yield from _example("This breaks it", rule.breaks)
    yield from _example("This holds", rule.holds)
    if why_not := never_accepted(rule):
        yield _inline(why_not)
    else:
        yield "To accept it in a file, say why in a comment:"
        yield fenced(comment(rule))
        yield _inline(ACCEPTED_WHERE)


def _example(label: str, example: Example) -> Iterator[str]:
    if example.text is None:
        yield f"{label}: there is no {_inline(example.path)}"
        return
    yield f"{label}: {_inline(example.path)}"
    yield fenced(example.text, "yaml" if example.path.endswith(".yaml") else "text")


def fenced(text: str, language: str = "yaml") -> str:
    """A text as a block of code, whatever it holds: what cannot be seen is spelt out."""
    lines = "\n".join(visible(line) for line in lines_of(text))
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", lines)), default=0))
    return f"{fence}{language}\n{lines}\n{fence}"


def _inline(text: str) -> str:
    return write_blocks([Paragraph((Text(visible(text)),))]).strip()
