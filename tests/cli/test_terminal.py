"""Texts on a screen, in as many columns as there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from partnercli.cli.terminal import Piece, columns, fitted, wrapped


@given(text=st.text("ab é日…\u0301", max_size=12), width=st.integers(-3, 14))
def test_a_text_is_fitted_into_exactly_the_columns_there_are(text: str, width: int) -> None:
    assert columns(fitted(text, width)) == max(width, 0)


@given(text=st.text("abc 日-", min_size=1, max_size=60).filter(str.strip), width=st.integers(10, 20))
def test_a_text_over_several_lines_begins_as_it_is_to_and_says_all_its_words(text: str, width: int) -> None:
    pieces = [piece for line in wrapped(text, width, indent="  ", first="+ ") for piece in line]
    lines = [piece.text for piece in pieces if isinstance(piece, Piece)]
    assert lines[0].startswith("+ ")
    assert all(line.startswith("  ") for line in lines[1:])
    assert max(map(columns, lines)) <= width
    assert "".join(lines)[2:].replace(" ", "") == text.replace(" ", "")
