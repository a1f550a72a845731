"""A paper in one format, in memory: what a script sends on or saves where it may."""

from __future__ import annotations

from dataclasses import dataclass, field

from partnercli.documents.audience import Audience
from partnercli.documents.format_problem import FormatProblem
from partnercli.documents.formats import Format, Look, written
from partnercli.documents.handling import marking_for
from partnercli.library.papers import Draft, unfilled
from partnercli.library.refusals import format_refusal
from partnercli.records.marking import Marking


@dataclass(frozen=True, slots=True)
class Rendered:
    """One paper in one format, for one circle of readers.

    `name` is that of the file which `partner render` would write. `audience` is for whom it was written in the end: a
    document that is public is written for the public. `marking` is how it is handled; `illustrative`, whether a
    position that is not real went into it: both stand in the document too. `warnings` are what whoever asked for it
    should know, in words. `data` is the document itself, the same bytes from the same records every time.
    """

    name: str
    format: Format
    audience: Audience
    marking: Marking
    illustrative: bool
    warnings: tuple[str, ...]
    data: bytes = field(repr=False)  # which a log of a script is no place for


def rendered(draft: Draft, form: Format, look: Look, *, illustrative: bool) -> Rendered:
    """A drafted paper in a format; raises Usage where an optional library is missing, or Refused."""
    document, audience = draft.paper.document, draft.paper.audience
    try:
        data = written(document, form, look)
    except FormatProblem as problem:
        raise format_refusal(problem, form) from problem
    warnings = (
        *draft.warnings,
        *(f"left out: {said}" for said in draft.left_out),
        *unfilled(document),
    )
    name = f"{draft.stem}.{form.ending}"
    return Rendered(name, form, audience, marking_for(audience), illustrative, warnings, data)
