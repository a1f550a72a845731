"""The countries and regions that a text names, as people write them in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from partnercli.exchange.texts import LONGEST_NAME, LONGEST_TEXT, single_spaced
from partnercli.recording.positions import Subject
from partnercli.records.base import shown
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import Lookup, fold

_BEFORE = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)]\s*|[a-z]\)\s*|[-–—•·▪]\s+)", re.IGNORECASE)
"""Numbering and bullets before a name."""
_BEHIND = re.compile(r"(?:\s*(?:[*†‡§¹²³⁰⁴-⁹]|[\[(]\d{1,2}[\])]|(?<=[^\W\d_])\d{1,2}))+\s*$")
"""Signs of a footnote behind it."""
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_AS_A_REGION = re.compile(r"^the\s+|\s+(?:region|as a region|\(region\))$", re.IGNORECASE)
_PARTS: Final = (
    re.compile(r"[;\n]"),
    re.compile(r"[,/]"),
    re.compile(r"\s+(?:and|et|und|e|y|en|i|och|og)\s+|\s*[&+]\s*", re.IGNORECASE),
)
"""What parts several names in one cell, the plainest first."""
_MOST_JOINED = 4
"""Parts of the longest name that holds such a sign itself."""
_MOST_NAMES = 100
_MOST_KEPT = 4096
"""Names that were looked up are kept: a table has the same ones again and again."""
_MOST_SUGGESTED = 50
"""To look for the nearest name takes time: a table has this many, and the faults after them have no hint."""
_MOST_LOOKED_UP = 100_000
"""Names that are looked up for one file: far more than all delegations write, and a second's work."""
_TOO_MANY = ("it is not looked at: the file has too many names", "import it in several files")


class Unknown(NamedTuple):
    """A name that nothing is called: what is wrong, what to do, and whether one is `near` to it."""

    message: str
    hint: str
    near: bool = False


class Named(NamedTuple):
    """What a text names, and the parts of it that name nothing known."""

    subjects: tuple[Subject, ...] = ()
    unknown: tuple[Unknown, ...] = ()


