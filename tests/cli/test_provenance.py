"""`partner render --provenance` and `--imprint`: from which files, lines and commit a paper came."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from lxml.html import document_fromstring
from markdown_it import MarkdownIt

from partnercli import __version__

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
Git = Callable[[str], str]
Write = Callable[[str, "str | bytes"], Path]

ROOT = Path(__file__).parents[2]
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
STEM = "10001-31"
DOCUMENT, MEETING = f"data/documents/{STEM}.yaml", "data/meetings/2031-03-04-working-group.yaml"
QUESTION = "Do delegations agree to the way forward set out above?"
KINDS = {
    "heading_open": "Heading",
    "paragraph_open": "Paragraph",
    "bullet_list_open": "ListBlock",
    "ordered_list_open": "ListBlock",
    "table_open": "Table",
}


def record(partner: Partner, at: Path, *options: str, paper: tuple[str, ...] = ("note",)) -> dict[str, Any]:
    """The record beside a paper, which is the last file listed."""
    code, out, err = partner("render", *paper, "--provenance", *options, at=at)
    assert (code, err) == (0, ""), err
    found: dict[str, Any] = json.loads((at / out.splitlines()[-1]).read_bytes())
    return found


def in_commit(found: dict[str, Any]) -> dict[str, bool]:
    return {one["file"]: one["in_commit"] for one in found["inputs"]}


def files(block: dict[str, Any]) -> set[str]:
    return {place["file"] for place in block["from"]}


def lines(at: Path, place: dict[str, Any]) -> str:
    """The lines that a place names."""
    text = (at / place["file"]).read_text("utf-8").splitlines()
    return "\n".join(text[place["line"] - 1 : place["end_line"]])


def place_in(block: dict[str, Any], file: str) -> dict[str, Any]:
    """The one place of a block in a file."""
    (place,) = [place for place in block["from"] if place["file"] == file]
    found: dict[str, Any] = place
    return found


def the_block(found: dict[str, Any], words: str) -> dict[str, Any]:
    (block,) = [block for block in found["blocks"] if words in block["text"]]
    one: dict[str, Any] = block
    return one


def test_the_record_lies_beside_the_paper_under_its_name_and_in_the_list(
    partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("render", "note", "--provenance", "--format", "md,akn", at=fictional)
    names = [f"build/{STEM}.{ending}" for ending in ("md", "xml", "provenance.json")]
    assert (code, out.splitlines(), err) == (0, names, "")
    listed = json.loads(partner("render", "note", "--provenance", "--json", at=fictional)[1])["files"]
    assert [one["format"] for one in listed] == ["md", "provenance"]
    data = (fictional / names[-1]).read_bytes()
    assert (listed[1]["bytes"], listed[1]["sha256"]) == (len(data), sha256(data).hexdigest())


def test_the_paper_itself_is_the_same_with_and_without_its_record(partner: Partner, fictional: Path) -> None:
    partner("render", "note", "--format", "md,docx,html,akn", "--output", "without", at=fictional)
    partner("render", "note", "--format", "md,docx,html,akn", "--provenance", at=fictional)
    for file in (fictional / "without").iterdir():
        assert (fictional / "build" / file.name).read_bytes() == file.read_bytes()


def test_every_file_is_named_with_its_hash_and_all_of_them_have_one_together(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("templates/note.md.j2", "# CONTEXT\n\n{{ groups[0].names }} {{ questions[0] }}\n")
    found = record(partner, fictional)
    assert (found["format"], found["document"]) == ("partner.provenance/1", STEM)
    assert (found["audience"], found["marking"], found["illustrative"]) == ("presidency", "LIMITE", True)
    assert found["tool"] == f"partner {__version__}"
    hashes = {one["file"]: one["sha256"] for one in found["inputs"]}
    assert hashes == {file: sha256((fictional / file).read_bytes()).hexdigest() for file in hashes}
    assert {DOCUMENT, MEETING, "partner.yaml", "templates/note.md.j2", "data/countries/altamar.yaml"} <= set(
        hashes
    )
    assert sum(file.startswith("data/positions/") for file in hashes) == 6
    assert list(hashes) == sorted(hashes)
    listed = "".join(f"{digest}  {file}\n" for file, digest in hashes.items())
    assert found["inputs_sha256"] == sha256(listed.encode()).hexdigest()


@pytest.mark.parametrize(
    "paper",
    [
        *(
            ("note",),
            ("note", "--audience", "presidency"),
            ("outline", "corvo"),
            ("compilation",),
            ("progress",),
        ),
        *(("briefing",), ("handover",)),
    ],
    ids=" ".join,
)
def test_every_block_of_the_paper_is_named_in_order_after_the_header(
    partner: Partner, fictional: Path, paper: tuple[str, ...]
) -> None:
    found = record(partner, fictional, paper=paper)
    (file,) = (fictional / "build").glob("*.md")
    parts = file.read_text("utf-8").split("\n---\n")
    between = "\n---\n".join(parts[2:-1])
    tokens = MarkdownIt("commonmark").enable("table").parse(between)
    read = [
        (KINDS[token.type], tokens[place + 1].content)
        for place, token in enumerate(tokens)
        if token.level == 0 and token.type in KINDS
    ]
    # The label of an annex is no block; a drawing stands in Markdown as a paragraph.
    expected = [kind for kind, words in read if not (kind == "Heading" and words.startswith("**ANNEX"))]
    named = [block["block"] for block in found["blocks"]]
    if named[0] == "Header":
        named.pop(0)
    assert ["Paragraph" if kind == "Figure" else kind for kind in named if kind != "PageBreak"] == expected
    assert len(expected) >= 3
    assert found["blocks"][0]["block"] == "Header"


def test_the_lines_named_hold_the_question_and_the_list(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(MEETING, "    due: 2031-03-20\n", "    due: 2031-03-20\n  - id: second\n    text: And what else?\n")
    found = record(partner, fictional)
    (asked,) = [block for block in found["blocks"] if block["block"] == "ListBlock"]
    assert asked["exact"]
    assert files(asked) == {MEETING}
    first, second = (lines(fictional, place) for place in asked["from"])
    assert QUESTION in first
    assert "And what else?" not in first
    assert "And what else?" in second
    assert QUESTION not in second
    named = the_block(found, "Altamar and Corvo")
    assert named["exact"]
    assert lines(fictional, place_in(named, DOCUMENT)) == "partners: [altamar, corvo]"
    corvo = [
        lines(fictional, place) for place in named["from"] if place["file"] == "data/countries/corvo.yaml"
    ]
    assert corvo[0] == "name: Corvo"
    assert "Corvía" in corvo[1]
    assert "presented_to: Working Group" in lines(
        fictional, place_in(the_block(found, "coming meetings"), DOCUMENT)
    )


def test_the_lines_named_are_right_in_the_shipped_repository(partner: Partner, tmp_path: Path) -> None:
    found = record(partner, ROOT, "--output", str(tmp_path))
    (asked,) = [block for block in found["blocks"] if block["block"] == "ListBlock"]
    assert "Can Member States agree" in lines(ROOT, place_in(asked, "data/meetings/2021-04-22-hlwg.yaml"))
    named = the_block(found, "Turkey, Afghanistan and Iraq")
    listed = lines(ROOT, place_in(named, "data/documents/8952-21.yaml")).split()
    assert (listed[:4], listed[-1]) == (["-", "tunisia", "-", "morocco"], "iraq")


def test_words_of_the_template_alone_come_from_no_record(partner: Partner, fictional: Path) -> None:
    block = the_block(record(partner, fictional), "Each outline would start")
    assert (block["from"], block["exact"]) == ([], True)


def test_a_value_that_a_filter_made_anew_names_all_inputs(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("templates/note.md.j2", "# CONTEXT\n\nOne: {{ questions[0] }}\n\nTwo: {{ questions[0]|upper }}\n")
    found = record(partner, fictional)
    plain, filtered = (the_block(found, words) for words in ("One: Do", f"Two: {QUESTION.upper()}"))
    assert (plain["exact"], files(plain)) == (True, {MEETING})
    assert not filtered["exact"]
    of_records = {one["file"] for one in found["inputs"]} - {"templates/note.md.j2"}
    assert files(filtered) == of_records


# The commit


def test_without_version_control_no_commit_is_named(partner: Partner, fictional: Path) -> None:
    found = record(partner, fictional)
    assert found["commit"] is None
    assert set(in_commit(found).values()) == {False}


def test_the_commit_is_named_and_which_files_no_longer_stand_so_in_it(
    partner: Partner, fictional: Path, history: Git, edit: Edit, write: Write
) -> None:
    commit = history("first")
    found = record(partner, fictional)
    assert found["commit"] == commit
    assert set(in_commit(found).values()) == {True}
    edit(MEETING, "Do delegations agree", "Does anyone agree")
    write("templates/note.md.j2", "# CONTEXT\n\n{{ questions[0] }}\n")
    found = record(partner, fictional)
    assert found["commit"] == commit
    assert {file for file, stands in in_commit(found).items() if not stands} == {
        MEETING,
        "templates/note.md.j2",
    }
    second = history("second")
    found = record(partner, fictional)
    assert (found["commit"], set(in_commit(found).values())) == (second, {True})


def test_the_record_of_a_past_revision_names_it_and_the_files_as_they_were(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    first = history("first")
    then = sha256((fictional / MEETING).read_bytes()).hexdigest()
    edit(MEETING, "Do delegations agree", "Does anyone agree")
    history("second")
    found = record(partner, fictional, "--at", "HEAD~1")
    assert (found["commit"], set(in_commit(found).values())) == (first, {True})
    assert {one["file"]: one["sha256"] for one in found["inputs"]}[MEETING] == then


# The imprint


def last_words(folder: Path) -> dict[str, str]:
    """The last paragraph of the body in each format."""
    body = (folder / f"{STEM}.md").read_text("utf-8").split("\n---\n")[-2]
    inline = MarkdownIt("commonmark").parse(body.split("\n\n")[-1].strip() or body.split("\n\n")[-2])[1]
    (main,) = document_fromstring((folder / f"{STEM}.html").read_text("utf-8")).iter("main")
    paper = etree.fromstring((folder / f"{STEM}.xml").read_bytes())
    *_, paragraph = (
        one
        for part in ("mainBody", "attachments")
        for box in paper.iterfind(f"{AKN}doc/{AKN}{part}")
        for one in box.iter(f"{AKN}p")
    )
    return {
        "md": "".join(child.content for child in inline.children or ()),
        "docx": docx.Document(BytesIO((folder / f"{STEM}.docx").read_bytes())).paragraphs[-1].text,
        "html": "".join(map(str, list(main.iter("p"))[-1].itertext())),
        "xml": "".join(map(str, paragraph.itertext())),
    }


@pytest.mark.parametrize("audience", ["delegations", "presidency"])
def test_the_imprint_is_the_last_paragraph_in_every_format(
    partner: Partner, fictional: Path, history: Git, edit: Edit, audience: str
) -> None:
    def imprints() -> set[str]:
        options = ("--imprint", "--audience", audience, "--format", "md,docx,html,akn")
        assert partner("render", "note", *options, at=fictional)[0] == 0
        return set(last_words(fictional / "build").values())

    def said(stands: str) -> set[str]:
        found = record(partner, fictional, "--output", "beside", "--audience", audience)
        read = f"SHA-256 of all files read: {found['inputs_sha256']}"
        return {f"Made by partner {__version__} from {stands}; {read}"}

    (fictional / ".git").rename(fictional / "git")
    assert imprints() == said("files under no version control")
    (fictional / "git").rename(fictional / ".git")
    commit = history("first")
    assert imprints() == said(f"commit {commit[:12]}")
    edit(MEETING, "Do delegations agree", "Does anyone agree")
    assert imprints() == said(f"commit {commit[:12]} with later changes")


def test_the_imprint_stands_in_the_pdf_too(partner: Partner, fictional: Path) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    code, out, _ = partner("render", "note", "--imprint", "--format", "pdf", at=fictional)
    assert code == 0
    found = record(partner, fictional, "--output", "beside")
    pages = pypdf.PdfReader(BytesIO((fictional / out.strip()).read_bytes())).pages
    shown = "".join("".join(page.extract_text() for page in pages).split())
    assert shown.count(f"filesread:{found['inputs_sha256']}") == 1
