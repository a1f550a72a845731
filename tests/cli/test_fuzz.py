"""Whatever is typed, and whatever files are called: a known exit code, a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

Partner = Callable[..., tuple[int, str, str]]
Files = Callable[[Path], dict[str, tuple[bytes, int]]]

READING = (
    *(["validate"], ["explain"], ["diff"], ["outline", "list"], ["schema", "--check"]),
    *(["tally"], ["tally", "--robustness"], ["tally", "--list"], ["matrix"], ["shortlist", "--size", "2"]),
    *(["majority"], ["majority", "corvo"], ["majority", "--for", "QM"], ["report", "--format", "json"]),
)
DRAFTING = (
    ["outline", "new", "--dry-run"],
    ["country", "set", "--dry-run"],
    ["country", "set", "--dry-run", "corvo"],
)
OPTIONS = (
    *(
        "--format",
        "--changed-since",
        "--baseline",
        "--meeting",
        "--region",
        "--by",
        "--without",
        "--assume",
        "--at",
    ),
    *("--size", "--rule", "--most", "--order", "--document", "--audience", "--on", "--year", "--names"),
    *(
        "--question",
        "--for",
        "--against",
        "--abstain",
        "--participants",
        "--not-participating",
        "--can-accept",
    ),
    *(
        "--meetings",
        "--check",
        "--dry-run",
        "--quiet",
        "-q",
        "-v",
        "--no-color",
        "--help",
        "--version",
        "--",
        "-",
    ),
)
WORDS = (
    *(
        "json",
        "md",
        "csv",
        "text",
        "github",
        "country",
        "region",
        "question",
        "HEAD",
        "HEAD~1",
        "way-forward",
        "unanimity",
        "phragmen",
        "main:x",
        "--exec=x",
    ),
    *(
        "altamar",
        "Belmonte",
        "belmont",
        "QS",
        "qs",
        "QS=corvo",
        "QS=corvo:opposition",
        "=",
        "a=",
        "=b",
        "PC101",
        "PC",
    ),
    *(
        "2031-03-04-working-group",
        "10001-31",
        "10001/31",
        "name=Corvo",
        "official_name=",
        "aliases.0=x",
        "x[0]=1",
    ),
    *(
        "",
        " ",
        "\t",
        "\n",
        "..",
        "../..",
        "/etc/passwd",
        "/dev/stdin",
        "~",
        "*",
        "%s",
        "$(id)",
        "[red]x[/red]",
    ),
    *(
        "\x1b[2J",
        "::error::x",
        "\u202e",
        "\udcff",
        "é",
        "😀",
        "a" * 5000,
        "9" * 400,
        "-1",
        "1e999",
        "NO",
        "null",
    ),
)
ARGUMENTS = st.lists(
    st.sampled_from(OPTIONS)
    | st.sampled_from(WORDS)
    | st.tuples(st.sampled_from(OPTIONS), st.sampled_from(WORDS)).map("=".join)
    | st.text(st.characters(exclude_characters="\0"), max_size=6),
    max_size=5,
)
NAMES = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=()), min_size=1, max_size=12
).filter(lambda name: name not in (".", ".."))


@given(command=st.sampled_from([*READING, *DRAFTING]), arguments=ARGUMENTS)
@example(command=["tally"], arguments=["--assume", "=", "--without", ""])
@example(
    command=["majority"], arguments=["--for", ",", "--on", "", "--participants", "\udcff", "--year", "9999"]
)
@example(command=["majority", "corvo"], arguments=["--for", "QM qn", "--not-participating", "Märland,\u202e"])
@example(command=["shortlist", "--size", "2"], arguments=["--size", "9" * 400, "--most", "0"])
@example(command=["report", "--format", "json"], arguments=["--audience", "public", "--on", "0001-01-01"])
@example(command=["diff"], arguments=["--format=md", "--meetings", "", ""])
@example(
    command=["country", "set", "--dry-run", "corvo"], arguments=["sources[999999999999]=x", "name.x.y=1"]
)
def test_whatever_is_typed_ends_with_a_known_code_and_changes_nothing(
    command: list[str], arguments: list[str], partner: Partner, fictional: Path, files_of: Files
) -> None:
    before = files_of(fictional)
    code, out, err = partner(*command, *arguments, at=fictional)
    assert code in (0, 1, 2, 3, 4)
    assert "Traceback" not in out + err
    assert "\x1b" not in out + err
    if code > 1:
        assert err.strip()
    assert files_of(fictional) == before


@given(
    key=st.sampled_from(["name", "official_name", "note", "iso2", "groups", "aliases", "region", "footnote"]),
    value=st.sampled_from(WORDS) | st.text(st.characters(exclude_characters="\0"), max_size=12),
)
def test_an_edit_that_is_done_leaves_a_repository_that_can_be_read(
    key: str, value: str, partner: Partner, fictional: Path
) -> None:
    file = fictional / "data/countries/corvo.yaml"
    before = file.read_bytes()
    code, _, err = partner("country", "set", "corvo", f"{key}={value}", at=fictional)
    assert (code == 0) or (file.read_bytes() == before and "error" in err.lower())
    found = json.loads(partner("validate", "--format", "json", at=fictional)[1])["findings"]
    assert [one for one in found if one["severity"] == "error"] == []
    file.write_bytes(before)


@given(names=st.lists(NAMES, min_size=1, max_size=3), data=st.binary(max_size=60), folder=st.booleans())
@example(names=["a", "b", "C.yaml"], data=b"", folder=True)
@example(names=["\udcff.yaml"], data=b"\xff", folder=False)
def test_whatever_files_are_called_gives_findings(
    names: list[str], data: bytes, partner: Partner, fictional: Path, *, folder: bool
) -> None:
    steps = [os.fsdecode(name.encode("utf-8", "surrogatepass")[:200]) for name in names]
    top = fictional / "data" / ("countries" if folder else "")
    file, made = top.joinpath(*steps), top / steps[0]
    if os.path.lexists(made):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    code, out, err = partner("validate", "--format", "json", at=fictional)
    assert (code in (0, 1), err) == (True, "")
    json.loads(out)
    shutil.rmtree(made) if made.is_dir() else made.unlink()
