"""PC204 to PC209 and PC211: every id that a record names must be there."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.checks import examples
from partnercli.checks.naming import Named
from partnercli.checks.readings import MOST_HINTS, Readings
from partnercli.checks.registry import check
from partnercli.findings import WHOLE_FILE, Example, Finding, Rule, Severity
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import Lookup, did_you_mean


def _rule(code: str, noun: str, mend: str, breaks: Example, holds: Example) -> Rule:
    return Rule(
        code=code,
        severity=Severity.ERROR,
        title=f"{noun} that is not there",
        why="A misspelt id would be passed over, and what is said of it too.",
        mend=mend,
        breaks=breaks,
        holds=holds,
    )


@check(
    _rule(
        "PC204",
        "a country",
        "name a country that has a file in data/countries/, or add one",
        examples.position("preferences: [{country: belmont}]\n"),
        examples.position("preferences: [{country: belmonte}]\n"),
    )
)
def unknown_country(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Countries named that have no file."""
    for number, named in enumerate(_unknown(on, Kind.COUNTRY)):
        near = _meant(on.exercise.country_names, named.id) if number < MOST_HINTS else None
        hint = f"did you mean {near} ({on.exercise.countries[near].name})?" if near else ""
        yield _finding(rule, named, "country", hint)


@check(
    _rule(
        "PC205",
        "a delegation",
        "use the institutions' code of a delegation in data/delegations.yaml: EL, not GR",
        examples.meeting("forum: Visit\ndate: 2031-04-02\ndelegations: [QM, QQ]\n"),
        examples.meeting("forum: Visit\ndate: 2031-04-02\ndelegations: [QM, QN]\n"),
    )
)
def unknown_delegation(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Delegations named that are not in the list."""
    for number, named in enumerate(_unknown(on, Kind.DELEGATIONS)):
        near = _meant(on.exercise.delegation_names, named.id) if number < MOST_HINTS else None
        hint = f"did you mean {near} ({on.exercise.delegations[near].name})?" if near else ""
        yield _finding(rule, named, "delegation", hint)


@check(
    _rule(
        "PC206",
        "a region",
        "name a region by its id in data/regions.yaml, or add one there",
        examples.country("name: Belmonte\nregion: northern-shores\n"),
        examples.country("name: Belmonte\nregion: northern-shore\n"),
    )
)
def unknown_region(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Regions named that are not in the list."""
    yield from _by_id(on, rule, Kind.REGIONS, "region")


@check(
    _rule(
        "PC207",
        "a meeting",
        "name a meeting that has a file in data/meetings/, or add one",
        examples.meeting("forum: Visit\ndate: 2031-04-02\ncarries_over_from: 2031-03-04-group\n"),
        examples.meeting(f"forum: Visit\ndate: 2031-04-02\ncarries_over_from: {examples.MEETING}\n"),
    )
)
def unknown_meeting(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Meetings named that have no file."""
    yield from _by_id(on, rule, Kind.MEETING, "meeting")


@check(
    _rule(
        "PC208",
        "an instrument",
        "name an instrument that has a file in data/instruments/, or add one",
        examples.country("name: Belmonte\nregion: northern-shore\nabsent: [chartre]\n"),
        examples.country("name: Belmonte\nregion: northern-shore\nabsent: [charter]\n"),
    )
)
def unknown_instrument(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Instruments named that have no file."""
    yield from _by_id(on, rule, Kind.INSTRUMENT, "instrument")


@check(
    _rule(
        "PC209",
        "a document",
        "name a document that has a file in data/documents/, or add one",
        examples.meeting("forum: Visit\ndate: 2031-04-02\ndocuments: [10001-32]\n"),
        examples.meeting("forum: Visit\ndate: 2031-04-02\ndocuments: [10001-31]\n"),
    )
)
def unknown_document(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Documents named that have no file."""
    yield from _by_id(on, rule, Kind.DOCUMENT, "document")


@check(
    Rule(
        code="PC211",
        severity=Severity.ERROR,
        title="a list that others rely on is not there",
        why="Without the list of delegations nobody is expected, and without the regions nothing has its place.",
        mend="add the file, or fetch it back from an earlier state",
        breaks=Example("data/regions.yaml", None),
        holds=examples.country("name: Belmonte\nregion: northern-shore\n"),
    ),
    Kind.DELEGATIONS,
    Kind.REGIONS,
)
def missing_list(on: Readings, rule: Rule) -> Iterator[Finding]:
    """The delegations or the regions, where files name one and the list is not there."""
    for kind in (Kind.DELEGATIONS, Kind.REGIONS):
        if on.unresolved[kind] and _absent(on.exercise, kind):
            message = f"there is no such file, and records name {kind} of it"
            yield rule.finding(kind.file(), message, arguments=(str(kind),)).at(WHOLE_FILE)


def _by_id(on: Readings, rule: Rule, kind: Kind, noun: str) -> Iterator[Finding]:
    known = sorted(on.exercise.ids(kind))
    for number, named in enumerate(_unknown(on, kind)):
        yield _finding(rule, named, noun, did_you_mean(named.id, known) if number < MOST_HINTS else "")


def _unknown(on: Readings, kind: Kind) -> Iterator[Named]:
    exercise = on.exercise
    if not exercise.knows(kind) or (kind.single and (kind in exercise.malformed or _absent(exercise, kind))):
        return
    yield from on.unresolved[kind]


def _absent(exercise: Exercise, kind: Kind) -> bool:
    held = exercise.delegation_list if kind is Kind.DELEGATIONS else exercise.region_list
    return held is None and kind not in exercise.malformed


def _meant(names: Lookup, text: str) -> str | None:
    near = names.suggest(text)
    return names.find(text) or (near[1] if near else None)


def _finding(rule: Rule, named: Named, noun: str, hint: str) -> Finding:
    message = f'unknown {noun} "{named.id}"'
    return rule.finding(named.file, message, hint=hint, path=named.path, arguments=(named.id,))
