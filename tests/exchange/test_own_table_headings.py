"""Headers, headings and lines above a table: what belongs to none of its rows, and what may turn them round."""

from __future__ import annotations

import pytest

from own_tables import EXERCISE, HEAD, read, sent, stances, table, told
from partnercli.exchange.own_table import read_mapping, read_table
from partnercli.exchange.subjects import Subjects


@pytest.mark.parametrize(
    ("text", "mapping", "address"),
    [
        ("Countries that we oppose\nAltamar\nCorvo", "Country=1", "row 1, column 1"),
        ("Not to be on the list | |\nNo. | Country\n1 | Altamar", "Country=2", "row 1, column 1"),
        (
            "Country | Reservations\nAltamar | none\nCorvo | strong",
            "Country=1, Comments=2",
            "row 1, column 2",
        ),
        ("Country | Opposed?\nAltamar | yes\nCorvo | no", "Country=1, Position=2", "row 1, column 2"),
    ],
)
def test_what_a_heading_may_turn_round_is_not_read(text: str, mapping: str, address: str) -> None:
    found = read(text, mapping)
    assert found.replies == ()
    ((_, place, message),) = [one for one in told(found) if one[0] == "error"]
    assert (place, "may mean that" in message) == (address, True)


@pytest.mark.parametrize(
    "heading", ["Note 12/31 by Marland", "DE non-paper: our priorities", "Reply no. 4 of us"]
)
def test_a_heading_that_turns_nothing_round_stops_nothing(heading: str) -> None:
    assert stances(read(f"{heading}\nAltamar\nCorvo", "Country=1")) == {
        "altamar": "support",
        "corvo": "support",
    }


def test_a_region_alone_in_a_bare_list_is_a_heading_only_above_a_country_of_it() -> None:
    found = read("Country\nNorthern Shore\nAltamar\nFar Isles\nBelmonte")
    assert stances(found) == {"altamar": "support", "far-isles": "support", "belmonte": "support"}
    message = "this region is read as one that the delegation names, not as a heading"
    assert ("warning", "row 4, column 1", message) in told(found)


def test_a_region_beside_boxes_that_are_not_ticked_is_a_heading() -> None:
    found = read("Country | Support | Opposition\nNorthern Shore | ☐ | ☐\nAltamar | ☒ | ☐")
    assert stances(found) == {"altamar": "support"}
    message = "1 row is read as a heading: the name of a region, and nothing said of it"
    assert told(found) == [("warning", "table 1", message)]


def test_a_region_with_a_position_is_named() -> None:
    text = (
        HEAD
        + "the Far Isles | support\nNorthern Shore as a region | can accept\ninner-plain region | against"
    )
    assert stances(read(text)) == {
        "far-isles": "support",
        "northern-shore": "can-accept",
        "inner-plain": "opposition",
    }


def test_the_header_repeated_at_the_top_of_a_page_is_no_row() -> None:
    found = read(HEAD + "Altamar | support\n" + HEAD + "Corvo | support")
    assert stances(found) == {"altamar": "support", "corvo": "support"}
    assert told(found) == []


def test_a_name_above_the_header_is_not_lost_in_silence() -> None:
    found = read("Altamar | support\n" + HEAD + "Corvo | support")
    assert (
        "warning",
        "row 1, column 1",
        '"Altamar" stands above the header of the table and is not read',
    ) in told(found)


def test_a_country_in_a_row_that_looks_like_the_header_is_not_lost_in_silence() -> None:
    found = read("Altamar | Support | Priority\nCorvo | Opposition |")
    message = '"Altamar" stands in the header of the table and is not read'
    assert told(found) == [("warning", "row 1, column 1", message)]


def test_a_mapping_typed_for_a_table_without_header_words_takes_a_strange_first_row_for_its_header() -> None:
    grid = table("Who | What\nAltamar | support\nCorvo | against")
    found = read_table(
        sent(grid), grid, read_mapping("Country=1, Position=2", grid), EXERCISE, Subjects(EXERCISE)
    )
    assert stances(found) == {"altamar": "support", "corvo": "opposition"}
    assert told(found) == [("warning", "row 1, column 1", '"Who" is read as the header of the table')]


@pytest.mark.parametrize(
    ("first", "address", "message"),
    [
        ("Altamir | support", "row 1, column 1", 'there is no country or region "Altamir"'),
        ("Altamir | maybe", "row 1, column 1", 'there is no country or region "Altamir"'),
        ("Altamar | maybe", "row 1, column 2", '"maybe" is not understood as a position'),
    ],
)
def test_a_first_row_that_nearly_or_wholly_names_a_country_is_no_header(
    first: str, address: str, message: str
) -> None:
    grid = table(f"{first}\nCorvo | against")
    found = read_table(
        sent(grid), grid, read_mapping("Country=1, Position=2", grid), EXERCISE, Subjects(EXERCISE)
    )
    assert told(found)[0] == ("error", address, message)
