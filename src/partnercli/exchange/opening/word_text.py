"""The text of a cell of Word, as a person reads it (ECMA-376, part 1, 17.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto

from lxml import etree

from partnercli.exchange.opening.elements import Element, attribute, child, children, local, says

WRAPS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
"""What may stand around rows and cells, and is none itself."""
_UNREAD = frozenset({"tbl", "tcPr", "pPr", "rPr", "sdtPr", "sectPr", "instrText", "delInstrText", "rt"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_DEEPEST = 20
"""How many styles a style is based on, one through the other; Word allows fewer."""
_CHECKED, _UNCHECKED = "☒", "☐"
_WINGDINGS = {
    "F0FE": _CHECKED, "F078": _CHECKED, "F0FD": _CHECKED, "F0FC": "✓",
    "F0A8": _UNCHECKED, "F06F": _UNCHECKED, "F071": _UNCHECKED, "F0A3": _UNCHECKED,
}  # fmt: skip
"""Boxes and ticks among the symbols of that font, which has no characters of its own."""


class Passed(Enum):
    """What stands in a cell and is not read, or not as it stands."""

    TRACKED = auto()
    HIDDEN = auto()
    STRUCK = auto()
    COMMENT = auto()
    SHAPE = auto()
    SYMBOL = auto()
    FOOTNOTE = auto()
    NUMBER = auto()


def control(element: Element) -> str | None:
    """What a content control shows, where that is not its content: a box, or nothing where it only prompts."""
    properties = child(element, "sdtPr")
    box = child(properties, "checkbox")
    if box is not None:
        return _CHECKED if says(box, "checked") else _UNCHECKED
    return "" if says(properties, "showingPlcHdr") else None


def hiding_styles(root: Element) -> frozenset[str]:
    """The ids of the styles whose text is hidden, by themselves or by what they are based on."""
    styles = {attribute(one, "styleId"): one for one in children(root, "style")}
    return frozenset(key for key in styles if _hides(styles, key))


def _hides(styles: Mapping[str, Element], key: str) -> bool:
    for _ in range(_DEEPEST):
        if key not in styles:
            break
        said = says(child(styles[key], "rPr"), "vanish")
        if said is not None:
            return said
        base = child(styles[key], "basedOn")
        key = "" if base is None else attribute(base, "val")
    return False


class CellText:
    """Reads the paragraphs of one cell: `text`, and what was `passed` over."""

    def __init__(self, cell: Element, hiding: frozenset[str]) -> None:
        self.passed: list[Passed] = []
        self._pieces: list[str] = []
        self._hiding = hiding
        self._hidden_paragraph = False
        self._numbered = False
        self._fields: list[bool] = []
        self._in_instructions = 0
        walk = etree.iterwalk(cell, events=("start",))
        for _, element in walk:
            if element is not cell and not self._enter(element):
                walk.skip_subtree()
        if self._numbered and not self.text.strip():
            self.passed.append(Passed.NUMBER)

    @property
    def text(self) -> str:
        """The paragraphs, each on a line of its own, without the empty ones at the ends."""
        return "".join(self._pieces).strip("\n")

    def _enter(self, element: Element) -> bool:
        """Take what an element shows; False where nothing within it is to be read."""
        name = local(element)
        if name in _UNREAD:
            return False
        if name == "t":
            self._show(element.text or "")
        elif name in _SIGNS:
            self._show(_SIGNS[name])
        elif name in _HANDLERS:
            return _HANDLERS[name](self, element)
        return True

    def _show(self, text: str) -> None:
        """Add a text, unless it stands among the instructions of a field."""
        if not self._in_instructions:
            self._pieces.append(text)

    def _paragraph(self, element: Element) -> bool:
        properties = child(element, "pPr")
        style = child(properties, "pStyle")
        self._numbered = self._numbered or child(properties, "numPr") is not None
        self._hidden_paragraph = style is not None and attribute(style, "val") in self._hiding
        self._pieces.append("\n")
        return True

    def _run(self, element: Element) -> bool:
        properties = child(element, "rPr")
        style = child(properties, "rStyle")
        by_style = self._hidden_paragraph or (style is not None and attribute(style, "val") in self._hiding)
        said = says(properties, "vanish")
        hidden = by_style if said is None else said
        struck = says(properties, "strike") or says(properties, "dstrike")
        if (hidden or struck) and any(_texts(element)):
            self.passed.append(Passed.HIDDEN if hidden else Passed.STRUCK)
        return not (hidden or struck)

    def _inserted(self, _: Element) -> bool:
        self.passed.append(Passed.TRACKED)
        return True

    def _deleted(self, _: Element) -> bool:
        self.passed.append(Passed.TRACKED)
        return False

    def _comment(self, _: Element) -> bool:
        self.passed.append(Passed.COMMENT)
        return False

    def _footnote(self, _: Element) -> bool:
        self.passed.append(Passed.FOOTNOTE)
        return False

    def _shape(self, element: Element) -> bool:
        if any(_texts(element)):
            self.passed.append(Passed.SHAPE)
        return False

    def _control(self, element: Element) -> bool:
        shown = control(element)
        if shown is None:
            return True
        self._show(shown)
        return False

    def _symbol(self, element: Element) -> bool:
        code = attribute(element, "char").upper()
        if attribute(element, "font").startswith("Wingdings") and code in _WINGDINGS:
            self._show(_WINGDINGS[code])
        else:
            self.passed.append(Passed.SYMBOL)
        return False

    def _field(self, element: Element) -> bool:
        """Where a field begins, parts its instructions from what it shows, and ends; nested ones in their turn."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._show(_form_field(child(element, "ffData")))
            self._fields.append(True)
            self._in_instructions += 1
        elif kind == "separate" and self._fields:
            self._in_instructions -= self._fields[-1]
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._in_instructions -= self._fields.pop()
        return False


_HANDLERS: Mapping[str, Callable[[CellText, Element], bool]] = {
    "p": CellText._paragraph,  # noqa: SLF001 - its own
    "r": CellText._run,  # noqa: SLF001
    **dict.fromkeys(("ins", "moveTo"), CellText._inserted),  # noqa: SLF001
    **dict.fromkeys(("del", "moveFrom"), CellText._deleted),  # noqa: SLF001
    **dict.fromkeys(("drawing", "pict", "object", "AlternateContent", "oMath", "oMathPara"), CellText._shape),  # noqa: SLF001
    "commentReference": CellText._comment,  # noqa: SLF001
    **dict.fromkeys(("footnoteReference", "endnoteReference"), CellText._footnote),  # noqa: SLF001
    "sdt": CellText._control,  # noqa: SLF001
    "sym": CellText._symbol,  # noqa: SLF001
    "fldChar": CellText._field,  # noqa: SLF001
}


def _texts(element: Element) -> Iterator[str]:
    return (one.text or "" for one in element.iter() if local(one) == "t")


def _form_field(data: Element | None) -> str:
    """What a field of an old form shows that has no text of its own: a box, or the line chosen from a list."""
    box, choice = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        checked = says(box, "checked")
        return _CHECKED if (says(box, "default") if checked is None else checked) else _UNCHECKED
    lines = [attribute(one, "val") for one in children(choice, "listEntry")]
    for name in ("result", "default"):
        chosen = child(choice, name)
        if chosen is not None:
            index = attribute(chosen, "val")
            return lines[int(index)] if index.isdecimal() and int(index[:4]) < len(lines) else ""
    return lines[0] if lines else ""
