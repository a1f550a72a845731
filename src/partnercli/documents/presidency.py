"""What the Presidency alone reads: the same NOTE, with who said what in its annexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from partnercli.documents.blocks import Align, Figure, Table, table_of
from partnercli.documents.chart_heat_map import HeatRow, heat_map
from partnercli.documents.chart_support import Bar, RegionBars, support_chart
from partnercli.documents.note import AnnexNumbers, NoteContext, RegionTable
from partnercli.documents.partners import printed_names
from partnercli.documents.templates import ENDING
from partnercli.documents.words import listed
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.result import CountryRow, Tally

SIGNS = {Stance.SUPPORT: "S", Stance.CAN_ACCEPT: "a", Stance.RESERVATION: "R", Stance.OPPOSITION: "X"}
"""What stands for a stance in a cell: letters, which every font has and every voice can read."""
_CENTER: Align = "center"
_LEGEND = tuple((stance.value, stance.value.replace("-", " ")) for stance in Stance)


@dataclass(frozen=True, slots=True)
class PresidencyNote(NoteContext):
    """All that the Presidency's own template sees: what the NOTE's sees, and who said what.

    `template` is the NOTE's own template. `needed` is the number of delegations of the line, out of `expected`.
    `silent` are the delegations that gave no position, `confidential` those that spoke in confidence: their
    names are for nobody else. `further_designations` are footnotes of names that the NOTE itself does not have.
    """

    template: str
    needed: int
    expected: int
    silent: str
    confidential: str
    support_chart: Figure | None
    support: tuple[RegionTable, ...]
    heat_map: Figure | None
    matrix: Table | None
    signs: str
    further_designations: tuple[str, ...]


def presidency_note(
    exercise: Exercise, tally: Tally, note: NoteContext, document: Document, partners: Iterable[str]
) -> PresidencyNote:
    """What the Presidency reads beyond the NOTE of a document; `partners` are those that the NOTE lists."""
    named = dict.fromkeys((*partners, *(row.country for row in tally.countries)))
    names, designations = printed_names(exercise, named, document.date)
    tally = tally._replace(countries=tuple(row._replace(name=names[row.country]) for row in tally.countries))
    shared = {field.name: getattr(note, field.name) for field in fields(note)} | {
        "annex": AnnexNumbers("I", "II", "III") if note.state_of_play else AnnexNumbers("", "I", "II")
    }
    return PresidencyNote(
        **shared,
        template=f"{document.written_with}{ENDING}",
        needed=tally.threshold.needed,
        expected=len(tally.expected),
        silent=listed(tally.silent),
        confidential=listed(tally.bilateral),
        support_chart=_support_chart(tally) if tally.countries else None,
        support=tuple(_support_tables(tally)),
        heat_map=_heat_map(tally) if tally.countries else None,
        matrix=_matrix(tally) if tally.countries else None,
        signs=listed([f"{sign} {stance.value.replace('-', ' ')}" for stance, sign in SIGNS.items()]),
        further_designations=designations[len(note.designations) :],
    )


def _regions(tally: Tally) -> Iterator[tuple[str, list[CountryRow]]]:
    """The countries that somebody names by region, in the tally's order."""
    for region in tally.regions:
        rows = [row for row in tally.countries if row.region == region.region]
        if rows:
            yield region.name, rows


def _support_chart(tally: Tally) -> Figure:
    regions = [
        RegionBars(name, tuple(Bar(row.name, row.support, priority=row.priority) for row in rows))
        for name, rows in _regions(tally)
    ]
    return support_chart(regions, tally.threshold.needed, len(tally.expected))


def _support_tables(tally: Tally) -> Iterator[RegionTable]:
    head = ("Partner", "Support", "To the line", "Who supports", "Other views")
    for name, rows in _regions(tally):
        cells = [
            (
                row.name,
                str(row.support),
                _margin(row, tally),
                " ".join(row.delegations[Stance.SUPPORT]),
                _others(row),
            )
            for row in rows
        ]
        yield RegionTable(name, table_of(head, cells, align=("left", "right", "right", "left", "left")))


def _margin(row: CountryRow, tally: Tally) -> str:
    """How many delegations a partner has above the line, or lacks, with its sign."""
    margin = row.support - tally.threshold.needed
    return f"{margin:+d}".replace("-", "\N{MINUS SIGN}") if margin else "0"


def _others(row: CountryRow) -> str:
    """Who named it without supporting it: can accept: AT; opposition: FR HU."""
    others = [(stance.value.replace("-", " "), row.delegations[stance]) for stance in list(Stance)[1:]]
    return "; ".join(f"{words}: {' '.join(codes)}" for words, codes in others if codes)


def _cells(tally: Tally, row: CountryRow) -> tuple[Stance | None, ...]:
    said = {code: stance for stance, codes in row.delegations.items() for code in codes}
    return tuple(said.get(code) for code in tally.expected)


def _heat_map(tally: Tally) -> Figure:
    rows = [
        HeatRow(row.name, name, tuple(stance.value if stance else "" for stance in _cells(tally, row)))
        for name, found in _regions(tally)
        for row in found
    ]
    return heat_map(tally.expected, rows, _LEGEND)


def _matrix(tally: Tally) -> Table:
    rows = [
        (row.name, *(SIGNS[stance] if stance else "" for stance in _cells(tally, row)))
        for _, found in _regions(tally)
        for row in found
    ]
    align: tuple[Align, ...] = ("left", *(_CENTER for _ in tally.expected))
    return table_of(("Partner", *tally.expected), rows, align=align)
