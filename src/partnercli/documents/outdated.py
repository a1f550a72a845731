"""Documents to revise: what a document says, against what is known since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.tally.counts import count
from partnercli.tally.positions_in_force import chain
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table

NUMBERLESS = "the registry has given it no number yet"


class ToRevise(NamedTuple):
    """A document, by its id, and why it should be looked at again, each reason a clause without a full stop.

    `list_differs`: its list departs from the tally in a way that has no reason on record. `heard_since`: the current
    meeting, where delegations spoke after the one that it reports.
    """

    document: str
    because: tuple[str, ...]
    list_differs: bool
    heard_since: str | None


def tally_of(exercise: Exercise, meeting: str | None) -> Tally | None:
    """The tally of a meeting; None without one, without settings or without delegations."""
    if meeting is None or meeting not in exercise.meetings:
        return None
    if exercise.config is None or not exercise.delegations:
        return None
    return count(stance_table(exercise, meeting), exercise)


def to_revise(exercise: Exercise) -> tuple[ToRevise, ...]:
    """The documents to revise, the earliest first.

    Of a number only its last form counts. A document on a meeting before the current one is done with, unless it is
    the current document, or the registry still owes it a number.
    """
    found = (_to_revise(exercise, key) for key in _last_forms(exercise))
    return tuple(sorted((one for one in found if one.because), key=lambda one: _order(exercise, one)))


def _order(exercise: Exercise, one: ToRevise) -> tuple[date, str]:
    return exercise.documents[one.document].date, one.document


def _last_forms(exercise: Exercise) -> Iterator[str]:
    """The last revision of each number; addenda and corrigenda stand beside it."""
    last: dict[object, tuple[int, str]] = {}
    for key, document in exercise.documents.items():
        form = (str(document.number), document.addendum, document.corrigendum)
        of = form if document.number.given else key
        last[of] = max(last.get(of, (0, "")), (document.revision or 0, key))
    yield from (key for _, key in last.values())


def _to_revise(exercise: Exercise, key: str) -> ToRevise:
    document = exercise.documents[key]
    live = _is_live(exercise, key, document)
    differs = tuple(_of_its_list(exercise, document)) if live else ()
    dated = tuple(_of_its_day(exercise, document)) if live else ()
    since = _heard_since(exercise, document) if live else None
    reports = document.reports(exercise.config)
    later = (f"it reports {reports}, and delegations spoke at {since}",) if since else ()
    numbered = () if document.number.given else (NUMBERLESS,)
    return ToRevise(key, (*numbered, *later, *dated, *differs), bool(differs), since)


def _is_live(exercise: Exercise, key: str, document: Document) -> bool:
    """Whether a document is the current one, or reports the current meeting or a later one."""
    config = exercise.config
    if config is None or key == config.current_document:
        return config is not None
    reported = exercise.meetings.get(document.reports(config) or "")
    current = exercise.meetings.get(config.current_meeting or "")
    return reported is not None and (current is None or reported.date >= current.date)


def _heard_since(exercise: Exercise, document: Document) -> str | None:
    """The current meeting, where it is later than the one reported and somebody has spoken there."""
    config = exercise.config
    reported = exercise.meetings.get(document.reports(config) or "")
    key = (config.current_meeting if config else None) or ""
    current = exercise.meetings.get(key)
    if reported is None or current is None or current.date <= reported.date:
        return None
    return key if exercise.positions.get(key) else None


def _of_its_day(exercise: Exercise, document: Document) -> Iterator[str]:
    """Why the positions that a document reports are not those of its day."""
    reported = document.reports(exercise.config) or ""
    if reported not in exercise.meetings:
        return
    if document.date < exercise.meetings[reported].date:
        yield f"it is dated before the meeting it reports, {reported}"
    later = {
        position.delegation
        for link in chain(exercise, reported)
        for position in exercise.positions.get(link, {}).values()
        if position.confirmed is not None and position.confirmed > document.date
    }
    if later:
        yield f"readings were confirmed after its date: {' '.join(exercise.in_protocol_order(later))}"


def _of_its_list(exercise: Exercise, document: Document) -> Iterator[str]:
    """How a decided list differs from the tally without a reason on record."""
    tally = tally_of(exercise, document.reports(exercise.config))
    if document.partners is None or tally is None or not tally.responded:
        return
    counted = {row.country: row.name for row in tally.priorities}
    listed = {one.country: one.because for one in document.partners}
    explained = listed.keys() | {one.country for one in document.left_out}
    for key, because in listed.items():
        if key not in counted and because is None and key in exercise.countries:
            yield f"{exercise.countries[key].name} is listed below the line, without a because"
    for key, name in counted.items():
        if key not in explained:
            yield f"{name} reaches the line and is not listed, without a because"
