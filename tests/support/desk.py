"""A desk officer who plays an exercise with commands alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

MARK = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


class Desk(NamedTuple):
    """A desk officer in a repository: every command ends as expected, and nothing written leaves an error."""

    partner: Callable[..., tuple[int, str, str]]
    at: Path

    def does(self, *arguments: str | Path) -> str:
        """Runs a command; gives what it printed and told."""
        code, out, err = self.partner(*arguments, at=self.at)
        assert code == 0, err
        return out + err

    def records(self, *arguments: str | Path) -> str:
        """Runs a command that changes the data, and has everything checked after it."""
        told = self.does(*arguments)
        assert self.partner("--quiet", "validate", at=self.at) == (0, "", "")
        return told

    def is_refused(self, *arguments: str, code: int = 1) -> str:
        """Runs a command that is refused, and sees that nothing was printed; gives what was told."""
        ended, out, err = self.partner(*arguments, at=self.at)
        assert (ended, out) == (code, ""), err
        return err

    def sees(self, *arguments: str) -> str:
        """Looks at a screen, which carries its marks and is as wide as a terminal; gives its words, unwrapped."""
        code, out, err = self.partner(*arguments, at=self.at)
        assert (code, err) == (0, "")
        assert out.startswith(f"LIMITE · {MARK}")
        assert max(map(len, out.splitlines())) <= 80
        return " ".join(out.split())

    def reads(self, *arguments: str) -> Any:
        """The same as a program reads it."""
        code, out, err = self.partner(*arguments, "--format", "json", at=self.at)
        assert (code, err) == (0, "")
        found = json.loads(out)
        assert (found["marking"], found["illustrative"]) == ("LIMITE", True)
        return found

    def is_told(self, day: str) -> list[str]:
        """What `partner status` says is to be done on a day: the commands, but for what the data lack."""
        return [
            task["command"].removeprefix("partner ")
            for task in self.reads("status", "--on", day)["to_do"]
            if task["kind"] != "findings"
        ]

    def support(self) -> dict[str, int]:
        """How many delegations support each country at the current meeting."""
        return {row["country"]: row["support"] for row in self.reads("tally")["countries"]}
