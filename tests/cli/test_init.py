"""`partner init`: a repository that validates at once, never over anything, and finished by a second run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from new_repositories import settings_of, texts
from partnercli.cli.app import command
from partnercli.cli.init import Forge, title_given
from partnercli.cli.init.words import NEXT
from partnercli.library.problems import Usage
from partnercli.records.country import Country
from partnercli.records.marking import Marking
from partnercli.repository import starter
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree
from partnercli.repository.walk import read_yaml

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
ROOT = Path(__file__).parents[2]
FORGES = {".github/workflows/validate.yml": "github", ".gitlab-ci.yml": "gitlab"}
NO_FINDING = re.compile(r"nothing to mend in \d+ files\n")


@pytest.fixture(scope="module")
def bare(partner: Partner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new repository for another subject: read it, never write to it."""
    at = tmp_path_factory.mktemp("bare")
    assert partner("init", "new", "--bare", "--forge", "none", at=at)[0] == 0
    return at / "new"


def holder_today() -> str:
    terms = load(WorkingTree(ROOT), Scope.everything()).exercise.presidency_list
    assert terms is not None
    return next(term.delegation for term in terms.presidencies if term.holds(date.today()))  # noqa: DTZ011


def test_a_new_repository_has_no_finding_of_any_severity(
    partner: Partner, new_repository: Path, bare: Path
) -> None:
    for repository in (new_repository, bare):
        code, out, err = partner("--repo", repository, "validate", at=repository.parent)
        assert (code, err) == (0, "")
        assert NO_FINDING.fullmatch(out)


def test_the_screen_says_what_was_made_and_what_comes_next_within_80_columns(
    partner: Partner, tmp_path: Path
) -> None:
    code, out, err = partner("init", "my skills", "--title", "Partnerships for skills", at=tmp_path)
    lines = out.splitlines()
    assert (code, err, lines[0]) == (0, "", "LIMITE")
    assert "  title       Partnerships for skills" in lines
    assert lines[-3:-1] == ["  cd 'my skills'", "  partner validate"]
    assert max(map(len, lines)) <= 80


