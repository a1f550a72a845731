"""The lines of a file, from its values and comments: blocks, with lists and short mappings on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from partnercli.repository.acceptances import may_hold_acceptances
from partnercli.repository.canonical import WIDEST, folded, key_text, scalar
from partnercli.repository.nodes import Node, begun


def lines(root: Node) -> Iterator[str]:
    """The lines of a whole file, without their ends."""
    first = root.within[:1]
    above = [*root.above, *(text for node in first for text in node.above)]
    yield from _margin(begun(above), 0)
    yield from _block(root, 0) if first else ["{}"]


def _block(node: Node, indent: int) -> Iterator[str]:
    """A list or mapping, an entry under the other."""
    named = node.value.items() if isinstance(node.value, dict) else (("", one) for one in node.value)
    for number, (key, one) in enumerate(named):
        head = f"{' ' * indent}{key_text(key)}:" if isinstance(node.value, dict) else f"{' ' * indent}-"
        if number or indent:  # those above the first entry of a file stand at its head
            yield from _margin(one.above if number else begun(one.above), indent)
        yield from _entry(head, one, indent)
    yield from _margin(node.below, indent)


def _entry(head: str, node: Node, indent: int) -> Iterator[str]:
    stays = may_hold_acceptances(node.beside.encode())
    if node.open and node.beside and not stays and not _fits(f"{head}  {node.beside}"):
        yield f"{' ' * indent}{node.beside}"
        node = Node(node.value, open=isinstance(node.value, dict) and node.open, below=node.below)
    line = _on_one_line(node)
    if stays and node.style in ("|", ">"):  # there it accepts nothing, which another line would change
        line = None
    if line is not None and (_fits(f"{head} {line}") or stays or _one_word(node)):
        yield from _with(node.beside, f"{head} {line}", indent)
    elif not node.within:
        first, *rest = _text(head, node, indent + 2)
        yield from _with(node.beside, first, indent)
        yield from rest
    elif head.endswith("-"):
        yield from _margin([node.beside] if node.beside else [], indent)
        yield from _hung(head, _block(node, indent + 2), indent)
    else:
        yield from _with(node.beside, head, indent)
        yield from _block(node, indent + 2)


def _hung(head: str, inner: Iterator[str], indent: int) -> Iterator[str]:
    """A block behind a hyphen; comments above its first entry stand above the hyphen."""
    for line in inner:
        if line.lstrip().startswith("#"):
            yield f"{' ' * indent}{line.lstrip()}"
        elif line:
            yield f"{head} {line.lstrip()}"
            break
    yield from inner


def _with(comment: str, line: str, indent: int) -> Iterator[str]:
    """A line with a comment at its end, or above it where it does not fit; one that accepts a finding stays."""
    if not comment:
        yield line
    elif _fits(f"{line}  {comment}") or may_hold_acceptances(comment.encode()):
        yield f"{line}  {comment}"
    else:
        yield from (f"{' ' * indent}{comment}", line)


def _margin(above: Sequence[str], indent: int) -> Iterator[str]:
    """Comments, and of blank lines one at a time."""
    for number, text in enumerate(above):
        if text:
            yield f"{' ' * indent}{text}"
        elif not number or above[number - 1]:
            yield ""


def _fits(line: str) -> bool:
    return len(line) <= WIDEST


def _on_one_line(node: Node) -> str | None:
    """A node in the line of its key; None where it has to be, or was meant to be, on lines of its own."""
    if _nothing(node):
        return _scalar(node, flow=False)
    if node.open or node.below or not all(one.bare for one in node.within):
        return None
    may_hold = _lists if isinstance(node.value, dict) else _nothing
    inner = [_flat(one) if may_hold(one) else None for one in node.within]
    return None if None in inner else _in_brackets(node, inner)


def _in_brackets(node: Node, inner: Sequence[str | None]) -> str:
    if isinstance(node.value, list):
        return f"[{', '.join(map(str, inner))}]"
    return f"{{{', '.join(f'{key_text(key)}: {text}' for key, text in zip(node.value, inner, strict=True))}}}"


def _nothing(node: Node) -> bool:
    """Whether it is a value that holds no other."""
    return not isinstance(node.value, (dict, list))


def _lists(node: Node) -> bool:
    """Whether it holds no mapping and no list of lists: what a mapping in braces may hold."""
    return not node.within or (isinstance(node.value, list) and all(map(_nothing, node.within)))


def _flat(node: Node) -> str | None:
    """A node that stands inside brackets itself."""
    if _nothing(node):
        return _scalar(node, flow=True)
    inner = [_flat(one) for one in node.within]
    return None if None in inner else _in_brackets(node, inner)


def _scalar(node: Node, *, flow: bool) -> str | None:
    """A value on one line, in its author's quotes where there must be some; None where it was written as a block."""
    text = scalar(node.value, flow=flow)
    if not isinstance(node.value, str) or text == node.value:
        return text
    if node.style in ("|", ">") and _as_block(node, 0):
        return None
    return "'" + node.value.replace("'", "''") + "'" if _in_single_quotes(node) else text


def _one_word(node: Node) -> bool:
    """Whether a text, such as an address, gains no room on a line of its own."""
    return isinstance(node.value, str) and " " not in node.value and node.style not in ("|", ">")


def _in_single_quotes(node: Node) -> bool:
    return node.style == "'" and "\n" not in node.value


def _text(head: str, node: Node, indent: int) -> list[str]:
    """A text that does not fit on the line of its key, or was not written there."""
    block = _as_block(node, indent)
    if not block:
        quoted = Node(node.value, node.style if _in_single_quotes(node) else "")
        return [f"{head} {_scalar(quoted, flow=False)}"]
    mark, *rows = block
    return [f"{head} {mark}", *(f"{' ' * indent}{row}" if row else "" for row in rows)]


def _as_block(node: Node, indent: int) -> list[str]:
    """The mark of a block and its lines; none where such a block would not read back as the text."""
    text: Any = node.value
    if not isinstance(text, str):
        return []
    rows = text.removesuffix("\n").split("\n")
    chomping = "" if text.endswith("\n") else "-"
    if not rows[0].strip() or not rows[-1].strip() or rows[0][0] in " \t":
        return []
    if node.style == "|" and (len(rows) > 1 or _fits(" " * indent + text)):
        return [f"|{chomping}", *rows]
    if len(rows) > 1 and node.style != ">":
        return []
    if any((row and "" in row.split(" ")) or "\t" in row for row in rows):
        return []
    return [
        f">{chomping}",
        *[line for row in rows for line in ("", *folded(row.split(" "), WIDEST - indent))][1:],
    ]
