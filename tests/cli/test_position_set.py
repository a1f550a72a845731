"""`partner position set`: what a delegation says becomes one file, checked before it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]
AT = "2031-03-04-working-group"
QS = f"data/positions/{AT}/qs.yaml"
QN = f"data/positions/{AT}/qn.yaml"
QR = f"data/positions/{AT}/qr.yaml"


@pytest.fixture
def position(partner: Partner, fictional: Path) -> Partner:
    """Runs `partner position` on the invented repository."""
    return lambda *arguments, **more: partner("position", *arguments, at=fictional, **more)


def test_a_first_position_is_a_new_file_that_says_all_of_it(position: Partner, fictional: Path) -> None:
    done = position(
        *("set", "Sardis", "--support", "altamar,Corvo", "--can-accept", "esker"),
        *("--reserve", "belmonte: until the vote, and not before", "--oppose", "dravina"),
        *("--region", "far-isles,"[:-1], "--region", "inner-plain:can-accept"),
        *("--priority", "altamar=high", "--note", "corvo=asked twice", "--call", "timelines,roadmaps"),
        *("--remark", 'We said "no" in May.', "--illustrative"),
    )
    assert (done.code, done.out) == (0, f"{QS}\n")
    assert (fictional / QS).read_text("utf-8") == (
        "# yaml-language-server: $schema=../../../schemas/position.schema.json\n"
        "delegation: QS\n"
        f"meeting: {AT}\n"
        "basis: statement\n"
        "illustrative: true\n"
        "preferences:\n"
        "  - {country: altamar, priority: high}\n"
        "  - {country: corvo, note: asked twice}\n"
        "  - {country: esker, stance: can-accept}\n"
        '  - {country: belmonte, stance: reservation, conditions: "until the vote, and not before"}\n'
        "  - {country: dravina, stance: opposition}\n"
        "  - {region: far-isles}\n"
        "  - {region: inner-plain, stance: can-accept}\n"
        "calls: [timelines, roadmaps]\n"
        'remarks: [We said "no" in May.]\n'
        "sources:\n"
        '  - {title: "Statement at the Working Group of 4 March 2031, as noted by the Presidency"}\n'
    )


def test_what_was_recorded_is_said_back(position: Partner) -> None:
    err = position("set", "QS", "--support", "altamar", "--reserve", "corvo: for now", "--illustrative").err
    assert err == "QS: support Altamar; reservation Corvo (for now)\n"


@pytest.mark.parametrize(
    ("basis", "title"),
    [
        ("written", "Written reply to the Working Group of 4 March 2031, as received by the Presidency"),
        ("non-paper", "Non-paper for the Working Group of 4 March 2031, as received by the Presidency"),
        ("bilateral", "Bilateral contact on the Working Group of 4 March 2031, as noted by the Presidency"),
    ],
)
def test_without_a_source_it_is_said_plainly_how_it_was_given(
    position: Partner, fictional: Path, basis: str, title: str
) -> None:
    assert position("set", "QS", "--support", "corvo", "--basis", basis).code == 0
    text = (fictional / QS).read_text("utf-8")
    assert f"basis: {basis}\n" in text
    assert title in text


def test_a_source_named_stands_instead(position: Partner, fictional: Path) -> None:
    position("set", "QS", "--support", "corvo", "--source", "Letter", "--reference", "of 5 March")
    assert "sources:\n  - {title: Letter, reference: of 5 March}\n" in (fictional / QS).read_text("utf-8")


def test_a_dry_run_shows_the_file_and_writes_nothing(position: Partner, fictional: Path) -> None:
    done = position("set", "QS", "--support", "corvo", "--dry-run")
    assert done.code == 0
    assert done.out.startswith(f"--- /dev/null\n+++ b/{QS}\n")
    assert not (fictional / QS).exists()


def test_all_unknown_names_are_said_at_once_each_with_the_nearest(position: Partner, fictional: Path) -> None:
    done = position(
        "set", "Sardys", "--support", "altamarr,xyz", "--region", "far-isle", "--oppose", "far-isles"
    )
    assert done.code == 3
    for words in (
        'there is no delegation "Sardys" (did you mean QS (Sardis)?)',
        'there is no country "altamarr" (did you mean altamar?)',
        'there is no country "xyz" (see those there are: partner country list',
        'there is no region "far-isle" (did you mean far-isles?)',
        'there is no country "far-isles" (it is a region: --region far-isles)',
    ):
        assert words in done.err
    assert not (fictional / QS).exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--support", "corvo", "--oppose", "corvo"), "corvo is named twice"),
        (("--support", "corvo: now", "--support", "corvo: then"), "corvo is named twice"),
        (("--support", "altamar,corvo: now"), "has one condition for 2 countries"),
        (("--support", "corvo:"), "names no country or gives no condition"),
        (("--support", ","), "names no country or gives no condition"),
        (("--region", "far-isles:suport"), "did you mean support?"),
        (("--support", "corvo", "--priority", "corvo=hihg"), "did you mean high?"),
        (("--support", "corvo", "--priority", "corvo"), "is no NAME=VALUE"),
        (("--call", "Road maps"), "write road-maps"),
        (("--remark", " "), "--remark is empty"),
        (("--remark", "a\u202eb"), "a remark holds U+202E"),
        (("--reserve", "corvo: a\x1bb"), "the condition on corvo holds U+001B"),
        (("--support", "corvo", "--source", ""), "--source is empty"),
        (("--support", "corvo", "--reference", "p. 3"), "a reference belongs to a source"),
        (("--support", "corvo", "--confirmed", "2031-03-4"), "is not a day"),
        ((), "nothing is said"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage_and_writes_nothing(
    position: Partner, fictional: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = position("set", "QS", *arguments)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err
    assert not (fictional / QS).exists()


def test_a_country_named_twice_in_one_way_counts_once(position: Partner, fictional: Path) -> None:
    position("set", "QS", "--support", "corvo,Corvo", "--support", "corvo")
    assert (fictional / QS).read_text("utf-8").count("corvo") == 1


def test_a_second_position_is_refused_and_shows_what_is_recorded(position: Partner, fictional: Path) -> None:
    before = (fictional / QN).read_bytes()
    done = position("set", "QN", "--support", "esker")
    assert done.code == 1
    assert (
        "QN has a position at 2031-03-04-working-group already: support Altamar; can-accept Corvo;"
        in done.err
    )
    assert "--change" in done.err
    assert (fictional / QN).read_bytes() == before


def test_with_change_only_what_is_named_changes(position: Partner, fictional: Path) -> None:
    before = (fictional / QN).read_text("utf-8")
    done = position("set", "QN", "--change", "--support", "corvo", "--no-longer", "belmonte")
    assert (done.code, done.out) == (0, f"{QN}\n")
    assert (fictional / QN).read_text("utf-8") == before.replace(
        "  - {country: corvo, stance: can-accept}\n"
        "  - {country: belmonte, stance: reservation, conditions: until parliament has been heard}\n",
        "  - {country: corvo}\n",
    )


def test_the_same_again_is_nothing_to_change_but_a_part_of_it_is_a_second_position(
    position: Partner, fictional: Path
) -> None:
    said = ("set", "QS", "--support", "altamar", "--reserve", "corvo: for now", "--call", "timelines")
    position(*said)
    before = (fictional / QS).read_bytes()
    again = position(*said)
    assert (again.code, again.out) == (0, "")
    assert "nothing to change" in again.err
    assert position("set", "QS", "--support", "altamar").code == 1
    assert (fictional / QS).read_bytes() == before


def test_a_change_takes_an_earlier_confirmation_out_and_says_so(position: Partner, fictional: Path) -> None:
    path = f"data/positions/{AT}/qm.yaml"
    done = position("set", "QM", "--change", "--oppose", "belmonte")
    assert "its confirmation of 2031-03-06 was of another reading and is taken out" in done.err
    assert "confirmed:" not in (fictional / path).read_text("utf-8")


def test_what_replaces_a_position_carried_over_is_said(position: Partner) -> None:
    err = position("set", "QR", "--support", "corvo", "--illustrative").err
    assert "this replaces what stood from 2031-01-20-ministers: support Altamar and Far Isles (region)" in err


def test_a_detail_of_a_position_carried_over_points_to_copy_from(position: Partner) -> None:
    done = position("set", "QR", "--no-longer", "altamar")
    assert done.code == 3
    assert "partner position copy-from 2031-01-20-ministers QR" in done.err


def test_what_is_not_named_cannot_be_taken_back(position: Partner) -> None:
    done = position("set", "QN", "--change", "--no-longer", "esker")
    assert done.code == 3
    assert "QN does not name Esker" in done.err
    assert "name what it said: support Altamar" in done.err


def test_who_withdraws_names_nothing_from_then_on(
    position: Partner, fictional: Path, partner: Partner
) -> None:
    assert position("set", "QR", "--withdraw").code == 0
    assert "preferences: []\n" in (fictional / QR).read_text("utf-8")
    assert "QR" not in partner("tally", "--format", "json", at=fictional).out.split('"countries"')[1]
    assert "not confirmed; names nothing." in " ".join(position("show", "QR").out.split())


def test_a_file_with_replies_only_takes_a_position_without_change(position: Partner, fictional: Path) -> None:
    position("reply", "QS", "way-forward", "agree")
    done = position("set", "QS", "--support", "corvo")
    assert done.code == 0
    text = (fictional / QS).read_text("utf-8")
    assert "  - {country: corvo}\n" in text
    assert "  - {question: way-forward, reply: agree}\n" in text


def test_a_delegation_not_expected_and_a_real_position_among_illustrative_ones_are_warned_of(
    position: Partner, fictional: Path
) -> None:
    done = position("set", "QT", "--support", "corvo")
    assert done.code == 0
    assert "warning: QT is not expected at 2031-03-04-working-group" in done.err
    assert "is not marked so (--illustrative)" in done.err
    assert (fictional / f"data/positions/{AT}/qt.yaml").exists()
    assert "marked so" not in position("set", "QS", "--support", "corvo", "--illustrative").err


def test_confidence_given_up_is_said(position: Partner) -> None:
    done = position("set", "QP", "--change", "--basis", "statement")
    assert "warning: this was said in confidence so far" in done.err


def test_a_file_that_cannot_be_read_is_never_written_over(
    position: Partner, write: Callable[[str, str], Path]
) -> None:
    file = write(QS, "delegation: [QS\n")
    done = position("set", "QS", "--support", "corvo")
    assert done.code == 1
    assert "cannot be read as it is" in done.err
    assert file.read_text("utf-8") == "delegation: [QS\n"


def test_the_file_in_which_a_delegation_speaks_is_changed_even_if_misnamed(
    position: Partner, fictional: Path
) -> None:
    (fictional / QN).rename(fictional / f"data/positions/{AT}/norrey.yaml")
    done = position("set", "QN", "--change", "--support", "esker", "--dry-run")
    assert f"+++ b/data/positions/{AT}/norrey.yaml" in done.out


def test_without_a_current_meeting_it_is_said_how_to_make_one_that(
    position: Partner, fictional: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group\n", "")
    done = position("set", "QS", "--support", "corvo")
    assert done.code == 3
    assert "partner meeting current MEETING" in done.err
    assert not (fictional / QS).exists()


def test_a_repository_without_positions_takes_its_first(position: Partner, fictional: Path) -> None:
    (fictional / "data/positions").rename(fictional.parent / "away")
    assert position("set", "QS", "--support", "corvo").code == 0
    assert (fictional / QS).exists()


def test_a_meeting_that_cannot_be_read_is_said_so(
    position: Partner, write: Callable[[str, str], Path]
) -> None:
    write(f"data/meetings/{AT}.yaml", "forum: [\n")
    done = position("set", "QS", "--support", "corvo")
    assert (done.code, "cannot be read as it is" in done.err) == (1, True)
