"""`partner render compilation`: what delegations sent in writing, and nothing of what they said elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Render = Callable[..., str]

MARCH = "data/positions/2031-03-04-working-group"
JANUARY = "data/positions/2031-01-20-ministers"
DOCUMENT = "data/documents/10001-31.yaml"
MEETING = "data/meetings/2031-03-04-working-group.yaml"
RELEASE = "annexes: []\nrelease: {by: Presidency, on: 2031-06-01}"


@pytest.fixture
def render(partner: Partner, fictional: Path) -> Render:
    """The compilation of the fictional repository, as Markdown."""

    def rendered(*arguments: str, **environment: str) -> str:
        code, out, err = partner("render", "compilation", *arguments, at=fictional, **environment)
        assert (code, err) == (0, "")
        return (fictional / out.rstrip("\n")).read_text("utf-8")

    return rendered


def authors(text: str) -> list[str]:
    """The delegations whose replies are compiled, in their order."""
    return re.findall(r"(?m)^## \*\*(.*)\*\*$", text)


def reply(text: str, author: str) -> list[str]:
    """The paragraphs and lists of one delegation's reply."""
    found = text.partition(f"## **{author}**\n\n")[2]
    return re.split(r"\n\n(?:## \*\*|---)", found)[0].split("\n\n")


def test_a_written_reply_stands_with_its_author_stances_conditions_calls_and_answers(render: Render) -> None:
    assert reply(render(), "NORREY") == [
        "*Written reply*",
        *("Supports:", "- Altamar"),
        *("Can accept:", "- Corvo"),
        *("Has a reservation on:", "- Belmonte: until parliament has been heard"),
        *("Is opposed to:", "- Dravina"),
        "Calls for roadmaps and timelines.",
        "*Do delegations agree to the way forward set out above?*",
        "The delegation has a scrutiny reservation.",
    ]


def test_a_non_paper_stands_as_such_with_the_regions_it_names(render: Render) -> None:
    assert reply(render(), "OSTIA") == [
        "*Non-paper*",
        "Supports:",
        (
            "- Altamar\n- Corvo: \\[red\\]none\\[/red\\] ::error:: beyond the usual\n- Ínsula d'Ocre\n"
            "- partners in the Far Isles"
        ),
        *("Has a reservation on:", "- partners in the Inner Plain"),
        *("*Do delegations agree to the way forward set out above?*", "The delegation agrees."),
    ]


def test_what_was_said_in_the_room_or_in_confidence_is_not_there(render: Render) -> None:
    text = render()
    assert authors(text) == ["NORREY", "OSTIA"]
    for absent in ("MARLAND", "PELLERIN", "harbour school", "said in confidence", "Esker", "First line"):
        assert absent not in text


@pytest.mark.parametrize(
    ("code", "basis", "there"),
    [
        ("qm", "written", True),
        ("qm", "non-paper", True),
        ("qm", "bilateral", False),
        ("qp", "written", True),
        ("qp", "statement", False),
    ],
)
def test_the_basis_alone_decides_what_comes_in(
    code: str, basis: str, there: bool, render: Render, fictional: Path
) -> None:
    file = fictional / MARCH / f"{code}.yaml"
    file.write_text(re.sub(r"(?m)^basis: \S+", f"basis: {basis}", file.read_text("utf-8")), "utf-8")
    name = {"qm": "MARLAND", "qp": "PELLERIN"}[code]
    assert (name in authors(render())) is there


@pytest.mark.parametrize("basis", ["statement", "bilateral"])
def test_nothing_is_left_of_a_reply_that_was_not_sent_in_writing(
    basis: str, render: Render, edit: Edit
) -> None:
    edit(f"{MARCH}/qn.yaml", "basis: written", f"basis: {basis}")
    text = render()
    assert authors(text) == ["OSTIA"]
    for absent in ("Norrey", "NORREY", "parliament", "Dravina", "roadmaps", "scrutiny"):
        assert absent not in text


