"""Bad input that no file of the corpus can hold: links, pipes, devices, permissions, sizes, odd names.

Each is made beside the fictional repository and checked by a process of its own, which may take 5 seconds of the
processor and 500 MB of memory, finds what is named here and nothing else, and leaves everything as it was.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

Process = Callable[..., subprocess.CompletedProcess[bytes]]
Make = Callable[[Path], object]

NOBODY = 'exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"'
COUNTRIES = "data/countries"
ZONDA = f"{COUNTRIES}/zonda.yaml"
GOOD = b"name: Zonda\nregion: northern-shore\nsources: [{title: Gazetteer}]\n"


class Recipe(NamedTuple):
    """How something bad is made in a repository, and all findings: `path line:column code`."""

    make: Make
    expected: list[str]


def link(path: str, target: str) -> Make:
    """A link at `path`."""
    return lambda root: (root / path).symlink_to(target)


def away(path: str) -> Make:
    """What stood at `path` is moved out of the repository, and a link leads to it."""

    def make(root: Path) -> None:
        elsewhere = root.parent / "elsewhere"
        (root / path).rename(elsewhere)
        (root / path).symlink_to(elsewhere)

    return make


def instead(path: str, make: Callable[[Path], object]) -> Make:
    """Something else where `path` was, if anything was there."""

    def make_it(root: Path) -> None:
        there = root / path
        shutil.rmtree(there) if there.is_dir() else there.unlink(missing_ok=True)
        make(there)

    return make_it


def text(path: str, data: bytes, size: int | None = None) -> Make:
    """A file; with `size` it is as long, with a hole at its end."""

    def make(root: Path) -> None:
        (root / path).write_bytes(data)
        if size is not None:
            os.truncate(root / path, size)

    return make


def named(name: str | bytes, finding: str) -> Recipe:
    """A good record under an odd name."""
    path = os.fsencode(COUNTRIES) + b"/" + os.fsencode(name)
    said = os.fsdecode(path)
    return Recipe(
        lambda root: Path(os.fsdecode(os.fsencode(root) + b"/" + path)).write_bytes(GOOD),
        [f"{said} {finding}"],
    )


def device(path: Path) -> None:
    """Zeros without end."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a device")
    os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))


def ear(path: Path) -> None:
    """A socket; its name must be short, so it is made from within its folder."""
    folder = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


def deep(root: Path) -> None:
    """Folders in folders, 300 deep, and a record in the last."""
    here = root / COUNTRIES
    for _ in range(300):
        here /= "a"
        here.mkdir()
    (here / "zonda.yaml").write_bytes(GOOD)


def shut(path: str) -> Make:
    """A file or folder that nobody may read."""
    return lambda root: (root / path).chmod(0)


def both(*makes: Make) -> Make:
    """One after the other."""

    def make(root: Path) -> None:
        for one in makes:
            one(root)

    return make


