"""The hidden sheet of a form: what was sent, row by row, so that what comes back can be told from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from partnercli.exchange.form.layout import Asked, Fields, Form, Row, Sheet
from partnercli.exchange.form.names import FORMAT
from partnercli.exchange.workbook_file import in_cell
from partnercli.recording.positions import Subject
from partnercli.records.plain import Plain

_YES, _NO = "yes", "no"
Line = tuple[str, ...]
"""A row of the hidden sheet, without empty cells at its end."""


class SheetSent(NamedTuple):
    """What was put to one delegation.

    `called` is how its sheet names it. `labels` are the countries and regions that were listed, `shown` what stood
    beside those beside which anything did; likewise the texts of questions and the answers shown. `calls` are slugs.
    """

    delegation: str
    called: str
    labels: Mapping[str, Subject]
    shown: Mapping[Subject, Fields]
    calls: tuple[str, ...]
    questions: Mapping[str, str]
    answers: Mapping[str, Plain]


class FormSent(NamedTuple):
    """What a form said of itself when it was made; `untouched`: its hidden sheet is as it was then."""

    format: str
    meeting: str
    meeting_called: str
    together: bool
    illustrative: bool
    sheets: tuple[SheetSent, ...]
    untouched: bool


def lines_of(form: Form) -> list[Line]:
    """The rows of the hidden sheet; the last has their SHA-256."""
    lines = [
        ("format", FORMAT),
        ("meeting", form.meeting, form.meeting_called),
        ("marks", *form.marks),
        ("together", _YES if form.together else _NO),
        ("illustrative", _YES if form.illustrative else _NO),
        *(line for sheet in form.sheets for line in _sheet(sheet)),
    ]
    lines = [_bare([in_cell(text) for text in line]) for line in lines]
    return [*lines, ("sha-256", _digest(lines))]


def form_sent(lines: Iterable[Sequence[str]]) -> FormSent:
    """What the rows of a hidden sheet say; what is not there is empty."""
    rows = [line for line in map(_bare, lines) if line]
    *said, seal = rows or [()]
    head = {line[0]: line for line in reversed(said)}
    delegations = [line for line in said if line[0] == "delegation"]
    return FormSent(
        format=_at(head.get("format", ()), 1),
        meeting=_at(head.get("meeting", ()), 1),
        meeting_called=_at(head.get("meeting", ()), 2),
        together=_at(head.get("together", ()), 1) == _YES,
        illustrative=_at(head.get("illustrative", ()), 1) == _YES,
        sheets=tuple(_sheet_sent(line, said) for line in delegations),
        untouched=seal == ("sha-256", _digest(said)),
    )


def _sheet(sheet: Sheet) -> Iterator[Line]:
    yield ("delegation", sheet.delegation, sheet.called)
    yield from (_row(sheet.delegation, row) for row in sheet.rows)
    yield from (("call", sheet.delegation, theme) for theme in sheet.calls)
    yield from (_question(sheet.delegation, asked) for asked in sheet.questions)


def _row(delegation: str, row: Row) -> Line:
    kind, key = row.subject
    shown = row.shown or {}
    fields = (shown.get(field) or "" for field in ("stance", "priority", "conditions"))
    return (kind, delegation, key, row.name, *fields)


def _question(delegation: str, asked: Asked) -> Line:
    answer = asked.shown or {}
    return (
        *("question", delegation, asked.question.id, asked.question.text),
        *(answer.get("reply", ""), answer.get("comment", "")),
    )


def _sheet_sent(head: Line, lines: Iterable[Line]) -> SheetSent:
    delegation = _at(head, 1)
    own = [line for line in lines if _at(line, 1) == delegation]
    rows = [line for line in own if line[0] in ("country", "region")]
    asked = [line for line in own if line[0] == "question"]
    return SheetSent(
        delegation,
        _at(head, 2),
        labels={_at(line, 3): (line[0], _at(line, 2)) for line in rows},
        shown={(line[0], _at(line, 2)): _fields(line) for line in rows if _at(line, 4)},
        calls=tuple(_at(line, 2) for line in own if line[0] == "call"),
        questions={_at(line, 3): _at(line, 2) for line in asked},
        answers={_at(line, 2): _answer(line) for line in asked if _at(line, 4)},
    )


def _fields(line: Line) -> Fields:
    return {"stance": _at(line, 4), "priority": _at(line, 5) or None, "conditions": _at(line, 6) or None}


def _answer(line: Line) -> Plain:
    comment = {"comment": _at(line, 5)} if _at(line, 5) else {}
    return {"question": _at(line, 2), "reply": _at(line, 4), **comment}


def _at(line: Line, place: int) -> str:
    return line[place] if place < len(line) else ""


def _bare(line: Sequence[str]) -> Line:
    """A row as any program gives it back: no spaces around a text, no empty cells at the end."""
    cells = [cell.strip() for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _digest(lines: Sequence[Line]) -> str:
    return sha256(json.dumps(lines, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
