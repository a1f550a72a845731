"""`partner render outline`: one partner's indicative outline, as an officer reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from papers_read import rows, section

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Render = Callable[..., str]

ALTAMAR = "data/outlines/altamar.yaml"
DOCUMENT = "data/documents/10001-31.yaml"


@pytest.fixture
def render(partner: Partner, fictional: Path) -> Render:
    """An outline of the fictional repository, as Markdown."""

    def rendered(*arguments: str, **environment: str) -> str:
        code, out, err = partner("render", "outline", *arguments, at=fictional, **environment)
        assert (code, err) == (0, "")
        return (fictional / out.rstrip("\n")).read_text("utf-8")

    return rendered


def test_its_parts_stand_in_the_order_of_8952_21(render: Render) -> None:
    assert re.findall(r"(?m)^#+ \**([A-Z ]+)\**$", render("altamar")) == [
        "OBJECTIVES",
        "MEASURES",
        "TIMELINES FOR ACTION",
        "CONTRIBUTIONS OF MEMBER STATES",
    ]


def test_the_objectives_stand_as_they_were_written(render: Render) -> None:
    assert section(render("altamar"), "OBJECTIVES") == (
        "- Meet at one table \\| and keep minutes.\n- \\{\\{ 7\\*7 \\}\\} is no number of steps"
    )


def test_the_measures_stand_in_order_with_lead_partners_time_and_state(render: Render) -> None:
    assert section(render("altamar"), "MEASURES") == (
        "1. Invite Altamar to a first round table.\\\n"
        "   From the second quarter of 2031; lead: Presidency, with Member States; contact with the partner; "
        "planned.\n"
        "2. Ask for a mandate for a charter.\\\n"
        "   From the fourth quarter of 2031; lead: Shore Commission; after step 1; planned.\n"
        "3. Name two harbours for a joint desk.\\\n"
        "   From the fourth quarter of 2031 to the first quarter of 2032; lead: Harbour Agency; after step 1; "
        "planned.\n\n"
        "No lasting instrument is in force in these fields: governance, root causes, protection, legal migration, "
        "irregular migration and return."
    )


def test_the_timeline_is_a_table_of_instruments_with_short_periods(render: Render) -> None:
    assert rows(section(render("altamar"), "TIMELINES FOR ACTION")) == [
        ["1", "Round table", "Presidency", "from Q2 2031", "planned"],
        ["2", "Charter", "Shore Commission", "from Q4 2031", "planned"],
        ["3", "Harbour project", "Harbour Agency", "Q4 2031 to Q1 2032", "planned"],
    ]


def test_a_step_after_several_others_names_them_all_by_number(render: Render, edit: Edit) -> None:
    harbour = (
        "to: 2032-Q1}\n    after: [convene-round-table",
        "to: 2032-Q1}\n    after: [convene-round-table, open-charter",
    )
    edit(ALTAMAR, *harbour)
    assert "; lead: Harbour Agency; after step 1 and 2; planned." in render("altamar")


def test_a_step_that_nobody_can_date_or_lead_says_only_what_is_known(render: Render, edit: Edit) -> None:
    edit(ALTAMAR, "    lead: Harbour Agency\n    timeline: {from: 2031-Q4, to: 2032-Q1}\n", "")
    text = render("altamar")
    assert (
        "3. Name two harbours for a joint desk.\\\n   No date can be given yet; after step 1; planned."
        in text
    )
    assert rows(section(text, "TIMELINES FOR ACTION"))[2] == [
        "3",
        "Harbour project",
        "",
        "no date",
        "planned",
    ]


@pytest.mark.parametrize(("day", "how_far"), [("2031-06-30", "planned"), ("2031-07-01", "late")])
def test_a_step_is_late_from_the_day_after_its_quarter(day: str, how_far: str, render: Render) -> None:
    text = render("altamar", "--on", day)
    assert f"with Member States; contact with the partner; {how_far}." in text
    assert rows(section(text, "TIMELINES FOR ACTION"))[0][-1] == how_far


@pytest.mark.parametrize(
    ("status", "how_far"),
    [("ongoing", "under way"), ("done", "done"), ("on-hold", "on hold"), ("dropped", "dropped")],
)
def test_how_far_a_step_has_come_stands_in_text_and_table(
    status: str, how_far: str, render: Render, edit: Edit
) -> None:
    edit(ALTAMAR, "    lead: Harbour Agency\n", f"    lead: Harbour Agency\n    status: {status}\n")
    text = render("altamar", "--on", "2031-05-01")
    assert f"lead: Harbour Agency; after step 1; {how_far}." in text
    states = [row[-1] for row in rows(section(text, "TIMELINES FOR ACTION"))]
    assert states == ["planned", "planned", how_far]


BROUGHT = """\
country: altamar
status: draft
objectives: [Meet.]
steps:
  - id: convene-round-table
    instrument: round-table
    action: Invite Altamar.
    contributions:
      - {delegation: QP, kind: political, description: Lends its palace, sources: [{title: Yearbook}]}
      - {delegation: QO, kind: participation, description: Sends a clerk, verified: false, sources: [{title: Yearbook}]}
  - id: start-harbour-project
    instrument: harbour-project
    action: Name two harbours.
    contributions:
      - {delegation: QN, kind: none, description: Declared nil, sources: [{title: Yearbook}]}
      - delegation: QM
        kind: financial
        description: Pays the pilots
        amount: {value: 10000000, currency: XTS, note: over the years}
        period: 2031/2033
        note: said at table
        sources: [{title: Yearbook}]
      - {delegation: QO, kind: operational, description: Lends two pilots, sources: [{title: Yearbook}]}
