"""Documents on a screen: all of them, one of them, and the list of partners of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnercli.cli.document.partner_list import PartnerList, PartnerRow
from partnercli.cli.marks import marks
from partnercli.cli.narrow import flowing, table_row
from partnercli.cli.record_screen import instrument_names, record_lines
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.words import day_in_words
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural
from partnercli.repository.canonical import plain

PRESIDENCY_ONLY = "For the Presidency only: no paper for others has counts or reasons."
_TABLE = 60
"""Columns that a table of documents or partners needs."""
_NOBODY = (
    'No country is on it. To add one, with the reason: partner document partners --add COUNTRY --because "…"'
)


def documents_screen(exercise: Exercise, found: Sequence[PartnerList], width: int) -> Iterator[Line]:
    """Three lines a document, by date: what it is, its subject, how its list and release stand."""
    illustrative = any(one.illustrative for one in found)
    markings = [one.document.marking for one in found]
    yield from marks(exercise, illustrative=illustrative, of=markings, width=width)
    current = exercise.current_document
    for one in found:
        document = one.document
        head = f"{document.kind}, {day_in_words(document.date)}{', current' if one.key == current else ''}"
        cells = Piece(fitted(one.number, 22), "bold"), f"  {fitted(one.key, 22)}  {head}"
        yield from table_row(cells, _TABLE, width, one.number, (one.key, head))
        yield (f"    {fitted(document.subject[0], width - 4).rstrip()}",)
        said = f"{_list_in_words(one)}{_release_in_words(document)}"
        yield from wrapped(said, width, indent="      ", first="    ")
    if not found:
        yield from wrapped('There is no document yet. Make one: partner document new --subject "…"', width)


def _release_in_words(document: Document) -> str:
    if document.release:
        return f"; released on {day_in_words(document.release.on)}"
    return "" if document.by_others else "; not released"


def _list_in_words(one: PartnerList) -> str:
    if one.document.kind == "cover-note":
        return "no list of partners"
    if one.document.by_others:
        return f"by others: a list of {len(one.partners)}" if one.own else "by others: no list"
    left = f", {len(one.left_out)} left out" if one.left_out else ""
    if not one.own:
        return f"list not decided: the tally's {plural(one.by_count, 'partner')}"
    return f"list decided: {one.by_count} by count, {one.by_decision} by decision{left}"


def document_screen(exercise: Exercise, found: PartnerList, width: int) -> Iterator[Line]:
    """All that is recorded of one document."""
    yield from marks(exercise, illustrative=found.illustrative, of=[found.document.marking], width=width)
    yield from flowing((Piece(found.number, "bold"), f" · {found.key}"), width)
    yield ()
    yield from record_lines(plain(found.document), width, instrument_names(exercise))


def partners_screen(exercise: Exercise, found: PartnerList, width: int) -> Iterator[Line]:
    """The list in its order, each with its support and why it is there; then who is left out."""
    tally = found.tally
    yield from marks(exercise, illustrative=found.illustrative, of=[found.document.marking], width=width)
    yield from wrapped(PRESIDENCY_ONLY, width, "bold")
    if found.document.by_others:
        yield from _list_of_others(found, width)
        return
    decided = f"{found.by_count} by count, {found.by_decision} by decision"
    yield from wrapped(f"Partners of {found.number}: {decided}", width, "bold")
    if not found.own:
        yield from wrapped("Not decided yet: these are the tally's priorities, as they are now.", width)
    if tally is None:
        yield from wrapped("Nothing is counted: the document reports no meeting.", width)
    else:
        line = tally.threshold
        said = f"The line is {line.needed} of {line.base}; counted at {tally.meeting}."
        yield from wrapped(said, width)
    yield ()
    if not found.partners:
        yield from wrapped(_NOBODY, width)
    elif width >= _TABLE:
        yield (Piece(f"{'':<36}support", "dim"),)
    for number, row in enumerate(found.partners, 1):
        by = "by count" if row.country in found.carried else "by decision"
        unexplained = "" if row.because or row.country in found.carried else "no reason recorded"
        yield from _row(f"{number:>3}", found, row, by, unexplained, width)
    if found.left_out or found.unlisted:
        yield ()
        yield (Piece("Left out", "bold"),)
    for row in found.left_out:
        yield from _row("   ", found, row, "", "", width)
    for country in found.unlisted:
        row = PartnerRow(country, _support(found, country), None)
        yield from _row("   ", found, row, "", "reaches the line; no reason recorded", width)


def _list_of_others(found: PartnerList, width: int) -> Iterator[Line]:
    """The list of a document by others: nobody here counted for it, or decided it."""
    yield from wrapped(f"Partners of {found.number}: by others", width, "bold")
    yield from wrapped("Nothing is counted: it rests on no positions that are here.", width)
    yield ()
    for number, row in enumerate(found.partners, 1):
        yield from wrapped(f"{number:>3} {found.names[row.country]}", width, indent="     ")
    if not found.partners:
        yield ("It holds no list of partners.",)


def _row(
    number: str, found: PartnerList, row: PartnerRow, by: str, unexplained: str, width: int
) -> Iterator[Line]:
    name = found.names[row.country]
    cells = f"{number} ", Piece(fitted(name, 34), "bold"), f"{row.support:>4}  {by}".rstrip()
    yield from table_row(cells, _TABLE, width, f"{number} {name}", (f"support {row.support}", by))
    if words := row.because or unexplained:
        yield from wrapped(words, width, indent="     ", first="     ")


def _support(found: PartnerList, country: str) -> int:
    rows = found.tally.countries if found.tally else ()
    return next((row.support for row in rows if row.country == country), 0)
