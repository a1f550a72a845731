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


WORKFLOW = (ROOT / ".github/workflows/validate.yml").read_text("utf-8")


def test_the_workflow_runs_on_pull_requests_alone_and_can_only_read() -> None:
    triggers = re.search(r"^on:\n((?:  .*\n|\n)+)", WORKFLOW, re.MULTILINE)
    assert triggers is not None
    assert triggers[1].split() == ["pull_request:"]
    assert re.findall(r"^permissions:\n((?:  .*\n)+)", WORKFLOW, re.MULTILINE) == ["  contents: read\n"]
    assert "secrets" not in re.sub(r"#.*", "", WORKFLOW)


def test_every_action_is_pinned_by_its_hash_and_no_input_stands_in_a_script() -> None:
    used = re.findall(r"uses: (\S+)", WORKFLOW)
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []
    assert [line for line in WORKFLOW.splitlines() if "run:" in line and "${{" in line] == []


def test_the_data_of_a_pull_request_are_judged_by_the_base_branchs_tool_and_templates() -> None:
    job = WORKFLOW[WORKFLOW.index("  data:") : WORKFLOW.index("  tests:")]
    assert "ref: ${{ github.event.pull_request.base.sha }}\n          path: base" in job
    assert re.findall(r"run: .*partner .*", job) == [
        "run: base/.venv/bin/partner --repo head validate",
        'run: base/.venv/bin/partner --repo head render note --output "$RUNNER_TEMP/note"',
    ]
    assert job.index("cp -R base/templates head/templates") < job.index("render note")
    assert "make -C base setup" in job
    assert "head/.venv" not in job
