"""The folder of a repository: what makes it one, and the files in it at a revision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from partnercli.library.problems import NotFound

if TYPE_CHECKING:  # a check of what did not change needs no git
    from partnercli.repository.git_tree import GitTree

CONFIG_FILE = "partner.yaml"
"""The file that makes a folder a repository."""
BUILD = "build"
"""The folder of what is made from the records, which is no part of them."""


def require_repository(folder: Path) -> Path:
    """The folder, if it is the root of a repository; raises NotFound."""
    if not (folder / CONFIG_FILE).exists():
        raise NotFound(f"{folder} is no repository: it has no {CONFIG_FILE}", "name a folder that has one")
    return folder


def past(root: Path, revision: str) -> GitTree:
    """The files as they were at a revision; raises NotFound."""
    from partnercli.repository.git import GitProblem
    from partnercli.repository.git_tree import GitTree

    try:
        return GitTree(root, revision)
    except GitProblem as problem:
        raise NotFound(str(problem), problem.hint) from problem
