"""What a diff says of figures and outlines in words, the same on the screen and on a forge."""

from __future__ import annotations

from typing import Any

from partnercli.cli.diff.comparison import Comparison
from partnercli.cli.marks import mark_words
from partnercli.cli.reading_words import NO_DECISION, line_in_words
from partnercli.documents.words import listed
from partnercli.outlines.compare import OutlineChange
from partnercli.tally.diff import Change, CountryDiff
from partnercli.tally.result import Threshold

_BECAUSE = {
    "support": "its support",
    "delegations": "the number of delegations counted",
    "threshold": "the rule",
}
NOT_KNOWN = "Figures are not compared, since they are not known for both sides."
_WHOLE = {"added": "new outline", "removed": "outline removed", "reordered": "order of steps changed"}
_STEP = {"added": "new step", "removed": "step removed"}


def marks(comparison: Comparison) -> list[str]:
    """What must stand above everything made from these sides."""
    return mark_words(comparison.figures.marking, illustrative=comparison.figures.illustrative)


def title(comparison: Comparison) -> str:
    """From what to what."""
    base, head = comparison.titles
    return f"from {base} to {head}"


def standing(comparison: Comparison) -> str:
    """What all of it is, and that it decides nothing."""
    if comparison.of == "documents":
        return (
            "Lists as they are recorded in the documents: no position is counted here, and nothing decided."
        )
    return NO_DECISION


def no_change(comparison: Comparison) -> str:
    """That both sides say the same, as far as they could be read."""
    whole = not (comparison.base.unread or comparison.head.unread)
    return "No change in meaning." if whole else "No change in meaning in what could be read."


def pair(change: Change[Any]) -> str:
    """A figure on both sides, once where it is the same; a dash where there is none."""
    before, after = ("–" if figure is None else str(figure) for figure in change)
    return f"{before} → {after}" if change.differs else after


def crossing(row: CountryDiff) -> str:
    """That a country crossed the line, and why; empty if it did not."""
    if not row.priority.differs:
        return ""
    said = "over the line now" if row.priority.after else "no longer over the line"
    return f"{said}, because of {listed([_BECAUSE[one] for one in row.because])}"


def rule(change: Change[Threshold | None]) -> str:
    """How the line is drawn now and was before; empty where nothing of it changed."""
    if not change.differs:
        return ""
    before, after = (line_in_words(line) if line else "not known" for line in change)
    return f"The line: {after}; before: {before}."


def outline_change(one: OutlineChange) -> str:
    """What happened to an outline or to a step of it."""
    if one.change == "changed":
        return f"{listed(one.fields)} changed"
    return (_WHOLE if one.step is None else _STEP)[one.change]
