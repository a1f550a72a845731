"""The repository, where there is one: what it is, what is wrong in it, and what lies beside its records."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from partnercli.cli.doctor.point import Point, Sign
from partnercli.cli.root import VARIABLE, Root, root_of
from partnercli.cli.session import Session
from partnercli.cli.validation import remembered
from partnercli.findings import Severity
from partnercli.findings.verdict import Verdict
from partnercli.library.folder import BUILD
from partnercli.library.problems import NotFound, Problem
from partnercli.records.plural import plural
from partnercli.repository.git import GitProblem, run
from partnercli.repository.kinds import DATA, TEMPLATES
from partnercli.repository.push_targets import public_hosts
from partnercli.repository.trees import ReadOnce, WorkingTree, bytes_or_none
from partnercli.system.installation import quoted
from partnercli.system.reasons import reason

_BESIDE = {
    ".gitattributes": "git may change the line ends of records",
    ".editorconfig": "editors may lay out records otherwise",
}
"""Files that `partner init` puts beside the records, and what may happen without them."""
_LOCKS = ("~$", ".~lock.")
"""How the files begin that Word, Excel and LibreOffice put beside one that somebody has open."""
_NAMED = 3


class Looked(NamedTuple):
    """What was found of the repository, and how what is shown of it is handled; None where nothing of it is shown."""

    points: tuple[Point, ...]
    root: Path | None = None
    marking: str | None = None
    illustrative: bool = False
    marks: tuple[str, ...] = ()
    """The words of both that stand above the screen."""


def looked_at(session: Session) -> Looked:
    """The repository that a command would work with here, or why there is none."""
    try:
        root = root_of(session.repo)
    except NotFound as problem:
        named = session.repo is not None or os.environ.get(VARIABLE)
        sign = Sign.ERROR if named else Sign.NOTE
        return Looked((Point("repository", sign, str(problem), problem.hint),))
    except OSError as error:
        said = f"the folders above cannot be looked into: {reason(error)}"
        return Looked((Point("repository", Sign.ERROR, said),))
    try:
        return _examined(session, root)
    except ImportError as error:
        said = f"{root.folder} is not looked into: {error.name or error} cannot be loaded"
        return Looked(
            (Point("repository", Sign.ERROR, said, "mend what is broken above, then look again"),),
            root.folder,
        )


def _examined(session: Session, root: Root) -> Looked:
    from partnercli.cli.marks import mark_words
    from partnercli.records.marking import Marking

    tree = ReadOnce(WorkingTree(root.folder))
    verdict = _verdict(session, tree)
    points = (
        _settings(root, tree),
        _findings(verdict),
        *_templates(tree),
        *_schemas(tree),
        *_beside(root.folder),
        *_in_git(root.folder, tree),
        *_pushed(tree, verdict),
        *_open_elsewhere(root.folder),
        *_read_by_others(root.folder, verdict),
    )
    marks = mark_words(Marking(verdict.marking), illustrative=verdict.illustrative)
    return Looked(points, root.folder, verdict.marking, verdict.illustrative, tuple(marks))


def _verdict(session: Session, tree: ReadOnce) -> Verdict:
    """What `validate` would say, from the cache where nothing changed since; nothing is kept there."""
    store = session.store()
    kept = remembered(session, tree, store)[1] if store else None
    if kept is not None:
        return kept
    from partnercli.library.judging import verdict
    from partnercli.repository.load import load
    from partnercli.repository.scope import Scope

    return verdict(load(tree, Scope.everything(), session.terminal.progress.count))


def _settings(root: Root, tree: ReadOnce) -> Point:
    from partnercli.repository.load import load
    from partnercli.repository.scope import Scope

    how = f"named by {root.by}" if root.by else "found from here upward"
    config = load(tree, Scope.settings()).exercise.config
    if config is None:
        said = f"{root.folder}, {how}: its settings in partner.yaml cannot be read"
        return Point("repository", Sign.ERROR, said, "see what is wrong: partner validate")
    said = f"{root.folder}, {how}: {config.title}; {config.marking}; format {config.format}"
    return Point("repository", Sign.OK, said)


def _findings(verdict: Verdict) -> Point:
    counts = Counter(finding.severity for finding in verdict.findings)
    if not counts:
        return Point("findings", Sign.OK, f"nothing to mend in {plural(verdict.checked, 'file')}")
    said = ", ".join(plural(counts[one], str(one)) for one in Severity if counts[one])
    sign = Sign.ERROR if counts[Severity.ERROR] else Sign.NOTE
    return Point("findings", sign, f"{said} in {plural(verdict.checked, 'file')}", "partner validate")


def _templates(tree: ReadOnce) -> Iterator[Point]:
    """The templates of its own that are not as this version of the tool brings them."""
    from partnercli.documents.templates import package_templates
    from partnercli.library.own_files import own_templates
    from partnercli.repository.load import load
    from partnercli.repository.scope import Scope

    try:
        own = own_templates(load(tree, Scope.settings()))
    except Problem as problem:
        yield Point("templates", Sign.ERROR, str(problem), problem.hint)
        return
    known = package_templates()
    changed = [name for name, text in own.items() if name in known and known[name] != text]
    if changed:
        said = f"templates of its own that are not, or no longer, the tool's: {_few(changed)}"
        yield Point("templates", Sign.NOTE, said, "try them: partner template check")
    elif own:
        yield Point("templates", Sign.OK, f"{plural(len(own), 'template')} of its own, as the tool's")


def _schemas(tree: ReadOnce) -> Iterator[Point]:
    """The schemas for editors that are missing or are those of another version of the tool."""
    from partnercli.records.kinds import Kind
    from partnercli.repository.canonical import SCHEMAS, schema_name
    from partnercli.repository.starter import schema_text

    stale = [
        kind for kind in Kind if bytes_or_none(tree, f"{SCHEMAS}/{schema_name(kind)}") != schema_text(kind)
    ]
    if stale:
        said = f"{plural(len(stale), 'schema')} for editors missing, or not as this version of the tool writes them"
        yield Point("schemas", Sign.NOTE, said, "partner schema")


def _beside(root: Path) -> Iterator[Point]:
    for name, without in _BESIDE.items():
        if not (root / name).exists():
            said = f"{name} is not there: {without}"
            yield Point(name, Sign.NOTE, said, "copy it from a new repository: partner init DIR")


def _in_git(root: Path, tree: ReadOnce) -> Iterator[Point]:
    """Whether git keeps it, what is not committed yet, and whether git would take what is made for records."""
    from partnercli.repository.git_tree import GitTree, differing

    try:
        head = GitTree(root, "HEAD")
    except GitProblem as problem:
        if str(problem).startswith("there is no revision"):
            yield Point("git-repository", Sign.NOTE, "git has no commit of it yet", "git add . && git commit")
        else:
            yield Point("git-repository", Sign.NOTE, str(problem), problem.hint)
        return
    unlike = sorted(differing(head, tree))
    if unlike:
        said = f"{plural(len(unlike), 'record')} not as last committed: {_few(unlike)}"
        yield Point(
            "git-repository",
            Sign.NOTE,
            said,
            "see what changed: partner diff HEAD; then commit it: git commit",
        )
    else:
        yield Point("git-repository", Sign.OK, "in git, all records as last committed")
    if run(root, "check-ignore", "--quiet", f"{BUILD}/note.md").returncode == 1:
        said = f"git does not pass over {BUILD}/, where documents are made"
        yield Point("made-documents", Sign.NOTE, said, f"write {BUILD}/ into .gitignore")


def _pushed(tree: ReadOnce, verdict: Verdict) -> Iterator[Point]:
    if verdict.marking != "LIMITE":
        return
    for finding in public_hosts(tree):
        yield Point("push-target", Sign.NOTE, f"{finding.message}, and what it holds is LIMITE", finding.hint)


def _open_elsewhere(root: Path) -> Iterator[Point]:
    """Files that somebody has open in an office program, which may then neither be read whole nor written anew."""
    folders = (root, *(root / name for name in (BUILD, DATA, TEMPLATES)))
    found = sorted(chain.from_iterable(map(_locks, folders)))
    if found:
        said = f"open in Word, Excel or LibreOffice, or left by them: {_few(found)}"
        yield Point("open-files", Sign.NOTE, said, "close them there, then delete what is left")


def _locks(folder: Path) -> Iterator[str]:
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return
    yield from (name for name in names if name.startswith(_LOCKS))


def _read_by_others(root: Path, verdict: Verdict) -> Iterator[Point]:
    """Whether everybody who uses this computer can read what is LIMITE; nothing where rights are not of that kind."""
    if verdict.marking != "LIMITE" or not hasattr(os, "geteuid"):
        return
    whole = root.resolve()
    ways = [folder.stat().st_mode & stat.S_IXOTH for folder in (whole, *whole.parents)]
    if all(ways) and whole.stat().st_mode & stat.S_IROTH:
        said = "everybody who uses this computer can read it, and what it holds is LIMITE"
        yield Point("rights", Sign.NOTE, said, f"keep it from others: chmod -R o= {quoted(str(whole))}")


def _few(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
