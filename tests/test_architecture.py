"""The walls of the house: who imports whom, and who alone reads YAML, writes files, prints or knows the day.

The checking functions take source text and give the breaches as "line: what", so that each is also seen to
find a planted breach.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import house

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "partnercli"

WALLS = house.walls()

YAML_READERS = frozenset({"repository/walk.py"})
FILE_WRITERS = frozenset({"repository/write.py", "system/folders.py", "system/locks.py"})
"""The writer, and what it does instead where folders cannot be held and locked."""
PROGRAM_STARTERS = frozenset({"repository/git.py", "documents/template_process.py"})
TERMINAL = frozenset({"cli", "__main__"})

WRITING_METHODS = frozenset({"write_text", "write_bytes", "fdopen", "rename", "touch"})
WRITING_MODULES = frozenset({"shutil", "tempfile"})
HARMLESS = frozenset({"shutil.get_terminal_size"})
CLOCKS = frozenset({"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"})
"""Calls that tell the day; a monotonic clock, which only measures patience, does not."""


def room_of(module: str) -> str:
    """The room of a module named by its path below the package: "tally/counts.py" lies in "tally"."""
    return module.removesuffix(".py").split("/")[0]


@cache
def parsed(source: str) -> ast.Module:
    """A module's tree, made once for all that is looked for in it."""
    return ast.parse(source)


def imports(module: str, source: str) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of all that a module imports, at whatever depth; relative ones resolved."""
    folders = ("partnercli", *module.split("/")[:-1])
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = folders[: len(folders) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *([node.module] if node.module else [])))
            yield from ((node.lineno, f"{stem}.{alias.name}") for alias in node.names)


def crossed_walls(module: str, source: str) -> list[str]:
    """Imports of rooms that the module's own room may not know."""
    room = room_of(module)
    named = [(line, name.split(".")) for line, name in imports(module, source)]
    entered = [(line, parts[1]) for line, parts in named if parts[0] == "partnercli" and parts[1:]]
    return [
        f"{line}: {room} imports {other}"
        for line, other in entered
        if other in WALLS and other != room and other not in WALLS[room]
    ]


def yaml_readings(module: str, source: str) -> list[str]:
    """Imports of the YAML library outside the one loader."""
    if module in YAML_READERS:
        return []
    found = [(line, name.split(".")[0]) for line, name in imports(module, source)]
    return [f"{line}: imports {top}" for line, top in found if top in {"ruamel", "_ruamel_yaml", "yaml"}]


def calls(source: str) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call, the name called and what stands before its dot: os.replace(a, b) gives "replace", "os"."""
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node, node.func.id, ""
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                yield node, node.func.attr, owner.id if isinstance(owner, ast.Name) else "…"


def opens_for_writing(call: ast.Call, owner: str) -> bool:
    """Whether an `open` may write: its mode or flags say so, or the mode is not a plain text; never the null device."""
    written = ast.unparse(call)
    if "os.devnull" in written:
        return False
    if owner == "os":
        return any(flag in written for flag in ("O_WRONLY", "O_RDWR", "O_CREAT"))
    position = 0 if owner not in {"", "io"} else 1
    modes = [*call.args[position : position + 1], *(k.value for k in call.keywords if k.arg == "mode")]
    texts = [mode.value if isinstance(mode, ast.Constant) else "w" for mode in modes]
    return any(set(str(text)) & set("wax+") for text in texts)


def writes(call: ast.Call, name: str, owner: str) -> bool:
    """Whether a call changes files: a `replace` does if it is os's or, with one argument, a path's."""
    if name == "open":
        return opens_for_writing(call, owner)
    if name == "replace":
        return owner == "os" or (owner != "" and len(call.args) == 1 and not call.keywords)
    return owner != "" and name in WRITING_METHODS


def program_starts(module: str, source: str) -> list[str]:
    """Imports of what starts other programs, outside the two modules that do."""
    if module in PROGRAM_STARTERS:
        return []
    found = [(line, name.split(".")[0]) for line, name in imports(module, source)]
    return [
        f"{line}: imports {top}" for line, top in found if top in {"subprocess", "multiprocessing", "pty"}
    ]


def file_writings(module: str, source: str) -> list[str]:
    """Calls that write files, and imports of modules that do, outside the one writer."""
    if module in FILE_WRITERS:
        return []
    called = [f"{c.lineno}: calls {name}" for c, name, owner in calls(source) if writes(c, name, owner)]
    found = [(line, name) for line, name in imports(module, source) if name not in HARMLESS]
    modules = (f"{line}: imports {name}" for line, name in found if name.split(".")[0] in WRITING_MODULES)
    return [*called, *modules]


def printings(module: str, source: str) -> list[str]:
    """Uses of `print`, `sys.stdout` and `sys.stderr` outside the terminal's room."""
    if room_of(module) in TERMINAL:
        return []
    printed = [
        f"{c.lineno}: calls print" for c, name, owner in calls(source) if (name, owner) == ("print", "")
    ]
    streams = [
        f"{node.lineno}: uses {node.attr}"
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.Attribute)
        and node.attr in {"stdout", "stderr"}
        and ast.unparse(node.value) == "sys"
    ]
    return printed + streams


