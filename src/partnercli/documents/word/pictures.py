"""Drawings in the text: the PNG that every program shows, with the SVG beside it for those that can."""

from __future__ import annotations

from hashlib import sha256

from lxml import etree

from partnercli.documents.word.elements import Element, R, allowed, link, w
from partnercli.documents.word.layout import Picture
from partnercli.documents.word.relations import Relations

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_NAMESPACES = {"wp": _WP, "a": _A, "pic": _PIC, "asvg": _SVG, "r": R}
_EMU = 635
"""Units of a drawing in a twentieth of a point."""
_ROOM_FOR_CAPTION = 1400


class Pictures:
    """The pictures of one file, by the names of their parts."""

    def __init__(self, relations: Relations) -> None:
        self._relations = relations
        self._count = 0
        self.parts: dict[str, bytes] = {}

    def drawing(self, picture: Picture, width: int, height: int) -> Element:
        """A picture as wide as the text, unless it would be too high for the page."""
        self._count += 1
        high = min(max(height - _ROOM_FOR_CAPTION, 1), width * picture.height // picture.width)
        wide = min(width, high * picture.width // picture.height)
        size = {"cx": str(max(wide, 1) * _EMU), "cy": str(max(high, 1) * _EMU)}
        name = {"id": str(self._count), "name": f"Figure {self._count}", "descr": allowed(picture.alt)}
        inline = _element(
            "wp:inline",
            _element("wp:extent", **size),
            _element("wp:docPr", **name),
            _element("wp:cNvGraphicFramePr", _element("a:graphicFrameLocks", noChangeAspect="1")),
            _element("a:graphic", _element("a:graphicData", self._picture(picture, name, size), uri=_PIC)),
            distT="0", distB="0", distL="0", distR="0",
        )  # fmt: skip
        return w("drawing", inline)

    def _picture(self, picture: Picture, name: dict[str, str], size: dict[str, str]) -> Element:
        svg = link(
            _element("asvg:svgBlip"), self._part(picture.svg.encode("utf-8", "replace"), "svg"), "embed"
        )
        blip = _element("a:blip", _element("a:extLst", _element("a:ext", svg, uri=_SVG_EXTENSION)))
        link(blip, self._part(picture.png, "png"), "embed")
        stretch = _element("a:stretch", _element("a:fillRect"))
        frame = _element("a:xfrm", _element("a:off", x="0", y="0"), _element("a:ext", **size))
        shape = _element("a:prstGeom", _element("a:avLst"), prst="rect")
        return _element(
            "pic:pic",
            _element("pic:nvPicPr", _element("pic:cNvPr", **name), _element("pic:cNvPicPr")),
            _element("pic:blipFill", blip, stretch),
            _element("pic:spPr", frame, shape),
        )

    def _part(self, data: bytes, ending: str) -> str:
        """The relationship to the part that holds the data; equal data have one part."""
        name = f"media/{sha256(data).hexdigest()[:16]}.{ending}"
        self.parts[f"word/{name}"] = data
        return self._relations.add("image", name)


def _element(name: str, /, *children: Element, **attributes: str) -> Element:
    prefix, tag = name.split(":")
    element = etree.Element(f"{{{_NAMESPACES[prefix]}}}{tag}", attributes, nsmap=_NAMESPACES)
    element.extend(children)
    return element
