"""What is handed on: the same bytes wherever and whenever they are built, all that is needed, and nothing else."""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from packages import built

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "partnercli"
BROUGHT = {
    ".css",
    ".docx",
    ".j2",
    ".js",
    ".json",
    ".md",
    ".py",
    ".tsv",
    ".typ",
    ".typed",
    ".yaml",
    ".yml",
    *("dot-editorconfig", "dot-gitattributes", "dot-gitignore"),
}
"""How the names of files end that the tool is made of."""
TRACES = re.compile(r"\.py[co]$|__pycache__|\.partner-tmp|~$|\.orig$|\.rej$")
"""What others leave behind in folders."""

pytestmark = pytest.mark.tools


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return built("build_wheel", ROOT, tmp_path_factory.mktemp("wheel") / "made")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive of this checkout."""
    return built("build_sdist", ROOT, tmp_path_factory.mktemp("sdist") / "made")


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The wheel unpacked, far from the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(wheel.parent / "unpacked")  # noqa: S202 - our own, made above
    return wheel.parent / "unpacked"


@pytest.fixture
def elsewhere(sdist: Path, tmp_path: Path) -> Path:
    """The source archive unpacked by somebody else: another folder, other times, files that only they may read."""
    with tarfile.open(sdist) as packed:
        packed.extractall(tmp_path / "Dossier – présidence", filter="data")
    (source,) = (tmp_path / "Dossier – présidence").iterdir()
    for path in source.rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            os.utime(path, (1, 1))
    return source


def run(installed: Path | None, at: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `partner` in the folder `at`: as it was installed, or None for the checkout."""
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(installed or ROOT / "src")}
    environment["PARTNER_CACHE_DIR"] = ""
    command = [sys.executable, "-B", "-m", "partnercli", *arguments]
    return subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=False)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def metadata_of(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_string(archive.read(name).decode("utf-8"))


@pytest.mark.parametrize("options", [[], ["--bare"], ["--codeowners", "--templates"]], ids=" ".join)
def test_the_installed_tool_makes_the_repository_that_the_checkout_makes_and_it_validates(
    options: list[str], installed: Path, tmp_path: Path
) -> None:
    for name, where in (("new", installed), ("own", None)):
        done = run(where, tmp_path, "init", name, "--presidency", "PT", *options)
        assert (done.returncode, done.stderr) == (0, "")
    assert files_of(tmp_path / "new") == files_of(tmp_path / "own")
    done = run(installed, tmp_path / "new", "validate")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("nothing to mend in ")


def test_what_runs_is_the_installed_tool(installed: Path, tmp_path: Path) -> None:
    (installed / "partnercli" / "starter" / "WHO-SEES-WHAT.md").rename(tmp_path / "kept")
    done = run(installed, tmp_path, "init", "new", "--dry-run", "--presidency", "PT")
    (tmp_path / "kept").rename(installed / "partnercli" / "starter" / "WHO-SEES-WHAT.md")
    assert done.returncode == 0
    assert "README.md" in done.stdout
    assert "WHO-SEES-WHAT.md" not in done.stdout


@pytest.mark.parametrize("epoch", [{}, {"SOURCE_DATE_EPOCH": "1621900800"}], ids=["usual", "epoch"])
def test_both_archives_are_the_same_to_the_byte_wherever_they_are_built(
    epoch: dict[str, str], elsewhere: Path, tmp_path: Path
) -> None:
    for kind in ("build_wheel", "build_sdist"):
        here = built(kind, ROOT, tmp_path / f"{kind}-here", environment=epoch)
        there = built(kind, elsewhere, tmp_path / f"{kind}-there", umask=0o077, environment=epoch)
        assert here.name == there.name
        assert here.read_bytes() == there.read_bytes()


def test_everybody_may_read_what_is_installed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert {entry.external_attr >> 16 & 0o777 for entry in archive.infolist()} == {0o644}


def test_the_wheel_has_every_file_of_the_tool_and_no_trace_of_others(wheel: Path) -> None:
    ours = {
        f"partnercli/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and not TRACES.search(path.as_posix())
    }
    extra = {name for name in names_in(wheel) - ours if not name.startswith("partnercli/starter/")}
    assert ours <= names_in(wheel)
    assert {name.partition("/")[2] for name in extra} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }
    endings = {Path(name).suffix or Path(name).name for name in names_in(wheel) - extra}
    assert endings <= BROUGHT


def test_the_source_archive_has_what_the_wheel_is_made_of_and_neither_tests_nor_an_exercise(
    sdist: Path,
) -> None:
    with tarfile.open(sdist) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    parts = {name.split("/")[0] for name in names}
    named = {"CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml", ".gitignore"}
    assert parts == {*named, ".vscode", "ci", "data", "src"}
    reference = {"countries", "delegations.yaml", "instruments", "presidencies.yaml", "regions.yaml"}
    assert {name.split("/")[1] for name in names if name.startswith("data/")} == reference


def test_what_lies_about_in_a_checkout_is_packed_into_neither_archive(
    elsewhere: Path, wheel: Path, sdist: Path, tmp_path: Path
) -> None:
    for name in (
        ".env",
        ".vscode/launch.json",
        "build/note.docx",
        "ci/token",
        "data/documents/1-30.yaml",
        "data/meetings/2030-01-01-hlwg.yaml",
        "data/outlines/tunisia.yaml",
        "data/positions/2030-01-01-hlwg/de.yaml",
        "partner.yaml",
        "src/.env",
    ):
        (elsewhere / name).parent.mkdir(parents=True, exist_ok=True)
        (elsewhere / name).write_text("nobody else's business\n", "utf-8")
    assert names_in(built("build_wheel", elsewhere, tmp_path / "wheel")) == names_in(wheel)
    with (
        tarfile.open(built("build_sdist", elsewhere, tmp_path / "sdist")) as one,
        tarfile.open(sdist) as other,
    ):
        assert one.getnames() == other.getnames()


@pytest.mark.parametrize("kind", ["positions", "meetings", "outlines", "documents"])
def test_the_wheel_brings_nothing_that_was_said_or_decided(kind: str, wheel: Path) -> None:
    assert [name for name in names_in(wheel) if f"data/{kind}/" in name] == [
        f"partnercli/starter/data/{kind}/README.md"
    ]


def test_what_is_said_of_the_package_is_complete_and_gives_no_address_that_is_not_there(wheel: Path) -> None:
    said = metadata_of(wheel)
    assert (said["Name"], said["License-Expression"], said["License-File"]) == (
        "partnercli",
        "EUPL-1.2",
        "LICENSE",
    )
    assert said["Requires-Python"] == ">=3.11"
    assert set(said.get_all("Provides-Extra", [])) == {"all", "pdf", "tables"}
    assert "Typing :: Typed" in "\n".join(said.get_all("Classifier", []))
    assert (said["Project-URL"], said["Home-page"], said["Author"]) == (None, None, None)


def test_the_readme_is_what_an_index_shows_of_it(wheel: Path) -> None:
    said = metadata_of(wheel)
    text = str(said.get_payload())
    assert said["Description-Content-Type"] == "text/markdown"
    assert text == (ROOT / "README.md").read_text("utf-8")
    kinds = {token.type for token in MarkdownIt("commonmark").enable("table").parse(text)}
    assert "html_block" not in kinds
