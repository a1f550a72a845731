"""Pull requests as a forge meets them: the steps of the action, and of the GitLab job, run on a merge commit.

What the runner would make of the log is read by `commands`, which knows both ways to write a command.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = YAML(typ="safe", pure=True).load((ROOT / "action.yml").read_text("utf-8"))
GITLAB = ROOT / "ci" / "gitlab" / "validate.gitlab-ci.yml"
REPORTS = 'for one; do case $one in summary=*) echo the findings > "${one#*=}";; esac; done'
"""A script that writes the summary that it is asked for."""
POSITION = "data/positions/2031-03-04-working-group/qo.yaml"

Change = Callable[[Path], None]

pytestmark = pytest.mark.tools


class Command(NamedTuple):
    """What a line of the log tells the runner to do."""

    name: str
    properties: dict[str, str]
    message: str


class Judged(NamedTuple):
    """How the action ended, its log, and the summary it wrote."""

    code: int
    log: str
    summary: str

    def annotated(self, name: str = "error") -> list[str]:
        """Where annotations of this kind stand: file and line."""
        found = [one.properties for one in commands(self.log) if one.name == name]
        return [f"{one['file']}:{one['line']}" for one in found if "file" in one]


def commands(log: str) -> list[Command]:
    """The commands in a log: `::name a=b,c=d::message` at the start of a line, `##[name]message` anywhere in it."""
    found, token = [], ""
    for line in log.splitlines():
        new = re.match(r"\s*::([\w-]+)(?: (.*?))?::(.*)", line)
        old = re.search(r"##\[([\w-]+)[^]]*\](.*)", line)
        if token:
            token = "" if line == f"::{token}::" else token
        elif new and new[1] == "stop-commands":
            token = new[3]
        elif new:
            pairs = (pair.partition("=") for pair in (new[2] or "").split(",") if pair)
            found.append(Command(new[1], {key: value for key, _, value in pairs}, new[3]))
        elif old:
            found.append(Command(old[1], {}, old[2]))
    return found


def shell(script: str, at: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as the runner does: in the workspace, with an environment of its own."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    pip = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "HOME", "SSL_"))}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=at,
        env={"PATH": path, "PARTNER_CACHE_DIR": "", **pip, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def script_of(step: str) -> tuple[str, dict[str, str]]:
    """What a step of the action runs, and which input each variable holds."""
    (found,) = [one for one in ACTION["runs"]["steps"] if one["name"].startswith(step)]
    held = {
        name: re.fullmatch(r"\$\{\{ inputs\.(\w+) }}", value) for name, value in found.get("env", {}).items()
    }
    return found["run"], {name: match[1] for name, match in held.items() if match}


def git(at: Path, *arguments: str) -> str:
    """What git, as a person without settings, says to this."""
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgSign=false")
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(at)}
    command = ["git", *identity, *arguments]
    done = subprocess.run(command, cwd=at, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(repo: Path, change: Change) -> None:
    change(repo)
    git(repo, "add", "--all")
    git(repo, "commit", "--quiet", "--allow-empty", "--message", "An edit")


def replace(path: str, old: str, new: str) -> Change:
    """A change of one file."""

    def change(repo: Path) -> None:
        file = repo / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return change


def remove(path: str) -> Change:
    """A change that takes one file away."""
    return lambda repo: (repo / path).unlink()


def nothing(repo: Path) -> None:
    """A change of nothing."""


def poisoned(canary: Path) -> Change:
    """A change that lays every trap we know into a repository: each makes `canary` if it is run."""

    def change(repo: Path) -> None:
        code = f"open({str(canary)!r}, 'a').write(__file__ + '\\n')\n"
        for name in ("sitecustomize", "usercustomize", "conftest", "setup", "json", "typer", "typing"):
            (repo / f"{name}.py").write_text(code)
        for package in ("partnercli", "venv", "pip", "ruamel"):
            (repo / package).mkdir()
            (repo / package / "__init__.py").write_text(code)
            (repo / package / "__main__.py").write_text(code)
        script = f"#!/bin/sh\ntouch '{canary}'\n"
        for path in (
            "scripts/validate-pull-request",
            "scripts/install-locked",
            "bin/partner",
            "partner",
            "python3",
        ):
            (repo / path).parent.mkdir(exist_ok=True)
            (repo / path).write_text(script)
            (repo / path).chmod(0o755)
        (repo / "Makefile").write_text(f"setup:\n\ttouch '{canary}'\n")
        (repo / "pyproject.toml").write_text("[build-system]\nrequires = []\nbuild-backend = 'setup'\n")
        (repo / "pip.conf").write_text("[install]\neditable = .\n")
        (repo / "requirements.lock").write_text("-e .\n")
        (repo / "action.yml").write_text(f"runs: {{using: composite, steps: [{{run: touch '{canary}'}}]}}\n")
        (repo / "templates").mkdir(exist_ok=True)
        (repo / "templates" / "note.md.j2").write_text("POISONED {{ cycler.__init__.__globals__.os }}")
        (repo / ".gitattributes").write_text("*.yaml diff=trap filter=trap merge=trap\n")

    return change


def trapped_git(canary: Path) -> Change:
    """A change of a checkout's own configuration of git, with which git would run what the attributes ask for."""

    def change(repo: Path) -> None:
        trap = f"touch '{canary}'; cat"
        for key in ("diff.trap.textconv", "diff.trap.command", "filter.trap.clean", "filter.trap.smudge"):
            git(repo, "config", key, trap)
        for key in ("core.fsmonitor", "diff.external", "core.pager", "core.sshCommand", "core.editor"):
            git(repo, "config", key, trap)

    return change


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file that no test may find: somebody's trap made it."""
    canary = tmp_path_factory.mktemp("canary") / "canary"
    yield canary
    assert not canary.exists(), canary.read_text()


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory, traps: Path) -> Iterator[Path]:
    """The runner's temporary folder, into which the action has put the tool, from within a trapped workspace."""
    workspace = tmp_path_factory.mktemp("workspace")
    poisoned(traps)(workspace)
    script, _ = script_of("Install")
    with tempfile.TemporaryDirectory() as folder:
        done = shell(script, workspace, {"GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": folder})
        assert done.returncode == 0, done.stderr
        yield Path(folder)


