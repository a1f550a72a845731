"""How a new file is laid out, and that it always reads back as what was meant."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from partnercli.findings import RecordPath
from partnercli.records.base import Record
from partnercli.records.characters import forbidden_in
from partnercli.records.kinds import Kind
from partnercli.records.outline import Outline
from partnercli.repository.canonical import WIDEST, canonical, plain, schema_line
from partnercli.repository.walk import read_yaml

NASTY = (
    *("- x", "-", "-x", ": x", "a: b", "a:", "a:b", ":a", "?x", "x?", "? x", "#x", "x #y", "x#y", "a, b"),
    *("[x]", "{x}", "x]", "x}", "'x'", '"x"', "it's", 'say "x"', "\\", "\\n", "%x", "@x", "`x`", "&x"),
    *("*x", "!x", "|", ">", ">-", "|+ x", "---", "...", "--- x", "<<", "=", "NO", "no", "on", "y", "null"),
    *("~", "Null", "true", "FALSE", "0", "012", "0x1F", "0o17", "0b1", "1e3", "1_000", "12:30", "+1", "-1"),
    *(".5", "1.", ".inf", "-.INF", ".nan", "2021-05-25", "2021-13-45", "2021-5-1", "2021-05-25T10:00:00Z"),
    *("2021-05-25 10:00:00", "2021-Q3", "2021", "https://a.b/c?d=e#f", "C:\\x", " x", "x ", "a  b", "\tx"),
    *("a\tb", "a\nb", "x\n", "\nx", "a\r\nb", "\n\nx\n\n", "🇹🇳 x", "a 🙂: b", "é", "Ελλάδα", "\u00a0x"),
    *("a \u00a0 b", "\u3000", "x\u00a0#y", "w" * 200, "word " * 60 + "end", "# x\n# y"),
    *("word " * 30 + "- x: y # z", "w" * 130 + " #x", "a  " * 60 + "b", "word \u00a0 " * 40 + "end"),
)
SAYS_SOMETHING = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30) | st.lists(
    st.sampled_from([*"-?:,[]{}#&*!|>'\"%@`\\~=<. \t\n", "a", "ab", "é", "🙂", "\u00a0", "0", "1", "word "]),
    max_size=60,
).map("".join)
TEXTS = st.sampled_from([text for text in NASTY if text.strip()]) | SAYS_SOMETHING.filter(
    lambda text: bool(text.strip()) and not forbidden_in(text)
)
PERIODS = st.sampled_from([2014, "2014-03", "2014-03-03", "2021-Q3", "2021-H2"])
SLUGS = st.sampled_from(["no", "launch-dialogue", "e1", "1e3", "0", "2021-05-25", "null", "true"])


def mappings(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings with these keys; the last ones may be missing."""
    return st.fixed_dictionaries(required, optional=optional)


SOURCES = st.lists(
    mappings({"title": TEXTS}, reference=TEXTS, date=PERIODS, note=TEXTS), min_size=1, max_size=2
)
AMOUNTS = mappings(
    {
        "value": st.sampled_from([10_000_000, Decimal("0.5"), Decimal("1250000.25")]),
        "currency": st.just("EUR"),
    }
)
CONTRIBUTIONS = mappings(
    {"delegation": TEXTS, "kind": st.just("financial"), "description": TEXTS, "sources": SOURCES},
    amount=AMOUNTS,
    period=st.sampled_from([2019, "2016/2019", "2016/"]),
    verified=st.booleans(),
)
STEPS = mappings(
    {"id": SLUGS, "instrument": TEXTS, "action": TEXTS},
    lead=TEXTS,
    outreach=st.booleans(),
    timeline=mappings({}, **{"from": PERIODS}),
    after=st.lists(TEXTS, max_size=3),
    contributions=st.lists(CONTRIBUTIONS, max_size=2),
    sources=SOURCES,
    **{"with": st.lists(TEXTS, max_size=4)},
)
OUTLINES = mappings(
    {"country": TEXTS, "status": st.just("draft"), "steps": st.lists(STEPS, max_size=3)},
    hold=mappings({"until": PERIODS}, reason=TEXTS),
    objectives=st.lists(TEXTS, max_size=4),
    gaps=st.lists(st.sampled_from(["return", "protection"]), max_size=2),
    later=st.lists(mappings({"instrument": TEXTS, "reason": TEXTS}), max_size=2),
)


