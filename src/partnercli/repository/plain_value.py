"""What the text of an unquoted scalar means."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from typing import Any

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})?\.[0-9]{1,18}\Z")
_CONSTANTS: dict[str, object] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


def plain_value(text: str) -> Any:
    """What an unquoted scalar means: a whole number, a Decimal, true, false, None, or else text.

    YAML 1.2 without its traps: NO, on, 012, 1e3 and 2021-05-25 are text; models say what they expect.
    """
    if text[:1] in "-+.0123456789" and text:
        if _INTEGER.match(text):
            return int(text)
        return Decimal(text) if _DECIMAL.match(text) else text
    if " " in text:
        return text
    value = _CONSTANTS.get(text, text)
    return sys.intern(text) if value is text else value  # ids and words stand in many files
