"""The folder of a repository: what makes it one, and the files in it at a revision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from partnercli.library.problems import NotFound
from partnercli.repository.kinds import SETTINGS

if TYPE_CHECKING:  # a check of what did not change needs no git
    from partnercli.repository.git_tree import GitTree

BUILD = "build"
"""The folder of what is made from the records, which is no part of them."""


def require_repository(folder: Path) -> Path:
    """The folder, if it is the root of a repository; raises NotFound."""
    if not (folder / SETTINGS).exists():
        raise NotFound(f"{folder} is no repository: it has no {SETTINGS}", "name a folder that has one")
    return folder


def past(root: Path, revision: str) -> GitTree:
    """The files as they were at a revision; raises NotFound."""
    from partnercli.repository.git import GitProblem
    from partnercli.repository.git_tree import GitTree

    try:
        return GitTree(root, revision)
    except GitProblem as problem:
        raise NotFound(str(problem), problem.hint) from problem
