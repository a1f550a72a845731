"""The words that a form brings: its headings, instructions, prompts and refusals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from partnercli.documents.words import day_in_words
from partnercli.exchange.form.layout import Form
from partnercli.exchange.form.names import FORMAT
from partnercli.exchange.texts import LONGEST_TEXT
from partnercli.records.meeting import Question
from partnercli.records.slug import LONGEST as LONGEST_THEME

DELEGATION: Final = "Delegation"
MEETING: Final = "Meeting"
REPLY_BY: Final = "Reply by"
COUNTRY, POSITION, PRIORITY, CONDITIONS, COMMENTS = (
    *("Partner country", "Position", "Priority", "Conditions", "Comments"),
)
THEME: Final = "Theme"
QUESTION, REPLY, DUE, MEANS = "Question", "Reply", "Due", "If no reply comes"
COUNTRIES_HEAD: Final = "Partner countries and regions"
OTHERS_HEAD: Final = "Other partner countries: type the name of each"
CALLS_HEAD: Final = "What your delegation asks for: one theme a line, in a few words"
QUESTIONS_HEAD: Final = "Guiding questions"
FIXED: Final = frozenset((COUNTRIES_HEAD, OTHERS_HEAD, CALLS_HEAD, QUESTIONS_HEAD))
"""Lines of the reply sheet that only part it."""
_PREFILLED: Final = (
    "This is what the Presidency noted of the delegation last. Leave what still holds, change what does not, and "
    "empty the cell of a position that no longer is one."
)
NO_DATE: Final = "no date set"
NO_CONTACT: Final = "the Presidency"


class Prompt(NamedTuple):
    """What a cell says when it is entered, and when what was typed is refused."""

    title: str
    text: str
    refusal: str


POSITION_PROMPT: Final = Prompt(
    "Position",
    "Choose a position from the list. An empty cell means that your delegation takes no position.",
    "Please choose Support, Can accept, Reservation or Opposition, or leave the cell empty.",
)
PRIORITY_PROMPT: Final = Prompt(
    "Priority",
    "Choose how much it matters to your delegation: High, Medium or Low. The cell may stay empty.",
    "Please choose High, Medium or Low, or leave the cell empty.",
)
_TOO_LONG: Final = f"A cell takes at most {LONGEST_TEXT} characters. Please shorten the text."
CONDITIONS_PROMPT: Final = Prompt(
    "Conditions", "Say what your delegation's position depends on, if anything.", _TOO_LONG
)
COMMENTS_PROMPT: Final = Prompt("Comments", "Anything else that the Presidency should know.", _TOO_LONG)
COUNTRY_PROMPT: Final = Prompt(
    "Other partner country", "Type the name of one country that is not listed above.", _TOO_LONG
)
THEME_PROMPT: Final = Prompt(
    "What your delegation asks for",
    "Type one theme in English, for instance: legal pathways.",
    f"A theme takes at most {LONGEST_THEME} characters. Please say it in a few words.",
)
REPLY_PROMPT: Final = Prompt(
    "Reply",
    "Choose a reply from the list. With Agree with comments, say in Comments what they are.",
    "Please choose Agree, Agree with comments, Scrutiny reservation or Disagree, or leave the cell empty.",
)


def without_reply(question: Question) -> str:
    """What it means when a delegation does not answer a question."""
    if question.mode != "silence":
        return "No agreement is read into silence."
    by = f" by {day_in_words(question.due)}" if question.due else ""
    return f"Silence procedure: no objection{by} means accepted."


def about(form: Form) -> Iterator[tuple[str, str]]:
    """The lines of the sheet About: what a line is about, and what it says; nothing where the line is a heading."""
    yield "Exercise", form.title
    yield MEETING, form.meeting_called
    if form.together:
        yield "Delegations", ", ".join(sheet.delegation for sheet in form.sheets)
        yield (
            "For whom",
            (
                "For the Presidency alone, to be filled in during a tour de table. The sheets show what every "
                "delegation said: never send this workbook to anybody outside the Presidency."
            ),
        )
        yield "Not shown", "What was said in confidence, as others in the room may see this workbook."
    else:
        yield DELEGATION, form.sheets[0].called
    yield REPLY_BY, day_in_words(form.reply_by) if form.reply_by else NO_DATE
    yield "Contact", form.contact or NO_CONTACT
    yield "Marking", _marking(form)
    if form.illustrative:
        yield (
            "Illustrative",
            "This form is for a trial: positions in it may be invented, and a reply to it counts as invented too.",
        )
    yield "Form", FORMAT
    yield from _instructions(form)
    yield from _positions()
    yield from _footnotes(form)


def _marking(form: Form) -> str:
    if "LIMITE" not in form.marks:
        return "This form bears no distribution marking."
    if form.together:
        return "LIMITE. It stays within the Presidency."
    return (
        "LIMITE. It may be forwarded within your country's administration and to the EU institutions, to those who "
        "need it. It may not be published, nor given to anybody else."
    )


def _instructions(form: Form) -> Iterator[tuple[str, str]]:
    sheet = "the sheet of each delegation" if form.together else "the sheet Reply"
    yield "How to fill it in", ""
    yield (
        "Where",
        (
            f"Go to {sheet}. The white cells beside the names and in the empty lines take answers; the others are "
            "locked. The Tab key leads from one to the next."
        ),
    )
    if any(one.prefilled_from for one in form.sheets):
        yield "What stands there", _PREFILLED
    yield "Positions", "Choose a position for each partner country or region on which the delegation has one."
    yield "Beside them", "Priority, conditions and comments may stay empty. They need a position beside them."
    yield "Other countries", "A country that is not listed goes into one of the empty lines below the list."
    yield "Themes", "Say what the delegation asks for in general, one theme a line."
    asked = [each.question for one in form.sheets for each in one.questions]
    if asked:
        by = ", each by the day under Due" if any(question.due for question in asked) else ""
        yield "Questions", f"Reply to the guiding questions at the end of the sheet{by}."
    if not form.together:
        yield (
            "Who reads it",
            (
                "The Presidency. It may send all delegations a compilation of what each sent in writing, with its "
                "name: positions, priorities, conditions, themes, and replies with their comments. Comments beside a "
                "country or region stay with the Presidency."
            ),
        )
        yield (
            "Sending it back",
            "Save the workbook as it is, as .xlsx, and send it back whole. Please add no sheets and no formulas.",
        )


def _positions() -> Iterator[tuple[str, str]]:
    yield "What the words mean", ""
    yield (
        "Support",
        "The delegation wants a partnership with this country or region. It is counted as support.",
    )
    yield (
        "Can accept",
        "The delegation does not ask for it and would not stand in its way. It is shown, not counted as support.",
    )
    yield "Reservation", "The delegation cannot say yes yet. Say under Conditions what it waits for."
    yield "Opposition", "The delegation is against it."
    yield (
        "An empty cell",
        "The delegation takes no position. Silence is not consent: nothing is read into an empty cell.",
    )


def _footnotes(form: Form) -> Iterator[tuple[str, str]]:
    notes = {row.name: row.footnote for sheet in form.sheets for row in sheet.rows if row.footnote}
    if notes:
        yield "Footnotes", ""
    yield from notes.items()
