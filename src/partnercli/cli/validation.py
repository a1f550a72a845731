"""Validating a repository: every problem in every file, or only those that are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from partnercli.checks.judgement import Judgement, judge
from partnercli.checks.readings import Readings
from partnercli.checks.registry import run
from partnercli.cli.problems import Exit, NotFound, Usage
from partnercli.cli.reports import Format, ReportFile, print_report, write_report
from partnercli.cli.session import Session, errors
from partnercli.documents.words import plural
from partnercli.findings import Finding, Report, Severity, identified
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope


class Wanted(NamedTuple):
    """What of the findings is asked for, and in which forms.

    `paths` are the files or folders that count, all where there is none; `changed_since` a revision and
    `baseline` a file whose findings are old and do not count; `write_baseline` makes that file instead.
    """

    paths: Sequence[Path] = ()
    format: Format | None = None
    changed_since: str | None = None
    baseline: Path | None = None
    write_baseline: bool = False
    reports: Sequence[ReportFile] = ()


EVERYTHING: Final = Wanted()
"""All findings, on the screen."""


def validated(session: Session, wanted: Wanted = EVERYTHING) -> Exit:
    """Check the repository, write what is wrong in it, and say with which code to end."""
    loaded = session.load(Scope.everything())
    old, configs = _old(session, wanted)
    judgement = judged(loaded, *configs)
    if wanted.write_baseline:
        return _baseline_written(session, wanted, judgement.findings)
    new = _without(judgement.findings, old)
    findings = tuple(_within(new, paths_in(session.root, wanted.paths)))
    report = Report(
        findings,
        checked=len(loaded.files),
        summary="",
        marking=str(loaded.exercise.config.marking if loaded.exercise.config else Marking.LIMITE),
        illustrative=any(position.illustrative for _, _, position in loaded.exercise.all_positions),
        accepted=len(judgement.accepted),
        old=len(judgement.findings) - len(new),
    )
    report = report._replace(summary=summary(loaded.exercise, report))
    for one in wanted.reports:
        write_report(session, report, one)
    print_report(session, loaded.tree, report, wanted.format)
    return Exit.ERRORS if errors(findings) else Exit.FINE


def judged(loaded: Loaded, *earlier: Config | None) -> Judgement:
    """All findings of a repository that stand, weighed by its settings and by `earlier` ones."""
    found = loaded.placed((*loaded.findings, *run(loaded.exercise)))
    return judge(found, loaded.acceptances, loaded.exercise.config, *earlier)


def _old(session: Session, wanted: Wanted) -> tuple[frozenset[str], list[Config | None]]:
    """The findings that do not count, and the settings whose severities hold beside today's.

    A revision's settings do: a change cannot quiet the faults that it brings.
    """
    old: frozenset[str] = frozenset()
    configs: list[Config | None] = []
    if wanted.changed_since is not None:
        before = session.load(Scope.everything(), at=wanted.changed_since)
        old = frozenset(identity for _, identity in identified(judged(before).findings))
        configs = [before.exercise.config]
    if wanted.baseline is not None and not wanted.write_baseline:
        from partnercli.cli.baseline import read_baseline

        old |= read_baseline(wanted.baseline)
    return old, configs


def _without(findings: Sequence[Finding], old: frozenset[str]) -> Sequence[Finding]:
    if not old:  # fingerprints take time
        return findings
    return [finding for finding, identity in identified(findings) if identity not in old]


def _baseline_written(session: Session, wanted: Wanted, findings: Sequence[Finding]) -> Exit:
    from partnercli.cli.baseline import write_baseline

    if wanted.baseline is None:
        raise Usage("--write-baseline has no file to write", "name it: --baseline FILE --write-baseline")
    write_baseline(wanted.baseline, findings)
    session.terminal.note(f"{plural(len(findings), 'finding')} of now written to {wanted.baseline} as old")
    return Exit.FINE


def summary(exercise: Exercise, report: Report) -> str:
    """The closing line: how many of each, in how many files, what was left out, and how many positions are awaited."""
    counts = [(report.count(severity), severity) for severity in Severity]
    said = ", ".join(plural(count, str(severity)) for count, severity in counts if count)
    files = len({finding.file for finding in report.findings})
    news = "new " if report.old and not said else ""
    head = f"{said} in {files}" if said else f"nothing {news}to mend in {report.checked}"
    parts = [f"{head} of {report.checked} files" if said else f"{head} files"]
    parts += [f"{plural(report.old, 'older finding')} not shown"] if report.old else []
    parts += [f"{plural(report.accepted, 'finding')} accepted with a reason"] if report.accepted else []
    return "; ".join((*parts, *_awaited(exercise)))


def _awaited(exercise: Exercise) -> list[str]:
    tally = Readings(exercise).current_tally
    if tally is None:
        return []
    unread = {key.partition("/")[2].upper() for key in exercise.malformed.get(Kind.POSITION, ())}
    awaited = plural(sum(code not in unread for code in tally.silent), "position")
    return [f"{plural(len(tally.expected), 'delegation')}, {awaited} still awaited"]


def paths_in(root: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """The files and folders that a user named, as paths from the root; raises NotFound or Usage."""
    wanted = []
    for path in paths:
        if not path.exists() and not (root / path).exists():
            raise NotFound(f"there is no {path}", "name a file or folder of the repository")
        whole = (path if path.exists() else root / path).resolve()
        if not whole.is_relative_to(root.resolve()):
            raise Usage(f"{path} is not in the repository {root}", "name a file or folder inside it")
        wanted.append(whole.relative_to(root.resolve()).as_posix())
    return tuple(wanted)


def _within(findings: Iterable[Finding], wanted: tuple[str, ...]) -> Iterator[Finding]:
    for finding in findings:
        if not wanted or any(
            one in (".", finding.file) or finding.file.startswith(f"{one}/") for one in wanted
        ):
            yield finding
