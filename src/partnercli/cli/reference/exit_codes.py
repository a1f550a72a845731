"""docs/reference/exit-codes.md: with what a command ends, for scripts."""

from __future__ import annotations

from partnercli.cli.exit_codes import Exit
from partnercli.cli.reference.markdown import code, page, prose, table
from partnercli.records.schema import texts_in


def exit_codes_page() -> str:
    """A row for each code, in their order."""
    texts = texts_in(Exit)
    rows = ((code(str(one.value)), prose(texts[one.name])) for one in Exit)
    return page("Exit codes", "the codes themselves", table(("code", "means"), rows))
