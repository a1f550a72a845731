"""The language of the tour de table: what a line says, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.recording.hearing import NotUnderstood, Room, heard
from partnercli.recording.positions import Said
from partnercli.recording.spoken_names import Names
from partnercli.recording.tour_de_table import Line, addressed, in_words, said_in
from partnercli.records.names import Lookup
from partnercli.records.plain import Plain

COUNTRIES = {
    "tunisia": ("Tunisia", "Tunisie", "TN"),
    "morocco": ("Morocco", "Maroc"),
    "niger": ("Niger", "NE"),
    "nigeria": ("Nigeria",),
    "iraq": ("Iraq",),
    "iran": ("Iran",),
    "bosnia-and-herzegovina": ("Bosnia and Herzegovina",),
    "cote-d-ivoire": ("Côte d'Ivoire", "Ivory Coast"),
    "congo": ("Congo",),
    "democratic-republic-of-the-congo": ("Democratic Republic of the Congo", "Congo-Kinshasa"),
}
REGIONS = {"sahel": ("Sahel",), "north-africa": ("North Africa",)}
DELEGATIONS = {"BE": ("Belgium",), "DE": ("Germany",), "EL": ("Greece", "GR"), "AT": ("Austria",)}
STAND: dict[str, Plain] = {
    "DE": {
        "basis": "statement",
        "preferences": [
            {"country": "tunisia", "priority": "high", "note": "twice"},
            {"country": "iraq", "stance": "reservation", "conditions": "until June"},
            {"region": "sahel"},
        ],
        "calls": ["timelines"],
    },
    "EL": {"basis": "bilateral", "preferences": [{"country": "iraq"}], "calls": []},
    "BE": {"basis": "statement", "preferences": [{"country": "morocco"}, {"country": "niger"}], "calls": []},
}

EARLIER: dict[str, list[Plain]] = {
    "BE": [{"country": "morocco"}, {"country": "tunisia", "stance": "can-accept"}],
    "EL": [{"country": "iraq"}],
}


def room(*questions: str) -> Room:
    return Room(
        countries=Names("country", Lookup(COUNTRIES), COUNTRIES),
        regions=Names("region", Lookup(REGIONS), REGIONS),
        delegations=Names("delegation", Lookup(DELEGATIONS), DELEGATIONS),
        questions=Names.of_ids("question", questions),
        stand=STAND,
        earlier=EARLIER,
    )


ROOM = room("way-forward")


def country(key: str, stance: str = "", **more: str) -> dict[str, str]:
    return {"country": key, **({"stance": stance} if stance else {}), **more}


@pytest.mark.parametrize(
    ("line", "preferences"),
    [
        ("tunisia", [country("tunisia")]),
        ("Tunisie, MAROC , ne", [country("tunisia"), country("morocco"), country("niger")]),
        ("tun", [country("tunisia")]),
        ("+tunisia", [country("tunisia")]),
        (
            "cote d'ivoire, dem rep congo",
            [country("cote-d-ivoire"), country("democratic-republic-of-the-congo")],
        ),
        ("ivory", [country("cote-d-ivoire")]),
        ("congo", [country("congo")]),
        ("bosnia and herzegovina", [country("bosnia-and-herzegovina")]),
        ("bosnia and herz", [country("bosnia-and-herzegovina")]),
        ("tunisia and morocco & iraq", [country("tunisia"), country("morocco"), country("iraq")]),
        ("~niger", [country("niger", "can-accept")]),
        ("? iraq", [country("iraq", "reservation")]),
        ("!iraq, iran", [country("iraq", "opposition"), country("iran")]),
        (
            "oppose iraq, iran; niger",
            [country("iraq", "opposition"), country("iran", "opposition"), country("niger")],
        ),
        ("oppose: iraq", [country("iraq", "opposition")]),
        ("accept niger, oppose iraq", [country("niger", "can-accept"), country("iraq", "opposition")]),
        ("reservation on iraq: until then", [country("iraq", "reservation", conditions="until then")]),
        (
            "?iraq: until the elections, and the vote; niger",
            [
                country("iraq", "reservation", conditions="until the elections, and the vote"),
                country("niger"),
            ],
        ),
        (
            '?iraq: "until then; niger too", tunisia',
            [country("iraq", "reservation", conditions="until then; niger too"), country("tunisia")],
        ),
        ("tunisia: with care", [country("tunisia", conditions="with care")]),
        ("*niger", [country("niger", priority="high")]),
        (
            "~*niger, iraq (low)",
            [country("niger", "can-accept", priority="high"), country("iraq", priority="low")],
        ),
        ("@sahel, @north", [{"region": "sahel"}, {"region": "north-africa"}]),
        ("sahel, north afr", [{"region": "sahel"}, {"region": "north-africa"}]),
        ("?@sahel: later", [{"region": "sahel", "stance": "reservation", "conditions": "later"}]),
        ("region Sahel", [{"region": "sahel"}]),
        ("tunisia, tunisia", [country("tunisia")]),
        (
            "ditto DE",
            [
                country("tunisia"),
                country("iraq", "reservation", conditions="until June"),
                {"region": "sahel"},
            ],
        ),
        ("ditto germany, without iraq, sahel, also niger", [country("tunisia"), country("niger")]),
        ("ditto DE, !iraq, -sahel", [country("tunisia"), country("iraq", "opposition")]),
        ("as before", [country("morocco"), country("tunisia", "can-accept")]),
        ("*@sahel", [{"region": "sahel", "priority": "high"}]),
        ("@*sahel", [{"region": "sahel", "priority": "high"}]),
    ],
)
def test_names_are_heard_with_stance_condition_and_priority(
    line: str, preferences: list[dict[str, Any]]
) -> None:
    assert list(heard(line, "BE", ROOM).preferences) == preferences


def test_who_spoke_in_confidence_may_say_the_same_again_itself() -> None:
    assert heard("as before", "EL", ROOM).preferences == (country("iraq"),)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("#timelines, # Road maps", Said(calls=("timelines", "road-maps"))),
        ("calls for timelines, roadmaps", Said(calls=("timelines", "roadmaps"))),
        ("asks for timelines; niger", Said(preferences=(country("niger"),), calls=("timelines",))),
        ('"We stand ready; tunisia, too."', Said(remarks=("We stand ready; tunisia, too.",))),
        ('"It said ""no""", niger', Said(preferences=(country("niger"),), remarks=('It said "no"',))),
        ("“In its own words”", Said(remarks=("In its own words",))),
        ('"We stand ready', Said(remarks=("We stand ready",))),
        ("-iraq", Said(taken_back=(("country", "iraq"),))),
        ("no longer iraq, region sahel", Said(taken_back=(("country", "iraq"), ("region", "sahel")))),
        ("withdraw", Said(withdrawn=True)),
        ("none", Said(withdrawn=True)),
        ("calls for withdraw, oppose", Said(calls=("withdraw", "oppose"))),
        ("withdraws all; niger", Said(preferences=(country("niger"),), withdrawn=True)),
        ("=agree", Said(answers=({"question": "way-forward", "reply": "agree"},))),
        (
            "way=disagree: too early",
            Said(answers=({"question": "way-forward", "reply": "disagree", "comment": "too early"},)),
        ),
        ("=scrutiny", Said(answers=({"question": "way-forward", "reply": "scrutiny-reservation"},))),
    ],
)
def test_calls_words_replies_and_what_is_taken_back_are_heard(line: str, said: Said) -> None:
    assert heard(line, "BE", ROOM) == said


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("tunesia", ['there is no country "tunesia"']),
        ("niger, tunesia, ira, !foo", ['there is no country "tunesia"', '"ira" may be Iraq, Iran', '"foo"']),
        ("nig", ['"nig" may be Niger, Nigeria']),
        ("de", ['there is no country "de"']),
        ("?", ["a sign stands before no name"]),
        (", ;", ["nothing is said"]),
        ("?iraq: until then, niger", ['does "niger" belong to the condition "until then"']),
        ("?iraq: until then, ~foo", ['does "~foo" belong']),
        ("?iraq: now; tunesia", ["tunesia"]),
        ("iraq, !iraq", ["Iraq is named twice, in two ways"]),
        ("iraq, -iraq", ["Iraq is named and taken back"]),
        ("ditto AT", ["AT has named nothing"]),
        ("ditto EL", ["what EL said is confidential"]),
        ("ditto france", ['there is no delegation "france"']),
        ("ditto DE, without niger", ["DE does not name Niger"]),
        ("=maybe", ['there is no reply "maybe"']),
        ("=ag", ['there is no reply "ag"']),
        ("=agree with", ["which comments?"]),
        ("=agree, =disagree", ["way-forward is answered twice"]),
        ("#, #…", ['"" is no theme', '"…" is no theme']),
        ("calls for timelines, ~niger", ['is "~niger" called for, or named?']),
        ("oppose", ['there is no country "oppose"']),
        ("#timelines: soon", ["takes no condition"]),
        ("ditto de: until May", ["takes no condition"]),
        ("withdraw: until May", ["takes no condition"]),
        ("-iraq: until May", ["takes no condition"]),
        ('"one" two', ["where does the quotation end"]),
        ('"one; two', ["a quotation has no end"]),
    ],
)
def test_a_line_not_understood_says_every_word_of_it(line: str, problems: list[str]) -> None:
    with pytest.raises(NotUnderstood) as caught:
        heard(line, "BE", ROOM)
    assert len(caught.value.problems) == len(problems)
    for problem, words in zip(caught.value.problems, problems, strict=True):
        assert words in str(problem)


