"""Tables as delegations write them: each is mapped by itself, and read as it is meant."""

from __future__ import annotations

import pytest

from own_tables import EXERCISE, mapped, only, read, stances, table, told
from partnercli.exchange.own_table import in_words, proposed_mapping
from partnercli.exchange.subjects import Subjects

PLAIN = """
Partner country | Position | Priority | Conditions | Comments
Altamar | Support | High | | close neighbour
Corvo | Can accept | | a road map |
Tarn | Opposition | low | |
"""
NUMBERED = """
Position of Marland on partner countries | | |
to the note of 4 March | | |
No. | Country | Our stance | Remarks
1. | 1. Altamar* | in favour | first of all
2. | (2) Belmonte¹ | No objection |
3. | c) Tarn [3] | Scrutiny reservation |
| * This name is without prejudice to positions on status. | |
"""
FRENCH = """
Pays tiers | Avis de la délégation | Observations
Haute-Mer | soutien |
Corvo | favorable, sous réserve d'un calendrier | voir la note
Œcre | réserve d'examen |
Tarn | s'oppose |
"""
GERMAN = """
Drittstaat | Haltung | Anmerkungen
Altamar | Unterstützung |
Corvo | kann akzeptieren |
Tarn | Prüfungsvorbehalt |
Dravina | Ablehnung | vorerst
"""
CROSSES = """
Country | Position | | | | Remarks
| Support | Can accept | Reservation | Opposition |
Northern Shore | | | | |
Altamar | x | | | |
Belmonte | | X | | |
Inner Plain | | | | |
Corvo | | | ✓ | | until the elections
Dravina | ☐ | ☐ | ☐ | ☒ |
"""
BARE_LIST = """
Our priorities
Altamar
Far Isles
Inner Plain
Corvo
"""
RANKED = """
Priority | Partner country
1 | Tarn
2 | Altamar, Corvo and Sable and Quill
3 | Far Isles
"""
JOINT = """
Member State | Third countries | Stance | Note
Marland | Altamar; Corvo | yes |
| Tarn | no, for the time being |
QN, QO | Dravina | Support (if the visa question is settled) | from both
"""
REGIONS = """
Region | Country | Position
Northern Shore | Altamar | support
| Belmonte | can accept
Far Isles | | reservation
"""
NO_HEADER = """
Altamar | support
Corvo | against
"""
ANSWERS = """
Guiding question | Reply | Comments
1. Do delegations agree to the way forward? | Agree | with thanks
Question 2 | Scrutiny reservation: the list is long |
"""
EXPORTED = """
meeting|delegation|place|country|region|stance|priority|rank|conditions|note|readers|marking|illustrative
2031-03-04-working-group | QM | 1 | altamar | | support | high | 1 | | | PRESIDENCY ONLY | LIMITE | true
2031-03-04-working-group | QN | 1 | | far-isles | can-accept | | | a road map | | PRESIDENCY ONLY | LIMITE | true
"""

EXAMPLES = {
    "plain": (
        PLAIN,
        "Country=1, Position=2, Priority=3, Conditions=4, Comments=5",
        {"altamar": "support", "corvo": "can-accept: a road map", "tarn": "opposition"},
    ),
    "numbered, with a title and footnotes": (
        NUMBERED,
        "Country=2, Position=3, Comments=4",
        {"altamar": "support", "belmonte": "can-accept", "tarn": "reservation"},
    ),
    "French": (
        FRENCH,
        "Country=1, Position=2, Comments=3",
        {
            "altamar": "support",
            "corvo": "support: sous réserve d'un calendrier",
            "insula-d-ocre": "reservation",
            "tarn": "opposition",
        },
    ),
    "German": (
        GERMAN,
        "Country=1, Position=2, Comments=3",
        {"altamar": "support", "corvo": "can-accept", "tarn": "reservation", "dravina": "opposition"},
    ),
    "crosses under a header of two rows, with regions as headings": (
        CROSSES,
        "Country=1, Comments=6, Support=2, Can accept=3, Reservation=4, Opposition=5",
        {"altamar": "support", "belmonte": "can-accept", "corvo": "reservation", "dravina": "opposition"},
    ),
    "a bare list": (
        BARE_LIST,
        "Country=1",
        {"altamar": "support", "far-isles": "support", "corvo": "support"},
    ),
    "ranked, several in one cell": (
        RANKED,
        "Country=2, Order=1",
        {
            "tarn": "support",
            "altamar": "support",
            "corvo": "support",
            "sable-and-quill": "support",
            "far-isles": "support",
        },
    ),
    "regions in a column of their own": (
        REGIONS,
        "Country=2, Region=1, Position=3",
        {"altamar": "support", "belmonte": "can-accept", "far-isles": "reservation"},
    ),
    "without a header": (NO_HEADER, "Country=1, Position=2", {"altamar": "support", "corvo": "opposition"}),
}


@pytest.mark.parametrize(("text", "mapping", "said"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_table_is_mapped_by_itself_and_says_what_is_meant(
    text: str, mapping: str, said: dict[str, str]
) -> None:
    assert in_words(mapped(table(text))) == mapping
    found = read(text)
    assert stances(found) == said
    assert not [remark for remark in told(found) if remark[0] == "error"]


def test_a_table_of_several_delegations_gives_a_reply_of_each() -> None:
    found = read(JOINT, file="compilation.docx")
    said = {
        reply.delegation: {entry.subject[1]: entry.says.get("conditions") for entry in reply.entries}
        for reply in found.replies
    }
    assert said == {
        "QM": {"altamar": None, "corvo": None, "tarn": "for the time being"},
        "QN": {"dravina": "if the visa question is settled"},
        "QO": {"dravina": "if the visa question is settled"},
    }


def test_a_table_of_answers_is_read_by_the_number_and_the_words_of_the_questions() -> None:
    answers = {answered.question: answered.answer for answered in only(read(ANSWERS)).answers}
    assert answers == {
        "way-forward": {"question": "way-forward", "reply": "agree", "comment": "with thanks"},
        "pace": {"question": "pace", "reply": "scrutiny-reservation", "comment": "the list is long"},
    }


def test_the_preferences_that_our_own_export_wrote_map_by_themselves() -> None:
    proposed = proposed_mapping(table(EXPORTED), EXERCISE, Subjects(EXERCISE))
    assert proposed.unclear == ()
    one, other = read(EXPORTED, file="preferences.csv").replies
    assert (one.delegation, one.meeting, one.illustrative) == ("QM", "2031-03-04-working-group", True)
    assert one.entries[0].subject == ("country", "altamar")
    assert one.entries[0].says == {"stance": "support", "priority": "high", "rank": 1}
    assert other.entries[0].subject == ("region", "far-isles")
    assert other.entries[0].says["conditions"] == "a road map"


def test_of_two_tables_each_is_mapped_by_its_own_words() -> None:
    assert in_words(mapped(table(PLAIN))) != in_words(mapped(table(ANSWERS)))
    assert in_words(mapped(table(ANSWERS))) == "Comments=3, Question=1, Reply=2"


def test_rows_passed_over_as_headings_are_counted_and_footnotes_named() -> None:
    assert (
        "warning",
        "table 1",
        "2 rows are read as headings: the name of a region, and nothing said of it",
    ) in told(read(CROSSES))
    assert ("warning", "row 7, column 2", "this row is read as a footnote and passed over") in told(
        read(NUMBERED)
    )
