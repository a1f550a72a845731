"""What `partner majority` refuses, with all that is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from majorities import contract, refused

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

MEETING = "2031-03-04-working-group"
DELEGATIONS = "data/delegations.yaml"


def test_missing_figures_end_a_reading_of_population_and_no_other(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DELEGATIONS, "    population: {2031: 1000000}\n", "")
    code, err = refused(partner, fictional, "altamar")
    assert code == 1
    assert "no year has population figures for all who take part: that of QS is missing for 2031" in err
    assert contract(partner, fictional, "altamar", "--rule", "simple")["population_share"] is None
    assert contract(partner, fictional, "altamar", "--not-participating", "QS")["population_year"] == 2031


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ((), 2, "nothing is said of what the rules are to be tried on"),
        (("altamar", "--question", "way-forward"), 2, "do not go together"),
        (("--for", "QM", "--year", "2031", "--on", "2031-01-01"), 2, "--year and --on both say when"),
        (("altamar", "--year", "2031"), 2, "a meeting has its day"),
        (("--for", "QM", "--without", "QN"), 2, "use --not-participating"),
        (("--question", "way-forward", "--assume", "QN=altamar"), 2, "--assume is about countries"),
        (("--for", "QM", "--can-accept", "for"), 2, "name a country"),
        (("altamar", "--participants", "QM", "--not-participating", "QN"), 2, "both say who takes part"),
        (
            ("--for", "QM", "--not-participating", "QM,QN,QO,QP,QR,QS"),
            2,
            "QM is in --for and does not take part",
        ),
        (("altamar", "--not-participating", "QM,QN,QO,QP,QR,QS"), 2, "nobody is left to take part"),
        (("--for", "QM", "--on", "2014-10-31"), 2, "which hold since 1 November 2014"),
        (("--for", ",", "--not-participating", "QM"), 2, "--for names nobody"),
        (("--for", "QM", "--on", "soon"), 2, '"soon"'),
        (("atlamar",), 3, "did you mean altamar?"),
        (("--question", "way-foward"), 3, "did you mean way-forward?"),
        (("--for", "QM", "--meeting", "2031-03-04-working-grup"), 3, f"did you mean {MEETING}?"),
        (("--for", "Marlandd,Norey"), 3, "did you mean QN (Norrey)?"),
    ],
)
def test_what_cannot_be_tried_is_said_with_what_to_do(
    partner: Partner, fictional: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    ended, err = refused(partner, fictional, *options)
    assert ended == code
    assert words in err
    assert "hint: " in err


def test_all_that_is_wrong_with_the_lists_is_said_at_once(partner: Partner, fictional: Path) -> None:
    lists = ("--for", "QM,QT", "--against", "QM,QO", "--abstain", "QM", "--not-participating", "QO")
    code, err = refused(partner, fictional, *lists)
    assert code == 2
    assert "QT is not a Member State on 4 March 2031 (leave it out, or take another day: --on DATE); " in err
    assert "QM is in --for, --against and --abstain (keep it in one); QO is in --against and does not" in err
    assert "QS is not expected" in refused(partner, fictional, "altamar", "--without", "QS", "--for", "QS")[1]


def test_all_that_does_not_go_together_is_said_at_once(partner: Partner, fictional: Path) -> None:
    options = ("--year", "2031", "--on", "soon", "--participants", "QM", "--not-participating", "QN")
    code, err = refused(partner, fictional, *options, "--can-accept", "for")
    assert code == 2
    for wrong in (
        "nothing is said",
        "both say when",
        "both say who takes part",
        '"soon"',
        "--can-accept is about",
    ):
        assert wrong in err


def test_a_meeting_before_the_rules_is_refused_without_a_word_of_lists(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("data/meetings/2011-05-02-talks.yaml", "forum: Talks\ndate: 2011-05-02\nsources: [{title: T}]\n")
    code, err = refused(partner, fictional, "altamar", "--meeting", "2011-05-02-talks")
    assert (code, "hint: try a later meeting" in err, "--on" in err) == (2, True, False)
