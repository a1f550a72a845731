"""The options that all commands of `partner render` have, said once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from partnercli.cli.given import formats_given, readers_given
from partnercli.cli.options import Folder, ForPublic
from partnercli.cli.render.papers import Order
from partnercli.documents.audience import Audience
from partnercli.documents.formats import Format
from partnercli.library.problems import Usage


@dataclass(frozen=True, slots=True)
class Options:
    """How a paper is written, as the command line says it."""

    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMATS",
            help="md, docx, pdf, html and akn, separated by commas; or all. [default: md]",
        ),
    ] = None
    output: Folder = None
    audience: Annotated[
        Audience | None,
        typer.Option(
            help="Who may read it: presidency (who said what), delegations or public; otherwise delegations, "
            "but for papers of the Presidency alone."
        ),
    ] = None
    public: ForPublic = False
    at: Annotated[
        str | None,
        typer.Option(metavar="REV", help="From the files as they were at a commit, branch or tag."),
    ] = None
    watch: Annotated[
        bool, typer.Option("--watch", help="Write it again whenever a file changes, until Ctrl-C.")
    ] = False
    provenance: Annotated[
        bool,
        typer.Option(
            "--provenance",
            help="Also write from which files, lines and commit each block came; names positions.",
        ),
    ] = False
    imprint: Annotated[
        bool,
        typer.Option(
            "--imprint", help="Say at the end of the document from which commit and files it was made."
        ),
    ] = False
    as_json: Annotated[bool, typer.Option("--json", help="List the files as JSON, with their hashes.")] = (
        False
    )

    @property
    def readers(self) -> Audience:
        """For whom it is written, delegations where nothing is said; raises Usage."""
        return readers_given(self.audience, public=self.public)

    def order(self, changes_from: str | None = None) -> Order:
        """What is asked for; `changes_from` is a revision from which Word tracks the changes. Raises Usage."""
        if self.watch and self.at is not None:
            raise Usage(
                "--watch and --at do not go together", "leave one of them out: what is past does not change"
            )
        usual = Format.MD if changes_from is None else Format.DOCX
        chosen, all_of_them = formats_given(Format, usual if self.formats is None else self.formats)
        if changes_from is not None and Format.DOCX not in chosen:
            raise Usage("changes are tracked in Word alone", "add docx to --format")
        return Order(
            formats=chosen,
            output=self.output,
            at=self.at,
            as_json=self.as_json,
            pdf_if_possible=all_of_them,
            changes_from=changes_from,
            provenance=self.provenance,
            imprint=self.imprint,
        )


def with_options(command: Callable[..., int]) -> Callable[..., int]:
    """The command with the fields of `Options` as options of its own, handed over as its parameter `options`."""
    own = inspect.signature(command, eval_str=True)
    hints = get_type_hints(Options, include_extras=True)
    shared = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in fields(Options)
    ]

    @wraps(command)
    def called(**given: Any) -> int:
        options = Options(**{field.name: given.pop(field.name) for field in fields(Options)})
        return command(**given, options=options)

    kept = [one for name, one in own.parameters.items() if name != "options"]
    called.__signature__ = own.replace(parameters=[*kept, *shared])  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in (*kept, *shared)}
    return called
