"""A reply taken over, whatever ours, what was shown, and what came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnercli.recording.positions import subject_of
from partnercli.recording.replies import Call, Entry, Ours, Replied, compared
from partnercli.records.position import Position
from said_in_replies import BLANK, DAY, OLD, after

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
    called = []
    for theme in draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True)):
        shown_call = is_form and draw(st.booleans())
        called.append(Call(theme, "A1", no_longer=shown_call and draw(st.booleans()), shown=shown_call))
    whole = not is_form and draw(st.booleans())
    return mine, Replied(tuple(entries), tuple(called), form=is_form, whole=whole)


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
    calls = tuple(call._replace(no_longer=False, shown=True) for call in said.calls)
    sent = Replied(tuple(untouched), calls if mine.file else (), form=True)
    found = compared(mine, sent)
    assert not found.differs
    if mine.file and not mine.carried:
        assert after(mine, sent) == mine.file


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
            ours_is_lost = any(now[field] not in (was[field], comes[field]) for field in fields)
            assert differs == dict.fromkeys(changes, ours_is_lost)
