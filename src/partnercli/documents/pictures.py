"""Charts as pictures for Word, which shows no SVG everywhere: made by typst, where it is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from partnercli.documents.blocks import Annex, Block, Figure

_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
_DOTS_PER_INCH = 192


def pictures(blocks: Iterable[Block], fonts: Path | None = None) -> dict[str, bytes]:
    """A PNG for each drawing, by its SVG; none without typst: the table beside a drawing says the same.

    Raises PdfProblem on fonts that are none, or a drawing that cannot be read.
    """
    drawings = list(dict.fromkeys(_drawings(blocks)))
    if not drawings:
        return {}
    try:
        import typst
    except ImportError:
        return {}
    from partnercli.documents.pdf import PdfProblem, typst_fonts

    found = typst_fonts(fonts)
    inputs = [{"svg": svg} for svg in drawings]
    try:
        made = [
            typst.compile(_PAGE, format="png", ppi=_DOTS_PER_INCH, sys_inputs=one, font_paths=found)
            for one in inputs
        ]
    except typst.TypstError as error:
        raise PdfProblem(
            "a chart cannot be drawn for Word", f"write it in another format ({error})"
        ) from error
    return dict(zip(drawings, made, strict=True))


def _drawings(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Figure():
                yield block.svg
            case Annex():
                yield from _drawings(block.blocks)
            case _:
                pass
