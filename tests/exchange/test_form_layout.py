"""What a form shows a delegation: its own last words and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from exercises_by_chance import exercises
from forms_made import AT, EARLIER, form_for, invented
from partnercli.exchange.form.layout import Sheet, sheets_for
from partnercli.records.exercise import Exercise
from partnercli.records.position import Position


def sheet(code: str, exercise: Exercise | None = None, *, blank: bool = False) -> Sheet:
    (found,) = sheets_for(exercise or invented(), AT, [code], blank=blank)
    return found


def shown(found: Sheet) -> dict[str, tuple[str | None, ...]]:
    return {row.subject[1]: tuple(row.shown.values()) for row in found.rows if row.shown}


def with_position(code: str, meeting: str = AT, **fields: object) -> Exercise:
    """The invented exercise with another position of a delegation at a meeting."""
    old = invented()
    made = Position.model_validate(
        {"delegation": code, "meeting": meeting, "basis": "statement", "sources": [{"title": "x"}], **fields}
    )
    files = {**old.positions, meeting: {**old.positions[meeting], code.lower(): made}}
    return replace(old, positions=files)


def test_regions_stand_in_their_order_each_before_its_countries_by_name() -> None:
    assert [row.name for row in sheet("QS").rows] == [
        *("Northern Shore as a region", "Altamar", "Belmonte"),
        *("Inner Plain as a region", "Corvo", "Dravina"),
        *("Far Isles as a region", "Esker*", "Ínsula d'Ocre"),
    ]


def test_a_country_has_its_name_of_the_day_of_the_meeting() -> None:
    later = invented().meetings[AT].model_copy(update={"date": invented().meetings[AT].date.replace(month=7)})
    exercise = replace(invented(), meetings={**invented().meetings, AT: later})
    assert "Corvía" in [row.name for row in sheet("QS", exercise).rows]


def test_stance_priority_and_conditions_are_shown_and_calls_and_answers() -> None:
    found = sheet("QM")
    assert shown(found) == {
        "altamar": ("support", "high", "only with the harbour school"),
        "belmonte": ("support", None, None),
        "corvo": ("support", None, None),
    }
    assert found.calls == ("timelines",)
    (asked,) = found.questions
    assert asked.shown is not None
    assert asked.shown["reply"] == "agree-with-comments"
    assert (found.prefilled_from, found.illustrative, found.left_out) == (AT, True, False)


def test_a_position_carried_over_is_shown_and_where_it_is_from() -> None:
    found = sheet("QR")
    assert shown(found) == {"altamar": ("support", None, None), "far-isles": ("support", None, None)}
    assert found.prefilled_from == EARLIER


def test_earlier_calls_are_shown_where_nothing_was_said_at_this_meeting_and_earlier_answers_never() -> None:
    answered = [{"question": "way-forward", "reply": "agree"}]
    exercise = with_position("QS", EARLIER, calls=["ferries"], answers=answered)
    assert sheet("QS", exercise).calls == ("ferries",)
    assert [asked.shown for asked in sheet("QS", exercise).questions] == [None]


def test_what_was_said_in_confidence_is_left_out_and_said_to_be() -> None:
    found = sheet("QP")
    assert (shown(found), found.calls, found.prefilled_from) == ({}, (), None)
    assert [asked.shown for asked in found.questions] == [None]
    assert found.left_out
    assert not found.illustrative


def test_a_blank_form_shows_nothing_and_is_not_illustrative() -> None:
    found = sheet("QM", blank=True)
    assert (shown(found), found.calls, found.prefilled_from, found.illustrative) == ({}, (), None, False)


def test_of_a_country_named_twice_the_most_cautious_stance_is_shown() -> None:
    twice = [{"country": "corvo"}, {"country": "corvo", "stance": "reservation"}]
    assert shown(sheet("QS", with_position("QS", preferences=twice)))["corvo"][0] == "reservation"


def test_of_two_answers_to_a_question_the_most_cautious_is_shown() -> None:
    answers = [{"question": "way-forward", "reply": reply} for reply in ("disagree", "agree")]
    (asked,) = sheet("QS", with_position("QS", answers=answers)).questions
    assert asked.shown == {"question": "way-forward", "reply": "disagree"}


@settings(max_examples=12)
@given(exercises(invented()), exercises(invented()))
def test_the_form_of_a_delegation_depends_on_no_word_of_another_nor_on_notes_ranks_and_remarks(
    one: Exercise, other: Exercise
) -> None:
    """The words of the others, and what the desk noted, are exchanged: all that the workbook is made of stays."""

    def bare(position: Position) -> Position:
        named = position.preferences
        notes = None if named is None else tuple(p.model_copy(update={"note": "X", "rank": 7}) for p in named)
        return position.model_copy(update={"preferences": notes, "remarks": ("X",)})

    exchanged = {
        meeting: {
            **{code: position for code, position in other.positions.get(meeting, {}).items() if code != "qm"},
            **{code: bare(position) for code, position in files.items() if code == "qm"},
        }
        for meeting, files in one.positions.items()
    }
    second = replace(one, positions=exchanged)
    assert form_for("QM", exercise=one) == form_for("QM", exercise=second)


@pytest.mark.parametrize("basis", ["statement", "written", "non-paper", "bilateral"])
def test_only_what_is_bilateral_is_left_out(basis: str) -> None:
    found = sheet(
        "QS", with_position("QS", basis=basis, preferences=[{"country": "corvo"}], calls=["ferries"])
    )
    assert found.left_out == (basis == "bilateral")
    assert bool(shown(found)) == bool(found.calls) == (basis != "bilateral")