@pytest.fixture
def workspace(tmp_path: Path, fictional: Path) -> Callable[..., Path]:
    """Makes a workspace of a request: `head` is the merge of a `change` into what was `meanwhile` made of `before`."""

    def make(change: Change, *, before: Change = nothing, meanwhile: Change = nothing) -> Path:
        made = Path(tempfile.mkdtemp(dir=tmp_path))
        head = Path(shutil.copytree(fictional, made / "head"))
        git(head, "init", "--quiet", "--initial-branch=main")
        commit(head, before)
        git(head, "checkout", "--quiet", "-b", "request")
        commit(head, change)
        git(head, "checkout", "--quiet", "main")
        commit(head, meanwhile)
        shutil.copytree(head, made / "base", ignore=shutil.ignore_patterns(".git"))
        git(head, "merge", "--quiet", "--no-ff", "--message", "Merge the request", "request")
        return made

    return make


@pytest.fixture
def judge(tmp_path: Path, temporary: Path) -> Callable[..., Judged]:
    """Runs the action's last step on a workspace, with inputs as the workflow of this repository gives them."""

    def run(workspace: Path, *, tool: Path = temporary, **inputs: str) -> Judged:
        script, held = script_of("Judge")
        defaults = {name: one["default"] for name, one in ACTION["inputs"].items()}
        given = defaults | {"repo": "head", "base": "HEAD^1", "trusted": "base"} | inputs
        summary, output = tmp_path / "summary.md", tmp_path / "output"
        environment = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(tool),
            **{name: given[value] for name, value in held.items()},
        }
        assert set(held.values()) == ACTION["inputs"].keys() - {"python"}
        done = shell(script, workspace, environment)
        return Judged(done.returncode, done.stdout + done.stderr, summary.read_text("utf-8"))

    return run


def test_the_reader_of_commands_sees_those_of_both_kinds_and_none_while_they_are_stopped() -> None:
    log = "a ::error::no\n  ::set-output name=x::y\nb ##[add-mask]z\n::stop-commands::T\n::error::no\n::T::\n::x::"
    assert commands(log) == [
        Command("set-output", {"name": "x"}, "y"),
        Command("add-mask", {}, "z"),
        Command("x", {}, ""),
    ]


