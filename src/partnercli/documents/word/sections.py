"""The main part of a Word file: its items, parted into sections of which each has its footer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from partnercli.documents.word.elements import Element, W, link, w
from partnercli.documents.word.layout import (
    BOTTOM_MARGIN,
    CENTIMETRE,
    MARGIN,
    Grid,
    Item,
    Line,
    Section,
    SectionEnd,
    spacer,
)
from partnercli.documents.word.paragraphs import Paragraphs
from partnercli.documents.word.tables import table


def main_part(
    items: Iterable[Item],
    paragraphs: Paragraphs,
    footer_of: Callable[[Section], str],
    bottom: int = BOTTOM_MARGIN,
) -> Element:
    """The document; the last of its items ends its last section.

    `footer_of` gives the relationship to the footer of a section, for which `bottom` leaves room on the page.
    """
    body = w("body")
    every = list(items)
    ends = [item.section for item in every if isinstance(item, SectionEnd)]
    sections = iter(ends)
    section = next(sections)
    for item, following in pairwise([*every, None]):
        match item:
            case Line():
                body.append(paragraphs.paragraph(item, section.width, section.height(bottom)))
            case Grid():
                body.append(table(item, paragraphs))
            case SectionEnd() if following is None:
                body.append(_section(section, footer_of(section), bottom))
            case SectionEnd():
                last = _carrier(body, paragraphs, section)
                last.append(_section(section, footer_of(section), bottom))
                section = next(sections)
    return w("document", body)


def _carrier(body: Element, paragraphs: Paragraphs, section: Section) -> Element:
    """The properties of the paragraph that ends a section: the last, unless a revision may take it away."""
    last = body[-1] if len(body) else None
    marks = {f"{{{W}}}{name}" for name in ("ins", "del", "sectPr")}
    if last is None or last.tag != f"{{{W}}}p" or any(one.tag in marks for one in last[0].iter()):
        last = paragraphs.paragraph(spacer(), section.width)
        body.append(last)
    return last[0]


def _section(section: Section, footer: str, bottom: int) -> Element:
    width, height = section.page
    size = w("pgSz", w=width, h=height, **({"orient": "landscape"} if section.landscape else {}))
    margins = w(
        "pgMar",
        top=MARGIN,
        right=MARGIN,
        bottom=bottom,
        left=MARGIN,
        header=MARGIN // 2,
        footer=CENTIMETRE,
        gutter=0,
    )
    return w("sectPr", link(w("footerReference", type="default"), footer), size, margins)
