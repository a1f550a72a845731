"""`partner position reply`, `confirm` and `copy-from`: what comes back, and what a later meeting starts from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]
AT = "2031-03-04-working-group"
LATER = "2031-05-06-working-group"


@pytest.fixture
def position(partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch) -> Partner:
    """Runs `partner position` on the invented repository, on 25 March 2031 unless the test says otherwise."""

    def run(*arguments: str, on: date = date(2031, 3, 25), **more: Any) -> Any:
        class Day(date):
            @classmethod
            def today(cls) -> Day:
                return cls(on.year, on.month, on.day)

        monkeypatch.setattr("partnercli.cli.app.date", Day)
        return partner("position", *arguments, at=fictional, **more)

    return run


@pytest.fixture
def text(fictional: Path) -> Callable[..., str]:
    """The text of a delegation's file."""
    return lambda code, at=AT: (fictional / f"data/positions/{at}/{code}.yaml").read_text("utf-8")


@pytest.fixture
def later(write: Callable[[str, str], Path]) -> str:
    """A later meeting, to which nothing is carried."""
    write(
        f"data/meetings/{LATER}.yaml",
        "forum: Working Group\ndate: 2031-05-06\nsources: [{title: Calendar}]\n",
    )
    return LATER


def test_a_first_reply_makes_a_file_of_the_reply_alone(
    position: Partner, text: Callable[..., str], partner: Partner, fictional: Path
) -> None:
    before = partner("position", "show", "QR", "--format", "json", at=fictional).out
    done = position("reply", "QR", "way-forward", "agree-with-comments", "--comment", "see the letter")
    assert done.code == 0
    assert text("qr").split("\n", 1)[1] == (
        "delegation: QR\n"
        f"meeting: {AT}\n"
        "basis: written\n"
        "answers:\n"
        "  - {question: way-forward, reply: agree-with-comments, comment: see the letter}\n"
        "sources:\n"
        '  - {title: "Written reply to the Working Group of 4 March 2031, as received by the Presidency"}\n'
    )
    after = partner("position", "show", "QR", "--format", "json", at=fictional).out
    assert '"country": "altamar"' in before
    assert '"country": "altamar"' in after, "what it said of countries before stands"


def test_a_later_reply_replaces_the_earlier_one_and_says_so(
    position: Partner, text: Callable[..., str]
) -> None:
    done = position("reply", "QN", "way-forward", "agree")
    assert "this replaces its earlier reply: scrutiny-reservation" in done.err
    assert "  - {question: way-forward, reply: agree}\n" in text("qn")
    assert "scrutiny" not in text("qn")


