"""Plays the pages of the documentation: what stands in them is typed, in an empty folder, and what comes is compared.

In a page a block named `console` holds lines `$ command`, each followed by what it prints:

- a line `…` stands for any number of lines that the page leaves out; nothing at all under a command that prints
  something means that the page does not show it
- behind ` # ` stands a remark; `# ends with 1` says with which exit code the command ends, 0 where nothing is said
- a line such as `BE> tunisia` is what somebody types when `partner position enter` asks

A block with a path behind its language (`csv replies.csv`) is a file that the reader saves; one of the language `diff`
and a path is a change made by hand. `cd` and `cat` are understood, `git` is run, `partner` runs in this process. A
remark above a block, invisible on a page, says what is not played and why, `<!-- not played: … -->`, or that from here
on the folder is a new copy of the shipped exercise, in git, on a day:
`<!-- in a copy of the exercise, on 2021-05-03 -->`.

To write what commands print today into a page: python tests/support/played.py docs/tutorial.md …; then read the change.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from difflib import SequenceMatcher
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from partnercli.cli.run import run

ROOT = Path(__file__).parents[2]
DAY = date(2030, 1, 2)
"""The day on which pages are played, unless another is named: they are to say the same on any."""
CUT = "…"
_FENCE = re.compile(r"(?ms)^(?:<!-- (?P<remark>[^\n]*?) -->\n)?```(?P<about>[^\n]*)\n(?P<text>.*?)^```$")
_ANEW = re.compile(r"in a copy of the exercise, on (\S+)")
_REMARK = re.compile(rf"not played: .+|{_ANEW.pattern}")
_TYPED = re.compile(r"[A-Z]{2}> (.*)")
_DESK = {
    "LC_ALL": "C",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Desk",
    "GIT_AUTHOR_EMAIL": "desk@example.invalid",
    "GIT_AUTHOR_DATE": "2021-06-01T10:00:00Z",
    "GIT_COMMITTER_NAME": "Desk",
    "GIT_COMMITTER_EMAIL": "desk@example.invalid",
    "GIT_COMMITTER_DATE": "2021-06-01T10:00:00Z",
}
"""Whoever commits on a page, and when."""
_ELSEWHERE = ("PARTNER_REPO", "FORCE_COLOR", "TERMINAL_WIDTH", "GITHUB_ACTIONS", "CI", "SOURCE_DATE_EPOCH")
"""What would make the tool print other things than at a desk."""


class Block(NamedTuple):
    """A fenced block: the remark above it, its language, a path where one is named, its text, and where that begins."""

    remark: str
    language: str
    path: str
    text: str
    start: int


class Step(NamedTuple):
    """One command of a console block: as typed, its exit code, and the lines that the page shows below it."""

    line: str
    code: int
    shown: list[str]

    @property
    def words(self) -> list[str]:
        """The command's words, without the remark behind it."""
        return shlex.split(re.split(r"\s+# ", self.line)[0])

    @property
    def typed(self) -> list[str]:
        """What is typed when the command asks."""
        return [found[1] for line in self.shown if (found := _TYPED.fullmatch(line))]


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in their order."""
    found = []
    for fence in _FENCE.finditer(page):
        language, _, path = fence["about"].partition(" ")
        found.append(Block(fence["remark"] or "", language, path, fence["text"], fence.start("text")))
    return found


def steps(text: str) -> list[Step]:
    """The commands of a console block."""
    found = []
    for part in re.split(r"(?m)^\$ ", text)[1:]:
        line, *shown = part.removesuffix("\n").split("\n")
        code = re.search(r"# ends with (\d+)", line)
        found.append(Step(line, int(code[1]) if code else 0, shown))
    return found


def agree(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines of a page, of which `…` stands for some left out, are those that were printed."""
    pattern = "".join("(?:.*\n)*?" if line == CUT else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def renewed(shown: list[str], printed: list[str]) -> list[str]:
    """The lines for a page: as they are where they still hold, else as printed, cut in the same places if possible."""
    if not shown or agree(shown, printed):
        return shown
    new: list[str] = []
    for _, first, last, begin, end in SequenceMatcher(None, shown, printed, autojunk=False).get_opcodes():
        old, now = shown[first:last], printed[begin:end]
        if CUT in old:
            before, after = old.index(CUT), old[::-1].index(CUT)
            now = [*now[:before], CUT, *now[len(now) - after :]]
        new += now
    return new if agree(new, printed) else printed


class _Keyboard(StringIO):
    """Somebody at a keyboard; what is typed stands on the screen."""

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override] # the library's own is of text, too
        line = super().readline(-1 if size is None else size)
        sys.stdout.write(line)
        return line


class _Screen(TextIOWrapper):
    """Where all that a command prints comes together; `asked`: it is a terminal at which somebody types."""

    def __init__(self, *, asked: bool) -> None:
        self.caught = BytesIO()
        self.asked = asked
        super().__init__(self.caught, encoding="utf-8", newline="")

    def isatty(self) -> bool:
        return self.asked

    def lines(self) -> list[str]:
        """What stands on it."""
        self.flush()
        return self.caught.getvalue().decode().splitlines()


