"""An outline as somebody else sent it: read from YAML, JSON or CSV, with all that is wrong in it said at once."""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

from pydantic import ValidationError

from partnercli.cli.files_sent import sent_bytes
from partnercli.cli.outline.editing import find_step
from partnercli.findings import Finding, RecordPath, Span
from partnercli.findings.reading import MISSING_KEY, UNKNOWN_KEY, WRONG_VALUE
from partnercli.library.problems import Problem
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.names import did_you_mean, fold
from partnercli.records.outline import Outline, StepStatus, Timeline
from partnercli.records.period import Period, as_scalar
from partnercli.repository.model_errors import findings_of
from partnercli.repository.text import LARGEST, decode
from partnercli.repository.walk import read_yaml

_COLUMNS: Final = ("step", "from", "to", "status")
_OTHERWISE: Final = (
    (re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII), r"\3-\2-\1"),
    (re.compile(r"([QH]\d)[ /-](\d{4})", re.ASCII), r"\2-\1"),
    (re.compile(r"(\d{4})[ /]([QH]\d)", re.ASCII), r"\1-\2"),
)
"""How spreadsheets and letters write days, quarters and half-years, and the same as a record has it. A day with
slashes is not among them: 4/9 is in April for some."""
_STATUSES: Final[dict[str, str]] = {fold(word): word for word in get_args(StepStatus)}


class Reply(NamedTuple):
    """The steps that came, as plain values of what each says; or the findings, where not all could be read."""

    steps: list[dict[str, Any]]
    findings: list[Finding]


def read_reply(path: Path, exercise: Exercise, ours: Outline) -> Reply:
    """A file that came beside our outline: an outline's record as YAML or JSON, or a table as CSV.

    Raises NotFound or NoAccess where the file cannot be opened.
    """
    data = sent_bytes(path, LARGEST, "name the file that was sent: YAML, JSON or CSV")
    name = str(path)
    if path.suffix.lower() == ".csv":
        return _table(data, name, exercise, ours)
    return _record(data, name, exercise, ours)


def _record(data: bytes, name: str, exercise: Exercise, ours: Outline) -> Reply:
    walked = read_yaml(data, name)
    if walked.place is None:
        return Reply([], walked.findings)
    within = _within(walked.value)
    value = walked.value[within[0]] if within else walked.value
    try:
        theirs = Outline.model_validate(value)
        found = list(_unknown(theirs, name, exercise, ours))
    except ValidationError as error:
        found = list(findings_of(error, Outline, value, name))
    placed = [one.at(walked.place.find((*within, *one.path), at_key=one.at_key)) for one in found]
    findings = [*walked.findings, *placed]
    return Reply([] if findings else value["steps"], findings)


def _within(value: Any) -> RecordPath:
    """Where the record stands: inside what `partner outline show --format json` prints, or by itself."""
    shown = isinstance(value, dict) and "format" in value and isinstance(value.get("outline"), dict)
    return ("outline",) if shown else ()


def _unknown(theirs: Outline, name: str, exercise: Exercise, ours: Outline) -> Iterator[Finding]:
    """What names something that is not there, and an outline of another country."""
    if theirs.country != ours.country:
        message = f'this is the outline of "{theirs.country}", and the one to compare is of {ours.country}'
        yield WRONG_VALUE.finding(name, message, hint="name the country of the file", path=("country",))
    seen: set[str] = set()
    known = {step.id: step.instrument for step in (*theirs.steps, *ours.steps)}
    for place, step in enumerate(theirs.steps):
        if step.id in seen:
            yield _wrong(name, f"a second step is called {step.id}", "", ("steps", place, "id"))
        seen.add(step.id)
        if step.instrument != known[step.id]:
            message = f"{step.id} is a step on {step.instrument}, and ours of that id is on {known[step.id]}"
            yield _wrong(name, message, "give one of them another id", ("steps", place, "id"))
        for number, other in enumerate(step.after):
            if other not in known:
                message = f"{step.id} comes after {other}, which is no step of either outline"
                hint = did_you_mean(other, known) or "take it out of `after`"
                yield _wrong(name, message, hint, ("steps", place, "after", number))
        if step.instrument not in exercise.instruments:
            hint = did_you_mean(step.instrument, exercise.instruments) or "see data/instruments/"
            yield _wrong(
                name, f'there is no instrument "{step.instrument}"', hint, ("steps", place, "instrument")
            )
        for number, one in enumerate(step.contributions):
            if one.delegation not in exercise.delegations:
                hint = (
                    did_you_mean(one.delegation, exercise.delegations)
                    or "name it by its code, as in data/delegations.yaml"
                )
                path = ("steps", place, "contributions", number, "delegation")
                yield _wrong(name, f'there is no delegation "{one.delegation}"', hint, path)