def test_the_same_reply_again_changes_nothing(position: Partner, text: Callable[..., str]) -> None:
    before = text("qo")
    done = position("reply", "QO", "way-forward", "agree")
    assert (done.code, done.out, "nothing to change" in done.err) == (0, "", True)
    assert text("qo") == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("QS", "way-forwad", "agree"), 3, "did you mean way-forward?"),
        (("QS", "list", "agree"), 3, "the questions are: way-forward"),
        (("QS", "way-forward", "agre"), 2, "did you mean agree?"),
        (("QS", "way-forward", "yes"), 2, "write one of: agree, agree-with-comments"),
        (("QS", "way-forward", "agree-with-comments"), 2, "needs the comments"),
        (("QS", "way-forward", "agree", "--comment", " "), 2, "--comment is empty"),
        (("Sardos", "way-forward", "agree"), 3, "did you mean QS (Sardis)?"),
    ],
)
def test_a_reply_that_cannot_be_is_refused(
    position: Partner, fictional: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = position("reply", *arguments)
    assert (done.code, words in done.err) == (code, True)
    assert not (fictional / f"data/positions/{AT}/qs.yaml").exists()


def test_a_late_reply_is_recorded_and_said_to_be_late(position: Partner) -> None:
    assert "replies were due by 2031-03-20: it is late" in position("reply", "QS", "way-forward", "agree").err
    in_time = position("reply", "QR", "way-forward", "agree", on=date(2031, 3, 20))
    assert "due by" not in in_time.err


def test_an_objection_after_silence_has_ended_says_what_silence_meant(
    position: Partner, edit: Callable[[str, str, str], None]
) -> None:
    edit(f"data/meetings/{AT}.yaml", "due: 2031-03-20", "due: 2031-03-20\n    mode: silence")
    done = position("reply", "QS", "way-forward", "disagree")
    assert "silence counted as acceptance from then on" in done.err


def test_a_reply_never_opens_what_was_said_in_confidence_and_one_in_confidence_closes_the_file(
    position: Partner, text: Callable[..., str]
) -> None:
    done = position("reply", "QP", "way-forward", "agree", "--basis", "written")
    assert "basis: bilateral" in text("qp")
    assert "the whole file stays so" in done.err
    position("reply", "QO", "way-forward", "disagree", "--basis", "bilateral")
    assert "basis: bilateral" in text("qo")


def test_a_confirmation_is_written_for_all_named_and_for_none_if_one_cannot_confirm(
    position: Partner, text: Callable[..., str]
) -> None:
    before = text("qn")
    refused = position("confirm", "QN", "QR", "QS", "QM")
    assert refused.code == 1
    assert "what stands of QR was said at 2031-01-20-ministers" in refused.err
    assert f"QS has no position at {AT}" in refused.err
    assert "QM confirmed on 2031-03-06 already" in refused.err
    assert text("qn") == before
    assert position("confirm", "QN", "Ostia", "--on", "2031-03-20").code == 0
    assert "confirmed: 2031-03-20\n" in text("qn")
    assert "confirmed: 2031-03-20\n" in text("qo")


def test_without_a_day_a_confirmation_is_of_today(position: Partner, text: Callable[..., str]) -> None:
    position("confirm", "QN")
    assert "confirmed: 2031-03-25\n" in text("qn")


@pytest.mark.parametrize(
    ("day", "code", "words"),
    [
        ("2031-03-03", 1, "is before the meeting on 2031-03-04"),
        ("2031-03-26", 1, "lies in the future"),
        ("26 March", 2, "is not a day"),
    ],
)
def test_a_confirmation_on_a_day_that_cannot_be_is_refused(
    position: Partner, text: Callable[..., str], day: str, code: int, words: str
) -> None:
    done = position("confirm", "QN", "--on", day)
    assert (done.code, words in done.err) == (code, True)
    assert "confirmed" not in text("qn")
    assert position("set", "QN", "--change", "--confirmed", day).code == code


def test_another_day_of_confirmation_needs_replace(position: Partner, text: Callable[..., str]) -> None:
    assert position("confirm", "QM").code == 1
    assert position("confirm", "QM", "--replace").code == 0
    assert "confirmed: 2031-03-25\n" in text("qm")
    assert "nothing to change" in position("confirm", "QM").err


def test_a_later_meeting_starts_from_the_positions_in_force(
    position: Partner, text: Callable[..., str], later: str
) -> None:
    done = position("copy-from", AT, "--meeting", later)
    assert done.code == 0
    assert done.out.splitlines() == [
        f"data/positions/{later}/{code}.yaml" for code in ("qm", "qn", "qo", "qp", "qr")
    ]
    assert text("qr", later).split("\n", 1)[1] == (
        "delegation: QR\n"
        f"meeting: {later}\n"
        "basis: statement\n"
        "illustrative: true\n"
        "preferences:\n"
        "  - {country: altamar}\n"
        "  - {region: far-isles}\n"
        "sources:\n"
        "  - title: Position at the Ministers of 20 January 2031, taken over\n"
        "    reference: 2031-01-20-ministers\n"
        "    note: not confirmed for this meeting yet\n"
    )
    assert "confirmed:" not in text("qm", later)
    assert "answers:" not in text("qm", later)
    assert "basis: bilateral" in text("qp", later)


def test_what_is_there_already_is_left_and_named(
    position: Partner, text: Callable[..., str], later: str
) -> None:
    position("set", "QN", "--support", "esker", "--meeting", later)
    before = text("qn", later)
    done = position("copy-from", AT, "QN", "QO", "--meeting", later)
    assert "left as they are, there already: QN" in done.err
    assert done.out == f"data/positions/{later}/qo.yaml\n"
    assert text("qn", later) == before
    again = position("copy-from", AT, "QN", "QO", "--meeting", later)
    assert (again.code, "nothing to take over" in again.err) == (0, True)


def test_a_meeting_does_not_start_from_itself_or_a_later_one_or_from_nothing(
    position: Partner, later: str
) -> None:
    assert position("copy-from", AT).code == 1
    assert "no earlier meeting" in position("copy-from", later).err
    done = position("copy-from", AT, "QS", "--meeting", later)
    assert (done.code, "nothing stands of QS at 2031-03-04-working-group" in done.err) == (3, True)
    assert position("copy-from", "2031-03-04-working", "--meeting", later).code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("reply", "QS", "way-forward", "agree"),
        ("confirm", "QN"),
        ("copy-from", "2031-01-20-ministers", "QR"),
    ],
)
def test_a_dry_run_writes_nothing(
    position: Partner,
    fictional: Path,
    arguments: tuple[str, ...],
    files_of: Callable[[Path], dict[str, tuple[bytes, int]]],
) -> None:
    before = files_of(fictional)
    done = position(*arguments, "--dry-run")
    assert done.code == 0
    assert "+++ b/data/positions/" in done.out
    assert files_of(fictional) == before