def test_an_unknown_name_gets_the_nearest_and_an_ambiguous_one_all_that_it_may_be() -> None:
    with pytest.raises(NotUnderstood) as caught:
        heard("tunesia, cong", "BE", room())
    near, several = caught.value.problems
    assert near.hint == "did you mean Tunisia?"
    assert str(several) == '"cong" may be Congo, Democratic Republic of the Congo'


@pytest.mark.parametrize(
    ("questions", "line", "words"),
    [
        ((), "=agree", "no question was put"),
        (("way-forward", "next-steps"), "=agree", "which question?"),
        (("way-forward",), "budget=agree", 'there is no question "budget"'),
    ],
)
def test_a_reply_needs_to_know_its_question(questions: tuple[str, ...], line: str, words: str) -> None:
    with pytest.raises(NotUnderstood, match=words.replace("?", r"\?")):
        heard(line, "BE", room(*questions))
    assert heard("next=agree", "BE", room("way-forward", "next-steps")).answers


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("tunisia", Line(None, "tunisia")),
        ("DE: tunisia", Line("DE", "tunisia")),
        ("gr: iraq: until then", Line("EL", "iraq: until then")),
        ("Germany", Line("DE", "")),
        ("ger: niger", Line("DE", "niger")),
        ("de: +niger", Line("DE", "+niger", change=True)),
        ("change DE", Line("DE", "", change=True)),
        ("change ger: niger", Line("DE", "niger", change=True)),
        ("iraq: until then", Line(None, "iraq: until then")),
        ("oppose: iraq", Line(None, "oppose: iraq")),
        ('"DE: said"', Line(None, '"DE: said"')),
        ("=agree", Line(None, "=agree")),
    ],
)
def test_a_line_says_whom_it_is_about(line: str, meant: Line) -> None:
    assert addressed(line, ROOM) == meant


