"""The NOTE: what its template may use.

Delegations read it: it says how much support there is in the repository's phrases, and never who said what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from datetime import date

from partnercli.documents.blocks import Table
from partnercli.documents.drift import Drift, LookBack, drift
from partnercli.documents.partners import in_regions, names_in
from partnercli.documents.record_words import RecordWords
from partnercli.documents.state_of_play import state_of_play
from partnercli.documents.words import first_capital
from partnercli.records.config import Config
from partnercli.records.document import REMEMBERED, Document
from partnercli.records.exercise import Exercise
from partnercli.records.names import fold
from partnercli.tally.calls import calls_at
from partnercli.tally.phrases import phrase
from partnercli.tally.result import RegionRow, Tally

ROMAN = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """A meeting as the text names it: `title` without article, `date` without the document's own year."""

    title: str
    date: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Group:
    """Partners whose support has one phrase, and which all reach the line, or all do not.

    `phrase` is empty where no delegation supports them, or none fits; `priority` says that they reach the line.
    """

    phrase: str
    names: str
    priority: bool


@dataclass(frozen=True, slots=True)
class Call:
    """What equally many delegations call for, in a sentence; `phrase` is the one for how many, empty if none fits."""

    phrase: str
    themes: str


@dataclass(frozen=True, slots=True)
class WantedRegions:
    """Regions that reach the line with the same phrase, in a sentence; `phrase` is empty where none fits."""

    phrase: str
    regions: str


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region as the text names it, in a sentence (`wording`).

    `phrase` is the one for those who named it and support none of its countries, to begin a sentence with, and
    `phrase_within` the same to stand in one; both are empty where none fits.
    """

    name: str
    wording: str
    phrase: str
    phrase_within: str


@dataclass(frozen=True, slots=True)
class RegionTable:
    """One region of the annex: its name and the table of its partners."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class AnnexNumbers:
    """The number behind the word ANNEX, in Roman figures; empty for an only one, and for one that is not there."""

    state_of_play: str = ""
    drift: str = ""
    support: str = ""
    matrix: str = ""
    moves: str = ""

    @classmethod
    def of(cls, *present: str) -> AnnexNumbers:
        """The numbers of the annexes that there are, by their fields' names in the order of the text."""
        return cls(**dict(zip(present, ROMAN, strict=False))) if len(present) > 1 else cls()


@dataclass(frozen=True, slots=True)
class NoteContext:
    """All that the template of a NOTE sees: words and tables, no record and no delegation.

    `meeting` is the one reported; `before` and `since` are those before it and between it and the document,
    visits left out. `regions` are the regions that reach the threshold, in a sentence, `wanted` the same by phrase;
    `open_regions` have no partner on the list, and somebody names them without a country there. `partners` is the
    whole list in a sentence, in its order; `groups` the same by phrase; `named_more` says that delegations named
    countries besides. `calls` is what delegations asked for, by how many did. `carried` says that earlier positions
    count too. `questions` are the guiding questions. `forum` is where the document is discussed, empty where that
    is not known. `drift` is what changed since the previous document, None without that annex. `annex` gives each
    annex its number, I and on; empty where there is only one. `designations` are the footnotes of names.
    """

    number: str
    date: str
    meeting: MeetingWords
    before: tuple[MeetingWords, ...]
    since: tuple[MeetingWords, ...]
    regions: str
    wanted: tuple[WantedRegions, ...]
    open_regions: tuple[NamedRegion, ...]
    partners: str
    groups: tuple[Group, ...]
    named_more: bool
    calls: tuple[Call, ...]
    carried: bool
    questions: tuple[str, ...]
    forum: str
    state_of_play: tuple[RegionTable, ...]
    drift: Drift | None
    annex: AnnexNumbers
    designations: tuple[str, ...]


def note_context(
    exercise: Exercise,
    words: RecordWords,
    config: Config,
    document: Document,
    tally: Tally,
    partners: tuple[str, ...],
    look: LookBack | None,
) -> NoteContext:
    """The words and tables of a NOTE, at its date; `look` is what it looks back to, if it does."""
    language = words.language
    named = (*partners, *(look.lists.out if look else ()))
    names, designations = names_in(words, named, document.date)
    meeting = exercise.meetings[tally.meeting]
    in_play = _annex(exercise, words, document, partners, names)
    return NoteContext(
        number=str(document.full_number),
        date=language.day(document.date),
        meeting=_meeting(exercise, words, tally.meeting, document.date),
        before=_meetings(exercise, words, document.date, before=meeting.date),
        since=_meetings(exercise, words, document.date, since=meeting.date),
        regions=language.listed([words.region_in_words(row.region) for row in _regions_over_the_line(tally)]),
        wanted=_wanted(words, config, tally),
        open_regions=_open_regions(exercise, words, config, tally, partners),
        partners=language.listed([names[key] for key in partners]),
        groups=_groups(words, tally, partners, names),
        named_more=any(row.support and row.country not in partners for row in tally.countries),
        calls=_calls(exercise, words, config, tally),
        carried=bool(tally.carried),
        questions=words.questions(tally.meeting),
        forum=document.presented_to or "",
        state_of_play=in_play,
        drift=drift(look, tally, words, names) if look else None,
        annex=AnnexNumbers.of(*annexes_of(in_play, look)),
        designations=designations,
    )


