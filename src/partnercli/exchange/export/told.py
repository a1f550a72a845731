"""Sources as delegations and the public are told them: where a record can be checked, without the desk's notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from partnercli.documents.report.sources import RecordSources, SourceRow
from partnercli.exchange.export.sheet import Sheet, place, text
from partnercli.records.source import Source


class ToldRow(NamedTuple):
    """A source of a record, which is named by its kind and its name, and its place in the table."""

    place: int
    kind: str
    name: str
    source: SourceRow


def told(records: Iterable[RecordSources]) -> Iterator[ToldRow]:
    """The sources of records, one after the other."""
    found = ((record.kind, record.name, source) for record in records for source in record.sources)
    return (ToldRow(at, kind, name, source) for at, (kind, name, source) in enumerate(found, start=1))


TOLD_SOURCES: Sheet[Iterable[ToldRow], ToldRow] = Sheet(
    name="sources",
    means="A source at which a record can be checked.",
    key=("place",),
    fields=(
        place("The place in this table, from 1.", lambda row: row.place),
        text(
            "kind",
            "What is checked: a document, a list, a country, an instrument.",
            lambda row: row.kind,
            required=True,
        ),
        text("name", "Which one.", lambda row: row.name, required=True),
        text("title", "What the source is called.", lambda row: row.source.title, required=True),
        text("reference", "Its number or the place within it.", lambda row: row.source.reference),
        text("date", "When it was published or read.", lambda row: row.source.date),
        text("url", "Its address.", lambda row: row.source.url),
    ),
    rows=lambda rows: rows,
)


def in_words(sources: Iterable[Source]) -> str:
    """Sources as one reads them in a cell: Shore Ledger 2030; Register of the Old Forum, page 3."""
    return "; ".join(one.in_words for one in sources)
