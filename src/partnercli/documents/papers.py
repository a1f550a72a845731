"""The papers that can be written: each from its records, for one audience, through its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partnercli.documents.audience import Audience
from partnercli.documents.blocks import Document as Written
from partnercli.documents.blocks import Header
from partnercli.documents.cover_note import COVER_NOTE, CoverNote
from partnercli.documents.handling import NotReleased, marking_for, readers, released
from partnercli.documents.header import header, paper_header, summary_header
from partnercli.documents.note import note_context
from partnercli.documents.partners import listed_partners, printed_names
from partnercli.documents.templates import WRITES, render_template
from partnercli.records.config import Config
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.tally.counts import count
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table

PUBLIC_NOTE = "public-note.md.j2"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper other than the NOTE is written as of, and under which header.

    `day` is its day of record. `document` is the id of the Council document it is; without one it has no number.
    """

    day: date
    document: str | None = None


class NoPublicVersion(Exception):
    """This kind of paper names delegations and what they wrote, so that the public can have none of it."""


Templates = Mapping[str, str]
"""The repository's own templates, text by file name; they come before the package's."""


def write_note(exercise: Exercise, key: str, wanted: Audience, templates: Templates) -> Written:
    """The NOTE of a document by its id, or whatever its own template makes of it.

    Raises NotReleased, TemplateProblem, or KeyError where the document, its meeting or a partner has no record.
    """
    document, config = exercise.documents[key], _config(exercise)
    audience = readers(document, config, wanted)
    name, context = _note(exercise, config, document, audience)
    if name not in templates and name not in WRITES and audience is Audience.PUBLIC:
        name = PUBLIC_NOTE  # a template without a sister for the public
    return _written(_council_header(exercise, document, audience), name, context, templates)


def _note(exercise: Exercise, config: Config, document: Document, audience: Audience) -> tuple[str, object]:
    """Which template makes a document, and what it sees."""
    name = document.written_with
    if name == COVER_NOTE:
        enclosed = audience is not Audience.PUBLIC or document.marking is Marking.PUBLIC
        return _sister(name, audience), CoverNote.of(document, enclosed=enclosed)
    tally = _tally(exercise, document.reports(config))
    if audience is Audience.PUBLIC:
        from partnercli.documents.public import public_note

        return _sister(name, audience), public_note(exercise, config, document, tally)
    partners = listed_partners(exercise, document, tally)
    context = note_context(exercise, config, document, tally, partners)
    if audience is Audience.DELEGATIONS:
        return _sister(name, audience), context
    from partnercli.documents.presidency import presidency_note

    return "presidency.md.j2", presidency_note(exercise, tally, context, document, partners)


def _sister(name: str, audience: Audience) -> str:
    """The file name of a template, or of the one for the public beside it."""
    return f"{'public-' if audience is Audience.PUBLIC else ''}{name}.md.j2"


def _written(head: Header, name: str, context: object, templates: Templates) -> Written:
    return Written(head, *render_template(name, context, templates), name)


def write_outline(
    exercise: Exercise, country: str, paper: Paper, wanted: Audience, templates: Templates
) -> Written:
    """The indicative outline of a country, by its id.

    Raises NotReleased, TemplateProblem, or KeyError where there is no such outline, document or country.
    """
    from partnercli.documents.outline import outline_context, presidency_outline, public_outline

    outline, audience = exercise.outlines[country], _audience(exercise, paper, wanted)
    name = "outline.md.j2"
    context: object
    match audience:
        case Audience.PUBLIC:
            name = "public-outline.md.j2"
            document = _released(exercise, paper)
            if outline.country not in _listed(exercise, document):
                raise NotReleased(f"the outline for {exercise.countries[outline.country].name}")
            context = public_outline(exercise, outline, paper.day, released(document))
        case Audience.PRESIDENCY:
            context = presidency_outline(exercise, outline, paper.day, name)
            name = "presidency-outline.md.j2"
        case _:
            context = outline_context(exercise, outline, paper.day)
    subject = printed_names(exercise, [outline.country], paper.day)[0][outline.country]
    head = _header(exercise, paper, audience, "INDICATIVE OUTLINE", subject)
    return _written(head, name, context, templates)


