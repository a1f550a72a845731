"""The answer on a screen: the verdict first, then the figures, what is missing, the rule and what it is not."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.cli.majority.reading import NO_VOTE, Reading
from partnercli.cli.majority.words import (
    GO_ON,
    NAMES,
    NICE,
    RULES,
    by_convention,
    conditional,
    figures,
    in_doubt,
    persons,
    read_so,
    share,
    shortfall,
    taking_part,
    turned,
    verdict,
)
from partnercli.cli.marks import mark_line, mark_words
from partnercli.cli.reading_words import head, in_confidence
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.words import day_in_words
from partnercli.tally.blocking import Turn
from partnercli.tally.majority import NICE_UNTIL, POPULATION, Majority
from partnercli.tally.votes import Vote

_ROWS = {
    "in favour": (Vote.FOR,),
    "against": (Vote.AGAINST,),
    "abstaining": (Vote.ABSTAIN,),
    "absent": (Vote.ABSENT,),
    "taking part": tuple(Vote),
}
_LABEL = 12


def screen(reading: Reading, width: int, *, names: bool) -> Iterator[Line]:
    """The whole screen; with `names` it says who, and which sets would turn the result."""
    majority = reading.majority
    yield from _head(reading, width)
    yield from _said(verdict(majority), width, "bold")
    yield ()
    yield from _table(majority, width, names=names)
    yield ()
    for text in shortfall(majority):
        yield from _said(text, width)
    yield from _turn(reading, width, names=names)
    if said := in_doubt(majority):
        yield from _said(said, width, "yellow")
    if said := conditional(reading):
        yield from _said(said, width)
    if said := by_convention(reading):
        yield from _said(said, width)
    yield from _foot(reading, width, names=names)


def _head(reading: Reading, width: int) -> Iterator[Line]:
    subject = reading.subject
    if subject.table is None:
        yield from mark_line(mark_words(subject.marking, illustrative=False), width)
        said = f"Lists by hand, by the Council's voting rules: Member States of {day_in_words(subject.day)}"
        yield from wrapped(said, width, "bold")
        yield ()
        return
    what = subject.table.names[subject.country] if subject.country else "Replies"
    table = subject.table._replace(what_if=reading.majority.what_if)
    title = subject.exercise.meetings[table.meeting].forum
    yield from head(table, title, width, f"{what} by the Council's voting rules")
    if subject.question:
        question = subject.question.question
        yield from wrapped(f"{question.id}: {question.text}", width)
        yield ()


def _table(majority: Majority, width: int, *, names: bool) -> Iterator[Line]:
    weighed = majority.population is not None
    room = max(12, len(persons(majority.all_persons)) + 1)
    heading = f"{'':{_LABEL}}{'members':>7}" + (f"{'persons':>{room}}{'share':>9}" if weighed else "")
    yield (Piece(heading, "dim"),)
    for label, votes in _ROWS.items():
        codes = majority.votes.of(*votes)
        held = sum(majority.population.figures[code] for code in codes) if majority.population else 0
        weight = f"{persons(held):>{room}}{share(held, majority.all_persons):>9}" if weighed else ""
        yield _row(label, f"{len(codes):>7}{weight}")
        if names and label != "taking part" and codes:
            yield from wrapped(f"    {' '.join(codes)}", width, "dim", indent="    ")
    weight = f"{persons(majority.persons_needed):>{room}}{f'{POPULATION}.00 %':>9}" if weighed else ""
    yield _row("needed", f"{majority.needed:>7}{weight}", "bold")


def _row(label: str, figures: str, style: str = "") -> Line:
    return (Piece(f"{fitted(label, _LABEL)}{figures}".replace("\xa0", " "), style),)


def _turn(reading: Reading, width: int, *, names: bool) -> Iterator[Line]:
    turn = reading.block or reading.carry
    if turn is None:
        return
    yield from _said(turned(reading.majority, turn, names=names), width)
    if names:
        yield from _sets(turn, width)


def _sets(turn: Turn, width: int) -> Iterator[Line]:
    for codes in turn.sets:
        yield from wrapped(f"    {' '.join(codes)}", width, indent="      ")
    if turn.truncated:
        yield ("    and more: --most N shows them",)


def _foot(reading: Reading, width: int, *, names: bool) -> Iterator[Line]:
    majority, subject = reading.majority, reading.subject
    if majority.may_go_on:
        yield from _said(GO_ON, width)
    if names and subject.table and (said := in_confidence(subject.table.bilateral)):
        yield from wrapped(said, width)
    yield from _said(read_so(subject), width, "dim")
    yield from _said(taking_part(subject, majority), width, "dim")
    if reading.changed_this_year:
        changed = " ".join(reading.changed_this_year)
        yield from _said(
            f"The membership changed in {majority.day.year} ({changed}): with lists, --on takes another day.",
            width,
        )
    yield from _said(f"{NAMES[majority.rule]}: {RULES[majority.rule]}", width, "dim")
    if majority.population is not None:
        if majority.day <= NICE_UNTIL:
            yield from _said(NICE, width)
        yield from _said(figures(majority.population, majority.day.year), width, "dim")
    yield from wrapped(NO_VOTE, width, "bold", indent="")


def _said(text: str, width: int, style: str = "") -> Iterator[Line]:
    """A sentence over several lines, its figures whole."""
    for line in wrapped(text, width, style):
        yield tuple(
            piece if isinstance(piece, str) else piece._replace(text=piece.text.replace("\xa0", " "))
            for piece in line
        )
