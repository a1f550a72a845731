"""A diff as Markdown for a forge, which is another circle of readers: counts only, never who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from partnercli.cli.diff.comparison import Comparison
from partnercli.cli.diff.record_markdown import lists, positions, records
from partnercli.cli.diff.sides import Side
from partnercli.cli.diff.words import (
    NOT_KNOWN,
    crossing,
    marks,
    no_change,
    outline_change,
    pair,
    rule,
    standing,
    title,
)
from partnercli.documents.blocks import Block, Heading, ListBlock, Paragraph, Text, runs_of, table_of
from partnercli.documents.markdown import write_blocks
from partnercli.documents.words import first_capital, listed
from partnercli.findings.formats.summary import parted
from partnercli.findings.formats.texts import visible
from partnercli.records.kinds import Kind
from partnercli.records.plural import plural
from partnercli.tally.diff import CountryDiff, Diff


def markdown(comparison: Comparison) -> str:
    """The whole text, safe whatever the data holds."""
    return parted(write_blocks(_blocks(comparison)))


def _blocks(comparison: Comparison) -> Iterator[Block]:
    yield Heading(1, runs_of("What changes in meaning"))
    for mark in marks(comparison):
        yield Paragraph(runs_of(mark, Text("", bold=True)))
    yield _paragraph(f"{first_capital(title(comparison))}.")
    for side in comparison.sides:
        if side.unread:
            yield _paragraph(_left_out(side))
    if comparison.of != "documents":
        yield from _figures(comparison) if comparison.differs else (_paragraph(no_change(comparison)),)
    yield from lists(comparison)
    yield from positions(comparison)
    yield from _outlines(comparison)
    yield from records(comparison)
    yield _paragraph(standing(comparison))


def _figures(comparison: Comparison) -> Iterator[Block]:
    if not comparison.known:
        yield _paragraph(NOT_KNOWN)
        return
    found = comparison.figures
    yield _paragraph(" ".join(filter(None, (_delegations(found), rule(found.threshold)))))
    if crossed := [*found.gained, *found.lost]:
        said = (f"{row.name}: {crossing(row)}" for row in crossed)
        yield ListBlock(False, tuple((_paragraph(one),) for one in said))
    shown = [row for row in found.countries if _shows(row)]
    if shown:
        head = ("country", "region", "support", "reservations", "opposition", "rank", "rank in region")
        yield table_of(head, [_row(comparison, row) for row in shown])
    if unseen := len(found.countries) - len(shown):
        yield _paragraph(f"On {plural(unseen, 'country', 'countries')} views moved without moving a figure.")
    if found.regions:
        regions = [f"{row.name} {pair(row.support)}" for row in found.regions]
        yield _paragraph(f"Support by region: {listed(regions)}.")


def _shows(row: CountryDiff) -> bool:
    return row._replace(moves=()).differs


def _row(comparison: Comparison, row: CountryDiff) -> Sequence[str]:
    figures = (row.support, row.reservations, row.opposition, row.rank, row.rank_in_region)
    return row.name, comparison.region(row.region), *(pair(figure) for figure in figures)


def _delegations(found: Diff) -> str:
    said = f"{plural(found.expected.after, 'delegation')} expected, "
    said += f"{found.expected.before} before" if found.expected.differs else "as before"
    counts = (
        (found.entered, "is newly expected", "are newly expected"),
        (found.left, "is no longer expected", "are no longer expected"),
        (found.spoke, "more has spoken", "more have spoken"),
        (found.fell_silent, "has fallen silent", "have fallen silent"),
    )
    moved = [plural(len(codes), one, several) for codes, one, several in counts if codes]
    return f"{said}; {listed(moved)}." if moved else f"{said}."


def _outlines(comparison: Comparison) -> Iterator[Block]:
    rows = [
        (comparison.country(one.country), one.step or "–", outline_change(one))
        for one in comparison.outlines.changes
    ]
    if rows:
        yield Heading(2, runs_of("Outlines"))
        yield table_of(("country", "step", "what"), rows)


def _left_out(side: Side) -> str:
    """The files that could not be read; of positions only how many, since their names say whose they are."""
    positions = [file for file in side.unread if file.startswith(f"{Kind.POSITION.path}/")]
    folders = Counter(file.rpartition("/")[0] for file in positions)
    named = [file for file in side.unread if file not in positions]
    named += [f"{plural(count, 'file')} in {folder}/" for folder, count in folders.items()]
    return f"Could not be read in {side.name} and is left out: {listed([visible(one) for one in named])}."


def _paragraph(text: str) -> Paragraph:
    return Paragraph(runs_of(text))
