"""`partner render` on records that do not fit together: a sentence, never a traceback or a wrong paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, str | bytes], Path]

DOCUMENT = "data/documents/10001-31.yaml"
RELEASE = "annexes: []\nrelease: {by: Group, on: 2031-03-12, reference: 10003/31}"


def test_a_compilation_is_that_of_the_meeting_which_the_current_document_reports(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group", "current_meeting: 2031-01-20-ministers")
    assert partner("render", "compilation", at=fictional)[0] == 0
    assert "No delegation has sent anything" not in (fictional / "build/compilation.md").read_text("utf-8")


def test_of_an_undecided_list_outlines_and_progress_tell_the_public_no_more_than_the_note(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    edit(DOCUMENT, "annexes: [state-of-play]", RELEASE)
    assert partner("render", "note", "--public", at=fictional)[0] == 0
    assert "No country stands on the list so far." in (fictional / "build/10001-31.md").read_text("utf-8")
    assert partner("render", "progress", "--public", at=fictional)[0] == 0
    assert "Altamar" not in (fictional / "build/progress.md").read_text("utf-8")
    code, out, err = partner("render", "outline", "altamar", "--public", at=fictional)
    assert (code, out) == (1, "")
    assert err.startswith("error: Altamar is not among the partners of 10001/31")


def test_a_document_that_is_public_is_said_to_be_written_for_the_public(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "marking: LIMITE", "marking: public")
    edit(DOCUMENT, "annexes: [state-of-play]", RELEASE)
    said = json.loads(partner("render", "note", "--json", at=fictional)[1])
    assert (said["audience"], said["marking"]) == ("public", "public")


@pytest.mark.parametrize("command", [["progress"], ["note", "--provenance"]], ids=" ".join)
def test_a_cover_note_needs_no_meeting_whatever_is_made_of_it(
    command: list[str], partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "kind: note", "kind: cover-note")
    edit(DOCUMENT, "meeting: 2031-03-04-working-group\n", "")
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group\n", "")
    assert partner("render", *command, at=fictional)[0] == 0


def test_a_cover_note_may_have_a_template_of_its_own(
    partner: Partner, fictional: Path, edit: Edit, write: Write
) -> None:
    edit(DOCUMENT, "kind: note", "kind: cover-note\ntemplate: letter")
    write("templates/letter.md.j2", "Dear all, see {{ in_words }}.\n")
    assert partner("render", "note", at=fictional)[0] == 0
    assert "Dear all, see 9040/31." in (fictional / "build/10001-31.md").read_text("utf-8")
    edit(DOCUMENT, "annexes: [state-of-play]", RELEASE)
    assert partner("render", "note", "--public", at=fictional)[0] == 0
    assert "passed a paper on" in (fictional / "build/10001-31.md").read_text("utf-8")


def test_an_outline_for_a_country_without_a_record_is_refused(
    partner: Partner, fictional: Path, write: Write
) -> None:
    text = (fictional / "data/outlines/altamar.yaml").read_text("utf-8")
    write("data/outlines/altamar.yaml", text.replace("country: altamar", "country: atlantis"))
    code, out, err = partner("render", "outline", "altamar", at=fictional)
    assert (code, out) == (1, "")
    assert "error: a partner without a record is named: atlantis\n" in err


def test_a_past_revision_is_not_watched(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("render", "note", "--watch", "--at", "HEAD", at=fictional)
    assert (code, out) == (2, "")
    hint = "leave one of them out: what is past does not change"
    assert err == f"error: --watch and --at do not go together\nhint: {hint}\n"


def test_a_font_that_is_none_is_a_sentence_also_where_only_the_pictures_need_it(
    partner: Partner, fictional: Path, write: Write
) -> None:
    pytest.importorskip("typst")
    write("fonts/bad.ttf", b"no font")
    code, out, err = partner("render", "note", "--audience", "presidency", "--format", "docx", at=fictional)
    assert (code, out) == (1, "")
    assert err.startswith("error: docx: ")
    assert "bad.ttf" in err


@pytest.mark.parametrize("name", ["10001/31", "ST 10001/31", "ST 10001 2031 INIT", "st 10001 2031 init"])
def test_a_document_is_found_as_printed_or_as_the_register_calls_it(
    name: str, partner: Partner, fictional: Path
) -> None:
    assert partner("render", "note", name, at=fictional)[:2] == (0, "build/10001-31.md\n")


def test_a_document_that_names_no_meeting_is_written_of_the_current_one_with_a_warning(
    partner: Partner, fictional: Path, write: Write
) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8").replace("meeting: 2031-03-04-working-group\n", "")
    write("data/documents/10002-31.yaml", text.replace("number: 10001/31", "number: 10002/31"))
    code, _, err = partner("render", "note", "10002/31", at=fictional)
    said = "warning: 10002/31 names neither meeting nor template: it is written of 2031-03-04-working-group\n"
    assert (code, err) == (0, said)


def test_six_footnotes_of_names_bear_six_marks(
    partner: Partner, fictional: Path, write: Write, edit: Edit
) -> None:
    keys = [path.stem for path in sorted((fictional / "data/countries").glob("*.yaml"))]
    for key in keys:
        text = (fictional / f"data/countries/{key}.yaml").read_text("utf-8")
        if "footnote:" not in text:
            write(f"data/countries/{key}.yaml", f"{text.rstrip()}\nfootnote: Name of {key}.\n")
    edit(DOCUMENT, "partners: [altamar, corvo]", f"partners: [{', '.join(keys)}]")
    partner("render", "note", at=fictional)
    note = (fictional / "build/10001-31.md").read_text("utf-8")
    assert len(keys) == 6
    assert "\n\n‡ " in note
    assert "\n\n(6) " in note
