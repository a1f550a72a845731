"""`partner template check`: every template tried, and all that is wrong named at once."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pytest

from partnercli.documents.templates import package_templates

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

SOUND = (0, "", "every template gives its document\n")


def only_read(*names: str) -> tuple[int, str, str]:
    """What is said where some of the repository's own templates could not be tried."""
    listed = ", ".join(sorted(names))
    return 0, "", f"every template that these data can try gives its document; only read: {listed}\n"


COVER_NOTES = [name for name in package_templates() if "cover-note" in name]
TRANSLATED = [name for name in package_templates() if name.count(".") > 2 and name not in COVER_NOTES]
DOCUMENT = "data/documents/10001-31.yaml"


@pytest.fixture
def small(fictional: Path) -> Path:
    """The fictional repository without outlines: a check tries fewer papers."""
    rmtree(fictional / "data/outlines")
    return fictional


def found(err: str) -> list[str]:
    """The errors that are printed, each without its hint."""
    return [line.removeprefix("error: ") for line in err.splitlines() if line.startswith("error: ")]


def test_the_tools_own_templates_are_sound(partner: Partner, fictional: Path) -> None:
    assert partner("template", "check", at=fictional) == SOUND
    assert partner("--quiet", "template", "check", at=fictional) == (0, "", "")


def test_the_shipped_templates_and_word_styles_are_sound(partner: Partner, shipped: Path) -> None:
    assert partner("template", "check", at=shipped) == only_read(*COVER_NOTES)


@pytest.mark.tools  # a process for every paper
def test_changed_templates_that_give_their_documents_are_sound(
    partner: Partner, fictional: Path, write: Write
) -> None:
    for name, text in package_templates().items():
        write(f"templates/{name}", f"{text}\nOne sentence more.\n")
    assert partner("template", "check", at=fictional) == only_read(*COVER_NOTES, *TRANSLATED)


@pytest.mark.tools  # a process for every paper
def test_a_template_for_which_there_are_no_data_is_read_all_the_same(
    partner: Partner, small: Path, write: Write
) -> None:
    write("templates/cover-note.md.j2", "Text.\n{% if %}\n")
    code, _, err = partner("template", "check", at=small)
    assert code == 1
    assert err.startswith("error: templates/cover-note.md.j2:2: the template cannot be read: ")


def test_every_faulty_template_is_named_at_once_with_its_line(
    partner: Partner, fictional: Path, write: Write
) -> None:
    good = "{% include template %}\n"
    for name, text in {
        "note": "One.\n\n{{ partner }}\n",
        "outline": "One.\n{% if %}\n",
        "compilation": "One.\nTwo.\n\n> Three\n",
        "progress": "{% for one in overview.lines %}{{ one }}{% endfor %}\n",
        "public-note": "\n\n\n\n{{ support }}\n",
        "public-outline": "One.\n\n{{ reasons }}\n",
        "public-progress": "One.\n\n\n{{ late }}\n",
        "presidency": "{{ need }}\n\n" + good,
        "presidency-outline": "One.\n\n{{ reason }}\n\n" + good,
    }.items():
        write(f"templates/{name}.md.j2", text)
    code, out, err = partner("template", "check", at=fictional)
    assert (code, out) == (1, "")
    places = sorted(line.partition(": ")[0] for line in found(err))
    assert places == [
        "templates/compilation.md.j2:4",
        "templates/note.md.j2:3",
        "templates/outline.md.j2:2",
        "templates/presidency-outline.md.j2:3",
        "templates/presidency.md.j2:1",
        "templates/progress.md.j2:1",
        "templates/public-note.md.j2:5",
        "templates/public-outline.md.j2:3",
        "templates/public-progress.md.j2:4",
    ]
    assert err.count("\nhint: ") == len(places)


@pytest.mark.tools  # a process for every paper
def test_a_fault_that_several_papers_meet_is_named_once(partner: Partner, small: Path, write: Write) -> None:
    write("templates/note.md.j2", "{{ partner }}\n")
    code, _, err = partner("template", "check", at=small)
    assert code == 1
    assert found(err) == ["templates/note.md.j2:1: nothing is called partner here"]
    assert "hint: did you mean partners?\n" in err


@pytest.mark.tools  # a process for every paper
def test_the_public_version_is_tried_though_nothing_is_released(
    partner: Partner, small: Path, write: Write
) -> None:
    write("templates/public-note.md.j2", "{{ groups }}\n")
    code, _, err = partner("template", "check", at=small)
    assert code == 1
    assert found(err) == ["templates/public-note.md.j2:1: nothing is called groups here"]


@pytest.mark.tools  # a process for every paper
def test_a_cover_note_is_tried_where_there_is_one(
    partner: Partner, small: Path, write: Write, edit: Edit
) -> None:
    write("templates/cover-note.md.j2", "{{ encl }}\n")
    edit(DOCUMENT, "kind: note", "kind: cover-note")
    code, _, err = partner("template", "check", at=small)
    assert code == 1
    assert found(err) == ["templates/cover-note.md.j2:1: nothing is called encl here"]


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"styles"])
def test_a_broken_file_of_word_styles_is_named(
    data: bytes, partner: Partner, small: Path, write: Write
) -> None:
    write("templates/note.docx", data)
    code, out, err = partner("template", "check", at=small)
    assert (code, out) == (1, "")
    (fault,) = found(err)
    assert fault.startswith("templates/note.docx: ")


