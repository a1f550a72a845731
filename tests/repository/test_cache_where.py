"""Where the cache lies, where it does not and why, and for which version of the tool what is kept counts."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from partnercli.repository import cache
from partnercli.repository.cache import (
    FOLDER,
    Store,
    Where,
    this_version,
    where,
)

PARTNERCLI = Path(cache.__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache's folder, not made yet."""
    return tmp_path / "cache"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home, with nothing said of where caches lie."""
    for name in (FOLDER, "XDG_CACHE_HOME", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_it_lies_in_the_users_own_folder_for_caches(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert where() == Where(home / ".cache/partner")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/whole")
    assert where() == Where(home / ".cache/partner")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "caches"))
    assert where() == Where(home / "caches/partner")
    monkeypatch.setenv(FOLDER, str(home / "mine"))
    assert where() == Where(home / "mine")


@pytest.mark.parametrize(
    ("setting", "why_not"),
    [
        ({FOLDER: ""}, "PARTNER_CACHE_DIR is empty"),
        ({FOLDER: "cache"}, "PARTNER_CACHE_DIR is no full path"),
        ({FOLDER: "~/cache"}, "PARTNER_CACHE_DIR is no full path"),
        ({"CI": "true"}, "the run is one of CI, where nothing outlasts it"),
        ({"HOME": ""}, "there is no home folder"),
        ({"HOME": "here"}, "there is no home folder"),
        ({"HOME": "/nonexistent"}, "there is no home folder"),
        ({FOLDER: "/dev/null"}, "/dev/null is no folder"),
        ({FOLDER: "/dev/null/x"}, "/dev/null/x cannot be looked at: a file stands where a folder belongs"),
        ({FOLDER: f"/{'x' * 300}"}, f"/{'x' * 300} cannot be looked at: its name is too long"),
    ],
)
def test_it_lies_nowhere_and_says_why(
    setting: dict[str, str], why_not: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    assert where() == Where(None, why_not)


def test_in_ci_it_lies_where_it_is_named_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    monkeypatch.setenv(FOLDER, str(home))
    assert where().folder == home


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702, 0o1777])
def test_a_folder_that_others_may_write_to_is_not_used(
    mode: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(folder))
    folder.mkdir()
    folder.chmod(0o755)
    assert where() == Where(folder)
    folder.chmod(mode)
    assert where() == Where(None, f"{folder} belongs to somebody else, or others may write to it")


def test_a_folder_of_somebody_else_or_a_link_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(folder))
    folder.mkdir(0o700)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
        assert where().folder is None
    folder.rename(folder.with_name("other"))
    folder.symlink_to("other")
    assert where() == Where(None, f"{folder} is no folder")


def test_nothing_is_made_in_a_folder_of_somebody_else_as_sudo_would_that_keeps_the_home(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        os.chown(home, 65534, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert where() == Where(None, f"{home} belongs to somebody else")
    for name in ("XDG_CACHE_HOME", FOLDER):
        monkeypatch.setenv(name, str(home / "new/cache"))
        assert where() == Where(None, f"{home} belongs to somebody else")


def test_one_may_be_made_in_a_folder_of_ones_own_or_of_the_systems(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        os.chown(home, 65534, -1)
        monkeypatch.setattr(os, "geteuid", lambda: 65534)
    assert where() == Where(home / ".cache/partner")
    monkeypatch.setattr(os, "access", lambda *_: True)
    monkeypatch.setenv(FOLDER, "/not-there/cache")
    assert where() == Where(Path("/not-there/cache"))


def test_a_folder_that_cannot_be_made_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, how: path != home and how == os.W_OK | os.X_OK)
    assert where() == Where(None, f"{home} cannot be written to")
    (home / ".cache").mkdir()
    assert where() == Where(home / ".cache/partner")


def test_a_folder_in_the_repository_is_not_used_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "repository"
    (root / "data").mkdir(parents=True)
    (tmp_path / "link").symlink_to(root)
    for named in (root, root / "data/cache", root / "new/cache", tmp_path / "link/cache"):
        monkeypatch.setenv(FOLDER, str(named))
        assert where(root) == where(tmp_path / "link") == Where(None, f"{named} lies in the repository")
        assert where(tmp_path / "another").folder == where().folder
    monkeypatch.setenv(FOLDER, f"{root}-cache")
    assert where(root).folder == Path(f"{root}-cache")


def test_run_out_of_an_archive_the_tool_remembers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "__file__", "/tool.zip/partnercli/repository/cache.py")
    assert where() == Where(None, "the tool runs out of an archive")


def test_repositories_are_told_apart_by_where_they_lie(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("repository")
    (tmp_path / "repository").mkdir()
    one = Store(folder, tmp_path / "repository").folder
    assert one == Store(folder, tmp_path / "link").folder
    assert one != Store(folder, tmp_path / "Repository").folder
    with chdir(tmp_path / "repository"):
        assert one == Store(folder, Path()).folder
    odd = Store(folder, Path(os.fsdecode(b"/\xff/../odd\n\xff"))).folder
    assert odd.relative_to(folder).as_posix().isascii()


def version() -> str:
    """Which version of itself the tool takes itself for."""
    this_version.cache_clear()
    try:
        return this_version()
    finally:
        this_version.cache_clear()


def test_another_version_of_the_tool_of_python_or_of_a_library_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    monkeypatch.syspath_prepend(library)
    before = version()
    assert version() == before
    with monkeypatch.context() as patch:
        patch.setattr(cache, "__version__", "99.0")
        assert version() != before
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "4.0")
        assert version() != before
    os.utime(library, (1, 1))
    changed = version()
    assert changed != before
    with chdir(library):  # where reports are written
        aside = version()
        os.utime(library, (2, 2))
        assert version() == aside != changed


@pytest.mark.parametrize("room", [*cache.ROOMS, cache.JUDGING])
@pytest.mark.parametrize("how", ["longer", "later"])
def test_code_that_was_changed_finds_nothing(
    room: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "partnercli"
    for one in cache.ROOMS:
        shutil.copytree(PARTNERCLI / one, copy / one, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / cache.JUDGING).parent.mkdir()
    shutil.copy2(PARTNERCLI / cache.JUDGING, copy / cache.JUDGING)
    monkeypatch.setattr(cache, "__file__", str(copy / "repository/cache.py"))
    before = version()
    file = copy / room if room.endswith(".py") else max((copy / room).glob("*.py"))
    state = file.stat()
    if how == "longer":
        file.write_bytes(file.read_bytes() + b"\n")
    os.utime(file, ns=(0, state.st_mtime_ns + (how == "later")))
    assert version() != before
