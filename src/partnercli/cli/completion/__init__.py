"""What the Tab key offers: commands, options, fixed words, and the names of the repository.

It is asked at every press of the key, so that nothing here imports a library, nor what takes long to load: `pathlib`,
and `typing`, so that what a value is made of is a plain class. The shells send and expect what Typer's own scripts do,
which stay as they are. Whatever was typed, and whatever lies in the repository, the answer is quiet: words, or none.
"""

from __future__ import annotations

from collections.abc import Mapping

from partnercli.cli.completion.cursor import offered
from partnercli.cli.completion.shells import answered, asked


def completed(environment: Mapping[str, str]) -> tuple[str, int] | None:
    """What to say to the shell that asks, and the exit code; None where Typer is to answer.

    The shell says in `_PARTNER_COMPLETE` that it asks, and which it is: complete_bash.
    """
    instruction, _, shell = environment.get("_PARTNER_COMPLETE", "").partition("_")
    line = asked(shell, environment) if instruction == "complete" else None
    if line is None:
        return None
    return answered(shell, line, offered(line.words, line.typed, environment), environment)
