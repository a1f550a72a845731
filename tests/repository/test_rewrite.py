"""From what a file says to what it is to say: entries come, go and move, and nothing else changes."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.base import Record
from partnercli.records.kinds import Kind
from partnercli.repository.edit import NotEdited, comments
from partnercli.repository.kinds import model_of, place_of
from partnercli.repository.rewrite import rewritten
from partnercli.repository.text import BOM
from partnercli.repository.walk import Walked, read_yaml
from plain_values import at, line_ends, read

ROOT = Path(__file__).parents[2]


def files_of(root: Path) -> list[tuple[Kind, bytes]]:
    paths = [root / "partner.yaml", *sorted((root / "data").rglob("*.yaml"))]
    placed = ((place_of(path.relative_to(root).as_posix()), path.read_bytes()) for path in paths)
    return [(place[0], data) for place, data in placed if place]


FILES = [*files_of(ROOT), *files_of(ROOT / "tests" / "fictional")]
WORDS = st.text(st.sampled_from("abcé🙂 :#-'\""), min_size=1, max_size=90).map(lambda text: f"x{text}x")
ENTRY = st.fixed_dictionaries({"title": WORDS}, optional={"note": WORDS, "reference": WORDS})


def lists_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of all lists that hold a mapping."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [place for key, item in inner for place in lists_in(item, (*path, key))]
    is_one = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    return [path, *found] if is_one else found


@st.composite
def saved(draw: st.DrawFn) -> tuple[type[Record], bytes]:
    """A file that is there, as another editor may have saved it, with comments and blank lines strewn in."""
    kind, data = draw(st.sampled_from(FILES))
    rows = data.decode().splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(rows) - 1))
        if rows[place].lstrip().startswith("- "):
            indent = " " * (len(rows[place]) - len(rows[place].lstrip()))
            rows.insert(place, draw(st.sampled_from([f"{indent}# kept {place}\n", "\n", f"\n{indent}# k\n"])))
    strewn = "".join(rows).encode()
    walked = read_yaml(strewn, "")
    data = strewn if not walked.findings and walked.value == read(data) else data
    if draw(st.booleans()):
        data = data.rstrip(b"\n")
    if draw(st.booleans()):
        data = data.replace(b"\n", b"\r\n")
    return model_of(kind), BOM + data if draw(st.booleans()) else data


WITH_LISTS = saved().filter(lambda one: bool(lists_in(read(one[1]))))


@given(one=WITH_LISTS, choose=st.data())
def test_entries_come_go_and_move_and_each_that_stays_keeps_its_text(
    one: tuple[type[Record], bytes], choose: st.DataObject
) -> None:
    model, data = one
    meant = read(data)
    entries = at(meant, choose.draw(st.sampled_from(lists_in(meant))))
    old = deepcopy(entries)
    entries[:] = choose.draw(st.permutations(entries))
    del entries[choose.draw(st.integers(0, len(entries))) :]
    for entry in choose.draw(st.lists(ENTRY, min_size=0 if entries else 1, max_size=2)):
        entries.insert(choose.draw(st.integers(0, len(entries))), entry)
    edited = rewritten(data, model, meant)
    assert read(edited) == meant
    assert (edited.startswith(BOM), line_ends(edited)) == (data.startswith(BOM), line_ends(data))
    assert rewritten(edited, model, meant) == edited
    if all(entry in entries for entry in old):
        assert Counter(comments(edited)) == Counter(comments(data))
        assert all("[" in line for line in lines(data) - lines(edited))


def lines(data: bytes) -> Counter[str]:
    """How often each line stands in a file."""
    return Counter(line.rstrip("\r") for line in data.removeprefix(BOM).decode().split("\n") if line.strip())


@given(one=WITH_LISTS, choose=st.data())
def test_an_entry_put_in_and_taken_out_leaves_the_same_bytes(
    one: tuple[type[Record], bytes], choose: st.DataObject
) -> None:
    model, data = one
    before, meant = read(data), read(data)
    entries = at(meant, choose.draw(st.sampled_from(lists_in(meant))))
    entry = choose.draw(ENTRY.filter(lambda new: new not in entries))
    entries.insert(choose.draw(st.integers(0, len(entries))), entry)
    assert rewritten(rewritten(data, model, meant), model, before) == data


@pytest.mark.parametrize("indent", [b"", b"  "])
def test_a_list_that_becomes_empty_stands_in_brackets_also_beside_lists_with_hyphens(indent: bytes) -> None:
    head = b"delegation: QS\nmeeting: m\nbasis: written\n"
    rest = b"calls:\n@- roadmaps\nsources:\n@- {title: Reply}\n".replace(b"@", indent)
    data = head + b"preferences:\n@- country: corvo\n".replace(b"@", indent) + rest
    meant = {**read(data), "preferences": []}
    assert rewritten(data, model_of(Kind.POSITION), meant) == head + b"preferences: []\n" + rest


@given(one=WITH_LISTS, choose=st.data())
def test_entries_moved_and_moved_back_leave_the_same_bytes(
    one: tuple[type[Record], bytes], choose: st.DataObject
) -> None:
    model, data = one
    before, meant = read(data), read(data)
    entries = at(meant, choose.draw(st.sampled_from(lists_in(meant))))
    entries[:] = choose.draw(st.permutations(entries))
    edited = rewritten(data, model, meant)
    assert Counter(comments(edited)) == Counter(comments(data))
    assert rewritten(edited, model, before) == data


@given(one=WITH_LISTS, choose=st.data())
def test_a_key_of_an_entry_put_in_and_taken_out_leaves_the_same_bytes(
    one: tuple[type[Record], bytes], choose: st.DataObject
) -> None:
    model, data = one
    before, meant = read(data), read(data)
    entries = at(meant, choose.draw(st.sampled_from(lists_in(meant))))
    entry = choose.draw(st.sampled_from([entry for entry in entries if isinstance(entry, dict)]))
    entry["remark"] = choose.draw(
        WORDS | st.lists(WORDS, min_size=1, max_size=2) | st.lists(ENTRY, min_size=1)
    )
    edited = rewritten(data, model, meant)
    assert (read(edited), comments(edited)) == (meant, comments(data))
    assert rewritten(edited, model, before) == data


def test_a_list_that_is_filled_and_emptied_again_leaves_the_same_bytes() -> None:
    data = b"delegation: QM\npreferences: []  # none yet\nsources: [{title: x}]\n"
    model, before = model_of(Kind.POSITION), read(data)
    meant = before | {
        "preferences": [{"country": "corvo"}, {"country": "esker", "conditions": "w " * 70 + "w"}]
    }
    edited = rewritten(data, model, meant)
    assert read(edited) == meant
    assert edited.startswith(
        b"delegation: QM\npreferences:  # none yet\n  - {country: corvo}\n  - country: esker\n"
    )
    assert comments(edited) == comments(data)
    assert rewritten(edited, model, before) == data


LONG = f"{'d' * 90} {'e' * 20}"
"""A text of two lines."""
POSITION = """\
preferences:
  # the first one
  - country: corvo  # said twice
    stance: support

  # the second one
  - country: esker
    # about its stance
  - {country: dravina}
