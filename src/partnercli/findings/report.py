"""A report: the findings of one run, as every format writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from partnercli.findings.finding import Finding, Severity
from partnercli.findings.rule import Rule


class Report(NamedTuple):
    """What a check of a repository found.

    `findings` are placed and sorted by file and line. `checked` is the number of files read. `summary` is the
    closing line in words. `rules` is the whole catalogue by code, for the formats that tell it. `accepted` counts
    findings accepted in their file with a reason, `old` those left out because they were there before. `prefix`
    leads from the root of the git repository to the root of the data (`""` or `exercise/`): a forge's paths begin
    at the former.
    """

    findings: tuple[Finding, ...]
    checked: int
    summary: str
    marking: str
    illustrative: bool
    rules: Mapping[str, Rule] = MappingProxyType({})
    accepted: int = 0
    old: int = 0
    prefix: str = ""

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(one.severity is severity for one in self.findings)

    def worst_first(self) -> list[Finding]:
        """The findings, errors before warnings before notes, each in the order of files."""
        order = list(Severity)
        return sorted(self.findings, key=lambda one: order.index(one.severity))


def identified(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint that is its own within one run.

    The first of several alike has the plain fingerprint; a further one has its number added (`…-2`).
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        fingerprint = finding.fingerprint
        seen[fingerprint] += 1
        yield finding, fingerprint if seen[fingerprint] == 1 else f"{fingerprint}-{seen[fingerprint]}"
