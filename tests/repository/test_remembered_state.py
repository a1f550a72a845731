"""The state of a repository as one digest: another for every change that a check can see, the same for all others."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from partnercli.repository.kinds import DATA
from partnercli.repository.remembered import state
from partnercli.repository.trees import ReadOnce, Unreadable, WorkingTree

ROOT = Path(__file__).parents[2]
COUNTRY = "data/countries/belmonte.yaml"
SETTINGS, OTHER = "partner.yaml", ".git/config"
TEXT = b"name: Belmonte\nregion: northern-shore\nsources: [{title: Gazetteer}]\n"


def digest(root: Path) -> str:
    """The state of the files at a folder."""
    tree = WorkingTree(root)
    try:
        return state(tree, OTHER)
    finally:
        tree.close()


def _edited(root: Path) -> None:
    (root / COUNTRY).write_bytes(TEXT)


def _edited_settings(root: Path) -> None:
    (root / SETTINGS).write_bytes((root / SETTINGS).read_bytes() + b"# more\n")


def _gone(root: Path) -> None:
    (root / COUNTRY).unlink()


def _gone_settings(root: Path) -> None:
    (root / SETTINGS).unlink()


def _renamed(root: Path) -> None:
    (root / COUNTRY).rename(root / "data/countries/belmont.yaml")


def _swapped(root: Path) -> None:
    one, two = root / COUNTRY, root / "data/countries/corvo.yaml"
    one.rename(root / "aside")
    two.rename(one)
    (root / "aside").rename(two)


def _link(root: Path) -> None:
    (root / COUNTRY).rename(root / "aside")
    (root / COUNTRY).symlink_to("../../aside")


def _folder_named_like_a_file(root: Path) -> None:
    (root / COUNTRY).unlink()
    (root / COUNTRY).mkdir()


def _pushed(root: Path) -> None:
    (root / ".git").mkdir()
    (root / OTHER).write_bytes(b'[remote "origin"]\n\turl = git@github.com:a/b.git\n')


def _left_over(root: Path) -> None:
    (root / "data/countries/.corvo.yaml.0a1b2c3d.partner-tmp").touch()


def _stray(root: Path) -> None:
    (root / "data/stray.yaml").touch()


def _stray_link(root: Path) -> None:
    (root / "data/photo.png").symlink_to("/dev/null")


def _stray_pipe(root: Path) -> None:
    os.mkfifo(root / "data/photo.png")


def _stray_photo(root: Path) -> None:
    (root / "data/photo.png").touch()


def _name_no_text(root: Path) -> None:
    (root / os.fsdecode(b"data/\xc3\x28")).touch()


def _file_for_a_folder(root: Path, name: str = "countries") -> None:
    shutil.rmtree(root / "data" / name)
    (root / "data" / name).touch()


def _no_folder(root: Path) -> None:
    shutil.rmtree(root / "data/countries")


def _no_data(root: Path) -> None:
    shutil.rmtree(root / "data")


def _data_is_a_link(root: Path) -> None:
    (root / "data").rename(root / "aside")
    (root / "data").symlink_to("aside")


def _too_deep(root: Path) -> None:
    (root / "data/a/b/c/d/e/f/g/h/i").mkdir(parents=True)


CHANGES = [
    *(_edited, _edited_settings, _gone, _gone_settings, _renamed, _swapped, _link, _folder_named_like_a_file),
    *(_pushed, _left_over, _stray, _stray_link, _stray_pipe, _stray_photo, _name_no_text, _file_for_a_folder),
    *(_no_folder, _no_data, _data_is_a_link, _too_deep),
]


def test_every_change_that_a_check_can_see_is_another_state(fictional: Path, tmp_path: Path) -> None:
    states = {"as it was": digest(fictional)}
    for number, change in enumerate(CHANGES):
        copy = tmp_path / str(number)
        shutil.copytree(fictional, copy)
        change(copy)
        states[change.__name__] = digest(copy)
    assert len(set(states.values())) == len(states) == len(CHANGES) + 1, states


def test_what_a_check_cannot_see_is_the_same_state(fictional: Path) -> None:
    before = digest(fictional)
    _stray_photo(fictional)
    with_photo = digest(fictional)
    (fictional / "data/photo.png").write_bytes(b"\x89PNG")
    (fictional / "data/photo.png").chmod(0o755)
    os.utime(fictional / COUNTRY, (1, 1))
    (fictional / "data/.hidden.yaml").touch()
    (fictional / "data/empty").mkdir()
    (fictional / "templates").mkdir()
    (fictional / "templates/note.md.j2").touch()
    assert digest(fictional) == with_photo != before


def test_two_names_that_some_systems_write_alike_are_two_states(fictional: Path) -> None:
    states = set()
    for name in ("data/Å.txt", "data/A\u030a.txt", "data/å.txt"):
        (fictional / name).touch()
        states.add(digest(fictional))
        (fictional / name).unlink()
    assert len(states) == 3


class _Named:
    """A tree with one file, whose name the system gives as one text or another."""

    def __init__(self, name: str) -> None:
        self.name = name

    def files(self, folder: str) -> list[str]:
        return [self.name] if folder == DATA else []

    def read(self, path: str) -> bytes:
        raise Unreadable(f"there is no {path!a}"[:12])

    def require_file(self, path: str) -> None:
        assert path == self.name


def test_the_same_bytes_read_as_another_name_are_another_state() -> None:
    name = "data/é.txt".encode()
    read = [name.decode(), name.decode("latin-1"), name.decode("ascii", "surrogateescape")]
    assert len({state(_Named(one)) for one in read}) == 3  # type: ignore[arg-type]


def test_no_name_can_stand_for_other_files(fictional: Path) -> None:
    (fictional / "data/a.txt").touch()
    (fictional / "data/b.txt").touch()
    two = digest(fictional)
    (fictional / "data/b.txt").unlink()
    (fictional / "data/a.txt").unlink()
    (fictional / "data/a.txt\n").touch()
    assert digest(fictional) != two
    assert len({state(_Named(one)) for one in ("data/a", "data/a\n", "data/a\n\n")}) == 3  # type: ignore[arg-type]


def test_each_file_counted_is_told(fictional: Path) -> None:
    told: list[int] = []
    state(WorkingTree(fictional), OTHER, watch=told.append)
    assert told == list(range(1, 28))


def test_what_is_read_is_what_the_digest_is_of(fictional: Path) -> None:
    tree = ReadOnce(WorkingTree(fictional))
    (fictional / "data/photo.png").symlink_to("/dev/null")
    before = (fictional / COUNTRY).read_bytes()
    _file_for_a_folder(fictional, "instruments")
    state(tree, OTHER)
    _edited(fictional)
    (fictional / "data/instruments").unlink()
    (fictional / "data/instruments").mkdir()
    (fictional / "data/new.yaml").touch()
    (fictional / "data/photo.png").unlink()
    (fictional / "data/photo.png").touch()
    (fictional / SETTINGS).unlink()
    assert tree.read(COUNTRY) == before
    assert "data/new.yaml" not in list(tree.files(DATA))
    with pytest.raises(Unreadable, match="it is not a folder"):
        list(tree.files("data/instruments"))
    with pytest.raises(Unreadable, match="it is a link"):
        tree.require_file("data/photo.png")
    with pytest.raises(Unreadable, match="no such file"):
        tree.read(OTHER)
    assert tree.read(SETTINGS)
