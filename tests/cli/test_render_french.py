"""A NOTE in French: the whole of it in every format, or what is missing for that, and never a word of English."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.language import Language
from read_back import faults, pdf_of, pdf_texts

Partner = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, str | bytes], Path]

FICTIONAL, SHIPPED = "10001-31", "8952-21"
DOCUMENT = f"data/documents/{FICTIONAL}.yaml"
RELEASE = "release: {by: Présidence, on: 2031-04-01, reference: Décision 1}\nsources:"
TITLES = {"Forum of the Inner Plain": "Forum de la Plaine", "Wells of the Plain": "Puits de la Plaine"}
WORDS = {
    "data/countries/altamar.yaml": {"name": "Altamar-sur-Mer"},
    "data/countries/corvo.yaml": {"name": "Corbeau"},
    "data/countries/esker.yaml": {"name": "Esquer", "footnote": "Cette désignation est sans préjudice."},
    "data/countries/belmonte.yaml": {"name": "Beaumont"},
    "data/countries/dravina.yaml": {"name": "Dravine"},
    "data/countries/insula-d-ocre.yaml": {"name": "Île d'Ocre"},
    "data/instruments/old-forum.yaml": {"name": "Ancien forum"},
    "data/instruments/grant.yaml": {"name": "Subvention du rivage"},
    "data/instruments/harbour-project.yaml": {"name": "Projet portuaire"},
    "data/instruments/charter.yaml": {"name": "Charte"},
    "data/instruments/round-table.yaml": {"name": "Table ronde"},
    "data/meetings/2031-03-04-working-group.yaml": {"title": "réunion du groupe de travail"},
}
REGIONS = {
    "Northern Shore": ("Rivage du Nord", "sur le rivage du Nord"),
    "Inner Plain": ("Plaine intérieure", "dans la plaine intérieure"),
    "Far Isles": ("Îles lointaines", "dans les îles lointaines"),
}
SETTINGS = """translations:
  fr:
    phrases:
      all Member States: tous les États membres
      a large number of Member States: un grand nombre d'États membres
      several Member States: plusieurs États membres
      two Member States: deux États membres
      one Member State: un État membre
    calls: {roadmaps: feuilles de route, timelines: calendriers}
