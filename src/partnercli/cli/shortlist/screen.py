"""A shortlist on a screen: the list, whom it represents, what it gives to groups, what other rules would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from partnercli.cli.reading_words import foot, head, in_confidence
from partnercli.cli.shortlist.decided import DecidedBeside
from partnercli.cli.shortlist.words import ASKS, budget, equally_good, guarantees, in_words, paid, represented
from partnercli.cli.supposing import Positions
from partnercli.cli.terminal import Line, wrapped
from partnercli.documents.partners import by_region
from partnercli.documents.words import listed
from partnercli.records.exercise import Exercise
from partnercli.records.names import fold
from partnercli.records.plural import plural
from partnercli.tally.shortlist.profile import Shortlist
from partnercli.tally.shortlist.result import Choice

_TIES = 5
"""How many equally good shortlists are told apart one by one."""


def screen(found: Positions, choice: Choice, of_list: DecidedBeside | None, width: int) -> Iterator[Line]:
    """The whole screen."""
    heading = f"A shortlist of {len(choice.first)} by {choice.rule}"
    yield from head(found.table, found.title, width, heading)
    yield from _ties(found, choice, width)
    yield from _by_region(found, choice, width)
    yield ()
    yield from _represented(found, choice, width)
    yield ()
    if of_list:
        yield from wrapped(of_list.in_words(choice, found.table.names), width, indent="")
        yield ()
    yield from _explained(found, choice, width)
    yield ()
    yield from _other_rules(found, choice, width)
    yield ()
    yield from _foot(found, choice, width)


def in_regions(
    exercise: Exercise, choice: Choice, countries: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """Countries by the name of their region: regions as listed, in each the most supported first, then by name."""

    def order(country: str) -> tuple[int, str]:
        return -len(choice.profile.supporters[country]), fold(exercise.countries[country].name)

    return by_region(exercise, sorted(countries, key=order))


def _ties(found: Positions, choice: Choice, width: int) -> Iterator[Line]:
    names = found.table.names
    text = f"{equally_good(choice)}."
    if choice.truncated and len(choice.shortlists) > 1:
        text += " The search ended there, so what all of them have in common is not known."
    elif len(choice.shortlists) > 1:
        sure = listed([names[country] for country in choice.in_all])
        differing = listed([names[country] for country in choice.in_some if country not in choice.in_all])
        text += f" In all of them: {sure or 'no country'}. They differ in {differing}."
    if len(choice.shortlists) == 1:
        text += " Its countries, each with those who support it:"
    yield from wrapped(text, width, indent="")
    if 1 < len(choice.shortlists) <= _TIES:
        for place, shortlist in enumerate(choice.shortlists, start=1):
            own = listed([names[country] for country in shortlist if country not in choice.in_all])
            yield from wrapped(f"  {place}  {own}", width, indent="     ")
    if len(choice.shortlists) > 1:
        said = "The first of them, each country with those who support it:"
        yield from wrapped(said, width, indent="")


def _by_region(found: Positions, choice: Choice, width: int) -> Iterator[Line]:
    names, supporters = found.table.names, choice.profile.supported_by
    for region, countries in in_regions(found.exercise, choice, choice.first):
        yield from wrapped(f"  {region}", width, "bold", indent="    ")
        for country in countries:
            codes = supporters[country]
            text = f"    {names[country]} {len(codes)}: {' '.join(codes)}"
            yield from wrapped(text, width, indent=" " * 6)


def _represented(found: Positions, choice: Choice, width: int) -> Iterator[Line]:
    yield from wrapped(represented(choice), width, "bold")
    for number in sorted(set(map(len, choice.partners.values())), reverse=True):
        codes = [code for code, countries in choice.partners.items() if len(countries) == number]
        label = f"by {plural(number, 'country', 'countries')}" if number else "by none of theirs"
        yield from wrapped(f"  {label:<18}{len(codes):>2}: {' '.join(codes)}", width, indent=" " * 24)
    if choice.enough is not None:
        yield from wrapped(_enough(choice, choice.enough, found.table.names), width, indent="")


def _enough(choice: Choice, smallest: Shortlist, names: Mapping[str, str]) -> str:
    """How few countries represent as many; the others of a longer list are free."""
    named = listed([names[country] for country in smallest])
    free = len(choice.first) - len(smallest)
    if not free:
        return "No shorter list represents as many."
    return (
        f"{plural(len(smallest), 'country represents', 'countries represent')} as many, for example {named}; by this"
        f" rule {plural(free, 'place')} could go to any country."
    )


def _explained(found: Positions, choice: Choice, width: int) -> Iterator[Line]:
    for sentence in guarantees(choice):
        yield from wrapped(sentence, width, indent="   ")
    if choice.completed is not None:
        yield ()
        yield from wrapped(budget(len(choice.profile.voters), len(choice.first)), width, indent="")
        yield from wrapped(paid(choice, choice.completed, found.table.names), width, indent="")


def _other_rules(found: Positions, choice: Choice, width: int) -> Iterator[Line]:
    yield from wrapped("What another rule would change, at the least", width, "bold")
    for rule, change in choice.others.items():
        text = f"  {rule:<19} {ASKS[rule]}: {in_words(change, found.table.names)}"
        yield from wrapped(text, width, indent=" " * 22)


def _foot(found: Positions, choice: Choice, width: int) -> Iterator[Line]:
    table = found.table
    unheard = [code for code in table.responded if code not in choice.profile.voters]
    said = "Silent delegations are no voters"
    if unheard:
        said += f", nor are those that support no country ({' '.join(unheard)})"
    said += ". A reservation, an opposition or a region named without a country is no approval."
    yield from foot(width, said, in_confidence(table.bilateral))
