"""What of the findings stands: each weighed as the repository says, without those accepted in their file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from partnercli.checks import examples
from partnercli.findings import Finding, Rule, Severity
from partnercli.findings.acceptance import FORM, Acceptance
from partnercli.findings.reading import READING_RULES
from partnercli.records.config import Config
from partnercli.records.names import did_you_mean

FIXED: Final = frozenset(rule.code for rule in READING_RULES if rule.severity is Severity.ERROR)
"""Codes of files that cannot be read: no repository chooses their severity, and no comment accepts them."""
_TWICE = "preferences: [{country: corvo}, {country: corvo}]"

NOT_UNDERSTOOD: Final = Rule(
    code="PC601",
    severity=Severity.WARNING,
    title="an acceptance that accepts nothing as it is written",
    why="Whoever reads the file later has to see what was accepted, and why; without both nothing is.",
    mend=f"write it as {FORM}",
    breaks=examples.position(f"{_TWICE}  # partner: allow PC323\n"),
    holds=examples.position(f"{_TWICE}  # partner: allow PC323 because the delegation said it twice\n"),
)
NO_EFFECT: Final = Rule(
    code="PC602",
    severity=Severity.WARNING,
    title="an acceptance without effect",
    why="The fault is mended, or stands on another line; left there, the comment would hide the next one.",
    mend="take it out, or put it at the end of the line that the finding names",
    breaks=examples.position(
        "preferences: [{country: corvo}]  # partner: allow PC323 because it was said twice\n"
    ),
    holds=examples.position(f"{_TWICE}  # partner: allow PC323 because the delegation said it twice\n"),
)
ACCEPTANCE_RULES: Final = (NOT_UNDERSTOOD, NO_EFFECT)


class Judgement(NamedTuple):
    """The findings that stand, and those that were accepted."""

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


def weighed(findings: Iterable[Finding], *configs: Config | None) -> Iterator[Finding]:
    """The findings with the severity that a repository gives them; those it turns off left out.

    With several settings, such as those before and after a change, the most severe word counts. What makes a
    file unreadable stays an error: nobody can turn off that a file is not counted.
    """
    chosen = [config.checks if config else {} for config in configs] or [{}]
    for finding in findings:
        if finding.code not in FIXED:
            words = {str(checks.get(finding.code, finding.severity)) for checks in chosen}
            worst = next((severity for severity in Severity if severity in words), None)
            if worst is not None:
                yield finding._replace(severity=worst)
        else:
            yield finding


def judge(
    findings: Iterable[Finding], acceptances: Iterable[Acceptance], *configs: Config | None
) -> Judgement:
    """What stands of findings that are placed, with what is wrong with the acceptances themselves."""
    by_file: dict[str, list[Acceptance]] = {}
    for acceptance in acceptances:
        by_file.setdefault(acceptance.file, []).append(acceptance)
    stand: list[Finding] = []
    accepted: list[Finding] = []
    used: set[tuple[Acceptance, str]] = set()
    for finding in weighed(findings, *configs):
        by = next((one for one in by_file.get(finding.file, ()) if _accepts(one, finding)), None)
        (stand if by is None else accepted).append(finding)
        if by is not None:
            used.add((by, finding.code))
    whole = not any(finding.code in FIXED for finding in stand)
    faults = [
        fault for file in by_file.values() for one in file for fault in _faults(one, used, stand, whole=whole)
    ]
    stand += weighed(faults, *configs)
    return Judgement(tuple(sorted(stand, key=Finding.sort_key)), tuple(accepted))


def _accepts(acceptance: Acceptance, finding: Finding) -> bool:
    may = acceptance.reason and finding.code in acceptance.codes and finding.code not in FIXED
    return bool(may) and acceptance.covers(finding)


def _faults(
    acceptance: Acceptance, used: set[tuple[Acceptance, str]], stand: Iterable[Finding], *, whole: bool
) -> Iterator[Finding]:
    """What is wrong with one acceptance; `stand` is what was not accepted.

    Unless `whole`, a file could not be read: some checks did not run, and nobody can say what has no effect.
    """
    if not acceptance.codes:
        yield _at(acceptance, NOT_UNDERSTOOD, "this comment speaks to the tool, which does not understand it")
    for code in acceptance.codes:
        if message := _never(code):
            hint = "mend the file" if code in FIXED else did_you_mean(code, _known())
            yield _at(acceptance, NOT_UNDERSTOOD, message, hint, code)
        elif not acceptance.reason:
            yield _at(acceptance, NOT_UNDERSTOOD, f"{code} is accepted without a reason", "", code)
        elif whole and (acceptance, code) not in used:
            hint = _elsewhere(acceptance, code, stand)
            yield _at(acceptance, NO_EFFECT, f"there is no {code} to accept here", hint, code)


def _never(code: str) -> str:
    if code in FIXED:
        return f"{code} cannot be accepted: a file that cannot be read is not counted"
    return "" if code in _known() else f'there is no finding "{code}"'


def _elsewhere(acceptance: Acceptance, code: str, stand: Iterable[Finding]) -> str:
    lines = [one.span.line for one in stand if one.span and (one.file, one.code) == (acceptance.file, code)]
    return f"{code} is found on line {lines[0]}: put the comment at the end of that line" if lines else ""


def _at(acceptance: Acceptance, rule: Rule, message: str, hint: str = "", code: str = "") -> Finding:
    found = rule.finding(acceptance.file, message, hint=hint, arguments=(code or "comment",))
    return found.at(acceptance.span)


def _known() -> Iterable[str]:
    from partnercli.checks.registry import catalogue  # which lists the rules of this module too

    return catalogue()
