"""Setting fields of a record: what `partner KIND set` does for every kind of record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from partnercli.cli.changes import Change, carry_out, file_bytes
from partnercli.cli.exit_codes import Exit
from partnercli.cli.session import Session
from partnercli.findings import RecordPath
from partnercli.library.lookup import typed
from partnercli.library.problems import Refused, Usage
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.edit import NotEdited, set_field
from partnercli.repository.fields import find_field, value_of
from partnercli.repository.kinds import model_of
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope
from partnercli.repository.walk import read_yaml

Find = Callable[[Exercise, str], str]
"""Finds the id of a record by what a person calls it, or raises NotFound."""


def set_fields(
    session: Session, kind: Kind, find: Find, name: str, assignments: Sequence[str], *, dry_run: bool
) -> Exit:
    """Set fields of the record called `name`, each assignment being FIELD=VALUE; an empty value takes it out.

    Refused, with nothing written, where the repository would have an error that it had not before. With
    `dry_run` the change is shown as a unified diff.
    """
    loaded = session.load(Scope.everything())
    change = edited(loaded, kind, _key(loaded, kind, find, name), assignments)
    carry_out(session, loaded, [change], dry_run=dry_run)
    return Exit.FINE


def _key(loaded: Loaded, kind: Kind, find: Find, name: str) -> str:
    """The record's id; one that cannot be read as it is goes by its id alone, to be mended."""
    unread = loaded.exercise.malformed.get(kind, frozenset())
    return name.lower() if name.lower() in unread else find(loaded.exercise, name)


def edited(loaded: Loaded, kind: Kind, key: str, assignments: Sequence[str]) -> Change:
    """A record's file with fields set, each assignment being FIELD=VALUE; raises NoAccess, Usage or Refused."""
    path = kind.file(key)
    before = after = file_bytes(loaded.tree, path)
    fields: list[RecordPath] = []
    for assignment in map(typed, assignments):
        field, equals, text = assignment.partition("=")
        if not equals or not field:
            raise Usage(f'"{assignment}" sets no field', "write FIELD=VALUE, in quotes where it holds spaces")
        place, after = _assigned(after, kind, field, text)
        if place in fields:
            raise Usage(f"{field} is given twice", "give each field once")
        fields.append(place)
    return Change(path, before, after, tuple(fields))


def _assigned(data: bytes, kind: Kind, name: str, text: str) -> tuple[RecordPath, bytes]:
    model = model_of(kind)
    try:
        field = find_field(model, read_yaml(data, "").value, name)
        value = value_of(field, text)
        return field.path, set_field(data, model, field.path, value if text else None)
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error
    except NotEdited as error:
        raise Refused(f"{name}: {error}; nothing was written", error.hint) from error
