"""`partner render note`: the NOTE of the shipped data, point by point beside 8952/21."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from partnercli.repository.walk import read_yaml

Partner = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]

ROOT = Path(__file__).parents[2]
TEN = "Tunisia, Morocco, Libya, Somalia, Nigeria, Sudan, Bosnia and Herzegovina, Turkey, Afghanistan and Iraq"
BANNER = "**ILLUSTRATIVE, NOT A COUNCIL DOCUMENT**"
ADJECTIVES = (
    "Belgian|Bulgarian|Czech|Danish|German|Estonian|Irish|Greek|Spanish|French|Croatian|Italian|Cypriot|Latvian|"
    "Lithuanian|Luxembourgish|Hungarian|Maltese|Dutch|Austrian|Polish|Portuguese|Romanian|Slovenian|Slovak|"
    "Finnish|Swedish"
)


@pytest.fixture(scope="module")
def note(partner: Partner, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("note")
    code, out, err = partner("render", "note", "--output", folder, at=ROOT)
    assert (code, out, err) == (0, f"{folder}/8952-21.md\n", "")
    return (folder / "8952-21.md").read_text("utf-8")


@pytest.fixture(scope="module")
def parts(note: str) -> tuple[str, str, str, str]:
    """The header, the text, the annex and the footer."""
    first, between, text, annex, footer = note.split("\n---\n")
    return f"{first}\n---\n{between}", text, annex, footer


def headings(note: str) -> list[tuple[str, str]]:
    tokens = MarkdownIt("commonmark").parse(note)
    return [
        (token.tag, "".join(part.content for part in tokens[place + 1].children or ()))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]


def delegations() -> list[dict[str, Any]]:
    text = (ROOT / "data/delegations.yaml").read_bytes()
    listed: list[dict[str, Any]] = read_yaml(text, "data/delegations.yaml").value["delegations"]
    return listed


def test_the_whole_note_is_as_it_was_read(note: str, golden: Golden) -> None:
    golden("note-shipped.md", note)


def test_the_header_has_every_element_in_its_order(parts: tuple[str, str, str, str]) -> None:
    assert parts[0].strip().split("\n\n") == [
        BANNER,
        "**Council of the European Union**",
        "**Brussels, 25 May 2021  \n(OR. en)**",
        "**8952/21**",
        "**LIMITE**",
        "**JAI 572  \nASIM 30  \nRELEX 467  \nCOAFR 136  \nMAMA 87  \nCOASI 73  \nMIGR 96**",
        "**NOTE**",
        "---",
        (
            "From:\tPresidency  \nTo:\tDelegations  \nSubject:\tFollow-up to the Jumbo Meeting: Way ahead for the "
            "strengthening of comprehensive partnerships with key partner countries"
        ),
    ]


def test_the_headings_are_those_of_8952_21_and_of_the_annex(note: str) -> None:
    assert headings(note) == [
        ("h2", "CONTEXT"),
        ("h2", "PARTNERS FOR PRIORITISED EU ENGAGEMENT"),
        ("h2", "WAY FORWARD"),
        ("h3", "Guiding question"),
        ("h2", "ANNEX"),
        ("h3", "State of play on 25 May 2021"),
        ("h4", "Western Balkans"),
        ("h4", "North Africa"),
        ("h4", "Silk Route"),
        ("h4", "Sub-Saharan Africa"),
    ]


def test_the_context_reports_the_meeting_the_earlier_one_and_the_later_one(
    parts: tuple[str, str, str, str],
) -> None:
    context = " ".join(parts[1].partition("PARTNERS")[0].split())
    places = [
        context.index(words)
        for words in (
            "High-Level Working Group on Asylum and Migration on 22 April",
            "in the Western Balkans, in North Africa, on the Silk Route, in the Sahel and in Sub-Saharan Africa",
            "Foreign and Home Affairs Ministers on 15 March",
            "Lisbon Ministerial Conference on the Management of Migratory Flows on 11 May",
            "roadmaps and timelines",
        )
    ]
    assert places == sorted(places)
    assert "Johansson" not in context


def test_the_ten_partners_stand_in_the_documents_order_under_the_phrase_of_their_count(
    parts: tuple[str, str, str, str],
) -> None:
    (found,) = [part for part in paragraphs(parts[1]) if TEN in part]
    assert "a large number of Member States" in found
    assert "at the meeting of 22 April and on earlier occasions" in found
    assert found.endswith(f": {TEN}.")


def test_the_safeguards_of_such_notes_are_there(parts: tuple[str, str, str, str]) -> None:
    text = " ".join(parts[1].split())
    for words in ("offer of closer cooperation", "is no ranking", "goes on", "broad agreement"):
        assert words in text


def test_a_region_named_without_a_country_is_said(parts: tuple[str, str, str, str]) -> None:
    (found,) = [part for part in paragraphs(parts[1]) if part.endswith("on a country there.")]
    assert found.startswith("Several Member States also named partners in the Sahel, ")


def test_one_guiding_question_stands_as_a_bullet(parts: tuple[str, str, str, str]) -> None:
    question = parts[1].partition("### ***Guiding question***")[2].strip()
    assert question == "- Can Member States agree to the way forward that the Presidency sets out?"
    assert "Working Party on External Aspects of Asylum and Migration (EMWP)" in " ".join(parts[1].split())


def test_the_annex_says_that_its_grouping_is_for_presentation_and_lists_the_ten(
    parts: tuple[str, str, str, str],
) -> None:
    annex = parts[2]
    assert "for presentation only" in " ".join(annex.split())
    listed = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", annex, re.MULTILINE)
    partners = [name for name in listed if name not in ("Partner", "---")]
    assert sorted(partners) == sorted(TEN.replace(" and Iraq", ", Iraq").split(", "))
    assert annex.count("| Partner | In place | In progress or suspended |") == 4


def test_the_footer_has_its_facts_and_no_initials_that_nobody_knows(parts: tuple[str, str, str, str]) -> None:
    assert parts[3].strip() == f"8952/21  \nJAI.1  \n**LIMITE**  \nEN\n\n{BANNER}"


def test_no_delegation_is_named_by_name_adjective_or_code(note: str) -> None:
    named = [one["name"] for one in delegations()]
    named += [one["official_name"] for one in delegations() if "official_name" in one]
    assert len(named) >= 27 * 2
    text = note.casefold()
    for words in named:
        assert not re.search(rf"\b{re.escape(words.casefold())}\b", text), words
    assert not re.search(rf"\b({ADJECTIVES})\b", note)
    for code in (one["code"] for one in delegations()):
        assert not re.search(rf"\b{code}\b", note), code


def test_what_a_desk_changes_in_the_template_shows(partner: Partner, shipped_copy: Path) -> None:
    template = shipped_copy / "templates" / "note.md.j2"
    text = template.read_text("utf-8")
    assert "# WAY FORWARD\n" in text
    template.write_text(
        text.replace("# WAY FORWARD\n", "# WAY FORWARD\n\nThis is *our* sentence.\n"), "utf-8"
    )
    assert partner("render", "note", at=shipped_copy)[:2] == (0, "build/8952-21.md\n")
    note = (shipped_copy / "build" / "8952-21.md").read_text("utf-8")
    assert "## **WAY FORWARD**\n\nThis is *our* sentence.\n\n" in note


def test_without_a_template_of_its_own_the_repository_has_the_one_of_the_tool(
    partner: Partner, shipped_copy: Path, note: str
) -> None:
    (shipped_copy / "templates" / "note.md.j2").unlink()
    assert partner("render", "note", at=shipped_copy)[0] == 0
    assert (shipped_copy / "build" / "8952-21.md").read_text("utf-8") == note


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{{ meting.title }}", "error: templates/note.md.j2:1: "),
        ("one\n{{ meeting.titel }}", "error: templates/note.md.j2:2: "),
        ("one\n\n{% if %}", "error: templates/note.md.j2:3: "),
        ("{% include 'other.md.j2' %}", "error: templates/note.md.j2"),
        ("{{ ().__class__.__mro__ }}", "error: templates/note.md.j2"),
    ],
)
def test_a_slip_in_the_template_is_named_with_its_line_and_nothing_is_written(
    written: str, said: str, partner: Partner, shipped_copy: Path
) -> None:
    (shipped_copy / "templates" / "note.md.j2").write_text(f"{written}\n", "utf-8")
    code, out, err = partner("render", "note", at=shipped_copy)
    assert (code, out) == (1, "")
    assert err.startswith(said)
    assert "\nhint: " in err
    assert not (shipped_copy / "build").exists()


def test_a_heading_without_a_text_is_a_warning(partner: Partner, shipped_copy: Path) -> None:
    (shipped_copy / "templates" / "note.md.j2").write_text("# FIRST\n\n# SECOND\n\nText.\n", "utf-8")
    code, _, err = partner("render", "note", at=shipped_copy)
    assert (code, err) == (0, 'warning: nothing stands under the heading "FIRST"\n')
