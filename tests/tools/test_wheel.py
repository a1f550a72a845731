"""The tool as it is installed: a wheel, and one of the source archive, makes the same new repository as a checkout."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"

pytestmark = pytest.mark.tools


def built(what: str, source: Path, into: Path) -> Path:
    """The archive that hatchling makes of the project at `source`, without a network: build_wheel or build_sdist."""
    into.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", BUILD, what, into], cwd=source, capture_output=True, text=True, check=True
    )
    return into / done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return built("build_wheel", ROOT, tmp_path_factory.mktemp("wheel") / "made")


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The wheel unpacked, far from the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(wheel.parent / "unpacked")  # noqa: S202 - our own, made above
    return wheel.parent / "unpacked"


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


def test_the_wheel_of_the_source_archive_is_the_same_to_the_byte(wheel: Path, tmp_path: Path) -> None:
    archive = built("build_sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert built("build_wheel", source, tmp_path / "again").read_bytes() == wheel.read_bytes()


@pytest.mark.parametrize("kind", ["positions", "meetings", "outlines", "documents"])
def test_the_wheel_brings_nothing_that_was_said_or_decided(kind: str, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if f"data/{kind}/" in name]
    assert names == [f"partnercli/starter/data/{kind}/README.md"]
