"""`partner position remind`: nothing in the text for one delegation comes from another, from a count or from a note."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]

FICTIONAL = Path(__file__).parents[1] / "fictional"
EARLIER, AT = "2031-01-20-ministers", "2031-03-04-working-group"
OTHERS = ("QM", "QO", "QP", "QR", "QS")
COUNTRIES = ("altamar", "belmonte", "corvo", "dravina", "esker", "insula-d-ocre")
STANCES = ("support", "can-accept", "reservation", "opposition")
QUESTIONS = """\
questions:
  - {id: way-forward, text: Do delegations agree?, due: 2031-03-20}
  - {id: list, text: Is the list agreed?, due: 2031-04-20, mode: silence}
"""
BASES = ("statement", "written", "non-paper", "bilateral")


def by_chance(code: str, meeting: str, chosen: random.Random) -> str:
    """A position in which all is chance, and which speaks of Norrey."""
    word = f"Norrey said {chosen.random()}"
    named = ", ".join(
        f"{{country: {country}, stance: {chosen.choice(STANCES)}, conditions: {word}, note: {word}}}"
        for country in chosen.sample(COUNTRIES, chosen.randint(0, 6))
    )
    replies = ["agree", "disagree", "scrutiny-reservation"]
    answers = (
        "" if meeting == EARLIER else f"answers: [{{question: list, reply: {chosen.choice(replies)}}}]\n"
    )
    return (
        f"delegation: {code}\nmeeting: {meeting}\nbasis: {chosen.choice(BASES)}\n"
        f"illustrative: {chosen.choice(['true', 'false'])}\npreferences: [{named}]\n"
        f"calls: [theme-{chosen.randint(1, 9)}]\nremarks: [{word}]\n{answers}sources: [{{title: {word}}}]\n"
    )


def exercise(at: Path, seed: int) -> Path:
    """The invented repository in which all is chance but what QN said and what it is asked."""
    chosen = random.Random(seed)  # noqa: S311 - chance for a test
    shutil.copytree(FICTIONAL, at)
    for meeting in (EARLIER, AT):
        for code in OTHERS:
            file = at / f"data/positions/{meeting}/{code.lower()}.yaml"
            file.unlink(missing_ok=True)
            if chosen.random() < 0.7:
                file.write_text(by_chance(code, meeting, chosen), "utf-8")
    own = at / f"data/positions/{AT}/qn.yaml"
    said = own.read_text("utf-8").replace("=1+1", f"note {chosen.random()}")
    own.write_text(
        said.replace("calls:", f"remarks: [word {chosen.random()}]\ncalls:").replace("Invented", str(seed)),
        "utf-8",
    )
    meeting_file = at / f"data/meetings/{AT}.yaml"
    told = meeting_file.read_text("utf-8")
    head, tail = told[: told.index("questions:")], told[told.index("documents:") :]
    concluded = f"conclusions: [{{question: list, text: word {chosen.random()}, on: 2031-04-21}}]\n"
    meeting_file.write_text(f"{head}{QUESTIONS}{concluded if chosen.random() < 0.5 else ''}{tail}", "utf-8")
    config = at / "partner.yaml"
    config.write_text(
        config.read_text("utf-8").replace("at_least: 0.5\n", f"at_least: 0.{chosen.randint(1, 9)}\n"), "utf-8"
    )
    document = at / "data/documents/10001-31.yaml"
    listed = ", ".join(chosen.sample(COUNTRIES, 3))
    document.write_text(
        document.read_text("utf-8").replace("partners: [altamar, corvo]", f"partners: [{listed}]"), "utf-8"
    )
    return at


def reminders(partner: Partner, at: Path) -> list[str]:
    """The reminder of QN as text and as JSON."""
    done = [
        partner("position", "remind", "QN", "--by", "2031-12-01", "--format", form, at=at)
        for form in ("text", "json")
    ]
    assert [one.code for one in done] == [0, 0], done[0].err
    return [one.out for one in done]


@pytest.mark.parametrize("seed", range(1, 9))
def test_all_others_may_change_and_the_reminder_of_one_stays_the_same_to_the_byte(
    partner: Partner, tmp_path: Path, seed: int
) -> None:
    text, told = reminders(partner, exercise(tmp_path / "one", seed))
    assert [text, told] == reminders(partner, exercise(tmp_path / "other", -seed))
    assert "QN" in text
    assert "until parliament has been heard" in " ".join(text.split())
    assert not [code for code in OTHERS if code in text]
    assert not [word for word in ("Norrey said", "word", "remark", "note ") if word in text]
    assert json.loads(told)["illustrative"] is True
