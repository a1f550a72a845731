"""What the project promises: one version, complete locks that name no address, pinned actions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import partnercli

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-lowest.lock"]

ENTRY = re.compile(r"[a-z0-9-]+==[^\s;]+(?: ; [^\\]+?)?(?: --hash=sha256:[0-9a-f]{64})+")
PINNED_ACTION = re.compile(r"uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


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


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_only_hashed_entries(lock: str) -> None:
    assert faulty_entries((ROOT / lock).read_text("utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS)
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


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_pins_every_action_by_its_hash(workflow: Path) -> None:
    used = [line for line in workflow.read_text("utf-8").splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED_ACTION.search(line)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_gives_a_pull_request_nothing_but_reading(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    assert "\non:\n  pull_request:\n\n" in text
    assert "\npermissions:\n  contents: read\n\n" in text
    assert "secrets." not in text
    assert [line for line in text.splitlines() if "run:" in line and "${{" in line] == []
