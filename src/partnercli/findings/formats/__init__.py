"""How findings are written: one module a format, each from the same report."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """For whom findings are written."""

    TEXT = "text"
    """For people at a terminal: each finding with its file, line and column, what is wrong and what to do."""
    JSON = "json"
    """For programs of the Presidency's own: `partner.findings/1`, in full words and with nothing left out."""
    GITHUB = "github"
    """For GitHub Actions: notices that it shows on the lines of a pull request, the ten worst of each kind."""
    SUMMARY = "summary"
    """For the page of a pull request: a summary in GitHub's Markdown, with counts before names."""
    GITLAB = "gitlab"
    """For GitLab: a code quality report, which it shows on the lines of a merge request."""
    SARIF = "sarif"
    """For code scanning: SARIF 2.1.0, which GitHub and many editors read."""
    JUNIT = "junit"
    """For what shows the results of tests: JUnit XML, in which an error is a test that failed."""
