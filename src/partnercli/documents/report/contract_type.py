"""What a report may hold as JSON: one of three shapes, a circle of readers each."""

from __future__ import annotations

from partnercli.documents.report.delegations import DelegationsReport
from partnercli.documents.report.presidency import PresidencyReport
from partnercli.documents.report.public import PublicReport

ReportContract = PresidencyReport | DelegationsReport | PublicReport
"""One page of the whole exercise, as far as its readers may know it; `audience` says which."""
