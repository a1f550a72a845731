"""What the site offers beside every page, in the order of use."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, Final

SECTIONS: Final = {
    "Start": ("index.md",),
    "Tutorial": ("docs/tutorial.md",),
    "How to": ("docs/how-to/index.md", "docs/how-to/presidency.md", "docs/how-to/*.md"),
    "What a tally means": ("docs/method.md",),
    "Handling LIMITE": ("docs/handling.md",),
    "Topics": ("docs/recording.md", "docs/consensus.md", "docs/documents.md", "docs/*.md"),
    "Reference": ("docs/reference/index.md", "docs/reference/*.md"),
    "For programmers": (
        *("CONTRIBUTING.md", "docs/architecture.md", "docs/library.md", "docs/ci.md"),
        *("docs/dependencies.md", "docs/performance.md", "SECURITY.md"),
    ),
    "Decisions": ("docs/adr/index.md", "docs/adr/*.md"),
    "Changes": ("CHANGELOG.md",),
}
"""The pages of each section, as patterns; a page stands where it is named in full, otherwise where a pattern fits."""


def navigation(titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """The sections with the pages that are there, by their titles; a section of one page is that page.

    Raises LookupError for a page that no section has.
    """
    placed = {name: _pages(patterns, titles) for name, patterns in SECTIONS.items()}
    if lost := titles.keys() - {page for pages in placed.values() for page in pages}:
        raise LookupError(f"no section of website/navigation.py has {', '.join(sorted(lost))}")
    return [{name: _entry(pages, titles)} for name, pages in placed.items() if pages]


def _pages(patterns: tuple[str, ...], titles: Mapping[str, str]) -> list[str]:
    """The pages that the patterns of a section find, each once and in the patterns' order."""
    named = {one for each in SECTIONS.values() for one in each}
    fitting = (
        page
        for pattern in patterns
        for page in sorted(titles, key=lambda page: (page.count("/"), page))
        if page == pattern or (page not in named and _fits(page, pattern))
    )
    return list(dict.fromkeys(fitting))


def _fits(page: str, pattern: str) -> bool:
    """Whether a page lies in the very folder of a pattern and fits it."""
    return page.count("/") == pattern.count("/") and fnmatchcase(page, pattern)


def _entry(pages: list[str], titles: Mapping[str, str]) -> Any:
    if len(pages) == 1:
        return pages[0]
    return [page if page.endswith("/index.md") else {titles[page]: page} for page in pages]
