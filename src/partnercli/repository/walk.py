"""The one reader of YAML: a walk over the parser's events, to plain values with the place of each.

It builds each value once and refuses on the way what a record may not hold: aliases, anchors, tags,
directives, merge keys, second documents, keys given twice, empty values, too much depth or size. It is not
recursive. The events come from ruamel.yaml's C parser, a private module: only this file imports it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from partnercli.findings import Finding, RecordPath, Rule, Span
from partnercli.findings.reading import (
    EMPTY_VALUE,
    FORBIDDEN_CHARACTER,
    KEY_TWICE,
    NOT_YAML,
    REFUSED_FILE,
    YAML_EXTRA,
)
from partnercli.repository.text import decode, forbidden_in

DEEPEST = 16
MOST_NODES = 20_000
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})?\.[0-9]{1,18}\Z")
_CONSTANTS: dict[str, object] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


class _Refused:
    """Stands for a value that was refused, so that nobody reports it a second time."""

    def __repr__(self) -> str:
        return "REFUSED"


REFUSED: Final = _Refused()


class Place:
    """Where a value stands. `keys` holds the marks of a mapping's keys, `parts` the places within."""

    __slots__ = ("end", "flow", "keys", "parts", "start")

    def __init__(
        self, start: Any, end: Any, parts: dict[str, Place] | list[Place] | None, flow: bool
    ) -> None:
        """From the parser's marks, which count lines and columns from 0."""
        self.start = start
        self.end = end
        self.parts = parts
        self.keys: dict[str, tuple[Any, Any]] = {}
        self.flow = flow

    @property
    def span(self) -> Span:
        """From its first character to behind its last one; comments after a block do not belong to it."""
        last = self
        while last.parts and not last.flow:
            last = last.parts[-1] if isinstance(last.parts, list) else next(reversed(last.parts.values()))
        return _span(self.start, last.end)

    def find(self, path: RecordPath, *, at_key: bool = False) -> Span:
        """The span at `path`, or of the nearest place above it that the file has."""
        here = self
        for depth, step in enumerate(path):
            within = here.within(step)
            if within is None:
                return here.span
            if at_key and depth == len(path) - 1 and step in here.keys:
                return _span(*here.keys[str(step)])
            here = within
        return here.span

    def within(self, step: str | int) -> Place | None:
        """The place one step down, or None."""
        if isinstance(self.parts, dict):
            return self.parts.get(str(step))
        if isinstance(self.parts, list) and isinstance(step, int) and step < len(self.parts):
            return self.parts[step]
        return None


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
    if decoded.text is not None:
        _Walk(decoded.text, file, walked).run()
    return walked


class _Stop(Exception):
    """The rest of the file cannot be read."""


