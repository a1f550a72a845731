"""Entries of lists and keys of mappings: how they come into a file's text and leave it, in the text's own style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from partnercli.repository.canonical import in_flow, key_text, lines, scalar
from partnercli.repository.place import Place
from partnercli.repository.splice import (
    Splice,
    below,
    below_comments,
    end_of,
    is_flow,
    lines_in,
    lines_out,
    replaced,
    start_of,
    start_of_line,
)


def listed(text: str, place: Place, old: Sequence[Any], new: Sequence[Any]) -> Iterator[list[Splice]]:
    """Ways to put other values into a list of values; entries at its ends that stay are left as they are."""
    first, last, until = _alike(old, new)
    pairs = min(last, until) - first
    changes = [
        list(replaced(text, place.entries[index], old[index], new[index], flow=is_flow(place)))
        for index in range(first, first + pairs)
    ]
    change = _entries_in_flow if is_flow(place) else _entries_in_block
    rest = change(text, place, first + pairs, last, new[first + pairs : until])
    for way in range(max(map(len, changes), default=1)):
        yield [*(ways[min(way, len(ways) - 1)] for ways in changes), *rest]


def key_in(text: str, parent: Place, order: Sequence[str], key: str, value: Any) -> Splice:
    """A key that is not there yet, after the nearest earlier one in this order."""
    earlier = order[: order.index(key)] if key in order else list(parent.keys)
    after = next((one for one in reversed(earlier) if one in parent.keys), None)
    if is_flow(parent):
        return _key_in_flow(text, parent, after, f"{key_text(key)}: {in_flow(value)}")
    first = next(iter(parent.keys.values()))
    indent = int(first.start_mark.column)
    new = key_lines(parent, key, value, indent)
    if after is not None:
        at = below_comments(text, below(text, end_of(text, parent.values[after])), indent)
        return lines_in(text, at, new)
    begin = start_of_line(text, start_of(first))
    before = lines_in(text, begin, [new[0].lstrip(), *new[1:]]).text + " " * indent
    return Splice(start_of(first), start_of(first), before)


def _key_in_flow(text: str, parent: Place, after: str | None, new: str) -> Splice:
    keys, values = list(parent.keys.values()), list(parent.values.values())
    between = parting(text, values, keys)
    if after is not None:
        at = end_of(text, parent.values[after])
        return Splice(at, at, between + new)
    at = start_of(keys[0]) if keys else start_of(parent) + 1
    return Splice(at, at, new + between if keys else new)


def key_lines(parent: Place, key: str, value: Any, indent: int) -> list[str]:
    """The lines of a new key; a list stands as the mapping's other lists do: in brackets, or with hyphens as far in."""
    lists = [one for one in parent.values.values() if isinstance(one, Place) and one.entries]
    with_hyphens = [one for one in lists if not is_flow(one)]
    hyphen = int(with_hyphens[0].start.start_mark.column) - indent if with_hyphens else 2
    of_values = [one for one in lists if not any(isinstance(item, Place) for item in one.entries)]
    in_brackets = not of_values or any(map(is_flow, of_values))
    of_texts = isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)
    if in_brackets or not of_texts or not value:
        return lines({key: value}, indent, hyphen)
    dashes = " " * (indent + hyphen)
    return [f"{' ' * indent}{key_text(key)}:", *(f"{dashes}- {scalar(item)}" for item in value)]


def key_out(text: str, parent: Place, key: str) -> Splice:
    """A key without what it says; the comments above it stay."""
    keys = list(parent.keys)
    index = keys.index(key)
    start, end = start_of(parent.keys[key]), end_of(text, parent.values[key])
    begin = start_of_line(text, start)
    if not is_flow(parent) and not text[begin:start].strip():
        return lines_out(text, begin, below(text, end))
    if is_flow(parent) and index:
        return Splice(end_of(text, parent.values[keys[index - 1]]), end, "")
    return Splice(start, start_of(parent.keys[keys[index + 1]]) if index + 1 < len(keys) else end, "")


def _alike(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int, int]:
    """The first entry in which two lists differ, and the ends of what differs in the one and the other."""
    most = min(len(old), len(new))
    first = next((index for index in range(most) if old[index] != new[index]), most)
    same = next((i for i in range(most - first) if old[-1 - i] != new[-1 - i]), most - first)
    return first, len(old) - same, len(new) - same


def _entries_in_flow(text: str, place: Place, first: int, last: int, added: Sequence[Any]) -> list[Splice]:
    """Entries from `first` to before `last` taken out of brackets, or others added before `first`."""
    entries = place.entries
    begin, end = start_of(place) + 1, int(place.end.start_mark.index)
    if first < last:
        if first:
            return [Splice(end_of(text, entries[first - 1]), end_of(text, entries[last - 1]), "")]
        return [Splice(start_of(entries[0]), start_of(entries[last]) if last < len(entries) else end, "")]
    words = [scalar(item, flow=True) for item in added]
    between = parting(text, entries, entries)
    if not words:
        return []
    if first:
        at = end_of(text, entries[first - 1])
        return [Splice(at, at, "".join(between + word for word in words))]
    if entries:
        at = start_of(entries[0])
        return [Splice(at, at, "".join(word + between for word in words))]
    return [Splice(begin, end, ", ".join(words))]


def _entries_in_block(text: str, place: Place, first: int, last: int, added: Sequence[Any]) -> list[Splice]:
    """Entries from `first` to before `last` taken out of a list with hyphens, or others added before `first`."""
    entries = place.entries
    if first < last:
        begin = start_of_line(text, start_of(entries[first]))
        return [lines_out(text, begin, below(text, end_of(text, entries[last - 1])))]
    if not added:
        return []
    at = below(text, end_of(text, entries[first - 1])) if first else start_of_line(text, start_of(entries[0]))
    indent = " " * int(place.start.start_mark.column)
    return [lines_in(text, at, [f"{indent}- {scalar(item)}" for item in added])]


def parting(text: str, before: Sequence[Any], after: Sequence[Any]) -> str:
    """What stands between the first two entries inside brackets: a comma, and perhaps a line end."""
    if len(before) < 2:
        return ", "
    found = text[end_of(text, before[0]) : start_of(after[1])]
    return ", " if "#" in found else found
