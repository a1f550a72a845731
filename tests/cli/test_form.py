"""`partner form`: the workbooks that are sent to delegations, and what the desk is told of them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from partnercli.exchange.form.reading import read_form
from partnercli.exchange.opening import opened
from partnercli.exchange.reply import Read
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree
from partnercli.system.installation import to_get

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]

AT = "2031-03-04-working-group"
CODES = ("qm", "qn", "qo", "qp", "qr", "qs")
CONTACT = ("--contact", "desk@presidency.example")
BANNER = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


def cells(path: Path) -> dict[str, str]:
    """All that stands in the visible sheets of a workbook, a text a sheet."""
    workbook = load_workbook(path)
    return {
        sheet.title: "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible"
    }


def read_back(at: Path, name: str) -> Read:
    exercise = load(WorkingTree(at), Scope.of_meeting(None)).exercise
    return read_form(opened(name, (at / name).read_bytes()), exercise)


def test_each_delegation_expected_has_a_form_in_build_and_the_paths_are_printed(
    partner: Partner, fictional: Path
) -> None:
    done = partner("form", *CONTACT, at=fictional)
    assert done.code == 0
    assert done.out.splitlines() == [f"build/forms/form-{AT}-{code}.xlsx" for code in CODES]
    assert "Marland (QM)" in cells(fictional / done.out.splitlines()[0])["Reply"]


def test_delegations_named_in_any_way_have_theirs_in_protocol_order(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    done = partner("form", "norrey", "Märland", *CONTACT, "--output", tmp_path / "out", at=fictional)
    assert [Path(line).name for line in done.out.splitlines()] == [f"form-{AT}-qm.xlsx", f"form-{AT}-qn.xlsx"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"form-{AT}-qm.xlsx",
        f"form-{AT}-qn.xlsx",
    ]


def test_the_files_are_listed_as_json(partner: Partner, fictional: Path) -> None:
    done = partner("form", "QR", "QS", *CONTACT, "--json", at=fictional)
    told = json.loads(done.out)
    data = (fictional / f"build/forms/form-{AT}-qr.xlsx").read_bytes()
    assert told["files"][0] == {
        "path": f"build/forms/form-{AT}-qr.xlsx",
        "delegation": "QR",
        "prefilled_from": "2031-01-20-ministers",
        "left_out": False,
        "illustrative": True,
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
    }
    assert told["files"][1]["prefilled_from"] is None
    del told["files"]
    assert told == {
        "format": "partner.form/1",
        "marking": "LIMITE",
        "illustrative": True,
        "meeting": AT,
        "reply_by": "2031-03-20",
        "what_if": [],
    }


def test_what_was_said_in_confidence_is_left_out_and_the_desk_is_told(
    partner: Partner, fictional: Path
) -> None:
    done = partner("form", "QP", *CONTACT, at=fictional)
    assert "left out: what QP said in confidence, as a form goes to the whole delegation" in done.err
    reply = cells(fictional / done.out.strip())["Reply"]
    assert "confidence" not in reply
    assert "Reservation" not in reply


def test_all_whose_words_were_left_out_are_told_in_one_line(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(f"data/positions/{AT}/qn.yaml", "basis: written", "basis: bilateral")
    done = partner("form", "QN", "QO", "QP", *CONTACT, at=fictional)
    said = "left out: what QN and QP said in confidence, as a form goes to the whole delegation"
    assert done.err.splitlines() == [said]


def test_together_shows_all_to_the_presidency_alone(partner: Partner, fictional: Path) -> None:
    done = partner("form", "--together", *CONTACT, "--json", at=fictional)
    assert "left out: what QP said in confidence, as others may see the workbook" in done.err
    assert "it is for the Presidency alone, never send it" in done.err
    (file,) = json.loads(done.out)["files"]
    assert (file["delegation"], file["prefilled_from"]) == (None, None)
    assert [sheet["delegation"] for sheet in file["sheets"]] == [code.upper() for code in CODES]
    assert file["path"] == f"build/forms/form-{AT}-together.xlsx"
    sheets = cells(fictional / file["path"])
    assert list(sheets) == ["About", *(code.upper() for code in CODES)]
    assert all(text.startswith(f"LIMITE · {BANNER} · PRESIDENCY ONLY") for text in sheets.values())


@pytest.mark.parametrize("options", [(), ("--blank",)])
def test_every_form_of_a_meeting_at_which_any_position_is_not_real_bears_the_banner(
    options: tuple[str, ...], partner: Partner, fictional: Path
) -> None:
    done = partner("form", "QM", "QS", *options, *CONTACT, at=fictional)
    for line in done.out.splitlines():
        assert all(text.startswith(f"LIMITE · {BANNER}\n") for text in cells(fictional / line).values())
        (reply,) = read_back(fictional, line).replies
        assert reply.illustrative


def test_without_such_a_position_illustrative_says_so_of_any_form(partner: Partner, fictional: Path) -> None:
    for file in (fictional / "data/positions").rglob("*.yaml"):
        file.write_text(file.read_text().replace("illustrative: true\n", ""))
    done = partner("form", "QM", *CONTACT, at=fictional)
    assert not any(BANNER in text for text in cells(fictional / done.out.strip()).values())
    done = partner("form", "QM", "--illustrative", *CONTACT, at=fictional)
    assert all(BANNER in text for text in cells(fictional / done.out.strip()).values())


def test_blank_shows_nothing(partner: Partner, fictional: Path) -> None:
    done = partner("form", "QM", "--blank", *CONTACT, at=fictional)
    reply = cells(fictional / done.out.strip())["Reply"]
    assert "Altamar" in reply
    assert "Support" not in reply
    assert "timelines" not in reply


def test_the_day_for_replies_is_given_or_the_last_of_the_questions(partner: Partner, fictional: Path) -> None:
    done = partner("form", "QS", *CONTACT, at=fictional)
    assert "Reply by\n20 March 2031" in cells(fictional / done.out.strip())["Reply"]
    done = partner("form", "QS", "--reply-by", "2031-04-02", *CONTACT, at=fictional)
    assert "Reply by\n2 April 2031" in cells(fictional / done.out.strip())["About"]


def test_a_day_for_replies_that_is_none_or_before_the_meeting_is_refused(
    partner: Partner, fictional: Path
) -> None:
    assert partner("form", "--reply-by", "soon", at=fictional).code == 2
    done = partner("form", "--reply-by", "2031-03-03", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert "is before the meeting" in done.err
    assert not (fictional / "build").exists()


def test_a_form_without_day_or_contact_is_said_to_be_one(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(f"data/meetings/{AT}.yaml", "    due: 2031-03-20\n", "")
    done = partner("form", at=fictional)
    day, contact = done.err.splitlines()[1:]
    assert day == "warning: no day for replies is known, and the forms name none: --reply-by DATE"
    assert contact.startswith("warning: the forms do not say whom delegations can ask: --contact")


def test_a_day_that_has_passed_is_said_to_have(partner: Partner, shipped: Path, tmp_path: Path) -> None:
    day = ("--reply-by", "2021-05-07")
    done = partner("form", "DE", *day, *CONTACT, "--output", tmp_path, at=shipped)
    assert done.err == "warning: 7 May 2021 has passed; another day: --reply-by DATE\n"


def test_questions_whose_day_has_passed_are_named_where_the_form_asks_for_later_replies(
    partner: Partner, fictional: Path, request: pytest.FixtureRequest
) -> None:
    words = ("form", "QS", "--reply-by", "2031-04-20", *CONTACT)
    said = "warning: the day of way-forward has passed, and the forms say it; another day: "
    assert said not in partner(*words, at=fictional).err
    request.getfixturevalue("after_the_meeting")
    told = f"{said}partner meeting question {AT} QUESTION --due DATE\n"
    assert told in partner(*words, at=fictional).err


def test_the_contact_of_the_settings_stands_in_every_form(partner: Partner, fictional: Path) -> None:
    assert partner("settings", "set", "contact=desk@presidency.example", at=fictional).code == 0
    done = partner("form", "QS", at=fictional)
    assert done.err == ""
    assert "Contact\ndesk@presidency.example" in cells(fictional / done.out.strip())["About"]


@pytest.mark.parametrize("contact", ["", " ", "a\u202eb"])
def test_a_contact_that_is_none_or_could_mislead_is_refused(
    contact: str, partner: Partner, fictional: Path
) -> None:
    assert partner("form", "--contact", contact, at=fictional).code == 2


def test_a_delegation_that_is_not_expected_may_have_one_and_the_desk_is_told(
    partner: Partner, fictional: Path
) -> None:
    done = partner("form", "QT", *CONTACT, at=fictional)
    assert done.code == 0
    assert f"warning: not expected at {AT}, so that no reply of theirs is counted: QT" in done.err


def test_nobody_expected_is_refused_with_what_to_do(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(f"data/meetings/{AT}.yaml", "format: in person", "format: in person\ndelegations: [QT]")
    done = partner("form", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert f"no delegation is expected at {AT}" in done.err


def test_unknown_delegations_are_named_all_at_once(partner: Partner, fictional: Path) -> None:
    done = partner("form", "Norey", "Nobody", at=fictional)
    assert (done.code, done.out) == (3, "")
    assert "did you mean QN (Norrey)?" in done.err
    assert '"Nobody"' in done.err


def test_without_the_extra_it_says_how_to_get_it(
    partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = partner("form", at=fictional)
    assert (done.code, done.out) == (2, "")
    assert (
        done.err
        == f"error: Excel workbooks need openpyxl, which is not installed\nhint: {to_get('tables')}\n"
    )


def test_a_form_that_somebody_filled_in_is_not_written_over(partner: Partner, fictional: Path) -> None:
    made, again = (partner("form", "--together", *CONTACT, at=fictional) for _ in range(2))
    assert (made.code, again.code) == (0, 0)
    file = fictional / made.out.strip()
    workbook = load_workbook(file)
    workbook["QS"]["B8"] = "Support"
    workbook.save(file)
    before = file.read_bytes()
    done = partner("form", "--together", *CONTACT, at=fictional)
    assert (done.code, done.out, file.read_bytes()) == (1, "", before)
    assert "saved by another program since it was made, and may hold replies: build/forms/" in done.err
    assert partner("form", "QS", *CONTACT, at=fictional).code == 0


def test_a_form_of_another_meeting_shows_what_stood_there(partner: Partner, fictional: Path) -> None:
    done = partner("form", "QM", "--meeting", "2031-01-20-ministers", *CONTACT, at=fictional)
    reply = cells(fictional / done.out.strip())["Reply"]
    assert "Opposition" in reply
    assert "Question" not in reply


def test_a_public_repository_makes_forms_without_marking(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "marking: LIMITE", "marking: public")
    done = partner("form", "QS", *CONTACT, at=fictional)
    sheets = cells(fictional / done.out.strip())
    assert "LIMITE" not in "".join(sheets.values())
    assert "no distribution marking" in sheets["About"]


def test_every_form_read_back_untouched_says_nothing_new(partner: Partner, fictional: Path) -> None:
    done = partner("form", at=fictional)
    for line in done.out.splitlines():
        found = read_back(fictional, line)
        assert found.remarks == ()
        (reply,) = found.replies
        assert not any(entry.touched for entry in reply.entries)


def test_the_bytes_are_the_same_in_another_process_with_another_clock_and_hash_seed(
    partner: Partner, fictional: Path
) -> None:
    partner("form", "QM", *CONTACT, at=fictional)
    file = fictional / f"build/forms/form-{AT}-qm.xlsx"
    first = file.read_bytes()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "SOURCE_DATE_EPOCH": "1"}
    command = [sys.executable, "-m", "partnercli", "form", "QM", *CONTACT]
    subprocess.run(command, cwd=fictional, env=environment, check=True, capture_output=True)
    assert file.read_bytes() == first
    assert load_workbook(io.BytesIO(first)).properties.modified.date() == date(2031, 3, 4)
