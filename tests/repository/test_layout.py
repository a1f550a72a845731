"""The canonical layout changes how a file looks and nothing that it says, whatever the file looks like."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partnercli.records.base import Record
from partnercli.records.characters import forbidden_in
from partnercli.records.country import Country
from partnercli.records.kinds import Kind
from partnercli.records.outline import Outline
from partnercli.repository.acceptances import acceptances
from partnercli.repository.canonical import WIDEST, canonical
from partnercli.repository.edit import comments, exact
from partnercli.repository.kinds import model_of, place_of
from partnercli.repository.layout import NotLaidOut, laid_out
from partnercli.repository.text import BOM
from partnercli.repository.walk import read_yaml
from plain_values import read

ROOT = Path(__file__).parents[2]


def shipped() -> list[tuple[bytes, type[Record]]]:
    """The files of the shipped and of the fictional repository, each with its model."""
    found = []
    for root in (ROOT, ROOT / "tests" / "fictional"):
        for path in (root / "partner.yaml", *sorted((root / "data").rglob("*.yaml"))):
            place = place_of(path.relative_to(root).as_posix())
            assert place is not None
            found.append((path.read_bytes(), model_of(place[0])))
    return found


FILES = shipped()


def text(before: str, model: type[Record] = Country) -> str:
    return laid_out(before.encode(), model).decode()


def holds(data: bytes, model: type[Record]) -> bytes:
    """A file laid out, after everything that must hold of it was seen to."""
    after = laid_out(data, model)
    assert exact(read(after)) == exact(read(data))
    assert Counter(comments(after)) == Counter(comments(data))
    assert after.startswith(BOM) == data.startswith(BOM)
    assert laid_out(after, model) == after
    assert after.endswith(b"\n")
    return after


@pytest.mark.parametrize(("data", "model"), FILES)
def test_every_shipped_file_keeps_what_it_says(data: bytes, model: type[Record]) -> None:
    after = holds(data, model)
    crlf = holds(BOM + data.replace(b"\n", b"\r\n"), model)
    assert crlf == BOM + after.replace(b"\n", b"\r\n")


TEXTS = st.sampled_from(
    [
        *("Corvo", "a: b", "- x", "x #y", "# x", "a, b", "[x]", "it's", 'say "x"', "%x", "|", ">-", "---"),
        *(
            "null",
            "true",
            "012",
            "12:30",
            "2021-05-25",
            "2021",
            "0.50",
            " x",
            "x ",
            "a  b",
            "é 🙂",
            "w" * 130,
        ),
        *("a\tb", "a\nb", "x\n", "\nx", "a\n\n\nb\n", "a\n b", " a\nb", "a\n\n", "word " * 60 + "end"),
        *("a  " * 60 + "b", "one\n" + "word " * 60 + "end", "https://a.b/c?d=e#f", "#x\n#y", "a \nb"),
    ]
)
COMMENTS = st.sampled_from(
    ["# c", "#", "#c: d", "# - x", "#  'a' \"b\" [c] {d}", "# {} | >- #", "# " + "c " * 60, "#\tx", "# é🙂"]
)


@st.composite
def valued(draw: st.DrawFn, indent: str, *, flow: bool = False) -> str:
    """A text as somebody may have written it behind a key or a hyphen; several lines where it stands in a block."""
    said = draw(TEXTS | st.text(min_size=1, max_size=30).filter(lambda one: not forbidden_in(one)))
    double = '"' + re.sub(r'(["\\])', r"\\\1", said).replace("\n", "\\n").replace("\t", "\\t").replace(
        "\r", "\\r"
    )
    ways = [double + '"']
    if not re.search(r"[\n\t\r]", said):
        ways.append("'" + said.replace("'", "''") + "'")
    if re.fullmatch(r"\w[\w ]*\w", said) and not flow:
        ways += [said, said.replace(" ", f"\n{indent}  ")]
    if not flow and said.strip() and not re.search(r"[\r\t]", said):
        rows = f"\n{indent}   ".join(said.split("\n"))
        beside = draw(st.sampled_from(["", "  # c", " # a+b"]))
        ways += [
            f"{mark}{beside}\n{indent}   {rows}"
            for mark in ("|", "|-", "|+", ">", ">-")
            if said[0] not in " \n"
        ]
    return draw(st.sampled_from(ways))


@st.composite
def listed(draw: st.DrawFn, indent: str) -> str:
    """A list of texts, in brackets or below its key, with comments in all places."""
    flow = draw(st.booleans())
    count = draw(st.integers(0 if flow else 1, 4))
    beside = st.sampled_from(["", "", "", "  # b", "  #long " + "c" * 100])
    if flow:
        items = [draw(valued(indent, flow=True) | st.sampled_from(["a", "b-c"])) for _ in range(count)]
        if draw(st.booleans()):
            return f" [ {', '.join(items)}]{draw(beside)}"
        rows = [
            f"{one},{draw(beside)}{draw(st.sampled_from(['', f'{chr(10)}{indent}  # own', chr(10)]))}"
            for one in items
        ]
        return f" [{draw(beside)}\n{indent}  " + f"\n{indent}  ".join([*rows, "]"]) + draw(beside)
    inner = indent + draw(st.sampled_from(["", "  ", "    "]))
    rows = []
    for number in range(count):
        rows += [f"{inner}{draw(COMMENTS)}"] if draw(st.booleans()) else []
        rows += [""] if draw(st.integers(0, 4)) == 0 else []
        body = draw(st.sampled_from(["a", "b-c", f"code{number}"]) | valued(inner))
        rows.append(f"{inner}- {body}{draw(beside) if chr(10) not in body else ''}")
    rows += [f"{inner}# end"] if draw(st.booleans()) else []
    return draw(beside) + "\n" + "\n".join(rows)


@st.composite
def mapped(draw: st.DrawFn, indent: str, keys: tuple[str, ...]) -> str:
    """A mapping with some of these keys, in any order."""
    names = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4, unique=True))
    if draw(st.booleans()):
        pairs = [f"{name}: {draw(valued(indent, flow=True))}" for name in names]
        joint = draw(st.sampled_from([", ", f",\n{indent}    ", f", # c\n{indent}    "]))
        return "{" + joint.join(pairs) + draw(st.sampled_from(["}", " }", f"\n{indent}  }}"]))
    rows = []
    for number, name in enumerate(names):
        if number and draw(st.booleans()):
            rows.append(f"{indent}{draw(COMMENTS)}")
        rows.append(f"{indent if number else ''}{name}: {draw(valued(indent))}")
    return "\n".join(rows)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A country's file as somebody may have written it, perhaps saved by another editor."""
    rows: list[str] = []
    keys = (
        "name",
        "note",
        "region",
        "aliases",
        "groups",
        "cooperation",
        "sources",
        "unknown",
        "official_name",
    )
    for key in draw(st.lists(st.sampled_from(keys), min_size=1, unique=True)):
        rows += draw(st.lists(COMMENTS | st.sampled_from(["", " # deep", "    # deeper", ""]), max_size=3))
        if key in ("aliases", "groups"):
            rows.append(f"{key}:{draw(listed(''))}")
        elif key in ("cooperation", "sources"):
            rows.append(f"{key}:{draw(st.sampled_from(['', '  # head']))}")
            for _ in range(draw(st.integers(1, 3))):
                rows += draw(st.lists(st.sampled_from(["", "  # above", "# flat"]), max_size=2))
                rows.append(f"  - {draw(mapped('    ', ('title', 'instrument', 'note', 'status', 'date')))}")
        else:
            rows.append(f"{key}: {draw(valued(''))}")
    rows += draw(st.lists(st.sampled_from(["", "# end", "  # deep end"]), max_size=3))
    data = "\n".join(rows).encode() + draw(st.sampled_from([b"", b"\n", b"\n\n"]))
    if draw(st.booleans()):
        data = data.replace(b"\n", b"\r\n")
    return BOM + data if draw(st.booleans()) else data


