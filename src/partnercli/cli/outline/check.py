"""`partner outline check`: what is wrong or doubtful in the outlines on a day, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap
from typing import Annotated, Any, NamedTuple

import typer

from partnercli.checks.judgement import ACCEPTANCE_RULES, judge
from partnercli.checks.registry import run
from partnercli.cli.findings_text import write_findings
from partnercli.cli.given import day_given
from partnercli.cli.lookup import find_country, find_outline
from partnercli.cli.marks import write_json
from partnercli.cli.options import Format, Output
from partnercli.cli.outline.screen import head
from partnercli.cli.problems import Exit, Refused
from partnercli.cli.session import Session
from partnercli.cli.terminal import Line, Piece
from partnercli.documents.words import day_in_words
from partnercli.findings import Finding, Severity
from partnercli.outlines.follow_up import overdue
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.outline import Outline, Step
from partnercli.records.plural import plural
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_ABOUT_COMMENTS = frozenset(rule.code for rule in ACCEPTANCE_RULES)


class Fault(NamedTuple):
    """One thing to mend in an outline: of a step by its number and id, else of the whole.

    `code` is the finding's; empty for what only a day tells, a step that is overdue.
    """

    step: int | None
    id: str
    severity: Severity
    code: str
    message: str
    hint: str


def check(
    context: typer.Context,
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="COUNTRY", help="The countries whose outlines to check; otherwise all."),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which to read them; otherwise today.")
    ] = None,
    output: Output = Format.TEXT,
) -> int:
    """Check outlines on a day: order, circles, dates that cannot be, holds, alternatives, steps overdue.

    Each fault comes with its step and what to do. Ends with 1 where there are errors, with 0 where there are
    only warnings.
    """
    session: Session = context.obj
    day = day_given(on) if on else session.today
    loaded = session.load(Scope.everything())
    _require_readable(session, loaded)
    exercise = loaded.exercise
    keys = [_outline(exercise, name) for name in countries or ()] or sorted(exercise.ids(Kind.OUTLINE))
    faults = _faults(loaded, dict.fromkeys(keys), day)
    if output is Format.JSON:
        told = [_contract(exercise, key, found) for key, found in faults.items()]
        write_json(
            session,
            "partner.outline-check/1",
            exercise,
            illustrative=exercise.any_illustrative,
            on=str(day),
            outlines=told,
        )
    else:
        session.terminal.lines(_screen(exercise, faults, day))
    wrong = any(fault.severity is Severity.ERROR for found in faults.values() for fault in found)
    return Exit.ERRORS if wrong else Exit.FINE


def _outline(exercise: Exercise, name: str) -> str:
    """The id of a country's outline, one that cannot be read included."""
    key = find_country(exercise, name)
    return key if key in exercise.ids(Kind.OUTLINE) else find_outline(exercise, name)


def _require_readable(session: Session, loaded: Loaded) -> None:
    """Refused where a file beside the outlines cannot be read: what rests on it could not be checked."""
    broken = [one for one in loaded.findings if one.severity is Severity.ERROR and not _key(one)]
    if broken:
        write_findings(session.terminal, loaded, broken)
        raise Refused("the data cannot be read as it is", "mend the files named above, then try again")


def _key(finding: Finding) -> str:
    """The id of the outline that a finding is about; empty for all others."""
    folder, _, name = finding.file.rpartition("/")
    return name.removesuffix(".yaml") if folder == Kind.OUTLINE.path else ""


def _faults(loaded: Loaded, keys: Mapping[str, None], day: date) -> dict[str, list[Fault]]:
    """The faults of these outlines, down each of them; what a comment in a file accepts is none."""
    exercise = loaded.exercise
    placed = loaded.placed(one for one in (*loaded.findings, *run(exercise, day)) if _key(one) in keys)
    stand = judge(placed, loaded.acceptances, exercise.config).findings
    faults: dict[str, list[Fault]] = {key: [] for key in keys}
    for finding in stand:
        if _key(finding) in keys and finding.code not in _ABOUT_COMMENTS:
            faults[_key(finding)].append(_fault(exercise, finding))
    for key in faults:
        faults[key] += _overdue(exercise.outlines[key], day) if key in exercise.outlines else ()
    return {key: sorted(found, key=lambda fault: fault.step or 0) for key, found in faults.items()}


