"""docs/reference/exit-codes.md: with what a command ends, for scripts."""

from __future__ import annotations

from partnercli.cli.problems import Exit
from partnercli.cli.reference.markdown import code, page, prose, table
from partnercli.cli.reference.words import meanings


def exit_codes_page() -> str:
    """A row for each code, in their order."""
    texts = meanings(Exit)
    rows = ((code(str(one.value)), prose(texts[one.name])) for one in Exit)
    return page("Exit codes", "the codes themselves", table(("code", "means"), rows))