def _wrong(name: str, message: str, hint: str, path: RecordPath) -> Finding:
    return WRONG_VALUE.finding(name, message, hint=hint, path=path)


def _table(data: bytes, name: str, exercise: Exercise, ours: Outline) -> Reply:
    decoded = decode(data, name)
    if decoded.text is None or decoded.findings:
        return Reply([], list(decoded.findings))
    rows = _rows(decoded.text)
    _, first = next(rows, (1, []))
    head = [word.lower() for word in first]
    findings = list(_head(head, name))
    steps: dict[str, dict[str, Any]] = {}
    for line, row in rows if not findings else ():
        try:
            step = _step(_cells(head, row), exercise, ours, steps)
            steps[step["id"]] = step
        except (Unreadable, Problem) as error:
            found = WRONG_VALUE.finding(name, str(error), hint=error.hint, arguments=(str(line),))
            findings.append(found.at(Span(line, 1, line, 1)))
    return Reply([] if findings else list(steps.values()), findings)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that say something, each with the number of its line; parted as its first line is."""
    csv.field_size_limit(LARGEST)
    separator = max(",;\t", key=text.strip().partition("\n")[0].count)
    rows = csv.reader(text.splitlines(), delimiter=separator)
    for row in rows:
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield rows.line_num, cells


def _cells(head: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """The cells of a row by their column; raises Unreadable where it has more of them than there are columns."""
    if any(row[len(head) :]):
        raise Unreadable(
            f"the row has {len(row)} cells, and there are {len(head)} columns",
            "put a text that holds the separator in quotes, or take the cells out",
        )
    return dict(zip(head, row, strict=False))


def _head(head: list[str], name: str) -> Iterator[Finding]:
    wanted = f"the columns are: {', '.join(_COLUMNS)}"
    for word in head:
        if word not in _COLUMNS:
            yield UNKNOWN_KEY.finding(
                name,
                f'there is no column "{word}"',
                hint=did_you_mean(word, _COLUMNS) or wanted,
                path=(word,),
            ).at(Span(1, 1, 1, 1))
    for word in sorted({word for word in head if word in _COLUMNS and head.count(word) > 1}):
        message = f'there are {head.count(word)} columns "{word}"'
        yield _wrong(name, message, "keep the one that is meant", (word,)).at(Span(1, 1, 1, 1))
    if "step" not in head:
        yield MISSING_KEY.finding(name, 'the column "step" is missing', hint=wanted).at(Span(1, 1, 1, 1))


def _step(
    cells: Mapping[str, str], exercise: Exercise, ours: Outline, told: Container[str]
) -> dict[str, Any]:
    """What one row says of one of our steps, none of those `told` of already; an empty cell says nothing."""
    if not cells.get("step"):
        raise Unreadable("the row names no step", "give its number, id or instrument")
    key = find_step(exercise, ours, cells["step"])
    if key in told:
        raise Unreadable(f"a second row is about {key}", "keep one of the two")
    said: dict[str, Any] = {"id": key}
    if status := cells.get("status"):
        if fold(status) not in _STATUSES:
            words = ", ".join(_STATUSES.values())
            raise Unreadable(
                f'"{status}" is no status',
                did_you_mean(status, _STATUSES.values()) or f"it is one of: {words}",
            )
        said["status"] = _STATUSES[fold(status)]
    if cells.get("from") or cells.get("to"):
        said["timeline"] = _timeline(cells, next(step for step in ours.steps if step.id == key).timeline)
    return said


def _timeline(cells: Mapping[str, str], ours: Timeline) -> dict[str, Any]:
    """The dates of a row; one that it does not give stays ours, unless it cannot be with the one it gives."""
    start, end = (_period(cells[key]) if cells.get(key) else None for key in ("from", "to"))
    if start and end and end.last < start.first:
        raise Unreadable(f"it ends ({end}) before it begins ({start})", "check from and to")
    if end is None and start and ours.end and ours.end.last >= start.first:
        end = ours.end
    if start is None and end and ours.start and ours.start.first <= end.last:
        start = ours.start
    found = {key: period for key, period in (("from", start), ("to", end)) if period}
    return {key: as_scalar(period) for key, period in found.items()}


def _period(text: str) -> Period:
    """The period of a cell; raises Unreadable, with what is meant by 14.9.2021 or Q3/2021."""
    try:
        return Period.read(text)
    except Unreadable as error:
        meant = _meant(text)
        raise Unreadable(str(error), f"did you mean {meant}?" if meant else error.hint) from error


def _meant(text: str) -> str:
    """What a period written otherwise is in a record; empty where there is no such period."""
    forms = [form.sub(way, text) for form, way in _OTHERWISE if form.fullmatch(text)]
    for period in (re.sub(r"-(\d)(?=-|$)", r"-0\1", form) for form in forms):
        with suppress(Unreadable):
            return str(Period.read(period))
    return ""
