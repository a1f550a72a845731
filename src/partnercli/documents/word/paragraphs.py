"""Lines as paragraphs of Word, with their links, footnotes, pictures and revisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, groupby
from urllib.parse import quote, urlsplit

from partnercli.documents.blocks import Break, Footnote, Text
from partnercli.documents.word.elements import Element, allowed, link, text_element, w
from partnercli.documents.word.layout import HELD_SIZE, Change, Line, PageNumber, Picture, Piece, Tab
from partnercli.documents.word.pictures import Pictures
from partnercli.documents.word.relations import Relations

_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]-._~"


@dataclass(frozen=True, slots=True)
class Reviser:
    """Who made the changes that a file shows, and when."""

    author: str
    when: datetime

    @property
    def stamp(self) -> str:
        """The time as Word writes it, in universal time; one without a zone is taken to be universal."""
        universal = self.when.astimezone(UTC) if self.when.tzinfo else self.when
        return universal.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class _Look:
    """How the texts of a line look beside what its style says."""

    size: int | None
    held: bool = False


class Paragraphs:
    """Makes the paragraphs of one file; footnotes and revisions are numbered as they come.

    `styles` are the identifiers of the template's styles by name.
    """

    def __init__(self, styles: Mapping[str, str], reviser: Reviser | None = None) -> None:
        self._styles = styles
        self._reviser = reviser
        self._revisions = count(1)
        self.relations = Relations()
        self.note_relations = Relations()
        self.footnotes: list[Element] = []
        self.pictures = Pictures(self.relations)

    def style(self, name: str) -> str:
        """The identifier of a style."""
        return self._styles[name.lower()]

    def paragraph(self, line: Line, width: int, height: int = 0) -> Element:
        """A line where text has the given width, and pictures at most the given height."""
        made = w("p", self._properties(line))
        size = line.size or (HELD_SIZE if line.held else None)
        look = _Look(size, held=line.held)
        made.extend(self._pieces(line.pieces, look, (width - line.indent, height), self.relations))
        return made

    def revision(self, change: Change, *children: Element) -> Element:
        """What marks its children as come in or gone out."""
        if self._reviser is None:
            raise ValueError("a change has no author")
        author, stamp = allowed(self._reviser.author), self._reviser.stamp
        return w(change, *children, id=next(self._revisions), author=author, date=stamp)

    def _properties(self, line: Line) -> Element:
        properties = w("pPr", w("pStyle", val=self.style(line.style)))
        if line.keep_next:
            properties.append(w("keepNext"))
        if line.page_break:
            properties.append(w("pageBreakBefore"))
        if line.mark:
            properties.append(w("numPr", w("ilvl", val=line.mark.level), w("numId", val=line.mark.number)))
        if line.rule:
            properties.append(w("pBdr", w("bottom", val="single", sz=6, space=1, color="auto")))
        if line.tab:
            properties.append(w("tabs", w("tab", val="center", pos=line.tab)))
        if line.held:
            properties.append(w("spacing", line=240, lineRule="auto"))
            properties.append(w("ind", left=0, right=0, firstLine=0))
        elif line.indent:
            properties.append(w("ind", left=line.indent, firstLine=0))
        if line.align:
            properties.append(w("jc", val=line.align))
        properties.extend(self._mark(line))
        return properties

    def _mark(self, line: Line) -> Iterator[Element]:
        """How the end of the line looks, and its change."""
        change = [self.revision(line.change)] if line.change else []
        if change or line.size:
            yield w("rPr", *change, *_sizes(line.size))

    def _pieces(
        self, pieces: Iterable[Piece], look: _Look, room: tuple[int, int], relations: Relations
    ) -> Iterator[Element]:
        for address, linked in groupby(pieces, _address):
            runs: list[Element] = []
            for change, alike in groupby(linked, lambda piece: piece.change):
                made = [run for piece in alike for run in self._runs(piece, look, room)]
                runs += [self.revision(change, *made)] if change and made else made
            if address and runs:
                yield link(w("hyperlink", *runs, history=1), relations.link(address))
            else:
                yield from runs

    def _runs(self, piece: Piece, look: _Look, room: tuple[int, int]) -> Iterator[Element]:
        match piece.run:
            case Text() as text if text.text:
                tag = "delText" if piece.change == "del" else "t"
                yield w("r", *self._look(text, look, _address(piece)), text_element(tag, text.text))
            case Break():
                yield w("r", w("br"))
            case Tab():
                yield w("r", w("tab"))
            case Footnote() as note:
                yield w("r", self._note_look(), w("footnoteReference", id=self._note(note)))
            case Picture() as picture:
                yield w("r", self.pictures.drawing(picture, *room))
            case PageNumber():
                yield from _page_number()
            case _:
                pass

    def _look(self, text: Text, look: _Look, address: str) -> Iterator[Element]:
        made = [w("rStyle", val=self.style("Hyperlink"))] if address else []
        made += [w("b")] if text.bold else []
        made += [w("i")] if text.italic else []
        if look.held:
            made += [w("color", val="auto"), w("spacing", val=0), w("w", val=100), w("position", val=0)]
        made += _sizes(look.size)
        if made:
            yield w("rPr", *made)

    def _note_look(self) -> Element:
        return w("rPr", w("rStyle", val=self.style("footnote reference")))

    def _note(self, note: Footnote) -> int:
        """The number of a new footnote; a footnote in a footnote, which Word does not know, is left out."""
        number = len(self.footnotes) + 1
        runs = (Piece(run) for run in note.runs if not isinstance(run, Footnote))
        mark = w("r", self._note_look(), w("footnoteRef"))
        made = w("p", w("pPr", w("pStyle", val=self.style("footnote text"))), mark, w("r", w("tab")))
        made.extend(self._pieces(runs, _Look(None), (0, 0), self.note_relations))
        self.footnotes.append(w("footnote", made, id=number))
        return number


def _sizes(size: int | None) -> list[Element]:
    return [w("sz", val=size), w("szCs", val=size)] if size else []


def _page_number() -> Iterator[Element]:
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", text_element("instrText", " PAGE "))
    yield w("r", w("fldChar", fldCharType="separate"))
    yield w("r", text_element("t", "1"))
    yield w("r", w("fldChar", fldCharType="end"))


def _address(piece: Piece) -> str:
    """The address that a piece leads to, in the characters of addresses; empty where it leads nowhere safe."""
    href = piece.run.href if isinstance(piece.run, Text) else None
    if not href or not href.lower().startswith("https://"):
        return ""
    address = quote(href.encode("utf-8", "replace"), safe=_IN_ADDRESSES)
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return address if host.strip(".").replace(".", "").replace("-", "").isalnum() else ""
