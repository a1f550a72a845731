"""Names as people type them: any case, with or without accents, by alias or ISO code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Accents once parted from their letters, and invisible joiners. They go first: to sort a long row of them is slow."""
_IOTA = "\u0345"
"""The one accent that is a letter in capitals."""
LONGEST_CODE = 3
"""Letters of the longest code that stands for a country: ISO 3166-1 alpha-3."""
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}
_EXTRA = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """What two spellings of one name share: case, accents, apostrophes and hyphens do not count."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    seen = "".join(c for c in text if c == _IOTA or unicodedata.category(c) not in _UNSEEN)
    cased = unicodedata.normalize("NFKD", seen).casefold().translate(_EXTRA)
    plain = unicodedata.normalize("NFKD", cased)
    kept = "".join(c if c.isalnum() else " " for c in plain if unicodedata.category(c) not in _UNSEEN)
    return " ".join(kept.split())


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known words most like `word`, best first; none when nothing is near.

    The same letters in another order behind the same first one are nearest of all: Lybia is a slip for Libya.
    """
    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(fold(name), name)
    import difflib  # only where a name is not known

    said = fold(word)
    letters = "" if any(map(str.isdigit, said)) else sorted(said)
    mixed = [name for name in by_fold if said[:1] == name[:1] and letters == sorted(name)]
    close = dict.fromkeys((*mixed, *difflib.get_close_matches(said, by_fold, n=most, cutoff=0.7)))
    return tuple(by_fold[name] for name in close)[:most]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing."""
    near = nearest(word, known, most=1)
    return f"did you mean {near[0]}?" if near else ""


class Lookup:
    """Finds an id by any of its names; a name shared by several ids finds none of them."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """`names` gives for each id all that it is called; the id itself always counts."""
        self._shown: dict[str, str] = {}
        owners: dict[str, set[str]] = {}
        for key, called in names.items():
            for name in (key, *called):
                owners.setdefault(fold(name), set()).add(key)
                self._shown.setdefault(name, key)
        self.shared = {name: frozenset(ids) for name, ids in owners.items() if len(ids) > 1}
        """Folded names that several ids claim."""
        self._ids = {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}
        self._ids.update({fold(key): key for key in names})

    def find(self, name: str) -> str | None:
        """The id meant by `name`, or None."""
        return self._ids.get(fold(name))

    def suggest(self, name: str) -> tuple[str, str] | None:
        """The nearest name known and the id it stands for, or None; a code only for what could be one."""
        known = (
            self._shown
            if len(name) <= LONGEST_CODE
            else [one for one in self._shown if len(one) > LONGEST_CODE]
        )
        near = nearest(name, known, most=1)
        return (near[0], self._shown[near[0]]) if near else None
