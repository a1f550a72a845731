"""The one reader of YAML: a walk over the parser's events, to plain values with the place of each.

It builds each value once and refuses on the way what a record may not hold: aliases, anchors, tags,
directives, merge keys, second documents, keys given twice, empty values, too much depth or size. It is not
recursive. The events come from ruamel.yaml's C parser, a private module: only this file imports it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from partnercli.findings import Finding, Rule
from partnercli.findings.reading import (
    CONFLICT,
    EMPTY_VALUE,
    FORBIDDEN_CHARACTER,
    KEY_TWICE,
    NOT_YAML,
    REFUSED_FILE,
    YAML_EXTRA,
)
from partnercli.records.characters import forbidden_in
from partnercli.repository.place import Place, span_of
from partnercli.repository.plain_value import plain_value
from partnercli.repository.text import decode, place_in
from partnercli.repository.yaml_words import BEGUN, in_words

DEEPEST = 16
MOST_NODES = 20_000
MOST_CONFLICTS = 20
"""Conflicts of one file that are named: whoever mends these sees the rest."""
_INNER = re.compile(r"""(?<![\s"'])(:)(?=[^\s,\[\]{}])|(?<=[^\s\[{,:?-])(\ *\?+)""")
_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_COLON, _QUESTION = "\ue000", "\ue001"
"""Stand-ins: characters that no file may hold (text.py), one for one, so that every place stays where it is."""


class _Refused:
    """Stands for a value that was refused, so that nobody reports it a second time."""

    def __repr__(self) -> str:
        return "REFUSED"


REFUSED: Final = _Refused()


@dataclass(slots=True)
class Walked:
    """What a file says as plain values: text, whole numbers, Decimal, true or false, lists, mappings.

    Without `place` the file could not be parsed; `value` then means nothing.
    """

    value: Any = REFUSED
    place: Place | None = None
    findings: list[Finding] = field(default_factory=list)


def read_yaml(data: bytes, file: str) -> Walked:
    """Parse a file's bytes. Whatever is wrong becomes a finding; nothing is raised."""
    decoded = decode(data, file)
    walked = Walked(findings=list(decoded.findings))
    if decoded.text is not None and not _conflicts(decoded.text, walked, file):
        _Walk(decoded.text, file, walked).run()
    return walked


def _conflicts(text: str, walked: Walked, file: str) -> bool:
    """Whether two versions of the text stand in the file, which then says nothing for certain."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "=======" not in text:
        return False
    found = list(_MARKER.finditer(text))
    begun = [hit for hit in found if hit[0][0] == "<"] or found[:1]
    for number, hit in enumerate(begun[:MOST_CONFLICTS], 1):
        finding = CONFLICT.finding(file, "a merge conflict stands here unresolved", arguments=(str(number),))
        walked.findings.append(finding.at(place_in(text, hit.start())))
    return bool(begun)


class _Stop(Exception):
    """The rest of the file cannot be read."""


class _Open:
    """A list or mapping that is being read; `key` is the mapping's key that waits for its value.

    A `refused` one is read for what is wrong in it and then left out; so are the values of the keys `dropped` from it.
    """

    __slots__ = ("container", "dropped", "key", "mapping", "place", "refused")

    def __init__(self, container: Any, place: Place, *, refused: bool) -> None:
        self.container = container
        self.place = place
        self.refused = refused
        self.mapping = type(container) is dict
        self.key: str | None = None
        self.dropped = False

    @property
    def step(self) -> str | int:
        """The part of a record's path that leads to what is read next."""
        return (self.key or "").partition("\0")[0] if self.mapping else len(self.container)


class _Walk:
    """One walk over one file's events."""

    def __init__(self, text: str, file: str, walked: Walked, *, standing_in: bool = False) -> None:
        self._text = text
        self._file = file
        self._out = walked
        self._found: list[Finding] = []
        self._standing_in = standing_in
        self._marked = "!" in text or "&" in text
        self._stack: list[_Open] = []
        self._top: _Open | None = None
        self._nodes = 0
        self._long_quote: Any = None

    def run(self) -> None:
        """Fill in what the file says.

        The C parser is older than YAML 1.2 in one thing: inside [ ] and { } it takes every : and ? for an
        indicator, so that it refuses addresses there. A file that it refuses is parsed once more with
        stand-ins for those that can only be part of a text.
        """
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            self._parse()
        except _Stop:
            self._out.place = None
        except MarkedYAMLError as error:
            self._out.place = None
            if not self._again():
                self._unparsable(error)
        except (YAMLError, ValueError, NotImplementedError) as error:
            self._out.place = None
            self._out.findings.append(NOT_YAML.finding(self._file, str(error).partition("\n")[0]))
        else:
            if self._out.place is None:
                hint = "write the record, or delete the file"
                empty = EMPTY_VALUE.finding(
                    self._file, "the file says nothing", hint=hint, arguments=("file",)
                )
                self._out.findings.append(empty)

    def _again(self) -> bool:
        """Whether the file was parsed once more, with stand-ins."""
        text = _INNER.sub(_stand_ins, self._text)
        if self._standing_in or text == self._text:
            return False
        self._out.findings = [one for one in self._out.findings if one not in self._found]
        _Walk(text, self._file, self._out, standing_in=True).run()
        return True

    def _parse(self) -> None:
        from _ruamel_yaml import CParser
        from ruamel.yaml import events

        take: dict[type, Callable[[Any], None]] = {
            events.MappingStartEvent: self._open_mapping,
            events.MappingEndEvent: self._close,
            events.SequenceStartEvent: self._open_list,
            events.SequenceEndEvent: self._close,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }
        scalar = events.ScalarEvent
        next_event = CParser(self._text).get_event
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is scalar:
                self._scalar(event)
            elif kind in take:
                take[kind](event)

    def _scalar(self, event: Any) -> None:
        """A key, or a value: most of what a file holds, so that nothing is called here that need not be."""
        text: str = _restored(event.value) if self._standing_in else event.value
        top, style = self._top, event.style
        unusual = style == '"' or (self._marked and _has_properties(event))
        if top is not None and top.mapping and top.key is None:
            key = sys.intern(text)
            if unusual or key in top.container or key == "<<":
                key = self._unusual_key(top, event, key)
            top.place.keys[key] = event
            top.container[key] = REFUSED
            top.key = key
            return
        value: Any = text if style else plain_value(text)
        if unusual or value is None or style == "'":
            value = self._unusual(event, text, value)
        self._count(event)
        self._put(value, event)

    def _unusual(self, event: Any, text: str, value: Any) -> Any:
        """The value of a scalar that may have to be refused."""
        if event.style and event.start_mark.line != event.end_mark.line:
            self._long_quote = event
        if event.style == '"' and (name := forbidden_in(text)):
            self._refuse(FORBIDDEN_CHARACTER, f"an escape stands for {name}", event, name)
            value = REFUSED
        if _has_properties(event):
            value = self._properties(event, value)
        elif value is None:
            key = self._top.key if self._top else None
            what = f'"{key}" has no value' if key else "this entry has no value"
            self._refuse(EMPTY_VALUE, what, event, "value")
        return REFUSED if value is None else value

    def _alias(self, event: Any) -> None:
        self._refuse(YAML_EXTRA, f"*{event.anchor} repeats another place of the file", event, "alias")
        if self._top is not None and self._top.mapping and self._top.key is None:
            raise _Stop
        self._count(event)
        self._put(REFUSED, event)

    def _document(self, event: Any) -> None:
        if self._out.place is not None:
            hint = "keep one record in a file, and take the line --- out"
            self._refuse(YAML_EXTRA, "the file holds a second document after ---", event, "document", hint)
            raise _Stop
        if event.version or event.tags:
            self._refuse(YAML_EXTRA, "the file begins with a % directive", event, "directive")

    def _unusual_key(self, top: _Open, event: Any, key: str) -> str:
        """The key itself, or if it has to be refused a stand-in under which its value is read and dropped."""
        before = len(self._out.findings)
        if _has_properties(event):
            self._properties(event, key)
        if key == "<<" and event.style == "":
            self._refuse(YAML_EXTRA, "<< takes over what stands elsewhere", event, "merge key")
        elif event.style == '"' and (name := forbidden_in(key)):
            self._refuse(FORBIDDEN_CHARACTER, f"a field's name holds {name}", event, name)
        elif key in top.container:
            first = top.place.keys[key].start_mark.line + 1
            self._refuse(KEY_TWICE, f'"{key}" stands here a second time; first on line {first}', event, key)
        if len(self._out.findings) == before:
            return key
        top.dropped = True
        return f"{key}\0{len(top.container)}"

    def _properties(self, event: Any, value: Any) -> Any:
        if event.anchor is not None:
            self._refuse(YAML_EXTRA, f"&{event.anchor} names this place for repetition", event, "anchor")
        if event.tag is not None:
            self._refuse(YAML_EXTRA, f"{event.tag[:40]} gives the value a type of its own", event, "tag")
            return REFUSED
        return value

    def _open_mapping(self, event: Any) -> None:
        self._open(event, {}, Place(event, values={}))

    def _open_list(self, event: Any) -> None:
        self._open(event, [], Place(event, entries=[]))

    def _open(self, event: Any, container: Any, place: Place) -> None:
        top = self._top
        if top is not None and top.mapping and top.key is None:
            self._refuse(
                YAML_EXTRA, "a list or group of fields stands where a field's name belongs", event, "key"
            )
            raise _Stop
        if len(self._stack) >= DEEPEST:
            self._refuse(
                REFUSED_FILE, f"lists and groups of fields lie more than {DEEPEST} deep", event, "depth"
            )
            raise _Stop
        self._count(event)
        tagged = event.tag is not None
        if tagged or event.anchor is not None:
            self._properties(event, None)
        self._top = _Open(container, place, refused=tagged)
        self._stack.append(self._top)

    def _close(self, event: Any) -> None:
        closed = self._stack.pop()
        self._top = self._stack[-1] if self._stack else None
        container, place = closed.container, closed.place
        place.end = event
        if closed.dropped:
            for key in [key for key in container if "\0" in key]:
                del container[key]
                del place.keys[key]
        self._put(REFUSED if closed.refused else container, place)

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse(REFUSED_FILE, f"the file holds more than {MOST_NODES:,} values", event, "nodes")
            raise _Stop

    def _put(self, value: Any, place: Any) -> None:
        """Put a value where it belongs; the place of a scalar is its event, which knows it."""
        top = self._top
        if top is None:
            self._out.value, self._out.place = value, place if isinstance(place, Place) else Place(place)
        elif top.key is not None:
            top.container[top.key] = value
            top.place.values[top.key] = place
            top.key = None
        else:
            top.container.append(value)
            top.place.entries.append(place)

    def _refuse(self, rule: Rule, message: str, event: Any, what: str, hint: str = "") -> None:
        path = tuple(frame.step for frame in self._stack)
        finding = rule.finding(self._file, message, hint=hint, path=path, arguments=(what,))
        self._found.append(finding.at(span_of(event.start_mark, event.end_mark)))
        self._out.findings.append(self._found[-1])

    def _unparsable(self, error: Any) -> None:
        problem = error.problem or ""
        if self._long_quote is not None and self._long_quote.end_mark.line == error.problem_mark.line:
            message = f"a quotation mark opens here and closes only on line {error.problem_mark.line + 1}"
            hint, place = (
                "close it on this line",
                span_of(self._long_quote.start_mark, self._long_quote.start_mark),
            )
        else:
            began = problem.startswith(BEGUN)
            mark = (began and error.context_mark) or error.problem_mark or error.context_mark
            before = self._text[: mark.index].rpartition("\n")[2]
            message, hint = in_words(problem, error.context or "", before)
            place = span_of(mark, mark)
        finding = NOT_YAML.finding(self._file, message, hint=hint, arguments=(problem,))
        self._out.findings.append(finding.at(place))


def _has_properties(event: Any) -> bool:
    """Whether a node has a tag or an anchor, which begin with ! and &."""
    return event.tag is not None or event.anchor is not None


def _stand_ins(found: re.Match[str]) -> str:
    return found[0].replace(":", _COLON).replace("?", _QUESTION)


def _restored(text: str) -> str:
    return text.replace(_COLON, ":").replace(_QUESTION, "?")
