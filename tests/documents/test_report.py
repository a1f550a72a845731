"""What each circle's report holds: the Presidency's all of it, delegations' and the public's what they may read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

import pytest

from partnercli.documents.handling import NotReleased
from partnercli.documents.report.calendar import calendar_of
from partnercli.documents.report.contract import embedded, to_contract
from partnercli.documents.report.delegations import DelegationsReport, delegations_report
from partnercli.documents.report.page import page
from partnercli.documents.report.presidency import STEPS, PresidencyReport, presidency_report
from partnercli.documents.report.public import PublicReport, public_report
from partnercli.documents.report.rows import Heading
from partnercli.documents.report.sources import within
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree
from partnercli.tally.contract import to_contract as tally_contract
from partnercli.tally.counts import count
from partnercli.tally.diff import diff, reading
from partnercli.tally.stances import stance_table

Write = Callable[[str, str | bytes], Path]

EARLIER, AT = "2031-01-20-ministers", "2031-03-04-working-group"
DOCUMENT, DAY = "10001-31", date(2031, 3, 25)
CODES = re.compile(r"\bQ[M-S]\b")


@pytest.fixture
def exercise(fictional: Path) -> Callable[[], Exercise]:
    """The invented exercise as its files stand by then."""
    return lambda: load(WorkingTree(fictional), Scope.everything()).exercise


def config_of(exercise: Exercise) -> Config:
    assert exercise.config is not None
    return exercise.config


def for_presidency(exercise: Exercise, meeting: str = AT, on: date = DAY) -> PresidencyReport:
    return presidency_report(exercise, config_of(exercise), meeting, on)


def for_delegations(exercise: Exercise, meeting: str = AT, on: date = DAY) -> DelegationsReport:
    return delegations_report(exercise, config_of(exercise), meeting, on)


def for_the_public(exercise: Exercise) -> PublicReport:
    return public_report(exercise, config_of(exercise), DAY)


def released(write: Write, fictional: Path, more: str = "") -> None:
    text = (fictional / f"data/documents/{DOCUMENT}.yaml").read_text("utf-8")
    release = f"release: {{by: Presidency, on: 2031-03-22, reference: D{more}}}\nsources:"
    write(f"data/documents/{DOCUMENT}.yaml", text.replace("sources:", release))


def plain(report: Any) -> dict[str, Any]:
    """The report as its readers get it, through JSON and back."""
    read: dict[str, Any] = json.loads(embedded(to_contract(report)))
    return read


def test_every_report_says_what_it_is_for_whom_of_which_day_and_meeting(
    exercise: Callable[[], Exercise],
) -> None:
    told = plain(for_presidency(exercise()))
    head = ("format", "audience", "marking", "illustrative", "on", "meeting", "what_if")
    assert [told[key] for key in head] == [
        "partner.report/1",
        "presidency",
        "LIMITE",
        True,
        "2031-03-25",
        AT,
        [],
    ]
    assert list(told)[:2] == ["format", "audience"]


def test_the_list_as_decided_stands_beside_the_tally_and_neither_changes_the_other(
    exercise: Callable[[], Exercise], write: Write, fictional: Path
) -> None:
    counted = tally_contract(count(stance_table(exercise(), AT), exercise()))
    text = (fictional / f"data/documents/{DOCUMENT}.yaml").read_text("utf-8")
    decided = "partners: [{country: dravina, because: one insisted}, corvo]\n"
    decided += "left_out: [{country: altamar, because: late}]"
    write(f"data/documents/{DOCUMENT}.yaml", text.replace("partners: [altamar, corvo]", decided))
    told = plain(for_presidency(exercise()))
    assert told["tally"] == counted
    assert told["decided"] is True
    assert [one["country"] for one in told["partners"]] == ["dravina", "corvo"]
    assert [one["country"] for one in told["left_out"]] == ["altamar"]
    assert told["reasons"] == {"dravina": "one insisted", "altamar": "late"}


def test_without_a_decided_list_the_countries_over_the_line_stand_in_and_it_says_so(
    exercise: Callable[[], Exercise], write: Write, fictional: Path
) -> None:
    text = (fictional / f"data/documents/{DOCUMENT}.yaml").read_text("utf-8")
    write(f"data/documents/{DOCUMENT}.yaml", text.replace("partners: [altamar, corvo]\n", ""))
    report = for_presidency(exercise())
    over = [row["country"] for row in report.tally["countries"] if row["priority"]]
    assert (report.decided, sorted(one.country for one in report.partners)) == (False, sorted(over))


def test_the_key_figures_are_those_of_the_tally_the_list_and_the_outlines(
    exercise: Callable[[], Exercise],
) -> None:
    report = for_presidency(exercise(), on=date(2031, 12, 1))
    figures, heard = report.figures, report.tally["delegations"]
    assert (figures.expected, figures.responded, figures.confirmed) == (
        heard["expected"],
        heard["responded"],
        heard["confirmed"],
    )
    assert (figures.named, figures.partners, figures.with_outline) == (len(report.tally["countries"]), 2, 2)
    states = [step.state for outline in report.outlines for step in outline.steps]
    assert (figures.steps, figures.done, figures.late) == (6, states.count("done"), states.count("late"))
    assert figures.late > 0


def test_a_drift_leads_from_each_meeting_with_positions_to_the_next_up_to_the_one_read(
    exercise: Callable[[], Exercise], write: Write
) -> None:
    write(
        "data/meetings/2031-02-01-visit.yaml",
        "forum: visit\ndate: 2031-02-01\nsources: [{title: Calendar}]\n",
    )
    report = for_presidency(exercise())
    assert [(one["base"]["meeting"], one["head"]["meeting"]) for one in report.drift] == [(EARLIER, AT)]
    assert [held.meeting for held in report.meetings] == [EARLIER, AT]
    whole = exercise()
    found = diff(reading(whole, EARLIER), reading(whole, AT), whole)
    assert [row["country"] for row in report.drift[0]["countries"]] == [
        row.country for row in found.countries
    ]
    assert for_presidency(exercise(), EARLIER).drift == ()


def test_of_many_meetings_the_last_steps_are_told_and_all_meetings_named(
    exercise: Callable[[], Exercise], write: Write
) -> None:
    keys = [f"2031-02-{day:02}-group" for day in range(1, STEPS + 2)]
    for key, country in zip(keys, cycle(("altamar", "corvo")), strict=False):
        write(
            f"data/meetings/{key}.yaml", f"forum: group\ndate: {key[:10]}\nsources: [{{title: Calendar}}]\n"
        )
        write(
            f"data/positions/{key}/qm.yaml",
            f"delegation: QM\nmeeting: {key}\nbasis: written\npreferences: [{{country: {country}}}]\n"
            "sources: [{title: invented}]\n",
        )
    report = for_presidency(exercise())
    assert [held.meeting for held in report.meetings] == [EARLIER, *keys, AT]
    steps = [(one["base"]["meeting"], one["head"]["meeting"]) for one in report.drift]
    assert steps == list(pairwise((*keys, AT)))[-STEPS:]
    told = page(plain(report)).decode()
    assert "What moved before the meeting of 2 February 2031 is left out here" in told
    assert "is left out here" not in page(plain(for_presidency(exercise(), keys[0]))).decode()


def later_list(write: Write, fictional: Path, number: str, key: str, day: str) -> None:
    text = (fictional / f"data/documents/{DOCUMENT}.yaml").read_text("utf-8")
    changed = text.replace("number: 10001/31", f"number: {number}").replace(
        "date: 2031-03-10", f"date: {day}"
    )
    write(f"data/documents/{key}.yaml", changed.replace("[altamar, corvo]", "[corvo, belmonte]"))


def test_the_lists_of_documents_are_compared_one_after_the_other(
    exercise: Callable[[], Exercise], write: Write, fictional: Path
) -> None:
    later_list(write, fictional, "10020/31", "10020-31", "2031-05-01")
    first, second = for_presidency(exercise()).lists
    assert (first.before, first.into, first.out) == (None, (), ())
    assert (second.number, second.before) == ("10020/31", "10001/31")
    assert (second.into, second.out) == (("Belmonte",), ("Altamar",))


@pytest.mark.parametrize(
    ("number", "key", "day"),
    [("10020/31", "10020-31", "2031-05-01"), ("XXXX/31", "xxxx-31", "2031-03-01")],
    ids=["a later one", "one without a number"],
)
def test_delegations_do_not_read_of_lists_that_were_not_sent_to_them(
    number: str, key: str, day: str, exercise: Callable[[], Exercise], write: Write, fictional: Path
) -> None:
    later_list(write, fictional, number, key, day)
    assert [one.document for one in for_delegations(exercise()).lists] == [DOCUMENT]
    assert len(for_presidency(exercise()).lists) == 2


def test_delegations_read_phrases_and_no_count_of_a_country_and_no_delegation(
    exercise: Callable[[], Exercise],
) -> None:
    whole = exercise()
    told = plain(for_delegations(whole))
    assert set(told["partners"][0]) == {"country", "name", "region", "phrase"}
    assert [one["phrase"] for one in told["partners"]] == ["a large number of Member States"] * 2
    assert not {"tally", "robustness", "matrix", "drift", "reasons", "left_out", "phrases"} & told.keys()
    written = json.dumps(told)
    assert not CODES.search(written)
    assert not [one for one in whole.delegations.values() if one.name in written]


def test_delegations_learn_of_a_question_when_it_is_due_and_not_who_replied(
    exercise: Callable[[], Exercise],
) -> None:
    points = for_delegations(exercise()).open_points
    (question,) = [point for point in points if point.about.startswith("Question")]
    assert question.text.endswith("Replies are asked for by 20 March 2031.")
    told = [(point.about, point.delegations) for point in for_presidency(exercise()).open_points]
    assert ("Question", ("QR", "QS")) in told
    assert ("Not heard", ("QS",)) in told
    assert ("Objection", ("QN", "QP")) in told


def test_delegations_do_not_read_of_visits_to_come(exercise: Callable[[], Exercise], write: Write) -> None:
    for key, more in (("2031-04-02-visit", "countries: [altamar]\n"), ("2031-04-09-group", "")):
        text = f"forum: {key[11:]}\ndate: {key[:10]}\n{more}sources: [{{title: Calendar}}]\n"
        write(f"data/meetings/{key}.yaml", text)

    def ahead(report: PresidencyReport | DelegationsReport) -> list[str]:
        return [point.text for point in report.open_points if point.about == "Meeting ahead"]

    assert ahead(for_presidency(exercise())) == ["visit, 2 April 2031.", "group, 9 April 2031."]
    assert ahead(for_delegations(exercise())) == ["group, 9 April 2031."]


def test_who_was_not_heard_is_told_of_the_current_meeting_whichever_is_read(
    exercise: Callable[[], Exercise],
) -> None:
    (point,) = [one for one in for_presidency(exercise(), EARLIER).open_points if one.about == "Not heard"]
    assert point.text == "1 of 6 delegations not heard at the meeting of 4 March 2031."


def test_delegations_learn_until_when_silence_is_agreement(
    exercise: Callable[[], Exercise], write: Write, fictional: Path
) -> None:
    text = (fictional / f"data/meetings/{AT}.yaml").read_text("utf-8")
    write(f"data/meetings/{AT}.yaml", text.replace("    due:", "    mode: silence\n    due:"))
    points = [one for one in for_delegations(exercise()).open_points if one.about.startswith("Question")]
    assert [one.text.partition("” ")[2] for one in points] == ["Silence until 20 March 2031 is agreement."]


def test_before_its_meeting_nobody_is_told_not_to_have_been_heard(exercise: Callable[[], Exercise]) -> None:
    points = for_presidency(exercise(), on=date(2031, 2, 1)).open_points
    assert "Not heard" not in [point.about for point in points]


def test_only_the_presidency_reads_who_contributes_and_why_a_step_is_there(
    exercise: Callable[[], Exercise],
) -> None:
    altamar = next(one for one in for_presidency(exercise()).outlines if one.country == "altamar")
    assert altamar.contributions == ("3. Ostia, operational: Lends two pilots",)
    assert altamar.reasons == ("R2 outreach first", "R4 gap return", "")
    told = json.dumps(plain(for_delegations(exercise())))
    assert "pilots" not in told
    assert "R2 outreach" not in told


def test_the_presidency_reads_every_source_of_every_record(exercise: Callable[[], Exercise]) -> None:
    whole = exercise()
    told = {row for one in for_presidency(whole).sources for row in one.sources}
    records = (
        whole.region_list,
        whole.delegation_list,
        whole.presidency_list,
        *whole.countries.values(),
        *whole.instruments.values(),
        *whole.meetings.values(),
        *whole.outlines.values(),
        *whole.documents.values(),
        *(position for _, _, position in whole.all_positions),
    )
    expected = {(one.title, one.reference) for record in records for one in within(record)}
    assert {(row.title, row.reference) for row in told} == expected
    assert len(expected) > 10


def test_the_note_that_the_desk_wrote_on_a_source_is_told_to_nobody(exercise: Callable[[], Exercise]) -> None:
    assert "by word of mouth" not in json.dumps(plain(for_presidency(exercise())))


def test_the_public_report_needs_a_release(exercise: Callable[[], Exercise]) -> None:
    with pytest.raises(NotReleased):
        for_the_public(exercise())


def test_the_type_of_the_public_report_has_room_for_these_fields_alone(
    exercise: Callable[[], Exercise], write: Write, fictional: Path
) -> None:
    heading = ("audience", "marking", "illustrative", "title", "on", "meeting", "what_if")
    own = ("number", "date", "subject", "partners", "outlines", "designations", "sources")
    assert tuple(field.name for field in fields(Heading)) == (*heading, "format")
    assert tuple(field.name for field in fields(PublicReport)) == ("heading", *own)
    released(write, fictional)
    told = plain(for_the_public(exercise()))
    assert tuple(told) == ("format", *heading, *own)
    assert (told["marking"], told["meeting"], told["title"]) == ("public", None, "Public summary of 10001/31")
    assert [set(one) for one in told["partners"]] == [{"name", "phrase"}] * 2
    assert {key for one in told["outlines"] for key in one} == {"name", "steps", "contributions"}
    assert {key for one in told["outlines"] for step in one["steps"] for key in step} == {
        "instrument",
        "timing",
    }
    assert not CODES.search(json.dumps(told))


def test_of_contributions_the_public_reads_those_of_member_states_that_were_released(
    exercise: Callable[[], Exercise], write: Write, fictional: Path
) -> None:
    released(write, fictional, ", delegations: [QO]")
    contributions = {one.name: one.contributions for one in for_the_public(exercise()).outlines}
    assert set(contributions.values()) == {("Ostia (operational)",), ("Ostia (financial)",)}


def test_a_value_cannot_end_the_element_that_holds_the_data() -> None:
    assert "<" not in embedded({"title": "</script><!--"})


def test_letters_of_every_language_stand_in_the_data_as_they_are() -> None:
    assert embedded({"name": "Česko"}) == '{"name":"Česko"}'
    assert json.loads(embedded({"title": "</script><!--"})) == {"title": "</script><!--"}


def dated(*steps: tuple[str | None, str | None, bool]) -> dict[str, Any]:
    return {
        "outlines": [
            {
                "steps": [
                    {"first": first, "last": last, "open_end": open_end} for first, last, open_end in steps
                ]
            }
        ]
    }


def test_the_calendar_has_a_unit_a_quarter_from_the_first_day_to_the_last() -> None:
    contract = dated(("2021-07-01", "2021-12-31", False), ("2022-01-01", None, True), (None, None, False))
    calendar = calendar_of(contract)
    assert calendar is not None
    assert calendar.units == ("Q3 2021", "Q4 2021", "Q1 2022")
    half, open_ended, undated = (calendar.bar(step) for step in contract["outlines"][0]["steps"])
    assert half is not None
    assert (half.x, half.width) == ("0", "666.67")
    assert open_ended is not None
    assert (open_ended.x, open_ended.width, open_ended.after, open_ended.rest) == (
        "666.67",
        "333.33",
        "1000",
        "0",
    )
    assert undated is None


def test_many_quarters_become_years_and_without_a_date_there_is_no_calendar() -> None:
    calendar = calendar_of(dated(("2019-01-01", "2024-12-31", False)))
    assert calendar is not None
    assert calendar.units == ("2019", "2020", "2021", "2022", "2023", "2024")
    assert calendar_of(dated((None, None, False))) is None


def test_a_single_day_can_still_be_seen() -> None:
    calendar = calendar_of(dated(("2019-01-01", "2024-12-31", False), ("2021-05-25", "2021-05-25", False)))
    assert calendar is not None
    bar = calendar.bar({"first": "2021-05-25", "last": "2021-05-25", "open_end": False})
    assert bar is not None
    assert float(bar.width) >= 6