def _fault(exercise: Exercise, finding: Finding) -> Fault:
    place = finding.path[1] if finding.path[:1] == ("steps",) and len(finding.path) > 1 else None
    outline = exercise.outlines.get(_key(finding))
    name = outline.steps[place].id if outline and isinstance(place, int) else ""
    number = place + 1 if isinstance(place, int) else None
    return Fault(number, name, finding.severity, finding.code, finding.message, finding.hint)


def _overdue(outline: Outline, day: date) -> Iterator[Fault]:
    numbers = {step.id: number for number, step in enumerate(outline.steps, 1)}
    for step in overdue(outline, day):
        number = numbers[step.id]
        how = f"partner outline step set {outline.country} STEP status=ongoing (or done)"
        hint = f"say how far it has come, or give it another date: {how}"
        yield Fault(number, step.id, Severity.WARNING, "", f"overdue, {_was_due(step)}", hint)


def _was_due(step: Step) -> str:
    start, end = step.timeline.start, step.timeline.end
    if step.status == "ongoing" or start is None:
        return f"it was to end by {end} and is not done"
    return f"it was to begin {'on' if start.days == 1 else 'in'} {start} and has not"


def _screen(exercise: Exercise, faults: Mapping[str, Sequence[Fault]], day: date) -> Iterator[Line]:
    yield head(exercise, *(exercise.outlines[key] for key in faults if key in exercise.outlines))
    yield (f"Indicative outlines as they stand on {day_in_words(day)}",)
    for key, found in faults.items():
        yield ()
        yield (Piece(_name(exercise, key), "bold"), f" · {_status(exercise, key)}")
        if not found:
            yield ("    nothing to mend",)
        yield from _by_step(found)
    yield ()
    yield (_summary(faults),)


def _by_step(found: Sequence[Fault]) -> Iterator[Line]:
    """The faults of one outline under their steps; what to do is said once where it is the same."""
    hints: set[str] = set()
    for step, faults in groupby(found, key=lambda fault: (fault.step, fault.id)):
        number, name = step
        yield (f"{number:>3}. {name}".rstrip() if number else "    the outline",)
        for fault in faults:
            weight = f"{fault.severity} {fault.code}".rstrip()
            first, *rest = wrap(
                f"{weight}: {fault.message}", 80, initial_indent="     ", subsequent_indent="       "
            )
            yield ("     ", Piece(weight, _STYLES[fault.severity]), first.strip().removeprefix(weight))
            hint = (
                []
                if fault.hint in hints
                else wrap(f"→ {fault.hint}", 80, initial_indent="       ", subsequent_indent="         ")
            )
            yield from ((line,) for line in (*rest, *hint))
            hints.add(fault.hint)


def _summary(faults: Mapping[str, Sequence[Fault]]) -> str:
    if not faults:
        return "There is no outline yet. Draft one: partner outline new COUNTRY"
    every = [fault.severity for found in faults.values() for fault in found]
    counts = [plural(every.count(one), str(one)) for one in Severity if one in every]
    said = f"{', '.join(counts)} in {sum(map(bool, faults.values()))}" if counts else "nothing to mend in any"
    return f"{said} of {plural(len(faults), 'outline')}"


def _name(exercise: Exercise, key: str) -> str:
    country = exercise.countries.get(key)
    return country.name if country else key


def _status(exercise: Exercise, key: str) -> str:
    return exercise.outlines[key].status if key in exercise.outlines else "cannot be read"


def _contract(exercise: Exercise, key: str, found: Sequence[Fault]) -> dict[str, Any]:
    return {
        "country": key,
        "name": _name(exercise, key),
        "status": exercise.outlines[key].status if key in exercise.outlines else None,
        "faults": [fault._asdict() | {"code": fault.code or None, "id": fault.id or None} for fault in found],
    }
