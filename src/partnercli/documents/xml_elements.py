"""XML as text: elements around what is already escaped, so that no value can become markup."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold (XML 1.0, production 2)."""
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_REFERENCES |= {space: f"&#{ord(space)};" for space in "\t\n\r"}
"""A reader would make spaces or line feeds of tabs and line ends; written so, they stay what they are."""


def escaped(value: str) -> str:
    """A value as it stands in an element or an attribute; what XML cannot hold becomes U+FFFD."""
    return "".join(_REFERENCES.get(character, character) for character in FORBIDDEN.sub("\ufffd", value))


def element(name: str, inner: str = "", /, **attributes: str) -> str:
    """An element around what is already escaped; in an attribute's name a _ is a hyphen, at the end nothing."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def lines(*parts: str) -> str:
    """Elements each on a line of its own, one step in; nothing where there is none."""
    within = "".join("\n" + part for part in parts if part)
    return within.replace("\n", "\n  ") + "\n" if within else ""
