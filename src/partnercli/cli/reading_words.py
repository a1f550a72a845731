"""What stands with every reading of positions: marks, what-ifs, its meeting, who was heard, that it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnercli.cli.marks import mark_line, mark_words
from partnercli.cli.terminal import Line, wrapped
from partnercli.documents.words import day_in_words, share_in_words
from partnercli.records.plural import plural
from partnercli.records.position import Stance
from partnercli.tally.population import Population
from partnercli.tally.result import Tally, Threshold
from partnercli.tally.table import StanceTable

Heard = StanceTable | Tally
"""What knows its meeting, who was heard there and how it is handled."""

STANCE_STYLES = {
    Stance.SUPPORT: "cyan",
    Stance.CAN_ACCEPT: "cyan",
    Stance.RESERVATION: "yellow",
    Stance.OPPOSITION: "red",
}
"""The colour of each stance on a screen, beside a sign that tells it in black and white too."""
REPLY_WORDS = {
    "agree": "agree",
    "agree-with-comments": "agree, with comments",
    "scrutiny-reservation": "scrutiny reservation",
    "disagree": "do not agree",
}
"""Each reply to a guiding question as people read it."""
NO_DECISION = "A reading of positions, not a decision: the Presidency decides the list."


def heard(table: Heard) -> str:
    """Who was heard, who is carried over, who was not heard, and how many readings are confirmed."""
    carried = ", ".join(
        f"{' '.join(one.delegation for one in table.carried if one.origin == origin)} carried over from {origin}"
        for origin in dict.fromkeys(one.origin for one in table.carried)
    )
    spoke = f"{len(table.responded)} of {plural(len(table.expected), 'delegation')} heard"
    parts = [
        spoke + (f" ({carried})" if carried else ""),
        f"not heard: {' '.join(table.silent)}" if table.silent else "",
        f"not expected, so not counted: {' '.join(table.not_counted)}" if table.not_counted else "",
        f"{len(table.confirmed)} of {plural(len(table.responded), 'reading')} confirmed"
        if table.responded
        else "",
    ]
    return f"{'; '.join(part for part in parts if part)}."


def head(table: Heard, title: str, width: int, heading: str = "Where consensus lies") -> Iterator[Line]:
    """What stands above every reading: marks, what-ifs, what it is and of which meeting, who was heard."""
    yield from mark_line(mark_words(table.marking, illustrative=table.illustrative), width)
    for words in table.what_if:
        yield from wrapped(f"WHAT IF: {words}", width, "bold yellow")
    yield from wrapped(f"{heading}: {title}, {day_in_words(table.day)}", width, "bold")
    yield from wrapped(heard(table), width)
    yield ()


def foot(width: int, *sentences: str) -> Iterator[Line]:
    """What stands below every reading: these sentences, those that say anything, and that nothing is decided here."""
    for said in sentences:
        if said:
            yield from wrapped(said, width)
    yield from wrapped(NO_DECISION, width, "bold")


def nothing_named(reading: Heard) -> str:
    """What is said of countries and regions where there are none, and what to do."""
    if not reading.expected:
        return "No delegation is expected: see the meeting's date and its list of delegations."
    to_do = "Record what is said: partner position set DELEGATION --support COUNTRY"
    return f"No delegation names a country or region here. {to_do}"


def rule_in_words(line: Threshold) -> str:
    """Where the line is, and whose convention that is."""
    return f"The line is {line_in_words(line)}: a convention of this repository alone."


def line_in_words(line: Threshold) -> str:
    """Where the line is; of nobody there is no number to reach."""
    share = f"{share_in_words(line.at_least)} of {'all expected' if line.of == 'all' else 'those heard'}"
    return f"{share}, {line.needed} of {line.base}" if line.base else f"{share}, of whom there are none"


def in_confidence(bilateral: Sequence[str]) -> str:
    """Who spoke in confidence, and so must not be named outside the Presidency's own outputs; empty for nobody."""
    return f"In confidence, never to be shown by name: {' '.join(bilateral)}." if bilateral else ""


def standing(population: Population) -> str:
    """What the population figures are."""
    year, what = population.year, population.standing
    if year is None or population.missing:
        return "No share of the population: figures are missing."
    said = {
        "act": "those of the Council's act",
        "eurostat": "of the series that the Council's act uses",
        "reported": "as other lists report them, not read in the act",
        "partial": "of a table that is not complete",
        "stand-in": "a stand-in for those of the Council's act",
    }.get(what or "unknown", "of unknown standing")
    return f"Population: {year} figures, {said}."
