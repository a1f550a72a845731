"""The tour de table, line by line through a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnercli.cli import changes
from partnercli.repository.write import WriteProblem

AT = "data/positions/2031-03-04-working-group"
Type = Callable[..., Any]


class Pipe:
    """Lines that come one by one; what is not a line is done, or raised, before the next comes."""

    def __init__(self, *script: str | Callable[[], object] | BaseException) -> None:
        self._script = list(script)

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        while self._script:
            now = self._script.pop(0)
            if isinstance(now, str):
                return f"{now}\n"
            if isinstance(now, BaseException):
                raise now
            now()
        return ""


@pytest.fixture
def typing(partner: Callable[..., Any], fictional: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Runs `position enter` on lines from a pipe."""

    def run(*script: str | Callable[[], object] | BaseException, options: tuple[str, ...] = ()) -> Any:
        monkeypatch.setattr(sys, "stdin", Pipe(*script))
        return partner("position", "enter", *options, at=fictional)

    return run


def test_those_not_recorded_yet_are_asked_in_protocol_order(
    typing: Type, partner: Callable[..., Any], fictional: Path
) -> None:
    run = typing("altamar, ~bel; ?corvo: until then; #timelines", 'ditto QR; "We stand ready."', "done")
    assert (run.code, run.err.count("error")) == (0, 0)
    assert (fictional / AT / "qs.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../../../schemas/position.schema.json\n"
        "delegation: QS\n"
        "meeting: 2031-03-04-working-group\n"
        "basis: statement\n"
        "preferences:\n"
        "  - {country: altamar}\n"
        "  - {country: belmonte, stance: can-accept}\n"
        "  - {country: corvo, stance: reservation, conditions: until then}\n"
        "calls: [timelines]\n"
        "remarks: [We stand ready.]\n"
        "sources:\n"
        '  - {title: "Statement at the Working Group of 4 March 2031, as noted by the Presidency"}\n'
    )
    assert partner("validate", at=fictional).code == 0


def test_what_was_understood_is_said_in_words_and_the_end_says_what_to_do_next(typing: Type) -> None:
    run = typing("altamar; !corvo", options=("--illustrative",))
    assert run.out == (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
        "Tour de table: Working Group of 4 March 2031 · 4 of 6 recorded\n"
        "    support Altamar; opposition to Corvo\n"
        f"{AT}/qr.yaml\n"
        "    named at 2031-01-20-ministers, not now: Far Isles\n"
        "    if it names them still: change QR: as before\n"
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
        "Tour de table: Working Group of 4 March 2031 · 5 of 6 recorded\n"
        "recorded (5): QM QN QO QP QR\n"
        "not heard yet (1): QS\n"
        "1 answer recorded\n"
        "next: partner position remind --unconfirmed\n"
        "to go on with who is silent: partner position enter\n"
    )


def test_it_goes_on_where_it_stopped(typing: Type, noted: Callable[[str], str]) -> None:
    typing("altamar")
    typing("corvo")
    assert noted("QR") == "statement\npreferences:\n  - {country: altamar}\n"
    assert noted("QS") == "statement\npreferences:\n  - {country: corvo}\n"


def test_who_passes_comes_back_at_the_end_and_is_silent_after_a_second_time(
    typing: Type, noted: Callable[[str], str]
) -> None:
    run = typing("", "corvo", "esker")
    assert (noted("QS"), noted("QR")) == (
        "statement\npreferences:\n  - {country: corvo}\n",
        "statement\npreferences:\n  - {country: esker}\n",
    )
    assert "recorded (6)" in run.out
    again = typing("undo", "", "", "", "", "corvo")
    assert (again.code, "there is nothing to take back" in again.err) == (1, True)


def test_as_they_speak_each_line_names_its_delegation(typing: Type, noted: Callable[[str], str]) -> None:
    run = typing("QS: corvo", "esker", "Rovenia", "esker", options=("--order", "as-they-speak"))
    assert (noted("QS"), noted("QR")) == (
        "statement\npreferences:\n  - {country: corvo}\n",
        "statement\npreferences:\n  - {country: esker}\n",
    )
    assert "error: whose words are these?\nhint: begin with the delegation" in run.err
    assert (run.code, "line 2 (esker): nothing of this line is recorded" in run.err) == (1, True)


def test_a_line_not_understood_loses_neither_the_others_nor_whose_turn_it_is(
    typing: Type, noted: Callable[[str], str]
) -> None:
    run = typing("altamer, xy; ~corva", "corvo")
    assert (run.code, noted("QR"), noted("QS")) == (1, "", "statement\npreferences:\n  - {country: corvo}\n")
    for words in (
        "did you mean Altamar?",
        'no country "xy"',
        "did you mean Corvo?",
        "line 1 (altamer, xy; ~corva)",
    ):
        assert words in run.err


