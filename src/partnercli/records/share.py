"""Shares: exact fractions of the delegations, read from their text."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, overload

from partnercli.records.base import Unreadable, shown, written

_FRACTION = re.compile(r"([0-9]{1,9}) ?/ ?([1-9][0-9]{0,8})")
_HINT = "write a number above 0 and up to 1 such as 0.5, or a fraction such as 2/3"


def read_share(value: object) -> Fraction:
    """Read a share above 0 and up to 1 from a number or a fraction; raises Unreadable.

    Never through binary floating point: 11 of 20 meets 0.55, and 18 of 27 meets 2/3, only so.
    """
    share = _fraction(value)
    if not 0 < share <= 1:
        raise Unreadable(f"{shown(value)} is not above 0 and up to 1", _HINT)
    return share


def _fraction(value: object) -> Fraction:
    if isinstance(value, (Fraction, Decimal, int)) and not isinstance(value, bool):
        return Fraction(value)
    form = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    if not form:
        raise Unreadable(f"{shown(value)} is not a share", _HINT)
    return Fraction(int(form[1]), int(form[2]))


def reached_by(share: Fraction, base: int) -> int:
    """How many of `base` delegations reach `share`: at least 1."""
    return max(1, math.ceil(share * base))


@overload
def rounded(share: Fraction) -> float: ...
@overload
def rounded(share: Fraction | None) -> float | None: ...
def rounded(share: Fraction | None) -> float | None:
    """A share as outputs show it: 4 places, half to even."""
    return None if share is None else float(round(share, 4))


def as_text(share: Fraction) -> str:
    """A share as it would be written: 0.5, or 2/3 where no short decimal says it."""
    decimal = Decimal(share.numerator) / Decimal(share.denominator)
    short = decimal.normalize()
    exact = Fraction(short) == share and len(short.as_tuple().digits) <= 4
    return f"{short:f}" if exact else f"{share.numerator}/{share.denominator}"


def _as_scalar(share: Fraction) -> str | int:
    return 1 if share == 1 else str(share)


Share = Annotated[
    Fraction,
    written(
        read_share,
        _as_scalar,
        type=["number", "string"],
        exclusiveMinimum=0,
        maximum=1,
        pattern=r"^\d{1,9} ?/ ?[1-9]\d{0,8}$",
    ),
]
"""A share of the delegations: above 0, up to 1; a number or a fraction such as 2/3, read exactly."""
