"""What a drafted outline says in words: actions, reasons and objectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnercli.outlines.catalogue import run_together
from partnercli.outlines.schedule import Dated
from partnercli.outlines.state import Situation
from partnercli.outlines.steps import PlannedStep, Verb
from partnercli.records.outline import Hold

_ACTIONS = {
    Verb.CONVENE: "convene the next meeting.",
    Verb.BRING_INTO_FORCE: "complete what is still missing for the entry into force.",
    Verb.PURSUE: "pursue the talks that are under way.",
    Verb.OPEN: "turn the exploratory contacts into talks.",
    Verb.RESUME: "agree with the partner on when to resume.",
}
"""What is done on an instrument that is in place or under way."""

_DIALOGUE_AIMS = {
    Verb.CONVENE: "Keep up the dialogue that is in place.",
    Verb.BRING_INTO_FORCE: "Begin the dialogue that has been signed.",
    Verb.PURSUE: "Settle the terms of a dialogue on migration.",
    Verb.OPEN: "Open a dialogue on migration with the partner.",
    Verb.RESUME: "Resume the dialogue on migration.",
}
"""What an outline with a step on a dialogue is to reach first."""


def action(step: PlannedStep) -> str:
    """What is to be done, made from the instrument's name and how far it has come."""
    if step.standing is None:
        return f"{step.instrument.name}: {_opening(step)}"
    title = f" ({step.standing.titles})" if step.standing.titles else ""
    return f"{step.instrument.name}{title}: {_ACTIONS[step.verb]}"


def _opening(step: PlannedStep) -> str:
    if step.outreach:
        return "propose a first meeting and an agenda to the partner."
    if step.instrument.consent:
        return "sound out the partner and settle what the EU side can offer."
    if step.instrument.kind == "financial":
        return "settle what is to be financed and prepare the decision."
    return "settle who takes part and set it up."


def why(dated: Dated, steps: Sequence[Dated], situation: Situation, hold: Hold | None) -> str:
    """The rules and facts that made a step and placed it, in the order of the rules."""
    return "; ".join((*_made(dated, steps, situation), *_placed(dated, steps, situation, hold)))


def _made(dated: Dated, steps: Sequence[Dated], situation: Situation) -> Iterator[str]:
    stands = situation.standings
    proposed = {other.step.slug for other in steps if other.step.rung > 0}
    footing = [f"{slug} is {stands[slug].status}" for slug in dated.step.predecessors() if slug in stands]
    footing += [f"{slug} is proposed" for slug in dated.step.predecessors() if slug in proposed]
    for reason in dated.step.why:
        yield f"{reason}: {', '.join(footing)}" if reason == "R4 next rung" else reason
    if dated.step.rung > 1:
        yield "R5 second rung"


def _placed(dated: Dated, steps: Sequence[Dated], situation: Situation, hold: Hold | None) -> Iterator[str]:
    slug, usable = dated.step.slug, dated.step.instrument.available.start
    others = [other.step.slug for other in steps if other is not dated]
    partners = [other for other in others if run_together(situation.instruments, slug, other)]
    if partners:
        yield f"R7 runs with {', '.join(partners)}"
    if dated.meeting:
        yield f"R8 date of {dated.meeting}"
    if hold:
        yield f"R8 after the hold until {hold.until}"
    if usable and usable.last > situation.on:
        yield f"R8 available from {usable}"
    if dated.end is None:
        yield "R8 no end date, the partner must consent"


def objectives(steps: Sequence[PlannedStep], gaps: Sequence[str], situation: Situation) -> tuple[str, ...]:
    """What the partnership is to reach, as far as gaps (in the outline's order) and live talks can say it."""
    return tuple(_sentences(steps, gaps, situation))


def _sentences(steps: Sequence[PlannedStep], gaps: Sequence[str], situation: Situation) -> Iterator[str]:
    yield from [_DIALOGUE_AIMS[step.verb] for step in steps if step.is_dialogue][:1]
    under_way = [step.instrument.name for step in steps if step.rung == 0 and not step.is_dialogue]
    if under_way:
        yield f"Take forward what is under way already: {'; '.join(under_way)}."
    if gaps:
        fields = ", ".join(gap.replace("-", " ") for gap in gaps)
        yield f"Find a footing in the fields without a lasting instrument in force: {fields}."
    closing = {slug: until.over_on(situation.on) for slug, until in situation.closing.items()}
    for over, words in ((True, "funding has ended"), (False, "present funding ends within two years")):
        money = "; ".join(situation.instruments[slug].name for slug in closing if closing[slug] is over)
        if money:
            yield f"Provide for work whose {words}: {money}."
