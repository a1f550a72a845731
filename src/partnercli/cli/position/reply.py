"""`partner position reply` and `partner position confirm`: what comes back from delegations."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from partnercli.cli.changes import carry_out
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import one_of, source_or, words_given
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
from partnercli.cli.recording_desk import question_at
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import Refused, Usage
from partnercli.recording.positions import Said, headed, recorded
from partnercli.records.plain import Plain
from partnercli.records.position import REPLIES, Reply


def reply(
    context: typer.Context,
    delegation: DelegationName,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, by its id.")],
    answer: Annotated[str, typer.Argument(metavar="REPLY", help=f"One of {', '.join(REPLIES)}.")],
    comment: Annotated[str | None, typer.Option(metavar="TEXT", help="What it added.")] = None,
    meeting: AtMeeting = None,
    basis: GivenAs = None,
    illustrative: Illustrative = False,
    source: TakenFrom = None,
    reference: SourceReference = None,
    dry_run: DryRun = False,
) -> int:
    """Record a reply to a guiding question.

    A later reply replaces an earlier one. Where the delegation has no file at the meeting, one is made that
    holds the reply alone: what it said of countries before stands.

    Example: partner position reply LU way-forward agree
    """
    desk = desk_at(context, meeting)
    names = NamesGiven(desk.exercise)
    code = names.delegation(delegation)
    names.check()
    given = _answer(question_at(desk.meeting, desk.at, question), answer, comment)
    old = desk.old(code)
    confident = old is not None and old["basis"] == Basis.BILATERAL
    given_as = str(basis or (Basis.BILATERAL if confident else Basis.WRITTEN))
    from_where = source_or(source, reference, desk.source(given_as))
    new = recorded(old, Said(answers=(given,)), {**desk.head(code, given_as), "sources": [from_where]})
    new = headed(
        new,
        basis=given_as if given_as == Basis.BILATERAL else None,
        illustrative=illustrative,
        source=from_where if source or new != old else None,
    )
    change = desk.change(code, new)
    desk.say_oddities(code, illustrative=illustrative, new=old is None)
    if confident and given_as != Basis.BILATERAL:
        desk.session.terminal.note(
            f"note: what {code} said so far is in confidence, so the whole file stays so"
        )
    carry_out(desk.session, desk.loaded, [change], dry_run=dry_run)
    _say_of_reply(desk, old, new, given)
    return Exit.FINE


def _answer(question: str, word: str, comment: str | None) -> Plain:
    word = one_of(Reply, word, "reply")
    said = words_given(comment, "the comment") if comment is not None else ""
    if word == "agree-with-comments" and not said:
        raise Usage("agree-with-comments needs the comments", 'give them: --comment "…"; or write agree')
    return {"question": question, "reply": word, **({"comment": said} if said else {})}


def _say_of_reply(desk: Desk, old: Plain | None, new: Plain, given: Plain) -> None:
    if new == old:
        return
    note = desk.session.terminal.note
    for earlier in (old or {}).get("answers", ()):
        if earlier["question"] == given["question"] and earlier != given:
            note(f"this replaces its earlier reply: {earlier['reply']}")
    question = next(one for one in desk.meeting.questions if one.id == given["question"])
    if question.due is not None and desk.session.today > question.due:
        over = "silence counted as acceptance from then on" if question.mode == "silence" else "it is late"
        note(f"replies were due by {question.due}: {over}")


def confirm(
    context: typer.Context,
    delegations: Annotated[
        list[str], typer.Argument(metavar="DELEGATION", help="Delegations: code, name or alias.")
    ],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which they confirmed; otherwise today.")
    ] = None,
    meeting: AtMeeting = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the day of an earlier confirmation.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Record that delegations confirmed their readings.

    A reading is what was noted of a delegation; once it has confirmed that, it counts as confirmed.

    Example: partner position confirm DE FR --on 2021-04-28
    """
    desk = desk_at(context, meeting)
    codes = desk.delegations(delegations)
    day = desk.confirmation(on or desk.session.today.isoformat())
    faults = [fault for code in codes if (fault := _unconfirmable(desk, code, day, replace=replace))]
    if faults:
        raise Refused(f"{'; '.join(faults)}; nothing was written", "name the others again without these")
    changes = [desk.change(code, headed(desk.old(code) or {}, confirmed=day)) for code in codes]
    carry_out(desk.session, desk.loaded, changes, dry_run=dry_run)
    return Exit.FINE


def _unconfirmable(desk: Desk, code: str, day: date, *, replace: bool) -> str:
    """Why a delegation cannot confirm its reading at the meeting; empty where it can."""
    old, so_far = desk.old(code), desk.noted(code)
    if so_far.carried and so_far.force is not None:
        where = so_far.force.meeting
        return f"what stands of {code} was said at {where}: give --meeting {where}, or copy-from it first"
    if old is None:
        return f"{code} has no position at {desk.at}"
    if old.get("confirmed", day.isoformat()) != day.isoformat() and not replace:
        return f"{code} confirmed on {old['confirmed']} already: give --replace to set another day"
    return ""
