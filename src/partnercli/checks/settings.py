"""PC301 to PC306: the settings, the Presidencies and the population figures agree with the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from partnercli.checks import examples
from partnercli.checks.judgement import FIXED
from partnercli.checks.readings import MOST_HINTS, Readings
from partnercli.checks.registry import catalogue, check
from partnercli.findings import Example, Finding, Rule, Severity
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.records.share import as_text


@check(
    Rule(
        code="PC301",
        severity=Severity.ERROR,
        title="a severity that cannot be set",
        why="There is no such finding, or it is always an error; the setting changes nothing, and nobody notices.",
        mend="use a code that `partner validate` prints",
        breaks=examples.settings(f"{examples.PRIORITY}{examples.PHRASES}checks: {{PC999: note}}\n"),
        holds=examples.settings(f"{examples.PRIORITY}{examples.PHRASES}checks: {{PC305: note}}\n"),
    )
)
def unknown_code(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Codes under `checks` that no rule has, or that are always errors."""
    for number, code in enumerate(on.exercise.config.checks if on.exercise.config else ()):
        if code in FIXED:
            message = f"{code} is always an error: a file that cannot be read is not counted"
            yield rule.finding(
                Kind.CONFIG.file(), message, hint="take it out", path=("checks", code), at_key=True
            )
        elif code not in catalogue():
            hint = did_you_mean(code, catalogue()) if number < MOST_HINTS else ""
            message = f'there is no finding "{code}"'
            yield rule.finding(Kind.CONFIG.file(), message, hint=hint, path=("checks", code), at_key=True)


