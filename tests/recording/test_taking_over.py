"""What a position's file says of itself once a reply is taken over: confirmed or not, how given, real or not."""

from __future__ import annotations

import pytest

from partnercli.recording.replies import Answered, Call, Ours, Replied
from said_in_replies import AGREE, DAY, EARLIER, OLD, Values, after, form, ours, preference, row, table


def test_a_form_confirms_when_the_file_says_no_more_and_no_less() -> None:
    mine = ours(preference("altamar", rank=1, note="ours"), confirmed="2031-03-05", calls=["timelines"])
    shown = row("altamar", {"stance": "support"}, priority="high")
    call = Call("timelines", "A9")
    assert after(mine, form(shown, calls=(call,)), confirmed=DAY)["confirmed"] == "2031-03-10"
    assert "confirmed" not in after(mine, form(shown), confirmed=DAY)
    more = ours(preference("altamar"), preference("corvo"), confirmed="2031-03-05")
    assert "confirmed" not in after(more, form(shown), confirmed=DAY)
    fewer = form(shown, row("corvo", {"stance": "support"}), calls=(call,))
    assert "confirmed" not in after(mine, fewer, confirmed=DAY)
    assert after(ours(preference("altamar")), form(row("altamar", {"stance": "support"})))["preferences"]


def test_what_is_said_of_a_country_and_in_reply_to_a_question_stands_each_in_its_place() -> None:
    answer = Answered("way-forward", AGREE, "B9")
    new = after(Ours(None), form(row("altamar", stance="reservation"), answers=(answer,)))
    assert new["preferences"] == [preference("altamar", stance="reservation")]
    assert new["answers"] == [AGREE]
    emptied = row("altamar", {"stance": "support"}, stance=None)
    assert "preferences" not in after(Ours(None), form(emptied, answers=(answer,)))


def test_a_form_that_says_nothing_confirms_nothing() -> None:
    mine = Ours({**OLD, "remarks": ["In its own words."]})
    assert after(mine, form(), confirmed=DAY) == mine.file


def test_a_table_confirms_nothing_and_a_change_takes_an_earlier_confirmation_out() -> None:
    mine = ours(preference("altamar"), confirmed="2031-03-05")
    assert after(mine, table(("altamar", {"stance": "support"})), confirmed=DAY) == mine.file
    assert "confirmed" not in after(mine, table(("corvo", {"stance": "support"})), confirmed=DAY)


@pytest.mark.parametrize(
    ("mine", "basis"),
    [
        (Ours(None), "written"),
        (ours(preference("altamar"), basis="statement"), "statement"),
        (ours(preference("altamar"), basis="bilateral"), "bilateral"),
        (Ours(None, {**EARLIER, "basis": "bilateral"}), "bilateral"),
        (Ours(None, {**EARLIER, "basis": "bilateral", "preferences": [preference("corvo")]}), "written"),
        (Ours({**OLD, "calls": ["x"]}, {**EARLIER, "basis": "bilateral"}), "bilateral"),
    ],
)
def test_a_file_is_as_guarded_as_the_most_guarded_that_is_left_in_it(mine: Ours, basis: str) -> None:
    said = table(("corvo", {"stance": "support"}), whole=mine.carried is not None)
    if mine.carried and len(mine.carried["preferences"]) > 1:
        said = table(("altamar", {"stance": "opposition"}))
    assert after(mine, said)["basis"] == basis


SHOWN = row("altamar", {"stance": "support"})


@pytest.mark.parametrize(
    ("more", "said", "basis"),
    [
        ({}, form(SHOWN), "written"),
        ({"basis": "non-paper"}, form(SHOWN), "non-paper"),
        ({"basis": "bilateral"}, form(SHOWN), "bilateral"),
        ({"preferences": [preference("altamar", note="the desk's own")]}, form(SHOWN), "written"),
        ({"preferences": [preference("altamar", rank=1)]}, form(SHOWN), "statement"),
        ({"preferences": [preference("altamar"), preference("corvo")]}, form(SHOWN), "statement"),
        ({"calls": ["roadmaps"]}, form(SHOWN), "statement"),
        ({"remarks": ["In its own words."]}, form(SHOWN), "statement"),
        ({"answers": [AGREE]}, form(SHOWN), "statement"),
        (
            {"answers": [AGREE]},
            form(SHOWN, answers=(Answered("way-forward", AGREE, "B9", AGREE),)),
            "written",
        ),
        ({}, table(("altamar", {"stance": "support"})), "statement"),
    ],
)
def test_a_statement_becomes_written_once_the_form_says_all_that_the_file_has_in_its_name(
    more: Values, said: Replied, basis: str
) -> None:
    mine = ours(preference("altamar"), **{"basis": "statement", **more})
    assert after(mine, said, confirmed=DAY)["basis"] == basis
    assert after(mine, said)["basis"] == (mine.file or {})["basis"]


def test_what_is_not_real_stays_so_as_long_as_anything_of_it_is_left() -> None:
    unreal = {**EARLIER, "illustrative": True}
    assert after(Ours(None, unreal), form(row("esker", stance="support")))["illustrative"] is True
    assert "illustrative" not in after(
        Ours(None, unreal), table(("esker", {"stance": "support"}), whole=True)
    )


def test_an_answer_alone_leaves_standing_what_is_carried_over() -> None:
    new = after(Ours(None, EARLIER), form(answers=(Answered("way-forward", AGREE, "B9"),)))
    assert "preferences" not in new
    assert new["answers"] == [AGREE]


def test_remarks_and_the_sources_so_far_stay() -> None:
    mine = ours(preference("altamar"), remarks=["In its own words."])
    new = after(mine, table(("corvo", {"stance": "support"})))
    assert new["remarks"] == ["In its own words."]
    assert new["sources"] == [{"title": "Earlier"}, {"title": "Reply"}]
