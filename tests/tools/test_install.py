"""The tool as people install it: by pip, pipx and uv, into clean environments, and then tried from its first command.

No network is used: the libraries come from a shelf of wheels packed from what the lock brought here. All happens in a
folder whose name has a space and letters beyond ASCII.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import partnercli
import shelf
from packages import built

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))
"""Where this environment has its programs: pip, pipx, uv, mypy."""
EXAMPLE = ROOT / "examples" / "library.py"

pytestmark = pytest.mark.tools


class Desk(NamedTuple):
    """A folder to install into, with what is installed from; nothing of the user's own settings counts there."""

    folder: Path
    stock: Path
    wheel: Path
    sdist: Path

    @property
    def environment(self) -> dict[str, str]:
        """What programs are told: take from the shelf alone, and keep all in the folder."""
        return {
            "PATH": f"{SCRIPTS}:/usr/bin:/bin",
            "HOME": f"{self.folder}",
            "LC_ALL": "C.UTF-8",
            "PARTNER_CACHE_DIR": "",
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_COMPILE": "1",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": f"{self.stock}",
            "PIP_CACHE_DIR": f"{self.folder / 'cache'}",
            "UV_CACHE_DIR": f"{self.folder / 'cache'}",
            "UV_FIND_LINKS": f"{self.stock}",
            "UV_NO_CONFIG": "1",
            "UV_NO_INDEX": "1",
            "UV_OFFLINE": "1",
            "UV_PYTHON_DOWNLOADS": "never",
            "UV_TOOL_DIR": f"{self.folder / 'tools'}",
            "UV_TOOL_BIN_DIR": f"{self.folder / 'bin'}",
            "PIPX_HOME": f"{self.folder / 'pipx'}",
            "PIPX_BIN_DIR": f"{self.folder / 'bin'}",
            "PIPX_MAN_DIR": f"{self.folder / 'man'}",
            "USE_EMOJI": "0",
        }

    def run(self, *command: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a program in the folder; it has to end with the code."""
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shelf.stocked(tmp_path_factory.mktemp("stock") / "shelf", shelf.roots())


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the source archive."""
    folder = tmp_path_factory.mktemp("archives")
    return built("build_wheel", ROOT, folder / "wheel"), built("build_sdist", ROOT, folder / "sdist")


@pytest.fixture
def desk(tmp_path: Path, stock: Path, archives: tuple[Path, Path]) -> Desk:
    folder = tmp_path / "Présidence – bureau 4"
    folder.mkdir()
    return Desk(folder, stock, *archives)


def by_pip(desk: Desk, what: Path, extras: str) -> Path:
    venv.create(desk.folder / "own", with_pip=True, symlinks=True)
    desk.run(desk.folder / "own" / "bin" / "pip", "install", f"{what}{extras}")
    return desk.folder / "own" / "bin" / "partner"


def by_uv_pip(desk: Desk, what: Path, extras: str) -> Path:
    desk.run(SCRIPTS / "uv", "venv", "--python", sys.executable, desk.folder / "own")
    python = desk.folder / "own" / "bin" / "python"
    desk.run(SCRIPTS / "uv", "pip", "install", "--python", python, f"partnercli{extras} @ {what.as_uri()}")
    return python.with_name("partner")


def by_uv_tool(desk: Desk, what: Path, extras: str) -> Path:
    requirement = f"partnercli{extras} @ {what.as_uri()}"
    desk.run(SCRIPTS / "uv", "tool", "install", "--python", sys.executable, requirement)
    return desk.folder / "bin" / "partner"


def by_pipx(desk: Desk, what: Path, extras: str) -> Path:
    desk.run(SCRIPTS / "pipx", "install", "--python", sys.executable, f"{what}{extras}")
    return desk.folder / "bin" / "partner"


def tried(desk: Desk, partner: Path, exercise: Path) -> None:
    """The first things that anybody does with it."""
    assert desk.run(partner, "--version").stdout == f"partner {partnercli.__version__}\n"
    desk.run(partner, "init", "Übung eins", "--presidency", "PT")
    done = desk.run(partner, "--repo", "Übung eins", "validate")
    assert done.stdout.startswith("nothing to mend in ")
    desk.run(partner, "--repo", exercise, "render", "note", "--format", "md,docx", "--output", "out")
    here = partnercli.open_repository(ROOT)
    for form in ("md", "docx"):
        note = here.render_note(format=form)
        assert (desk.folder / "out" / note.name).read_bytes() == note.data


@pytest.fixture
def exercise(tmp_path: Path, copy_shipped: Callable[[Path], Path]) -> Path:
    (tmp_path / "exercise").mkdir()
    return copy_shipped(tmp_path / "exercise")


@pytest.mark.parametrize("install", [by_pip, by_uv_tool, by_pipx])
def test_the_wheel_alone_does_all_but_what_an_extra_is_for_and_says_how_to_get_that(
    install: Callable[[Desk, Path, str], Path], desk: Desk, exercise: Path
) -> None:
    partner = install(desk, desk.wheel, "")
    tried(desk, partner, exercise)
    asked = (partner, "--repo", exercise, "render", "note", "--format", "pdf", "--output", "out")
    said = desk.run(*asked, code=2).stderr
    assert said.startswith("error: PDF needs typst, which is not installed\n")
    assert desk.run(partner, "--repo", exercise, "form", "DE", code=2).stderr.startswith("error: Excel")
    _, _, hint = said.partition("hint: ")
    desk.run("sh", "-c", f"exec {' '.join(hint.split())}")
    desk.run(*asked)
    assert (desk.folder / "out" / "8952-21.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("install", "kind"), [(by_pip, "sdist"), (by_uv_pip, "wheel")])
def test_with_all_extras_it_writes_pdf_and_forms_too(
    install: Callable[[Desk, Path, str], Path], kind: str, desk: Desk, exercise: Path
) -> None:
    partner = install(desk, desk.wheel if kind == "wheel" else desk.sdist, "[all]")
    tried(desk, partner, exercise)
    desk.run(partner, "--repo", exercise, "render", "note", "--format", "pdf", "--output", "out")
    assert (desk.folder / "out" / "8952-21.pdf").read_bytes().startswith(b"%PDF-")
    desk.run(partner, "--repo", exercise, "form", "DE", "--output", "out")
    assert [path.suffix for path in (desk.folder / "out").glob("*.xlsx")] == [".xlsx"]


def test_a_type_checker_sees_the_types_of_the_installed_library(desk: Desk) -> None:
    partner = by_uv_pip(desk, desk.wheel, "")
    (desk.folder / "right.py").write_bytes(EXAMPLE.read_bytes())
    (desk.folder / "wrong.py").write_text(
        "import partnercli\n\nreveal_type(partnercli.open_repository('.').tally().marking)\npartnercli.taly\n",
        "utf-8",
    )
    strict = ("-m", "mypy", "--strict", "--python-executable", partner.with_name("python"))
    desk.run(sys.executable, *strict, "right.py")
    done = desk.run(sys.executable, *strict, "wrong.py", code=1)
    assert "partnercli.records.marking.Marking" in done.stdout
    assert 'Module has no attribute "taly"' in done.stdout
