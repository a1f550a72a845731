"""What is to be mended in outlines on a day: the findings of each, and its steps that are late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from partnercli.checks.judgement import ACCEPTANCE_RULES, judge
from partnercli.checks.registry import run
from partnercli.findings import Finding, Severity
from partnercli.outlines.follow_up import overdue
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.outline import Outline, Step
from partnercli.repository.load import Loaded

_ABOUT_COMMENTS = frozenset(rule.code for rule in ACCEPTANCE_RULES)


class Fault(NamedTuple):
    """One thing to mend in an outline: of a step by its number and id, else of the whole.

    `code` is the finding's; empty for what only a day tells, a step that is late.
    """

    step: int | None
    id: str
    severity: Severity
    code: str
    message: str
    hint: str


def faults_of(loaded: Loaded, keys: Mapping[str, None], day: date) -> dict[str, list[Fault]]:
    """The faults of these outlines, down each of them; what a comment in a file accepts is none."""
    exercise = loaded.exercise
    placed = loaded.placed(one for one in (*loaded.findings, *run(exercise, day)) if outline_of(one) in keys)
    stand = judge(placed, loaded.acceptances, exercise.config).findings
    faults: dict[str, list[Fault]] = {key: [] for key in keys}
    for finding in stand:
        if outline_of(finding) in keys and finding.code not in _ABOUT_COMMENTS:
            faults[outline_of(finding)].append(_fault(exercise, finding))
    for key in faults:
        faults[key] += _overdue(exercise.outlines[key], day) if key in exercise.outlines else ()
    return {key: sorted(found, key=lambda fault: fault.step or 0) for key, found in faults.items()}


def outline_of(finding: Finding) -> str:
    """The id of the outline that a finding is about; empty for all others."""
    folder, _, name = finding.file.rpartition("/")
    return name.removesuffix(".yaml") if folder == Kind.OUTLINE.path else ""


def _fault(exercise: Exercise, finding: Finding) -> Fault:
    place = finding.path[1] if finding.path[:1] == ("steps",) and len(finding.path) > 1 else None
    outline = exercise.outlines.get(outline_of(finding))
    name = outline.steps[place].id if outline and isinstance(place, int) else ""
    number = place + 1 if isinstance(place, int) else None
    return Fault(number, name, finding.severity, finding.code, finding.message, finding.hint)


def _overdue(outline: Outline, day: date) -> Iterator[Fault]:
    numbers = {step.id: number for number, step in enumerate(outline.steps, 1)}
    for step in overdue(outline, day):
        number = numbers[step.id]
        how = f"partner outline step set {outline.country} STEP status=ongoing (or done)"
        hint = f"say how far it has come, or give it another date: {how}"
        yield Fault(number, step.id, Severity.WARNING, "", f"late: {_was_due(step)}", hint)


def _was_due(step: Step) -> str:
    start, end = step.timeline.start, step.timeline.end
    if step.status == "ongoing" or start is None:
        return f"it was to end by {end} and is not done"
    return f"it was to begin {'on' if start.days == 1 else 'in'} {start} and has not"
