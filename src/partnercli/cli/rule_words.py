"""What is said of rules on the screen and on their page: groups, who may not read them, how each is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from partnercli.checks.judgement import ACCEPTANCE_RULES, FIXED
from partnercli.findings import Rule
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
