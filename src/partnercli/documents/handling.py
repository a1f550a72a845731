"""How a document is handled: by which marking, and whether a public version of it may be made at all."""

from __future__ import annotations

from partnercli.documents.audience import Audience
from partnercli.records.config import Config
from partnercli.records.document import Document, Release
from partnercli.records.marking import Marking


class NotReleased(Exception):
    """No decision is recorded that would let the public have it.

    `partner` is named where the document is released, and does not list the partner whose outline is asked for.
    """

    def __init__(self, document: Document, partner: str = "") -> None:
        super().__init__(f"no decision to release {document.full_number} is recorded")
        self.document = document
        self.partner = partner


def marking_of(document: Document, config: Config) -> Marking:
    """How a document itself is handled: the stricter of its own and the repository's, unless a release is recorded."""
    if document.release is not None:
        return document.marking
    return Marking.highest((document.marking, config.marking))


def readers(document: Document, config: Config, wanted: Audience) -> Audience:
    """For whom a document is written when `wanted` ask for it: one that is public is written for the public.

    Raises NotReleased.
    """
    public = wanted is Audience.PUBLIC or marking_of(document, config) is Marking.PUBLIC
    if wanted is Audience.PRESIDENCY or not public:
        return wanted
    released(document)
    return Audience.PUBLIC


def released(document: Document) -> Release:
    """The decision that lets the public have a version of it; raises NotReleased."""
    if document.release is None:
        raise NotReleased(document)
    return document.release


def marking_for(audience: Audience) -> Marking:
    """The marking of what is written for an audience; who said what, and what delegations alone read, is LIMITE."""
    return Marking.PUBLIC if audience is Audience.PUBLIC else Marking.LIMITE
