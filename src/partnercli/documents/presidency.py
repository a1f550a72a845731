"""What the Presidency alone reads: the same NOTE, with who said what in its annexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from partnercli.documents.blocks import Align, Figure, Table, table_of
from partnercli.documents.chart_heat_map import HeatRow, heat_map
from partnercli.documents.chart_support import Bar, RegionBars, support_chart
from partnercli.documents.drift import LookBack, Moves, moves
from partnercli.documents.note import AnnexNumbers, NoteContext, RegionTable, annexes_of
from partnercli.documents.paper_words import MATRIX_HEAD, SUPPORT_HEAD
from partnercli.documents.partners import printed_names
from partnercli.documents.templates import ENDING
from partnercli.documents.words import STANCE_SIGNS, listed, signed, spelt
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.diff import diff
from partnercli.tally.result import CountryRow, Tally
from partnercli.tally.robustness import Robustness

_CENTER: Align = "center"
_LEGEND = tuple((stance.value, spelt(stance)) for stance in Stance)


@dataclass(frozen=True, slots=True)
class PresidencyNote(NoteContext):
    """All that the Presidency's own template sees: what the NOTE's sees, and who said what.

    `template` is the NOTE's own template. `needed` is the number of delegations of the line, out of `expected`.
    `silent` are the delegations that gave no position, `confidential` those that spoke in confidence: their
    names are for nobody else. `moves` is who moved since the previous document, and how firm each partner is; None
    where the NOTE does not look back. `further_designations` are footnotes of names that the NOTE itself does not have.
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
    moves: Moves | None
    further_designations: tuple[str, ...]


def presidency_note(
    exercise: Exercise,
    firm: Robustness,
    note: NoteContext,
    document: Document,
    partners: Sequence[str],
    look: LookBack | None,
) -> PresidencyNote:
    """What the Presidency reads beyond the NOTE of a document; `partners` are those that the NOTE lists."""
    tally = firm.tally
    changed = diff(look.before, tally, exercise) if look and look.before else None
    counted = [row.country for row in tally.countries]
    counted += [row.country for row in changed.countries] if changed else []
    named = dict.fromkeys((*partners, *(look.lists.out if look else ()), *counted))
    names, designations = printed_names(exercise, named, document.date)
    tally = tally._replace(countries=tuple(row._replace(name=names[row.country]) for row in tally.countries))
    annexes = (
        *annexes_of(note.state_of_play, note.drift),
        "support",
        "matrix",
        *(("moves",) if look else ()),
    )
    shared = {field.name: getattr(note, field.name) for field in fields(note)} | {
        "annex": AnnexNumbers.of(*annexes)
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
        signs=listed([f"{sign} {spelt(stance)}" for stance, sign in STANCE_SIGNS.items()]),
        moves=moves(changed, firm, partners, names) if look else None,
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
    for name, rows in _regions(tally):
        cells = [
            (
                row.name,
                str(row.support),
                signed(row.support - tally.threshold.needed),
                " ".join(row.delegations[Stance.SUPPORT]),
                _others(row),
            )
            for row in rows
        ]
        yield RegionTable(
            name, table_of(SUPPORT_HEAD, cells, align=("left", "right", "right", "left", "left"))
        )


def _others(row: CountryRow) -> str:
    """Who named it without supporting it: can accept: AT; opposition: FR HU."""
    others = [(spelt(stance), row.delegations[stance]) for stance in list(Stance)[1:]]
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
        (row.name, *(STANCE_SIGNS[stance] if stance else "" for stance in _cells(tally, row)))
        for _, found in _regions(tally)
        for row in found
    ]
    align: tuple[Align, ...] = ("left", *(_CENTER for _ in tally.expected))
    return table_of((MATRIX_HEAD, *tally.expected), rows, align=align)
