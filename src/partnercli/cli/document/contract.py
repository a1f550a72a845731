"""Documents and their lists of partners as JSON: `partner.documents/1`, `partner.document/1`, `partner.partners/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

from partnercli.cli.document.partner_list import PartnerList, PartnerRow
from partnercli.cli.marks import Handling, handling
from partnercli.records.contract_words import Count, Day, DocumentRecord
from partnercli.records.document import DocumentKind
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.repository.canonical import plain


class ListedDocumentContract(TypedDict):
    """A document, and how its list of partners stands."""

    document: str
    """Its id."""
    number: str
    """Its number as printed: 8952/21 REV 1."""
    kind: DocumentKind
    """What it is."""
    date: Day
    """Its date."""
    marking: Marking
    """How it is handled itself."""
    subject: list[str]
    """Its subject, line by line."""
    current: bool
    """Whether it is the current document of the settings."""
    decided: bool
    """Whether it has a list of its own; else the tally's priorities stand."""
    by_count: Count
    """How many of the list reach the line."""
    by_decision: Count
    """How many are on it though they do not."""
    left_out: Count
    """How many are kept off it with a reason."""
    by_others: bool
    """Whether others wrote it."""
    released: Day | None
    """The day of the decision by which the public may have it; null where there is none."""


class DocumentsContract(Handling):
    """The documents there are."""

    format: Literal["partner.documents/1"]
    """The contract's name and version."""
    documents: list[ListedDocumentContract]
    """The documents, by date."""


class DocumentContract(Handling):
    """All that is recorded of one document."""

    format: Literal["partner.document/1"]
    """The contract's name and version."""
    id: str
    """Its id."""
    number: str
    """Its number as printed: 8952/21 REV 1."""
    document: DocumentRecord
    """The document as its file says it."""


class PartnerContract(TypedDict):
    """A country on the list, or kept off it."""

    country: str
    """Its id."""
    name: str
    """Its name on the document's date."""
    support: Count
    """How many delegations support it; 0 where nothing is counted."""
    because: str | None
    """Why it is there, or is not: for the Presidency only; null where no reason is recorded."""


class ListedPartnerContract(PartnerContract):
    """A country on the list."""

    by: Literal["count", "decision"]
    """What it is there by: it reaches the line, or does not and was put there."""


class PartnersContract(Handling):
    """A document's list of partners beside the tally."""

    format: Literal["partner.partners/1"]
    """The contract's name and version."""
    document: str
    """The document, by its id."""
    meeting: str | None
    """The meeting whose positions are counted, by its id; null where none is."""
    decided: bool
    """Whether the document has a list of its own; else the tally's priorities stand."""
    by_others: bool
    """Whether others wrote the document."""
    needed: Count | None
    """How many delegations make a country a priority; null where nothing is counted."""
    base: Count | None
    """Of how many; null where nothing is counted."""
    by_count: Count
    """How many of the list reach the line."""
    by_decision: Count
    """How many are on it though they do not."""
    partners: list[ListedPartnerContract]
    """The list, in its order."""
    left_out: list[PartnerContract]
    """The countries kept off it with a reason."""
    unlisted: list[str]
    """The countries that reach the line and are neither listed nor left out, by their ids."""


def documents_contract(exercise: Exercise, found: Sequence[PartnerList]) -> DocumentsContract:
    """The documents as plain values, in the order given."""
    current = exercise.current_document
    illustrative = any(one.illustrative for one in found)
    return {
        "format": "partner.documents/1",
        **handling(exercise, illustrative=illustrative, of=[one.document.marking for one in found]),
        "documents": [_listed(one, current) for one in found],
    }


def _listed(found: PartnerList, current: str | None) -> ListedDocumentContract:
    document = found.document
    return {
        "document": found.key,
        "number": found.number,
        "kind": document.kind,
        "date": document.date.isoformat(),
        "marking": document.marking,
        "subject": list(document.subject),
        "current": found.key == current,
        "decided": found.own,
        "by_count": found.by_count,
        "by_decision": found.by_decision,
        "left_out": len(found.left_out),
        "by_others": document.by_others,
        "released": document.release.on.isoformat() if document.release else None,
    }


def document_contract(exercise: Exercise, found: PartnerList) -> DocumentContract:
    """One document as plain values."""
    return {
        "format": "partner.document/1",
        **_handling(exercise, found),
        "id": found.key,
        "number": found.number,
        "document": plain(found.document),
    }


def partners_contract(exercise: Exercise, found: PartnerList) -> PartnersContract:
    """A list of partners as plain values, with who reaches the line and why others are on it."""
    line = found.tally.threshold if found.tally else None
    return {
        "format": "partner.partners/1",
        **_handling(exercise, found),
        "document": found.key,
        "meeting": found.tally.meeting if found.tally else None,
        "decided": found.own,
        "by_others": found.document.by_others,
        "needed": line.needed if line else None,
        "base": line.base if line else None,
        "by_count": found.by_count,
        "by_decision": found.by_decision,
        "partners": [
            {**_partner(found, row), "by": "count" if row.country in found.carried else "decision"}
            for row in found.partners
        ],
        "left_out": [_partner(found, row) for row in found.left_out],
        "unlisted": list(found.unlisted),
    }


def _handling(exercise: Exercise, found: PartnerList) -> Handling:
    return handling(exercise, illustrative=found.illustrative, of=[found.document.marking])


def _partner(found: PartnerList, row: PartnerRow) -> PartnerContract:
    return {
        "country": row.country,
        "name": found.names[row.country],
        "support": row.support,
        "because": row.because,
    }
