"""`partner validate`: every problem at its exact place, in words, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli import __version__

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

BELMONTE = "data/countries/belmonte.yaml"
SARDIS = "data/positions/2031-03-04-working-group/qs.yaml"
SOURCES = "sources: [{title: Gazetteer of the Northern Shore}]\n"
AWAITED = "6 delegations, 1 position still awaited"


def country(lines: str | bytes) -> bytes:
    return (lines.encode() if isinstance(lines, str) else lines) + SOURCES.encode()


def position(lines: str) -> str:
    return f"delegation: QS\nmeeting: 2031-03-04-working-group\nbasis: statement\nillustrative: true\n{lines}{SOURCES}"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (b"name: Belmont\xe9\nregion: northern-shore\n", "1:14: error PC102: the file is not UTF-8 text"),
        ("name: Bel\u202emonte\nregion: northern-shore\n", "1:10: error PC103: the file holds U+202E"),
        ("name: Belmonte: the port\nregion: northern-shore\n", '1:15: error PC104: a second ": "'),
        (
            "name: Belmonte\nregion: northern-shore\nname: Port\n",
            '3:1: error PC105: "name" stands here a second',
        ),
        (
            "name: Belmonte\nregion: northern-shore\nofficial_name:\n",
            '3:15: error PC106: "official_name" has no',
        ),
        ("name: &port Belmonte\nregion: northern-shore\n", "1:7: error PC107: &port names this place"),
        ("name: Belmonte\nregion: northern-shore\nregoin: x\n", '3:1: error PC110: unknown field "regoin"'),
        ("name: Belmonte\n", '1:1: error PC111: "region" is missing'),
        ("name: Belmonte\nregion: northern-shore\naliases: Port\n", "3:10: error PC112: a list belongs here"),
        (
            "name: Belmonte\nregion: northern-shore\nroles: [host, orign]\n",
            '3:15: error PC113: "orign" is none of',
        ),
        ("name: Belmonte\nregion: inner-plane\n", '2:9: error PC206: unknown region "inner-plane"'),
        (
            "name: Belmonte\nregion: northern-shore\nabsent: [charter, chartre]\n",
            "3:19: error PC208: unknown",
        ),
    ],
)
def test_a_fault_of_any_kind_is_shown_at_its_place(
    lines: str | bytes, found: str, partner: Partner, fictional: Path, write: Write
) -> None:
    write(BELMONTE, country(lines))
    code, out, err = partner("validate", at=fictional)
    assert code == 1
    assert out.startswith(f"{BELMONTE}:{found}")
    assert err == ""


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            'preferences: [{country: corvo, note: "🤝🏽 é"}, {country: corvvo}]\n',
            "5:57: error PC204: unknown",
        ),
        ('calls: [roadmaps, "🤝", Bad Slug]\n', "5:24: error PC113: "),
        ("preferences: [{country: corvo}, {country: corvo, stance: opposition}]\n", "5:33: error PC322: "),
        ("preferences: [{country: corvo}, {country: corvo}]\n", "5:33: warning PC323: "),
        ("answers: [{question: way-ahead, reply: agree}]\n", "5:22: error PC312: "),
    ],
)
def test_a_fault_in_a_list_on_one_line_has_its_own_column_counted_in_characters(
    lines: str, found: str, partner: Partner, fictional: Path, write: Write
) -> None:
    write(SARDIS, position(lines))
    assert f"{SARDIS}:{found}" in partner("validate", at=fictional)[1]


def test_three_bad_files_of_different_kinds_are_all_reported(
    partner: Partner, fictional: Path, write: Write, edit: Edit
) -> None:
    write(BELMONTE, country("name: Belmonte: the port\n"))
    write(SARDIS, position('preferences: [{note: "🤝", country: corvvo}, {country: esker, rank: one}]\n'))
    edit("data/instruments/grant.yaml", "pillar:", "piller:")
    code, out, _ = partner("validate", at=fictional)
    assert code == 1
    for place in (
        f"{BELMONTE}:1:15: error PC104",
        f"{SARDIS}:5:68: error PC112",
        "data/instruments/grant.yaml:1:1: error PC111",
    ):
        assert place in out


def test_a_reference_to_a_file_that_cannot_be_read_is_no_second_fault(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("data/countries/corvo.yaml", "name: [\n")
    out = partner("validate", at=fictional)[1]
    assert "data/countries/corvo.yaml" in out
    assert 'unknown country "corvo"' not in out


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("data/countrys/corvo.yaml", "1:1: error PC120: "),
        ("data/countries/Corvo 2.yaml", "1:1: error PC121: "),
        ("data/countries/.corvo.yaml.3f9a.partner-tmp", "1:1: note PC122: "),
    ],
)
def test_a_file_where_none_belongs_is_named(
    path: str, found: str, partner: Partner, fictional: Path, write: Write
) -> None:
    write(path, country("name: Port Raven\nregion: inner-plain\n"))
    assert f"{path}:{found}" in partner("validate", at=fictional)[1]


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ("name: Belmonte\nregion: northern-shore\nofficial_nam: Port\n", "did you mean official_name?"),
        ("name: Belmonte\nregion: northern-shor\n", "did you mean northern-shore?"),
        ("name: Belmonte\nregion: northern-shore\nroles: [transitt]\n", "did you mean transit?"),
        ("name: Belmonte\nregion: northern-shore\nabsent: [grand]\n", "did you mean grant?"),
    ],
)
def test_the_nearest_name_or_key_is_offered(
    lines: str, hint: str, partner: Partner, fictional: Path, write: Write
) -> None:
    write(BELMONTE, country(lines))
    assert f"  hint: {hint}\n" in partner("validate", at=fictional)[1]


def test_a_severity_is_set_or_a_check_switched_off_in_the_settings(
    partner: Partner, fictional: Path, write: Write, edit: Edit
) -> None:
    write(SARDIS, position("preferences: [{country: corvo}, {country: corvo}, {country: esker}]\n"))
    assert partner("validate", at=fictional)[:2] == (
        0,
        (
            f'{SARDIS}:5:33: warning PC323: "corvo" is named twice with support; it counts once\n'
            "  hint: take one of the two out\n"
            "1 warning in 1 of 27 files; 6 delegations, 0 positions still awaited\n"
        ),
    )
    edit("partner.yaml", "checks: {}", "checks: {PC323: error}")
    code, out, _ = partner("validate", at=fictional)
    assert (code, out.splitlines()[0]) == (
        1,
        f'{SARDIS}:5:33: error PC323: "corvo" is named twice with support; it counts once',
    )
    edit("partner.yaml", "PC323: error", "PC323: off")
    code, out, _ = partner("validate", at=fictional)
    assert (code, out) == (0, "nothing to mend in 27 files; 6 delegations, 0 positions still awaited\n")


def test_the_last_line_sums_up(partner: Partner, fictional: Path, write: Write) -> None:
    assert partner("validate", at=fictional) == (0, f"nothing to mend in 26 files; {AWAITED}\n", "")
    write(BELMONTE, country("name: Belmonte\nregion: nowhere\nroles: [x]\n"))
    write("data/countries/.corvo.yaml.3f9a.partner-tmp", "")
    write("data/countries/dravina.yaml", country("name: Dravina\nregion: nowhere\nabsent: [nothing]\n"))
    summary = partner("validate", at=fictional)[1].splitlines()[-1]
    assert summary == f"3 errors, 1 note in 3 of 26 files; {AWAITED}"


def test_quiet_says_nothing_where_nothing_is_wrong(partner: Partner, fictional: Path) -> None:
    assert partner("--quiet", "validate", at=fictional) == (0, "", "")


def test_only_what_concerns_the_paths_named_is_shown(partner: Partner, fictional: Path, write: Write) -> None:
    write(BELMONTE, country("name: Belmonte\nregion: nowhere\n"))
    write(SARDIS, position("preferences: [{country: nowhere}]\n"))

    def files(*paths: str | Path, at: Path = fictional) -> set[str]:
        lines = partner("validate", *paths, at=at)[1].splitlines()
        return {line.partition(":")[0] for line in lines if line.startswith("data/")}

    assert files() == files(".") == files("data") == {BELMONTE, SARDIS}
    assert files(BELMONTE) == files("data/countries") == files(fictional / "data/countries") == {BELMONTE}
    assert files("belmonte.yaml", at=fictional / "data/countries") == {BELMONTE}
    assert files("data/positions", "data/outlines") == {SARDIS}
    assert partner("validate", "data/outlines", at=fictional)[0] == 0


def test_a_path_that_is_not_there_or_lies_outside_is_an_error_of_use(
    partner: Partner, fictional: Path
) -> None:
    assert partner("validate", "data/nowhere", at=fictional)[::2] == (
        3,
        'error: there is no file or folder "data/nowhere"\nhint: name a file or folder of the repository\n',
    )
    code, out, err = partner("validate", fictional.parent, at=fictional)
    assert (code, out) == (2, "")
    assert "is not in the repository" in err


def test_json_is_the_contract_and_nothing_else(partner: Partner, fictional: Path, write: Write) -> None:
    write(SARDIS, position('preferences: [{country: esker, note: "🤝"}, {country: corvvo}]\n'))
    code, out, err = partner("validate", "--format", "json", at=fictional)
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "format": "partner.findings/1",
        "tool": {"name": "partner", "version": __version__},
        "marking": "LIMITE",
        "illustrative": True,
        "checked": 27,
        "counts": {"error": 1, "warning": 0, "note": 0},
        "accepted": 0,
        "old": 0,
        "findings": [
            {
                "file": SARDIS,
                "line": 5,
                "column": 54,
                "end_line": 5,
                "end_column": 60,
                "code": "PC204",
                "severity": "error",
                "message": 'unknown country "corvvo"',
                "hint": "did you mean corvo (Corvo)?",
                "fingerprint": json.loads(out)["findings"][0]["fingerprint"],
            }
        ],
    }
    assert out.endswith("}\n")


def test_a_fingerprint_does_not_depend_on_the_line(partner: Partner, fictional: Path, write: Write) -> None:
    def fingerprints(lines: str) -> list[str]:
        write(SARDIS, position(lines))
        found = json.loads(partner("validate", "--format", "json", at=fictional)[1])["findings"]
        return [one["fingerprint"] for one in found]

    fault = "preferences: [{country: corvvo}]\n"
    assert fingerprints(fault) == fingerprints(f"\n# a remark\n{fault}")
    assert fingerprints(fault) != fingerprints(fault.replace("corvvo", "corvoo"))


def test_without_findings_json_has_an_empty_list(partner: Partner, fictional: Path) -> None:
    code, out, _ = partner("validate", "--format", "json", at=fictional)
    assert (code, json.loads(out)["findings"]) == (0, [])


def test_the_shipped_data_has_no_error(on_shipped: Partner) -> None:
    code, out, _ = on_shipped("validate", "--format", "json")
    assert code == 0
    assert {one["severity"] for one in json.loads(out)["findings"]} <= {"note"}


def test_bytes_of_a_file_are_never_shown_as_they_are(partner: Partner, fictional: Path, write: Write) -> None:
    write("data/countries/a\x1b]0;owned\x07\x1b[31m.yaml", country("name: \x1b[2JBelmonte\n"))
    for terminal in (False, True):
        code, out, _ = partner("validate", at=fictional, terminal=terminal)
        assert code == 1
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "data/countries/a\\u001b]0;owned\\u0007\\u001b[31m.yaml:1:1: error PC121" in out


def test_a_priority_that_the_document_leaves_out_needs_no_outline(partner: Partner, fictional: Path) -> None:
    (fictional / "data/outlines/corvo.yaml").unlink()
    meeting = fictional / "data/meetings/2031-03-04-working-group.yaml"
    concluded = "conclusions: [{question: way-forward, text: Agreed., on: 2031-03-21}]\n"
    meeting.write_text(meeting.read_text("utf-8") + concluded, "utf-8")
    assert "Corvo is a priority" in partner("validate", at=fictional)[1]
    decide = ("document", "partners", "10001/31")
    assert partner(*decide, "--leave-out", "corvo", "--because", "Later.", at=fictional)[0] == 0
    assert "PC413" not in partner("validate", at=fictional)[1]
    assert partner(*decide, "--add", "esker", "--because", "The host asked.", at=fictional)[0] == 0
    assert "Esker is on the list of partners, a conclusion" in partner("validate", at=fictional)[1]


@pytest.mark.parametrize("broken", [False, True])
def test_the_short_way_of_calling_it_says_what_the_usual_one_says(
    partner: Partner, fictional: Path, tmp_path_factory: pytest.TempPathFactory, write: Write, broken: bool
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    if broken:
        write("data/countries/belmonte.yaml", "name: Belmonte\n")
    usual = partner(f"--repo={fictional}", "validate", at=elsewhere)
    assert partner("--repo", fictional, "validate", at=elsewhere) == usual
    assert partner("--repo", elsewhere, "validate", at=fictional)[0] == 3
    assert usual[0] == broken


def test_quiet_says_errors_alone(partner: Partner, fictional: Path, write: Write) -> None:
    assert partner("--quiet", "validate", at=fictional) == (0, "", "")
    (fictional / "data/outlines/corvo.yaml").unlink()
    meeting = fictional / "data/meetings/2031-03-04-working-group.yaml"
    concluded = "conclusions: [{question: way-forward, text: Agreed., on: 2031-03-21}]\n"
    meeting.write_text(meeting.read_text("utf-8") + concluded, "utf-8")
    assert "note PC413" in partner("validate", at=fictional)[1]
    assert partner("--quiet", "validate", at=fictional) == (0, "", "")
    write("data/countries/belmonte.yaml", "name: Belmonte\n")
    out = partner("--quiet", "validate", at=fictional)[1]
    assert "error PC111" in out
    assert "note PC413" not in out
