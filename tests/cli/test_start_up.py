"""What a command loads: a library comes in only where it is used, so that the others start without it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPLY = "Country;Position\nAltamar;support\n"
HEAVY = {
    "dataclasses",
    "json",
    "pathlib",
    "pydantic",
    "pydantic_core",
    "ruamel",
    "typer",
    "typing",
    "_ruamel_yaml",
}
"""What takes longer to load than names take to find."""
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


@pytest.mark.parametrize(
    "line", ["partner outline new Al", "partner tally --without Q", "partner outline st"]
)
def test_completion_loads_no_library_and_of_the_tool_only_itself(
    fictional: Path, process: Callable[..., Any], line: str
) -> None:
    asked = {"_PARTNER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "3"}
    done = process(at=fictional, options=("-X", "importtime"), environment=asked)
    loaded = {name.rpartition("|")[2].strip() for name in done.stderr.decode().splitlines()}
    ours = {name for name in loaded if name.startswith("partnercli.")}
    completion = {name for name in ours if name.startswith("partnercli.cli.completion")}
    assert "partnercli.cli.completion.names" in completion
    names = {"partnercli.records", *(f"partnercli.records.{module}" for module in ("kinds", "names", "slug"))}
    assert ours - completion == {"partnercli.cli", *names}
    assert not HEAVY & loaded


def test_the_version_loads_nothing_of_the_tool(process: Callable[..., Any]) -> None:
    done = process("--version", options=("-X", "importtime"))
    loaded = {name.rpartition("|")[2].strip() for name in done.stderr.decode().splitlines()}
    assert done.stdout.startswith(b"partner ")
    assert not {name for name in loaded if name.startswith("partnercli.")}
    assert not HEAVY & loaded


def test_a_check_of_what_did_not_change_loads_no_model_and_no_parser(
    fictional: Path, process: Callable[..., Any], tmp_path: Path
) -> None:
    kept = {"PARTNER_CACHE_DIR": str(tmp_path / "cache")}
    runs = [
        process("validate", at=fictional, options=("-X", "importtime"), environment=kept) for _ in range(2)
    ]
    first, second = (
        {line.rpartition("|")[2].strip() for line in run.stderr.decode().splitlines()} for run in runs
    )
    assert {"pydantic", "ruamel.yaml", "partnercli.checks"} <= first
    assert not {"pydantic", "pydantic_core", "ruamel", "typer", "partnercli.checks"} & second
    assert runs[0].stdout == runs[1].stdout != b""


def test_nothing_looks_for_plugins_of_other_packages(fictional: Path, process: Callable[..., Any]) -> None:
    done = process("tally", at=fictional, options=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "pydantic" in loaded
    assert "importlib.metadata" not in loaded


def test_all_else_that_pydantic_asks_for_where_it_would_look_for_plugins_is_its_own() -> None:
    asks = (
        "from partnercli.cli.no_plugins import without_plugins; without_plugins()\n"
        "from pydantic.plugin._loader import get_plugins; assert get_plugins() == ()\n"
        "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP as name; assert name == 'pydantic'\n"
        "from pydantic import BaseModel, create_model\n"
        "assert create_model('Made', number=(int, ...)).model_validate({'number': 1}).number == 1\n"
    )
    subprocess.run((sys.executable, "-c", asks), check=True)
