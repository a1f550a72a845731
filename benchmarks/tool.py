"""The tool under measurement: this tree's, or the one of another revision."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from benchmarks.programs import ENVIRONMENT, PYTHON, ROOT, Command, answer

CALLED = "from partnercli.__main__ import main; main()"


class Tool(NamedTuple):
    """A state of the tool: where its code lies, where it may keep things, whether it keeps a cache.

    A tool without a cache is always cold.
    """

    source: Path
    folder: Path
    caches: bool = False

    def command(self, *words: str) -> Command:
        """A command with nothing kept from an earlier run, and nothing for a later one."""
        return self._called("", words)

    def first(self, cache: str, *words: str) -> Command:
        """A command that finds its cache empty, and fills it."""
        return self.warm(cache, *words)._replace(before=partial(_emptied, self.folder / cache))

    def warm(self, cache: str, *words: str) -> Command:
        """A command with what its earlier runs kept in this cache, which is its own."""
        return self._called(str(self.folder / cache), words)

    def _called(self, cache: str, words: tuple[str, ...]) -> Command:
        own = {"PYTHONPATH": str(self.source), "PARTNER_CACHE_DIR": cache}
        return Command((PYTHON, "-c", CALLED, *words), ENVIRONMENT | own)


def tool_in(source: Path, folder: Path) -> Tool:
    """The tool whose code lies there."""
    tool = Tool(source, folder)
    helped = answer(tool.warm("unused", "--help"))
    if helped.returncode:
        raise SystemExit(f"the tool in {source} does not start: {helped.stderr}")
    return tool._replace(caches="--no-cache" in helped.stdout)


def tool_of(revision: str, folder: Path) -> Tool:
    """The tool as it was at a revision of this repository, its code taken out into `folder`."""
    archive = subprocess.run(
        ("git", "-C", str(ROOT), "archive", "--format=tar", revision, "src"), capture_output=True, check=False
    )
    if archive.returncode:
        raise SystemExit(f"there is no tool at {revision}: {archive.stderr.decode()}")
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    return tool_in(folder / "src", folder / "kept")


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
