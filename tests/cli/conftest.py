"""The command line as users meet it, run in this process with its streams caught."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from functools import cache
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest

from contracts_kept import require_contract
from partnercli.cli.run import run
from partnercli.repository.cache import FOLDER
from report_files import DOCUMENT, RELEASE

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
REWRITE = "PARTNER_REWRITE_GOLDEN"
"""Set it to write the expected outputs anew; then read what changed in them."""
SPOKEN = "data/positions/2031-03-04-working-group"
"""Where positions at the current meeting of the fictional repository lie."""
_UNSET = ("NO_COLOR", "FORCE_COLOR", "PARTNER_REPO", "TERM", "TERMINAL_WIDTH")


class Outcome(NamedTuple):
    """How a run ended, and what it printed."""

    code: int
    out: str
    err: str


class Stream(TextIOWrapper):
    """Catches what is written, byte for byte; `terminal` says whether it passes for a screen."""

    def __init__(self, *, terminal: bool, errors: str = "strict") -> None:
        self.caught = BytesIO()
        self.terminal = terminal
        super().__init__(self.caught, encoding="utf-8", errors=errors, newline="")

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.caught.getvalue().decode()


def in_process(*arguments: str | Path, at: Path, terminal: bool = False, **environment: str) -> Outcome:
    """Run `partner` here: in the folder `at`, 80 columns wide unless COLUMNS says otherwise."""
    out, err = (
        Stream(terminal=terminal),
        Stream(terminal=terminal, errors="backslashreplace"),
    )  # as Python's are
    with pytest.MonkeyPatch.context() as patch, chdir(at), redirect_stdout(out), redirect_stderr(err):
        for name in _UNSET:
            patch.delenv(name, raising=False)
        for name, value in {"COLUMNS": "80", **environment}.items():
            patch.setenv(name, value)
        code = run([str(argument) for argument in arguments])
    require_contract(out.text())
    return Outcome(code, out.text(), err.text())


@pytest.fixture(autouse=True)
def not_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """That what is written is on the disk is held by the tests of the writer, and by those that kill it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="session")
def partner() -> Callable[..., Outcome]:
    """Runs a command in this process, in the folder `at`."""
    return in_process


@pytest.fixture
def document(partner: Callable[..., Outcome], fictional: Path) -> Callable[..., Outcome]:
    """Runs `partner document` in the fictional repository."""
    return lambda *arguments: partner("document", *arguments, at=fictional)


@pytest.fixture
def noted(fictional: Path) -> Callable[[str], str]:
    """What the file of a delegation at the current meeting says from its basis to its sources; empty for none."""

    def read(code: str) -> str:
        file = fictional / SPOKEN / f"{code.lower()}.yaml"
        text = file.read_text("utf-8") if file.exists() else ""
        return text.partition("basis: ")[2].partition("sources:")[0]

    return read


@pytest.fixture
def cache_folder(tmp_path: Path) -> Path:
    """A cache's folder, not made yet."""
    return tmp_path / "cache"


@pytest.fixture
def remembering(partner: Callable[..., Outcome], cache_folder: Path) -> Callable[..., Outcome]:
    """Runs a command that remembers."""

    def run_with_cache(*arguments: str, at: Path, **others: str) -> Outcome:
        return partner(*arguments, at=at, **{FOLDER: str(cache_folder)} | others)

    return run_with_cache


@pytest.fixture(scope="session")
def on_shipped() -> Callable[..., Outcome]:
    """Runs a command that only reads on the shipped repository; the same command runs once for all tests."""

    @cache
    def once(*arguments: str) -> Outcome:
        return in_process(*arguments, at=ROOT)

    return once


@pytest.fixture
def shipped_copy(copy_shipped: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A copy of the shipped repository, for the test to change as it likes."""
    return copy_shipped(tmp_path / "shipped")


@pytest.fixture(scope="session")
def new_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `partner init` makes without options: read it, never write to it."""
    at = tmp_path_factory.mktemp("init")
    assert in_process("init", "new", at=at).code == 0
    return at / "new"


@pytest.fixture
def base(history: Callable[[str], str]) -> None:
    """The invented repository before the edits of a test, kept by git: `main`."""
    history("first")


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], dict[str, tuple[bytes, int]]]:
    """What stands under a folder: each file's bytes and the time of its last change."""

    def listing(folder: Path) -> dict[str, tuple[bytes, int]]:
        return {
            path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return listing


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with the one kept under `golden/`, byte for byte."""

    def compare(name: str, text: str) -> None:
        if os.environ.get(REWRITE):
            (GOLDEN / name).write_bytes(text.encode())
        assert text.encode() == (GOLDEN / name).read_bytes(), f"see the change, or set {REWRITE}=1 to keep it"

    return compare


@pytest.fixture
def released(edit: Callable[[str, str, str], None], fictional: Path) -> Path:
    """The invented repository with a decision that lets the public have its document."""
    edit(DOCUMENT, "sources:", RELEASE)
    return fictional


@pytest.fixture
def after_the_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the run lies after the fictional meetings."""

    class Day(date):
        @classmethod
        def today(cls) -> Day:
            return cls(2031, 4, 1)

    monkeypatch.setattr("partnercli.cli.app.date", Day)


@pytest.fixture
def a_year_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the run lies a year after the fictional meetings."""

    class Day(date):
        @classmethod
        def today(cls) -> Day:
            return cls(2032, 4, 1)

    monkeypatch.setattr("partnercli.cli.app.date", Day)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody types these lines, then Ctrl-D."""

    class Keyboard(StringIO):
        def isatty(self) -> bool:
            return True

    return lambda lines: monkeypatch.setattr("sys.stdin", Keyboard(lines))