def write_compilation(exercise: Exercise, paper: Paper, wanted: Audience, templates: Templates) -> Written:
    """What delegations sent in writing for the meeting that a document reports, else for the current one.

    Raises NoPublicVersion, TemplateProblem, or KeyError where there is no such document or meeting.
    """
    from partnercli.documents.compilation import compilation

    audience = _audience(exercise, paper, wanted, public=False)
    document, config = exercise.documents.get(paper.document or ""), _config(exercise)
    meeting = (document.reports(config) if document else config.current_meeting) or ""
    context = compilation(exercise, meeting, paper.day)
    subject = f"Replies and contributions of delegations: {context.meeting} of {context.meeting_date}"
    head = _header(exercise, paper, audience, "COMPILATION", subject)
    return _written(head, "compilation.md.j2", context, templates)


def write_progress(exercise: Exercise, paper: Paper, wanted: Audience, templates: Templates) -> Written:
    """How far the outlines have come.

    Raises NotReleased, TemplateProblem, or KeyError where there is no such document, meeting or country.
    """
    from partnercli.documents.progress import progress, public_progress

    audience = _audience(exercise, paper, wanted)
    public = audience is Audience.PUBLIC
    document = _released(exercise, paper) if public else _document(exercise, paper)
    partners = _listed(exercise, document) if document else ()
    context = (public_progress if public else progress)(exercise, partners, paper.day)
    name = "public-progress.md.j2" if public else "progress.md.j2"
    head = _header(exercise, paper, audience, "PROGRESS REPORT", "Implementation of the indicative outlines")
    return _written(head, name, context, templates)


def _listed(exercise: Exercise, document: Document) -> tuple[str, ...]:
    """The partners of a document: the list as decided, else the priorities."""
    if document.partners is not None:
        return tuple(partner.country for partner in document.partners)
    return listed_partners(exercise, document, _tally(exercise, document.reports(_config(exercise))))


def _document(exercise: Exercise, paper: Paper) -> Document | None:
    """The document that a paper is, else the current one; None where there is none."""
    return exercise.documents.get(paper.document or _config(exercise).current_document or "")


def _audience(exercise: Exercise, paper: Paper, wanted: Audience, *, public: bool = True) -> Audience:
    """For whom a paper is written; `public` says whether there is a public version of its kind at all."""
    document = exercise.documents[paper.document] if paper.document else None
    audience = readers(document, _config(exercise), wanted) if document else wanted
    if audience is Audience.PUBLIC and not public:
        raise NoPublicVersion
    return audience


def _released(exercise: Exercise, paper: Paper) -> Document:
    """The document whose release lets the public have a paper: its own, else the current one; raises NotReleased."""
    document = _document(exercise, paper)
    if document is None:
        raise NotReleased("this paper")
    released(document)
    return document


def _header(exercise: Exercise, paper: Paper, audience: Audience, kind: str, subject: str) -> Header:
    """A paper's header: that of its document where it has one."""
    if paper.document:
        return _council_header(exercise, exercise.documents[paper.document], audience)
    if audience is Audience.PUBLIC:
        _released(exercise, paper)
        kind = f"PUBLIC SUMMARY OF THE {kind}"
    marking, illustrative = marking_for(audience), any_illustrative(exercise)
    return paper_header(kind, subject, paper.day, marking, audience, illustrative=illustrative)


def _council_header(exercise: Exercise, document: Document, audience: Audience) -> Header:
    """A Council document's header; that of a summary where the public reads of one that is LIMITE."""
    illustrative = any_illustrative(exercise)
    if audience is Audience.PUBLIC and document.marking is not Marking.PUBLIC:
        return summary_header(document, illustrative=illustrative)
    return header(document, marking_for(audience), audience, illustrative=illustrative)


def any_illustrative(exercise: Exercise) -> bool:
    """Whether any position read is not a real one: then nothing made here may pass for a Council document."""
    return any(position.illustrative for _, _, position in exercise.all_positions)


def _tally(exercise: Exercise, meeting: str | None) -> Tally:
    return count(stance_table(exercise, meeting or ""), exercise)


def _config(exercise: Exercise) -> Config:
    if exercise.config is None:
        raise KeyError("partner.yaml")
    return exercise.config
