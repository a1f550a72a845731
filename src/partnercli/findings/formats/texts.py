"""Texts of findings as other programs and their pages can take them: printable, short, and counted in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from partnercli.findings.finding import Severity
from partnercli.findings.report import Report

LONGEST: Final = 500
"""Characters of one text: a message with its hint stays below the 1,024 that SARIF's readers take."""
_SPACES: Final = "\t\u00a0\u202f\u2009"
"""Spaces that are seen as such: tab, no-break, narrow and thin."""
_ILLUSTRATIVE: Final = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


def visible(text: str) -> str:
    """Text with every control, line end, direction mark and lone surrogate spelt out: data cannot steer a terminal.

    The rest is one line in any reader's eyes, can be written as UTF-8, and is legal in XML.
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in _SPACES else _spelt(one) for one in text)


def _spelt(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shortened(text: str, longest: int = LONGEST) -> str:
    """At most `longest` characters of a text, saying how many were left out."""
    if len(text) <= longest:
        return text
    kept = longest - 40
    return f"{text[:kept]} … ({len(text) - kept:,} more characters)"


def counted(severities: Iterable[Severity]) -> str:
    """How many of each, the worst first: "2 errors, 1 note"; empty for none."""
    counts = Counter(severities)
    return ", ".join(
        f"{counts[severity]:,} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )


def marks(report: Report) -> list[str]:
    """What has to stand on every output: the marking, and whether an input was illustrative."""
    return [one for one in (report.marking, _ILLUSTRATIVE if report.illustrative else "") if one]
