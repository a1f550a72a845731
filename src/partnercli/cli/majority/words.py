"""The sentences of `partner majority`."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.cli.majority.reading import Reading
from partnercli.cli.majority.subject import Subject
from partnercli.cli.reading_words import standing
from partnercli.documents.words import day_in_words, listed
from partnercli.records.plural import plural
from partnercli.tally.blocking import Turn
from partnercli.tally.majority import NICE_UNTIL, POPULATION, Majority, Rule
from partnercli.tally.population import Population
from partnercli.tally.questions import QuestionRow
from partnercli.tally.votes import Vote

NAMES = {
    Rule.QUALIFIED: "Qualified majority",
    Rule.REINFORCED: "Reinforced qualified majority",
    Rule.SIMPLE: "Simple majority",
    Rule.UNANIMITY: "Unanimity",
}
_REACHED = {
    Rule.QUALIFIED: "A qualified majority",
    Rule.REINFORCED: "A reinforced qualified majority",
    Rule.SIMPLE: "A simple majority",
    Rule.UNANIMITY: "Unanimity",
}
RULES = {
    Rule.QUALIFIED: (
        "55 % of the members taking part with 65 % of their population, and as reached where those not in favour "
        "are too few to block (Article 16(4) TEU; where not all take part, Article 238(3)(a) TFEU). Who abstains "
        "or is absent is not in favour."
    ),
    Rule.REINFORCED: (
        "72 % of the members taking part with 65 % of their population, where neither the Commission nor the High "
        "Representative proposes (Article 238(2) and (3)(b) TFEU). The text has no clause on blocking minorities, "
        "and is read so here; others apply the four-member clause to this rule too."
    ),
    Rule.SIMPLE: (
        "more than half of the members taking part (Article 238(1) TFEU, which speaks of the component members). "
        "Who abstains or is absent is not in favour."
    ),
    Rule.UNANIMITY: (
        "nobody against and nobody absent; an abstention does not prevent it (Article 238(4) TFEU). An absent "
        "member may be represented by another (Article 239 TFEU): put it into the list of its vote."
    ),
}

_READ = {Vote.FOR: "in favour", Vote.ABSTAIN: "abstaining", Vote.AGAINST: "against"}
NICE = (
    f"Until {day_in_words(NICE_UNTIL)} any member could ask for weighted votes instead (Protocol No 36, Article 3(2)), "
    "which are not tried here."
)
GO_ON = (
    "Those against could ask the Council to go on discussing for a reasonable time: a delay, no veto "
    "(Decision 2009/857/EC, as it is usually read)."
)


def persons(count: int) -> str:
    """Persons in groups of three, without a place to break inside."""
    return f"{count:,}".replace(",", "\xa0")


def share(part: int, whole: int) -> str:
    """A share in hundredths of a per cent, cut off and never rounded up: 65.00 % is shown only where it is reached."""
    hundredths = 10_000 * part // whole if whole else 0
    return f"{hundredths // 100}.{hundredths % 100:02d} %"


def _share(part: int, whole: int) -> str:
    """A share within a sentence."""
    return share(part, whole).replace(" ", "\xa0")


def verdict(majority: Majority) -> str:
    """Whether it would carry, and by how much."""
    reached = "would be reached" if majority.adopted else "would not be reached"
    said = f"{_REACHED[majority.rule]} {reached}: {majority.in_favour} in favour, {majority.needed} needed"
    if majority.population is None:
        return f"{said}."
    held = _share(majority.persons, majority.all_persons)
    return f"{said}; {held} of the population, {POPULATION}\xa0% needed."


def shortfall(majority: Majority) -> Iterator[str]:
    """What is missing, and what blocks or saves it."""
    if majority.counts_as_reached:
        yield (
            f"The population falls short, but {majority.not_in_favour} not in favour cannot block: that takes "
            f"{majority.blocking_number}. The majority counts as reached."
        )
    missing = [
        words
        for count, words in (
            (majority.missing_members, f"{plural(majority.missing_members, 'more member')} in favour"),
            (majority.missing_persons, f"{persons(majority.missing_persons)}\xa0persons"),
        )
        if count
    ]
    if missing:
        yield f"Missing: {listed(missing)}."
    if majority.blocking_minority:
        held = _share(majority.all_persons - majority.persons, majority.all_persons)
        yield (
            f"The {majority.not_in_favour} not in favour are a blocking minority: they hold {held} of the "
            f"population, over 35\xa0%, and {majority.blocking_number} members suffice."
        )


def turned(majority: Majority, turn: Turn, *, names: bool) -> str:
    """How few would turn the result, the number first."""
    among = "in favour" if majority.adopted else _in_the_way(majority)
    if turn.size == len(turn.among):
        number = f"the only one {among}" if turn.size == 1 else f"all {turn.size} {among}"
    else:
        size = "one" if turn.size == 1 else str(turn.size)
        number = f"{'any ' if turn.any_will_do else ''}{size} of the {len(turn.among)} {among}"
    said = (
        f"It would fail if {number} voted against"
        if majority.adopted
        else f"It would be reached if {number} {_joined(majority)}"
    )
    if turn.any_will_do:
        return f"{said}."
    return f"{said}, but not just any{':' if names else ' (--names says which).'}"


def _joined(majority: Majority) -> str:
    if majority.rule is Rule.UNANIMITY and majority.in_favour:
        return "joined, or were present and abstained"
    return "joined"


def _in_the_way(majority: Majority) -> str:
    stopped = majority.rule is Rule.UNANIMITY and majority.votes.of(Vote.AGAINST, Vote.ABSENT)
    return "against or absent" if stopped else "not in favour"


def taking_part(subject: Subject, majority: Majority) -> str:
    """How many are members on the day, and who of them stays out."""
    said = _taking_part(majority)
    if len(subject.invited) < len(subject.members):
        return f"{said} Who is not expected at the meeting is read as not taking part."
    return said


def _taking_part(majority: Majority) -> str:
    votes = majority.votes
    members = plural(len(votes.members), "Member State")
    out = votes.not_taking_part
    if not out:
        return f"{members} on that day, all taking part."
    if len(out) <= len(votes.cast):
        return f"{len(votes.cast)} of {members} take part, without {listed(out)}."
    return f"{len(votes.cast)} of {members} take part: {listed(tuple(votes.cast))}."


def read_so(subject: Subject) -> str:
    """How positions or replies were read as votes."""
    if subject.country is not None:
        return (
            "Read so: support in favour; opposition and reservation against, the latter not to overstate agreement; "
            "who does not name the country absent."
        )
    if subject.question is not None:
        return (
            "Read so: agree, with or without comments, in favour; scrutiny reservation abstaining; disagree "
            f"against; no reply {_silence(subject.question)}"
        )
    return "Who is in no list is absent."


def _silence(row: QuestionRow) -> str:
    """How no reply is read, and how many broke silence where a question was put so."""
    due = day_in_words(row.question.due) if row.question.due else None
    if row.question.mode == "reply":
        return "absent."
    broken = f" {len(row.objections)} broke silence." if row.objections else ""
    if row.silence == "accepted":
        return f"in favour, for silence until {due} counts as acceptance.{broken}"
    yet = f"until {due} is past" if due else "while no day is set for it"
    return f"absent, for silence is no acceptance {yet}.{broken}"


def in_doubt(majority: Majority) -> str:
    """How near the result is to turning with the act's own figures; empty where it is not near."""
    if not majority.uncertain and not majority.close_to_the_line:
        return ""
    said = f"the figures are not those of the act for {majority.day.year}"
    if not majority.close_to_the_line:
        return (
            f"Uncertain: {said}. With shares half a point off blocking could take another number of members, "
            "and the result turn."
        )
    distance = majority.persons - majority.persons_needed
    side = "more" if distance >= 0 else "fewer"
    turns = "the result could turn" if majority.uncertain else "that test could turn, though not the result"
    return (
        f"{'Uncertain' if majority.uncertain else 'Close'}: {said}. The share is within half a point of "
        f"{POPULATION}\xa0%, and with shares so far off {turns}. Those in favour have {persons(abs(distance))} persons "
        f"{side} than needed; half a point is {persons(majority.all_persons * 5 // 1000)}."
    )


