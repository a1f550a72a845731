"""Writes what changed between two documents as revisions of Word, for a reader to accept or reject."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from partnercli.documents.blocks import Document
from partnercli.documents.word.merging import merged
from partnercli.documents.word.numbering import Numbering
from partnercli.documents.word.paragraphs import Reviser
from partnercli.documents.word.template import read_template
from partnercli.documents.word.writing import NO_PICTURES, laid_out, word_file


def write_docx_changes(
    old: Document,
    new: Document,
    author: str,
    when: datetime,
    template: bytes | None = None,
    *,
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> bytes:
    """The new document as a Word file in which all that differs from the old one is a revision.

    Accepting all gives the text of the new document, rejecting all that of the old one, the first page
    included; sections and their footers are those of the new. `author` and `when` stand on each revision,
    `when` in universal time if it has no zone. `template` and `pictures` are as in `write_docx`, and Word
    goes on marking whatever is changed. Raises WordTemplateProblem.
    """
    numbering = Numbering()
    after = laid_out(new, numbering, pictures)
    numbering.start_again()
    before = laid_out(old, numbering, pictures)
    items = merged(before, after)
    return word_file(items, new.header, numbering, read_template(template), Reviser(author, when))