def test_to_change_a_delegation_that_is_not_known_is_not_understood() -> None:
    with pytest.raises(NotUnderstood, match="france"):
        addressed("change france", ROOM)


def test_what_was_said_is_put_into_words() -> None:
    line = 'tun, *ne; ?iraq: until then, or later; !iran; ~@sahel; #timelines; "Ready."; =disagree: too early; -congo'
    assert in_words(heard(line, "BE", ROOM), ROOM) == (
        "no longer Congo; support Tunisia, Niger (high); "
        'reservation on Iraq: "until then, or later"; opposition to Iran; can accept region Sahel; '
        'calls for timelines; "Ready."; way-forward=disagree: too early'
    )


def test_a_position_withdrawn_and_an_empty_one_differ_in_words() -> None:
    assert in_words(said_in({"preferences": []}), ROOM) == "names nothing"
    assert in_words(said_in({"calls": ["timelines"]}), ROOM) == "calls for timelines"


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).map(
    lambda text: " ".join(text.split())
)
WORDS = WORDS.filter(bool)
DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "stance": st.sampled_from(["can-accept", "reservation", "opposition"]),
        "priority": st.sampled_from(["high", "medium", "low"]),
        "conditions": WORDS,
    },
)
SUBJECTS = [("country", key) for key in COUNTRIES] + [("region", key) for key in REGIONS]
SLUGS = st.from_regex(r"[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True).filter(
    lambda text: text not in {"con", "prn", "aux", "nul"}
)


@st.composite
def sayings(draw: st.DrawFn) -> Said:
    subjects = draw(st.lists(st.sampled_from(SUBJECTS), unique=True, max_size=6))
    named = draw(st.integers(0, len(subjects)))
    said = Said(
        preferences=tuple({kind: key, **draw(DETAILS)} for kind, key in subjects[:named]),
        taken_back=tuple(subjects[named:]),
        withdrawn=draw(st.booleans()),
        calls=tuple(draw(st.lists(SLUGS, unique=True, max_size=3))),
        remarks=tuple(draw(st.lists(WORDS, unique=True, max_size=2))),
        answers=draw(
            st.just(())
            | st.tuples(
                st.fixed_dictionaries(
                    {
                        "question": st.just("way-forward"),
                        "reply": st.sampled_from(["agree", "agree-with-comments", "disagree"]),
                        "comment": WORDS,
                    }
                )
            )
        ),
    )
    return said if said != Said() else Said(withdrawn=True)


@given(sayings())
def test_what_is_put_into_words_is_heard_as_the_same_again(said: Said) -> None:
    assert heard(in_words(said, ROOM), "BE", ROOM) == said


LINES = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [*'~?!@#=+-*,;:"“” ', "tunisia", "nig", "ditto ", "DE", "oppose ", "without ", "agree", "(low)"]
    ),
    max_size=14,
).map("".join)


@given(LINES)
def test_no_line_ends_otherwise_than_heard_or_not_understood(line: str) -> None:
    try:
        about = addressed(line, ROOM)
        said = heard(about.text, about.delegation or "BE", ROOM)
    except NotUnderstood as unclear:
        said, problems = None, unclear.problems
    else:
        problems = ()
    assert problems or (said and heard(in_words(said, ROOM), "BE", ROOM) == said)
