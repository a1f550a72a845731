"""The smaller parts of a Word file: footnotes, settings, properties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lxml import etree

from partnercli.documents.word.elements import Element, allowed, root, w

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "application/vnd.openxmlformats-package"
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
_WORD_2013 = "15"
"""The version whose layout Word is to follow; without it Word opens the file in a mode for old ones."""

_LANGUAGES = {
    "bg": "BG", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "GB", "es": "ES", "et": "EE",
    "fi": "FI", "fr": "FR", "ga": "IE", "hr": "HR", "hu": "HU", "it": "IT", "lt": "LT", "lv": "LV",
    "mt": "MT", "nl": "NL", "pl": "PL", "pt": "PT", "ro": "RO", "sk": "SK", "sl": "SI", "sv": "SE",
}  # fmt: skip
"""The country whose spelling Word is to check, by language of the Union."""


def language_tag(code: str) -> str:
    """The language as Word names it: en-GB for EN; a language that is none of the Union's as it is."""
    language = allowed(code).strip().lower()
    return f"{language}-{_LANGUAGES[language]}" if language in _LANGUAGES else language


def footnotes(notes: Iterable[Element]) -> Element:
    """The part for footnotes: two lines that part them from the text, then the notes."""
    lines = (_separator(number, name) for number, name in _SEPARATORS.items())
    return w("footnotes", *lines, *notes)


def _separator(number: int, name: str) -> Element:
    spacing = w("spacing", before=0, after=0, line=240, lineRule="auto")
    paragraph = w("p", w("pPr", spacing), w("r", w(name)))
    return w("footnote", paragraph, type=name, id=number)


def settings(*, revising: bool) -> Element:
    """The settings; `revising` has Word mark whatever is changed from now on."""
    made = w("settings")
    if revising:
        made.append(w("trackRevisions"))
    made.append(w("defaultTabStop", val=720))
    made.append(w("characterSpacingControl", val="doNotCompress"))
    made.append(w("footnotePr", *(w("footnote", id=number) for number in _SEPARATORS)))
    uri = "http://schemas.microsoft.com/office/word"
    made.append(w("compat", w("compatSetting", name="compatibilityMode", uri=uri, val=_WORD_2013)))
    return made


def core_properties(title: str, language: str, day: date) -> Element:
    """What the file says of itself: title, language and the document's day, and nobody's name."""
    namespaces = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    core = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=namespaces)
    etree.SubElement(core, f"{{{_DC}}}title").text = allowed(title)
    etree.SubElement(core, f"{{{_DC}}}language").text = language
    for name in ("created", "modified"):
        moment = etree.SubElement(core, f"{{{_TERMS}}}{name}")
        moment.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        moment.text = f"{day.isoformat()}T00:00:00Z"
    return core


def content_types(names: Iterable[str]) -> Element:
    """What kind of content each part has, by its name."""
    endings = {
        "rels": f"{_PACKAGE}.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "svg": "image/svg+xml",
    }
    part = root(_TYPES, "Types")
    used = {name.rpartition(".")[2] for name in names} | {"rels", "xml"}
    for ending, kind in endings.items():
        if ending in used:
            etree.SubElement(part, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
    for name in sorted(names):
        kind = _kind(name)
        if kind:
            etree.SubElement(part, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return part


def _kind(name: str) -> str:
    if name == "docProps/core.xml":
        return f"{_PACKAGE}.core-properties+xml"
    folder, _, part = name.rpartition("/")
    if folder != "word":
        return ""
    stem = part.removesuffix(".xml").rstrip("0123456789")
    return f"{_WORD}.{'document.main' if stem == 'document' else stem}+xml"
