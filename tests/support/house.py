"""The rooms of the package and who may import whom; as a picture, docs/house.svg: python tests/support/house.py."""

from __future__ import annotations

from pathlib import Path

ROOMS = {
    "cli": "the terminal",
    "exchange": "files from and for others",
    "library": "what programs may use",
    "recording": "what the desk records",
    "documents": "papers and their formats",
    "checks": "what must hold together",
    "tally": "where consensus lies",
    "outlines": "what to do, in which order",
    "repository": "bytes to records and back",
    "records": "what a file may say",
    "findings": "what is wrong, and where",
    "system": "what computers differ in",
}
"""Each room, and what it holds in a few words."""
ARROWS: dict[str, tuple[str, ...]] = {
    "cli": ("exchange", "library"),
    "exchange": ("recording", "documents"),
    "library": ("documents", "checks", "repository"),
    "recording": ("tally",),
    "documents": ("tally", "outlines", "system"),
    "checks": ("tally", "outlines", "findings"),
    "tally": ("records",),
    "outlines": ("records",),
    "repository": ("records", "findings", "system"),
}
"""A room may import those that its arrows lead to, and what theirs lead to."""
DOORS: dict[str, frozenset[str]] = {
    "__main__": frozenset({"cli", "system"}),
    "__init__": frozenset({"library"}),
}
"""Modules that stand outside the rooms, and the rooms they open."""

_FLOORS: tuple[dict[str, int], ...] = (
    {"cli": 380},
    {"exchange": 190, "library": 560},
    {"recording": 98, "documents": 286, "checks": 474, "repository": 662},
    {"tally": 130, "outlines": 322},
    {"records": 286, "findings": 474, "system": 662},
)
"""The floors from the top, and where on each the middle of a room lies, in points."""
_WIDTH, _BOX, _HIGH, _STEP = 760, 176, 46, 104
_SVG = 'xmlns="http://www.w3.org/2000/svg" role="img" font-family="sans-serif"'
_MARKER = 'id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"'
_HEAD = '<path d="M0 0 8 4 0 8z" fill="#567"/>'


def reached(room: str) -> frozenset[str]:
    """The rooms that a room may import."""
    return frozenset(other for one in ARROWS.get(room, ()) for other in (one, *reached(one)))


def walls() -> dict[str, frozenset[str]]:
    """Per room, or module that stands outside the rooms: the other rooms it may import."""
    return {**{room: reached(room) for room in ROOMS}, **DOORS}


def picture() -> str:
    """The house as an SVG: a floor below another may be imported from it, along the arrows."""
    places = {
        room: (x, 12 + _STEP * level) for level, floor in enumerate(_FLOORS) for room, x in floor.items()
    }
    height = _STEP * (len(_FLOORS) - 1) + _HIGH + 24
    return "\n".join(
        [
            f'<svg {_SVG} viewBox="0 0 {_WIDTH} {height}">',
            "<title>The rooms of the house: each may import those that its arrows lead to</title>",
            f"<defs><marker {_MARKER}>{_HEAD}</marker></defs>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            *(_arrow(source, target, places) for source, targets in ARROWS.items() for target in targets),
            *(_box(room, *at) for room, at in places.items()),
            "</svg>",
            "",
        ]
    )


def _arrow(source: str, target: str, places: dict[str, tuple[int, int]]) -> str:
    (x, y), (to_x, to_y) = places[source], places[target]
    lean = round((to_x - x) * 0.18)
    points = (x + lean, y + _HIGH), (to_x - lean, to_y)
    (ax, ay), (bx, by) = points
    half = (ay + by) // 2
    return (
        f'<path id="{source}-{target}" d="M{ax} {ay}C{ax} {half} {bx} {half} {bx} {by}" fill="none"'
        ' stroke="#567" stroke-width="1.4" marker-end="url(#to)"/>'
    )


def _box(room: str, x: int, y: int) -> str:
    return (
        f'<g text-anchor="middle"><rect x="{x - _BOX // 2}" y="{y}" width="{_BOX}" height="{_HIGH}" rx="4"'
        ' fill="#eef3f8" stroke="#567"/>'
        f'<text x="{x}" y="{y + 20}" font-size="15" font-weight="bold" fill="#123">{room}</text>'
        f'<text x="{x}" y="{y + 37}" font-size="12" fill="#234">{ROOMS[room]}</text></g>'
    )


def downward() -> bool:
    """Whether every arrow leads to a floor below."""
    level = {room: index for index, floor in enumerate(_FLOORS) for room in floor}
    return all(level[source] < level[target] for source, targets in ARROWS.items() for target in targets)


if __name__ == "__main__":
    (Path(__file__).parents[2] / "docs" / "house.svg").write_text(picture(), "utf-8")
