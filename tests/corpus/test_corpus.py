"""The corpus: bad input of every kind, each with all its findings at their exact places. See README.md beside this.

Each case is put into the fictional repository and checked through the command line.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from partnercli.checks.registry import catalogue
from partnercli.cli.run import run
from partnercli.findings import Severity

Process = Callable[..., subprocess.CompletedProcess[bytes]]

HERE = Path(__file__).parent
FICTIONAL = HERE.parent / "fictional"
LONGEST = 5.0
"""Seconds that a hostile file may take."""

MEETING = "2031-03-04-working-group"
SOURCES = "sources: [{title: Gazetteer}]\n"
USUAL = {
    "settings": ("partner.yaml", ""),
    "regions": ("data/regions.yaml", f"regions: [{{id: northern-shore, name: Northern Shore}}]\n{SOURCES}"),
    "presidencies": ("data/presidencies.yaml", SOURCES),
    "delegations": ("data/delegations.yaml", SOURCES),
    "country": ("data/countries/zonda.yaml", f"name: Zonda\nregion: northern-shore\n{SOURCES}"),
    "meeting": ("data/meetings/2031-04-02-visit.yaml", f"forum: visit\ndate: 2031-04-02\n{SOURCES}"),
    "position": (
        f"data/positions/{MEETING}/qs.yaml",
        f"delegation: QS\nmeeting: {MEETING}\nbasis: statement\nillustrative: true\n{SOURCES}",
    ),
    "instrument": (
        "data/instruments/ferry.yaml",
        f"name: Ferry\nkind: operational\npillar: return\nlead: Harbour Agency\n{SOURCES}",
    ),
    "outline": ("data/outlines/belmonte.yaml", "country: belmonte\nstatus: draft\n"),
    "document": (
        "data/documents/10002-31.yaml",
        (
            "kind: note\nnumber: 10002/31\ndate: 2031-03-10\nfrom: Presidency\nto: Delegations\nsubject: Ferries\n"
            f"meeting: {MEETING}\n{SOURCES}"
        ),
    ),
}
"""Where a file of each kind is put, and what one says that has no fault."""

_PLACE = re.compile(
    r'(?P<path>.+?)(?P<plus> \+)?(?: with "(?P<old>.+)")?(?: as (?P<encoding>\S+))?(?P<deleted> deleted)?'
)
_ESCAPE = re.compile(r"⟦(.*?)⟧")
_CUT = "\udc00\n"
_NAMED = {"TAB": "\t", "CR": "\r", "cut": _CUT[0]}


class Case(NamedTuple):
    """Files to put into the repository, None for one to take away, and all findings: `path line:column code`."""

    name: str
    files: dict[str, bytes | None]
    expected: list[str]


def unescaped(text: str) -> tuple[str, list[tuple[int, str]]]:
    """A text with its escapes filled in, bytes as surrogates, and the codes in it with their places."""
    said, codes = "", list[tuple[int, str]]()
    pieces = _ESCAPE.split(text)
    for plain, escape in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        said += plain
        if escape.startswith("PC"):
            codes += [(len(said), code) for code in escape.split()]
        elif escape:
            said += _character(escape)
    return said.replace(_CUT, ""), codes


def _character(escape: str) -> str:
    if escape in _NAMED:
        return _NAMED[escape]
    if escape.startswith("U+"):
        return chr(int(f"0x{escape[2:]}", 0))
    if escape.startswith("x"):
        return bytes(int(byte[1:], 16) for byte in escape.split()).decode("ascii", "surrogateescape")
    count, _, unit = escape.partition(" × ")
    unit = unit.replace("↵", "\n")
    if "№" not in unit:
        return unit * int(count)
    return "".join(unit.replace("№", str(n)) for n in range(int(count)))


def place(text: str, at: int) -> str:
    """Line and column of a place in a text; a byte order mark at its beginning takes up none."""
    before = text[:at].removeprefix("\ufeff")
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def read_case(theme: str, block: str) -> Case:
    """A case from its lines, the first of which is its title."""
    title, _, rest = block.partition("\n")
    case = Case(f"{theme}: {title}", {}, [])
    path = ""
    for part in re.split(r"^(?=[@!] )", rest, flags=re.MULTILINE)[1:]:
        head, _, body = part[2:].partition("\n")
        if part[0] == "@":
            path = read_file(case, head, body)
        else:
            *other, code = head.rsplit(" ", 1)
            case.expected.append(f"{unescaped(other[0])[0] if other else path} 1:1 {code}")
    case.expected.sort()
    return case


def read_file(case: Case, head: str, body: str) -> str:
    """Add a file of a case to it; gives its path."""
    said = _PLACE.fullmatch(head)
    assert said, head
    path, usual = USUAL.get(said["path"], (unescaped(said["path"])[0], ""))
    body = f"{body.rstrip(chr(10))}\n" if body.strip() else ""
    if old := (said["old"] or "").replace("↵", "\n"):
        whole = usual or (FICTIONAL / path).read_text("utf-8")
        assert old in whole, f"{case.name}: these words do not stand in {path}"
        body = whole.replace(old, body.removesuffix("\n"), 1)
    text, codes = unescaped((usual if said["plus"] else "") + body)
    case.expected.extend(f"{path} {place(text, at)} {code}" for at, code in codes)
    data = text.encode(said["encoding"] or "utf-8", "surrogateescape")
    case.files[path] = None if said["deleted"] else data
    return path


def read_cases() -> Iterator[Case]:
    """All cases, theme by theme."""
    for file in sorted(HERE.glob("*.txt")):
        if file.stem != "harmless":
            for block in f"\n{file.read_text('utf-8')}".split("\n=== ")[1:]:
                yield read_case(file.stem, block)


CASES = list(read_cases())


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fictional repository, which each test leaves as it found it."""
    return Path(copytree(FICTIONAL, tmp_path_factory.mktemp("corpus") / "repository"))


