"""What the tool finds around it on this computer: git, the screen, the Tab key, the cache, the system."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from partnercli.cli.doctor.point import Point, Sign
from partnercli.cli.session import Session
from partnercli.cli.terminal import Terminal
from partnercli.repository.cache import contents
from partnercli.repository.git import GitProblem, run
from partnercli.system.folders import BY_DESCRIPTOR

_SCRIPTS = {
    "bash": ".bash_completions/partner.sh",
    "zsh": ".zfunc/_partner",
    "fish": ".config/fish/completions/partner.fish",
}
"""Where `partner --install-completion` puts its script, from the home folder, by shell."""


def git() -> Point:
    """Whether git is here, which past states are read with."""
    try:
        done = run(Path(sys.prefix), "--version")
    except GitProblem:
        done = None
    if done is None or done.returncode:
        said = "git: not found, so no past state can be read: diff, history, --at, validate --changed-since"
        return Point("git", Sign.MISSING, said, "install git, which whoever keeps this computer can do")
    return Point("git", Sign.OK, f"{done.stdout.decode(errors='replace').strip()}, for past states")


def around(session: Session, root: Path | None) -> Iterator[Point]:
    """The screen, the Tab key, the cache, and what this system does in a plain way."""
    yield _screen(session.terminal)
    yield _completion()
    yield _cache(session, root)
    yield _system()


def _screen(terminal: Terminal) -> Point:
    encoding = (sys.stdout.encoding or "ascii").lower()
    if not terminal.is_terminal:
        return Point("screen", Sign.OK, f"output goes to a file or pipe: {terminal.width} columns, no colour")
    said = f"screen: {terminal.width} columns, {'colour' if terminal.has_color else 'no colour'}"
    if encoding.replace("_", "-") != "utf-8":
        said += f"; it takes {encoding}, so bars and accents are shown in plain signs"
        return Point("screen", Sign.NOTE, said, "choose UTF-8 in the settings of the terminal")
    return Point("screen", Sign.OK, f"{said}, UTF-8")


def _completion() -> Point:
    shell = os.path.basename(os.environ.get("SHELL", ""))  # noqa: PTH119 - a text
    if shell not in _SCRIPTS:
        said = "the Tab key: whether it completes names is not known for this shell"
        return Point(
            "completion", Sign.NOTE, said, "in bash, zsh, fish or PowerShell: partner --install-completion"
        )
    if (Path(os.path.expanduser("~")) / _SCRIPTS[shell]).exists():  # noqa: PTH111 - Path.home() may raise
        return Point("completion", Sign.OK, f"the Tab key completes names in {shell}")
    said = f"the Tab key does not complete names in {shell} yet"
    return Point("completion", Sign.MISSING, said, "partner --install-completion")


def _cache(session: Session, root: Path | None) -> Point:
    place = session.cache_of(root)
    if place.folder is None:
        return Point("cache", Sign.NOTE, f"nothing is remembered between runs: {place.why_not}")
    return Point("cache", Sign.OK, f"cache: {contents(place.folder).size_in_words} in {place.folder}")


def _system() -> Point:
    name = f"{platform.system()} {platform.release()}"
    plain = list(_done_plainly())
    if not plain:
        return Point("system", Sign.OK, name)
    return Point("system", Sign.NOTE, f"{name}: {'; '.join(plain)}", "SECURITY.md says what that means")


def _done_plainly() -> Iterator[str]:
    """What this system lacks, and what is done instead."""
    if not BY_DESCRIPTOR:
        yield "files are opened by their whole path, and not from folder to folder"
    if not hasattr(os, "killpg"):
        yield "programs that git starts are not ended with it"
