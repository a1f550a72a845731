"""A repository with some files changed is read as it would be from the start, but only those files are."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from partnercli.repository.load import load, load_changed
from partnercli.repository.scope import Scope
from partnercli.repository.trees import Overlay, WorkingTree

FICTIONAL = Path(__file__).parents[1] / "fictional"
PATHS = [
    path.relative_to(FICTIONAL).as_posix() for path in sorted(FICTIONAL.rglob("*.yaml")) if path.is_file()
]
NEW = (
    "data/countries/novara.yaml",
    "data/positions/2031-03-04-working-group/qs.yaml",
    "data/positions/2031-09-09-nowhere/qm.yaml",
    "data/countries/No Slug.yaml",
    "data/note.txt",
)
BYTES = (
    None,
    b"",
    b"- a\n",
    b"name: Novara\nregion: northern-shore\nsources: [{title: x}]\n",
    b"name: [\n",
    b"delegation: QS\nmeeting: 2031-03-04-working-group\nbasis: statement\nsources: [{title: x}]\n",
    b"name: x  # partner: allow PC999 because\n",
)
CHANGED = st.dictionaries(st.sampled_from([*PATHS, *NEW]), st.sampled_from(BYTES), max_size=6)
LOADED = load(WorkingTree(FICTIONAL), Scope.everything())


class Watched:
    """A tree that notes which files are read."""

    def __init__(self, under: WorkingTree) -> None:
        self.under = under
        self.read_again: list[str] = []
        self.files = under.files
        self.require_file = under.require_file

    def read(self, path: str) -> bytes:
        self.read_again.append(path)
        return self.under.read(path)


@given(changed=CHANGED)
def test_what_is_read_again_is_what_a_first_reading_gives(changed: dict[str, bytes | None]) -> None:
    watched = Watched(WorkingTree(FICTIONAL))
    after = load_changed(LOADED._replace(tree=watched), changed, Scope.everything())
    whole = load(Overlay(WorkingTree(FICTIONAL), changed), Scope.everything())
    assert after.exercise == whole.exercise
    assert after.findings == whole.findings
    assert after.acceptances == whole.acceptances
    assert after.files == whole.files
    assert not set(watched.read_again) & set(PATHS)