# after the list
calls: [a]
"""


def test_a_text_becomes_a_list_or_a_mapping_and_keeps_the_comment_beside_it() -> None:
    before, model = b"name: A\nnote: B  # why\n", model_of(Kind.COUNTRY)
    as_list = rewritten(before, model, {"name": "A", "note": ["B", "C"]})
    assert as_list == b"name: A\nnote: [B, C]  # why\n"
    assert rewritten(before, model, {"name": "A", "note": {"B": "C"}}) == b"name: A\nnote: {B: C}  # why\n"


def test_an_empty_mapping_gets_its_first_key() -> None:
    after = rewritten(b"name: A\nnote: {}\n", model_of(Kind.COUNTRY), {"name": "A", "note": {"B": "C"}})
    assert after == b"name: A\nnote: {B: C}\n"


def test_a_list_becomes_a_text_and_a_text_a_list_of_mappings() -> None:
    listed, model = b"name: A\nsources:\n  - {title: B}\n", model_of(Kind.COUNTRY)
    assert rewritten(listed, model, {"name": "A", "sources": "B"}) == b"name: A\nsources: B\n"
    for text in (b"name: A\nsources: B\n", b"name: A\nsources: {title: B}\n"):
        assert rewritten(text, model, {"name": "A", "sources": [{"title": "B"}]}) == listed


def test_an_entry_moves_with_its_comments_and_blank_lines_stay_where_they_were() -> None:
    value = read(POSITION.encode())
    value["preferences"].insert(0, value["preferences"].pop(1))
    assert (
        rewritten(POSITION.encode(), model_of(Kind.POSITION), value).decode()
        == """\
preferences:
  # the second one
  - country: esker
    # about its stance

  # the first one
  - country: corvo  # said twice
    stance: support
  - {country: dravina}
