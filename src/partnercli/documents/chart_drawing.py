"""What all charts are drawn with: shapes and texts in SVG, measured without a font at hand.

Presentation attributes only, no style sheet, no script, no address and no id but those of the title and the
description: a page with a strict policy may hold the drawing, and several may stand on one page once those two
ids are made its own. Hatches are drawn as lines, so that nothing refers to anything.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate, takewhile

from partnercli.documents.xml_elements import element, escaped

WIDTH = 640
"""The width of every chart, about that of the text on an A4 page."""
INK = "#1a1a1a"
SOFT = "#555555"
"""For what is said beside: 7.4 to 1 on white."""
RULE = "#b8b8b8"
"""For lines that only guide the eye."""
BLUE = "#1f4e79"
RED = "#8b1a1a"


_NARROW = frozenset("iljtfrI.,:;'!|()[]/- \u00a0")
_WIDE = frozenset("mwMWOQ@%&—…")


def number(value: float) -> str:
    """A number as it stands in a drawing: two places at most, the same on every machine."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def shape(name: str, inner: str = "", /, **attributes: float | str) -> str:
    """An element of a drawing around what is already escaped."""
    return element(
        name, inner, **{key: v if isinstance(v, str) else number(v) for key, v in attributes.items()}
    )


def drawing(height: float, title: str, description: str, *parts: str) -> str:
    """A whole drawing on white, named by its title and described for who cannot see it."""
    return shape(
        "svg",
        "\n".join(
            (
                "",
                shape("title", escaped(title), id="title"),
                shape("desc", escaped(description), id="desc"),
                box(0, 0, WIDTH, height, fill="#ffffff"),
                *filter(None, parts),
                "",
            )
        ),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby="title desc",
        viewBox=f"0 0 {WIDTH} {number(height)}",
        width=WIDTH,
        height=height,
        font_family="Libertinus Serif, Times New Roman, serif",
    )


def box(x: float, y: float, width: float, height: float, **look: float | str) -> str:
    """A rectangle."""
    return shape("rect", x=x, y=y, width=width, height=height, **look)


def stroke(
    x1: float, y1: float, x2: float, y2: float, colour: str = RULE, width: float = 1, **look: float | str
) -> str:
    """A straight line."""
    return shape("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width, **look)


def polygon(*points: tuple[float, float], **look: float | str) -> str:
    """A closed shape between points."""
    return shape("polygon", points=" ".join(f"{number(x)},{number(y)}" for x, y in points), **look)


def hatch(x: float, y: float, width: float, height: float, *, step: float, falling: bool = False) -> str:
    """The path of slanting lines over a rectangle, cut off at its edges; falling ones go down to the right."""
    moves = []
    for place in range(1, int((width + height) / step) + 1):
        along = place * step
        left, right = max(along - height, 0), min(along, width)
        low, high = y + along - left, y + along - right
        if falling:
            low, high = 2 * y + height - low, 2 * y + height - high
        moves.append(f"M{number(x + left)} {number(low)}L{number(x + right)} {number(high)}")
    return "".join(moves)


def text(
    x: float, y: float, value: str, *, size: float = 12, width: float | None = None, **look: float | str
) -> str:
    """A text on its base line; in `width` it is shortened, and the whole of it kept as the text's title."""
    bold = look.get("font_weight") == "bold"
    shown = value if width is None else shortened(value, width, size, bold=bold)
    look.setdefault("fill", INK)
    written = shape("text", escaped(shown), x=x, y=y, font_size=size, **look)
    return written if shown == value else titled(value, written)


def titled(title: str, *parts: str) -> str:
    """Parts of a drawing under a title that a reader sees when pointing at them."""
    return shape("g", shape("title", escaped(title)) + "".join(parts))


def text_width(value: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is at most, about: by the widest of the fonts that stand in where those named are missing."""
    return sum(map(_width, value)) * size * (1.12 if bold else 1)


def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if character in _NARROW:
        return 0.37
    if character in _WIDE:
        return 1
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    return 0.76 if character.isupper() else 0.6


def shortened(value: str, width: float, size: float, *, bold: bool = False) -> str:
    """A text that fits, with an ellipsis for what was left out."""
    if text_width(value, size, bold=bold) <= width:
        return value
    room = width - text_width("…", size, bold=bold)
    widths = accumulate(text_width(character, size, bold=bold) for character in value)
    return value[: sum(1 for _ in takewhile(lambda so_far: so_far <= room, widths))].rstrip() + "…"


def wrapped(value: str, width: float, size: float, lines: int) -> list[str]:
    """A text on as many lines as it needs, at most `lines`; the last is shortened to fit."""
    words, made = value.split(" "), list[str]()
    while words and len(made) < lines - 1:
        count = 1
        while count < len(words) and text_width(" ".join(words[: count + 1]), size) <= width:
            count += 1
        made.append(shortened(" ".join(words[:count]), width, size))
        words = words[count:]
    return [*made, shortened(" ".join(words), width, size)] if words else made
