"""A reply beside what is on record: what differs, what is in conflict, and what stays."""

from __future__ import annotations

from typing import Any

import pytest

from partnercli.recording.positions import subject_of
from partnercli.recording.replies import Answered, Call, Difference, Entry, Ours, compared
from said_in_replies import (
    AGREE,
    BLANK,
    DAY,
    DISAGREE,
    EARLIER,
    HEAD,
    OLD,
    Values,
    after,
    form,
    ours,
    preference,
    row,
    seen,
    table,
)


def test_what_a_delegation_left_as_it_was_shown_stays_even_where_ours_changed_since() -> None:
    mine = ours(preference("altamar", stance="reservation", priority="low"))
    untouched = form(row("altamar", {"stance": "support", "priority": "high"}))
    assert compared(mine, untouched).differences == ()
    assert after(mine, untouched) == mine.file


def test_what_it_touched_comes_in_where_ours_is_as_it_was_shown() -> None:
    mine = ours(preference("altamar", priority="high", rank=1, note="asked twice"))
    said = form(
        row("altamar", {"stance": "support", "priority": "high"}, stance="reservation", conditions="not yet")
    )
    assert seen(compared(mine, said)) == [
        ("altamar", "stance", "support", "reservation", False),
        ("altamar", "conditions", None, "not yet", False),
    ]
    assert after(mine, said)["preferences"] == [
        preference(
            "altamar", stance="reservation", priority="high", rank=1, conditions="not yet", note="asked twice"
        )
    ]


def test_a_conflict_is_where_ours_is_neither_what_was_shown_nor_what_came() -> None:
    mine = ours(preference("altamar", stance="can-accept", priority="low"))
    said = form(
        row("altamar", {"stance": "support", "priority": "high"}, stance="opposition", priority="low")
    )
    assert compared(mine, said).differences == (
        Difference(
            ("country", "altamar"), "stance", "can-accept", "support", "opposition", "B1", conflict=True
        ),
    )
    assert after(mine, said, keep=True) == mine.file
    assert after(mine, said)["preferences"] == [preference("altamar", stance="opposition", priority="low")]


@pytest.mark.parametrize(
    ("now", "shown", "theirs"),
    [
        ({"stance": "opposition"}, {"stance": "support"}, {"conditions": "until May"}),
        ({"conditions": "never"}, {"conditions": "until May"}, {"stance": "opposition"}),
        ({"stance": "can-accept"}, {}, {"stance": "opposition", "conditions": "never"}),
    ],
)
def test_a_stance_and_its_conditions_are_in_conflict_together(
    now: Values, shown: Values, theirs: Values
) -> None:
    mine = ours(preference("altamar", **now))
    said = form(row("altamar", {"stance": "support", **shown}, **theirs))
    assert {one.conflict for one in compared(mine, said).differences} == {True}
    assert after(mine, said, keep=True) == mine.file
    (new,) = after(mine, said)["preferences"]
    wanted = {"stance": "support", "conditions": None, **shown, **theirs}
    assert (new.get("stance", "support"), new.get("conditions")) == (wanted["stance"], wanted["conditions"])


def test_a_position_that_was_emptied_is_no_longer_named_and_new_ones_stand_at_the_end() -> None:
    mine = ours(preference("altamar"), preference("corvo", priority="low"))
    said = form(row("esker", stance="support"), row("altamar", {"stance": "support"}, stance=None))
    assert seen(compared(mine, said)) == [
        ("esker", "stance", None, "support", False),
        ("altamar", "stance", "support", None, False),
    ]
    assert after(mine, said)["preferences"] == [preference("corvo", priority="low"), preference("esker")]


def test_a_position_that_was_emptied_and_that_we_took_out_too_is_no_difference() -> None:
    assert not compared(ours(), form(row("altamar", {"stance": "support"}, stance=None))).differs


