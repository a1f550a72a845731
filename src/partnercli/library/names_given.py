"""Names given together: all that are unknown are said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from partnercli.library.lookup import find_country, find_delegation, find_region, typed
from partnercli.library.problems import NotFound
from partnercli.records.exercise import Exercise


class NamesGiven:
    """Finds what names stand for; `check` raises if any stood for nothing."""

    def __init__(self, exercise: Exercise) -> None:
        """Nothing is unknown yet."""
        self._exercise = exercise
        self._unknown: list[NotFound] = []

    def country(self, name: str) -> str:
        """The id of a country; empty where there is none."""
        return self._found(self._country, name)

    def region(self, name: str) -> str:
        """The id of a region; empty where there is none."""
        return self._found(find_region, name)

    def delegation(self, name: str) -> str:
        """The code of a delegation; empty where there is none."""
        return self._found(find_delegation, name)

    def subject(self, name: str) -> tuple[str, str]:
        """The country or, failing that, the region of this name: "country" or "region", and its id."""
        if self._exercise.country_names.find(typed(name)) is None:
            try:
                return "region", find_region(self._exercise, name)
            except NotFound:
                pass  # said as a country that is not there
        return "country", self.country(name)

    def each(self, find: Callable[[str], str], texts: Iterable[str]) -> tuple[str, ...]:
        """What each of the names stands for; a text holds one, or several parted by commas."""
        return tuple(dict.fromkeys(find(name) for text in texts for name in parted(self._exercise, text)))

    def check(self) -> None:
        """Raises NotFound with all names that are unknown, each with the nearest."""
        unknown = {str(problem): problem for problem in self._unknown}
        if len(unknown) == 1:
            raise self._unknown[0]
        if unknown:
            said = [
                f"{problem}{f' ({problem.hint})' if problem.hint else ''}" for problem in unknown.values()
            ]
            raise NotFound("; ".join(said), "correct these names; nothing was done")

    def _found(self, find: Callable[[Exercise, str], str], name: str) -> str:
        try:
            return find(self._exercise, name)
        except NotFound as problem:
            self._unknown.append(problem)
            return ""

    def _country(self, exercise: Exercise, name: str) -> str:
        try:
            return find_country(exercise, name)
        except NotFound as problem:
            try:
                region = find_region(exercise, name)
            except NotFound:
                raise problem from None
            raise NotFound(str(problem), f"it is a region: --region {region}") from None


def regions_named(exercise: Exercise, texts: Iterable[str] | None) -> tuple[str, ...]:
    """The ids of the regions typed after --region; raises NotFound with all that are unknown."""
    names = NamesGiven(exercise)
    found = names.each(names.region, texts or ())
    names.check()
    return found


def parted(exercise: Exercise, text: str) -> list[str]:
    """The names in a text parted by commas; a country whose own name has a comma is one name.

    Delegations may be parted by spaces too, as screens show them.
    """
    text = typed(text)
    if exercise.country_names.find(text) is not None:
        return [text]
    names = [name.strip() for name in text.split(",") if name.strip()]
    return [one for name in names for one in _delegations(exercise, name) or (name,)]


def _delegations(exercise: Exercise, name: str) -> list[str]:
    """The words of what is no delegation's name, if each of them is one."""
    find, words = exercise.delegation_names.find, name.split()
    return words if find(name) is None and all(find(word) for word in words) else []
