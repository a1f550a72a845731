"""`partner shortlist`: which partners together represent delegations best."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.options import Assume, AtMeeting, AtRevision, TableFormat, Tabular, Without
from partnercli.cli.session import Session
from partnercli.cli.shortlist.decided import DecidedBeside, decided, decided_beside
from partnercli.cli.shortlist.screen import screen
from partnercli.cli.shortlist.tables import as_csv, as_markdown
from partnercli.cli.supposing import Positions, positions
from partnercli.documents.words import listed
from partnercli.library.problems import Refused, Usage
from partnercli.records.kinds import Kind
from partnercli.records.plural import plural
from partnercli.tally.shortlist.contract import to_contract
from partnercli.tally.shortlist.profile import Profile, Unfinished, profile_of
from partnercli.tally.shortlist.result import Choice, choose
from partnercli.tally.shortlist.rules import Rule

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_MOST = 10_000


@app.command()
def shortlist(
    context: typer.Context,
    size: Annotated[int, typer.Option(metavar="K", help="How many countries to choose.")],
    rule: Annotated[
        Rule, typer.Option(help="How to choose; docs/shortlist.md says what each rule means.")
    ] = Rule.EQUAL_SHARES,
    most: Annotated[
        int, typer.Option(metavar="N", help="How many equally good shortlists to give, at most.")
    ] = 100,
    document: Annotated[
        str | None,
        typer.Option(
            metavar="DOCUMENT", help="Say how the list of this document stands beside it: id or number."
        ),
    ] = None,
    meeting: AtMeeting = None,
    left_out: Without = None,
    assumed: Assume = None,
    revision: AtRevision = None,
    output: Tabular = TableFormat.TABLE,
) -> int:
    """Find which partners together represent delegations best.

    Several shortlists can be equally good: all are found. It informs, and decides nothing.

    Example: partner shortlist --size 10 --rule pav
    """
    session: Session = context.obj
    if not 1 <= most <= _MOST:
        raise Usage(f"--most {most} is not between 1 and {_MOST}", "leave it out for 100")
    found = positions(session, meeting, revision, left_out, assumed, [Kind.DOCUMENT] if document else [])
    listed_by = decided(found.exercise, document) if document else None
    profile = profile_of(found.table)
    _check(size, profile, found.table.meeting)
    session.terminal.progress.begins("Support is spread evenly: going through many lists")
    choice = _chosen(profile, rule, size, most)
    if listed_by:
        found = found.as_strict_as(listed_by[1].marking)
    _write(session, found, choice, decided_beside(*listed_by, choice) if listed_by else None, output)
    return found.code


def _check(size: int, profile: Profile, meeting: str) -> None:
    candidates = len(profile.candidates)
    if not candidates:
        raise Usage(
            f"no delegation supports a country at {meeting}: there is nothing to choose from",
            "record what delegations say: partner position set DELEGATION --support COUNTRY",
        )
    if size < 1:
        raise Usage(f"a shortlist of {size} is none", f"write --size with a number from 1 to {candidates}")
    if size > candidates:
        supported = plural(candidates, "country has", "countries have")
        raise Usage(
            f"a shortlist of {size} cannot be made: {supported} a supporter at {meeting}",
            f"write --size {candidates}, or a smaller number",
        )


def _chosen(profile: Profile, rule: Rule, size: int, most: int) -> Choice:
    try:
        return choose(profile, rule, size, most)
    except Unfinished as error:
        others = [other.value for other in Rule if other not in (rule, Rule.PAV, Rule.CHAMBERLIN_COURANT)]
        raise Refused(
            f"{rule} could not be settled exactly: support is spread so evenly that too many lists come close",
            f"choose another --size, or another rule: {listed(others)} always end",
        ) from error


def _write(
    session: Session, found: Positions, choice: Choice, of_list: DecidedBeside | None, output: TableFormat
) -> None:
    terminal = session.terminal
    if output is TableFormat.TABLE:
        terminal.lines(screen(found, choice, of_list, terminal.text_width))
    elif output is TableFormat.JSON:
        contract = to_contract(found.table, choice, of_list and of_list.as_plain(choice))
        terminal.json(contract)
    elif output is TableFormat.CSV:
        terminal.write(as_csv(found, choice, of_list))
    else:
        terminal.write(as_markdown(found, choice, of_list))
