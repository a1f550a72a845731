"""Why a paper cannot be written, in words for the user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from partnercli.cli.problems import NotFound, Problem, Refused
from partnercli.cli.session import config_of, errors
from partnercli.documents.grounds import MissingRecord, NoPublicVersion, WrittenByOthers
from partnercli.documents.handling import NotReleased
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.repository.load import Loaded

T = TypeVar("T")


def require_sound(loaded: Loaded) -> None:
    """Refuse what has errors, without a word on them: who asks for the public version may show it to anybody."""
    from partnercli.checks.judgement import judge, weighed
    from partnercli.checks.registry import run

    exercise = loaded.exercise
    found = () if errors(loaded.findings) else loaded.placed(errors(weighed(run(exercise), exercise.config)))
    if errors(loaded.findings) or errors(judge(found, loaded.acceptances, exercise.config).findings):
        raise Refused(
            "the data have errors, and a public version is made from sound data only", "see partner validate"
        )


def made_for_public(loaded: Loaded, make: Callable[[Exercise, Config, date], T], on: date) -> T:
    """What is made for the public, as of a day; raises Refused or NotFound where it can have nothing of it."""
    require_sound(loaded)
    try:
        return make(loaded.exercise, config_of(loaded.exercise), on)
    except (MissingRecord, NotReleased, WrittenByOthers) as problem:
        raise refusal(problem, loaded) from problem


def refusal(
    problem: MissingRecord | NotReleased | WrittenByOthers | NoPublicVersion, loaded: Loaded
) -> Problem:
    """Why a paper cannot be written, in words for the user."""
    match problem:
        case MissingRecord():
            return _missing(problem, loaded)
        case NotReleased():
            return _not_released(problem)
        case WrittenByOthers():
            return Refused(
                f"{problem.document.full_number} was written by others, so nothing can be written under its number, "
                "nor by its release",
                "see what is recorded of it: partner document show "
                f"{problem.document.full_number.slug}; for a paper of one's own: partner document new",
            )
        case NoPublicVersion():
            return Refused(
                "this paper names delegations and what they wrote: there is no public version of it",
                "write it for delegations or the Presidency, and not under the header of a public document",
            )


def _missing(problem: MissingRecord, loaded: Loaded) -> Problem:
    match problem.kind:
        case Kind.DELEGATIONS:
            return Refused(
                f"{Kind.DELEGATIONS.file()} names no delegation, so nobody is expected", "add the list"
            )
        case Kind.COUNTRY:
            said = f"a partner without a record is named: {problem.key}"
            return Refused(said, f"add {Kind.COUNTRY.file(problem.key)}, or correct the name")
        case _ if not problem.key:
            hint = (
                f"make one: partner {problem.kind} new …; or make one current: partner {problem.kind} current"
            )
            return NotFound(f"there is no current {problem.kind}", hint)
        case _:
            near = did_you_mean(problem.key, loaded.ids(problem.kind))
            return NotFound(
                f'there is no {problem.kind} "{problem.key}"',
                near or f"see those there are: partner {problem.kind} list",
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
        f"partner document release {document.full_number.slug} --by WHO --reference …",
    )