def test_the_working_folder_will_do_and_gits_own_folder_is_not_in_the_way(
    partner: Partner, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text('[remote "origin"]\n\turl = https://github.com/a/b\n')
    code, out, err = partner("init", at=tmp_path)
    assert code == 0
    assert "  cd " not in out
    assert "warning PC123: changes are pushed to github.com, a public host" in err
    assert (tmp_path / "partner.yaml").exists()


def test_it_holds_the_reference_data_as_they_are_and_nothing_said_or_decided(
    new_repository: Path, files_of: FilesOf
) -> None:
    new, own = texts(files_of(new_repository / "data")), texts(files_of(ROOT / "data"))
    records = {path: data for path, data in new.items() if path.endswith(".yaml")}
    reference = ("countries/", "instruments/", "regions.", "delegations.", "presidencies.")
    assert records == {path: data for path, data in own.items() if path.startswith(reference)}
    empty = {"positions", "meetings", "outlines", "documents"}
    assert new.keys() - records.keys() == {f"{folder}/README.md" for folder in empty}


def test_it_holds_the_schemas_and_settings_of_editors_and_only_with_its_option_templates(
    partner: Partner, new_repository: Path
) -> None:
    for folder in ("schemas", ".vscode"):
        assert {path.name for path in (new_repository / folder).iterdir()} == {
            path.name for path in (ROOT / folder).iterdir() if path.is_file()
        }
    assert partner("--repo", new_repository, "schema", "--check", at=new_repository)[0] == 0
    assert not (new_repository / "templates").exists()


def test_with_templates_it_has_those_that_eject_writes(
    partner: Partner, tmp_path: Path, files_of: FilesOf
) -> None:
    partner("init", "one", "--templates", at=tmp_path)
    partner("init", "two", at=tmp_path)
    partner("--repo", "two", "template", "eject", at=tmp_path)
    one, two = (texts(files_of(tmp_path / name)) for name in ("one", "two"))
    assert one == two
    assert "templates/note.md.j2" in one


def test_the_comment_beside_the_line_holds_for_every_line_that_may_be_set(new_repository: Path) -> None:
    said = (new_repository / "partner.yaml").read_text("utf-8").splitlines()
    place = said.index("  at_least: 1/2")
    assert said[place - 1] == "  # The share of delegations that name it, from which on it counts as one."


def test_title_presidency_and_marking_are_as_given(partner: Partner, tmp_path: Path) -> None:
    title = 'Skills: "Ö" #1'
    options = ("--title", title, "--presidency", "greece", "--marking", "public")
    assert partner("init", "new", *options, at=tmp_path)[0] == 0
    said = settings_of(tmp_path / "new")
    assert (said["title"], said["presidency"], said["marking"]) == (title, "EL", "public")
    assert NO_FINDING.match(partner("--repo", "new", "validate", at=tmp_path)[1])


def test_the_presidency_is_whose_it_is_today_and_else_has_to_be_given(
    partner: Partner, new_repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings_of(new_repository)["presidency"] == holder_today()

    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(2199, 1, 1)

    monkeypatch.setattr("partnercli.cli.app.date", Later)
    code, out, err = partner("init", "new", at=tmp_path)
    assert (code, out) == (2, "")
    assert "do not say who holds the Presidency on 2199-01-01\nhint: name it: --presidency CODE" in err
    assert partner("init", "new", "--presidency", "PT", at=tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--presidency", "Portugl"], 3, "did you mean PT (Portugal)?"),
        (["--presidency", "UK"], 2, "UK is no member on "),
        (["--title", "a\u202eb"], 2, "the title holds U+202E (right-to-left override)"),
        (["--title", "a\x1b[31mb"], 2, "the title holds U+001B"),
        (["--title", "one\ntwo"], 2, "the title is to be one line of text"),
        (["--title", "  "], 2, "--title is empty"),
        (["--title", "RESTREINT UE/EU RESTRICTED"], 2, "is EU classified information"),
        (["--marking", "SECRET UE/EU SECRET"], 2, "is EU classified information"),
        (["--marking", "limited"], 2, "write LIMITE or public"),
        (["--forge", "sourcehut"], 2, "github"),
    ],
)
def test_what_cannot_stand_in_the_settings_is_refused_and_nothing_is_written(
    options: list[str], code: int, said: str, partner: Partner, tmp_path: Path
) -> None:
    found, out, err = partner("init", "new", *options, at=tmp_path)
    assert (found, out) == (code, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


@given(title=st.text(min_size=1))
def test_any_title_is_refused_in_a_sentence_or_read_back_as_it_is(title: str) -> None:
    try:
        called = title_given(title)
    except Usage:
        return
    data = starter.settings(called, "PT", Marking.LIMITE, 27)
    walked = read_yaml(data, "")
    assert (walked.findings, walked.value["title"]) == ([], title.strip())


@pytest.mark.parametrize("forge", list(Forge))
def test_checks_are_set_up_for_the_forges_named_and_the_pages_speak_of_no_other(
    forge: Forge, partner: Partner, tmp_path: Path
) -> None:
    assert partner("init", "new", "--forge", forge, "--codeowners", at=tmp_path)[0] == 0
    new = tmp_path / "new"
    wanted = {path for path, name in FORGES.items() if forge in (name, Forge.BOTH)}
    assert {path for path in FORGES if (new / path).exists()} == wanted
    assert {path for path in FORGES if path in (new / "README.md").read_text("utf-8")} == wanted
    owners = (new / "CODEOWNERS").read_text("utf-8")
    assert ("/.github/ " in owners, "/.gitlab-ci.yml " in owners) == (
        forge in (Forge.GITHUB, Forge.BOTH),
        forge in (Forge.GITLAB, Forge.BOTH),
    )


def test_codeowners_has_a_line_for_each_member_of_today_and_is_made_on_demand_alone(
    partner: Partner, new_repository: Path, tmp_path: Path
) -> None:
    assert not (new_repository / "CODEOWNERS").exists()
    partner("init", "new", "--codeowners", at=tmp_path)
    owners = (tmp_path / "new" / "CODEOWNERS").read_text("utf-8")
    exercise = load(WorkingTree(new_repository), Scope.everything()).exercise
    members = exercise.members_on(date.today())  # noqa: DTZ011
    named = re.findall(r"^/data/positions/\*\*/(\w\w)\.yaml +@your-org/[a-z-]+-desk$", owners, re.MULTILINE)
    assert tuple(code.upper() for code in named) == members


def test_the_files_for_forges_are_those_that_the_guide_shows_and_the_job_of_the_project(
    new_repository: Path,
) -> None:
    guide = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for path in (".github/workflows/validate.yml", ".pre-commit-config.yaml"):
        lines = (new_repository / path).read_text("utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.startswith("#"))
        assert f"```yaml\n{text}\n```" in guide
    yaml = YAML(typ="safe", pure=True)
    pipeline = yaml.load((new_repository / ".gitlab-ci.yml").read_text("utf-8"))
    job = yaml.load((ROOT / starter.GITLAB_JOB).read_text("utf-8"))
    assert pipeline.pop("variables").keys() == {"PARTNER_TOOL", "PARTNER_COMMIT"}
    assert pipeline == job


@pytest.mark.tools
def test_zizmor_finds_nothing_in_the_workflow_of_a_new_repository(new_repository: Path) -> None:
    zizmor = Path(sys.executable).parent / "zizmor"
    options = ("--offline", "--persona=auditor", "--collect=all", "--strict-collection", "--quiet")
    done = subprocess.run([zizmor, *options, new_repository], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    workflow = new_repository.parent / ".github" / "workflows" / "faulty.yml"
    workflow.parent.mkdir(parents=True)
    text = (new_repository / ".github" / "workflows" / "validate.yml").read_text("utf-8")
    workflow.write_text(text.replace("pull_request:", "pull_request_target:"))
    assert subprocess.run([zizmor, *options, workflow], capture_output=True, check=False).returncode != 0


def test_bare_countries_keep_their_identity_and_lose_all_else(bare: Path) -> None:
    new, own = (load(WorkingTree(root), Scope.everything()).exercise for root in (bare, ROOT))
    assert new.instruments == {}
    assert new.countries.keys() == own.countries.keys()
    beyond = Country.model_fields.keys() - set(starter.IDENTITY)
    assert beyond == {"roles", "cooperation", "absent", "contributions", "indicators", "note"}
    assert any(country.cooperation for country in own.countries.values())
    for key, country in new.countries.items():
        assert not beyond & country.model_fields_set
        assert all(
            getattr(country, field) == getattr(own.countries[key], field) for field in starter.IDENTITY
        )
    assert (bare / "data/countries/kosovo.yaml").read_text("utf-8").splitlines()[1] == (
        "# Kosovo has no ISO code: XK and XKX are the user-assigned ones that the Union and others use."
    )


def test_the_readme_says_how_far_the_facts_go_and_the_records_bear_it_out(
    new_repository: Path, bare: Path
) -> None:
    exercise = load(WorkingTree(new_repository), Scope.everything()).exercise
    told = [country for country in exercise.countries.values() if country.cooperation]
    begun = [one.since for country in told for one in country.cooperation if one.since]
    page = " ".join((new_repository / "README.md").read_text("utf-8").split())
    assert f"holds {len(exercise.countries)} countries" in page
    assert f"is recorded for {len(told)} of them" in page
    latest = max(begun, key=lambda period: period.last)
    assert f"The latest status recorded is of {latest}." in page
    assert "there is no catalogue of instruments" in " ".join((bare / "README.md").read_text("utf-8").split())


def unknown_words(line: str) -> list[str]:
    """What of a line that calls `partner` no command or option of the tool is called; its arguments pass."""
    found: Any = command()
    unknown = []
    for word in line.split("#", maxsplit=1)[0].split()[1:]:
        if word.startswith("--"):
            known = {"--help", *(option for one in found.params for option in one.opts)}
            unknown += [word] if word not in known else []
        elif hasattr(found, "list_commands"):
            if word not in found.list_commands(typer.Context(found)):
                return [*unknown, word]
            found = found.get_command(typer.Context(found), word)
    return unknown


def test_every_command_and_option_that_the_pages_and_the_screen_name_is_there(new_repository: Path) -> None:
    pages = "".join(path.read_text("utf-8") for path in new_repository.rglob("*.md"))
    lines = [*re.findall(r"^\$ (partner .+)$|`(partner .+?)`", pages, re.MULTILINE)]
    named = [*(one or other for one, other in lines), *NEXT]
    assert {"partner --help", "partner validate"} <= {" ".join(line.split("#")[0].split()) for line in named}
    assert [line for line in named if unknown_words(line)] == []
    assert unknown_words("partner validate --gone # of late") == ["--gone"]
    assert unknown_words("partner gone x") == ["gone"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["tally"], 3, "there is no current meeting"),
        (["render", "note"], 3, "there is no current document"),
        (["render", "compilation"], 3, "there is no "),
        (["outline", "list"], 0, ""),
        (["render", "progress", "--output", "{out}"], 0, ""),
        (["outline", "new", "Tunisia", "--on", "2021-05-25", "--dry-run"], 0, "12 steps"),
    ],
)
def test_commands_in_an_empty_repository_work_or_say_what_is_missing(
    arguments: list[str], code: int, said: str, partner: Partner, new_repository: Path, tmp_path: Path
) -> None:
    found, _, err = partner(*(one.format(out=tmp_path) for one in arguments), at=new_repository)
    assert found == code
    assert said in err
    assert "Traceback" not in err


def test_a_dry_run_lists_each_file_with_its_size_and_writes_nothing(
    partner: Partner, new_repository: Path, tmp_path: Path, files_of: FilesOf
) -> None:
    code, out, _ = partner("init", "new", "--dry-run", at=tmp_path)
    listed = {
        path: int(size.replace(",", ""))
        for size, path in re.findall(r"^ *([\d,]+)  (\S+)$", out, re.MULTILINE)
    }
    assert code == 0
    assert listed == {path: len(data) for path, data in texts(files_of(new_repository)).items()}
    assert out.splitlines()[-1].split() == [f"{sum(listed.values()):,}", "bytes", "in", "all"]
    assert list(tmp_path.iterdir()) == []


def test_what_the_wheel_packs_is_what_a_new_repository_is_made_from() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]
    packed = build["wheel"]["force-include"]
    assert packed == {path: f"partnercli/starter/{path}" for path in starter.REFERENCE}
    assert all(any(f"/{path}/".startswith(f"{one}/") for one in build["sdist"]["include"]) for path in packed)


def test_no_text_of_a_new_repository_but_its_reference_data_names_a_year_or_the_exercise_shipped_here() -> (
    None
):
    own = [file for file in starter.STARTER.rglob("*") if file.is_file()]
    assert starter.STARTER / "WHO-SEES-WHAT.md" in own
    assert [file for file in own if re.search(r"\b(19|20)\d\d\b|8952", file.read_text("utf-8"))] == []


def test_its_json_is_the_reports_own(partner: Partner, new_repository: Path) -> None:
    report = json.loads(partner("validate", "--format", "json", at=new_repository)[1])
    assert (report["findings"], report["marking"], report["illustrative"]) == ([], "LIMITE", False)
