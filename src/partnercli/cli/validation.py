"""Validating a repository: every problem in every file, or only those that are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from partnercli.cli.exit_codes import Exit
from partnercli.cli.reports import ReportFile, print_report, write_report
from partnercli.cli.session import Session
from partnercli.findings import Finding, Report, Severity, errors, identified
from partnercli.findings.formats import Format
from partnercli.findings.verdict import Verdict
from partnercli.library.problems import NotFound, Usage
from partnercli.records.plural import plural
from partnercli.repository.kinds import GIT_SETTINGS
from partnercli.repository.trees import ReadOnce, Tree, WorkingTree

if TYPE_CHECKING:  # a check of what did not change needs no model
    from partnercli.cli.judging import Before
    from partnercli.repository.cache import Store

_VERDICTS: Final = "verdicts"
_MOST_VERDICTS: Final = 16
"""States of a repository whose verdict is remembered: an edit may be undone, and branches change to and fro."""


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
    before = _before(session, wanted)
    store = session.store() if before is None else None
    tree: Tree = WorkingTree(session.root)
    if store is None:
        verdict = _anew(session, tree, before)
    else:
        tree = ReadOnce(tree)
        verdict = _remembered(session, tree, store)
    if wanted.write_baseline:
        return _baseline_written(session, wanted, verdict.findings)
    new = _without(verdict.findings, _old(wanted, before))
    report = Report(
        tuple(_within(new, paths_in(session.root, wanted.paths))),
        checked=verdict.checked,
        summary="",
        marking=verdict.marking,
        illustrative=verdict.illustrative,
        accepted=verdict.accepted,
        old=len(verdict.findings) - len(new),
    )
    report = report._replace(summary=summary(report, verdict.awaited))
    for one in wanted.reports:
        write_report(session, report, one)
    print_report(session, tree, report, wanted.format)
    return Exit.ERRORS if errors(report.findings) else Exit.FINE


def _before(session: Session, wanted: Wanted) -> Before | None:
    if wanted.changed_since is None:
        return None
    from partnercli.cli.judging import before

    return before(session, wanted.changed_since)


def _remembered(session: Session, tree: ReadOnce, store: Store) -> Verdict:
    """The verdict on the files as they are: that of an earlier run where nothing changed since."""
    name, kept = remembered(session, tree, store)
    if kept is not None:
        if session.verbose:
            read = plural(kept.checked, "file")
            session.terminal.note(f"{read} read in {session.root}, as they were when last checked")
        return kept
    verdict = _anew(session, tree)
    store.put(name, verdict.to_json())
    store.keep_newest(_VERDICTS, _MOST_VERDICTS)
    return verdict


def remembered(session: Session, tree: ReadOnce, store: Store) -> tuple[str, Verdict | None]:
    """Under which name the verdict on the files as they are is kept, and what an earlier run kept there."""
    from partnercli.repository.remembered import state

    session.terminal.progress.begins("Reading the files")
    name = f"{_VERDICTS}/{state(tree, GIT_SETTINGS, watch=session.terminal.progress.count)}"
    kept = store.get(name)
    try:
        return name, Verdict.from_json(kept) if kept else None
    except (ValueError, TypeError, RecursionError):
        return name, None


def _anew(session: Session, tree: Tree, before: Before | None = None) -> Verdict:
    from partnercli.cli.judging import reached

    return reached(session, tree, before)


def _old(wanted: Wanted, before: Before | None) -> frozenset[str]:
    """The findings that do not count, by what identifies each."""
    old = before.findings if before else frozenset()
    if wanted.baseline is not None and not wanted.write_baseline:
        from partnercli.cli.baseline import read_baseline

        old |= read_baseline(wanted.baseline)
    return old


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


def summary(report: Report, awaited: str) -> str:
    """The closing line: how many of each, in how many files, what was left out, and how many positions are awaited."""
    counts = [(report.count(severity), severity) for severity in Severity]
    said = ", ".join(plural(count, str(severity)) for count, severity in counts if count)
    files = len({finding.file for finding in report.findings})
    news = "new " if report.old and not said else ""
    head = f"{said} in {files}" if said else f"nothing {news}to mend in {report.checked}"
    parts = [f"{head} of {report.checked} files" if said else f"{head} files"]
    parts += [f"{plural(report.old, 'older finding')} not shown"] if report.old else []
    parts += [f"{plural(report.accepted, 'finding')} accepted with a reason"] if report.accepted else []
    return "; ".join((*parts, awaited) if awaited else parts)


def paths_in(root: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """The files and folders that a user named, as paths from the root; raises NotFound or Usage."""
    wanted = []
    for path in paths:
        if not path.exists() and not (root / path).exists():
            raise NotFound(f'there is no file or folder "{path}"', "name a file or folder of the repository")
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
