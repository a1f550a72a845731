"""Findings as SARIF 2.1.0, for code scanning.

Columns count characters, as everywhere here, and the file says so (`unicodeCodePoints`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote

from partnercli import __version__
from partnercli.findings.formats.public import Shown, shown
from partnercli.findings.formats.texts import counted, shortened, visible
from partnercli.findings.report import Report
from partnercli.findings.rule import Example, Rule

MOST: Final = 25_000
"""Results of one run that GitHub takes; it shows the worst 5,000."""
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT: Final = "%SRCROOT%"


def write(report: Report) -> str:
    """A log with one run: the whole catalogue as rules, and the findings, worst first, as results."""
    found = list(shown(report))
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report, found[:MOST], found[MOST:])]}
    return json.dumps(log, ensure_ascii=False) + "\n"


def _run(report: Report, found: list[Shown], left_out: list[Shown]) -> dict[str, Any]:
    rules = sorted(report.rules)
    numbers = {code: number for number, code in enumerate(rules)}
    driver = {
        "name": "partner",
        "version": __version__,
        "rules": [_descriptor(report.rules[code]) for code in rules],
    }
    return {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notices(left_out)}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the git repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, numbers) for one in found],
        "properties": {
            "marking": report.marking,
            "illustrative": report.illustrative,
            "summary": visible(report.summary),
            "leftOut": len(left_out),
        },
    }


def _notices(left_out: Iterable[Shown]) -> list[dict[str, Any]]:
    said = counted(one.severity for one in left_out)
    text = f"{said} left out: readers take {MOST:,} results. Run partner validate to see all."
    return [{"level": "warning", "message": {"text": text}}] if said else []


def _result(one: Shown, numbers: dict[str, int]) -> dict[str, Any]:
    line, column, end_line, end_column = one.place
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    artifact = {"uri": quote(one.path), "uriBaseId": _ROOT}
    return {
        "ruleId": one.code,
        **({"ruleIndex": numbers[one.code]} if one.code in numbers else {}),
        "level": str(one.severity),
        "message": {"text": one.text.replace("](", "] (")},  # which would be a link, in plain text too
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {
            "partnerFingerprint/v1": one.fingerprint,
            "primaryLocationLineHash": one.fingerprint,  # the one that GitHub tells alerts apart by
        },
    }


def _descriptor(rule: Rule) -> dict[str, Any]:
    words = re.findall("[A-Za-z0-9]+", rule.title)
    title = rule.title[:1].upper() + rule.title[1:]
    return {
        "id": rule.code,
        "name": "".join(word[:1].upper() + word[1:] for word in words),
        "shortDescription": {"text": shortened(visible(title))},
        "fullDescription": {"text": shortened(visible(rule.why))},
        "help": {"text": "\n\n".join(_help(rule, "")), "markdown": "\n\n".join(_help(rule, "~~~~"))},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _help(rule: Rule, fence: str) -> Iterator[str]:
    """How to mend a breach, and both examples, between fences where there are some."""
    yield f"{visible(rule.why)} To mend it: {visible(rule.mend)}."
    yield from _example("This breaks it", rule.breaks, fence)
    yield from _example("This holds", rule.holds, fence)


def _example(label: str, example: Example, fence: str) -> Iterator[str]:
    path = visible(example.path)
    if example.text is None:
        yield f"{label}: there is no {path}"
        return
    text = "\n".join(map(visible, example.text.removesuffix("\n").split("\n")))
    yield f"{label}: {path}"
    yield f"{fence}yaml\n{text}\n{fence}" if fence else text
