"""What other tables for delegations name: regions, delegations, countries, instruments, documents; and the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partnercli.documents.report.delegations import PhrasedPartner, sent_documents
from partnercli.documents.report.rows import NamedRegion
from partnercli.exchange.export.delegations.facts import cooperation
from partnercli.exchange.export.delegations.outlines import steps
from partnercli.exchange.export.delegations.readable import Readable
from partnercli.exchange.export.references import (
    TO_COUNTRY,
    TO_DOCUMENT,
    TO_REGION,
)
from partnercli.exchange.export.sheet import Placed, Sheet, day, joined, place, placed, text, yes_no
from partnercli.records.country import Country
from partnercli.records.delegations import Delegation
from partnercli.records.document import Document
from partnercli.records.instrument import PILLARS, Instrument


class CountryRow(NamedTuple):
    """A country by its id, with its name on the meeting's day."""

    id: str
    country: Country
    name: str


class InstrumentRow(NamedTuple):
    """An instrument by its id."""

    id: str
    instrument: Instrument


class DocumentRow(NamedTuple):
    """A document that was sent to delegations, by its id."""

    id: str
    document: Document


class PartnerRow(NamedTuple):
    """A partner at its place on the list, and the document that decided the list."""

    place: int
    partner: PhrasedPartner
    document: str | None


def _regions(readable: Readable) -> Iterator[Placed[NamedRegion]]:
    return placed(readable.report.regions)


def _delegations(readable: Readable) -> Iterator[Placed[Delegation]]:
    return placed(readable.exercise.delegations.values())


def _countries(readable: Readable) -> Iterator[CountryRow]:
    for key in readable.countries:
        country = readable.exercise.countries[key]
        yield CountryRow(key, country, country.name_on(readable.day))


def named_instruments(readable: Readable) -> list[str]:
    """The instruments that the rows for delegations name."""
    used = (row.instrument for row in steps(readable))
    held = (row.what.instrument for row in cooperation(readable))
    return sorted({*used, *held})


def _instruments(readable: Readable) -> Iterator[InstrumentRow]:
    """These as the catalogue lists them: by pillar, offers before asks, and by id within it."""
    known = readable.exercise.instruments
    named = [key for key in named_instruments(readable) if key in known]
    named.sort(key=lambda key: PILLARS.index(known[key].pillar))
    return (InstrumentRow(key, known[key]) for key in named)


def _documents(readable: Readable) -> Iterator[DocumentRow]:
    current, documents = readable.report.document, readable.exercise.documents
    sent = set(sent_documents(readable.exercise, current.document if current else None))
    for key in sorted(sent, key=lambda key: (documents[key].date, key)):
        yield DocumentRow(key, documents[key])


def _partners(readable: Readable) -> Iterator[PartnerRow]:
    report = readable.report
    document = report.document.document if report.document and report.decided else None
    for at, partner in enumerate(report.partners, start=1):
        yield PartnerRow(at, partner, document)


REGIONS: Sheet[Readable, Placed[NamedRegion]] = Sheet(
    name="regions",
    means="A region of partner countries.",
    key=("region",),
    fields=(
        text("region", "The region's id.", lambda row: row.what.region, required=True),
        place("Its place in the order of every list, from 1.", lambda row: row.place),
        text("name", "What it is called.", lambda row: row.what.name, required=True),
    ),
    rows=_regions,
)


DELEGATIONS: Sheet[Readable, Placed[Delegation]] = Sheet(
    name="delegations",
    means="A delegation of a Member State, or of a former one.",
    key=("delegation",),
    fields=(
        text(
            "delegation",
            "The delegation's code as the institutions write it.",
            lambda row: row.what.code,
            required=True,
        ),
        place("Its place in protocol order, from 1.", lambda row: row.place),
        text("name", "Its short name in English.", lambda row: row.what.name, required=True),
    ),
    rows=_delegations,
)


COUNTRIES: Sheet[Readable, CountryRow] = Sheet(
    name="countries",
    means="A partner country that is on the list or has an outline.",
    key=("country",),
    fields=(
        text("country", "The country's id.", lambda row: row.id, required=True),
        text("name", "Its short name on the meeting's day.", lambda row: row.name, required=True),
        text("region", "The region that it lies in.", lambda row: row.country.region, required=True),
        text("iso2", "Its two letters in ISO 3166-1.", lambda row: row.country.iso2),
        text("iso3", "Its three letters in ISO 3166-1.", lambda row: row.country.iso3),
        text("footnote", "The footnote that its name carries.", lambda row: row.country.footnote),
    ),
    rows=_countries,
    references=(TO_REGION,),
)


INSTRUMENTS: Sheet[Readable, InstrumentRow] = Sheet(
    name="instruments",
    means="An instrument of migration partnerships that other tables name.",
    key=("instrument",),
    fields=(
        text("instrument", "The instrument's id.", lambda row: row.id, required=True),
        text("name", "What it is called.", lambda row: row.instrument.name, required=True),
        text(
            "kind",
            "political, legal, operational or financial.",
            lambda row: row.instrument.kind,
            required=True,
        ),
        text("pillar", "The theme it belongs to.", lambda row: row.instrument.pillar, required=True),
        text("what", "What it is, in a sentence.", lambda row: row.instrument.what),
        text("legal_base", "The article or act that it rests on.", lambda row: row.instrument.legal_base),
        text("lead", "Who leads it.", lambda row: row.instrument.lead, required=True),
        text(
            "with",
            "Who works on it with the lead, by semicolons.",
            lambda row: joined(row.instrument.partners),
        ),
        yes_no("consent", "Whether the partner must agree.", lambda row: row.instrument.consent),
    ),
    rows=_instruments,
)


DOCUMENTS: Sheet[Readable, DocumentRow] = Sheet(
    name="documents",
    means="A Council document that delegations have.",
    key=("document",),
    fields=(
        text("document", "The document's id.", lambda row: row.id, required=True),
        text("number", "Its number as printed.", lambda row: str(row.document.full_number), required=True),
        text(
            "kind",
            "What it is: note, cover-note, report and so on.",
            lambda row: row.document.kind,
            required=True,
        ),
        day("date", "Its date.", lambda row: row.document.date, required=True),
        text("subject", "Its subject.", lambda row: " ".join(row.document.subject), required=True),
        text("from", "From whom it is.", lambda row: " ".join(row.document.sender), required=True),
        text("to", "To whom it goes.", lambda row: " ".join(row.document.addressee), required=True),
    ),
    rows=_documents,
)


PARTNERS: Sheet[Readable, PartnerRow] = Sheet(
    name="partners",
    means="A partner of the list that the current document decided; while none is, a country that reaches the line.",
    key=("country",),
    fields=(
        text("country", "The country.", lambda row: row.partner.country, required=True),
        place("Its place on the list, from 1.", lambda row: row.place),
        text("name", "Its name as the list has it.", lambda row: row.partner.name, required=True),
        text("region", "The region that it lies in.", lambda row: row.partner.region, required=True),
        text(
            "phrase",
            "The words for its support; empty where no phrase fits.",
            lambda row: row.partner.phrase,
        ),
        text(
            "document",
            "The document that decided the list; empty while none has.",
            lambda row: row.document,
        ),
    ),
    rows=_partners,
    references=(TO_COUNTRY, TO_REGION, TO_DOCUMENT),
)
