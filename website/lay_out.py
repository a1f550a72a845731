"""Lays out for zensical what the site is made from: `python -m website.lay_out build`, part of `make site`.

The pages are those of the repository, to be read on a forge as well. They are read here as a forge reads them, and
zensical, which reads another Markdown, is given the result: it adds theme, navigation and search.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path, PurePosixPath
from typing import Any, Final

from website.navigation import navigation
from website.page import laid_out, title

ROOT: Final = Path(__file__).parents[1]
HERE: Final = ROOT / "website"


def lay_out(root: Path, to: Path) -> None:
    """Put the pages and images of a repository, the theme and zensical's settings into a folder.

    What was laid out there before goes, so that a page that is no more leaves nothing behind.
    """
    source = to / "site-source"
    shutil.rmtree(source, ignore_errors=True)
    places = {path: place_of(path) for path in (*found(root, ".md"), *found(root, ".svg"))}
    titles = {}
    for path, place in places.items():
        target = source / "pages" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".md"):
            text = (root / path).read_text("utf-8")
            target.write_text(laid_out(text, path, places), "utf-8")
            titles[place] = title(text)
        else:
            shutil.copyfile(root / path, target)
    shutil.copytree(HERE / "theme", source / "theme")
    settings = (HERE / "zensical.toml").read_text("utf-8")
    (to / "zensical.toml").write_text(
        settings.replace("[project]\n", f"[project]\nnav = {toml(navigation(titles))}\n", 1), "utf-8"
    )


def found(root: Path, ending: str) -> list[str]:
    """The files with this ending of the root and of docs/, from the root."""
    files = (*root.glob(f"*{ending}"), *(root / "docs").rglob(f"*{ending}"))
    return sorted(file.relative_to(root).as_posix() for file in files)


def place_of(path: str) -> str:
    """Where a page or image lies among those of the site: a README is what its folder shows first."""
    pure = PurePosixPath(path)
    return str(pure.with_name("index.md")) if pure.name == "README.md" else path


def toml(value: Any) -> str:
    """A value of texts, lists and mappings as TOML writes it on one line."""
    match value:
        case str():
            return json.dumps(value)
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case _:
            return f"{{{', '.join(f'{json.dumps(key)} = {toml(one)}' for key, one in value.items())}}}"


if __name__ == "__main__":
    lay_out(ROOT, Path(sys.argv[1]))
