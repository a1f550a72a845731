"""A document's number, its later forms and its release, as pure changes of what its file says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from partnercli.records.document import Document
from partnercli.records.document_number import WORKING_PAPERS, DocumentNumber
from partnercli.records.plain import Plain, in_order


class Form(StrEnum):
    """A later form of a document; its value is the field that counts it."""

    REVISION = "revision"
    ADDENDUM = "addendum"
    CORRIGENDUM = "corrigendum"


def unnumbered(kind: str, day: date) -> DocumentNumber:
    """What stands for the number until the registry gives one: XXXX and the year of the document's date."""
    series, year = (
        (WORKING_PAPERS, f"{day.year}") if kind == "working-paper" else ("", f"{day.year % 100:02}")
    )
    return DocumentNumber(series, "XXXX", year)


def source_of(subject: str, number: DocumentNumber) -> Plain:
    """The document itself as the source of what its record says."""
    return {"title": subject, "reference": str(number)}


def cites(texts: Iterable[str], number: DocumentNumber) -> bool:
    """Whether one of the texts, as printed, cites a document by this number."""
    return any(_citation(number).search(text) for text in texts)


def recited(texts: Iterable[str], old: DocumentNumber, new: DocumentNumber) -> list[str]:
    """Texts as printed, in which one document is cited by another number."""
    return [_citation(old).sub(lambda _: str(new), text) for text in texts]


def _citation(number: DocumentNumber) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){re.escape(str(number))}(?![\w/])")


def numbered(plain: Plain, old: DocumentNumber, new: DocumentNumber) -> Plain:
    """A document's values with the number that the registry gave; its sources refer to it by that too.

    `old` and `new` are without later forms.
    """
    sources = [
        {**source, "reference": recited([source["reference"]], old, new)[0]}
        if "reference" in source
        else source
        for source in plain["sources"]
    ]
    return {**plain, "number": str(new), "sources": sources}


def family(documents: Iterable[Document], document: Document) -> list[Document]:
    """All forms of one document that there are: those with its number."""
    return [one for one in documents if one.number == document.number]


def later_revision(documents: Iterable[Document], document: Document) -> Document | None:
    """The latest revision of the document, where it is later than this form of it."""
    latest = max(family(documents, document), key=lambda one: one.revision or 0, default=document)
    return latest if (latest.revision or 0) > (document.revision or 0) else None


def next_form(documents: Iterable[Document], document: Document, form: Form) -> DocumentNumber:
    """The number of the next REV, or of the next ADD or COR to this very form of the document.

    A revision is one of the whole document: it follows on the latest, without addendum or corrigendum.
    """
    number, kin = document.full_number, family(documents, document)
    if form is Form.REVISION:
        return document.number.form(max(one.revision or 0 for one in kin) + 1, 0, 0)
    same = [one.full_number for one in kin if one.full_number.revision == number.revision]
    if form is Form.ADDENDUM:
        return document.number.form(number.revision, max(one.addendum for one in same) + 1, 0)
    last = max(one.corrigendum for one in same if one.addendum == number.addendum)
    return document.number.form(number.revision, number.addendum, last + 1)


def last_form(documents: Iterable[Document], document: Document, form: Form) -> DocumentNumber:
    """The number of the latest such form that there is; the document's own number where there is none."""
    following = next_form(documents, document, form)
    return replace(following, **{str(form): getattr(following, form) - 1})


def later_form(plain: Plain, number: DocumentNumber, day: date) -> Plain:
    """The values of a later form: all that the earlier one says, with the form's own date and itself as source.

    A revision keeps number, year and codes of the first version. The release stays behind: it was decided for
    the earlier text.
    """
    counts = {form: getattr(number, form) for form in Form}
    kept = {key: value for key, value in plain.items() if key not in {*map(str, Form), "release"}}
    subject = plain["subject"] if isinstance(plain["subject"], str) else plain["subject"][0]
    return in_order(
        {
            **kept,
            **{str(form): count for form, count in counts.items() if count},
            "date": day.isoformat(),
            "sources": [source_of(subject, number)],
        },
        Document,
    )
