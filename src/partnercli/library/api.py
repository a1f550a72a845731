"""What is public: a script imports these from `partnercli`, and finds them described in docs/library.md."""

from __future__ import annotations

from partnercli.documents.audience import Audience
from partnercli.documents.formats import Format
from partnercli.findings import Finding, Severity
from partnercli.findings.verdict import Verdict
from partnercli.library.opened import Repository, open_repository
from partnercli.library.problems import NoAccess, NotFound, Problem, Refused, Unsound, Usage
from partnercli.library.rendered import Rendered
from partnercli.records.marking import Marking
from partnercli.tally.result import CountryRow, RegionRow, Tally

__all__ = [
    "Audience",
    "CountryRow",
    "Finding",
    "Format",
    "Marking",
    "NoAccess",
    "NotFound",
    "Problem",
    "Refused",
    "RegionRow",
    "Rendered",
    "Repository",
    "Severity",
    "Tally",
    "Unsound",
    "Usage",
    "Verdict",
    "open_repository",
]
