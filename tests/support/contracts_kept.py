"""What commands print as JSON is held to the schema of its contract, as the schemas are kept in this repository."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

SCHEMAS = Path(__file__).parents[2] / "schemas" / "contracts"


def require_contract(text: str) -> None:
    """Where what a command printed is one JSON object with a `format`, it keeps that contract."""
    if text.startswith("{\n"):  # a template begins with a brace, too
        said = json.loads(text)
        if "format" in said:
            require_kept(said)


def require_kept(said: Mapping[str, Any]) -> None:
    """An object keeps the contract that it names; AssertionError says where it does not."""
    fault = best_match(validator(said["format"]).iter_errors(said))
    assert fault is None, f"{said['format']} at {fault.json_path}: {fault.message}"


@cache
def validator(contract: str) -> Any:
    """What checks a contract, called by its name and version; made once."""
    file = SCHEMAS / f"{contract.removeprefix('partner.').partition('/')[0]}.schema.json"
    return Draft202012Validator(
        json.loads(file.read_bytes()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