def test_what_is_on_record_where_a_form_showed_and_says_nothing_stays_and_is_named() -> None:
    mine = ours(preference("altamar"), preference("corvo"), calls=["returns"], answers=[AGREE])
    said = form(row("altamar", {}, stance="support"))
    stays = (("country", "corvo"), ("call", "returns"), ("question", "way-forward"))
    assert (compared(mine, said).differs, compared(mine, said).left) == (False, stays)
    assert compared(mine, form()).left == ()


def test_to_take_out_what_we_changed_since_or_to_change_what_we_took_out_is_a_conflict() -> None:
    emptied = form(row("altamar", {"stance": "support"}, stance=None))
    changed = ours(preference("altamar", priority="low"))
    assert compared(changed, emptied).conflicts == (("country", "altamar"),)
    alone = form(Entry(("country", "altamar"), {"stance": None}, "A1", {}, {**BLANK, "stance": "support"}))
    assert compared(changed, alone).conflicts == (("country", "altamar"),)
    touched = form(row("altamar", {"stance": "support"}, priority="high"))
    assert seen(compared(ours(), touched)) == [
        ("altamar", "stance", None, "support", True),
        ("altamar", "priority", None, "high", True),
    ]
    assert after(ours(), touched, keep=True)["preferences"] == []


def test_in_a_table_of_its_own_what_is_on_record_otherwise_is_a_conflict_and_the_rest_stays() -> None:
    mine = ours(preference("altamar"), preference("corvo", stance="can-accept"), preference("esker"))
    said = table(("altamar", {"stance": "support"}), ("corvo", {"stance": "opposition", "priority": None}))
    found = compared(mine, said)
    assert seen(found) == [("corvo", "stance", "can-accept", "opposition", True)]
    assert (found.same, found.left) == ((("country", "altamar"),), (("country", "esker"),))


def test_a_table_that_is_whole_ends_what_it_does_not_name() -> None:
    mine = ours(preference("altamar"), preference("esker"))
    said = table(("altamar", {"stance": "support"}), whole=True)
    assert seen(compared(mine, said)) == [("esker", "stance", "support", None, False)]
    assert after(mine, said)["preferences"] == [preference("altamar")]


def test_a_condition_falls_with_its_stance_where_the_table_was_not_asked_for_one() -> None:
    mine = ours(preference("altamar", stance="reservation", conditions="until May"))
    said = table(("altamar", {"stance": "support"}))
    assert seen(compared(mine, said))[1] == ("altamar", "conditions", "until May", None, True)
    assert after(mine, said)["preferences"] == [preference("altamar")]
    assert after(mine, said, keep=True) == mine.file


def test_a_form_takes_all_that_is_carried_over_into_the_new_file_as_it_changed() -> None:
    mine = Ours(None, EARLIER)
    new = after(
        mine,
        form(row("altamar", {"stance": "support"}, priority="high"), row("corvo", {"stance": "support"})),
    )
    assert new["preferences"] == [
        preference("altamar", priority="high", note="said twice"),
        preference("corvo"),
    ]
    assert (new["meeting"], new["sources"]) == ("m", HEAD["sources"])


def test_a_table_ends_what_is_carried_over_only_with_a_word() -> None:
    mine, said = Ours(None, EARLIER), table(("altamar", {"stance": "can-accept"}))
    assert seen(compared(mine, said)) == [
        ("altamar", "stance", "support", "can-accept", False),
        ("corvo", "stance", "support", None, True),
    ]
    assert [subject_of(one)[1] for one in after(mine, said, keep=True)["preferences"]] == ["altamar", "corvo"]
    assert [subject_of(one)[1] for one in after(mine, said)["preferences"]] == ["altamar"]


