"""What of a record carries its meaning, and what only words it: by this one rule two states are compared.

Ids, names, days, periods, figures and what somebody else said carry the meaning. Prose of our own words it: prose that
differs is told apart as reworded, so that nobody takes it for unread. Layout, comments, line ends, the order of
entries that have none, and values written out that are the default are no change at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from partnercli.records.base import Record
from partnercli.records.lines import one_line

PROSE = frozenset(
    {
        "action",  # a step's id and instrument say which; this puts it into words
        "because",  # the reason why a country is on a list, or off it: the list itself is compared
        "check",  # what is still open about a fact
        "comment",  # what comes with a reply, which is compared
        "description",  # what a contribution does: who, which kind, how much and when are compared
        "note",
        "objectives",
        "outcome",  # a sentence for a NOTE
        "reason",
        "remarks",  # what was said, as noted
        "translations",  # the same in other languages
        "what",  # what an instrument is, in a sentence
        "why",  # the rules that placed a step
        "wording",  # a region's name as a sentence says it
    }
)
"""Keys of free text. Of a list of it, the number of entries carries meaning."""
ORDERED = frozenset(
    {
        "annexes",  # as they follow in print; so do the lines and references of a document's header
        "commission_documents",
        "from",
        "interinstitutional_files",
        "original_languages",
        "partners",  # the list as the Presidency decided it
        "phrases",  # the first band that fits is used
        "previous_documents",
        "questions",  # as they are put
        "subject",
        "subject_codes",
        "to",
    }
)
"""Keys of lists whose order carries meaning."""
_READ_AS = {"template": "written_with"}
"""Fields whose default depends on others, with the property that knows it."""


def differing(old: Record, new: Record, apart: Collection[str] = ()) -> tuple[str, ...]:
    """The keys, as the file writes them and in the model's order, of which the meaning differs.

    Both are records of one model; `apart` are keys that are not compared here.
    """
    if old is new:  # as it is for every file that is the same on both sides, which are nearly all
        return ()
    return tuple(key for key, name in _keys(old, apart) if _said(key, name, old) != _said(key, name, new))


def reworded(old: Record, new: Record, apart: Collection[str] = ()) -> bool:
    """Whether anything says the same in other words."""
    return old is not new and any(
        _said(key, name, old) == _said(key, name, new)
        and _said(key, name, old, prose=True) != _said(key, name, new, prose=True)
        for key, name in _keys(old, apart)
    )


def reordered(old: Collection[str | None], new: Collection[str | None]) -> bool:
    """Whether what both lists hold, by id, stands in another order."""
    return [key for key in old if key in new] != [key for key in new if key in old]


def value(record: Record, key: str) -> Any:
    """What a record says under a key of its file."""
    return next(_value(name, record) for known, name in _keys(record) if known == key)


def _keys(record: Record, apart: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Each key of the file that is compared, with the model's own name for it."""
    for name, field in type(record).model_fields.items():
        if (key := field.alias or name) not in apart:
            yield key, name


def _value(name: str, record: Record) -> Any:
    return getattr(record, _READ_AS.get(name, name))


def _said(key: str, name: str, record: Record, *, prose: bool = False) -> Any:
    """What a field says, equal for equal meanings; with `prose` in its words too."""
    said = _value(name, record)
    if key in PROSE and not prose:
        return len(said) if isinstance(said, tuple) else None
    return _plain(said, prose=prose, ordered=key in ORDERED)


def _plain(said: Any, *, prose: bool, ordered: bool = False) -> Any:
    if isinstance(said, Record):
        return tuple(_said(key, name, said, prose=prose) for key, name in _keys(said))
    if isinstance(said, tuple):
        entries = [_plain(entry, prose=prose) for entry in said]
        return tuple(entries) if ordered else frozenset(Counter(entries).items())
    if isinstance(said, Mapping):
        return frozenset((key, _plain(entry, prose=prose)) for key, entry in said.items())
    return one_line(said) if isinstance(said, str) else said