@given(data=files())
def test_a_file_in_any_style_is_laid_out_once_and_says_the_same(data: bytes) -> None:
    assume(not read_yaml(data, "").findings)
    after = holds(data, Country)
    ends = set(re.findall(rb"\r?\n", after))
    assert ends == {b"\r\n" if b"\r\n" in data else b"\n"}
    order = [key for key in Country.model_fields if key in read(after)]
    assert [key for key in read(after) if key != "unknown"] == order


WORDS = TEXTS.filter(lambda one: bool(one.strip()))


@given(
    said=st.lists(WORDS, max_size=4),
    notes=st.lists(st.text(st.sampled_from("ab# :-"), min_size=1, max_size=150), min_size=3, max_size=3),
    hold=st.none() | WORDS,
)
def test_a_file_that_the_tool_wrote_is_laid_out_already(
    said: list[str], notes: list[str], hold: str | None
) -> None:
    record = Outline.model_validate(
        {
            "country": "altamar",
            "status": "draft",
            "objectives": said,
            "later": [{"instrument": one, "reason": one} for one in said],
            "steps": [
                {"id": "a", "instrument": "b", "action": one, "with": said, "after": ["c"]} for one in said
            ],
            **({"hold": {"until": "2031-06", "reason": hold}} if hold else {}),
        }
    )
    places = [("country",), ("status",), ("steps",)]
    file = canonical("data/outlines/altamar.yaml", record, dict(zip(places, notes, strict=True)))
    assert laid_out(file, Outline) == file


