"""A reply beside what is on record: what differs, what is in conflict, and what the position's file then says."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.recording.positions import subject_of
from partnercli.recording.replies import (
    Answered,
    Call,
    Comparison,
    Difference,
    Entry,
    Ours,
    Replied,
    compared,
)
from partnercli.recording.taking_over import taken_over
from partnercli.records.position import Position

Values = Mapping[str, Any]
HEAD = {"delegation": "QM", "meeting": "m", "basis": "written", "sources": [{"title": "Reply"}]}
OLD = {"delegation": "QM", "meeting": "m", "basis": "written", "sources": [{"title": "Earlier"}]}
DAY = date(2031, 3, 10)
BLANK: dict[str, Any] = {"stance": None, "priority": None, "conditions": None}


def preference(country: str, **fields: Any) -> dict[str, Any]:
    return {"country": country, **fields}


def ours(*preferences: dict[str, Any], **more: Any) -> Ours:
    return Ours({**deepcopy(OLD), "preferences": list(preferences), **more})


def row(country: str, shown: Values | None = None, **says: Any) -> Entry:
    """A row of a form, in which what is not said stays as it was shown."""
    before = None if shown is None else {**BLANK, **shown}
    return Entry(("country", country), {**BLANK, **(shown or {}), **says}, "A1", {"stance": "B1"}, before)


def form(*entries: Entry, **more: Any) -> Replied:
    return Replied(entries, form=True, **more)


def table(*said: tuple[str, Values], whole: bool = False) -> Replied:
    return Replied(tuple(Entry(("country", key), says, "A1") for key, says in said), whole=whole)


def after(mine: Ours, said: Replied, *, keep: bool = False, confirmed: date | None = None) -> dict[str, Any]:
    found, alone = compared(mine, said), confirmed is not None
    kept = found.conflicts if keep else ()
    return taken_over(mine, said, found, HEAD, kept=kept, confirmed=confirmed, alone=alone)


def seen(found: Comparison) -> list[tuple[Any, ...]]:
    return [(one.subject[1], one.field, one.ours, one.theirs, one.conflict) for one in found.differences]


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


EARLIER = {
    **OLD,
    "meeting": "before",
    "preferences": [preference("altamar", note="said twice"), preference("corvo")],
}


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


AGREE = {"question": "way-forward", "reply": "agree"}
DISAGREE = {"question": "way-forward", "reply": "disagree", "comment": "Not so."}


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


def test_a_form_confirms_when_the_file_says_no_more_and_no_less() -> None:
    mine = ours(preference("altamar", rank=1, note="ours"), confirmed="2031-03-05", calls=["timelines"])
    shown = row("altamar", {"stance": "support"}, priority="high")
    call = Call("timelines", "A9")
    assert after(mine, form(shown, calls=(call,)), confirmed=DAY)["confirmed"] == "2031-03-10"
    assert "confirmed" not in after(mine, form(shown), confirmed=DAY)
    more = ours(preference("altamar"), preference("corvo"), confirmed="2031-03-05")
    assert "confirmed" not in after(more, form(shown), confirmed=DAY)
    fewer = form(shown, row("corvo", {"stance": "support"}), calls=(call,))
    assert "confirmed" not in after(mine, fewer, confirmed=DAY)
    assert after(ours(preference("altamar")), form(row("altamar", {"stance": "support"})))["preferences"]


def test_a_form_that_says_nothing_confirms_nothing() -> None:
    mine = Ours({**OLD, "remarks": ["In its own words."]})
    assert after(mine, form(), confirmed=DAY) == mine.file


def test_lines_and_spaces_around_a_text_are_no_difference() -> None:
    mine = ours(preference("altamar", conditions="until May\n"))
    said = form(row("altamar", {"stance": "support", "conditions": "until May"}))
    assert after(mine, said, confirmed=DAY)["confirmed"] == "2031-03-10"
    assert not compared(mine, table(("altamar", {"conditions": " until May"}))).differs


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


def test_a_table_confirms_nothing_and_a_change_takes_an_earlier_confirmation_out() -> None:
    mine = ours(preference("altamar"), confirmed="2031-03-05")
    assert after(mine, table(("altamar", {"stance": "support"})), confirmed=DAY) == mine.file
    assert "confirmed" not in after(mine, table(("corvo", {"stance": "support"})), confirmed=DAY)


@pytest.mark.parametrize(
    ("mine", "basis"),
    [
        (Ours(None), "written"),
        (ours(preference("altamar"), basis="statement"), "statement"),
        (ours(preference("altamar"), basis="bilateral"), "bilateral"),
        (Ours(None, {**EARLIER, "basis": "bilateral"}), "bilateral"),
        (Ours(None, {**EARLIER, "basis": "bilateral", "preferences": [preference("corvo")]}), "written"),
        (Ours({**OLD, "calls": ["x"]}, {**EARLIER, "basis": "bilateral"}), "bilateral"),
    ],
)
def test_a_file_is_as_guarded_as_the_most_guarded_that_is_left_in_it(mine: Ours, basis: str) -> None:
    said = table(("corvo", {"stance": "support"}), whole=mine.carried is not None)
    if mine.carried and len(mine.carried["preferences"]) > 1:
        said = table(("altamar", {"stance": "opposition"}))
    assert after(mine, said)["basis"] == basis


SHOWN = row("altamar", {"stance": "support"})


@pytest.mark.parametrize(
    ("more", "said", "basis"),
    [
        ({}, form(SHOWN), "written"),
        ({"basis": "non-paper"}, form(SHOWN), "non-paper"),
        ({"basis": "bilateral"}, form(SHOWN), "bilateral"),
        ({"preferences": [preference("altamar", note="the desk's own")]}, form(SHOWN), "written"),
        ({"preferences": [preference("altamar", rank=1)]}, form(SHOWN), "statement"),
        ({"preferences": [preference("altamar"), preference("corvo")]}, form(SHOWN), "statement"),
        ({"calls": ["roadmaps"]}, form(SHOWN), "statement"),
        ({"remarks": ["In its own words."]}, form(SHOWN), "statement"),
        ({"answers": [AGREE]}, form(SHOWN), "statement"),
        (
            {"answers": [AGREE]},
            form(SHOWN, answers=(Answered("way-forward", AGREE, "B9", AGREE),)),
            "written",
        ),
        ({}, table(("altamar", {"stance": "support"})), "statement"),
    ],
)
def test_a_statement_becomes_written_once_the_form_says_all_that_the_file_has_in_its_name(
    more: Values, said: Replied, basis: str
) -> None:
    mine = ours(preference("altamar"), **{"basis": "statement", **more})
    assert after(mine, said, confirmed=DAY)["basis"] == basis
    assert after(mine, said)["basis"] == (mine.file or {})["basis"]


def test_what_is_not_real_stays_so_as_long_as_anything_of_it_is_left() -> None:
    unreal = {**EARLIER, "illustrative": True}
    assert after(Ours(None, unreal), form(row("esker", stance="support")))["illustrative"] is True
    assert "illustrative" not in after(
        Ours(None, unreal), table(("esker", {"stance": "support"}), whole=True)
    )


def test_an_answer_alone_leaves_standing_what_is_carried_over() -> None:
    new = after(Ours(None, EARLIER), form(answers=(Answered("way-forward", AGREE, "B9"),)))
    assert "preferences" not in new
    assert new["answers"] == [AGREE]


def test_remarks_and_the_sources_so_far_stay() -> None:
    mine = ours(preference("altamar"), remarks=["In its own words."])
    new = after(mine, table(("corvo", {"stance": "support"})))
    assert new["remarks"] == ["In its own words."]
    assert new["sources"] == [{"title": "Earlier"}, {"title": "Reply"}]


# --- whatever ours, what was shown, and what came

STANCES = ("support", "can-accept", "reservation", "opposition")
SUBJECTS = (("country", "altamar"), ("country", "corvo"), ("country", "esker"), ("region", "far-isles"))
asked = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(STANCES),
        "priority": st.sampled_from([None, "high", "low"]),
        "conditions": st.sampled_from([None, "until May", "never"]),
    }
)
desk = st.fixed_dictionaries({"rank": st.sampled_from([None, 1, 2]), "note": st.sampled_from([None, "ours"])})


@st.composite
def record(draw: st.DrawFn) -> list[dict[str, Any]]:
    named = draw(st.lists(st.sampled_from(SUBJECTS), unique=True))
    return [
        {
            kind: key,
            **{field: value for field, value in (draw(asked) | draw(desk)).items() if value is not None},
        }
        for kind, key in named
    ]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Ours, Replied]:
    """What is on record, here or carried over, and a form or table that touches some of what it has."""
    preferences, calls = draw(record()), draw(st.lists(st.sampled_from(["a", "b"]), unique=True))
    file = {**OLD, "preferences": preferences, **({"calls": calls} if calls else {})}
    mine = draw(
        st.sampled_from([Ours(file), Ours(None, file), Ours({**OLD, "calls": ["a"]}, file), Ours(None)])
    )
    entries = []
    is_form = draw(st.booleans())
    for subject in draw(st.lists(st.sampled_from(SUBJECTS), unique=True)):
        shown = draw(st.none() | asked) if is_form else None
        says = {
            field: draw(asked)[field] for field in draw(st.sets(st.sampled_from(sorted(BLANK)))) | {"stance"}
        }
        if is_form:
            says = draw(st.sampled_from([BLANK, dict(shown or BLANK), {**(shown or BLANK), **says}]))
            says = says if says["stance"] else BLANK
        entries.append(Entry(subject, says, "A1", {}, shown))
    return mine, Replied(tuple(entries), form=is_form, whole=not is_form and draw(st.booleans()))


def by_subject(values: Mapping[str, Any] | None) -> dict[Any, dict[str, Any]]:
    named = {subject_of(one): one for one in (values or {}).get("preferences") or ()}
    return {subject: {"stance": "support", **one} for subject, one in named.items()}


@given(cases(), st.booleans())
def test_taking_over_twice_is_taking_over_once(case: tuple[Ours, Replied], keep: bool) -> None:
    mine, said = case
    once = after(mine, said, keep=keep, confirmed=DAY)
    Position.model_validate(once)
    again = Ours(once, None if "preferences" in once else mine.carried)
    assert after(again, said, confirmed=DAY, keep=keep) == once


@given(cases())
def test_a_form_that_came_back_as_it_was_sent_changes_nothing(case: tuple[Ours, Replied]) -> None:
    mine, said = case
    untouched = [Entry(one.subject, dict(one.shown or BLANK), "A1", {}, one.shown) for one in said.entries]
    found = compared(mine, Replied(tuple(untouched), form=True))
    assert not found.differs
    if mine.file and not mine.carried:
        assert after(mine, Replied(tuple(untouched), form=True)) == mine.file


@given(cases(), st.booleans())
def test_nothing_of_ours_is_lost_but_by_a_change_that_is_named(
    case: tuple[Ours, Replied], keep: bool
) -> None:
    mine, said = case
    found, new = compared(mine, said), by_subject(after(mine, said, keep=keep))
    if not said.entries:
        return
    named = {(one.subject, one.field) for one in found.differences}
    for subject, values in by_subject(mine.carried or mine.file).items():
        for field, value in values.items():
            if new.get(subject, {}).get(field) != value:
                assert (subject, field) in named or ((subject, "stance") in named and subject not in new)


@given(cases())
def test_to_keep_ours_changes_nothing_that_is_in_conflict(case: tuple[Ours, Replied]) -> None:
    mine, said = case
    before, new = by_subject(mine.carried or mine.file), by_subject(after(mine, said, keep=True))
    for one in compared(mine, said).differences:
        if one.conflict:
            assert new.get(one.subject, {}).get(one.field) == before.get(one.subject, {}).get(one.field)


@given(cases())
def test_to_take_theirs_makes_all_that_they_touched_as_they_say(case: tuple[Ours, Replied]) -> None:
    mine, said = case
    new = by_subject(after(mine, said))
    for entry in said.entries:
        shown = entry.shown or {}
        for field, value in entry.says.items():
            if value != shown.get(field) and (said.form or value is not None):
                assert new.get(entry.subject, {}).get(field) == (value if entry.says["stance"] else None)


@given(cases())
def test_what_all_three_know_is_merged_as_three_versions_are_a_stance_with_its_conditions(
    case: tuple[Ours, Replied],
) -> None:
    mine, said = case
    before, found = by_subject(mine.carried or mine.file), compared(mine, said)
    for entry in said.entries:
        if not (said.form and entry.shown and entry.says["stance"] and entry.subject in before):
            continue
        for fields in (("priority",), ("stance", "conditions")):
            now, was, comes = (
                {field: values.get(field) for field in fields}
                for values in (before[entry.subject], entry.shown, entry.says)
            )
            differs = {
                one.field: one.conflict
                for one in found.differences
                if one.subject == entry.subject and one.field in fields
            }
            changes = [field for field in fields if comes != was and comes[field] != now[field]]
            assert differs == dict.fromkeys(changes, now != was)
