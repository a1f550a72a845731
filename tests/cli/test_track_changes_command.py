"""`partner render note --track-changes-from REV`: Word whose tracked changes lead from then to now."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx_revisions import RevisionDocument  # type: ignore[import-untyped]
from lxml import etree

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
Files = Callable[[Path], dict[str, tuple[bytes, int]]]
Git = Callable[[str], str]
Write = Callable[[str, "str | bytes"], Path]

NAME = "10001-31.docx"
MEETING = "data/meetings/2031-03-04-working-group.yaml"
DOCUMENT = "data/documents/10001-31.yaml"
ILLUSTRATIVE = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


def lines(data: bytes) -> list[str]:
    """The texts of the paragraphs that show something."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    found = ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in root.iter(qn("w:p"))]
    return [text for text in found if text]


def resolved(data: bytes, resolve: Callable[[RevisionDocument], object]) -> list[str]:
    """What stands in the document once a library for revisions has taken or refused all of them."""
    read = RevisionDocument(io.BytesIO(data))
    resolve(read)
    out = io.BytesIO()
    read.save(out)
    return lines(out.getvalue())


def revisions(data: bytes) -> list[tuple[str | None, str | None]]:
    """The author and the date of each tracked change."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    return [(one.get(qn("w:author")), one.get(qn("w:date"))) for one in root.iter(qn("w:ins"), qn("w:del"))]


def rendered(partner: Partner, at: Path, *options: str) -> bytes:
    """The Word document, which is the only file."""
    code, out, err = partner("render", "note", *options, at=at)
    assert (code, err) == (0, ""), err
    (path,) = out.splitlines()
    assert Path(path).name == NAME
    return (at / path).read_bytes()


def commit(at: Path, author: str, when: str) -> None:
    """Commit everything under a name and at a time."""
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_AUTHOR_NAME": author,
        "GIT_AUTHOR_EMAIL": "a@example.invalid",
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_NAME": "Machine",
        "GIT_COMMITTER_EMAIL": "m@example.invalid",
        "GIT_COMMITTER_DATE": "2031-12-31T00:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for arguments in (("add", "--all"), ("commit", "--quiet", "--message", "words")):
        subprocess.run(["git", *arguments], cwd=at, env=environment, check=True, capture_output=True)


@pytest.fixture
def changed(fictional: Path, history: Git, edit: Edit) -> str:
    """`fictional` after a change of header, list and question, all committed; gives the revision before it."""
    first = history("first")
    edit(MEETING, "Do delegations agree to", "Does anyone agree to")
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [altamar, belmonte, corvo]")
    edit(DOCUMENT, "subject: Partnerships of the Northern Shore", "subject: Partnerships of all shores")
    commit(fictional, "Ada Writer", "2031-05-06T08:09:10+02:00")
    return first


def test_word_is_written_unasked_and_leads_from_the_old_text_to_the_new(
    partner: Partner, fictional: Path, changed: str
) -> None:
    new = rendered(partner, fictional, "--format", "docx", "--output", "new")
    old = rendered(partner, fictional, "--format", "docx", "--output", "old", "--at", changed)
    tracked = rendered(partner, fictional, "--track-changes-from", changed)
    assert (fictional / "build" / NAME).read_bytes() == tracked
    assert resolved(tracked, RevisionDocument.accept_all) == lines(new)
    assert resolved(tracked, RevisionDocument.reject_all) == lines(old)
    assert lines(new) != lines(old)


def test_the_changes_bear_the_author_and_the_time_of_the_last_commit_that_touched_the_data(
    partner: Partner, fictional: Path, changed: str, write: Write
) -> None:
    write("README.md", "Nothing that a paper is made from.\n")
    commit(fictional, "Someone Else", "2031-06-07T00:00:00Z")
    found = revisions(rendered(partner, fictional, "--track-changes-from", changed))
    assert len(found) > 4
    assert set(found) == {("Ada Writer", "2031-05-06T06:09:10Z")}


def test_a_changed_template_is_a_change_too(
    partner: Partner, fictional: Path, history: Git, write: Write
) -> None:
    write("templates/note.md.j2", "# CONTEXT\n\nThe first words stand here.\n")
    first = history("first")
    write("templates/note.md.j2", "# CONTEXT\n\nThe other words stand here.\n")
    tracked = rendered(partner, fictional, "--track-changes-from", first)
    assert "The other words stand here." in resolved(tracked, RevisionDocument.accept_all)
    assert "The first words stand here." in resolved(tracked, RevisionDocument.reject_all)


def test_without_a_change_nothing_is_tracked(partner: Partner, fictional: Path, history: Git) -> None:
    first = history("first")
    assert revisions(rendered(partner, fictional, "--track-changes-from", first)) == []


def test_between_two_past_revisions_the_files_of_today_count_for_nothing(
    partner: Partner, fictional: Path, changed: str, edit: Edit
) -> None:
    expected = rendered(partner, fictional, "--track-changes-from", changed)
    edit(MEETING, "Does anyone agree to", "Who agrees to")
    commit(fictional, "Someone Else", "2031-06-07T00:00:00Z")
    assert rendered(partner, fictional, "--track-changes-from", changed, "--at", "HEAD~1") == expected


@pytest.mark.parametrize(("audience", "banners"), [("delegations", 1), ("presidency", 2)])
def test_marking_and_warnings_stay_in_header_and_footers(
    partner: Partner, fictional: Path, changed: str, audience: str, banners: int
) -> None:
    tracked = rendered(partner, fictional, "--track-changes-from", changed, "--audience", audience)
    expected = [ILLUSTRATIVE, "PRESIDENCY ONLY"][:banners]
    for resolve in (RevisionDocument.accept_all, RevisionDocument.reject_all):
        text = resolved(tracked, resolve)
        assert text[:banners] == expected
        assert "LIMITE" in text[:14]
    for section in docx.Document(io.BytesIO(tracked)).sections:
        footer = section.footer._element  # noqa: SLF001
        found = ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in footer.iter(qn("w:p"))]
        assert found[:banners] == expected
        assert "LIMITE" in found


@pytest.mark.parametrize(("then", "now"), [(True, False), (False, True)])
def test_where_positions_were_illustrative_then_or_are_now_the_warning_stays_whatever_is_accepted(
    then: bool, now: bool, partner: Partner, fictional: Path, history: Git
) -> None:
    positions = {path: path.read_text("utf-8") for path in (fictional / "data/positions").rglob("*.yaml")}

    def put(*, illustrative: bool) -> None:
        for path, text in positions.items():
            path.write_text(text if illustrative else text.replace("illustrative: true\n", ""), "utf-8")

    put(illustrative=then)
    first = history("first")
    put(illustrative=now)
    history("second")
    done = partner("render", "note", "--track-changes-from", first, "--json", at=fictional)
    assert json.loads(done[1])["illustrative"] is True
    tracked = (fictional / "build" / NAME).read_bytes()
    for resolve in (RevisionDocument.accept_all, RevisionDocument.reject_all):
        assert resolved(tracked, resolve)[0] == ILLUSTRATIVE
    for section in docx.Document(io.BytesIO(tracked)).sections:
        assert section.footer.paragraphs[0].text == ILLUSTRATIVE


def test_the_other_formats_beside_it_are_those_without_changes(
    partner: Partner, fictional: Path, changed: str
) -> None:
    assert partner("render", "note", "--format", "md,html", "--output", "plain", at=fictional)[0] == 0
    command = ("render", "note", "--format", "md,docx,html", "--track-changes-from", changed)
    code, out, err = partner(*command, at=fictional)
    assert (code, len(out.splitlines()), err) == (0, 3, "")
    for file in (fictional / "plain").iterdir():
        assert (fictional / "build" / file.name).read_bytes() == file.read_bytes()
    assert revisions((fictional / "build" / NAME).read_bytes())


def test_without_word_among_the_formats_it_is_refused(
    partner: Partner, fictional: Path, changed: str
) -> None:
    code, out, err = partner(
        "render", "note", "--format", "md,html", "--track-changes-from", changed, at=fictional
    )
    assert (code, out) == (2, "")
    assert err == "error: changes are tracked in Word alone\nhint: add docx to --format\n"
    assert not (fictional / "build").exists()


def test_what_cannot_be_compared_leaves_everything_as_it_was(
    partner: Partner, fictional: Path, history: Git, write: Write, files_of: Files
) -> None:
    write("templates/note.md.j2", "# CONTEXT\n\n{{ no_such_thing }}\n")
    broken = history("broken")
    write("templates/note.md.j2", "# CONTEXT\n\nWords.\n")
    history("mended")
    before = files_of(fictional)
    for revision, expected, said in (
        ("no-such-branch", 3, "no-such-branch"),
        (broken, 1, "templates/note.md.j2:3"),
    ):
        code, out, err = partner("render", "note", "--track-changes-from", revision, at=fictional)
        assert (code, out) == (expected, "")
        assert said in err.splitlines()[0]
        assert files_of(fictional) == before


def test_without_version_control_it_is_said(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("render", "note", "--track-changes-from", "HEAD", at=fictional)
    assert (code, out) == (3, "")
    assert err.startswith("error: ")
    assert "Traceback" not in err
