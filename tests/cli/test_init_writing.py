"""`partner init` where something is in the way or goes wrong: nothing is overwritten, and a second run finishes."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from new_repositories import settings_of, texts
from partnercli.repository.write import write_atomic

pytestmark = pytest.mark.tools  # runs the program as a process many times

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Process = Callable[..., subprocess.CompletedProcess[bytes]]
ROOT = Path(__file__).parents[2]
NOBODY = 'exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"'


def full_at(number: int, call: Callable[..., Any]) -> Callable[..., Any]:
    """The same call on a disk that is full the `number`-th time, from 1."""
    calls = itertools.count(1)

    def failing(*arguments: Any, **named: Any) -> Any:
        if next(calls) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        return call(*arguments, **named)

    return failing


@pytest.mark.parametrize(
    "name", ["notes.docx", ".gitignore", "data/countries/atlantis.yaml", "data/regions.yaml"]
)
def test_a_folder_that_is_not_empty_is_refused_and_named_is_what_stands_there(
    name: str, partner: Partner, tmp_path: Path, files_of: FilesOf
) -> None:
    file = tmp_path / "new" / name
    file.parent.mkdir(parents=True)
    file.write_text("of somebody\n")
    before = files_of(tmp_path)
    code, out, err = partner("init", "new", at=tmp_path)
    assert (code, out) == (1, "")
    assert f"error: new is not empty: {name}\n" in err
    assert files_of(tmp_path) == before


def test_of_many_files_in_the_way_a_few_are_named(partner: Partner, tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.txt").touch()
    err = partner("init", at=tmp_path)[2]
    assert "0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 3 more" in err


def test_a_link_in_the_folder_is_in_the_way_even_if_it_leads_to_the_right_bytes(
    partner: Partner, new_repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "README.md").symlink_to(new_repository / "README.md")
    code, _, err = partner("init", at=tmp_path)
    assert code == 1
    assert "is not empty: README.md" in err


def test_a_file_where_the_folder_is_to_be_is_left_alone(partner: Partner, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("a file\n")
    code, _, err = partner("init", "new", at=tmp_path)
    assert code == 4
    assert "error: new is no folder" in err


def test_a_repository_is_never_made_anew_nor_within_another(
    partner: Partner, new_repository: Path, files_of: FilesOf
) -> None:
    before = files_of(new_repository)
    for at, folder, said in (
        (new_repository.parent, "new", "new is a repository already"),
        (new_repository, ".", ". is a repository already"),
        (new_repository, "inner", "inner lies within the repository "),
        (new_repository / "data", "../deeper/inner", "lies within the repository "),
        (ROOT, ".", ". is a repository already"),
        (ROOT, "tests/inner", "tests/inner lies within the repository "),
    ):
        code, out, err = partner("init", folder, at=at)
        assert (code, out) == (1, "")
        assert said in err
    assert files_of(new_repository) == before


def test_beside_a_repository_the_way_up_and_out_of_it_is_fine(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    assert partner("init", "../new", at=fictional)[0] == 0
    assert (tmp_path / "new" / "partner.yaml").exists()


def test_the_option_repo_names_no_new_repository(partner: Partner, tmp_path: Path) -> None:
    code, _, err = partner("--repo", "x", "init", at=tmp_path)
    assert code == 2
    assert "hint: name the new folder: partner init DIR" in err


def test_outside_every_repository_a_command_mentions_init(partner: Partner, tmp_path: Path) -> None:
    code, _, err = partner("validate", at=tmp_path)
    assert code == 3
    assert "or make one here: partner init\n" in err


def test_a_folder_that_cannot_be_written_gives_4(process: Process) -> None:
    with TemporaryDirectory() as folder:
        shut = Path(folder)
        shut.chmod(0o555)
        for name in ("new", "."):
            done = process("init", name, at=shut, through=NOBODY if os.geteuid() == 0 else "")
            assert (done.returncode, done.stdout) == (4, b"")
            assert b"cannot be written: permission denied\nhint: " in done.stderr
        assert list(shut.iterdir()) == []


@pytest.mark.parametrize("number", [1, 2, 70, -1])
def test_a_run_that_the_disk_ends_at_any_file_is_finished_by_the_next(
    number: int,
    partner: Partner,
    new_repository: Path,
    tmp_path: Path,
    files_of: FilesOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = texts(files_of(new_repository))
    fails_at = number % (len(whole) + 1)
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", full_at(fails_at, os.link))
        code, out, err = partner("init", "new", at=tmp_path)
    assert (code, out) == (4, "")
    assert "no space left on the disk" in err
    assert "give the same command again" in err
    stands = texts(files_of(tmp_path / "new"))
    assert len(stands) == fails_at - 1
    assert "partner.yaml" not in stands
    assert partner("init", "new", "--title", "Another title", at=tmp_path)[0] == 0
    after = texts(files_of(tmp_path / "new"))
    assert after.pop("partner.yaml") == whole.pop("partner.yaml").replace(
        b"Partnerships with partner countries", b"Another title"
    )
    assert after == whole


@pytest.mark.parametrize("at", [".vscode/settings.json", "data/countries/egypt.yaml", "partner.yaml"])
def test_a_run_that_was_killed_is_finished_by_the_next_and_what_is_left_over_is_named(
    at: str, partner: Partner, new_repository: Path, tmp_path: Path, files_of: FilesOf
) -> None:
    killed = (
        "import os, signal, sys\n"
        "link = os.link\n"
        "def kill(old, new, **k):\n"
        f"    new == {Path(at).name!r} and os.kill(os.getpid(), signal.SIGKILL)\n"
        "    link(old, new, **k)\n"
        "os.link = kill\n"
        "from partnercli.cli.run import run\n"
        "sys.exit(run(['init', 'new']))\n"
    )
    done = subprocess.run([sys.executable, "-c", killed], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = (path for path in texts(files_of(tmp_path / "new")) if path.endswith(".partner-tmp"))
    assert left.startswith(str(Path(at).with_name(f".{Path(at).name}.")))
    code, _, err = partner("init", "new", at=tmp_path)
    assert code == 0
    assert left in err
    after = texts(files_of(tmp_path / "new"))
    del after[left]
    assert after == texts(files_of(new_repository))


def test_a_run_that_was_cut_off_is_finished_with_its_own_options_alone(
    partner: Partner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", full_at(100, os.link))
        assert partner("init", "new", at=tmp_path)[0] == 4
    code, _, err = partner("init", "new", "--bare", at=tmp_path)
    assert code == 1
    assert "new is not empty: data/countries/afghanistan.yaml, " in err
    assert "to finish a run that was cut off, give it the options of then" in err


def test_what_comes_in_between_is_not_overwritten(
    partner: Partner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = write_atomic

    def meanwhile(path: Path, data: bytes, was: Any) -> None:
        if path.name == "partner.yaml" and not path.exists():
            path.write_text("of somebody\n")
        write(path, data, was)

    monkeypatch.setattr("partnercli.cli.init.folder.write_atomic", meanwhile)
    code, out, err = partner("init", "new", at=tmp_path)
    assert (code, out) == (1, "")
    assert "made by somebody else meanwhile" in err
    assert (tmp_path / "new" / "partner.yaml").read_text() == "of somebody\n"


def test_of_two_at_once_both_make_the_same_or_one_is_told(
    tmp_path: Path, new_repository: Path, files_of: FilesOf
) -> None:
    for name, titles in (("same", ("One", "One")), ("other", ("One", "Two"))):
        start = [sys.executable, "-m", "partnercli", "init", name, "--title"]
        runs = [
            subprocess.Popen([*start, title], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for title in titles
        ]
        ends = [(run.communicate()[1], run.returncode) for run in runs]
        won = [title for title, (_, code) in zip(titles, ends, strict=True) if code == 0]
        assert won, ends
        assert all(code in (0, 1) and b"Traceback" not in err for err, code in ends)
        assert {settings_of(tmp_path / name)["title"]} == set(won)
        assert texts(files_of(tmp_path / name)).keys() == texts(files_of(new_repository)).keys()
