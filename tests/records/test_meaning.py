"""What of a record carries its meaning, and what only words it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli import records
from partnercli.records.base import Record
from partnercli.records.config import Band
from partnercli.records.country import CooperationEvent, Country
from partnercli.records.document import Document
from partnercli.records.meaning import ORDERED, PROSE, differing, reworded, value
from partnercli.records.meeting import Conclusion, Question
from partnercli.records.outline import Outline
from partnercli.records.position import Preference
from partnercli.records.source import Source
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

for module in pkgutil.iter_modules(records.__path__):
    importlib.import_module(f"partnercli.records.{module.name}")


def models(of: type[Record] = Record) -> Iterator[type[Record]]:
    """Every model of a record, and of a part of one."""
    for model in of.__subclasses__():
        yield model
        yield from models(model)


FIELDS = sorted({(model, name) for model in models() for name in model.model_fields}, key=str)
KEYS = {model.model_fields[name].alias or name for model, name in FIELDS}
INVENTED = load(WorkingTree(Path(__file__).parents[2] / "tests" / "fictional"), Scope.everything())
RECORDS = {path: parsed.record for path, parsed in INVENTED.parsed.items() if parsed.record}


def made(model: type[Record], name: str, said: Any) -> Record:
    """A record in which nothing else is said than this."""
    return model.model_construct({name}, **(dict.fromkeys(model.model_fields) | {name: said}))


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda one: getattr(one, "__name__", one))
def test_every_field_of_every_record_is_compared_or_is_prose_that_is_named_as_reworded(
    model: type[Record], name: str
) -> None:
    old, new = made(model, name, "one"), made(model, name, "another")
    key = model.model_fields[name].alias or name
    assert differing(old, new) == (() if key in PROSE else (key,))
    assert reworded(old, new) is (key in PROSE)
    assert (differing(old, old), reworded(old, old)) == ((), False)
    assert value(new, key) == "another"
    assert differing(old, new, {key}) == ()


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Question, "text"),
        (Conclusion, "text"),
        (Preference, "conditions"),
        (CooperationEvent, "event"),
        (Country, "footnote"),
        (Source, "title"),
        (Band, "phrase"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_what_others_said_and_what_a_document_prints_as_it_stands_is_no_mere_wording(
    model: type[Record], name: str
) -> None:
    assert differing(made(model, name, "one"), made(model, name, "another")) == (name,)


def test_what_is_one_record_on_both_sides_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("partnercli.records.meaning._said")
    for record in RECORDS.values():
        assert (differing(record, record), reworded(record, record)) == ((), False)


def test_every_key_of_prose_or_order_is_a_key_of_some_record() -> None:
    assert KEYS >= PROSE | ORDERED
    assert not PROSE & ORDERED


@pytest.mark.parametrize("key", sorted(ORDERED))
def test_another_order_is_a_change_where_the_order_carries_meaning(key: str) -> None:
    model, name = next((m, n) for m, n in FIELDS if (m.model_fields[n].alias or n) == key)
    assert differing(made(model, name, ("a", "b")), made(model, name, ("b", "a"))) == (key,)


def test_of_a_list_of_prose_the_number_of_entries_carries_meaning() -> None:
    two = made(Outline, "objectives", ("one", "another"))
    assert differing(two, made(Outline, "objectives", ("one",))) == ("objectives",)
    other_words = made(Outline, "objectives", ("one", "put otherwise"))
    assert (differing(two, other_words), reworded(two, other_words)) == ((), True)


def test_a_template_left_out_is_that_of_the_kind_of_document() -> None:
    said: dict[str, Any] = {
        "kind": "cover-note",
        "number": "1/31",
        "date": "2031-01-01",
        "from": "A",
        "to": "B",
        "subject": "C",
    }
    said["sources"] = ({"title": "made for a test"},)
    left_out, written = Document.model_validate(said), Document.model_validate({**said, "template": "note"})
    assert differing(left_out, written) == ("template",)
    assert differing(left_out, Document.model_validate({**said, "template": "cover-note"})) == ()


def turned(said: Any, draw: Callable[..., Any], key: str = "") -> Any:
    """The same in another layout: lists without an order in another one, words with other spaces between them."""
    if isinstance(said, Record):
        names = type(said).model_fields
        parts = {name: turned(getattr(said, name), draw, names[name].alias or name) for name in names}
        return said.model_copy(update=parts)
    if isinstance(said, tuple):
        entries = tuple(turned(entry, draw) for entry in said)
        return entries if key in ORDERED else tuple(draw(st.permutations(entries)))
    if isinstance(said, dict):
        return dict(reversed(said.items()))
    return said.replace(" ", draw(st.sampled_from([" ", "\n", "  "]))) if type(said) is str else said


@given(st.data())
def test_layout_order_and_values_written_out_are_no_change(data: st.DataObject) -> None:
    record = RECORDS[data.draw(st.sampled_from(sorted(RECORDS)))]
    other = turned(record, data.draw)
    assert (differing(record, other), reworded(record, other)) == ((), False)
