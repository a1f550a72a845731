"""`partner render`: documents from records."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.lookup import document_id, find_document, find_meeting
from partnercli.cli.problems import NoAccess, Refused
from partnercli.cli.session import Session, shown, sound
from partnercli.cli.terminal import Piece
from partnercli.documents.note import marking_of
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.repository.load import Loaded, Scope
from partnercli.repository.text import decode
from partnercli.repository.trees import Unreadable
from partnercli.repository.write import ANYTHING, WriteProblem, write_atomic

app = typer.Typer(
    help="Write a Council document from the records.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

TEMPLATES, BUILD = "templates", "build"
MOST_TEMPLATES = 100


class Format(StrEnum):
    """The formats a document is written in."""

    MD = "md"


@app.callback()
def render() -> None:
    """Write a Council document from the records."""


@app.command()
def note(
    context: typer.Context,
    document: Annotated[
        str | None,
        typer.Argument(
            metavar="[DOCUMENT]", help="The document, by id or number; otherwise the current one."
        ),
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", help="The format to write.")] = Format.MD,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder to write to; otherwise build/ of the repository."),
    ] = None,
) -> int:
    """Write the NOTE for the working party, as delegations may see it: no delegation is named in it.

    Prints the path of each file written.
    """
    session: Session = context.obj
    loaded = session.load(Scope.of_document(document and document_id(document)))
    exercise, code = sound(session, loaded)
    key = find_document(exercise, document)
    text = _written(session, loaded, key)
    folder = output if output is not None else session.root / BUILD
    if output is None and folder.is_symlink():
        raise Refused(
            f"{BUILD}/ is a link that leads elsewhere", "remove the link, or name a folder with --output"
        )
    path = folder / f"{key}.{output_format}"
    try:
        write_atomic(path, text, ANYTHING)
    except WriteProblem as error:
        raise NoAccess(str(error), "name another folder with --output") from error
    session.terminal.line(shown(path))
    return code


def _written(session: Session, loaded: Loaded, key: str) -> bytes:
    from partnercli.documents.markdown import write_markdown
    from partnercli.documents.note import write_note
    from partnercli.documents.templates import TemplateProblem, empty_sections

    exercise = loaded.exercise
    _may_be_written(loaded, exercise, key)
    try:
        written = write_note(exercise, key, _templates(loaded))
    except TemplateProblem as problem:
        place = f"{TEMPLATES}/{problem.template}{f':{problem.line}' if problem.line else ''}"
        raise Refused(f"{place}: {problem.message}", problem.hint or "mend the template") from problem
    if not written.blocks:
        raise Refused(
            f"{TEMPLATES}/{exercise.documents[key].template}.md.j2 gives no text", "mend the template"
        )
    for heading in empty_sections(written.blocks):
        session.terminal.note(
            Piece("warning: ", "bold yellow"), f'nothing stands under the heading "{heading}"'
        )
    return write_markdown(written)


def _may_be_written(loaded: Loaded, exercise: Exercise, key: str) -> None:
    document, config = exercise.documents[key], exercise.config
    if config is None:
        return
    find_meeting(loaded, document.reports(config))
    unknown = [one.country for one in document.partners or () if one.country not in exercise.countries]
    if unknown:
        raise Refused(f"{Kind.DOCUMENT.file(key)} lists partners without a record: {', '.join(unknown)}")
    if not exercise.delegations:
        raise Refused(f"{Kind.DELEGATIONS.file()} names no delegation, so nobody is expected", "add the list")
    if held_back := [annex for annex in document.annexes if annex != "state-of-play"]:
        raise Refused(
            f"the annex {held_back[0]} of {document.full_number} is for the Presidency's eyes only",
            "this version of the tool writes what delegations may see: take the annex out of the document",
        )
    if document.language != "en":
        raise Refused(f"{document.full_number} is in {document.language}", "only English is written so far")
    if marking_of(document, config) is Marking.PUBLIC:
        raise Refused(
            f"{document.full_number} is marked public; a public text is made from other data than this one",
            "only LIMITE documents are written so far",
        )


def _templates(loaded: Loaded) -> dict[str, str]:
    """The repository's own templates, by file name."""
    try:
        paths = [path for path in loaded.tree.files(TEMPLATES) if path.endswith(".md.j2")]
    except Unreadable as error:
        raise NoAccess(f"{TEMPLATES} cannot be read: {error}") from error
    if len(paths) > MOST_TEMPLATES:
        raise Refused(
            f"{TEMPLATES} holds more than {MOST_TEMPLATES} templates", "take out what no NOTE needs"
        )
    own: dict[str, str] = {}
    for path in paths:
        try:
            found = decode(loaded.tree.read(path), path)
        except Unreadable as error:
            raise NoAccess(f"{path} cannot be read: {error}") from error
        if found.text is None or found.findings:
            raise Refused(f"{path}: {found.findings[0].message}", found.findings[0].hint)
        own[path.removeprefix(f"{TEMPLATES}/")] = found.text
    return own
