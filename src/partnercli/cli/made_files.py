"""Files that were made, put into a folder that is no part of the data: the build folder, or one that was named."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from partnercli.cli.problems import NoAccess, Refused
from partnercli.cli.session import Session, shown
from partnercli.repository.write import ANYTHING, WriteProblem, require_writable, write_atomic

BUILD = "build"


def put(session: Session, output: Path | None, files: Mapping[str, bytes], under: str = "") -> list[Path]:
    """Put files by name into the folder named, or into build/ of the repository; gives their paths.

    `under` is a folder within it. Each file is written whole or not at all, over what stood there; raises Refused or
    NoAccess.
    """
    folder = output if output is not None else session.root / BUILD
    if output is None and folder.is_symlink():
        raise Refused(
            f"{BUILD}/ is a link that leads elsewhere", "remove the link, or name a folder with --output"
        )
    paths = [folder / under / name for name in files]
    try:
        for path in paths:
            require_writable(path)
    except WriteProblem as error:
        raise NoAccess(str(error), "name another folder with --output") from error
    for place, (path, data) in enumerate(zip(paths, files.values(), strict=True)):
        try:
            write_atomic(path, data, ANYTHING)
        except WriteProblem as error:
            before = f"; new already: {', '.join(map(shown, paths[:place]))}" if place else ""
            raise NoAccess(f"{error}{before}", "name another folder with --output") from error
    return paths


def as_listed(path: Path, data: bytes, **more: Any) -> dict[str, Any]:
    """A file as lists in JSON have it: its path, what else is said of it, its size and the SHA-256 of its bytes."""
    return {"path": shown(path), **more, "bytes": len(data), "sha256": sha256(data).hexdigest()}
