"""PC201 to PC203, PC210: a record is what its file says it is, and stands once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial

from partnercli.checks import examples
from partnercli.checks.readings import Readings
from partnercli.checks.registry import check
from partnercli.findings import Finding, RecordPath, Rule, Severity
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import Lookup, fold


@check(
    Rule(
        code="PC201",
        severity=Severity.ERROR,
        title="a file whose name and content do not agree",
        why="The name of a file is the id by which others refer to it; two answers to what it is help nobody.",
        mend="rename the file, or correct what it says",
        breaks=examples.position("", f"data/positions/{examples.MEETING}/qt.yaml"),
        holds=examples.position(""),
    )
)
def name_and_content(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Positions, meetings, outlines and documents that lie under another name than their own."""
    for at, code, position in on.exercise.all_positions:
        file = Kind.POSITION.file(f"{at}/{code}")
        said_elsewhere = position.delegation not in on.exercise.delegations or code != code.lower()
        if position.delegation.lower() != code and not said_elsewhere:
            message = f"the file is named for {code.upper()} and holds the position of {position.delegation}"
            yield rule.finding(file, message, path=("delegation",))
        if position.meeting != at:
            message = f"the file lies under {at} and says {position.meeting}"
            yield rule.finding(file, message, path=("meeting",))
    for key, meeting in on.exercise.meetings.items():
        if not key.startswith(f"{meeting.date}-"):
            message = f"the file's name does not begin with the meeting's date, {meeting.date}"
            hint = "an id is the date, then words: 2021-04-22-hlwg"
            yield rule.finding(Kind.MEETING.file(key), message, hint=hint, path=("date",))
    for key, outline in on.exercise.outlines.items():
        if outline.country != key:
            message = f"the file is named for {key} and holds the outline of {outline.country}"
            yield rule.finding(Kind.OUTLINE.file(key), message, path=("country",))
    for key, document in on.exercise.documents.items():
        if document.full_number.given and document.full_number.slug != key:
            message = f"the file of {document.full_number} should be named {document.full_number.slug}.yaml"
            yield rule.finding(Kind.DOCUMENT.file(key), message, path=("number",))


