"""Records of files that did not change: they come back as they were, or not at all."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from canaries import ADDED
from partnercli.records.amount import Amount
from partnercli.records.base import Record
from partnercli.records.kinds import Kind
from partnercli.repository.cache import Store
from partnercli.repository.kinds import DATA, model_of, place_of
from partnercli.repository.one_file import Parsed, parsed
from partnercli.repository.remembered import Remembered
from partnercli.repository.walk import read_yaml

ROOT = Path(__file__).parents[2]
COUNTRY = "data/countries/belmonte.yaml"
SETTINGS, OTHER = "partner.yaml", ".git/config"
TEXT = b"name: Belmonte\nregion: northern-shore\nsources: [{title: Gazetteer}]\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The entries of a repository, none so far."""
    return Store(tmp_path / "cache", tmp_path / "repository")


def read_with(store: Store, *files: tuple[str, bytes]) -> list[Parsed]:
    """What files say, as far as may be from what is remembered; kept for the next."""
    remembered = Remembered(store)
    found = []
    for path, data in files:
        place = place_of(path)
        assert place is not None
        found.append(remembered.parsed(place[0], data, path))
    remembered.keep()
    return found


@pytest.fixture
def read_through(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read through, in order."""
    read: list[str] = []

    def seen(kind: Kind, data: bytes, file: str) -> Parsed:
        read.append(file)
        return parsed(kind, data, file)

    monkeypatch.setattr("partnercli.repository.one_file.parsed", seen)
    return read


def test_a_file_that_did_not_change_is_not_read_through_again(store: Store, read_through: list[str]) -> None:
    first = read_with(store, (COUNTRY, TEXT))
    assert read_with(store, (COUNTRY, TEXT)) == first
    assert read_through == [COUNTRY]


@pytest.mark.parametrize(
    "other",
    [
        (COUNTRY, TEXT.replace(b"Gazetteer", b"Gazettees")),
        (COUNTRY, TEXT + b"\n"),
        ("data/countries/corvo.yaml", TEXT),
        ("data/regions.yaml", TEXT),
        ("data/positions/countries/belmonte.yaml", TEXT),
    ],
)
def test_another_file_or_other_bytes_are_read_through(
    other: tuple[str, bytes], store: Store, read_through: list[str]
) -> None:
    read_with(store, (COUNTRY, TEXT))
    place = place_of(other[0])
    assert place is not None
    assert read_with(store, other) == [parsed(place[0], other[1], other[0])]
    assert read_through == [COUNTRY, other[0]]


@pytest.mark.parametrize(
    "data",
    [
        TEXT + b"more: 1\n",
        b"\xff",
        TEXT.replace(b"[", b"&a ["),
        TEXT + b"# partner: allow PC501 because it is known\n",
        TEXT + b"# partner: allow\n",
    ],
)
def test_what_has_faults_or_accepts_some_is_read_through_each_time(
    data: bytes, store: Store, read_through: list[str]
) -> None:
    found = [read_with(store, (COUNTRY, data))[0] for _ in range(2)]
    assert found == [parsed(Kind.COUNTRY, data, COUNTRY)] * 2
    assert found[0].findings or found[0].acceptances
    assert read_through == [COUNTRY, COUNTRY]


def test_a_change_and_its_undoing_are_both_remembered(store: Store, read_through: list[str]) -> None:
    changed = TEXT.replace(b"Gazetteer", b"Atlas")
    for data in (TEXT, changed, TEXT, changed, TEXT):
        read_with(store, (COUNTRY, data))
    assert len(read_through) == 2


def test_of_what_was_kept_before_as_much_stays_as_is_there_now(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercli.repository.remembered._AT_LEAST", 3)
    lines = []
    for number in range(9):
        files = [(f"data/countries/{name}.yaml", TEXT + b"\n" * number) for name in ("corvo", "esker")]
        read_with(store, *files[: 1 + (number > 5)])
        (entry,) = (store.folder / "records").iterdir()
        lines.append(len(entry.read_bytes().splitlines()) - 1)
    assert lines == [1, 2, 3, 3, 3, 3, 4, 4, 4]


def test_nothing_is_written_where_nothing_is_new(store: Store) -> None:
    read_with(store, (COUNTRY, TEXT))
    (entry,) = (store.folder / "records").iterdir()
    before = entry.stat().st_ino
    read_with(store, (COUNTRY, TEXT))
    assert entry.stat().st_ino == before


def test_a_record_that_does_not_come_back_is_read_through_and_kept_once(
    store: Store, fictional: Path, read_through: list[str]
) -> None:
    data = (fictional / SETTINGS).read_bytes().replace(b"at_least: 0.5\n", b"at_least: 0.1234567890123\n", 1)
    first = read_with(store, (SETTINGS, data))
    (entry,) = (store.folder / "records").iterdir()
    before = entry.stat().st_ino
    assert read_with(store, (SETTINGS, data)) == first == [parsed(Kind.CONFIG, data, SETTINGS)]
    assert read_through == [SETTINGS, SETTINGS]
    assert entry.stat().st_ino == before


@pytest.mark.parametrize(
    "forged",
    [
        b"{}",
        b"",
        b"null",
        b"[" * 100_000,
        b'{"name":' * 100_000,
        b'{"name": NaN, "region": "x", "sources": [{"title": "x"}]}',
        b'{"name": "x", "region": "x", "sources": [{"title": "x"}], "more": 1}',
        b'{"name": "x", "region": 1, "sources": [{"title": "x"}]}',
        b"\xff\xfe",
    ],
    ids=lambda forged: forged[:30].decode(errors="replace"),
)
def test_a_line_that_is_no_record_of_its_kind_is_passed_over(
    forged: bytes, store: Store, read_through: list[str]
) -> None:
    read_with(store, (COUNTRY, TEXT))
    (entry,) = (store.folder / "records").iterdir()
    name = f"records/{entry.name}"
    line = store.get(name)
    assert line is not None
    for data in (
        line[:64] + b" " + forged,
        line[:64],
        line + b"\n" + line[:64] + b" " + forged,
        b"\n\n \n" + forged,
    ):
        store.put(name, data)
        assert read_with(store, (COUNTRY, TEXT)) == [parsed(Kind.COUNTRY, TEXT, COUNTRY)]
    assert len(read_through) == 5


@pytest.mark.parametrize(
    "value", ['"x"', '""', '"NaN"', '"Infinity"', '"-1"', '"1E5"', '"1_0"', '"\u0661"', "NaN", "1.5", "true"]
)
def test_a_sum_that_is_not_as_it_is_kept_is_refused(value: str) -> None:
    assert Amount.model_validate_json('{"value": "1.50", "currency": "EUR"}').value.as_tuple().exponent == -2
    with pytest.raises(ValidationError):
        Amount.model_validate_json(f'{{"value": {value}, "currency": "EUR"}}')


def test_a_look_at_an_earlier_state_costs_the_present_one_nothing_that_was_kept(store: Store) -> None:
    said = (ROOT / "tests/fictional/data/positions/2031-01-20-ministers/qm.yaml").read_bytes()
    now = [(f"data/positions/2031-01-20-ministers/q{letter}.yaml", said) for letter in "mnopq"]
    read_with(store, *now)
    read_with(store, (now[0][0], said + b"# as it was\n"))
    entry = next((store.folder / "records").iterdir()).read_bytes()
    read_with(store, *now)
    assert next((store.folder / "records").iterdir()).read_bytes() == entry


@cache
def samples() -> tuple[tuple[str, dict[str, Any]], ...]:
    """What files of every kind say: those of the exercises at hand, and fields that they lack."""
    found = []
    for root in (ROOT / "tests/fictional", ROOT):
        for path in sorted([*root.glob("partner.yaml"), *(root / DATA).rglob("*.yaml")]):
            name = path.relative_to(root).as_posix()
            text = path.read_text("utf-8")
            for old, new in ADDED.get(name, ()) if root is not ROOT else ():
                text = text.replace(old, new, 1)
            if place_of(name) is not None:
                found.append((name, read_yaml(text.encode(), name).value))
    return tuple(found)


VALUES: list[Any] = [
    *("x", "a b\n c", "é\u2028\x85", '"\\"', "A\u030a", "\U0001f600", " x ", "en", "EUR", "QM", "altamar"),
    *(
        "2014",
        "2014-03-03",
        "2014-03",
        "2021-Q3",
        "2021-H2",
        "2016/2019",
        "2016/",
        "2031-Q1/2032",
        "2020-02-29",
    ),
    *(
        2014,
        0,
        1,
        -1,
        10**17,
        True,
        False,
        "LIMITE",
        "public",
        "high",
        "support",
        "agree",
        "note",
        "https://a.b",
    ),
    *(
        Decimal(text)
        for text in ("0.5", ".5", "0.50", "1.0", "0.000000000000000001", "-0.0", "0.0", "12345678.10")
    ),
    *(
        "2/3",
        "1 / 3",
        "0/1",
        "WK 10084/2018",
        "WK 1/18",
        "XXXX/21",
        "14860/18",
        "ST 8952/21",
        "CM 1234/21 INIT",
    ),
    *(
        ["a", "b"],
        ["a"],
        [],
        {},
        {"2021": 5},
        {"2021": 5, "1999": 10**17},
        [{"country": "corvo"}],
        {"title": "x"},
    ),
    *(
        {"value": Decimal("1.50"), "currency": "EUR"},
        {"at_least": Decimal("0.25")},
        {"from": "2031", "to": "2032"},
    ),
]


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inner for place in _places(one, (*path, key)))]


@st.composite
def records(draw: st.DrawFn) -> tuple[type[Record], Record]:
    """A record of any kind with some values exchanged, added and left out, as far as its model lets it be."""
    name, values = draw(st.sampled_from(samples()))
    place = place_of(name)
    assert place is not None
    model = model_of(place[0])
    record = model.model_validate(values)
    for _ in range(draw(st.integers(0, 12))):
        changed = deepcopy(values)
        *above, last = draw(st.sampled_from(_places(changed)[1:]))
        inner: Any = changed
        for step in above:
            inner = inner[step]
        keys = sorted({key for one in VALUES if isinstance(one, dict) for key in one})
        fields = [field.alias or key for key, field in model.model_fields.items()]
        if isinstance(inner, dict) and draw(st.booleans()):
            last = draw(
                st.sampled_from([*fields, *keys, "note", "amount", "period", "date", "because", "url"])
            )
        if draw(st.integers(0, 5)) == 0 and isinstance(inner, dict):
            inner.pop(last, None)
        else:
            inner[last] = draw(st.sampled_from(VALUES))
        try:
            record = model.model_validate(changed)
        except ValidationError:
            continue
        values = changed
    return model, record


def in_full(record: Record) -> list[object]:
    """All of a record: each value's type and way of writing, the keys it was written with, its order."""
    return [
        record,
        repr(record),
        repr(record.model_dump(by_alias=True, exclude_unset=True)),
        record.model_dump_json(by_alias=True, exclude_unset=True),
    ]


@settings(max_examples=150)
@given(one=records())
def test_a_record_comes_back_as_it_was_or_not_at_all(one: tuple[type[Record], Record]) -> None:
    model, record = one
    text = record.model_dump_json(by_alias=True, exclude_unset=True).encode()
    assert b"\n" not in text
    assert b"\r" not in text
    try:
        back = model.model_validate_json(text)
    except ValidationError:
        return
    assert in_full(back) == in_full(record)


@pytest.mark.parametrize("root", [ROOT / "tests/fictional", ROOT], ids=["invented", "shipped"])
def test_every_faultless_file_at_hand_comes_back(root: Path, store: Store, read_through: list[str]) -> None:
    paths = sorted(p for p in [root / SETTINGS, *(root / DATA).rglob("*.yaml")])
    files = [(path.relative_to(root).as_posix(), path.read_bytes()) for path in paths]
    first = read_with(store, *files)
    del read_through[:]
    again = read_with(store, *files)
    assert [one.acceptances for one in again] == [one.acceptances for one in first]
    assert [in_full(one.record) for one in again if one.record] == [
        in_full(one.record) for one in first if one.record
    ]
    assert read_through == [path for (path, _), one in zip(files, first, strict=True) if one.acceptances]
