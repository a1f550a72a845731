"""`partner render note` on other data: hostile texts, later versions, lists that differ from the tally."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Note = Callable[..., str]

DOCUMENT = "data/documents/10001-31.yaml"
CORVO = "data/countries/corvo.yaml"
MEETING = "data/meetings/2031-03-04-working-group.yaml"


@pytest.fixture
def render(partner: Partner, fictional: Path) -> Note:
    """The NOTE of the fictional repository; of another document where one is named."""

    def rendered(*arguments: str) -> str:
        code, out, _ = partner("--quiet", "render", "note", *arguments, at=fictional)
        assert code == 0
        return (fictional / out.rstrip("\n")).read_text("utf-8")

    return rendered


def plain(note: str) -> str:
    """What a reader of the Markdown reads: the texts alone, all line ends as spaces."""
    texts: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(note):
        for part in token.children or ():
            if part.type in ("strong_open", "strong_close", "em_open", "em_close"):
                continue
            assert part.type in ("text", "text_special", "softbreak", "hardbreak") or part.content == "<br>"
            texts.append(part.content if part.type.startswith("text") else " ")
        texts.append(" ")
    return " ".join("".join(texts).split())


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ 7*7 }}",
        "{% include 'note.md.j2' %}",
        "{# gone #}",
        "| a | b |",
        "# x",
        "* one",
        "1. one",
        "**bold** and _that_",
        "`code` ``more``",
        "<script>alert(1)</script>",
        "[here](javascript:alert)",
        "--- ===",
        "&amp; &#42; \\*",
        "first\nsecond",
        "$x$ ^y^ [^1]",
    ],
)
def test_no_text_of_the_data_becomes_markup_or_template_code(hostile: str, render: Note, edit: Edit) -> None:
    read = " ".join(hostile.split())
    edit(MEETING, "Do delegations agree to the way forward set out above?", quoted(hostile))
    edit(CORVO, "title: Forum of the Inner Plain", f"title: {quoted(hostile)}")
    edit(DOCUMENT, "subject: Partnerships of the Northern Shore", f"subject: {quoted(hostile)}")
    text = plain(render())
    assert f"Guiding question {read} ANNEX" in text
    assert f"{read} (since 1 June 2015)" in text
    assert f"Subject: {read} CONTEXT" in text


def test_a_country_name_keeps_its_accents(render: Note, edit: Edit) -> None:
    edit(
        DOCUMENT,
        "partners: [altamar, corvo]",
        "partners: [{country: insula-d-ocre, because: The host asked.}]",
    )
    note = render()
    assert "one Member State: Ínsula d'Ocre." in " ".join(note.split())
    assert "| Ínsula d'Ocre | nothing recorded | nothing recorded |" in note
    assert "The host asked" not in note


def test_a_country_bears_the_name_of_the_documents_day_and_its_footnote(render: Note, edit: Edit) -> None:
    edit(DOCUMENT, "date: 2031-03-10", "date: 2031-07-01")
    edit(
        DOCUMENT,
        "partners: [altamar, corvo]",
        "partners: [altamar, corvo, {country: esker, because: Asked.}]",
    )
    text = plain(render())
    assert "Altamar and Corvía" in text
    assert "Esker*" in text
    assert "* This name is without prejudice to the views of the Isles." in text


def test_partners_below_the_line_stand_under_a_lower_phrase_and_never_above_their_count(
    render: Note, edit: Edit
) -> None:
    listed = "partners: [dravina, insula-d-ocre, belmonte, corvo, altamar]"
    edit(DOCUMENT, "partners: [altamar, corvo]", listed)
    text = " ".join(render().split())
    places = [
        text.index(words)
        for words in (
            "by a large number of Member States: Corvo and Altamar.",
            "by several Member States: Belmonte.",
            "by one Member State: Ínsula d'Ocre.",
            ": Dravina.",
        )
    ]
    assert places == sorted(places)


def test_a_list_that_differs_from_the_tally_is_a_finding(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [altamar, belmonte]")
    out = partner("validate", DOCUMENT, at=fictional)[1]
    assert f"{DOCUMENT}:17:21: warning PC504: belmonte is listed and does not reach the line" in out
    assert "warning PC504: corvo reaches the line and is not listed" in out


def test_without_a_list_the_priorities_stand_by_region(render: Note, edit: Edit) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    assert "by a large number of Member States: Altamar and Corvo." in " ".join(render().split())


def test_without_carried_positions_no_earlier_occasion_is_claimed(render: Note, edit: Edit) -> None:
    assert "and on earlier occasions" in " ".join(render().split())
    edit(MEETING, "carries_over_from: 2031-01-20-ministers\n", "")
    assert "and on earlier occasions" not in " ".join(render().split())


def test_several_questions_stand_under_a_plural_heading(render: Note, edit: Edit) -> None:
    edit(MEETING, "questions:\n", "questions:\n  - {id: when, text: By when?}\n")
    note = render()
    assert "### ***Guiding questions***\n\n- By when?\n- Do delegations agree" in note


def test_a_document_without_a_number_says_so(render: Note, write: Write, fictional: Path) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8").replace("number: 10001/31", "number: XXXX/31")
    write("data/documents/draft.yaml", text)
    note = render("draft")
    assert "**XXXX/31**" in note
    assert "10001/31" not in note


def test_a_later_version_bears_its_revision(render: Note, write: Write, fictional: Path) -> None:
    text = (
        (fictional / DOCUMENT).read_text("utf-8").replace("number: 10001/31", "number: 10001/31\nrevision: 1")
    )
    write("data/documents/10001-31-rev-1.yaml", text)
    by_id = render("10001-31-rev-1")
    assert by_id == render("10001/1/31 REV 1") == render("10001/31 rev 1")
    assert "**10001/1/31**\n\n**REV 1**" in by_id
    assert "\n10001/1/31 REV 1  \npp/qr  \nSHORE.1  \n**LIMITE**  \nEN\n" in by_id


def test_real_positions_carry_no_banner(render: Note, fictional: Path) -> None:
    assert render().count("ILLUSTRATIVE") == 2
    for path in fictional.glob("data/positions/*/*.yaml"):
        path.write_text(path.read_text("utf-8").replace("illustrative: true\n", ""), "utf-8")
    assert "ILLUSTRATIVE" not in render()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["10001/32"], 3, "hint: did you mean 10001-31?"),
        (["never"], 3, 'error: there is no document "never"'),
        (["--format", "docs"], 2, "hint: did you mean docx?"),
        (["--format", "md,all"], 2, "all stands alone"),
        (["--public", "--audience", "presidency"], 2, "do not go together"),
        (["10001-31", "10002-31"], 2, "10002-31"),
    ],
)
def test_what_cannot_be_rendered_is_an_error_that_helps(
    arguments: list[str], code: int, said: str, partner: Partner, fictional: Path
) -> None:
    ended, out, err = partner("render", "note", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err
    assert not (fictional / "build").exists()


def test_the_folder_named_is_made_where_missing_and_the_note_in_it_replaced(
    partner: Partner, fictional: Path
) -> None:
    folder = fictional / "out" / "of" / "this"
    for _ in range(2):
        assert partner("render", "note", "--output", "out/of/this", at=fictional) == (
            0,
            "out/of/this/10001-31.md\n",
            "",
        )
        assert [path.name for path in folder.iterdir()] == ["10001-31.md"]


def test_a_folder_that_cannot_be_made_ends_with_4(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("render", "note", "--output", "partner.yaml", at=fictional)
    assert (code, out) == (4, "")
    assert err.startswith("error: partner.yaml is no folder\n")
    assert err.endswith("hint: name another folder with --output\n")


def test_a_folder_where_the_note_belongs_ends_with_4_and_stays(partner: Partner, fictional: Path) -> None:
    (fictional / "build" / "10001-31.md").mkdir(parents=True)
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (4, "")
    assert "10001-31.md is not an ordinary file, and is left as it is" in err
    assert [path.name for path in (fictional / "build").iterdir()] == ["10001-31.md"]


def test_templates_that_cannot_be_read_end_with_4(
    partner: Partner, fictional: Path, write: Write, shipped: Path
) -> None:
    write("templates", "mine\n")
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (4, "")
    assert err.startswith("error: templates cannot be read: it is not a folder")
    (fictional / "templates").unlink()
    (fictional / "templates").mkdir()
    (fictional / "templates" / "note.md.j2").symlink_to(shipped / "templates" / "note.md.j2")
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (4, "")
    assert err.startswith("error: templates/note.md.j2 cannot be read: it is a link")


def test_a_contradiction_is_told_and_the_note_written(partner: Partner, fictional: Path, edit: Edit) -> None:
    said = "data/positions/2031-03-04-working-group/qo.yaml"
    edit(said, "  - country: altamar\n", "  - country: altamar\n  - {country: altamar, stance: opposition}\n")
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (1, "build/10001-31.md\n")
    assert f"{said}:7:5: error PC322" in err


def test_a_malformed_file_leaves_no_note(partner: Partner, fictional: Path, write: Write) -> None:
    write(CORVO, "name: [\n")
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (1, "")
    assert CORVO in err
    assert not (fictional / "build").exists()


def test_why_a_partner_was_added_or_left_out_is_never_printed(render: Note, edit: Edit) -> None:
    edit(
        DOCUMENT,
        "partners: [altamar, corvo]",
        "partners: [altamar, {country: belmonte, because: A favour owed.}]\n"
        "left_out:\n  - {country: corvo, because: An old quarrel.}",
    )
    text = render()
    assert "Belmonte" in text
    assert "favour" not in text
    assert "quarrel" not in text


def test_a_template_that_gives_nothing_is_refused(partner: Partner, fictional: Path, write: Write) -> None:
    write("templates/note.md.j2", "{# nothing yet #}\n")
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (1, "")
    assert "templates/note.md.j2: it gives no text" in err
    assert not (fictional / "build").exists()


def test_a_linked_build_folder_is_not_written_through(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (fictional / "build").symlink_to(elsewhere)
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (1, "")
    assert "is a link" in err
    assert list(elsewhere.iterdir()) == []


def test_a_language_that_no_document_is_written_in_is_refused_and_not_passed_off_as_english(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "annexes: [state-of-play]", "annexes: []\nlanguage: de")
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (1, "")
    assert "10001/31 is in the language de, and documents are written in English (en) and French (fr)" in err


def test_a_document_without_a_meeting_reports_the_current_one_and_is_checked_against_it(
    partner: Partner, render: Note, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "meeting: 2031-03-04-working-group\n", "")
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [altamar]")
    assert "4 March" in render()
    assert "corvo reaches the line and is not listed" in partner("validate", at=fictional)[1]


def test_regions_are_wanted_by_as_many_as_want_them_and_no_more(render: Note, edit: Edit) -> None:
    edit("partner.yaml", "  at_least: 0.5\n", "  at_least: 1/6\n")
    said = plain(render())
    assert (
        "Priority should go to partners on the Northern Shore and in the Inner Plain, in the view of a large"
        in said
    )
    assert "; in the Far Isles, in the view of several Member States." in said
    assert "They want priority" not in said


def test_almost_all_is_said_of_all_but_one_or_two_where_the_bands_say_so(
    render: Note, write: Write, edit: Edit
) -> None:
    bands = "{count: 5, phrase: almost all Member States}\n  - {at_least: 0.5, phrase: a large"
    edit("partner.yaml", "{at_least: 0.5, phrase: a large", bands)
    for code in ("qp", "qs"):
        write(
            f"data/positions/2031-03-04-working-group/{code}.yaml",
            f"delegation: {code.upper()}\nmeeting: 2031-03-04-working-group\nbasis: statement\n"
            "illustrative: true\npreferences: [{country: altamar}]\nsources: [{title: Invented position}]\n",
        )
    said = plain(render())
    assert "by all Member States: Altamar." in said
    edit("data/positions/2031-03-04-working-group/qs.yaml", "altamar}", "altamar, stance: can-accept}")
    assert "by almost all Member States: Altamar." in plain(render())


def test_the_list_is_not_said_to_follow_member_states_where_none_of_them_named_a_partner(
    render: Note, edit: Edit
) -> None:
    assert "what the Member States themselves put forward. It is meant" in plain(render())
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [altamar, dravina]")
    said = plain(render())
    assert "what the Member States themselves put forward, save where it says otherwise. It is meant" in said


def test_that_other_countries_were_named_is_said_only_if_they_were(render: Note, edit: Edit) -> None:
    assert "The list does not hold every country that was named." in plain(render())
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [altamar, corvo, belmonte, insula-d-ocre, esker]")
    said = plain(render())
    assert "every country that was named" not in said
    assert "Before the next step is taken, the Presidency seeks broad agreement." in said


def test_where_no_phrase_fits_nothing_is_said_of_how_many(render: Note, edit: Edit) -> None:
    edit("partner.yaml", "  at_least: 0.5\n", "  at_least: 1/6\n")
    for band in (
        "  - {at_least: 0.5, phrase: a large number of Member States}\n",
        "  - {at_least: 1/3, phrase: several Member States}\n",
        "  - {count: 2, phrase: two Member States}\n",
        "  - {count: 1, phrase: one Member State}\n",
    ):
        edit("partner.yaml", band, "")
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [corvo]")
    said = plain(render())
    assert (
        "Priority should go to partners on the Northern Shore, in the Inner Plain and in the Far Isles. "
        in said
    )
    assert "There was a call for" in said
    assert "are held to be a priority, each within its region: Corvo." in said
    for claim in ("delegations called", "Delegations also", "by Member States", "view of"):
        assert claim not in said


def test_a_region_that_just_reaches_the_line_is_among_those_to_go_to(render: Note) -> None:
    told = plain(render())  # 3 of 6 are for the Inner Plain, and 3 are needed
    assert "Priority should go to partners on the Northern Shore and in the Inner Plain, in the view" in told


@pytest.mark.parametrize(("day", "told"), [("2030-03-09", True), ("2030-03-08", False)])
def test_a_note_looks_back_a_year_and_a_day(day: str, told: bool, render: Note, write: Write) -> None:
    write(
        f"data/meetings/{day}-group.yaml",
        f"forum: Group\ndate: {day}\noutcome: delegations met\nsources: [{{title: Calendar}}]\n",
    )
    assert ("March 2030, delegations met." in plain(render())) is told