@pytest.mark.parametrize("kind", [Kind.DELEGATIONS])
def test_the_figures_of_a_year_stand_under_the_bare_year(kind: Kind) -> None:
    record = {
        "delegations": [{"code": "QM", "name": "M", "accession": "2001-01-01", "population": {"2031": 21}}],
        "sources": [{"title": "x"}],
    }
    file = canonical(kind.file(), model_of(kind).model_validate(record))
    assert b"population: {2031: 21}" in file
    assert laid_out(file, model_of(kind)) == file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name:   'A'   # why", "name: A  # why\n"),
        ("name: 'it''s: A'", "name: 'it''s: A'\n"),
        ('name: "A: B"', 'name: "A: B"\n'),
        ("region: b\n# on the name\nname: a", "# on the name\nname: a\nregion: b\n"),
        ("# of the file\nregion: b\nname: a", "# of the file\nname: a\nregion: b\n"),
        ("name: a\nfoo: b\nregion: c\niso2: XX", "name: a\nfoo: b\niso2: XX\nregion: c\n"),
        ("name: a\n\n\n\nregion: b\n\n\n", "name: a\n\nregion: b\n"),
        ("aliases:\n- a\n- b", "aliases: [a, b]\n"),
        ("aliases:\n- a b\n- b", "aliases:\n  - a b\n  - b\n"),
        ("aliases: [ a,b ]  # why", "aliases: [a, b]  # why\n"),
        ("aliases: [\n  a,  # one\n  b,\n]", "aliases:\n  - a  # one\n  - b\n"),
        (
            "cooperation: [{participants: [QM, QN], instrument: a}]",
            "cooperation:\n  - {instrument: a, participants: [QM, QN]}\n",
        ),
        ("name: A\nsources:\n\n\n  - title: B\n", "name: A\nsources:\n  - title: B\n"),
        ("name: A\nsources:\n\n  # on B\n  - title: B\n", "name: A\nsources:\n  # on B\n  - title: B\n"),
        ("aliases: [a,\n\n  b\n\n]", "aliases: [a, b]\n"),
        ("note: |+\n  A\n\n# on b\nregion: b", '# on b\nregion: b\nnote: "A\\n\\n"\n'),
        ("aliases: [ # none yet\n]", "aliases: []  # none yet\n"),
        ("aliases:  # why\n  - a", "aliases:  # why\n  - a\n"),
        ("aliases:\n- a\n# on b\nnote: b", "aliases: [a]\n# on b\nnote: b\n"),
        ("aliases:\n- a\n  # end\n\n# on b\nnote: b", "aliases:\n  - a\n  # end\n\n# on b\nnote: b\n"),
        ("sources: [{title: A, note: B}]", "sources:\n  - {title: A, note: B}\n"),
        ("sources:\n- note: B\n  title: A", "sources:\n  - title: A\n    note: B\n"),
        ("sources:\n  -\n    # on A\n    title: A", "sources:\n  # on A\n  - title: A\n"),
        ("sources:\n  -   # on A\n    title: A", "sources:\n  # on A\n  - title: A\n"),
        (
            "sources:\n  - note: B\n    # on A\n    title: A",
            "sources:\n  # on A\n  - title: A\n    note: B\n",
        ),
        ("note: >-  # why\n   A\n   B", "note: A B  # why\n"),
        ("note: |\n     A\n\n     # B\nregion: b", "region: b\nnote: |\n  A\n\n  # B\n"),
        ("note: >-   # partner: x\n   A", "note: >-  # partner: x\n  A\n"),
        ("note: >-\n    says: B", "note: >-\n  says: B\n"),
        ("name: A\n...\n# end", "name: A\n# end\n"),
        ("---\n# head\nname: A", "# head\nname: A\n"),
        ("? name\n: A", "name: A\n"),
        ("{name: A, region: b}", "name: A\nregion: b\n"),
        ("{}", "{}\n"),
        ("# yaml-language-server: $schema=x\nname: A", "# yaml-language-server: $schema=x\nname: A\n"),
    ],
)
def test_a_file_is_laid_out_like_this(before: str, after: str) -> None:
    assert text(before) == after
    holds(before.encode(), Country)


