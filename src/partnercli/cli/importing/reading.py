"""From a file's bytes to what it says: our form, a table of the delegation's own, or JSON."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import PurePath

from partnercli.cli.importing.files_given import Given
from partnercli.cli.importing.keyboard import Keyboard
from partnercli.cli.importing.order import Order
from partnercli.documents.words import listed
from partnercli.exchange.grid import Grid, Sent
from partnercli.exchange.own_table import (
    ALL_SUPPORTED,
    ColumnMap,
    NotMapped,
    cells_looked_at,
    in_words,
    may_be_reply,
    proposed_mapping,
    read_mapping,
    read_table,
)
from partnercli.exchange.proposal import Received
from partnercli.exchange.remark import Remark, Weight
from partnercli.exchange.reply import Read
from partnercli.exchange.subjects import Subjects
from partnercli.library.problems import Usage
from partnercli.records.characters import forbidden_in
from partnercli.records.exercise import Exercise
from partnercli.records.names import did_you_mean

_MOST_CELLS = 30_000
"""Cells of several tables among which the reply is looked for: more than the export of a whole Presidency has."""


def received(given: Given, exercise: Exercise, order: Order, keyboard: Keyboard) -> Received:
    """What one file says; raises Usage where --map does not fit its table, and Refused."""
    digest = hashlib.sha256(given.data).hexdigest()
    if name := forbidden_in(PurePath(given.name).name):
        fault = Remark(given.name, "", f"the name of the file holds {name}", "give it another name")
        return Received(given.name, digest, Read(remarks=(fault,)))
    read = _read(given, exercise, order, keyboard)
    return Received(given.name, digest, read._replace(remarks=(*read.remarks, *_not_asked_for(read, order))))


def _read(given: Given, exercise: Exercise, order: Order, keyboard: Keyboard) -> Read:
    if _is_json(given):
        from partnercli.exchange.json_replies.reading import read_json

        return read_json(given.name, given.data, exercise, _at(exercise, order))
    from partnercli.exchange.form.reading import form_in, read_form
    from partnercli.exchange.opening import opened

    sent = opened(given.name, given.data)
    if not sent.grids:
        return Read(remarks=sent.remarks)
    read = read_form(sent, exercise) if form_in(sent) else _table(sent, exercise, order, keyboard)
    return read._replace(remarks=(*sent.remarks, *read.remarks))


def _is_json(given: Given) -> bool:
    """Whether a file is JSON by its name or by how it begins; so does RTF begin, which is none."""
    text = given.data.removeprefix(BOM_UTF8).lstrip()
    begins = text.startswith((b"{", b"[")) and not text.startswith(b"{\\rtf")
    return begins or given.name.lower().endswith(".json")


def _not_asked_for(read: Read, order: Order) -> list[Remark]:
    """What speaks for another delegation than the one named on the command line."""
    hint = "leave out --delegation, or import this file by itself"
    return [
        Remark(
            reply.file, reply.place, f"this is a reply of {reply.delegation}, not of {order.delegation}", hint
        )
        for reply in read.replies
        if order.delegation not in (None, reply.delegation)
    ]


def _table(sent: Sent, exercise: Exercise, order: Order, keyboard: Keyboard) -> Read:
    """A table of the delegation's own, read as --map says or as its words and cells suggest."""
    subjects = Subjects(exercise)
    found = _the_table(sent, exercise, order, subjects)
    if isinstance(found, Remark):
        return Read(remarks=(found,))
    if order.mapping is not None:
        try:
            mapping = read_mapping(order.mapping, found)
        except NotMapped as error:
            hints = dict.fromkeys(problem.hint for problem in error.problems if problem.hint)
            raise Usage(f"--map does not fit {sent.file}, {found.name}: {error}", "; ".join(hints)) from error
        return read_table(sent, found, mapping, exercise, subjects, order.delegation, _at(exercise, order))
    unread = _unread(sent, found, order)
    told, suggested = _suggested(sent, found, exercise, order, subjects)
    if suggested is None:
        return Read(remarks=(told,))
    keyboard.agree(told)
    read = read_table(sent, found, suggested, exercise, subjects, order.delegation, _at(exercise, order))
    return read._replace(remarks=(*unread, *(() if keyboard.asks else (told,)), *read.remarks))


