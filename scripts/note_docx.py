#!/usr/bin/env python3
"""Make the house style of Word documents: templates/note.docx of the package, the same file each time.

It holds styles, and one line in each of them to see how it looks; of a template only the styles are ever taken.
Run it after a change here, with the package installed, from anywhere: scripts/note_docx.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from partnercli.documents.word.elements import Element, text_element, w, xml
from partnercli.documents.word.package import packed
from partnercli.documents.word.relations import Relations

TARGET = Path(__file__).parents[1] / "src/partnercli/documents/templates/note.docx"
DAY = date(2021, 5, 25)
FONT = "Times New Roman"
CENTIMETRE = 567
SINGLE, ONE_AND_A_HALF = 240, 360
SIZE = 24
NOTHING: Mapping[str, Element] = MappingProxyType({})
GRID_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def style(
    name: str,
    *parts: Element,
    kind: str = "paragraph",
    based_on: str = "",
    default: bool = False,
    look: tuple[Element, ...] = (),
) -> Element:
    """A style: `parts` say how its paragraphs or tables are set, `look` how its letters look."""
    made = w("style", w("name", val=name), type=kind, styleId=identifier(name))
    if default:
        made.set(made[0].tag.replace("name", "default"), "1")
    if based_on:
        made.append(w("basedOn", val=identifier(based_on)))
    if name.startswith(("heading", "Annex")):
        made.append(w("next", val="Normal"))
    made.append(w("qFormat"))
    made.extend(parts)
    if look:
        made.append(w("rPr", *look))
    return made


def identifier(name: str) -> str:
    """How other parts of the file name a style."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def bold() -> tuple[Element, ...]:
    """Bold letters."""
    return (w("b"), w("bCs"))


def italic() -> tuple[Element, ...]:
    """Italics."""
    return (w("i"), w("iCs"))


def size(half_points: int) -> tuple[Element, ...]:
    """The size of letters."""
    return (w("sz", val=half_points), w("szCs", val=half_points))


def set_as(
    more: Mapping[str, Element] = NOTHING, before: int = 0, after: int = 0, line: int = SINGLE
) -> Element:
    """How a paragraph is set: room before and after in twentieths of a point, and what `more` says by name."""
    order = ("keepNext", "keepLines", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl")
    spacing = w("spacing", before=before, after=after, line=line, lineRule="auto")
    every = {**more, "spacing": spacing}
    return w("pPr", *(every[name] for name in order if name in every))


def heading(level: int, *look: Element) -> Element:
    """A heading, kept with what follows it."""
    more = {"keepNext": w("keepNext"), "outlineLvl": w("outlineLvl", val=level - 1)}
    return style(f"heading {level}", set_as(more, before=240, after=120), based_on="Normal", look=look)


def of_the_text() -> Iterator[Element]:
    """Styles of the body."""
    yield style("Normal", set_as(after=120, line=ONE_AND_A_HALF), default=True)
    yield heading(1, *bold())
    yield heading(2, *bold(), *italic())
    yield heading(3, *bold())
    yield style("Title", set_as(before=240, after=240), based_on="Normal", look=(*bold(), *size(24)))
    right = {"jc": w("jc", val="right"), "outlineLvl": w("outlineLvl", val=0)}
    capitals = (*bold(), w("caps"))
    yield style("Annex Label", set_as(right, after=240), based_on="heading 1", look=capitals)
    hanging = {"ind": w("ind", left=CENTIMETRE, hanging=CENTIMETRE)}
    for name in ("List Bullet", "List Number", "Numbered Paragraph"):
        yield style(name, set_as(hanging, after=120, line=ONE_AND_A_HALF), based_on="Normal")
    yield style("caption", set_as(before=120, after=120), based_on="Normal", look=(*italic(), *size(22)))
    yield style("Table Text", set_as(before=20, after=20), based_on="Normal", look=size(20))
    note = {"tabs": w("tabs", w("tab", val="left", pos=CENTIMETRE)), **hanging}
    yield style("footnote text", set_as(note), based_on="Normal", look=size(20))


def of_the_first_page() -> Iterator[Element]:
    """Styles of header and footer."""
    boxed = w("pBdr", *(w(side, val="single", sz=8, space=4, color="auto") for side in GRID_SIDES[:4]))
    banner = {"pBdr": boxed, "jc": w("jc", val="center"), "ind": w("ind", left=100, right=100)}
    yield style("Note Institution", set_as(after=360), based_on="Normal", look=(*bold(), *size(28)))
    yield style("Note Reference", set_as(), based_on="Normal", look=bold())
    yield style("Note Kind", set_as(before=360, after=120), based_on="Title")
    yield style("Note Subject", set_as(before=40, after=40), based_on="Normal")
    yield style("Note Banner", set_as(banner, after=240), based_on="Normal", look=bold())
    yield style("header", set_as(), based_on="Normal")
    yield style("footer", set_as(), based_on="Normal")


def of_letters_and_tables() -> Iterator[Element]:
    """Styles of stretches of text, and of tables."""
    yield style("Default Paragraph Font", kind="character", default=True)
    raised = (w("vertAlign", val="superscript"),)
    yield style("footnote reference", kind="character", based_on="Default Paragraph Font", look=raised)
    link = (w("color", val="0563C1"), w("u", val="single"))
    yield style("Hyperlink", kind="character", based_on="Default Paragraph Font", look=link)
    margins = (
        w(side, w=width, type="dxa") for side, width in zip(GRID_SIDES, (0, 108, 0, 108), strict=False)
    )
    bare = w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *margins))
    yield style("Normal Table", bare, kind="table", default=True)
    lines = (w(side, val="single", sz=4, space=0, color="auto") for side in GRID_SIDES)
    yield style("Table Grid", w("tblPr", w("tblBorders", *lines)), kind="table", based_on="Normal Table")
    yield style("No List", kind="numbering", default=True)


def main() -> None:
    """Write the file."""
    TARGET.write_bytes(house_style())


def house_style() -> bytes:
    """The file."""
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    letters = w("rPrDefault", w("rPr", fonts, *size(SIZE), w("lang", val="en-GB")))
    styles = [*of_the_text(), *of_the_first_page(), *of_letters_and_tables()]
    part = w("styles", w("docDefaults", letters, w("pPrDefault")), *styles)
    file, document = Relations(), Relations()
    file.add("officeDocument", "word/document.xml")
    document.add("styles", "styles.xml")
    parts = {
        "_rels/.rels": file.part(),
        "word/document.xml": w("document", body([*of_the_text(), *of_the_first_page()])),
        "word/_rels/document.xml.rels": document.part(),
        "word/styles.xml": part,
    }
    return packed({name: xml(one) for name, one in parts.items()}, DAY)


def body(shown: list[Element]) -> Element:
    """One line for each style, and the page."""
    margin = 2 * CENTIMETRE
    page = w(
        "sectPr",
        w("pgSz", w=11906, h=16838),
        w("pgMar", top=margin, right=margin, bottom=1814, left=margin, header=CENTIMETRE, footer=CENTIMETRE, gutter=0),
    )  # fmt: skip
    return w("body", *map(sample, shown), page)


def sample(shown: Element) -> Element:
    """The name of a style, in that style."""
    name = str(shown[0].attrib.values()[0])
    return w("p", w("pPr", w("pStyle", val=identifier(name))), w("r", text_element("t", name)))


if __name__ == "__main__":
    main()
