"""PC320 to PC324: what delegations say can be counted."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.checks import examples
from partnercli.checks.readings import Readings
from partnercli.checks.registry import check
from partnercli.findings import Finding, Rule, Severity
from partnercli.records.kinds import Kind
from partnercli.records.position import Position


@check(
    Rule(
        code="PC320",
        severity=Severity.WARNING,
        title="a position of a delegation not expected there",
        why="It is counted in no figure: the delegation was no member on that day, or not on the meeting's list.",
        mend="take the file out, or add the delegation to `delegations` in the meeting's file",
        breaks=examples.position(
            "preferences: [{country: corvo}]\n", f"data/positions/{examples.MEETING}/qt.yaml"
        ).with_text("QS", "QT"),
        holds=examples.position("preferences: [{country: corvo}]\n"),
    )
)
def not_expected(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Positions of delegations that were no members, or not on the meeting's list."""
    for at, code, position in on.exercise.all_positions:
        meeting, delegation = on.exercise.meetings.get(at), on.exercise.delegations.get(position.delegation)
        if meeting is None or delegation is None:
            continue
        reason = hint = ""
        if not delegation.member_on(meeting.date):
            reason, hint = (
                f"it was no member on {meeting.date}",
                "take the file out, or check the meeting's date",
            )
        elif meeting.delegations is not None and position.delegation not in meeting.delegations:
            reason = "it is not on the meeting's list"
        if reason:
            message = f"{position.delegation} is not expected at {at}: {reason}"
            yield rule.finding(Kind.POSITION.file(f"{at}/{code}"), message, hint=hint, path=("delegation",))


@check(
    Rule(
        code="PC321",
        severity=Severity.ERROR,
        title="a delegation that speaks twice at one meeting",
        why="Only one of the two files can be counted.",
        mend="merge the two files into the one named for the delegation",
        breaks=examples.position("", f"data/positions/{examples.MEETING}/qm-2.yaml").with_text("QS", "QM"),
        holds=examples.position(""),
    )
)
def speaks_twice(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Delegations with two files at one meeting."""
    for at, positions in on.exercise.positions.items():
        first: dict[str, str] = {}
        for code in sorted(positions, key=lambda code: (positions[code].delegation.lower() != code, code)):
            delegation = positions[code].delegation
            if delegation in first:
                other = Kind.POSITION.file(f"{at}/{first[delegation]}")
                message = f"{delegation} speaks here and in {other}"
                yield rule.finding(Kind.POSITION.file(f"{at}/{code}"), message, path=("delegation",))
            first.setdefault(delegation, code)


@check(
    Rule(
        code="PC322",
        severity=Severity.ERROR,
        title="a contradiction in one position",
        why="One delegation has one stance on a country. Until it is settled the most cautious one is counted: "
        "a figure in a document must never overstate agreement.",
        mend="keep the entry that the delegation stands by",
        breaks=examples.position("preferences: [{country: corvo}, {country: corvo, stance: opposition}]\n"),
        holds=examples.position("preferences: [{country: corvo, stance: opposition}]\n"),
        confidential=True,
    )
)
def contradiction(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Subjects named with different stances."""
    for file, number, entry, earlier in on.repeated:
        if entry.stance is not earlier.stance:
            name = entry.subject[1]
            message = f'"{name}" is named with {entry.stance} here and with {earlier.stance} above'
            yield rule.finding(file, message, path=("preferences", number), arguments=(name,))


@check(
    Rule(
        code="PC323",
        severity=Severity.WARNING,
        title="a country or region named twice",
        why="It counts once; the second entry may have been meant for another country.",
        mend="take one of the two out",
        breaks=examples.position("preferences: [{country: corvo}, {country: corvo}]\n"),
        holds=examples.position("preferences: [{country: corvo}]\n"),
        confidential=True,
    )
)
def named_twice(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Subjects named more than once with one stance."""
    for file, number, entry, earlier in on.repeated:
        if entry.stance is earlier.stance:
            message = f'"{entry.subject[1]}" is named twice with {entry.stance}; it counts once'
            yield rule.finding(file, message, path=("preferences", number), arguments=(entry.subject[1],))


@check(
    Rule(
        code="PC324",
        severity=Severity.WARNING,
        title="two countries on one rank",
        why="A rank says which country a delegation names first; two of one rank say nothing.",
        mend="give each its own rank, or leave rank out",
        breaks=examples.position("preferences: [{country: corvo, rank: 1}, {country: esker, rank: 1}]\n"),
        holds=examples.position("preferences: [{country: corvo, rank: 1}, {country: esker, rank: 2}]\n"),
        confidential=True,
    )
)
def ranked_once(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Ranks that one delegation gives twice."""
    for at, code, position in on.exercise.all_positions:
        ranks = [one.rank for one in position.preferences or () if one.rank is not None]
        if len(set(ranks)) < len(ranks):
            yield from _shared_ranks(rule, Kind.POSITION.file(f"{at}/{code}"), position)


def _shared_ranks(rule: Rule, file: str, position: Position) -> Iterator[Finding]:
    taken: dict[int, str] = {}
    for number, preference in enumerate(position.preferences or ()):
        name = preference.subject[1]
        if preference.rank is not None and taken.setdefault(preference.rank, name) != name:
            message = f'"{name}" and "{taken[preference.rank]}" both have rank {preference.rank}'
            yield rule.finding(file, message, path=("preferences", number, "rank"))
