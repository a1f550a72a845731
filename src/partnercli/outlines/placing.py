"""Where a new step comes to stand among those of an outline that is there already (R7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from partnercli.outlines.catalogue import predecessors
from partnercli.records.instrument import Instrument
from partnercli.records.plain import Plain


def inserted(
    steps: Sequence[Plain],
    new: Plain,
    order: Sequence[str],
    instruments: Mapping[str, Instrument],
) -> list[Plain]:
    """The steps with a new one: behind the one that stands before it in `order`, and all that it waits for.

    `order` are the instruments of a draft, the new one's among them. Before a step that needs it by law it
    stands wherever that is.
    """
    slug = new["instrument"]
    places = {step["instrument"]: place for place, step in reversed(list(enumerate(steps)))}
    before = [places[one] for one in order[: order.index(slug)] if one in places]
    waits = [place for place, step in enumerate(steps) if step["id"] in new.get("after", ())]
    needing = [place for one, place in places.items() if needs(instruments, one, slug)]
    place = min([before[-1] + 1 if before else 0, *needing])
    place = max([place, *(one + 1 for one in waits)])
    return [*steps[:place], new, *steps[place:]]


def needs(instruments: Mapping[str, Instrument], one: str, other: str) -> bool:
    """Whether the law puts `other` before `one`."""
    return one in instruments and other in predecessors(instruments[one], "required")


def in_order_of(steps: Sequence[Plain], order: Sequence[str], movable: Collection[str]) -> list[Plain]:
    """The steps with those of the ids `movable` in the order of their instruments; each other one stays put."""
    ranks = {slug: place for place, slug in enumerate(order)}
    moving = [step for step in steps if step["id"] in movable and step["instrument"] in ranks]
    moved = iter(sorted(moving, key=lambda step: ranks[step["instrument"]]))
    ids = {step["id"] for step in moving}
    return [next(moved) if step["id"] in ids else step for step in steps]


def inversions(instruments: Mapping[str, Instrument], slugs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The instruments of steps, in their order, that stand before one which they need by law, each with that one."""
    for place, slug in enumerate(slugs):
        for other in set(slugs[place + 1 :]) - set(slugs[:place]):
            if needs(instruments, slug, other):
                yield slug, other
