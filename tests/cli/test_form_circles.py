"""Who reads what in a form: a delegation its own words alone, and nobody what was said in confidence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from canaries import CANARY, Planted, planted, unpacked

Partner = Callable[..., Any]

FICTIONAL = Path(__file__).parents[1] / "fictional"
FOR_ALL = {
    *(
        "config.title",
        "regions.regions.name",
        "country.name",
        "country.footnote",
        "delegations.delegations.name",
    ),
    *("meeting.forum", "meeting.questions.text"),
}
"""The fields that stand in the form of every delegation."""
OWN = {"position.preferences.conditions", "position.answers.comment"}
"""The texts of a delegation's own position that stand in its form."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    at = tmp_path_factory.mktemp("planted") / "fictional"
    shutil.copytree(FICTIONAL, at)
    return planted(at)


def numbers(name: str, data: bytes) -> set[int]:
    return {int(number) for piece in unpacked(name, data) for number in CANARY.findall(piece)}


def words_of(repository: Planted, code: str) -> set[int]:
    """The canaries in the positions of a delegation."""
    files = (repository.at / "data/positions").glob(f"*/{code.lower()}.yaml")
    return {number for file in files for number in numbers(file.name, file.read_bytes())}


def made(partner: Partner, repository: Planted, output: Path, *options: str) -> set[int]:
    """The canaries in all parts of the one form that is made."""
    done = partner("form", *options, "--contact", "x", "--output", output, at=repository.at)
    (path,) = (output / Path(line).name for line in done.out.splitlines())
    return numbers(path.name, path.read_bytes())


@pytest.mark.parametrize("code", ["QM", "QN", "QO", "QP", "QR", "QS"])
def test_no_part_of_a_form_holds_a_word_of_another_delegation_or_of_the_desk(
    code: str, partner: Partner, repository: Planted, tmp_path: Path
) -> None:
    found = made(partner, repository, tmp_path, code)
    fields = {repository.fields[number] for number in found}
    assert {"config.title", "meeting.questions.text"} <= fields <= FOR_ALL | OWN
    said = {number for number in found if repository.fields[number].startswith("position.")}
    assert said <= words_of(repository, code)
    assert bool(said) == (code in ("QM", "QN", "QO"))


def test_the_workbook_for_all_holds_no_note_of_the_desk_and_nothing_said_in_confidence(
    partner: Partner, repository: Planted, tmp_path: Path
) -> None:
    found = made(partner, repository, tmp_path, "--together")
    fields = {repository.fields[number] for number in found}
    assert OWN <= fields <= FOR_ALL | OWN
    assert not found & words_of(repository, "QP")