def test_what_does_not_fit_on_a_line_is_laid_out_on_several() -> None:
    word = "w" * 60
    long = f"{word} {word}"
    url = f"https://{word}{word}"
    assert text(f"note: |\n  {long}\n  {long}\n") == f"note: |\n  {long}\n  {long}\n"
    assert text(f"note: {long}") == f"note: >-\n  {word}\n  {word}\n"
    assert text(f"note: {url}") == f"note: {url}\n"
    assert text(f"aliases: [{word}, {word}]") == f"aliases:\n  - {word}\n  - {word}\n"
    assert (
        text(f"sources: [{{title: {word}, note: {word}}}]")
        == f"sources:\n  - title: {word}\n    note: {word}\n"
    )
    assert text(f"name: {word}  # {word}") == f"# {word}\nname: {word}\n"
    assert text(f"aliases: [{word}]  # {word}") == f"# {word}\naliases: [{word}]\n"
    assert text(f"note: {long}  # why") == f"note: >-  # why\n  {word}\n  {word}\n"
    assert max(map(len, text(f"note: >\n  {'ab ' * 90}d\n\n  {'c ' * 90}d").splitlines())) <= WIDEST


ACCEPTS = "# partner: allow PC204 because the name is to follow"


def covered(data: str) -> list[str]:
    """The lines that each acceptance of a file stands for, without what is laid out below the first of a text."""
    place = read_yaml(data.encode(), "").place
    assert place is not None
    lines = data.splitlines()
    return [" ".join(lines[one.first - 1 : one.last]) for one in acceptances(data, place, "")]


@pytest.mark.parametrize(
    "before",
    [
        f"name:   A   {ACCEPTS}\nregion: b",
        f"name: {'w' * 100}   {ACCEPTS}\nregion: b",
        f"region: b\nnote: {'word ' * 40}end   {ACCEPTS}",
        f"sources:\n- {{ title: {'w ' * 60}x, note: y}}   {ACCEPTS}",
        f"sources:\n- title: x   {ACCEPTS}\n  note: y",
        f"sources:\n{ACCEPTS}\n- title: x\n  note: y\n- title: z",
        f"aliases:  {ACCEPTS}\n- a\n- b",
        f"{ACCEPTS}\nregion: b\nname: A",
        f"region: b\n{ACCEPTS}\nnote: A\niso2: XX",
        f"name: A\nregion: b\n{ACCEPTS}",
    ],
)
def test_an_acceptance_stands_for_the_same_values_as_before(before: str) -> None:
    after = text(before)
    assert after.count(ACCEPTS) == 1
    assert after != before
    keys = [re.findall(r"\w+(?=:)|\b[a-z]\b", one) for one in (*covered(before), *covered(after))]
    assert Counter(keys[0]) == Counter(keys[1])


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (f"region: b\n{ACCEPTS}\nname: A", "would stand for something else"),
        (f"aliases: [\n a,  {ACCEPTS}\n b]", "would stand for something else"),
        (f"name:  {ACCEPTS}\n  A", "would stand for something else"),
        ("- a", "holds no record"),
        ("name: a\nname: b", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_laid_out_without_harm_is_left(before: str, why: str) -> None:
    with pytest.raises(NotLaidOut, match=why) as left:
        text(before)
    assert bool(left.value.findings) == (why == "cannot be read")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (["name: B  # c"], "values cannot be laid out"),
        (["name: A"], "a comment in it has no place"),
        (["name: A  # c", "region: ["], "values cannot be laid out"),
        (["name: 'A'  # c", "# c"], "a comment in it has no place"),
    ],
)
def test_a_layout_that_says_something_else_is_never_handed_out(
    made: list[str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercli.repository.layout.lines", lambda _root: made)
    with pytest.raises(NotLaidOut, match=why):
        text("name:   A # c")


def test_true_is_not_taken_for_the_text_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnercli.repository.layout.lines", lambda _root: ["name: true"])
    with pytest.raises(NotLaidOut, match="values cannot be laid out"):
        text('name:  "true"')
