"""What one delegation says in its sheet, cell by cell, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from partnercli.exchange.form import words
from partnercli.exchange.form.filled_tables import CALLS, COUNTRIES, QUESTIONS, Line, Tables
from partnercli.exchange.form.hidden_part import SheetSent
from partnercli.exchange.grid import Cell
from partnercli.exchange.remark import Remark, Weight
from partnercli.exchange.reply_words import PRIORITIES, REPLIES, STANCES, hint_for, meant
from partnercli.exchange.subjects import Subjects
from partnercli.exchange.texts import fault_of
from partnercli.exchange.themes import theme_of
from partnercli.recording.positions import Subject
from partnercli.recording.replies import Answered, Call, Entry
from partnercli.records.base import Unreadable
from partnercli.records.base import shown as quoted
from partnercli.records.names import did_you_mean, fold
from partnercli.records.plain import Plain

_HEADS: Final = {
    "stance": words.POSITION,
    "priority": words.PRIORITY,
    "conditions": words.CONDITIONS,
    "note": words.COMMENTS,
}
"""The fields of a preference, and under which head each stands."""


class SheetReading:
    """Reads the tables of a sheet. What is wrong is remarked on, and what stands in that row is left out."""

    def __init__(self, tables: Tables, of: SheetSent, subjects: Subjects, file: str, sheet: str) -> None:
        self.remarks: list[Remark] = []
        self._tables, self._of, self._subjects = tables, of, subjects
        self._file, self._sheet = file, sheet
        self._labels = {fold(label): subject for label, subject in of.labels.items()}
        self._questions = {fold(text): key for text, key in of.questions.items()}
        for line in tables.lines:
            for cell in line.beside:
                message = "this stands outside the table and is not read"
                self._warn(cell.address, message, "move it under Comments")

    def entries(self) -> tuple[Entry, ...]:
        """What is said of countries and regions, each once; what was left as it was shown too."""
        found: dict[Subject, Entry] = {}
        faulty: set[Subject] = set()
        for line in self._lines(COUNTRIES):
            for subject in self._named(line):
                before = self._errors
                says = self._says(line, subject)
                if self._errors > before:
                    faulty.add(subject)
                elif says:
                    entry = self._entry(line, subject, says)
                    if self._twice(found.get(subject), entry):
                        faulty.add(subject)
                    found.setdefault(subject, entry)
        for subject in self._of.shown:
            if subject not in found and subject not in faulty:
                self._gone(
                    next((label for label, one in self._of.labels.items() if one == subject), subject[1])
                )
        return tuple(entry for subject, entry in found.items() if subject not in faulty)

    def calls(self) -> tuple[Call, ...]:
        """The themes that are called for, and those that were taken out."""
        if CALLS not in self._tables.heads:
            if self._of.calls:
                self._gone(words.THEME)
            return ()
        said: dict[str, Call] = {}
        before = self._errors
        for line in self._lines(CALLS):
            cell = line.at(words.THEME)
            if theme := self._theme(cell):
                said.setdefault(theme, Call(theme, cell.address, shown=theme in self._of.calls))
        head = self._tables.heads[CALLS]
        unclear = self._errors > before  # what cannot be read may be one of those that were shown
        missing = () if unclear else (theme for theme in self._of.calls if theme not in said)
        gone = (Call(theme, head, no_longer=True, shown=True) for theme in missing)
        return (*said.values(), *gone)

    def answers(self) -> tuple[Answered, ...]:
        """The replies to guiding questions, those left as they were shown and those taken out included."""
        found: dict[str, Answered] = {}
        faulty: set[str] = set()
        for line in self._lines(QUESTIONS):
            key = self._question(line)
            if key is None:
                continue
            shown = self._of.answers.get(key)
            before = self._errors
            answer = self._answer(line, key)
            if self._errors > before:
                faulty.add(key)
                continue
            one = Answered(key, answer, line.at(words.REPLY).address, shown)
            if key in found and found[key].answer != one.answer:
                message = f"this question is answered otherwise at {found[key].at}"
                self._fail(one.at, message, "keep the answer that is meant")
                faulty.add(key)
            if one.answer is not None or shown is not None:
                found.setdefault(key, one)
        for text, key in self._of.questions.items():
            if key in self._of.answers and key not in found and key not in faulty:
                self._gone(text)
        return tuple(one for key, one in found.items() if key not in faulty)

    def _lines(self, table: str) -> Iterable[Line]:
        return (line for line in self._tables.lines if line.table == table)

    def _named(self, line: Line) -> tuple[Subject, ...]:
        """The country or region of a row; several where a list of them was typed into one cell."""
        name = line.at(words.COUNTRY)
        filled = [line.at(head) for head in _HEADS.values() if line.at(head).text]
        if not name.text:
            if filled:
                message = "no partner country stands in this row"
                self._fail(filled[0].address, message, "name it in the first column")
            return ()
        if (label := self._labels.get(fold(name.text))) is not None:
            return (label,)
        found = self._subjects.named(name.text)
        for unknown in found.unknown:
            if filled:
                self._fail(name.address, unknown.message, unknown.hint)
            else:
                self._warn(name.address, f"{unknown.message}, and nothing is said of it", unknown.hint)
        if not filled and not found.unknown and not any(one in self._of.shown for one in found.subjects):
            hint = "choose a position, or clear the name"
            self._fail(name.address, f"{quoted(name.text)} is named without a position", hint)
            return ()
        return () if found.unknown else found.subjects

    def _says(self, line: Line, subject: Subject) -> dict[str, str | None]:
        """The fields that a row gives of what it names; empty where it says nothing."""
        shown, before = self._of.shown.get(subject), self._errors
        stance = self._word(line.at(words.POSITION), STANCES, "position")
        said = {
            "priority": self._word(line.at(words.PRIORITY), PRIORITIES, "priority"),
            "conditions": self._text(line.at(words.CONDITIONS), (shown or {}).get("conditions")),
            "note": self._text(line.at(words.COMMENTS), None),
        }
        if stance is not None:
            return {
                "stance": stance,
                **{key: one for key, one in said.items() if one or (shown and key != "note")},
            }
        new = [key for key, one in said.items() if one and one != (shown or {}).get(key)]
        if new and self._errors == before:
            head = _HEADS[new[0]]
            self._fail(
                line.at(words.POSITION).address,
                f"there is something under {head} and no position",
                f"choose one of: {', '.join(STANCES.values())}; or clear {line.at(head).address}",
            )
        return {"stance": None} if shown else {}

    def _entry(self, line: Line, subject: Subject, says: Mapping[str, str | None]) -> Entry:
        cells = {field: line.at(_HEADS[field]).address for field in says}
        return Entry(subject, says, line.at(words.COUNTRY).address, cells, self._of.shown.get(subject))

    def _twice(self, earlier: Entry | None, entry: Entry) -> bool:
        """Whether something else is said of the same country or region in another row; it is remarked on."""
        if earlier is None or earlier.says == entry.says:
            return False
        message = f"something else is said of this at {earlier.at}"
        self._fail(entry.at, message, "keep the row that is meant, and clear the other")
        return True

    def _theme(self, cell: Cell) -> str | None:
        """A theme as a record has it: a few words in Latin letters, joined by hyphens."""
        if fault := fault_of(cell.text):
            self._fail(cell.address, *fault)
            return None
        try:
            return theme_of(cell.text) if cell.text else None
        except Unreadable as problem:
            self._fail(cell.address, str(problem), problem.hint)
            return None

    def _question(self, line: Line) -> str | None:
        cell = line.at(words.QUESTION)
        if (key := self._questions.get(fold(cell.text))) is not None:
            return key
        message = (
            f"{quoted(cell.text)} is no question of this form"
            if cell.text
            else "no question stands in this row"
        )
        hint = did_you_mean(cell.text, self._of.questions) or "leave the questions as they were sent"
        if line.at(words.REPLY).text or line.at(words.COMMENTS).text:
            self._fail(cell.address, message, hint)
        else:
            self._warn(cell.address, f"{message}, and nothing is said beside it", hint)
        return None

    def _answer(self, line: Line, key: str) -> Plain | None:
        shown, before = self._of.answers.get(key, {}), self._errors
        reply = self._word(line.at(words.REPLY), REPLIES, "reply")
        comment = self._text(line.at(words.COMMENTS), shown.get("comment"))
        if reply is None:
            if comment and comment != shown.get("comment") and self._errors == before:
                hint = f"choose one of: {', '.join(REPLIES.values())}"
                self._fail(line.at(words.REPLY).address, "there is a comment and no reply", hint)
            return None
        if reply == "agree-with-comments" and not comment:
            hint = f"say them in {line.at(words.COMMENTS).address}, or choose Agree"
            self._fail(line.at(words.REPLY).address, "it agrees with comments, and there are none", hint)
        return {"question": key, "reply": reply, **({"comment": comment} if comment else {})}

    def _word(self, cell: Cell, known: Mapping[str, str], what: str) -> str | None:
        """The record's word for what was chosen; None where nothing was."""
        if not cell.text:
            return None
        if (word := meant(cell.text, known)) is None:
            self._fail(cell.address, f"{quoted(cell.text)} is no {what}", hint_for(cell.text, known))
        return word

    def _text(self, cell: Cell, shown: str | None) -> str | None:
        """What was written; what was shown is taken as it is, as it came out of our own records."""
        if not cell.text or cell.text == shown:
            return cell.text or None
        if fault := fault_of(cell.text):
            self._fail(cell.address, *fault)
        return cell.text

    @property
    def _errors(self) -> int:
        return sum(one.weight is Weight.ERROR for one in self.remarks)

    def _gone(self, label: str) -> None:
        message = f"what the form showed of {quoted(label)} is not there any more: what is on record stays"
        self._warn(self._sheet, message, "to take it back, leave the row and empty its cells")

    def _fail(self, address: str, message: str, hint: str) -> None:
        self.remarks.append(Remark(self._file, address, message, hint))

    def _warn(self, address: str, message: str, hint: str) -> None:
        self.remarks.append(Remark(self._file, address, message, hint, Weight.WARNING))
