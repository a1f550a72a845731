"""One page of the repository as zensical is given it: read as a forge reads it, its links as the site has them."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from partnercli.cli.reference.markdown import anchor

_READER = MarkdownIt("commonmark").enable("table")
_SIGNS = re.compile(r"[^\w\s.,;:?/-]|_")
"""What could be more than itself to a reader of Markdown."""


def laid_out(text: str, path: str, places: Mapping[str, str]) -> str:
    """The page at `path`; `places` says where each page and image of the repository lies on the site.

    Headings and blocks of code stay Markdown, from which zensical makes contents and colours; all else is HTML already.
    A link to what the site has not becomes plain text.
    """
    tokens = _READER.parse(text)
    marks = iter(_fragments(tokens))
    for token in tokens:
        token.children = list(_linked(token.children or (), path, places))
    return "\n\n".join(_block(block, marks) for block in _blocks(tokens)) + "\n"


def title(text: str) -> str:
    """The first heading of a page, as plain text."""
    return next(_headings(_READER.parse(text)))


def anchors(text: str) -> list[str]:
    """The fragments by which a forge finds the headings of a page; the second of two alike has a number."""
    return _fragments(_READER.parse(text))


def _headings(tokens: Sequence[Token]) -> Iterator[str]:
    """The headings of a page, as plain text."""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            yield "".join(child.content for child in tokens[at + 1].children or ())


def _fragments(tokens: Sequence[Token]) -> list[str]:
    before: Counter[str] = Counter()
    found = []
    for mark in map(anchor, _headings(tokens)):
        found.append(f"{mark}-{before[mark]}" if before[mark] else mark)
        before[mark] += 1
    return found


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The blocks of a page that lie in no other."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting != 1:
            yield block
            block = []


def _block(block: list[Token], marks: Iterator[str]) -> str:
    """A block as zensical is given it; `marks` are the fragments of the headings still to come."""
    first = block[0]
    if first.type == "fence":
        language = first.info.partition(" ")[0]  # what else stands there is for others
        return f"{first.markup}{language}\n{first.content}{first.markup}"
    if first.type == "heading_open":
        return f"{first.markup} {_signs_kept(block[1])} {{ #{next(marks)} }}"
    return str(_READER.renderer.render(block, _READER.options, {})).strip()


def _signs_kept(heading: Token) -> str:
    """The words of a heading, in which no sign is read as Markdown a second time."""
    return "".join(
        f"<code>{_spelt(child.content)}</code>" if child.type == "code_inline" else _spelt(child.content)
        for child in heading.children or ()
    )


def _spelt(text: str) -> str:
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _linked(children: Sequence[Token], path: str, places: Mapping[str, str]) -> Iterator[Token]:
    """What stands in a line, each link as the site has it, and without those to what the site has not."""
    kept = True
    for child in children:
        if child.type == "link_open":
            target = on_site(str(child.attrs["href"]), path, places)
            kept = target is not None
            child.attrs["href"] = target or ""
        if kept or child.type not in {"link_open", "link_close"}:
            yield child


def on_site(target: str, path: str, places: Mapping[str, str]) -> str | None:
    """The target of a link on the page at `path` as the site has it; None where the site has no such thing."""
    if re.match(r"[a-z]+:|#", target):
        return target
    file, hash_, fragment = target.partition("#")
    named = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    found = next((places[one] for one in (named, f"{named}/README.md") if one in places), None)
    if found is None:
        return None
    relative = posixpath.relpath(found, posixpath.dirname(places[path]) or ".")
    return re.sub(r"\.md$", ".html", relative) + hash_ + fragment
