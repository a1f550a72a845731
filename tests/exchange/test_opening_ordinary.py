"""What the usual programs bring along is no reason to refuse a file: at most there is a word on what is not read."""

from __future__ import annotations

import pytest

from ordinary_files import ORDINARY
from partnercli.exchange.opening import opened


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_file_is_opened_with_at_most_a_word(name: str) -> None:
    ordinary = ORDINARY[name]
    sent = opened("reply", ordinary.make())
    assert sent.grids, sent.remarks
    assert len(sent.remarks) == len(ordinary.warned), sent.remarks
    assert all(
        one.message.startswith(start) for one, start in zip(sent.remarks, ordinary.warned, strict=True)
    )
