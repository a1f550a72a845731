"""docs/reference/findings.md: every rule, what breaks it, what holds it, how to mend and how to accept it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partnercli.cli.reference.markdown import fenced, inline, page, table
from partnercli.cli.rule_words import ACCEPTED_WHERE, CONFIDENTIAL_NOTE, by_group, comment, never_accepted
from partnercli.findings import Example, Rule

_HEAD = """\
Each finding has a code that keeps its meaning, and a severity: only an error makes a command end with 1. A repository
changes severities under `checks` in its `partner.yaml` (`checks: {PC305: off}`; error, warning, note or off), and a
file accepts a finding in a comment with the reason, where nothing else is said below. On a terminal,
`partner explain PC204` says the same about one of them, and `partner explain` lists all."""


def findings_page(rules: Iterable[Rule]) -> str:
    """The whole page: for each group a table, then its rules."""
    parts = (part for group in by_group(rules) for part in _group(*group))
    return page("The findings", "the rules themselves", _HEAD, *parts)


def _group(heading: str, rules: list[Rule]) -> Iterator[str]:
    yield f"## {inline(heading)}"
    rows = ((f"[{rule.code}](#{rule.code.lower()})", rule.severity, inline(rule.title)) for rule in rules)
    yield table(("code", "severity", "what is wrong"), rows)
    for rule in rules:
        yield section(rule).removesuffix("\n")


def section(rule: Rule) -> str:
    """All that is said of one rule."""
    return "\n\n".join((f"### {rule.code}", *_parts(rule))) + "\n"


def _parts(rule: Rule) -> Iterator[str]:
    yield f"**{rule.severity}: {inline(rule.title)}**"
    yield inline(rule.why)
    yield f"To mend it: {inline(rule.mend)}."
    if rule.confidential:
        yield inline(CONFIDENTIAL_NOTE)
    yield from _example("This breaks it", rule.breaks)
    yield from _example("This holds", rule.holds)
    if why_not := never_accepted(rule):
        yield inline(why_not)
    else:
        yield "To accept it in a file, say why in a comment:"
        yield fenced(comment(rule))
        yield inline(ACCEPTED_WHERE)


def _example(label: str, example: Example) -> Iterator[str]:
    if example.text is None:
        yield f"{label}: there is no {inline(example.path)}"
        return
    yield f"{label}: {inline(example.path)}"
    yield fenced(example.text, "yaml" if example.path.endswith(".yaml") else "text")
