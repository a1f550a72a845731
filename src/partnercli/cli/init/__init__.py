"""`partner init`: a new repository for another exercise."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.exit_codes import Exit
from partnercli.cli.findings_text import write_findings
from partnercli.cli.init.folder import left_over, require_free, require_place, write_new
from partnercli.cli.init.words import (
    CODEOWNERS,
    Made,
    checks_said,
    codeowners,
    facts_said,
    made_screen,
    planned,
)
from partnercli.cli.session import Session, shown
from partnercli.findings import errors
from partnercli.library.judging import judged
from partnercli.library.lookup import find_delegation, typed
from partnercli.library.own_files import STYLES
from partnercli.library.problems import Refused, Usage
from partnercli.records.base import Unreadable
from partnercli.records.characters import forbidden_in
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking, refuse_classified
from partnercli.records.plural import plural
from partnercli.repository.kinds import SETTINGS, TEMPLATES
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.starter import README, readme, settings, starter_files
from partnercli.repository.trees import Overlay, WorkingTree

TITLE = "Partnerships with partner countries"
"""What an exercise is called until its people call it something else."""


class Forge(StrEnum):
    """For which forges checks of pull requests are set up."""

    GITHUB = "github"
    GITLAB = "gitlab"
    BOTH = "both"
    NONE = "none"

    @property
    def names(self) -> frozenset[str]:
        """The forges one by one."""
        each = {Forge.BOTH: {"github", "gitlab"}, Forge.NONE: set[str]()}
        return frozenset(each.get(self, {str(self)}))


app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder; otherwise this one.")
    ] = Path(),
    title: Annotated[str, typer.Option(help="What the exercise is called.")] = TITLE,
    presidency: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Who holds the Presidency; otherwise whoever does today."),
    ] = None,
    marking: Annotated[str, typer.Option(help="What the repository holds: LIMITE or public.")] = "LIMITE",
    forge: Annotated[Forge, typer.Option(help="Where pull requests are checked.")] = Forge.BOTH,
    bare: Annotated[
        bool,
        typer.Option("--bare", help="For another subject: names and codes of countries, no instruments."),
    ] = False,
    owners: Annotated[
        bool, typer.Option("--codeowners", help="With a CODEOWNERS to fill in: who reviews what.")
    ] = False,
    templates: Annotated[
        bool, typer.Option("--templates", help="With the documents' templates, to change their words.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List the files and their sizes and write nothing.")
    ] = False,
) -> int:
    """Make a new repository for another exercise, in a new or empty folder.

    Reference data with their sources and no positions yet, schemas and settings for editors, checks for forges,
    and a page on who may see what. Nothing is overwritten. A run that was cut off is finished by the same command.

    Example: partner init ../partnerships --title "Partnerships" --presidency LT
    """
    session: Session = context.obj
    if session.repo is not None:
        raise Usage(
            "--repo names a repository that is there already", "name the new folder: partner init DIR"
        )
    require_place(folder)
    files = starter_files(bare=bare, forges=forge.names)
    if templates:
        files |= _templates()
    reference = load(Overlay(WorkingTree(folder), files), Scope.of_outlines()).exercise
    if owners:
        files[CODEOWNERS] = codeowners(reference, session.today, forge.names)
    files[README] = readme(facts_said(reference, bare=bare), checks_said(forge.names))
    files[SETTINGS] = _settings(session, reference, title, presidency, marking)
    require_free(folder, files)
    made = _checked(session, folder, files)
    if dry_run:
        session.terminal.lines(planned(files))
        session.terminal.note(f"{plural(len(files), 'file')} would be made in {shown(folder)}")
        return Exit.FINE
    for left in left_over(folder, files):
        session.terminal.note(f"{left} was left over by a run that was cut off: delete it")
    # partner.yaml, which makes a repository of the folder, comes last
    for path, data in session.terminal.progress.each("Making the files", list(files.items())):
        write_new(folder, path, data)
    session.terminal.lines(made_screen(made, session.today, session.terminal.width))
    return Exit.FINE


def _settings(
    session: Session, reference: Exercise, title: str, presidency: str | None, marking: str
) -> bytes:
    """The text of partner.yaml; raises Usage or NotFound for what cannot stand there."""
    members = reference.members_on(session.today)
    try:
        called, marked = refuse_classified(title_given(title)), Marking.read(typed(marking))
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error
    return settings(called, _presidency(session, reference, members, presidency), marked, len(members))


def title_given(text: str) -> str:
    """A title without the spaces around it; raises Usage where it is no line of harmless text."""
    title = typed(text)
    character = forbidden_in(title)
    if character:
        raise Usage(f"the title holds {character}", "type it anew rather than paste it")
    if not title.strip() or title.splitlines() != [title]:
        raise Usage("the title is to be one line of text", 'give it in quotes: --title "…"')
    return title.strip()


def _presidency(session: Session, reference: Exercise, members: tuple[str, ...], named: str | None) -> str:
    """The code of who holds the Presidency: as named, or as the reference data say for today."""
    if named is not None:
        code = find_delegation(reference, named)
        if code not in members:
            raise Usage(f"{code} is no member on {session.today}", "name a Member State: --presidency CODE")
        return code
    terms = reference.presidency_list.presidencies if reference.presidency_list else ()
    for term in terms:
        if term.holds(session.today):
            return term.delegation
    raise Usage(
        f"the reference data do not say who holds the Presidency on {session.today}",
        "name it: --presidency CODE",
    )


def _templates() -> dict[str, bytes]:
    """The package's templates and Word styles, where a repository keeps its own."""
    from partnercli.documents.templates import package_templates
    from partnercli.documents.word import house_style

    texts = {f"{TEMPLATES}/{name}": text.encode() for name, text in package_templates().items()}
    return {**texts, STYLES: house_style()}


def _checked(session: Session, folder: Path, files: Mapping[str, bytes]) -> Made:
    """The new repository as it would be, read and judged before anything is written; its findings are said."""
    loaded = load(Overlay(WorkingTree(folder), dict(files)), Scope.everything())
    findings = judged(loaded).findings
    write_findings(session.terminal, loaded, findings)
    config = loaded.exercise.config
    if config is None or errors(findings):
        raise Refused("the new repository would have the errors above, so nothing was written")
    return Made(shown(folder), files, loaded.exercise, config)
