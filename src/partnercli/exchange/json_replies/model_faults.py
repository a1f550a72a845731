"""Why plain values that somebody sent are no record of a kind, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from partnercli.exchange.texts import LONGEST_NAME
from partnercli.records.base import Record, Unreadable, kind_of, shown
from partnercli.records.names import did_you_mean
from partnercli.records.plain import Plain, keys_of

_OTHERWISE: Final[Mapping[str, Callable[[object], str]]] = {
    "string_type": lambda found: misplaced("text", found),
    "int_type": lambda found: misplaced("a whole number", found),
    "string_pattern_mismatch": lambda _: "there is no text here",
    "greater_than_equal": lambda found: f"{shown(found)} must be at least 1",
}
"""What is wrong where the fault is of the value alone."""

Steps = tuple[str | int, ...]


def checked(record: Plain, model: type[Record]) -> Iterator[tuple[Steps, str, str]]:
    """Each fault as the steps to it, what is wrong and what to do; none where the model takes the values."""
    try:
        model.model_validate(record)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            steps = fault["loc"]
            found = record.get(str(steps[0])) if steps else record
            yield steps, *_in_words(fault["type"], fault.get("ctx", {}), steps, found, model, fault["msg"])


def _in_words(
    kind: str, context: Mapping[str, Any], steps: Steps, found: Any, model: type[Record], said: str
) -> tuple[str, str]:
    known = keys_of(model)
    key = str(steps[-1]) if steps else ""
    if isinstance(problem := context.get("error"), Unreadable):
        return str(problem), problem.hint
    if kind == "missing":
        return f'"{key}" is missing', f"the fields here are: {', '.join(known)}"
    if kind == "extra_forbidden":
        return unknown_field(key, known)
    if kind in ("literal_error", "enum"):
        words = re.findall(r"'([^']*)'", context["expected"])
        return f"{shown(found)} is none of: {', '.join(words)}", did_you_mean(
            str(found)[:LONGEST_NAME], words
        )
    otherwise = _OTHERWISE.get(kind)
    return (otherwise(found) if otherwise else said), ""


def unknown_field(key: str, known: Collection[str]) -> tuple[str, str]:
    """What is wrong with a key that is none of those known, and what to do about it."""
    hint = did_you_mean(key[:LONGEST_NAME], known) or f"the fields here are: {', '.join(known)}"
    return f"unknown field {shown(key)}", hint


def misplaced(wanted: str, found: object) -> str:
    """What is wrong where something else stands than what is wanted."""
    kind = kind_of(found)
    said = "nothing" if found is None else kind if kind == "text" else f"a {kind}"
    return f"{wanted} belongs here, not {said}"
