"""What is wrong with the rows of a table is said at its cell, with what to do; what is not said is never made up."""

from __future__ import annotations

import time

import pytest

from own_tables import ALL_SIX, HEAD, errors, only, read, stances, told


@pytest.mark.parametrize(
    ("row", "address", "message", "hint"),
    [
        (
            "Altamir | support",
            "row 2, column 1",
            'there is no country or region "Altamir"',
            "did you mean Altamar?",
        ),
        (
            "The Plain | support",
            "row 2, column 1",
            '"The Plain" may be Corvo, Dravina',
            "write the full name",
        ),
        (
            "Altamar, Corv | support",
            "row 2, column 1",
            'there is no country or region "Corv"',
            "did you mean Corvo?",
        ),
        (
            "Altamar | suport",
            "row 2, column 2",
            '"suport" is not understood as a position',
            "did you mean Support?",
        ),
        (
            "Altamar | under study",
            "row 2, column 2",
            '"under study" is not understood as a position',
            "write one of: Support, Can accept, Reservation, Opposition",
        ),
        (
            "Altamar | support | urgent",
            "row 2, column 3",
            '"urgent" is not understood as a priority',
            "write one of: High, Medium, Low",
        ),
        (
            "Altamar | support | | first",
            "row 2, column 4",
            '"first" is no place in an order',
            "write 1 for the first, or leave the column out of --map",
        ),
        (
            "Altamar | support | | | if\u202ereversed",
            "row 2, column 5",
            "the text holds U+202E (right-to-left override)",
            "leave that character out",
        ),
        (
            "Altamar | support | | | | " + "x" * 2001,
            "row 2, column 6",
            "the text has 2,001 characters, and 2,000 at most are taken over",
            "shorten it",
        ),
        (
            "Altamar | | | | | important",
            "row 2, column 1",
            'something is said of "Altamar", and no position is given',
            "give the position, or empty the row",
        ),
        ("| support", "row 2, column 2", "this row names no country", "name one, or empty the row"),
        (
            "Total | support",
            "row 2, column 1",
            'there is no country or region "Total"',
            "see those there are: partner country list; record another: partner country new NAME",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_its_row_left_out(
    row: str, address: str, message: str, hint: str
) -> None:
    found = read(HEAD + row + "\nBelmonte | support", ALL_SIX)
    assert [entry.subject for entry in only(found).entries] == [("country", "belmonte")]
    assert ("error", address, message) in told(found)
    assert hint in [remark.hint for remark in found.remarks]


def test_all_faults_of_a_table_are_said_at_once() -> None:
    text = HEAD + "Altamir | suport | urgent\nCorvo | maybe | dear | last"
    assert [address for address, _ in errors(text, mapping=ALL_SIX)] == [
        "row 2, column 1",
        "row 2, column 2",
        "row 2, column 3",
        "row 3, column 2",
        "row 3, column 3",
        "row 3, column 4",
    ]


def test_a_country_named_twice_with_other_words_is_an_error_that_names_both_cells() -> None:
    text = HEAD + "Altamar | support\nCorvo | support\nHaute-Mer | opposition\nCorvo | supports"
    assert errors(text) == [
        ("row 4, column 1", "Altamar is named twice, in two ways: here and at row 2, column 1")
    ]


def test_so_is_a_region_named_and_a_question_answered_twice_in_two_ways() -> None:
    regions = "Country | Position\nFar Isles | support\nFar Isles | against"
    message = "Far Isles is named twice, in two ways: here and at row 2, column 1"
    assert errors(regions) == [("row 3, column 1", message)]
    answers = "Question | Reply\npace | agree\npace | agree\npace | disagree"
    message = "the question pace is answered twice, in two ways: here and at row 2, column 1"
    assert errors(answers) == [("row 4, column 1", message)]


def test_an_empty_cell_of_a_position_takes_none() -> None:
    found = read(HEAD + "Altamar | support\nCorvo |\nTarn | –")
    assert stances(found) == {"altamar": "support"}
    assert told(found) == [
        ("warning", "row 3, column 1", 'this row says nothing of "Corvo"'),
        ("warning", "row 4, column 1", 'this row says nothing of "Tarn"'),
    ]


def test_without_a_column_of_positions_all_who_are_named_are_supported_and_that_is_said() -> None:
    found = read("Country | Remarks\nAltamar | near\nFar Isles | far", "Country=1, Comments=2")
    assert stances(found) == {"altamar": "support", "far-isles": "support"}
    warning = "no column holds positions: every country and region named is read as supported"
    assert told(found) == [("warning", "table 1", warning)]


def test_words_behind_a_position_are_its_condition_and_a_warning_says_so() -> None:
    found = read(HEAD + "Altamar | Support, if readmission is addressed | | | and not before May")
    (entry,) = only(found).entries
    assert entry.says["conditions"] == "if readmission is addressed; and not before May"
    assert [place for weight, place, _ in told(found)] == ["row 2, column 2"]


@pytest.mark.parametrize(
    "words", ["Support, with scrutiny reservation", "yes; no", "soutien, mais réserve d'examen"]
)
def test_two_positions_in_one_cell_are_none(words: str) -> None:
    assert errors(HEAD + f"Altamar | {words}")[0][0] == "row 2, column 2"


def test_an_empty_cell_says_nothing_and_what_is_said_has_its_address() -> None:
    (entry,) = only(read(HEAD + "Altamar | support | | 2.")).entries
    assert entry.says == {"stance": "support", "rank": 2}
    assert entry.at == "row 2, column 1"
    assert entry.cells == {"stance": "row 2, column 2", "rank": "row 2, column 4"}
    assert entry.touched


def test_a_row_of_totals_is_one_error() -> None:
    assert errors(HEAD + "Altamar | support\nTotal | | | 1") == [
        ("row 3, column 1", 'there is no country or region "Total"')
    ]


def test_of_two_crosses_in_a_row_none_counts() -> None:
    text = (
        "Country | Support | Opposition\nAltamar | x | x\nCorvo | | ☒\nTarn | x | ☐\nBelmonte | x | perhaps"
    )
    assert errors(text) == [
        (
            "row 2, column 2",
            "there is more than one cross: under Support (row 2, column 2) and Opposition (row 2, column 3)",
        ),
        ("row 5, column 3", '"perhaps" is no cross'),
    ]
    assert stances(read(text)) == {"corvo": "opposition", "tarn": "support"}


def test_a_position_among_the_comments_of_a_bare_list_is_not_read_as_support() -> None:
    found = read("Country | Remarks\nAltamar | near\nCorvo | opposed, too early", "Country=1, Comments=2")
    assert stances(found) == {"altamar": "support"}
    message = '"opposed, too early" is a position, and its column is not read as positions'
    assert ("error", "row 3, column 2", message) in told(found)
    forgotten = read("Country | Position\nAltamar | yes\nCorvo | opposed, too early", "Country=1")
    assert ("error", "row 3, column 2", message) in told(forgotten)


def test_a_cross_beside_ticks_and_a_no_among_crosses_are_asked_about() -> None:
    mixed = "Country | Support\nAltamar | ✓\nCorvo | ✗\nTarn | ✓"
    assert errors(mixed) == [
        ("row 3, column 2", '"✗" may mean no: elsewhere in this column a tick means yes'),
    ]
    boxes = read("Country | Support\nAltamar | TRUE\nCorvo | FALSE")
    assert stances(boxes) == {"altamar": "support"}
    assert ("warning", "row 3, column 1", 'this row says nothing of "Corvo"') in told(boxes)
    assert stances(read("Country | Support\nCorvo | ✗")) == {"corvo": "support"}
    assert errors("Country | Support\nAltamar | yes\nCorvo | no") == [
        ("row 3, column 2", '"no" under Support leaves open what the position is'),
    ]
    both = "Country | Support | Opposition\nAltamar | yes | no\nCorvo | no | yes"
    assert stances(read(both)) == {"altamar": "support", "corvo": "opposition"}


@pytest.mark.parametrize("name", ["Altamar (opposed)", "Altamar (not now)", "Far Isles (except Tarn)"])
def test_what_stands_in_brackets_behind_a_name_is_never_dropped(name: str) -> None:
    ((address, message),) = errors(f"Country\n{name}\nCorvo")
    assert address == "row 2, column 1"
    assert message.endswith(f'behind a name is not understood: "{name}"')


@pytest.mark.parametrize(
    "name", ["Altamar (Haute-Mer)", "Altamar (XA)", "Altamar (Northern Shore)", "2) Altamar (1)", "Altamar1"]
)
def test_another_name_the_region_or_a_number_in_brackets_changes_nothing(name: str) -> None:
    assert stances(read(f"Country\n{name}")) == {"altamar": "support"}


def test_a_condition_that_is_too_long_only_with_what_stands_behind_the_position_is_named() -> None:
    row = f"Altamar | reservation, {'x' * 1500} | | | {'y' * 1500}\nCorvo | support"
    assert ("row 2, column 2", "the text has 3,002 characters, and 2,000 at most are taken over") in errors(
        HEAD + row, mapping=ALL_SIX
    )


def test_a_table_that_says_nothing_is_no_reply() -> None:
    assert errors(HEAD + "Altamar |") == [("table 1", "no row of this table says a position")]


def test_calls_are_kept_as_themes() -> None:
    found = read(
        "Country | Position | Asks for\nAltamar | yes | Road maps, timelines\nCorvo | yes | road maps; Χάρτες"
    )
    assert [call.theme for call in only(found).calls] == ["road-maps", "timelines"]
    assert [remark[1:] for remark in told(found)] == [
        ("row 3, column 3", '"Χάρτες" cannot be kept as a theme')
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Question 9 | agree", 'there is no question "Question 9"'),
        ("pace | perhaps", '"perhaps" is not understood as a reply'),
        ("pace | | too fast", "there is a comment on this question, and no reply"),
        ("| agree", "there is a reply and no question in this row"),
        ("pace | agree\u202e", "the text holds U+202E (right-to-left override)"),
    ],
)
def test_a_reply_that_cannot_be_read_is_named(row: str, message: str) -> None:
    assert errors("Question | Reply | Comments\nway-forward | agree\n" + row)[0][1] == message


def test_what_stands_behind_a_reply_is_its_comment_and_a_question_without_a_reply_says_nothing() -> None:
    found = read("Question | Reply | Comments\nway-forward | agree, but soon | and well\npace | |")
    (answer,) = only(found).answers
    assert answer.answer == {"question": "way-forward", "reply": "agree", "comment": "but soon; and well"}
    assert told(found) == [
        ("warning", "row 2, column 2", 'what stands behind the reply is read as a comment: "but soon"'),
        ("warning", "row 3, column 1", "this row gives no reply to pace"),
    ]


def test_whether_a_row_is_illustrative_is_never_guessed() -> None:
    head = "Country | Position | Illustrative\n"
    assert only(read(f"{head}Altamar | support | true\nCorvo | support |")).illustrative
    assert not only(read(f"{head}Altamar | support | false\nCorvo | support |")).illustrative
    assert errors(f"{head}Altamar | support | perhaps\nCorvo | support | false") == [
        ("row 2, column 3", '"perhaps" is neither true nor false')
    ]


def test_a_meeting_that_is_not_on_record_is_an_error() -> None:
    assert errors("Meeting | Country\n2031 | Altamar") == [("row 2, column 1", 'there is no meeting "2031"')]


def test_a_table_of_nothing_but_faults_ends_before_it_tires_anybody() -> None:
    found = read(HEAD + "\n".join(f"Nowhere {n} | support" for n in range(1000)))
    assert len(found.remarks) < 210
    assert "the rows below this one are not looked at" in found.remarks[-1].message


@pytest.mark.parametrize(
    "header",
    [
        "Country | Position",
        "Region | Position",
        "Delegation | Country",
        "Question | Reply",
        "Country | Support",
    ],
)
@pytest.mark.parametrize(
    "cell", ["QM" + " " * 30_000 + "x", "yes, " + " " * 1_900 + "x", "(" * 30_000, "Altamar," * 4_000]
)
def test_no_cell_whatever_its_length_tires_the_reader(header: str, cell: str) -> None:
    begun = time.process_time()
    assert read(f"{header}\n{cell} | {cell}\nAltamar | {cell}").remarks
    assert time.process_time() - begun < 1
