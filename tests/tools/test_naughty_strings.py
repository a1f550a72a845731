"""The Big List of Naughty Strings, once through each writer: every string stays text, and none is lost.

Most are shown as they are; control characters and the like, which no file may hold, are shown by name.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from partnercli.cli.run import run
from partnercli.findings.formats.texts import visible
from partnercli.records.country import Country
from partnercli.repository.canonical import canonical
from partnercli.repository.text import decode
from partnercli.repository.walk import read_yaml
from read_back import squeezed

pytestmark = pytest.mark.tools

Process = Callable[..., subprocess.CompletedProcess[bytes]]
Git = Callable[[str], str]

LIST = Path(__file__).parent / "node/node_modules/big-list-of-naughty-strings/blns.json"
MEETING = "2031-03-04-working-group"
SOURCES = "sources: [{title: Gazetteer}]\n"
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "text_special", "code_inline", "softbreak", "hardbreak", "strong_open", "strong_close"}
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORGE_MADE = re.compile(r"@\w|#\d|://|www\.|mailto:", re.IGNORECASE)
"""What forges turn into links or pictures in the text of a page."""
FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def naughty() -> list[str]:
    found: list[str] = json.loads(LIST.read_text("utf-8"))
    assert len(found) > 400
    return [text for text in found if text.strip()]


def may_stand_in_a_file(text: str) -> bool:
    """Whether the reader takes it; where a control or direction mark in it is refused, it never comes to a writer."""
    return not read_yaml(f"name: {json.dumps(text, ensure_ascii=False)}\n".encode(), "x.yaml").findings


def inner(text: str) -> Iterator[Any]:
    for token in MARKDOWN.parse(text):
        assert token.type not in ("html_block", "fence", "code_block", "blockquote_open")
        yield from token.children or ()


@pytest.fixture
def named(fictional: Path, history: Git) -> dict[str, str]:
    """A country for each string that may stand in a file, named by it, and one delegation that names them all."""
    history("before")
    names = {f"z{n}": f"{text} n{n}" for n, text in enumerate(naughty()) if may_stand_in_a_file(text)}
    assert len(names) > 400
    for key, name in names.items():
        text = f"name: {json.dumps(name, ensure_ascii=False)}\nregion: northern-shore\n{SOURCES}"
        (fictional / f"data/countries/{key}.yaml").write_text(text, "utf-8")
    preferences = "".join(f"  - country: {key}\n" for key in names)
    (fictional / f"data/positions/{MEETING}/qs.yaml").write_text(
        f"delegation: QS\nmeeting: {MEETING}\nbasis: statement\nillustrative: true\n"
        f"preferences:\n{preferences}{SOURCES}"
    )
    return names


def test_every_format_of_findings_holds_every_string_as_text(fictional: Path, process: Process) -> None:
    texts = naughty()
    for number, text in enumerate(texts):
        value = json.dumps(text, ensure_ascii=False)
        (fictional / f"data/countries/z{number}.yaml").write_text(
            f"name: Z{number}\nregion: {value}\n{SOURCES}", "utf-8"
        )
    formats = ("json", "github", "summary", "gitlab", "sarif", "junit")
    reports = [f"--report={name}={fictional.parent / name}" for name in formats]
    done = process("validate", *reports, at=fictional, environment={"PYTHONUTF8": "1"})
    assert (done.returncode, done.stderr) == (1, b"")
    said = {name: (fictional.parent / name).read_bytes().decode() for name in formats}
    said["text"] = done.stdout.decode()
    messages = [one["message"] for one in json.loads(said["json"])["findings"]]
    assert len(messages) >= len(texts)
    missing = [
        text for text in texts if may_stand_in_a_file(text) and not any(text in one for one in messages)
    ]
    assert [text for text in missing if not any(visible(text)[:60] in one for one in messages)] == []
    assert not STEERING.search(said["text"].replace("\r", "\x00"))
    assert not STEERING.search(said["summary"])
    assert {one.type for one in inner(said["summary"])} <= PLAIN
    lines = said["github"].splitlines()
    assert sum(line.lstrip().startswith("::") for line in lines) == 10
    assert not any("##[" in line for line in lines if not line.startswith("::"))
    assert len(json.loads(said["gitlab"])) >= len(texts)
    assert [one["message"]["text"] for one in json.loads(said["sarif"])["runs"][0]["results"]]
    assert sum(len(suite) for suite in JUnitXml.fromstring(said["junit"].encode())) >= len(texts)


def test_the_tally_holds_every_name_as_text(fictional: Path, named: dict[str, str], process: Process) -> None:
    said = {}
    for name in ("table", "json", "csv", "md"):
        done = process(
            "tally", "--format", name, at=fictional, environment={"PYTHONUTF8": "1", "COLUMNS": "200"}
        )
        assert (done.returncode, done.stderr) == (0, b"")
        said[name] = done.stdout.decode()
    contract = {one["country"]: one["name"] for one in json.loads(said["json"])["countries"]}
    assert named.items() <= contract.items()
    rows = {row["country"]: row["name"] for row in csv.DictReader(io.StringIO(said["csv"], newline=""))}
    assert {key: rows[key].removeprefix("'") for key in named} == {
        key: name.removeprefix("'") for key, name in named.items()
    }
    assert [name for name in rows.values() if FORMULA.match(name)] == []
    assert not STEERING.search(said["table"])
    assert {one.type for one in inner(said["md"])} <= PLAIN
    shown = squeezed("".join(one.content for one in inner(said["md"])).replace("\u200b", ""))
    assert [name for name in named.values() if squeezed(name.replace("\u200b", "")) not in shown] == []


def test_the_diff_and_the_note_hold_every_name_as_text(
    fictional: Path, named: dict[str, str], process: Process
) -> None:
    changed = process("diff", "HEAD", "--format", "md", at=fictional)
    assert (changed.returncode, changed.stderr) == (0, b"")
    at_a_forge = list(inner(changed.stdout.decode()))
    assert {one.type for one in at_a_forge} <= PLAIN | {"em_open", "em_close"}
    slanted = [one for one in at_a_forge if one.type == "em_open"]
    assert len(slanted) == len(["Positions", "Records"])  # the headings alone
    assert [one.content for one in at_a_forge if FORGE_MADE.search(one.content)] == []
    document = fictional / "data/documents/10001-31.yaml"
    text = document.read_text("utf-8")
    assert "partners: [altamar, corvo]" in text
    document.write_text(text.replace("[altamar, corvo]", f"[{', '.join(named)}]"), "utf-8")
    written = process("render", "note", at=fictional)
    assert written.returncode == 0
    note = (fictional / "build/10001-31.md").read_text("utf-8")
    tokens = list(inner(note))
    assert {one.type for one in tokens} <= PLAIN | {"em_open", "em_close", "strong_close"}
    shown = squeezed("".join(one.content for one in tokens))
    assert [name for name in named.values() if squeezed(name) not in shown] == []


def test_an_edited_and_a_laid_out_record_hold_every_string_as_it_is(fictional: Path) -> None:
    file = fictional / "data/countries/corvo.yaml"
    for text in naughty():
        if not may_stand_in_a_file(text) or text != text.strip():
            continue
        run(["--repo", str(fictional), "country", "set", "corvo", f"official_name={text}"])
        read = decode(file.read_bytes(), "x.yaml")
        assert read.findings == ()
        assert read_yaml(file.read_bytes(), "x.yaml").value["official_name"] == text
        sources = [{"title": text}]
        record = Country.model_validate({"name": text, "region": "x", "sources": sources})
        laid_out = read_yaml(canonical("data/countries/zonda.yaml", record), "x.yaml")
        assert (laid_out.findings, laid_out.value["name"]) == ([], text)
