"""`partner history`: who moved when, over the meetings and over the revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple, TypeAlias, cast

import typer

from partnercli.cli.lookup import typed
from partnercli.cli.options import Format
from partnercli.cli.problems import NotFound
from partnercli.cli.session import Session, sound
from partnercli.records.country import Country
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.names import nearest
from partnercli.records.outline import Outline
from partnercli.records.position import Position
from partnercli.repository.load import Loaded
from partnercli.repository.past import Revision as PastRevision
from partnercli.repository.scope import Scope
from partnercli.tally.history import (
    Move,
    country_moves,
    country_over_meetings,
    delegation_over_meetings,
    in_order,
    outline_moves,
    position_moves,
)
from partnercli.tally.history_contract import History, Revision, to_contract

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_KINDS = frozenset({Kind.CONFIG, Kind.REGIONS, Kind.DELEGATIONS, Kind.COUNTRY, Kind.MEETING, Kind.POSITION})
_Position: TypeAlias = Position | None
_Country: TypeAlias = Country | None
_Outline: TypeAlias = Outline | None
_ON_COUNTRY = ("country", "conditions")


class _Subject(NamedTuple):
    """What was asked for: `about` is "country" or "delegation"."""

    about: str
    key: str
    name: str


@app.command()
def history(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="COUNTRY|DELEGATION", help="By name, id, code or alias.")],
    meetings_only: Annotated[bool, typer.Option("--meetings-only", help="Leave out the commits.")] = False,
    output: Annotated[Format, typer.Option("--format", help="text, or json for programs.")] = Format.TEXT,
) -> int:
    """Show how positions moved: over the meetings, and commit by commit.

    Of a country: who came to it and who left, at each meeting and in each commit, and what changed in its outline
    and in what exists with it. Of a delegation: what it named, added and dropped, its conditions and replies.

    Example: partner history Tunisia
    """
    session: Session = context.obj
    loaded = session.load(Scope(_KINDS))
    exercise, code = sound(session, loaded)
    subject = _subject(exercise, name)
    found = _history(session, loaded, subject, meetings_only=meetings_only)
    if output is Format.JSON:
        session.terminal.json(to_contract(found))
    else:
        from partnercli.cli.history.screen import screen

        session.terminal.lines(screen(exercise, found, min(session.terminal.width, 100)))
    return code


def _subject(exercise: Exercise, name: str) -> _Subject:
    """What a name stands for; raises NotFound where it is none, or both a country's and a delegation's."""
    said = typed(name)
    country, delegation = exercise.country_names.find(said), exercise.delegation_names.find(said)
    if country and delegation and said not in (country, delegation):
        hint = f"write {country} for the country, or {delegation} for the delegation"
        raise NotFound(f'"{said}" is both a country and a delegation', hint)
    if delegation and said != country:
        return _Subject("delegation", delegation, exercise.delegations[delegation].name)
    if country is None:
        near = (exercise.country_names.suggest(said), exercise.delegation_names.suggest(said))
        names = {one[0]: one[0] if one[0] == one[1] else f"{one[0]} ({one[1]})" for one in near if one}
        best = nearest(said, names, most=1)
        hint = f"did you mean {names[best[0]]}?" if best else "see data/countries/ and data/delegations.yaml"
        raise NotFound(f'there is no country and no delegation "{said}"', hint)
    return _Subject("country", country, exercise.countries[country].name)


def _history(session: Session, loaded: Loaded, subject: _Subject, *, meetings_only: bool) -> History:
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
        marking=exercise.config.marking if exercise.config else Marking.LIMITE,
        illustrative=any(position.illustrative for position in positions),
        bilateral=exercise.in_protocol_order(
            {one.delegation for one in positions if one.basis == "bilateral"}
        ),
        meetings=tuple(over(exercise, subject.key)),  # type: ignore[arg-type]
        revisions=None if past is None else tuple(_revisions(exercise, subject, past)),
        missing=missing,
        begins=tuple(Revision(one.commit, one.when, one.author, one.subject, ()) for one in begun),
    )


def _past(session: Session, loaded: Loaded, subject: _Subject) -> tuple[str, list[PastRevision] | None]:
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


def _revisions(exercise: Exercise, subject: _Subject, past: Sequence[PastRevision]) -> Iterator[Revision]:
    """The revisions with which something moved, or in which a file could not be read."""
    for one in past:
        moves = () if one.cut else _moves(exercise, subject, one)
        if moves or one.unread:
            yield Revision(one.commit, one.when, one.author, one.subject, moves, one.unread)


def _moves(exercise: Exercise, subject: _Subject, revision: PastRevision) -> tuple[Move, ...]:
    """What moved of the subject in one revision: by meeting and in protocol order, then the outline and the record."""
    positions = [one for one in revision.changes if one.kind is Kind.POSITION]
    found = position_moves((cast(_Position, one.before), cast(_Position, one.after)) for one in positions)
    moves = in_order(exercise, filter(lambda move: _concerns(move, subject), found))
    for one in revision.changes:
        if one.kind is Kind.OUTLINE:
            moves += outline_moves(one.key, cast(_Outline, one.before), cast(_Outline, one.after))
        elif one.kind is Kind.COUNTRY:
            moves += country_moves(one.key, cast(_Country, one.before), cast(_Country, one.after))
    return tuple(moves)


def _concerns(move: Move, subject: _Subject) -> bool:
    if subject.about == "delegation":
        return move.delegation == subject.key
    return move.about in _ON_COUNTRY and move.subject == subject.key
