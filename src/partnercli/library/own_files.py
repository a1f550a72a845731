"""What a repository brings for its documents: templates of the words, Word styles, fonts."""

from __future__ import annotations

from pathlib import Path

from partnercli.documents.formats import Look
from partnercli.documents.templates import ENDING
from partnercli.library.problems import NoAccess, Refused
from partnercli.repository.kinds import TEMPLATES
from partnercli.repository.load import Loaded
from partnercli.repository.text import LARGEST, decode
from partnercli.repository.trees import Missing, Unreadable

FONTS = "fonts"
"""The folder of fonts."""
STYLES = f"{TEMPLATES}/note.docx"
"""The file whose styles Word documents take."""
MOST_TEMPLATES = 100


def own_templates(loaded: Loaded) -> dict[str, str]:
    """The repository's own templates, text by file name."""
    try:
        paths = [path for path in loaded.tree.files(TEMPLATES) if path.endswith(ENDING)]
    except Unreadable as error:
        raise NoAccess(f"{TEMPLATES} cannot be read: {error}") from error
    if len(paths) > MOST_TEMPLATES:
        raise Refused(
            f"{TEMPLATES} holds more than {MOST_TEMPLATES} templates", "take out what no document needs"
        )
    own: dict[str, str] = {}
    for path in paths:
        try:
            found = decode(loaded.tree.read(path), path)
        except Unreadable as error:
            raise NoAccess(f"{path} cannot be read: {error}") from error
        if found.text is None or found.findings:
            raise Refused(f"{path}: {found.findings[0].message}", found.findings[0].hint)
        own[path.removeprefix(f"{TEMPLATES}/")] = found.text
    return own


def own_look(loaded: Loaded, root: Path) -> Look:
    """The repository's own Word styles, and its folder of fonts, which is always that of today."""
    try:
        styles: bytes | None = loaded.tree.read(STYLES)
    except Missing:
        styles = None
    except Unreadable as error:
        raise NoAccess(f"{STYLES} cannot be read: {error}") from error
    if styles is not None and len(styles) > LARGEST:
        raise Refused(f"{STYLES} is larger than {LARGEST:,} bytes", "keep styles in it, and no pictures")
    fonts = root / FONTS
    if fonts.is_symlink():
        raise Refused(f"{FONTS}/ is a link that leads elsewhere", "put the fonts into the folder itself")
    return Look(styles, fonts if fonts.is_dir() else None)