def _unread(sent: Sent, read: Grid, order: Order) -> tuple[Remark, ...]:
    """The other tables of a file of which one is read unasked: they are named, so that nothing goes unseen."""
    others = [grid.name for grid in sent.grids if grid.rows and not grid.hidden and grid is not read]
    if not others or order.sheet is not None or order.table is not None:
        return ()
    message = f"only {read.name} is read; nothing in {listed(others)} names a country or answers a question"
    return (
        Remark(sent.file, read.name, message, "if that is wrong, name the table: --table", Weight.WARNING),
    )


def _at(exercise: Exercise, order: Order) -> str | None:
    """The meeting whose questions a table that names none may answer, and whose rows of several are read."""
    return order.meeting or exercise.current_meeting


def _suggested(
    sent: Sent, grid: Grid, exercise: Exercise, order: Order, subjects: Subjects
) -> tuple[Remark, ColumnMap | None]:
    """The mapping that suggests itself, and what is said of it; with --yes none of which anything is unclear."""
    suggested = proposed_mapping(grid, exercise, subjects)
    unclear = "; ".join(suggested.unclear)
    if suggested.mapping is None:
        hint = 'say what the columns hold: --map "Country=1, Position=2"'
        return Remark(sent.file, grid.name, unclear or "it cannot be told what the columns hold", hint), None
    typed = f'--map "{in_words(suggested.mapping)}"'
    if unclear and order.yes:
        return Remark(sent.file, grid.name, unclear, f"if the rest is right, say so: {typed}"), None
    if suggested.mapping.bare and order.yes:
        return Remark(sent.file, grid.name, ALL_SUPPORTED, f"if that is meant, say so: {typed}"), None
    told = "; ".join([*suggested.reasons, *([f"left out: {unclear}"] if unclear else [])])
    message = f"it is read so: {told}"
    return Remark(
        sent.file, grid.name, message, f"to say otherwise: {typed}", Weight.WARNING
    ), suggested.mapping


def _the_table(sent: Sent, exercise: Exercise, order: Order, subjects: Subjects) -> Grid | Remark:
    """The table that is meant: the one named, the only one, or the only one that could be a reply."""
    grids = [grid for grid in sent.grids if not grid.hidden and grid.rows]
    names = [grid.name for grid in grids]
    if order.sheet is not None:
        named = [grid for grid in grids if grid.name.casefold() == order.sheet.casefold()]
        hint = did_you_mean(order.sheet, names) or f"there are: {listed(names)}"
        return named[0] if named else Remark(sent.file, "", f'there is no "{order.sheet}" in it', hint)
    if order.table is not None:
        if order.table <= len(grids):
            return grids[order.table - 1]
        return Remark(sent.file, "", f"there is no table {order.table} in it", f"there are: {listed(names)}")
    return _likely_one(sent, grids, exercise, subjects) if grids else _nothing_seen(sent)


def _likely_one(sent: Sent, grids: Sequence[Grid], exercise: Exercise, subjects: Subjects) -> Grid | Remark:
    """The only table that could be a reply."""
    if len(grids) > 1 and sum(map(cells_looked_at, grids)) > _MOST_CELLS:
        message = f"it has {len(grids)} tables, with too much in them to find the reply among them"
        return Remark(sent.file, "", message, "say which one it is: --sheet NAME, or --table and its number")
    likely = grids if len(grids) == 1 else [grid for grid in grids if may_be_reply(grid, exercise, subjects)]
    if len(likely) == 1:
        return likely[0]
    several = [f"{grids.index(grid) + 1} ({grid.name})" for grid in likely or grids]
    message = f"it has {len(several)} tables that may be the reply: {listed(several)}"
    hint = f"import them one by one: --table {grids.index((likely or grids)[0]) + 1}"
    return Remark(sent.file, "", message, hint)


def _nothing_seen(sent: Sent) -> Remark:
    if any(grid.rows for grid in sent.grids):
        hint = "unhide the sheet that is meant in Excel, and save the file"
        return Remark(sent.file, "", "all its sheets that hold something are hidden", hint)
    return Remark(sent.file, "", "there is nothing in its tables", "ask for it again")
