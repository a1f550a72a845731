"""What all tests share: how Hypothesis searches, the repositories they read, a pen, and the program."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from contracts_kept import require_contract
from partnercli.repository import one_file
from partnercli.repository.walk import Walked, read_yaml

if TYPE_CHECKING:
    from canaries import Planted

ROOT = Path(__file__).parents[1]

MEMORY = Path("/dev/shm")  # noqa: S108 - where temporary folders lie in memory
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 1 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# In a shell's background and under nohup these are ignored, which every program that a test starts would take over.
for number in {signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)}:  # Windows has but the first
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)

os.environ["PARTNER_CACHE_DIR"] = ""
"""Nothing is remembered from one test to the next; the tests of the cache name a folder of their own."""

_READ: dict[tuple[bytes, str], Walked] = {}


def _read_once(data: bytes, file: str) -> Walked:
    """What the bytes of a small file say: the few hundred files that most tests share are parsed once a process."""
    key = data, file
    if key not in _READ:
        if len(data) > 1 << 14 or len(_READ) > 5000:
            return read_yaml(data, file)
        _READ[key] = read_yaml(data, file)
    return _READ[key]


one_file.read_yaml = _read_once  # type: ignore[attr-defined]  # a plain function, whose results are only looked at

settings.register_profile(
    "partner",
    deadline=None,
    max_examples=20,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("partner")


@pytest.fixture
def shipped() -> Path:
    """The repository of the real exercise: read it, never write to it."""
    return ROOT


@pytest.fixture(scope="session")
def copy_shipped() -> Callable[[Path], Path]:
    """Copies the shipped repository into a folder, and gives the folder."""

    def copy(to: Path) -> Path:
        for folder in ("data", "templates"):
            shutil.copytree(ROOT / folder, to / folder)
        (to / "partner.yaml").write_bytes((ROOT / "partner.yaml").read_bytes())
        return to

    return copy


@pytest.fixture
def fictional(tmp_path: Path) -> Path:
    """A copy of the wholly invented repository, for the test to change as it likes."""
    return Path(shutil.copytree(ROOT / "tests" / "fictional", tmp_path / "fictional"))


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The invented repository with a canary in every text: read it, never write to it."""
    from canaries import planted

    at = shutil.copytree(ROOT / "tests" / "fictional", tmp_path_factory.mktemp("watched") / "exercise")
    return planted(Path(at))


@pytest.fixture
def write(fictional: Path) -> Callable[[str, str | bytes], Path]:
    """Puts a file into `fictional`, by its path from the root; folders are made as needed."""

    def write_file(path: str, text: str | bytes) -> Path:
        file = fictional / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write_file


@pytest.fixture
def edit(fictional: Path) -> Callable[[str, str, str], None]:
    """Puts new words for old ones, which must stand there, into a file of `fictional`."""

    def edit_file(path: str, old: str, new: str) -> None:
        file = fictional / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return edit_file


@pytest.fixture(scope="session")
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs a command as a process of its own, with an environment of little else than what is given."""

    def start(
        *arguments: str,
        at: Path = ROOT,
        options: tuple[str, ...] = (),
        environment: Mapping[str, str] | None = None,
        through: str = "",
        limited: bool = False,
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {
            name: os.environ[name]
            for name in ("PATH", "PYTHONPATH", "PARTNER_CACHE_DIR")
            if name in os.environ
        }
        command = [sys.executable, "-B", *options, "-m", "partnercli", *arguments]
        if limited:  # to what a hostile file may take: 5 seconds of the processor and 500 MB
            through = "ulimit -t 5; ulimit -v 512000; " + (through or 'exec "$@"')
        if through:  # a line for the shell, in which "$@" stands for the command
            command = ["sh", "-c", through, "sh", *command]
        done = subprocess.run(
            command,
            cwd=at,
            env={**kept, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        require_contract(done.stdout.decode(errors="replace"))
        return done

    return start


@pytest.fixture(scope="session")
def screen() -> Callable[..., tuple[int, str]]:
    """Runs a command on a terminal that knows only ASCII; gives its exit code and what stands on the screen."""

    def show(*arguments: str, at: Path) -> tuple[int, str]:
        ours, theirs = os.openpty()
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "COLUMNS": "80"}
        environment["PARTNER_CACHE_DIR"] = os.environ["PARTNER_CACHE_DIR"]
        command = [sys.executable, "-B", "-m", "partnercli", *arguments]
        with subprocess.Popen(
            command, cwd=at, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
        ) as run:
            os.close(theirs)
            shown = b""
            with contextlib.suppress(OSError):  # the terminal's way to say that its last writer is gone
                while more := os.read(ours, 1 << 16):
                    shown += more
        os.close(ours)
        return run.returncode, shown.decode("ascii").replace("\r\n", "\n")

    return show


@pytest.fixture
def history(fictional: Path) -> Callable[[str], str]:
    """Commits all of `fictional` as it stands, with the words given, and gives the commit's name."""

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.invalid", "-c", "commit.gpgsign=false")
        command = ["git", *who, "-c", "core.hooksPath=/dev/null", *arguments]
        return subprocess.run(
            command, cwd=fictional, check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "--quiet", "--initial-branch=main")

    def commit(words: str) -> str:
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message", words)
        return git("rev-parse", "HEAD")

    return commit
