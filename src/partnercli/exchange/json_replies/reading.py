"""Replies that a program sent as JSON: `partner.replies/1`, one such reply, or what `partner export` wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from itertools import repeat
from typing import Any, Final

from partnercli.exchange.gathering import Gathering
from partnercli.exchange.json_replies.model_faults import checked, misplaced, unknown_field
from partnercli.exchange.json_replies.plain_json import parsed, path_to
from partnercli.exchange.named import delegation_named, meeting_named
from partnercli.exchange.one_meeting import SAY_ITS_MEETING, OneMeeting
from partnercli.exchange.questions import Questions
from partnercli.exchange.remark import Remark, errors
from partnercli.exchange.reply import Read
from partnercli.exchange.subjects import Subjects
from partnercli.exchange.texts import fault_of
from partnercli.exchange.themes import theme_of
from partnercli.recording.positions import Subject
from partnercli.recording.replies import FIELDS, Answered, Call, Entry
from partnercli.records.base import Record, Unreadable, shown
from partnercli.records.exercise import Exercise
from partnercli.records.plain import Plain
from partnercli.records.position import Answer, Preference

REPLIES: Final = "partner.replies/1"
EXPORT: Final = "partner.export/1"
_MOST_REMARKS: Final = 200
_SEE: Final = "see docs/importing.md, JSON"
_PARTS: Final = ("preferences", "calls", "answers")
_HEAD: Final = ("format", "meeting", "illustrative", "marking")
_MODELS: Final[Mapping[str, type[Record]]] = {"preferences": Preference, "answers": Answer}


def read_json(name: str, data: bytes, exercise: Exercise, meeting: str | None = None) -> Read:
    """The replies of a file; every fault with the path to it. A key whose value is null counts as left out.

    `meeting` is the id of the one whose words are read where the file has words for several.
    """
    plain = parsed(name, data, _leave_out)
    if plain.value is None and plain.remarks:
        return Read(remarks=plain.remarks)
    one = OneMeeting(name, "JSON", _meetings_named(plain.value, exercise), meeting)
    if one.remark is not None and one.refused:
        return Read(remarks=(*plain.remarks, one.remark))
    reading = _Reading(name, hashlib.sha256(data).hexdigest(), exercise, one)
    reading.file(plain.value)
    replies = tuple(reading.gathered.replies())
    remarks = _not_too_many(name, [*reading.remarks, *reading.gathered.remarks])
    if not replies and not errors(remarks):
        remarks = (*remarks, Remark(name, "", "there is no reply in it", _SEE))
    if plain.remarks:
        told = {remark.address for remark in plain.remarks}
        return Read(remarks=(*plain.remarks, *(remark for remark in remarks if remark.address not in told)))
    return Read(replies, remarks)


def _not_too_many(name: str, remarks: list[Remark]) -> tuple[Remark, ...]:
    """The first remarks, and how many more there are."""
    more = len(remarks) - _MOST_REMARKS
    if more <= 0:
        return tuple(remarks)
    return (*remarks[:_MOST_REMARKS], Remark(name, "", f"and {more:,} more faults", "mend these first"))


def _leave_out(value: Any) -> None:
    """Of an export only the tables of positions are read; others hold shares and amounts."""
    if isinstance(value, dict) and value.get("format") == EXPORT and isinstance(value.get("tables"), dict):
        for table in set(value["tables"]) - set(_PARTS):
            del value["tables"][table]


def _meetings_named(value: Any, exercise: Exercise) -> Iterator[str]:
    """The meetings on record that a file names, once for each thing that is said at one."""
    if not isinstance(value, dict):
        return
    tables = value.get("tables") if value.get("format") == EXPORT else None
    if isinstance(tables, dict):
        rows = [row for part in _PARTS for row in _objects(tables.get(part))]
        times = [(row.get("meeting"), 1) for row in rows]
    else:
        replies = _objects(value.get("replies")) if "replies" in value else [value]
        times = [
            (
                reply.get("meeting") or value.get("meeting"),
                sum(len(_listed(reply.get(part))) for part in _PARTS),
            )
            for reply in replies
        ]
    for told, count in times:
        if isinstance(told, str) and told in exercise.meetings:
            yield from repeat(told, count)


def _listed(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []


def _objects(told: Any) -> list[Plain]:
    return [one for one in _listed(told) if isinstance(one, dict)]


class _Reading:
    """A file as far as it was read; `one` says which rows are."""

    def __init__(self, name: str, digest: str, exercise: Exercise, one: OneMeeting) -> None:
        self._name = name
        self._exercise = exercise
        self._subjects = Subjects(exercise)
        self._questions = Questions(exercise)
        self.gathered = Gathering(name, digest, "JSON", exercise, "JSON")
        self._one = one
        self.remarks: list[Remark] = [one.remark] if one.remark else []

    def file(self, value: Any) -> None:
        """The whole file."""
        if not isinstance(value, dict):
            return self._wrong("", "an object of replies", value)
        told = value.get("format")
        if told == EXPORT:
            return self._exported(value)
        if told not in (None, REPLIES):
            message = f"{shown(told)} is no format of replies"
            return self._error("format", message, f"write {REPLIES}; {_SEE}")
        if told is None and not {"replies", "delegation"} & set(value):
            return self._error("", "this is no file of replies", f"it begins with its format, {REPLIES}")
        if "replies" not in value:
            return self._reply(value, "", (*_HEAD, "delegation", *_PARTS), illustrative=False)
        self._keys(value, "", (*_HEAD, "replies"))
        meeting, illustrative = self._meeting(value, ""), self._illustrative(value, "")
        for place, reply in enumerate(self._list(value, "replies", "")):
            path = path_to("replies", place)
            if not isinstance(reply, dict):
                self._wrong(path, "an object with a delegation", reply)
                continue
            said = reply if reply.get("meeting") is not None else {**reply, "meeting": meeting}
            self._reply(
                said, path, ("delegation", "meeting", "illustrative", *_PARTS), illustrative=illustrative
            )
        return None

    def _reply(self, reply: Plain, path: str, keys: Collection[str], *, illustrative: bool) -> None:
        """What one delegation says."""
        if self._passed_over(reply):
            return
        self._keys(reply, path, keys)
        delegation = self._speaker(reply, path, illustrative=illustrative)
        for part in _PARTS:
            for place, told in enumerate(self._list(reply, part, path)):
                self._part(part, told, path_to(path_to(path, part), place), delegation)

    def _part(self, part: str, told: Any, path: str, delegation: str | None) -> None:
        if part == "calls":
            return self._call(told, path, delegation)
        if not isinstance(told, dict):
            return self._wrong(path, f"an object of {part}", told)
        record = {key: value for key, value in told.items() if value is not None}
        read = self._preference if part == "preferences" else self._answer
        return read(record, path, delegation)

    def _preference(self, record: Plain, path: str, delegation: str | None) -> None:
        if not self._fits("preferences", record, path):
            return
        subject = self._subject(record, path)
        if subject is None or delegation is None:
            return
        says: Plain = {"stance": "support", **{field: record[field] for field in FIELDS if field in record}}
        cells = {field: path_to(path, field) if field in record else path for field in says}
        self.gathered.entry(delegation, Entry(subject, says, path_to(path, subject[0]), cells))

    def _subject(self, record: Plain, path: str) -> Subject | None:
        kind = "country" if "country" in record else "region"
        named = self._subjects.named(record[kind])
        kinds = [found for found, _ in named.subjects]
        if kinds == [kind] and not named.unknown:
            return named.subjects[0]
        unknown = named.unknown[0] if named.unknown else None
        message = unknown.message if unknown else f"{shown(record[kind])} is not one {kind}"
        self._error(path_to(path, kind), message, unknown.hint if unknown else f"name one {kind}")
        return None

    def _answer(self, record: Plain, path: str, delegation: str | None) -> None:
        if not self._fits("answers", record, path):
            return
        question = self._questions.find(record["question"])
        if question is None:
            message = f"there is no question {shown(record['question'])}"
            self._error(path_to(path, "question"), message, self._questions.hint)
        elif delegation is not None:
            answer = {**record, "question": question}
            self.gathered.answer(delegation, Answered(question, answer, path))

    def _call(self, text: Any, path: str, delegation: str | None) -> None:
        if not isinstance(text, str):
            return self._wrong(path, "a theme", text)
        try:
            theme = theme_of(text)
        except Unreadable as error:
            return self._error(path, str(error), error.hint)
        if delegation is not None:
            self.gathered.call(delegation, Call(theme, path))
        return None

    def _exported(self, value: Plain) -> None:
        """The tables of positions that `partner export --format json` wrote."""
        tables = value.get("tables")
        if not isinstance(tables, dict) or not any(part in tables for part in _PARTS):
            hint = f"it needs one of the tables {', '.join(_PARTS)}: partner export --audience presidency"
            return self._error("tables", "no table of this export holds positions", hint)
        illustrative = self._illustrative(value, "")
        for part in _PARTS:
            for place, row in enumerate(self._list(tables, part, "tables")):
                path = path_to(path_to("tables", part), place)
                if isinstance(row, dict):
                    self._exported_row(part, row, path, illustrative=illustrative)
                else:
                    self._wrong(path, "a row", row)
        return None

    def _exported_row(self, part: str, row: Plain, path: str, *, illustrative: bool) -> None:
        if self._passed_over(row):
            return
        delegation = self._speaker(row, path, illustrative=illustrative)
        if part == "calls":
            self._call(row.get("call"), path_to(path, "call"), delegation)
        else:
            fields = _MODELS[part].model_fields
            self._part(part, {key: told for key, told in row.items() if key in fields}, path, delegation)

    def _speaker(self, held: Plain, path: str, *, illustrative: bool) -> str | None:
        """The code of who speaks, None where that is not known; meeting and illustrative are noted for its words."""
        meeting = self._meeting(held, path)
        if self._one.leaves_open(held.get("meeting")):
            self._error(path, "this names no meeting, and other parts name several", SAY_ITS_MEETING)
        delegation = self._delegation(held.get("delegation"), path_to(path, "delegation"))
        illustrative = self._illustrative(held, path) or illustrative
        if delegation is not None and meeting:
            self.gathered.meeting(delegation, meeting)
        if delegation is not None and illustrative:
            self.gathered.illustrative(delegation)
        return delegation

    def _passed_over(self, held: Plain) -> bool:
        """Whether a part of the file is for another meeting than the one that is read."""
        told = held.get("meeting")
        return isinstance(told, str) and told in self._exercise.meetings and self._one.passes_over(told)

    def _fits(self, part: str, record: Plain, path: str) -> bool:
        """Whether a mapping is a record of its kind, with texts that one may hold."""
        faults = [*checked(record, _MODELS[part]), *_texts(record)]
        for steps, message, hint in faults:
            at = path
            for step in steps:
                at = path_to(at, step)
            self._error(at, message, hint)
        return not faults

    def _delegation(self, told: Any, path: str) -> str | None:
        if not isinstance(told, str):
            self._wrong(path, "the code of a delegation", told)
            return None
        try:
            return delegation_named(self._exercise, told)
        except Unreadable as unknown:
            self._error(path, str(unknown), unknown.hint)
            return None

    def _meeting(self, held: Plain, path: str) -> str | None:
        told = held.get("meeting")
        if told is None:
            return None
        try:
            return meeting_named(self._exercise, str(told))
        except Unreadable as unknown:
            self._error(path_to(path, "meeting"), str(unknown), unknown.hint)
            return None

    def _illustrative(self, held: Plain, path: str) -> bool:
        told = held.get("illustrative")
        if told is not None and not isinstance(told, bool):
            self._wrong(path_to(path, "illustrative"), "true or false", told)
        return told is True

    def _list(self, held: Mapping[str, Any], key: str, path: str) -> Iterator[Any]:
        told = held.get(key)
        if isinstance(told, list):
            yield from told
        elif told is not None:
            self._wrong(path_to(path, key), "a list", told)

    def _keys(self, held: Plain, path: str, known: Collection[str]) -> None:
        for key in held:
            if key not in known:
                self._error(path_to(path, key), *unknown_field(key, known))

    def _wrong(self, path: str, wanted: str, found: Any) -> None:
        self._error(path, misplaced(wanted, found), _SEE)

    def _error(self, path: str, message: str, hint: str) -> None:
        self.remarks.append(Remark(self._name, path, message, hint))


def _texts(record: Plain) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """The texts that are too long."""
    for key, told in record.items():
        if isinstance(told, str) and (fault := fault_of(told)):
            yield (key,), *fault
