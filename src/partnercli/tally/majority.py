"""The Council's voting rules, exactly: a side reading of votes that nobody casts.

In whole numbers only. The rules are those in force since 1 November 2014: Article 16(4) TEU, Article 238 TFEU.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import Final, NamedTuple

from partnercli.records.marking import Marking
from partnercli.tally.population import Population
from partnercli.tally.votes import Vote, Votes

IN_FORCE: Final = date(2014, 11, 1)
"""The first day of these rules; before it, votes were weighted (Protocol No 36, Article 3)."""
POPULATION: Final = 65
"""Per cent of the population of those taking part that a qualified majority holds."""
_BLOCKING: Final = 1000 - 10 * POPULATION
"""Per mille of that population of which a blocking minority holds more (Article 238(3)(a) TFEU)."""
BLOCKING_MEMBERS: Final = 4
"""The fewest members of a blocking minority where all take part (Article 16(4) TEU)."""
DELAY: Final = 55
"""Per cent of what blocking takes with which opponents may have the debate go on (Decision 2009/857/EC, Article 4)."""
DELAY_SINCE: Final = date(2017, 4, 1)
"""Since when DELAY holds; before, it was EARLIER_DELAY (Article 1 of the same decision)."""
EARLIER_DELAY: Final = 75
NICE_UNTIL: Final = date(2017, 3, 31)
"""The last day on which a member could ask for weighted votes instead (Protocol No 36, Article 3(2))."""
_TENTHS_IN_DOUBT: Final = 5
"""By how many tenths of a point a share is taken to be off where the table is not the act's own."""


class Rule(StrEnum):
    """How a majority is counted."""

    QUALIFIED = "qualified"
    REINFORCED = "reinforced"
    SIMPLE = "simple"
    UNANIMITY = "unanimity"

    @property
    def weighs_population(self) -> bool:
        """Whether it has a second test, of population."""
        return self in _MEMBERS


_MEMBERS: Final = {Rule.QUALIFIED: 55, Rule.REINFORCED: 72}
"""Per cent of those taking part that must be in favour."""


