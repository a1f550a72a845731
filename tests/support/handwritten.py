"""Files as people write them: remarks, blank lines, quotes, other line ends, and what they say as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from partnercli.repository.text import BOM
from partnercli.repository.walk import read_yaml

_KEY = re.compile(r"(?P<start> *(?:- )?)(?P<key>\w+):(?: (?P<value>.*))?")
_PLAIN = re.compile(r"\w[\w ,./-]*\w|\w")
_QUOTED = frozenset(
    {"name", "official_name", "title", "action", "lead", "subject", "from", "to", "place", "what"}
)
"""Fields that hold text, so that quotes round it change nothing."""
_FLOW = re.compile(r"(?P<start> *(?:- )?(?:\w+: )?)(?P<opens>[\[{])(?P<inner>[^]\[{}\"]+)(?P<closes>[]}])")
_HEADER = re.compile(r".*[:-] [|>][-+]?")


def handwritten(data: bytes) -> bytes:
    """The file with remarks above and beside what it says, blank lines, single quotes, CRLF and a byte order mark.

    Every other list or mapping in brackets goes over several lines.
    """
    rows = [*_rough(list(_spread(data.decode().splitlines()))), "# the last word"]
    rough = BOM + "".join(f"{row}\r\n" for row in rows).encode()
    assert read_yaml(rough, "").findings == []
    assert read_yaml(rough, "").value == read_yaml(data, "").value
    return rough


def write_by_hand(root: Path) -> None:
    """Make every file of a repository a handwritten one."""
    for file in (root / "partner.yaml", *sorted((root / "data").rglob("*.yaml"))):
        file.write_bytes(handwritten(file.read_bytes()))


def _spread(rows: list[str]) -> Iterator[str]:
    for number, row in enumerate(rows):
        found = _FLOW.fullmatch(row)
        if found is None or number % 2:
            yield row
            continue
        inner = " " * (len(row) - len(row.lstrip()) + 4)
        yield f"{found['start']}{found['opens']}"
        for part in re.split(r", (?=\w+: )" if found["opens"] == "{" else ", ", found["inner"]):
            yield f"{inner}{part},  # part of {number}"
        yield f"{inner}{found['closes']}"


def _rough(rows: list[str]) -> Iterator[str]:
    deeper_than: int | None = None  # the indentation of a text that goes over several lines, else None
    for number, row in enumerate(rows):
        indent = len(row) - len(row.lstrip())
        if deeper_than is not None and (not row.strip() or indent > deeper_than):
            yield row
            continue
        deeper_than = None
        found = _KEY.fullmatch(row)
        if found is None or row.lstrip().startswith("#"):
            yield row
            continue
        if indent == 0 or "- " in found["start"]:
            yield from ("", f"{' ' * indent}# above {number}")
        if _HEADER.fullmatch(row):
            deeper_than = indent
            yield row
        else:
            yield f"{_quoted(found, row)}  # beside {number}"


def _quoted(found: re.Match[str], row: str) -> str:
    value = found["value"] or ""
    if found["key"] not in _QUOTED or not _PLAIN.fullmatch(value):
        return row
    return f"{found['start']}{found['key']}: '{value}'"
