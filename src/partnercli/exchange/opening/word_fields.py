"""Fields of Word that fetch or run something: refused, wherever they stand (ECMA-376, part 1, 17.16)."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.exchange.opening.elements import Element, attribute, local
from partnercli.exchange.opening.remarks import Remarks
from partnercli.exchange.opening.word_places import places

_REFUSED = frozenset({
    "CONTROL", "DATABASE", "DDE", "DDEAUTO", "EMBED", "HTMLCONTROL", "IMPORT", "INCLUDE", "INCLUDEPICTURE",
    "INCLUDETEXT", "LINK", "PRINT", "RD",
})  # fmt: skip
_MADE = "{"
"""Stands in an instruction for a field within it, as Word shows one."""
_HINT = "click on it in Word, press Ctrl+Shift+F9 to keep only its text, and save the document anew"


def refuse_fields(root: Element, part: str, remarks: Remarks) -> None:
    """Remark on each such field of a part, at its cell or else at the part."""
    named = ((element, _name(instruction)) for element, instruction in _fields(root))
    refused = [(element, name) for element, name in named if name in _REFUSED or _MADE in name]
    cells = places(root) if refused else {}
    for element, name in refused:
        around = () if remarks.full else element.iterancestors()
        address = next((cells[one] for one in around if one in cells), part)
        what = (
            "whose kind is made by another" if _MADE in name else f"that fetches or runs something ({name})"
        )
        remarks.error(address, f"it holds a field {what}", _HINT)


def _name(instruction: str) -> str:
    """The first word of an instruction, which says what the field does."""
    return next(iter(instruction.split(None, 1)), "").strip('"').upper()


def _fields(root: Element) -> Iterator[tuple[Element, str]]:
    """Every field with its instruction, which may be cut up among many runs."""
    open_fields: list[tuple[Element, list[str]]] = []
    for element in root.iter():
        name = local(element)
        if name == "fldSimple":
            yield element, attribute(element, "instr")
        elif name in {"instrText", "delInstrText"} and open_fields:
            open_fields[-1][1].append(element.text or "")
        elif name == "fldChar":
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                if open_fields:
                    open_fields[-1][1].append(_MADE)
                open_fields.append((element, []))
            elif kind == "separate" and open_fields:
                open_fields[-1][1].append(" ")
            elif kind == "end" and open_fields:
                begun, pieces = open_fields.pop()
                yield begun, "".join(pieces)
    yield from ((begun, "".join(pieces)) for begun, pieces in open_fields)
