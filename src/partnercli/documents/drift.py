"""The annex on what changed since the previous document: the lists, the phrases and, for the Presidency, who moved.

Each circle of readers has a type of its own. Delegations read what both documents print; the public reads it where
both are released; counts and names are for the Presidency alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from partnercli.documents.blocks import Table, table_of
from partnercli.documents.language.language import Language
from partnercli.documents.paper_words import (
    FIRMNESS_HEAD,
    IF_SILENT_SPEAK,
    MOVES_HEAD,
    NO_STANCE,
    NONE_SILENT,
    NOT_NAMED,
    STANCE_CHANGED,
)
from partnercli.documents.record_words import RecordWords
from partnercli.documents.words import listed, signed, spelt
from partnercli.records.document import Document
from partnercli.records.position import Stance
from partnercli.tally.list_changes import ListDiff
from partnercli.tally.result import Tally

if TYPE_CHECKING:  # few documents look back: the others need none of it
    from partnercli.tally.diff import CountryDiff, Diff, Move
    from partnercli.tally.robustness import IfSilentSpeak, Robustness

ByName = Callable[[Iterable[str]], list[str]]
"""Countries, by id, in the alphabetical order of their names."""


class LookBack(NamedTuple):
    """What a document looks back to: the previous one, and both lists as they are printed, by the countries' ids.

    `before` is the tally that the previous document reports; None where no positions are on record behind it.
    """

    previous: Document
    lists: ListDiff
    before: Tally | None


@dataclass(frozen=True, slots=True)
class Drift:
    """What delegations read: the two lists and the phrases in them, never a count and never who.

    `number` and `date` are those of the previous document. `compared` is false where it has no list. `joined` and
    `left` are the partners new on the list and no longer on it, in a sentence. `phrases` are the partners on both
    lists whose phrase is another one now, with both; None where there is none. `counted` is false where nobody's
    position is on record behind the previous document, `same_meeting` true where both report the same ones.
    """

    number: str
    date: str
    compared: bool
    joined: str
    left: str
    phrases: Table | None
    counted: bool
    same_meeting: bool


@dataclass(frozen=True, slots=True)
class PublicDrift:
    """What the public reads of two documents that are released: how the list changed, in alphabetical order."""

    number: str
    date: str
    joined: str
    left: str


@dataclass(frozen=True, slots=True)
class Moves:
    """What the Presidency reads besides: who moved, and how firm each partner of the list is now.

    `support` has a row for each country of which anybody says something else now, `firmness` one for each partner;
    None where there is none. `spoke` and `fell_silent` are delegations expected both times, `entered` and `left`
    the others.
    """

    support: Table | None
    firmness: Table | None
    spoke: str
    fell_silent: str
    entered: str
    left: str


def drift(look: LookBack, now: Tally, words: RecordWords, names: Mapping[str, str]) -> Drift:
    """What delegations read, with the partners' names as printed, by id."""
    language, phrases = words.language, list(_phrases(look, now, words, names))
    return Drift(
        number=str(look.previous.full_number),
        date=language.day(look.previous.date),
        compared=look.lists.comparable,
        joined=language.listed([names[key] for key in look.lists.into]),
        left=language.listed([names[key] for key in look.lists.out]),
        phrases=table_of(language.drift.head, phrases) if phrases else None,
        counted=_counted(look),
        same_meeting=look.before is not None and look.before.meeting == now.meeting,
    )


def public_drift(
    look: LookBack, language: Language, names: Mapping[str, str], by_name: ByName
) -> PublicDrift | None:
    """What the public reads, the countries in the order of `by_name`; None unless both documents have a list."""
    if not look.lists.comparable:
        return None
    return PublicDrift(
        number=str(look.previous.full_number),
        date=language.day(look.previous.date),
        joined=language.listed([names[key] for key in by_name(look.lists.into)]),
        left=language.listed([names[key] for key in by_name(look.lists.out)]),
    )


def moves(changed: Diff | None, firm: Robustness, partners: Iterable[str], names: Mapping[str, str]) -> Moves:
    """What the Presidency reads; `changed` is None where no positions are on record behind the previous document."""
    rows = [row for row in changed.countries if row.moves] if changed else []
    support = [_support(row, names[row.country]) for row in rows]
    firmness = list(_firmness(firm, partners, names))
    return Moves(
        support=table_of(MOVES_HEAD, support, align=("left", "right", "right", "left", "left", "left"))
        if support
        else None,
        firmness=table_of(
            FIRMNESS_HEAD,
            firmness,
            align=("left", "right", "right", "left"),
        )
        if firmness
        else None,
        spoke=listed(changed.spoke if changed else ()),
        fell_silent=listed(changed.fell_silent if changed else ()),
        entered=listed(changed.entered if changed else ()),
        left=listed(changed.left if changed else ()),
    )


def _phrases(
    look: LookBack, now: Tally, words: RecordWords, names: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """The partners on both lists whose phrase changed: both documents print them already."""
    if look.before is None or not _counted(look):
        return
    then, today = ({row.country: row.phrase or "" for row in tally.countries} for tally in (look.before, now))
    for key in look.lists.after or ():
        phrases = then.get(key, ""), today.get(key, "")
        if key in (look.lists.before or ()) and phrases[0] != phrases[1]:
            put_forward = words.language.drift.put_forward
            yield (names[key], *(words.phrase(phrase) if phrase else put_forward for phrase in phrases))


def _counted(look: LookBack) -> bool:
    """Whether anybody's position is on record behind the previous document."""
    return look.before is not None and bool(look.before.responded)


def _support(row: CountryDiff, name: str) -> tuple[str, ...]:
    joined = " ".join(move.delegation for move in row.moves if move.joins)
    left = " ".join(move.delegation for move in row.moves if move.leaves)
    others = "; ".join(_other(move) for move in row.moves if _is_other(move))
    return name, str(row.support.before), str(row.support.after), joined, left, others


def _is_other(move: Move) -> bool:
    """Whether a change is more than coming to support, or going from it to nothing."""
    return not move.joins and not (move.leaves and move.after is None)


def _other(move: Move) -> str:
    """A change of stance: AT: reservation, then opposition."""
    return STANCE_CHANGED.format(
        delegation=move.delegation, before=_stance(move.before), after=_stance(move.after)
    )


def _stance(stance: Stance | None) -> str:
    return spelt(stance) if stance else NO_STANCE


def _firmness(
    firm: Robustness, partners: Iterable[str], names: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    rows = {row.country: row for row in firm.countries}
    for key in partners:
        if (row := rows.get(key)) is None:
            yield names[key], "–", "–", NOT_NAMED
            continue
        spoken = _if_silent_speak(row.if_silent_speak) if firm.tally.silent else NONE_SILENT
        yield names[key], signed(row.margin), str(row.flip), spoken


def _if_silent_speak(then: IfSilentSpeak) -> str:
    return IF_SILENT_SPEAK[then.priority].format(low=then.low, high=then.high)
