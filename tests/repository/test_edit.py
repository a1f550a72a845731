"""Editing a person's file: what is meant and nothing else, whatever the file looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.findings import RecordPath
from partnercli.records.characters import forbidden_in
from partnercli.records.country import Country
from partnercli.repository.edit import NotEdited, comments, set_field
from partnercli.repository.text import BOM
from partnercli.repository.walk import read_yaml
from plain_values import at, line_ends, read

ROOT = Path(__file__).parents[2]
FILES = [
    path.read_bytes()
    for folder in (ROOT, ROOT / "tests" / "fictional")
    for path in sorted((folder / "data" / "countries").iterdir())
]
NASTY = (
    *(
        "a: b",
        "- x",
        "x #y",
        "# x",
        "a, b",
        "[x]",
        "{x}",
        "it's",
        'say "x"',
        "\\n",
        "%x",
        "@x",
        "&x",
        "*x",
        "!x",
    ),
    *(
        "|",
        ">",
        ">-",
        "---",
        "...",
        "--- x",
        "<<",
        "null",
        "~",
        "true",
        "no",
        "012",
        "1e3",
        "12:30",
        "2021-05-25",
    ),
    *(
        " x",
        "x ",
        "a  b",
        "\tx",
        "a\tb",
        "a\nb",
        "x\n",
        "\nx",
        "a\r\nb",
        "\n\nx\n\n",
        "a\n b",
        "é",
        "🇹🇳 x",
        "a 🙂: b",
    ),
    *(
        "\u00a0x",
        "x\u00a0#y",
        "word " * 60 + "end",
        "a  " * 60 + "b",
        "w" * 130 + " #x",
        "https://a.b/c?d=e#f",
    ),
)
TEXTS = st.sampled_from(NASTY) | st.text(min_size=1, max_size=40).filter(lambda text: not forbidden_in(text))
PLAIN = st.text(st.sampled_from("abcé🙂 -"), min_size=1, max_size=200).map(
    lambda text: " ".join(("x", *text.split(), "x"))
)
"""Words that need no quotes and stay themselves in any style."""


def put(data: bytes, path: RecordPath, value: Any) -> bytes:
    return set_field(data, Country, path, value)


def texts(value: Any, path: RecordPath = ()) -> Iterator[RecordPath]:
    """The places of all values that are text."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        if isinstance(item, str):
            yield (*path, step)
        else:
            yield from texts(item, (*path, step))


def lists(value: Any) -> list[RecordPath]:
    """The places of all lists of text."""
    found = {path[:-1] for path in texts(value) if isinstance(path[-1], int)}
    return sorted(found, key=str)


def around(data: bytes, path: RecordPath) -> tuple[str, str]:
    """A file's text before and behind the value at `path`."""
    place = read_yaml(data, "").place
    assert place is not None
    span = place.find(path)
    rows = data.removeprefix(BOM).decode().split("\n")
    first, last = rows[span.line - 1], rows[span.end_line - 1] if span.end_line <= len(rows) else ""
    before = "\n".join([*rows[: span.line - 1], first[: span.column - 1]])
    return before, "\n".join([last[span.end_column - 1 :], *rows[span.end_line :]])


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """A country's file as somebody may have written it: quotes, blocks, brackets, comments, indents of all kinds."""
    word = st.sampled_from(["Corvo", "Raven Land", "Côte: x", "it's", "🙂", "x y z"])
    rows: list[str] = []
    for key in ("name", "official_name", "region", "note", "footnote"):
        text = draw(word)
        quoted = "'" + text.replace("'", "''") + "'"
        styles = [
            f" {quoted}",
            f' "{text}"',
            f"  {quoted}  # {key}",
            f" >-\n   {text}\n   {text}",
            f" |-\n    {text}\n\n    # {text}",
        ]
        styles += [f" >-  # on {key}\n  {text}"] + (
            [] if ": " in text else [f" {text}", f"   {text}   # about: {key}"]
        )
        rows += draw(st.sampled_from([[], [""], [f"# above {key}"], ["", " # deep", "# flat"]]))
        rows.append(f"{key}:{draw(st.sampled_from(styles))}")
    for key in ("aliases", "groups"):
        one, two = draw(st.lists(st.sampled_from(["a", "b-c", '"d: e"', "'f'"]), min_size=2, max_size=2))
        styles = [
            f" [{one}, {two}]",
            f"  [ {one},{two} ] # {key}",
            f" [\n    {one},\n    {two},\n  ]",
            f"\n  - {one}\n  - {two}",
        ]
        styles += [f"\n- {one}  # one\n\n- {two}", f"  # {key}\n    -  {one}\n    # two\n    -  {two}"]
        rows.append(f"{key}:{draw(st.sampled_from(styles))}")
    rows.append(
        draw(
            st.sampled_from(
                ["sources: [{title: x, note: 'y'}]", "sources:\n  - title: x\n    note: y\n  # end"]
            )
        )
    )
    return "\n".join(rows).encode()


