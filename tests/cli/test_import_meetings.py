"""`partner import` of what holds words for several meetings, as our own export does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("after_the_meeting")

NOW, EARLIER = "2031-03-04-working-group", "2031-01-20-ministers"
FILES = ("exercise.json", "preferences.csv")


@pytest.fixture
def exported(partner: Partner, fictional: Path) -> Path:
    """The folder of an export for the Presidency."""
    run = ("export", "--audience", "presidency", "--format", "json,csv", "--output", "out")
    assert partner(*run, at=fictional)[0] == 0
    return Path("out", "export-presidency")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("options", "read", "passed"), [((), NOW, EARLIER), (("--meeting", EARLIER), EARLIER, NOW)]
)
def test_only_the_meeting_that_is_asked_for_or_else_the_current_one_is_read(
    partner: Partner,
    fictional: Path,
    exported: Path,
    file: str,
    options: tuple[str, ...],
    read: str,
    passed: str,
) -> None:
    code, out, err = partner("import", str(exported / file), *options, at=fictional)
    assert code == 0
    assert f"warning: it holds words for several meetings; read for {read}, passed over: " in err
    assert f" for {passed}\n  hint: to read those instead: --meeting {passed}\n" in err
    assert ", 0 conflicts, 0 errors\n" in out


@pytest.mark.parametrize("file", FILES)
def test_where_nothing_is_for_the_meeting_that_is_asked_for_those_that_there_are_are_named(
    partner: Partner, fictional: Path, exported: Path, file: str
) -> None:
    run = ("meeting", "new", "2031-03-28-visit", "--forum", "visit")
    assert partner(*run, at=fictional)[0] == 0
    code, _, err = partner("import", str(exported / file), "--meeting", "2031-03-28-visit", at=fictional)
    assert code == 1
    assert f"several meetings, and none for 2031-03-28-visit: {EARLIER} and {NOW}\n" in err
