"""PC412 and PC413: outlines are endorsed by somebody, and every priority has one."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.checks import examples
from partnercli.checks.readings import Readings
from partnercli.checks.registry import check
from partnercli.findings import WHOLE_FILE, Example, Finding, Rule, Severity
from partnercli.records.kinds import Kind


@check(
    Rule(
        code="PC412",
        severity=Severity.ERROR,
        title="an endorsed outline without its endorsement, or the other way round",
        why="Who endorsed what, and when, is the one thing a reader of an endorsed outline must find.",
        mend="set status to endorsed and give `endorsed` with by and on, or neither",
        breaks=examples.outline("country: belmonte\nstatus: endorsed\nsteps: []\n"),
        holds=examples.outline(
            "country: belmonte\nstatus: endorsed\nendorsed: {by: Group, on: 2031-04-01}\nsteps: []\n"
        ),
    )
)
def endorsement_recorded(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Outlines whose status and endorsement do not agree."""
    for key, outline in on.exercise.outlines.items():
        if outline.status == "endorsed" and outline.endorsed is None:
            yield rule.finding(
                Kind.OUTLINE.file(key), "endorsed, and nobody is named for it", path=("status",)
            )
        elif outline.endorsed is not None and outline.status not in ("endorsed", "superseded"):
            message = f"endorsed by {outline.endorsed.by}, and the status is {outline.status}"
            yield rule.finding(Kind.OUTLINE.file(key), message, path=("status",))


@check(
    Rule(
        code="PC413",
        severity=Severity.NOTE,
        title="a priority country without an outline",
        why="Once partners are agreed, each needs its indicative outline.",
        mend="draft one with `partner outline new`",
        breaks=Example("data/outlines/corvo.yaml", None),
        holds=examples.country("name: Belmonte\nregion: northern-shore\n"),
    ),
    Kind.OUTLINE,
    Kind.POSITION,
    Kind.MEETING,
    Kind.COUNTRY,
)
def outline_for_priority(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Priorities of the current meeting that have no outline."""
    tally = on.firm_tally(on.current_meeting)
    for row in tally.priorities if tally else ():
        if row.country not in on.exercise.ids(Kind.OUTLINE):
            message = f"{row.name} is a priority and has no outline"
            hint = f"draft it: partner outline new {row.country}"
            found = rule.finding(Kind.COUNTRY.file(row.country), message, hint=hint, arguments=(row.country,))
            yield found.at(WHOLE_FILE)