# after the list
calls: [a]
"""
    )


def test_the_comments_above_an_entry_that_goes_stay_and_those_beside_it_go() -> None:
    value = read(POSITION.encode())
    del value["preferences"][0]
    assert (
        rewritten(POSITION.encode(), model_of(Kind.POSITION), value).decode()
        == """\
preferences:
  # the first one
  # the second one
  - country: esker
    # about its stance
  - {country: dravina}
# after the list
calls: [a]
"""
    )


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("partners: [a, b]  # x", "partners", ["a", {"country": "c", "because": "d"}, "b"],
         "partners: [a, {country: c, because: d}, b]  # x"),
        ("partners:\n- a  # x\n- b\n", "partners", [{"country": "a", "because": "d"}, "b"],
         "partners:\n- {country: a, because: d}  # x\n- b\n"),
        ("sources: [\n  {title: a},  # x\n  {title: b},\n]\n", "sources",
         [{"title": "a"}, {"title": "b"}, {"title": "c"}],
         "sources: [\n  {title: a},  # x\n  {title: b}, {title: c},\n]\n"),
        ("sources: [{title: a}]\n", "sources", [{"title": "b"}, {"title": "c"}, {"title": "a"}],
         "sources: [{title: b}, {title: c}, {title: a}]\n"),
        ("sources:\n- title: a\n  note: b\n", "sources", [{"title": "a", "note": "b"}, {"title": "c"}],
         "sources:\n- title: a\n  note: b\n- {title: c}\n"),
        ("subject: a  # x\nfrom: b\n", "subject", ["a", "c"], "subject: [a, c]  # x\nfrom: b\n"),
        ("subject: [a, b]\n", "subject", "c", "subject: c\n"),
        ("from: b\n", "release", {"by": "c", "on": "2031-04-01"}, "from: b\nrelease: {by: c, on: 2031-04-01}\n"),
        ("sources:\n    - title: a\n", "left_out", [{"country": "c", "because": LONG}],
         "left_out:\n    - country: c\n      because: >-\n        " + LONG.replace(" ", "\n        ")
         + "\nsources:\n    - title: a\n"),
    ],
)  # fmt: skip
def test_values_of_every_form_are_put_in_the_style_of_the_file(
    before: str, path: str, value: Any, after: str
) -> None:
    model = model_of(Kind.DOCUMENT)
    edited = rewritten(before.encode(), model, {**read(before.encode()), path: value})
    assert edited.decode() == after
    crlf = BOM + before.replace("\n", "\r\n").encode()
    if "\n" in before:
        assert (
            rewritten(crlf, model, {**read(crlf), path: value}) == BOM + after.replace("\n", "\r\n").encode()
        )


def test_what_no_file_may_hold_is_refused() -> None:
    with pytest.raises(NotEdited, match=r"the value holds U\+202E"):
        rewritten(b"calls: [a]\n", model_of(Kind.POSITION), {"calls": ["a"], "remarks": ["a\u202eb"]})


def test_values_of_many_entries_are_set_with_one_reading_for_each_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads = 0

    def counted(data: bytes, file: str) -> Walked:
        nonlocal reads
        reads += 1
        return read_yaml(data, file)

    monkeypatch.setattr("partnercli.repository.edit.read_yaml", counted)
    lines = [f"  - {{country: c{n}, note: before}}  # {n}\n" for n in range(50)]
    meant = {"preferences": [{"country": f"c{n}", "stance": "support", "note": "after"} for n in range(50)]}
    edited = rewritten(("preferences:\n" + "".join(lines)).encode(), model_of(Kind.POSITION), meant)
    new = [f"  - {{country: c{n}, stance: support, note: after}}  # {n}\n" for n in range(50)]
    assert edited.decode() == "preferences:\n" + "".join(new)
    assert reads == 1 + 2


def test_where_values_cannot_be_set_at_once_they_are_set_one_by_one() -> None:
    data = "preferences:\n  - country: a\n    note: |-\n      b\n      c\n  - {country: d, note: e}\n"
    meant = {"preferences": [{"country": "a", "note": "x"}, {"country": "d", "note": "y: z\n\n  w"}]}
    assert read(rewritten(data.encode(), model_of(Kind.POSITION), meant)) == meant


def test_entries_that_become_their_names_are_not_taken_for_mappings() -> None:
    data = b"partners:\n  - {country: a, because: b}\n  - {country: c, because: d}\n"
    meant = {"partners": ["a", {"country": "c", "because": "e"}]}
    assert read(rewritten(data, model_of(Kind.DOCUMENT), meant)) == meant