@contextmanager
def changed(repository: Path, files: dict[str, bytes | None]) -> Iterator[None]:
    """The repository with these files in it, for a while."""
    before = {path: (repository / path).read_bytes() for path in files if (repository / path).exists()}
    made: list[Path] = []
    for path, data in files.items():
        made += [one for one in (repository / path).parents if not one.exists()]
        (repository / path).parent.mkdir(parents=True, exist_ok=True)
        (repository / path).unlink() if data is None else (repository / path).write_bytes(data)
    yield
    for path in files:
        (repository / path).unlink(missing_ok=True)
    for folder in sorted(made, reverse=True):
        folder.rmdir()
    for path, data in before.items():
        (repository / path).write_bytes(data)


def tree(repository: Path) -> dict[str, bytes]:
    """Every file's bytes."""
    return {os.fspath(file): file.read_bytes() for file in repository.rglob("*") if file.is_file()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.encode("ascii", "replace").decode())
def test_bad_input_gets_its_findings_at_their_places_and_nothing_is_changed(
    case: Case, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with changed(repository, case.files):
        before, began = tree(repository), time.process_time()
        code = run(["--repo", str(repository), "validate", "--format", "json"])
        assert time.process_time() - began < LONGEST
        assert tree(repository) == before
    said, errors = capsys.readouterr()
    found = json.loads(said)["findings"]
    assert (
        sorted(f"{one['file']} {one['line']}:{one['column']} {one['code']}" for one in found) == case.expected
    )
    assert errors == ""
    severities = {catalogue()[one.rpartition(" ")[2]].severity for one in case.expected}
    assert code == (Severity.ERROR in severities)


def test_all_that_cannot_be_read_is_reported_in_one_run_within_its_limits(
    repository: Path, process: Process
) -> None:
    zonda = "data/countries/zonda.yaml"
    alone = [
        case
        for case in CASES
        if list(case.files) == [zonda] and case.expected and all(_of_reading(one) for one in case.expected)
    ]
    files = {f"data/countries/z{number}.yaml": case.files[zonda] for number, case in enumerate(alone)}
    expected = [
        one.replace(zonda, path) for path, case in zip(files, alone, strict=True) for one in case.expected
    ]
    with changed(repository, files):
        done = process("--repo", str(repository), "validate", "--format", "json", limited=True)
    assert (done.returncode, done.stderr) == (1, b"")
    found = [
        f"{one['file']} {one['line']}:{one['column']} {one['code']}"
        for one in json.loads(done.stdout)["findings"]
    ]
    assert sorted(found) == sorted(expected)
    assert len(alone) > 100


def test_what_only_looks_dangerous_comes_out_as_it_stands(repository: Path, process: Process) -> None:
    names = (HERE / "harmless.txt").read_text("utf-8").splitlines()
    position, usual = USUAL["position"]
    named = ", ".join(f"{{country: z{number}}}" for number in range(len(names)))
    files = {position: f"{usual}preferences: [{named}]\n".encode()}
    for number, name in enumerate(names):
        quoted = name.replace("'", "''")
        text = f"name: '{quoted}'\nregion: northern-shore\n{SOURCES}"
        files[f"data/countries/z{number}.yaml"] = text.encode()
    with changed(repository, dict(files)):
        checked = process("--repo", str(repository), "validate", limited=True)
        counted = process("--repo", str(repository), "tally", "--format", "json", limited=True)
    assert (checked.returncode, checked.stderr) == (0, b"")
    said = {one["country"]: one["name"] for one in json.loads(counted.stdout)["countries"]}
    assert [said[f"z{number}"] for number in range(len(names))] == names


def _of_reading(expected: str) -> bool:
    """Whether a finding keeps the record from being one, so that no other record can clash with it."""
    return (
        expected.startswith("data/countries/zonda.yaml ") and " PC1" in expected and " PC12" not in expected
    )


def test_no_two_cases_of_the_corpus_are_the_same() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
    assert len({str(case.files) for case in CASES}) == len(CASES)
