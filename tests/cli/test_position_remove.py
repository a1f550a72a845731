"""`partner position remove`: a position recorded by mistake goes, and only that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Partner = Callable[..., tuple[int, str, str]]
QM = "data/positions/2031-03-04-working-group/qm.yaml"


def test_the_position_goes_and_all_else_stays(
    partner: Partner, fictional: Path, files_of: Callable[[Path], dict[str, tuple[bytes, int]]]
) -> None:
    before = files_of(fictional)
    code, out, _ = partner("position", "remove", "QM", "--dry-run", at=fictional)
    assert (code, f"--- a/{QM}\n+++ /dev/null\n" in out, files_of(fictional)) == (0, True, before)
    assert partner("position", "remove", "Marland", at=fictional) == (0, "", f"{QM} is gone\n")
    assert before.keys() - files_of(fictional).keys() == {QM}
    assert partner("validate", at=fictional)[0] == 0


def test_where_there_is_none_nothing_goes(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("position", "remove", "QS", at=fictional)
    assert (code, out) == (3, "")
    assert err.startswith("error: QS has no position at 2031-03-04-working-group\nhint: ")
