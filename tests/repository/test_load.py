"""From a tree to an exercise: what each scope reads, and every problem on the way."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from partnercli.findings import Span
from partnercli.findings.reading import UNKNOWN_KEY
from partnercli.records.kinds import Kind
from partnercli.repository.load import Loaded, load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import Overlay, Tree, WorkingTree

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FICTIONAL = ROOT / "tests" / "fictional"
BAD = sorted((HERE / "bad").glob("*.yaml"))
COUNTRIES = {"altamar", "belmonte", "corvo", "dravina", "esker", "insula-d-ocre"}

Open = Callable[..., Loaded]
Places = Callable[[Loaded], list[str]]
Write = Callable[[str, str | bytes], Path]


class CountingTree:
    """A tree that remembers what was read from it."""

    def __init__(self, under: Tree) -> None:
        self.under = under
        self.reads: list[str] = []

    def files(self, folder: str) -> Iterator[str]:
        return self.under.files(folder)

    def read(self, path: str) -> bytes:
        self.reads.append(path)
        return self.under.read(path)

    def require_file(self, path: str) -> None:
        self.under.require_file(path)


class BackwardTree(CountingTree):
    """A tree that lists its files in the wrong order."""

    def files(self, folder: str) -> Iterator[str]:
        return reversed(list(self.under.files(folder)))


def test_the_fictional_repository_has_no_finding(opened: Open, places: Places, fictional: Path) -> None:
    loaded = opened(fictional)
    assert places(loaded) == []
    assert loaded.exercise.malformed == {}
    assert set(loaded.exercise.countries) == COUNTRIES
    assert loaded.files == ("partner.yaml", *sorted(set(loaded.files) - {"partner.yaml"}))
    assert len(loaded.files) == len(list(fictional.rglob("*.yaml")))


def test_the_shipped_repository_has_no_finding(opened: Open, places: Places, shipped: Path) -> None:
    loaded = opened(shipped)
    assert places(loaded) == []
    assert len(loaded.files) == 1 + len(list((shipped / "data").rglob("*.yaml")))


def test_a_repository_without_settings_says_so(opened: Open, tmp_path: Path) -> None:
    loaded = opened(tmp_path)
    assert [(f.file, f.code, f.message) for f in loaded.findings] == [
        ("partner.yaml", "PC101", "there is no such file")
    ]
    assert (loaded.files, loaded.exercise.config) == ((), None)


@pytest.mark.parametrize(
    "scope",
    [Scope.everything(), Scope.of_meeting(), Scope.of_document(), Scope.of_outlines()],
)
def test_missing_folders_are_empty_ones(opened: Open, places: Places, tmp_path: Path, scope: Scope) -> None:
    (tmp_path / "partner.yaml").write_bytes((FICTIONAL / "partner.yaml").read_bytes())
    loaded = opened(tmp_path, scope=scope)
    assert places(loaded) == []
    assert loaded.files == ("partner.yaml",)


def reads(scope: Scope) -> set[str]:
    under = WorkingTree(FICTIONAL)
    tree = CountingTree(under)
    load(tree, scope)
    under.close()
    missing = {path for path in tree.reads if not (FICTIONAL / path).exists()}
    read = [path for path in tree.reads if path not in missing]
    assert len(read) == len(set(read)), "a file was read twice"
    return set(read)


def under(*folders: str) -> set[str]:
    found = (path.relative_to(FICTIONAL).as_posix() for path in FICTIONAL.rglob("*.yaml"))
    return {path for path in found if path.startswith(folders)}


NAMES = ("partner.yaml", "data/delegations.yaml", "data/countries/")
POSITIONS = "data/positions/"


def test_everything_is_everything() -> None:
    assert reads(Scope.everything()) == under("")


def test_a_scope_can_take_other_kinds_along() -> None:
    assert reads(Scope.of_meeting().also(Kind.OUTLINE)) == reads(Scope.of_meeting()) | under("data/outlines/")


def test_outlines_need_no_position() -> None:
    assert reads(Scope.of_outlines()) == under("") - under(POSITIONS)


def test_a_meeting_without_carry_over_needs_its_own_positions_alone() -> None:
    meeting = "2031-01-20-ministers"
    expected = under(*NAMES, "data/regions.yaml", f"data/meetings/{meeting}", f"{POSITIONS}{meeting}/")
    assert reads(Scope.of_meeting(meeting)) == expected


def test_the_current_meeting_needs_those_it_carries_over_from_as_well() -> None:
    assert reads(Scope.of_meeting()) == under(*NAMES, "data/regions.yaml", "data/meetings/", POSITIONS)


@pytest.mark.parametrize("document", [None, "10001-31"])
def test_a_document_needs_what_it_reports(document: str | None) -> None:
    assert reads(Scope.of_document(document)) == under("") - {"data/presidencies.yaml"}


def test_a_document_that_looks_back_needs_what_the_previous_one_reports_as_well(
    opened: Open, write: Write, fictional: Path
) -> None:
    document = (FICTIONAL / "data/documents/10001-31.yaml").read_text("utf-8")
    meeting = "forum: visit\ndate: 2031-05-06\nsources: [{title: Calendar}]\n"
    write("data/meetings/2031-05-06-visit.yaml", meeting)
    later = document.replace("10001/31", "10020/31").replace("9040/31", "10001/31")
    later = later.replace("2031-03-04-working-group", "2031-05-06-visit")
    write("data/documents/10020-31.yaml", later)
    assert not opened(fictional, scope=Scope.of_document("10020-31")).exercise.positions
    write("data/documents/10020-31.yaml", later.replace("[state-of-play]", "[drift]"))
    loaded = opened(fictional, scope=Scope.of_document("10020-31"))
    assert set(loaded.exercise.positions) == {"2031-03-04-working-group", "2031-01-20-ministers"}
    assert len(loaded.files) == len(set(loaded.files))


def test_an_older_meetings_history_is_not_read(
    opened: Open, places: Places, write: Write, fictional: Path
) -> None:
    write("data/meetings/2030-01-01-visit.yaml", "nothing that can be read: [")
    write("data/positions/2030-01-01-visit/qm.yaml", "nothing that can be read: [")
    assert places(opened(fictional, scope=Scope.of_meeting())) == []
    assert len(places(opened(fictional))) == 2


def test_meetings_that_carry_over_from_one_another_are_each_read_once(
    opened: Open, places: Places, write: Write, fictional: Path
) -> None:
    path = "data/meetings/2031-01-20-ministers.yaml"
    old = (fictional / path).read_text()
    write(path, old + "carries_over_from: 2031-03-04-working-group\n")
    loaded = opened(fictional, scope=Scope.of_meeting())
    assert places(loaded) == []
    assert len(loaded.files) == len(set(loaded.files))


def test_what_was_read_in_part_is_not_taken_for_the_whole(opened: Open) -> None:
    part = opened(FICTIONAL, scope=Scope.of_meeting()).exercise
    assert part.read == {Kind.CONFIG, Kind.DELEGATIONS, Kind.COUNTRY, Kind.REGIONS}
    assert opened(FICTIONAL).exercise.read == frozenset(Kind)


@pytest.mark.parametrize(
    "meeting", ["../../secret", "..", ".", "../meetings/2031-01-20-ministers", "/etc/x", "x" * 300]
)
def test_a_meetings_id_never_leads_out_of_its_folder(
    opened: Open, places: Places, write: Write, fictional: Path, meeting: str
) -> None:
    write("../secret.yaml", "forum: Secret\n")
    write("secret.yaml", "forum: Secret\n")
    text = (FICTIONAL / "partner.yaml").read_text()
    write("partner.yaml", text.replace("2031-03-04-working-group", f'"{meeting}"'))
    loaded = opened(fictional, scope=Scope.of_meeting())
    assert places(loaded) == []
    assert (loaded.exercise.meetings, loaded.exercise.positions) == ({}, {})


def test_the_order_of_files_makes_no_difference() -> None:
    tree = WorkingTree(FICTIONAL)
    bad = {f"data/countries/{file.name}": file.read_bytes() for file in BAD[:5]}
    forward, backward = (
        load(kind(Overlay(tree, bad)), Scope.everything()) for kind in (CountingTree, BackwardTree)
    )
    tree.close()
    assert forward.exercise == backward.exercise
    assert forward.findings == backward.findings


def test_the_order_of_keys_makes_no_difference(opened: Open, write: Write, fictional: Path) -> None:
    before = opened(fictional).exercise
    write(
        "data/countries/belmonte.yaml",
        "sources: [{title: Gazetteer of the Northern Shore}]\nregion: northern-shore\nname: Belmonte\n",
    )
    assert opened(fictional).exercise == before


def test_findings_of_others_are_given_their_places(opened: Open, fictional: Path) -> None:
    loaded = opened(fictional)
    path = "data/countries/corvo.yaml"
    others = [
        UNKNOWN_KEY.finding(path, "x", path=("region",), at_key=True),
        UNKNOWN_KEY.finding(path, "x", path=("roles", 1)),
        UNKNOWN_KEY.finding(path, "x"),
        UNKNOWN_KEY.finding("data/countries/none.yaml", "x"),
        UNKNOWN_KEY.finding(path, "x", path=("name",)).at(Span(9, 9, 9, 9)),
    ]
    spans = [finding.span for finding in loaded.placed(others)]
    assert [span and (span.line, span.column) for span in spans] == [(5, 1), (6, 18), (1, 1), None, (9, 9)]


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(opened: Open, on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        opened(FICTIONAL, scope=Scope.of_outlines())
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()
