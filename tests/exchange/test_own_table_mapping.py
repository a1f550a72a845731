"""What the columns of a table hold: as people type it, and as header words and cells suggest it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from own_tables import EXERCISE, MEETING, mapped, only, read, sent, stances, table
from partnercli.exchange.grid import Cell, Grid
from partnercli.exchange.own_table import (
    ColumnMap,
    Field,
    NotMapped,
    in_words,
    may_be_reply,
    proposed_mapping,
    read_mapping,
    read_table,
)
from partnercli.exchange.own_table.header_words import fields_in
from partnercli.exchange.subjects import Subjects

GRID = table(
    "Title of the table\nNo. | Partenaires | Ce que nous disons | Autres remarques\n1 | Altamar | oui |"
)


@pytest.mark.parametrize(
    "typed",
    [
        "Country=2, Position=3",
        "country = 2;stance=3",
        "Country=B, Position=c",
        'Country="Partenaires", Position="Ce que nous disons"',
        "Country=„partenaires“, Position='CE QUE NOUS DISONS',",
    ],
)
def test_a_column_is_a_number_a_letter_or_the_words_above_it(typed: str) -> None:
    assert read_mapping(typed, GRID) == ColumnMap({Field.COUNTRY: 1, Field.POSITION: 2}, 1)


def test_what_a_mapping_says_in_words_is_read_back_as_it_was() -> None:
    whole = ColumnMap({field: number for number, field in enumerate(Field) if field.name not in CROSSED}, 0)
    wide = Grid("wide", (tuple(Cell("", str(field)) for field in Field),))
    assert read_mapping(in_words(whole), wide).columns == whole.columns


CROSSED = {"SUPPORT", "CAN_ACCEPT", "RESERVATION", "OPPOSITION"}
PLACES = st.permutations(range(len(Field)))
ALONE = [field for field in Field if field.name not in {"COUNTRY", "POSITION", "QUESTION", "REPLY"} | CROSSED]
STANCES = [Field.SUPPORT, Field.CAN_ACCEPT, Field.RESERVATION, Field.OPPOSITION]


@given(
    st.lists(st.sampled_from(ALONE), unique=True),
    st.just([Field.POSITION]) | st.lists(st.sampled_from(STANCES), unique=True),
    st.sampled_from([[], [Field.QUESTION, Field.REPLY]]),
    PLACES,
)
def test_a_mapping_in_words_is_the_same_mapping_typed(
    alone: list[Field], positions: list[Field], answers: list[Field], places: list[int]
) -> None:
    grid = Grid("wide", (tuple(Cell("", f"cell {column}") for column in range(len(Field))),))
    columns = zip([*alone, Field.COUNTRY, *positions, *answers], places, strict=False)
    mapping = ColumnMap(dict(columns))
    assert read_mapping(in_words(mapping), grid) == mapping


@pytest.mark.parametrize(
    ("typed", "problem", "hint"),
    [
        ("Contry=2", '"Contry" is nothing that a column can hold', "did you mean Country?"),
        ("Country=9", "there is no column 9", "the table has 4: the first is 1"),
        ("Country=0", "there is no column 0", "the table has 4: the first is 1"),
        ("Country=ZZ", "there is no column ZZ", "the table has 4: the first is 1"),
        ("Country=2nd", '"2nd" is no column', "write its number, a letter, or the words above it in quotes"),
        ("Country=", "the column of Country is missing", "write its number behind a sign: Country=2"),
        ("Country", "the column of Country is missing", "write its number behind a sign: Country=2"),
        ('Country="Partenaire"', 'no column is headed "Partenaire"', "did you mean Partenaires?"),
        ("Country=2, Country=3", "Country is given twice", "keep one of the two"),
        ("Position=3", "no column holds countries", "say which: Country=1"),
        ("", "no column holds countries", "say which: Country=1"),
        (
            "Call=2, Position=3",
            "no column holds the countries that the positions are on",
            "say which: Country=1",
        ),
        ("Question=2", "Question needs a column for Reply too", "say which: Reply=2"),
        ("Country=2, Reply=3", "Reply needs a column for Question too", "say which: Question=2"),
        ("Country=2, Position=2", "column 2 cannot be Country and Position", "give each a column of its own"),
        (
            "Country=2, Position=3, Support=4",
            "a position is either a word or a cross",
            "map Position, or the columns of crosses",
        ),
    ],
)
def test_a_mapping_that_cannot_be_is_explained(typed: str, problem: str, hint: str) -> None:
    with pytest.raises(NotMapped) as refused:
        read_mapping(typed, GRID)
    assert [(str(one), one.hint) for one in refused.value.problems] == [(problem, hint)]


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(NotMapped) as refused:
        read_mapping("Contry=2, Position=7, Comments=!", GRID)
    assert len(refused.value.problems) == 3


def test_one_column_may_name_countries_and_regions() -> None:
    assert read_mapping("Country=2, Region=2", GRID).columns == {Field.COUNTRY: 1, Field.REGION: 1}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Country", Field.COUNTRY),
        ("PARTNER COUNTRY (see annex)", Field.COUNTRY),
        ("Χώρα", Field.COUNTRY),
        ("Țara", Field.COUNTRY),
        ("Kraj", Field.COUNTRY),
        ("Name of the third country", Field.COUNTRY),
        ("Position of the delegation", Field.POSITION),
        ("Haltung", Field.POSITION),
        ("Avis", Field.POSITION),
        ("Priorité", Field.PRIORITY),
        ("Order of preference", Field.ORDER),
        ("Bedingungen", Field.CONDITIONS),
        ("Comments / remarks", Field.COMMENTS),
        ("Observations", Field.COMMENTS),
        ("Država članica", Field.DELEGATION),
        ("État membre", Field.DELEGATION),
    ],
)
def test_header_words_are_known_in_languages_of_the_union(header: str, field: Field) -> None:
    assert fields_in(header) == {field}


def test_why_a_column_is_taken_and_why_another_is_not_is_said() -> None:
    grid = table("Country | | Priority | Lead\nAltamar | yes | whenever | Anna\nCorvo | no | at once | Bert")
    found = proposed_mapping(grid, EXERCISE, Subjects(EXERCISE))
    assert found.mapping is not None
    assert in_words(found.mapping) == "Country=1, Position=2"
    assert found.reasons == (
        'by the words above: Country is column 1 ("Country")',
        "by what the cells hold: Position is column 2",
    )
    assert found.unclear == (
        'column 3 ("Priority") says Priority, and what its cells hold is something else',
        'column 4 ("Lead") is not read: nothing tells what it holds',
    )


@pytest.mark.parametrize(
    ("text", "taken", "unclear"),
    [
        (
            "Question | Country | Position\npace | Altamar | support",
            "Country=2, Position=3",
            'column 1 ("Question"): questions need a column of replies, and replies one of questions',
        ),
        (
            "Country | Position | Support\nAltamar | support | x\nCorvo | against |",
            "Country=1, Position=2",
            'column 3 ("Support"): positions are told by another column already',
        ),
        (
            "Country | Position | Support\nAltamar | long text | x\nCorvo | other |",
            "Country=1, Support=3",
            'column 2 ("Position"): positions are told by another column already',
        ),
        (
            "Question | Reply | Comments | Priority\npace | agree | ok | high",
            "Comments=3, Question=1, Reply=2",
            'column 4 ("Priority"): no column says of which country',
        ),
    ],
)
def test_columns_that_do_not_go_together_are_not_taken_together(text: str, taken: str, unclear: str) -> None:
    found = proposed_mapping(table(text), EXERCISE, Subjects(EXERCISE))
    assert found.mapping is not None
    assert (in_words(found.mapping), found.unclear) == (taken, (unclear,))


def test_a_table_about_nothing_known_has_no_mapping() -> None:
    found = proposed_mapping(table("Item | Price\nApples | 3\nPears | 4"), EXERCISE, Subjects(EXERCISE))
    assert found.mapping is None
    assert found.unclear[0] == "no column seems to hold countries or guiding questions"


def test_of_two_columns_of_countries_the_one_that_names_partners_is_taken() -> None:
    grid = table("Country | Partner | Position\nMarland | Altamar | yes\nNorrey | Corvo | no")
    assert in_words(mapped(grid)) == "Country=2, Position=3, Delegation=1"


@pytest.mark.parametrize("header", ["Position", "Position and comments", "What is your position?"])
def test_a_position_in_words_that_are_not_known_is_never_dropped(header: str) -> None:
    grid = table(f"Country | {header}\nAltamar | we like it\nCorvo | we like it less")
    assert in_words(mapped(grid)) == "Country=1, Position=2"


def test_without_positions_the_proposal_says_that_all_count_as_supported() -> None:
    found = proposed_mapping(table("Country\nAltamar"), EXERCISE, Subjects(EXERCISE))
    assert (
        found.reasons[-1] == "no column holds positions: every country and region named is read as supported"
    )


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (
            "Country | Comments\nAltamar | we are against this",
            'column 2 ("Comments") may say what the position is',
        ),
        ("Country | Conditions\nAltamar | only if", 'column 2 ("Conditions") may say what the position is'),
        ("Country | Line\nAltamar | hm", 'column 2 ("Line") is not read: nothing tells what it holds'),
        (
            "Country | Position in 2030 | Position now\nAltamar | yes | no\nCorvo | no | yes",
            'column 2 ("Position in 2030") and column 3 ("Position now") may each hold them',
        ),
        (
            "Countries supported | Countries opposed\nAltamar | Corvo\n | Tarn",
            'column 1 ("Countries supported"): column 2 ("Countries opposed") is rather Country',
        ),
        (
            "Country | Any objections?\nAltamar | yes\nCorvo | no",
            'column 2 ("Any objections?") is not read: nothing tells what it holds',
        ),
    ],
)
def test_a_table_that_may_tell_positions_is_never_taken_for_a_bare_list(text: str, doubt: str) -> None:
    found = proposed_mapping(table(text), EXERCISE, Subjects(EXERCISE))
    assert (found.mapping, found.unclear) == (None, ("it cannot be told where positions stand", doubt))


def test_a_table_that_names_a_country_anywhere_may_be_a_reply() -> None:
    assert may_be_reply(table("Our line on\nAltamar | hm"), EXERCISE, Subjects(EXERCISE))
    assert may_be_reply(table(ANSWERED), EXERCISE, Subjects(EXERCISE))
    assert not may_be_reply(
        table("Marland\nMinistry of the Interior | 4 March"), EXERCISE, Subjects(EXERCISE)
    )


ANSWERED = "Question | Reply\n1 | agree"


@pytest.mark.parametrize("header", ["No.", "No", "#", "Nr"])
def test_row_numbers_are_no_order_and_no_opposition(header: str) -> None:
    grid = table(f"{header} | Country | Position\n1 | Altamar | yes\n2 | Corvo | yes")
    assert in_words(mapped(grid)) == "Country=2, Position=3"
    assert proposed_mapping(grid, EXERCISE, Subjects(EXERCISE)).unclear == ()


def test_below_no_anything_but_numbers_is_not_passed_over_without_a_word() -> None:
    grid = table("No | Country | Position\n1 | Altamar | yes\nnever | Corvo | yes")
    assert proposed_mapping(grid, EXERCISE, Subjects(EXERCISE)).unclear != ()


def test_a_header_of_one_word_is_not_sought_in_a_sentence_below() -> None:
    grid = table("Altamar | support\nCorvo | reservation\nTarn | no conditions, no comments")
    assert mapped(grid).header is None


HEADERS = {
    Field.COUNTRY: ["Country", "Partner country", "Pays tiers", "Land", "País", "Χώρα"],
    Field.POSITION: ["Position", "Stance", "Haltung", "Avis", "Stanowisko"],
    Field.PRIORITY: ["Priority", "Priorité", "Priorität"],
    Field.ORDER: ["Rank", "Order of preference", "Rangfolge"],
    Field.CONDITIONS: ["Conditions", "Bedingungen", "Voorwaarden"],
    Field.COMMENTS: ["Comments", "Remarks", "Observations", "Uwagi"],
}
SAID = {
    "support": ["Support", "supports", "in favour", "soutien", "unterstützt", "yes"],
    "can-accept": ["can accept", "can-accept", "flexible", "peut accepter"],
    "reservation": ["Reservation", "scrutiny reservation", "réserve d'examen", "Vorbehalt"],
    "opposition": ["opposition", "against", "s'oppose", "lehnt ab", "no"],
}
texts = (
    st.text("abcdeäßéłșž αβγ бвг .'!?", min_size=1, max_size=30)
    .map(str.strip)
    .filter(lambda text: bool(text.strip(".'!? ")))
)
preferences = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(sorted(SAID)),
        "priority": st.none() | st.sampled_from(["high", "medium", "low"]),
        "rank": st.none() | st.integers(1, 99),
        "conditions": st.none() | texts,
        "note": st.none() | texts,
    }
)
subjects = st.sampled_from([*(("country", key) for key in EXERCISE.countries), ("region", "far-isles")])


@given(said=st.dictionaries(subjects, preferences, min_size=1), chance=st.randoms(use_true_random=False))
def test_positions_written_as_a_table_in_any_order_of_columns_read_back_as_they_were(
    said: dict[tuple[str, str], dict[str, object]], chance: random.Random
) -> None:
    fields = [*HEADERS]
    chance.shuffle(fields)
    names = {**{key: one.name for key, one in EXERCISE.countries.items()}, "far-isles": "Far Isles"}
    rows = [[chance.choice(HEADERS[field]) for field in fields]]
    for (_, key), preference in said.items():
        cells = {
            Field.COUNTRY: names[key],
            Field.POSITION: chance.choice(SAID[str(preference["stance"])]),
            Field.PRIORITY: preference["priority"],
            Field.ORDER: preference["rank"],
            Field.CONDITIONS: preference["conditions"],
            Field.COMMENTS: preference["note"],
        }
        rows.append([str(cells[field] or "") for field in fields])
    grid = Grid(
        "Reply",
        tuple(tuple(Cell(f"{r},{c}", text) for c, text in enumerate(row)) for r, row in enumerate(rows)),
    )
    mapping = mapped(grid)
    assert mapping == ColumnMap({field: fields.index(field) for field in Field if field in fields}, 0)
    found = read_table(sent(grid), grid, mapping, EXERCISE, Subjects(EXERCISE), None, MEETING)
    assert found.remarks == ()
    meant = {key: {field: value for field, value in told.items() if value} for key, told in said.items()}
    assert {entry.subject: entry.says for entry in only(found).entries} == meant


@given(
    st.lists(
        st.lists(
            st.text(max_size=12) | st.sampled_from(["Country", "Altamar", "x", "Support", "=1", "QM"]),
            max_size=5,
        ),
        max_size=8,
    )
)
def test_no_table_whatever_breaks_the_reading(rows: list[list[str]]) -> None:
    grid = Grid(
        "any",
        tuple(tuple(Cell(f"{r},{c}", text) for c, text in enumerate(row)) for r, row in enumerate(rows)),
    )
    mapping = proposed_mapping(grid, EXERCISE, Subjects(EXERCISE)).mapping or ColumnMap(
        {Field.COUNTRY: 0, Field.POSITION: 1}
    )
    found = read_table(sent(grid), grid, mapping, EXERCISE, Subjects(EXERCISE))
    assert found.replies or found.remarks


def test_a_mapping_by_the_words_of_a_header_reads_what_stands_below_it() -> None:
    text = "Our list | of friends\nAltamar | close\nCorvo | distant"
    assert len(only(read(text, 'Country="Our list", Comments="of friends"')).entries) == 2


def test_the_second_row_of_a_header_whose_first_was_named_is_no_row_of_the_table() -> None:
    text = "Country | Position | | Remarks\n| Support | Reservation |\nAltamar | x | | near\nCorvo | | x |"
    found = read(text, "Country='Country', Support=2, Reservation=3, Comments='Remarks'")
    assert stances(found) == {"altamar": "support", "corvo": "reservation"}
    assert found.remarks == ()
