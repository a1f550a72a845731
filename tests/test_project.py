"""What the project promises: one version, complete locks that name no address, pinned actions."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import partnercli

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-lowest.lock"]
ALL_LOCKS = [*LOCKS, "requirements-bench.lock"]

ENTRY = re.compile(r"[a-z0-9-]+==[^\s;]+(?: ; [^\\]+?)?(?: --hash=sha256:[0-9a-f]{64})+")
PINNED_ACTION = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
HOOK_KEYS = {
    *(
        "id",
        "name",
        "description",
        "entry",
        "language",
        "language_version",
        "minimum_pre_commit_version",
        "args",
    ),
    *("files", "exclude", "types", "types_or", "exclude_types", "always_run", "pass_filenames"),
    *("stages", "require_serial", "fail_fast", "verbose"),
}
"""What pre-commit's guide to new hooks knows."""


def faulty_entries(lock: str) -> list[str]:
    """Lines of a lock file, continuations joined, that are not just name, version, marker and hashes."""
    joined = re.sub(r"\s*\\\n\s*", " ", lock).splitlines()
    return [line for line in joined if not line.startswith("#") and not ENTRY.fullmatch(line)]


def locked(lock: str) -> dict[str, str]:
    """The version that a lock file gives each library."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def missing_from_all(extras: dict[str, list[str]]) -> set[str]:
    """The requirements of any extra that `all` does not bring."""
    return {requirement for required in extras.values() for requirement in required} - set(extras["all"])


def test_the_package_and_the_project_name_one_version() -> None:
    assert partnercli.__version__ == PROJECT["version"]


@pytest.mark.parametrize("lock", ALL_LOCKS)
def test_a_lock_holds_only_hashed_entries(lock: str) -> None:
    assert faulty_entries((ROOT / lock).read_text("utf-8")) == []


@pytest.mark.parametrize("lock", ALL_LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text("utf-8")


@pytest.mark.parametrize(
    "entry",
    [
        "rich==15.0.0",
        "rich>=15 --hash=sha256:" + "0" * 64,
        "--index-url somewhere",
        "-e .",
        "rich @ somewhere --hash=sha256:" + "0" * 64,
        "rich==15.0.0 --hash=md5:" + "0" * 32,
    ],
)
def test_an_entry_without_version_or_hash_is_found(entry: str) -> None:
    assert faulty_entries(f"# a comment\n{entry}\n") == [entry]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_every_direct_dependency(lock: str) -> None:
    names = {re.split(r"[<>=]", requirement)[0].replace(".", "-") for requirement in PROJECT["dependencies"]}
    assert names <= locked(lock).keys()


def test_what_runs_is_tested_in_the_same_versions() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_all_brings_every_extra() -> None:
    assert missing_from_all(PROJECT["optional-dependencies"]) == set()


def test_an_extra_left_out_of_all_is_found() -> None:
    assert missing_from_all({"pdf": ["typst"], "tables": ["openpyxl"], "all": ["typst"]}) == {"openpyxl"}


def uses(text: str) -> list[str]:
    """What a workflow or action runs of other repositories, with the comment behind it."""
    return [one for one in re.findall(r"uses: (.+)", text) if not one.startswith("./")]


def steps(text: str) -> list[dict[str, Any]]:
    """All steps of a workflow or of an action, in order."""
    read = YAML(typ="safe", pure=True).load(text)
    jobs = [read["runs"]] if "runs" in read else read["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


def filled_in(found: list[dict[str, Any]]) -> list[str]:
    """Scripts into which the forge writes a value before a shell reads them: whoever sets the value can run code."""
    return [step["run"] for step in found if "${{" in step.get("run", "")]


@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_a_workflow_pins_every_action_by_its_hash(file: Path) -> None:
    used = uses(file.read_text("utf-8"))
    assert used
    assert [one for one in used if not PINNED_ACTION.fullmatch(one)] == []


@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_no_value_is_written_into_a_script(file: Path) -> None:
    assert filled_in(steps(file.read_text("utf-8"))) == []


def test_an_action_by_its_tag_and_a_value_in_a_script_are_found() -> None:
    text = """
      runs:
        steps:
          - uses: actions/checkout@v5 # v5.0.0
          - name: a script of two lines
            run: |
              true
              echo ${{ github.head_ref }}
    """
    assert [PINNED_ACTION.fullmatch(one) for one in uses(text)] == [None]
    assert len(filled_in(steps(text))) == 1


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_gives_a_pull_request_nothing_but_reading(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    read = YAML(typ="safe", pure=True).load(text)
    assert read["on"] == {"pull_request": None}
    assert read["permissions"] == {"contents": "read"}
    assert [name for name, job in read["jobs"].items() if "permissions" in job] == []
    assert "secrets" not in re.sub(r"#.*", "", text)
    checkouts = [step["with"] for step in steps(text) if step.get("uses", "").startswith("actions/checkout@")]
    assert {checkout["persist-credentials"] for checkout in checkouts} == {False}


def test_the_data_of_a_pull_request_are_judged_by_the_base_branchs_tool_and_templates() -> None:
    workflow = YAML(typ="safe", pure=True).load((ROOT / ".github/workflows/validate.yml").read_text("utf-8"))
    base, head, judge = workflow["jobs"]["data"]["steps"]
    assert (base["with"]["path"], base["with"]["ref"]) == (
        "base",
        "${{ github.event.pull_request.base.sha }}",
    )
    assert (head["with"]["path"], head["with"]["fetch-depth"], "ref" in head["with"]) == ("head", 2, False)
    assert judge["uses"] == "./base"
    assert judge["with"] == {"repo": "head", "base": "HEAD^1", "trusted": "base"}


def test_pre_commit_gets_a_hook_of_its_own_keys_that_runs_when_data_change() -> None:
    (hook,) = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook.keys() <= HOOK_KEYS
    assert {"id", "name", "entry", "language"} <= hook.keys()
    changed = [
        "data/countries/tunisia.yaml",
        "partner.yaml",
        "docs/partner.yaml",
        "src/data/x.yaml",
        "README.md",
    ]
    assert [path for path in changed if re.search(hook["files"], path)] == changed[:2]


def test_the_hook_of_pre_commit_lets_good_data_pass_and_stops_bad(fictional: Path) -> None:
    (hook,) = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def committed() -> subprocess.CompletedProcess[str]:
        environment = {"PATH": path, "PRE_COMMIT": "1", "PARTNER_CACHE_DIR": ""}
        command = shlex.split(hook["entry"])
        return subprocess.run(
            command, cwd=fictional, env=environment, capture_output=True, text=True, check=False
        )

    subprocess.run(["git", "init", "--quiet"], cwd=fictional, check=True)
    assert committed().returncode == 0
    (fictional / "data" / "countries" / "altamar.yaml").unlink()
    done = committed()
    assert done.returncode == 1
    assert "altamar" in done.stdout
