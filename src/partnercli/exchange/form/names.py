"""What a form and its sheets are called, by which they are known when they come back."""

from __future__ import annotations

from typing import Final

FORMAT: Final = "partner.form/1"
"""The form's name and version: it stands in its sheet About and in its hidden part."""
FAMILY: Final = FORMAT.partition("/")[0] + "/"
"""How the name of every version begins."""
ABOUT: Final = "About"
"""The sheet that explains the form."""
REPLY: Final = "Reply"
"""The sheet that the one delegation fills in; in a workbook for all each sheet has the delegation's code."""
LISTS: Final = "Lists"
"""The hidden sheet with the words of the drop-down lists, a column each."""
SENT: Final = "Sent"
"""The hidden sheet that says what was sent."""
BROUGHT_ALONG: Final = frozenset({ABOUT, LISTS, SENT})
"""The sheets that nobody fills in."""
