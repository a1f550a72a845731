"""From a tree to an exercise: everything a command needs, and every problem on the way."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, partial
from types import MappingProxyType
from typing import Any, NamedTuple

from partnercli.findings import WHOLE_FILE, Finding
from partnercli.findings.acceptance import Acceptance
from partnercli.findings.reading import BAD_NAME, LEFT_OVER, NO_PLACE, REFUSED_FILE
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.slug import is_slug, slugify
from partnercli.repository.kinds import (
    DATA,
    RECORD_ENDINGS,
    is_folder,
    likely_place,
    place_of,
    same_but_for_case,
)
from partnercli.repository.one_file import Parsed, parsed
from partnercli.repository.place import Place
from partnercli.repository.push_targets import public_hosts
from partnercli.repository.scope import Scope
from partnercli.repository.trees import DEEPEST_FOLDER, TEMPORARY, Missing, Overlay, Tree, Unreadable
from partnercli.repository.walk import read_yaml


class Loaded(NamedTuple):
    """An exercise, the findings of its files, each placed, what their comments accept, and which files were read.

    `parsed` is what each of them said, by its path.
    """

    exercise: Exercise
    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    tree: Tree
    acceptances: tuple[Acceptance, ...] = ()
    parsed: Mapping[str, Parsed] = MappingProxyType({})

    def ids(self, kind: Kind) -> list[str]:
        """The ids of all records of a kind that there are, read or not."""
        return sorted(_listed(self.tree, kind))

    def placed(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The same findings with their lines and columns; each file is read again once."""
        place_of_file = cache(partial(_place, self.tree))
        for finding in findings:
            place = place_of_file(finding.file) if finding.span is None else None
            yield finding.at(place.find(finding.path, at_key=finding.at_key)) if place else finding


_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-", re.ASCII)

Watch = Callable[[int], object]
"""Is told, file by file, how many have been read: for whoever shows that something is under way."""


ReadOne = Callable[[Kind, bytes, str], Parsed]
"""How one file is read: `parsed`, or what knows already what the same bytes at the same path said."""


def load(tree: Tree, scope: Scope, watch: Watch = bool, read_one: ReadOne = parsed) -> Loaded:
    """Read what `scope` names. A bad file becomes findings and is left out; nothing is raised for it."""
    return _loaded(_Reading(tree, {}, watch, read_one), scope)


def load_changed(loaded: Loaded, changed: Mapping[str, bytes | None], scope: Scope) -> Loaded:
    """The same repository with some files changed, new or gone (None), as it would be: only those are read again."""
    known = {path: said for path, said in loaded.parsed.items() if path not in changed}
    return _loaded(_Reading(Overlay(loaded.tree, changed), known), scope)


def load_beside(
    other: Loaded,
    tree: Tree,
    differ: Collection[str],
    scope: Scope,
    known: Mapping[str, Parsed] = MappingProxyType({}),
) -> Loaded:
    """Another state: only files that `differ` between the two are read, and of these none that is `known` already."""
    same = {path: said for path, said in other.parsed.items() if path not in differ}
    return _loaded(_Reading(tree, {**same, **known}), scope)


def _loaded(reading: _Reading, scope: Scope) -> Loaded:
    with _collector_paused():
        reading.kinds(scope)
    return Loaded(
        reading.exercise(scope),
        tuple(sorted(reading.findings, key=Finding.sort_key)),
        tuple(reading.parsed),
        reading.tree,
        tuple(reading.acceptances),
        reading.parsed,
    )


