from __future__ import annotations

import errno
import gc
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnercli.findings import Severity, Span
from partnercli.findings.reading import UNKNOWN_KEY
from partnercli.records.kinds import Kind
from partnercli.repository.load import Loaded, Scope, load
from partnercli.repository.trees import Overlay, Tree, WorkingTree

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FICTIONAL = ROOT / "tests" / "fictional"
BAD = sorted((HERE / "bad").glob("*.yaml"))
COUNTRIES = {"altamar", "belmonte", "corvo", "dravina", "esker", "insula-d-ocre"}
GOOD = b"name: Zonda\nregion: northern-shore\nsources: [{title: Gazetteer}]\n"

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


class BackwardTree(CountingTree):
    """A tree that lists its files in the wrong order."""

    def files(self, folder: str) -> Iterator[str]:
        return reversed(list(self.under.files(folder)))


def opened(root: Path, changed: Mapping[str, bytes] | None = None, *, scope: Scope | None = None) -> Loaded:
    """What a repository says, with some files' bytes replaced or added."""
    tree = WorkingTree(root)
    try:
        return load(Overlay(tree, changed or {}), scope or Scope.everything())
    finally:
        tree.close()


def places(loaded: Loaded) -> list[str]:
    """Each finding as `file line:column code`."""
    spots = ((f, f"{f.span.line}:{f.span.column}" if f.span else "-") for f in loaded.findings)
    return [f"{finding.file} {spot} {finding.code}" for finding, spot in spots]


def test_the_fictional_repository_has_no_finding(fictional: Path) -> None:
    loaded = opened(fictional)
    assert places(loaded) == []
    assert loaded.exercise.malformed == {}
    assert set(loaded.exercise.countries) == COUNTRIES
    assert loaded.files == ("partner.yaml", *sorted(set(loaded.files) - {"partner.yaml"}))
    assert len(loaded.files) == len(list(fictional.rglob("*.yaml")))


def test_the_shipped_repository_has_no_finding(shipped: Path) -> None:
    loaded = opened(shipped)
    assert places(loaded) == []
    assert len(loaded.files) == 1 + len(list((shipped / "data").rglob("*.yaml")))


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_bad_file_is_reported_at_its_exact_places_and_hides_no_other(file: Path) -> None:
    text = file.read_bytes()
    expected = text.decode().partition("\n")[0].removeprefix("# ").split(", ")
    path = f"data/countries/{file.name}"
    loaded = opened(FICTIONAL, {path: text})
    assert places(loaded) == [f"{path} {fault}" for fault in expected]
    assert set(loaded.exercise.countries) == COUNTRIES
    assert loaded.exercise.malformed == {Kind.COUNTRY: {file.stem}}


def test_all_bad_files_are_reported_in_one_run() -> None:
    texts = {f"data/countries/{file.name}": file.read_bytes() for file in BAD}
    loaded = opened(FICTIONAL, texts)
    alone = [place for path, text in texts.items() for place in places(opened(FICTIONAL, {path: text}))]
    assert places(loaded) == alone
    assert {finding.severity for finding in loaded.findings} == {Severity.ERROR}
    assert set(loaded.exercise.countries) == COUNTRIES
    assert loaded.exercise.malformed[Kind.COUNTRY] == {file.stem for file in BAD}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            '\ufeffname: Zonda\r\nregion: x\r\nroles: ["😀", orign]\r\nsources: [{title: x}]\r\n'.encode(),
            ["3:9 PC113", "3:14 PC113"],
        ),
        ("name: Zonda\n".encode("utf-16"), ["- PC102"]),
        (b"name: Zond\xe1\n", ["1:11 PC102"]),
        (GOOD + b"note: a\x00b\n", ["4:8 PC103"]),
        (GOOD + "note: a\u202eb\n".encode(), ["4:8 PC103"]),
        (GOOD.replace(b"\n", b"\r"), ["1:12 PC103", "1:19 PC104"]),
        (b"", ["- PC106"]),
        (b"name: " + b"[" * 100_000, ["1:22 PC101"]),
        (b"".join(b"k%d: v\n" % n for n in range(20_000)), ["20000:9 PC101"]),
        (GOOD + b"note: %s\n" % (b"9" * 5000), []),
        (GOOD + b"iso2: %s\n" % (b"9" * 5000), ["4:7 PC113"]),
        (GOOD + b"#" * (1 << 20), ["- PC101"]),
        (GOOD + b"\n" * 20_000, ["- PC101"]),
    ],
    ids=[
        "bom",
        "utf16",
        "latin1",
        "nul",
        "bidi",
        "cr",
        "empty",
        "brackets",
        "keys",
        "9",
        "99",
        "mib",
        "lines",
    ],
)
def test_bytes_that_no_editor_should_leave_are_reported_at_their_exact_places(
    data: bytes, expected: list[str]
) -> None:
    path = "data/countries/zonda.yaml"
    loaded = opened(FICTIONAL, {path: data})
    assert places(loaded) == [f"{path} {fault}" for fault in expected]
    assert set(loaded.exercise.countries) >= COUNTRIES


