"""`partner import`: each reply beside what is on record, nothing written without a word, all of it or none."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from partnercli.repository.edit import said

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Write = Callable[[str, str | bytes], Path]

AT = "data/positions/2031-03-04-working-group"
HEAD = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
TODAY = date(2031, 4, 1)


@pytest.fixture(autouse=True)
def after_the_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the run lies after the fictional meetings."""

    class Day(date):
        @classmethod
        def today(cls) -> Day:
            return cls(TODAY.year, TODAY.month, TODAY.day)

    monkeypatch.setattr("partnercli.cli.app.date", Day)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody types these lines, then Ctrl-D."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    return lambda lines: monkeypatch.setattr("sys.stdin", Keyboard(lines))


def replies(*said: tuple[str, dict[str, Any]], **more: Any) -> str:
    """A file of replies: each a delegation and what it says."""
    every = [{"delegation": code, **words} for code, words in said]
    return json.dumps({"format": "partner.replies/1", **more, "replies": every})


def names(*preferences: Any, **more: Any) -> dict[str, Any]:
    """What a reply says: countries it supports by id, or preferences in full."""
    full = [one if isinstance(one, dict) else {"country": one} for one in preferences]
    return {"preferences": full, **more}


def position(root: Path, code: str) -> dict[str, Any]:
    found: dict[str, Any] = said((root / AT / f"{code}.yaml").read_bytes())
    return found


QS = replies(("QS", names({"country": "esker", "stance": "reservation", "conditions": "until May"}, "corvo")))
QN = replies(("QN", names({"country": "corvo", "stance": "opposition"}, "esker", "altamar")))


