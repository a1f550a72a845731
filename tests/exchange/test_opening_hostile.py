"""Files that do harm where they are trusted are refused, each with the place of what is wrong and what to do."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import padded
from hostile_files import HOSTILE
from partnercli.exchange.grid import Sent
from partnercli.exchange.opening import opened
from partnercli.exchange.opening.remarks import MOST
from partnercli.exchange.remark import Weight, errors
from sent_files import DOCUMENT, SHEET, Parts, cells, document_parts, packed, sheet, workbook_parts


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.tools if hostile.slow else ())
        for name, hostile in HOSTILE.items()
    ],
)
def test_a_hostile_file_is_refused_at_the_place_of_its_fault(name: str) -> None:
    hostile = HOSTILE[name]
    sent = opened("reply", hostile.make())
    assert not sent.grids
    faults = [
        one for one in errors(sent.remarks) if one.address == hostile.address and hostile.says in one.message
    ]
    assert faults, sent.remarks[:5]
    assert all(one.file == "reply" for one in sent.remarks)
    assert all(one.hint for one in errors(sent.remarks) if not one.message.startswith("and "))


def test_of_a_file_that_is_too_large_it_is_said_what_may_be_taken_out() -> None:
    painted = "<row>" + '<c r="A1" s="1"/>' * 200_000 + "</row>"
    (remark,) = opened("reply.xlsx", padded({SHEET: sheet(painted)})).remarks
    assert (remark.address, "500,000 tags" in remark.message) == (SHEET, True)
    assert "only coloured or lined" in remark.hint


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 50


def test_all_faults_are_named_at_once_up_to_fifty_and_the_others_counted() -> None:
    sent = opened("reply.xlsx", cells(*("<c><f>1</f></c>" for _ in range(60))))
    assert [one.address for one in sent.remarks[:2]] == ["Reply!A2", "Reply!B2"]
    assert len(sent.remarks) == MOST + 1
    assert sent.remarks[-1].message == "and 10 more like these"


# Files changed at random


def _never_raises(data: bytes) -> None:
    """Whatever it is, it is either refused or has tables, and every text of it can be told."""
    sent = opened("reply", data)
    assert isinstance(sent, Sent)
    refused = any(one.weight is Weight.ERROR for one in sent.remarks)
    assert refused is not bool(sent.grids)
    for grid in sent.grids:
        for row in grid.rows:
            assert all(cell.address and "\r" not in cell.text for cell in row)


PARTS: dict[str, tuple[Callable[[], Parts], str]] = {
    "xlsx": (workbook_parts, SHEET),
    "docx": (document_parts, DOCUMENT),
}
CSV = b'sep=;\r\nCountry;Stance\r\n"Zonda";"support ""now"""\r\n'
FILES = [CSV, *(packed(make()) for make, _ in PARTS.values())]


@given(st.sampled_from(FILES), st.integers(0), st.integers(1, 20))
@settings(deadline=None, max_examples=60)
def test_no_change_of_bits_makes_a_file_raise(data: bytes, seed: int, times: int) -> None:
    changed = bytearray(data)
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(times):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    _never_raises(bytes(changed))


@given(st.sampled_from(FILES), st.integers(0, 3000), st.integers(0, 3000))
@settings(deadline=None, max_examples=60)
def test_no_part_of_a_file_raises(data: bytes, start: int, end: int) -> None:
    _never_raises(data[:end])
    _never_raises(data[start:])


@given(st.sampled_from([*PARTS]), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_parts_that_changed_places_raise_nothing(kind: str, chance: random.Random) -> None:
    parts = PARTS[kind][0]()
    mixed = list(parts.values())
    chance.shuffle(mixed)
    _never_raises(packed(dict(zip(parts, mixed, strict=True))))


@given(st.sampled_from([*PARTS]), st.integers(0), st.sampled_from(["", "<w:tbl/>", "<c/>", "x"]))
@settings(deadline=None, max_examples=60)
def test_xml_with_pieces_taken_out_or_put_in_raises_nothing(kind: str, seed: int, put: str) -> None:
    make, main = PARTS[kind]
    parts = make()
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    name = chance.choice([main, *parts])
    pieces = parts[name].decode().split("<")
    taken = chance.randrange(1, len(pieces))
    pieces[taken : taken + chance.randrange(3)] = [put.removeprefix("<")]
    _never_raises(packed({**parts, name: "<".join(pieces).encode()}))


@given(st.text(alphabet="a\";,\t\r\n='\x00é", max_size=60))
@settings(deadline=None, max_examples=80)
def test_no_text_raises(text: str) -> None:
    _never_raises(text.encode())
