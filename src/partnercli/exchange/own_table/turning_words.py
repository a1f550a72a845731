"""Words that turn round or take back what a delegation seems to say, so that it is asked about and never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from typing import Final

from partnercli.records.names import fold


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


_ALSO = re.compile(
    r"^(?:(?:but|and|with|under|also|now|mais|et|avec|sous|aber|und|mit|unter|jetzt|ma|con|pero|bajo|com|mas|sob|maar|met"
    r"|onder|ale|z|men|med|dar|cu) )+"
)
"""What stands before a second word: support, but scrutiny reservation."""
_NOT: Final = _folded("not no never non pas nicht nein nie niet ne não nu inte ikke ei nem μη όχι не")
"""Words that turn round what they follow: support, not at this stage."""
_OF_NO_WEIGHT: Final = _folded(
    "comment comments condition conditions remark remarks strong particular further"
)
"""What may follow a no that turns nothing round: support, no comments."""
_OVER: Final = _folded("""
    withdrawn lifted removed dropped suspended former formerly longer tbc tbd
    levée levé retirée retiré aufgehoben zurückgezogen ritirata levantada retirada
""")
"""Words that take back what they follow, where little else is said: reservation (lifted)."""
_A_FEW: Final = 3
"""Words among which one of these is about the position itself; in a longer text it may be about anything."""
_EXCLUDES: Final = _folded("""
    not nicht pas kein keine niet against contre contra tegen gegen except sauf without sans ohne
    exclude excluded excluding exclus drop dropped remove removed delete deleted rejected
    abgelehnt abgelehnte abgelehnten
""")
"""Words of a heading that may make of a list one of what is not wanted."""
_MEANS_LESS: Final = _folded("""
    reserve reserves reserva reservas riserva riserve object
    against contre contra contrari tegen przeciw emot imod proti protiv vastu prieš против
""")
"""Words for a stance that in a sentence may mean something else: subject to, a thing, the fight against something."""
_SHORTEST: Final = 5
"""Letters of the shortest word for a stance that is looked for in a sentence."""


def second_word(text: str) -> str:
    """A text as folded, without what joins it to a word before it: but a reservation."""
    return _ALSO.sub("", fold(text))


def takes_back(rest: str, word: str, words: Mapping[str, str]) -> bool:
    """Whether what stands behind a word turns it round, says that it is over, or names a more cautious one.

    `words` gives the record's word by every folded way to write it, the most cautious last.
    """
    said = second_word(rest).split()
    order = list(dict.fromkeys(words.values()))
    named = words_within(rest, words)
    turned = said[:1] and said[0] in _NOT and not _OF_NO_WEIGHT.intersection(said[1:2])
    if turned and (named or order.index(word) < len(order) / 2):
        return True
    if len(said) <= _A_FEW and _OVER.intersection(said):
        return True
    return any(order.index(other) > order.index(word) for other in named)


def words_within(text: str, words: Mapping[str, str]) -> frozenset[str]:
    """The record's words that a sentence may hold, by the longer ones that people write for them."""
    folded = fold(text)
    within, plain = f" {folded} ", _by_first_word(frozenset(words))
    may_be = (said for first in dict.fromkeys(folded.split()) for said in plain.get(first, ()))
    return frozenset(words[said] for said in may_be if f" {said} " in within)


@lru_cache
def _by_first_word(words: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The longer words that people write, in order, by the first word of each: to look for all of them takes long."""
    plain = sorted(said for said in words if len(said) >= _SHORTEST and said not in _MEANS_LESS)
    return {first: tuple(those) for first, those in groupby(plain, key=lambda said: said.split()[0])}


def excludes(text: str) -> bool:
    """Whether a heading has a word that may make of the list below it one of what is not wanted."""
    return bool(_EXCLUDES.intersection(fold(text).split()))
