"""Meetings with what was asked and concluded, and documents with their lists, for the Presidency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partnercli.exchange.export.presidency.ground import Ground
from partnercli.exchange.export.references import TO_COUNTRY, TO_DOCUMENT, TO_MEETING
from partnercli.exchange.export.sheet import Part, Sheet, day, joined, parts, place, text, yes_no
from partnercli.exchange.tables import Reference
from partnercli.records.document import Document, LeftOut, ListedPartner
from partnercli.records.meeting import Conclusion, Meeting, Question

TO_QUESTION = Reference(("meeting", "question"), "questions")


class MeetingRow(NamedTuple):
    """A meeting by its id; `read`: it is the one whose positions are read."""

    id: str
    meeting: Meeting
    read: bool


class DocumentRow(NamedTuple):
    """A document by its id; `current`: it is the one that is rendered unless another is named."""

    id: str
    document: Document
    current: bool


def in_time(ground: Ground) -> list[tuple[str, Meeting]]:
    """All meetings by their ids, the earliest first."""
    return sorted(ground.exercise.meetings.items(), key=lambda one: (one[1].date, one[0]))


def _meetings(ground: Ground) -> Iterator[MeetingRow]:
    return (MeetingRow(key, meeting, key == ground.table.meeting) for key, meeting in in_time(ground))


def _by_date(ground: Ground) -> list[tuple[str, Document]]:
    return sorted(ground.exercise.documents.items(), key=lambda one: (one[1].date, one[0]))


def _documents(ground: Ground) -> Iterator[DocumentRow]:
    current = ground.exercise.current_document
    return (DocumentRow(key, document, key == current) for key, document in _by_date(ground))


MEETINGS: Sheet[Ground, MeetingRow] = Sheet(
    name="meetings",
    means="A meeting, visit or conference.",
    key=("meeting",),
    fields=(
        text("meeting", "The meeting's id.", lambda row: row.id, required=True),
        text(
            "forum",
            "Where it was: the working party, the Council, a visit.",
            lambda row: row.meeting.forum,
            required=True,
        ),
        day("date", "When; the first day of several.", lambda row: row.meeting.date, required=True),
        text("title", "What a sentence calls it.", lambda row: row.meeting.title),
        text("format", "How it was held.", lambda row: row.meeting.format),
        text("held_at", "The town where it was held.", lambda row: row.meeting.place),
        text("outcome", "What it brought.", lambda row: row.meeting.outcome),
        text(
            "countries",
            "Partner countries that took part, by semicolons: only for a visit or a dialogue with them.",
            lambda row: joined(row.meeting.countries),
        ),
        text(
            "carries_over_from",
            "The earlier meeting whose positions stand until replaced.",
            lambda row: row.meeting.carries_over_from,
        ),
        yes_no("read", "Whether it is the meeting whose positions this export counts.", lambda row: row.read),
    ),
    rows=_meetings,
    references=(Reference(("carries_over_from",), "meetings"),),
    sources=lambda row: row.meeting.sources,
)

QUESTIONS: Sheet[Ground, Part[str, Question]] = Sheet(
    name="questions",
    means="A guiding question put to delegations.",
    key=("meeting", "question"),
    fields=(
        text("meeting", "The meeting at which it was put.", lambda row: row.of, required=True),
        text("question", "The question's id within the meeting.", lambda row: row.what.id, required=True),
        place("Its place among the questions of the meeting, from 1.", lambda row: row.place),
        text("text", "The question.", lambda row: row.what.text, required=True),
        day("due", "When replies are due.", lambda row: row.what.due),
        text(
            "mode",
            "reply: each delegation answers; silence: no objection by then is agreement.",
            lambda row: row.what.mode,
            required=True,
        ),
    ),
    rows=lambda ground: parts((key, one.questions) for key, one in in_time(ground)),
    references=(TO_MEETING,),
)

CONCLUSIONS: Sheet[Ground, Part[str, Conclusion]] = Sheet(
    name="conclusions",
    means="What the Chair concluded on a question: recorded, never reckoned.",
    key=("meeting", "place"),
    fields=(
        text("meeting", "The meeting.", lambda row: row.of, required=True),
        place("The place among the conclusions of the meeting, from 1.", lambda row: row.place),
        text("question", "The question.", lambda row: row.what.question, required=True),
        text("text", "What was concluded.", lambda row: row.what.text, required=True),
        day("on", "When.", lambda row: row.what.on),
    ),
    rows=lambda ground: parts((key, one.conclusions) for key, one in in_time(ground)),
    references=(TO_MEETING, TO_QUESTION),
)

DOCUMENTS: Sheet[Ground, DocumentRow] = Sheet(
    name="documents",
    means="A Council document.",
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
        text(
            "document_marking",
            "Its own marking: LIMITE or public.",
            lambda row: row.document.marking.value,
            required=True,
        ),
        text("meeting", "The meeting whose positions it reports.", lambda row: row.document.meeting),
        text("presented_to", "Where it is discussed.", lambda row: row.document.presented_to),
        text(
            "previous_documents",
            "Earlier Council documents, as printed, by semicolons.",
            lambda row: joined(row.document.previous_documents),
        ),
        yes_no("current", "Whether it is the current document.", lambda row: row.current),
        yes_no("by_others", "Whether others wrote it.", lambda row: row.document.by_others),
        day(
            "released",
            "The day of the recorded decision to let the public have a version of it.",
            lambda row: row.document.release.on if row.document.release else None,
        ),
        text(
            "released_by",
            "Who took that decision.",
            lambda row: row.document.release.by if row.document.release else None,
        ),
        text(
            "released_in",
            "Where that decision is recorded.",
            lambda row: row.document.release.reference if row.document.release else None,
        ),
    ),
    rows=_documents,
    references=(TO_MEETING,),
    sources=lambda row: row.document.sources,
)

PARTNERS: Sheet[Ground, Part[str, ListedPartner]] = Sheet(
    name="partners",
    means="A partner of the list that a document decided.",
    key=("document", "place"),
    fields=(
        text("document", "The document.", lambda row: row.of, required=True),
        place("The place on its list, from 1.", lambda row: row.place),
        text("country", "The country.", lambda row: row.what.country, required=True),
        text(
            "because",
            "Why it is listed although the tally does not carry it; for the Presidency alone.",
            lambda row: row.what.because,
        ),
    ),
    rows=lambda ground: parts((key, one.partners or ()) for key, one in _by_date(ground)),
    references=(TO_DOCUMENT, TO_COUNTRY),
)

LEFT_OUT: Sheet[Ground, Part[str, LeftOut]] = Sheet(
    name="left_out",
    means="A country that reaches the line and that a document leaves out.",
    key=("document", "place"),
    fields=(
        text("document", "The document.", lambda row: row.of, required=True),
        place("The place among those it leaves out, from 1.", lambda row: row.place),
        text("country", "The country.", lambda row: row.what.country, required=True),
        text("because", "Why; for the Presidency alone.", lambda row: row.what.because, required=True),
    ),
    rows=lambda ground: parts((key, one.left_out) for key, one in _by_date(ground)),
    references=(TO_DOCUMENT, TO_COUNTRY),
)
