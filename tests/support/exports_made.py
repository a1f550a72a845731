"""Exports made up for the tests of their files: one of every kind of cell and hostile words, and any at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from partnercli.documents.audience import Audience
from partnercli.exchange.tables import Column, Export, Reference, Table, Type, Value
from partnercli.records.marking import Marking

HOSTILE = (
    "=1+1",
    "+49 30",
    "-2",
    "@SUM(A1)",
    "\tindented",
    "＝１＋１",
    "'quoted",
    'she said "yes", twice',
    "two\nlines",
    " spaces ",
    "true",
    "007",
    "2021-05-25",
    "1e3",
    "#N/A",
    "_x0041_ is no A",
    "NULL",
    "'; DROP TABLE people; --",
    "{{ 7*7 }} [link=file:///etc/passwd] <b>&amp;</b>",
    "مرحبا بالعالم",
    "e\N{COMBINING ACUTE ACCENT} Ελλάδα България Türkiye 🇪🇺",
)
"""Texts that some program takes for something else."""

REGIONS = Table(
    "regions",
    "A region of partner countries.",
    (
        Column("region", Type.TEXT, "The region's id.", required=True),
        Column("name", Type.TEXT, "What it is called.", required=True),
    ),
    ("region",),
    (("sahel", "Sahel"), ("maghreb", "Maghreb & *others*")),
)
PEOPLE = Table(
    "people",
    "A made row of every kind of cell.",
    (
        Column("region", Type.TEXT, "Where it belongs.", required=True),
        Column("place", Type.WHOLE, "Its place, from 1.", required=True),
        Column("words", Type.TEXT, "What it says."),
        Column("share", Type.SHARE, "A share of all."),
        Column("sum", Type.NUMBER, "A number in full."),
        Column("day", Type.DAY, "When."),
        Column("sure", Type.YES_NO, "Whether it is sure."),
        Column("next_region", Type.TEXT, "Where the row after it belongs."),
        Column("next_place", Type.WHOLE, "The place of that row."),
    ),
    ("region", "place"),
    (
        ("sahel", 1, "plain", Fraction(2, 3), Decimal("0.10"), date(2021, 5, 25), True, "sahel", 2),
        (
            "sahel",
            2,
            None,
            Fraction(1),
            Decimal("12345678901234567890.5"),
            date(1850, 1, 1),
            False,
            None,
            None,
        ),
        ("maghreb", 1, None, None, None, None, None, None, None),
        ("maghreb", 2**70, None, Fraction(0), Decimal(3), None, None, None, None),
        *(("maghreb", at, words, None, None, None, None, None, None) for at, words in enumerate(HOSTILE, 10)),
    ),
    (Reference(("region",), "regions"), Reference(("next_region", "next_place"), "people")),
)
UNUSED = Table(
    "unused",
    "Something of which there is none.",
    (Column("thing", Type.TEXT, "Its id.", required=True),),
    ("thing",),
    (),
)
MADE = Export(
    audience=Audience.PRESIDENCY,
    marking=Marking.LIMITE,
    illustrative=True,
    title="Partnerships & <others>",
    meeting="2031-03-04-working-group",
    on=date(2031, 3, 25),
    tables=(REGIONS, PEOPLE, UNUSED),
    revision="main",
    reading=("One of two heard.", "The line is 1."),
)
PUBLIC = Export(
    audience=Audience.PUBLIC,
    marking=Marking.PUBLIC,
    illustrative=False,
    title="Partnerships",
    meeting=None,
    on=date(2031, 3, 25),
    tables=(REGIONS,),
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(HOSTILE)
_MEANS = st.sampled_from(HOSTILE)
_VALUES: dict[Type, st.SearchStrategy[Value]] = {
    Type.TEXT: TEXTS,
    Type.WHOLE: st.integers() | st.integers(-5, 200),
    Type.SHARE: st.fractions(0, 1),
    Type.NUMBER: st.decimals(allow_nan=False, allow_infinity=False, max_value=10**30, min_value=-(10**30)),
    Type.DAY: st.dates(),
    Type.YES_NO: st.booleans(),
}


@st.composite
def exports(draw: st.DrawFn) -> Export:
    """Any export: tables that refer to the ones before them, and to themselves."""
    tables: list[Table] = []
    for number in range(draw(st.integers(0, 3))):
        kinds = draw(st.lists(st.sampled_from(Type), max_size=4))
        targets = draw(st.lists(st.sampled_from([*tables, None]), max_size=2))
        keys = draw(st.lists(TEXTS, unique=True, max_size=4))
        columns = (
            Column("key", Type.TEXT, "Its key.", required=True),
            *(Column(f"c{at}", kind, draw(_MEANS)) for at, kind in enumerate(kinds)),
            *(Column(f"r{at}", Type.TEXT, "What it refers to.") for at in range(len(targets))),
        )
        there = [keys if target is None else [str(row[0]) for row in target.rows] for target in targets]
        rows = tuple(
            (
                key,
                *(draw(st.none() | _VALUES[kind]) for kind in kinds),
                *(draw(st.sampled_from([None, *known])) for known in there),
            )
            for key in keys
        )
        references = tuple(
            Reference((f"r{at}",), target.name if target else f"t_{number}")
            for at, target in enumerate(targets)
        )
        tables.append(Table(f"t_{number}", draw(_MEANS), columns, ("key",), rows, references))
    return Export(
        audience=draw(st.sampled_from(Audience)),
        marking=draw(st.sampled_from(Marking)),
        illustrative=draw(st.booleans()),
        title=draw(TEXTS),
        meeting=draw(st.none() | TEXTS),
        on=date(2031, 3, 25),
        tables=tuple(tables),
    )
