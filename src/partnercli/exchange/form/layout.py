"""What a form asks and shows: for each delegation the partner countries, its own last words, and the questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from partnercli.recording.positions import Subject
from partnercli.recording.readings import noted
from partnercli.records.country import Country
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Question
from partnercli.records.names import fold
from partnercli.records.plain import Plain
from partnercli.records.position import Answer, Position, Preference
from partnercli.tally.positions_in_force import chain, files_at
from partnercli.tally.stances import grouped

FREE_COUNTRIES: Final = 8
"""Rows in which a delegation names countries that are not listed."""
FREE_CALLS: Final = 10
"""Rows for what a delegation asks for, beside what it asked for already."""
Fields = Mapping[str, str | None]
"""What a form shows of a country or region: stance, priority and conditions, None where there is nothing."""


class Row(NamedTuple):
    """A country or region as a form lists it. `shown` is what stands beside it, None where nothing does.

    A name that bears a footnote has a star behind it.
    """

    subject: Subject
    name: str
    shown: Fields | None = None
    footnote: str | None = None


class Asked(NamedTuple):
    """A guiding question; `shown` are the plain values of the answer beside it, None where there is none."""

    question: Question
    shown: Plain | None = None


class Sheet(NamedTuple):
    """What is put to one delegation.

    `rows` go region by region, the region itself first. `calls` are slugs. `prefilled_from` is the meeting whose
    words are shown, None where none are. `left_out`: something that it said in confidence is not shown.
    """

    delegation: str
    name: str
    rows: tuple[Row, ...]
    calls: tuple[str, ...] = ()
    questions: tuple[Asked, ...] = ()
    prefilled_from: str | None = None
    left_out: bool = False
    illustrative: bool = False

    @property
    def called(self) -> str:
        """The delegation as the form calls it: Germany (DE)."""
        return f"{self.name} ({self.delegation})"


class Form(NamedTuple):
    """A workbook: for one delegation, or `together` a sheet for each, which the Presidency fills in.

    `marks` stand above everything. `reply_by` and `contact` are None where nobody gave one.
    """

    title: str
    meeting: str
    meeting_called: str
    day: date
    marks: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    together: bool = False
    illustrative: bool = False
    reply_by: date | None = None
    contact: str | None = None


def sheets_for(
    exercise: Exercise, meeting: str, delegations: Iterable[str], *, blank: bool
) -> tuple[Sheet, ...]:
    """What is put to each delegation at a meeting; `blank`: nothing that it said is shown."""
    rows, questions = _rows(exercise, meeting), exercise.meetings[meeting].questions
    said = {code: _Words() if blank else _last_words(exercise, meeting, code) for code in delegations}
    return tuple(_sheet(exercise, code, rows, questions, words) for code, words in said.items())


def _rows(exercise: Exercise, meeting: str) -> tuple[Row, ...]:
    """The regions in their order, each before its countries; these by their names on the day of the meeting."""
    day = exercise.meetings[meeting].date
    countries = [(one.region, _country(key, one, day)) for key, one in exercise.countries.items()]
    countries.sort(key=lambda pair: (fold(pair[1].name), pair[1].subject))
    found = []
    for region in exercise.regions:
        found.append(Row(("region", region.id), f"{region.name} as a region"))
        found += [row for of, row in countries if of == region.id]
    return (*found, *(row for of, row in countries if of not in exercise.region_order))


def _country(key: str, country: Country, day: date) -> Row:
    star = "*" if country.footnote else ""
    return Row(("country", key), f"{country.name_on(day)}{star}", footnote=country.footnote)


def _sheet(
    exercise: Exercise, code: str, rows: Iterable[Row], questions: Iterable[Question], words: _Words
) -> Sheet:
    delegation = exercise.delegations.get(code)
    preferences = (words.names.preferences if words.names else None) or ()
    shown = {subject: _fields(group) for subject, group in grouped(preferences).items()}
    answers = sorted(words.answers.answers if words.answers else (), key=lambda answer: answer.caution)
    given = {answer.question: _plain(answer) for answer in answers}
    return Sheet(
        code,
        delegation.name if delegation else code,
        rows=tuple(row._replace(shown=shown.get(row.subject)) for row in rows),
        calls=tuple(dict.fromkeys(words.calls.calls)) if words.calls else (),
        questions=tuple(Asked(question, given.get(question.id)) for question in questions),
        prefilled_from=words.meeting,
        left_out=words.left_out,
        illustrative=any(position.illustrative for position in words.shown),
    )


class _Words(NamedTuple):
    """The files of a delegation from which a form shows preferences, calls and answers; None where from none."""

    names: Position | None = None
    calls: Position | None = None
    answers: Position | None = None
    left_out: bool = False

    @property
    def shown(self) -> tuple[Position, ...]:
        """The files of which anything is shown, the one with the preferences first."""
        said = (
            self.names if self.names and self.names.preferences else None,
            self.calls if self.calls and self.calls.calls else None,
            self.answers if self.answers and self.answers.answers else None,
        )
        return tuple(position for position in said if position is not None)

    @property
    def meeting(self) -> str | None:
        """The meeting whose words are shown: that of the preferences, where any are."""
        return self.shown[0].meeting if self.shown else None


def _last_words(exercise: Exercise, meeting: str, code: str) -> _Words:
    """What stands of a delegation and may be shown to the whole of it.

    Calls are those made at this meeting, else the earlier ones, to be taken out where they stand no longer; answers
    belong to this meeting alone.
    """
    one = noted(exercise, meeting)(code)
    earlier = (files_at(exercise, link).get(code) for link in chain(exercise, meeting)[1:])
    named = one.force.position if one.force else None
    called = one.here or next((position for position in earlier if position is not None), None)
    left_out = any(position is not None and _open(position) is None for position in (named, called))
    return _Words(_open(named), _open(called), _open(one.here), left_out)


def _open(position: Position | None) -> Position | None:
    """A position that may be shown to the whole delegation: not one that was given in confidence."""
    return None if position is None or position.basis == "bilateral" else position


def _fields(group: Sequence[Preference]) -> Fields:
    """What is shown of several preferences on one subject: the most cautious, as the tally counts."""
    said = max(group, key=lambda preference: preference.stance.caution)
    conditions = said.conditions.strip() if said.conditions else None
    return {"stance": said.stance.value, "priority": said.priority, "conditions": conditions}


def _plain(answer: Answer) -> Plain:
    comment = {"comment": answer.comment.strip()} if answer.comment else {}
    return {"question": answer.question, "reply": answer.reply, **comment}
