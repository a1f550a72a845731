"""The papers that can be written: each from its records, for one audience, through its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from partnercli.documents import paper_words
from partnercli.documents.audience import Audience
from partnercli.documents.blocks import Document as Blocks
from partnercli.documents.blocks import Header, Origins
from partnercli.documents.cover_note import CoverNote
from partnercli.documents.drift import LookBack
from partnercli.documents.grounds import (
    Paper,
    audience_of,
    briefed,
    compiled_meeting,
    document_of,
    found,
    language_of,
    listed_partners,
    own_document,
    released_document,
    settings_of,
    tally_at,
)
from partnercli.documents.handling import NotReleased, marking_for, readers, released
from partnercli.documents.header import header, paper_header, summary_header
from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.language import Language
from partnercli.documents.note import note_context
from partnercli.documents.outline_words import WORKING_DRAFT
from partnercli.documents.partners import in_language, printed_names, priority_partners
from partnercli.documents.record_words import RecordWords
from partnercli.documents.templates import ENDING, WRITES, render_template, template_file
from partnercli.records.config import Config
from partnercli.records.document import Document, previous_document
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.tally.list_changes import ListDiff
from partnercli.tally.stances import stance_table


@dataclass(frozen=True, slots=True)
class Written:
    """A finished paper, for whom it was written in the end, its template, and what each block was filled from."""

    document: Blocks
    audience: Audience
    template: str
    origins: Origins


Templates = Mapping[str, str]
"""The repository's own templates, text by file name; they come before the package's."""


def write_note(exercise: Exercise, key: str, wanted: Audience, templates: Templates) -> Written:
    """The NOTE of a document by its id, or whatever its own template makes of it.

    It is in the document's language, as a whole: raises Untranslated where records lack words of it. Raises
    WrittenByOthers, NotReleased, NotInLanguage, TemplateProblem, or MissingRecord too.
    """
    document, config = own_document(exercise, key), settings_of(exercise)
    audience = readers(document, config, wanted)
    language = language_of(document, audience)
    words = RecordWords(exercise, language)
    name, context = _note(exercise, words, config, document, audience)
    words.require_all()
    if audience is Audience.PUBLIC and name not in templates and name not in WRITES:
        name = _file(document.usual_template, audience, language)  # one without a sister for the public
    head = _council_header(exercise, document, language, audience)
    return _written(head, audience, name, context, templates)


def _note(
    exercise: Exercise, words: RecordWords, config: Config, document: Document, audience: Audience
) -> tuple[str, object]:
    """Which template makes a document, and what it sees."""
    name = _file(document.written_with, audience, words.language)
    if document.kind == "cover-note":
        enclosed = audience is not Audience.PUBLIC or document.marking is Marking.PUBLIC
        return name, CoverNote.of(document, words.language, enclosed=enclosed)
    tally = tally_at(exercise, document.reports(config))
    partners = listed_partners(exercise, document, audience, tally)
    if document.partners is None and words.language is not ENGLISH:
        partners = in_language(exercise, words, partners, document.date)
    look = _look_back(exercise, config, document, audience, partners)
    if audience is Audience.PUBLIC:
        from partnercli.documents.public import public_note

        return name, public_note(words, config, document, tally, partners, look)
    context = note_context(exercise, words, config, document, tally, partners, look)
    if audience is Audience.DELEGATIONS:
        return name, context
    from partnercli.documents.presidency import presidency_note
    from partnercli.tally.robustness import robustness

    firm = robustness(stance_table(exercise, tally.meeting), exercise)
    return f"presidency{ENDING}", presidency_note(exercise, firm, context, document, partners, look)


def _look_back(
    exercise: Exercise, config: Config, document: Document, audience: Audience, partners: tuple[str, ...]
) -> LookBack | None:
    """What a document looks back to; None if it does not, if nothing is here, or if the public may not have it."""
    key = previous_document(document, exercise.documents) if document.looks_back else None
    if key is None:
        return None
    previous = exercise.documents[key]
    if audience is Audience.PUBLIC and previous.release is None:
        return None
    meeting = previous.reports(config)
    before = tally_at(exercise, meeting) if meeting in exercise.meetings else None
    listed = previous.partners is not None or (before is not None and previous.kind != "cover-note")
    then = listed_partners(exercise, previous, audience, before) if listed else None
    return LookBack(previous, ListDiff(then, partners), before)


def _file(name: str, audience: Audience, language: Language = ENGLISH) -> str:
    """The file name of a template, or of the one for the public beside it, in a language."""
    return template_file(f"public-{name}" if audience is Audience.PUBLIC else name, language)


def _written(head: Header, audience: Audience, name: str, context: object, templates: Templates) -> Written:
    blocks, origins = render_template(name, context, templates)
    return Written(Blocks(head, blocks), audience, name, origins)


def write_outline(
    exercise: Exercise, country: str, paper: Paper, wanted: Audience, templates: Templates
) -> Written:
    """The indicative outline of a country, by its id.

    Raises WrittenByOthers, NotReleased, TemplateProblem, or MissingRecord.
    """
    from partnercli.documents.outline import outline_context, presidency_outline, public_outline

    outline, audience = found(exercise.outlines, Kind.OUTLINE, country), audience_of(exercise, paper, wanted)
    partner = found(exercise.countries, Kind.COUNTRY, outline.country)
    name = f"outline{ENDING}"
    context: object
    match audience:
        case Audience.PUBLIC:
            document = released_document(exercise, paper)
            if outline.country not in listed_partners(exercise, document, audience):
                raise NotReleased(document, partner.name_on(paper.day))
            name, context = f"public-{name}", public_outline(exercise, outline, paper.day, released(document))
        case Audience.PRESIDENCY:
            context = presidency_outline(exercise, outline, paper.day, name)
            name = f"presidency-{name}"
        case Audience.DELEGATIONS:
            context = outline_context(exercise, outline, paper.day)
    names, _ = printed_names(exercise, [outline.country], paper.day)
    subject = paper_words.OUTLINE.subject.format(country=names[outline.country])
    kind = WORKING_DRAFT if outline.status == "draft" else paper_words.OUTLINE.kind
    head = _header(exercise, paper, audience, kind, subject)
    return _written(head, audience, name, context, templates)


def write_compilation(exercise: Exercise, paper: Paper, wanted: Audience, templates: Templates) -> Written:
    """What delegations sent in writing for the meeting that a document reports: the paper's, else the current one.

    Raises WrittenByOthers, NoPublicVersion, NotReleased, TemplateProblem, or MissingRecord.
    """
    from partnercli.documents.compilation import compilation

    audience = audience_of(exercise, paper, wanted, public=False)
    context = compilation(exercise, compiled_meeting(exercise, paper), paper.day)
    title = paper_words.COMPILATION
    subject = title.subject.format(meeting=context.meeting, date=context.meeting_date)
    head = _header(exercise, paper, audience, title.kind, subject)
    return _written(head, audience, f"compilation{ENDING}", context, templates)


def write_progress(exercise: Exercise, paper: Paper, wanted: Audience, templates: Templates) -> Written:
    """How far the outlines have come.

    Raises WrittenByOthers, NotReleased, TemplateProblem, or MissingRecord.
    """
    from partnercli.documents.progress import progress, public_progress

    audience = audience_of(exercise, paper, wanted)
    public = audience is Audience.PUBLIC
    document = released_document(exercise, paper) if public else document_of(exercise, paper)
    partners = listed_partners(exercise, document, audience) if document else ()
    context = (public_progress if public else progress)(exercise, partners, paper.day)
    head = _header(exercise, paper, audience, *paper_words.PROGRESS)
    return _written(head, audience, _file("progress", audience), context, templates)


def write_briefing(exercise: Exercise, paper: Paper, ahead: str | None, templates: Templates) -> Written:
    """The Chair's steering note for the meeting `ahead`, else for the next one; for the Presidency alone.

    `paper.document` is the document that it is about, else it is the current one: it never bears that one's header.
    Raises TemplateProblem or MissingRecord.
    """
    from partnercli.documents.briefing import briefing

    item = briefed(exercise, paper, ahead)
    tally, document = tally_at(exercise, item.reported), exercise.documents.get(item.document or "")
    partners = listed_partners(exercise, document, Audience.PRESIDENCY, tally) if document else None
    context = briefing(
        exercise,
        item,
        priority_partners(exercise, tally) if partners is None else partners,
        decided=document is not None and document.partners is not None,
    )
    title = paper_words.BRIEFING
    subject = title.subject.format(item=context.item)
    return _for_presidency(exercise, paper, title.kind, subject, "briefing", context, templates)


def write_handover(exercise: Exercise, paper: Paper, templates: Templates) -> Written:
    """What the Presidency hands over to the next one; for the two of them alone.

    Raises TemplateProblem or MissingRecord.
    """
    from partnercli.documents.handover import handover

    title = paper_words.HANDOVER
    subject = title.subject.format(exercise=settings_of(exercise).title)
    context = handover(exercise, paper.day)
    return _for_presidency(exercise, paper, title.kind, subject, "handover", context, templates)


def _for_presidency(
    exercise: Exercise,
    paper: Paper,
    kind: str,
    subject: str,
    name: str,
    context: object,
    templates: Templates,
) -> Written:
    """A paper without a number that nobody but the Presidency reads."""
    audience = Audience.PRESIDENCY
    head = _header(exercise, Paper(paper.day), audience, kind, subject)
    return _written(head, audience, f"{name}{ENDING}", context, templates)


def _header(exercise: Exercise, paper: Paper, audience: Audience, kind: str, subject: str) -> Header:
    """A paper's header: that of its document where it has one."""
    if paper.document:
        return _council_header(exercise, exercise.documents[paper.document], ENGLISH, audience)
    if audience is Audience.PUBLIC:
        kind = paper_words.PUBLIC_SUMMARY.format(kind=kind)
    marking, illustrative = marking_for(audience), exercise.any_illustrative
    return paper_header(kind, subject, paper.day, marking, audience, illustrative=illustrative)


def _council_header(exercise: Exercise, document: Document, language: Language, audience: Audience) -> Header:
    """A Council document's header; that of a summary where the public reads of one that is LIMITE."""
    illustrative = exercise.any_illustrative
    if audience is Audience.PUBLIC and document.marking is not Marking.PUBLIC:
        return summary_header(document, language, illustrative=illustrative)
    return header(document, language, marking_for(audience), audience, illustrative=illustrative)
