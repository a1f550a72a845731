"""The papers that can be asked for: what of a repository each is made from, and how it is drafted from that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from partnercli.documents.audience import Audience
from partnercli.documents.blocks import Document as Blocks
from partnercli.documents.grounds import (
    MissingRecord,
    NoPublicVersion,
    NotInLanguage,
    Paper,
    WrittenByOthers,
)
from partnercli.documents.handling import NotReleased, readers
from partnercli.documents.header import read_as_english
from partnercli.documents.language.known import LANGUAGES
from partnercli.documents.papers import (
    Written,
    write_briefing,
    write_compilation,
    write_handover,
    write_note,
    write_outline,
    write_progress,
)
from partnercli.documents.provenance import (
    Inputs,
    briefing_inputs,
    compilation_inputs,
    handover_inputs,
    note_inputs,
    outline_inputs,
    progress_inputs,
)
from partnercli.documents.record_words import Untranslated
from partnercli.documents.templates import TemplateProblem, empty_sections
from partnercli.documents.words import listed
from partnercli.library.lookup import document_id, find_document, find_meeting, find_outline
from partnercli.library.problems import Usage
from partnercli.library.refusals import refusal, template_refusal
from partnercli.records.document import Document, previous_document
from partnercli.records.exercise import Exercise
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

FOR_PRESIDENCY = ("support", "matrix")
"""Annexes that name who said what: whatever a document lists, the Presidency's version has both, and no other any."""


class Draft(NamedTuple):
    """A finished paper, the name of its files without ending, its document's id, and what can be told of its inputs.

    `warnings` and `left_out` say in words what whoever asked for it should know: what may not be as it was meant, and
    what these readers do not get.
    """

    stem: str
    paper: Written
    document: str | None
    inputs: Callable[[], Inputs]
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


Writer = Callable[[Loaded, Mapping[str, str], str | None], Draft]
"""Finds what is to be written, in what was loaded, and writes it by the repository's own templates.

The last argument names the document, by its id; where it is None, who asked for the paper decides.
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A paper that is asked for: how it is written, and for whom.

    `document` is the id named, `current` whether the current one stands in. `everything`: the paper is made from all
    records, not from those of its document alone.
    """

    write: Writer
    audience: Audience
    document: str | None = None
    current: bool = False
    everything: bool = False

    @property
    def scope(self) -> Scope:
        """What is read for it."""
        return Scope.everything() if self.everything else Scope.of_document(self.document)

    def readers(self, exercise: Exercise) -> Audience:
        """For whom it will be written, as far as can be told before it is."""
        config = exercise.config
        current = config.current_document if config and self.current else None
        document = exercise.documents.get(self.document or current or "")
        if config is None or document is None:
            return self.audience
        try:
            return readers(document, config, self.audience)
        except NotReleased:
            return Audience.PUBLIC

    def drafted(self, loaded: Loaded, templates: Mapping[str, str], document: str | None = None) -> Draft:
        """The paper, of the document with this id where one is named; raises a Problem."""
        try:
            return self.write(loaded, templates, document)
        except TemplateProblem as problem:
            raise template_refusal(problem) from problem
        except (
            MissingRecord,
            NotReleased,
            NotInLanguage,
            Untranslated,
            WrittenByOthers,
            NoPublicVersion,
        ) as problem:
            raise refusal(problem, loaded) from problem


class Day(NamedTuple):
    """The day of record of a paper: `on` where it is named, else its document's, else what `otherwise` gives.

    Nobody but a terminal knows the day: without `otherwise`, a paper without a document has to name its own.
    """

    on: date | None = None
    otherwise: Callable[[], date] | None = None

    def or_today(self, own: date | None = None) -> date:
        """The day named, else the paper's `own`, else today; raises Usage where there is none of them."""
        if day := self.on or own:
            return day.date() if isinstance(day, datetime) else day  # a day as well, by its type
        if self.otherwise is None:
            raise Usage("this paper has no day of record of its own", "name the day that it is written on")
        return self.otherwise()


def note(audience: Audience, document: str | None) -> Job:
    """The NOTE of a document, the current one if None is named."""

    def write(loaded: Loaded, templates: Mapping[str, str], named: str | None) -> Draft:
        exercise = loaded.exercise
        key = find_document(exercise, named or document)
        record = exercise.documents[key]
        made = write_note(exercise, key, audience, templates)
        draft = Draft(key, made, key, partial(note_inputs, exercise, key), _left_in_english(record))
        if audience is Audience.PUBLIC:
            return draft
        return draft._replace(
            warnings=(*draft.warnings, *_what_it_reports(exercise, key)),
            left_out=_left_out(exercise, audience, record),
        )

    return Job(write, audience, document and document_id(document), current=True)


