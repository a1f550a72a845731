"""The formats a document is written in: one writer each, loaded when it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from partnercli.documents.blocks import Document


class Format(StrEnum):
    """A format, by the word of the command line."""

    MD = "md"
    """Markdown, for git and forges, where its changes are read line by line; pandoc reads the same."""
    DOCX = "docx"
    """Word, for whoever goes on writing: real styles, numbering, footnotes and repeated table heads."""
    PDF = "pdf"
    """PDF for reading and keeping: tagged (PDF/UA-1, PDF/A-2a), searchable; needs the extra `pdf`."""
    HTML = "html"
    """One page for a browser that asks for nothing from anywhere: for screen readers, small screens and printers."""
    AKN = "akn"
    """Akoma Ntoso 3.0, for programs that read legislative papers; its file ends in `.xml`."""

    @property
    def ending(self) -> str:
        """How the name of its files ends."""
        return "xml" if self is Format.AKN else self.value


@dataclass(frozen=True, slots=True)
class Look:
    """What of a repository decides how documents look: its own Word styles, and a folder of fonts."""

    styles: bytes | None = None
    fonts: Path | None = None


def written(document: Document, form: Format, look: Look) -> bytes:
    """A document in one format; raises FormatProblem."""
    match form:
        case Format.MD:
            from partnercli.documents.markdown import write_markdown

            return write_markdown(document)
        case Format.HTML:
            from partnercli.documents.html import write_html

            return write_html(document)
        case Format.AKN:
            from partnercli.documents.akoma_ntoso import write_akoma_ntoso

            return write_akoma_ntoso(document)
        case Format.PDF:
            from partnercli.documents.pdf import write_pdf

            return write_pdf(document, look.fonts)
        case Format.DOCX:
            from partnercli.documents.pictures import pictures
            from partnercli.documents.word import write_docx

            return write_docx(document, look.styles, pictures=pictures(document.blocks, look.fonts))


def with_changes(old: Document, new: Document, author: str, when: datetime, look: Look) -> bytes:
    """A Word document whose revisions lead from `old` to `new`, by an author at a time; raises FormatProblem."""
    from partnercli.documents.pictures import pictures
    from partnercli.documents.word import write_docx_changes

    made = pictures((*old.blocks, *new.blocks), look.fonts)
    return write_docx_changes(old, new, author, when, look.styles, pictures=made)
