"""Changes of a repository, of every sort that people, editors and git make, and some that only an attacker would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from partnercli.checks.registry import catalogue

Change = Callable[[Path, Path], None]
"""Changes the repository at the first path; the second is what it was made from."""

WORDS = (
    ("support", "opposition"),
    ("altamar", "altamarr"),
    ("corvo", "belmonte"),
    ("QM", "QT"),
    ("2031-03", "2031-02"),
    ("2031", "'2031'"),
    ("true", "false"),
    ("0.5", "0.50"),
    ("1/3", "0.123456789012"),
    ("limite", "public"),
    ("LIMITE", "public"),
    ("checks: {}", "checks: {PC208: off, PC323: error, PC602: note}"),
    ("within: region", "within: all"),
    ("current_meeting: 2031-03-04-working-group", "current_meeting: 2031-01-20-ministers"),
    ("preferences:", "preference:"),
    ("sources:", "note: seen\nsources:"),
    ("sources:", "sources: []\nsource:"),
    (": ", ":  "),
    ("\n", "\r\n"),
    ("\n", "\n\n"),
    ("name: ", "name: &a "),
    ("title: ", "title: \u202e"),
    ("title: ", "title: Å"),
    ("title: ", "title: A\u030a"),
    ("value: ", "value: 0.00000000"),
    ("{", "{{"),
)
TAILS = (
    b"note: more\n",
    b"nonsense: 1\n",
    b"verified: false\n",
    b"# a comment\n",
    b"\xff\xfe",
    b"\t- x\n",
    b"---\na: 1\n",
    b"<<<<<<< ours\n",
    b" # partner: allow\n",
    *(f"# partner: allow {code} because we know\n".encode() for code in ("PC208", "PC323", "PC501", "PC999")),
)
PLACES = (
    "data/countries/new.yaml",
    "data/countries/Altamar.yaml",
    "data/countries/altamar.yml",
    "data/country/altamar.yaml",
    "data/altamar.yaml",
    "data/positions/2031-01-20-ministers/qo.yaml",
    "data/positions/2031-03-04-working-group/qr.yaml",
    "data/positions/elsewhere/qm.yaml",
    "data/meetings/elsewhere.yaml",
    "data/documents/10002-31.yaml",
    "data/notes.txt",
    "data/.hidden.yaml",
    "data/countries/.altamar.yaml.0a1b2c3d.partner-tmp",
    "data/countries/a\nb.yaml",
    os.fsdecode(b"data/countries/\xff.yaml"),
    "data/a/b/c/d/e/f/g/h/i.yaml",
    "data/instruments",
    "data/regions.yaml",
    "partner.yaml",
    ".git/config",
)
REMOTES = (
    b'[remote "origin"]\n\turl = git@github.com:desk/exercise.git\n',
    b'[remote "origin"]\n\turl = git@git.example.invalid:desk/exercise.git\n',
    b"\xff",
)


def _file(root: Path, which: int) -> Path | None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return files[which % len(files)] if files else None


def _rid_of(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _room_for(path: Path) -> bool:
    """Make room for a file; whether there is some now."""
    for above in reversed(path.parents):
        if above.is_symlink() or (above.exists() and not above.is_dir()):
            return False
        above.mkdir(exist_ok=True)
    _rid_of(path)
    return True


def _reworded(which: int, words: tuple[str, str]) -> Change:
    def change(root: Path, _: Path) -> None:
        if file := _file(root, which):
            file.write_bytes(file.read_bytes().replace(words[0].encode(), words[1].encode()))

    return change


def _ended(which: int, tail: bytes) -> Change:
    def change(root: Path, _: Path) -> None:
        if file := _file(root, which):
            file.write_bytes(file.read_bytes().rstrip(b"\n" if tail.startswith(b" ") else b"") + tail)

    return change


def _begun(which: int, head: bytes) -> Change:
    def change(root: Path, _: Path) -> None:
        if file := _file(root, which):
            file.write_bytes(head + file.read_bytes())

    return change


def _accepted(which: int, line: int, code: str) -> Change:
    def change(root: Path, _: Path) -> None:
        if file := _file(root, which):
            lines = file.read_bytes().split(b"\n")
            lines[line % len(lines)] += f"  # partner: allow {code} because it is known".encode()
            file.write_bytes(b"\n".join(lines))

    return change


def _gone(which: int) -> Change:
    def change(root: Path, _: Path) -> None:
        if file := _file(root, which):
            file.unlink()

    return change


def _moved(which: int, place: str, *, copied: bool) -> Change:
    def change(root: Path, _: Path) -> None:
        file = _file(root, which)
        if file and not file.is_relative_to(root / place) and _room_for(root / place):
            shutil.copyfile(file, root / place)
            if not copied:
                file.unlink()

    return change


def _swapped(which: int, other: int) -> Change:
    """Two files change places, and keep their sizes and times as far as they can."""

    def change(root: Path, _: Path) -> None:
        one, two = _file(root, which), _file(root, other)
        if one and two and one != two:
            first, second = one.read_bytes(), two.read_bytes()
            states = one.stat(), two.stat()
            one.write_bytes(second)
            two.write_bytes(first)
            os.utime(one, ns=(0, states[0].st_mtime_ns))
            os.utime(two, ns=(0, states[1].st_mtime_ns))

    return change


def _other(place: str, make: Callable[[Path], object]) -> Change:
    """Something that is no file stands where a file or a folder was, or will be."""

    def change(root: Path, _: Path) -> None:
        if place != "partner.yaml" and _room_for(root / place):
            make(root / place)

    return change


def _remote(text: bytes) -> Change:
    def change(root: Path, _: Path) -> None:
        if _room_for(root / ".git/config"):
            (root / ".git/config").write_bytes(text)

    return change


def restore(root: Path, source: Path) -> None:
    """Everything is again as it was."""
    _rid_of(root)
    shutil.copytree(source, root)


def changes() -> st.SearchStrategy[Change]:
    """A change by chance."""
    which = st.integers(0, 40)
    place = st.sampled_from(PLACES)
    others = st.sampled_from(
        [Path.mkdir, os.mkfifo, lambda at: at.symlink_to("data"), lambda at: at.symlink_to("/etc/hostname")]
    )
    return st.one_of(
        st.builds(_reworded, which, st.sampled_from(WORDS)),
        st.builds(_ended, which, st.sampled_from(TAILS)),
        st.builds(_begun, which, st.sampled_from([b"\xef\xbb\xbf", b"# first\n", b"%YAML 1.1\n"])),
        st.builds(_accepted, which, st.integers(0, 30), st.sampled_from(sorted(catalogue()))),
        st.builds(_gone, which),
        st.builds(_moved, which, place, copied=st.booleans()),
        st.builds(_swapped, which, which),
        st.builds(_other, place, others),
        st.builds(_remote, st.sampled_from(REMOTES)),
        st.just(restore),
    )
