"""The files of `partner render`: their names, their list, and that all of them are written or none."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from partnercli.system.installation import to_get

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
Files = Callable[[Path], dict[str, tuple[bytes, int]]]
Git = Callable[[str], str]
Write = Callable[[str, "str | bytes"], Path]

STEM = "10001-31"
TEMPLATE = "templates/note.md.j2"
NAMES = {
    "md": f"{STEM}.md",
    "docx": f"{STEM}.docx",
    "pdf": f"{STEM}.pdf",
    "html": f"{STEM}.html",
    "akn": f"{STEM}.xml",
}
BEGINNINGS = {
    "md": b"**",
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF-1.",
    "html": b"<!DOCTYPE html>",
    "akn": b"<?xml",
}
NO_TYPST = "PDF needs typst, which is not installed"


@pytest.fixture
def without_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)


@pytest.mark.parametrize("formats", ["all", "md,docx,pdf,html,akn", "akn, html,PDF ,docx,md", " ALL "])
def test_each_format_is_a_file_and_a_line_in_the_same_order(
    partner: Partner, fictional: Path, formats: str
) -> None:
    pytest.importorskip("typst")
    code, out, err = partner("render", "note", "--format", formats, at=fictional)
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"build/{name}" for name in NAMES.values()]
    for form, name in NAMES.items():
        assert (fictional / "build" / name).read_bytes().startswith(BEGINNINGS[form])
    assert len(list((fictional / "build").iterdir())) == len(NAMES)


def test_one_format_named_twice_is_one_file(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("render", "note", "--format", "html,md,html", at=fictional)
    assert (code, out, err) == (0, f"build/{STEM}.md\nbuild/{STEM}.html\n", "")


def test_without_a_format_it_is_markdown(partner: Partner, fictional: Path) -> None:
    assert partner("render", "note", at=fictional) == (0, f"build/{STEM}.md\n", "")


def test_the_folder_named_is_made_where_it_is_missing(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "one" / "two"
    code, out, err = partner("render", "note", "--format", "md,akn", "--output", folder, at=fictional)
    assert (code, out, err) == (0, f"{folder}/{STEM}.md\n{folder}/{STEM}.xml\n", "")
    assert sorted(file.name for file in folder.iterdir()) == [f"{STEM}.md", f"{STEM}.xml"]
    assert not (fictional / "build").exists()


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        (
            "dcox",
            'error: "dcox" is none of: md, docx, pdf, html, akn, all (--format)\nhint: did you mean docx?\n',
        ),
        (
            "md,hmtl",
            'error: "hmtl" is none of: md, docx, pdf, html, akn, all (--format)\nhint: did you mean html?\n',
        ),
        (
            "qqqq",
            (
                'error: "qqqq" is none of: md, docx, pdf, html, akn, all (--format)\n'
                "hint: name one or more, with commas between: --format md,docx\n"
            ),
        ),
        ("", "error: --format is empty\nhint: say something, or leave it out\n"),
        (
            "docx,",
            'error: "docx," has a comma too many (--format)\nhint: leave it out, or name a format there\n',
        ),
        ("md,all", "error: all stands alone\nhint: "),
    ],
)
def test_an_unknown_format_is_refused_with_the_nearest(
    partner: Partner, fictional: Path, formats: str, said: str
) -> None:
    code, out, err = partner("render", "note", "--format", formats, at=fictional)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert not (fictional / "build").exists()


def listed(partner: Partner, at: Path, *arguments: str) -> dict[str, Any]:
    """What `--json` lists."""
    code, out, _ = partner("render", *arguments, "--json", at=at)
    assert code == 0
    contract: dict[str, Any] = json.loads(out)
    return contract


@pytest.mark.parametrize("audience", ["delegations", "presidency"])
def test_the_json_lists_every_file_with_its_size_and_hash(
    partner: Partner, fictional: Path, audience: str
) -> None:
    pytest.importorskip("typst")
    contract = listed(partner, fictional, "note", "--format", "all", "--audience", audience)
    files = contract.pop("files")
    assert contract == {
        "format": "partner.render/1",
        "document": STEM,
        "audience": audience,
        "marking": "LIMITE",
        "illustrative": True,
        "left_out": [],
        "warnings": [],
    }
    assert [(one["path"], one["format"]) for one in files] == [
        (f"build/{name}", form) for form, name in NAMES.items()
    ]
    for one in files:
        data = (fictional / one["path"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(data), sha256(data).hexdigest())


def test_the_json_says_that_a_paper_is_public_and_that_nothing_is_illustrative(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    for file in fictional.glob("data/positions/*/*.yaml"):
        edit(str(file.relative_to(fictional)), "illustrative: true\n", "")
    edit(
        f"data/documents/{STEM}.yaml",
        "\nsources:",
        "\nrelease: {by: Presidency, on: 2031-06-01, reference: Decision 1, delegations: []}\nsources:",
    )
    contract = listed(partner, fictional, "note", "--public")
    assert (contract["audience"], contract["marking"], contract["illustrative"]) == (
        "public",
        "public",
        False,
    )


def test_a_heading_with_nothing_under_it_is_a_warning(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(TEMPLATE, "# FIRST\n\n# SECOND\n\nWords.\n")
    said = 'nothing stands under the heading "FIRST"'
    assert partner("render", "note", at=fictional)[2] == f"warning: {said}\n"
    assert listed(partner, fictional, "note")["warnings"] == [said]


# PDF where it cannot be made


@pytest.mark.usefixtures("without_typst")
def test_a_pdf_that_was_asked_for_and_cannot_be_made_leaves_everything_as_it_was(
    partner: Partner, fictional: Path, write: Write, files_of: Files
) -> None:
    for formats in ("md,docx,pdf,html", "pdf"):
        code, out, err = partner("render", "note", "--format", formats, at=fictional)
        assert (code, out) == (2, "")
        assert err == f"error: {NO_TYPST}\nhint: {to_get('pdf')}\n"
        assert not (fictional / "build").exists()
    write(f"build/{STEM}.md", "older")
    before = files_of(fictional)
    assert partner("render", "note", "--format", "md,pdf", at=fictional)[0] == 2
    assert files_of(fictional) == before


@pytest.mark.usefixtures("without_typst")
def test_all_formats_leave_out_a_pdf_that_cannot_be_made_and_say_so(
    partner: Partner, fictional: Path
) -> None:
    said = f"{NO_TYPST}: {to_get('pdf')}"
    code, out, err = partner("render", "note", "--format", "all", at=fictional)
    names = [name for name in NAMES.values() if not name.endswith(".pdf")]
    assert (code, out.splitlines()) == (0, [f"build/{name}" for name in names])
    assert err == f"left out: pdf: {said}\n"
    assert sorted(file.name for file in (fictional / "build").iterdir()) == sorted(names)
    contract = listed(partner, fictional, "note", "--format", "all")
    assert contract["left_out"] == [{"format": "pdf", "because": said}]
    assert [one["format"] for one in contract["files"]] == ["md", "docx", "html", "akn"]


# What goes wrong


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("# CONTEXT\n\n{{ meeting.title }\n", f"{TEMPLATE}:3: "),
        ("# CONTEXT\n\n{{ no_such_thing }}\n", f"{TEMPLATE}:3: "),
        (b"# CONTEXT\n\n\xff\n", f"{TEMPLATE}: "),
        ("# CONTEXT\n\n{% for n in range(10 ** 9) %}a{% endfor %}\n", TEMPLATE),
    ],
    ids=["grammar", "unknown", "bytes", "endless"],
)
def test_a_template_that_fails_leaves_the_older_files_byte_for_byte(
    partner: Partner, fictional: Path, write: Write, files_of: Files, template: str | bytes, place: str
) -> None:
    assert partner("render", "note", "--format", "md,docx,html,akn", at=fictional)[0] == 0
    write(TEMPLATE, template)
    before = files_of(fictional)
    code, out, err = partner("render", "note", "--format", "md,docx,html,akn", at=fictional)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: {place}")
    assert "\nhint: " in err
    assert files_of(fictional) == before


def test_a_character_that_only_the_pdf_cannot_show_leaves_pdf_out_of_all_and_is_an_error_by_name(
    partner: Partner, fictional: Path, write: Write, files_of: Files
) -> None:
    pytest.importorskip("typst")
    write(TEMPLATE, "# CONTEXT\n\nWords 漢.\n")
    before = files_of(fictional)
    code, out, err = partner("render", "note", "--format", "md,pdf", at=fictional)
    assert (code, out) == (1, "")
    assert err.startswith("error: pdf: no font has the character 漢 (U+6F22)\nhint: ")
    assert files_of(fictional) == before
    code, out, err = partner("render", "note", "--format", "all", at=fictional)
    assert (code, [line.rpartition(".")[2] for line in out.splitlines()]) == (
        1,
        ["md", "docx", "html", "xml"],
    )
    assert err.startswith("left out: pdf: no font has the character 漢 (U+6F22)")


def test_where_one_file_cannot_be_written_none_is(partner: Partner, fictional: Path) -> None:
    (fictional / "build" / f"{STEM}.html").mkdir(parents=True)
    code, out, err = partner("render", "note", "--format", "md,html", at=fictional)
    assert (code, out) == (4, "")
    assert f"{STEM}.html is not an ordinary file" in err
    assert [path.name for path in (fictional / "build").iterdir()] == [f"{STEM}.html"]


@pytest.mark.parametrize("blocked", ["the folder", "a folder above", "the file"])
def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    partner: Partner, fictional: Path, tmp_path: Path, blocked: str
) -> None:
    folder = tmp_path / "out"
    if blocked == "the file":
        (folder / f"{STEM}.md").mkdir(parents=True)
    else:
        folder.write_text("a file stands here")
    named = folder / "below" if blocked == "a folder above" else folder
    code, out, err = partner("render", "note", "--output", named, at=fictional)
    assert (code, out) == (4, "")
    error, hint = err.splitlines()
    assert error.startswith("error: ")
    assert str(folder) in error
    assert hint == "hint: name another folder with --output"


def test_a_build_folder_that_is_a_link_is_refused(partner: Partner, fictional: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (fictional / "build").symlink_to(elsewhere)
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (1, "")
    assert err.startswith("error: build/ is a link that leads elsewhere\n")
    assert list(elsewhere.iterdir()) == []


# Past revisions


def test_a_past_revision_is_written_by_its_data_and_its_own_templates(
    partner: Partner, fictional: Path, history: Git, write: Write, edit: Edit
) -> None:
    command = ("render", "note", "--format", "md,docx,html,akn")
    write(TEMPLATE, "# THEN\n\nOur partners: {{ groups[0].names }}. {{ questions[0] }}\n")
    history("first")
    assert partner(*command, "--output", "first", at=fictional)[0] == 0
    write(TEMPLATE, "# NOW\n\nOther words. {{ questions[0] }}\n")
    edit("data/meetings/2031-03-04-working-group.yaml", "Do delegations agree", "Does anyone agree")
    second = history("second")
    assert partner(*command, "--output", "second", at=fictional)[0] == 0
    (fictional / TEMPLATE).unlink()
    edit("data/countries/altamar.yaml", "name: Altamar", "name: Bassmar")
    for revision, folder in (("HEAD~1", "first"), (second, "second"), ("main", "second")):
        code, out, err = partner(*command, "--at", revision, "--output", "past", at=fictional)
        assert (code, err) == (0, "")
        for name in map(Path, out.splitlines()):
            assert (fictional / name).read_bytes() == (fictional / folder / name.name).read_bytes()
    then, now = ((fictional / folder / f"{STEM}.md").read_text("utf-8") for folder in ("first", "second"))
    assert ("THEN" in then, "Do delegations agree" in then, "Altamar" in then) == (True, True, True)
    assert ("NOW" in now, "Does anyone agree" in now) == (True, True)


def test_an_unknown_revision_is_not_found(partner: Partner, fictional: Path, history: Git) -> None:
    history("first")
    code, out, err = partner("render", "note", "--at", "no-such-branch", at=fictional)
    assert (code, out) == (3, "")
    assert "no-such-branch" in err.splitlines()[0]
    assert not (fictional / "build").exists()
