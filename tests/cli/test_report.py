"""`partner report`: which file for whom, what is refused, and that its data are those of the commands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnercli.documents.report.page import page
from report_files import DOCUMENT, embedded, written

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]

FICTIONAL = Path(__file__).parents[1] / "fictional"
AT = "2031-03-04-working-group"
ON = ("--on", "2031-03-25")


@pytest.mark.parametrize(
    ("words", "name", "audience"),
    [
        ((), "report.html", "delegations"),
        (("--audience", "presidency"), "report-presidency.html", "presidency"),
        (("--public",), "report-public.html", "public"),
        (("--audience", "public"), "report-public.html", "public"),
    ],
)
def test_each_circle_has_a_file_of_its_own_in_build(
    words: tuple[str, ...], name: str, audience: str, partner: Partner, released: Path
) -> None:
    file = written(partner, released, *words)
    assert file == released / "build" / name
    assert embedded(file)["audience"] == audience
    assert [one.name for one in (released / "build").iterdir()] == [name]


def test_it_is_written_into_another_folder_and_replaces_an_older_page_whole(
    partner: Partner, fictional: Path
) -> None:
    first = written(partner, fictional, "--output", "out/here", "--on", "2031-03-05")
    second = written(partner, fictional, "--output", "out/here", *ON)
    assert first == second == fictional / "out/here/report.html"
    assert embedded(second)["on"] == "2031-03-25"


@pytest.mark.parametrize("audience", ["presidency", "delegations", "public"])
def test_the_json_on_standard_output_is_that_of_the_page(
    audience: str, partner: Partner, released: Path
) -> None:
    told = partner("report", "--audience", audience, "--format", "json", *ON, at=released)
    assert (told.code, told.err) == (0, "")
    assert not (released / "build").exists()
    file = written(partner, released, "--audience", audience, *ON)
    assert json.loads(told.out) == embedded(file)


def test_the_same_files_and_day_give_the_same_bytes_in_another_process(
    partner: Partner, fictional: Path, process: Callable[..., Any]
) -> None:
    file = written(partner, fictional, "--audience", "presidency", *ON)
    before = file.read_bytes()
    environment = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    done = process("report", "--audience", "presidency", *ON, at=fictional, environment=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert file.read_bytes() == before


def test_its_day_is_that_of_the_run_unless_one_is_given(partner: Partner, fictional: Path) -> None:
    told = partner("report", "--format", "json", at=fictional, SOURCE_DATE_EPOCH="1932000000")
    assert json.loads(told.out)["on"] == "2031-03-23"


def test_the_figures_are_those_of_the_commands_that_print_them_alone(
    partner: Partner, fictional: Path
) -> None:
    def told(*words: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(partner(*words, "--format", "json", at=fictional).out)
        return data

    report = told("report", "--audience", "presidency")
    assert report["tally"] == told("tally")
    assert report["robustness"] == told("tally", "--robustness")
    assert report["matrix"] == told("matrix")
    (drift,) = report["drift"]
    moved = told("diff", "--meetings", "2031-01-20-ministers", AT)
    assert drift["countries"]
    assert drift == {key: moved[key] for key in drift}


def test_another_meeting_is_read_on_request(partner: Partner, fictional: Path) -> None:
    words = ("--audience", "presidency", "--format", "json", "--meeting", "2031-01-20-ministers")
    told = json.loads(partner("report", *words, at=fictional).out)
    assert (told["meeting"], told["tally"]["meeting"], told["drift"]) == (*["2031-01-20-ministers"] * 2, [])


def test_a_past_revision_is_read_on_request(
    partner: Partner, fictional: Path, history: Callable[[str], str], edit: Edit
) -> None:
    before = history("as it was")
    edit(DOCUMENT, "[altamar, corvo]", "[corvo]")
    now = json.loads(partner("report", "--format", "json", at=fictional).out)
    then = json.loads(partner("report", "--format", "json", "--at", before, at=fictional).out)
    assert [[one["country"] for one in told["partners"]] for told in (now, then)] == [
        ["corvo"],
        ["altamar", "corvo"],
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--public", "--audience", "delegations"), 2, "do not go together"),
        (("--public", "--meeting", AT), 2, "leave out --meeting"),
        (("--format", "json", "--output", "out"), 2, "leave out --output"),
        (("--on", "yesterday"), 2, "yesterday"),
        (("--meeting", "2031-03-04-working-grop"), 3, f"did you mean {AT}?"),
        (("--at", "nowhere"), 3, "not in a git repository"),
        (("--audience", "press"), 2, '"press" is none of'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_with_what_to_do(
    words: tuple[str, ...], code: int, said: str, partner: Partner, released: Path
) -> None:
    done = partner("report", *words, at=released)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "hint: " in done.err
    assert not (released / "build").exists()


def test_a_build_that_leads_elsewhere_is_refused(partner: Partner, fictional: Path, tmp_path: Path) -> None:
    (fictional / "build").symlink_to(tmp_path)
    done = partner("report", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert "link that leads elsewhere" in done.err


def test_a_contradiction_is_shown_and_the_page_is_written_all_the_same(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(
        f"data/positions/{AT}/qp.yaml",
        "preferences:",
        "preferences:\n  - {country: corvo, stance: opposition}",
    )
    done = partner("report", at=fictional)
    assert done.code == 1
    assert "PC" in done.err
    assert done.out == "build/report.html\n"


def test_without_a_release_the_public_can_have_nothing(partner: Partner, fictional: Path) -> None:
    done = partner("report", "--public", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert "no decision to release 10001/31 is recorded" in done.err
    assert "partner document release 10001-31 --by WHO" in done.err
    assert not (fictional / "build").exists()


@pytest.mark.parametrize(
    ("old", "new"), [("country: corvo", "country: atlantis"), ("basis: bilateral", "basis: whispered")]
)
def test_where_the_data_have_errors_the_public_is_told_none_of_them(
    old: str, new: str, partner: Partner, released: Path, edit: Edit
) -> None:
    edit(f"data/positions/{AT}/qp.yaml", old, new)
    done = partner("report", "--public", at=released)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error: the data have errors, and a public version is made from sound data only\n"
        "hint: mend them first; see where: partner validate\n"
    )


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ((DOCUMENT, "altamar, corvo]", "altamar, atlantis]"), 1, "without a record is named: atlantis"),
        ((DOCUMENT, f"meeting: {AT}", "meeting: 2031-03-04-working-grop"), 3, f"did you mean {AT}?"),
        (("partner.yaml", "current_document: 10001-31\n", ""), 3, "there is no current document"),
        ((DOCUMENT, f"meeting: {AT}", "by_others: true"), 1, "10001/31 was written by others"),
    ],
)
def test_what_a_public_page_lacks_is_said_even_where_checks_are_off(
    change: tuple[str, str, str], code: int, said: str, partner: Partner, released: Path, edit: Edit
) -> None:
    edit(*change)
    found = partner("validate", "--format", "json", at=released)
    codes = {one["code"] for one in json.loads(found.out)["findings"] if one["severity"] == "error"}
    edit("partner.yaml", "checks: {}", f"checks: {{{', '.join(f'{one}: off' for one in sorted(codes))}}}")
    done = partner("report", "--public", at=released)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


@pytest.mark.parametrize("audience", ["presidency", "delegations"])
def test_without_a_document_or_an_outline_a_page_is_written_all_the_same(
    audience: str, partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "current_document: 10001-31\n", "")
    shutil.rmtree(fictional / "data/documents")
    shutil.rmtree(fictional / "data/outlines")
    told = partner("report", "--audience", audience, "--format", "json", at=fictional)
    data = json.loads(told.out)
    assert (data["document"], data["decided"], data["lists"], data["outlines"]) == (None, False, [], [])
    assert partner("report", "--audience", audience, at=fictional).out.startswith("build/report")


def test_without_a_meeting_it_says_how_to_make_one(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("partner.yaml", f"current_meeting: {AT}\n", "")
    done = partner("report", at=fictional)
    assert (done.code, done.out) == (3, "")
    assert "there is no current meeting" in done.err
    assert "partner meeting" in done.err


def test_the_page_of_the_shipped_exercise_is_of_a_size_that_can_be_sent(on_shipped: Partner) -> None:
    told = on_shipped("report", "--audience", "presidency", "--format", "json", *ON)
    assert told.code == 0, told.err
    assert len(page(json.loads(told.out))) < 1_500_000


def test_what_is_not_wanted_is_not_imported(fictional: Path, process: Callable[..., Any]) -> None:
    done = process("report", "--format", "json", at=fictional, options=("-X", "importtime"))
    assert done.returncode == 0
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "partnercli.documents.report.delegations" in loaded
    assert not {"jinja2", "docx", "typst", "lxml", "partnercli.documents.report.presidency"} & loaded
