"""The commands of `partner`, each imported only when it is called."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from partnercli import __version__
from partnercli.cli.help import HELP_OPTIONS, made_plain
from partnercli.library.problems import Usage
from partnercli.records.names import did_you_mean

_COMMANDS = {
    "status": "Show where the exercise stands, and what to do next.",
    "init": "Make a new repository for another exercise.",
    "validate": "Check every file, and say what is wrong, where, and what to do.",
    "explain": "Say what a finding means and how to mend it.",
    "meeting": "Record meetings: what is asked there, and what was concluded.",
    "form": "Write the forms in which delegations reply: a workbook each.",
    "import": "Take over what delegations replied in forms, Word tables, CSV or JSON.",
    "position": "Record and read what delegations say.",
    "tally": "Show which countries delegations name, and which reach the line.",
    "matrix": "Show who said what of which country, all in one table.",
    "majority": "Try the Council's voting rules on a country, on replies or on lists of delegations.",
    "shortlist": "Find which partners together represent delegations best.",
    "report": "Write one page, for a browser, of the whole exercise.",
    "export": "Write tables for other tools: CSV, Excel, JSON and SQLite.",
    "calendar": "Write steps, reply dates and meetings for a calendar program.",
    "outline": "Draft, change and follow up the indicative outlines of partner countries.",
    "render": "Write a Council document from the records.",
    "template": "See, check and change the words of the documents.",
    "country": "Record partner countries, what exists with them and who contributes.",
    "instrument": "Record the instruments of the catalogue, and what stands before what.",
    "document": "Record Council documents: numbers, the list of partners, revisions, the release.",
    "history": "Show who moved when, over the meetings and commit by commit.",
    "settings": "See and change the settings of the repository: partner.yaml.",
    "diff": "Show what changed in meaning between two revisions or meetings.",
    "format": "Put files into the canonical layout, with every value and comment as it is.",
    "schema": "Write JSON Schemas for editors.",
    "doctor": "Say whether all is in place: the tool and its parts, this computer, the repository.",
    "cache": "See and clear what is remembered between runs to save time.",
}
"""The commands, in the order in which an officer meets them, each in a module of its name."""
_ELSEWHERE = {"import": "importing", "doctor": "doctor.command"}
"""The module of a command that Python does not let bear its name, or whose folder is to load without Typer."""


class _Commands(TyperGroup):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - named by the base class
        """Their names."""
        return list(_COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - named by the base class
        """The list in `--help`, without importing what it lists."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; Usage with the nearest one where there is none."""
        if cmd_name not in _COMMANDS:
            if ctx.resilient_parsing:  # completion asks quietly
                return None
            hint = did_you_mean(cmd_name, _COMMANDS) or f"the commands are: {', '.join(_COMMANDS)}"
            raise Usage(f'there is no command "{cmd_name}"', hint)
        return _command(cmd_name)


@cache
def _command(name: str) -> Any:
    """A command, imported and made when it is first called."""
    app: typer.Typer = import_module(f"partnercli.cli.{_ELSEWHERE.get(name, name)}").app
    made = typer.main.get_command(app)
    made.name = name
    made_plain(made)
    return made


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    epilog="New here? Make a repository: partner init DIR; see what is next in it: partner status; "
    "see whether all is in place: partner doctor",
    rich_markup_mode=None,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": HELP_OPTIONS},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"partner {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    repo: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The repository; otherwise PARTNER_REPO, or the folder above with a partner.yaml.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what was read, and where.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.")] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Take nothing from the cache, and keep nothing there.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - its callback ends the run
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Run a partnership exercise: positions in, consensus read, outlines and the NOTE out.

    Each command says what it takes, with an example: partner tally --help.

    Example: partner status
    """
    from partnercli.cli.session import Session
    from partnercli.cli.terminal import Terminal

    terminal = Terminal(color=False if no_color else None, quiet=quiet, progress=context.obj)
    context.obj = Session(terminal, date.today(), repo, verbose, not no_cache)  # noqa: DTZ011 - the day at the desk


@cache
def command() -> Any:
    """The whole command line, ready to be called."""
    made = typer.main.get_command(app)
    made_plain(made)
    return made
