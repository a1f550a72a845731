"""What the public may read: contexts of their own, made from a list of what is allowed.

They are siblings of what delegations read, not filters of it: their types have no room for a delegation that was
not released, a count or a remark. Whatever of the positions goes in, goes in as a phrase that many counts share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from partnercli.documents.drift import LookBack, PublicDrift, public_drift
from partnercli.documents.partners import alphabetical, names_in
from partnercli.documents.record_words import RecordWords
from partnercli.records.config import Band, Config
from partnercli.records.document import Document
from partnercli.tally.result import Tally

FEW = 4
"""So many delegations, on either side, could be told from others: counts of 1 to 4, and of all but 1 to 4, are not
published as such."""


@dataclass(frozen=True, slots=True)
class PublicNote:
    """All that the template of a public NOTE sees.

    `partners` is the list in a sentence, in alphabetical order. `phrase` is the one for all of them, empty where
    they do not share one; `rows` gives each partner's name and its own, the Presidency where so few support it
    that they could be told. `drift` is how the list changed since the previous document, None unless both are
    released. `designations` are the footnotes of names.
    """

    number: str
    date: str
    partners: str
    phrase: str
    rows: tuple[tuple[str, str], ...]
    drift: PublicDrift | None
    designations: tuple[str, ...]


def public_note(
    words: RecordWords,
    config: Config,
    document: Document,
    tally: Tally,
    partners: Iterable[str],
    look: LookBack | None = None,
) -> PublicNote:
    """What the public may read of a NOTE that lists `partners`; `look` is what it looks back to, if it does."""
    language = words.language

    def by_name(keys: Iterable[str]) -> list[str]:
        return alphabetical(words, keys, document.date)

    keys, gone = by_name(partners), by_name(look.lists.out if look else ())
    names, designations = names_in(words, (*keys, *gone), document.date)
    support = {row.country: row.support for row in tally.countries}
    counted = (public_phrase(config.phrases, support.get(key, 0), len(tally.expected)) for key in keys)
    phrases = [words.phrase(phrase) for phrase in counted]
    return PublicNote(
        number=str(document.full_number),
        date=language.day(document.date),
        partners=language.listed([names[key] for key in keys]),
        phrase=phrases[0] if len(set(phrases)) == 1 else "",
        rows=tuple(
            (names[key], phrase or language.the_presidency) for key, phrase in zip(keys, phrases, strict=True)
        ),
        drift=public_drift(look, language, names, by_name) if look else None,
        designations=designations,
    )


def sure_partners(config: Config, tally: Tally) -> tuple[str, ...]:
    """The countries that are sure to reach the line by what their public phrases say alone.

    Where the Presidency has decided no list, the public reads these: the list tells no more than the phrases do. The
    line is taken of all expected delegations, so that it does not tell how many responded.
    """
    expected = len(tally.expected)
    needed = max(ceil(tally.threshold.at_least * expected), 1)
    return tuple(
        row.country for row in tally.countries if surely(config.phrases, row.support, expected) >= needed
    )


def public_phrase(bands: Sequence[Band], support: int, expected: int) -> str:
    """A phrase for `support` of all `expected` delegations that does not let anyone be told.

    Empty up to four. From all but four on, the phrase is that of all but five: it is true of more as well, and
    says as much of each of them. Bands for one exact count are passed over, and so are those that only one of
    the remaining counts would bear.
    """
    highest = expected - FEW - 1
    if support <= FEW or highest <= FEW:
        return ""
    shares = [(band.at_least, band.phrase) for band in bands if band.at_least is not None]
    worded = [_worded(shares, min(count, highest), expected) for count in range(FEW + 1, expected + 1)]
    return _wide(worded, support - FEW - 1, highest - FEW)


def surely(bands: Sequence[Band], support: int, expected: int) -> int:
    """The fewest delegations of which the public phrase for `support` is said; 0 where it has none."""
    phrase = public_phrase(bands, support, expected)
    counts = (count for count in range(1, support + 1) if public_phrase(bands, count, expected) == phrase)
    return next(counts, 0) if phrase else 0


def _worded(shares: Sequence[tuple[Fraction, str]], count: int, expected: int) -> str:
    return next((phrase for at_least, phrase in shares if Fraction(count, expected) >= at_least), "")


def _wide(worded: Sequence[str], place: int, counts: int) -> str:
    """The phrase at a place, or at the next lower one whose phrase at least two of the `counts` bear."""
    while place >= 0:
        if worded[:counts].count(worded[place]) > 1:
            return worded[place]
        place -= 1
    return ""
