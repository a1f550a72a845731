"""Which program is started, and how it is ended, also where the system does little for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from partnercli.system.processes import apart, cap_memory, end, program


@pytest.fixture(params=["git", "git.exe"])
def file(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the file of the program `git` is called: on Windows, with an ending."""
    monkeypatch.delenv("PATHEXT", raising=False)
    if request.param.endswith(".exe"):
        monkeypatch.setenv("PATHEXT", ".COM;.EXE;.BAT")
    return str(request.param)


def test_a_program_of_that_name_in_the_working_folder_is_never_started(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("repository", "programs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).touch(0o755)
    monkeypatch.chdir(tmp_path / "repository")
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "../repository", str(tmp_path / "programs")]))
    assert program("git") == str(tmp_path / "programs" / file)


def test_what_is_no_program_is_passed_over(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "git.py").touch(0o755)
    (tmp_path / file).mkdir()
    if hasattr(os, "fork"):  # elsewhere no right to be started is asked for
        (tmp_path / "texts").mkdir()
        (tmp_path / "texts" / file).touch(0o644)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), str(tmp_path / "texts"), "/nowhere"]))
    with pytest.raises(FileNotFoundError):
        program("git")


def test_a_process_alone_is_ended_where_there_are_no_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    process = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"], **apart())
    monkeypatch.delattr(os, "killpg", raising=False)
    assert apart() == {"creationflags": 0x200 | 0x8000000}
    end(process)
    assert process.wait(10) != 0
    end(process)


def test_where_no_limit_can_be_set_from_outside_none_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    with subprocess.Popen([sys.executable, "-S", "-c", ""]) as process:
        cap_memory(process, 1)
    assert process.returncode == 0


def test_nobody_else_is_ended_in_place_of_a_program_whose_end_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process = subprocess.Popen([sys.executable, "-S", "-c", ""], **apart())
    process.wait(10)
    monkeypatch.setattr(os, "killpg", lambda *_: pytest.fail("ended"), raising=False)
    end(process)
