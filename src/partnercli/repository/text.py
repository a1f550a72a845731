"""From a file's bytes to text that is safe to parse and to show."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice
from typing import NamedTuple

from partnercli.findings import Finding, Span
from partnercli.findings.reading import FORBIDDEN_CHARACTER, NOT_TEXT, REFUSED_FILE

LARGEST = 1 << 20
"""The largest file that is read, in bytes."""
MOST_LINES = 20_000
MOST_KINDS = 20
"""Forbidden characters of one file that are named one by one."""
BOM = b"\xef\xbb\xbf"
_BEYOND = "".join(chr(plane << 16 | last) for plane in range(1, 15) for last in (0xFFFE, 0xFFFF))
"""The noncharacters of the planes beyond the first."""
_PLAIN_ASCII = bytes({*range(0x20, 0x7F), 0x09, 0x0A})
_NAMED = {"\r": "a carriage return without a line feed (old Mac line end)", "\ufeff": "a byte order mark"}
_UNNAMED = {
    "Cc": "a control character",
    "Co": "a character for private use",
    "Cn": "a code that is no character",
    "Cs": "half a character",
}
_ELSEWHERE = ("utf-16", (b"\xff\xfe", b"\xfe\xff"))


@cache
def _forbidden_pattern() -> re.Pattern[str]:
    """Controls, line separators, direction marks, invisible marks, tags, private use, noncharacters, a lone CR."""
    return re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
        "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
        "\U000e0000-\U000e007f\U000f0000-\U0010ffff]|[^\x00-\uffff](?<=[" + _BEYOND + "])"
        "|\r(?!\n)"
    )


def _harmless(text: str) -> bool:
    """Whether a text holds nothing but printable characters and line ends: the quick answer for most files."""
    return text.replace("\r\n", "").replace("\n", "").replace("\t", "").isprintable()


class FileText(NamedTuple):
    """A file's text, without its byte order mark, and what is wrong with it.

    Forbidden characters are replaced one for one, so that every place in it still is where it was.
    """

    text: str | None
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, file: str) -> FileText:
    """The text of a file's bytes; None with a finding where it cannot be read as text at all."""
    if len(data) > LARGEST:
        return FileText(None, (REFUSED_FILE.finding(file, f"the file is larger than {LARGEST >> 20} MiB"),))
    findings: tuple[Finding, ...] = ()
    if not data.translate(None, _PLAIN_ASCII):
        text = data.decode("ascii")
    else:
        body = data.removeprefix(BOM)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            return FileText(None, (_not_utf8(body, file, error),))
        findings = () if _harmless(text) else tuple(_forbidden(text, file))
    if text.count("\n") > MOST_LINES:
        return FileText(None, (REFUSED_FILE.finding(file, f"the file has more than {MOST_LINES:,} lines"),))
    return FileText(_forbidden_pattern().sub("\ufffd", text) if findings else text, findings)


def forbidden_in(text: str) -> str | None:
    """The name of the first forbidden character in a value, or None."""
    found = None if _harmless(text) else _forbidden_pattern().search(text)
    return _name(found[0]) if found else None


def place_in(text: str, index: int) -> Span:
    """The place of one character."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Span(line, column, line, column + 1)


def _forbidden(text: str, file: str) -> list[Finding]:
    hits: dict[str, list[int]] = {}
    for hit in _forbidden_pattern().finditer(text):
        hits.setdefault(hit[0], []).append(hit.start())
    findings = []
    for character, places in islice(hits.items(), MOST_KINDS):
        more = f", and {len(places) - 1} more of it below" if len(places) > 1 else ""
        message = f"the file holds {_name(character)}{more}"
        finding = FORBIDDEN_CHARACTER.finding(file, message, arguments=(_name(character),))
        findings.append(finding.at(place_in(text, places[0])))
    for places in islice(hits.values(), MOST_KINDS, MOST_KINDS + 1):
        message = f"the file holds {len(hits) - MOST_KINDS} other characters that hide or reorder text"
        finding = FORBIDDEN_CHARACTER.finding(file, message, arguments=("others",))
        findings.append(finding.at(place_in(text, places[0])))
    return findings


def _name(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    name = unicodedata.name(character, "").lower() or _UNNAMED[unicodedata.category(character)]
    return f"U+{ord(character):04X} ({name})"


def _not_utf8(body: bytes, file: str, error: UnicodeDecodeError) -> Finding:
    if body.startswith(_ELSEWHERE[1]):
        return NOT_TEXT.finding(file, "the file is saved as UTF-16 (in Notepad: Unicode), not as UTF-8")
    before = body[: error.start].decode("utf-8")
    message = f"the file is not UTF-8 text: byte 0x{body[error.start]:02X} does not belong"
    place = place_in(before + "?", len(before))
    return NOT_TEXT.finding(file, message, arguments=("bytes",)).at(place)