def annexes_of(state_of_play: Sized, drift: object) -> tuple[str, ...]:
    """The annexes that a NOTE has, by their fields' names, in the order of the text."""
    there = {"state_of_play": bool(state_of_play), "drift": drift is not None}
    return tuple(name for name, present in there.items() if present)


def _meeting(exercise: Exercise, words: RecordWords, key: str, of: date) -> MeetingWords:
    return MeetingWords(
        title=words.meeting(key),
        date=words.language.day_of_year(exercise.meetings[key].date, of),
        outcome=words.outcome(key).rstrip(". "),
    )


def _meetings(
    exercise: Exercise,
    words: RecordWords,
    of: date,
    *,
    before: date | None = None,
    since: date | None = None,
) -> tuple[MeetingWords, ...]:
    found = sorted(
        (
            (meeting.date, meeting.forum, key)
            for key, meeting in exercise.meetings.items()
            if meeting.outcome and not meeting.countries
        ),
        key=lambda one: one[:2],
    )
    return tuple(
        _meeting(exercise, words, key, of)
        for day, _, key in found
        if of.toordinal() - REMEMBERED <= day.toordinal() <= of.toordinal()
        and (before is None or day < before)
        and (since is None or day > since)
    )


def _regions_over_the_line(tally: Tally) -> list[RegionRow]:
    return [row for row in tally.regions if row.support >= tally.threshold.needed]


def _wanted(words: RecordWords, config: Config, tally: Tally) -> tuple[WantedRegions, ...]:
    """The regions over the line by their phrase, the one for most delegations first."""
    found: dict[str, list[str]] = {}
    most: dict[str, int] = {}
    for row in _regions_over_the_line(tally):
        said = _phrase(config, tally, row.supporters)
        found.setdefault(said, []).append(words.region_in_words(row.region))
        most[said] = max(most.get(said, 0), row.support)
    order = sorted(found, key=lambda said: -most[said])
    return tuple(WantedRegions(words.phrase(said), words.language.listed(found[said])) for said in order)


def _open_regions(
    exercise: Exercise, words: RecordWords, config: Config, tally: Tally, partners: Iterable[str]
) -> tuple[NamedRegion, ...]:
    with_partner = {exercise.countries[key].region for key in partners}

    def named(row: RegionRow) -> NamedRegion:
        said = words.phrase(_phrase(config, tally, row.region_only))
        name, wording = words.region(row.region), words.region_in_words(row.region)
        return NamedRegion(name, wording, first_capital(said), said)

    return tuple(named(row) for row in tally.regions if row.region_only and row.region not in with_partner)


def _groups(
    words: RecordWords, tally: Tally, partners: Iterable[str], names: Mapping[str, str]
) -> tuple[Group, ...]:
    """The partners by phrase, those of the most support first."""
    rows = {row.country: row for row in tally.countries}
    found: dict[tuple[bool, str], list[str]] = {}
    most: dict[tuple[bool, str], int] = {}
    for key in partners:
        row = rows.get(key)
        group = (row.priority, row.phrase or "") if row else (False, "")
        found.setdefault(group, []).append(names[key])
        most[group] = max(most.get(group, 0), row.support if row else 0)
    order = sorted(found, key=lambda group: -most[group])
    return tuple(
        Group(words.phrase(said), words.language.listed(found[priority, said]), priority)
        for priority, said in order
    )


def _calls(exercise: Exercise, words: RecordWords, config: Config, tally: Tally) -> tuple[Call, ...]:
    """The calls by their phrase, the one for most delegations first; themes in alphabetical order."""
    found: dict[str, list[str]] = {}
    for theme, callers in calls_at(exercise, tally).items():
        found.setdefault(_phrase(config, tally, callers), []).append(words.call(theme))
    return tuple(
        Call(words.phrase(said), words.language.listed(sorted(themes, key=fold)))
        for said, themes in found.items()
    )


def _phrase(config: Config, tally: Tally, codes: Iterable[str]) -> str:
    """The settings' own phrase for so many; empty where none fits."""
    return phrase(config.phrases, len(set(codes)), len(tally.expected)) or ""


def _annex(
    exercise: Exercise,
    words: RecordWords,
    document: Document,
    partners: Iterable[str],
    names: Mapping[str, str],
) -> tuple[RegionTable, ...]:
    if "state-of-play" not in document.annexes:
        return ()
    return tuple(
        RegionTable(
            words.region(region),
            state_of_play(exercise, words, {key: names[key] for key in keys}, document.date),
        )
        for region, keys in in_regions(exercise, partners)
    )
