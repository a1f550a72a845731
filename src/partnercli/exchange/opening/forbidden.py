"""What an Office file may not bring along: whatever runs, calculates, or fetches something from elsewhere."""

from __future__ import annotations

import re
from typing import NamedTuple

from partnercli.exchange.opening.package import Package, Relationship


class _Kind(NamedTuple):
    """A kind of thing that is refused: its relationships, a piece of the names of its parts, what to say of it."""

    relationships: frozenset[str]
    parts: str
    message: str
    hint: str


def _kind(relationships: str, parts: str, message: str, hint: str) -> _Kind:
    return _Kind(frozenset(relationships.lower().split()), parts, message, hint)


_KINDS = (
    _kind(
        "vbaProject wordVbaData", "vba",
        "it holds macros", "save it in {program} as a plain {ending}, which keeps no macros",
    ),
    _kind(
        "xlMacrosheet xlIntlMacrosheet dialogsheet", "macrosheets/ dialogsheets/",
        "it holds a sheet of macros", "delete that sheet in Excel (it may be hidden) and save the file anew",
    ),
    _kind(
        "control activeXControlBinary", "activex/",
        "it holds ActiveX controls", "delete the controls in {program} (Developer > Design Mode) and save it anew",
    ),
    _kind(
        "oleObject package", "embeddings/",
        "it holds an embedded object", "delete the object in {program}, or paste it as text, and save the file anew",
    ),
    _kind(
        "externalLink", "externallinks/",
        "it is linked to other workbooks", "break the links in Excel (Data > Edit Links) and save the file anew",
    ),
    _kind(
        "connections queryTable", "querytables/ xl/connections",
        "it is connected to other data", "delete the connections in Excel (Data > Queries & Connections)",
    ),
    _kind(
        "webextension webextensiontaskpanes", "webextensions/",
        "it brings an add-in along", "remove the add-in in {program} and save the file anew",
    ),
    _kind(
        "extensibility attachedToolbars", "customui",
        "it brings commands of its own along", "copy what it says into a new file of {program}",
    ),
    _kind(
        "aFChunk subDocument frame", "",
        "it takes in another document", "copy the text of that document into this one, and save it anew",
    ),
)  # fmt: skip
_LOCAL_TEMPLATE = re.compile(r"(file:///)?[a-z]:[\\/]|[^:\\/]+$", re.IGNORECASE)
"""A template on the writer's own disk, which Word notes in every document; nothing is fetched from there."""
_ATTACHED = "attachedTemplate"
_TEMPLATE = "choose another template in Word (Developer > Document Template: Normal.dotm) and save it anew"
_OUTSIDE = "take out the link or picture in {program}, or put in the thing itself, and save it anew"
_MACROS = "macroEnabled"


def forbidden(package: Package, main: str, ending: str) -> None:
    """Remark on all that a file brings along and may not, each at its part; `main` is the part it begins with."""
    for kind in _KINDS:
        for part in sorted(_parts(package, kind)):
            package.remarks.error(
                part, kind.message, kind.hint.format(program=package.program, ending=ending)
            )
    if _MACROS in package.kind(main) and not package.remarks.refused:
        hint = f"save it in {package.program} as a plain {ending}"
        package.remarks.error(main, "it is a file for macros", hint)
    for one in package.relationships:
        if one.outside and not _harmless(one):
            message = f"it fetches something from outside the file: {one.target[:100]}"
            hint = _TEMPLATE if one.kind == _ATTACHED else _OUTSIDE.format(program=package.program)
            package.remarks.error(one.source or "_rels/.rels", message, hint)


def _parts(package: Package, kind: _Kind) -> set[str]:
    led_to = {
        one.target
        for one in package.relationships
        if not one.outside and one.kind.lower() in kind.relationships
    }
    pieces = kind.parts.split()
    named = {
        part
        for part in package.parts
        if not part.endswith(".rels") and any(piece in part.lower() for piece in pieces)
    }
    return led_to | named


def _harmless(one: Relationship) -> bool:
    """Links that people follow, which are not followed here, and the name of a template on somebody's disk."""
    local = one.kind == _ATTACHED and _LOCAL_TEMPLATE.match(one.target) is not None
    return one.kind == "hyperlink" or local
