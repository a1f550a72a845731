"""Invented repositories to measure on: each has a past in git, and a copy of which a file changes before each run."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from benchmarks import generate
from benchmarks.programs import ENVIRONMENT

SUPPORT = re.compile(r"- country: (.+)\n    stance: support\n")
CURRENT = re.compile(r"current_meeting: (.+)")
GIT_ENVIRONMENT = ENVIRONMENT | {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_NAME": "Desk of the Northern Shore" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "desk@example.org" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2031-01-07T09:00:00+0000" for who in ("AUTHOR", "COMMITTER")},
}


class Repository(NamedTuple):
    """An invented repository, with what its files say, counted in their text without the tool.

    `earlier` and `now` are how many support each country, before the last commit and after it.
    """

    root: Path
    files: int
    earlier: Counter[str]
    now: Counter[str]
    country: str
    """The one that the last commit changed, and of which it changed a position."""

    @property
    def changing(self) -> Path:
        """The copy of which a file changes before each run."""
        return self.root.with_name(f"{self.root.name}-changing")


def made(root: Path, positions: int, *options: str) -> Repository:
    """A repository of two commits: the second changes a position and a country."""
    generate.main([str(root), str(positions), *options])
    files = sum(file.is_file() for file in root.rglob("*"))
    shutil.copytree(root, root.with_name(f"{root.name}-changing"))
    earlier = supported(root)
    _git(root, "init", "--quiet")
    _committed(root, "Record what was said")
    country = _changed(root)
    _committed(root, "Correct a position and a country")
    _git(root, "gc", "--quiet")
    return Repository(root, files, earlier, supported(root), country)


def supported(root: Path) -> Counter[str]:
    """How many support each country at the current meeting, as the text of the files says."""
    texts = (file.read_text("utf-8") for file in positions_in(root))
    return Counter(name for text in texts for name in SUPPORT.findall(text))


def positions_in(root: Path) -> Sequence[Path]:
    """The files of the positions at the current meeting."""
    current = CURRENT.findall((root / "partner.yaml").read_text("utf-8"))[0]
    return sorted((root / "data" / "positions" / current).glob("*.yaml"))


class Edits:
    """Edits of the last position, each different from all before."""

    def __init__(self, root: Path) -> None:
        self.file = positions_in(root)[-1]
        self.sound = self.file.read_text("utf-8")
        self.numbers = count(1)

    def __call__(self) -> None:
        """Make the next one."""
        reading = f"title: Statement, reading {next(self.numbers)} of"
        self.file.write_text(self.sound.replace("title: Statement of", reading), "utf-8")


def _changed(root: Path) -> str:
    for file in positions_in(root):
        text = file.read_text("utf-8")
        if found := SUPPORT.search(text):
            opposed = found[0].replace("support", "opposition")
            file.write_text(text.replace(found[0], opposed), "utf-8")
            record = root / "data" / "countries" / f"{found[1]}.yaml"
            since = re.sub(r"since: \d+", "since: 2004", record.read_text("utf-8"), count=1)
            record.write_text(since, "utf-8")
            return found[1]
    raise SystemExit(f"nobody supports anything in {root}")


def _committed(root: Path, why: str) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", why)


def _git(root: Path, *words: str) -> None:
    git = ("git", "-C", str(root), "-c", "gc.auto=0", "-c", "maintenance.auto=false")
    subprocess.run((*git, *words), env=GIT_ENVIRONMENT, check=True)
