"""Documents to revise, and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli.documents.outdated import NUMBERLESS, ToRevise, to_revise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

Write = Callable[[str, str | bytes], Path]
Revise = Callable[[], dict[str, tuple[str, ...]]]

DOCUMENT = "data/documents/10001-31.yaml"
QN = "data/positions/2031-03-04-working-group/qn.yaml"


@pytest.fixture
def revise(fictional: Path) -> Revise:
    """The documents of the fictional repository that are to be revised, each with its reasons."""

    def found() -> dict[str, tuple[str, ...]]:
        revised = to_revise(load(WorkingTree(fictional), Scope.everything()).exercise)
        return {one.document: one.because for one in revised}

    return found


@pytest.fixture
def document(fictional: Path) -> Callable[..., None]:
    """Writes the fictional document with other words, under another name."""
    text = (fictional / DOCUMENT).read_text("utf-8")

    def write(*changes: tuple[str, str], name: str = "10001-31") -> None:
        made = text
        for old, new in changes:
            assert old in made
            made = made.replace(old, new)
        (fictional / f"data/documents/{name}.yaml").write_text(made, "utf-8")

    return write


def test_a_document_that_says_what_is_known_needs_no_revision(revise: Revise) -> None:
    assert revise() == {}


@pytest.mark.parametrize(
    ("listed", "because"),
    [
        ("[altamar]", ["Corvo reaches the line and is not listed, without a because"]),
        ("[altamar, corvo, esker]", ["Esker is listed below the line, without a because"]),
        ("[altamar, corvo, {country: esker, because: The host asked.}]", []),
        ("[altamar]\nleft_out: [{country: corvo, because: It votes.}]", []),
        (
            "[corvo, esker]",
            [
                "Esker is listed below the line, without a because",
                "Altamar reaches the line and is not listed, without a because",
            ],
        ),
    ],
)
def test_a_list_that_differs_from_the_tally_needs_its_reasons(
    listed: str, because: list[str], revise: Revise, document: Callable[..., None], fictional: Path
) -> None:
    document(("[altamar, corvo]", listed))
    assert revise() == ({"10001-31": tuple(because)} if because else {})
    found = to_revise(load(WorkingTree(fictional), Scope.everything()).exercise)
    assert [one.list_differs for one in found] == [True] * bool(because)


def test_a_list_left_to_the_tally_differs_from_nothing(revise: Revise, document: Callable[..., None]) -> None:
    document(("partners: [altamar, corvo]\n", ""))
    assert revise() == {}


def test_a_document_older_than_what_it_reports_says_so(
    revise: Revise, document: Callable[..., None], fictional: Path
) -> None:
    document(("date: 2031-03-10", "date: 2031-03-01"))
    assert revise() == {
        "10001-31": (
            "it is dated before the meeting it reports, 2031-03-04-working-group",
            "readings were confirmed after its date: QM",
        )
    }
    document()
    position = fictional / QN
    position.write_text(position.read_text("utf-8") + "confirmed: 2031-03-11\n", "utf-8")
    assert revise() == {"10001-31": ("readings were confirmed after its date: QN",)}


def test_the_current_document_says_so_once_somebody_spoke_at_a_later_current_meeting(
    revise: Revise, write: Write, fictional: Path
) -> None:
    later = "2031-05-05-ministers"
    write(f"data/meetings/{later}.yaml", "forum: Ministers\ndate: 2031-05-05\nsources: [{title: Calendar}]\n")
    config = fictional / "partner.yaml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("current_meeting: 2031-03-04-working-group", f"current_meeting: {later}"), "utf-8"
    )
    assert revise() == {}  # as long as nobody has spoken there
    write(
        f"data/positions/{later}/qn.yaml",
        f"delegation: QN\nmeeting: {later}\nbasis: statement\nillustrative: true\nsources: [{{title: Notes}}]\n",
    )
    assert revise() == {
        "10001-31": (f"it reports 2031-03-04-working-group, and delegations spoke at {later}",)
    }


def test_a_document_on_an_earlier_meeting_is_done_with(revise: Revise, document: Callable[..., None]) -> None:
    earlier = ("meeting: 2031-03-04-working-group", "meeting: 2031-01-20-ministers")
    document(("10001/31", "9040/31"), earlier, ("date: 2031-03-10", "date: 2031-01-21"), name="9040-31")
    assert revise() == {}


def test_another_document_on_the_current_meeting_is_looked_at_too(
    revise: Revise, document: Callable[..., None]
) -> None:
    document(("[altamar, corvo]", "[altamar]"), ("number: 10001/31", "number: 10002/31"), name="10002-31")
    assert revise() == {"10002-31": ("Corvo reaches the line and is not listed, without a because",)}
    document(
        ("meeting: 2031-03-04-working-group", "meeting: 2031-03-05-nowhere"),
        ("[altamar, corvo]", "[altamar]"),
        ("number: 10001/31", "number: 10002/31"),
        name="10002-31",
    )
    assert revise() == {}


def test_only_the_last_revision_of_a_number_counts(revise: Revise, document: Callable[..., None]) -> None:
    document(("[altamar, corvo]", "[altamar]"))
    document(("number: 10001/31", "number: 10001/31\nrevision: 1"), name="10001-31-rev-1")
    assert revise() == {}


def test_a_document_without_a_number_waits_for_one(revise: Revise, document: Callable[..., None]) -> None:
    for name in ("xxxx-31", "xxxx-31-b"):
        document(("number: 10001/31", "number: XXXX/31"), name=name)
    assert revise() == {"xxxx-31": (NUMBERLESS,), "xxxx-31-b": (NUMBERLESS,)}


def test_the_earliest_document_comes_first(document: Callable[..., None], fictional: Path) -> None:
    document(
        ("number: 10001/31", "number: XXXX/31"), ("date: 2031-03-10", "date: 2031-03-12"), name="xxxx-31"
    )
    document(("[altamar, corvo]", "[altamar]"))
    found = to_revise(load(WorkingTree(fictional), Scope.everything()).exercise)
    assert [one.document for one in found] == ["10001-31", "xxxx-31"]
    assert isinstance(found[0], ToRevise)
