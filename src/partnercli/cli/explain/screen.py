"""Rules on the screen: one with all that is said of it, or all of them by group."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from partnercli.checks.judgement import ACCEPTANCE_RULES, FIXED
from partnercli.cli.terminal import Line, Piece
from partnercli.findings import Example, Rule
from partnercli.findings.acceptance import FORM

GROUPS = {
    "PC1": "One file by itself: it can be read, and has the form of its kind",
    "PC2": "Names: what a record names is there, and stands once",
    "PC3": "Settings, meetings and positions",
    "PC4": "Outlines and their steps",
    "PC5": "Documents",
    "PC6": "Acceptances of other findings",
}
"""What the codes of each hundred are about."""
_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan", "off": "dim"}
ACCEPTED_WHERE = (
    "At the end of a line it stands for that line; on a line of its own, for the entry below it; "
    "before the first entry or after the last one, for the whole file."
)
CONFIDENTIAL_NOTE = (
    "Its messages tell what a delegation said: other readers than the Presidency get the title alone."
)


def comment(rule: Rule) -> str:
    """How a file accepts a finding of this rule."""
    return re.sub(r"PC\d+", rule.code, FORM)


def never_accepted(rule: Rule) -> str:
    """Why no comment accepts a finding of this rule; empty where one can."""
    if rule.code in FIXED:
        return "It can be neither accepted nor turned off: a file that cannot be read is not counted."
    if rule in ACCEPTANCE_RULES:
        return "No comment accepts it: it is about such comments. Its severity can be changed."
    if not rule.breaks.path.endswith(".yaml"):
        return "No comment accepts it, for no record holds it. Its severity can be changed."
    return ""


def by_group(rules: Iterable[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    """The rules by the hundreds of their codes, each with what these are about."""
    for start, members in groupby(sorted(rules), key=lambda rule: rule.code[:3]):
        yield f"{start}xx: {GROUPS[start]}", list(members)


def every_rule(rules: Iterable[Rule], chosen: Mapping[str, str], width: int) -> Iterator[Line]:
    """All rules in a table, with the severities `chosen` here."""
    for number, (heading, members) in enumerate(by_group(rules)):
        if number:
            yield ()
        yield (Piece(heading, "bold"),)
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
    yield (Piece(f"{rule.severity} {rule.code}", _STYLES[rule.severity]), Piece(f": {rule.title}", "bold"))
    if here is not None:
        yield (f"in this repository: {here} (checks in partner.yaml)",)
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
    yield (Piece("To accept it in a file, say why in a comment:", "bold"),)
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
