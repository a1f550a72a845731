"""`partner template`: the words of the documents, to see, to check and to make one's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.exit_codes import Exit
from partnercli.cli.narrow import table_row
from partnercli.cli.session import Session, shown, sound
from partnercli.cli.terminal import Piece, Terminal, fitted
from partnercli.documents.templates import ENDING, WRITES, package_templates
from partnercli.library.own_files import STYLES, own_look, own_templates
from partnercli.library.problems import NoAccess, NotFound, Refused
from partnercli.records.names import did_you_mean
from partnercli.repository.kinds import TEMPLATES
from partnercli.repository.scope import Scope
from partnercli.repository.write import NOTHING, Occupied, WriteProblem, write_atomic

app = typer.Typer(
    help="See, check and change the words of the documents.\n\nExample: partner template list",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

_TABLE = 80
"""Columns that the list needs."""
_STYLES_NAME = STYLES.removeprefix(f"{TEMPLATES}/")


@app.callback()
def template() -> None:
    """See, check and change the words of the documents."""


@app.command(name="list")
def list_templates(context: typer.Context) -> int:
    """List the templates.

    Each with what it writes, and whether this repository has a text of its own.

    Example: partner template list
    """
    session: Session = context.obj
    loaded = session.load(Scope.settings())
    own = own_templates(loaded)
    known = package_templates()
    others = "for a document or template naming it"
    for name in (*known, *(one for one in own if one not in known)):
        whose = "the tool's" if name not in own else "own" if own[name] != known.get(name) else "own, as is"
        _list_one(session.terminal, name, whose, WRITES.get(name, others))
    whose = "own" if own_look(loaded, session.root).styles is not None else "the tool's"
    _list_one(session.terminal, _STYLES_NAME, whose, "the styles of Word documents")
    return Exit.FINE


def _list_one(terminal: Terminal, name: str, whose: str, writes: str) -> None:
    cells = Piece(fitted(name, 30), "bold"), fitted(whose, 12), writes
    terminal.lines(table_row(cells, _TABLE, terminal.text_width, name, (whose, writes)))


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The template, such as note or public-note.")],
    package: Annotated[
        bool, typer.Option("--original", help="As the tool brings it, whatever the repository has.")
    ] = False,
) -> int:
    """Print a template as it is in force here.

    Example: partner template show public-note
    """
    session: Session = context.obj
    own = {} if package else own_templates(session.load(Scope.settings()))
    if name == _STYLES_NAME:
        raise NotFound(f"{name} is a Word file, not a text", f"copy it: partner template eject {name}")
    known = {**package_templates(), **own}
    session.terminal.write(known[_full_name(known, name)])
    return Exit.FINE


@app.command()
def eject(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="The templates; otherwise all of them."),
    ] = None,
) -> int:
    """Copy the tool's templates into templates/.

    To change them there; a file that is there already stays as it is.

    note.docx holds the styles of Word documents: open it in Word, restyle it and save it.

    Example: partner template eject
    """
    session: Session = context.obj
    from partnercli.documents.word import house_style

    known: dict[str, bytes] = {name: text.encode() for name, text in package_templates().items()}
    known[_STYLES_NAME] = house_style()
    wanted = list(dict.fromkeys(_full_name(known, name) for name in names or ())) or list(known)
    folder = session.root / TEMPLATES
    if folder.is_symlink():
        raise Refused(f"{TEMPLATES}/ is a link that leads elsewhere", "put the folder itself here")
    kept = [name for name in wanted if not _ejected(session, folder / name, known[name])]
    said = [f"{shown(folder / name)} is there already, and stays as it is" for name in kept]
    if names and said:
        raise Refused("; ".join(said), "change it there, or take it away first")
    for line in said:
        session.terminal.note(line)
    return Exit.FINE


def _ejected(session: Session, path: Path, data: bytes) -> bool:
    """Write one file; whether it was written, or stood there already."""
    try:
        write_atomic(path, data, NOTHING)
    except Occupied:
        return False
    except WriteProblem as error:
        raise NoAccess(str(error), error.hint) from error
    session.terminal.line(shown(path))
    return True


@app.command()
def check(context: typer.Context) -> int:
    """Try every template on the data at hand.

    For every audience; all that is wrong is named at once, with the line.

    Example: partner template check
    """
    from partnercli.cli.template.check import checked

    session: Session = context.obj
    loaded = session.load(Scope.of_document())
    exercise, code = sound(session, loaded)
    own = own_templates(loaded)
    look, progress = own_look(loaded, session.root), session.terminal.progress
    found, only_read = checked(exercise, own, look, session.today, progress)
    for place, message, hint in found:
        session.terminal.problem(f"{place}: {message}", hint)
    if not found:
        session.terminal.note("every template gives its document" if not only_read else _only_read(only_read))
    return Exit.ERRORS if found else code


def _only_read(names: list[str]) -> str:
    return f"every template that these data can try gives its document; only read: {', '.join(sorted(names))}"


def _full_name(known: Iterable[str], name: str) -> str:
    """The file name of the template called `name`, with or without its ending; raises NotFound."""
    names = list(known)
    full = name if name in names else f"{name}{ENDING}"
    if full not in names:
        raise NotFound(
            f'there is no template "{name}"',
            did_you_mean(full, names) or "see those there are: partner template list",
        )
    return full
