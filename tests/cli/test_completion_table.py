"""The table that completion reads is the command line as it is, and says of each value what is offered for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer._click.shell_completion import get_completion_class
from typer._completion_classes import completion_init

from partnercli.cli.app import command
from partnercli.cli.command_tree import every_command
from partnercli.cli.completion import made
from partnercli.cli.completion.command_line import TABLE
from partnercli.cli.completion.cursor import offered
from partnercli.cli.completion.names import Names
from partnercli.cli.completion.values import FOLDED


def test_the_table_is_fresh() -> None:
    """Write it anew: python -m partnercli.cli.completion.made > src/partnercli/cli/completion/command_line.tsv."""
    assert Path(TABLE).read_text("utf-8") == made.table()


def test_of_every_value_it_is_said_what_is_offered_or_that_nothing_is() -> None:
    """A new command, option or name of a value has its entry in VALUES or FREE; none is left of what is gone."""
    named = {
        made.entry(one.path, param)
        for one in every_command()
        for param in one.command.params
        if not getattr(param, "is_flag", False) and not param.type_descriptor.choices
    }
    assert named == set(made.VALUES) | made.FREE


def test_the_names_that_the_table_speaks_of_are_known(fictional: Path) -> None:
    spoken = {
        part
        for pattern in made.VALUES.values()
        for part in pattern.replace("=", " ").replace(":", " ").replace("|", " ").replace(",", " ").split()
        if part.startswith("<")
    }
    said = {"<repository>": str(fictional), "<outline>": "corvo"}
    silent = {kind for kind in spoken if not list(Names(said, {}).of(kind))}
    assert silent == {"<repository>", "<text>"}
    assert not FOLDED - spoken


@pytest.mark.parametrize("typed", ["", "-", "--no", "s"])
def test_the_library_would_offer_the_same_commands_and_options(typed: str) -> None:
    completion_init()
    of = get_completion_class("bash")
    assert of is not None
    library = of(command(), {}, "partner", "_PARTNER_COMPLETE")
    for one in every_command():
        if one.command.params and typed[:1] != "-" and not one.is_group:
            continue  # a value stands there
        theirs = sorted(item.value for item in library.get_completions(one.path.split(), typed))
        assert sorted(word for word, _ in offered(one.path.split(), typed, {})) == theirs