def test_a_good_request_passes_and_its_summary_says_what_changes_in_counts_alone(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    judged = judge(workspace(replace(POSITION, "  - country: altamar\n", "")))
    assert (judged.code, judged.annotated()) == (0, [])
    assert "Altamar" in judged.summary
    assert re.findall(r"\bQ[M-R]\b|Orrel", judged.summary) == []


def test_a_summary_shows_list_changes_replies_and_records_and_names_nobody(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    def change(repo: Path) -> None:
        replace("data/documents/10001-31.yaml", "[altamar, corvo]", "[altamar]")(repo)
        replace(POSITION, "reply: agree", "reply: agree-with-comments, comment: SAID IN THE ROOM")(repo)
        replace("data/countries/altamar.yaml", "status: ended", "status: suspended")(repo)

    judged = judge(workspace(change))
    assert "10001/31: Off the list: Corvo" in judged.summary
    assert "1 reply to way-forward changed" in judged.summary
    assert "| Country Altamar | cooperation changed |" in judged.summary
    assert re.findall(r"\bQ[M-R]\b|Orrel|SAID", judged.summary) == []


def test_an_unknown_country_is_an_annotation_on_its_line_and_stands_in_the_summary(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    judged = judge(workspace(replace(POSITION, "country: altamar", "country: altamarr")))
    assert (judged.code, judged.annotated()) == (1, [f"{POSITION}:6"])
    assert "altamarr" in judged.summary
    assert "PC204" in judged.summary


def test_an_untouched_file_that_an_edit_elsewhere_breaks_fails(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    judged = judge(workspace(remove("data/countries/insula-d-ocre.yaml")))
    assert judged.code == 1
    assert f"{POSITION}:9" in judged.annotated()


def test_two_requests_that_are_right_alone_fail_where_their_merge_is_wrong(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    newland = "data/countries/newland.yaml"

    def settle(repo: Path) -> None:
        (repo / newland).write_text(
            "name: Newland\nregion: far-isles\nsources: [{title: Gazetteer}]\n", "utf-8"
        )

    names_it = replace(POSITION, "country: altamar", "country: newland")
    assert judge(workspace(names_it, before=settle)).code == 0
    judged = judge(workspace(names_it, before=settle, meanwhile=remove(newland)))
    assert (judged.code, judged.annotated()) == (1, [f"{POSITION}:6"])


def test_an_old_fault_does_not_fail_and_is_counted(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    judged = judge(
        workspace(
            replace(POSITION, "  - country: corvo\n", ""),
            before=replace(POSITION, "country: altamar", "country: altamarr"),
        )
    )
    assert (judged.code, judged.annotated()) == (0, [])
    assert "1 older finding not shown" in judged.summary


def test_data_that_look_like_commands_steer_nothing(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    def smuggle(repo: Path) -> None:
        names = (
            "::set-output name=a::b",
            "##[add-mask]c",
            r"d\n::set-env name=PATH::e",
            "%0A::error::f,g:h]",
        )
        entries = "".join(f'  - country: "{name}"\n' for name in names)
        replace(POSITION, "preferences:\n", f"preferences:\n{entries}")(repo)
        for name in ("x\n::add-path::y.yaml", "##[stop-commands]z.yaml", "%0A::error::f,line=7.yaml"):
            (repo / "data" / "countries" / name).write_text("::set-output name=a::b\n::error::c\n: [\n")

    judged = judge(workspace(smuggle))
    assert judged.code == 1
    assert {one.name for one in commands(judged.log)} == {"error"}
    found = [one.properties["file"] for one in commands(judged.log) if "file" in one.properties]
    assert {POSITION} < set(found)
    assert [file for file in found if not file.startswith("data/") or "::" in file or "%0A" in file] == []


def test_nothing_that_a_poisoned_request_brings_is_run(
    workspace: Callable[..., Path], judge: Callable[..., Judged], traps: Path, temporary: Path
) -> None:
    made = workspace(poisoned(traps))
    trapped_git(traps)(made / "head")
    judged = judge(made)
    assert (judged.code, judged.annotated()) == (0, [])
    notes = [file.read_text("utf-8") for file in temporary.glob("judged.*/note/*.md")]
    assert notes
    assert [note for note in notes if "POISONED" in note] == []


def test_the_traps_catch_whoever_works_within_the_checkout(
    workspace: Callable[..., Path], tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    made = workspace(poisoned(canary))
    trapped_git(canary)(made / "head")
    modules = [f"python -m {name}" for name in ("partnercli", "venv x", "pip --version")]
    for careless in (*modules, "git status", "git diff HEAD^1"):
        canary.unlink(missing_ok=True)
        shell(f"{careless} || true", made / "head", {})
        assert canary.exists(), careless


def test_a_base_that_is_not_there_is_said_and_ends_with_3(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    judged = judge(workspace(nothing), base="v0.0")
    assert judged.code == 3
    assert [one.name for one in commands(judged.log)] == ["error"]
    assert "could not be judged" in judged.summary
    assert "v0.0" in judged.log


@pytest.mark.parametrize("repo", ["link", "head/../link", "../elsewhere"])
def test_data_reached_by_a_link_or_outside_the_workspace_are_refused(
    workspace: Callable[..., Path], judge: Callable[..., Judged], repo: str
) -> None:
    made = workspace(nothing)
    shutil.copytree(made / "head", made.with_name("elsewhere"))
    (made / "link").symlink_to("../elsewhere")
    judged = judge(made, repo=repo)
    assert judged.code == 2
    assert "reached through no link" in judged.summary


def test_data_that_no_longer_give_a_note_fail_where_those_merged_into_did(
    workspace: Callable[..., Path], judge: Callable[..., Judged]
) -> None:
    forget = replace("partner.yaml", "current_document: 10001-31\n", "")
    judged = judge(workspace(forget))
    assert (judged.code, judged.annotated()) == (1, [])
    assert "no longer give a NOTE" in judged.summary
    assert judge(workspace(nothing, before=forget)).code == 0


@pytest.fixture
def pretend(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a temporary folder of the runner with a script in the place of the tool."""

    def make(script: str) -> Path:
        tool = tmp_path / "pretended" / "partner" / "bin" / "partner"
        tool.parent.mkdir(parents=True)
        tool.write_text(f"#!/bin/bash\n{script}\n")
        tool.chmod(0o755)
        return tmp_path / "pretended"

    return make


def test_even_a_tool_that_let_commands_through_would_steer_nothing(
    workspace: Callable[..., Path], judge: Callable[..., Judged], pretend: Callable[[str], Path]
) -> None:
    lines = r"a\n::set-output name=b::c\n  ::add-mask::d\nx ##[add-path]e\n::stop-commands::f\n::errors::g"
    judged = judge(workspace(nothing), tool=pretend(f"printf '{lines}'; printf '{lines}' >&2; exit 4"))
    assert judged.code == 4
    assert [one.message.partition(":")[0] for one in commands(judged.log)] == ["The data could not be judged"]


def test_changes_that_cannot_be_worked_out_are_a_warning(
    workspace: Callable[..., Path], judge: Callable[..., Judged], pretend: Callable[[str], Path]
) -> None:
    script = f'[[ " $* " != *" diff "* ]] || exit 3; {REPORTS}'
    judged = judge(workspace(nothing), tool=pretend(script), trusted="")
    assert judged.code == 0
    assert [one.name for one in commands(judged.log)] == ["warning"]
    assert "the findings" in judged.summary


def test_a_summary_longer_than_is_shown_says_what_it_leaves_out(
    workspace: Callable[..., Path], judge: Callable[..., Judged], pretend: Callable[[str], Path]
) -> None:
    script = f'[[ " $* " != *" diff "* ]] || head -c 1048000 /dev/zero | tr "\\0" x; {REPORTS}'
    judged = judge(workspace(nothing), tool=pretend(script), trusted="")
    assert judged.code == 0
    assert "the findings" in judged.summary
    assert "The changes (partner diff HEAD^1) are too long" in judged.summary
    assert len(judged.summary) < 1048576


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of git with what a forge installs of this one."""
    made = tmp_path_factory.mktemp("project")
    for name in ("scripts", "src"):
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", made)
    git(made, "init", "--quiet")
    commit(made, nothing)
    return made


def test_the_gitlab_job_fails_for_what_is_new_leaves_both_reports_and_runs_nothing_of_the_request(
    workspace: Callable[..., Path], project: Path, traps: Path, tmp_path: Path
) -> None:
    def break_it(repo: Path) -> None:
        poisoned(traps)(repo)
        replace(POSITION, "country: altamar", "country: altamarr")(repo)
        (repo / "partner-reports").symlink_to(tmp_path)

    job = YAML(typ="safe", pure=True).load(GITLAB.read_text("utf-8"))["partner-validate"]
    reports = job["artifacts"]["reports"].values()
    head = workspace(break_it) / "head"
    environment = {
        "CI_PROJECT_DIR": str(head),
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(head, "rev-parse", "HEAD^1"),
        "PARTNER_TOOL": project.as_uri(),
        "PARTNER_COMMIT": git(project, "rev-parse", "HEAD"),
    }
    with tempfile.TemporaryDirectory() as temporary:
        done = shell("\n".join(job["script"]), head, {**environment, "TMPDIR": temporary})
    assert done.returncode == 1, done.stderr
    assert "altamarr" in done.stdout
    assert ["altamarr" in (head / report).read_text("utf-8") for report in reports] == [True, True]
    assert not (tmp_path / "junit.xml").exists()
