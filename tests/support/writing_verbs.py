"""The commands that write data, one run or more of each on the fictional repository."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import chdir
from datetime import date
from io import StringIO
from pathlib import Path
from shlex import split
from typing import NamedTuple
from unittest.mock import patch

from partnercli.cli.command_tree import every_command
from partnercli.cli.run import run

LEFT_OUT = frozenset({"init"})
"""It makes a repository where none is, by one move of a folder; tests/cli/test_init_writing.py kills that."""
_TODAY = date(2031, 4, 1)


class Verb(NamedTuple):
    """A run that writes, as it is typed after `partner`, and what goes before it.

    `before` are the runs, `beside` the files by path that it needs; `lines` come from standard input. `undo` is
    the run that takes it back to the last byte. `adds` says that the same, given again, makes one more;
    `several` that it writes several files.
    """

    line: str
    before: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    lines: str = ""
    undo: str = ""
    adds: bool = False
    several: bool = False

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command line in its parts."""
        return tuple(split(self.line))

    @property
    def name(self) -> str:
        """The command's words."""
        words = 1 if self.arguments[0] == "import" else 3 if self.arguments[:2] == ("outline", "step") else 2
        return " ".join(self.arguments[:words])

    def prepare(self, root: Path) -> None:
        """Put the repository into the state that the run needs."""
        for path, text in self.beside:
            (root / path).write_text(text, "utf-8")
        for earlier in self.before:
            assert perform(split(earlier), root) == 0, earlier


def perform(arguments: Sequence[str], root: Path, lines: str = "") -> int:
    """Run a command in a repository, on a day after the fictional meetings; its exit code."""

    class Day(date):
        @classmethod
        def today(cls) -> Day:
            return cls(_TODAY.year, _TODAY.month, _TODAY.day)

    with chdir(root), patch("partnercli.cli.app.date", Day), patch.object(sys, "stdin", StringIO(lines)):
        return run(arguments)


_REPLIES = """\
{"format": "partner.replies/1", "replies": [
  {"delegation": "QN", "preferences": [{"country": "esker", "stance": "opposition"}]},
  {"delegation": "QS", "preferences": [{"country": "altamar"}], "calls": ["roadmaps"]}
]}
"""
_REPLY = "step,from,to,status\n1,2031-05,,ongoing\nopen-charter,2032-H1,,\n"

