"""Printing: lines of styled pieces, plain when piped, safe whatever the data holds."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import NamedTuple, TextIO

from partnercli.cli.progress import Progress
from partnercli.findings.formats.texts import visible

_ENDLESS = r"(\S{300})\S+"
_NARROW = "[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2199\u2500-\u259f]*"
"""Texts of which each character takes one column: Latin letters, and the signs that screens are drawn with."""
_EASY_TO_READ = 100
_PLAINER = str.maketrans(
    {
        "█": "#",
        "▒": "+",
        "│": "|",
        "·": ".",
        "—": "-",
        "…": "~",
        "✓": "*",
        "≥": ">=",
        "→": "->",
        "–": "-",
        "\N{MINUS SIGN}": "-",
    }
)


class Piece(NamedTuple):
    """A stretch of text in one of rich's styles, such as `bold red`; empty for none."""

    text: str
    style: str = ""


Line = Iterable[Piece | str]
"""One line on the screen."""


class Terminal:
    """Standard output and error of one run: whether they take colour, and how wide they are."""

    def __init__(
        self, *, color: bool | None = None, quiet: bool = False, progress: Progress | None = None
    ) -> None:
        """`color` None decides by NO_COLOR, FORCE_COLOR, TERM and whether the stream is a terminal.

        `progress` is the run's line of what is under way, which goes before anything is printed.
        """
        self.quiet = quiet
        self._color = color
        self.progress = progress or Progress()
        self.progress.silent |= quiet

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at standard output."""
        return sys.stdout.isatty()

    @property
    def has_color(self) -> bool:
        """Whether standard output is written in colour."""
        return self._takes_color(sys.stdout)

    @property
    def width(self) -> int:
        """Columns of the screen, at least 40 and at most 120; 80 in a file or pipe, where bytes must not vary."""
        if not self.is_terminal:
            return 80
        from shutil import get_terminal_size

        return min(max(get_terminal_size((80, 24)).columns, 40), 120)

    @property
    def text_width(self) -> int:
        """Columns of a screen of sentences: no more than a line can have and still be easy to read."""
        return min(self.width, _EASY_TO_READ)

    def write(self, text: str) -> None:
        """A machine's output, as it is, on standard output: in UTF-8 even where the screen is not."""
        self.progress.end()
        use_utf_8(sys.stdout)
        sys.stdout.write(text)

    def json(self, value: object) -> None:
        """One value as JSON, on standard output; exact fractions become numbers."""
        import json

        self.write(json.dumps(value, ensure_ascii=False, indent=2, default=float) + "\n")

    def line(self, *pieces: Piece | str) -> None:
        """A line on standard output."""
        self.progress.end()
        _put(sys.stdout, self._styled(pieces, sys.stdout) + "\n")

    def lines(self, lines: Iterable[Line]) -> None:
        """Several lines on standard output."""
        for line in lines:
            self.line(*line)

    def note(self, *pieces: Piece | str) -> None:
        """A line on standard error; nothing with --quiet."""
        if not self.quiet:
            self.error(*pieces)

    def error(self, *pieces: Piece | str) -> None:
        """A line on standard error."""
        self.progress.end()
        _put(sys.stderr, self._styled(pieces, sys.stderr) + "\n")

    def problem(self, message: str, hint: str = "", lines: Iterable[str] = ()) -> None:
        """What went wrong, one by one in `lines`, and what to do, on standard error; an endless word is cut."""
        self.error(Piece("error: ", "bold red"), re.sub(_ENDLESS, r"\1…", message))
        for line in lines:
            self.error(f"  {line}")
        if hint:
            self.error(Piece("hint: ", "bold"), hint)

    def flush(self) -> None:
        """Hand over what was printed so far, before something is asked or waited for."""
        self.progress.end()
        sys.stdout.flush()
        sys.stderr.flush()

    def _styled(self, pieces: Iterable[Piece | str], stream: TextIO) -> str:
        color = self._takes_color(stream)
        line = "".join(_style(piece, color=color) for piece in pieces)
        return _inert(line) if os.environ.get("GITHUB_ACTIONS") else line

    def _takes_color(self, stream: TextIO) -> bool:
        if self._color is not None:
            return self._color
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return stream.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def use_utf_8(stream: TextIO) -> None:
    """Write in UTF-8, with lines that end alike, whatever the locale and the system say."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def columns(text: str) -> int:
    """How many columns a text takes on a screen: a wide character takes two, a combining one none."""
    if text.isascii() or re.fullmatch(_NARROW, text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fitted(text: str, width: int) -> str:
    """A text in exactly `width` columns, filled up with spaces or cut with an ellipsis; of none, nothing."""
    cut = text if width > 0 else ""
    while columns(cut) > width > 0:
        cut = f"{cut.removesuffix('…')[:-1]}…"
    return cut + " " * (width - columns(cut))


def folded(text: str, width: int) -> list[str]:
    """A text in as many lines of exactly `width` columns as it needs, the later ones set in."""
    return [fitted(part, width) for part in parted(text, width, "  ")]


def wrapped(text: str, width: int, style: str = "", indent: str = "  ", first: str = "") -> Iterator[Line]:
    """A text over as many lines as it needs, `first` before the first and `indent` before the others."""
    for part in parted(text, width, indent, first):
        yield (Piece(part, style),)


def parted(text: str, width: int, indent: str, first: str = "") -> list[str]:
    """The lines of a text, none wider than `width` columns, however many characters these hold."""
    from textwrap import wrap

    for characters in range(width, 0, -1):
        parts = wrap(
            text, characters, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
        ) or [""]
        if all(columns(part) <= width for part in parts):
            return parts
    return [first + text]


def _inert(line: str) -> str:
    """A line that the runner of GitHub Actions takes for no command: it obeys `::` at a start, and `##[` anywhere."""
    start = len(line) - len(line.lstrip())
    parted = f"{line[:start]}: :{line[start + 2 :]}" if line.startswith("::", start) else line
    return parted.replace("##[", "## [")


def _style(piece: Piece | str, *, color: bool) -> str:
    if isinstance(piece, str):
        return visible(piece)
    if not color:
        return visible(piece.text)
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(piece.style).render(visible(piece.text), color_system=ColorSystem.STANDARD)


def _put(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAINER).encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text)
