"""The NOTE: what its template may use.

Delegations read it: it says how much support there is in the repository's phrases, and never who said what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from partnercli.documents.blocks import Table
from partnercli.documents.partners import by_region, printed_names
from partnercli.documents.state_of_play import state_of_play
from partnercli.documents.words import day_in_words, day_of_year, first_capital, listed, meeting_in_words
from partnercli.records.config import Config
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.tally.calls import calls_at
from partnercli.tally.phrases import phrase
from partnercli.tally.result import RegionRow, Tally

REMEMBERED = 366
"""Days that a NOTE looks back: earlier meetings are not told again."""


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """A meeting as the text names it: `title` without article, `date` without the document's own year."""

    title: str
    date: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Group:
    """Partners whose support has one phrase, and which all reach the line, or all do not.

    `phrase` is empty where no delegation supports them; `priority` says that they reach the line.
    """

    phrase: str
    names: str
    priority: bool


@dataclass(frozen=True, slots=True)
class Call:
    """What equally many delegations call for, in a sentence; `phrase` is the one for how many."""

    phrase: str
    themes: str


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region as the text names it, in a sentence (`wording`).

    `phrase` is the one for those who named it and support none of its countries.
    """

    name: str
    wording: str
    phrase: str


@dataclass(frozen=True, slots=True)
class RegionTable:
    """One region of the annex: its name and the table of its partners."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class AnnexNumbers:
    """The number behind the word ANNEX, in Roman figures; empty for an only one, and for one that is not there."""

    state_of_play: str = ""
    support: str = ""
    matrix: str = ""


@dataclass(frozen=True, slots=True)
class NoteContext:
    """All that the template of a NOTE sees: words and tables, no record and no delegation.

    `meeting` is the one reported; `before` and `since` are those before it and between it and the document,
    visits left out. `regions` are the regions that reach the threshold, in a sentence; `open_regions` have no
    partner on the list, and somebody names them without a country there. `partners` is the whole list in a
    sentence, in its order; `groups` the same by phrase. `calls` is what delegations asked for, by how many did.
    `carried` says that earlier positions count too. `questions` are the guiding questions. `forum` is where the
    document is discussed, empty where that is not known. `annex` gives each annex its number, I and on; empty
    where there is only one. `designations` are the footnotes of names.
    """

    number: str
    date: str
    meeting: MeetingWords
    before: tuple[MeetingWords, ...]
    since: tuple[MeetingWords, ...]
    regions: str
    open_regions: tuple[NamedRegion, ...]
    partners: str
    groups: tuple[Group, ...]
    calls: tuple[Call, ...]
    carried: bool
    questions: tuple[str, ...]
    forum: str
    state_of_play: tuple[RegionTable, ...]
    annex: AnnexNumbers
    designations: tuple[str, ...]


def note_context(
    exercise: Exercise, config: Config, document: Document, tally: Tally, partners: tuple[str, ...]
) -> NoteContext:
    """The words and tables of a NOTE, at its date."""
    names, designations = printed_names(exercise, partners, document.date)
    meeting = exercise.meetings[tally.meeting]
    return NoteContext(
        number=str(document.full_number),
        date=day_in_words(document.date),
        meeting=_words(meeting, document.date),
        before=_meetings(exercise, document.date, before=meeting.date),
        since=_meetings(exercise, document.date, since=meeting.date),
        regions=listed(_regions_over_the_line(exercise, tally)),
        open_regions=_open_regions(exercise, config, tally, partners),
        partners=listed([names[key] for key in partners]),
        groups=_groups(tally, partners, names),
        calls=_calls(exercise, config, tally),
        carried=bool(tally.carried),
        questions=tuple(question.text for question in meeting.questions),
        forum=document.presented_to or "",
        state_of_play=_annex(exercise, document, partners, names),
        annex=AnnexNumbers(),
        designations=designations,
    )


def _words(meeting: Meeting, of: date) -> MeetingWords:
    return MeetingWords(
        title=meeting_in_words(meeting.title, meeting.forum),
        date=day_of_year(meeting.date, of),
        outcome=(meeting.outcome or "").rstrip(". "),
    )


def _meetings(
    exercise: Exercise, of: date, *, before: date | None = None, since: date | None = None
) -> tuple[MeetingWords, ...]:
    found = sorted(
        (meeting for meeting in exercise.meetings.values() if meeting.outcome and not meeting.countries),
        key=lambda meeting: (meeting.date, meeting.forum),
    )
    return tuple(
        _words(meeting, of)
        for meeting in found
        if of.toordinal() - REMEMBERED <= meeting.date.toordinal() <= of.toordinal()
        and (before is None or meeting.date < before)
        and (since is None or meeting.date > since)
    )


def _regions_over_the_line(exercise: Exercise, tally: Tally) -> list[str]:
    wording = {region.id: region.in_words for region in exercise.regions}
    needed = tally.threshold.needed
    return [wording.get(row.region, row.name) for row in tally.regions if row.support >= needed]


def _open_regions(
    exercise: Exercise, config: Config, tally: Tally, partners: Iterable[str]
) -> tuple[NamedRegion, ...]:
    with_partner = {exercise.countries[key].region for key in partners}
    wording = {region.id: region.in_words for region in exercise.regions}

    def words(row: RegionRow) -> NamedRegion:
        said = _phrase(config, tally, row.region_only)
        return NamedRegion(row.name, wording.get(row.region, row.name), first_capital(said))

    return tuple(words(row) for row in tally.regions if row.region_only and row.region not in with_partner)


def _groups(tally: Tally, partners: Iterable[str], names: Mapping[str, str]) -> tuple[Group, ...]:
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
    return tuple(Group(words, listed(found[priority, words]), priority) for priority, words in order)


def _calls(exercise: Exercise, config: Config, tally: Tally) -> tuple[Call, ...]:
    """The calls by their phrase, the one for most delegations first; themes in alphabetical order."""
    found: dict[str, list[str]] = {}
    for theme, callers in calls_at(exercise, tally).items():
        found.setdefault(_phrase(config, tally, callers), []).append(theme.replace("-", " "))
    return tuple(Call(words or "delegations", listed(sorted(themes))) for words, themes in found.items())


def _phrase(config: Config, tally: Tally, codes: Iterable[str]) -> str:
    return phrase(config.phrases, len(set(codes)), len(tally.expected)) or ""


def _annex(
    exercise: Exercise, document: Document, partners: Iterable[str], names: Mapping[str, str]
) -> tuple[RegionTable, ...]:
    if "state-of-play" not in document.annexes:
        return ()
    return tuple(
        RegionTable(region, state_of_play(exercise, {key: names[key] for key in keys}, document.date))
        for region, keys in by_region(exercise, partners)
    )
