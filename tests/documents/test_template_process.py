"""The process in which a repository's own templates are rendered: the same blocks, and no trust in its answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from git_made import has_ended
from partnercli.documents import rendering, template_process
from partnercli.documents.blocks import Annex, Figure, Footnote, Table, plain_text, table_of
from partnercli.documents.packing import packed, unpacked_data
from partnercli.documents.templates import TemplateProblem, render_template
from plain_paths import without_groups_of_processes

EVERYTHING = """# Title {{ x }}

{{ table }}

{{ figure }}

| a | b |
|:-:|--:|
| **c** | *d*[^1] |

3. three
   - inner\\
     line
4. [four](https://example.org/)

text^[{{ x }}]

---

# ANNEX I

{{ r.name }} {{ l|join(', ') }} {{ n }} {{ f }}

[^1]: note
"""
DATA = {
    "x": "é\n€ \U0001f1ea \ud800 {{ 7*7 }}",
    "table": table_of(["h"], [["a\nb"], ["c"]], "caption", ["right"]),
    "figure": Figure("<svg/>", "words", "caption"),
    "r": {"name": "n", "record": {"Table": ()}},
    "l": ("a", "b"),
    "n": 2**70,
    "f": 0.1,
    "nothing": None,
    "yes": True,
}
Program = Callable[[str], None]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    """Puts a program of the test in the place of the one that renders."""

    def put(lines: str) -> None:
        monkeypatch.setattr(template_process, "_START", f"import sys; sys.path[:] = sys.argv[1:]\n{lines}")

    return put


def problem(template: str = "a") -> TemplateProblem:
    with pytest.raises(TemplateProblem) as caught:
        render_template("t.md.j2", {}, {"t.md.j2": template})
    assert caught.value.template == "t.md.j2"
    return caught.value


def answer(found: object) -> str:
    """The lines of a program that answers so."""
    return f"sys.stdin.buffer.read(); sys.stdout.write({json.dumps(found)!r})"


def test_a_template_gives_the_same_blocks_in_a_process_of_its_own() -> None:
    templates = {"t.md.j2": EVERYTHING}
    blocks, origins = template_process.render("t.md.j2", DATA, templates)
    assert (blocks, origins) == rendering.render("t.md.j2", DATA, templates)
    assert {type(block) for block in blocks} >= {Table, Figure, Annex}
    assert any(isinstance(run, Footnote) for run in blocks[-2].runs)  # type: ignore[union-attr]


def test_data_are_the_same_on_the_other_side() -> None:
    assert unpacked_data(json.loads(json.dumps(packed(DATA)))) == DATA


def test_a_problem_is_the_same_from_a_process_of_its_own() -> None:
    def found(render: Callable[..., object]) -> tuple[object, ...]:
        with pytest.raises(TemplateProblem) as caught:
            render("t.md.j2", {"name": "x"}, {"t.md.j2": "a\n{{ nmae }}"})
        return vars(caught.value), str(caught.value)

    assert found(template_process.render) == found(rendering.render)


def test_the_packages_own_text_needs_no_process(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("raise SystemExit")
    monkeypatch.setattr("partnercli.documents.templates.package_templates", lambda: {"t.md.j2": "a"})
    assert plain_text(render_template("t.md.j2", {}, {"t.md.j2": "a"})[0]) == ["a"]
    assert problem("b").message == "the template takes more time or memory than it may"


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "print('garbage')",
        "raise SystemExit(3)",
        "import os; os.kill(os.getpid(), 11)",
        "import os, time; os.close(1); time.sleep(60)",
        "sys.stdout.buffer.write(b'\\xff\\xfe')",
        "print('[' * 1000000)",
        "print('{\"blocks\": ' + '{\"ListBlock\": [false, [[' * 100000)",
        "print('9' * 100000)",
        *map(
            answer,
            (
                [],
                {"problem": [1, 2, 3, 4]},
                {"problem": ["t.md.j2", "2", "", ""]},
                {"blocks": None},
                {"blocks": "text"},
                {"blocks": [1]},
                {"blocks": [[]]},
                {"blocks": [{}]},
                {"blocks": [{"TemplateProblem": ["t", 1, "", ""]}]},
                {"blocks": [{"Text": ["a", False, False, None]}]},
                {"blocks": [{"PageBreak": [], "Annex": []}]},
                {"blocks": [{"PageBreak": [1]}]},
                {"blocks": [{"Heading": [1]}]},
                {"blocks": [{"Heading": ["1", []]}]},
                {"blocks": [{"Heading": [True, []]}]},
                {"blocks": [{"Heading": [1, {"Break": []}]}]},
                {"blocks": [{"Paragraph": [[{"Text": [1, False, False, None]}], None]}]},
                {"blocks": [{"Paragraph": [[{"Text": ["a", 0, False, None]}], None]}]},
                {"blocks": [{"Paragraph": [[{"Heading": [1, []]}], None]}]},
                {"blocks": [{"Table": ["", [], [], ["middle"]]}]},
                {"blocks": [{"Table": ["", [], [], [["left"]]]}]},
                {"blocks": [{"Figure": ["<svg/>", "alt", {}]}]},
            ),
        ),
    ],
)
def test_an_answer_that_is_none_is_a_problem(program: Program, lines: str) -> None:
    program(lines)
    assert problem().message == "the template takes more time or memory than it may"


def test_an_answer_without_end_is_not_read_to_the_end(program: Program) -> None:
    program("while True: sys.stdout.write('x' * 65536)")
    assert problem().message == "the document would be too long"


def test_a_process_that_does_not_answer_is_ended(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_process, "PATIENCE", 0.3)
    program("import time; time.sleep(60)")
    start = monotonic()
    assert problem("x" * 1_000_000).message == "the template takes longer than 2 seconds"
    assert monotonic() - start < 3


def test_what_the_process_starts_ends_with_it(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(template_process, "PATIENCE", 1.5)
    noted = tmp_path / "pid"
    program(
        f"import os, time\nif not os.fork():\n open({str(noted)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    )
    problem()
    assert has_ended(int(noted.read_text()))


def test_the_process_knows_nothing_of_the_environment_and_the_working_folder(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CANARY", "a")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", ".", *sys.path])
    program(
        "import json, os; seen = json.dumps([sorted(os.environ), os.getcwd(), [p for p in sys.path if p[:1] != '/']])\n"
        "print(json.dumps({'problem': ['t.md.j2', None, seen, '']}))"
    )
    environment, folder, paths = json.loads(problem().message)
    assert set(environment) <= {"LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT"}
    assert (folder, paths) == ("/", [])


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "open('/dev/null', 'w')",
        "__import__('socket').socket()",
        "os.pipe()",
        "bytearray(300 * 1024 * 1024)",
        "[0] * 10 ** 9",
        pytest.param(
            "os.fork() or os._exit(0)",
            marks=pytest.mark.skipif(os.geteuid() == 0, reason="no system keeps its administrator from it"),
        ),
        "[bytes(1024 * 1024) for _ in iter(int, 1)]",
    ],
)
def test_under_the_limits_nothing_can_be_opened_started_or_used_up(program: Program, attempt: str) -> None:
    program(
        "import json, os, socket\n"
        "from partnercli.documents.template_child import MEMORY, SECONDS, limit\nlimit(SECONDS, MEMORY)\n"
        f"try: {attempt}; found = 'done'\nexcept (OSError, MemoryError) as error: found = 'refused'\n"
        "print(json.dumps({'problem': ['t.md.j2', None, found, '']}))"
    )
    assert problem().message == "refused"


def test_without_a_program_to_start_there_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert problem().message.startswith("no process can be started to render it")


def test_the_shipped_note_is_the_same_but_for_the_sentence_that_a_desk_changes(
    copy_shipped: Callable[[Path], Path], tmp_path: Path
) -> None:
    copy_shipped(tmp_path)
    template, note = tmp_path / "templates" / "note.md.j2", tmp_path / "build" / "8952-21.md"
    text = template.read_text("utf-8")

    def written(words: str) -> str:
        template.write_text(words, "utf-8")
        command = [sys.executable, "-m", "partnercli", "--repo", str(tmp_path), "render", "note"]
        subprocess.run(command, check=True, capture_output=True)
        return note.read_text("utf-8")

    here, apart = written(text), written(f"{text}{{# ours #}}\n")
    assert apart == here
    heading = next(line.removeprefix("# ") for line in text.splitlines() if line.startswith("# "))
    assert written(text.replace(heading, "OUR OWN WORDS", 1)) == here.replace(heading, "OUR OWN WORDS", 1)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("", "the template takes more time or memory than it may"),
        ("while True: sys.stdout.write('x' * 65536)", "the document would be too long"),
        ("import time; time.sleep(60)", "the template takes longer than 2 seconds"),
        ("import os, time; os.close(0); time.sleep(60)", "the template takes longer than 2 seconds"),
    ],
)
def test_where_no_group_of_processes_can_be_ended_it_is_ended_and_bounded_all_the_same(
    program: Program, monkeypatch: pytest.MonkeyPatch, lines: str, message: str
) -> None:
    without_groups_of_processes(monkeypatch)
    monkeypatch.setattr(template_process, "PATIENCE", 0.5)
    program(lines)
    start = monotonic()
    assert problem("x" * 1_000_000).message == message
    assert monotonic() - start < 3


def test_the_variable_that_windows_cannot_start_without_is_handed_on(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYSTEMROOT", "C:\\Windows")
    program(
        "import json, os; seen = os.environ.get('SYSTEMROOT')\n"
        "print(json.dumps({'problem': ['t.md.j2', None, seen, '']}))"
    )
    assert problem().message == "C:\\Windows"