"""
ANYWHERE = frozenset({"ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"})
"""English that a French document has as well: the banner stands in both languages."""


def in_french(folder: Path) -> Path:
    """The invented repository with its document, and all that this needs, in French."""
    for file, words in WORDS.items():
        path = folder / file
        lines = "".join(f'\n    {field}: "{text}"' for field, text in words.items())
        text = path.read_text("utf-8").rstrip("\n")
        for title, translated in TITLES.items():
            words_of_title = f"    translations: {{fr: {{title: {translated}}}}}"
            text = text.replace(f"    title: {title}\n", f"    title: {title}\n{words_of_title}\n")
        path.write_text(f"{text}\ntranslations:\n  fr:{lines}\n", "utf-8")
    regions = folder / "data/regions.yaml"
    text = regions.read_text("utf-8")
    for name, (french, wording) in REGIONS.items():
        said = f'    translations: {{fr: {{name: "{french}", wording: "{wording}"}}}}\n'
        text = text.replace(f"    name: {name}\n", f"    name: {name}\n{said}")
    regions.write_text(text, "utf-8")
    settings = folder / "partner.yaml"
    settings.write_text(settings.read_text("utf-8") + SETTINGS, "utf-8")
    question = folder / "data/meetings/2031-03-04-working-group.yaml"
    asked = "    text: Do delegations agree to the way forward set out above?\n"
    translated = '    translations: {fr: {text: "Les délégations approuvent-elles cette marche à suivre?"}}\n'
    question.write_text(question.read_text("utf-8").replace(asked, asked + translated), "utf-8")
    document = folder / DOCUMENT
    written = document.read_text("utf-8").replace(
        "subject: Partnerships of the Northern Shore", "language: fr\nsubject: Partenariats du rivage du Nord"
    )
    document.write_text(
        written.replace("presented_to: Working Group", "presented_to: groupe de travail"), "utf-8"
    )
    return folder


@pytest.fixture
def french(fictional: Path) -> Path:
    """The invented repository in French."""
    return in_french(fictional)


@pytest.fixture
def shipped_in_french(shipped_copy: Path) -> Path:
    """A copy of the shipped repository, its document in French; what the document needs is there already."""
    path = shipped_copy / f"data/documents/{SHIPPED}.yaml"
    text = re.sub(
        r"^subject: >-\n(?:  .*\n)+",
        "language: fr\nsubject: >-\n  Suivi de la réunion Jumbo, marche à suivre pour renforcer des partenariats\n",
        path.read_text("utf-8"),
        count=1,
        flags=re.MULTILINE,
    )
    forum = "presented_to: groupe «Aspects extérieurs de l'asile et de la migration»"
    path.write_text(re.sub(r"^presented_to: .*$", forum, text, flags=re.MULTILINE), "utf-8")
    return shipped_copy


def written(partner: Partner, at: Path, *arguments: str, key: str = FICTIONAL, form: str = "md") -> str:
    """The text of a NOTE that is written without a word of complaint."""
    code, _, err = partner("render", "note", "--format", form, *arguments, at=at)
    assert (code, err) == (0, "")
    return (at / "build" / f"{key}.{form}").read_text("utf-8")


def english_texts() -> set[str]:
    """Every word of the English language, and every sentence of the English templates."""

    def within(value: Any) -> list[str]:
        if isinstance(value, Mapping):
            return [text for item in value.values() for text in within(item)]
        if isinstance(value, tuple):
            return [text for item in value for text in within(item)]
        return [value] if isinstance(value, str) else []

    said = [text for name in Language.__annotations__ for text in within(getattr(ENGLISH, name))]
    words = {part.strip() for text in said for part in re.split(r"\{\w+\}", text)}
    sentences = set()
    folder = files("partnercli") / "documents" / "templates"
    for name in ("note.md.j2", "public-note.md.j2", "cover-note.md.j2", "public-cover-note.md.j2"):
        text = re.sub(r"\{#.*?#\}", "", (folder / name).read_text("utf-8"), flags=re.DOTALL)
        plain = re.sub(r"\{[{%].*?[%}]\}|[#-]+", "\n", text).replace("\n\n", "\0").replace("\n", " ")
        sentences |= {one.strip(" .:,;") for one in re.split(r"[\0.:;]| {2,}", plain)}
    return {text for text in words | sentences if len(text) > 5 and " " in text} | {
        "Footnote",
        "Author",
        "ANNEX ",
    }


def shown(path: Path) -> str:
    """All that a file shows, or has a machine read aloud, on one line."""
    data = path.read_bytes()
    match path.suffix:
        case ".docx":
            with ZipFile(BytesIO(data)) as file:
                parts = [file.read(name) for name in file.namelist() if name.endswith(".xml")]
            text = " ".join(str(one) for part in parts for one in etree.fromstring(part).itertext())
        case ".pdf":
            text = " ".join(pdf_texts(pdf_of(data)))
        case _:
            text = data.decode()
    return " ".join(text.split())


def test_the_whole_note_of_an_invented_exercise_is_as_it_was_read(
    partner: Partner, french: Path, golden: Golden
) -> None:
    golden("note-fictional-fr.md", written(partner, french))


def test_the_whole_note_of_the_real_exercise_is_as_it_was_read(
    partner: Partner, shipped_in_french: Path, golden: Golden
) -> None:
    golden("note-shipped-fr.md", written(partner, shipped_in_french, key=SHIPPED))


def test_no_sentence_of_english_stands_in_any_format(partner: Partner, french: Path) -> None:
    assert partner("render", "note", "--format", "all", "--imprint", at=french)[0] == 0
    english = english_texts() - ANYWHERE
    assert {"Council of the European Union", "No. prev. doc.:", "Footnote", "WAY FORWARD"} <= english
    made = sorted((french / "build").iterdir())
    assert [path.suffix for path in made] == [".docx", ".html", ".md", ".pdf", ".xml"]
    for path in made:
        text = shown(path)
        assert "Partenariats du rivage du Nord" in text
        assert {one for one in english if one in text} == set(), path.name


def test_each_format_says_to_machines_that_it_is_french(partner: Partner, french: Path) -> None:
    assert partner("render", "note", "--format", "all", at=french)[0] == 0
    build = french / "build"
    assert '<html lang="fr">' in (build / f"{FICTIONAL}.html").read_text("utf-8")
    xml = (build / f"{FICTIONAL}.xml").read_bytes()
    assert faults(xml) == []
    assert b'<FRBRlanguage language="fra"/>' in xml
    assert b'<p class="subject"><docTitle>Partenariats du rivage du Nord</docTitle></p>' in xml
    assert pdf_of((build / f"{FICTIONAL}.pdf").read_bytes()).trailer["/Root"]["/Lang"] == "fr"
    with ZipFile(build / f"{FICTIONAL}.docx") as word:
        assert b'w:lang w:val="fr-FR"' in word.read("word/styles.xml")


def test_a_document_is_the_same_work_of_the_same_place_in_both_languages(
    partner: Partner, french: Path, edit: Edit
) -> None:
    def work() -> tuple[str, str]:
        assert partner("render", "note", "--format", "akn", at=french)[0] == 0
        xml = (french / f"build/{FICTIONAL}.xml").read_text("utf-8")
        work = re.findall(r'<FRBRWork>\s*<FRBRthis value="([^"]+)"', xml)[0]
        (place,) = re.findall(r'<TLCLocation [^>]*href="([^"]+)"', xml)
        return work, place

    edit(DOCUMENT, "kind: note", "kind: i-item-note")
    in_french = work()
    edit(DOCUMENT, "language: fr", "language: en")
    assert work() == in_french


def test_the_public_reads_french_in_the_order_of_the_french_names(
    partner: Partner, french: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [esker, corvo, altamar]")
    edit(DOCUMENT, "sources:", RELEASE)
    text = written(partner, french, "--public")
    assert "**Résumé public du document 10001/31**" in text
    names = [line.split(" | ")[0].strip("| ") for line in text.splitlines() if line.startswith("| ")]
    assert names[2:] == ["Altamar-sur-Mer", "Corbeau", "Esquer\\*"]
    assert "\\* Cette désignation est sans préjudice." in text
    assert {one for one in english_texts() - ANYWHERE if one in text} == set()


def test_priorities_stand_in_the_order_of_the_french_names_where_no_list_is_decided(
    partner: Partner, french: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    before = written(partner, french)
    edit("data/countries/altamar.yaml", 'name: "Altamar-sur-Mer"', 'name: "Zone d\'Altamar"')
    after = written(partner, french)
    region = re.compile(r"#### Rivage du Nord\n\n.*?\n\n", re.DOTALL)
    found, moved = region.search(before), region.search(after)
    assert found is not None
    assert moved is not None
    first = [row.split(" | ")[0].strip("| ") for row in found[0].splitlines() if row.startswith("| ")][2:]
    then = [row.split(" | ")[0].strip("| ") for row in moved[0].splitlines() if row.startswith("| ")][2:]
    assert first == sorted(first)
    assert then == sorted(then)


def test_all_that_is_missing_in_french_is_named_at_once_with_file_and_field(
    partner: Partner, french: Path, edit: Edit
) -> None:
    edit("data/countries/altamar.yaml", 'name: "Altamar-sur-Mer"', "{}")
    edit("data/countries/corvo.yaml", "    translations: {fr: {title: Puits de la Plaine}}\n", "")
    edit("data/regions.yaml", 'name: "Plaine intérieure", ', "")
    edit("partner.yaml", "roadmaps: feuilles de route, ", "")
    code, out, err = partner("render", "note", "--format", "all", at=french)
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "error: the document is in French, in which the records lack 4 texts:",
        "  data/countries/altamar.yaml: translations.fr.name",
        "  data/regions.yaml: regions.inner-plain.translations.fr.name",
        "  data/countries/corvo.yaml: cooperation.grant.translations.fr.title",
        "  partner.yaml: translations.fr.calls.roadmaps",
        (
            "hint: write each in its file (docs/templates.md shows how), or: partner country set altamar "
            "translations.fr.name=TEXT"
        ),
    ]
    assert not (french / "build").exists()


def test_what_is_missing_in_french_is_named_as_it_is_typed_to_be_set(
    partner: Partner, french: Path, edit: Edit
) -> None:
    edit("data/countries/corvo.yaml", "    translations: {fr: {title: Puits de la Plaine}}\n", "")
    said = re.search(r"or: partner (country set corvo .*)=TEXT", partner("render", "note", at=french)[2])
    assert said is not None
    assert partner(*said[1].split()[:-1], f"{said[1].split()[-1]}=Puits de la Plaine", at=french)[0] == 0
    assert partner("render", "note", at=french)[0] == 0


def test_who_said_what_is_not_written_in_french_and_the_hint_says_what_is(
    partner: Partner, french: Path
) -> None:
    code, out, err = partner("render", "note", "--audience", "presidency", at=french)
    assert (code, out) == (1, "")
    assert "10001/31 is in French, and the version with who said what is written in English alone" in err
    assert "for delegations or the public" in err


def test_the_repositorys_own_french_template_comes_first_and_its_english_one_changes_no_french(
    partner: Partner, french: Path, write: Write
) -> None:
    write("templates/note.md.j2", "Ours.\n")
    assert "Ours." not in written(partner, french)
    write("templates/note.fr.md.j2", "La nôtre: {{ partners }}.\n")
    assert "La nôtre: Altamar-sur-Mer et Corbeau." in written(partner, french)


def test_a_template_of_ones_own_without_a_french_sister_is_asked_for_by_name(
    partner: Partner, french: Path, edit: Edit, write: Write
) -> None:
    write("templates/house.md.j2", "Ours.\n")
    edit(DOCUMENT, "language: fr", "language: fr\ntemplate: house")
    code, out, err = partner("render", "note", at=french)
    assert (code, out) == (1, "")
    assert err.startswith("error: templates/house.fr.md.j2: there is no template house.fr.md.j2\n")


@pytest.mark.tools  # a process for every paper
def test_a_template_of_ones_own_in_french_alone_is_no_fault(
    partner: Partner, french: Path, edit: Edit, write: Write
) -> None:
    write("templates/house.fr.md.j2", "La nôtre: {{ partners }}.\n")
    edit(DOCUMENT, "language: fr", "language: fr\ntemplate: house")
    assert partner("template", "check", at=french) == (0, "", "every template gives its document\n")


def test_texts_of_the_document_that_were_left_in_english_are_named(
    partner: Partner, french: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "subject: Partenariats du rivage du Nord", "subject: Partnerships of the Northern Shore")
    edit(DOCUMENT, "presented_to: groupe de travail", "presented_to: Working Party and Friends")
    code, _, err = partner("render", "note", at=french)
    assert code == 0
    said = "10001/31 is in French; printed as recorded, and English by its looks: subject and presented_to"
    assert err == f"warning: {said}\n"
    edit(DOCUMENT, "language: fr\n", "")
    assert partner("render", "note", at=french)[2] == ""


def test_a_translation_has_no_tracked_changes(
    partner: Partner, french: Path, edit: Edit, history: Callable[[str], str]
) -> None:
    then = history("in French")
    edit(DOCUMENT, "language: fr\n", "")
    code, out, err = partner("render", "note", "--track-changes-from", then, at=french)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: the paper is in English and was in French at {then}: ")


def test_a_past_state_that_lacks_french_words_names_them_too(
    partner: Partner, french: Path, edit: Edit, history: Callable[[str], str]
) -> None:
    edit("partner.yaml", "roadmaps: feuilles de route, ", "")
    then = history("a word is missing")
    edit("partner.yaml", "timelines: ", "roadmaps: feuilles de route, timelines: ")
    code, out, err = partner("render", "note", "--track-changes-from", then, at=french)
    assert (code, out) == (1, "")
    assert err.splitlines()[1] == "  partner.yaml: translations.fr.calls.roadmaps"


def test_a_cover_note_is_written_in_french(partner: Partner, french: Path, edit: Edit) -> None:
    edit(
        DOCUMENT,
        "kind: note",
        "kind: cover-note\nreceived: 2031-03-01\ncommission_documents: [COM(2031) 7 final]",
    )
    text = written(partner, french)
    assert "**NOTE DE TRANSMISSION**" in text
    assert "Date de réception:\t1er mars 2031  \n" in text
    assert "N° doc. Cion:\tCOM(2031) 7 final  \n" in text
    assert (
        "Les délégations trouveront ci-joint le document COM(2031) 7 final.\n\np.j.: COM(2031) 7 final"
        in text
    )


def test_what_changed_is_told_in_french(partner: Partner, french: Path, write: Write) -> None:
    earlier = (french / DOCUMENT).read_text("utf-8").replace("10001/31", "9040/31")
    earlier = earlier.replace("previous_documents: [9040/31]\n", "").replace("2031-03-10", "2031-03-05")
    write(
        "data/documents/9040-31.yaml",
        earlier.replace("partners: [altamar, corvo]", "partners: [altamar, esker]"),
    )
    text = (french / DOCUMENT).read_text("utf-8").replace("[state-of-play]", "[drift]")
    write(DOCUMENT, text)
    note = written(partner, french)
    assert "## **ANNEXE**\n\n### ***Ce qui a changé depuis le document 9040/31 du 5 mars 2031***" in note
    assert (
        "Ajouts à la liste: Corbeau. Retraits de la liste: Esquer\\*. Les travaux sur les partenariats"
        in note
    )
    assert "Les deux documents rendent compte des positions prises lors de la même réunion" in note


def test_the_record_of_what_it_was_made_from_points_at_the_french_words(
    partner: Partner, french: Path
) -> None:
    assert partner("render", "note", "--provenance", at=french)[0] == 0
    record = json.loads((french / f"build/{FICTIONAL}.provenance.json").read_text("utf-8"))
    (block,) = [one for one in record["blocks"] if one["text"].endswith("Altamar-sur-Mer et Corbeau.")]
    file = "data/countries/altamar.yaml"
    line = (french / file).read_text("utf-8").splitlines().index("translations:") + 2
    assert [place["line"] for place in block["from"] if place["file"] == file] == [line]
    assert all(one["exact"] for one in record["blocks"])


def test_a_new_repository_brings_the_french_words_of_its_countries_regions_and_phrases(
    partner: Partner, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    assert partner("init", "--title", "T", "--presidency", "PT", "--bare", at=folder)[0] == 0
    assert "fr: {name: Tunisie}" in (folder / "data/countries/tunisia.yaml").read_text("utf-8")
    assert "wording: en Afrique du Nord" in (folder / "data/regions.yaml").read_text("utf-8")
    assert "one Member State: un État membre" in (folder / "partner.yaml").read_text("utf-8")
