"""`partner template check`: every paper that the data can give, for every audience, tried in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from partnercli.cli.own_templates import STYLES, TEMPLATES
from partnercli.documents.audience import Audience
from partnercli.documents.blocks import Document
from partnercli.documents.formats import Format, FormatProblem, Look, written
from partnercli.documents.handling import NotReleased
from partnercli.documents.papers import (
    MissingRecord,
    NoPublicVersion,
    Paper,
    Written,
    write_compilation,
    write_note,
    write_outline,
    write_progress,
)
from partnercli.documents.templates import ENDING, TemplateProblem, empty_sections, package_templates
from partnercli.records.document import Document as CouncilDocument
from partnercli.records.document import Release
from partnercli.records.exercise import Exercise


class Found(NamedTuple):
    """What is wrong with a template: where, what, and what to do."""

    place: str
    message: str
    hint: str


Trial = Callable[[Audience, Mapping[str, str]], Written]


def problems(exercise: Exercise, own: Mapping[str, str], look: Look, today: date) -> Iterator[Found]:
    """All that is wrong with the templates in force, each once; the Word styles included."""
    exercise = replace(exercise, documents={key: _open(one) for key, one in exercise.documents.items()})
    seen: set[Found] = set()
    papers: list[Document] = []
    for trial in _trials(exercise, today):
        for audience in Audience:
            for found in _tried(trial, audience, own, papers):
                if found not in seen:
                    seen.add(found)
                    yield found
    if look.styles is not None and papers:
        try:
            written(papers[0], Format.DOCX, look)
        except FormatProblem as problem:
            yield Found(STYLES, problem.message, problem.hint)
    yield from _unused(exercise, own)


def _open(document: CouncilDocument) -> CouncilDocument:
    """The document as if it had been released, so that its public version can be tried; nothing of it is kept."""
    if document.release is not None:
        return document
    return document.model_copy(
        update={"release": Release.model_validate({"by": "check", "on": document.date})}
    )


def _trials(exercise: Exercise, today: date) -> Iterator[Trial]:
    """One for each paper: every document, every outline, the compilation and the progress report."""
    paper = Paper(max((document.date for document in exercise.documents.values()), default=today))
    yield from (partial(write_note, exercise, key) for key in exercise.documents)
    yield from (partial(write_outline, exercise, country, paper) for country in exercise.outlines)
    yield partial(write_compilation, exercise, paper)
    yield partial(write_progress, exercise, paper)


def _tried(
    trial: Trial, audience: Audience, own: Mapping[str, str], papers: list[Document]
) -> Iterator[Found]:
    try:
        paper = trial(audience, own)
    except TemplateProblem as problem:
        line = f":{problem.line}" if problem.line else ""
        yield Found(f"{TEMPLATES}/{problem.template}{line}", problem.message, problem.hint)
    except (NoPublicVersion, NotReleased, MissingRecord):
        return  # the data at hand do not give this paper: nothing to hold against a template
    else:
        papers.append(paper.document)
        for heading in empty_sections(paper.document.blocks):
            said = f'nothing stands under the heading "{heading}"'
            yield Found(f"{TEMPLATES}/{paper.template}", said, "fill it, or take it out")


def _unused(exercise: Exercise, own: Mapping[str, str]) -> Iterator[Found]:
    """Own templates that no document names, no paper is written with and no other template includes."""
    named = [document.written_with for document in exercise.documents.values()]
    used = {
        *package_templates(),
        *(f"{before}{name}{ENDING}" for name in named for before in ("", "public-")),
    }
    texts = " ".join(own.values())
    for name in own:
        if name not in used and name not in texts:
            yield Found(
                f"{TEMPLATES}/{name}", "nothing uses this template", "name it in a document, or remove it"
            )
