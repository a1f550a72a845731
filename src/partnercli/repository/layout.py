"""The canonical layout of a file that people have written: another look, the same words.

Keys stand in the order of the schema, blocks two columns deeper than what they belong to, prose in lines of at most
110 columns, a list of values on one line where it fits, quotes only where there must be some. What is a matter of
taste stays as its author chose it: a short mapping in braces or on lines of its own, which quotes, and one blank line
between entries. A file that `canonical` wrote is laid out already.

It is written anew from its values and comments, in the manner of `canonical`. ruamel's round trip, which is meant to
keep comments, was tried and left: it ties each to the token before it, so that one above a key stays behind where
the key moves; it loses those inside brackets, and the CR of CRLF files.

The new text is read again and proved before it is handed out: it says exactly the same, has the same comments, and
each comment that accepts a finding stands for the same values. Else the file is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from partnercli.findings import Finding, RecordPath
from partnercli.records.base import Record
from partnercli.repository.acceptances import acceptances, may_hold_acceptances
from partnercli.repository.edit import comments, exact
from partnercli.repository.fields import keys_at
from partnercli.repository.node_lines import lines
from partnercli.repository.nodes import Node, nodes
from partnercli.repository.place import Place
from partnercli.repository.text import BOM
from partnercli.repository.walk import read_yaml


class NotLaidOut(Exception):
    """A file that is left as it is, with the reason in words, or the findings that keep it from being read."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


def laid_out(data: bytes, model: type[Record], file: str = "") -> bytes:
    """The bytes of a record's file in the canonical layout, with its line ends and its byte order mark.

    Raises NotLaidOut.
    """
    walked = read_yaml(data, file)
    if walked.findings or walked.place is None:
        raise NotLaidOut("it cannot be read as it is", walked.findings)
    if not isinstance(walked.value, dict):
        raise NotLaidOut("it holds no record")
    unmarked = data.removeprefix(BOM)
    text = unmarked.decode().replace("\r\n", "\n")
    place = read_yaml(text.encode(), file).place or walked.place
    root = nodes(text, place, walked.value)
    _order(root, model, ())
    text = "".join(f"{line}\n" for line in lines(root))
    line_end = "\r\n" if re.match(rb"[^\n]*\r\n", unmarked) else "\n"
    after = data[: len(data) - len(unmarked)] + text.replace("\n", line_end).encode()
    if after != data and (fault := _fault(data, after)):
        raise NotLaidOut(fault)
    return after


def _order(node: Node, model: type[Record], path: RecordPath) -> None:
    """Put keys in the model's order; one that it does not know stays behind the one it stood behind."""
    if isinstance(node.value, dict):
        known = {key: place for place, key in enumerate(keys_at(model, path))}
        ranks, last = {}, -1
        for key in node.value:
            ranks[key] = last = known.get(key, last)
        node.value = {key: node.value[key] for key in sorted(ranks, key=ranks.__getitem__)}
    steps = node.value if isinstance(node.value, dict) else range(len(node.within))
    for step, inner in zip(steps, node.within, strict=True):
        _order(inner, model, (*path, step))


def _fault(before: bytes, after: bytes) -> str:
    """What the new text does not keep; empty where it is proved."""
    walked = read_yaml(after, "")
    if walked.findings or exact(walked.value) != exact(read_yaml(before, "").value):
        return "its values cannot be laid out without harm"
    if Counter(comments(before)) != Counter(comments(after)):
        return "a comment in it has no place of its own: put it above what it speaks of"
    if _accepted(before) != _accepted(after):
        return "a comment that accepts a finding would stand for something else: put it above its entry"
    return ""


def _accepted(data: bytes) -> Counter[tuple[object, ...]]:
    """What each acceptance says, and for which keys and values it stands."""
    place = read_yaml(data, "").place if may_hold_acceptances(data) else None
    if place is None:
        return Counter()
    lines = [
        (path, key, place.find(path, at_key=key).line) for path in _paths(place) for key in (True, False)
    ]
    return Counter(
        (one.codes, one.reason, frozenset(said[:2] for said in lines if one.first <= said[2] <= one.last))
        for one in acceptances(data.removeprefix(BOM).decode(), place, "")
    )


def _paths(place: Place, path: RecordPath = ()) -> Iterator[RecordPath]:
    yield path
    steps: list[str | int] = [*place.values, *range(len(place.entries))]
    for step, inner in zip(steps, place.within, strict=True):
        if isinstance(inner, Place):
            yield from _paths(inner, (*path, step))
        else:
            yield (*path, step)