def test_a_file_with_mark_and_windows_line_ends_is_as_good_as_any() -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")
    loaded = opened(FICTIONAL, {"data/countries/zonda.yaml": data})
    assert places(loaded) == []
    assert loaded.exercise.countries["zonda"].name == "Zonda"


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("data/countries/zonda.yml", "PC120", "name it zonda.yaml"),
        ("data/countrys/zonda.yaml", "PC120", "did you mean the folder data/countries/?"),
        ("data/zonda.yaml", "PC120", "move it to the folder of its kind, with a name that ends in .yaml"),
        ("data/countries/new/zonda.yaml", "PC120", "did you mean the folder data/countries/?"),
        ("data/positions/qm.yaml", "PC120", "a position lies in data/positions/<meeting>/<code>.yaml"),
        ("data/countries/Zonda.yaml", "PC121", "rename it to data/countries/zonda.yaml"),
        ("data/countries/Ile d'Été.yaml", "PC121", "rename it to data/countries/ile-d-ete.yaml"),
        ("data/countries/con.yaml", "PC121", "use lower-case letters"),
        ("data/countries/日本.yaml", "PC121", "use lower-case letters"),
        (f"data/countries/{'z' * 65}.yaml", "PC121", f"rename it to data/countries/{'z' * 64}.yaml"),
        ("data/countries/.zonda.yaml.1f.partner-tmp", "PC122", "delete it"),
    ],
)
def test_a_file_in_the_wrong_place_or_under_a_wrong_name_is_told_where_to_go(
    write: Write, fictional: Path, path: str, code: str, hint: str
) -> None:
    write(path, GOOD)
    [finding] = opened(fictional).findings
    assert (finding.file, finding.code) == (path, code)
    assert finding.hint.startswith(hint)


def test_a_file_under_a_wrong_name_is_still_read(write: Write, fictional: Path) -> None:
    write("data/countries/Zonda.yaml", b"name: 12\nregion: x\nsources: [{title: x}]\n")
    assert [finding.code for finding in opened(fictional).findings] == ["PC121", "PC112"]


def test_files_that_are_no_records_are_let_be(write: Write, fictional: Path) -> None:
    write("data/countries/README.md", "# Countries")
    write("data/.hidden/x.yaml", "x")
    write("notes/x.yaml", "x")
    assert places(opened(fictional)) == []


@pytest.mark.parametrize(
    ("one", "other"), [("Corvo", "corvo"), ("e\u0301", "\u00e9")], ids=["capitals", "composition"]
)
def test_names_that_differ_only_by_case_or_form_are_reported(one: str, other: str) -> None:
    paths = [f"data/countries/{name}.yaml" for name in (one, other)]
    alike = [f for f in opened(FICTIONAL, dict.fromkeys(paths, GOOD)).findings if "differ only" in f.message]
    assert [(finding.code, finding.file) for finding in alike] == [("PC121", paths[1])]
    assert alike[0].message.startswith(f"{paths[0]} and {paths[1]} differ only in capitals")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link_out(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def make_link_within(path: Path) -> None:
    path.symlink_to("corvo.yaml")


def make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [make_pipe, make_link_out, make_link_within, make_folder])
def test_what_is_no_ordinary_file_is_refused_and_hides_no_other(
    fictional: Path, make: Callable[[Path], None]
) -> None:
    make(fictional / "data/countries/zonda.yaml")
    loaded = opened(fictional)
    assert places(loaded) == ["data/countries/zonda.yaml - PC101"]
    assert set(loaded.exercise.countries) == COUNTRIES
    assert loaded.exercise.malformed == {Kind.COUNTRY: {"zonda"}}


