"""A verdict: all that a check of a whole repository came to, in a form that a later run can take up again."""

from __future__ import annotations

from typing import Any, NamedTuple

from partnercli.findings.finding import Finding, Severity, Span


class Verdict(NamedTuple):
    """What was found in a repository as it stood.

    `findings` stand, placed and sorted by file and line; `accepted` counts those accepted in their file with a reason,
    `checked` the files read. `marking` and `illustrative` are those of what was read. `awaited` says in words who has
    not spoken yet, empty where nothing is counted.
    """

    findings: tuple[Finding, ...]
    accepted: int
    checked: int
    marking: str
    illustrative: bool
    awaited: str

    def to_json(self) -> bytes:
        """As one value of JSON, in which halves of a pair that stand side by side stay two."""
        import json

        return json.dumps(self, ensure_ascii=False).encode(errors="surrogatepass")

    @classmethod
    def from_json(cls, data: bytes) -> Verdict:
        """What `to_json` wrote; raises ValueError or TypeError for anything else."""
        import json

        findings, *others = json.loads(data)
        if tuple(map(type, others)) != _TYPES:
            raise TypeError("this is no verdict")
        return cls(tuple(map(_finding, findings)), *others)


_TYPES = (int, int, str, bool, str)
"""Those of what a verdict says beside its findings."""


def _finding(values: list[Any]) -> Finding:
    found = Finding(*values)
    texts = (found.code, found.file, found.message, found.hint, *found.arguments, found.for_others)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("this is no finding")
    return found._replace(
        severity=Severity(found.severity),
        path=tuple(found.path),
        arguments=tuple(found.arguments),
        span=Span(*found.span) if found.span else None,
    )
