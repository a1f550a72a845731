"""What an Office file may not bring along: whatever runs, calculates, or fetches something from elsewhere."""

from __future__ import annotations

import re
from typing import NamedTuple

from partnercli.documents.office_archive import BEGINNING
from partnercli.exchange.opening.package import Package


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
        "it is linked to other workbooks",
        "break the links in Excel (Data > Edit Links, now called Workbook Links) and save the file anew",
    ),
    _kind(
        "connections queryTable", "querytables/ xl/connections",
        "it is connected to other data",
        "delete the connections in Excel (Data > Queries & Connections) and save it anew",
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
_OWN_DISK = re.compile(r"(file:///)?[a-z]:[\\/]|[^:\\/]+$", re.IGNORECASE)
"""Where something lies on the writer's own disk, as the template that Word notes in every document."""
_NOT_FETCHED = {
    "attachedTemplate": "the template it was written with",
    "mailMergeSource": "the list it was merged with",
    "mailMergeHeaderSource": "the list it was merged with",
}
"""Files elsewhere that Word notes down, by their relationships: a ministry's own, and never looked for here."""
_OUTSIDE = "take out the link or picture in {program}, or put in the thing itself, and save it anew"
_MACROS = "macroEnabled"


def forbidden(package: Package, main: str, ending: str) -> None:
    """Remark on all that a file brings along and may not, each at its part; `main` is the part it begins with."""
    charted = _charted(package)
    for part in sorted(charted):
        package.remarks.warning(part, "the numbers behind a chart are not read")
    for kind in _KINDS:
        for part in sorted(_parts(package, kind) - charted):
            package.remarks.error(
                part, kind.message, kind.hint.format(program=package.program, ending=ending)
            )
    if _MACROS in package.kind(main) and not package.remarks.refused:
        hint = f"save it in {package.program} as a plain {ending}"
        package.remarks.error(main, "it is a file for macros", hint)
    for one in package.relationships:
        if one.outside and one.kind in _NOT_FETCHED:
            if not _OWN_DISK.match(one.target):
                message = f"{_NOT_FETCHED[one.kind]} lies elsewhere and is not fetched: {one.target[:100]}"
                package.remarks.warning("", message)
        elif one.outside and one.kind != "hyperlink":  # which people follow, and nothing here
            message = f"it fetches something from outside the file: {one.target[:100]}"
            hint = _OUTSIDE.format(program=package.program)
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


def _charted(package: Package) -> set[str]:
    """The workbooks that Office puts beside a chart for its numbers, where they are plain and nothing else's."""
    uses = [one for one in package.relationships if one.target in package.parts and not one.outside]
    others = {one.target for one in uses if one.kind != "package" or "/charts/" not in one.source}
    return {one.target for one in uses if _plain(package.parts[one.target])} - others


def _plain(part: bytes) -> bool:
    """Whether a part is an archive that holds no macros: the names in an archive are not packed."""
    return part.startswith(BEGINNING) and b"vbaproject" not in part.lower()
