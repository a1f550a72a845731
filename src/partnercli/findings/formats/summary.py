"""Findings as the summary of a job: a page in GitHub's Markdown, shown on the page of a pull request.

Texts of the data are escaped so that nothing in them makes a link, an image, a mention, a cell or a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from partnercli.findings.formats.public import Shown, fitting, shown
from partnercli.findings.formats.texts import counted, marks, shortened, visible
from partnercli.findings.report import Report

LARGEST: Final = 900 * 1024
"""Bytes of the table; of more than 1 MiB in a step GitHub shows nothing, and other parts need room too."""
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>~&$^!#])")
_LINKING: Final = re.compile(
    r"(@|\\#(?=\d)|:(?=//|[+\\-]*\w[\w+\\-]*:)|(?:mailto|xmpp)(?=:)|www(?=\\?\.)|gh(?=-\d))", re.IGNORECASE
)
"""What forges make mentions, references, addresses and pictures of, some of them after the Markdown was read."""
_PLAIN_PATH: Final = re.compile(r"[\w ./:-]+")
_PIECES: Final = "&#8203;"  # a space of no width: it parts what must not be read as one
_HEAD: Final = "| where | finding | what is wrong | what to do |\n| --- | --- | --- | --- |\n"


def write(report: Report) -> str:
    """Counts, the mark, the findings worst first in a table, and what was left out of it."""
    found = list(shown(report))
    rows = fitting(map(_row, found), LARGEST)
    left_out = counted(one.severity for one in found[len(rows) :])
    parts = [*_top(report), *([_HEAD + "".join(rows)] if rows else [])]
    if left_out:
        parts.append(f"Not shown for want of room: {left_out}. Run `partner validate` to see all.\n")
    return "\n".join(parts)


def _top(report: Report) -> Iterator[str]:
    yield f"## Findings: {counted(one.severity for one in report.findings) or 'none'}\n"
    yield "".join(f"**{escaped(mark)}**  \n" for mark in marks(report))
    yield f"In short: {escaped(report.summary)}\n"


def _row(one: Shown) -> str:
    where = _code(f"{shortened(one.path, 200)}:{one.place.line}")
    cells = (where, f"{one.severity} {_code(one.code)}", escaped(one.message), escaped(one.hint))
    return f"| {' | '.join(cells)} |\n"


def escaped(text: str) -> str:
    """A text that reads as it is within a line or a cell of Markdown, whatever it holds."""
    plain = _SIGNS.sub(r"\\\1", visible(text))
    return parted(plain).replace("|", "&#124;")


def parted(escaped_text: str) -> str:
    """Markdown in which a forge finds nothing to make a mention, a reference, an address or a picture of."""
    return _LINKING.sub(rf"\1{_PIECES}", escaped_text)


def _code(text: str) -> str:
    """A text as code where nothing in it could end that, or the cell; escaped otherwise."""
    return f"`{text}`" if _PLAIN_PATH.fullmatch(text) else escaped(text)
