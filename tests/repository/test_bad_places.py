"""Files and folders that lie where they should not, are called what they should not, or are none."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnercli.records.kinds import Kind
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

Open = Callable[..., Loaded]
Places = Callable[[Loaded], list[str]]
Write = Callable[[str, str | bytes], Path]

FICTIONAL = Path(__file__).parents[1] / "fictional"
COUNTRIES = {"altamar", "belmonte", "corvo", "dravina", "esker", "insula-d-ocre"}
GOOD = b"name: Zonda\nregion: northern-shore\nsources: [{title: Gazetteer}]\n"


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("data/countries/zonda.yml", "PC120", "name it zonda.yaml"),
        ("data/countrys/zonda.yaml", "PC120", "did you mean the folder data/countries/?"),
        ("data/zonda.yaml", "PC120", "move it to the folder of its kind, with a name that ends in .yaml"),
        ("data/countries/new/zonda.yaml", "PC120", "did you mean the folder data/countries/?"),
        ("data/positions/qm.yaml", "PC120", "a position lies in data/positions/<meeting>/<code>.yaml"),
        ("data/countries/Zonda.yaml", "PC121", "rename it to data/countries/zonda.yaml"),
        ("data/countries/Ile d'Été.yaml", "PC121", "rename it to data/countries/ile-d-ete.yaml"),
        ("data/countries/con.yaml", "PC121", "use lower-case letters"),
        ("data/countries/日本.yaml", "PC121", "use lower-case letters"),
        (f"data/countries/{'z' * 65}.yaml", "PC121", f"rename it to data/countries/{'z' * 64}.yaml"),
        ("data/countries/.zonda.yaml.1f.partner-tmp", "PC122", "delete it"),
    ],
)
def test_a_file_in_the_wrong_place_or_under_a_wrong_name_is_told_where_to_go(
    opened: Open, write: Write, fictional: Path, path: str, code: str, hint: str
) -> None:
    write(path, GOOD)
    [finding] = opened(fictional).findings
    assert (finding.file, finding.code) == (path, code)
    assert finding.hint.startswith(hint)


def test_a_file_under_a_wrong_name_is_still_read(opened: Open, write: Write, fictional: Path) -> None:
    write("data/countries/Zonda.yaml", b"name: 12\nregion: x\nsources: [{title: x}]\n")
    assert [finding.code for finding in opened(fictional).findings] == ["PC121", "PC112"]


def test_a_name_in_another_encoding_is_reported_like_any_other_wrong_name(opened: Open) -> None:
    path = os.fsdecode(b"data/countries/caf\xe9.yaml")
    [finding] = opened(FICTIONAL, {path: GOOD}).findings
    assert (finding.file, finding.code) == (path, "PC121")
    assert finding.hint == "rename it to data/countries/caf.yaml"


def test_files_that_are_no_records_are_let_be(
    opened: Open, places: Places, write: Write, fictional: Path
) -> None:
    write("data/countries/README.md", "# Countries")
    write("data/.hidden/x.yaml", "x")
    write("notes/x.yaml", "x")
    assert places(opened(fictional)) == []


@pytest.mark.parametrize(
    ("one", "other"), [("Corvo", "corvo"), ("e\u0301", "\u00e9")], ids=["capitals", "composition"]
)
def test_names_that_differ_only_by_case_or_form_are_reported(opened: Open, one: str, other: str) -> None:
    paths = [f"data/countries/{name}.yaml" for name in (one, other)]
    alike = [f for f in opened(FICTIONAL, dict.fromkeys(paths, GOOD)).findings if "differ only" in f.message]
    assert [(finding.code, finding.file) for finding in alike] == [("PC121", paths[1])]
    assert alike[0].message.startswith(f"{paths[0]} and {paths[1]} differ only in capitals")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link_out(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def make_link_within(path: Path) -> None:
    path.symlink_to("corvo.yaml")


def make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [make_pipe, make_link_out, make_link_within, make_folder])
def test_what_is_no_ordinary_file_is_refused_and_hides_no_other(
    opened: Open, places: Places, fictional: Path, make: Callable[[Path], None]
) -> None:
    make(fictional / "data/countries/zonda.yaml")
    loaded = opened(fictional)
    assert places(loaded) == ["data/countries/zonda.yaml - PC101"]
    assert set(loaded.exercise.countries) == COUNTRIES
    assert loaded.exercise.malformed == {Kind.COUNTRY: {"zonda"}}


def hide_behind_link(folder: Path) -> None:
    folder.rename(folder.parents[2] / folder.name)
    folder.symlink_to(folder.parents[2] / folder.name)


def replace_by_file(folder: Path) -> None:
    folder.rename(folder.parents[2] / folder.name)
    folder.write_text("a file")


@pytest.mark.parametrize("spoil", [hide_behind_link, replace_by_file])
@pytest.mark.parametrize("scope", [Scope.everything(), Scope.of_meeting()])
def test_a_folder_of_records_that_is_a_link_or_a_file_is_refused_not_passed_over(
    opened: Open, places: Places, fictional: Path, spoil: Callable[[Path], None], scope: Scope
) -> None:
    spoil(fictional / "data/countries")
    loaded = opened(fictional, scope=scope)
    assert places(loaded) == ["data/countries - PC101"]
    assert "not a folder, or a link to one" in loaded.findings[0].message
    assert loaded.exercise.countries == {}
    assert set(loaded.exercise.delegations) == {"QM", "QN", "QO", "QP", "QR", "QS", "QT"}


@pytest.mark.parametrize(
    ("name", "path"), [("esker.yaml", "data/countries/esker.yaml"), ("countries", "data/countries")]
)
def test_what_may_not_be_opened_is_refused_and_hides_no_other(
    opened: Open, places: Places, fictional: Path, monkeypatch: pytest.MonkeyPatch, name: str, path: str
) -> None:
    ordinary = os.open

    def refusing(opened_path: Any, flags: int, *args: Any, **how: Any) -> int:
        if opened_path == name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return ordinary(opened_path, flags, *args, **how)

    monkeypatch.setattr(os, "open", refusing)
    loaded = opened(fictional)
    assert places(loaded) == [f"{path} - PC101"]
    assert loaded.findings[0].message.endswith("cannot be read: permission denied")
    assert len(loaded.exercise.instruments) == 5