def test_two_who_confirm_are_two_files_and_one_line_each(position: Partner, text: Callable[..., str]) -> None:
    before = text("qn")
    done = position("confirm", "QO", "QN", "--on", "2031-03-20")
    assert done.out == f"data/positions/{AT}/qn.yaml\ndata/positions/{AT}/qo.yaml\n"
    assert text("qn") == before.replace("basis: written\n", "basis: written\nconfirmed: 2031-03-20\n")


def test_what_is_said_in_the_room_after_a_written_reply_is_in_no_compilation_and_the_desk_is_told(
    position: Partner, partner: Partner, text: Callable[..., str], fictional: Path
) -> None:
    def compiled() -> str:
        done = partner("render", "compilation", "--output", fictional / "out", at=fictional)
        assert done.code == 0
        return (fictional / "out/compilation.md").read_text("utf-8")

    position("reply", "QS", "way-forward", "agree-with-comments", "--comment", "see the letter")
    assert "see the letter" in compiled()
    done = position("set", "QS", "--oppose", "esker: not before the vote")
    assert "no compilation shows it; if all of it was sent in writing: --basis written --change" in " ".join(
        done.err.split()
    )
    assert "basis: statement" in text("qs")
    assert "not before the vote" not in compiled()
    done = position("set", "QS", "--basis", "written", "--change")
    assert "now a compilation shows it with the delegation's name" in " ".join(done.err.split())
    assert "not before the vote" in compiled()
    done = position("set", "QS", "--support", "corvo", "--change")
    assert "if it was said in the room: --basis statement --change" in " ".join(done.err.split())


def test_what_is_said_in_confidence_after_a_statement_closes_the_file(
    partner: Partner, text: Callable[..., str], fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "basis: statement" in text("qm")
    lines = "change QM\n-belmonte; ?esker: for the Chair alone\nquit\n"
    monkeypatch.setattr("sys.stdin", StringIO(lines))
    partner("position", "enter", "--basis", "bilateral", "--meeting", AT, at=fictional)
    assert "for the Chair alone" in text("qm")
    assert "basis: bilateral" in text("qm")
