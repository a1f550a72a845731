"""The Presidency's tables: every record, the readings of one meeting, and the source of each fact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from exported import AT, DAY, Row, exercise_at, rows, table
from exported import made as export_made
from partnercli.documents.audience import Audience
from partnercli.documents.report.sources import within
from partnercli.exchange.tables import Export, Type
from partnercli.records.marking import Marking
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

Made = Callable[..., Export]

EARLIER = "2031-01-20-ministers"


@pytest.fixture
def made(fictional: Path) -> Made:
    """The export as the files stand by then."""

    def make(meeting: str = AT, on: date = DAY, revision: str | None = None) -> Export:
        return export_made(exercise_at(fictional), Audience.PRESIDENCY, meeting, on, revision)

    return make


def only(found: list[Row], **said: object) -> Row:
    """The one row that says this."""
    (row,) = [row for row in found if said.items() <= row.items()]
    return row


def test_it_says_for_whom_it_is_of_which_day_meeting_and_revision(made: Made) -> None:
    export = made(revision="main~1")
    assert (export.audience, export.marking, export.illustrative) == ("presidency", Marking.LIMITE, True)
    assert (export.title, export.meeting, export.on, export.revision) == (
        "Partnerships of the Northern Shore",
        AT,
        DAY,
        "main~1",
    )


def test_delegations_stand_in_protocol_order_as_they_are_on_the_day_of_the_meeting(made: Made) -> None:
    found = rows(made(), "delegations")
    assert [row["delegation"] for row in found] == ["QM", "QN", "QO", "QP", "QR", "QS", "QT"]
    assert [row["place"] for row in found] == [1, 2, 3, 4, 5, 6, 7]
    tolland = found[-1]
    assert (tolland["member"], tolland["expected"], tolland["withdrawal"]) == (
        False,
        False,
        date(2029, 12, 31),
    )
    assert (found[0]["population"], found[0]["population_year"]) == (21000000, 2031)


def test_the_current_document_the_meeting_that_is_read_and_who_counts_there_are_told(made: Made) -> None:
    export = made()
    assert [row["meeting"] for row in rows(export, "meetings") if row["read"]] == [AT]
    assert [row["document"] for row in rows(export, "documents") if row["current"]] == ["10001-31"]
    assert {row["expected"] for row in rows(export, "positions")} == {True}


def test_a_country_bears_its_name_of_the_meetings_day_and_its_later_ones_beside(
    made: Made, edit: Callable[[str, str, str], None]
) -> None:
    assert only(rows(made(), "countries"), country="corvo")["name"] == "Corvo"
    later = only(rows(made(), "country_names"), country="corvo")
    assert (later["from"], later["name"]) == (date(2031, 6, 1), "Corvía")
    edit("data/countries/corvo.yaml", "2031-06-01", "2031-03-20")
    assert only(rows(made(on=DAY), "countries"), country="corvo")["name"] == "Corvo"
    edit("data/countries/corvo.yaml", "2031-03-20", "2031-03-01")
    assert only(rows(made(), "countries"), country="corvo")["name"] == "Corvía"


def test_countries_instruments_and_meetings_stand_as_lists_show_them(
    made: Made, edit: Callable[[str, str, str], None]
) -> None:
    edit("data/countries/altamar.yaml", "name: Altamar", "name: Zaltamar")
    edit("data/countries/dravina.yaml", "region: inner-plain", "region: northern-shore")
    export = made()
    assert [row["country"] for row in rows(export, "countries")] == [
        *("belmonte", "dravina", "altamar", "corvo", "esker", "insula-d-ocre"),
    ]
    assert [row["instrument"] for row in rows(export, "instruments")] == [
        *("old-forum", "round-table", "grant", "harbour-project", "charter"),
    ]
    assert [row["meeting"] for row in rows(export, "meetings")] == [EARLIER, AT]


def test_what_is_said_is_kept_word_for_word_with_its_basis_and_whether_it_is_real(made: Made) -> None:
    export = made()
    position = only(rows(export, "positions"), meeting=AT, delegation="QP")
    assert (position["basis"], position["confirmed"], position["real"], position["named"]) == (
        "bilateral",
        None,
        False,
        4,
    )
    opposed = only(rows(export, "preferences"), meeting=AT, delegation="QN", country="dravina")
    assert (opposed["stance"], opposed["note"], opposed["place"]) == ("opposition", "=1+1", 4)
    assert [row["call"] for row in rows(export, "calls") if row["delegation"] == "QN"] == [
        "roadmaps",
        "timelines",
    ]
    assert only(rows(export, "answers"), delegation="QP")["comment"] == "said in confidence too"


def test_an_empty_list_withdraws_and_a_missing_one_lets_earlier_ones_stand(
    made: Made, write: Callable[[str, str], Path]
) -> None:
    head = f"delegation: QR\nmeeting: {AT}\nbasis: written\nsources: [{{title: Letter}}]\n"
    for more, named, carried in (("preferences: []\n", 0, []), ("calls: [roadmaps]\n", None, [EARLIER])):
        write(f"data/positions/{AT}/qr.yaml", head + more)
        export = made()
        assert only(rows(export, "positions"), meeting=AT, delegation="QR")["named"] == named
        stances = [row for row in rows(export, "stances") if row["delegation"] == "QR"]
        assert [row["carried_from"] for row in stances] == carried


def test_a_position_of_a_delegation_not_expected_is_there_and_counts_in_no_figure(
    made: Made, write: Callable[[str, str], Path]
) -> None:
    before = rows(made(), "tally")
    write(
        f"data/positions/{AT}/qt.yaml",
        f"delegation: QT\nmeeting: {AT}\nbasis: written\npreferences: [{{country: altamar}}]\n"
        "sources: [{title: Letter}]\n",
    )
    export = made()
    assert only(rows(export, "positions"), delegation="QT")["expected"] is False
    assert rows(export, "tally") == before
    assert "QT" not in {row["delegation"] for row in rows(export, "stances")}


def test_the_readings_are_those_of_the_meeting_that_is_named_and_shares_are_exact(made: Made) -> None:
    altamar = only(rows(made(), "tally"), country="altamar")
    assert (altamar["support"], altamar["share"], altamar["needed"], altamar["priority"]) == (
        4,
        Fraction(2, 3),
        3,
        True,
    )
    earlier = made(EARLIER)
    assert {row["meeting"] for row in rows(earlier, "tally")} == {EARLIER}
    assert only(rows(earlier, "tally"), country="altamar")["support"] == 1
    assert [row["meeting"] for row in rows(earlier, "meetings") if row["read"]] == [EARLIER]
    assert len(rows(earlier, "preferences")) == len(rows(made(), "preferences"))


def test_the_matrix_has_a_column_a_delegation_and_a_row_for_a_region_as_such(made: Made) -> None:
    columns = [column.name for column in table(made(), "matrix").columns]
    assert columns[-6:] == ["qm", "qn", "qo", "qp", "qr", "qs"]
    found = rows(made(), "matrix")
    altamar = only(found, country="altamar")
    assert [altamar[code] for code in ("qm", "qp", "qs")] == ["support", "reservation", "not heard"]
    assert altamar["conditional"] == "QM"
    isles = only(found, region="far-isles", country=None)
    assert (isles["name"], isles["support"], isles["priority"], isles["qm"]) == ("Far Isles", 2, None, None)


def test_a_step_is_late_or_not_on_the_day_of_the_export(made: Made) -> None:
    def state(on: date) -> str:
        found = only(rows(made(on=on), "steps"), country="altamar", step="convene-round-table")
        return f"{found['status']}, {found['state']}"

    assert state(date(2031, 6, 30)) == "planned, planned"
    assert state(date(2031, 7, 1)) == "planned, late"


def test_a_step_has_its_time_as_written_and_by_its_first_and_last_day(made: Made) -> None:
    step = only(rows(made(), "steps"), country="altamar", step="start-harbour-project")
    assert (step["from"], step["first_day"]) == ("2031-Q4", date(2031, 10, 1))
    assert (step["to"], step["last_day"]) == ("2032-Q1", date(2032, 3, 31))


def test_a_period_of_a_fact_is_as_its_record_writes_it(made: Made) -> None:
    export = made()
    assert {row["since"] for row in rows(export, "cooperation")} == {"2019-06", "2015-06-01", "2030-H2"}
    assert {row["period"] for row in rows(export, "contributions")} >= {"2030/2032", "2031/"}
    assert only(rows(export, "outlines"), country="corvo")["hold_until"] == "2031-05"


def test_contributions_stand_with_their_step_or_without_one_when_known_before_any_outline(made: Made) -> None:
    corvo = [row for row in rows(made(), "contributions") if row["country"] == "corvo"]
    assert [(row["place"], row["step"], row["instrument"], row["amount"]) for row in corvo] == [
        (1, None, "harbour-project", None),
        (2, None, "grant", Decimal(400000)),
        (3, "pursue-grant", "grant", Decimal(400000)),
    ]


def test_an_amount_keeps_its_last_digit(made: Made) -> None:
    grant = only(rows(made(), "cooperation"), country="corvo", instrument="grant")
    assert str(grant["amount"]) == "2500000.50"
    assert (grant["currency"], grant["amount_note"], grant["verified"]) == ("XTS", "first instalment", False)


def test_superseded_outlines_are_there_too(made: Made, edit: Callable[[str, str, str], None]) -> None:
    edit("data/outlines/corvo.yaml", "status: submitted", "status: superseded")
    assert only(rows(made(), "outlines"), country="corvo")["status"] == "superseded"


def test_the_reason_for_a_partner_stands_beside_it(made: Made, edit: Callable[[str, str, str], None]) -> None:
    edit("data/documents/10001-31.yaml", "[altamar, corvo]", "[{country: dravina, because: one insisted}]")
    assert only(rows(made(), "partners"), document="10001-31")["because"] == "one insisted"


def test_every_fact_has_its_source_by_the_table_and_key_of_its_row(made: Made, fictional: Path) -> None:
    export = made()
    found = rows(export, "sources")
    exercise = load(WorkingTree(fictional), Scope.everything()).exercise
    records = (
        *(exercise.region_list, exercise.delegation_list, exercise.presidency_list),
        *exercise.countries.values(),
        *exercise.instruments.values(),
        *exercise.meetings.values(),
        *exercise.outlines.values(),
        *exercise.documents.values(),
        *(position for _, _, position in exercise.all_positions),
    )
    expected = [(one.title, one.reference, one.note) for record in records for one in within(record)]
    assert sorted(map(str, expected)) == sorted(
        str((row["title"], row["reference"], row["note"])) for row in found
    )
    for row in found:
        keys = {
            "/".join(str(one[name]) for name in table(export, row["table"]).key)
            for one in rows(export, row["table"])
        }
        assert row["key"] in keys | {"*"}
    qm = only(found, table="positions", key=f"{AT}/QM")
    assert (qm["title"], qm["reference"]) == ("Invented position", "notes of the Chair")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("indicators", "Harbour Yearbook 2030"),
        ("contributions", "Harbour Yearbook 2030"),
        ("cooperation", "Register of the Old Forum"),
    ],
)
def test_facts_bear_their_source_in_words_besides(name: str, said: str, made: Made) -> None:
    assert rows(made(), name)[0]["source"] == said
    assert "Register of the Old Forum, page 3" in {row["source"] for row in rows(made(), "cooperation")}


def test_several_words_in_a_cell_are_parted_by_semicolons_and_objectives_by_lines(made: Made) -> None:
    assert only(rows(made(), "countries"), country="altamar")["roles"] == "origin; transit"
    altamar = only(rows(made(), "outlines"), country="altamar")
    assert altamar["name"] == "Altamar"
    assert len(altamar["objectives"].split("\n")) == 2


def test_figures_are_numbers_and_days_are_days(made: Made) -> None:
    types = {column.name: column.type for column in table(made(), "tally").columns}
    assert (types["support"], types["share"], types["priority"]) == (Type.WHOLE, Type.SHARE, Type.YES_NO)
    steps = {column.name: column.type for column in table(made(), "steps").columns}
    assert (steps["first_day"], steps["from"]) == (Type.DAY, Type.TEXT)


def test_a_meeting_that_is_unknown_is_said_to_be(made: Made) -> None:
    with pytest.raises(KeyError):
        made("2031-12-24-nowhere")
