"""`partner document partners`: the list of partners, by count and by decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand

from partnercli.checks.readings import Readings
from partnercli.cli.changes import carry_out, revised
from partnercli.cli.document.contract import partners_contract
from partnercli.cli.document.partner_list import PartnerList, partner_list
from partnercli.cli.document.screen import partners_screen
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import words_given
from partnercli.cli.options import DocumentOrCurrent, DryRun, Format, Output
from partnercli.cli.session import Session, sound
from partnercli.documents.partners import by_region
from partnercli.documents.words import listed
from partnercli.library.lookup import find_country, find_document
from partnercli.library.problems import NotFound, Refused, Usage
from partnercli.recording.partner_lists import (
    NeedsReason,
    NotOnTheList,
    OtherCountries,
    Reading,
    added,
    frozen,
    left_out,
    ordered,
    undecided,
)
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import fold
from partnercli.records.plain import Plain
from partnercli.records.plural import plural
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

_GIVEN = "partner.given"
"""Where the context keeps what was typed."""
_DECIDING = ("--add", "--leave-out")


class InOrder(TyperCommand):
    """A command that keeps what was typed in its order: a reason belongs to the decision before it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep the arguments, then read them as any command does."""
        ctx.meta[_GIVEN] = tuple(args)
        return super().parse_args(ctx, args)


class _Decision(NamedTuple):
    """One country to add or to leave out, and why."""

    adds: bool
    country: str
    because: str | None


def decide_partners(
    context: typer.Context,
    document: DocumentOrCurrent = None,
    show: Annotated[bool, typer.Option("--show", help="Show the list; so does the command alone.")] = False,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="COUNTRY", help="Put a country on the list. Repeatable."),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="COUNTRY", help="Take a country off the list. Repeatable."),
    ] = None,
    because: Annotated[  # noqa: ARG001 - read in its place among what was typed
        list[str] | None,
        typer.Option(
            "--because",
            metavar="TEXT",
            help="Why, of the --add or --leave-out before it; for the Presidency only.",
        ),
    ] = None,
    order: Annotated[
        str | None,
        typer.Option("--order", metavar="A,B,…", help="The whole list in its order, separated by commas."),
    ] = None,
    reset: Annotated[
        bool, typer.Option("--reset", help="Drop the list: the tally's priorities stand again.")
    ] = False,
    output: Output = Format.TEXT,
    dry_run: DryRun = False,
) -> int:
    """Show a document's list of partners with what the tally says, or decide it: the Presidency's own screen.

    The first decision freezes the tally's priorities as the list. A country that does not reach the line needs
    a reason to be added, one that reaches it a reason to be left out; reasons are for the Presidency alone.

    Example: partner document partners

    Example: partner document partners --add niger --because "raised on 22 April"
    """
    session: Session = context.obj
    deciding = bool(add or leave_out or order is not None or reset)
    if deciding and show:
        raise Usage("--show only shows", "give it alone, after the decision")
    if reset and (add or leave_out or order is not None):
        raise Usage("--reset drops the whole list", "give it alone")
    decisions = list(_decisions(context.meta.get(_GIVEN, ())))
    loaded = session.load(Scope.everything())
    if not deciding:
        return _shown(session, loaded, document, output)
    exercise = loaded.exercise
    key = find_document(exercise, document)
    _ours(exercise, key)
    now = _firm(exercise, key)
    named = [one._replace(country=find_country(exercise, one.country)) for one in decisions]
    wanted = (
        [find_country(exercise, name) for name in (order or "").split(",")] if order is not None else None
    )
    reading = Reading(now.carried, _usual(exercise))
    change = revised(
        loaded,
        Kind.DOCUMENT,
        key,
        lambda values: undecided(values) if reset else _decided(now, values, named, wanted, reading),
    )
    if carry_out(session, loaded, [change], dry_run=dry_run) and not dry_run:
        for line in _words(exercise, key, now, reset):
            session.terminal.note(line)
    return Exit.FINE


def _shown(session: Session, loaded: Loaded, document: str | None, output: Format) -> Exit:
    exercise, code = sound(session, loaded)
    found = partner_list(exercise, find_document(exercise, document))
    if output is Format.TEXT:
        session.terminal.lines(partners_screen(exercise, found, session.terminal.text_width))
    else:
        session.terminal.json(partners_contract(exercise, found))
    return code


def _decisions(typed: Sequence[str]) -> Iterator[_Decision]:
    """The decisions in the order typed, each with the reason that follows it; raises Usage."""
    last: _Decision | None = None
    for option, value in _options(typed):
        if option in _DECIDING:
            if last is not None:
                yield last
            last = _Decision(option == "--add", value, None)
        elif last is None or last.because is not None:
            raise Usage("a --because stands without its decision", 'write --add COUNTRY --because "…"')
        else:
            last = last._replace(because=words_given(value))
    if last is not None:
        yield last


def _options(typed: Sequence[str]) -> Iterator[tuple[str, str]]:
    words = iter(typed)
    for word in words:
        option, equals, value = word.partition("=")
        if option in (*_DECIDING, "--because"):
            yield option, value if equals else next(words, "")
        elif word in ("--order", "--format"):
            next(words, "")


def _ours(exercise: Exercise, key: str) -> None:
    """Raises Refused for a document by others: what they decided is recorded, never decided here."""
    if (record := exercise.documents[key]).by_others:
        raise Refused(
            f"{record.full_number} was written by others, who decided its list",
            f"if it was put down wrongly, correct {Kind.DOCUMENT.file(key)}",
        )


def _firm(exercise: Exercise, key: str) -> PartnerList:
    """The list and the tally beside it; raises Refused where what is counted cannot be relied on."""
    meeting = exercise.documents[key].reports(exercise.config)
    if meeting is not None and Readings(exercise).firm_tally(meeting) is None:
        hint = "mend it first, then decide; see what: partner validate"
        raise Refused(f"the positions of {meeting} cannot be counted as they are", hint)
    return partner_list(exercise, key)


def _usual(exercise: Exercise) -> list[str]:
    """All countries in the usual order of lists: by region, alphabetical within."""
    names = sorted(exercise.countries, key=lambda country: fold(exercise.countries[country].name))
    return [country for _, countries in by_region(exercise, names) for country in countries]


def _decided(
    now: PartnerList,
    values: Plain,
    decisions: Sequence[_Decision],
    order: Sequence[str] | None,
    reading: Reading,
) -> Plain:
    """What the document says after the decisions; raises Refused or Usage with all that is wrong."""
    values = frozen(values, now.carried)
    lacking: list[_Decision] = []
    for one in decisions:
        try:
            values = (added if one.adds else left_out)(values, one.country, one.because, reading)
        except NeedsReason:
            lacking.append(one)
        except NotOnTheList as error:
            hint = f"see the list: partner document partners {now.key}"
            raise NotFound(f"{error.country} is not on the list of {now.number}", hint) from error
    if lacking:
        raise Refused(
            "; ".join(_without_reason(now, one) for one in lacking), 'say why: --because "…", after each'
        )
    return values if order is None else _ordered(values, order)


def _without_reason(now: PartnerList, one: _Decision) -> str:
    counted = now.counted(one.country)
    against = f"does not reach the line ({counted})" if one.adds else f"reaches the line ({counted})"
    return f"{now.names[one.country]} {against}, and no reason is given to {'list it' if one.adds else 'leave it out'}"


def _ordered(values: Plain, order: Sequence[str]) -> Plain:
    try:
        return ordered(values, order)
    except OtherCountries as error:
        missing = f"not in the order: {listed(error.missing)}" if error.missing else ""
        unlisted = f"not on the list: {listed(error.unlisted)}" if error.unlisted else ""
        why = "; ".join(part for part in (missing, unlisted) if part) or "a country stands twice"
        raise Usage(
            f"the order has to name the whole list, each country once: {why}", "add or leave out first"
        ) from error


def _words(exercise: Exercise, key: str, now: PartnerList, reset: bool) -> Iterator[str]:
    if reset:
        yield f"{now.number} has no list of its own now: the tally's priorities stand, {len(now.carried)} of them"
    elif exercise.documents[key].partners is None and now.tally is None:
        yield "the list is decided from now on: it starts empty, as the document reports no meeting to count"
    elif exercise.documents[key].partners is None:
        counted = plural(len(now.carried), "priority", "priorities")
        yield f"the list is decided from now on: it starts from the tally's {counted}, in the usual order"
