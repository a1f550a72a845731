"""CSV files as spreadsheets of different countries write them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.exchange.grid import Cell
from partnercli.exchange.opening import opened
from partnercli.exchange.opening.limits import LARGEST


def cells(text: str | bytes) -> list[list[str]]:
    """The texts of a file of which nothing is to be said."""
    sent = opened("reply.csv", text.encode() if isinstance(text, str) else text)
    assert sent.remarks == ()
    (grid,) = sent.grids
    assert grid.name == "CSV"
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_sign_between_cells_may_be_a_comma_a_semicolon_or_a_tab(sign: str, end: str, mark: bytes) -> None:
    rows = [["Country", "Position"], ["Zonda", "yes"]]
    assert cells(mark + end.join(sign.join(row) for row in rows).encode()) == rows


def test_signs_in_quotation_marks_are_not_counted() -> None:
    assert cells('"Country, region, or\nother, group";Position\nZonda;yes\n') == [
        ["Country, region, or\nother, group", "Position"],
        ["Zonda", "yes"],
    ]


def test_a_semicolon_or_tab_goes_before_a_comma_which_may_belong_to_a_sentence() -> None:
    assert cells("Country;Position, as of May\nZonda;yes\n")[1] == ["Zonda", "yes"]


def test_the_sign_that_most_lines_have_equally_often_parts_the_cells() -> None:
    assert cells("Country;Position, if any;Notes\nZonda;yes, now;a, b, c\n")[1] == [
        "Zonda",
        "yes, now",
        "a, b, c",
    ]
    assert cells("Country,Position,Notes; more\nZonda,yes,a; b\n")[1] == ["Zonda", "yes", "a; b"]
    assert cells("Zonda, reply of May\nCountry;Position\nZonda;yes, today\n")[1] == ["Country", "Position"]
    assert cells("Country,Position\nZonda,yes; today\nMistral,no\n")[1] == ["Zonda", "yes; today"]


def test_a_title_above_the_header_does_not_count_as_one() -> None:
    assert cells("Reply\n\nCountry;Position\nZonda;yes\n") == [
        ["Reply"], [], ["Country", "Position"], ["Zonda", "yes"]
    ]  # fmt: skip


def test_a_first_line_of_excel_says_the_sign_and_is_no_row() -> None:
    sent = opened("reply.csv", b"sep=;\r\nCountry, region;Position\r\n")
    assert sent.grids[0].rows == (
        (Cell("line 2, column 1", "Country, region"), Cell("line 2, column 2", "Position")),
    )


def test_a_row_is_named_by_the_line_where_it_begins() -> None:
    sent = opened("reply.csv", b'a,b\n"two\r\nlines",x\n\ny,z\n')
    rows = sent.grids[0].rows
    assert [row[0].address for row in rows if row] == [
        "line 1, column 1",
        "line 2, column 1",
        "line 5, column 1",
    ]
    assert rows[1][0].text == "two\nlines"


def test_empty_cells_and_rows_at_the_end_are_not_there() -> None:
    assert cells("a,b,,\nc,,,\n,,,\n\n") == [["a", "b"], ["c"]]


def test_a_quotation_mark_within_a_bare_cell_is_text() -> None:
    assert cells('a,b\n5" gun,x\n') == [["a", "b"], ['5" gun', "x"]]


def test_the_apostrophe_before_what_looks_like_a_formula_is_taken_off() -> None:
    assert cells("a,b\n'=1+1,'-5\n'tis,''\n") == [["a", "b"], ["=1+1", "-5"], ["'tis", "''"]]


def test_signs_that_are_no_equals_sign_are_text() -> None:
    assert cells("a,b\n-5,+7\n@x,–\n") == [["a", "b"], ["-5", "+7"], ["@x", "–"]]


def test_a_file_is_not_read_beyond_the_largest_size() -> None:
    assert opened("reply.csv", b"a" * (LARGEST + 1)).remarks[0].message == "it is larger than 5 MB"


TEXT = st.text(st.sampled_from("ab ;,\"\n'é"), max_size=6).filter(
    lambda text: not text.startswith("'") and (text == "" or text.strip() != "")
)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_what_pythons_own_writer_writes_is_read_as_it_was(
    rows: list[tuple[str, str]], sign: str, end: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=end).writerows([("Country", "Position"), *rows])
    read = cells(out.getvalue())
    whole = [(*row, "", "")[:2] for row in read]
    assert whole + [("", "")] * (len(rows) + 1 - len(whole)) == [("Country", "Position"), *rows]
