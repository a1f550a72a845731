"""Findings as readers at a forge may see them: in public words, on paths of the git repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from partnercli.findings.finding import Finding, Severity, Span
from partnercli.findings.formats.texts import shortened, visible
from partnercli.findings.report import Report, identified


class Shown(NamedTuple):
    """One finding in words for others, every text of it on one line and printable.

    `path` begins at the root of the git repository; `title` is empty where the catalogue has no such rule;
    `fingerprint` is its own within one run and the same when lines move.
    """

    code: str
    severity: Severity
    path: str
    place: Span
    title: str
    message: str
    hint: str
    fingerprint: str

    @property
    def heading(self) -> str:
        """Its code, and what a breach of the rule is."""
        return f"{self.code}: {self.title}" if self.title else self.code

    @property
    def text(self) -> str:
        """What is wrong, and what to do on a line of its own."""
        return f"{self.message}\nhint: {self.hint}" if self.hint else self.message


def shown(report: Report) -> Iterator[Shown]:
    """The findings of a report, worst first."""
    for finding, fingerprint in identified(_withheld(report)):
        rule = report.rules.get(finding.code)
        yield Shown(
            code=finding.code,
            severity=finding.severity,
            path=visible(report.prefix + finding.file),
            place=finding.place,
            title=rule.title if rule else "",
            message=shortened(visible(finding.public_message)),
            hint=shortened(visible(finding.hint)),
            fingerprint=fingerprint,
        )


def fitting(parts: Iterable[str], most: int) -> list[str]:
    """The first of the parts that together take at most `most` bytes of UTF-8."""
    kept, size = [], 0
    for part in parts:
        size += len(part.encode())
        if size > most:
            break
        kept.append(part)
    return kept


def _withheld(report: Report) -> Iterator[Finding]:
    """The findings, those of confidential rules with nothing left in them of what a delegation said.

    Neither in a hint, nor in a fingerprint: of a few names, the one behind it could be found by trying all.
    """
    for finding in report.worst_first():
        if finding.for_others:
            rule = report.rules.get(finding.code)
            yield finding._replace(hint=rule.mend if rule else "", arguments=())
        else:
            yield finding