class _Walk:
    """One walk over one file's events."""

    def __init__(self, text: str, file: str, walked: Walked) -> None:
        self._text = text
        self._file = file
        self._out = walked
        self._stack: list[tuple[Any, Place, str | None]] = []
        self._nodes = 0

    def run(self) -> None:
        """Fill in what the file says."""
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            for kind, event in self._events():
                self._take(kind, event)
        except _Stop:
            self._out.place = None
        except MarkedYAMLError as error:
            self._out.place = None
            self._unparsable(error)
        except (YAMLError, ValueError, NotImplementedError) as error:
            self._out.place = None
            self._out.findings.append(NOT_YAML.finding(self._file, str(error).partition("\n")[0]))
        else:
            if self._out.place is None:
                self._out.findings.append(
                    EMPTY_VALUE.finding(self._file, "the file says nothing", arguments=("file",))
                )

    def _events(self) -> Iterator[tuple[str, Any]]:
        from _ruamel_yaml import CParser

        parser = CParser(self._text)
        while (event := parser.get_event()) is not None:
            yield type(event).__name__, event

    def _take(self, kind: str, event: Any) -> None:
        if kind == "ScalarEvent":
            self._scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, mapping=kind == "MappingStartEvent")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close(event)
        elif kind == "AliasEvent":
            self._refuse(YAML_EXTRA, f"*{event.anchor} repeats another place of the file", event, "alias")
            self._put(REFUSED, Place(event.start_mark, event.end_mark, None, flow=True), event)
        elif kind == "DocumentStartEvent":
            self._document(event)

    def _document(self, event: Any) -> None:
        if self._out.place is not None:
            self._refuse(YAML_EXTRA, "the file holds a second document after ---", event, "document")
            raise _Stop
        if event.version or event.tags:
            self._refuse(YAML_EXTRA, "the file begins with a % directive", event, "directive")

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        container, _, key = self._stack[-1] if self._stack else (None, None, None)
        if key is None and type(container) is dict:
            self._key(event, text)
            return
        value: Any = plain_value(text) if event.style == "" else text
        if event.style == '"' and (name := forbidden_in(text)):
            self._refuse(FORBIDDEN_CHARACTER, f"an escape stands for {name}", event, name)
            value = REFUSED
        if event.tag is not None or event.anchor is not None:
            value = self._properties(event, value)
            value = REFUSED if value is None else value
        elif value is None:
            what = f'"{key}" has no value' if key else "this entry has no value"
            self._refuse(EMPTY_VALUE, what, event, "value")
            value = REFUSED
        self._put(value, Place(event.start_mark, event.end_mark, None, flow=True), event)

    def _key(self, event: Any, text: str) -> None:
        container, place, _ = self._stack[-1]
        if event.tag is not None or event.anchor is not None:
            self._properties(event, text)
        key = sys.intern(text)
        before = len(self._out.findings)
        if event.style == "" and text == "<<":
            self._refuse(YAML_EXTRA, "<< merges another mapping into this one", event, "merge key")
        elif name := forbidden_in(text):
            self._refuse(FORBIDDEN_CHARACTER, f"a key holds {name}", event, name)
        elif key in container:
            first = place.keys[key][0].line + 1
            self._refuse(KEY_TWICE, f'"{key}" stands here a second time; first on line {first}', event, key)
        if len(self._out.findings) > before:
            key = f"{key}\0{self._nodes}"
        place.keys[key] = (event.start_mark, event.end_mark)
        container[key] = REFUSED
        self._stack[-1] = (container, place, key)

    def _properties(self, event: Any, value: Any) -> Any:
        if event.anchor is not None:
            self._refuse(YAML_EXTRA, f"&{event.anchor} names this place for repetition", event, "anchor")
        if event.tag is not None:
            self._refuse(YAML_EXTRA, f"{event.tag[:40]} gives the value a type of its own", event, "tag")
            return REFUSED
        return value

    def _open(self, event: Any, *, mapping: bool) -> None:
        if self._stack and type(self._stack[-1][0]) is dict and self._stack[-1][2] is None:
            self._refuse(YAML_EXTRA, "a list or mapping stands where a key belongs", event, "key")
            raise _Stop
        if len(self._stack) >= DEEPEST:
            self._refuse(REFUSED_FILE, f"lists and mappings lie more than {DEEPEST} deep", event, "depth")
            raise _Stop
        if event.tag is not None or event.anchor is not None:
            self._properties(event, None)
        container: Any = {} if mapping else []
        place = Place(event.start_mark, event.end_mark, {} if mapping else [], flow=bool(event.flow_style))
        self._count(event)
        self._stack.append((container, place, None))

    def _close(self, event: Any) -> None:
        container, place, _ = self._stack.pop()
        if place.flow or not container:
            place.end = event.end_mark
        if type(container) is dict:
            for key in [key for key in container if "\0" in key]:
                del container[key]
                place.keys.pop(key)
        self._put(container, place, event)

    def _put(self, value: Any, place: Place, event: Any) -> None:
        self._count(event)
        if not self._stack:
            self._out.value, self._out.place = value, place
            return
        container, outer, key = self._stack[-1]
        if type(container) is list:
            container.append(value)
            outer.parts.append(place)  # type: ignore[union-attr]
            return
        if key is None:
            self._refuse(YAML_EXTRA, "a repeated place stands where a key belongs", event, "key")
            raise _Stop
        container[key] = value
        outer.parts[key] = place  # type: ignore[index, call-overload]
        self._stack[-1] = (container, outer, None)

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse(REFUSED_FILE, f"the file holds more than {MOST_NODES:,} values", event, "nodes")
            raise _Stop

    def _refuse(self, rule: Rule, message: str, event: Any, what: str) -> None:
        path = tuple(len(c) if type(c) is list else (key or "").partition("\0")[0] for c, _, key in self._stack)
        finding = rule.finding(self._file, message, path=path, arguments=(what,))
        self._out.findings.append(finding.at(_span(event.start_mark, event.end_mark)))

    def _unparsable(self, error: Any) -> None:
        unclosed = error.context_mark if (error.problem or "").startswith("found unexpected end of") else None
        mark = unclosed or error.problem_mark or error.context_mark
        message, hint = _in_words(error.problem or "", error.context or "")
        finding = NOT_YAML.finding(self._file, message, hint=hint, arguments=(error.problem or "",))
        self._out.findings.append(finding.at(_span(mark, mark) if mark else None))


def plain_value(text: str) -> Any:
    """What an unquoted scalar means: a whole number, a Decimal, true, false, None, or else text.

    YAML 1.2 without its traps: NO, on, 012, 1e3 and 2021-05-25 are text; models say what they expect.
    """
    if text[:1] in "-+.0123456789" and text:
        if _INTEGER.match(text):
            return int(text)
        return Decimal(text) if _DECIMAL.match(text) else text
    return _CONSTANTS.get(text, text)


def _span(start: Any, end: Any) -> Span:
    return Span(start.line + 1, start.column + 1, end.line + 1, max(end.column + 1, 1))


_WORDS = (
    (
        "mapping values are not allowed",
        'a second ": " stands on this line',
        'put the text in quotes: title: "a: b"',
    ),
    (
        "did not find expected ',' or",
        "a list or mapping that was opened with [ or { is not closed",
        "close it with ] or }, and part its entries by commas",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        "check its indentation, and that text with : or quotes in it is quoted",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list above it",
        "begin each entry with - under the one above",
    ),
    (
        "could not find expected ':'",
        "a key without a colon",
        "write key: value, with a space after the colon",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark is not closed",
        "close it, or double it inside quotes",
    ),
    (
        "found character that cannot start any token",
        "a character that cannot begin a value (a tab, @, ` or %)",
        "indent with spaces; put text that begins with such a character in quotes",
    ),
    ("found a tab character", "a tab stands in the indentation", "indent with spaces"),
    ("found undefined alias", "a value begins with *", "put the text in quotes"),
    (
        "found unknown escape",
        "a backslash in double quotes that means nothing",
        "use single quotes, or double the backslash",
    ),
    (
        "block sequence entries are not allowed",
        "a - stands where no list can begin",
        "put the list on lines of its own, or the text in quotes",
    ),
)


def _in_words(problem: str, context: str) -> tuple[str, str]:
    for start, message, hint in _WORDS:
        if problem.startswith(start):
            return message, hint
    return f"not valid YAML: {problem}{' ' + context if context else ''}", ""
