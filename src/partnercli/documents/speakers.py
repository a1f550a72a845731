"""What a delegation will say at a meeting, if it says again what it said last: in words for the Chair alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnercli.documents.compilation import REPLIES
from partnercli.documents.fallbacks import quoted
from partnercli.documents.paper_words import PARTNERS_THERE
from partnercli.documents.voices import Said, View
from partnercli.documents.words import day_in_words, listed, spelt
from partnercli.records.exercise import Exercise
from partnercli.records.lines import one_line
from partnercli.records.position import Stance


@dataclass(frozen=True, slots=True)
class Speaker:
    """What one delegation will say if it says again what it said last; names in sentences, empty where none.

    `given` is where that was, if not at the meeting reported. `whole`: it supports the whole list; else `supports`
    is what it supports of it, and `without` the rest of it, `mostly` that the former are more. `besides` are
    countries and regions off the list. `reserves`, `opposes` and `conditions` have its conditions in quotation marks,
    and so have `replies` its comments and `remarks`. `withdrew`: it names nothing any more. `confidential`: not to be
    cited.
    """

    delegation: str
    given: str
    confidential: bool
    whole: bool
    mostly: bool
    supports: str
    without: str
    besides: str
    accepts: str
    conditions: str
    reserves: str
    opposes: str
    calls: str
    replies: tuple[str, ...]
    remarks: tuple[str, ...]
    withdrew: bool


def speaker(
    exercise: Exercise, meeting: str, said: Said, partners: Sequence[str], names: Mapping[str, str]
) -> Speaker:
    """What one delegation will say of a list at a meeting, read from its positions there; `names` by id."""
    supported = [view.key for view in said.on(Stance.SUPPORT)]
    regions = {region.id: PARTNERS_THERE.format(there=region.in_words) for region in exercise.regions}
    subjects = {**names, **regions}
    besides = [names[key] for key in supported if key not in partners]
    besides += [regions[view.key] for view in said.regions if view.stance is Stance.SUPPORT]
    of_list = [names[key] for key in partners if key in supported]
    return Speaker(
        delegation=said.delegation,
        given=_given(exercise, meeting, said),
        confidential=said.confidential,
        whole=bool(partners) and len(of_list) == len(partners),
        mostly=2 * len(of_list) > len(partners),
        supports=listed(of_list),
        without=listed([names[key] for key in partners if key not in supported]),
        besides=listed(besides),
        accepts=listed([names[view.key] for view in said.on(Stance.CAN_ACCEPT)]),
        conditions=tied_to(said.with_conditions, names),
        reserves=tied_to((*said.on(Stance.RESERVATION), *_of_regions(said, Stance.RESERVATION)), subjects),
        opposes=tied_to((*said.on(Stance.OPPOSITION), *_of_regions(said, Stance.OPPOSITION)), subjects),
        calls=listed([spelt(theme) for theme in said.calls]),
        replies=tuple(_replies(exercise, meeting, said)),
        remarks=tuple(quoted(words) for words in said.remarks),
        withdrew=said.origin is not None and not said.views and not said.regions,
    )


def _given(exercise: Exercise, meeting: str, said: Said) -> str:
    """Where a position was given, where that was not at the meeting reported."""
    if said.origin is None or said.origin == meeting:
        return ""
    earlier = exercise.meetings[said.origin]
    return f"{earlier.forum}, {day_in_words(earlier.date)}"


def _of_regions(said: Said, stance: Stance) -> tuple[View, ...]:
    return tuple(view for view in said.regions if view.stance is stance)


def tied_to(views: Iterable[View], names: Mapping[str, str]) -> str:
    """Names with what is tied to each: Iraq ('until the elections'), Mali."""
    return listed(
        [
            f"{names[view.key]} ({'; '.join(map(quoted, view.conditions))})"
            if view.conditions
            else names[view.key]
            for view in views
        ]
    )


def _replies(exercise: Exercise, meeting: str, said: Said) -> Iterator[str]:
    """Its replies to the questions of the meeting reported; with more than one question, each is named by its id."""
    several = len(exercise.meetings[meeting].questions) > 1
    for answer in said.answers:
        about = f"{answer.question}: " if several else ""
        comment = f": {quoted(one_line(answer.comment))}" if answer.comment else ""
        yield f"{about}{REPLIES[answer.reply]}{comment}"