PATH = "data/outlines/altamar.yaml"
HEAD = "# yaml-language-server: $schema=../../schemas/outline.schema.json\n"


def outline(**fields: Any) -> Outline:
    return Outline.model_validate({"country": "altamar", "status": "draft", "steps": [], **fields})


def laid_out(record: Record, comments: dict[RecordPath, str] | None = None) -> str:
    """The text below its first line."""
    text = canonical(PATH, record, comments).decode()
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def read(text: bytes) -> Any:
    """What the project's own reader finds in a text that it has nothing against."""
    walked = read_yaml(text, "outline.yaml")
    assert walked.findings == []
    return walked.value


def read_elsewhere(text: bytes) -> Any:
    """What another program finds in it, with days as they are written."""
    return as_written(YAML(typ="safe", pure=True).load(io.BytesIO(text)))


def as_written(value: Any) -> Any:
    """Days as text, Decimals as the nearest float: the two things that other readers make of bare scalars."""
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_written(item) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def places(value: Any, path: RecordPath = ()) -> Iterator[RecordPath]:
    """Every place below the root of a record's plain values."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        yield (*path, step)
        yield from places(item, (*path, step))


@pytest.mark.parametrize("kind", Kind)
def test_the_first_line_leads_from_any_file_to_the_schema_of_its_kind(kind: Kind) -> None:
    path = kind.file("2031-03-04-working-group/qm" if kind is Kind.POSITION else "altamar")
    named = schema_line(path).removeprefix("# yaml-language-server: $schema=")
    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), named)) == f"schemas/{kind}.schema.json"


def test_a_file_where_no_record_belongs_is_not_laid_out() -> None:
    with pytest.raises(ValueError, match="no record belongs at"):
        canonical("data/outlines/altamar.yml", outline())


@given(data=OUTLINES)
def test_whatever_a_record_says_reads_back_the_same_here_and_elsewhere(data: dict[str, Any]) -> None:
    text = canonical(PATH, Outline.model_validate(data))
    assert read(text) == data
    assert read_elsewhere(text) == as_written(data)


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip()])
def test_a_text_stays_itself_as_a_value_in_a_list_and_in_a_mapping_on_one_line(text: str) -> None:
    data = {
        "country": text,
        "status": "draft",
        "objectives": [text, "x", text],
        "later": [{"instrument": text, "reason": text}],
        "steps": [{"id": "x", "instrument": text, "action": text, "with": [text]}],
    }
    written = canonical(PATH, Outline.model_validate(data))
    assert read(written) == data
    assert read_elsewhere(written) == as_written(data)


@given(data=OUTLINES, choose=st.data())
def test_comments_stand_above_their_places_and_change_no_value(
    data: dict[str, Any], choose: st.DataObject
) -> None:
    record = Outline.model_validate(data)
    words = st.text(st.sampled_from("ab#:-'\"[]{}|>&*!%@` \n"), min_size=1, max_size=150)
    chosen = choose.draw(st.lists(st.sampled_from(list(places(data))), max_size=4, unique=True))
    comments = {path: f"C{number}C {choose.draw(words)}" for number, path in enumerate(chosen)}
    text = canonical(PATH, record, comments)
    assert read(text) == data
    place = read_yaml(text, "").place
    assert place is not None
    lines = text.decode().splitlines()
    for number, path in enumerate(chosen):
        below = lines.index(next(line for line in lines if line.lstrip().startswith(f"# C{number}C")))
        below += next(n for n, line in enumerate(lines[below:]) if not line.lstrip().startswith("#"))
        assert below + 1 == place.find(path, at_key=True).line


@given(
    words=st.lists(st.text(st.sampled_from("abé🙂-:'#"), min_size=1, max_size=60), min_size=1, max_size=60)
)
@example(words=["x" * 60] * 40)
def test_no_line_is_wider_than_the_widest_where_words_allow(words: list[str]) -> None:
    text = " ".join(words)
    record = outline(
        objectives=[text],
        later=[{"instrument": text, "reason": text}],
        steps=[{"id": "x", "instrument": "y", "action": text, "with": words, "after": words[:3]}],
    )
    lines = laid_out(record, {("objectives",): text, ("steps", 0, "action"): text}).splitlines()
    assert max(map(len, lines)) <= WIDEST


def test_a_word_wider_than_a_line_has_a_line_of_its_own() -> None:
    long = "w" * (WIDEST + 1)
    assert laid_out(outline(country=f"a {long} b")).startswith(f"country: >-\n  a\n  {long}\n  b\n")


def test_text_with_line_ends_or_double_spaces_stays_on_one_line_in_quotes() -> None:
    text = laid_out(outline(country="two  spaces " * 20 + "and\na line end"))
    assert text.splitlines()[0] == f'country: "{"two  spaces " * 20}and\\na line end"'


def test_short_lists_and_mappings_stand_on_one_line_and_long_ones_on_several() -> None:
    record = outline(
        hold={"until": "2031-06", "reason": "elections"},
        gaps=["return", "protection"],
        objectives=["Keep up the dialogue.", "x" * 60, "y" * 40],
        later=[
            {"instrument": "charter", "reason": "too early"},
            {"instrument": "z" * 60, "reason": "x" * 60},
        ],
        steps=[
            {
                "id": "hold-round-table",
                "instrument": "round-table",
                "action": "Hold it, and say a good many words about what it is for and whom it brings together there.",
                "with": [],
                "outreach": True,
                "timeline": {"from": "2031-Q2"},
                "sources": [{"title": "Minutes", "date": "2031-03-04"}],
            }
        ],
    )
    assert laid_out(
        record, {("steps", 0, "id"): "First.", ("steps", 0, "timeline"): "Can it be\nsooner?"}
    ) == (
        "country: altamar\n"
        "status: draft\n"
        "hold: {until: 2031-06, reason: elections}\n"
        "objectives:\n"
        "  - Keep up the dialogue.\n"
        f"  - {'x' * 60}\n"
        f"  - {'y' * 40}\n"
        "gaps: [return, protection]\n"
        "later:\n"
        "  - {instrument: charter, reason: too early}\n"
        f"  - instrument: {'z' * 60}\n"
        f"    reason: {'x' * 60}\n"
        "steps:\n"
        "  # First.\n"
        "  - id: hold-round-table\n"
        "    instrument: round-table\n"
        "    action: Hold it, and say a good many words about what it is for and whom it brings together there.\n"
        "    with: []\n"
        "    outreach: true\n"
        "    # Can it be\n"
        "    # sooner?\n"
        "    timeline: {from: 2031-Q2}\n"
        "    sources:\n"
        "      - {title: Minutes, date: 2031-03-04}\n"
    )


def test_a_comment_inside_a_list_or_mapping_opens_it_out() -> None:
    record = outline(gaps=["return", "protection"], hold={"until": "2031-06", "reason": "elections"})
    text = laid_out(record, {("gaps", 1): "Is it one?", ("hold", "reason"): "Which ones?"})
    assert "gaps:\n  - return\n  # Is it one?\n  - protection\n" in text
    assert "hold:\n  until: 2031-06\n  # Which ones?\n  reason: elections\n" in text


def test_only_what_was_set_is_written() -> None:
    assert laid_out(outline()) == "country: altamar\nstatus: draft\nsteps: []\n"


def test_a_value_set_to_nothing_is_left_out() -> None:
    assert plain(Outline(country="altamar", status="draft", meeting=None, steps=())) == plain(outline())


def test_a_comment_for_a_place_that_the_file_does_not_have_is_refused_not_lost() -> None:
    with pytest.raises(ValueError, match="comment"):
        canonical(PATH, outline(), {("objectives",): "Say what it is to reach."})


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\u2028b", "a\x85b"])
def test_text_that_the_reader_would_refuse_is_never_written(text: str) -> None:
    with pytest.raises(ValueError, match="does not read back"):
        canonical(PATH, outline(country=text))


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb"])
def test_a_comment_that_the_reader_would_refuse_is_never_written(text: str) -> None:
    with pytest.raises(ValueError, match="does not read back"):
        canonical(PATH, outline(), {("country",): text})


@given(data=OUTLINES)
def test_the_same_record_gives_the_same_bytes_in_whatever_order_its_keys_were_read(
    data: dict[str, Any],
) -> None:
    turned = dict(reversed(data.items()))
    assert canonical(PATH, Outline.model_validate(turned)) == canonical(PATH, Outline.model_validate(data))
