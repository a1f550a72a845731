"""`partner tally --list`: the list of a document beside what delegations say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from partnercli.cli.exit_codes import Exit
from partnercli.cli.reading_words import rule_in_words
from partnercli.cli.session import Session, sound
from partnercli.cli.supposing import Positions
from partnercli.cli.tally import tables
from partnercli.cli.tally.list_screen import (
    elsewhere_in_words,
    list_in_words,
    list_screen,
    represented_in_words,
)
from partnercli.cli.tally.view import View
from partnercli.documents.partners import priority_partners
from partnercli.library.lookup import document_id, find_document, find_meeting
from partnercli.library.supposing import supposed
from partnercli.records.marking import Marking
from partnercli.repository.scope import Scope
from partnercli.tally.counts import count
from partnercli.tally.decided_list import decided_list
from partnercli.tally.decided_list_contract import to_contract
from partnercli.tally.stances import stance_table


def list_view(
    session: Session,
    document: str | None,
    meeting: str | None,
    revision: str | None,
    left_out: Sequence[str] | None,
    assumed: Sequence[str] | None,
) -> tuple[View, Exit]:
    """The list of the document named, else of the current one, and the exit code that the files read leave.

    The meeting is the one named, else the one that the document reports, else the current one. What is shown is as
    strictly marked as the document.
    """
    scope = Scope.of_list(document_id(document) if document else None, meeting)
    loaded = session.load(scope, at=revision)
    exercise, code = sound(session, loaded)
    key = find_document(exercise, document)
    record = exercise.documents[key]
    read = stance_table(exercise, find_meeting(loaded, meeting or record.reports(exercise.config)))
    marking = Marking.highest((read.marking, record.marking))
    table = supposed(exercise, read, left_out, assumed)._replace(marking=marking)
    tally = count(table, exercise)
    decided = decided_list(table, tally, key, record, priority_partners(exercise, tally))
    number = str(record.full_number)
    current = exercise.current_meeting
    which = [list_in_words(decided, number)]
    if meeting is None and current and current != table.meeting:
        which.append(elsewhere_in_words(number, current))
    title = Positions(exercise, table, code).title
    return View(
        tally=tally,
        title=title,
        screen=partial(list_screen, decided, which, title),
        contract=partial(to_contract, decided),
        table=tables.partners,
        said=(*which, *represented_in_words(decided), rule_in_words(tally.threshold)),
    ), code