@check(
    Rule(
        code="PC202",
        severity=Severity.ERROR,
        title="a name that stands for two",
        why="The same country entered twice, or an alias that means two, splits what delegations say of it.",
        mend="merge the two files, or take the name out of one of them",
        breaks=examples.country("name: Belmonte\nregion: northern-shore\naliases: [Corvo]\n"),
        holds=examples.country("name: Belmonte\nregion: northern-shore\naliases: [Port Belmonte]\n"),
    ),
    Kind.COUNTRY,
)
def shared_name(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Names, aliases and codes that two countries, or two delegations, claim."""
    yield from _shared(rule, on.exercise.country_names, partial(_of_country, on.exercise))
    yield from _shared(rule, on.exercise.delegation_names, partial(_of_delegation, on.exercise))


_Called = tuple[str, Iterator[tuple[str | None, RecordPath]]]
"""The file of a record, and all that it is called there, each name with its place."""


def _shared(rule: Rule, names: Lookup, called: Callable[[str], _Called]) -> Iterator[Finding]:
    for folded, owners in sorted(names.shared.items()):
        for owner in sorted(owners):
            file, places = called(owner)
            claims = ((name, path) for name, path in places if name and fold(name) == folded)
            name, path = next(claims, (owner, ()))
            message = f'"{name}" stands for {owner} and for {" and ".join(sorted(owners - {owner}))}'
            yield rule.finding(file, message, path=path, arguments=(folded,))


def _of_country(exercise: Exercise, key: str) -> _Called:
    country = exercise.countries[key]

    def places() -> Iterator[tuple[str | None, RecordPath]]:
        for field in ("name", "official_name", "iso2", "iso3"):
            yield getattr(country, field), (field,)
        for number, later in enumerate(country.names):
            yield later.name, ("names", number, "name")
            yield later.official_name, ("names", number, "official_name")
        for number, alias in enumerate(country.aliases):
            yield alias, ("aliases", number)

    return Kind.COUNTRY.file(key), places()


def _of_delegation(exercise: Exercise, code: str) -> _Called:
    listed = exercise.delegation_list.delegations if exercise.delegation_list else ()
    place, delegation = next((at, one) for at, one in enumerate(listed) if one is exercise.delegations[code])

    def places() -> Iterator[tuple[str | None, RecordPath]]:
        for field in ("code", "name", "official_name"):
            yield getattr(delegation, field), ("delegations", place, field)
        for number, alias in enumerate(delegation.aliases):
            yield alias, ("delegations", place, "aliases", number)

    return Kind.DELEGATIONS.file(), places()


@check(
    Rule(
        code="PC203",
        severity=Severity.ERROR,
        title="an entry that stands twice in a list",
        why="Two entries of one id can say different things; only one of them can count.",
        mend="keep one of the two",
        breaks=examples.meeting(
            "forum: Visit\ndate: 2031-04-02\nquestions: [{id: way, text: Agreed?}, {id: way, text: When?}]\n"
        ),
        holds=examples.meeting(
            "forum: Visit\ndate: 2031-04-02\nquestions: [{id: way, text: Agreed?}, {id: date, text: When?}]\n"
        ),
    )
)
def listed_twice(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Regions, delegations, years, instruments, questions, answers, calls and partners listed twice."""
    for file, path, ids in _lists(on.exercise):
        seen: set[Hashable] = set()
        for number, one in enumerate(ids):
            if one in seen:
                words = " ".join(map(str, one)) if isinstance(one, tuple) else one
                message = f'"{words}" stands twice in {path[0]}'
                yield rule.finding(
                    file, message, path=(*path, number), arguments=(*map(str, path), str(words))
                )
            seen.add(one)


def _lists(exercise: Exercise) -> Iterator[tuple[str, RecordPath, Iterable[Hashable]]]:
    yield Kind.REGIONS.file(), ("regions",), [region.id for region in exercise.regions]
    if exercise.delegation_list:
        yield (
            Kind.DELEGATIONS.file(),
            ("delegations",),
            [d.code for d in exercise.delegation_list.delegations],
        )
        yield (
            Kind.DELEGATIONS.file(),
            ("populations",),
            [y.year for y in exercise.delegation_list.populations],
        )
    for key, country in exercise.countries.items():
        entries = [(entry.instrument, entry.title or "") for entry in country.cooperation]
        yield Kind.COUNTRY.file(key), ("cooperation",), entries
        yield Kind.COUNTRY.file(key), ("absent",), country.absent
    for key, meeting in exercise.meetings.items():
        yield Kind.MEETING.file(key), ("questions",), [question.id for question in meeting.questions]
        yield Kind.MEETING.file(key), ("delegations",), meeting.delegations or ()
    for at, code, position in exercise.all_positions:
        if position.answers or position.calls:
            file = Kind.POSITION.file(f"{at}/{code}")
            yield file, ("answers",), [answer.question for answer in position.answers]
            yield file, ("calls",), position.calls
    for key, document in exercise.documents.items():
        yield Kind.DOCUMENT.file(key), ("partners",), [partner.country for partner in document.partners or ()]


@check(
    Rule(
        code="PC210",
        severity=Severity.ERROR,
        title="an instrument that both exists and is absent",
        why="The drafter proposes what is absent and builds on what exists: it cannot be both.",
        mend="take it out of `absent`, or correct its status under `cooperation`",
        breaks=examples.country(
            "name: Belmonte\nregion: northern-shore\nabsent: [charter]\n"
            f"cooperation: [{{instrument: charter, status: in-force, {examples.SOURCES.strip()}}}]\n"
        ),
        holds=examples.country(
            "name: Belmonte\nregion: northern-shore\nabsent: [grant]\n"
            f"cooperation: [{{instrument: charter, status: in-force, {examples.SOURCES.strip()}}}]\n"
        ),
    ),
    Kind.COUNTRY,
)
def present_and_absent(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Instruments listed under both `cooperation` and `absent` of one country."""
    for key, country in on.exercise.countries.items():
        present = {entry.instrument: entry.status for entry in country.cooperation if entry.status != "ended"}
        for number, instrument in enumerate(country.absent):
            if instrument in present:
                message = f'"{instrument}" is {present[instrument]} and absent at once'
                yield rule.finding(Kind.COUNTRY.file(key), message, path=("absent", number))
