"""The first page of a document: of a Council document from its record, or of a paper that has no number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnercli.documents.audience import Audience, banners
from partnercli.documents.blocks import Header
from partnercli.documents.words import day_in_words
from partnercli.records.document import Document, DocumentKind
from partnercli.records.marking import Marking

COUNCIL, EUROPEAN_COUNCIL = "Council of the European Union", "European Council"
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


def header(document: Document, marking: Marking, audience: Audience, *, illustrative: bool) -> Header:
    """The header of a document that is handled under `marking`; `illustrative` puts a banner on it."""
    number, files = document.full_number, document.interinstitutional_files
    return Header(
        institution=EUROPEAN_COUNCIL if number.series == "EUCO" else COUNCIL,
        place=document.place,
        date=document.date,
        date_line=_date_line(document.place, document.date),
        original_languages=document.original_languages,
        number_lines=number.lines,
        full_number=str(number),
        register_name=number.register_name,
        marking=_printed(marking),
        codes=document.subject_codes,
        kind=KINDS[document.kind],
        interinstitutional_label=f"Interinstitutional File{'s' if len(files) > 1 else ''}:" if files else "",
        interinstitutional_files=files,
        rows=tuple(_rows(document)),
        initials=document.initials or "",
        unit=document.unit or "",
        language=document.language.upper(),
        title=f"{number}: {' '.join(document.subject)}",
        banners=banners(audience, illustrative=illustrative),
    )


def paper_header(
    kind: str, subject: str, day: date, marking: Marking, audience: Audience, *, illustrative: bool
) -> Header:
    """The header of a paper that no registry has numbered: it bears no institution's name and no number."""
    exchanged = (("From:", ("Presidency",)), ("To:", ("Delegations",)))
    rows = exchanged if audience is Audience.DELEGATIONS else ()
    return Header(
        date=day,
        date_line=_date_line("Brussels", day),
        marking=_printed(marking),
        kind=kind,
        rows=(*rows, ("Subject:", (subject,))),
        title=f"{kind.capitalize()}: {subject}",
        banners=banners(audience, illustrative=illustrative),
    )


def summary_header(document: Document, *, illustrative: bool) -> Header:
    """The header of the public summary of a LIMITE document.

    It bears no number of its own and no institution's name: to open a document, or a part of it, is for the
    General Secretariat.
    """
    of = f"Public summary of {document.full_number}"
    subject = " ".join(document.subject)
    return Header(
        date=document.date,
        date_line=day_in_words(document.date),
        kind=of,
        rows=(("Subject:", (subject,)),),
        language=document.language.upper(),
        title=f"{of}: {subject}",
        banners=banners(Audience.PUBLIC, illustrative=illustrative),
    )


def _printed(marking: Marking) -> str:
    """LIMITE; that anyone may read a document is not printed (11336/11)."""
    return "LIMITE" if marking is Marking.LIMITE else ""


def _date_line(place: str, day: date) -> str:
    return f"{place}, {day_in_words(day)}"


def _rows(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "From:", document.sender
    if document.received is not None and document.kind == "cover-note":
        yield "date of receipt:", (day_in_words(document.received),)
    yield "To:", document.addressee
    if document.previous_documents:
        yield "No. prev. doc.:", document.previous_documents
    if document.commission_documents:
        yield "No. Cion doc.:", document.commission_documents
    yield "Subject:", document.subject
