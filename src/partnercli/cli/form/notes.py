"""What the desk should know before a form is sent: nothing of it stands in the form."""

from __future__ import annotations

from collections.abc import Sequence

from partnercli.cli.session import Session
from partnercli.cli.terminal import Piece
from partnercli.documents.words import day_in_words, listed
from partnercli.exchange.form.layout import Form


def say_what_to_know(session: Session, forms: Sequence[Form]) -> None:
    """Say what is left out of forms, what of them has passed, and what they lack, on standard error."""
    note, warning, one = session.terminal.note, Piece("warning: ", "bold yellow"), forms[0]
    if left_out := [sheet.delegation for form in forms for sheet in form.sheets if sheet.left_out]:
        why = "others may see the workbook" if one.together else "a form goes to the whole delegation"
        note(Piece("left out: ", "bold yellow"), f"what {listed(left_out)} said in confidence, as {why}")
    if one.together:
        note(warning, "this workbook shows who said what: it is for the Presidency alone, never send it")
    if one.reply_by is None:
        note(warning, "no day for replies is known, and the forms name none: --reply-by DATE")
    elif one.reply_by < session.today:
        note(warning, f"{day_in_words(one.reply_by)} has passed; another day: --reply-by DATE")
    elif over := [
        asked.question.id
        for asked in one.sheets[0].questions
        if asked.question.due and asked.question.due < session.today
    ]:
        hint = f"partner meeting question {one.meeting} QUESTION --due DATE"
        note(warning, f"the day of {listed(over)} has passed, and the forms say it; another day: {hint}")
    if one.contact is None:
        hint = '--contact "…", or for all forms: partner settings set contact=…'
        note(warning, f"the forms do not say whom delegations can ask: {hint}")
