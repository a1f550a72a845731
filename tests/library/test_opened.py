"""A repository that a script opened: the answers of the commands, in memory, handled as they are."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from time import sleep
from typing import Any

import pytest

import partnercli
from partnercli import (
    Audience,
    Format,
    Marking,
    NoAccess,
    NotFound,
    Problem,
    Refused,
    Unsound,
    Usage,
    open_repository,
)
from partnercli.repository.trees import WorkingTree
from partnercli.tally.contract import to_contract

CORVO = "data/countries/corvo.yaml"
RELEASED = "release: {by: the working group, on: 2031-04-01}\n"
DAY = date(2031, 4, 1)

Process = Callable[..., Any]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def break_off(fictional: Path) -> Callable[[], None]:
    """Makes a file unreadable that every reading needs."""

    def cut() -> None:
        (fictional / CORVO).write_text("name: [", "utf-8")

    return cut


@pytest.fixture
def contradict(fictional: Path) -> Callable[[], None]:
    """Takes away a country that positions and an outline name."""

    def take_away() -> None:
        (fictional / CORVO).unlink()

    return take_away


@pytest.fixture
def release(fictional: Path) -> Callable[[], None]:
    """Records the decision that lets the public have a version of the document."""

    def record() -> None:
        with (fictional / "data/documents/10001-31.yaml").open("a", encoding="utf-8") as file:
            file.write(RELEASED)

    return record


def test_a_tally_says_what_the_command_says(fictional: Path, process: Process) -> None:
    asked = ("--without", "QN", "--assume", "QM=corvo:opposition")
    done = process("tally", *asked, "--format", "json", at=fictional)
    tally = open_repository(fictional).tally(without=["QN"], assume=["QM=corvo:opposition"])
    assert tally.what_if
    assert json.loads(json.dumps(to_contract(tally))) == json.loads(done.stdout)
    assert open_repository(fictional).tally(without="QN", assume="QM=corvo:opposition") == tally


def test_a_meeting_is_named_by_its_id(fictional: Path) -> None:
    assert open_repository(fictional).tally("2031-01-20-ministers").day == date(2031, 1, 20)


def test_a_check_finds_what_the_command_finds(
    fictional: Path, process: Process, contradict: Callable[[], None]
) -> None:
    contradict()
    verdict, done = open_repository(fictional).check(), process("validate", "--format", "json", at=fictional)
    said = json.loads(done.stdout)
    assert [(one.code, one.file, one.place.line) for one in verdict.findings] == [
        (one["code"], one["file"], one["line"]) for one in said["findings"]
    ]
    assert verdict.findings
    assert (verdict.checked, verdict.illustrative) == (said["checked"], True)


@pytest.mark.parametrize("audience", ["delegations", "presidency"])
def test_a_note_is_the_file_that_the_command_writes_in_every_format(
    fictional: Path, process: Process, audience: str
) -> None:
    process("render", "note", "--format", "all", "--audience", audience, at=fictional)
    repository = open_repository(fictional)
    for form in Format:
        note = repository.render_note(format=form, audience=audience)
        assert note.data == (fictional / "build" / note.name).read_bytes()
        assert (note.format, note.audience, note.marking) == (form, audience, Marking.LIMITE)
        assert note.illustrative


def test_other_papers_are_the_files_that_the_commands_write(fictional: Path, process: Process) -> None:
    repository = open_repository(fictional)
    for words, made in (
        (("outline", "Altamar"), repository.render_outline("Altamar")),
        (("compilation", "--on", f"{DAY}"), repository.render_compilation(on=DAY)),
        (("briefing", "--on", f"{DAY}"), repository.render_briefing(DAY)),
    ):
        done = process("render", *words, at=fictional)
        assert done.stdout.decode() == f"build/{made.name}\n"
        assert (fictional / "build" / made.name).read_bytes() == made.data


def test_each_paper_bears_the_marking_of_its_readers(fictional: Path) -> None:
    repository = open_repository(fictional)
    for made, name, readers in (
        (repository.render_progress("10001/31"), "10001-31-progress.md", Audience.DELEGATIONS),
        (repository.render_briefing(DAY, document="10001/31"), "10001-31-briefing.md", Audience.PRESIDENCY),
        (repository.render_handover(DAY), "handover.md", Audience.PRESIDENCY),
    ):
        assert (made.name, made.audience, made.marking) == (name, readers, Marking.LIMITE)
        assert ("PRESIDENCY ONLY" in made.data.decode()) == (readers is Audience.PRESIDENCY)


def test_nothing_is_written_or_remembered(fictional: Path) -> None:
    def state() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in fictional.rglob("*")}

    before, repository = state(), open_repository(fictional)
    repository.check()
    repository.tally()
    repository.render_note(format="docx")
    assert state() == before


def test_a_script_of_a_few_lines_renders_by_a_template_of_the_repository(
    fictional: Path, write: Write
) -> None:
    write("templates/note.md.j2", "# Of our own\n\nWords.\n")
    lines = f"import partnercli; print(partnercli.open_repository({str(fictional)!r}).render_note().data.decode())"
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", lines], capture_output=True, text=True, check=True
    )
    assert "Of our own" in done.stdout


def test_what_was_read_stays_as_it_was_until_it_is_opened_again(
    fictional: Path, break_off: Callable[[], None]
) -> None:
    repository = open_repository(fictional)
    before = repository.tally()
    break_off()
    assert repository.tally() == before
    with pytest.raises(Unsound):
        open_repository(fictional).tally()


def test_what_is_put_there_or_taken_away_later_makes_no_other_repository_of_it(
    fictional: Path, write: Write
) -> None:
    repository = open_repository(fictional)
    before = repository.check()
    write("data/countries/zephyria.yaml", "name: Zephyria\n")
    write("templates/note.md.j2", "# Of our own\n")
    (fictional / CORVO).unlink()
    assert repository.check() == before
    assert repository.tally("2031-01-20-ministers").countries
    assert "Of our own" not in repository.render_note().data.decode()
    assert open_repository(fictional).check() != before


def test_threads_that_ask_one_repository_are_answered_one_after_the_other(
    fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, read = [0], WorkingTree.read

    def one_at_a_time(tree: WorkingTree, path: str) -> bytes:
        inside[0] += 1
        sleep(0.001)  # any other thread would come in here
        assert inside[0] == 1
        inside[0] -= 1
        return read(tree, path)

    monkeypatch.setattr(WorkingTree, "read", one_at_a_time)
    repository = open_repository(fictional)
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(ask) for ask in (repository.tally, repository.check, repository.render_note)]
    assert [one.exception() for one in asked] == [None, None, None]


def test_a_past_state_is_read_by_its_commit(
    fictional: Path, history: Callable[[str], str], break_off: Callable[[], None]
) -> None:
    commit, before = history("as it was"), open_repository(fictional).tally()
    break_off()
    assert open_repository(fictional, at=commit).tally() == before


@pytest.mark.parametrize("fault", ["break_off", "contradict"])
def test_of_data_with_errors_nothing_is_made_and_the_errors_come_along(
    fictional: Path, fault: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(fault)()
    repository = open_repository(fictional)
    for ask in (repository.tally, repository.render_note):
        with pytest.raises(Unsound, match=r"the data have errors: data/\S+:\d+: .* \(PC\d+\)") as caught:
            ask()
        assert caught.value.findings
        assert {one.severity for one in caught.value.findings} == {partnercli.Severity.ERROR}


def test_the_sentence_of_what_is_wrong_does_not_tell_what_a_delegation_said(
    fictional: Path, edit: Edit
) -> None:
    file = "data/positions/2031-03-04-working-group/qm.yaml"
    edit(file, "  - country: belmonte\n", "  - {country: corvo, stance: opposition}\n  - country: belmonte\n")
    with pytest.raises(Unsound) as caught:
        open_repository(fictional).tally()
    assert "a contradiction in one position (PC322)" in str(caught.value)
    assert "opposition" not in str(caught.value)
    assert "opposition" in caught.value.findings[0].message


def test_the_public_gets_nothing_without_a_release_and_its_marking_with_one(
    fictional: Path, release: Callable[[], None]
) -> None:
    with pytest.raises(Refused, match="no decision to release 10001/31 is recorded"):
        open_repository(fictional).render_note(audience="public")
    release()
    note = open_repository(fictional).render_note(audience="public")
    assert (note.audience, note.marking, note.illustrative) == (Audience.PUBLIC, Marking.PUBLIC, True)


@pytest.mark.parametrize("audience", Audience)
def test_every_paper_is_for_the_readers_that_it_was_asked_for(
    fictional: Path, release: Callable[[], None], audience: Audience
) -> None:
    release()
    repository = open_repository(fictional)
    papers = [
        repository.render_note(audience=audience),
        repository.render_outline("Altamar", document="10001/31", audience=audience),
        repository.render_progress("10001/31", audience=audience),
    ]
    if audience is Audience.PUBLIC:
        with pytest.raises(Refused, match="there is no public version of it"):
            repository.render_compilation("10001/31", audience=audience)
        assert not any("LIMITE" in paper.data.decode() for paper in papers)
    else:
        papers.append(repository.render_compilation("10001/31", audience=audience))
    assert {paper.audience for paper in papers} == {audience}


def test_what_a_script_logs_of_a_paper_is_not_its_text(fictional: Path) -> None:
    note = open_repository(fictional).render_note()
    assert "Corvo" in note.data.decode()
    assert "Corvo" not in repr(note)
    assert "10001-31.md" in repr(note)


def test_what_readers_do_not_get_and_what_stands_empty_is_warned_of(
    fictional: Path, edit: Edit, write: Write
) -> None:
    edit("data/documents/10001-31.yaml", "annexes: [state-of-play]", "annexes: [state-of-play, support]")
    write("templates/note.md.j2", "# Of our own\n\n# Further\n\nWords.\n")
    assert open_repository(fictional).render_note().warnings == (
        "left out: support, for the Presidency's eyes only: write it with --audience presidency",
        'nothing stands under the heading "Of our own"',
    )


def test_a_steering_note_is_for_the_meeting_that_is_named(fictional: Path) -> None:
    repository = open_repository(fictional)
    own = repository.render_briefing(DAY, meeting="2031-01-20-ministers")
    assert own.data != repository.render_briefing(DAY).data


@pytest.mark.parametrize("fault", ["break_off", "contradict"])
def test_of_unsound_data_the_public_learns_no_more_than_that_they_are(
    fictional: Path, release: Callable[[], None], fault: str, request: pytest.FixtureRequest
) -> None:
    release()
    request.getfixturevalue(fault)()
    with pytest.raises(Refused) as caught:
        open_repository(fictional).render_note(audience="public")
    assert type(caught.value) is Refused
    assert str(caught.value) == "the data have errors, and a public version is made from sound data only"


def test_nor_does_whoever_asks_for_a_document_that_is_public_and_not_released(
    fictional: Path, edit: Edit, break_off: Callable[[], None]
) -> None:
    for file in ("partner.yaml", "data/documents/10001-31.yaml"):
        edit(file, "marking: LIMITE", "marking: public")
    break_off()
    with pytest.raises(Refused) as caught:
        open_repository(fictional).render_note()
    assert type(caught.value) is Refused
    assert "corvo" not in str(caught.value)


@pytest.mark.parametrize(
    ("ask", "kind", "words"),
    [
        (
            lambda r: r.tally("2031-03-04-working-grop"),
            NotFound,
            ("tally", "--meeting", "2031-03-04-working-grop"),
        ),
        (lambda r: r.tally(assume=["QM"]), Usage, ("tally", "--assume", "QM")),
        (lambda r: r.render_note("10002/31"), NotFound, ("render", "note", "10002/31")),
        (lambda r: r.render_outline("Altmar"), NotFound, ("render", "outline", "Altmar")),
        (lambda r: r.render_note(audience="public"), Refused, ("render", "note", "--public")),
    ],
)
def test_what_is_wrong_is_said_in_the_sentence_of_the_command(
    fictional: Path,
    process: Process,
    ask: Callable[[partnercli.Repository], object],
    kind: type[Problem],
    words: tuple[str, ...],
) -> None:
    with pytest.raises(kind) as caught:
        ask(open_repository(fictional))
    done = process(*words, at=fictional, environment={"COLUMNS": "500"})
    assert done.stderr.decode() == f"error: {caught.value}\nhint: {caught.value.hint}\n"


@pytest.mark.parametrize(
    ("asked", "said", "hint"),
    [
        ({"format": "dox"}, 'there is no format "dox"', "did you mean docx?"),
        (
            {"audience": "press"},
            'there is no audience "press"',
            "write one of: presidency, delegations, public",
        ),
    ],
)
def test_an_unknown_word_is_refused_before_anything_is_read(
    asked: dict[str, str], said: str, hint: str
) -> None:
    with pytest.raises(Usage, match=said) as caught:
        open_repository(Path(__file__).parents[1] / "fictional").render_note(**asked)
    assert caught.value.hint == hint


def test_a_moment_names_its_day(fictional: Path) -> None:
    repository = open_repository(fictional)
    assert repository.render_progress(on=datetime(2031, 4, 1, 12, tzinfo=UTC)) == repository.render_progress(
        on=DAY
    )


def test_the_sentence_of_what_is_wrong_counts_what_it_does_not_name(fictional: Path, write: Write) -> None:
    for name in ("corvo", "esker", "altamar"):
        write(f"data/countries/{name}.yaml", "name: [")
    with pytest.raises(Unsound, match=r"; and 2 more$"):
        open_repository(fictional).tally()


def test_what_is_wrong_comes_whole_from_another_process(
    fictional: Path, contradict: Callable[[], None]
) -> None:
    contradict()
    with pytest.raises(Unsound) as caught:
        open_repository(fictional).tally()
    same = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert (str(same), same.hint, same.findings) == (
        str(caught.value),
        caught.value.hint,
        caught.value.findings,
    )


def test_a_paper_without_a_document_has_to_name_its_day(fictional: Path) -> None:
    with pytest.raises(Usage, match="no day of record"):
        open_repository(fictional).render_progress()


def test_where_there_is_no_repository_or_revision_it_is_said(tmp_path: Path, fictional: Path) -> None:
    with pytest.raises(NotFound, match="is no repository: it has no partner"):
        open_repository(tmp_path)
    with pytest.raises(NotFound):
        open_repository(fictional, at="nowhere")
    with pytest.raises(NoAccess, match="cannot be read: its name is too long"):
        open_repository("long" * 999)