def test_replies_stand_in_protocol_order_whatever_the_order_of_the_files(
    render: Render, edit: Edit, write: Write, fictional: Path
) -> None:
    edit(f"{MARCH}/qm.yaml", "basis: statement", "basis: written")
    edit(f"{MARCH}/qp.yaml", "basis: bilateral # confidential:", "basis: written # no longer confidential:")
    assert authors(render()) == ["MARLAND", "NORREY", "OSTIA", "PELLERIN"]
    known = (fictional / "data/delegations.yaml").read_text("utf-8")
    head, *listed = known.partition("\npopulations:")[0].split("  - code: ")
    tail = known.partition("\npopulations:")[2]
    turned = "  - code: ".join([head, *(f"{one.rstrip()}\n" for one in reversed(listed))])
    write("data/delegations.yaml", f"{turned}populations:{tail}")
    assert authors(render()) == ["PELLERIN", "OSTIA", "NORREY", "MARLAND"]


def test_priorities_ranks_and_conditions_are_told_and_notes_never(render: Render, edit: Edit) -> None:
    edit(f"{MARCH}/qm.yaml", "basis: statement", "basis: written")
    text = render()
    assert reply(text, "MARLAND")[1:3] == [
        "Supports:",
        "- Altamar (high priority, choice 1): only with the harbour school\n- Corvo (choice 2)\n- Belmonte",
    ]
    for absent in ("7*7", "7\\*7", "| a", "\\| a", "# x", "Quoted", "=1+1", "notes of the Chair", "Invented"):
        assert absent not in text


def test_a_priority_without_a_rank_is_told_alone(render: Render, edit: Edit) -> None:
    edit(f"{MARCH}/qn.yaml", "{country: corvo, stance", "{country: corvo, priority: low, stance")
    assert reply(render(), "NORREY")[4] == "- Corvo (low priority)"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("reply: agree", "The delegation agrees."),
        ("reply: disagree", "The delegation does not agree."),
        ("reply: scrutiny-reservation", "The delegation has a scrutiny reservation."),
        (
            "reply: agree-with-comments, comment: Only | by ship.",
            "The delegation agrees, with comments: Only \\| by ship.",
        ),
        ("reply: disagree, comment: Too late.", "The delegation does not agree: Too late."),
    ],
)
def test_an_answer_stands_in_words_with_its_comment(
    given: str, words: str, render: Render, edit: Edit
) -> None:
    edit(f"{MARCH}/qo.yaml", "reply: agree", given)
    assert reply(render(), "OSTIA")[-1] == words


def test_several_questions_stand_each_before_its_answer(render: Render, edit: Edit) -> None:
    edit(MEETING, "questions:\n", "questions:\n  - {id: when, text: By when?}\n")
    edit(
        f"{MARCH}/qo.yaml",
        "reply: agree}",
        "reply: agree}\n  - {question: when, reply: disagree, comment: Never.}",
    )
    assert reply(render(), "OSTIA")[-4:] == [
        "*Do delegations agree to the way forward set out above?*",
        "The delegation agrees.",
        "*By when?*",
        "The delegation does not agree: Never.",
    ]


def test_a_reply_that_names_nobody_says_so(render: Render, write: Write) -> None:
    write(
        f"{MARCH}/qs.yaml",
        "delegation: QS\nmeeting: 2031-03-04-working-group\nbasis: written\nillustrative: true\n"
        "preferences: []\nsources: [{title: Invented position}]\n",
    )
    text = render()
    assert authors(text) == ["NORREY", "OSTIA", "SARDIS"]
    assert reply(text, "SARDIS") == ["*Written reply*", "No partner was named and no question answered."]


def test_where_nothing_was_sent_a_sentence_says_so(render: Render, fictional: Path) -> None:
    for code in ("qn", "qo"):
        (fictional / MARCH / f"{code}.yaml").unlink()
    text = render()
    assert authors(text) == []
    assert "\n\nNo delegation has sent anything in writing so far.\n\n" in text


