"""`partner import`: each reply beside what is on record, nothing written without a word, all of it or none."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from replies_in_json import AT, QN, QS, names, position, replies

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Write = Callable[[str, str | bytes], Path]

pytestmark = pytest.mark.usefixtures("after_the_meeting")

HEAD = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


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
    assert kept["sources"][-1]["note"] == "taken over, and ours kept where the two conflict"
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


def test_whose_new_position_is_not_marked_illustrative_among_others_that_are_is_said(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("a.json", replies(("QR", names("altamar")), ("QS", names("altamar")), ("QN", names("esker"))))
    told = "are illustrative, and the new one of QS is not marked so (--illustrative)\n"
    assert told in partner("import", "a.json", "--dry-run", "--keep", at=fictional)[2]


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
    late = "note: QS: replies to way-forward were due by 2031-03-20: they came late\n"
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


def test_what_was_left_out_for_an_error_is_to_be_done_until_it_comes_in_or_the_rest_is_confirmed(
    partner: Partner, fictional: Path, write: Write
) -> None:
    def to_do() -> list[tuple[str, str]]:
        found = json.loads(partner("status", "--on", "2031-03-12", "--format", "json", at=fictional)[1])
        assert found["delegations"]["in_part"] == (
            ["QS"] if any(one["kind"] == "in_part" for one in found["to_do"]) else []
        )
        return [(one["text"], one["command"]) for one in found["to_do"] if one["kind"] == "in_part"]

    write("qs.json", replies(("QS", names("altamar", "eskar"))))
    take = ("import", "qs.json", "--yes", "--illustrative")
    assert partner(*take, "--partial", at=fictional)[0] == 0
    assert to_do() == [("taken over in part, without what had errors: QS", "partner import FILE")]
    file = fictional / "data/positions/2031-03-04-working-group/qs.yaml"
    left = file.read_bytes()
    assert partner("position", "confirm", "QS", "--on", "2031-03-05", at=fictional)[0] == 0
    assert to_do() == []
    file.write_bytes(left)
    write("qs.json", replies(("QS", names("altamar", "esker"))))
    assert partner(*take, at=fictional)[0] == 0
    assert to_do() == []


def test_of_a_reply_with_errors_only_what_could_be_read_is_said_to_be_on_record(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qn.json", replies(("QN", names("altamar", "alltamar"))))
    code, out, err = partner("import", "qn.json", "--yes", "--partial", at=fictional)
    assert code == 0
    words = "  nothing that could be read of it differs from what is on record; what has an\n      error is named "
    assert words in out
    assert "nothing in it differs" not in out
    assert (
        "\nnothing to change in what could be read; what has an error is left out\nleft out: qn.json: " in err
    )


def test_of_very_many_faults_in_json_the_first_are_said_and_the_others_counted(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qn.json", replies(("QN", names(*(f"x{number}" for number in range(1203))))))
    _, _, err = partner("import", "qn.json", at=fictional)
    assert "qn.json: error: and 1,003 more faults\n" in err
    assert "error: 201 errors in 1 file; nothing was written\n" in err


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


def test_a_dry_run_shows_the_change_of_the_file(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("qs.json", QS)
    before = files_of(fictional)
    _, out, _ = partner("import", "qs.json", "--dry-run", "--illustrative", at=fictional)
    assert f"+++ b/{AT}/qs.yaml\n" in out
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
