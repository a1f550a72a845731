"""What is wrong or doubtful in outlines as JSON: the contract `partner.outline-check/1`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, TypedDict

from partnercli.cli.marks import Handling, handling
from partnercli.cli.outline.faults import Fault
from partnercli.cli.outline.screen import name_of
from partnercli.findings import Severity
from partnercli.records.contract_words import Count, Day
from partnercli.records.exercise import Exercise
from partnercli.records.outline import OutlineStatus


class FaultContract(TypedDict):
    """One thing to mend in an outline."""

    step: Count | None
    """The number of its step, from 1; null for what is said of the whole."""
    id: str | None
    """The id of its step; null for what is said of the whole, or where the outline cannot be read."""
    severity: Severity
    """How much it weighs: only errors make the command fail."""
    code: str | None
    """The code of the finding: PC204; null for a step that is late, which only a day tells."""
    message: str
    """What is wrong, in words."""
    hint: str
    """What to do."""


class CheckedOutlineContract(TypedDict):
    """An outline, and what is to be mended in it."""

    country: str
    """The country, by its id."""
    name: str
    """Its name."""
    status: OutlineStatus | None
    """How far the outline has come; null where its file cannot be read."""
    faults: list[FaultContract]
    """What is to be mended: that of the whole first, then step by step."""


class CheckContract(Handling):
    """What is wrong or doubtful in outlines on a day."""

    format: Literal["partner.outline-check/1"]
    """The contract's name and version."""
    on: Day
    """The day as of which they are read."""
    outlines: list[CheckedOutlineContract]
    """The outlines in the order given, else by their countries' ids."""


def to_contract(exercise: Exercise, faults: Mapping[str, Sequence[Fault]], on: date) -> CheckContract:
    """The faults of these outlines as plain values, in the order given."""
    return {
        "format": "partner.outline-check/1",
        **handling(exercise, illustrative=exercise.any_illustrative),
        "on": on.isoformat(),
        "outlines": [
            {
                "country": key,
                "name": name_of(exercise, key),
                "status": exercise.outlines[key].status if key in exercise.outlines else None,
                "faults": [_fault(fault) for fault in found],
            }
            for key, found in faults.items()
        ],
    }


def _fault(fault: Fault) -> FaultContract:
    return {
        "step": fault.step,
        "id": fault.id or None,
        "severity": fault.severity,
        "code": fault.code or None,
        "message": fault.message,
        "hint": fault.hint,
    }
