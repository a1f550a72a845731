"""Whether what was read can be worked with: a piece of work starts from sound data, or says what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from partnercli.checks.judgement import judge, weighed
from partnercli.checks.registry import run
from partnercli.findings import Finding, errors
from partnercli.library.problems import Refused, Unsound
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.repository.kinds import SETTINGS
from partnercli.repository.load import Loaded


def contradictions(loaded: Loaded) -> list[Finding]:
    """The errors across records that stand, placed; of files that can all be read."""
    exercise = loaded.exercise
    placed = loaded.placed(errors(weighed(run(exercise), exercise.config)))
    return errors(judge(placed, loaded.acceptances, exercise.config).findings)


def faults(loaded: Loaded) -> list[Finding]:
    """The errors of the files read; only where there is none, those across records."""
    return errors(loaded.findings) or contradictions(loaded)


def require_sound(loaded: Loaded) -> Exercise:
    """The exercise, if there is no error in what was read of it; raises Unsound."""
    if found := faults(loaded):
        raise Unsound(
            f"the data have errors: {_in_words(found)}", "mend them first; see how: partner validate", found
        )
    return loaded.exercise


def require_sound_for_public(loaded: Loaded) -> None:
    """Refuse what has errors, without a word on them: who asks for the public version may show it to anybody."""
    if faults(loaded):
        raise Refused(
            "the data have errors, and a public version is made from sound data only",
            "mend them first; see where: partner validate",
        )


def config_of(exercise: Exercise) -> Config:
    """The settings; raises Refused where they cannot be read."""
    if exercise.config is None:
        raise Refused(f"{SETTINGS} cannot be read", "mend it first; see where: partner validate")
    return exercise.config


def _in_words(found: Sequence[Finding]) -> str:
    """The first of them, without what a delegation said: a script's log may be read by others than the Presidency."""
    first, more = found[0], len(found) - 1
    said = f"{first.file}:{first.place.line}: {first.public_message} ({first.code})"
    return f"{said}; and {more} more" if more else said