def hide_behind_link(folder: Path) -> None:
    folder.rename(folder.parents[2] / folder.name)
    folder.symlink_to(folder.parents[2] / folder.name)


def replace_by_file(folder: Path) -> None:
    folder.rename(folder.parents[2] / folder.name)
    folder.write_text("a file")


@pytest.mark.parametrize("spoil", [hide_behind_link, replace_by_file])
@pytest.mark.parametrize("scope", [Scope.everything(), Scope.of_meeting()])
def test_a_folder_of_records_that_is_a_link_or_a_file_is_refused_not_passed_over(
    fictional: Path, spoil: Callable[[Path], None], scope: Scope
) -> None:
    spoil(fictional / "data/countries")
    loaded = opened(fictional, scope=scope)
    assert places(loaded) == ["data/countries - PC101"]
    assert "not a folder, or a link to one" in loaded.findings[0].message
    assert loaded.exercise.countries == {}
    assert set(loaded.exercise.delegations) == {"QM", "QN", "QO", "QP", "QR", "QS", "QT"}


@pytest.mark.parametrize(
    ("name", "path"), [("esker.yaml", "data/countries/esker.yaml"), ("countries", "data/countries")]
)
def test_what_may_not_be_opened_is_refused_and_hides_no_other(
    fictional: Path, monkeypatch: pytest.MonkeyPatch, name: str, path: str
) -> None:
    ordinary = os.open

    def refusing(opened_path: Any, flags: int, *args: Any, **how: Any) -> int:
        if opened_path == name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return ordinary(opened_path, flags, *args, **how)

    monkeypatch.setattr(os, "open", refusing)
    loaded = opened(fictional)
    assert places(loaded) == [f"{path} - PC101"]
    assert loaded.findings[0].message.endswith("cannot be read: permission denied")
    assert len(loaded.exercise.instruments) == 5


def test_a_repository_without_settings_says_so(tmp_path: Path) -> None:
    loaded = opened(tmp_path)
    assert [(f.file, f.code, f.message) for f in loaded.findings] == [
        ("partner.yaml", "PC101", "there is no such file")
    ]
    assert (loaded.files, loaded.exercise.config) == ((), None)


@pytest.mark.parametrize(
    "scope",
    [Scope.everything(), Scope.of_meeting(), Scope.of_document(), Scope.of_outlines(), Scope.of_names()],
)
def test_missing_folders_are_empty_ones(tmp_path: Path, scope: Scope) -> None:
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


def test_names_need_no_other_files() -> None:
    assert reads(Scope.of_names()) == under(*NAMES)


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


def test_an_older_meetings_history_is_not_read(write: Write, fictional: Path) -> None:
    write("data/meetings/2030-01-01-visit.yaml", "nothing that can be read: [")
    write("data/positions/2030-01-01-visit/qm.yaml", "nothing that can be read: [")
    assert places(opened(fictional, scope=Scope.of_meeting())) == []
    assert len(places(opened(fictional))) == 2


def test_meetings_that_carry_over_from_one_another_are_each_read_once(write: Write, fictional: Path) -> None:
    path = "data/meetings/2031-01-20-ministers.yaml"
    old = (fictional / path).read_text()
    write(path, old + "carries_over_from: 2031-03-04-working-group\n")
    loaded = opened(fictional, scope=Scope.of_meeting())
    assert places(loaded) == []
    assert len(loaded.files) == len(set(loaded.files))