@check(
    Rule(
        code="PC302",
        severity=Severity.WARNING,
        title="phrases that are not highest first",
        why="The first band that fits is used, so a band behind a wider one is never reached.",
        mend="put the bands in order: the greatest share first, exact counts after the shares they lie under",
        breaks=examples.settings(
            f"{examples.PRIORITY}phrases: [{{at_least: 1/3, phrase: several}}, {{at_least: 0.5, phrase: many}}]\n"
        ),
        holds=examples.settings(
            f"{examples.PRIORITY}phrases: [{{at_least: 0.5, phrase: many}}, {{at_least: 1/3, phrase: several}}]\n"
        ),
    )
)
def bands_in_order(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Bands that a band before them swallows."""
    bands = on.exercise.config.phrases if on.exercise.config else ()
    shares = [(number, band.at_least) for number, band in enumerate(bands) if band.at_least is not None]
    for (_, before), (number, share) in pairwise(shares):
        if share >= before:
            message = f"{as_text(share)} comes after {as_text(before)} and is never reached"
            yield rule.finding(Kind.CONFIG.file(), message, path=("phrases", number))


@check(
    Rule(
        code="PC303",
        severity=Severity.WARNING,
        title="a phrase weaker than the threshold's",
        why="A country can be a priority while the text calls its support by a smaller word than the rule means.",
        mend="let one band begin at the threshold of `priority`",
        breaks=examples.settings(
            f"current_meeting: {examples.MEETING}\n"
            "priority: {at_least: 0.4, of: responded, within: region}\n"
            "phrases: [{at_least: 0.4, phrase: many}, {at_least: 0.1, phrase: some}]\n"
        ),
        holds=examples.settings(f"{examples.PRIORITY}{examples.PHRASES}"),
    ),
    Kind.POSITION,
    Kind.MEETING,
)
def phrase_of_priority(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Priorities of the current meeting whose phrase comes after that of the threshold."""
    config, tally = on.exercise.config, on.firm_tally(on.exercise.current_meeting)
    if config is None or tally is None:
        return
    phrases = [band.phrase for band in config.phrases]
    line = next(
        (b.phrase for b in config.phrases if b.at_least and b.at_least <= config.priority.at_least), None
    )
    for row in tally.priorities:
        if line is not None and (row.phrase is None or phrases.index(row.phrase) > phrases.index(line)):
            message = f'{row.name} is a priority and its support is worded "{row.phrase or ""}", not "{line}"'
            yield rule.finding(Kind.CONFIG.file(), message, path=("phrases",), arguments=(row.country,))


@check(
    Rule(
        code="PC304",
        severity=Severity.WARNING,
        title="a Presidency that does not hold the chair",
        why="The documents say who sends them; the wrong Presidency would be on all of them.",
        mend="correct `presidency` in partner.yaml, or the terms in data/presidencies.yaml",
        breaks=Example(
            "partner.yaml",
            "format: 1\ntitle: Partnerships\npresidency: QM\n"
            f"current_meeting: {examples.MEETING}\n{examples.PRIORITY}{examples.PHRASES}",
        ),
        holds=examples.settings(
            f"current_meeting: {examples.MEETING}\n{examples.PRIORITY}{examples.PHRASES}"
        ),
    ),
    Kind.PRESIDENCIES,
    Kind.MEETING,
)
def presidency_in_office(on: Readings, rule: Rule) -> Iterator[Finding]:
    """The Presidency named, on the day of the current meeting."""
    config, terms = on.exercise.config, on.exercise.presidency_list
    meeting = on.exercise.meetings.get(on.exercise.current_meeting or "")
    if config is None or terms is None or meeting is None:
        return
    holders = [term.delegation for term in terms.presidencies if term.holds(meeting.date)]
    if holders and config.presidency not in holders:
        message = f"{config.presidency} does not hold the Presidency on {meeting.date}: {holders[0]} does"
        yield rule.finding(Kind.CONFIG.file(), message, path=("presidency",))


@check(
    Rule(
        code="PC305",
        severity=Severity.WARNING,
        title="a population figure is missing",
        why="Without every expected delegation's figure there is no population share for any country.",
        mend="add the figure under `population` in data/delegations.yaml, with the year's standing",
        breaks=Example(
            "data/delegations.yaml",
            "delegations:\n"
            "  - {code: QM, name: Marland, accession: 2001-01-01, population: {2031: 900}}\n"
            f"  - {{code: QP, name: Pellerin, accession: 2001-01-01}}\n{examples.SOURCES}",
        ),
        holds=Example(
            "data/delegations.yaml",
            "delegations:\n"
            "  - {code: QM, name: Marland, accession: 2001-01-01, population: {2031: 900}}\n"
            f"  - {{code: QP, name: Pellerin, accession: 2001-01-01, population: {{2031: 70}}}}\n{examples.SOURCES}",
        ),
    ),
    Kind.POSITION,
    Kind.MEETING,
)
def population_known(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Expected delegations of the current meeting without a figure for its year."""
    tally = on.current_tally
    if tally is None or not tally.population.missing:
        return
    year, missing = tally.population.year or tally.day.year, tally.population.missing
    message = f"no population for {year} of {', '.join(missing)}, so that no population share can be given"
    yield rule.finding(
        Kind.DELEGATIONS.file(), message, path=("delegations",), arguments=(str(year), *missing)
    )


@check(
    Rule(
        code="PC306",
        severity=Severity.WARNING,
        title="Presidencies that overlap or leave a gap",
        why="Each day has one Presidency; calendars and timelines are read by it.",
        mend="let each term begin on the day after the one before",
        breaks=Example(
            "data/presidencies.yaml",
            "presidencies:\n  - {delegation: QP, from: 2031-01-01, to: 2031-06-30}\n"
            f"  - {{delegation: QR, from: 2031-06-30, to: 2031-12-31}}\n{examples.SOURCES}",
        ),
        holds=Example(
            "data/presidencies.yaml",
            "presidencies:\n  - {delegation: QP, from: 2031-01-01, to: 2031-06-30}\n"
            f"  - {{delegation: QR, from: 2031-07-01, to: 2031-12-31}}\n{examples.SOURCES}",
        ),
    )
)
def terms_in_order(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Terms that do not begin on the day after the one before."""
    terms = on.exercise.presidency_list.presidencies if on.exercise.presidency_list else ()
    for number, (before, term) in enumerate(pairwise(terms), 1):
        if term.start != before.end + timedelta(days=1):
            message = f"{term.delegation} begins on {term.start}, {before.delegation} ends on {before.end}"
            yield rule.finding(Kind.PRESIDENCIES.file(), message, path=("presidencies", number, "from"))