def test_a_reply_is_shown_beside_what_is_on_record_and_nothing_is_written(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("qn.json", QN)
    before = files_of(fictional)
    assert partner("import", "qn.json", at=fictional) == (
        0,
        f"""{HEAD}
Replies to the Working Group of 4 March 2031: 1 file, 1 reply
+ new  ~ changed  − no longer named  ? conflict with what is on record

QN Norrey · qn.json, JSON
  ? Corvo
      ours now                            │ theirs
      position: can-accept                │ position: opposition
      ours: {AT}/qn.yaml
      theirs: replies[0].preferences[0].stance
  + Esker: support (replies[0].preferences[1])
  = 1 as on record
  also on record, and not in this reply, so it stays: Belmonte and Dravina

1 reply: 1 change, 1 conflict, 0 errors
""",
        "nothing was written; to take this over: --yes, and --replace or --keep for what is in conflict\n",
    )
    assert files_of(fictional) == before


def test_what_is_taken_over_rests_on_the_file_its_hash_the_day_and_the_channel(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("sent/qs.json", QS)
    options = ("--yes", "--received", "2031-03-20", "--channel", "e-mail", "--illustrative")
    code, out, _ = partner("import", "sent/qs.json", *options, at=fictional)
    assert (code, out.splitlines()[-1]) == (0, f"{AT}/qs.yaml")
    assert position(fictional, "qs") == {
        "delegation": "QS",
        "meeting": "2031-03-04-working-group",
        "basis": "written",
        "illustrative": True,
        "preferences": [
            {"country": "esker", "stance": "reservation", "conditions": "until May"},
            {"country": "corvo"},
        ],
        "sources": [
            {
                "title": "Reply of Sardis to the Working Group of 4 March 2031 (JSON)",
                "reference": f"qs.json, SHA-256 {sha256(QS.encode()).hexdigest()}",
                "note": "e-mail",
                "date": "2031-03-20",
            }
        ],
    }
    assert partner("--quiet", "validate", at=fictional) == (0, "", "")


def test_the_same_file_again_says_that_it_was_imported_already(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("qs.json", QS)
    assert partner("import", "qs.json", "--yes", "--illustrative", at=fictional)[0] == 0
    before = files_of(fictional)
    code, out, err = partner("import", "qs.json", "--yes", at=fictional)
    assert (code, err) == (0, "nothing to change: all of it is on record\n")
    assert "  imported already: this very file is among the sources of its position\n" in out
    assert files_of(fictional) == before


def test_a_conflict_is_overwritten_only_with_a_word(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("qn.json", QN)
    before = files_of(fictional)
    code, _, err = partner("import", "qn.json", "--yes", at=fictional)
    assert code == 1
    assert "error: 1 conflict with what is on record of QN; nothing was written\nhint: " in err
    assert files_of(fictional) == before
    assert partner("import", "qn.json", "--yes", "--keep", at=fictional)[0] == 0
    kept = position(fictional, "qn")
    assert [one["country"] for one in kept["preferences"]] == [
        "altamar",
        "corvo",
        "belmonte",
        "dravina",
        "esker",
    ]
    assert kept["preferences"][1]["stance"] == "can-accept"
    assert kept["sources"][-1]["note"] == "taken over in part"
    _, _, err = partner("import", "qn.json", "--yes", "--keep", at=fictional)
    assert err == "nothing to change: ours is kept where the two differ, and the rest is on record\n"
    assert partner("import", "qn.json", "--yes", "--replace", at=fictional)[0] == 0
    assert position(fictional, "qn")["preferences"][1] == {"country": "corvo", "stance": "opposition"}


def test_a_number_of_ours_stands_in_place_of_the_name_of_the_file_which_stands_on_one_line(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("from\nsomebody.json", QS)
    hashed = f"SHA-256 {sha256(QS.encode()).hexdigest()}"
    for more, named in (((), "from somebody.json"), (("--reference", "Reg. 7"), "Reg. 7")):
        (fictional / AT / "qs.yaml").unlink(missing_ok=True)
        run = ("import", "from\nsomebody.json", "--yes", "--illustrative", *more)
        assert partner(*run, at=fictional)[0] == 0
        assert position(fictional, "qs")["sources"][0]["reference"] == f"{named}, {hashed}"


def test_to_replace_and_to_keep_do_not_go_together(partner: Partner, fictional: Path, write: Write) -> None:
    write("qn.json", QN)
    code, _, err = partner("import", "qn.json", "--replace", "--keep", at=fictional)
    assert (code, err.splitlines()[0]) == (2, "error: --replace and --keep do not go together")


def test_a_whole_table_ends_what_it_does_not_name(partner: Partner, fictional: Path, write: Write) -> None:
    write("qn.json", replies(("QN", names("altamar", "esker"))))
    _, out, _ = partner("import", "qn.json", "--yes", "--whole", at=fictional)
    assert "  − Corvo: no longer named, was can-accept\n" in out
    assert [one["country"] for one in position(fictional, "qn")["preferences"]] == ["altamar", "esker"]


def test_a_table_beside_a_position_that_is_carried_over_names_what_would_end(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qr.json", replies(("QR", names("altamar", "corvo"))))
    code, out, _ = partner("import", "qr.json", "--yes", at=fictional)
    earlier = "data/positions/2031-01-20-ministers/qr.yaml"
    assert code == 1
    assert f"  on record so far: its position in {earlier}\n" in out
    assert "  ? Far Isles (region)\n" in out
    assert partner("import", "qr.json", "--yes", "--keep", at=fictional)[0] == 0
    new = position(fictional, "qr")
    assert new["preferences"] == [{"country": "altamar"}, {"region": "far-isles"}, {"country": "corvo"}]
    assert (new["basis"], new["illustrative"]) == ("statement", True)


def test_what_was_said_in_confidence_keeps_the_whole_file_so_and_the_desk_is_told(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qp.json", replies(("QP", names("dravina"))))
    code, _, err = partner("import", "qp.json", "--yes", at=fictional)
    assert code == 0
    assert "note: QP: what was said so far is in confidence, so the whole file stays so\n" in err
    assert position(fictional, "qp")["basis"] == "bilateral"


def test_what_was_circulated_stays_a_non_paper_and_what_was_said_in_the_room_a_statement(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qo.json", replies(("QO", names("dravina"))))
    assert partner("position", "set", "QO", "--basis", "statement", "--change", at=fictional)[0] == 0
    _, _, err = partner("import", "qo.json", "--dry-run", at=fictional)
    stays = "note: QO: the file stays a statement, with what was said before; no compilation shows it\n"
    assert stays in err
    assert partner("position", "set", "QO", "--basis", "non-paper", "--change", at=fictional)[0] == 0
    assert "note: " not in partner("import", "qo.json", "--dry-run", at=fictional)[2]
    _, _, err = partner("import", "qo.json", "--dry-run", "--basis", "statement", at=fictional)
    assert "note: QO: the file becomes a statement, with what was sent in writing before; " in err


def test_a_confirmation_of_another_reading_falls_with_a_word(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qm.json", replies(("QM", names("esker"))))
    _, _, err = partner("import", "qm.json", "--yes", at=fictional)
    assert "note: QM: the confirmation of 2031-03-06 was of another reading and is taken out: " in err
    assert "confirmed" not in position(fictional, "qm")


def test_a_reply_to_a_question_that_comes_after_its_day_is_said_to_be_late(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.json", replies(("QS", {"answers": [{"question": "way-forward", "reply": "agree"}]})))
    late = "note: QS: replies to way-forward were due by 2031-03-20: it is late\n"
    taken = ("import", "qs.json", "--dry-run", "--illustrative", "--received")
    assert late in partner(*taken, "2031-03-21", at=fictional)[2]
    assert late not in partner(*taken, "2031-03-20", at=fictional)[2]


WRONG = replies(
    ("QS", names({"country": "alltamar"}, {"country": "corvo", "stance": "suport"}, "esker")),
    ("QN", names("esker")),
)


def test_errors_of_all_files_are_said_at_once_and_nothing_is_written(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("in/a.json", WRONG)
    write("in/b.json", replies(("QX", names("corvo"))))
    before = files_of(fictional)
    code, out, err = partner("import", "in", "--yes", at=fictional)
    assert code == 1
    assert "3 errors\n" in out
    assert "in/a.json: replies[0].preferences[0].country: error: " in err
    assert "in/a.json: replies[0].preferences[1].stance: error: " in err
    assert "in/b.json: replies[0].delegation: error: " in err
    assert "did you mean Altamar" in err
    assert "error: 3 errors in 2 files; nothing was written\n" in err
    assert files_of(fictional) == before


def test_with_partial_what_is_right_is_taken_and_what_is_left_out_named_again(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("a.json", WRONG)
    code, _, err = partner("import", "a.json", "--yes", "--partial", "--illustrative", at=fictional)
    assert code == 0
    left = [line for line in err.splitlines() if line.startswith("left out: ")]
    assert [line.split(": ")[2] for line in left] == [
        "replies[0].preferences[0].country",
        "replies[0].preferences[1].stance",
    ]
    assert position(fictional, "qs")["preferences"] == [{"country": "esker"}]
    assert position(fictional, "qs")["sources"][0]["note"] == "taken over in part"
    assert position(fictional, "qn")["preferences"][-1] == {"country": "esker"}


def test_one_file_that_cannot_be_written_keeps_all_others_from_being_written(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write(
        "a.json",
        replies(("QS", names("esker")), ("QR", {"answers": [{"question": "gone", "reply": "agree"}]})),
    )
    before = files_of(fictional)
    code, _, _ = partner("import", "a.json", "--yes", at=fictional)
    assert code == 1
    assert files_of(fictional) == before


def test_two_files_of_one_delegation_are_named_both(partner: Partner, fictional: Path, write: Write) -> None:
    write("a.json", replies(("QS", names("esker"))))
    write("b.json", replies(("QS", names("corvo"))))
    code, _, err = partner("import", "a.json", "b.json", at=fictional)
    assert code == 1
    assert "b.json: JSON: error: QS says something else here than in a.json, JSON\n" in err
    assert partner("import", "a.json", "./a.json", at=fictional)[0] == 0


def test_the_meeting_that_a_file_names_is_taken_and_another_one_refused(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qn.json", replies(("QN", names("esker")), meeting="2031-01-20-ministers"))
    code, out, err = partner("import", "qn.json", at=fictional)
    assert (code, out.splitlines()[1]) == (0, "Replies to the Ministers of 20 January 2031: 1 file, 1 reply")
    assert err.startswith(
        "the meeting is 2031-01-20-ministers, which the file names; it is not the current one\n"
    )
    code, _, err = partner("import", "qn.json", "--meeting", "2031-03-04-working-grup", at=fictional)
    assert (code, err.splitlines()[1]) == (3, "hint: did you mean 2031-03-04-working-group?")
    code, _, err = partner("import", "qn.json", "--meeting", "2031-03-04-working-group", at=fictional)
    assert code == 1
    assert "hint: import it by itself: --meeting 2031-01-20-ministers" in err


def test_the_current_meeting_is_taken_where_any_file_names_it_and_the_odd_one_is_the_error(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("in/a.json", replies(("QN", names("esker")), meeting="2031-01-20-ministers"))
    write("in/b.json", replies(("QS", names("esker")), meeting="2031-03-04-working-group"))
    code, out, err = partner("import", "in", at=fictional)
    assert (code, out.splitlines()[1]) == (
        1,
        "Replies to the Working Group of 4 March 2031: 2 files, 1 reply",
    )
    message = "the reply of QN is to 2031-01-20-ministers, and what is taken over here is for 2031-03-04-working-group"
    assert err.startswith(f"in/a.json: JSON: error: {message}\n")


def test_a_reply_cannot_come_in_the_future(partner: Partner, fictional: Path, write: Write) -> None:
    write("qs.json", QS)
    code, _, err = partner("import", "qs.json", "--received", "2031-05-01", at=fictional)
    assert (code, err) == (1, "error: a reply of 2031-05-01 lies in the future\nhint: today is 2031-04-01\n")


def test_a_reply_of_another_delegation_than_the_one_named_is_an_error(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.json", QS)
    code, _, err = partner("import", "qs.json", "--delegation", "Norrey", at=fictional)
    assert code == 1
    assert "qs.json: JSON: error: this is a reply of QS, not of QN\n" in err


def test_a_folder_stands_for_its_files_and_others_in_it_are_named(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("in/qs.json", QS)
    write("in/notes.txt", "x")
    write("in/~$qs.xlsx", "x")
    code, out, err = partner("import", "in", at=fictional)
    assert (code, "QS Sardis · in/qs.json, JSON" in out) == (0, True)
    assert err.startswith("passed over in in: notes.txt, ~$qs.xlsx\n")


def test_files_that_are_not_there_or_belong_to_the_data_are_all_named(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.json", QS)
    code, out, err = partner("import", "gone.xlsx", "qs.json", "lost.csv", at=fictional)
    assert (code, out, err.splitlines()[0]) == (3, "", "error: there is no gone.xlsx; there is no lost.csv")
    code, _, err = partner("import", f"{AT}/qm.yaml", at=fictional)
    assert (code, err.splitlines()[0]) == (1, f"error: {AT}/qm.yaml is a part of the data itself")


def test_a_name_that_leads_nowhere_or_is_too_long_is_named_like_the_others(
    partner: Partner, fictional: Path
) -> None:
    (fictional / "loop.csv").symlink_to("loop.csv")
    long = f"{'a' * 300}.csv"
    code, _, err = partner("import", long, "loop.csv", "gone.csv", at=fictional)
    told = f"error: {long} cannot be read: file name too long; there is no loop.csv; there is no gone.csv"
    assert (code, err.splitlines()[0]) == (4, told)


def test_a_dry_run_shows_the_change_of_the_file(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("qs.json", QS)
    before = files_of(fictional)
    _, out, _ = partner("import", "qs.json", "--dry-run", "--illustrative", at=fictional)
    assert f"+++ b/{AT}/qs.yaml\n" in out
    assert files_of(fictional) == before


def test_at_a_keyboard_each_delegation_is_asked_for_and_each_conflict(
    partner: Partner, fictional: Path, write: Write, keyboard: Callable[[str], None], files_of: FilesOf
) -> None:
    write("a.json", replies(("QN", json.loads(QN)["replies"][0]), ("QS", names("esker"))))
    keyboard("y\nperhaps\no\nn\n")
    before = files_of(fictional)
    code, out, err = partner("import", "a.json", at=fictional, terminal=True, NO_COLOR="1")
    assert code == 0
    assert "Take over what QN says? [y/n] QN, Corvo: theirs or ours? [t/o] " in out
    assert "type one of: t, theirs, o, ours\n" in err
    assert files_of(fictional).keys() == before.keys()
    assert position(fictional, "qn")["preferences"][1] == {"country": "corvo", "stance": "can-accept"}
    assert position(fictional, "qn")["preferences"][-1] == {"country": "esker"}


def test_who_says_no_to_all_writes_nothing(
    partner: Partner, fictional: Path, write: Write, keyboard: Callable[[str], None], files_of: FilesOf
) -> None:
    write("a.json", QS)
    keyboard("no\n")
    before = files_of(fictional)
    code, _, err = partner("import", "a.json", at=fictional, terminal=True)
    assert (code, err) == (0, "nothing was written\n")
    assert files_of(fictional) == before


def test_the_end_of_what_is_typed_writes_nothing(
    partner: Partner, fictional: Path, write: Write, keyboard: Callable[[str], None], files_of: FilesOf
) -> None:
    write("a.json", replies(("QN", names("esker")), ("QS", names("esker"))))
    keyboard("y\n")
    before = files_of(fictional)
    assert partner("import", "a.json", at=fictional, terminal=True)[0] == 130
    assert files_of(fictional) == before


def test_to_interrupt_the_questions_writes_nothing(
    partner: Partner, fictional: Path, write: Write, monkeypatch: pytest.MonkeyPatch, files_of: FilesOf
) -> None:
    class Interrupted(io.StringIO):
        def isatty(self) -> bool:
            return True

        def readline(self, *_: Any) -> Any:
            raise KeyboardInterrupt

    write("a.json", QS)
    monkeypatch.setattr("sys.stdin", Interrupted())
    before = files_of(fictional)
    assert partner("import", "a.json", at=fictional, terminal=True)[0] == 130
    assert files_of(fictional) == before


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_screen_is_as_wide_as_the_terminal(
    partner: Partner, fictional: Path, write: Write, width: int
) -> None:
    write("a.json", QN)
    _, out, _ = partner("import", "a.json", at=fictional, terminal=True, NO_COLOR="1", COLUMNS=str(width))
    assert "ours now" in out
    assert max(map(len, out.splitlines())) <= width
    if width == 40:
        assert "      ours now: position: can-accept\n      theirs: position: opposition\n" in out


def test_the_contract(partner: Partner, fictional: Path, write: Write) -> None:
    write("qn.json", QN)
    code, out, _ = partner("import", "qn.json", "--yes", "--keep", "--format", "json", at=fictional)
    told = json.loads(out)
    (reply,) = told.pop("replies")
    assert (code, told) == (
        0,
        {
            "format": "partner.import/1",
            "marking": "LIMITE",
            "illustrative": True,
            "meeting": "2031-03-04-working-group",
            "files": [{"file": "qn.json", "sha256": sha256(QN.encode()).hexdigest(), "remarks": []}],
            "written": True,
        },
    )
    assert reply == {
        "delegation": "QN",
        "file": "qn.json",
        "place": "JSON",
        "imported_already": False,
        "changes": [
            {
                "subject": {"country": "corvo"},
                "field": "stance",
                "from": "can-accept",
                "shown": None,
                "to": "opposition",
                "cell": "replies[0].preferences[0].stance",
                "conflict": True,
            },
            {
                "subject": {"country": "esker"},
                "field": "stance",
                "from": None,
                "shown": None,
                "to": "support",
                "cell": "replies[0].preferences[1]",
                "conflict": False,
            },
        ],
        "calls": [],
        "answers": [],
        "unchanged": [{"country": "altamar"}],
        "also_on_record": [{"country": "belmonte"}, {"country": "dravina"}],
        "confirmed": None,
        "writes": f"{AT}/qn.yaml",
    }


def test_json_says_what_is_wrong_and_that_nothing_was_written(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("a.json", WRONG)
    code, out, err = partner("import", "a.json", "--yes", "--format", "json", at=fictional)
    told = json.loads(out)
    assert (code, told["written"]) == (1, False)
    assert [(one["address"], one["weight"]) for one in told["files"][0]["remarks"]] == [
        ("replies[0].preferences[0].country", "error"),
        ("replies[0].preferences[1].stance", "error"),
    ]
    assert err.startswith("error: 2 errors in 1 file; nothing was written\n")