VERBS = (
    Verb('country set Corvo "note=As told."', undo="country set Corvo note="),
    Verb(
        'country set Corvo "official_name=Realm of Corvo" "aliases=Raven Land,Crow"',
        undo='country set Corvo "official_name=Duchy of Corvo" "aliases=Raven Land"',
    ),
    Verb("country new Port-Fable --region far-isles --source Ledger"),
    Verb("country cooperation Corvo grant --status signed --since 2031-02 --source Ledger"),
    Verb("country cooperation Belmonte grant --status in-force --source Ledger"),
    Verb(
        'country contribution Corvo grant QN --description Well --kind financial --amount "1 XTS" --source Ledger'
    ),
    Verb('country indicator Altamar --measure "first crossings" --year 2030 --value 1300 --source Ledger'),
    Verb(
        "country indicator Esker --measure crossings --year 2030 --value 1300 --unit persons --source Ledger"
    ),
    Verb(
        "instrument new pier --name Pier --kind operational --pillar return --lead Desk --after grant --source Ledger"
    ),
    Verb(
        "instrument set charter usually_after.round-table.strength=normally",
        undo="instrument set charter usually_after.round-table.strength=required",
    ),
    Verb("meeting new 2031-05-06-working-group"),
    Verb(
        'meeting new 2031-05-06-working-group --question "dates: Which dates?" --due 2031-05-20 --current',
        several=True,
    ),
    Verb("meeting current 2031-01-20-ministers", undo="meeting current 2031-03-04-working-group"),
    Verb('meeting question 2031-03-04-working-group dates --text "Which dates?"'),
    Verb(
        "meeting question 2031-03-04-working-group way-forward --due 2031-03-25",
        undo="meeting question 2031-03-04-working-group way-forward --due 2031-03-20",
    ),
    Verb("meeting conclude 2031-03-04-working-group --question way-forward --text Agreed. --on 2031-03-21"),
    Verb(
        "meeting set 2031-01-20-ministers place=Norrey",
        undo='meeting set 2031-01-20-ministers "place=Port Pellerin"',
    ),
    Verb('position set QS --support altamar --reserve "corvo: until the vote" --illustrative'),
    Verb("position set QN --oppose esker --call roadmaps --change --illustrative"),
    Verb('position reply QN way-forward agree-with-comments --comment "At last."'),
    Verb("position reply QR way-forward agree --illustrative"),
    Verb("position confirm QN QO QP --on 2031-03-28", several=True),
    Verb(
        "position copy-from 2031-03-04-working-group --meeting 2031-05-06-working-group",
        before=("meeting new 2031-05-06-working-group --carries-over-from 2031-03-04-working-group",),
        several=True,
    ),
    Verb("position enter --illustrative", lines="QR: altamar, ~corvo\nQS: corvo\nchange QN: esker\n"),
    Verb("position remove QN"),
    Verb("import replies.json --yes --illustrative", beside=(("replies.json", _REPLIES),), several=True),
    Verb("settings set priority.at_least=2/3", undo="settings set priority.at_least=0.5"),
    Verb("outline new Belmonte"),
    Verb(
        "outline update Belmonte",
        before=(
            "outline new Belmonte",
            "country cooperation Belmonte round-table --status in-force --source Ledger",
        ),
    ),
    Verb(
        "outline import Altamar reply.csv --yes --source Ledger",
        beside=(("reply.csv", _REPLY),),
    ),
    Verb(
        'outline contribute QM pursue-grant --country Corvo --kind financial --amount "5 million XTS" --source Ledger'
    ),
    Verb("outline status Altamar submitted --on 2031-03-15"),
    Verb('outline status Corvo endorsed --on 2031-03-15 --by Group --note "at once"'),
    Verb("outline step add Altamar grant --action Pay. --from 2031-Q4 --before 2"),
    Verb(
        "outline step set Altamar 2 lead=Presidency status=ongoing",
        undo='outline step set Altamar 2 "lead=Shore Commission" status=',
    ),
    Verb(
        "outline step move Altamar start-harbour-project --to 2",
        undo="outline step move Altamar start-harbour-project --to 3",
    ),
    Verb("outline step done Altamar 1 --on 2031-03-20 --source Ledger"),
    Verb("document new --subject Outlines --date 2031-03-11"),
    Verb("document new --subject Outlines --date 2031-03-11 --current", adds=True, several=True),
    Verb("document new 10002/31 --subject Outlines --date 2031-03-11 --current", several=True),
    Verb(
        "document number xxxx-31 10203/31",
        before=(
            "document new --subject Outlines --date 2031-03-11 --current",
            "meeting set 2031-03-04-working-group documents=10001-31,xxxx-31",
        ),
        several=True,
    ),
    Verb('document partners 10001/31 --add Esker --because Isles --leave-out Corvo --because "The vote"'),
    Verb("document revise 10001/31 --date 2031-03-20"),
    Verb("document revise 10001/31 --date 2031-03-20 --addendum --current", adds=True, several=True),
    Verb("document release 10001/31 --by Group --on 2031-03-20", undo="document release 10001/31 --withdraw"),
    Verb(
        "document current 10002-31",
        before=("document new 10002/31 --subject Outlines --date 2031-03-11",),
        undo="document current 10001-31",
    ),
    Verb("document set 10001-31 place=Norrey", undo='document set 10001-31 "place=Port Pellerin"'),
)


def named(verb: Verb) -> str:
    """What a test of a verb is called: its words and what it is given first."""
    return verb.line.replace("/", "-")[:60]


def writing_commands() -> list[str]:
    """The words of every command that has --dry-run, but those left out."""
    return [
        one.path
        for one in every_command()
        if one.path not in LEFT_OUT and any("--dry-run" in param.opts for param in one.command.params)
    ]
