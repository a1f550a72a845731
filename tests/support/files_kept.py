"""The files of a repository, kept in memory and put back."""

from __future__ import annotations

from pathlib import Path


def files(root: Path) -> dict[str, bytes]:
    """The bytes of every file under a folder, by its path from there."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def restore(root: Path, before: dict[str, bytes]) -> None:
    """Put back what `files` found; what came since goes."""
    now = files(root)
    for path in now.keys() - before.keys():
        (root / path).unlink()
    for path, data in before.items():
        if now.get(path) != data:
            (root / path).write_bytes(data)
