"""Judging a repository that was read: what stands of all its findings, and who has not spoken yet."""

from __future__ import annotations

from partnercli.checks.judgement import Judgement, judge
from partnercli.checks.readings import Readings
from partnercli.checks.registry import run
from partnercli.findings.verdict import Verdict
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.plural import plural
from partnercli.repository.load import Loaded


def judged(loaded: Loaded, *earlier: Config | None) -> Judgement:
    """All findings of a repository that stand, weighed by its settings and by `earlier` ones."""
    found = loaded.placed((*loaded.findings, *run(loaded.exercise)))
    return judge(found, loaded.acceptances, loaded.exercise.config, *earlier)


def verdict(loaded: Loaded, *earlier: Config | None) -> Verdict:
    """All that a check of a whole repository comes to, by its settings and by `earlier` ones."""
    exercise, judgement = loaded.exercise, judged(loaded, *earlier)
    return Verdict(
        judgement.findings,
        accepted=len(judgement.accepted),
        checked=len(loaded.files),
        marking=str(exercise.marking),
        illustrative=exercise.any_illustrative,
        awaited=_awaited(exercise),
    )


def _awaited(exercise: Exercise) -> str:
    tally = Readings(exercise).current_tally
    if tally is None:
        return ""
    unread = {key.partition("/")[2].upper() for key in exercise.malformed.get(Kind.POSITION, ())}
    awaited = plural(sum(code not in unread for code in tally.silent), "position")
    return f"{plural(len(tally.expected), 'delegation')}, {awaited} still awaited"