RECIPES = {
    "a link to a record": Recipe(link(ZONDA, "corvo.yaml"), [f"{ZONDA} 1:1 PC101"]),
    "a link out": Recipe(link(ZONDA, "/etc/passwd"), [f"{ZONDA} 1:1 PC101"]),
    "a link to itself": Recipe(link(ZONDA, "zonda.yaml"), [f"{ZONDA} 1:1 PC101"]),
    "a link to nothing": Recipe(link(ZONDA, "nowhere.yaml"), [f"{ZONDA} 1:1 PC101"]),
    "a link to a folder": Recipe(link(f"{COUNTRIES}/more", "/etc"), [f"{COUNTRIES}/more 1:1 PC101"]),
    "a link to the repository": Recipe(link(f"{COUNTRIES}/up", "../.."), [f"{COUNTRIES}/up 1:1 PC101"]),
    "the settings a link": Recipe(away("partner.yaml"), ["partner.yaml 1:1 PC101"]),
    "the regions a link": Recipe(away("data/regions.yaml"), ["data/regions.yaml 1:1 PC101"]),
    "all data a link": Recipe(
        away("data"),
        [
            "data 1:1 PC101",
            "data/delegations.yaml 1:1 PC211",
            "partner.yaml 6:18 PC207",
            "partner.yaml 7:19 PC209",
        ],
    ),
    "a meeting's positions a link": Recipe(
        away("data/positions/2031-01-20-ministers"), ["data/positions/2031-01-20-ministers 1:1 PC101"]
    ),
    "a pipe": Recipe(instead(ZONDA, os.mkfifo), [f"{ZONDA} 1:1 PC101"]),
    "a pipe without an ending": Recipe(
        instead(f"{COUNTRIES}/more", os.mkfifo), [f"{COUNTRIES}/more 1:1 PC101"]
    ),
    "the settings a pipe": Recipe(instead("partner.yaml", os.mkfifo), ["partner.yaml 1:1 PC101"]),
    "a device": Recipe(instead(ZONDA, device), [f"{ZONDA} 1:1 PC101"]),
    "the settings a device": Recipe(instead("partner.yaml", device), ["partner.yaml 1:1 PC101"]),
    "a socket": Recipe(instead(ZONDA, ear), [f"{ZONDA} 1:1 PC101"]),
    "a folder for a record": Recipe(instead(ZONDA, Path.mkdir), [f"{ZONDA} 1:1 PC101"]),
    "a folder for the settings": Recipe(instead("partner.yaml", Path.mkdir), ["partner.yaml 1:1 PC101"]),
    "a file for a folder": Recipe(instead("data/outlines", Path.touch), ["data/outlines 1:1 PC101"]),
    "50 MB": Recipe(text(ZONDA, GOOD + b"#" * 50_000_000), [f"{ZONDA} 1:1 PC101"]),
    "10 GB with a hole": Recipe(text(ZONDA, GOOD, 10 << 30), [f"{ZONDA} 1:1 PC101"]),
    "settings of 10 GB": Recipe(text("partner.yaml", b"", 10 << 30), ["partner.yaml 1:1 PC101"]),
    "100,000 brackets": Recipe(text(ZONDA, b"name: " + b"[" * 100_000), [f"{ZONDA} 1:22 PC101"]),
    "a full MiB of brackets": Recipe(text(ZONDA, b"[" * (1 << 20)), [f"{ZONDA} 1:17 PC101"]),
    "folders without end": Recipe(deep, [f"{COUNTRIES}/{'/'.join('aaaaaaa')} 1:1 PC101"]),
    "a name of 255 letters": named("z" * 250 + ".yaml", "1:1 PC121"),
    "a name of other bytes": named(b"z\xffnda.yaml", "1:1 PC121"),
    "a name that steers": named("z\x1b[2J\n::error::x.yaml", "1:1 PC121"),
    "a name that reverses": named("z\u202elmay.yaml", "1:1 PC121"),
    "a name of a line end": named("\n.yaml", "1:1 PC121"),
    "a name like an option": named("--help.yaml", "1:1 PC121"),
    "a name with spaces": named(" zonda .yaml", "1:1 PC121"),
    "a name of a copy": named("zonda (1).yaml", "1:1 PC121"),
    "a name of a Windows device": named("con.yaml", "1:1 PC121"),
    "a name with capitals": named("Zonda.yaml", "1:1 PC121"),
    "a name with another ending": named("zonda.yml", "1:1 PC120"),
    "a name with a hidden ending": named("zonda.yaml.TXT", "1:1 PC120"),
    "twins by capitals": Recipe(
        both(text("data/meetings/README.YAML", b""), text("data/meetings/readme.yaml", b"")),
        [
            "data/meetings/README.YAML 1:1 PC120",
            "data/meetings/readme.yaml 1:1 PC106",
            "data/meetings/readme.yaml 1:1 PC121",
        ],
    ),
    "twins by the form of accents": Recipe(
        both(text(f"{COUNTRIES}/zond\u00e9.yaml", b""), text(f"{COUNTRIES}/zonde\u0301.yaml", b"")),
        [
            *(f"{COUNTRIES}/zonde\u0301.yaml 1:1 {code}" for code in ("PC106", "PC121")),
            *(f"{COUNTRIES}/zond\u00e9.yaml 1:1 {code}" for code in ("PC106", "PC121", "PC121")),
        ],
    ),
    "a file that is shut": Recipe(both(text(ZONDA, GOOD), shut(ZONDA)), [f"{ZONDA} 1:1 PC101"]),
    "a folder that is shut": Recipe(
        both(instead(f"{COUNTRIES}/more", Path.mkdir), shut(f"{COUNTRIES}/more")),
        [f"{COUNTRIES}/more 1:1 PC101"],
    ),
    "settings that are shut": Recipe(shut("partner.yaml"), ["partner.yaml 1:1 PC101"]),
    "left over from an edit": Recipe(
        text(f"{COUNTRIES}/.corvo.yaml.1f.partner-tmp", b"x"),
        [f"{COUNTRIES}/.corvo.yaml.1f.partner-tmp 1:1 PC122"],
    ),
}


