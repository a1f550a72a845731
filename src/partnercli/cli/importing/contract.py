"""An import as JSON: the contract `partner.import/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict, cast

from partnercli.cli.importing.taking import Taking, Written
from partnercli.cli.marks import Handling, handling
from partnercli.exchange.proposal import Proposal
from partnercli.exchange.remark import Remark, Weight
from partnercli.recording.positions import Subject
from partnercli.recording.replies import Call, Difference, Field
from partnercli.records.contract_words import AnswerRecord, Day
from partnercli.records.exercise import Exercise


class RemarkContract(TypedDict):
    """One thing to be said of a file."""

    address: str
    """Where in it, as the program that made it does: Reply!B7; empty for the whole file."""
    weight: Weight
    """How much it weighs: an error keeps what stands there out of the data."""
    message: str
    """What is the matter, in words."""
    hint: str
    """What to do about it; empty where there is nothing."""


class SentFileContract(TypedDict):
    """A file that was read."""

    file: str
    """Its name as it was given."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal digits."""
    remarks: list[RemarkContract]
    """All that is to be said of it."""


class SubjectContract(TypedDict, total=False):
    """What something is said of: one of these keys, and no other."""

    country: str
    """A country, by its id."""
    region: str
    """A region named without a country, by its id."""
    call: str
    """A theme that is called for."""
    question: str
    """A guiding question, by its id."""


_Value = str | int | None
ChangeContract = TypedDict(
    "ChangeContract",
    {
        "subject": Annotated[SubjectContract, "The country or region of which something is said."],
        "field": Annotated[Field, "The field of a preference."],
        "from": Annotated[_Value, "What is on record; null for nothing, of a stance for not named."],
        "shown": Annotated[_Value, "What the form showed when it was sent; null where it showed nothing."],
        "to": Annotated[_Value, "What the reply says; null for nothing, of a stance for no longer named."],
        "cell": Annotated[str | None, "Where it says so; null where it follows from what is not named."],
        "conflict": Annotated[
            bool, "Whether somebody must choose: --replace takes theirs, --keep keeps ours."
        ],
    },
)
"""One field in which the reply and what is on record differ."""


class CallChangeContract(TypedDict):
    """A theme that the reply calls for anew, or no longer."""

    theme: str
    """The theme."""
    change: Literal["added", "no-longer"]
    """What becomes of it."""
    cell: str
    """Where the reply says so."""


AnswerChangeContract = TypedDict(
    "AnswerChangeContract",
    {
        "question": Annotated[str, "The guiding question, by its id."],
        "from": Annotated[AnswerRecord | None, "The answer on record; null for none."],
        "shown": Annotated[
            AnswerRecord | None, "The answer that the form showed; null where it showed none."
        ],
        "to": Annotated[AnswerRecord | None, "The answer of the reply; null where it was taken out."],
        "cell": Annotated[str, "Where the reply says so."],
        "conflict": Annotated[
            bool, "Whether somebody must choose: --replace takes theirs, --keep keeps ours."
        ],
    },
)
"""An answer to a guiding question in which the reply and what is on record differ."""


class TakenReplyContract(TypedDict):
    """One delegation's reply beside what is on record of it."""

    delegation: str
    """The delegation, by its code."""
    file: str
    """The file in which it came, as it was given."""
    place: str
    """Where in that file; empty for the whole of it."""
    imported_already: bool
    """Whether the same file was taken over before: nothing of it changes anything then."""
    changes: list[ChangeContract]
    """Where the two differ on countries and regions, in the order of the reply."""
    calls: list[CallChangeContract]
    """Where they differ in what is called for: what is added first."""
    answers: list[AnswerChangeContract]
    """Where they differ in answers to guiding questions."""
    unchanged: list[SubjectContract]
    """What both say alike."""
    also_on_record: list[SubjectContract]
    """What is on record, is not named in the reply, and stays."""
    confirmed: Day | None
    """The day of confirmation that the file then has; null for none."""
    writes: str | None
    """The file that changes, from the root of the repository; null where none does."""


class ImportContract(Handling):
    """What replies would change, or have changed, in the record of what delegations say."""

    format: Literal["partner.import/1"]
    """The contract's name and version."""
    meeting: str
    """The meeting to which they are taken over, by its id."""
    files: list[SentFileContract]
    """The files, in the order given."""
    replies: list[TakenReplyContract]
    """The replies, one a delegation in protocol order."""
    written: bool
    """Whether anything was written."""


def to_contract(
    exercise: Exercise,
    meeting: str,
    proposal: Proposal,
    chosen: Sequence[tuple[Taking, Written]],
    *,
    illustrative: bool,
    stands: bool,
) -> ImportContract:
    """An import as plain values; `stands`: what is chosen was written."""
    return {
        "format": "partner.import/1",
        **handling(exercise, illustrative=illustrative),
        "meeting": meeting,
        "files": [
            {
                "file": file.file,
                "sha256": file.digest,
                "remarks": [_remark(one) for one in proposal.remarks if one.file == file.file],
            }
            for file in proposal.files
        ],
        "replies": [_reply(taking, after) for taking, after in chosen],
        "written": stands,
    }


def _remark(remark: Remark) -> RemarkContract:
    return {
        "address": remark.address,
        "weight": remark.weight,
        "message": remark.message,
        "hint": remark.hint,
    }


def _reply(taking: Taking, after: Written) -> TakenReplyContract:
    found = taking.found
    return {
        "delegation": taking.delegation,
        "file": taking.reply.file,
        "place": taking.reply.place,
        "imported_already": taking.already,
        "changes": [_change(one, one.field) for one in found.differences if one.field != "answer"],
        "calls": [
            *(_call(call, "added") for call in found.added),
            *(_call(call, "no-longer") for call in found.gone),
        ],
        "answers": [_answer(one) for one in found.differences if one.field == "answer"],
        "unchanged": [_subject(one) for one in found.same],
        "also_on_record": [_subject(one) for one in found.left],
        "confirmed": after.new.get("confirmed"),
        "writes": after.change.path if after.change else None,
    }


def _subject(subject: Subject) -> SubjectContract:
    kind, key = subject
    return cast(SubjectContract, {kind: key})


def _change(one: Difference, field: Field) -> ChangeContract:
    return {
        "subject": _subject(one.subject),
        "field": field,
        "from": one.ours,
        "shown": one.shown,
        "to": one.theirs,
        "cell": one.at or None,
        "conflict": one.conflict,
    }


def _answer(one: Difference) -> AnswerChangeContract:
    return {
        "question": one.subject[1],
        "from": one.ours,
        "shown": one.shown,
        "to": one.theirs,
        "cell": one.at,
        "conflict": one.conflict,
    }


def _call(call: Call, change: Literal["added", "no-longer"]) -> CallChangeContract:
    return {"theme": call.theme, "change": change, "cell": call.at}
