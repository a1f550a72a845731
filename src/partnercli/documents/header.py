"""The first page of a Council document, from its record: every element of 8952/21 and of its kin."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.documents.blocks import Header
from partnercli.documents.words import BANNER, day_in_words
from partnercli.records.document import Document, DocumentKind
from partnercli.records.marking import Marking

INSTITUTION = "Council of the European Union"
KINDS: dict[DocumentKind, str] = {
    "note": "NOTE",
    "cover-note": "COVER NOTE",
    "information-note": "INFORMATION NOTE",
    "i-item-note": "'I' ITEM NOTE",
    "i-a-item-note": "'I/A' ITEM NOTE",
    "outcome-of-proceedings": "OUTCOME OF PROCEEDINGS",
    "report": "REPORT",
    "working-paper": "WORKING PAPER",
}
"""The words of each kind, as printed."""


def header(document: Document, marking: Marking, *, illustrative: bool) -> Header:
    """The header of a document that is handled under `marking`; `illustrative` puts the banner on it."""
    number, files = document.full_number, document.interinstitutional_files
    return Header(
        institution=INSTITUTION,
        place=document.place,
        date=document.date,
        date_line=f"{document.place}, {day_in_words(document.date)}",
        original_languages=document.original_languages,
        number_lines=number.lines,
        full_number=str(number),
        register_name=number.register_name,
        marking="LIMITE" if marking is Marking.LIMITE else "",
        codes=document.subject_codes,
        kind=KINDS[document.kind],
        interinstitutional_label=f"Interinstitutional File{'s' if len(files) > 1 else ''}:" if files else "",
        interinstitutional_files=files,
        rows=tuple(_rows(document)),
        initials=document.initials or "",
        unit=document.unit or "",
        language=document.language.upper(),
        title=f"{number}: {' '.join(document.subject)}",
        banners=(BANNER,) if illustrative else (),
    )


def _rows(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "From:", document.sender
    if document.received is not None:
        yield "date of receipt:", (day_in_words(document.received),)
    yield "To:", document.addressee
    if document.previous_documents:
        yield "No. prev. doc.:", document.previous_documents
    if document.commission_documents:
        yield "No. Cion doc.:", document.commission_documents
    yield "Subject:", document.subject
