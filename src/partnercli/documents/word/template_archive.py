"""Opens a Word file that is to be a template: what its parts are, or what a template may not be."""

from __future__ import annotations

from typing import NoReturn

from partnercli.documents.format_problem import FormatProblem
from partnercli.documents.office_archive import (
    HIGHEST_RATIO,
    MOST_BYTES,
    MOST_PARTS,
    ArchiveProblem,
    Wrong,
    archive_parts,
)


class WordTemplateProblem(FormatProblem):
    """What is wrong with a Word template."""


def no_word_file() -> NoReturn:
    """Raise the problem of a file that is something else, or broken."""
    raise WordTemplateProblem(
        "the Word template is no .docx file", "save it in Word as a Word document (.docx)"
    )


def template_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name; WordTemplateProblem for what is no such file, or may not be opened."""
    try:
        return archive_parts(data)
    except ArchiveProblem as problem:
        wrong = problem.faults[0].wrong
    if wrong is Wrong.TOO_LARGE:
        raise WordTemplateProblem(
            f"the Word template unpacks to more than a template may: {MOST_PARTS} parts, "
            f"{MOST_BYTES // 1_000_000} MB, {HIGHEST_RATIO} times its size",
            "save a copy in Word without its text and pictures",
        )
    if wrong is Wrong.DECLARES:
        raise WordTemplateProblem(
            "the Word template holds XML with declarations of its own",
            "save it anew in Word as a Word document (.docx)",
        )
    no_word_file()
