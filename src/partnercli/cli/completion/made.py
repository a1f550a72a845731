"""The table of the command line, made from it: `python -m partnercli.cli.completion.made` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from partnercli.checks.registry import catalogue
from partnercli.cli.command_tree import every_command
from partnercli.cli.completion.command_line import AGAIN, ARGUMENT
from partnercli.cli.contracts import CONTRACTS
from partnercli.documents import formats as documents
from partnercli.documents.templates import WRITES
from partnercli.exchange.export import TABLES
from partnercli.exchange.writing import formats as tables
from partnercli.findings import formats as findings
from partnercli.records.contribution import ContributionKind
from partnercli.records.country import CooperationStatus
from partnercli.records.document import DocumentKind
from partnercli.records.instrument import InstrumentKind, Pillar, Strength
from partnercli.records.kinds import Kind
from partnercli.records.position import Reply, Stance


def _any_of(words: Any) -> str:
    """The words of an enumeration, a Literal or a list, as a pattern."""
    return "|".join(dict.fromkeys(map(str, get_args(words) or words)))


_COLUMNS = ("command", "takes", "values", "help")
_STANCES = _any_of(Stance)
VALUES = {
    "--repo": "<repository>",
    "COUNTRY": "<country>",
    "COUNTRIES": "<country>,",
    "A,B,…": "<country>,",
    "outline COUNTRY": "<outline>",
    "outline new COUNTRY": "<country>",
    "outline import COUNTRY": "<country>",
    "render outline COUNTRY": "<outline>",
    "COUNTRY|DELEGATION": "<country>|<delegation>",
    "NAMES": "<country>,",
    "position set --no-longer": "<country>|<region>,",
    "NAME=high": "<country>|<region>=high|medium|low",
    "NAME=TEXT": "<country>|<region>=<text>",
    "IT=tunisia[:STANCE]": f"<delegation>=<country>:{_STANCES}|none",
    "DELEGATION": "<delegation>",
    "DELEGATIONS": "<delegation>,",
    "country cooperation --participant": "<delegation>",
    "REGION": "<region>",
    "REGION[:STANCE]": f"<region>:{_STANCES}",
    "country new --region": "<region>",
    "MEETING": "<meeting>",
    "EARLIER": "<meeting>",
    "M1 M2": "<meeting> <meeting>",
    "document new --meeting": "<meeting>",
    "QUESTION": "<question>",
    "meeting question ID": "<question>",
    "meeting conclude --question": "<question>",
    "majority --question": "<question>",
    "REPLY": _any_of(Reply),
    "DOCUMENT": "<document>",
    "D1 D2": "<document> <document>",
    "document new --previous": "<document>",
    "INSTRUMENT": "<instrument>",
    "INSTRUMENT[=required]": f"<instrument>={_any_of(Strength)}",
    "instrument new --kind": _any_of(InstrumentKind),
    "instrument new --pillar": _any_of(Pillar),
    "country cooperation --status": _any_of(CooperationStatus),
    "country contribution --kind": _any_of(ContributionKind),
    "outline contribute --kind": _any_of(ContributionKind),
    "document new --kind": _any_of(DocumentKind),
    "STEP": "<step>",
    "TABLE": _any_of(table for names in TABLES.values() for table in names),
    "FORMATS": f"{_any_of(documents.Format)}|all,",
    "export --format": f"{_any_of(tables.Format)}|all,",
    "FORMAT=FILE": f"{_any_of(findings.Format)}=<text>",
    "template NAME": _any_of(WRITES),
    "explain CODE": _any_of(catalogue()),
    "KIND|CONTRACT": _any_of((*Kind, *(one.name for one in CONTRACTS))),
}
"""What is offered for what the help calls a value. The narrowest entry holds: that of one option, of one command, of
the commands below one, of all."""
FREE = frozenset(
    {
        "BASE",
        "CODE",
        "DATE",
        "DIR",
        "FIELD=COLUMN",
        "FIELD=VALUE",
        "FILE",
        "HEAD",
        "ID",
        "ID: TEXT",
        "K",
        "N",
        "NAME",
        "NUMBER",
        "PATH",
        "PERIOD",
        "REV",
        "SUM",
        "TERM",
        "TEXT",
        "THEMES",
        "TITLE",
        "WHO",
        "YEAR",
    }
)
"""What the help calls a value for which nothing is offered: a shell offers files there."""


def table() -> str:
    """The table of the whole command line as it is kept in a file, a row a line."""
    return "".join("\t".join(row) + "\n" for row in (_COLUMNS, *_rows()))


def _rows() -> Iterator[tuple[str, str, str, str]]:
    """What each command takes, and then the commands right below it."""
    every = every_command()
    for at in every:
        for param in at.command.get_params(at.context):
            yield at.path, _names(param), _values(at.path, param), _sentence(param.help)
        for below in every[1:]:
            above, _, name = below.path.rpartition(" ")
            if above == at.path:
                yield at.path, name, "", _sentence(below.command.help)


def _values(path: str, param: Any) -> str:
    """The pattern of what a parameter of the command at a path is given; empty for one that is given nothing."""
    if getattr(param, "is_flag", False):
        return ""
    if choices := param.type_descriptor.choices:
        return _any_of(choices)
    return VALUES.get(entry(path, param), " ".join(["<text>"] * max(param.nargs, 1)))


def entry(path: str, param: Any) -> str:
    """The entry of VALUES that holds for a parameter; what the help calls it where there is none."""
    above = [" ".join(path.split()[:end]) for end in range(len(path.split()), -1, -1)]
    known = (f"{path} {param.opts[0]}", *(f"{one} {param.metavar}" for one in above))
    return next((one for one in map(str.strip, known) if one in VALUES), param.metavar)


def _names(param: Any) -> str:
    """What stands in the second column for a parameter."""
    again = AGAIN if param.nargs < 0 or param.multiple else ""
    named = ",".join(
        (*sorted(param.opts), *param.secondary_opts)
    )  # the library's order changes from run to run
    return f"{named if named.startswith('-') else ARGUMENT}{again}"


def _sentence(help_: str | None) -> str:
    """The first paragraph of a help, on one line."""
    return " ".join((help_ or "").partition("\n\n")[0].split())


if __name__ == "__main__":
    print(table(), end="")
