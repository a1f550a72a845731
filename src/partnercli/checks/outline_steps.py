"""PC401 to PC410: the steps of an outline can follow one another as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.checks import examples
from partnercli.checks.readings import day_of_record
from partnercli.checks.registry import Check, check
from partnercli.findings import Finding, RecordPath, Rule, Severity
from partnercli.outlines.problems import OutlineFault, Problem, problems
from partnercli.outlines.state import Situation
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind

_BELMONTE = "country: belmonte\nstatus: draft\nsteps:\n"
_CORVO = "country: corvo\nstatus: draft\nsteps:\n"
_TABLE = "  - {id: open-round-table, instrument: round-table, action: Sit down.}\n"
_CHARTER = "  - {id: open-charter, instrument: charter, action: Draft it.}\n"
_GRANT = "  - {id: open-grant, instrument: grant, action: Pay it out.}\n"
_HARBOUR = "  - {id: open-harbour, instrument: harbour-project, action: Dig.}\n"


def _rule(
    code: str,
    severity: Severity,
    title: str,
    why: str,
    mend: str,
    breaks: str,
    holds: str,
    key: str = "belmonte",
) -> Rule:
    head = _BELMONTE if key == "belmonte" else _CORVO
    return Rule(
        code=code,
        severity=severity,
        title=title,
        why=why,
        mend=mend,
        breaks=examples.outline(head + breaks, key),
        holds=examples.outline(head + holds, key),
    )


def _steps(rule: Rule, *faults: OutlineFault) -> Check:
    """The check for the problems of these kinds, in every outline that is not superseded."""

    def examine(exercise: Exercise, rule: Rule) -> Iterator[Finding]:
        day = day_of_record(exercise)
        for key, outline in exercise.outlines.items():
            country = exercise.countries.get(outline.country)
            if country is None or day is None or outline.status == "superseded":
                continue
            situation = Situation(outline.country, country, exercise.instruments, day)
            for problem in problems(outline, situation):
                if problem.code_name in faults:
                    step = outline.steps[problem.step].id
                    arguments = (step, problem.code_name, problem.other)
                    file = Kind.OUTLINE.file(key)
                    yield rule.finding(file, problem.text, path=_path(problem), arguments=arguments)

    return check(rule, Kind.OUTLINE, Kind.COUNTRY, Kind.INSTRUMENT)(examine)


def _path(problem: Problem) -> RecordPath:
    step: RecordPath = ("steps", problem.step)
    if problem.after is not None:
        return (*step, "after", problem.after)
    within = {
        OutlineFault.DUPLICATE_STEP: ("id",),
        OutlineFault.END_WITHOUT_SOURCE: ("timeline", "to"),
        OutlineFault.BEFORE_ANNOUNCED: ("timeline", "from"),
    }
    return (*step, *within.get(problem.code_name, ("instrument",)))


duplicate_step = _steps(
    _rule(
        "PC401",
        Severity.ERROR,
        "two steps of one id",
        "Other steps name a step by its id; two of one id cannot be told apart.",
        "give one of them another id",
        _TABLE + _TABLE,
        _TABLE + _GRANT,
    ),
    OutlineFault.DUPLICATE_STEP,
)
unknown_step = _steps(
    _rule(
        "PC402",
        Severity.ERROR,
        "a step after one that is not there",
        "The order of implementation would rest on nothing.",
        "name a step of this outline by its id",
        "  - {id: open-grant, instrument: grant, action: Pay., after: [open-table]}\n",
        _TABLE + "  - {id: open-grant, instrument: grant, action: Pay., after: [open-round-table]}\n",
    ),
    OutlineFault.UNKNOWN_STEP,
)
circle = _steps(
    _rule(
        "PC403",
        Severity.ERROR,
        "steps that wait for one another",
        "Steps in a circle can never begin.",
        "take one of the steps out of `after`",
        "  - {id: one, instrument: grant, action: Pay., after: [two]}\n"
        "  - {id: two, instrument: round-table, action: Meet., after: [one]}\n",
        "  - {id: one, instrument: grant, action: Pay.}\n"
        "  - {id: two, instrument: round-table, action: Meet., after: [one]}\n",
    ),
    OutlineFault.CIRCLE,
)
required_order = _steps(
    _rule(
        "PC404",
        Severity.ERROR,
        "a step without what the law puts before it",
        "The instrument's own act requires another one first (`required` in the catalogue).",
        "add the earlier step, or move it up",
        _CHARTER + _TABLE,
        _TABLE + _CHARTER,
    ),
    OutlineFault.REQUIRED_LATER,
    OutlineFault.REQUIRED_MISSING,
)
normal_order = _steps(
    _rule(
        "PC405",
        Severity.WARNING,
        "a step before one that normally comes first",
        "Practice has the other one first (`normally` in the catalogue); there can be good reasons to differ.",
        "move it down, or say in `why` what speaks for this order",
        _HARBOUR + _TABLE,
        _TABLE + _HARBOUR,
    ),
    OutlineFault.NORMAL_LATER,
)
in_force_already = _steps(
    _rule(
        "PC406",
        Severity.WARNING,
        "a step on an instrument that is in force",
        "What is in place needs no step, unless the step is done.",
        "take the step out, or correct the country's `cooperation`",
        "  - {id: open-old-forum, instrument: old-forum, action: Found it.}\n",
        _TABLE,
        "corvo",
    ),
    OutlineFault.IN_FORCE,
)
alternative = _steps(
    _rule(
        "PC407",
        Severity.WARNING,
        "a step on the alternative of what is in place",
        "The catalogue holds the two for alternatives: the one in place makes the other pointless.",
        "take the step out, or say in `why` what it adds",
        _TABLE + _HARBOUR,
        _TABLE,
        "corvo",
    ),
    OutlineFault.ALTERNATIVE_IN_PLACE,
)
before_announced = _steps(
    _rule(
        "PC408",
        Severity.WARNING,
        "an instrument used before it was announced",
        "On that day nobody outside knew of it.",
        "let the step begin later, or use another instrument",
        "  - {id: open-grant, instrument: grant, action: Pay., timeline: {from: 2029}}\n",
        "  - {id: open-grant, instrument: grant, action: Pay., timeline: {from: 2031-Q2}}\n",
    ),
    OutlineFault.BEFORE_ANNOUNCED,
)
promised_end = _steps(
    _rule(
        "PC409",
        Severity.WARNING,
        "an end date that the partner has not agreed to",
        "Where the partner must consent, the Union can plan when to ask, not when it ends.",
        "leave `to` out, or name the source that gives the date",
        "  - {id: open-round-table, instrument: round-table, action: Meet., timeline: {from: 2031-Q2, to: 2031-Q3}}\n",
        "  - {id: open-round-table, instrument: round-table, action: Meet., timeline: {from: 2031-Q2}}\n",
    ),
    OutlineFault.END_WITHOUT_SOURCE,
)
too_early = _steps(
    _rule(
        "PC410",
        Severity.WARNING,
        "a step that begins before the one it waits for is over",
        "The dates and the order of the steps say two different things.",
        "let it begin later, or take the other one out of `after`",
        "  - {id: one, instrument: grant, action: Pay., timeline: {from: 2031-Q3, to: 2031-Q4}}\n"
        "  - {id: two, instrument: round-table, action: Meet., timeline: {from: 2031-Q2}, after: [one]}\n",
        "  - {id: one, instrument: grant, action: Pay., timeline: {from: 2031-Q3, to: 2031-Q4}}\n"
        "  - {id: two, instrument: round-table, action: Meet., timeline: {from: 2032-Q1}, after: [one]}\n",
    ),
    OutlineFault.BEFORE_ITS_PREDECESSOR_ENDS,
)
