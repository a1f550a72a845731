"""The history of a country or a delegation, out of the records and of the revisions of their files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, cast

from partnercli.cli.session import Session
from partnercli.library.lookup import typed
from partnercli.library.problems import NotFound
from partnercli.records.country import Country
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import nearest
from partnercli.records.outline import Outline
from partnercli.records.position import Position
from partnercli.repository.load import Loaded
from partnercli.repository.past import Revision as PastRevision
from partnercli.tally.history import (
    Move,
    country_moves,
    country_over_meetings,
    delegation_over_meetings,
    in_order,
    outline_moves,
    position_moves,
)
from partnercli.tally.history_contract import History, Revision

_ON_COUNTRY = ("country", "conditions")
"""What a delegation's move is about that belongs to the history of a country."""


class Subject(NamedTuple):
    """Whose history is told: a country by its id, or a delegation by its code; and its name."""

    about: Literal["country", "delegation"]
    key: str
    name: str


def subject_named(exercise: Exercise, name: str) -> Subject:
    """What a name stands for; raises NotFound where it is none, or both a country's and a delegation's."""
    said = typed(name)
    country, delegation = exercise.country_names.find(said), exercise.delegation_names.find(said)
    if country and delegation and said not in (country, delegation):
        hint = f"write {country} for the country, or {delegation} for the delegation"
        raise NotFound(f'"{said}" is both a country and a delegation', hint)
    if delegation and said != country:
        return Subject("delegation", delegation, exercise.delegations[delegation].name)
    if country is None:
        near = (exercise.country_names.suggest(said), exercise.delegation_names.suggest(said))
        names = {one[0]: one[0] if one[0] == one[1] else f"{one[0]} ({one[1]})" for one in near if one}
        best = nearest(said, names, most=1)
        hint = (
            f"did you mean {names[best[0]]}?"
            if best
            else "see the countries: partner country list; the delegations: partner position list"
        )
        raise NotFound(f'there is no country and no delegation "{said}"', hint)
    return Subject("country", country, exercise.countries[country].name)


def history_of(session: Session, loaded: Loaded, subject: Subject, *, meetings_only: bool) -> History:
    """What moved of a subject, over the meetings and, where git has them, over the revisions of the files."""
    exercise = loaded.exercise
    over = country_over_meetings if subject.about == "country" else delegation_over_meetings
    missing, past = ("", None) if meetings_only else _past(session, loaded, subject)
    positions = [position for _, _, position in exercise.all_positions]
    positions += [one for revision in past or () for one in _positions(revision)]
    if subject.about == "delegation":
        positions = [position for position in positions if position.delegation == subject.key]
    begun = [one for one in past or () if one.cut]
    return History(
        *subject,
        marking=exercise.marking,
        illustrative=any(position.illustrative for position in positions),
        bilateral=exercise.in_protocol_order(
            {one.delegation for one in positions if one.basis == "bilateral"}
        ),
        meetings=tuple(over(exercise, subject.key)),  # type: ignore[arg-type]
        revisions=None if past is None else tuple(_revisions(exercise, subject, past)),
        missing=missing,
        begins=tuple(Revision(one.commit, one.when, one.author, one.subject, ()) for one in begun),
    )


def _past(session: Session, loaded: Loaded, subject: Subject) -> tuple[str, list[PastRevision] | None]:
    """The revisions of all files that may speak of the subject; or why there are none."""
    from partnercli.repository.git import GitProblem
    from partnercli.repository.past import revisions

    files = [Kind.POSITION.path]
    if subject.about == "country":
        files += [Kind.COUNTRY.file(subject.key), Kind.OUTLINE.file(subject.key)]
    session.terminal.progress.begins("Reading the history")
    try:
        return "", list(revisions(session.root, loaded, files, subject.key))
    except GitProblem as problem:
        return f"{problem}{f' ({problem.hint})' if problem.hint else ''}", None


def _positions(revision: PastRevision) -> Iterator[Position]:
    for change in revision.changes:
        yield from (one for one in (change.before, change.after) if isinstance(one, Position))


def _revisions(exercise: Exercise, subject: Subject, past: Sequence[PastRevision]) -> Iterator[Revision]:
    """The revisions with which something moved, or in which a file could not be read."""
    for one in past:
        moves = () if one.cut else _moves(exercise, subject, one)
        if moves or one.unread:
            yield Revision(one.commit, one.when, one.author, one.subject, moves, one.unread)


def _moves(exercise: Exercise, subject: Subject, revision: PastRevision) -> tuple[Move, ...]:
    """What moved of the subject in one revision: by meeting and in protocol order, then the outline and the record."""
    positions = [one for one in revision.changes if one.kind is Kind.POSITION]
    found = position_moves(
        (cast("Position | None", one.before), cast("Position | None", one.after)) for one in positions
    )
    moves = in_order(exercise, filter(lambda move: _concerns(move, subject), found))
    for one in revision.changes:
        if one.kind is Kind.OUTLINE:
            moves += outline_moves(
                one.key, cast("Outline | None", one.before), cast("Outline | None", one.after)
            )
        elif one.kind is Kind.COUNTRY:
            moves += country_moves(
                one.key, cast("Country | None", one.before), cast("Country | None", one.after)
            )
    return tuple(moves)


def _concerns(move: Move, subject: Subject) -> bool:
    if subject.about == "delegation":
        return move.delegation == subject.key
    return move.about in _ON_COUNTRY and move.subject == subject.key