@st.composite
def files(draw: st.DrawFn, data: st.SearchStrategy[bytes]) -> bytes:
    """A file, perhaps as another editor would have saved it."""
    saved = draw(data)
    if draw(st.booleans()):
        saved = saved.rstrip(b"\n")
    if draw(st.booleans()):
        saved = saved.replace(b"\n", b"\r\n")
    return BOM + saved if draw(st.booleans()) else saved


WITH_LISTS = [data for data in FILES if lists(read(data))]
OURS = files(st.sampled_from(FILES))
ANY = OURS | files(written())


@given(data=ANY, text=TEXTS, choose=st.data())
def test_any_text_in_any_place_reads_back_as_itself_and_all_around_it_stays(
    data: bytes, text: str, choose: st.DataObject
) -> None:
    path = choose.draw(st.sampled_from(list(texts(read(data)))))
    edited = put(data, path, text)
    assert at(read(edited), path) == text
    before, behind = around(data, path)
    assert edited.removeprefix(BOM).decode().startswith(before)
    assert edited.decode().endswith(behind)
    assert (edited.startswith(BOM), line_ends(edited)) == (data.startswith(BOM), line_ends(data))
    assert comments(edited) == comments(data)
    assert put(edited, path, text) == edited


@given(data=OURS, choose=st.data())
def test_a_text_set_and_set_back_leaves_the_same_bytes(data: bytes, choose: st.DataObject) -> None:
    path = choose.draw(st.sampled_from(list(texts(read(data)))))
    before, _ = around(data, path)
    styled = data.removeprefix(BOM).decode()[len(before)] in "\"'>|"
    text = choose.draw(PLAIN if styled else TEXTS)
    assert put(put(data, path, text), path, at(read(data), path)) == data


@given(data=files(st.sampled_from(WITH_LISTS) | written()), choose=st.data())
def test_any_list_of_texts_reads_back_as_itself_and_all_around_it_stays(
    data: bytes, choose: st.DataObject
) -> None:
    path = choose.draw(st.sampled_from(lists(read(data))))
    old = at(read(data), path)
    new = choose.draw(st.lists(st.sampled_from(old) | TEXTS, min_size=1, max_size=5))
    try:
        edited = put(data, path, new)
    except NotEdited as error:
        edited, refusal = data, str(error)
    else:
        refusal = ""
    if refusal:
        assert re.fullmatch('the comment "# (one|two)" would be lost', refusal)
        return
    assert at(read(edited), path) == new
    assert comments(edited) == comments(data)
    assert line_ends(edited) == line_ends(data)
    before, _ = around(data, path)
    assert edited.removeprefix(BOM).decode().startswith(before)


@given(data=files(st.sampled_from(WITH_LISTS)).filter(lambda data: b'["' not in data), choose=st.data())
def test_a_list_set_and_set_back_leaves_the_same_bytes(data: bytes, choose: st.DataObject) -> None:
    path = choose.draw(st.sampled_from(lists(read(data))))
    old = at(read(data), path)
    new = choose.draw(st.lists(st.sampled_from(old) | TEXTS, min_size=1, max_size=5))
    assert put(put(data, path, new), path, old) == data


OPTIONAL = ("official_name", "iso3", "roles", "working_party", "groups", "footnote", "absent", "note")


