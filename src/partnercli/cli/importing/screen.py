"""How an import is shown: each reply beside what is on record, with the cell and the file that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any

from partnercli.cli.importing.taking import Taking
from partnercli.cli.terminal import Line, Piece, folded, wrapped
from partnercli.documents.words import listed
from partnercli.exchange.remark import Remark, Weight
from partnercli.recording.positions import Subject
from partnercli.recording.readings import Name
from partnercli.recording.replies import Comparison, Difference
from partnercli.records.lines import one_line
from partnercli.records.plural import plural
from partnercli.records.position import Stance

_LABELS = {"stance": "position", "rank": "order", "note": "comment", "answer": "reply"}
"""What people call the fields of a preference that records name otherwise."""
_PARTED = " │ "
_NARROWEST = len("position: reservation")
"""In how many columns a side can be read; on a narrower screen the sides stand one below the other."""


def head_lines(takings: Sequence[Taking], files: int, meeting: str, width: int) -> Iterator[Line]:
    """What is beside what, and what the signs mean."""
    words = f"{plural(files, 'file')}, {plural(len(takings), 'reply', 'replies')}"
    yield from wrapped(f"Replies to the {meeting}: {words}", width, "bold")
    if takings:
        yield from wrapped(
            "+ new  ~ changed  \N{MINUS SIGN} no longer named  ? conflict with what is on record", width
        )


def reply_lines(taking: Taking, name: Name, called: str, width: int) -> Iterator[Line]:
    """One reply: what would change, what is in conflict, and what stays."""
    reply, found = taking.reply, taking.found
    where = f"{reply.file}, {reply.place}" if reply.place else reply.file
    yield ()
    yield from wrapped(f"{taking.delegation} {called} · {where}", width, "bold")
    if taking.already:
        yield from _item("imported already: this very file is among the sources of its position", width)
        return
    if taking.ours.carried is not None and taking.said.entries:
        yield from _item(f"on record so far: its position in {taking.ours_at}", width)
    for _, group in groupby(found.differences, key=lambda one: one.subject):
        yield from _subject_lines(list(group), taking, name, width)
    for sign, calls in (("+", found.added), ("\N{MINUS SIGN}", found.gone)):
        for call in calls:
            yield from _item(f"{sign} call: {call.theme} ({call.at})", width)
    if found.same:
        yield from _item(f"= {len(found.same)} as on record", width)
    if found.left:
        words = listed([subject_words(subject, name) for subject in found.left])
        yield from _item(f"also on record, and not in this reply, so it stays: {words}", width)
    if not found.differs:
        read = "nothing in it" if taking.complete else "nothing that could be read of it"
        left = "" if taking.complete else "; what has an error is named below"
        yield from _item(f"{read} differs from what is on record{left}", width)


def totals(takings: Sequence[Taking], errors: int) -> str:
    """How much there is, in one line."""
    changes = sum(_changes(taking.found) for taking in takings)
    conflicts = sum(len(taking.found.conflicts) for taking in takings)
    counts = [plural(changes, "change"), plural(conflicts, "conflict"), plural(errors, "error")]
    return f"{plural(len(takings), 'reply', 'replies')}: {', '.join(counts)}"


def _changes(found: Comparison) -> int:
    """How many countries, regions, replies and calls change without a conflict."""
    return (
        len({one.subject for one in found.differences if not one.conflict})
        + len(found.added)
        + len(found.gone)
    )


def remark_lines(remark: Remark) -> Iterator[Line]:
    """What is wrong, where, and what to do."""
    style = "bold red" if remark.weight is Weight.ERROR else "bold yellow"
    yield (Piece(f"{remark.place}: ", "bold"), Piece(str(remark.weight), style), f": {remark.message}")
    if remark.hint:
        yield (Piece("  hint: ", "bold"), remark.hint)


def subject_words(subject: Subject, name: Name) -> str:
    """What is different, or stays: what is said of a country or region, of a guiding question, a call."""
    kind, key = subject
    return {"question": f"reply to {key}", "call": f"call for {key}"}.get(kind) or name(subject)


def _subject_lines(group: Sequence[Difference], taking: Taking, name: Name, width: int) -> Iterator[Line]:
    conflicts = [one for one in group if one.conflict]
    others = [one for one in group if not one.conflict]
    if conflicts:
        yield from _item(f"? {subject_words(group[0].subject, name)}", width, "bold yellow")
        yield from _side_by_side(conflicts, taking, width)
    if not others:
        return
    subject, first = subject_words(others[0].subject, name), others[0]
    if first.theirs is None and first.field in ("stance", "answer"):
        gone = "taken out" if first.field == "answer" else "no longer named"
        was = _value(first.field, first.ours)
        yield from _item(f"\N{MINUS SIGN} {subject}: {gone}, was {was}{_at(first)}", width, "red")
    elif first.ours is None and first.field in ("stance", "answer"):
        said = "; ".join(_in_full(one.field, one.theirs) for one in others)
        yield from _item(f"+ {subject}: {said}{_named(first, taking)}", width, "green")
    else:
        for one in others:
            words = f"{_value(one.field, one.ours)} → {_value(one.field, one.theirs)}"
            label = "" if one.field == "answer" else f", {_label(one.field)}"
            yield from _item(f"~ {subject}{label}: {words}{_at(one)}", width)


def _side_by_side(conflicts: Sequence[Difference], taking: Taking, width: int) -> Iterator[Line]:
    """Ours, what the form showed, and theirs, beside or below each other; then the file and the cells that say so."""
    form = taking.reply.form
    sides = ["ours now", *(["shown in the form"] if form else []), "theirs"]
    rows = [sides]
    for one in conflicts:
        label = "" if one.field == "answer" else f"{_label(one.field)}: "
        values = [one.ours, *([one.shown] if form else []), one.theirs]
        rows.append([f"{label}{_value(one.field, value)}" for value in values])
    column = (width - 6 - len(_PARTED) * (len(sides) - 1)) // len(sides)
    if column < _NARROWEST:
        for said in zip(*rows, strict=True):
            yield from _set_in(f"{said[0]}: {'; '.join(said[1:])}", width)
    else:
        for place, row in enumerate(rows):
            for parts in zip_longest(*(folded(text, column) for text in row), fillvalue=" " * column):
                yield (Piece(f"      {_PARTED.join(parts).rstrip()}", "bold" if place == 0 else ""),)
    cells = ", ".join(dict.fromkeys(one.at for one in conflicts if one.at)) or "not named in it"
    for text in (f"ours: {taking.ours_at}", f"theirs: {cells}"):
        yield from _set_in(text, width, "dim")


def _set_in(text: str, width: int, style: str = "") -> Iterator[Line]:
    for line in wrapped(text, width - 6, style):
        yield ("      ", *line)


def _item(text: str, width: int, style: str = "") -> Iterator[Line]:
    for line in wrapped(text, width - 2, style, "    "):
        yield ("  ", *line)


def _at(one: Difference) -> str:
    return f" ({one.at})" if one.at else ""


def _named(one: Difference, taking: Taking) -> str:
    """Where a delegation's own table names what is new, and where it says more of it than support."""
    if taking.reply.form or taking.reply.written_as == "JSON":
        return _at(one)
    cells = [one.named_at or one.at, *([] if one.theirs == Stance.SUPPORT else [one.at])]
    return f" ({'; '.join(dict.fromkeys(cells))})"


def _label(field: str) -> str:
    return _LABELS.get(field, field)


def _value(field: str, value: Any) -> str:
    """A value as a person says it."""
    if value is None:
        return "not named" if field == "stance" else "nothing"
    if field == "answer":
        return (
            f"{value['reply']}: {one_line(value['comment'])}" if value.get("comment") else str(value["reply"])
        )
    return one_line(str(value))


def _in_full(field: str, value: Any) -> str:
    """A value with what it is, where it does not tell by itself."""
    if field == "priority":
        return f"{value} priority"
    return (
        _value(field, value) if field in ("stance", "answer") else f"{_label(field)}: {_value(field, value)}"
    )