def clock_readings(module: str, source: str) -> list[str]:
    """Askings for the present day or time outside the terminal's room: today enters once, from there."""
    if room_of(module) in TERMINAL:
        return []
    return [f"{c.lineno}: calls {name}" for c, name, owner in calls(source) if owner and name in CLOCKS]


def breaches(check: Callable[[str, str], list[str]]) -> list[str]:
    """What a check finds in the whole package, each as file:line: what."""
    files = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    return [
        f"{module}:{breach}" for module, source in sorted(files.items()) for breach in check(module, source)
    ]


def test_every_folder_and_module_of_the_package_is_a_known_room() -> None:
    modules = (path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
    assert {room_of(module) for module in modules} <= WALLS.keys()


def test_rooms_import_only_the_rooms_they_may_know() -> None:
    assert breaches(crossed_walls) == []


def test_along_every_arrow_of_the_picture_something_is_imported_and_it_leads_down() -> None:
    files = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    gone = {
        (room_of(module), name.split(".")[1])
        for module, source in files.items()
        for _, name in imports(module, source)
        if name.startswith("partnercli.")
    }
    assert {(room, other) for room, others in house.ARROWS.items() for other in others} <= gone
    assert house.downward()


def test_the_picture_shows_the_rooms_as_they_are() -> None:
    assert (ROOT / "docs" / "house.svg").read_text("utf-8") == house.picture(), "make docs"


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tally/counts.py", "from partnercli.repository.load import load"),
        ("tally/counts.py", "import partnercli.cli"),
        ("tally/counts.py", "from partnercli import documents"),
        ("tally/counts.py", "from ..checks import rules"),
        ("documents/writers/word.py", "from ...repository import load"),
        ("records/period.py", "def f():\n    from partnercli.findings import Finding"),
        ("findings/rule.py", "if TYPE_CHECKING:\n    from partnercli.records import Exercise"),
        ("__main__.py", "from partnercli.tally import counts"),
    ],
)
def test_an_import_through_a_wall_is_found(module: str, source: str) -> None:
    assert len(crossed_walls(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tally/counts.py", "from partnercli.records import Exercise"),
        (
            "tally/counts.py",
            "from .stances import Stance\nfrom . import stances\nfrom partnercli.tally import x",
        ),
        ("documents/writers/word.py", "from ..blocks import Heading"),
        ("cli/main.py", "from partnercli import __version__, tally"),
        ("findings/rule.py", "import records"),
    ],
)
def test_an_import_that_the_table_allows_is_let_pass(module: str, source: str) -> None:
    assert crossed_walls(module, source) == []


def test_only_the_walk_imports_the_yaml_library() -> None:
    assert breaches(yaml_readings) == []


@pytest.mark.parametrize(
    "source", ["from ruamel.yaml import YAML", "import _ruamel_yaml", "def f():\n    import yaml"]
)
def test_a_second_yaml_reader_is_found_anywhere_but_in_the_walk(source: str) -> None:
    assert len(yaml_readings("repository/load.py", source)) == 1
    assert yaml_readings("repository/walk.py", source) == []


def test_only_the_writer_writes_files() -> None:
    assert breaches(file_writings) == []


@pytest.mark.parametrize(
    "source",
    [
        "open(path, 'w')",
        "open(path, mode='r+')",
        "open(path, how)",
        "path.open('ab')",
        "io.open(path, 'x')",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "os.fdopen(handle, 'w')",
        "path.write_text(text)",
        "(folder / name).write_bytes(data)",
        "os.replace(old, new)",
        "os.rename(old, new)",
        "path.replace(other)",
        "import shutil",
        "from tempfile import NamedTemporaryFile",
    ],
)
def test_a_second_file_writer_is_found_anywhere_but_in_the_writer(source: str) -> None:
    assert len(file_writings("cli/render.py", source)) == 1
    assert file_writings("repository/write.py", source) == []


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "path.open('rb')",
        "open(path, 'r', encoding='utf-8')",
        "text.replace('w', 'a')",
        "day.replace(month=1)",
        "replace(record, name='x')",
        "write_text(document)",
    ],
)
def test_reading_and_replacing_in_texts_are_let_pass(source: str) -> None:
    assert file_writings("cli/render.py", source) == []


def test_only_two_modules_start_programs() -> None:
    assert breaches(program_starts) == []


@pytest.mark.parametrize(
    "source", ["import subprocess", "from subprocess import run", "import multiprocessing"]
)
def test_a_third_starter_of_programs_is_found(source: str) -> None:
    assert len(program_starts("cli/render.py", source)) == 1
    assert program_starts("repository/git.py", source) == []


def test_only_the_terminals_room_prints() -> None:
    assert breaches(printings) == []


@pytest.mark.parametrize("source", ["print(text)", "sys.stdout.write(text)", "x(file=sys.stderr)"])
def test_printing_is_found_anywhere_but_in_the_terminals_room(source: str) -> None:
    assert len(printings("tally/counts.py", source)) == 1
    assert printings("cli/tally.py", source) == []


def test_only_the_terminals_room_asks_for_the_day() -> None:
    assert breaches(clock_readings) == []


@pytest.mark.parametrize("source", ["date.today()", "datetime.datetime.now(UTC)", "time.time()"])
def test_asking_for_the_day_is_found_anywhere_but_in_the_terminals_room(source: str) -> None:
    assert len(clock_readings("outlines/schedule.py", source)) == 1
    assert clock_readings("cli/main.py", source) == []
