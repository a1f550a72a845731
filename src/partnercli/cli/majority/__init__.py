"""`partner majority`: whether the Council's voting rules would carry something. A side reading: nobody votes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from partnercli.cli.majority.asked import Asked
from partnercli.cli.options import Assume, AtMeeting, AtRevision, Format, Output, Without
from partnercli.cli.session import Session
from partnercli.tally.majority import Rule
from partnercli.tally.votes import Vote

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class CanAccept(StrEnum):
    """How the stance can-accept is read."""

    FOR = "for"
    ABSTAIN = "abstain"


def _delegations(option: str, text: str) -> Any:
    return typer.Option(option, metavar="DELEGATIONS", help=f"{text} Separated by commas; repeatable.")


@app.command()
def majority(
    context: typer.Context,
    country: Annotated[
        str | None,
        typer.Argument(metavar="COUNTRY", help="Positions on this country: name, id, ISO code or alias."),
    ] = None,
    question: Annotated[
        str | None, typer.Option(metavar="ID", help="The replies to this guiding question, by its id.")
    ] = None,
    in_favour: Annotated[list[str] | None, _delegations("--for", "In favour.")] = None,
    against: Annotated[list[str] | None, _delegations("--against", "Against.")] = None,
    abstain: Annotated[list[str] | None, _delegations("--abstain", "Abstaining.")] = None,
    rule: Annotated[
        Rule, typer.Option(help="qualified (55 % with 65 %), reinforced (72 % with 65 %), simple, unanimity.")
    ] = Rule.QUALIFIED,
    meeting: AtMeeting = None,
    year: Annotated[
        int | None,
        typer.Option(min=1, max=9999, metavar="YEAR", help="Lists by hand: the members at its end."),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Lists by hand: the members of this day.")
    ] = None,
    participants: Annotated[
        list[str] | None, _delegations("--participants", "Who takes part, if not all.")
    ] = None,
    not_participating: Annotated[
        list[str] | None, _delegations("--not-participating", "Who does not take part.")
    ] = None,
    can_accept: Annotated[
        CanAccept | None, typer.Option(help="How who can accept the country is read; otherwise abstaining.")
    ] = None,
    left_out: Without = None,
    assumed: Assume = None,
    revision: AtRevision = None,
    names: Annotated[
        bool, typer.Option("--names", help="Say who votes how, and name the sets that would turn it.")
    ] = False,
    most: Annotated[
        int, typer.Option(min=1, max=10_000, metavar="N", help="With --names: at most so many sets.")
    ] = 20,
    output: Output = Format.TEXT,
) -> int:
    """Try the Council's voting rules on a country, on replies or on lists of delegations.

    A side reading: a list of partners is never put to the vote. With a country or a question the lists say
    what if these delegations voted so.

    Example: partner majority niger --for IT

    Example: partner majority --question way-forward
    """
    asked = Asked(
        country=country,
        question=question,
        lists={Vote.FOR: in_favour, Vote.AGAINST: against, Vote.ABSTAIN: abstain},
        meeting=meeting,
        revision=revision,
        year=year,
        on=on,
        participants=participants,
        not_participating=not_participating,
        can_accept=Vote(can_accept) if can_accept else None,
        left_out=left_out,
        assumed=assumed,
    )
    asked.check()
    return _answer(context.obj, asked, rule, output, names=names, most=most)


def _answer(session: Session, asked: Asked, rule: Rule, output: Format, *, names: bool, most: int) -> int:
    from partnercli.cli.majority.screen import screen
    from partnercli.cli.majority.subject import read
    from partnercli.cli.majority.voting import reading_of

    subject = read(session, asked)
    reading = reading_of(subject, asked, rule, most)
    terminal = session.terminal
    if output is Format.JSON:
        terminal.json(reading.to_contract(names=names))
    else:
        terminal.lines(screen(reading, terminal.text_width, names=names))
    return subject.code