"""


def test_contributions_stand_in_protocol_order_with_names_and_sums(render: Render, write: Write) -> None:
    write(ALTAMAR, BROUGHT)
    text = render("altamar")
    assert rows(section(text, "CONTRIBUTIONS OF MEMBER STATES")) == [
        ["Marland", "2", "financial", "Pays the pilots", "XTS&#160;10&#160;million"],
        ["Ostia", "1", "participation", "Sends a clerk (to be confirmed)", ""],
        ["Ostia", "2", "operational", "Lends two pilots", ""],
        ["Pellerin", "1", "political", "Lends its palace", ""],
    ]


def test_a_declared_nil_and_remarks_are_printed_nowhere(render: Render, write: Write) -> None:
    write(ALTAMAR, BROUGHT)
    for audience in ("delegations", "presidency"):
        text = render("altamar", "--audience", audience)
        for absent in ("Norrey", "Declared nil", "none", "said at table", "over the years", "Yearbook"):
            assert absent not in text


def test_contributions_can_be_told_step_by_step_in_a_template(render: Render, write: Write) -> None:
    write(ALTAMAR, BROUGHT)
    write(
        "templates/outline.md.j2",
        "{% for step in steps %}\n{{ step.instrument }}:\n\n"
        "{% for one in step.contributions %}\n- {{ one }}\n{% endfor %}\n\n{% endfor %}\n",
    )
    text = render("altamar").split("\n---\n")[2].strip().replace("&#160;", "\xa0")
    assert text == (
        "Round table:\n\n- Pellerin, political: Lends its palace\n"
        "- Ostia, participation (to be confirmed): Sends a clerk\n\n"
        "Harbour project:\n\n- Marland, financial (XTS\xa010\xa0million, 2031 to 2033): Pays the pilots\n"
        "- Ostia, operational: Lends two pilots"
    )


def test_where_nobody_brings_anything_member_states_are_asked(render: Render, edit: Edit) -> None:
    edit(ALTAMAR, "kind: operational", "kind: none")
    assert section(render("altamar"), "CONTRIBUTIONS OF MEMBER STATES") == (
        "No contribution is known so far. Member States are asked to make theirs known."
    )


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("draft", "a working draft of the Presidency"),
        ("submitted", "submitted to delegations"),
        ("discussed", "discussed with delegations"),
        ("superseded", "superseded by a later one"),
        (
            "endorsed\nendorsed: {by: the Council, on: 2031-03-09, reference: 10002/31}",
            "endorsed by the Council on 9 March 2031 (10002/31)",
        ),
        ("endorsed\nendorsed: {by: the Council, on: 2031-03-09}", "endorsed by the Council on 9 March 2031"),
    ],
)
def test_it_says_what_it_is(status: str, standing: str, render: Render, edit: Edit) -> None:
    edit(ALTAMAR, "status: draft", f"status: {status}")
    assert (
        f"This outline, {standing}, sets out what could be done next to put the partnership with Altamar into "
        "practice."
    ) in render("altamar")


def test_without_steps_objectives_or_gaps_it_says_so_and_leaves_no_empty_part(
    render: Render, write: Write
) -> None:
    write(ALTAMAR, "country: altamar\nstatus: draft\nsteps: []\n")
    text = render("altamar")
    assert section(text, "MEASURES") == "No step is planned so far."
    for absent in ("OBJECTIVES", "TIMELINES", "No lasting instrument"):
        assert absent not in text


@pytest.mark.parametrize("name", ["Altamar", "ALTAMAR", "xa", "XAA", "Alto Mare", "haute-mer"])
def test_the_country_may_be_named_by_any_of_its_names(name: str, partner: Partner, fictional: Path) -> None:
    assert partner("render", "outline", name, at=fictional) == (0, "build/outline-altamar.md\n", "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["belmonte"],
            3,
            "Belmonte has no outline\nhint: draft it: partner outline new belmonte\n",
        ),
        (["altamor"], 3, 'there is no country "altamor"\nhint: did you mean altamar?\n'),
        (["altamar", "--document", "10001/32"], 3, "hint: did you mean 10001-31?\n"),
        (["altamar", "--on", "2031-02-30"], 2, '"2031-02-30" is not in the calendar\n'),
        (["altamar", "--on", "10 March 2031"], 2, '"10 March 2031" is not a day\n'),
        (["altamar", "--on", "2031-Q1"], 2, '"2031-Q1" is not a day\n'),
        ([], 2, "COUNTRY"),
    ],
)
def test_what_cannot_be_rendered_is_an_error_that_helps_and_leaves_nothing(
    arguments: list[str], code: int, said: str, partner: Partner, fictional: Path
) -> None:
    ended, out, err = partner("render", "outline", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err
    assert not (fictional / "build").exists()


def test_its_day_is_that_of_the_current_document_unless_another_is_given(render: Render, edit: Edit) -> None:
    assert "It stands as of 10 March 2031." in render("altamar", SOURCE_DATE_EPOCH="0")
    dated = render("altamar", "--on", "2031-05-02", SOURCE_DATE_EPOCH="0")
    assert "It stands as of 2 May 2031." in dated
    assert "**Brussels, 2 May 2031**" in dated
    edit("partner.yaml", "current_document: 10001-31\n", "")
    assert "It stands as of 31 May 2031." in render("altamar", SOURCE_DATE_EPOCH="1937952000")


def test_a_document_named_gives_its_header_and_its_day(render: Render, write: Write, fictional: Path) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8")
    write(
        "data/documents/10002-31.yaml",
        text.replace("10001/31", "10002/31").replace("2031-03-10", "2031-04-01"),
    )
    paper = render("altamar", "--document", "10002/31")
    assert "**Council of the European Union**" in paper
    assert "**Port Pellerin, 1 April 2031  \n(OR. en)**" in paper
    assert "\n**10002/31**\n" in paper
    assert "Subject:\tPartnerships of the Northern Shore\n" in paper
    assert "It stands as of 1 April 2031." in paper
    other_day = render("altamar", "--document", "10002/31", "--on", "2031-05-02")
    assert "**Port Pellerin, 1 April 2031  \n(OR. en)**" in other_day
    assert "It stands as of 2 May 2031." in other_day


@pytest.mark.parametrize(
    "paper", [("outline", "altamar", "--document", "10001-31"), ("compilation", "10001-31")]
)
def test_under_the_header_of_another_language_nothing_is_written_in_english(
    paper: tuple[str, ...], partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "annexes: [state-of-play]", "annexes: []\nlanguage: fr")
    code, out, err = partner("render", *paper, at=fictional)
    assert (code, out) == (1, "")
    assert "10001/31 is in French, and this paper is written in English alone" in err
    assert "partner document set 10001-31 language=en" in err


def test_a_country_bears_the_name_of_the_day_and_its_footnote(
    render: Render, write: Write, fictional: Path
) -> None:
    text = render("corvo", "--on", "2031-06-01")
    assert "Subject:\tIndicative outline: Corvía\n" in text
    assert "the partnership with Corvía into practice" in text
    altamar = (fictional / ALTAMAR).read_text("utf-8")
    write("data/outlines/esker.yaml", altamar.replace("country: altamar", "country: esker"))
    esker = render("esker")
    assert "the partnership with Esker\\* into practice" in esker
    assert "\\* This name is without prejudice to the views of the Isles." in esker


def test_the_presidency_alone_reads_why_each_step_is_there_and_what_is_left_for_later(render: Render) -> None:
    text = render("altamar", "--audience", "presidency")
    assert text.count("**PRESIDENCY ONLY**") == 2
    annex = text.partition("## **ANNEX**")[2]
    assert rows(annex.partition("Looked at and left for later:")[0]) == [
        ["1", "R2 outreach first"],
        ["2", "R4 gap return"],
    ]
    assert rows(annex.partition("Looked at and left for later:")[2]) == [
        ["Shore grant", "nobody asked for it yet"]
    ]


def test_the_text_is_the_same_for_the_presidency_and_for_delegations(render: Render) -> None:
    texts = [
        render("altamar", "--audience", audience).split("\n---\n")[2]
        for audience in ("presidency", "delegations")
    ]
    assert texts[0] == texts[1]


def test_delegations_read_no_reason_and_nothing_of_what_was_left_for_later(render: Render) -> None:
    text = render("altamar")
    for absent in ("PRESIDENCY ONLY", "ANNEX", "R2", "R4", "outreach first", "Shore grant", "nobody asked"):
        assert absent not in text


def test_where_no_reason_is_noted_the_presidency_reads_that(render: Render) -> None:
    annex = render("corvo", "--audience", "presidency").partition("## **ANNEX**")[2]
    assert "No reason is noted for any step." in annex
    assert "left for later" not in annex