def outline(audience: Audience, country: str, document: str | None, day: Day) -> Job:
    """The indicative outline of a country; as of the day of its document, else of that of the current one."""

    def write(loaded: Loaded, templates: Mapping[str, str], named: str | None) -> Draft:
        exercise = loaded.exercise
        key = find_outline(exercise, country)
        current = exercise.current_document
        paper = _paper(exercise, named or document, day, current)
        made = write_outline(exercise, key, paper, audience, templates)
        inputs = partial(outline_inputs, exercise, key, paper)
        return Draft(f"outline-{key}", made, paper.document, inputs)

    return Job(write, audience, document and document_id(document))


def compilation(audience: Audience, document: str | None, day: Day) -> Job:
    """What delegations sent in writing for the meeting that a document reports, the current one if None is named."""

    def write(loaded: Loaded, templates: Mapping[str, str], named: str | None) -> Draft:
        paper = _paper(loaded.exercise, named or document, day)
        made = write_compilation(loaded.exercise, paper, audience, templates)
        inputs = partial(compilation_inputs, loaded.exercise, paper)
        return Draft(_stem("compilation", paper), made, paper.document, inputs)

    return Job(write, audience, document and document_id(document))


def progress(audience: Audience, document: str | None, day: Day) -> Job:
    """How far the outlines have come."""

    def write(loaded: Loaded, templates: Mapping[str, str], named: str | None) -> Draft:
        paper = _paper(loaded.exercise, named or document, day)
        made = write_progress(loaded.exercise, paper, audience, templates)
        inputs = partial(progress_inputs, loaded.exercise, paper)
        return Draft(_stem("progress", paper), made, paper.document, inputs)

    return Job(write, audience, document and document_id(document))


def briefing(document: str | None, meeting: str | None, day: Day) -> Job:
    """The Chair's steering note for a meeting, the next one if None is named; for the Presidency alone."""

    def write(loaded: Loaded, templates: Mapping[str, str], named: str | None) -> Draft:
        exercise = loaded.exercise
        about = find_document(exercise, named or document) if named or document else None
        paper = Paper(day.or_today(), about)
        ahead = find_meeting(loaded, meeting) if meeting is not None else None
        made = write_briefing(exercise, paper, ahead, templates)
        inputs = partial(briefing_inputs, exercise, paper, ahead)
        return Draft(_stem("briefing", paper), made, paper.document, inputs)

    return Job(write, Audience.PRESIDENCY, document and document_id(document), everything=True)


def handover(day: Day) -> Job:
    """What the next Presidency takes over; for the two of them alone."""

    def write(loaded: Loaded, templates: Mapping[str, str], _named: str | None) -> Draft:
        made = write_handover(loaded.exercise, Paper(day.or_today()), templates)
        return Draft("handover", made, None, partial(handover_inputs, loaded.exercise))

    return Job(write, Audience.PRESIDENCY, everything=True)


def unfilled(document: Blocks) -> tuple[str, ...]:
    """What of a finished paper stands empty, in words."""
    return tuple(
        f'nothing stands under the heading "{heading}"' for heading in empty_sections(document.blocks)
    )


def _paper(exercise: Exercise, document: str | None, day: Day, dated_by: str | None = None) -> Paper:
    """A paper's header and day: that given, else that of the document named, or of `dated_by`, else today."""
    key = find_document(exercise, document) if document else None
    dating = exercise.documents.get(key or dated_by or "")
    return Paper(day.or_today(dating.date if dating else None), key)


def _stem(word: str, paper: Paper) -> str:
    """The name of a paper's files: never that of its document's NOTE, which it would replace."""
    return f"{paper.document}-{word}" if paper.document else word


def _what_it_reports(exercise: Exercise, key: str) -> tuple[str, ...]:
    """A document that names no meeting is written of the current one, which may not be its own."""
    document, current = exercise.documents[key], exercise.current_document
    if (
        document.by_others
        or document.meeting is not None
        or key == current
        or document.written_with != "note"
    ):
        return ()
    meeting = document.reports(exercise.config)
    return (
        f"{document.full_number} names neither meeting nor template: it is written of {meeting or 'none'}",
    )


def _left_in_english(document: Document) -> tuple[str, ...]:
    """Texts of a document in another language that seem to have been left as they were."""
    language = LANGUAGES[document.language]
    fields = listed(read_as_english(document, language))
    said = f"{document.full_number} is in {language.name}; printed as recorded, and English by its looks: {fields}"
    return (said,) if fields else ()


def _left_out(exercise: Exercise, audience: Audience, document: Document) -> tuple[str, ...]:
    """Annexes that the document lists and that these readers do not get."""
    said = []
    if document.looks_back and previous_document(document, exercise.documents) is None:
        said.append("drift, as no earlier document that it cites is here: name one under previous_documents")
    held_back = [one for one in document.annexes if one in FOR_PRESIDENCY]
    if held_back and audience is Audience.DELEGATIONS:
        said.append(
            f"{listed(held_back)}, for the Presidency's eyes only: write it with --audience presidency"
        )
    return tuple(said)