class Player:
    """Somebody who does what a page says, in a folder of its own, on a day."""

    def __init__(self, folder: Path, day: date = DAY) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = self.here = folder
        self.day = day
        self.begun = False
        """Whether the folder holds a copy of the exercise, as it was or changed since."""
        self.played = 0
        """How many commands were carried out."""

    def play(self, page: str, *, renew: bool = False) -> str:
        """Does all that a page says; AssertionError where something else is printed, or with `renew` the page anew."""
        new, end = "", 0
        for block in blocks(page):
            assert not block.remark or _REMARK.fullmatch(block.remark), (
                f"nobody knows what this asks: {block.remark}"
            )
            if begun := _ANEW.fullmatch(block.remark):
                self._begin_with_the_exercise(date.fromisoformat(begun[1]))
            new += page[end : block.start]
            end = block.start + len(block.text)
            new += self._block(block, page.count("\n", 0, block.start) + 1, renew=renew)
        return new + page[end:]

    def _block(self, block: Block, line: int, *, renew: bool) -> str:
        """Does what one block says, which begins in a line of the page; its text, anew where `renew`."""
        if block.remark.startswith("not played: "):
            return block.text
        if block.language == "console":
            return "".join(self._step(step, line, renew=renew) for step in steps(block.text))
        if block.path:
            self._save(block)
        return block.text

    def _step(self, step: Step, line: int, *, renew: bool) -> str:
        code, printed = self._run(step)
        self.played += 1
        shown = renewed(step.shown, printed) if renew else step.shown
        told = "\n".join([f"block in line {line}: $ {step.line}", *printed[:60]])
        assert code == step.code, f"{told}\nends with {code}"
        assert not shown or agree(shown, printed), told
        return "".join(f"{text}\n" for text in [f"$ {step.line}", *shown])

    def _run(self, step: Step) -> tuple[int, list[str]]:
        """Carries out a command: its exit code, and the lines it printed."""
        name, *arguments = step.words
        if name == "cd":
            self.here = (self.here / arguments[0]).resolve(strict=True)
        elif name == "cat":
            return 0, (self.here / arguments[0]).read_text("utf-8").splitlines()
        elif name == "git":
            done = subprocess.run(
                ["git", *arguments],
                cwd=self.here,
                env={name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
                | _DESK,
                capture_output=True,
                text=True,
                check=False,
            )
            return done.returncode, (done.stdout + done.stderr).splitlines()
        else:
            assert name == "partner", f"nobody knows how to play {name}"
            return self._partner(arguments, step.typed)
        return 0, []

    def _partner(self, arguments: list[str], typed: list[str]) -> tuple[int, list[str]]:
        """Runs the tool here: 80 columns wide, with somebody at the keyboard where anything is typed."""
        day = self.day

        class Day(date):
            @classmethod
            def today(cls) -> Day:
                return cls(day.year, day.month, day.day)

        screen = _Screen(asked=bool(typed))
        environment = {"COLUMNS": "80", "PARTNER_CACHE_DIR": f"{self.folder}-cache", "NO_COLOR": "1"}
        with (
            patch.dict(os.environ, environment),
            patch("partnercli.cli.app.date", Day),
            patch("os.fsync", lambda _: None),
            patch("sys.stdin", _Keyboard("".join(f"{line}\n" for line in typed))),
            chdir(self.here),
            redirect_stdout(screen),
            redirect_stderr(screen),
        ):
            for name in _ELSEWHERE:
                os.environ.pop(name, None)
            code = run(arguments)
        return code, screen.lines()

    def _save(self, block: Block) -> None:
        """Saves a file, or makes a change in it by hand."""
        file = self.here / block.path
        if block.language != "diff":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, "utf-8")
            return
        lines = block.text.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] in (sign, " ")) for sign in "-+")
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"these lines are not in {block.path} once:\n{old}"
        file.write_text(text.replace(old, new), "utf-8")

    def _begin_with_the_exercise(self, day: date) -> None:
        """From here on it is this day, and the folder a new copy of the shipped repository, in git."""
        self.day = day
        self.here = self.folder
        if self.begun:
            again = ["git switch --quiet --force -C main begun", "git clean --quiet --force -d -x"]
        else:
            shutil.rmtree(self.folder)
            for name in ("data", "templates"):
                shutil.copytree(ROOT / name, self.folder / name)
            shutil.copy(ROOT / "partner.yaml", self.folder)
            again = [
                "git init --quiet -b main",
                "git add .",
                "git commit --quiet -m Exercise",
                "git tag begun",
            ]
        self.begun = True
        for line in again:
            assert self._run(Step(line, 0, [])) == (0, [])


def calls(page: str) -> Iterator[list[str]]:
    """All calls of `partner` on a page: those of every block, and those that stand in backticks within lines."""
    prose = _FENCE.sub("", page)
    for line in re.findall(r"(?m)^\$ (partner .*)", page):
        yield Step(line, 0, []).words
    for span in re.findall(r"`(partner [^`]+)`", prose):
        yield shlex.split(span.replace("\n", " "))


def main() -> None:
    """Writes the pages named anew, each with what its commands print today."""
    for name in sys.argv[1:]:
        page = Path(name)
        with tempfile.TemporaryDirectory() as folder:
            text = Player(Path(folder) / "desk").play(page.read_text("utf-8"), renew=True)
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
