"""What the usual programs bring along is no reason to refuse a file: at most there is a word on what is not read."""

from __future__ import annotations

import pytest

from ordinary_files import ORDINARY
from partnercli.exchange.opening import opened
from partnercli.exchange.remark import Weight
from sent_files import SHEET, sheet, text_row, workbook


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_file_is_opened_with_at_most_a_word(name: str) -> None:
    ordinary = ORDINARY[name]
    sent = opened("reply", ordinary.make())
    assert sent.grids, sent.remarks
    assert len(sent.remarks) == len(ordinary.warned), sent.remarks
    assert all(
        one.message.startswith(start) for one, start in zip(sent.remarks, ordinary.warned, strict=True)
    )


@pytest.mark.parametrize(
    "data",
    [
        "a,b\nTu\xadni\u200bsia,x\n".encode(),
        workbook({SHEET: sheet(text_row(1, "a", "b") + text_row(2, "Tu\xadni\u2060sia", "x"))}),
    ],
    ids=["CSV", "Excel"],
)
def test_what_nobody_sees_is_left_out_with_a_word(data: bytes) -> None:
    sent = opened("reply", data)
    assert [cell.text for cell in sent.grids[0].rows[1]] == ["Tunisia", "x"]
    (remark,) = sent.remarks
    assert (remark.weight, sent.grids[0].rows[1][0].address in remark.message) == (Weight.WARNING, True)
