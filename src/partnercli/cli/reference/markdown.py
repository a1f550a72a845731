"""Texts of the code as Markdown: whatever they hold, they read back as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from partnercli.documents.blocks import Paragraph, Text
from partnercli.documents.markdown import write_blocks
from partnercli.findings.formats.texts import visible

_CODE = re.compile(r"`([^`]+)`")
_BAR, _ESCAPED = re.compile(r"(?<!\\)\|"), r"\\|"


def page(title: str, source: str, *parts: str) -> str:
    """A whole page: its title, what it is made from, and its parts with a blank line between them."""
    return (
        "\n\n".join((f"# {title}", f"Made from {source} by `make docs`: change that, not this page.", *parts))
        + "\n"
    )


def inline(text: str) -> str:
    """A text within a line, every sign of it printed."""
    return write_blocks([Paragraph((Text(visible(text)),))]).strip()


def prose(text: str) -> str:
    """A docstring or a help text as one line: what stands there in backticks is code, all else is printed as it is."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(code(part) if number % 2 else _between(part) for number, part in enumerate(parts))


def _between(part: str) -> str:
    """What stands beside code, with the spaces that part it from that."""
    words = part.strip()
    return part.replace(words, inline(words)) if words else part


def code(text: str) -> str:
    """A text as code within a line."""
    return f"`{visible(text)}`"


def fenced(text: str, language: str = "yaml") -> str:
    """A text as a block of code, whatever it holds: what cannot be seen is spelt out."""
    lines = "\n".join(map(visible, text.removesuffix("\n").split("\n")))
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", lines)), default=0))
    return f"{fence}{language}\n{lines}\n{fence}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are Markdown already."""
    head = tuple(head)
    return "\n".join(map(_row, (head, ["---"] * len(head), *rows)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_BAR.sub(_ESCAPED, cell) for cell in cells)} |"


def link(text: str) -> str:
    """A link to the heading of this text on the same page."""
    return f"[{inline(text)}](#{anchor(text)})"


def anchor(heading: str) -> str:
    """The fragment by which forges find a heading: small letters, hyphens for spaces, no other signs."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
