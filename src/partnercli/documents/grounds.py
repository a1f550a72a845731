"""What a paper rests on: its document, its readers, its meeting and its partners, or what is missing of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from partnercli.documents.audience import Audience
from partnercli.documents.handling import readers, released
from partnercli.documents.language.known import LANGUAGES
from partnercli.documents.language.language import Language
from partnercli.documents.partners import priority_partners
from partnercli.records.config import Config
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.translations import RECORDED
from partnercli.tally.counts import count
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table

if TYPE_CHECKING:
    from partnercli.documents.briefing import Item

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper other than the NOTE is written as of, and under which header.

    `day` is its day of record. `document` is the id of the Council document it is; without one it has no number.
    """

    day: date
    document: str | None = None


class MissingRecord(Exception):
    """A record that a paper needs and that is not there; `key` is empty where nothing even names one."""

    def __init__(self, kind: Kind, key: str) -> None:
        super().__init__(f"there is no {kind} {key}")
        self.kind = kind
        self.key = key


class WrittenByOthers(Exception):
    """Nothing is written under the number of a document that others wrote."""

    def __init__(self, document: Document) -> None:
        super().__init__(f"{document.full_number} was written by others")
        self.document = document


class NotInLanguage(Exception):
    """A document's language is not one of documents, or this paper of it is not written in that language.

    `paper` names the paper; it is empty where nothing is written in that language at all.
    """

    def __init__(self, document: Document, paper: str = "") -> None:
        super().__init__(f"{document.full_number} cannot be written in {document.language}")
        self.document = document
        self.paper = paper


class NoPublicVersion(Exception):
    """This kind of paper names delegations and what they wrote, so that the public can have none of it."""


def settings_of(exercise: Exercise) -> Config:
    """The settings of the repository; raises MissingRecord."""
    if exercise.config is None:
        raise MissingRecord(Kind.CONFIG, "")
    return exercise.config


def found(records: Mapping[str, R], kind: Kind, key: str) -> R:
    """The record of a kind by its id; raises MissingRecord."""
    if key not in records:
        raise MissingRecord(kind, key)
    return records[key]


def own_document(exercise: Exercise, key: str) -> Document:
    """A document by its id under whose number something may be written; raises MissingRecord or WrittenByOthers."""
    document = found(exercise.documents, Kind.DOCUMENT, key)
    if document.by_others:
        raise WrittenByOthers(document)
    return document


def language_of(document: Document, audience: Audience) -> Language:
    """The language of a NOTE or cover note for its readers; raises NotInLanguage.

    What the Presidency alone reads is written in English.
    """
    language = LANGUAGES.get(document.language)
    if language is None:
        raise NotInLanguage(document)
    if audience is Audience.PRESIDENCY and document.language != RECORDED and document.kind != "cover-note":
        raise NotInLanguage(document, "the version with who said what")
    return language


def document_of(exercise: Exercise, paper: Paper) -> Document | None:
    """The document that a paper is, else the current one; None where there is none."""
    return exercise.documents.get(paper.document or settings_of(exercise).current_document or "")


def reported_meeting(document: Document | None, config: Config) -> str | None:
    """The meeting whose positions are read beside a document, by its id: the one it reports, else the current one."""
    return (document and document.reports(config)) or config.current_meeting


def tally_at(exercise: Exercise, meeting: str | None) -> Tally:
    """What was said at a meeting, by its id; raises MissingRecord."""
    found(exercise.meetings, Kind.MEETING, meeting or "")
    if not exercise.delegations:
        raise MissingRecord(Kind.DELEGATIONS, "")
    return count(stance_table(exercise, meeting or ""), exercise)


def audience_of(exercise: Exercise, paper: Paper, wanted: Audience, *, public: bool = True) -> Audience:
    """For whom a paper is written; `public` says whether there is a public version of its kind at all."""
    document = own_document(exercise, paper.document) if paper.document else None
    if document and document.language != RECORDED:
        raise NotInLanguage(document, "this paper" if document.language in LANGUAGES else "")
    audience = readers(document, settings_of(exercise), wanted) if document else wanted
    if audience is Audience.PUBLIC and not public:
        raise NoPublicVersion
    return audience


def released_document(exercise: Exercise, paper: Paper) -> Document:
    """The document whose release lets the public have a paper: its own, else the current one.

    Raises NotReleased; or WrittenByOthers, as what others released opens no paper of ours; or MissingRecord.
    """
    document = document_of(exercise, paper)
    if document is None:
        raise MissingRecord(Kind.DOCUMENT, "")
    if document.by_others:
        raise WrittenByOthers(document)
    released(document)
    return document


def listed_partners(
    exercise: Exercise, document: Document, audience: Audience, tally: Tally | None = None
) -> tuple[str, ...]:
    """The partners of a document: the list as decided, else the priorities; raises MissingRecord.

    Of an undecided list the public learns no more than the phrases say; a cover note has no partners.
    """
    if document.partners is not None:
        partners = tuple(partner.country for partner in document.partners)
    elif document.kind == "cover-note":
        partners = ()
    else:
        config = settings_of(exercise)
        tally = tally or tally_at(exercise, reported_meeting(document, config))
        if audience is Audience.PUBLIC:
            from partnercli.documents.public import sure_partners

            partners = sure_partners(config, tally)
        else:
            partners = priority_partners(exercise, tally)
    for key in partners:
        found(exercise.countries, Kind.COUNTRY, key)
    return partners


def compiled_meeting(exercise: Exercise, paper: Paper) -> str:
    """The meeting for which a compilation is made, by its id; raises MissingRecord."""
    document, config = document_of(exercise, paper), settings_of(exercise)
    meeting = reported_meeting(document, config)
    found(exercise.meetings, Kind.MEETING, meeting or "")
    return meeting or ""


def briefed(exercise: Exercise, paper: Paper, ahead: str | None) -> Item:
    """What a steering note is about, and whose positions it reads; `ahead` is the meeting named, if one is."""
    from partnercli.documents.briefing import Item, next_meeting, reported_for

    document, config = document_of(exercise, paper), settings_of(exercise)
    reported = reported_meeting(document, config)
    ahead = ahead or next_meeting(exercise, paper.day)
    key = (paper.document or config.current_document) if document else None
    return Item(paper.day, key, ahead, reported_for(exercise, ahead, reported or ""))