def state(root: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """What stands under a folder: sort and rights, size, time of change, and bytes of what is not huge."""
    found = {}
    for path in [root, *sorted(root.rglob("*"))]:
        seen = path.lstat()
        small = stat.S_ISREG(seen.st_mode) and seen.st_size < 1 << 21
        data = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes() if small else b""
        found[str(path)] = (seen.st_mode, seen.st_size, seen.st_mtime_ns, data)
    return found


@pytest.fixture
def root(fictional: Path) -> Iterator[Path]:
    """The fictional repository where anybody may read it."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(shutil.move(fictional, Path(folder) / "repository"))


@pytest.mark.tools  # each in a process of its own, with limits
@pytest.mark.parametrize("title", RECIPES)
def test_what_no_file_can_hold_gets_its_findings_and_nothing_is_changed(
    title: str, process: Process, root: Path
) -> None:
    recipe = RECIPES[title]
    recipe.make(root)
    before = state(root)
    through = NOBODY if "shut" in title and os.geteuid() == 0 else ""
    done = process("--repo", str(root), "validate", "--format", "json", through=through, limited=True)
    assert done.stderr == b""
    found = json.loads(done.stdout)["findings"]
    assert sorted(f"{one['file']} {one['line']}:{one['column']} {one['code']}" for one in found) == sorted(
        recipe.expected
    )
    assert done.returncode == any(one["severity"] == "error" for one in found)
    assert state(root) == before


@pytest.mark.tools
def test_20_000_bad_files_are_20_000_findings(process: Process, root: Path) -> None:
    for number in range(20_000):
        (root / COUNTRIES / f"z{number}.yaml").touch()
    done = process("--repo", str(root), "validate", "--format", "json", limited=True)
    assert (done.returncode, done.stderr) == (1, b"")
    assert {one["code"] for one in json.loads(done.stdout)["findings"]} == {"PC106"}
    assert len(json.loads(done.stdout)["findings"]) == 20_000


TEMPLATES = {
    "the folder a link": (instead("templates", lambda path: path.symlink_to("/etc")), 4, b"a link to one"),
    "the folder a pipe": (instead("templates", os.mkfifo), 4, b"it is not a folder"),
    "a link out": (link("templates/note.md.j2", "/etc/passwd"), 4, b"it is a link"),
    "a pipe": (instead("templates/note.md.j2", os.mkfifo), 4, b"it is not an ordinary file"),
    "a device": (instead("templates/note.md.j2", device), 4, b"it is not an ordinary file"),
    "10 GB with a hole": (text("templates/note.md.j2", b"", 10 << 30), 1, b"the file is larger than 1 MiB"),
    "101 templates": (
        both(*(text(f"templates/{number}.md.j2", b"") for number in range(101))),
        1,
        b"templates holds more than 100 templates",
    ),
}


@pytest.mark.parametrize("title", TEMPLATES)
def test_a_template_that_no_file_can_hold_is_refused_in_a_sentence(
    title: str, process: Process, root: Path
) -> None:
    make, code, sentence = TEMPLATES[title]
    (root / "templates").mkdir()
    make(root)
    before = state(root)
    done = process("--repo", str(root), "render", "note", limited=True)
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr.startswith(b"error: templates")
    assert sentence in done.stderr
    assert state(root) == before
