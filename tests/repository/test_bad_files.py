"""The corpus: bad files of every kind, each reported at its exact places, none hiding another.

The first line of a file in `bad/` says what is found in it: `line:column code`, or `-` for the whole file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli.findings import Severity
from partnercli.records.kinds import Kind
from partnercli.repository.load import Loaded

Open = Callable[..., Loaded]
Places = Callable[[Loaded], list[str]]

HERE = Path(__file__).parent
FICTIONAL = HERE.parents[1] / "tests" / "fictional"
BAD = sorted((HERE / "bad").glob("*.yaml"))
COUNTRIES = {"altamar", "belmonte", "corvo", "dravina", "esker", "insula-d-ocre"}
GOOD = b"name: Zonda\nregion: northern-shore\nsources: [{title: Gazetteer}]\n"


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_bad_file_is_reported_at_its_exact_places_and_hides_no_other(
    opened: Open, places: Places, file: Path
) -> None:
    text = file.read_bytes()
    expected = text.decode().partition("\n")[0].removeprefix("# ").split(", ")
    path = f"data/countries/{file.name}"
    loaded = opened(FICTIONAL, {path: text})
    assert places(loaded) == [f"{path} {fault}" for fault in expected]
    assert set(loaded.exercise.countries) == COUNTRIES
    assert loaded.exercise.malformed == {Kind.COUNTRY: {file.stem}}


def test_all_bad_files_are_reported_in_one_run(opened: Open, places: Places) -> None:
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
    opened: Open, places: Places, data: bytes, expected: list[str]
) -> None:
    path = "data/countries/zonda.yaml"
    loaded = opened(FICTIONAL, {path: data})
    assert places(loaded) == [f"{path} {fault}" for fault in expected]
    assert set(loaded.exercise.countries) >= COUNTRIES


def test_a_file_with_mark_and_windows_line_ends_is_as_good_as_any(opened: Open, places: Places) -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")
    loaded = opened(FICTIONAL, {"data/countries/zonda.yaml": data})
    assert places(loaded) == []
    assert loaded.exercise.countries["zonda"].name == "Zonda"