class Majority(NamedTuple):
    """What a rule makes of votes.

    `day` decides who is a member and whose year's `population` counts; it is None for rules that weigh none,
    and otherwise has a figure for each that takes part. `meeting` is None for votes said by hand. `what_if`
    says in words what departs from the files.
    """

    rule: Rule
    votes: Votes
    day: date
    population: Population | None = None
    meeting: str | None = None
    marking: Marking = Marking.LIMITE
    illustrative: bool = False
    what_if: tuple[str, ...] = ()

    @property
    def in_favour(self) -> int:
        """How many are in favour."""
        return len(self.votes.in_favour)

    @property
    def not_in_favour(self) -> int:
        """How many are not: against, abstaining or absent."""
        return len(self.votes.not_in_favour)

    @property
    def needed(self) -> int:
        """How many must be in favour; at unanimity all who take part but those abstaining, and someone."""
        taking_part = len(self.votes.cast)
        if self.rule in _MEMBERS:
            return _up(_MEMBERS[self.rule] * taking_part, 100)
        if self.rule is Rule.SIMPLE:
            return taking_part // 2 + 1
        return max(1, taking_part - len(self.votes.of(Vote.ABSTAIN)))

    @property
    def persons(self) -> int:
        """The population of those in favour; 0 for a rule that weighs none."""
        return sum(self.population.figures[code] for code in self.votes.in_favour) if self.population else 0

    @property
    def all_persons(self) -> int:
        """The population of all who take part; 0 for a rule that weighs none."""
        return sum(self.population.figures.values()) if self.population else 0

    @property
    def persons_needed(self) -> int:
        """The population that must be in favour: 65 % of that of all who take part, exactly that being enough."""
        return _up(POPULATION * self.all_persons, 100)

    @property
    def blocking_number(self) -> int | None:
        """The fewest members that can be a blocking minority; None where the rule knows none.

        Four where all take part; else as many as can hold over 35 % of the population, and one more
        (Article 238(3)(a) TFEU). `reinforced` derogates from Article 16(4) and has no such clause.
        """
        return self._blocking_number(_BLOCKING) if self.rule is Rule.QUALIFIED else None

    @property
    def blocking_minority(self) -> bool | None:
        """Whether those not in favour block: the population is missed and they are enough; None as above."""
        number = self.blocking_number
        return None if number is None else self.persons < self.persons_needed and self.not_in_favour >= number

    @property
    def counts_as_reached(self) -> bool | None:
        """Whether it is carried without the population, those not in favour being too few to block."""
        if self.blocking_minority is None:
            return None
        return self.adopted and self.persons < self.persons_needed

    @property
    def adopted(self) -> bool:
        """Whether the votes would carry by this rule."""
        if self.in_favour < self.needed:
            return False
        return (
            not self.blocking_minority if self.rule is Rule.QUALIFIED else self.persons >= self.persons_needed
        )

    @property
    def missing_members(self) -> int:
        """How many more would have to be in favour; 0 where that is not what is missing."""
        return max(0, self.needed - self.in_favour)

    @property
    def missing_persons(self) -> int:
        """How many persons those in favour lack; 0 where it is carried all the same."""
        return 0 if self.adopted else max(0, self.persons_needed - self.persons)

    @property
    def exact_table(self) -> bool:
        """Whether the population figures are those of the act that holds in the year of the vote."""
        table = self.population
        return table is None or (table.standing == "act" and table.year == self.day.year)

    @property
    def close_to_the_line(self) -> bool | None:
        """Whether the share in favour is within half a point of 65 %, by figures that are not the act's own.

        None where population has no say. It can be so where no error of that size turns the result.
        """
        if self.population is None:
            return None
        off = abs(1000 * self.persons - 10 * POPULATION * self.all_persons)
        return not self.exact_table and off <= _TENTHS_IN_DOUBT * self.all_persons

    @property
    def uncertain(self) -> bool | None:
        """Whether the act's own figures could turn the result; None where population has no say.

        With any other table each share is taken to be up to half a point off: the share in favour, and the
        share that the largest hold, which the blocking number follows from.
        """
        if self.population is None:
            return None
        if self.exact_table or self.in_favour < self.needed:
            return False
        return self._adopted_within(_TENTHS_IN_DOUBT) and not self._adopted_within(-_TENTHS_IN_DOUBT)

    @property
    def may_go_on(self) -> bool | None:
        """Whether those against are enough to have the Council go on discussing what would be carried.

        By Decision 2009/857/EC, with 55 % of the population or of the number of members that blocking takes
        (75 % before 1 April 2017). How the number is counted is not spelled out: here as the members that keep
        a majority from its 55 %. None for other rules, where not all take part, and where nothing is carried.
        """
        if self.rule is not Rule.QUALIFIED or self.votes.not_taking_part or not self.adopted:
            return None
        part = DELAY if self.day >= DELAY_SINCE else EARLIER_DELAY
        against = self.votes.of(Vote.AGAINST)
        figures = self.population.figures if self.population else {}
        persons = sum(figures[code] for code in against)
        blocking = len(self.votes.cast) - self.needed + 1
        return (
            100 * 100 * persons >= part * (100 - POPULATION) * self.all_persons
            or 100 * len(against) >= part * blocking
        )

    def _blocking_number(self, per_mille: int, *, reaching: bool = False) -> int:
        """The blocking number, were a minority to hold more than (or, `reaching`, at least) this share."""
        if not self.votes.not_taking_part:
            return BLOCKING_MEMBERS
        largest_first = sorted(self.population.figures.values(), reverse=True) if self.population else ()
        line = per_mille * self.all_persons
        enough = (
            held * 1000 >= line if reaching else held * 1000 > line for held in accumulate(largest_first)
        )
        return next((place for place, over in enumerate(enough, 1) if over), len(self.votes.cast)) + 1

    def _adopted_within(self, tenths: int) -> bool:
        """Whether it is carried, the members being enough, with shares this much kinder or, below 0, unkinder."""
        line = (10 * POPULATION - tenths) * self.all_persons
        held = 1000 * self.persons
        if held >= line if tenths > 0 else held > line:
            return True
        if self.rule is not Rule.QUALIFIED:
            return False
        return self.not_in_favour < self._blocking_number(_BLOCKING + tenths, reaching=tenths < 0)


def _up(dividend: int, divisor: int) -> int:
    """A quotient of whole numbers, rounded up."""
    return -(-dividend // divisor)
