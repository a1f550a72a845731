"""What each circle reads in `partner report`: these fields and no other, and nothing that depends on the rest."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from canaries import Planted
from export_fields import PUBLIC
from report_files import DOCUMENT, RELEASE, embedded, written

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]

FICTIONAL = Path(__file__).parents[1] / "fictional"
AT = "2031-03-04-working-group"
ON = ("--on", "2031-03-25")
FOR_DELEGATIONS = {
    *("config.title", "config.phrases.phrase", "country.name", "country.sources.title"),
    *("document.sources.title", "document.sources.reference"),
    *("instrument.name", "instrument.sources.title", "instrument.sources.reference"),
    *("meeting.title", "meeting.forum", "regions.regions.name", "regions.sources.title"),
    *("outline.objectives", "outline.steps.action", "outline.steps.lead", "outline.steps.with"),
    *("outline.history.by", "outline.history.reference", "outline.endorsed.by", "outline.endorsed.reference"),
}
"""The fields that delegations read: those of the NOTE and of outlines, and where facts can be checked."""


@pytest.mark.parametrize("audience", ["presidency", "delegations", "public"])
def test_only_the_page_for_the_presidency_names_a_delegation(
    audience: str, partner: Partner, released: Path
) -> None:
    text = written(partner, released, "--audience", audience, *ON).read_text("utf-8")
    named = bool(re.search(r"\bQ[M-S]\b|Marland|Norrey|Ostia|Pellerin|Rovenia|Sardis", text))
    assert named is (audience == "presidency")


def test_even_of_a_public_repository_the_presidencys_page_and_that_of_delegations_are_limite(
    partner: Partner, released: Path, edit: Edit
) -> None:
    edit("partner.yaml", "marking: LIMITE", "marking: public")
    edit(DOCUMENT, "marking: LIMITE", "marking: public")
    for audience, marking in (("presidency", "LIMITE"), ("delegations", "LIMITE"), ("public", "public")):
        file = written(partner, released, "--audience", audience, *ON)
        assert embedded(file)["marking"] == marking
        assert ("LIMITE" in file.read_text("utf-8").partition("</header>")[0]) is (marking == "LIMITE")


def fields_on_the_page(partner: Partner, watched: Planted, folder: Path, *words: str) -> set[str]:
    done = partner("report", *words, "--on", "2031-03-15", "--output", folder, at=watched.at)
    assert done.code == 0, done.err
    assert not watched.found_in("", (done.out + done.err).encode())
    (file,) = folder.iterdir()
    return watched.found_in(file.name, file.read_bytes())


@pytest.mark.parametrize(("audience", "fields"), [("delegations", FOR_DELEGATIONS), ("public", PUBLIC)])
def test_each_circle_reads_these_fields_and_no_other(
    audience: str, fields: set[str], partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    assert fields_on_the_page(partner, watched, tmp_path / "out", "--audience", audience) == fields


def test_not_even_the_presidencys_page_bears_notes_comments_names_of_files_or_what_git_knows(
    partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    found = fields_on_the_page(partner, watched, tmp_path / "out", "--audience", "presidency")
    assert {"document.partners.because", "outline.steps.why"} <= found
    assert not {one for one in found if "git" in one or one in {"a comment", "the name of a file"}}
    assert not {
        one for one in found if one.startswith("position.") and not one.startswith("position.sources")
    }


HOSTILE = "</script><!--<img/>"


@pytest.mark.parametrize("audience", ["presidency", "delegations", "public"])
def test_no_text_of_any_record_becomes_markup(
    audience: str, partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    at = shutil.copytree(watched.at, tmp_path / "hostile", ignore=shutil.ignore_patterns(".git"))
    for file in at.rglob("*.yaml"):
        file.write_text(re.sub(r"zq\d+zq", rf"\g<0>{HOSTILE}", file.read_text("utf-8")), "utf-8")
    text = written(partner, at, "--audience", audience, *ON).read_text("utf-8")
    assert text.count(escape(HOSTILE)) > 10
    assert not re.search("<img|<!--", text)
    assert text.count("</script>") == 2


MEMBERS = ("QA", "QB", "QC", "QD", "QE", "QF", "QM", "QN", "QO", "QP", "QR", "QS")
LISTED = ("altamar", "corvo", "dravina")
OTHERS = ("can-accept", "reservation", "opposition")
REPLIES = ("agree", "disagree", "scrutiny-reservation")


def with_twelve_delegations(repository: Path) -> None:
    """A release, and so many delegations that their phrases can be published."""
    document, file = repository / DOCUMENT, repository / "data/delegations.yaml"
    document.write_text(document.read_text("utf-8").replace("sources:", RELEASE))
    more = "".join(
        f"  - {{code: {one}, name: Land of {one[1]}, accession: 2000-01-01}}\n" for one in MEMBERS[:6]
    )
    file.write_text(file.read_text("utf-8").replace("delegations:\n", f"delegations:\n{more}", 1))


def positions_by_chance(chosen: random.Random, repository: Path, most: int = 12) -> None:
    """Positions of twelve delegations, of which six to `most` support each partner.

    The public has one phrase for all these counts; delegations have another for all twelve.
    """
    support = {country: chosen.sample(MEMBERS, chosen.randint(6, most)) for country in LISTED}
    for code in MEMBERS:
        said = {one: "support" if code in who else chosen.choice(OTHERS) for one, who in support.items()}
        named = [
            f"{{country: {one}, stance: {stance}, note: word {chosen.random()}}}"
            for one, stance in said.items()
        ]
        chosen.shuffle(named)
        (repository / f"data/positions/{AT}/{code.lower()}.yaml").write_text(
            f"delegation: {code}\nmeeting: {AT}\nbasis: {chosen.choice(['bilateral', 'written'])}\n"
            f"illustrative: true\npreferences: [{', '.join(named)}]\nremarks: [word {chosen.random()}]\n"
            f"answers: [{{question: way-forward, reply: {chosen.choice(REPLIES)}, comment: word {chosen.random()}}}]\n"
            "sources: [{title: invented}]\n"
        )


def all_else_by_chance(chosen: random.Random, repository: Path) -> None:
    """Whatever else the public may not learn: the meeting, what was concluded, reasons, how an outline stands."""
    (repository / f"data/meetings/{AT}.yaml").write_text(
        f"forum: word {chosen.random()}\ntitle: word {chosen.random()}\ndate: 2031-03-04\n"
        "questions: [{id: way-forward, text: word, due: 2031-03-20}]\n"
        f"conclusions: [{{question: way-forward, text: word {chosen.random()}, on: 2031-03-2{chosen.randint(1, 9)}}}]\n"
        "sources: [{title: Calendar}]\n"
    )
    outline, document = repository / "data/outlines/altamar.yaml", repository / DOCUMENT
    text = re.sub(
        r"\b(why|action|lead|description): .*",
        lambda found: f"{found[1]}: word {chosen.random()}",
        outline.read_text("utf-8"),
    )
    status = chosen.choice(["submitted", "discussed"])
    reached = f"{{status: {status}, on: 2031-03-1{chosen.randint(1, 9)}, by: word {chosen.random()}}}"
    outline.write_text(text.replace("status: draft", f"status: {status}\nhistory: [{reached}]", 1))
    order = chosen.sample(LISTED, 3)
    listed = ", ".join(f"{{country: {one}, because: word {chosen.random()}}}" for one in order)
    document.write_text(document.read_text("utf-8").replace("[altamar, corvo]", f"[{listed}]"))


def test_a_cover_note_has_no_list_that_the_public_could_read(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "kind: note", "kind: cover-note")
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    with_twelve_delegations(fictional)
    positions_by_chance(random.Random(1), fictional)  # noqa: S311 - chance for a test
    told = json.loads(partner("report", "--public", "--format", "json", at=fictional).out)
    assert (told["partners"], told["outlines"]) == ([], [])


@settings(max_examples=5, phases=[Phase.generate])  # a smaller number is no simpler exercise
@given(st.integers())
def test_no_position_reply_reason_or_order_has_any_influence_on_what_the_public_reads(
    partner: Partner, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    def made(chosen: random.Random) -> bytes:
        at = Path(shutil.copytree(FICTIONAL, tmp_path_factory.mktemp("public") / "exercise"))
        with_twelve_delegations(at)
        positions_by_chance(chosen, at)
        all_else_by_chance(chosen, at)
        return written(partner, at, "--public", *ON).read_bytes()

    chosen = random.Random(seed)  # noqa: S311 - chance for a test
    first, second = made(chosen), made(chosen)
    assert first == second
    assert first.count(b"a large number of Member States") == 6  # three partners, on the page and in its data


@settings(max_examples=5, phases=[Phase.generate])
@given(st.integers())
def test_delegations_learn_nothing_of_positions_but_their_phrase(
    partner: Partner, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    at = Path(shutil.copytree(FICTIONAL, tmp_path_factory.mktemp("delegations") / "exercise"))
    with_twelve_delegations(at)
    chosen = random.Random(seed)  # noqa: S311 - chance for a test
    pages = []
    for _ in range(2):
        positions_by_chance(chosen, at, most=11)
        pages.append(written(partner, at, *ON).read_bytes())
    assert pages[0] == pages[1]
    assert b"a large number of Member States" in pages[0]
