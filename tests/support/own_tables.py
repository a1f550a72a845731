"""A small invented world, and tables as delegations send them, written with bars between the cells."""

from __future__ import annotations

from partnercli.exchange.grid import Cell, Grid, Sent
from partnercli.exchange.own_table import ColumnMap, proposed_mapping, read_mapping, read_table
from partnercli.exchange.reply import Read, Reply
from partnercli.exchange.subjects import Subjects
from partnercli.records.country import Country
from partnercli.records.delegations import DelegationList
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.records.regions import RegionList

SOURCES = [{"title": "Made up"}]
MEETING = "2031-03-04-working-group"
HEAD = "Country | Position | Priority | Order | Conditions | Comments\n"
ALL_SIX = "Country=1, Position=2, Priority=3, Order=4, Conditions=5, Comments=6"


def _country(name: str, region: str, *aliases: str, **more: str) -> Country:
    values = {"name": name, "region": region, "aliases": list(aliases), "sources": SOURCES, **more}
    return Country.model_validate(values)


def _meeting(*questions: tuple[str, str]) -> Meeting:
    asked = [{"id": key, "text": text} for key, text in questions]
    values = {"forum": "Working Group", "date": "2031-03-04", "questions": asked, "sources": SOURCES}
    return Meeting.model_validate(values)


EXERCISE = Exercise(
    region_list=RegionList.model_validate(
        {
            "regions": [
                {"id": "northern-shore", "name": "Northern Shore"},
                {"id": "inner-plain", "name": "Inner Plain"},
                {"id": "far-isles", "name": "Far Isles"},
            ],
            "sources": SOURCES,
        }
    ),
    delegation_list=DelegationList.model_validate(
        {
            "delegations": [
                {"code": code, "name": name, "aliases": aliases, "accession": "1958-01-01"}
                for code, name, aliases in (
                    ("QM", "Marland", ["Märland"]),
                    ("QN", "Norrey", []),
                    ("QO", "Ostia", []),
                    ("QT", "Upper Tolland", []),
                )
            ],
            "sources": SOURCES,
        }
    ),
    countries={
        "altamar": _country("Altamar", "northern-shore", "Haute-Mer", iso2="XA"),
        "belmonte": _country("Belmonte", "northern-shore"),
        "corvo": _country("Corvo", "inner-plain", "Raven Land", "The Plain", iso2="XC"),
        "dravina": _country("Dravina", "inner-plain", "The Plain"),
        "sable-and-quill": _country("Sable and Quill", "inner-plain"),
        "insula-d-ocre": _country("Ínsula d'Ocre", "far-isles", "Œcre"),
        "tarn": _country("Tarn", "far-isles", official_name="United Republic of Tarn"),
    },
    meetings={
        "2031-01-20-ministers": _meeting(("lists", "Should the list be shorter?")),
        MEETING: _meeting(
            ("way-forward", "Do delegations agree to the way forward?"), ("pace", "Is the pace right?")
        ),
    },
)
"""Three regions, four delegations, two meetings with questions; two countries share the alias The Plain."""


def table(text: str, name: str = "table 1") -> Grid:
    r"""A table of a Word document: a line a row, bars between its cells, `\\n` for a line end in a cell."""
    rows = [line.split("|") for line in text.strip("\n").split("\n")]
    return Grid(
        name,
        tuple(
            tuple(
                Cell(f"row {row}, column {column}", cell.strip().replace("\\n", "\n"))
                for column, cell in enumerate(cells, 1)
            )
            for row, cells in enumerate(rows, 1)
        ),
    )


def sent(grid: Grid, file: str = "qm.docx") -> Sent:
    """A file that holds one table."""
    return Sent(file, "0" * 64, (grid,))


def read(text: str, mapping: str | None = None, file: str = "qm.docx", delegation: str | None = None) -> Read:
    """What a table says, under the mapping typed or the one that suggests itself."""
    grid = table(text)
    return read_table(
        sent(grid, file), grid, mapped(grid, mapping), EXERCISE, Subjects(EXERCISE), delegation, MEETING
    )


def mapped(grid: Grid, typed: str | None = None) -> ColumnMap:
    """The mapping typed, or the one that suggests itself."""
    found = (
        read_mapping(typed, grid) if typed else proposed_mapping(grid, EXERCISE, Subjects(EXERCISE)).mapping
    )
    assert found is not None
    return found


def only(found: Read) -> Reply:
    """The only reply of a file."""
    (reply,) = found.replies
    return reply


def stances(found: Read) -> dict[str, str]:
    """What the only reply of a file says of each country or region, as words: support, reservation: conditions."""
    return {
        entry.subject[1]: ": ".join(
            str(entry.says[key]) for key in ("stance", "conditions") if entry.says.get(key)
        )
        for entry in only(found).entries
    }


def told(found: Read) -> list[tuple[str, str, str]]:
    """The remarks of a file: weight, address, message."""
    return [(str(remark.weight), remark.address, remark.message) for remark in found.remarks]


def errors(text: str, **more: str) -> list[tuple[str, str]]:
    """The errors of a table: address and message."""
    return [(address, message) for weight, address, message in told(read(text, **more)) if weight == "error"]
