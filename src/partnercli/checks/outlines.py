"""PC412 to PC414: outlines are endorsed by somebody, every priority has one, and what they rest on stands."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.checks import examples
from partnercli.checks.readings import Readings
from partnercli.checks.registry import check
from partnercli.findings import WHOLE_FILE, Finding, Rule, Severity
from partnercli.outlines.basis import doubts
from partnercli.outlines.partners import partners_agreed, partners_to_outline
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


_AGREED = """\
forum: Working Group
date: 2031-03-04
delegations: [QM, QN, QP]
questions: [{id: way-forward, text: Do delegations agree to the partners?}]
"""
_CONCLUDED = "conclusions: [{question: way-forward, text: They do., on: 2031-03-21}]\n"


@check(
    Rule(
        code="PC413",
        severity=Severity.NOTE,
        title="a priority country without an outline",
        why="Once the Chair has concluded on the partners, an indicative outline is written for each.",
        mend="draft one with `partner outline new`",
        breaks=examples.meeting(f"{_AGREED}{_CONCLUDED}", examples.MEETING),
        holds=examples.meeting(_AGREED, examples.MEETING),
    ),
    Kind.OUTLINE,
    Kind.POSITION,
    Kind.MEETING,
    Kind.COUNTRY,
    Kind.DOCUMENT,
)
def outline_for_priority(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Once a conclusion is recorded: partners listed, and priorities not left out, that have no outline."""
    tally = on.firm_tally(on.exercise.current_meeting)
    if tally is None or not partners_agreed(on.exercise):
        return
    priorities = [row.country for row in tally.priorities]
    for key in partners_to_outline(on.exercise, priorities):
        if key not in on.exercise.ids(Kind.OUTLINE):
            name = on.exercise.countries[key].name_on(tally.day)
            why = "a priority" if key in priorities else "on the list of partners"
            message = f"{name} is {why}, a conclusion is recorded, and there is no outline"
            hint = f"draft it: partner outline new {key}"
            found = rule.finding(Kind.COUNTRY.file(key), message, hint=hint, arguments=(key,))
            yield found.at(WHOLE_FILE)


_ENDORSED = """\
country: belmonte
status: endorsed
endorsed: {by: Group, on: 2031-04-01, basis: BASIS}
steps: []
"""
_BASIS = "{day: 2031-04-01, inputs: [{file: data/countries/belmonte.yaml, digest: DIGEST}]}"


@check(
    Rule(
        code="PC414",
        severity=Severity.WARNING,
        title="an endorsed outline on facts or positions that changed since",
        why="Whoever endorsed it did so on what was known then; they may see it differently now.",
        mend=(
            "make it a draft again with `partner outline status COUNTRY draft`, or where it still stands renew"
            " it with `partner outline status COUNTRY endorsed`; each takes a note"
        ),
        breaks=examples.outline(_ENDORSED.replace("BASIS", _BASIS)),
        holds=examples.outline(_ENDORSED.replace("BASIS", "{day: 2031-04-01}")),
    ),
    Kind.OUTLINE,
    Kind.COUNTRY,
    Kind.INSTRUMENT,
    Kind.MEETING,
    Kind.POSITION,
)
def still_stands(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Endorsed outlines whose basis is no longer what it was."""
    for key in on.exercise.outlines:
        for doubt in doubts(on.exercise, key, on.support):
            yield rule.finding(
                Kind.OUTLINE.file(key),
                f"suspect: {doubt.file}: {doubt.what}",
                hint=(
                    f"look at it again: partner outline show {key}, then say how it stands: "
                    f"partner outline status {key} STATUS"
                ),
                path=("endorsed",),
                arguments=(doubt.file, doubt.what),
            )
