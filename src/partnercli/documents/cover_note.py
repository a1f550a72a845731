"""The cover note: one sentence that passes a paper on, and what is enclosed."""

from __future__ import annotations

from dataclasses import dataclass

from partnercli.documents.language.language import Language
from partnercli.records.document import Document


@dataclass(frozen=True, slots=True)
class CoverNote:
    """All that the template of a cover note sees: `enclosed` are the papers it passes on, as printed."""

    number: str
    date: str
    enclosed: tuple[str, ...]
    in_words: str

    @classmethod
    def of(cls, document: Document, language: Language, *, enclosed: bool = True) -> CoverNote:
        """What a cover note says: it encloses the Commission's documents it names, else the earlier ones.

        Without `enclosed` it names none: the public may not learn of them.
        """
        papers = (document.commission_documents or document.previous_documents) if enclosed else ()
        return cls(str(document.full_number), language.day(document.date), papers, language.listed(papers))
