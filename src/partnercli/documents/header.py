"""The first page of a document: of a Council document from its record, or of a paper that has no number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from partnercli.documents.audience import Audience, banners
from partnercli.documents.blocks import Header
from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.language import Language
from partnercli.documents.paper_words import ADDRESSEE, PLACE, SENDER
from partnercli.records.document import Document
from partnercli.records.marking import Marking
from partnercli.records.translations import RECORDED

_ENGLISH = re.compile(r"\b(?:the|of|and|with)\b", re.IGNORECASE)
"""Small words by which an English text is known: few titles of more than two words have none of them."""


def header(
    document: Document, language: Language, marking: Marking, audience: Audience, *, illustrative: bool
) -> Header:
    """The header of a document that is handled under `marking`; `illustrative` puts a banner on it."""
    number, files, words = document.full_number, document.interinstitutional_files, language.header
    place, rows = words.places.get(document.place, document.place), tuple(_rows(document, language))
    return Header(
        institution=words.european_council if number.series == "EUCO" else words.council,
        place=place,
        place_id=document.place,
        date=document.date,
        date_line=language.issued(place, document.date),
        original_languages=document.original_languages,
        number_lines=number.lines,
        full_number=str(number),
        register_name=number.register_name,
        marking=_printed(marking),
        codes=document.subject_codes,
        kind=words.kinds[document.kind],
        kind_id=document.kind,
        interinstitutional_label=(words.files if len(files) > 1 else words.file) if files else "",
        interinstitutional_files=files,
        rows=tuple((label, lines) for _, label, lines in rows),
        row_ids=tuple(name for name, _, _ in rows),
        initials=document.initials or "",
        unit=document.unit or "",
        language=document.language.upper(),
        title=f"{number}: {' '.join(document.subject)}",
        banners=banners(audience, illustrative=illustrative, words=words),
        page=language.page,
    )


def paper_header(
    kind: str, subject: str, day: date, marking: Marking, audience: Audience, *, illustrative: bool
) -> Header:
    """The header of a paper that no registry has numbered: it bears no institution's name and no number."""
    words = ENGLISH.header
    exchanged = ((words.sender, (SENDER,)), (words.addressee, (ADDRESSEE,)))
    rows = exchanged if audience is Audience.DELEGATIONS else ()
    return Header(
        date=day,
        date_line=ENGLISH.issued(PLACE, day),
        marking=_printed(marking),
        kind=kind,
        rows=(*rows, (words.subject, (subject,))),
        title=f"{kind.capitalize()}: {subject}",
        banners=banners(audience, illustrative=illustrative),
    )


def summary_header(document: Document, language: Language, *, illustrative: bool) -> Header:
    """The header of the public summary of a LIMITE document.

    It bears no number of its own and no institution's name: to open a document, or a part of it, is for the
    General Secretariat.
    """
    words = language.header
    of = words.summary.format(number=document.full_number)
    subject = " ".join(document.subject)
    return Header(
        date=document.date,
        date_line=language.day(document.date),
        kind=of,
        rows=((words.subject, (subject,)),),
        row_ids=("subject",),
        language=document.language.upper(),
        title=f"{of}: {subject}",
        banners=banners(Audience.PUBLIC, illustrative=illustrative, words=words),
        page=language.page,
    )


def read_as_english(document: Document, language: Language) -> tuple[str, ...]:
    """The fields of a document in another language whose own texts have a word that is English; in print order.

    These texts are printed as they are recorded: nothing else could tell that one was left as it was.
    """
    if language.code == RECORDED:
        return ()
    known = language.header.bodies
    own = {
        "from": [line for line in document.sender if line not in known],
        "to": [line for line in document.addressee if line not in known],
        "subject": document.subject,
        "presented_to": [document.presented_to or ""],
    }
    return tuple(field for field, lines in own.items() if _ENGLISH.search(" ".join(lines)))


def _printed(marking: Marking) -> str:
    """LIMITE; that anyone may read a document is not printed (11336/11)."""
    return "LIMITE" if marking is Marking.LIMITE else ""


def _rows(document: Document, language: Language) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The rows of the table, each with its name for machines."""
    words = language.header

    def bodies(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(words.bodies.get(line, line) for line in lines)

    yield "from", words.sender, bodies(document.sender)
    if document.received is not None and document.kind == "cover-note":
        yield "date-of-receipt", words.received, (language.day(document.received),)
    yield "to", words.addressee, bodies(document.addressee)
    if document.previous_documents:
        yield "no-prev-doc", words.previous, document.previous_documents
    if document.commission_documents:
        yield "no-cion-doc", words.commission, document.commission_documents
    yield "subject", words.subject, document.subject