def test_what_is_recorded_is_changed_only_on_purpose(typing: Type, fictional: Path) -> None:
    before = (fictional / AT / "qn.yaml").read_bytes()
    refused = typing("QN: esker")
    assert (refused.code, (fictional / AT / "qn.yaml").read_bytes()) == (1, before)
    assert (
        "error: QN is recorded already: support Altamar; can accept Corvo; reservation on Belmonte"
        in refused.err
    )
    assert "hint: to add: QN: +…; to change: change QN: …" in refused.err
    added = typing("QN: +esker", "change Norrey", "-corvo")
    assert added.code == 0
    assert "    before: support Altamar; can accept Corvo;" in added.out
    assert "    now: support Altamar; reservation on Belmonte:" in added.out
    text = (fictional / AT / "qn.yaml").read_text("utf-8")
    assert "  - {country: esker}\n" in text or "  - country: esker\n" in text
    assert "country: corvo" not in text
    assert 'note: >-\n      Quoted: "Norrey will not be the first, and not the last."\n' in text


def test_to_change_a_confirmed_position_says_that_its_confirmation_falls(typing: Type) -> None:
    run = typing("QM: +esker")
    assert "its confirmation of 2031-03-06 was of what it said before, and is taken out" in run.out


def test_undo_takes_back_one_answer_after_the_other(
    typing: Type, files_of: Callable[[Path], dict[str, tuple[bytes, int]]], fictional: Path
) -> None:
    def bytes_now() -> dict[str, bytes]:
        return {path: data for path, (data, _) in files_of(fictional).items()}

    before = bytes_now()
    run = typing("altamar", "QN: +esker", "undo", "undo", "who")
    assert (run.code, bytes_now()) == (0, before)
    assert "    taken back: QR: support Altamar\n" in run.out
    assert "    it stands as before: support Altamar; can accept Corvo" in run.out
    assert "not heard yet (2): QR QS; carried over: QR\n" in run.out


def test_after_undo_the_delegation_has_its_turn_again(typing: Type, noted: Callable[[str], str]) -> None:
    typing("altamar", "undo", "corvo")
    assert noted("QR") == "statement\npreferences:\n  - {country: corvo}\n"
    typing("QS: altamar", "undo", "corvo", options=("--order", "as-they-speak"))
    assert noted("QS") == "statement\npreferences:\n  - {country: corvo}\n"


def test_undo_refuses_what_somebody_else_changed_meanwhile(typing: Type, fictional: Path) -> None:
    file = fictional / AT / "qr.yaml"

    def another_hand() -> None:
        file.write_text(f"{file.read_text('utf-8')}# checked\n", "utf-8")

    run = typing("altamar", another_hand, "undo")
    assert (run.code, "was changed by somebody else meanwhile" in run.err) == (1, True)
    assert file.read_text("utf-8").endswith("# checked\n")


def test_a_file_that_another_wrote_meanwhile_is_not_written_over(typing: Type, fictional: Path) -> None:
    other = (fictional / AT / "qn.yaml").read_text("utf-8").replace("QN", "QR")

    def another_hand() -> None:
        (fictional / AT / "qr.yaml").write_text(other, "utf-8")

    run = typing(another_hand, "esker", "corvo")
    assert (run.code, (fictional / AT / "qr.yaml").read_text("utf-8")) == (1, other)
    assert "QR is recorded already" in run.err


def test_a_file_that_cannot_be_read_is_passed_over_and_left_alone(
    typing: Type, write: Callable[[str, str], Path], noted: Callable[[str], str]
) -> None:
    file = write(f"{AT}/qr.yaml", "delegation: [QR\n")
    run = typing("corvo", "change QR: corvo")
    assert noted("QS") == "statement\npreferences:\n  - {country: corvo}\n"
    assert (run.code, file.read_text("utf-8")) == (1, "delegation: [QR\n")
    assert "cannot be read as it is" in run.err


def test_who_only_replied_in_writing_is_asked_all_the_same(
    typing: Type, write: Callable[[str, str], Path], noted: Callable[[str], str]
) -> None:
    reply = "answers: [{question: way-forward, reply: agree}]\n"
    write(
        f"{AT}/qr.yaml",
        f"delegation: QR\nmeeting: {AT[15:]}\nbasis: written\n{reply}sources: [{{title: A mail}}]\n",
    )
    assert typing("corvo").code == 0
    assert ("country: corvo" in noted("QR"), reply in noted("QR")) == (True, True)


def test_ditto_and_as_before_repeat_what_stands_but_never_what_was_said_in_confidence(
    typing: Type, noted: Callable[[str], str]
) -> None:
    run = typing("as before, without far isles, also corvo", "ditto QP", "QS: ditto QN, without dravina")
    assert noted("QR") == "statement\npreferences:\n  - {country: altamar}\n  - {country: corvo}\n"
    assert "what QP said is confidential" in run.err
    assert noted("QS") == (
        "statement\n"
        "preferences:\n"
        "  - {country: altamar}\n"
        "  - {country: corvo, stance: can-accept}\n"
        "  - {country: belmonte, stance: reservation, conditions: until parliament has been heard}\n"
        "calls: [roadmaps, timelines]\n"
    )


