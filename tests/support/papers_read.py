"""Parts of a paper that was written as Markdown: what stands under a heading, and the rows of its tables."""

from __future__ import annotations

import re


def section(text: str, heading: str) -> str:
    """What stands under a heading of the first level, up to the next one or the end of the page; else empty."""
    return re.split(r"\n\n(?:## |---)", text.partition(f"\n## **{heading}**\n\n")[2])[0]


def rows(text: str) -> list[list[str]]:
    """The cells of all table rows in a text, without heads and rules."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = [place for place, row in enumerate(cells) if set("".join(row)) <= {"-", ":"}]
    return [row for place, row in enumerate(cells) if place not in rules and place + 1 not in rules]
