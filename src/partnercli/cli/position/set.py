"""`partner position set`: what a delegation says at a meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.changes import carry_out
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import source_or
from partnercli.cli.options import (
    AtMeeting,
    Basis,
    DelegationName,
    DryRun,
    GivenAs,
    Illustrative,
    SourceReference,
    TakenFrom,
)
from partnercli.cli.position.desk import Desk, desk_at
from partnercli.cli.position.said import Spoken, said_of
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import NotFound, Usage
from partnercli.recording.positions import NotNamed, Said, headed, recorded, subject_of
from partnercli.recording.readings import names_at
from partnercli.records.plain import Plain
from partnercli.records.position import Position, Stance

_CONDITION = 'tunisia,morocco or "iraq: until then"'


def set_position(
    context: typer.Context,
    delegation: DelegationName,
    meeting: AtMeeting = None,
    support: Annotated[
        list[str] | None,
        typer.Option(metavar="NAMES", help=f"Countries it supports: {_CONDITION}. Repeatable."),
    ] = None,
    can_accept: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help="It can accept them; likewise. Repeatable.")
    ] = None,
    reserve: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help="It has a reservation; likewise. Repeatable.")
    ] = None,
    oppose: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help="It opposes them; likewise. Repeatable.")
    ] = None,
    region: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REGION[:STANCE]", help="A region without a country; support if no stance is given."
        ),
    ] = None,
    priority: Annotated[
        list[str] | None, typer.Option(metavar="NAME=high", help="high, medium or low. Repeatable.")
    ] = None,
    note: Annotated[
        list[str] | None, typer.Option(metavar="NAME=TEXT", help="Worth keeping, for the desk. Repeatable.")
    ] = None,
    no_longer: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help="It no longer names them. Repeatable.")
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="It names nothing; what it named before is withdrawn.")
    ] = False,
    call: Annotated[
        list[str] | None, typer.Option(metavar="THEMES", help="What it asks for: timelines. Repeatable.")
    ] = None,
    remark: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Its own words, for the Presidency only.")
    ] = None,
    basis: GivenAs = None,
    confirmed: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which it confirmed this reading.")
    ] = None,
    illustrative: Illustrative = False,
    source: TakenFrom = None,
    reference: SourceReference = None,
    change: Annotated[
        bool, typer.Option("--change", help="Change what it said at this meeting before.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Record what a delegation says at a meeting.

    A second position at one meeting is refused without --change; with it, what is not named stays. Names as
    everywhere: name, id, ISO code or alias.

    Example: partner position set LU --support tunisia --reserve "iraq: for now"
    """
    desk = desk_at(context, meeting)
    names = NamesGiven(desk.exercise)
    code = names.delegation(delegation)
    stances = (support, can_accept, reserve, oppose)
    spoken = Spoken(
        {stance: texts or [] for stance, texts in zip(Stance, stances, strict=True)},
        regions=region or [],
        priorities=priority or [],
        notes=note or [],
        no_longer=no_longer or [],
        calls=call or [],
        remarks=remark or [],
        withdraw=withdraw,
    )
    said = said_of(desk.exercise, spoken, names)
    names.check()
    day = desk.confirmation(confirmed) if confirmed else None
    old = desk.old(code)
    said_first = old is None or "preferences" not in old
    given_as = str(basis or _usual_basis(old, said_first=said_first))
    from_where = source_or(source, reference, desk.source(given_as))
    if old is None and said == Said():
        raise Usage(
            f"nothing is said of what {code} says",
            "name a country: --support tunisia; or say that it names none: --withdraw",
        )
    try:
        new = recorded(old, said, {**desk.head(code, given_as), "sources": [from_where]})
    except NotNamed as error:
        raise _not_named(desk, code, error) from error
    new = headed(
        new,
        basis=given_as if basis else None,
        confirmed=day,
        illustrative=illustrative,
        source=from_where if source or said_first else None,
    )
    if not (change or said_first) and (new != old or _fewer(said, old)):
        raise desk.second(code)
    written = desk.change(code, new)
    desk.say_oddities(code, illustrative=illustrative, new=old is None)
    carry_out(desk.session, desk.loaded, [written], dry_run=dry_run)
    _say_what_stands(desk, code, old, new)
    return Exit.FINE


def _usual_basis(old: Plain | None, *, said_first: bool) -> str:
    """How a position is taken to be given: as the file says, but what comes to replies in writing is a statement."""
    as_before = old is not None and (not said_first or old["basis"] == Basis.BILATERAL)
    return old["basis"] if old and as_before else Basis.STATEMENT


def _fewer(said: Said, old: Plain | None) -> bool:
    """Whether what is said repeats only a part of what is recorded: then it was not meant as the same again."""
    named = {subject_of(entry) for entry in said.preferences}
    return bool(named) and named != {subject_of(entry) for entry in (old or {}).get("preferences", ())}


def _not_named(desk: Desk, code: str, error: NotNamed) -> NotFound:
    """What is changed or taken back is not there: perhaps it stands from an earlier meeting only."""
    name = names_at(desk.exercise, desk.at)(error.subject)
    so_far = desk.noted(code)
    if so_far.carried and so_far.force is not None:
        origin = so_far.force.meeting
        words = f"what {code} says of {name} can be changed at {desk.at} only once it has a position there"
        return NotFound(
            words, f"its position was given at {origin}: partner position copy-from {origin} {code}"
        )
    return NotFound(
        f"{code} does not name {name} at {desk.at}",
        f"name what it said: {desk.in_words(so_far.preferences)}"
        if so_far.preferences
        else "it named nothing so far: leave the option out",
    )


def _say_what_stands(desk: Desk, code: str, old: Plain | None, new: Plain) -> None:
    """On standard error: what the position now says, and what fell or is replaced by it."""
    if new == old:
        return
    note = desk.session.terminal.note
    position = Position.model_validate(new)
    if position.preferences is not None:
        note(f"{code}: {desk.in_words(position.preferences)}")
    before = desk.noted(code)
    if before.carried and before.force is not None and position.preferences is not None:
        note(f"this replaces what stood from {before.force.meeting}: {desk.in_words(before.preferences)}")
    if old and "confirmed" in old and "confirmed" not in new:
        note(
            f"its confirmation of {old['confirmed']} was of another reading and is taken out: confirm this anew"
        )
    if old and old["basis"] == "bilateral" and new["basis"] != "bilateral":
        note("warning: this was said in confidence so far; now it may be shown with the delegation's name")
    _say_what_is_compiled(desk, old, new)


def _say_what_is_compiled(desk: Desk, old: Plain | None, new: Plain) -> None:
    """A compilation shows what was sent in writing with its author, and nothing that was said in the room."""
    from partnercli.documents.compilation import COMPILED

    before, now = (old or new)["basis"], new["basis"]
    if before in COMPILED and now == Basis.STATEMENT:
        said = "what it sent in writing so far stands beside what it said in the room now: no compilation shows it"
        desk.session.terminal.note(
            f"note: {said}; if all of it was sent in writing: --basis written --change"
        )
    elif before == Basis.STATEMENT and now in COMPILED:
        said = (
            "warning: this was said in the room so far; now a compilation shows it with the delegation's name"
        )
        desk.session.terminal.note(said)
    elif old and now in COMPILED and any(new.get(key) != old.get(key) for key in ("preferences", "calls")):
        said = "note: this counts as sent in writing, so a compilation shows it with the delegation's name"
        desk.session.terminal.note(f"{said}; if it was said in the room: --basis statement --change")
