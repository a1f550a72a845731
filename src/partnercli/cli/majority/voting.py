"""From what is asked to the answer: who takes part, how each would vote, and with which figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnercli.cli.majority.asked import Asked, refuse
from partnercli.cli.majority.reading import Otherwise, Reading
from partnercli.cli.majority.subject import Subject
from partnercli.documents.words import day_in_words, listed
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import Refused
from partnercli.tally.blocking import to_block, to_carry
from partnercli.tally.majority import Majority, Rule
from partnercli.tally.population import Population, voting_population
from partnercli.tally.votes import Vote, Votes, votes_of

_WORDS = {Vote.FOR: "in favour", Vote.AGAINST: "against", Vote.ABSTAIN: "abstaining"}


def reading_of(subject: Subject, asked: Asked, rule: Rule, most: int) -> Reading:
    """The answer; raises NotFound, Usage, or Refused where figures are missing. `most` caps the sets it names."""
    names = NamesGiven(subject.exercise)
    lists = {vote: names.each(names.delegation, given or ()) for vote, given in asked.lists.items()}
    only = names.each(names.delegation, asked.participants or ())
    out = names.each(names.delegation, asked.not_participating or ())
    names.check()
    taking_part = tuple(code for code in only or subject.invited if code not in out)
    listed_ones = {code: vote for vote, codes in lists.items() for code in codes}
    problems = [
        *_uninvited(subject, (*only, *out, *listed_ones)),
        *_misplaced(lists, subject.invited, taking_part),
    ]
    if not problems and not taking_part:
        problems.append(("nobody is left to take part", "let at least one delegation take part"))
    refuse(problems)
    votes = votes_of(subject.members, taking_part, {**subject.said, **listed_ones})
    majority = _weighed(subject, votes, rule, _supposed(subject, lists))
    unsaid = tuple(code for code in subject.by_convention if code in taking_part and code not in listed_ones)
    return Reading(
        subject,
        majority,
        to_block(majority, most),
        to_carry(majority, most),
        _otherwise(subject, majority, unsaid) if unsaid else None,
    )


def _otherwise(subject: Subject, majority: Majority, codes: tuple[str, ...]) -> Otherwise:
    """Who can accept is read in favour or abstaining, a scrutiny reservation abstaining or against."""
    read_as = majority.votes.cast[codes[0]]
    caution = Vote.AGAINST if subject.question else Vote.ABSTAIN
    instead = Vote.FOR if read_as is caution else caution
    votes = majority.votes.changed(dict.fromkeys(codes, instead))
    return Otherwise(codes, read_as, instead, majority._replace(votes=votes))


def _uninvited(subject: Subject, named: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for code in dict.fromkeys(named):
        if code not in subject.members:
            todo = "leave it out" if subject.table else "leave it out, or take another day: --on DATE"
            yield f"{code} is not a Member State on {day_in_words(subject.day)}", todo
        elif subject.table and code not in subject.invited:
            yield f"{code} is not expected at {subject.table.meeting}", "leave it out"


def _misplaced(
    lists: Mapping[Vote, tuple[str, ...]], invited: tuple[str, ...], taking_part: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for code in dict.fromkeys(code for codes in lists.values() for code in codes):
        options = [f"--{vote}" for vote, codes in lists.items() if code in codes]
        if len(options) > 1:
            yield f"{code} is in {listed(options)}", "keep it in one"
        if code in invited and code not in taking_part:
            yield f"{code} is in {options[0]} and does not take part", "leave it out of the list"


def _supposed(subject: Subject, lists: Mapping[Vote, tuple[str, ...]]) -> tuple[str, ...]:
    """What departs from the files; lists by hand depart from none."""
    if subject.table is None:
        return ()
    in_order = subject.exercise.in_protocol_order
    said = (f"{' '.join(in_order(set(codes)))} {_WORDS[vote]}" for vote, codes in lists.items() if codes)
    return (*subject.table.what_if, *said)


def _weighed(subject: Subject, votes: Votes, rule: Rule, what_if: tuple[str, ...]) -> Majority:
    return Majority(
        rule=rule,
        votes=votes,
        day=subject.day,
        population=_figures(subject, tuple(votes.cast)) if rule.weighs_population else None,
        meeting=subject.table.meeting if subject.table else None,
        marking=subject.marking,
        illustrative=bool(subject.table and subject.table.illustrative),
        what_if=what_if,
    )


def _figures(subject: Subject, taking_part: tuple[str, ...]) -> Population:
    found = voting_population(subject.exercise, taking_part, subject.day.year)
    if not found.missing:
        return found
    lacking = (
        "there are no population figures"
        if len(found.missing) == len(taking_part)
        else "no year has population figures for all who take part: that of "
        f"{listed(found.missing)} is missing for {found.year}"
    )
    raise Refused(
        lacking,
        "add the figures to data/delegations.yaml; --rule simple and --rule unanimity do without them",
    )
