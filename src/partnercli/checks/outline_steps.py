"""PC401 to PC411: the steps of an outline can follow one another as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.checks import examples
from partnercli.checks.readings import Readings
from partnercli.checks.registry import Check, check
from partnercli.findings import Example, Finding, RecordPath, Rule, Severity
from partnercli.outlines.problems import OutlineFault, Problem
from partnercli.records.kinds import Kind

_TABLE = "  - {id: open-round-table, instrument: round-table, action: Sit down.}\n"
_CHARTER = "  - {id: open-charter, instrument: charter, action: Draft it.}\n"
_GRANT = "  - {id: open-grant, instrument: grant, action: Pay it out.}\n"
_HARBOUR = "  - {id: open-harbour, instrument: harbour-project, action: Dig.}\n"


def _outline(steps: str, key: str = "belmonte") -> Example:
    return examples.outline(f"country: {key}\nstatus: draft\nsteps:\n{steps}", key)


def _held(start: str) -> Example:
    head = "country: belmonte\nstatus: draft\nhold: {until: 2031-06, reason: an election}\nsteps:\n"
    return examples.outline(f"{head}{_TABLE.replace('}', f', timeline: {{from: {start}}}}}')}")


def _steps(rule: Rule, *faults: OutlineFault) -> Check:
    """The check for the problems of these kinds."""

    def examine(on: Readings, rule: Rule) -> Iterator[Finding]:
        for key, problem in on.outline_problems:
            if problem.fault in faults:
                step = on.exercise.outlines[key].steps[problem.step].id
                arguments = (step, problem.fault, problem.other)
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
        OutlineFault.WITHIN_HOLD: ("timeline", "from"),
    }
    return (*step, *within.get(problem.fault, ("instrument",)))


duplicate_step = _steps(
    Rule(
        code="PC401",
        severity=Severity.ERROR,
        title="two steps of one id",
        why="Other steps name a step by its id; two of one id cannot be told apart.",
        mend="give one of them another id",
        breaks=_outline(_TABLE + _TABLE),
        holds=_outline(_TABLE + _GRANT),
    ),
    OutlineFault.DUPLICATE_STEP,
)
unknown_step = _steps(
    Rule(
        code="PC402",
        severity=Severity.ERROR,
        title="a step after one that is not there",
        why="The order of implementation would rest on nothing.",
        mend="name a step of this outline by its id",
        breaks=_outline("  - {id: open-grant, instrument: grant, action: Pay., after: [open-table]}\n"),
        holds=_outline(
            _TABLE + "  - {id: open-grant, instrument: grant, action: Pay., after: [open-round-table]}\n"
        ),
    ),
    OutlineFault.UNKNOWN_STEP,
)
circle = _steps(
    Rule(
        code="PC403",
        severity=Severity.ERROR,
        title="steps that wait for one another",
        why="Steps in a circle can never begin.",
        mend="take one of the steps out of `after`",
        breaks=_outline(
            "  - {id: one, instrument: grant, action: Pay., after: [two]}\n"
            "  - {id: two, instrument: round-table, action: Meet., after: [one]}\n"
        ),
        holds=_outline(
            "  - {id: one, instrument: grant, action: Pay.}\n"
            "  - {id: two, instrument: round-table, action: Meet., after: [one]}\n"
        ),
    ),
    OutlineFault.CIRCLE,
)
required_order = _steps(
    Rule(
        code="PC404",
        severity=Severity.ERROR,
        title="a step without what the law puts before it",
        why="The instrument's own act requires another one first (`required` in the catalogue).",
        mend="add the earlier step, or move it up",
        breaks=_outline(_CHARTER + _TABLE),
        holds=_outline(_TABLE + _CHARTER),
    ),
    OutlineFault.REQUIRED_LATER,
    OutlineFault.REQUIRED_MISSING,
)
normal_order = _steps(
    Rule(
        code="PC405",
        severity=Severity.WARNING,
        title="a step before one that normally comes first",
        why="Practice has the other one first (`normally` in the catalogue); there can be good reasons to differ.",
        mend="move it down, or say in `why` what speaks for this order",
        breaks=_outline(_HARBOUR + _TABLE),
        holds=_outline(_TABLE + _HARBOUR),
    ),
    OutlineFault.NORMAL_LATER,
)
in_force_already = _steps(
    Rule(
        code="PC406",
        severity=Severity.WARNING,
        title="a step on an instrument that is in force",
        why="What is in place needs no step, unless it is done.",
        mend="take the step out, or correct the country's `cooperation`",
        breaks=_outline("  - {id: open-old-forum, instrument: old-forum, action: Found it.}\n", "corvo"),
        holds=_outline(_TABLE, "corvo"),
    ),
    OutlineFault.IN_FORCE,
)
alternative = _steps(
    Rule(
        code="PC407",
        severity=Severity.WARNING,
        title="a step on the alternative of what is in place",
        why="The catalogue holds the two for alternatives: the one in place makes the other pointless.",
        mend="take the step out, or say in `why` what it adds",
        breaks=_outline(_TABLE + _HARBOUR, "corvo"),
        holds=_outline(_TABLE, "corvo"),
    ),
    OutlineFault.ALTERNATIVE_IN_PLACE,
)
before_announced = _steps(
    Rule(
        code="PC408",
        severity=Severity.WARNING,
        title="an instrument used before it was announced",
        why="On that day nobody outside knew of it.",
        mend="let the step begin later, or use another instrument",
        breaks=_outline("  - {id: open-grant, instrument: grant, action: Pay., timeline: {from: 2029}}\n"),
        holds=_outline("  - {id: open-grant, instrument: grant, action: Pay., timeline: {from: 2031-Q2}}\n"),
    ),
    OutlineFault.BEFORE_ANNOUNCED,
)
promised_end = _steps(
    Rule(
        code="PC409",
        severity=Severity.WARNING,
        title="an end date that the partner has not agreed to",
        why="Where the partner must consent, the Union can plan when to ask, not when it ends.",
        mend="leave `to` out, or name the source that gives the date",
        breaks=_outline(
            "  - {id: open-table, instrument: round-table, action: Meet., timeline: {from: 2031-Q2, to: 2031-Q3}}\n"
        ),
        holds=_outline(
            "  - {id: open-round-table, instrument: round-table, action: Meet., timeline: {from: 2031-Q2}}\n"
        ),
    ),
    OutlineFault.END_WITHOUT_SOURCE,
)
too_early = _steps(
    Rule(
        code="PC410",
        severity=Severity.WARNING,
        title="a step that begins before the one it waits for is over",
        why="The dates and the order of the steps say two different things.",
        mend="let it begin later, or take the other one out of `after`",
        breaks=_outline(
            "  - {id: one, instrument: grant, action: Pay., timeline: {from: 2031-Q3, to: 2031-Q4}}\n"
            "  - {id: two, instrument: round-table, action: Meet., timeline: {from: 2031-Q2}, after: [one]}\n"
        ),
        holds=_outline(
            "  - {id: one, instrument: grant, action: Pay., timeline: {from: 2031-Q3, to: 2031-Q4}}\n"
            "  - {id: two, instrument: round-table, action: Meet., timeline: {from: 2032-Q1}, after: [one]}\n"
        ),
    ),
    OutlineFault.BEFORE_ITS_PREDECESSOR_ENDS,
)
within_hold = _steps(
    Rule(
        code="PC411",
        severity=Severity.WARNING,
        title="a step before the hold has passed",
        why="The outline itself says that nothing should start before: an election, a change of power.",
        mend="let it begin later, or shorten `hold`",
        breaks=_held("2031-Q2"),
        holds=_held("2031-Q3"),
    ),
    OutlineFault.WITHIN_HOLD,
)
