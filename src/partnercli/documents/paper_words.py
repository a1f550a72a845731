"""What the papers that are written in English alone say outside of their templates: their names, and their tables.

A text with names in braces is filled in by the paper's own module. Words of steps, outlines, questions and charts stand
in modules of theirs; what documents in every language say stands in `language`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from partnercli.tally.robustness import Outcome


class Title(NamedTuple):
    """What a paper is called: the `kind` above its header, and its `subject`."""

    kind: str
    subject: str


OUTLINE = Title("INDICATIVE OUTLINE", "Indicative outline: {country}")
COMPILATION = Title("COMPILATION", "Replies and contributions of delegations: {meeting} of {date}")
PROGRESS = Title("PROGRESS REPORT", "Implementation of the indicative outlines")
BRIEFING = Title("STEERING NOTE", "{item}")
HANDOVER = Title("HANDOVER NOTE", "Handover: {exercise}")
PUBLIC_SUMMARY = "PUBLIC SUMMARY OF THE {kind}"
PLACE, SENDER, ADDRESSEE = "Brussels", "Presidency", "Delegations"
"""Where papers without a number are written, from whom and to whom."""
DATED = "{number} of {date}"
"""A document in a sentence."""

SUPPORT_HEAD = ("Partner", "Support", "To the line", "Who supports", "Other views")
MATRIX_HEAD = "Partner"
MOVES_HEAD = ("Country", "Then", "Now", "Joined", "Left", "Other changes")
FIRMNESS_HEAD = ("Partner", "To the line", "To cross it", "If the silent speak")
STANCE_CHANGED = "{delegation}: {before}, then {after}"
NO_STANCE = "nothing"
NOT_NAMED = "no delegation names it"
NONE_SILENT = "nobody is silent"
IF_SILENT_SPEAK: Mapping[Outcome, str] = {
    "certain": "{low} to {high}: over the line in any case",
    "possible": "{low} to {high}: over the line if enough support it",
    "impossible": "{low} to {high}: below the line in any case",
}
"""What becomes of a partner with the support that it has at least and at most, once all speak."""

REASONS_HEAD = ("Step", "Why it is there")
LATER_HEAD = ("Instrument", "Why it is left for later")
STEPS_HEAD = ("Step", "Instrument", "Lead", "Timeline", "State")
PUBLIC_STEPS_HEAD = ("Instrument", "Timeline")
CONTRIBUTIONS_HEAD = ("Member State", "Step", "Kind", "Contribution", "Amount")
TO_BE_CONFIRMED = "{contribution} (to be confirmed)"

PROGRESS_HEAD = ("Partner", "Step", "Lead", "Timeline")
OVERVIEW_HEAD = ("Partner", "Steps")
"""Before the states of steps."""

PARTNERS_THERE = "partners {there}"
"""A region that a delegation named without a country."""
PRIORITY, RANK = "{priority} priority", "choice {rank}"
"""How high a delegation put a partner."""
IN_CONFIDENCE = "{delegation} (in confidence)"
