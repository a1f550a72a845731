"""From the files of a meeting to its stance table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from partnercli.records.exercise import Exercise
from partnercli.records.position import Answer, Position, Preference, Reply
from partnercli.tally.members import expected
from partnercli.tally.positions_in_force import InForce, files_along, in_force
from partnercli.tally.table import Mention, StanceTable, Voice


def stance_table(exercise: Exercise, meeting_id: str) -> StanceTable:
    """Who is expected at a meeting and what each says, as the files stand; KeyError if it is unknown."""
    meeting = exercise.meetings[meeting_id]
    files = files_along(exercise, meeting_id)
    counted = expected(exercise, meeting)
    voices = {code: _voice(exercise, files[meeting_id].get(code), in_force(files, code)) for code in counted}
    return StanceTable(
        meeting=meeting_id,
        day=meeting.date,
        marking=exercise.marking,
        expected=counted,
        voices={code: voice for code, voice in voices.items() if voice is not None},
        not_counted=exercise.in_protocol_order(files[meeting_id].keys() - set(counted)),
        names={key: country.name_on(meeting.date) for key, country in exercise.countries.items()},
    )


def grouped(preferences: Iterable[Preference]) -> Mapping[tuple[str, str], tuple[Preference, ...]]:
    """The preferences by what they are about: several on one subject repeat or contradict each other."""
    groups: defaultdict[tuple[str, str], list[Preference]] = defaultdict(list)
    for preference in preferences:
        groups[preference.subject].append(preference)
    return {subject: tuple(group) for subject, group in groups.items()}


def resolved(preferences: Iterable[Preference]) -> Mention:
    """What preferences of one delegation on one subject amount to: the most cautious stance among them.

    A figure in a document must never overstate agreement. Conditions and rank count where they stand with
    that stance.
    """
    named = tuple(preferences)
    stance = max((preference.stance for preference in named), key=lambda stance: stance.caution)
    kept = [preference for preference in named if preference.stance is stance]
    return Mention(
        stance,
        conditional=any(preference.conditions is not None for preference in kept),
        first=any(preference.rank == 1 for preference in kept),
    )


def _voice(exercise: Exercise, here: Position | None, force: InForce | None) -> Voice | None:
    used = [position for position in (force.position if force else None, here) if position is not None]
    if not used:
        return None
    groups = grouped((force.position.preferences or ()) if force else ())
    return Voice(
        origin=force.meeting if force else None,
        spoke=here is not None,
        confirmed=used[0].confirmed is not None,
        bilateral=any(position.basis == "bilateral" for position in used),
        illustrative=any(position.illustrative for position in used),
        countries=_mentions(groups, "country", exercise.countries),
        regions=_mentions(groups, "region", exercise.region_order),
        answers=replies(here.answers if here else ()),
    )


def _mentions(
    groups: Mapping[tuple[str, str], tuple[Preference, ...]], kind: str, known: Container[str]
) -> dict[str, Mention]:
    return {
        name: resolved(group) for (about, name), group in groups.items() if about == kind and name in known
    }


def replies(answers: Iterable[Answer]) -> dict[str, Reply]:
    """The reply to each question; of several to one the most cautious."""
    mildest_first = sorted(answers, key=lambda answer: answer.caution)
    return {answer.question: answer.reply for answer in mildest_first}
