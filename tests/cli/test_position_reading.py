"""`partner position show`, `list` and `remind`: what stands of each delegation, on the day of the run."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]
AT = "2031-03-04-working-group"


@pytest.fixture
def position(partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch) -> Partner:
    """Runs `partner position` on the invented repository, on 10 March 2031 unless the test says otherwise."""

    def run(*arguments: str, on: date = date(2031, 3, 10), command: str = "position", **more: Any) -> Any:
        class Day(date):
            @classmethod
            def today(cls) -> Day:
                return cls(on.year, on.month, on.day)

        monkeypatch.setattr("partnercli.cli.app.date", Day)
        return partner(command, *arguments, at=fictional, **more)

    return run


@pytest.fixture
def silence(edit: Callable[[str, str, str], None]) -> None:
    """The question is put under silence procedure."""
    edit(f"data/meetings/{AT}.yaml", "due: 2031-03-20", "due: 2031-03-20\n    mode: silence")


def test_one_position_shows_what_stands_where_it_was_said_and_what_is_open(position: Partner) -> None:
    assert position("show", "Norrey").out == (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
        "Norrey (QN): Working Group, 4 March 2031\n"
        "Said at this meeting; written; noted, not confirmed.\n"
        "support:       Altamar\n"
        "can-accept:    Corvo\n"
        "reservation:   Belmonte (until parliament has been heard)\n"
        "opposition:    Dravina\n"
        'note:          Altamar: Quoted: "Norrey will not be the first, and not the\n'
        '               last."\n'
        "note:          Dravina: =1+1\n"
        "calls for:     roadmaps, timelines\n"
        "reply:         way-forward: scrutiny reservation\n"
        "source:        Invented position\n"
    )


def test_a_position_carried_over_says_from_where_and_which_reply_is_awaited(position: Partner) -> None:
    out = position("show", "QR").out
    assert "Carried over from 2031-01-20-ministers (Ministers, 20 January 2031);" in out
    assert "confirmed on 22 January 2031." in " ".join(out.split())
    assert "reply awaited: way-forward: Do delegations agree to the way forward set out\n" in out
    assert "(due 20 March 2031)" in out


def test_who_was_not_heard_is_said_so(position: Partner) -> None:
    out = position("show", "QS").out
    assert "Not heard: nothing is recorded, and nothing is carried over." in out
    assert "ILLUSTRATIVE" not in out


def test_a_position_for_programs_carries_the_marking_and_every_stance(position: Partner) -> None:
    whole = json.loads(position("show", "QP", "--format", "json").out)
    assert {key: whole[key] for key in ("format", "marking", "illustrative", "meeting")} == {
        "format": "partner.position/1",
        "marking": "LIMITE",
        "illustrative": True,
        "meeting": AT,
    }
    one = whole["position"]
    assert (one["delegation"], one["basis"], one["confirmed"], one["from"]) == ("QP", "bilateral", None, AT)
    assert [entry["stance"] for entry in one["preferences"]] == [
        "support",
        "support",
        "reservation",
        "can-accept",
    ]
    assert one["answers"][0]["reply"] == "disagree"


def test_the_list_is_in_protocol_order_with_those_not_heard(position: Partner) -> None:
    lines = position("list").out.splitlines()
    assert lines[0] == "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
    assert [line[:2] for line in lines[3:-1]] == ["QM", "QN", "QO", "QP", "QR", "QS"]
    assert lines[3] == "QM  statement               2031-03-06     3   -   -   -  agree, with comments"
    assert lines[7] == "QR  from 2031-01-20-minist… 2031-01-22     2   -   -   -  1 awaited"
    assert lines[8] == "QS  not heard                                             1 awaited"
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("option", "codes"),
    [("--unconfirmed", ["QN", "QO", "QP"]), ("--no-reply", ["QR", "QS"]), ("--silent", ["QS"])],
)
def test_a_choice_lists_only_those(position: Partner, option: str, codes: list[str]) -> None:
    whole = json.loads(position("list", option, "--format", "json").out)
    assert whole["format"] == "partner.positions/1"
    assert [row["delegation"] for row in whole["positions"]] == codes


def test_two_choices_at_once_are_wrong_usage(position: Partner) -> None:
    done = position("list", "--silent", "--no-reply")
    assert (done.code, "do not go together" in done.err) == (2, True)


def test_a_delegation_not_expected_stands_last_and_is_said_so(position: Partner) -> None:
    position("set", "QT", "--support", "corvo")
    assert position("list").out.splitlines()[-2].startswith("QT  statement, not expected")
    rows = json.loads(position("list", "--format", "json").out)["positions"]
    assert [(row["delegation"], row["counted"]) for row in rows][-2:] == [("QS", True), ("QT", False)]


@pytest.mark.usefixtures("silence")
@pytest.mark.parametrize(("on", "awaited"), [(date(2031, 3, 20), ["QR", "QS"]), (date(2031, 3, 21), [])])
def test_silence_is_awaited_until_its_day_and_accepted_after_it_on_every_screen(
    position: Partner, on: date, awaited: list[str]
) -> None:
    listed = json.loads(position("list", "--no-reply", "--format", "json", on=on).out)
    assert [row["delegation"] for row in listed["positions"]] == awaited
    asked = json.loads(position("show", "--format", "json", on=on, command="meeting").out)["questions"][0]
    assert asked["awaited"] == awaited
    assert asked["objections"] == ["QN", "QP"]
    assert asked["silent"] == ["QR", "QS"]
    tallied = json.loads(position("--by", "question", "--format", "json", on=on, command="tally").out)
    assert tallied["questions"][0]["silence"] == asked["silence"] == ("pending" if awaited else "accepted")
    reminded = json.loads(
        position("remind", "--no-reply", "--format", "json", "--by", "2031-04-01", on=on).out
    )
    assert [one["delegation"] for one in reminded["reminders"]] == awaited
    assert ("silent, so accepted" in position("show", on=on, command="meeting").out) is not bool(awaited)


@pytest.mark.usefixtures("silence")
def test_a_reminder_before_silence_ends_says_what_it_means_and_no_other_day_counts(position: Partner) -> None:
    out = " ".join(position("remind", "QS", "--by", "2031-04-01").out.split())
    assert "no objection by 20 March 2031 will count as acceptance" in out
    assert "silence broken by" in position("show", command="meeting").out
    assert "    2  silence broken by: QN QP\n" in position("--by", "question", command="tally").out


def test_a_reminder_is_a_text_to_paste(position: Partner, golden: Callable[[str, str], None]) -> None:
    golden("reminders.txt", position("remind").out)


def test_reminders_for_programs_hold_one_text_a_delegation(position: Partner) -> None:
    whole = json.loads(position("remind", "--unconfirmed", "--format", "json").out)
    assert (whole["format"], whole["marking"], whole["illustrative"]) == (
        "partner.reminders/1",
        "LIMITE",
        True,
    )
    assert [one["delegation"] for one in whole["reminders"]] == ["QN", "QO", "QP"]
    for one in whole["reminders"]:
        others = {"Marland", "Norrey", "Ostia", "Pellerin", "Rovenia", "Sardis"} - {one["name"]}
        assert not [other for other in others if other in one["text"]]
        assert one["text"].startswith("LIMITE · ILLUSTRATIVE")


def test_a_late_reminder_is_warned_of_and_takes_another_day(position: Partner) -> None:
    done = position("remind", "--no-reply", on=date(2031, 3, 21))
    assert (done.code, "Please reply by 20 March 2031." in done.out) == (0, True)
    assert done.err == "warning: 20 March 2031 has passed; another day: --by DATE\n"
    later = position("remind", "--no-reply", "--by", "2031-04-01", on=date(2031, 3, 21))
    assert (later.err, "Please reply by 1 April 2031." in later.out) == ("", True)


def test_the_desk_is_told_whose_reminder_quotes_what_was_said_in_confidence(position: Partner) -> None:
    said = "what QP said in confidence is quoted: mail it to whoever said it, to nobody else\n"
    assert position("remind", "--unconfirmed").err.endswith(f"warning: {said}")
    assert "confidence" not in position("remind", "QN").err


@pytest.mark.parametrize(("day", "code"), [("2030-04-01", 1), ("soon", 2)])
def test_a_day_before_the_meeting_reminds_nobody(position: Partner, day: str, code: int) -> None:
    done = position("remind", "--by", day)
    assert (done.code, done.out) == (code, "")


def test_silence_without_a_day_cannot_be_reminded_of(
    position: Partner, edit: Callable[[str, str, str], None]
) -> None:
    edit(f"data/meetings/{AT}.yaml", "due: 2031-03-20", "mode: silence")
    done = position("remind", "QS")
    assert (done.code, "has no day on which it ends" in done.err) == (1, True)


def test_who_has_confirmed_and_replied_is_not_reminded(position: Partner) -> None:
    assert "==== QM" not in position("remind").out
    done = position("remind", "QM")
    assert done.code == 0


def test_an_unknown_delegation_is_not_reminded(position: Partner) -> None:
    done = position("remind", "Norray", "Ostja")
    assert done.code == 3
    assert "did you mean QN (Norrey)?" in done.err
    assert "did you mean QO (Ostia)?" in done.err