@given(data=ANY, key=st.sampled_from(OPTIONAL), value=TEXTS | st.lists(TEXTS, min_size=1, max_size=3))
def test_a_key_put_in_and_taken_out_leaves_the_same_bytes_and_stands_in_the_models_order(
    data: bytes, key: str, value: Any
) -> None:
    if key in read(data):
        data = put(data, (key,), None)
        assert key not in read(data)
    edited = put(data, (key,), value)
    order = list(Country.model_fields)
    earlier = [one for one in read(data) if order.index(one) < order.index(key)]
    keys = list(read(edited))
    assert read(edited)[key] == value
    assert keys[keys.index(key) - 1] == max(earlier, key=order.index)
    assert comments(edited) == comments(data)
    assert line_ends(edited) == line_ends(data)
    assert put(edited, (key,), None) == data


def wide(text: str) -> str:
    """The text with the widest line that a block keeps."""
    return f"{text} {'w' * (108 - len(text) - 1)}"


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("name: A", "name", "B", "name: B"),
        ("name:   A   # why", "name", "B: C", 'name:   "B: C"   # why'),
        ("name: 'A'", "name", "it's: B", "name: 'it''s: B'"),
        ("name: 'A'", "name", "B\nC", 'name: "B\\nC"'),
        ('name: "A"', "name", "B", 'name: "B"'),
        ('name: "A: B"', "name", "C", "name: C"),
        ("name: A\n  B", "name", "C", "name: C"),
        ("name: A", "name", "B " * 90 + "C", "name: " + "B " * 90 + "C"),
        ("name: >-\n    A\n    B\n\n# x", "name", "C", "name: >-\n    C\n\n# x"),
        ("name: >-  # why\n  A", "name", wide("B") + " C", f"name: >-  # why\n  {wide('B')}\n  C"),
        ("name: >\n  A\n", "name", "B\nC", "name: >-\n  B\n\n  C\n"),
        ("name: |\n  A\nnote: B", "name", "C\n\n D", "name: |-\n  C\n\n   D\nnote: B"),
        ("name: |+  # why\n  A\n\nnote: B", "name", "C\n\n", 'name: "C\\n\\n"  # why\n\nnote: B'),
        ("name: |+\n  A\n\nnote: B", "official_name", "C", "name: |+\n  A\n\nofficial_name: C\nnote: B"),
        ("sources: [{title: A, note: B}]", "sources.0.title", "C, D", 'sources: [{title: "C, D", note: B}]'),
        ("sources: [{title: 'A' }]", "sources.0.note", "B", "sources: [{title: 'A', note: B }]"),
        ("sources: [{note: A}]", "sources.0.title", "B", "sources: [{title: B, note: A}]"),
        (
            "sources: [{title: A,\n    note: B}]",
            "sources.0.url",
            "https://c",
            'sources: [{title: A,\n    note: B,\n    url: "https://c"}]',
        ),
        ("sources: [{title: A, note: B}]", "sources.0.note", None, "sources: [{title: A}]"),
        ("sources: [{title: A, note: B}]", "sources.0.title", None, "sources: [{note: B}]"),
        ("sources:\n  - note: A", "sources.0.title", "B", "sources:\n  - title: B\n    note: A"),
        ("sources:\n  - title: A\n    note: B", "sources.0.title", None, "sources:\n  - note: B"),
        ("name: A\nnote: B", "note", None, "name: A"),
        ("name: A\nnote: B\n", "note", None, "name: A\n"),
        ("name: A\n# above\nnote: B  # beside\nregion: C", "note", None, "name: A\n# above\nregion: C"),
        ("aliases: [A, B, C]", "aliases", ["A", "D", "C"], "aliases: [A, D, C]"),
        ("aliases: ['A', B]", "aliases", ["A"], "aliases: ['A']"),
        ("aliases: ['A', B]", "aliases", ["C: D", "A", "B"], "aliases: [\"C: D\", 'A', B]"),
        ("aliases: [A, B, C]", "aliases", ["C"], "aliases: [C]"),
        ("aliases: [ ]", "aliases", ["A", "B"], "aliases: [A, B]"),
        ("aliases: A", "aliases", ["A", "B"], "aliases: [A, B]"),
        (
            "aliases: [\n  A,  # one\n  B,\n]",
            "aliases",
            ["A", "B", "C"],
            "aliases: [\n  A,  # one\n  B, C,\n]",
        ),
        ("aliases: [\n  A,\n  B,\n]", "aliases", ["A", "B", "C"], "aliases: [\n  A,\n  B,\n  C,\n]"),
        (
            "aliases:\n- A  # one\n# two\n- B\n",
            "aliases",
            ["A", "B", "C"],
            "aliases:\n- A  # one\n# two\n- B\n- C\n",
        ),
        ("aliases:\n    - A\n    - B", "aliases", ["B"], "aliases:\n    - B"),
        ("aliases:\n    - A\n    - B", "aliases", ["A"], "aliases:\n    - A"),
        (
            "aliases:\n  - A\n  # more\n# note\n",
            "groups",
            ["b"],
            "aliases:\n  - A\n  # more\ngroups:\n  - b\n# note\n",
        ),
        ("# head\nregion: A\n", "name", "B", "# head\nname: B\nregion: A\n"),
        ("name: A", "region", "B", "name: A\nregion: B"),
        (
            "name: A\nnote: B\n",
            "footnote",
            wide("C") + " D",
            f"name: A\nfootnote: >-\n  {wide('C')}\n  D\nnote: B\n",
        ),
    ],
)
def test_a_field_is_spliced_in_the_style_of_its_file(before: str, path: str, value: Any, after: str) -> None:
    steps = tuple(int(step) if step.isdigit() else step for step in path.split("."))
    assert put(before.encode(), steps, value).decode() == after
    crlf = BOM + before.replace("\n", "\r\n").encode()
    if "\n" in before:
        assert put(crlf, steps, value) == BOM + after.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("value", [7, 1.0, True, "1"])
