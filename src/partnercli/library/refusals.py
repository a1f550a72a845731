"""Why a paper cannot be written, in words for the user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from partnercli.documents.format_problem import FormatProblem
from partnercli.documents.formats import Format
from partnercli.documents.grounds import MissingRecord, NoPublicVersion, NotInLanguage, WrittenByOthers
from partnercli.documents.handling import NotReleased
from partnercli.documents.language.known import LANGUAGES
from partnercli.documents.record_words import Untranslated
from partnercli.documents.template_problem import TemplateProblem
from partnercli.documents.words import listed
from partnercli.library.lookup import no_current
from partnercli.library.problems import NotFound, Problem, Refused, Usage
from partnercli.library.soundness import config_of, require_sound_for_public
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.records.plural import plural
from partnercli.repository.kinds import TEMPLATES, model_of
from partnercli.repository.load import Loaded

T = TypeVar("T")
_SET = {
    Kind.CONFIG: "settings set",
    Kind.COUNTRY: "country set {}",
    Kind.INSTRUMENT: "instrument set {}",
    Kind.MEETING: "meeting set {}",
}
"""How words are written into records of a kind by command."""


def made_for_public(loaded: Loaded, make: Callable[[Exercise, Config, date], T], on: date) -> T:
    """What is made for the public, as of a day; raises Refused or NotFound where it can have nothing of it."""
    require_sound_for_public(loaded)
    try:
        return make(loaded.exercise, config_of(loaded.exercise), on)
    except (MissingRecord, NotReleased, WrittenByOthers) as problem:
        raise refusal(problem, loaded) from problem


def refusal(
    problem: MissingRecord | NotReleased | NotInLanguage | Untranslated | WrittenByOthers | NoPublicVersion,
    loaded: Loaded,
) -> Problem:
    """Why a paper cannot be written, in words for the user."""
    match problem:
        case MissingRecord():
            return _missing(problem, loaded)
        case NotReleased():
            return _not_released(problem)
        case NotInLanguage():
            return _not_in_language(problem)
        case Untranslated():
            return _untranslated(problem, loaded)
        case WrittenByOthers():
            return Refused(
                f"{problem.document.full_number} was written by others, so nothing can be written under its number, "
                "nor by its release",
                "see what is recorded of it: partner document show "
                f"{problem.document.full_number.slug}; for a paper of one's own: partner document new --subject TEXT",
            )
        case NoPublicVersion():
            return Refused(
                "this paper names delegations and what they wrote: there is no public version of it",
                "write it for delegations or the Presidency, and not under the header of a public document",
            )


def template_refusal(problem: TemplateProblem) -> Refused:
    """What is wrong with a template, and where."""
    place = f"{TEMPLATES}/{problem.template}{f':{problem.line}' if problem.line else ''}"
    return Refused(f"{place}: {problem.message}", problem.hint or "mend the template")


def format_refusal(problem: FormatProblem, form: Format) -> Usage | Refused:
    """Why a paper cannot be written in a format: an optional library is not here, or it does not go into it."""
    if problem.missing:
        return Usage(problem.message, problem.hint)
    return Refused(f"{form}: {problem.message}", problem.hint)


def _missing(problem: MissingRecord, loaded: Loaded) -> Problem:
    match problem.kind:
        case Kind.DELEGATIONS:
            return Refused(
                f"{Kind.DELEGATIONS.file()} names no delegation, so nobody is expected", "add the list"
            )
        case Kind.COUNTRY:
            said = f"a partner without a record is named: {problem.key}"
            return Refused(said, f"add {Kind.COUNTRY.file(problem.key)}, or correct the name")
        case Kind.MEETING | Kind.DOCUMENT if not problem.key:
            return no_current(problem.kind, there=bool(loaded.ids(problem.kind)))
        case _:
            near = did_you_mean(problem.key, loaded.ids(problem.kind))
            return NotFound(
                f'there is no {problem.kind} "{problem.key}"',
                near or f"see those there are: partner {problem.kind} list",
            )


def _not_in_language(problem: NotInLanguage) -> Problem:
    document = problem.document
    number, key, code = document.full_number, document.full_number.slug, document.language
    if not problem.paper:
        known = listed([f"{language.name} ({language.code})" for language in LANGUAGES.values()])
        return Refused(
            f"{number} is in the language {code}, and documents are written in {known}",
            f"set its language: partner document set {key} language=en; to add one, see docs/templates.md",
        )
    return Refused(
        f"{number} is in {LANGUAGES[code].name}, and {problem.paper} is written in English alone",
        f"write the document itself for delegations or the public, or set its language: "
        f"partner document set {key} language=en",
    )


def _untranslated(problem: Untranslated, loaded: Loaded) -> Problem:
    """Every text that is missing, by its file and its place as it is typed, and a command that writes one of them."""
    from partnercli.repository.canonical import plain
    from partnercli.repository.fields import as_typed

    language, files = problem.language, dict[str, list[str]]()
    commands: list[str] = []
    for lack in problem.lacks:
        record = loaded.parsed[lack.kind.file(lack.key)].record
        field = as_typed(model_of(lack.kind), record and plain(record), lack.path)
        files.setdefault(lack.kind.file(lack.key), []).append(field)
        if lack.kind in _SET:
            commands.append(f"partner {_SET[lack.kind].format(lack.key)} {field}=TEXT")
    return Refused(
        f"the document is in {language.name}, in which the records lack {plural(len(problem.lacks), 'text')}:",
        "write each in its file (docs/templates.md shows how)" + (f", or: {commands[0]}" if commands else ""),
        [f"{file}: {', '.join(fields)}" for file, fields in files.items()],
    )


def _not_released(problem: NotReleased) -> Problem:
    document = problem.document
    if problem.partner:
        return Refused(
            f"{problem.partner} is not among the partners of {document.full_number}, so its release does not cover "
            "that outline",
            "name the document that lists it: --document",
        )
    return Refused(
        f"no decision to release {document.full_number} is recorded, so the public can have nothing of it",
        "once it is taken, record who decided and where that stands: "
        f"partner document release {document.full_number.slug} --by WHO --reference TEXT",
    )
