"""`partner import` of our own form: what was left stays, what was touched comes in, and the whole is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from replies_in_json import position

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

COLUMNS = {"position": 1, "priority": 2, "conditions": 3, "comments": 4}
TAKEN = ("--yes", "--received", "2031-03-20")

pytestmark = pytest.mark.usefixtures("after_the_meeting")


@pytest.fixture
def form(partner: Partner, fictional: Path) -> Callable[..., Path]:
    """The form of a delegation, filled in: by the name of a row, without signs of footnotes, the words of its cells."""

    def filled(
        delegation: str, rows: Mapping[str, Mapping[str, str | None]] = {}, *, together: bool = False
    ) -> Path:
        who = ["--together"] if together else [delegation]
        code, out, err = partner("form", *who, "--output", "out", at=fictional)
        assert code == 0, err
        path = fictional / out.splitlines()[-1].strip()
        book = load_workbook(path)
        sheet = next(one for one in book if one.title == (delegation if together else "Reply"))
        for row in sheet.iter_rows():
            for column, words in rows.get(str(row[0].value).rstrip("*"), {}).items():
                row[COLUMNS[column]].value = words
        book.save(path)
        return path

    return filled


def test_a_form_that_comes_back_as_it_was_sent_confirms_the_reading(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    path, before = form("QO"), position(fictional, "qo")
    code, out, err = partner("import", path, *TAKEN, at=fictional)
    assert (code, err) == (0, "note: QO: the form confirms the reading, as of 2031-03-20\n")
    assert "1 reply: 0 changes, 0 conflicts, 0 errors" in out
    after = position(fictional, "qo")
    (source,) = after.pop("sources")[1:]
    assert source["title"] == "Reply of Ostia to the Working Group of 4 March 2031 (form)"
    assert source["reference"].startswith(f"{path.name}, SHA-256 ")
    assert after == {**{key: before[key] for key in before if key != "sources"}, "confirmed": "2031-03-20"}


def test_what_was_recorded_since_and_the_form_does_not_name_stays_and_is_listed(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    path = form("QS", {"Esker": {"position": "Support"}})
    said = ("--support", "Dravina", "--call", "returns", "--illustrative")
    assert partner("position", "set", "QS", *said, at=fictional)[0] == 0
    assert partner("position", "reply", "QS", "way-forward", "agree", at=fictional)[0] == 0
    _, out, _ = partner("import", path, "--received", "2031-03-20", at=fictional)
    listed = "also on record, and not in this reply, so it stays: Dravina, call for returns and reply to way-forward"
    assert listed in " ".join(out.split())


def test_at_a_keyboard_it_is_said_that_the_reading_becomes_confirmed(
    partner: Partner, fictional: Path, form: Callable[..., Path], keyboard: Callable[[str], None]
) -> None:
    path = form("QO", {"Dravina": {"position": "Support"}})
    for received, question in (("2031-03-20", "says as confirmed?"), ("2031-03-01", "says?")):
        keyboard("n\n")
        run = ("import", path, "--received", received)
        _, out, _ = partner(*run, at=fictional, terminal=True, NO_COLOR="1")
        assert f"Take over what QO {question} [y/n] " in out


def test_a_statement_of_which_all_came_back_in_writing_is_written_and_the_desk_is_told(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    assert partner("position", "set", "QO", "--basis", "statement", "--change", at=fictional)[0] == 0
    code, _, err = partner("import", form("QO"), *TAKEN, at=fictional)
    assert code == 0
    assert "note: QO: all that the file holds was now sent in writing, so a compilation shows it " in err
    assert position(fictional, "qo")["basis"] == "written"


def test_what_was_touched_comes_in_with_its_cell_and_what_was_not_asked_stays(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    path = form(
        "QM",
        {
            "Altamar": {"position": "Can accept", "conditions": None},
            "Belmonte": {"position": None},
            "Esker": {"position": "Reservation", "priority": "Low", "comments": "Élan vital, ἀρχή"},
        },
    )
    code, out, _ = partner("import", path, *TAKEN, at=fictional)
    assert code == 0
    shown = " ".join(out.split())
    assert "~ Altamar, position: support → can-accept (Reply!B" in shown
    assert "~ Altamar, conditions: only with the harbour school → nothing (Reply!" in shown
    assert "− Belmonte: no longer named, was support (Reply!" in shown
    assert "+ Esker: reservation; low priority; comment: Élan vital, ἀρχή (Reply!B" in shown
    after = position(fictional, "qm")
    assert after["preferences"] == [
        {
            "country": "altamar",
            "stance": "can-accept",
            "priority": "high",
            "rank": 1,
            "note": "{{ 7*7 }} and {% include 'x' %}",
        },
        {"country": "corvo", "rank": 2, "note": "| a | b |"},
        {"country": "esker", "stance": "reservation", "priority": "low", "note": "Élan vital, ἀρχή"},
    ]
    assert after["confirmed"] == "2031-03-20"


def test_what_we_changed_since_the_form_was_sent_is_shown_beside_it(
    partner: Partner, fictional: Path, form: Callable[..., Path], files_of: FilesOf
) -> None:
    path = form("QN", {"Corvo": {"position": "Support"}})
    changed = ("position", "set", "QN", "--oppose", "corvo,altamar", "--change", "--illustrative")
    assert partner(*changed, at=fictional)[0] == 0
    before = files_of(fictional)
    code, out, _ = partner("import", path, *TAKEN, at=fictional)
    assert code == 1
    assert (
        "  ? Corvo\n"
        "      ours now               │ shown in the form      │ theirs\n"
        "      position: opposition   │ position: can-accept   │ position: support\n"
    ) in out
    assert files_of(fictional) == before
    assert partner("import", path, *TAKEN, "--replace", at=fictional)[0] == 0
    after = position(fictional, "qn")
    assert after["preferences"][:2] == [
        {"country": "altamar", "stance": "opposition", "note": after["preferences"][0]["note"]},
        {"country": "corvo"},
    ]
    assert "confirmed" not in after


def test_a_carried_position_becomes_one_of_this_meeting(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    assert partner("import", form("QR", {"Corvo": {"position": "Support"}}), *TAKEN, at=fictional)[0] == 0
    after = position(fictional, "qr")
    assert after["preferences"] == [{"country": "altamar"}, {"region": "far-isles"}, {"country": "corvo"}]
    assert (after["basis"], after["illustrative"], after["confirmed"]) == ("written", True, "2031-03-20")
    assert partner("--quiet", "validate", at=fictional) == (0, "", "")


def test_words_said_in_confidence_are_neither_shown_nor_confirmed_by_a_form(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    assert partner("import", form("QP", {"Dravina": {"position": "Support"}}), *TAKEN, at=fictional)[0] == 0
    after = position(fictional, "qp")
    assert [one["country"] for one in after["preferences"]] == [
        "corvo",
        "belmonte",
        "altamar",
        "esker",
        "dravina",
    ]
    assert (after["basis"], "confirmed" in after) == ("bilateral", False)


def test_a_cell_with_an_error_is_left_out_and_the_rest_confirms_nothing(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    path = form("QO", {"Esker": {"position": "Supprt"}, "Dravina": {"position": "Support"}})
    code, _, err = partner("import", path, *TAKEN, at=fictional)
    assert code == 1
    assert f"{path.name}: Reply!B" in err
    code, _, err = partner("import", path, *TAKEN, "--partial", at=fictional)
    assert code == 0
    assert "left out: " in err
    after = position(fictional, "qo")
    assert (after["preferences"][-1], "confirmed" in after) == ({"country": "dravina"}, False)


def test_what_the_desk_fills_in_for_all_is_a_statement_and_confirms_nothing(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    path = form("QS", {"Altamar": {"position": "Support"}}, together=True)
    assert partner("import", path, *TAKEN, "--illustrative", at=fictional)[0] == 0
    after = position(fictional, "qs")
    assert (after["preferences"], after["basis"], "confirmed" in after) == (
        [{"country": "altamar"}],
        "statement",
        False,
    )


def test_of_a_workbook_for_all_in_which_nothing_was_filled_in_that_is_said(
    partner: Partner, fictional: Path, form: Callable[..., Path]
) -> None:
    code, _, err = partner("import", form("QS", together=True), *TAKEN, at=fictional)
    assert code == 0
    assert (
        ": warning: nothing in it was filled in or changed\n  hint: fill in the sheet of a delegation" in err
    )
    assert err.endswith("\nthere is no reply to take over\n")
