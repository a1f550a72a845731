"""`partner template list`, `show` and `eject`: the words of the documents, seen and made one's own."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from partnercli.documents.templates import package_templates

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

LANGUAGES = ("", ".fr")
ALL = [
    *(f"{name}{code}.md.j2" for name in ("note", "cover-note") for code in LANGUAGES),
    *("outline.md.j2", "compilation.md.j2", "progress.md.j2"),
    *("briefing.md.j2", "handover.md.j2", "presidency.md.j2", "presidency-outline.md.j2"),
    *(f"{name}{code}.md.j2" for name in ("public-note", "public-cover-note") for code in LANGUAGES),
    *("public-outline.md.j2", "public-progress.md.j2"),
    "note.docx",
]


def listed(out: str) -> dict[str, tuple[str, str]]:
    """Whose each template is, and what it writes."""
    return {line[:30].strip(): (line[30:42].strip(), line[42:].strip()) for line in out.splitlines()}


def test_all_templates_are_listed_with_what_they_write(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("template", "list", at=fictional)
    assert (code, err) == (0, "")
    found = listed(out)
    assert list(found) == ALL
    assert {whose for whose, _ in found.values()} == {"the tool's"}
    assert found["note.md.j2"][1] == "the NOTE"
    assert found["public-outline.md.j2"][1] == "an outline as the public reads it"
    assert found["note.docx"][1] == "the styles of Word documents"
    assert len({writes for _, writes in found.values()}) == len(ALL)


def test_the_list_says_which_templates_are_the_repositorys_own(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("templates/outline.md.j2", "Ours.\n")
    write("templates/note.md.j2", package_templates()["note.md.j2"])
    write("templates/house.md.j2", "Ours too.\n")
    write("templates/note.docx", b"ours")
    write("templates/read.me", "no template\n")
    found = listed(partner("template", "list", at=fictional)[1])
    assert list(found) == [*ALL[:-1], "house.md.j2", "note.docx"]
    assert [name for name, (whose, _) in found.items() if whose == "own"] == [
        *("outline.md.j2", "house.md.j2", "note.docx")
    ]
    assert found["house.md.j2"][1] == "for a document or template naming it"


@pytest.mark.parametrize("name", ["note", "note.md.j2", "public-note"])
def test_the_tools_template_is_shown_byte_for_byte(name: str, partner: Partner, fictional: Path) -> None:
    full = name if name.endswith(".j2") else f"{name}.md.j2"
    assert partner("template", "show", name, at=fictional) == (0, package_templates()[full], "")


def test_the_template_in_force_is_shown_and_the_original_on_request(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("templates/note.md.j2", "Ours: {{ number }} [bold]\n")
    write("templates/house.md.j2", "Ours too.\n")
    assert partner("template", "show", "note", at=fictional) == (0, "Ours: {{ number }} [bold]\n", "")
    assert partner("template", "show", "house", at=fictional) == (0, "Ours too.\n", "")
    original = partner("template", "show", "note", "--original", at=fictional)
    assert original == (0, package_templates()["note.md.j2"], "")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["show", "progres"], "did you mean progress.md.j2?"),
        (["eject", "progres"], "did you mean progress.md.j2?"),
        (["eject", "progress", "note.doc"], "did you mean note."),
        (["show", "something else altogether"], "see those there are: partner template list"),
        (["show", "../partner.yaml"], ""),
    ],
)
def test_an_unknown_template_suggests_the_nearest_and_nothing_is_written(
    arguments: list[str], hint: str, partner: Partner, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    code, out, err = partner("template", *arguments, at=fictional)
    assert (code, out) == (3, "")
    assert err.startswith(f'error: there is no template "{arguments[-1]}"\nhint: {hint}')
    assert files_of(fictional) == before


def test_the_repositorys_own_template_has_no_original(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("templates/house.md.j2", "Ours.\n")
    assert partner("template", "show", "house", "--original", at=fictional)[0] == 3
    assert partner("template", "eject", "house", at=fictional)[0] == 3


def test_seeing_templates_writes_nothing(
    partner: Partner, fictional: Path, write: Write, files_of: FilesOf
) -> None:
    write("templates/note.md.j2", "Ours.\n")
    before = files_of(fictional)
    for arguments in (["list"], ["show", "note"], ["show", "note", "--original"]):
        assert partner("template", *arguments, at=fictional)[0] == 0
    assert files_of(fictional) == before


def test_ejecting_writes_every_template_and_prints_its_path(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("template", "eject", at=fictional)
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"templates/{name}" for name in ALL]
    folder = fictional / "templates"
    assert sorted(path.name for path in folder.iterdir()) == sorted(ALL)
    for name, text in package_templates().items():
        assert (folder / name).read_bytes() == text.encode()
    with zipfile.ZipFile(BytesIO((folder / "note.docx").read_bytes())) as file:
        assert "word/styles.xml" in file.namelist()


def test_ejecting_by_name_writes_those_alone(partner: Partner, fictional: Path) -> None:
    assert partner("template", "eject", "note", "outline.md.j2", "note.docx", at=fictional) == (
        0,
        "templates/note.md.j2\ntemplates/outline.md.j2\ntemplates/note.docx\n",
        "",
    )
    assert sorted(path.name for path in (fictional / "templates").iterdir()) == [
        *("note.docx", "note.md.j2", "outline.md.j2")
    ]


def test_ejecting_all_keeps_what_stands_there_and_says_so(
    partner: Partner, fictional: Path, write: Write
) -> None:
    for name in ("note.md.j2", "note.docx"):
        write(f"templates/{name}", "Ours.\n")
    code, out, err = partner("template", "eject", at=fictional)
    assert code == 0
    assert out.splitlines() == [f"templates/{name}" for name in ALL[1:-1]]
    assert err == "".join(
        f"templates/{name} is there already, and stays as it is\n" for name in ("note.md.j2", "note.docx")
    )
    for name in ("note.md.j2", "note.docx"):
        assert (fictional / "templates" / name).read_text("utf-8") == "Ours.\n"


def test_ejecting_by_name_what_stands_there_fails_and_keeps_it(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("templates/note.md.j2", "Ours.\n")
    code, out, err = partner("template", "eject", "note", "outline", at=fictional)
    assert (code, out) == (1, "templates/outline.md.j2\n")
    assert "error: templates/note.md.j2 is there already, and stays as it is\n" in err
    assert (fictional / "templates/note.md.j2").read_text("utf-8") == "Ours.\n"


def test_a_linked_folder_of_templates_is_not_written_through(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (fictional / "templates").symlink_to(elsewhere)
    code, out, err = partner("template", "eject", "note", at=fictional)
    assert (code, out) == (1, "")
    assert "templates/ is a link that leads elsewhere" in err
    assert list(elsewhere.iterdir()) == []


def test_a_linked_template_is_kept_and_what_it_leads_to_as_well(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    (fictional / "templates").mkdir()
    (fictional / "templates" / "note.md.j2").symlink_to(elsewhere)
    assert partner("template", "eject", "note", at=fictional)[0] == 1
    assert not elsewhere.exists()


def test_templates_are_not_ejected_where_a_file_stands_in_the_way(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("templates", "mine\n")
    code, out, _ = partner("template", "eject", "note", at=fictional)
    assert (code, out) == (4, "")
    assert (fictional / "templates").read_text("utf-8") == "mine\n"


def test_ejected_templates_change_nothing_in_any_document(
    partner: Partner, fictional: Path, files_of: FilesOf
) -> None:
    document = fictional / "data/documents/10001-31.yaml"
    release = "\nrelease: {by: Presidency, on: 2031-06-01}\n"
    document.write_text(document.read_text("utf-8").rstrip("\n") + release, "utf-8")

    def written(folder: str) -> dict[str, bytes]:
        for audience in ("presidency", "delegations", "public"):
            for paper in (["note"], ["outline", "altamar"], ["compilation"], ["progress"]):
                if (paper, audience) != (["compilation"], "public"):
                    code, _, err = partner(
                        *("render", *paper, "--audience", audience, "--format", "md,docx,html,akn"),
                        *("--output", fictional / folder / audience),
                        at=fictional,
                        SOURCE_DATE_EPOCH="1931731200",
                    )
                    assert (code, err) == (0, "")
        return {name: data for name, (data, _) in files_of(fictional / folder).items()}

    before = written("before")
    assert len(before) == 11 * 4
    assert partner("template", "eject", at=fictional)[0] == 0
    assert written("after") == before