def test_as_before_brings_back_what_was_carried_over_after_something_else_was_said(
    typing: Type, noted: Callable[[str], str]
) -> None:
    run = typing("+corvo", "change QR: as before", "QS: as before")
    assert noted("QR") == (
        "statement\npreferences:\n  - {country: corvo}\n  - {country: altamar}\n  - {region: far-isles}\n"
    )
    assert "error: QS named nothing earlier that is carried over to this meeting" in run.err


def test_to_take_back_what_it_does_not_name_is_refused_with_the_way_to_keep_the_rest(typing: Type) -> None:
    run = typing("-far isles")
    assert "error: QR does not name Far Isles at this meeting" in run.err
    assert "hint: to keep the rest of what it said before: as before, without Far Isles" in run.err


def test_back_gives_the_floor_to_the_one_before(typing: Type, noted: Callable[[str], str]) -> None:
    typing("", "back", "corvo", "back", "-corvo, also esker")
    assert noted("QR") == "statement\npreferences:\n  - {country: esker}\n"
    assert "nobody was asked before" in typing("back").err


def test_a_dry_run_writes_nothing_and_goes_on_as_if_it_had(
    typing: Type, files_of: Callable[[Path], dict[str, tuple[bytes, int]]], fictional: Path
) -> None:
    before = files_of(fictional)
    run = typing("corvo", "ditto QR", "undo", "who", options=("--dry-run",))
    assert (run.code, files_of(fictional)) == (0, before)
    assert f"+++ b/{AT}/qs.yaml" in run.out
    assert "1 answer recorded, none of them written (--dry-run)" in run.out
    assert "recorded (5): QM QN QO QP QR" in run.out


def test_what_may_be_a_slip_is_said_beside_the_answer(typing: Type, noted: Callable[[str], str]) -> None:
    run = typing("#timeline", "QT: corvo", "#timelines")
    assert "warning: nobody called for timeline so far: did you mean timelines?" in run.err
    assert "warning: QT is not expected" in run.err
    assert run.err.count("--illustrative") == 1
    assert (run.code, run.err.count("warning"), bool(noted("QT"))) == (0, 3, True)


def test_a_disk_that_fails_is_told_and_the_sitting_goes_on(
    typing: Type, noted: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WriteProblem("qr.yaml cannot be written: no space left on device")

    with monkeypatch.context() as patch:
        run = typing(lambda: patch.setattr(changes, "write_atomic", full), "corvo", patch.undo, "esker")
    assert (run.code, noted("QR"), "no space left on device" in run.err) == (1, "", True)
    assert noted("QS") == "statement\npreferences:\n  - {country: esker}\n"


def test_lines_of_a_file_from_windows_are_read(typing: Type, noted: Callable[[str], str]) -> None:
    assert typing("\ufeffcorvo\r", "esker\r").code == 0
    assert noted("QR") == "statement\npreferences:\n  - {country: corvo}\n"


def test_basis_and_source_are_those_given(typing: Type, fictional: Path) -> None:
    typing("corvo", options=("--basis", "bilateral", "--source", "A call", "--reference", "of today"))
    text = (fictional / AT / "qr.yaml").read_text("utf-8")
    assert "basis: bilateral" in text
    assert "- {title: A call, reference: of today}" in text
    assert typing("corvo", options=("--reference", "of today")).code == 2


def test_an_interrupt_ends_with_130_and_what_was_recorded_stands(
    typing: Type, noted: Callable[[str], str]
) -> None:
    run = typing("corvo", KeyboardInterrupt())
    assert (run.code, "interrupted: what is recorded stands" in run.err) == (130, True)
    assert noted("QR")


def test_a_line_with_signs_that_no_file_may_hold_is_refused(
    typing: Type, noted: Callable[[str], str]
) -> None:
    run = typing("corvo: until\x1b[2J then", '"\udcff"')
    assert (run.code, "\x1b" in run.out + run.err, noted("QR"), noted("QS")) == (1, False, "", "")


def test_without_standard_input_nothing_is_recorded(
    partner: Callable[..., Any], fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    run = partner("position", "enter", at=fictional)
    assert (run.code, "0 answers recorded" in run.out) == (0, True)


def test_without_a_meeting_it_is_said_what_to_do(typing: Type, edit: Callable[[str, str, str], None]) -> None:
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group\n", "")
    run = typing("corvo")
    assert (run.code, "hint:" in run.err) == (3, True)
    earlier = typing("QS: corvo", options=("--meeting", "2031-01-20-ministers"))
    assert (earlier.code, "remind --unconfirmed --meeting 2031-01-20-ministers" in earlier.out) == (0, True)
