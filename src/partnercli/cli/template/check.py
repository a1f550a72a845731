"""`partner template check`: every paper that the data can give, for every audience, tried in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product
from typing import NamedTuple

from partnercli.cli.progress import Progress
from partnercli.documents.audience import Audience
from partnercli.documents.format_problem import FormatProblem
from partnercli.documents.formats import Format, Look, written
from partnercli.documents.grounds import (
    MissingRecord,
    NoPublicVersion,
    NotInLanguage,
    Paper,
    WrittenByOthers,
)
from partnercli.documents.handling import NotReleased
from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.known import LANGUAGES
from partnercli.documents.language.language import Language
from partnercli.documents.papers import (
    Written,
    write_briefing,
    write_compilation,
    write_handover,
    write_note,
    write_outline,
    write_progress,
)
from partnercli.documents.record_words import Untranslated
from partnercli.documents.templates import (
    TemplateProblem,
    empty_sections,
    package_templates,
    template_file,
)
from partnercli.library.own_files import STYLES
from partnercli.records.document import Document as CouncilDocument
from partnercli.records.document import Release
from partnercli.records.exercise import Exercise
from partnercli.repository.kinds import TEMPLATES


class Found(NamedTuple):
    """What is wrong with a template: where, what, and what to do."""

    place: str
    message: str
    hint: str


Trial = Callable[[Audience, Mapping[str, str]], Written]


class Checked(NamedTuple):
    """What is wrong with the templates in force, each once, and the own ones that could only be read.

    For those the data have no paper: whether they fill in well is not known.
    """

    found: list[Found]
    only_read: list[str]


def checked(
    exercise: Exercise, own: Mapping[str, str], look: Look, today: date, progress: Progress
) -> Checked:
    """Try the templates in force on all papers that the data give, for every audience; the Word styles included."""
    exercise = replace(exercise, documents={key: _open(one) for key, one in exercise.documents.items()})
    papers: list[Written] = []
    trials = progress.each("Trying the templates", list(product(_trials(exercise, own, today), Audience)))
    found = [one for trial, audience in trials for one in _tried(trial, audience, own, papers)]
    found += _of_styles(papers, look)
    found += (one for name in own for one in _misread(name, own))
    found += _unused(exercise, own)
    tried = {paper.template for paper in papers}
    included = " ".join(own.get(name, "") for name in tried)
    return Checked(
        list(dict.fromkeys(found)), [name for name in own if name not in tried and name not in included]
    )


def _of_styles(papers: list[Written], look: Look) -> Iterator[Found]:
    """What is wrong with the repository's own Word styles."""
    if look.styles is None or not papers:
        return
    try:
        written(papers[0].document, Format.DOCX, look)
    except FormatProblem as problem:
        yield Found(STYLES, problem.message, problem.hint)


def _misread(name: str, own: Mapping[str, str]) -> Iterator[Found]:
    from partnercli.documents.rendering import check_grammar

    try:
        check_grammar(name, own)
    except TemplateProblem as problem:
        line = f":{problem.line}" if problem.line else ""
        yield Found(f"{TEMPLATES}/{problem.template}{line}", problem.message, problem.hint)


def _open(document: CouncilDocument) -> CouncilDocument:
    """The document as if it had been released, so that its public version can be tried; nothing of it is kept."""
    if document.release is not None:
        return document
    return document.model_copy(
        update={"release": Release.model_validate({"by": "check", "on": document.date})}
    )


def _trials(exercise: Exercise, own: Mapping[str, str], today: date) -> Iterator[Trial]:
    """One for each paper: documents, outlines, and each of the others.

    A document is tried in its own language, and in each other that its template is there in.
    """
    paper = Paper(max((document.date for document in exercise.documents.values()), default=today))
    there = {*package_templates(), *own}
    for language in _languages(exercise, own):
        in_it = {"language": language.code}
        written = {key: one.model_copy(update=in_it) for key, one in exercise.documents.items()}
        translated = replace(exercise, documents=written)
        for key, document in exercise.documents.items():
            template = template_file(document.written_with, language)
            if document.language == language.code or template in there:
                yield partial(write_note, translated, key)
    yield from (partial(write_outline, exercise, country, paper) for country in exercise.outlines)
    yield partial(write_compilation, exercise, paper)
    yield partial(write_progress, exercise, paper)
    yield _for_presidency(partial(write_briefing, exercise, paper, None))
    yield _for_presidency(partial(write_handover, exercise, paper))


def _languages(exercise: Exercise, own: Mapping[str, str]) -> list[Language]:
    """English, and each language that a document is in or that the repository has a template for."""
    meant = {document.language for document in exercise.documents.values()}
    return [
        language
        for language in LANGUAGES.values()
        if language is ENGLISH
        or language.code in meant
        or any(name.endswith(template_file("", language)) for name in own)
    ]


def _for_presidency(write: Callable[[Mapping[str, str]], Written]) -> Trial:
    """A paper that nobody but the Presidency reads."""

    def trial(audience: Audience, own: Mapping[str, str]) -> Written:
        if audience is not Audience.PRESIDENCY:
            raise NoPublicVersion
        return write(own)

    return trial


def _tried(
    trial: Trial, audience: Audience, own: Mapping[str, str], papers: list[Written]
) -> Iterator[Found]:
    try:
        paper = trial(audience, own)
    except TemplateProblem as problem:
        line = f":{problem.line}" if problem.line else ""
        yield Found(f"{TEMPLATES}/{problem.template}{line}", problem.message, problem.hint)
    except (NoPublicVersion, NotReleased, NotInLanguage, MissingRecord, Untranslated, WrittenByOthers):
        return  # the data at hand do not give this paper: nothing to hold against a template
    else:
        papers.append(paper)
        for heading in empty_sections(paper.document.blocks):
            said = f'nothing stands under the heading "{heading}"'
            yield Found(f"{TEMPLATES}/{paper.template}", said, "fill it, or take it out")


def _unused(exercise: Exercise, own: Mapping[str, str]) -> Iterator[Found]:
    """Own templates that no document names, no paper is written with and no other template includes."""
    named = [document.written_with for document in exercise.documents.values()]
    used = {
        *package_templates(),
        *(
            template_file(f"{before}{name}", language)
            for name in named
            for before in ("", "public-")
            for language in LANGUAGES.values()
        ),
    }
    texts = " ".join(own.values())
    for name in own:
        if name not in used and name not in texts:
            yield Found(
                f"{TEMPLATES}/{name}", "nothing uses this template", "name it in a document, or remove it"
            )
