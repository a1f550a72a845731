"""How findings are written: one module a format, each from the same report."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """For whom findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SUMMARY = "summary"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