def by_convention(reading: Reading) -> str:
    """How those are read whose vote is a convention, and what the other reading gives; empty where there are none.

    Whether a scrutiny reservation abstains or is against matters at unanimity alone.
    """
    other = reading.otherwise
    if other is None:
        return ""
    count, result = len(other.delegations), "would be" if other.majority.adopted else "would not be"
    if reading.subject.question is None:
        return (
            f"{count} can accept it, read as {_READ[other.read_as]}. Read as {_READ[other.instead]} (--can-accept "
            f"{other.instead}): {other.majority.in_favour} in favour, and it {result} reached."
        )
    if reading.majority.rule is not Rule.UNANIMITY:
        return ""
    return (
        f"{plural(count, 'scrutiny reservation')}, read as {_READ[other.read_as]}, which does not prevent unanimity. "
        f"Read as {_READ[other.instead]}: it {result} reached."
    )


def conditional(reading: Reading) -> str:
    """How many of those in favour tie their support to conditions; empty for none."""
    count = reading.conditional
    return f"Of those in favour, {count} with conditions." if count else ""


def figures(population: Population, year: int) -> str:
    """What the population figures are, and whether they are those of the year of the vote."""
    other = (
        f" No table for {year} has all who take part; this is the nearest." if population.year != year else ""
    )
    return f"{standing(population)}{other} Shares are cut off after two places."
