"""Names as they are typed while somebody speaks: whole, as a code, or only as far as one alone can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from partnercli.records.names import Lookup, fold

_SHORTEST = 3
"""Letters of the shortest abbreviation: two are a code, or mean nobody."""
_MOST_SHOWN = 6
"""Names shown where an abbreviation fits several."""


class Unclear(ValueError):
    """A word that was not understood; `hint` says what to type instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Names:
    """What one kind of thing is called: countries, regions, delegations, questions, replies."""

    def __init__(self, what: str, lookup: Lookup, short: Mapping[str, Sequence[str]]) -> None:
        """`what` is the kind in words; `short` gives each id's names that may be abbreviated, the first is shown."""
        self._what = what
        self._lookup = lookup
        self._short = short
        self._words = {key: [fold(name).split() for name in (*names, key)] for key, names in short.items()}

    @classmethod
    def of_ids(cls, what: str, ids: Iterable[str]) -> Names:
        """Things that have no name but their id."""
        named: dict[str, tuple[str, ...]] = dict.fromkeys(ids, ())
        return cls(what, Lookup(named), named)

    @property
    def shown(self) -> tuple[str, ...]:
        """How each is shown, in their order."""
        return tuple(map(self.name, self._short))

    def name(self, key: str) -> str:
        """The name by which one is shown, and found again: its id where the name belongs to several."""
        name = next(iter(self._short.get(key, ())), key)
        return name if self._lookup.find(name) == key else key

    def exactly(self, text: str) -> str | None:
        """The id of the one called so in full, by name, code, alias or id; None where there is none."""
        return self._lookup.find(text)

    def fitting(self, text: str) -> tuple[str, ...]:
        """The ids that an abbreviation may stand for: its words begin words of a name, in the name's order."""
        typed = fold(text).split()
        if sum(map(len, typed)) < _SHORTEST:
            return ()
        return tuple(key for key, names in self._words.items() if any(_begin(typed, name) for name in names))

    def find(self, text: str) -> str:
        """The id meant; raises Unclear, with the nearest name or those among which it is to choose."""
        if (found := self.exactly(text)) is not None:
            return found
        fitting = sorted(self._lookup.shared.get(fold(text), ())) or self.fitting(text)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            names = [self.name(key) for key in fitting[:_MOST_SHOWN]]
            more = ", …" if len(fitting) > _MOST_SHOWN else ""
            raise Unclear(f'"{text}" may be {", ".join(names)}{more}', "type more of it")
        near = self._lookup.suggest(text)
        hint = f"did you mean {self.name(near[1])}?" if near else ""
        raise Unclear(f'there is no {self._what} "{text}"', hint)


def _begin(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words typed begin words of the name, one after the other; words between may be left out."""
    left = iter(name)
    return all(any(word.startswith(start) for word in left) for start in typed)
