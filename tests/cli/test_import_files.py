"""`partner import`: which files are read, for which meeting and which delegation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from replies_in_json import AT, QS, names, replies

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Write = Callable[[str, str | bytes], Path]

pytestmark = pytest.mark.usefixtures("after_the_meeting")


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
    assert (code, err) == (
        1,
        "error: a reply of 2031-05-01 lies in the future\nhint: check the day: today is 2031-04-01\n",
    )


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
    last = (
        "passed over in in: notes.txt, ~$qs.xlsx\n"
        "  hint: if one is a reply, ask for it as .xlsx, .docx, .csv or .json\n"
    )
    code, out, err = partner("import", "in", at=fictional)
    assert (code, "QS Sardis · in/qs.json, JSON" in out) == (0, True)
    assert err.endswith(last)
    write("in/qn.json", "{")
    refused, _, err = partner("import", "in", at=fictional)
    assert (refused, err.partition(last)[2].startswith("error: 1 error in 1 file")) == (1, True)


def test_a_folder_without_a_file_that_is_read_says_what_is_in_it(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("in/reply.ods", "x")
    code, _, err = partner("import", "in", at=fictional)
    assert (code, err.splitlines()[0]) == (
        3,
        "error: there is no file to import; passed over in in: reply.ods",
    )


def test_what_begins_with_a_brace_is_json_but_not_rtf(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("a.dat", "\ufeff " + replies(("QS", names("esker"))))
    assert partner("import", "a.dat", at=fictional)[0] == 0
    write("b.rtf", "{\\rtf1 We support.}")
    code, _, err = partner("import", "b.rtf", at=fictional)
    assert (code, err.splitlines()[0]) == (1, "b.rtf: error: it is a document in RTF")


def test_files_that_are_not_there_or_belong_to_the_data_are_all_named(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("qs.json", QS)
    code, out, err = partner("import", "gone.xlsx", "qs.json", "lost.csv", at=fictional)
    told = 'error: there is no file "gone.xlsx"; there is no file "lost.csv"'
    assert (code, out, err.splitlines()[0]) == (3, "", told)
    code, _, err = partner("import", f"{AT}/qm.yaml", at=fictional)
    assert (code, err.splitlines()[0]) == (1, f"error: {AT}/qm.yaml is a part of the data itself")


def test_a_name_that_leads_nowhere_or_is_too_long_is_named_like_the_others(
    partner: Partner, fictional: Path
) -> None:
    (fictional / "loop.csv").symlink_to("loop.csv")
    long = f"{'a' * 300}.csv"
    code, _, err = partner("import", long, "loop.csv", "gone.csv", at=fictional)
    lost = 'there is no file "loop.csv"; there is no file "gone.csv"'
    told = f"error: {'a' * 300}… cannot be read: its name is too long; {lost}"
    assert (code, err.splitlines()[0]) == (4, told)
