"""Takes the styles from a Word template, and nothing else.

Its text, headers, comments, macros, properties and whatever it refers to are never looked at. Of the styles come
those that a document uses, with what they are based on, cleaned of all that could hide or reveal something.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import files

from lxml import etree

from partnercli.documents.word.elements import Element, W, w
from partnercli.documents.word.relations import OFFICE
from partnercli.documents.word.template_archive import WordTemplateProblem, no_word_file, template_parts

__all__ = ["NEEDED", "Styles", "WordTemplateProblem", "read_template"]

NEEDED = (
    "Normal",
    *("Heading 1", "Heading 2", "Heading 3", "Annex Label", "Caption"),
    *("List Bullet", "List Number", "Numbered Paragraph", "Table Text", "Table Grid"),
    *("Note Institution", "Note Reference", "Note Subject", "Note Kind", "Note Banner", "Footer"),
    *("footnote text", "footnote reference", "Hyperlink"),
)
"""The styles that documents use, named as Word shows them."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = f"{{{W}}}"
_DROPPED = frozenset(
    f"{_W}{name}"
    for name in (
        *("rsid", "numPr", "lang", "vanish", "specVanish", "webHidden", "aliases", "sectPr", "framePr"),
        *("ins", "del", "moveFrom", "moveTo", "locked", "hidden", "semiHidden"),
        *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
    )
)
"""What could hide text or tell of the template's history, or leads to parts that are not taken."""
_THEME_FONTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}
_SCRIPTS = {"ascii": "latin", "hAnsi": "latin", "eastAsia": "ea", "cs": "cs"}


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document: the part without a language, and identifiers by name in small letters."""

    part: Element
    ids: Mapping[str, str]

    def in_language(self, tag: str) -> Element:
        """The part, its texts in a language."""
        part = deepcopy(self.part)
        part[0][0][0].append(w("lang", val=tag))
        return part


def read_template(template: bytes | None) -> Styles:
    """The styles of a .docx, by default of the package's own; WordTemplateProblem where it is unfit."""
    parts = template_parts(house_style() if template is None else template)
    styles, theme = _styles_and_theme(parts)
    fonts = _fonts(theme)
    _clean(styles)
    _name_fonts(styles, fonts)
    found = {_value(style, "name").lower(): style for style in styles.iterfind(f"{_W}style")}
    missing = [name for name in NEEDED if name.lower() not in found]
    if missing:
        raise WordTemplateProblem(
            f"the Word template has no style {', '.join(missing)}",
            "add the styles in Word, or take the package's template and change its styles",
        )
    kept = _with_their_bases(styles, [found[name.lower()] for name in NEEDED])
    ids = {name.lower(): _id(found[name.lower()]) for name in NEEDED}
    return Styles(w("styles", _defaults(styles), *kept), ids)


def house_style() -> bytes:
    """The package's own template, as a .docx file."""
    return (files("partnercli") / "documents" / "templates" / "note.docx").read_bytes()


def _parsed(part: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        no_word_file()


def _styles_and_theme(parts: Mapping[str, bytes]) -> tuple[Element, Element | None]:
    main = next(_targets(parts, "", "officeDocument"), "")
    if main not in parts or _content_type(parts, main) != _MAIN:
        no_word_file()
    styles = next(_targets(parts, main, "styles"), "")
    theme = next(_targets(parts, main, "theme"), "")
    if styles not in parts:
        no_word_file()
    part = _parsed(parts[styles])
    if part.tag != f"{_W}styles":
        no_word_file()
    return part, _parsed(parts[theme]) if theme in parts else None


def _targets(parts: Mapping[str, bytes], part: str, kind: str) -> Iterator[str]:
    """The names of the parts that a part has a relationship of a kind to; the file's own for no name."""
    folder, name = posixpath.split(part)
    relations = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if relations is None:
        return
    for relation in _parsed(relations):
        if relation.get("Type") == f"{OFFICE}/{kind}" and relation.get("TargetMode") != "External":
            target = posixpath.join("/", folder, str(relation.get("Target")))
            yield posixpath.normpath(target).lstrip("/")


def _content_type(parts: Mapping[str, bytes], name: str) -> str:
    """What the file says a part is; for a file with macros this is not what a plain document says."""
    for kind in _parsed(parts.get("[Content_Types].xml", b"")).iterfind(f"{_TYPES}Override"):
        if str(kind.get("PartName")).lower() == f"/{name}".lower():
            return str(kind.get("ContentType"))
    return ""


def _clean(styles: Element) -> None:
    """Keep only elements and attributes that Word has always had, and of those none that is dropped."""
    for element in list(styles.iter()):
        outside = not str(element.tag).startswith(_W) or element.tag in _DROPPED
        parent = element.getparent()
        if outside and parent is not None:
            parent.remove(element)
            continue
        element.text = element.tail = None
        for name in element.attrib:
            local = str(name).removeprefix(_W)
            if not str(name).startswith(_W) or local.startswith(("rsid", "theme")):
                del element.attrib[name]


def _name_fonts(styles: Element, fonts: Mapping[str, str]) -> None:
    """Put a font's name in the place of each reference to the theme, which is not taken along."""
    for element in styles.iter(f"{_W}rFonts"):
        for reference, name in _THEME_FONTS.items():
            theme = str(element.attrib.pop(f"{_W}{reference}", ""))
            font = fonts.get(f"{theme[:5]} {_SCRIPTS[name]}")
            if font:
                element.set(f"{_W}{name}", font)


def _fonts(theme: Element | None) -> dict[str, str]:
    """The theme's fonts: `major latin` for headings, `minor latin` for text, and so on."""
    found: dict[str, str] = {}
    for use in ("major", "minor") if theme is not None else ():
        for script in ("latin", "ea", "cs"):
            font = theme.find(f".//{_A}{use}Font/{_A}{script}") if theme is not None else None
            found[f"{use} {script}"] = str(font.get("typeface") or "") if font is not None else ""
    return found


def _with_their_bases(styles: Element, needed: list[Element]) -> list[Element]:
    """The styles that documents need, those they are based on, and the defaults, in the template's order."""
    every = {_id(style): style for style in styles.iterfind(f"{_W}style")}
    wanted = [*needed, *(style for style in every.values() if style.get(f"{_W}default") in ("1", "true"))]
    kept: set[str] = set()
    while wanted:
        style = wanted.pop()
        if _id(style) not in kept:
            kept.add(_id(style))
            wanted += [every[key] for key in [_value(style, "basedOn")] if key in every]
    for style in every.values():
        for reference in ("basedOn", "link", "next"):
            if _value(style, reference) not in kept:
                style[:] = [one for one in style if one.tag != f"{_W}{reference}"]
    return [style for key, style in every.items() if key in kept]


def _value(style: Element, name: str) -> str:
    found = style.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val"))


def _defaults(styles: Element) -> Element:
    """The defaults of all styles, made complete: those of letters come first."""
    found = {str(one.tag): one for one in styles.iterfind(f"{_W}docDefaults/*")}
    letters = found.get(f"{_W}rPrDefault", w("rPrDefault"))
    if not len(letters):
        letters.append(w("rPr"))
    return w("docDefaults", letters, found.get(f"{_W}pPrDefault", w("pPrDefault")))


def _id(style: Element) -> str:
    return str(style.get(f"{_W}styleId"))
