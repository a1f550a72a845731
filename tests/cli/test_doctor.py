"""`partner doctor`: what is there, what is missing and how to get it, how the repository is; and nothing is written."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import Mock

import pytest

from partnercli.cli.doctor import surroundings, tool
from partnercli.system.installation import libraries, to_get, to_mend

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, "str | bytes"], Path]
PUBLIC = '[remote "origin"]\n\turl = https://github.com/a/b\n'


@pytest.fixture
def looked(partner: Partner, fictional: Path) -> Callable[..., dict[str, dict[str, str]]]:
    """What the doctor finds in `fictional`, by the name of each point."""

    def look(**environment: str) -> dict[str, dict[str, str]]:
        told = json.loads(partner("doctor", "--format", "json", at=fictional, **environment).out)
        return {point["name"]: point for section in told["sections"] for point in section["points"]}

    return look


def without(*names: str) -> Callable[[str], str]:
    """The versions of libraries, some of which are not installed."""

    def found(name: str) -> str:
        if name in names:
            raise PackageNotFoundError(name)
        return version(name)

    return found


def test_the_screen_says_how_all_is_and_ends_with_a_sentence_within_80_columns(
    partner: Partner, fictional: Path
) -> None:
    done = partner("doctor", at=fictional)
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[0] == "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
    titles = ["The tool", "Optional parts", "This computer", "The repository"]
    assert [line for line in lines[1:-1] if line and not line.startswith(" ")] == titles
    assert lines[-1].startswith("All that is needed is there")
    assert max(len(line) for line in lines if "→" not in line) <= 80


def test_a_terminal_that_knows_only_ascii_shows_it_all(
    screen: Callable[..., tuple[int, str]], fictional: Path
) -> None:
    code, shown = screen("doctor", at=fictional)
    assert code == 0
    assert "so bars and accents are shown in plain signs" in " ".join(shown.split())
    assert "-> choose UTF-8 in the settings of the terminal" in shown


def test_as_json_it_says_the_same(partner: Partner, fictional: Path) -> None:
    told = json.loads(partner("doctor", "--format", "json", at=fictional).out)
    assert (told["marking"], told["illustrative"], told["sound"]) == ("LIMITE", True, True)
    assert told["repository"] == str(fictional)
    assert told["libraries"]["lxml"] == version("lxml")
    shown = "".join(partner("doctor", at=fictional).out.split())
    for section in told["sections"]:
        assert all("".join(point["found"].split()) in shown for point in section["points"])


def test_it_works_where_there_is_no_repository_and_shows_no_marking(partner: Partner, tmp_path: Path) -> None:
    done = partner("doctor", at=tmp_path)
    assert done.code == 0
    assert done.out.startswith("The tool\n")
    assert "note     no partner.yaml in this folder or one above" in done.out
    told = json.loads(partner("doctor", "--format", "json", at=tmp_path).out)
    assert (told["marking"], told["repository"]) == (None, None)


def test_a_repository_that_is_named_and_is_none_is_broken(partner: Partner, tmp_path: Path) -> None:
    done = partner("doctor", at=tmp_path, PARTNER_REPO="gone")
    assert done.code == 1
    assert "error    PARTNER_REPO names gone, which is not there" in done.out
    assert done.out.endswith("\n1 thing is broken: see above, behind error.\n")
    told = partner("doctor", "--format", "json", at=tmp_path, PARTNER_REPO="gone")
    assert (told.code, json.loads(told.out)["sound"]) == (1, False)


def test_nothing_is_written_not_even_to_the_cache(
    partner: Partner, fictional: Path, cache_folder: Path, files_of: Callable[[Path], object]
) -> None:
    before = files_of(fictional)
    assert partner("doctor", at=fictional, PARTNER_CACHE_DIR=str(cache_folder)).code == 0
    assert files_of(fictional) == before
    assert not cache_folder.exists()


def test_what_is_remembered_saves_it_the_reading(
    partner: Partner, fictional: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {"PARTNER_CACHE_DIR": str(cache_folder)}
    assert partner("validate", at=fictional, **kept).code == 0
    monkeypatch.setattr("partnercli.library.judging.verdict", None)
    assert partner("doctor", at=fictional, **kept).code == 0


def test_an_optional_part_that_is_missing_is_no_fault_and_says_how_to_get_it(
    looked: Callable[..., Any], partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "version", without("typst", "openpyxl"))
    found = looked()
    assert (found["pdf"]["sign"], found["pdf"]["to_do"]) == ("missing", to_get("pdf"))
    assert found["pdf"]["found"].startswith("PDF: typst not installed, so no PDF is written")
    assert found["tables"]["found"].startswith("Excel workbooks: openpyxl not installed, so no forms")
    assert partner("doctor", at=fictional).code == 0


def test_an_optional_part_of_another_version_is_broken(
    looked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "version", lambda name: "1.0" if name == "openpyxl" else version(name))
    found = looked()["tables"]
    assert found["sign"] == "error"
    assert found["found"].startswith("Excel workbooks: openpyxl 1.0 is installed, and openpyxl>=")


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        (without("lxml"), "lxml>=5.3,<7 is not installed"),
        (
            lambda name: "5.1" if name == "lxml" else version(name),
            "lxml 5.1 is installed, and lxml>=5.3,<7 is needed",
        ),
    ],
)
def test_a_library_that_all_needs_is_broken_where_it_is_missing_or_of_another_version(
    versions: Callable[[str], str],
    said: str,
    looked: Callable[..., Any],
    partner: Partner,
    fictional: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tool, "version", versions)
    lxml = next(one for one in libraries() if one.name == "lxml")
    found = looked()
    assert found["lxml"] == {"name": "lxml", "sign": "error", "found": said, "to_do": to_mend(lxml)}
    assert "jinja2" in found["libraries"]["found"]
    assert partner("doctor", at=fictional).code == 1


@pytest.mark.parametrize(
    ("module", "library"),
    [("typer", "typer"), ("pydantic", "pydantic"), ("_ruamel_yaml", "ruamel-yaml-clib")],
)
def test_without_a_library_that_all_needs_commands_say_so_and_the_doctor_still_works(
    module: str, library: str, process: Callable[..., Any], fictional: Path, tmp_path: Path
) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / f"{module}.py").write_text(f"raise ImportError('no {module}', name='{module}')\n", "utf-8")
    kept = {"PYTHONPATH": str(hidden)}
    done = process("tally", at=fictional, environment=kept)
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode()
    assert said.startswith(f"error: partner needs the library {library}, which cannot be loaded\nhint: ")
    assert said.endswith("; see whether more is missing: partner doctor\n")
    done = process("doctor", at=fictional, environment=kept)
    assert (done.returncode, done.stderr) == (1, b"")
    assert f"is installed and cannot be loaded: no {module}" in " ".join(done.stdout.decode().split())


def test_without_git_it_says_what_cannot_be_done(looked: Callable[..., Any]) -> None:
    git = looked(PATH="/nowhere")["git"]
    assert git["sign"] == "missing"
    assert "diff, history, --at, validate --changed-since" in git["found"]


def test_the_tab_key_is_set_up_or_how_to(looked: Callable[..., Any], tmp_path: Path) -> None:
    shell = {"SHELL": "/usr/bin/fish", "HOME": str(tmp_path)}
    assert looked(**shell)["completion"] == {
        "name": "completion",
        "sign": "missing",
        "found": "the Tab key does not complete names in fish yet",
        "to_do": "partner --install-completion",
    }
    script = tmp_path / ".config" / "fish" / "completions" / "partner.fish"
    script.parent.mkdir(parents=True)
    script.touch()
    assert looked(**shell)["completion"]["sign"] == "ok"
    assert looked(SHELL="/bin/ash")["completion"]["sign"] == "note"


def test_what_the_system_does_in_a_plain_way_is_said(
    looked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surroundings, "BY_DESCRIPTOR", False)
    assert "files are opened by their whole path" in looked()["system"]["found"]


def test_errors_in_the_data_are_broken_and_less_is_a_note(
    looked: Callable[..., Any], partner: Partner, fictional: Path, write: Write
) -> None:
    assert looked()["findings"]["sign"] == "ok"
    write("data/countries/.altamar.yaml.partner-tmp", "")
    assert looked()["findings"]["sign"] == "note"
    write("data/countries/no-country.yaml", "name: [")
    assert (looked()["findings"]["sign"], looked()["findings"]["to_do"]) == ("error", "partner validate")
    assert partner("doctor", at=fictional).code == 1


def test_a_python_that_is_too_old_is_broken(
    looked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = Mock(metadata={"Requires-Python": ">=3.999"}, read_text=lambda _: None)
    monkeypatch.setattr(tool, "package", lambda: newer)
    found = looked()["python"]
    assert found["sign"] == "error"
    assert found["found"].endswith(", and Python>=3.999 is needed")


def test_settings_that_cannot_be_read_are_broken(looked: Callable[..., Any], write: Write) -> None:
    write("partner.yaml", "format: [")
    assert looked()["repository"]["found"].endswith("its settings in partner.yaml cannot be read")
    assert looked()["repository"]["sign"] == "error"


def test_what_lies_beside_the_records_is_looked_at(
    looked: Callable[..., Any], partner: Partner, fictional: Path, write: Write
) -> None:
    partner("schema", at=fictional)
    for name in (".gitattributes", ".editorconfig"):
        write(name, "")
    partner("template", "eject", at=fictional)
    assert not {"schemas", ".gitattributes", ".editorconfig", "open-files"} & looked().keys()
    assert looked()["templates"]["sign"] == "ok"
    write("schemas/country.schema.json", "{}")
    write("templates/note.md.j2", "older words")
    write("build/~$10001-31.docx", "")
    (fictional / ".editorconfig").unlink()
    found = looked()
    assert found["schemas"]["found"].startswith("1 schema for editors missing")
    assert found["templates"]["found"].endswith(": note.md.j2")
    assert found["open-files"]["found"].endswith(": ~$10001-31.docx")
    assert {found[name]["sign"] for name in ("schemas", "templates", "open-files", ".editorconfig")} == {
        "note"
    }


def test_what_git_has_of_it_is_said(
    looked: Callable[..., Any], fictional: Path, write: Write, request: pytest.FixtureRequest
) -> None:
    assert "is not in a git repository" in looked()["git-repository"]["found"]
    commit = request.getfixturevalue("history")
    assert looked()["git-repository"]["found"] == "git has no commit of it yet"
    commit("All")
    found = looked()
    assert found["git-repository"]["sign"] == "ok"
    assert found["made-documents"]["to_do"] == "write build/ into .gitignore"
    write(".gitignore", "build/\n")
    write("partner.yaml", (fictional / "partner.yaml").read_bytes() + b"\n")
    found = looked()
    assert found["git-repository"]["found"] == "1 record not as last committed: partner.yaml"
    assert "made-documents" not in found


def test_a_public_host_is_noted_of_what_is_limite_alone(
    looked: Callable[..., Any], fictional: Path, write: Write, edit: Edit
) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=fictional, check=True)
    write(".git/config", PUBLIC)
    said = "changes are pushed to github.com, a public host, and what it holds is LIMITE"
    assert looked()["push-target"]["found"] == said
    edit("partner.yaml", "marking: LIMITE", "marking: public")
    assert "push-target" not in looked()


def test_that_everybody_can_read_it_is_noted_of_what_is_limite_alone(
    partner: Partner, fictional: Path
) -> None:
    with TemporaryDirectory(
        dir="/tmp"
    ) as folder:  # everybody may go through it, as through no folder of a test
        root = Path(folder).resolve() / "open"
        shutil.copytree(fictional, root)
        root.parent.chmod(0o755)
        root.chmod(0o755)
        hint = f"keep it from others: chmod -R o= {root}"
        assert hint in partner("doctor", at=root).out
        root.chmod(0o750)
        assert hint not in partner("doctor", at=root).out
        root.chmod(0o755)
        settings = root / "partner.yaml"
        settings.write_text(
            settings.read_text("utf-8").replace("marking: LIMITE", "marking: public"), "utf-8"
        )
        assert hint not in partner("doctor", at=root).out