@pytest.mark.tools  # a process for every paper
def test_a_broken_file_of_word_styles_is_named_beside_faulty_templates(
    partner: Partner, small: Path, write: Write
) -> None:
    write("templates/note.docx", b"styles")
    write("templates/progress.md.j2", "{{ lost }}\n")
    err = partner("template", "check", at=small)[2]
    assert [line.partition(": ")[0] for line in found(err)] == [
        *("templates/progress.md.j2:1", "templates/note.docx")
    ]


@pytest.mark.tools  # a process for every paper
def test_a_heading_with_nothing_under_it_is_named_with_its_template(
    partner: Partner, small: Path, write: Write
) -> None:
    write("templates/compilation.md.j2", "# FIRST\n\n# SECOND\n\nText.\n\n# THIRD\n")
    code, _, err = partner("template", "check", at=small)
    assert code == 1
    assert found(err) == [
        f'templates/compilation.md.j2: nothing stands under the heading "{heading}"'
        for heading in ("FIRST", "THIRD")
    ]


@pytest.mark.tools  # a process for every paper
def test_a_template_that_nothing_uses_is_named(partner: Partner, small: Path, write: Write) -> None:
    write("templates/letter.md.j2", "Dear all.\n")
    code, _, err = partner("template", "check", at=small)
    assert code == 1
    assert found(err) == ["templates/letter.md.j2: nothing uses this template"]


@pytest.mark.tools  # a process for every paper
def test_a_template_that_another_includes_is_used(partner: Partner, small: Path, write: Write) -> None:
    write("templates/letter.md.j2", "Dear all.\n")
    write("templates/compilation.md.j2", "{% include 'letter.md.j2' %}\n")
    assert partner("template", "check", at=small) == SOUND


@pytest.mark.tools  # a process for every paper
def test_a_template_that_a_document_names_is_used_with_its_public_twin(
    partner: Partner, small: Path, write: Write, edit: Edit
) -> None:
    edit(DOCUMENT, "kind: note", "kind: note\ntemplate: letter")
    write("templates/letter.md.j2", "Dear all.\n")
    write("templates/public-letter.md.j2", "Dear public.\n")
    assert partner("template", "check", at=small) == SOUND


@pytest.mark.tools  # a process for every paper
def test_a_documents_own_template_needs_no_public_twin(
    partner: Partner, small: Path, write: Write, edit: Edit
) -> None:
    edit(DOCUMENT, "kind: note", "kind: note\ntemplate: letter")
    edit(DOCUMENT, "annexes: [state-of-play]", "release: {by: Presidency, on: 2031-06-01}")
    write("templates/letter.md.j2", "Dear all.\n")
    assert partner("template", "check", at=small) == SOUND
    assert partner("render", "note", "--public", at=small)[0] == 0
    public = (small / "build/10001-31.md").read_text("utf-8")
    assert "PARTNER COUNTRIES" in public
    assert "Dear all." not in public


@pytest.mark.tools  # a process for every paper
def test_every_outline_is_tried(partner: Partner, fictional: Path, write: Write) -> None:
    write(
        "templates/outline.md.j2",
        "Text.\n{% for step in steps %}{% if step.state == 'under way' %}{{ lost }}{% endif %}{% endfor %}\n",
    )
    assert partner("render", "outline", "corvo", at=fictional)[0] == 1
    assert partner("template", "check", at=fictional)[0] == 1


@pytest.mark.tools  # a process for every paper
def test_papers_that_need_no_document_are_tried_without_one(
    partner: Partner, small: Path, write: Write, edit: Edit
) -> None:
    (small / DOCUMENT).unlink()
    edit("partner.yaml", "current_document: 10001-31\n", "")
    edit("data/meetings/2031-03-04-working-group.yaml", "documents: [10001-31]\n", "")
    write("templates/progress.md.j2", "{{ lost }}\n")
    assert partner("render", "progress", at=small)[0] == 1
    assert partner("template", "check", at=small)[0] == 1


@pytest.mark.tools  # a process for every paper
@pytest.mark.parametrize("faulty", [False, True])
def test_checking_writes_nothing(
    faulty: bool, partner: Partner, small: Path, write: Write, files_of: FilesOf
) -> None:
    if faulty:
        write("templates/note.md.j2", "{{ lost }}\n")
    before = files_of(small)
    assert partner("template", "check", at=small)[0] == int(faulty)
    assert files_of(small) == before


@pytest.mark.tools  # a process for every paper
def test_a_template_that_is_only_read_takes_neither_time_nor_memory(
    process: Callable[..., subprocess.CompletedProcess[bytes]], small: Path, write: Write
) -> None:
    grows = "{{ 'aaaaaaaaaa'" + "|replace('a', 'aaaaaaaaaa')" * 12 + " }}\n"
    write("templates/cover-note.md.j2", grows)
    done = process("template", "check", at=small, limited=True)
    assert (done.returncode, b"only read: cover-note.md.j2" in done.stderr) == (0, True)