@dataclass(slots=True)
class _Reading:
    """What has been read so far; what is `known` of a file already is not read again."""

    tree: Tree
    known: Mapping[str, Parsed]
    watch: Watch = bool
    read_one: ReadOne = parsed
    findings: list[Finding] = field(default_factory=list)
    parsed: dict[str, Parsed] = field(default_factory=dict)
    acceptances: list[Acceptance] = field(default_factory=list)
    records: dict[Kind, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in Kind})
    malformed: dict[Kind, set[str]] = field(default_factory=dict)

    def kinds(self, scope: Scope) -> None:
        """Read all files of the scope."""
        self.file(Kind.CONFIG, "", required=True)
        if not scope.one_meeting:
            self.folder(DATA, scope.kinds)
            if scope.kinds == frozenset(Kind):
                self.findings += public_hosts(self.tree)
            return
        apart = {Kind.CONFIG, Kind.POSITION, Kind.MEETING}
        for kind in (kind for kind in Kind if kind in scope.kinds - apart):
            if kind.single:
                self.file(kind, "")
            else:
                self.folder(kind.path, scope.kinds)
        seen: set[str] = set()
        for meeting in list(self._meetings_of(scope)):
            self.meeting(meeting, seen)

    def _meetings_of(self, scope: Scope) -> Iterator[str | None]:
        """The meetings whose positions are read; for a document that looks back, that of the previous one too."""
        config = self.records[Kind.CONFIG].get("")
        current = config and config.current_meeting
        if scope.document is None:
            yield scope.meeting if scope.meeting is not None else current
            return
        from partnercli.records.document import previous_document

        documents = self.records[Kind.DOCUMENT]
        document = documents.get(scope.document or (config and config.current_document) or "")
        self.folder(Kind.MEETING.path, scope.kinds, self._old_news(document) if scope.recent else frozenset())
        if scope.meeting is not None:
            yield scope.meeting
            return
        yield (document and document.reports(config)) or current
        if document and document.looks_back and (previous := previous_document(document, documents)):
            yield documents[previous].reports(config)

    def _old_news(self, document: Any) -> frozenset[str]:
        """The ids of meetings that a document cannot tell of: a year before it by their names, and named nowhere."""
        from partnercli.records.document import REMEMBERED

        if document is None:
            return frozenset()
        until = (document.date - timedelta(REMEMBERED)).isoformat()
        old = {key for key in _listed(self.tree, Kind.MEETING) if _DATED.match(key) and key[:10] < until}
        config, outlines = self.records[Kind.CONFIG].get(""), self.records[Kind.OUTLINE].values()
        named = {
            config and config.current_meeting,
            *(one.meeting for one in self.records[Kind.DOCUMENT].values()),
        }
        for outline in outlines:
            basis = outline.endorsed and outline.endorsed.basis
            named |= {
                outline.meeting,
                basis and basis.meeting,
                *(change.meeting for change in outline.history),
            }
        return frozenset(old - named)

    def meeting(self, meeting: str | None, seen: set[str]) -> None:
        """Read a meeting, its positions, and those it carries over, but for what was `seen` already."""
        while meeting and meeting not in seen:
            seen.add(meeting)
            if Kind.MEETING.file(meeting) not in self.parsed:
                self.file(Kind.MEETING, meeting)
            self.folder(f"{Kind.POSITION.path}/{meeting}", frozenset({Kind.POSITION}))
            record = self.records[Kind.MEETING].get(meeting)
            meeting = record.carries_over_from if record else None

    def folder(self, folder: str, kinds: frozenset[Kind], but: frozenset[str] = frozenset()) -> None:
        """Read the records of these kinds under a folder `but` for some, and name what does not belong there."""
        try:
            paths = list(self.tree.files(folder))
        except Unreadable as error:
            self.findings.append(REFUSED_FILE.finding(folder, f"the folder cannot be read: {error}"))
            return
        for alike in same_but_for_case(paths):
            message = f"{' and '.join(alike)} differ only in capitals or accents' form"
            self.findings.append(BAD_NAME.finding(alike[-1], message).at(WHOLE_FILE))
        for path in paths:
            place = place_of(path)
            if is_folder(path):
                self.folder(path, kinds)
            elif place is None:
                self._misplaced(path)
            elif place[0] in kinds and place[1] not in but:
                self.file(*place)

    def _misplaced(self, path: str) -> None:
        name = path.rpartition("/")[2]
        if name.endswith(TEMPORARY):
            self.findings.append(LEFT_OVER.finding(path, "left over from an interrupted edit").at(WHOLE_FILE))
        elif name.lower().endswith(RECORD_ENDINGS):
            misplaced = NO_PLACE.finding(path, "no kind of record belongs here", hint=likely_place(path))
            self.findings.append(misplaced.at(WHOLE_FILE))
        elif path.count("/") >= DEEPEST_FOLDER:
            self.findings.append(REFUSED_FILE.finding(path, f"folders lie more than {DEEPEST_FOLDER} deep"))
        else:
            self._require_file(path)

    def _require_file(self, path: str) -> None:
        """A file of another sort is nobody's business; a link, or a folder that is shut, may hide records."""
        try:
            self.tree.require_file(path)
        except Unreadable as error:
            self.findings.append(REFUSED_FILE.finding(path, f"it cannot be read: {error}"))

    def file(self, kind: Kind, key: str, *, required: bool = False) -> None:
        """Read one record."""
        path = kind.file(key)
        try:
            said = self.known[path] if path in self.known else self.read_one(kind, self.tree.read(path), path)
        except Missing:
            if required:
                self._refuse(kind, key, path, "there is no such file")
            return
        except Unreadable as error:
            self._refuse(kind, key, path, f"the file cannot be read: {error}")
            return
        self.parsed[path] = said
        self.watch(len(self.parsed))
        self.findings += said.findings
        self.acceptances += said.acceptances
        if key and not all(map(is_slug, key.split("/"))):
            near = [slugify(part) for part in key.split("/")]
            hint = f"rename it to {kind.file('/'.join(near))}" if all(map(is_slug, near)) else ""
            self.findings.append(BAD_NAME.finding(path, f'"{key}" cannot be an id', hint=hint))
        if said.record is None:
            self.malformed.setdefault(kind, set()).add(key)
        else:
            self.records[kind][key] = said.record

    def _refuse(self, kind: Kind, key: str, path: str, message: str) -> None:
        self.findings.append(REFUSED_FILE.finding(path, message))
        self.malformed.setdefault(kind, set()).add(key)

    def exercise(self, scope: Scope) -> Exercise:
        """What was read, as a whole."""
        positions: dict[str, dict[str, Any]] = {}
        for key, position in self.records[Kind.POSITION].items():
            meeting, _, code = key.partition("/")
            positions.setdefault(meeting, {})[code] = position
        single = {kind: self.records[kind].get("") for kind in Kind}
        return Exercise(
            config=single[Kind.CONFIG],
            region_list=single[Kind.REGIONS],
            presidency_list=single[Kind.PRESIDENCIES],
            delegation_list=single[Kind.DELEGATIONS],
            countries=self.records[Kind.COUNTRY],
            meetings=self.records[Kind.MEETING],
            positions=positions,
            instruments=self.records[Kind.INSTRUMENT],
            outlines=self.records[Kind.OUTLINE],
            documents=self.records[Kind.DOCUMENT],
            malformed={kind: frozenset(keys) for kind, keys in self.malformed.items()},
            read=scope.whole,
            listed={} if Kind.MEETING in scope.whole else {Kind.MEETING: _listed(self.tree, Kind.MEETING)},
        )


def _listed(tree: Tree, kind: Kind) -> frozenset[str]:
    try:
        return frozenset(place[1] for place in map(place_of, tree.files(kind.path)) if place is not None)
    except Unreadable:
        return frozenset()


def _place(tree: Tree, path: str) -> Place | None:
    try:
        return read_yaml(tree.read(path), path).place
    except Unreadable:
        return None


@contextmanager
def _collector_paused() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
