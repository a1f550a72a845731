"""How a count is worded, by the repository's own bands; the Council publishes no thresholds."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from partnercli.records.config import Band


def phrase(bands: Iterable[Band], support: int, expected: int) -> str | None:
    """The words for `support` of all `expected` delegations: those of the first band, in order, that fits.

    Always of all expected, also where the threshold looks at responses: "all Member States" with 8 of 8
    responses out of 27 would be untrue. None for no support, or where no band fits.
    """
    fitting = (band.phrase for band in bands if support and _fits(band, support, expected))
    return next(fitting, None)


def _fits(band: Band, support: int, expected: int) -> bool:
    if band.at_least is not None:
        return Fraction(support, expected) >= band.at_least
    return support == band.count
