"""All reference pages, by the names of their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from partnercli.checks.registry import catalogue
from partnercli.cli.reference.commands import commands_page
from partnercli.cli.reference.contracts import contracts_page
from partnercli.cli.reference.exit_codes import exit_codes_page
from partnercli.cli.reference.findings import findings_page
from partnercli.cli.reference.formats import formats_page
from partnercli.cli.reference.markdown import page, table
from partnercli.cli.reference.records import records_page

_PAGES: Final[Mapping[str, tuple[str, Callable[[], str]]]] = {
    "commands.md": ("every command: what it does, takes and prints", commands_page),
    "records.md": ("every kind of file: its fields, with an example", records_page),
    "findings.md": (
        "every finding: why it matters, how to mend it",
        lambda: findings_page(catalogue().values()),
    ),
    "formats.md": ("in which forms things are written, and for whom", formats_page),
    "contracts.md": ("what the JSON for other programs holds", contracts_page),
    "exit-codes.md": ("with what a command ends, for scripts", exit_codes_page),
}
"""What each page holds, and what makes it; in the order in which they are listed."""


def pages() -> dict[str, str]:
    """The text of every page, the list of them first."""
    made = {name: make() for name, (_, make) in _PAGES.items()}
    rows = ((f"[{_title(made[name])}]({name})", holds) for name, (holds, _) in _PAGES.items())
    return {"README.md": page("Reference", "the code", table(("page", "holds"), rows)), **made}


def _title(text: str) -> str:
    """The title of a page."""
    return text.partition("\n")[0].removeprefix("# ")
