"""`partner outline contribute`: what a Member State brings to a step, never without its source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Contribute = Callable[..., tuple[int, str, str]]

CORVO, ALTAMAR = "data/outlines/corvo.yaml", "data/outlines/altamar.yaml"
SOURCE = ("--source", "Reply of 20 March 2031")


@pytest.fixture
def contribute(partner: Partner, fictional: Path) -> Contribute:
    """Runs `partner outline contribute`."""
    return lambda *arguments: partner("outline", "contribute", *arguments, at=fictional)


def test_a_contribution_goes_to_the_one_step_of_that_name(contribute: Contribute, fictional: Path) -> None:
    given = ("--kind", "financial", "--amount", "10 million XTS", "--period", "2031/2033")
    assert contribute("Marland", "pursue-grant", *given, *SOURCE, "--reference", "page 2") == (
        0,
        f"{CORVO}\n",
        "",
    )
    assert (
        "      - delegation: QM\n"
        "        kind: financial\n"
        "        description: Contributes money of its own\n"
        "        amount: {value: 10000000, currency: XTS}\n"
        "        period: 2031/2033\n"
        "        sources:\n"
        "          - {title: Reply of 20 March 2031, reference: page 2}\n"
    ) in (fictional / CORVO).read_text("utf-8")


def test_a_step_in_several_outlines_needs_its_country(contribute: Contribute) -> None:
    code, _, err = contribute("QM", "convene-round-table", "--kind", "lead", *SOURCE)
    assert code == 2
    assert "several outlines have a step convene-round-table: altamar, corvo" in err
    assert "--country" in err
    named = ("--country", "Haute-Mer")
    assert contribute("QM", "convene-round-table", "--kind", "lead", *SOURCE, *named)[1] == f"{ALTAMAR}\n"


def test_a_declared_nil_and_what_is_not_verified_are_recorded_as_such(
    contribute: Contribute, fictional: Path
) -> None:
    assert contribute("QN", "grant", "--kind", "none", *SOURCE)[0] == 0
    assert (
        contribute("QR", "grant", "--kind", "operational", "--unverified", *SOURCE, "--note", "told")[0] == 0
    )
    text = (fictional / CORVO).read_text("utf-8")
    assert "kind: none\n        description: Declared that it brings nothing\n" in text
    assert "        note: told\n        verified: false\n" in text


def test_a_second_one_of_the_same_kind_and_words_is_a_change(contribute: Contribute, fictional: Path) -> None:
    again = ("QO", "pursue-grant", "--kind", "financial", "--description", "Own money beside the grant")
    code, _, err = contribute(*again, "--amount", "500 000 XTS", *SOURCE)
    assert code == 1
    assert "to change it, add --change" in err
    assert contribute(*again, "--amount", "500 000 XTS", *SOURCE, "--change")[0] == 0
    text = (fictional / CORVO).read_text("utf-8")
    assert "amount: {value: 500000, currency: XTS}\n        period: 2031/\n" in text
    assert text.count("delegation: QO") == 1


def test_the_same_once_more_changes_nothing(contribute: Contribute) -> None:
    given = ("QM", "pursue-grant", "--kind", "lead", *SOURCE)
    assert contribute(*given)[0] == 0
    assert contribute(*given) == (0, "", f"nothing to change: {CORVO} says so already\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("QM", "pursue-grant", "--kind", "lead"), 2, "--source is missing (where it can be checked)"),
        (("QM", "pursue-grant", *SOURCE), 2, "--kind is missing (lead, financial"),
        (("QM", "pursue-grant", "--kind", "financal", *SOURCE), 2, "did you mean financial?"),
        (
            ("QM", "pursue-grant", "--kind", "financial", "--amount", "10 million", *SOURCE),
            2,
            "names no currency",
        ),
        (
            ("QM", "pursue-grant", "--kind", "none", "--amount", "1 XTS", *SOURCE),
            2,
            "a declared nil has no amount",
        ),
        (
            ("QM", "pursue-grant", "--kind", "lead", "--period", "soon", *SOURCE),
            2,
            "is not a period or a term",
        ),
        (("QQQ", "pursue-grant", "--kind", "lead", *SOURCE), 3, 'there is no delegation "QQQ"'),
        (("QM", "pursue-grnat", "--kind", "lead", *SOURCE), 3, "did you mean pursue-grant?"),
        (("QM", "2", "--kind", "lead", *SOURCE), 2, "name the country too"),
        (("QM", "9", "--kind", "lead", *SOURCE, "--country", "corvo"), 3, 'no step "9"'),
        (("QM", "pursue-grant", "--kind", "lead", *SOURCE, "--change"), 1, "no such contribution of QM"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_written(
    arguments: tuple[str, ...],
    code: int,
    said: str,
    contribute: Contribute,
    fictional: Path,
    files_of: FilesOf,
) -> None:
    before = files_of(fictional)
    ended, out, err = contribute(*arguments)
    assert (ended, out) == (code, "")
    assert said in err
    assert files_of(fictional) == before


def test_a_dry_run_shows_a_diff_and_writes_nothing(
    contribute: Contribute, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    code, out, _ = contribute("QM", "pursue-grant", "--kind", "lead", *SOURCE, "--dry-run")
    assert code == 0
    assert "+      - delegation: QM\n" in out
    assert files_of(fictional) == before
