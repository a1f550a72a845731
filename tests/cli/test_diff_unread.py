"""`partner diff` where a side cannot be counted, or where a file of it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diffs import EARLIER, MEETING, contract

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
History = Callable[[str], str]

POSITIONS = f"data/positions/{MEETING}"


def test_before_the_first_meeting_nothing_is_counted(
    partner: Partner, fictional: Path, history: History, edit: Edit
) -> None:
    edit("partner.yaml", f"current_meeting: {MEETING}\n", "")
    history("second")
    edit("partner.yaml", "current_document", f"current_meeting: {MEETING}\ncurrent_document")
    found = contract(partner, fictional, "main")
    assert found["base"] == {"revision": "main", "meeting": None}
    assert found["delegations"]["expected"] == {"from": 0, "to": 6}
    assert found["priorities"]["gained"] == ["altamar", "corvo"]
    out = partner("diff", "main", at=fictional)[1]
    assert "What changed from main (it has no meeting, so nothing is counted)" in " ".join(out.split())


@pytest.fixture
def refused(history: History, edit: Edit, fictional: Path) -> None:
    """In the last commit three files are of a form that is refused today; on disk they are in order."""
    files = ["data/countries/belmonte.yaml", "data/outlines/corvo.yaml", f"{POSITIONS}/qo.yaml"]
    kept = {file: (fictional / file).read_bytes() for file in files}
    history("first")
    for file in files:
        edit(file, "sources:", "source:")
    history("second")
    for file, data in kept.items():
        (fictional / file).write_bytes(data)


@pytest.mark.usefixtures("refused")
def test_files_that_todays_rules_refuse_are_left_out_and_named(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("diff", "main", at=fictional)
    assert code == 0
    for file in ("data/countries/belmonte.yaml", "data/outlines/corvo.yaml", f"{POSITIONS}/qo.yaml"):
        assert f"warning: {file} could not be read in main and is left out\n" in err
    assert "Spoke: QO." in out
    assert "Outlines" not in out  # of one that could not be read, nothing is known
    found = contract(partner, fictional, "main")
    assert found["partial"] == {
        "base": ["data/countries/belmonte.yaml", "data/outlines/corvo.yaml", f"{POSITIONS}/qo.yaml"],
        "head": [],
    }
    assert contract(partner, fictional, "main~1", "main")["partial"]["head"] == found["partial"]["base"]


@pytest.mark.usefixtures("refused")
def test_a_forge_is_told_of_positions_left_out_but_not_whose_they_are(
    partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("diff", "main", "--format", "md", at=fictional)
    assert (code, err) == (0, "")
    left_out = f"data/countries/belmonte.yaml, data/outlines/corvo.yaml and 1 file in {POSITIONS}/."
    assert f"Could not be read in main and is left out: {left_out}" in out
    assert "qo.yaml" not in out


@pytest.mark.usefixtures("base")
def test_a_folder_that_cannot_be_opened_is_named_and_nothing_is_said_of_what_it_holds(
    partner: Partner, fictional: Path
) -> None:
    (fictional / "data/outlines").rename(fictional / "elsewhere")
    (fictional / "data/outlines").symlink_to(fictional / "elsewhere")
    code, out, err = partner("diff", "main", at=fictional)
    assert code == 0
    assert "No change in meaning in what could be read." in out
    assert "warning: data/outlines could not be read in the files as they are now" in err


def test_what_could_not_be_read_on_both_sides_is_not_called_unchanged(
    partner: Partner, fictional: Path, history: History, edit: Edit
) -> None:
    edit(f"{POSITIONS}/qo.yaml", "sources:", "source:")
    history("second")
    code, out, err = partner("diff", "main", at=fictional)
    assert code == 0
    assert "No change in meaning in what could be read." in out
    assert err.count("warning: ") == 2


def test_a_side_whose_settings_cannot_be_read_counts_as_empty(
    partner: Partner, fictional: Path, history: History, edit: Edit
) -> None:
    edit("partner.yaml", "format: 1", "format: 0")
    history("second")
    edit("partner.yaml", "format: 0", "format: 1")
    found = contract(partner, fictional, "main")
    assert found["partial"] == {"base": ["partner.yaml"], "head": []}
    assert found["threshold"]["from"] is None
    assert found["priorities"]["because"]["altamar"] == ["support", "delegations"]
    assert found["outlines"] == []
    code, out, err = partner("diff", "main", at=fictional)
    assert code == 0
    assert "from main (its partner.yaml cannot be read, so nothing is counted)" in " ".join(out.split())
    assert "Newly expected" not in out
    assert "warning: partner.yaml could not be read in main" in err


def test_a_meeting_that_cannot_be_read_is_named(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(f"data/meetings/{EARLIER}.yaml", "forum:", "forums:")
    code, out, err = partner("diff", "--meetings", EARLIER, MEETING, at=fictional)
    assert code == 0
    assert f"from {EARLIER}, where nothing can be counted to Working Group" in " ".join(out.split())
    assert "Figures are not compared, since they are not known for both sides." in out
    assert "Spoke" not in out
    assert "In confidence" not in out
    assert f"warning: data/meetings/{EARLIER}.yaml could not be read" in err


@pytest.mark.usefixtures("base")
def test_a_current_meeting_that_is_not_there_is_not_called_unreadable(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", f"current_meeting: {MEETING}", "current_meeting: 2031-03-05-working-group")
    for output in ("text", "md"):
        out = " ".join(partner("diff", "main", "--format", output, at=fictional)[1].split())
        assert "(its meeting 2031-03-05-working-group is not there, so nothing is counted)" in out
        assert "Figures are not compared, since they are not known for both sides." in out
        assert "over the line" not in out


def test_without_anybody_heard_the_line_has_no_number(
    partner: Partner, fictional: Path, edit: Edit, history: History
) -> None:
    edit("partner.yaml", "of: all", "of: responded")
    history("second")
    edit(f"data/meetings/{MEETING}.yaml", "format: in person", "delegations: [QS]")
    out = " ".join(partner("diff", "main", at=fictional)[1].split())
    assert (
        "The line: half of those heard, of whom there are none; before: half of those heard, 3 of 5." in out
    )


def test_a_name_made_to_hide_or_turn_text_is_spelt_out_for_a_forge(
    partner: Partner, fictional: Path, history: History
) -> None:
    (fictional / "data/countries/\u202elmay.yaml").write_text("[")
    (fictional / "data/countries/\udcff.yaml").write_text("[")
    history("broken")
    code, out, _ = partner("diff", "HEAD", "--format", "md", at=fictional)
    assert code == 0
    assert "\u202e" not in out
    assert "u202elmay" in out