def test_what_was_sent_for_an_earlier_meeting_is_not_part_of_it(render: Render, edit: Edit) -> None:
    edit(f"{JANUARY}/qr.yaml", "basis: statement", "basis: written")
    assert authors(render()) == ["NORREY", "OSTIA"]


def test_a_country_bears_the_name_of_the_meetings_day(render: Render, edit: Edit) -> None:
    edit("data/countries/corvo.yaml", "from: 2031-06-01", "from: 2031-03-01")
    assert "- Corvía\n" in render()
    edit("data/countries/corvo.yaml", "from: 2031-03-01", "from: 2031-03-05")
    assert "- Corvo\n" in render("--on", "2031-07-01")


def test_without_a_document_it_is_of_today_and_says_for_which_meeting(render: Render) -> None:
    text = render(SOURCE_DATE_EPOCH="1931731200")
    head, exchange, body, _ = text.split("\n---\n")
    assert head.split("\n\n")[1:] == ["**Brussels, 20 March 2031**", "**LIMITE**", "**COMPILATION**\n"]
    subject = "Replies and contributions of delegations: meeting of the Working Group of 4 March 2031"
    assert exchange.strip() == f"From:\tPresidency  \nTo:\tDelegations  \nSubject:\t{subject}"
    assert " for the meeting of the Working Group of 4 March 2031." in body


def test_a_document_named_gives_its_header_its_day_and_its_meeting(
    render: Render, edit: Edit, write: Write, fictional: Path
) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8").replace("10001/31", "10002/31")
    text = text.replace("meeting: 2031-03-04-working-group", "meeting: 2031-01-20-ministers")
    write("data/documents/10002-31.yaml", text.replace("date: 2031-03-10", "date: 2031-02-01"))
    edit(f"{JANUARY}/qr.yaml", "basis: statement", "basis: non-paper")
    paper = render("10002/31")
    assert "**Council of the European Union**" in paper
    assert "**Port Pellerin, 1 February 2031  \n(OR. en)**\n\n**10002/31**\n" in paper
    assert "for the winter meeting of Ministers of 20 January 2031." in paper
    assert authors(paper) == ["ROVENIA"]


def test_for_the_presidency_it_says_the_same_under_its_banner(render: Render) -> None:
    texts = [render("--audience", audience) for audience in ("presidency", "delegations")]
    assert texts[0].count("**PRESIDENCY ONLY**") == 2
    assert "PRESIDENCY ONLY" not in texts[1]
    assert texts[0].split("\n---\n")[2] == texts[1].split("\n---\n")[2]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["10001/32"], 3, "hint: did you mean 10001-31?\n"),
        (["--on", "yesterday"], 2, '"yesterday" is not a day\n'),
    ],
)
def test_what_cannot_be_compiled_is_an_error_that_helps(
    arguments: list[str], code: int, said: str, partner: Partner, fictional: Path
) -> None:
    ended, out, err = partner("render", "compilation", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err
    assert not (fictional / "build").exists()


def test_without_a_meeting_there_is_nothing_to_compile(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group\n", "")
    edit("partner.yaml", "current_document: 10001-31\n", "")
    code, out, err = partner("render", "compilation", at=fictional)
    assert (code, out) == (3, "")
    assert err.startswith("error: there is no current meeting\nhint: ")


@pytest.mark.parametrize("arguments", [["--public"], ["--audience", "public"], ["10001-31", "--public"]])
def test_even_of_a_released_document_there_is_no_public_compilation(
    arguments: list[str], partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "annexes: [state-of-play]", RELEASE)
    code, out, err = partner("render", "compilation", *arguments, at=fictional)
    assert (code, out) == (1, "")
    assert "there is no public version of it\n" in err
    assert not (fictional / "build").exists()


def test_under_a_document_that_is_public_itself_nothing_is_compiled(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "annexes: [state-of-play]", RELEASE)
    edit(DOCUMENT, "marking: LIMITE", "marking: public")
    code, out, err = partner("render", "compilation", "10001-31", at=fictional)
    assert (code, out) == (1, "")
    assert "there is no public version of it\n" in err
