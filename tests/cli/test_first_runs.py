"""The first hours: no repository, the wrong folder, a repository with nothing in it; each command says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from partnercli.cli.command_tree import every_command

Partner = Callable[..., Any]

IN_A_NEW_REPOSITORY = (
    "status",
    "validate",
    "meeting list",
    "meeting show",
    "form",
    "position list",
    "position show DE",
    "position remind",
    "position copy-from 2021-01-01-hlwg",
    "tally",
    "tally --by region",
    "tally --list",
    "matrix",
    "majority tunisia",
    "majority --question way-forward",
    "shortlist --size 3",
    "report",
    "report --public",
    "export",
    "calendar",
    "outline check",
    "outline list",
    "outline show tunisia",
    "outline timeline",
    "outline compare tunisia morocco",
    "outline progress",
    "render note",
    "render outline tunisia",
    "render compilation",
    "render progress",
    "render briefing",
    "render handover",
    "template list",
    "template show note",
    "template check",
    "country list",
    "country show tunisia",
    "instrument list",
    "instrument show camm",
    "document list",
    "document show",
    "document partners",
    "history tunisia",
    "settings show",
    "diff",
    "diff HEAD",
    "diff --meetings 2021-01-01-hlwg 2021-02-01-hlwg",
    "format --check",
)
"""Every command that reads a repository."""
NEED_NONE = ("explain PC204", "schema country", "cache info", "doctor")
"""Commands that read, and work without a repository."""
NOT_HERE = {"cache clear", "template eject"}
"""Commands that write, and have no --dry-run."""
IN_A_BARE_ONE = (
    "validate",
    "instrument list",
    "instrument show camm",
    "country show tunisia",
    "outline list",
)
"""Where a repository for another subject says something else."""
MOST = 10
"""Lines of an empty state: of what is longer the first line is kept."""
DAY = date(2031, 2, 3)
NOWHERE = (
    "error: no partner.yaml in this folder or one above, so this is no repository\n"
    "hint: go to one, or name it: partner --repo DIR …; or make one here: partner init\n"
)


class Day(date):
    @classmethod
    def today(cls) -> Day:
        return cls(DAY.year, DAY.month, DAY.day)


@pytest.fixture(scope="module")
def made(partner: Partner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which a new repository lies in `new` and one for another subject in `bare`, on the same day."""
    at = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        for module in ("app", "run"):
            patch.setattr(f"partnercli.cli.{module}.date", Day)
        assert partner("init", "new", "--presidency", "PT", at=at).code == 0
        assert partner("init", "bare", "--bare", "--presidency", "PT", at=at).code == 0
        yield at


def leaves() -> Iterator[str]:
    """The words of every command of the tool that does not offer to show first what it would write."""
    for one in every_command():
        if not one.is_group and not any("--dry-run" in param.opts for param in one.command.params):
            yield one.path


def screens(partner: Partner, at: Path, lines: tuple[str, ...]) -> str:
    """What commands print in a repository, one after the other, as a person sees it; long ones cut."""
    shown = []
    for line in lines:
        done = partner(
            "--repo", at.name, *line.split(), at=at.parent, PARTNER_CACHE_DIR=str(at.parent / "cache")
        )
        said = (done.err + done.out).splitlines()
        kept = said if len(said) <= MOST else [said[0], "(and more)"]
        shown += [f"$ partner {line}", *kept, f"ends with {done.code}", ""]
    return "\n".join(shown)


def test_every_command_that_reads_is_tried_here() -> None:
    tried = (*IN_A_NEW_REPOSITORY, *NEED_NONE)
    untried = [name for name in leaves() if not any(f"{one} ".startswith(f"{name} ") for one in tried)]
    assert set(untried) == NOT_HERE


def test_in_a_new_repository_every_command_says_what_is_missing_and_how_to_go_on(
    partner: Partner, made: Path, golden: Callable[[str, str], None]
) -> None:
    golden("first-runs.txt", screens(partner, made / "new", IN_A_NEW_REPOSITORY))


def test_so_it_does_in_one_for_another_subject(
    partner: Partner, made: Path, golden: Callable[[str, str], None]
) -> None:
    golden("first-runs-bare.txt", screens(partner, made / "bare", IN_A_BARE_ONE))


def test_without_a_repository_every_command_says_the_same(partner: Partner, tmp_path: Path) -> None:
    for line in IN_A_NEW_REPOSITORY:
        if line != "diff":  # has nothing to compare, wherever it is called
            assert partner(*line.split(), at=tmp_path) == (3, "", NOWHERE), line


@pytest.mark.parametrize("line", NEED_NONE)
def test_what_needs_no_repository_works_without(line: str, partner: Partner, tmp_path: Path) -> None:
    done = partner(*line.split(), at=tmp_path)
    assert (done.code, done.err) == (0, "")


def test_the_wrong_folder_is_told_with_the_right_one(partner: Partner, made: Path, tmp_path: Path) -> None:
    def said(*words: str | Path, at: Path, **environment: str) -> str:
        done = partner(*words, "tally", at=at, **environment)
        assert (done.code, done.out) == (3, "")
        return str(done.err)

    new = made / "new"
    assert said(at=made) == (
        "error: this folder is no repository, but there is one below it\n"
        "hint: did you mean partner --repo bare … or partner --repo new …?\n"
    )
    assert "did you mean partner --repo bare … or partner --repo new …?" in said("--repo", ".", at=made)
    assert f"did you mean partner --repo {new} …?" in said("--repo", new / "data", at=tmp_path)
    assert said("--repo", new / "partner.yaml", at=tmp_path) == (
        f"error: {new}/partner.yaml is a file, and a repository is a folder\n"
        f"hint: did you mean partner --repo {new} …?\n"
    )
    assert (
        said("--repo", "gone", at=tmp_path)
        == "error: gone is not there\nhint: name it: partner --repo DIR …\n"
    )
    assert said(at=tmp_path, PARTNER_REPO="gone") == (
        "error: PARTNER_REPO names gone, which is not there\n"
        "hint: let PARTNER_REPO name the repository's folder, or do without it\n"
    )


def test_a_folder_with_something_in_it_is_not_offered_for_a_new_repository(
    partner: Partner, tmp_path: Path
) -> None:
    (tmp_path / "letter.docx").touch()
    assert partner("tally", at=tmp_path).err.endswith("or make one: partner init DIR\n")


def test_a_folder_with_a_space_is_named_in_quotes(partner: Partner, made: Path, tmp_path: Path) -> None:
    (tmp_path / "my desk").mkdir()
    (tmp_path / "my desk" / "partner.yaml").write_bytes((made / "new" / "partner.yaml").read_bytes())
    assert "did you mean partner --repo 'my desk' …?" in partner("tally", at=tmp_path).err


@pytest.mark.parametrize("line", ["status", "init", "validate"])
def test_a_working_folder_that_was_taken_away_is_said(line: str, partner: Partner, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()

    def gone(_: object) -> Path:
        raise FileNotFoundError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "cwd", classmethod(gone))
        done = partner(line, at=here)
    assert (done.code, done.err) == (
        3,
        "error: the folder you work in is not there any more\nhint: go to another one: cd DIR\n",
    )
