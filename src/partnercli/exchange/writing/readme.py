"""README.md of an export: what it is, who may read it, what each column means, and how to open the files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Iterator

from partnercli.documents.words import day_in_words
from partnercli.exchange.tables import Export, Table
from partnercli.exchange.writing.formats import STEM, Format
from partnercli.exchange.writing.handled import (
    HANDLING,
    handled,
    marks,
    readers,
    with_referred,
    within,
)
from partnercli.exchange.writing.views import views_of
from partnercli.records.lines import one_line
from partnercli.records.plural import plural

_SPECIAL = re.compile(r"(`[a-z_]+`)|([\\*_{}\[\]<>#|~&])")
"""What Markdown would take for a sign; the name of a column between backticks stands as it is."""
_OPENING = {
    Format.XLSX: f"""\
**Excel, LibreOffice** ({STEM}.xlsx). Open it. The first sheet says how it is handled, the second what each column
means; each further sheet is a table, which the arrows in its head filter and sort.""",
    Format.CSV: """\
**CSV in Excel.** Not by a double click, which may mix up letters and days: Data > From Text/CSV, file origin 65001:
Unicode (UTF-8), delimiter comma.

**CSV in LibreOffice.** Open it; character set Unicode (UTF-8), separated by comma, and neither special numbers
detected nor formulas evaluated.

**CSV in R**: `read.csv("{table}.csv", encoding = "UTF-8", na.strings = "")`. **In Python**:
`list(csv.DictReader(open("{table}.csv", encoding="utf-8", newline="")))`. `datapackage.json` tells programs the types
and keys (Frictionless Data Package).

A text that a spreadsheet would take for a formula has an apostrophe before it in CSV, and nowhere else.""",
    Format.JSON: f"""\
**JSON** ({STEM}.json, contract partner.export/1): `columns` explains each table, `keys` says what its rows are known
by, `tables` holds the rows.""",
    Format.SQLITE: f"""\
**SQLite** ({STEM}.sqlite). `sqlite3 {STEM}.sqlite .schema` shows the tables, each column explained; `datasette
{STEM}.sqlite` shows them in a browser; a spreadsheet reads them over a data connection (ODBC). Yes or no is 1 or 0, a
day is text such as 2021-05-25.""",
}


def readme(export: Export, formats: Collection[Format], names: frozenset[str]) -> bytes:
    """The page, for the tables of an export that are named, in the formats in which they were written.

    With a database it explains also the tables that these refer to, which that holds.
    """
    whole = with_referred(export, names) if Format.SQLITE in formats else names
    command = _command(export, formats, names)
    return ("\n\n".join(_paragraphs(within(export, whole), formats, command)) + "\n").encode()


def _command(export: Export, formats: Collection[Format], names: frozenset[str]) -> str:
    """The command that makes the same files, from the same records."""
    words = ["partner", "export"]
    if len(names) < len(export.tables):
        words += [table.name for table in export.tables if table.name in names]
    words += ["--format", ",".join(formats), "--audience", export.audience]
    words += ["--meeting", export.meeting] if export.meeting is not None else []
    words += ["--at", export.revision] if export.revision is not None else []
    return shlex.join([*words, "--on", export.on.isoformat()])


def _paragraphs(export: Export, formats: Collection[Format], command: str) -> Iterator[str]:
    if marks(export):
        yield f"**{' · '.join(marks(export))}**"
    yield f"# {_plain(export.title)}: tables"
    yield _said(export, command)
    if export.reading:
        yield _plain(" ".join(export.reading))
    yield "## How to open it"
    first = export.tables[0].name if export.tables else ""
    for form in Format:
        if form in formats:
            yield _OPENING[form].replace("{table}", first)
    yield "## What cells hold"
    yield (
        "Text; whole numbers; shares from 0 to 1, rounded to 4 places; other numbers in full; days as "
        "2021-05-25; yes or no as true or false. An empty cell means that nothing is recorded. Every row ends with "
        "these columns, but in JSON, which says it once, at its top:"
    )
    yield _list(f"`{column.name}`: {column.means}" for column in HANDLING)
    yield "## Tables"
    for table in export.tables:
        yield from _of_table(table)
    views = views_of(handled(export)) if Format.SQLITE in formats else ()
    if views:
        yield "## Views of the SQLite file"
        yield _list(f"`{view.name}`: {view.means}" for view in views)


def _said(export: Export, command: str) -> str:
    about = [f"For: {readers(export.audience)}."]
    if export.meeting is not None:
        about.append(f"Positions as of the meeting {_code(export.meeting)}.")
    if export.revision is not None:
        about.append(f"From the files at {_code(export.revision)}.")
    about.append(f"As of {day_in_words(export.on)}.")
    return (
        f"{' '.join(about)} Made by {_code(command)}. It is a reading of what is recorded, and decides nothing; the "
        "records themselves are what counts."
    )


def _of_table(table: Table) -> Iterator[str]:
    yield f"### {table.name}"
    yield f"{_plain(table.means)} {plural(len(table.rows), 'row')}."
    lines = ["| column | holds | means |", "|---|---|---|"]
    for column in table.columns:
        holds = f"{column.type.value}{', never empty' if column.required else ''}"
        lines.append(f"| `{column.name}` | {holds} | {_plain(column.means)} |")
    yield "\n".join(lines)
    said = []
    if table.key:
        said.append(f"A row is known by {_columns(table.key)}.")
    for one in table.references:
        verb = "names" if len(one.columns) == 1 else "name"
        said.append(f"{_columns(one.columns)} {verb} a row of `{one.table}`.")
    if said:
        yield _list(said)


def _columns(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _list(lines: Iterator[str] | Collection[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _code(words: str) -> str:
    """Words as they are: backticks that they hold stand between more of them."""
    fence = "`" * (1 + max(map(len, re.findall("`+", words)), default=0))
    return f"`{words}`" if fence == "`" else f"{fence} {words} {fence}"


def _plain(text: str) -> str:
    """A text on one line, with nothing in it that Markdown would take for a sign."""
    return _SPECIAL.sub(lambda found: found[1] or f"\\{found[2]}", one_line(text))
