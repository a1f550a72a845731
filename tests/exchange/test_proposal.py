"""Out of all files together: one reply a delegation, at one meeting, and what is wrong between files."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnercli.exchange.proposal import Proposal, Received, meetings_named, proposed, replied
from partnercli.exchange.remark import Remark, Weight
from partnercli.exchange.reply import Read, Reply
from partnercli.recording.replies import Call, Entry
from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

AT = "2031-03-04-working-group"


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    root = Path(__file__).parents[1] / "fictional"
    return load(WorkingTree(root), Scope.everything()).exercise


def reply(
    delegation: str, file: str, stance: str = "support", at: str = "A1", meeting: str | None = None
) -> Reply:
    entry = Entry(("country", "altamar"), {"stance": stance}, at)
    return Reply(delegation, file, "0" * 64, "Reply", (entry,), meeting=meeting)


def received(file: str, *replies: Reply, remarks: tuple[Remark, ...] = ()) -> Received:
    return Received(file, "0" * 64, Read(replies, remarks))


def told(proposal: Proposal) -> list[tuple[str, str, str]]:
    return [(str(one.weight), one.file, one.message) for one in proposal.remarks]


def test_replies_stand_in_protocol_order_whatever_the_order_of_the_files(exercise: Exercise) -> None:
    files = [
        received("b.csv", reply("QO", "b.csv")),
        received("a.csv", reply("QN", "a.csv"), reply("QM", "a.csv")),
    ]
    assert [one.delegation for one in proposed(files, exercise, AT).replies] == ["QM", "QN", "QO"]


def test_two_files_that_say_different_things_for_one_delegation_are_named_both_and_neither_counts(
    exercise: Exercise,
) -> None:
    files = [received("a.csv", reply("QM", "a.csv")), received("b.csv", reply("QM", "b.csv", "opposition"))]
    found = proposed(files, exercise, AT)
    assert found.replies == ()
    assert told(found) == [("error", "b.csv", "QM says something else here than in a.csv, Reply")]


def test_a_second_file_that_says_the_same_in_other_cells_is_passed_over_with_a_word(
    exercise: Exercise,
) -> None:
    files = [received("a.csv", reply("QM", "a.csv")), received("b.csv", reply("QM", "b.csv", at="C7"))]
    found = proposed(files, exercise, AT)
    assert [one.file for one in found.replies] == ["a.csv"]
    assert told(found) == [("warning", "b.csv", "QM says the same in a.csv, Reply: this one is passed over")]


def test_a_form_in_which_nothing_stands_is_passed_over_with_a_word_beside_a_table(exercise: Exercise) -> None:
    blank = Reply("QM", "a.xlsx", "0" * 64, "Reply", form=True)
    table = received("b.csv", reply("QM", "b.csv"))
    found = proposed([received("a.xlsx", blank), table], exercise, AT)
    assert [one.file for one in found.replies] == ["b.csv"]
    assert told(found) == [("warning", "a.xlsx", "nothing is filled in here, so only b.csv counts for QM")]
    faulty = received("a.xlsx", blank, remarks=(Remark("a.xlsx", "Reply!B7", "no position"),))
    assert proposed([faulty, table], exercise, AT).replies == ()


def test_the_same_words_with_one_call_more_are_not_the_same(exercise: Exercise) -> None:
    more = reply("QM", "b.csv")._replace(calls=(Call("timelines", "A9"),))
    found = proposed([received("a.csv", reply("QM", "a.csv")), received("b.csv", more)], exercise, AT)
    assert [weight for weight, _, _ in told(found)] == ["error"]


def test_a_reply_to_another_meeting_is_an_error_at_its_place(exercise: Exercise) -> None:
    earlier = reply("QM", "a.csv", meeting="2031-01-20-ministers")
    found = proposed(
        [received("a.csv", earlier), received("b.csv", reply("QN", "b.csv", meeting=AT))], exercise, AT
    )
    assert [one.delegation for one in found.replies] == ["QN"]
    assert [(one.place, one.hint) for one in found.remarks] == [
        ("a.csv: Reply", "import it by itself: --meeting 2031-01-20-ministers")
    ]
    assert meetings_named(found.files) == ("2031-01-20-ministers", AT)


def test_a_reply_is_complete_where_its_file_has_no_error(exercise: Exercise) -> None:
    fault = Remark("a.csv", "B7", "no stance")
    files = [
        received("a.csv", reply("QM", "a.csv"), remarks=(fault, fault._replace(weight=Weight.WARNING))),
        received(
            "b.csv", reply("QN", "b.csv"), remarks=(fault._replace(file="b.csv", weight=Weight.WARNING),)
        ),
    ]
    found = proposed(files, exercise, AT)
    assert [found.complete(one) for one in found.replies] == [False, True]


def test_a_form_is_never_taken_for_a_table_that_is_whole() -> None:
    assert replied(reply("QM", "a.csv"), whole=True).whole
    assert not replied(reply("QM", "a.csv")._replace(form=True), whole=True).whole
