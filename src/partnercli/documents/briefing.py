"""The Chair's steering note for an item: what its template may use, for the Presidency alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from partnercli.documents.fallbacks import NEAR, Fallback, fallbacks, near_misses
from partnercli.documents.partners import printed_names
from partnercli.documents.question_words import QuestionWords, question_words
from partnercli.documents.speakers import Speaker, speaker
from partnercli.documents.standing import meetings_ahead, open_questions
from partnercli.documents.voices import Said, said_at
from partnercli.documents.words import day_in_words, listed, meeting_in_words
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.records.position import Stance
from partnercli.tally.counts import count
from partnercli.tally.positions_in_force import chain
from partnercli.tally.result import Tally
from partnercli.tally.robustness import Firmness, firmness
from partnercli.tally.stances import stance_table

Outlook = Literal["firm", "close", "carried", "short", "far"]
"""firm: two or more delegations above the line; close: on it, or one above; carried: below it, and those that can
accept the partner would make up for it; short: one or two below; far: further below."""
_OUTLOOKS: tuple[Outlook, ...] = get_args(Outlook)


@dataclass(frozen=True, slots=True)
class Supported:
    """One partner: how many delegations support it, `conditional` of them with conditions, and what others say.

    `flip` delegations would have to change for it to cross the line; `open` says that those who were not heard could
    still decide, once they speak, on which side of the line it stands.
    """

    partner: str
    support: int
    conditional: int
    can_accept: int
    reservations: int
    opposition: int
    flip: int
    open: bool


@dataclass(frozen=True, slots=True)
class Zone:
    """Partners that stand alike: `listed` or off the list, with one outlook and one phrase of the NOTE, or none."""

    listed: bool
    outlook: Outlook
    phrase: str
    countries: tuple[Supported, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that the template of the steering note sees.

    `item` is what the item is about: the document's number and subject, else the exercise's title. `meeting` is the
    one ahead, `meeting_date` its day; `forum` where the document is to be discussed. `reported` is the forum whose
    positions are read, on `reported_date`. `needed` of `expected` delegations are the line, `heard` have spoken,
    `confirmed` of them confirmed how they were read. `partners` is the list, `decided` that it is the Presidency's
    own, `clear` that no delegation openly opposes or reserves a partner of it. `landing` are the listed partners and
    those off the list that are over the line or close to it: `over` the names of the ones, `near` of the others.
    `unheard` are the delegations that did not speak.
    """

    date: str
    item: str
    meeting: str
    meeting_date: str
    forum: str
    reported: str
    reported_date: str
    needed: int
    expected: int
    heard: int
    confirmed: int
    partners: str
    decided: bool
    clear: bool
    landing: tuple[Zone, ...]
    over: str
    near: str
    questions: tuple[QuestionWords, ...]
    speakers: tuple[Speaker, ...]
    unheard: str
    fallbacks: tuple[Fallback, ...]
    designations: tuple[str, ...]


class Item(NamedTuple):
    """What a briefing is about: its day, the document before the meeting, and the meetings, all by id where known.

    `ahead` is the meeting that the Chair prepares for, `reported` the one whose positions are read.
    """

    day: date
    document: str | None
    ahead: str | None
    reported: str


def next_meeting(exercise: Exercise, day: date) -> str | None:
    """The next meeting on a day or after it that is no visit to a partner; None where none is recorded."""
    ahead = meetings_ahead(exercise, day)
    return next((key for key in ahead if not exercise.meetings[key].countries), None)


def reported_for(exercise: Exercise, ahead: str | None, reported: str) -> str:
    """The meeting whose positions a briefing reads: the one ahead as soon as positions stand there, else `reported`.

    Empty where neither is known.
    """
    if ahead is None or not reported:
        return reported or ahead or ""
    return ahead if reported in chain(exercise, ahead) or exercise.positions.get(ahead) else reported


