"""What the Tab key offers, at each place of a command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from partnercli.cli.completion import completed

COUNTRIES = ["altamar", "belmonte", "corvo", "dravina", "esker", "insula-d-ocre"]
MEETINGS = ["2031-01-20-ministers", "2031-03-04-working-group"]
DELEGATIONS = ["QM", "QN", "QO", "QP", "QR", "QS", "QT"]
STANCES = ["support", "can-accept", "reservation", "opposition", "none"]
REPLIES = ["agree", "agree-with-comments", "scrutiny-reservation", "disagree"]
Offers = Callable[..., list[str]]


def asked(*words: str, **environment: str) -> list[str]:
    """What is offered for the last of the words behind `partner`, as bash is told."""
    line = {"COMP_WORDS": "\n".join(("partner", *words)), "COMP_CWORD": str(len(words))}
    answer = completed({"_PARTNER_COMPLETE": "complete_bash", **line, **environment})
    assert answer is not None
    assert answer[1] == 0
    return answer[0].splitlines() if answer[0].strip() else []


@pytest.fixture
def offers(fictional: Path) -> Offers:
    """Asks in the invented repository."""
    return lambda *words: asked(*words, PARTNER_REPO=str(fictional))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("outline new ", COUNTRIES),
        ("outline show ", ["altamar", "corvo"]),
        ("render outline ", ["altamar", "corvo"]),
        ("position set ", DELEGATIONS),
        ("position confirm QM QN Q", DELEGATIONS),
        ("form --together Q", DELEGATIONS),
        ("history ", [*COUNTRIES, *DELEGATIONS]),
        ("tally --meeting ", MEETINGS),
        ("position copy-from ", MEETINGS),
        ("diff --meetings 2031-01-20-ministers 2031-03", MEETINGS[1:]),
        ("render note ", ["10001-31"]),
        ("instrument show ", ["charter", "grant", "harbour-project", "old-forum", "round-table"]),
        ("instrument new pact --after charter", ["charter"]),
        ("tally --region ", ["northern-shore", "inner-plain", "far-isles"]),
        ("position reply QM ", ["way-forward"]),
        ("majority --question w", ["way-forward"]),
        ("position reply QM --meeting 2031-01-20-ministers ", []),
        ("position reply QM way-forward ", REPLIES),
        ("outline step set corvo ", ["convene-round-table", "pursue-grant", "open-charter"]),
        ("outline step move Altamar open-charter --before s", ["start-harbour-project"]),
        ("shortlist --rule ph", ["phragmen"]),
        ("tally --format ", ["table", "json", "csv", "md"]),
        ("explain PC10", [f"PC{number}" for number in (*range(101, 109),)]),
        ("schema me", ["meeting", "meetings"]),
    ],
)
def test_names_are_offered_where_they_are_taken(offers: Offers, line: str, expected: list[str]) -> None:
    assert offers(*line.split(" ")) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("al", "altamar"),
        ("Al", "Altamar"),
        ("A", "Altamar"),
        ("AL", "ALTAMAR"),
        ("Insula-D", "Insula-D-ocre"),
    ],
)
def test_a_name_goes_on_in_the_case_in_which_it_was_begun(offers: Offers, typed: str, expected: str) -> None:
    assert offers("outline", "new", typed) == [expected]


def test_a_delegation_is_offered_as_it_was_begun(offers: Offers) -> None:
    assert offers("tally", "--without", "q")[:2] == ["qm", "qn"]
    assert offers("tally", "--without", "QM") == ["QM"]


def test_what_a_command_finds_in_its_own_case_only_is_offered_in_that(offers: Offers) -> None:
    assert offers("tally", "--format", "J") == []
    assert offers("meeting", "show", "2031-03-04-W") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["tally", "--assume", "Q"], DELEGATIONS),
        (["tally", "--assume", "QM=al"], ["QM=altamar"]),
        (["tally", "--assume", "QM=altamar:"], [f"QM=altamar:{stance}" for stance in STANCES]),
        (["position", "set", "QM", "--support", "altamar,co"], ["altamar,corvo"]),
        (["position", "set", "QM", "--support", "altamar,northern"], []),  # regions have --region
        (["position", "set", "QM", "--no-longer", "altamar,northern"], ["altamar,northern-shore"]),
        (["position", "set", "QM", "--priority", "corvo=h"], ["corvo=high"]),
        (["position", "set", "QM", "--note", "corvo=c"], []),
        (["position", "set", "QM", "--region", "far-isles:opp"], ["far-isles:opposition"]),
        (["majority", "--for", "QM,QN,QO"], ["QM,QN,QO"]),
        (["validate", "--report", "sarif="], []),
        (["export", "--format", "csv,x"], ["csv,xlsx"]),
    ],
)
def test_a_value_of_several_names_is_offered_piece_by_piece(
    offers: Offers, words: list[str], expected: list[str]
) -> None:
    assert offers(*words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["tally", "--meeting", "="], MEETINGS),
        (["tally", "--meeting", "=", "2031-03"], MEETINGS[1:]),
        (["diff", "--meetings", "=", "2031-03"], MEETINGS[1:]),
        (["diff", "--meetings", "=", "2031-01-20-ministers", "2031-03"], MEETINGS[1:]),
        (["tally", "--assume", "QM", "=", "al"], ["altamar"]),
        (["tally", "--assume", "QM", "=", "altamar", ":"], STANCES),
        (["tally", "--assume", "QM", "=", "altamar", ":", "res"], ["reservation"]),
        (["tally", "--assume", "QM", "=", "altamar", "--without", "QN"], ["QN"]),
        (["tally", "--assume", "QM", "=", ""], []),
        (["outline", "import", "--source", "desk", "@", "example", "co"], ["corvo"]),
    ],
)
def test_words_that_bash_parts_are_one_and_only_the_last_part_is_answered(
    offers: Offers, words: list[str], expected: list[str]
) -> None:
    assert offers(*words) == expected


def test_commands_and_options_are_offered(offers: Offers) -> None:
    assert offers("po") == ["position"]
    assert offers("outline", "step", "") == ["add", "set", "move", "done"]
    assert offers("tally", "--r") == ["--region", "--robustness"]
    assert offers("--re") == ["--repo"]


def test_an_option_that_was_given_is_offered_again_only_where_it_may_be_repeated(offers: Offers) -> None:
    assert offers("tally", "--robustness", "--region", "far-isles", "--r") == ["--region"]


def test_behind_two_dashes_stand_values_alone(offers: Offers) -> None:
    assert offers("outline", "new", "--", "al") == ["altamar"]
    assert offers("outline", "new", "--", "--") == []
    assert offers("outline", "new", "--", "--", "") == []


def test_what_stands_behind_the_cursor_does_not_matter(offers: Offers, fictional: Path) -> None:
    line = {"COMP_WORDS": "partner\noutline\nnew\nal\n--dry-run", "COMP_CWORD": "3"}
    environment = {"_PARTNER_COMPLETE": "complete_bash", "PARTNER_REPO": str(fictional), **line}
    assert completed(environment) == ("altamar\n", 0)
    assert offers("outline", "new", "--on", "2031-01-01", "al") == ["altamar"]


def test_words_that_come_on_one_line_may_lack_the_empty_one_at_the_cursor(fictional: Path) -> None:
    line = {"COMP_WORDS": "partner outline show ", "COMP_CWORD": "3"}
    environment = {"_PARTNER_COMPLETE": "complete_bash", "PARTNER_REPO": str(fictional), **line}
    assert completed(environment) == ("altamar\ncorvo\n", 0)


def test_quotes_are_passed_over(offers: Offers) -> None:
    assert offers('"outline"', "new", '"Al') == ["Altamar"]
    assert offers("position", "set", "'QM'", "--support", "al") == ["altamar"]


@pytest.mark.parametrize(
    "line", ["nothing ", "outline nothing ", "status ", "tally --at ", "outline new altamar "]
)
def test_where_nothing_can_stand_nothing_is_offered(offers: Offers, line: str) -> None:
    assert offers(*line.split(" ")) == []


def test_the_repository_is_the_one_that_the_command_would_read(fictional: Path) -> None:
    folder = fictional / "data" / "countries"
    with chdir(folder):
        assert asked("outline", "new", "c") == ["corvo"]
    with chdir("/"):
        assert asked("--repo", str(fictional), "outline", "new", "c") == ["corvo"]
        assert asked(f"--repo={fictional}", "outline", "new", "c") == ["corvo"]
        assert asked("outline", "new", "c", PARTNER_REPO=str(fictional)) == ["corvo"]
        assert asked("--repo", str(folder), "outline", "new", "c") == []
        assert asked("--repo", "/nowhere", "outline", "new", "c", PARTNER_REPO=str(fictional)) == []
        assert asked("outline", "new", "c") == []


def test_a_folder_that_starts_with_a_tilde_is_the_users(
    fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(fictional.parent))
    assert asked("--repo", "~/fictional", "outline", "new", "c") == ["corvo"]


def test_a_working_folder_that_is_gone_has_no_names(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    with chdir(tmp_path):
        os.chdir("gone")
        (tmp_path / "gone").rmdir()
        assert asked("outline", "new", "") == []


def test_only_regular_files_with_a_name_that_is_an_id_are_offered(fictional: Path, offers: Offers) -> None:
    countries = fictional / "data" / "countries"
    hostile = [
        "$(touch x)",
        "`id`",
        "a'b",
        'a"b',
        "new\nline",
        "\x1b[31m",
        "a b",
        "Capital",
        "-x",
        "é",
        "*",
        ";ls",
    ]
    for name in hostile:
        (countries / f"{name}.yaml").write_bytes(b"")
    (countries / os.fsdecode(b"b\xe9.yaml")).write_bytes(b"")
    (countries / "linked.yaml").symlink_to("altamar.yaml")
    (countries / "folder.yaml").mkdir()
    (countries / "notes.txt").write_bytes(b"")
    os.mkfifo(countries / "pipe.yaml")
    assert offers("outline", "new", "") == COUNTRIES


def test_names_that_a_file_holds_are_offered_only_where_they_are_ids(fictional: Path, offers: Offers) -> None:
    lines = (
        '- code: "QA" # first\n- {code: QB, name: B}\n# code: QC\n- code: $(id)\n- code: a b\n\xff- code:\n'
    )
    (fictional / "data" / "delegations.yaml").write_text(lines, "latin-1")
    assert offers("position", "set", "") == ["QA", "QB"]


@pytest.mark.parametrize("kind", ["link", "link above", "pipe", "large", "folder", "missing"])
def test_a_file_that_no_command_would_read_is_not_read(fictional: Path, offers: Offers, kind: str) -> None:
    file = fictional / "data" / "delegations.yaml"
    text = file.read_bytes()
    file.rename(fictional / "elsewhere.yaml")
    match kind:
        case "link":
            file.symlink_to(fictional / "elsewhere.yaml")
        case "link above":
            (fictional / "elsewhere.yaml").rename(file)
            file.parent.rename(fictional / "elsewhere")
            file.parent.symlink_to(fictional / "elsewhere")
            assert offers("outline", "new", "") == []
        case "pipe":
            os.mkfifo(file)
        case "large":
            file.write_bytes(text + b"#" * (1 << 20))
        case "folder":
            file.mkdir()
    assert offers("position", "set", "") == []


def test_an_id_inside_a_record_is_looked_for_in_no_other_file(offers: Offers) -> None:
    for named in ("../../partner", "../meetings/2031-03-04-working-group", "/etc/passwd", ""):
        assert offers("outline", "step", "set", named, "") == []


def test_what_was_typed_and_could_be_read_as_a_command_is_not_sent_back(offers: Offers) -> None:
    assert offers("position", "set", "QM", "--support", "$(id),al") == []
    assert offers("position", "set", "QM", "--support", "'`id`,al") == []


def test_completion_says_nothing_else(fictional: Path, process: Callable[..., Any]) -> None:
    line = {"COMP_WORDS": "partner outline new Al", "COMP_CWORD": "3", "_PARTNER_COMPLETE": "complete_bash"}
    done = process(at=fictional, environment=line)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"Altamar\n", b"")
    done = process(at=fictional, environment=line, through='exec "$@" >&-')
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_shell_that_is_not_known_is_answered_by_the_library(process: Callable[..., Any]) -> None:
    done = process(environment={"_PARTNER_COMPLETE": "complete_csh"})
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"Shell csh not supported.\n"
