"""Writes a document as a .docx file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from partnercli.documents.blocks import Document, Header
from partnercli.documents.word.body import Body
from partnercli.documents.word.elements import Element, w, xml
from partnercli.documents.word.first_page import first_page, footer, footer_margin
from partnercli.documents.word.layout import Grid, Item, Line, Section
from partnercli.documents.word.numbering import Numbering
from partnercli.documents.word.package import packed
from partnercli.documents.word.paragraphs import Paragraphs, Reviser
from partnercli.documents.word.parts import core_properties, footnotes, language_tag, settings
from partnercli.documents.word.relations import Relations
from partnercli.documents.word.sections import main_part
from partnercli.documents.word.tables import table
from partnercli.documents.word.template import Styles, read_template

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def write_docx(
    document: Document, template: bytes | None = None, *, pictures: Mapping[str, bytes] = NO_PICTURES
) -> bytes:
    """The document as a Word file, the same bytes each time.

    `template` is a .docx whose styles are taken, and nothing else; by default the package's own. `pictures`
    are PNG by the SVG of the figure that they show: a figure without one is left out, its table says it all.
    Raises WordTemplateProblem.
    """
    numbering = Numbering()
    items = laid_out(document, numbering, pictures)
    return word_file(items, document.header, numbering, read_template(template))


def laid_out(document: Document, numbering: Numbering, pictures: Mapping[str, bytes]) -> list[Item]:
    """All that stands on the document's pages, its lists entered in `numbering`."""
    return [*first_page(document.header), *Body(numbering, pictures).items(document.blocks)]


def word_file(
    items: Iterable[Item],
    header: Header,
    numbering: Numbering,
    styles: Styles,
    reviser: Reviser | None = None,
) -> bytes:
    """The file of items laid out; `reviser` is who made the changes among them, None where there are none."""
    paragraphs = Paragraphs(styles.ids, reviser)
    footers = _Footers(header, paragraphs)
    document = main_part(items, paragraphs, footers.relation, footer_margin(header))
    language = language_tag(header.language)
    for kind in ("styles", "numbering", "footnotes", "settings"):
        paragraphs.relations.add(kind, f"{kind}.xml")
    file = Relations()
    file.add("officeDocument", "word/document.xml")
    file.add(_CORE, "docProps/core.xml")
    parts = {
        "_rels/.rels": file.part(),
        "docProps/core.xml": core_properties(header.title, language, header.date),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": paragraphs.relations.part(),
        "word/styles.xml": styles.in_language(language),
        "word/numbering.xml": numbering.part(),
        "word/footnotes.xml": footnotes(paragraphs.footnotes),
        "word/settings.xml": settings(revising=reviser is not None),
        **dict(footers.parts()),
    }
    if paragraphs.note_relations:
        parts["word/_rels/footnotes.xml.rels"] = paragraphs.note_relations.part()
    written = {name: xml(part) for name, part in parts.items()}
    return packed({**written, **paragraphs.pictures.parts}, header.date)


class _Footers:
    """The footers of a file: one for all sections of the same label and shape."""

    def __init__(self, header: Header, paragraphs: Paragraphs) -> None:
        self._header = header
        self._paragraphs = paragraphs
        self._made: dict[Section, Element] = {}

    def relation(self, section: Section) -> str:
        """The relationship to the footer of a section."""
        if section not in self._made:
            self._made[section] = w("ftr", *map(self._element, footer(self._header, section)))
        return self._paragraphs.relations.add("footer", self._name(section))

    def parts(self) -> Iterator[tuple[str, Element]]:
        """The footers by the names of their parts."""
        for section, made in self._made.items():
            yield f"word/{self._name(section)}", made

    def _name(self, section: Section) -> str:
        return f"footer{list(self._made).index(section) + 1}.xml"

    def _element(self, item: Line | Grid) -> Element:
        if isinstance(item, Grid):
            return table(item, self._paragraphs)
        return self._paragraphs.paragraph(item, Section().width)
