"""How a value, a line or an entry is put into a file's text or taken out of it, in the text's own style."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from partnercli.repository.canonical import WIDEST, folded, in_flow, scalar
from partnercli.repository.place import Place

_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*)+\Z")
_HEADER = re.compile(r"([|>])[-+0-9]*([ \t]+#[^\r\n]*)?")
"""How a text over several lines begins; a comment may stand behind."""
_COMMENT_LINE = re.compile(r"([ \t]*)#.*(?:\n|\Z)")


class Splice(NamedTuple):
    """What stands between two places of a text, and what is to stand there."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text with all of them put in; they do not overlap."""
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def start_of(node: Any) -> int:
    """Where a value or key begins."""
    begin = node.start if isinstance(node, Place) else node
    return int(begin.start_mark.index)


def end_of(text: str, node: Any) -> int:
    """Where a value ends: behind its last character, before any blank lines and comments."""
    if isinstance(node, Place):
        flow = node.start.flow_style or not node.within
        return int(node.end.end_mark.index) if flow else end_of(text, node.within[-1])
    end = int(node.end_mark.index)
    start = start_of(node)
    if node.style in ("|", ">") and "+" not in text[start : text.find("\n", start)]:
        return start + len(_BLANK_LINES.sub("", text[start:end]))
    return end


def is_flow(node: Place) -> bool:
    """Whether a list or mapping stands in brackets."""
    return bool(node.start.flow_style)


def replaced(text: str, node: Any, old: Any, new: Any, *, flow: bool) -> Iterator[Splice]:
    """Ways to put another value for one that is no list and no mapping, the most like the old one first."""
    start = start_of(node)
    source = _BLANK_LINES.sub("", text[start : int(node.end_mark.index)])
    end = start + len(source)
    block = _HEADER.match(source)
    behind = (block and block[2]) or ""
    if isinstance(new, str) and (same := _in_style(source, scalar(old, flow=flow), new, block)):
        yield Splice(start, end, with_line_ends(same, text, start))
    if isinstance(new, list):
        yield Splice(start, end, in_flow(new) + behind)
        return
    yield Splice(start, end, scalar(new, flow=flow) + behind)
    yield Splice(start, end, json.dumps(str(new), ensure_ascii=False) + behind)


def _in_style(source: str, canonical: str, new: str, block: re.Match[str] | None) -> str | None:
    """A text in the style of another, where that was its author's choice: quotes that had to be there were not.

    The text may not read back as itself in that style.
    """
    if block is not None:
        return _in_block(source, new, block)
    if source.startswith("'") and "\n" not in new:
        return "'" + new.replace("'", "''") + "'"
    if source.startswith('"') and not canonical.startswith('"'):
        return json.dumps(new, ensure_ascii=False)
    return None


def _in_block(source: str, new: str, block: re.Match[str]) -> str:
    body = source[block.end() :].lstrip("\r\n")
    indent = len(body) - len(body.lstrip(" "))
    head = block[1] + ("" if new.endswith("\n") else "-") + (block[2] or "")
    rows = new.removesuffix("\n").split("\n")
    if block[1] == ">":
        rows = [line for row in rows for line in ("", *folded(row.split(" "), WIDEST - indent))][1:]
    return "\n".join([head, *(" " * indent + row if row else "" for row in rows)])


def start_of_line(text: str, index: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, index) + 1


def below(text: str, end: int) -> int:
    """Where the line after a value begins; the end of the text behind its last line."""
    if end and text[end - 1] == "\n":
        return end
    return text.find("\n", end) + 1 or len(text)


def below_comments(text: str, at: int, indent: int) -> int:
    """The same place, or the one below comment lines that stand deeper than `indent`: they belong above."""
    while (comment := _COMMENT_LINE.match(text, at)) and len(comment[1]) > indent and comment.end() > at:
        at = comment.end()
    return at


def lines_in(text: str, at: int, added: Sequence[str]) -> Splice:
    """Lines put in where a line begins, or behind a last one that has no line end."""
    if at == len(text) and text and not text.endswith("\n"):
        return Splice(at, at, with_line_ends("".join(f"\n{line}" for line in added), text, at))
    return Splice(at, at, with_line_ends("".join(f"{line}\n" for line in added), text, at))


def lines_out(text: str, start: int, end: int) -> Splice:
    """Lines taken out; a last one without a line end takes the one before it along."""
    if end == len(text) and not text.endswith("\n"):
        start = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return Splice(start, end, "")


def with_line_ends(new: str, text: str, at: int) -> str:
    """A text's line ends as they are around the place where it is put in."""
    near = text.find("\n", at) if "\n" in text[at:] else text.rfind("\n")
    return new.replace("\n", "\r\n") if near > 0 and text[near - 1] == "\r" else new
