"""The report that the public may read: a type of its own, made from a list of what is allowed.

It has no room for a delegation that was not released, for a count, a meeting, a remark or a state; what it says of the
list and of outlines is what the public summary of a document and of an outline say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnercli.documents.audience import Audience
from partnercli.documents.blocks import Table, plain_runs
from partnercli.documents.grounds import Paper, listed_partners, released_document, tally_at
from partnercli.documents.handling import released
from partnercli.documents.language.english import ENGLISH
from partnercli.documents.outline import public_outline
from partnercli.documents.partners import alphabetical
from partnercli.documents.progress import standing_outlines
from partnercli.documents.public import public_note
from partnercli.documents.record_words import RecordWords
from partnercli.documents.report.rows import Report, heading_of
from partnercli.documents.report.sources import RecordSources, fact_sources
from partnercli.records.config import Config
from partnercli.records.document import Release
from partnercli.records.exercise import Exercise


@dataclass(frozen=True, slots=True)
class PublicPartner:
    """A partner as the public may know it."""

    name: str
    """Its name."""
    phrase: str
    """Who supports it, in words: the phrase, or the Presidency where so few do that they could be told."""


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A step of an outline as the public may know it."""

    instrument: str
    """The instrument, by its name."""
    timing: str
    """When, in words."""


@dataclass(frozen=True, slots=True)
class PublicOutlineRow:
    """The outline of one partner."""

    name: str
    """The name of the partner."""
    steps: tuple[PublicStep, ...]
    """Its steps, in order."""
    contributions: tuple[str, ...]
    """The Member States that were released as contributing."""


@dataclass(frozen=True, slots=True)
class PublicReport(Report):
    """All that the public reads of a released document."""

    number: str
    """Its number as printed."""
    date: str
    """Its day."""
    subject: str
    """Its subject."""
    partners: tuple[PublicPartner, ...]
    """The partners, in the alphabetical order of their names."""
    outlines: tuple[PublicOutlineRow, ...]
    """Their outlines."""
    designations: tuple[str, ...]
    """The footnotes of countries' names, where they have one."""
    sources: tuple[RecordSources, ...]
    """Where facts can be checked."""


def public_report(exercise: Exercise, config: Config, on: date) -> PublicReport:
    """What the public may read of the current document: what its public NOTE and its outlines say.

    Raises WrittenByOthers, NotReleased, or MissingRecord.
    """
    record = released_document(exercise, Paper(on))
    tally = tally_at(exercise, record.reports(config))
    keys = dict.fromkeys(listed_partners(exercise, record, Audience.PUBLIC, tally))
    words = RecordWords(exercise, ENGLISH)
    partners = alphabetical(words, keys, record.date)
    note = public_note(words, config, record, tally, partners)
    names = [name for name, _ in note.rows]
    title = ENGLISH.header.summary.format(number=note.number)
    return PublicReport(
        heading=heading_of(exercise, Audience.PUBLIC, title, on, None),
        number=note.number,
        date=record.date.isoformat(),
        subject=" ".join(record.subject),
        partners=tuple(PublicPartner(name, phrase) for name, phrase in note.rows),
        outlines=tuple(_outlines(exercise, dict(zip(partners, names, strict=True)), on, released(record))),
        designations=note.designations,
        sources=tuple(fact_sources(exercise, partners, _instruments(exercise, partners), on)),
    )


def _outlines(
    exercise: Exercise, partners: Mapping[str, str], on: date, release: Release
) -> Iterator[PublicOutlineRow]:
    """The outlines of the partners on the list (their names as printed, by id), in its order."""
    outlines = dict(standing_outlines(exercise))
    for key, name in partners.items():
        if key in outlines:
            told = public_outline(exercise, outlines[key], on, release)
            yield PublicOutlineRow(name, tuple(_steps(told.timeline)), told.contributions)


def _steps(timeline: Table | None) -> Iterator[PublicStep]:
    for instrument, timing in timeline.rows if timeline else ():
        yield PublicStep(plain_runs(instrument), plain_runs(timing))


def _instruments(exercise: Exercise, partners: list[str]) -> list[str]:
    """The instruments that the outlines shown use."""
    outlines = dict(standing_outlines(exercise))
    shown = [outlines[key] for key in partners if key in outlines]
    return sorted(
        {step.instrument for outline in shown for step in outline.steps if step.status != "dropped"}
    )