class Subjects:
    """Finds countries and regions of an exercise by any of their names, for one file; what is too much is unknown."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._suggested = 0
        self._looked_up = 0
        self._read: dict[str, Named] = {}
        self._found = lru_cache(_MOST_KEPT)(self._find)

    @cached_property
    def _regions(self) -> Lookup:
        return Lookup({region.id: (region.name,) for region in self._exercise.regions})

    @cached_property
    def _every_name(self) -> Lookup:
        """All countries and regions under one roof, to look for the nearest; a country's id wins over a region's."""
        countries = {country.name: country.called for country in self._exercise.countries.values()}
        return Lookup({**{region.name: (region.id,) for region in self._exercise.regions}, **countries})

    def one(self, text: str) -> Subject | None:
        """The country or region that a text names as a whole; numbering and footnote signs do not count."""
        self._looked_up += 1
        return None if self._too_many else self._found(text)

    @property
    def _too_many(self) -> bool:
        return self._looked_up > _MOST_LOOKED_UP

    def _find(self, text: str) -> Subject | None:
        name = _bare(text)
        for spelling in (name, _turned(name), _BEHIND.sub("", text).strip()):
            if spelling and (country := self._exercise.country_names.find(spelling)) is not None:
                return ("country", country)
        return self.region(name) or self._with_another_name(name)

    def _with_another_name(self, name: str) -> Subject | None:
        """A country with another of its names, or its region, in brackets: what else stands there may be a position."""
        brackets = _BRACKETS.search(name)
        country = self._exercise.country_names.find(name[: brackets.start()]) if brackets else None
        if brackets is None or country is None:
            return None
        also = self._exercise.country_names.find(brackets[1]) or self._regions.find(brackets[1])
        return ("country", country) if also in (country, self._exercise.countries[country].region) else None

    def region(self, text: str) -> Subject | None:
        """The region that a text names: Sahel, the Sahel, Sahel region, Sahel as a region."""
        if len(text) > LONGEST_TEXT:
            return None
        text = single_spaced(text)
        for spelling in (text, _AS_A_REGION.sub("", _AS_A_REGION.sub("", text)).strip()):
            if spelling and (region := self._regions.find(spelling)) is not None:
                return ("region", region)
        return None

    def named(self, text: str) -> Named:
        """All that a cell names: one name, or several in a list; a part that is none of them is unknown."""
        if text not in self._read:
            self._read[text] = self._named(single_spaced(text))
        return self._read[text]

    def names(self, text: str) -> bool:
        """Whether a cell names countries and regions and nothing else."""
        return not self._too_many and _short(text) and self._all_known(single_spaced(text), 0)

    def _all_known(self, text: str, level: int) -> bool:
        """Whether each part of a text names something; the first that does not ends the search."""
        if self.one(text) is not None:
            return True
        known = False
        for part in self._runs(text, level) if level < len(_PARTS) else ():
            known = self._all_known(part, level + 1)
            if not known:
                break
        return known

    def _named(self, text: str) -> Named:
        if not _short(text):
            return Named(
                unknown=(Unknown(f"{shown(text)} is too long for a list of names", "part it into rows"),)
            )
        found = [] if self._too_many else self._parted(text, 0)
        if self._too_many:
            return Named(unknown=(Unknown(*_TOO_MANY),))
        known = tuple(dict.fromkeys(subject for _, subject in found if subject is not None))
        return Named(known, tuple(self._unknown(part) for part, subject in found if subject is None))

    def _parted(self, text: str, level: int) -> list[tuple[str, Subject | None]]:
        """The parts of a text, each with what it names; the text undivided where no part of it names anything."""
        if (whole := self.one(text)) is not None:
            return [(text, whole)]
        if level == len(_PARTS):
            return [(text.strip(), None)]
        found = [pair for part in self._runs(text, level) for pair in self._parted(part, level + 1)]
        return found if any(subject for _, subject in found) else [(text.strip(), None)]

    def _runs(self, text: str, level: int) -> Iterator[str]:
        """The parts between the signs of a level; several stay together where they are one name with such a sign."""
        signs = list(_PARTS[level].finditer(text))
        starts, ends = [0, *(sign.end() for sign in signs)], [*(sign.start() for sign in signs), len(text)]
        at = 0
        while at < len(starts):
            sizes = range(min(_MOST_JOINED, len(starts) - at), 1, -1)
            joined = (size for size in sizes if self.one(text[starts[at] : ends[at + size - 1]]) is not None)
            size = next(joined, 1)
            if (part := text[starts[at] : ends[at + size - 1]]).strip():
                yield part
            at += size

    def _unknown(self, name: str) -> Unknown:
        shared = self._exercise.country_names.shared.get(fold(name), ())
        if shared:
            names = ", ".join(sorted(self._exercise.countries[key].name for key in shared))
            return Unknown(f"{shown(name)} may be {names}", "write the full name", near=True)
        brackets = _BRACKETS.search(bare := _bare(name))
        if brackets and self.one(bare[: brackets.start()]) is not None:
            message = f"{shown(brackets[0].strip())} behind a name is not understood: {shown(name)}"
            return Unknown(message, "write it where a position, conditions or comments belong", near=True)
        near = None
        if len(name) <= LONGEST_NAME and self._suggested < _MOST_SUGGESTED:
            self._suggested += 1
            near = self._every_name.suggest(name)
        hint = f"did you mean {near[1]}?" if near else self._where_to_look()
        return Unknown(f"there is no country or region {shown(name)}", hint, near=near is not None)

    def _where_to_look(self) -> str:
        """What to do about a name that is near none."""
        if Kind.REGIONS in self._exercise.malformed:
            return (
                f"{Kind.REGIONS.path} cannot be read as it is: mend that first; see where: partner validate"
            )
        return "see those there are: partner country list; record another: partner country new NAME"


def _bare(text: str) -> str:
    """A name without the numbering before it and the footnote signs behind."""
    return _BEHIND.sub("", _BEFORE.sub("", text, count=1)).strip()


def _short(text: str) -> bool:
    """Whether a text can be a list of names that a person wrote: to look through it takes no long time."""
    return len(text) <= LONGEST_TEXT and sum(map(text.count, ",;/\n&")) <= _MOST_NAMES


def _turned(name: str) -> str:
    """A name as lists by the alphabet turn it, in its usual order: Tanzania, United Republic of."""
    first, comma, rest = name.partition(", ")
    return f"{rest} {first}" if comma and "," not in rest else ""