def test_calls_are_added_and_taken_out_and_never_in_conflict() -> None:
    mine = ours(calls=["roadmaps", "timelines"])
    said = form(
        calls=(
            Call("returns", "A9"),
            Call("timelines", "A10", no_longer=True),
            Call("gone", "A11", no_longer=True),
        )
    )
    found = compared(mine, said)
    assert ([one.theme for one in found.added], [one.theme for one in found.gone]) == (
        ["returns"],
        ["timelines"],
    )
    assert after(mine, said)["calls"] == ["roadmaps", "returns"]
    assert not compared(mine, form(calls=(Call("roadmaps", "A9"),))).differs
    assert "calls" not in after(ours(calls=["gone"]), said._replace(calls=said.calls[1:]))


def test_a_call_left_as_it_was_shown_stays_out_where_we_took_it_out_and_is_made_anew_at_a_new_meeting() -> (
    None
):
    left = form(row("altamar", {"stance": "support"}), calls=(Call("returns", "A9", shown=True),))
    assert not compared(ours(preference("altamar")), left).differs
    assert after(Ours(None, EARLIER), left)["calls"] == ["returns"]
    assert after(Ours({**OLD, "answers": [AGREE]}, EARLIER), left)["calls"] == ["returns"]
    added = left._replace(calls=(Call("returns", "A9"),))
    assert after(ours(preference("altamar")), added)["calls"] == ["returns"]


@pytest.mark.parametrize(
    ("mine", "shown", "theirs", "conflict", "then"),
    [
        (None, None, AGREE, False, AGREE),
        (AGREE, AGREE, DISAGREE, False, DISAGREE),
        (AGREE, None, DISAGREE, True, DISAGREE),
        (AGREE, AGREE, None, False, None),
        (DISAGREE, AGREE, AGREE, None, DISAGREE),
        (DISAGREE, AGREE, DISAGREE, None, DISAGREE),
        (None, AGREE, DISAGREE, False, DISAGREE),
    ],
)
def test_an_answer_is_replaced_where_ours_is_what_was_shown(
    mine: Any, shown: Any, theirs: Any, conflict: bool | None, then: Any
) -> None:
    record = ours(answers=[mine] if mine else [])
    said = form(answers=(Answered("way-forward", theirs, "B9", shown),))
    assert [one.conflict for one in compared(record, said).differences] == (
        [] if conflict is None else [conflict]
    )
    assert after(record, said).get("answers", []) == ([then] if then else [])


def test_lines_and_spaces_around_a_text_are_no_difference() -> None:
    mine = ours(preference("altamar", conditions="until May\n"))
    said = form(row("altamar", {"stance": "support", "conditions": "until May"}))
    assert after(mine, said, confirmed=DAY)["confirmed"] == "2031-03-10"
    assert not compared(mine, table(("altamar", {"conditions": " until May"}))).differs
    answered = ours(answers=[{**DISAGREE, "comment": "Not so.\n"}])
    assert not compared(answered, form(answers=(Answered("way-forward", AGREE, "B9", DISAGREE),))).conflicts


def test_to_keep_ours_where_there_is_a_conflict_takes_the_rest() -> None:
    mine = ours(preference("altamar", stance="can-accept"))
    said = form(row("altamar", {"stance": "support"}, stance="opposition", priority="high"))
    assert after(mine, said, keep=True)["preferences"] == [
        preference("altamar", stance="can-accept", priority="high")
    ]


def test_a_country_that_is_on_record_twice_is_so_no_longer_once_the_reply_settles_it() -> None:
    mine = ours(preference("altamar"), preference("corvo"), preference("altamar", stance="opposition"))
    said = form(row("altamar", {"stance": "support"}, stance="reservation"))
    assert after(mine, said)["preferences"] == [
        preference("altamar", stance="reservation"),
        preference("corvo"),
    ]


def test_a_source_that_is_there_already_is_not_said_twice() -> None:
    mine, said = (
        ours(preference("altamar")),
        table(("altamar", {"stance": "opposition"}), ("corvo", {"stance": "support"})),
    )
    kept = after(mine, said, keep=True)
    assert after(Ours(kept), said)["sources"] == kept["sources"] == [{"title": "Earlier"}, {"title": "Reply"}]
