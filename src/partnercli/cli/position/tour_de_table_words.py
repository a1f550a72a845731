"""What can be named at a meeting, and what TAB makes of a word that is begun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from partnercli.cli.position.desk import Desk
from partnercli.recording.hearing import REPLY_NAMES, Room
from partnercli.recording.spoken_names import Names
from partnercli.recording.tour_de_table import ORDERS
from partnercli.records.names import Lookup, fold
from partnercli.records.plain import Plain
from partnercli.repository.canonical import plain
from partnercli.tally.positions_in_force import files_along, in_force

_WORDS = (
    *("accept ", "also ", "as before", "calls for ", "change ", "ditto ", "oppose ", "region ", "reserve "),
    *("none", "support ", "withdraw", "without ", *(word for word in ORDERS if len(word) > 1)),
)
"""The words of the language; a space follows where a name does."""


def room_of(desk: Desk) -> Room:
    """The names at a meeting, and what each delegation says there so far."""
    exercise, day = desk.exercise, desk.meeting.date
    countries = {
        key: (country.name_on(day), country.name, *(later.name for later in country.names), *country.aliases)
        for key, country in exercise.countries.items()
    }
    regions = {region.id: (region.name,) for region in exercise.regions}
    delegations = {code: (one.name, *one.aliases) for code, one in exercise.delegations.items()}
    return Room(
        countries=Names("country", exercise.country_names, countries),
        regions=Names("region", Lookup(regions), regions),
        delegations=Names("delegation", exercise.delegation_names, delegations),
        questions=Names.of_ids("question", (question.id for question in desk.meeting.questions)),
        stand={code: _stands(desk, code) for code in exercise.delegations},
        earlier=_carried_over(desk),
    )


def _stands(desk: Desk, delegation: str) -> Plain:
    """What a delegation names, be it since an earlier meeting, and what it calls for at this one."""
    noted = desk.noted(delegation)
    return {
        "basis": "bilateral" if noted.in_confidence else "statement",
        "preferences": plain(noted.force.position).get("preferences", []) if noted.force else [],
        "calls": list(noted.here.calls) if noted.here else [],
    }


def _carried_over(desk: Desk) -> dict[str, Sequence[Plain]]:
    """What each delegation named at the meetings before this one that stand here until replaced."""
    files = {link: given for link, given in files_along(desk.exercise, desk.at).items() if link != desk.at}
    standing = {code: in_force(files, code) for code in desk.exercise.delegations}
    return {code: plain(one.position).get("preferences", []) for code, one in standing.items() if one}


def completions(room: Room, calls: Iterable[str], before: str, word: str) -> Sequence[str]:
    """What a word begun may become, by what stands before it; case and accents do not count.

    `calls` are the themes of the meeting so far. A name may follow a word of the language: `oppose tun`.
    """
    typed = word.lstrip()
    lead = word[: len(word) - len(typed)]
    if before.rstrip().endswith("="):
        known = REPLY_NAMES.shown
    elif before.rstrip().endswith("#"):
        known = tuple(sorted(calls))
    elif before.rstrip().endswith("@"):
        known = room.regions.shown
    else:
        at_start = () if before.strip() else (f"{code}: " for code in room.stand)
        known = (*room.countries.shown, *room.regions.shown, *at_start, *_WORDS)
        questions = (f"{question}=" for question in room.questions.shown)
        known = (*known, *questions)
        for first in _WORDS:
            if first.endswith(" ") and typed.lower().startswith(first):
                lead, typed = lead + first, typed[len(first) :]
                known = (*room.countries.shown, *room.regions.shown, *room.stand)
                break
    begun = fold(typed)
    return [lead + one for one in known if fold(one).startswith(begun)]