def test_what_was_read_in_part_is_not_taken_for_the_whole() -> None:
    part = opened(FICTIONAL, scope=Scope.of_meeting()).exercise
    assert part.read == {Kind.CONFIG, Kind.DELEGATIONS, Kind.COUNTRY, Kind.REGIONS}
    assert opened(FICTIONAL).exercise.read == frozenset(Kind)


@pytest.mark.parametrize(
    "meeting", ["../../secret", "..", ".", "../meetings/2031-01-20-ministers", "/etc/x", "x" * 300]
)
def test_a_meetings_id_never_leads_out_of_its_folder(write: Write, fictional: Path, meeting: str) -> None:
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


def test_the_order_of_keys_makes_no_difference(write: Write, fictional: Path) -> None:
    before = opened(fictional).exercise
    write(
        "data/countries/belmonte.yaml",
        "sources: [{title: Gazetteer of the Northern Shore}]\nregion: northern-shore\nname: Belmonte\n",
    )
    assert opened(fictional).exercise == before


def test_findings_of_others_are_given_their_places(fictional: Path) -> None:
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
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        opened(FICTIONAL, scope=Scope.of_names())
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()


SIGNS = st.sampled_from(
    [*"\t\r\n :-#[]{},&*!|>'\"%@`?~<0Aé", "😀", "\u202e", "\x00", "\ufeff", "\u2028", "\U0010ffff", "\ud800"]
)
HOSTILE = r"""
NO
null
true
-1
1.5
1e309
[]
{}
[[[[
""
con
😀
a: b
- a
&a [*a]
*a
!!python/object/apply:os.system [ls]
{{ 7*7 }}
"\U00110000"
"\0"
<<: {a: b}
|
? a
2021-02-30
9999-12-31
2031-Q5
2/3
1/0
../../etc/passwd
/etc/passwd
XXXX/31
SECRET UE
"""
"""What a value is replaced by, a line each; the first is empty."""
VALUES = st.sampled_from([*HOSTILE.splitlines(), "9" * 5000, "x" * 300])


@st.composite
def mutations(draw: st.DrawFn, text: str) -> bytes:
    """The bytes of a text with one character, one line or one value changed."""
    lines = text.splitlines(keepends=True)
    at = draw(st.integers(0, len(lines) - 1))
    how = draw(st.sampled_from(["character", "line", "value", "value"]))
    if how == "character":
        spot, length = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
        return (text[:spot] + draw(st.just("") | SIGNS) + text[spot + length :]).encode(
            "utf-8", "surrogatepass"
        )
    if how == "line":
        other = draw(st.sampled_from(["", "---\n", "%YAML 1.1\n", "\t", "  ", lines[at] * 2, *lines]))
        lines[at] = other if other.strip() or not other else other + lines[at]
    else:
        key, colon, _ = lines[at].partition(": ")
        lines[at] = f"{key}{colon}{draw(VALUES)}\n"
    return "".join(lines).encode()


def files_of(root: Path) -> list[str]:
    """The paths of a repository's records."""
    return [
        "partner.yaml",
        *sorted(path.relative_to(root).as_posix() for path in (root / "data").rglob("*.yaml")),
    ]


def read_mutated(data: st.DataObject, root: Path, *scopes: Scope) -> None:
    """Change one file of a repository, and see that whatever is found is found there."""
    path = data.draw(st.sampled_from(files_of(root)))
    changed = data.draw(mutations((root / path).read_text("utf-8")))
    for scope in scopes:
        assert {finding.file for finding in opened(root, {path: changed}, scope=scope).findings} <= {path}


@settings(max_examples=25)
@given(st.data())
def test_a_mutated_shipped_file_gives_findings_on_itself_or_a_record_never_an_exception(
    data: st.DataObject,
) -> None:
    read_mutated(data, ROOT, Scope.everything())


@settings(max_examples=80)
@given(st.data())
def test_a_mutated_file_breaks_no_smaller_reading_either(data: st.DataObject) -> None:
    read_mutated(data, FICTIONAL, Scope.everything(), Scope.of_document(), Scope.of_meeting())
