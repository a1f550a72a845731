"""Lines as they are typed at a keyboard, with TAB and recall, or come through a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper

from partnercli.library.lookup import typed

Complete = Callable[[str, str], Sequence[str]]
"""What the word at the cursor may become; the first argument is all that stands before it."""
_PARTS = ",;:=~?!@#+*\"'\t"
"""Signs between words that TAB completes; a name may hold spaces."""
_MARK = "\ufeff"
"""Stands before the first line of a file that some editors wrote."""


class TypedLines:
    """The lines of standard input. What was typed can be recalled while the sitting lasts, and is kept nowhere."""

    def __init__(self) -> None:
        self.at_a_keyboard = bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())
        self.number = 0
        """How many lines came so far."""
        if isinstance(sys.stdin, TextIOWrapper) and not self.at_a_keyboard:
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # whatever the locale says

    def completed_by(self, complete: Complete) -> None:
        """Let TAB complete; without readline, or through a pipe, it does not."""
        if not self.at_a_keyboard:
            return
        with suppress(ImportError):
            import readline

            found: list[str] = []

            def one(word: str, number: int) -> str | None:
                if number == 0:
                    found[:] = complete(readline.get_line_buffer()[: readline.get_begidx()], word)
                return found[number] if number < len(found) else None

            readline.set_completer(one)
            readline.set_completer_delims(_PARTS)
            libedit = "libedit" in (readline.__doc__ or "")
            readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")

    def next(self, prompt: str) -> str:
        """The next line, asked for at a keyboard only; raises EOFError after the last."""
        if self.at_a_keyboard:
            line = input(prompt)
        elif not (line := sys.stdin.readline() if sys.stdin else ""):
            raise EOFError
        self.number += 1
        return typed(line).removeprefix(_MARK).strip()
