"""`partner document new`: a new document, linked to the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from partnercli.cli.changes import carry_out
from partnercli.cli.document.forms import (
    Codes,
    Current,
    Day,
    about_number,
    current_document,
    made_current,
    new_file_of,
    new_id,
    number_given,
    which_is_current,
)
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import day_or, given, sources_given, understood, words_given
from partnercli.cli.options import DryRun, SourceReference, SourceTitles, SourceUrl
from partnercli.cli.session import Session
from partnercli.documents.templates import ENDING, package_templates
from partnercli.library.lookup import find_meeting
from partnercli.library.own_files import own_templates
from partnercli.library.problems import NotFound, Refused, Usage
from partnercli.recording.documents import source_of, unnumbered
from partnercli.records.document import Document
from partnercli.records.marking import Marking
from partnercli.records.names import did_you_mean
from partnercli.records.plain import in_order
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope


def new_document(
    context: typer.Context,
    number: Annotated[
        str | None,
        typer.Argument(metavar="NUMBER", help="8952/21; none while the registry has given none."),
    ] = None,
    subject: Annotated[
        list[str] | None, typer.Option("--subject", help="The subject. Repeatable: further lines.")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="note, cover-note, report …")] = "note",
    day: Day = None,
    sender: Annotated[
        list[str] | None, typer.Option("--from", help="From whom; otherwise as the current document.")
    ] = None,
    addressee: Annotated[
        list[str] | None, typer.Option("--to", help="To whom; otherwise as the current document.")
    ] = None,
    codes: Codes = None,
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", help="The meeting whose positions it reports; otherwise the current one."),
    ] = None,
    presented_to: Annotated[str | None, typer.Option("--presented-to", help="Where it is discussed.")] = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(
            "--previous", help="An earlier document, as printed; otherwise the current one. Repeatable."
        ),
    ] = None,
    no_previous: Annotated[bool, typer.Option("--no-previous", help="Link no earlier document.")] = False,
    place: Annotated[str | None, typer.Option("--place", help="Where it is issued.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="The unit, as the footer prints it.")] = None,
    initials: Annotated[str | None, typer.Option("--initials", help="As the footer prints them.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Two letters: en or fr.")] = None,
    marking: Annotated[str, typer.Option("--marking", help="LIMITE or public.")] = "LIMITE",
    template: Annotated[
        str | None, typer.Option("--template", help="The template it is written with.")
    ] = None,
    annexes: Annotated[
        list[str] | None, typer.Option("--annex", help="state-of-play, drift, support or matrix. Repeatable.")
    ] = None,
    titles: SourceTitles = None,
    reference: SourceReference = None,
    url: SourceUrl = None,
    current: Current = False,
    dry_run: DryRun = False,
) -> int:
    """Record a new document; without a number it is XXXX until the registry gives one.

    The current document is linked as the previous one. Without --source the document itself is its source.

    Example: partner document new --subject "Way ahead"
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    exercise = loaded.exercise
    dated = day_or(day, session.today)
    its_number = number_given(number) if number else unnumbered(kind, dated)
    if not subject:
        new_id(exercise, its_number)  # that it is recorded already goes before
        raise Usage("a document needs a subject", 'give it: --subject "…"')
    before = current_document(exercise)
    linked, words = _previous(before, previous, no_previous)
    if meeting is not None or (kind != "cover-note" and exercise.current_meeting):
        meeting = find_meeting(loaded, meeting)
    own = given(
        kind=kind,
        number=str(its_number),
        place=place,
        date=dated.isoformat(),
        marking=str(_marking(marking)),
        subject_codes=codes,
        **{"from": _lines(sender or (list(before.sender) if before else ["Presidency"]))},
        to=_lines(addressee or (list(before.addressee) if before else ["Delegations"])),
        previous_documents=linked,
        subject=_lines(subject),
        unit=unit,
        initials=initials,
        language=language,
        meeting=meeting,
        presented_to=presented_to,
        template=_template(loaded, template),
        annexes=annexes,
    )
    own["sources"] = sources_given(titles, reference, url) or [source_of(words_given(subject[0]), its_number)]
    key, its_file = new_file_of(loaded, its_number, in_order(own, Document), current=current)
    changes = [its_file, *made_current(loaded, key, wanted=current)]
    if carry_out(session, loaded, changes, dry_run=dry_run) and not dry_run:
        for line in (
            *_reported(meeting),
            *words,
            *about_number(its_number, key),
            *which_is_current(exercise, key, now=current),
        ):
            session.terminal.note(line)
    return Exit.FINE


def _reported(meeting: str | None) -> list[str]:
    return [f"it reports the positions of {meeting}"] if meeting else []


def _previous(
    before: Document | None, named: Sequence[str] | None, none: bool
) -> tuple[list[str], list[str]]:
    """The documents linked as earlier ones, and what to say of that."""
    if none and named:
        raise Usage("--previous and --no-previous do not go together", "leave one of them out")
    if none or named or before is None:
        return list(named or ()), []
    if not before.number.given:
        return [], [f"the current document has no number yet, so {before.number} is not linked as previous"]
    return [str(before.full_number)], [
        f"previous document: {before.full_number}, the current one (--no-previous leaves it out)"
    ]


def _marking(text: str) -> Marking:
    marking = understood(Marking.read, text)
    if marking is Marking.PUBLIC:
        raise Refused(
            "only a recorded release makes a document public",
            "record it as LIMITE first; once it is released: partner document set DOCUMENT marking=public",
        )
    return marking


def _template(loaded: Loaded, name: str | None) -> str | None:
    if name is None:
        return None
    known = sorted({file.removesuffix(ENDING) for file in {**package_templates(), **own_templates(loaded)}})
    if name not in known:
        hint = did_you_mean(name, known) or "see those there are: partner template list"
        raise NotFound(f'there is no template "{name}"', hint)
    return name


def _lines(lines: Sequence[str]) -> str | list[str]:
    return lines[0] if len(lines) == 1 else list(lines)
