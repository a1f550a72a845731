"""What a row says of a country or region, and in reply to a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from partnercli.exchange.grid import Cell
from partnercli.exchange.own_table.cells import Fault, Row
from partnercli.exchange.own_table.fields import POSITIONS, Field
from partnercli.exchange.own_table.mapping import ColumnMap
from partnercli.exchange.own_table.stance_words import reply_said, stance_said
from partnercli.exchange.questions import Questions
from partnercli.exchange.reply_words import REPLIES, hint_for
from partnercli.exchange.texts import fault_of
from partnercli.recording.replies import Answered
from partnercli.records.base import shown
from partnercli.records.position import Stance


class Preferred(NamedTuple):
    """Fields of a preference as a reply gives them, and the addresses of their cells."""

    says: Mapping[str, str | int]
    cells: Mapping[str, str]


def preferred_in(row: Row, name: Cell, said: frozenset[Field], mapping: ColumnMap) -> Preferred | None:
    """What a row says of what its cell `name` names; None where it says nothing, or not all of it can be read.

    `said` are the fields in which it says anything. Where a table has no column for positions, who is named is
    supported. An empty cell says nothing. Raises Fault where words stand beside no position.
    """
    faultless = len(row.remarks)
    stance = row.take(row.stance)
    priority, rank = row.take(row.priority), row.take(row.rank)
    conditions = row.take(lambda: row.text(Field.CONDITIONS))
    note = row.take(lambda: row.text(Field.COMMENTS))
    if len(row.remarks) > faultless:
        return None
    if stance is None and not mapping.bare:
        if said - POSITIONS:
            message = f"something is said of {shown(name.text)}, and no position is given"
            raise Fault(name.address, message, "give the position, or empty the row")
        row.warn(name.address, f"this row says nothing of {shown(name.text)}")
        return None
    if mapping.bare:
        _require_no_position(row)
    word, rest, at = stance or ("support", "", name.address)
    if rest:
        row.warn(at, f"what stands behind the position is read as a condition: {shown(rest)}")
    tied = _joined(rest, conditions, at)
    told = {"stance": word, "priority": priority, "rank": rank, "conditions": tied, "note": note}
    says = {field: value for field, value in told.items() if value}
    return Preferred(says, {"stance": at, **_addresses(row, says, at)})


def _require_no_position(row: Row) -> None:
    """Raise Fault where a cell of a bare list is a position other than support: its column should be read as such."""
    for cell in row.prose():
        told = stance_said(cell.text)
        if told is not None and told.word != Stance.SUPPORT.value:
            message = f"{shown(cell.text)} is a position, and its column is not read as positions"
            raise Fault(cell.address, message, "map that column as Position")


def _addresses(row: Row, says: Mapping[str, object], at: str) -> Mapping[str, str]:
    """Where each field but the stance stands; a condition behind the stance stands in its cell, `at`."""
    fields = {
        "priority": Field.PRIORITY,
        "rank": Field.ORDER,
        "conditions": Field.CONDITIONS,
        "note": Field.COMMENTS,
    }
    cells = {key: row.cell(field) for key, field in fields.items() if key in says}
    return {key: cell.address if cell else at for key, cell in cells.items()}


def _joined(rest: str, text: str | None, at: str) -> str:
    """What stands behind a word and what stands in the column for it, as one text; raises Fault if too long."""
    joined = "; ".join(filter(None, (rest, text)))
    if fault := fault_of(joined):
        raise Fault(at, *fault)
    return joined


def answer_of(row: Row, questions: Questions) -> Answered | None:
    """The reply that a row gives to a question; None where it gives none. Raises Fault."""
    asked, replied = row.cell(Field.QUESTION), row.cell(Field.REPLY)
    if asked is None:
        return None
    question = questions.find(asked.text)
    if question is None:
        raise Fault(asked.address, f"there is no question {shown(asked.text)}", questions.hint)
    comment = row.text(Field.COMMENTS)
    if replied is None:
        if comment:
            raise Fault(asked.address, "there is a comment on this question, and no reply", "give the reply")
        row.warn(asked.address, f"this row gives no reply to {question}")
        return None
    if fault := fault_of(replied.text):
        raise Fault(replied.address, *fault)
    if (said := reply_said(replied.text)) is None:
        message = f"{shown(replied.text)} is not understood as a reply"
        raise Fault(replied.address, message, hint_for(replied.text, REPLIES))
    if said.rest:
        row.warn(replied.address, f"what stands behind the reply is read as a comment: {shown(said.rest)}")
    words = _joined(said.rest, comment, replied.address)
    return Answered(
        question,
        {"question": question, "reply": said.word, **({"comment": words} if words else {})},
        asked.address,
    )
