"""How the tool was installed, what it asks for, and what to type for what is missing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli.system import installation
from partnercli.system.installation import PDF, TABLES, Library, Way, broken, libraries, to_get, to_mend, way

LXML = Library("lxml", ("<7", ">=5.3"))
MARKS = {Way.PIPX: "pipx_metadata.json", Way.UV_TOOL: "uv-receipt.toml", Way.UV_PIP: "pyvenv.cfg"}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Way], None]:
    """Makes the tool look as if it had been installed in some way, in a folder with a space in its name."""
    prefix = tmp_path / "my tools"
    prefix.mkdir()
    monkeypatch.setattr(sys, "prefix", str(prefix))

    def install(by: Way) -> None:
        if by in MARKS:
            (prefix / MARKS[by]).write_text("home = /usr/bin\nuv = 0.9.1\n", "utf-8")

    return install


@pytest.mark.parametrize("by", list(Way))
def test_the_way_is_told_by_what_each_leaves_beside_the_tool(
    by: Way, installed: Callable[[Way], None]
) -> None:
    installed(by)
    assert way() is by


def test_an_extra_is_got_in_the_way_the_tool_was_installed(
    installed: Callable[[Way], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(installation, "_origin", lambda: " @ file:///tmp/p.whl")
    wanted = {one.name: str(one) for one in libraries()}
    assert to_get("pdf").endswith(" -m pip install 'partnercli[pdf]'")
    installed(Way.UV_PIP)
    assert to_get("tables") == f"uv pip install --python '{tmp_path}/my tools' 'partnercli[tables]'"
    installed(Way.UV_TOOL)
    assert to_get("pdf") == "uv tool install 'partnercli[all] @ file:///tmp/p.whl'"
    installed(Way.PIPX)
    assert to_get("tables") == f"pipx inject partnercli '{wanted['defusedxml']}' '{wanted['openpyxl']}'"


def test_a_library_that_all_needs_is_mended_in_the_same_way(
    installed: Callable[[Way], None], tmp_path: Path
) -> None:
    assert to_mend(LXML).endswith(" -m pip install --force-reinstall 'lxml>=5.3,<7'")
    installed(Way.UV_PIP)
    assert to_mend(LXML) == f"uv pip install --python '{tmp_path}/my tools' --reinstall 'lxml>=5.3,<7'"
    installed(Way.UV_TOOL)
    assert to_mend(LXML) == "uv tool upgrade --reinstall partnercli"
    installed(Way.PIPX)
    assert to_mend(LXML) == "pipx reinstall partnercli"


def test_pip_is_called_by_its_own_name_only_where_a_shell_would_find_this_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in ("ours", "theirs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pip").touch()
    ours, theirs = f"{tmp_path}/ours", f"{tmp_path}/theirs"
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", f"{ours}/python")
    monkeypatch.setenv("PATH", f"/nowhere:{ours}:{theirs}")
    assert to_get("pdf") == "pip install 'partnercli[pdf]'"
    monkeypatch.setenv("PATH", f"{theirs}:{ours}")
    assert to_get("pdf") == f"{ours}/python -m pip install 'partnercli[pdf]'"


def test_words_are_quoted_as_windows_has_it_where_that_is_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert installation.quoted("partnercli[pdf]") == '"partnercli[pdf]"'
    assert installation.quoted(r"C:\tools\partner") == r"C:\tools\partner"


@pytest.mark.parametrize(
    ("version", "taken"),
    [("5.3", True), ("5.3.0", True), ("6.99.1", True), ("5.2.9", False), ("7", False), ("7.0.0", False)],
)
def test_the_lowest_version_is_taken_and_the_bound_above_is_not(version: str, taken: bool) -> None:
    assert LXML.takes(version) is taken


def test_what_is_asked_for_is_what_the_project_says_each_library_once() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]

    def plain(text: str) -> str:
        return text.replace("ruamel.yaml.clib", "ruamel-yaml-clib").replace("ruamel.yaml", "ruamel-yaml")

    asked = {("", plain(one)) for one in project["dependencies"]}
    asked |= {(extra, one) for extra in ("pdf", "tables") for one in project["optional-dependencies"][extra]}
    assert {(one.extra, str(one)) for one in libraries()} == asked
    assert len(libraries()) == len(asked)


def test_every_library_can_be_loaded_by_the_name_it_is_known_by() -> None:
    assert [one.name for one in libraries() if not installation.loads(one.module)] == []


def test_what_is_missing_of_an_extra_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert TABLES.lacking().message == "Excel workbooks need openpyxl, which is not installed"
    monkeypatch.setitem(sys.modules, "defusedxml", None)
    assert TABLES.lacking().message == "Excel workbooks need openpyxl and defusedxml, which are not installed"
    assert TABLES.lacking().hint == to_get("tables")
    assert PDF.gone() == ()


def test_a_fault_of_the_tool_itself_is_not_put_down_to_a_library() -> None:
    assert broken(ImportError("cannot import name x", name="partnercli.tally")) is None
    lacking = broken(ImportError("no lxml", name="lxml.etree"))
    assert lacking is not None
    assert lacking.message == "partner needs the library lxml, which cannot be loaded"
    other = broken(ImportError("no pydantic_core", name="pydantic_core"))
    assert other == (
        "a library that partner needs cannot be loaded: no pydantic_core",
        "see which: partner doctor",
    )
