"""Rules that pick one country after another; every tied pick is followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from math import gcd, lcm
from typing import NamedTuple

from partnercli.tally.shortlist.profile import Picks, Profile, Shortlist, Unfinished

STATES = 10_000
"""How many states of a rule are followed once it has reached an end: only ties by the thousand meet this bound."""


class State(NamedTuple):
    """How far a rule has come, apart from the way there: equal states go on equally.

    `held` says what each voter has: its number of partners (sequential PAV, with a `unit` of 1), or what is left
    of its money (less than nothing: a load), in parts of which a pick costs `unit`.
    """

    picks: Picks
    unit: int
    held: tuple[int, ...]


class Step(NamedTuple):
    """One possible pick: `merit` is compared only with that of other picks from the same state."""

    merit: int
    group: int


Rule = Callable[[Profile, State, Iterable[int]], Iterator[State]]
"""From a state and the groups that still have a country to give, all next states that are equally right."""


def sequentially(rule: Rule, profile: Profile, size: int) -> Iterator[Shortlist]:
    """All shortlists that a rule can reach, each once; Unfinished, never before the first, where ways are too many."""
    reached: set[Picks] = set()
    for end, _ in _ends(rule, profile, size):
        if end.picks not in reached:
            reached.add(end.picks)
            yield from profile.shortlists(end.picks)


def paid_in_full(profile: Profile, shortlist: Shortlist) -> Shortlist:
    """The countries of a shortlist by equal shares that their supporters pay for; Phragmén's rule adds the others.

    Where ties leave several ways to the shortlist, it is told of one of them.
    """
    taken = [set(group.countries).intersection(shortlist) for group in profile.groups]
    picks = tuple(map(len, taken))
    ends = _ends(equal_shares, profile, len(shortlist))
    state, before = next((end, before) for end, before in ends if end.picks == picks)
    while min(state.held) < 0:  # nobody owes anything before Phragmén's rule goes on
        state = before[state]
    paid = (sorted(own)[:number] for own, number in zip(taken, state.picks, strict=True))
    return tuple(sorted(chain.from_iterable(paid)))


def _ends(rule: Rule, profile: Profile, size: int) -> Iterator[tuple[State, Mapping[State, State]]]:
    """All states with so many picks that a rule can reach, and by state the one before it on a way there."""
    start = _at_first(rule, profile, size)
    waiting = [start]
    before: dict[State, State] = {start: start}
    ended = False
    while waiting:
        state = waiting.pop()
        if sum(state.picks) == size:
            yield state, before
            ended = True
            continue
        following = set(rule(profile, state, _open(profile, state))) - before.keys()
        before.update(dict.fromkeys(following, state))
        if ended and len(before) > STATES:
            raise Unfinished
        waiting += sorted(following)


def _at_first(rule: Rule, profile: Profile, size: int) -> State:
    """Nothing picked; by equal shares voters have the cost of all picks together, by the other rules nothing."""
    voters = len(profile.voters)
    money = size if rule is equal_shares else 0
    return _reduced((0,) * len(profile.groups), voters, [money] * voters)


def sequential_pav(profile: Profile, state: State, groups: Iterable[int]) -> Iterator[State]:
    """The highest sum of 1/(partners so far + 1) over the supporters (Thiele 1895)."""
    whole = lcm(*range(1, max(state.held) + 2))
    gain = [whole // (partners + 1) for partners in state.held]
    steps = [Step(sum(gain[voter] for voter in profile.groups[group].supporters), group) for group in groups]
    for group in _best(steps):
        held = list(state.held)
        for voter in profile.groups[group].supporters:
            held[voter] += 1
        yield _reduced(_and_one(state.picks, group), state.unit, held)


def phragmen(profile: Profile, state: State, groups: Iterable[int]) -> Iterator[State]:
    """The pick after which its supporters, all levelled, bear the smallest load (Phragmén 1894)."""
    whole = profile.divisible
    steps = []
    for group in groups:
        supporters = profile.groups[group].supporters
        left = sum(state.held[voter] for voter in supporters) - state.unit
        steps.append(Step(left * (whole // len(supporters)), group))
    for group in _best(steps):
        supporters = profile.groups[group].supporters
        share = len(supporters)
        left = sum(state.held[voter] for voter in supporters) - state.unit
        held = [share * money for money in state.held]
        for voter in supporters:
            held[voter] = left
        yield _reduced(_and_one(state.picks, group), share * state.unit, held)


def equal_shares(profile: Profile, state: State, groups: Iterable[int]) -> Iterator[State]:
    """The pick that its supporters can pay with the smallest equal share each (Peters and Skowron 2020).

    Who has less gives all of it. When none can be paid for, Phragmén's rule goes on from what is left.
    """
    groups = tuple(groups)
    prices = {group: _price(profile, state, group) for group in groups}
    payable = {group: price for group, price in prices.items() if price is not None}
    if not payable:
        yield from phragmen(profile, state, groups)
        return
    whole = profile.divisible
    steps = [Step(-rest * (whole // payers), group) for group, (rest, payers) in payable.items()]
    for group in _best(steps):
        rest, payers = payable[group]
        held = [payers * money for money in state.held]
        for voter in profile.groups[group].supporters:
            held[voter] -= min(held[voter], rest)
        yield _reduced(_and_one(state.picks, group), payers * state.unit, held)


def _price(profile: Profile, state: State, group: int) -> tuple[int, int] | None:
    """What those who can pay an equal share pay together, and how many they are; None if it cannot be paid."""
    purses = sorted(state.held[voter] for voter in profile.groups[group].supporters)
    rest, payers = state.unit, len(purses)
    for money in purses:
        if money * payers >= rest:
            return rest, payers
        rest -= money
        payers -= 1
    return None


def _open(profile: Profile, state: State) -> Iterator[int]:
    sizes = (len(group.countries) for group in profile.groups)
    return (place for place, (size, taken) in enumerate(zip(sizes, state.picks, strict=True)) if taken < size)


def _best(steps: Iterable[Step]) -> list[int]:
    found = list(steps)
    merit = max(step.merit for step in found)
    return [step.group for step in found if step.merit == merit]


def _and_one(picks: Picks, group: int) -> Picks:
    return (*picks[:group], picks[group] + 1, *picks[group + 1 :])


def _reduced(picks: Picks, unit: int, held: list[int]) -> State:
    common = gcd(unit, *held)
    return State(picks, unit // common, tuple(money // common for money in held))
