"""A search for all lists of a high total, in whole numbers.

It leaves a branch only where no list in it can be good enough, by one of two bounds.

- What the remaining picks would add if each added what it adds now; together they add no more, since a voter's
  further partners weigh less (submodularity).
- Prices: say that a voter pays a price for each partner, rather than sharing countries with others. Whatever the
  prices, the best that such a relaxed list could reach is no less than the best that a real one does (Lagrange).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from partnercli.tally.shortlist.profile import Picks, Profile, Unfinished

_FINE = 10_000
"""Parts of a weight in which prices are set."""
_ROUNDS = 150
"""How often prices are bettered."""


class Search:
    """A search for lists of a total of at least `least`, which may rise while it goes on.

    A voter's first partner on a list weighs the first of `weights`, its second the second, which is no larger, and
    so on; there are as many weights as there are picks. `most_steps` is how many branches are looked into: a bound
    of work that only very even profiles can meet.
    """

    def __init__(self, profile: Profile, weights: Sequence[int], most_steps: int) -> None:
        self.groups = [group.supporters for group in profile.groups]
        self.sizes = [len(group.countries) for group in profile.groups]
        self.voters = len(profile.voters)
        self.weights = (*weights, 0)
        self.size = len(weights)
        self.picks = [0] * len(self.groups)
        self.partners = [0] * self.voters
        self.total = 0
        self.least = 0
        self.most_steps = most_steps
        self.steps = 0

    def highest(self) -> int:
        """The highest total there is; Unfinished if that cannot be settled."""
        self.least = self._at_hand() + 1
        for _ in self._found(aim=self.least):
            self.least = self.total + 1
        return self.least - 1

    def reaching(self, least: int) -> Iterator[Picks]:
        """All lists of at least this total, each once; Unfinished where finding them is too hard."""
        self.least = least
        yield from self._found(aim=least + 1)

    def _found(self, aim: int) -> Iterator[Picks]:
        """All lists of at least `least`; while one is given, `total` is its own."""
        self.steps = 0
        self._set_prices(aim)
        yield from self._below(list(range(len(self.groups))), self.size)

    def _below(self, free: Sequence[int], left: int) -> Iterator[Picks]:
        """The lists made of the present picks and `left` more from the groups that are `free`."""
        if not left:
            if self.total >= self.least:
                yield tuple(self.picks)
            return
        self.steps += 1
        if self.steps > self.most_steps:
            raise Unfinished
        free = self._worth_a_look(free, left)
        open_ = sorted((-self._gain(group), group) for group in free)
        gains = [-gain for gain, group in open_ for _ in range(self._rest(group, left))]
        order = [group for _, group in open_]
        start = 0
        for place, group in enumerate(order):
            if len(gains) - start < left or self.total + sum(gains[start : start + left]) < self.least:
                return
            start += self._rest(group, left)
            self._pick(group)
            yield from self._below(order[place:], left - 1)
            self._give_back(group)

    def _rest(self, group: int, left: int) -> int:
        return min(self.sizes[group] - self.picks[group], left)

    def _gain(self, group: int) -> int:
        return sum(self.weights[self.partners[voter]] for voter in self.groups[group])

    def _pick(self, group: int) -> None:
        self.total += self._gain(group)
        self.picks[group] += 1
        for voter in self.groups[group]:
            self.partners[voter] += 1

    def _give_back(self, group: int) -> None:
        for voter in self.groups[group]:
            self.partners[voter] -= 1
        self.picks[group] -= 1
        self.total -= self._gain(group)

    def _at_hand(self) -> int:
        """The total of a good list that is quickly found: the best next pick, then the best exchanges."""
        picked = [self._pick_best() for _ in range(self.size)]
        before = -1
        while self.total > before:
            before = self.total
            for place, group in enumerate(picked):
                self._give_back(group)
                picked[place] = self._pick_best(group)
        reached = self.total
        for group in picked:
            self._give_back(group)
        return reached

    def _pick_best(self, rather: int = -1) -> int:
        open_ = [group for group in range(len(self.groups)) if self.picks[group] < self.sizes[group]]
        group = max(open_, key=lambda group: (self._gain(group), group == rather, -group))
        self._pick(group)
        return group

    def _worth_a_look(self, free: Sequence[int], left: int) -> Sequence[int]:
        """The groups that can be in a list of `left` more picks that is good enough by the prices set."""
        free = [group for group in free if self.picks[group] < self.sizes[group]]
        spare, dearest = self._priced(free, left)
        spare -= self.least * _FINE
        if spare < 0:
            return ()
        return [group for group in free if self.worth[group] + spare >= dearest]

    def _priced(self, free: Iterable[int], left: int) -> tuple[int, int]:
        """A bound by the prices set, and the worth of the last pick that it counts on; both in fine parts.

        No list made of the present picks and `left` more has a higher total than the bound.
        """
        bound = sum(table[number] for table, number in zip(self.surplus, self.partners, strict=True))
        bound += sum(self.worth[group] * number for group, number in enumerate(self.picks) if number)
        worth = 0
        for group in sorted(free, key=self.worth.__getitem__, reverse=True):
            taken, worth = self._rest(group, left), self.worth[group]
            bound += taken * worth
            left -= taken
            if not left:
                break
        return bound, worth

    def _set_prices(self, aim: int) -> None:
        """Prices under which the bound of the whole search is low: first one for all voters, then each its own.

        A bound below `aim` is low enough.
        """
        even = ([weight * _FINE] * self.voters for weight in sorted(set(self.weights)))
        kept = prices = min(even, key=self._bound_at)
        lowest = self._bound_at(kept)
        pace = self.weights[0] * _FINE // 8
        for _ in range(_ROUNDS):
            if lowest < aim * _FINE:
                break
            wanted, offered = (self._wanted(price) for price in prices), self._offered()
            prices = [
                max(0, price + pace * (want - have))
                for price, want, have in zip(prices, wanted, offered, strict=True)
            ]
            bound = self._bound_at(prices)
            if bound < lowest:
                kept, lowest = prices, bound
            pace -= pace // 20
        self._use(kept)

    def _bound_at(self, prices: Sequence[int]) -> int:
        self._use(prices)
        return self._priced(range(len(self.groups)), self.size)[0]

    def _use(self, prices: Sequence[int]) -> None:
        """Take these prices: what a pick is worth by them, and what a voter with so many partners has beyond them."""
        upto = [_FINE * worth for worth in accumulate(self.weights[:-1], initial=0)]
        self.worth = [sum(prices[voter] for voter in supporters) for supporters in self.groups]
        self.surplus = []
        for price in prices:
            beyond = [value - price * number for number, value in enumerate(upto)]
            self.surplus.append(list(accumulate(reversed(beyond), max))[::-1])

    def _wanted(self, price: int) -> int:
        """How many partners a voter would take at this price."""
        return sum(weight * _FINE > price for weight in self.weights)

    def _offered(self) -> list[int]:
        """How many partners each voter has in the list that is worth most by the prices."""
        offered, left = [0] * self.voters, self.size
        for group in sorted(range(len(self.groups)), key=self.worth.__getitem__, reverse=True):
            taken = min(self.sizes[group], left)
            for voter in self.groups[group]:
                offered[voter] += taken
            left -= taken
        return offered