def briefing(exercise: Exercise, item: Item, partners: Sequence[str], *, decided: bool) -> Briefing:
    """The words of a steering note; `partners` is the list. KeyError or ValueError where records are missing."""
    table = stance_table(exercise, item.reported)
    tally, said = count(table, exercise), said_at(exercise, table)
    off = near_misses(tally, partners)
    considered = (*partners, *(row.country for row in off))
    firm = {key: firmness(table, exercise, tally.threshold, key) for key in considered}
    mentioned = dict.fromkeys((*partners, *(row.country for row in tally.countries)))
    names, designations = printed_names(exercise, mentioned, item.day)
    meeting = exercise.meetings[item.reported]
    ahead = exercise.meetings[item.ahead] if item.ahead else None
    document = exercise.documents[item.document] if item.document else None
    return Briefing(
        date=day_in_words(item.day),
        item=_item(exercise, document),
        meeting=_called(ahead) if ahead else "",
        meeting_date=day_in_words(ahead.date) if ahead else "",
        forum=(document.presented_to or "") if document else "",
        reported=meeting.forum,
        reported_date=day_in_words(meeting.date),
        needed=tally.threshold.needed,
        expected=len(tally.expected),
        heard=len(tally.responded),
        confirmed=len(tally.confirmed),
        partners=listed([names[key] for key in partners]),
        decided=decided,
        clear=not any(_objects(one, partners) for one in said),
        landing=tuple(_landing(firm, tally, partners, names)),
        over=listed([names[row.country] for row in off if row.priority]),
        near=listed([names[row.country] for row in off if not row.priority]),
        questions=tuple(
            question_words(exercise, one, item.day)
            for key in dict.fromkeys((item.reported, item.ahead or item.reported))
            for one in open_questions(exercise, key, item.day)
        ),
        speakers=tuple(speaker(exercise, tally.meeting, one, partners, names) for one in said),
        unheard=listed(tally.silent),
        fallbacks=tuple(fallbacks(tally, partners, names, said)),
        designations=designations,
    )


def _objects(said: Said, partners: Sequence[str]) -> bool:
    """Whether a delegation opposes or reserves a partner of the list, and not in confidence."""
    against = said.on(Stance.RESERVATION, Stance.OPPOSITION)
    return not said.confidential and any(view.key in partners for view in against)


def _item(exercise: Exercise, document: Document | None) -> str:
    if document is not None:
        return f"{document.full_number}: {' '.join(document.subject)}"
    return exercise.config.title if exercise.config else ""


def _called(meeting: Meeting) -> str:
    return meeting_in_words(meeting.title, meeting.forum)


def _landing(
    firm: Mapping[str, Firmness], tally: Tally, partners: Sequence[str], names: Mapping[str, str]
) -> Iterator[Zone]:
    """The listed partners, then those off the list that are over the line or close to it; the best outlook first."""
    rows = {row.country: row for row in tally.countries}
    zones: dict[tuple[bool, Outlook, str], list[Supported]] = {}
    for key, stands in firm.items():
        row = rows.get(key)
        outlook = _outlook(stands.margin, row.can_accept if row else 0)
        phrase = (row.phrase or "") if row else ""
        zones.setdefault((key not in partners, outlook, phrase), []).append(
            Supported(
                partner=names[key],
                support=stands.support,
                conditional=row.conditional if row else 0,
                can_accept=row.can_accept if row else 0,
                reservations=row.reservations if row else 0,
                opposition=row.opposition if row else 0,
                flip=stands.flip,
                open=stands.if_silent_speak.priority == "possible",
            )
        )
    best_first = sorted(zones, key=lambda zone: (zone[0], _OUTLOOKS.index(zone[1])))
    yield from (
        Zone(not off, outlook, words, tuple(zones[off, outlook, words])) for off, outlook, words in best_first
    )


def _outlook(margin: int, can_accept: int) -> Outlook:
    if margin >= 0:
        return "firm" if margin >= NEAR else "close"
    if margin + can_accept >= 0:
        return "carried"
    return "short" if margin >= -NEAR else "far"
