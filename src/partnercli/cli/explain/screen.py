"""Rules on the screen: one with all that is said of it, or all of them by group."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from partnercli.cli.narrow import flowing
from partnercli.cli.rule_words import ACCEPTED_WHERE, CONFIDENTIAL_NOTE, by_group, comment, never_accepted
from partnercli.cli.terminal import Line, Piece, wrapped
from partnercli.findings import Example, Rule

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan", "off": "dim"}


def every_rule(rules: Iterable[Rule], chosen: Mapping[str, str], width: int) -> Iterator[Line]:
    """All rules in a table, with the severities `chosen` here."""
    for number, (heading, members) in enumerate(by_group(rules)):
        if number:
            yield ()
        yield from wrapped(heading, width, "bold")
        for rule in members:
            yield from _row(rule, chosen.get(rule.code), width)


def _row(rule: Rule, here: str | None, width: int) -> Iterator[Line]:
    title = rule.title if here in (None, rule.severity) else f"{rule.title} (elsewhere {rule.severity})"
    first, *rest = textwrap.wrap(title, width - 17)
    severity = here or rule.severity
    yield (f"{rule.code}  ", Piece(f"{severity:7}", _STYLES[severity]), f"  {first}")
    for line in rest:
        yield (" " * 17 + line,)


def one_rule(rule: Rule, here: str | None, width: int) -> Iterator[Line]:
    """All that is said of one rule; `here` is the severity that this repository gives it."""
    named = Piece(f"{rule.severity} {rule.code}", _STYLES[rule.severity]), Piece(f": {rule.title}", "bold")
    yield from flowing(named, width)
    if here is not None:
        yield from wrapped(f"in this repository: {here} (checks in partner.yaml)", width)
    yield ()
    yield from _said("Why: ", rule.why, width)
    yield from _said("To mend it: ", rule.mend, width)
    if rule.confidential:
        yield from _said("", CONFIDENTIAL_NOTE, width)
    yield from _example("This breaks it", rule.breaks)
    yield from _example("This holds", rule.holds)
    yield ()
    if why_not := never_accepted(rule):
        yield from _said("", why_not, width)
        return
    yield from wrapped("To accept it in a file, say why in a comment:", width, "bold")
    yield (f"    {comment(rule)}",)
    yield from _said("", ACCEPTED_WHERE, width)
    yield from _said("", f"For the whole repository: checks: {{{rule.code}: off}} in partner.yaml.", width)


def _said(label: str, text: str, width: int) -> Iterator[Line]:
    for number, line in enumerate(textwrap.wrap(label + text, width)):
        yield (line,) if number or not label else (Piece(label, "bold"), line.removeprefix(label))


def _example(label: str, example: Example) -> Iterator[Line]:
    yield ()
    if example.text is None:
        yield (Piece(f"{label}: ", "bold"), f"there is no {example.path}")
        return
    yield (Piece(f"{label}: ", "bold"), example.path)
    for line in lines_of(example.text):
        yield (f"    {line}",)


def lines_of(text: str) -> list[str]:
    """The lines of an example, parted at line feeds alone: whatever else could part them is to be seen."""
    return text.removesuffix("\n").split("\n")
