"""What a command loads: a library comes in only where it is used, so that the others start without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPLY = "Country;Position\nAltamar;support\n"
SLOW = {"docx", "jinja2", "lxml", "openpyxl", "sqlite3", "typst"}


@pytest.mark.parametrize(
    ("words", "used"),
    [
        (("import", "qm.csv"), "partnercli.exchange.opening.comma"),
        (("export", "--format", "csv,json"), "partnercli.exchange.writing.json_text"),
        (("calendar",), "partnercli.exchange.calendar.icalendar_text"),
        (("tally", "--format", "csv"), "partnercli.cli.tables"),
    ],
)
def test_a_library_is_loaded_only_where_it_is_used(
    fictional: Path, process: Callable[..., Any], words: tuple[str, ...], used: str
) -> None:
    (fictional / "qm.csv").write_text(REPLY, "utf-8")
    done = process(*words, at=fictional, options=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert used in loaded
    assert not SLOW & loaded


@pytest.mark.parametrize("command", ["tally", "matrix", "status"])
def test_a_screen_loads_nothing_of_what_goes_out_or_comes_in(
    fictional: Path, process: Callable[..., Any], command: str
) -> None:
    done = process(command, at=fictional, options=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "partnercli.cli.session" in loaded
    assert not {name for name in loaded if name.startswith("partnercli.exchange")}
