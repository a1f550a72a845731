"""From a file's bytes to text that is safe to parse and to show."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from partnercli.findings import Finding, Span
from partnercli.findings.reading import FORBIDDEN_CHARACTER, NOT_TEXT, REFUSED_FILE
from partnercli.records.characters import forbidden_characters, harmless, name_of

LARGEST = 1 << 20
"""The largest file that is read, in bytes."""
MOST_LINES = 20_000
MOST_KINDS = 20
"""Forbidden characters of one file that are named one by one."""
BOM = b"\xef\xbb\xbf"
_PLAIN_ASCII = bytes({*range(0x20, 0x7F), 0x09, 0x0A})
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that was saved in UTF-16, by its order of bytes."""


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
        findings = () if harmless(text) else tuple(_forbidden(text, file))
    if text.count("\n") > MOST_LINES:
        return FileText(None, (REFUSED_FILE.finding(file, f"the file has more than {MOST_LINES:,} lines"),))
    return FileText(forbidden_characters().sub("\ufffd", text) if findings else text, findings)


def place_in(text: str, index: int) -> Span:
    """The place of one character."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Span(line, column, line, column + 1)


def _forbidden(text: str, file: str) -> list[Finding]:
    hits: dict[str, list[int]] = {}
    for hit in forbidden_characters().finditer(text):
        hits.setdefault(hit[0], []).append(hit.start())
    findings = []
    for character, places in islice(hits.items(), MOST_KINDS):
        more = f", and {len(places) - 1} more of it below" if len(places) > 1 else ""
        message = f"the file holds {name_of(character)}{more}"
        finding = FORBIDDEN_CHARACTER.finding(file, message, arguments=(name_of(character),))
        findings.append(finding.at(place_in(text, places[0])))
    for places in islice(hits.values(), MOST_KINDS, MOST_KINDS + 1):
        message = f"the file holds {len(hits) - MOST_KINDS} other characters that hide or reorder text"
        finding = FORBIDDEN_CHARACTER.finding(file, message, arguments=("others",))
        findings.append(finding.at(place_in(text, places[0])))
    return findings


def _not_utf8(body: bytes, file: str, error: UnicodeDecodeError) -> Finding:
    if body.startswith(_UTF_16):
        return NOT_TEXT.finding(file, "the file is saved as UTF-16 (in Notepad: Unicode), not as UTF-8")
    before = body[: error.start].decode("utf-8")
    message = f"the file is not UTF-8 text: byte 0x{body[error.start]:02X} does not belong"
    place = place_in(before + "?", len(before))
    return NOT_TEXT.finding(file, message, arguments=("bytes",)).at(place)