def test_values_of_different_kinds_are_told_apart(value: Any) -> None:
    value = Decimal(str(value)) if isinstance(value, float) else value
    path = ("indicators", 0, "value")
    edited = put(b"indicators: [{measure: a, value: 1}]", path, value)
    assert (type(at(read(edited), path)), at(read(edited), path)) == (type(value), value)


def test_a_mapping_comes_with_its_first_key_and_goes_with_its_last() -> None:
    data = b"cooperation:\n  - instrument: a\n    note: b\n"
    path = ("cooperation", 0, "amount", "value")
    edited = put(data, path, 5)
    assert edited == b"cooperation:\n  - instrument: a\n    amount: {value: 5}\n    note: b\n"
    assert put(edited, path, None) == data


@pytest.mark.parametrize(
    ("data", "path", "value", "said"),
    [
        ("aliases:\n  - A  # one\n  - B", "aliases", ["B"], 'the comment "# one" would be lost'),
        ("aliases: [A,  # one\n  B]", "aliases", ["C"], 'the comment "# one" would be lost'),
        ("name: A\nname: B", "name", "C", "the file cannot be read as it is"),
        ("name: &a A\nnote: *a", "name", "C", "the file cannot be read as it is"),
        ("name: A", "name", "a\u202eb", "the value holds U+202E"),
        ("name: A", "aliases", ["a\udcff"], "the value holds U+DCFF"),
        ("name: |+\n  A\nnote: B\n\nregion: C", "note", None, "without harm to what stands around it"),
        ("sources: [{title: A}]", "sources", ["A"], "sources has fields of its own"),
        ("sources: [{title: A}]", "sources.1.title", "A", "cannot be set or taken out on its own"),
        ("sources: [{title: A}]", "sources.0.title", None, "cannot be set or taken out on its own"),
        ("name: A", "name.first", "B", "name is a value and has nothing inside"),
        ("- A", "name", "B", "cannot be set or taken out on its own"),
    ],
)
def test_what_cannot_be_done_without_harm_is_refused(data: str, path: str, value: Any, said: str) -> None:
    steps = tuple(int(step) if step.isdigit() else step for step in path.split("."))
    with pytest.raises(NotEdited, match=re.escape(said)) as caught:
        put(data.encode(), steps, value)
    assert caught.value.hint


def test_comments_are_told_from_what_looks_like_one() -> None:
    data = (
        b"# a\nname: 'x # y' # b # c\nnote: |  # d\n  # e\n\nfootnote: >-\n  # f\n# g\n"
        b'aliases: [x#y, "# h"]#i\nregion: "\xc3\xa9"  # j'
    )
    assert comments(data) == ["# a", "# b # c", "# d", "# g", "# j"]
