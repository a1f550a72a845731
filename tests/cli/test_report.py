"""`partner report`: which file for whom, what is refused, and that no circle reads more than it may."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from canaries import Planted, planted
from partnercli.documents.report.page import page

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, str | bytes], Path]

FICTIONAL = Path(__file__).parents[1] / "fictional"
AT, DOCUMENT = "2031-03-04-working-group", "data/documents/10001-31.yaml"
ON = ("--on", "2031-03-25")
RELEASE = "release: {by: Presidency, on: 2031-03-22, reference: Decision 1}\nsources:"
PUBLIC_FIELDS = {
    *("country.name", "country.sources.title", "document.subject", "instrument.name"),
    *("instrument.sources.title", "instrument.sources.reference"),
}
"""The fields that anybody may read on the page."""
FOR_DELEGATIONS = {
    *("config.title", "config.phrases.phrase", "country.name", "country.sources.title"),
    *("document.sources.title", "document.sources.reference"),
    *("instrument.name", "instrument.sources.title", "instrument.sources.reference"),
    *("meeting.title", "meeting.forum", "regions.regions.name", "regions.sources.title"),
    *("outline.objectives", "outline.steps.action", "outline.steps.lead", "outline.steps.with"),
    *("outline.history.by", "outline.history.reference", "outline.endorsed.by", "outline.endorsed.reference"),
}
"""The fields that delegations read: those of the NOTE and of outlines, and where facts can be checked."""


def written(partner: Partner, at: Path, *words: str | Path) -> Path:
    """The page that a command writes, which must end well and print its path alone."""
    done = partner("report", *words, at=at)
    assert (done.code, done.err) == (0, ""), done.err
    return Path(at / done.out.rstrip("\n"))


def embedded(file: Path) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', file.read_text("utf-8"))
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.fixture
def released(edit: Edit, fictional: Path) -> Path:
    """The invented repository with a decision that lets the public have its document."""
    edit(DOCUMENT, "sources:", RELEASE)
    return fictional


@pytest.mark.parametrize(
    ("words", "name", "audience"),
    [
        ((), "report.html", "delegations"),
        (("--audience", "presidency"), "report-presidency.html", "presidency"),
        (("--public",), "report-public.html", "public"),
        (("--audience", "public"), "report-public.html", "public"),
    ],
)
def test_each_circle_has_a_file_of_its_own_in_build(
    words: tuple[str, ...], name: str, audience: str, partner: Partner, released: Path
) -> None:
    file = written(partner, released, *words)
    assert file == released / "build" / name
    assert embedded(file)["audience"] == audience
    assert [one.name for one in (released / "build").iterdir()] == [name]


def test_it_is_written_into_another_folder_and_replaces_an_older_page_whole(
    partner: Partner, fictional: Path
) -> None:
    first = written(partner, fictional, "--output", "out/here", "--on", "2031-03-05")
    second = written(partner, fictional, "--output", "out/here", *ON)
    assert first == second == fictional / "out/here/report.html"
    assert embedded(second)["on"] == "2031-03-25"


@pytest.mark.parametrize("audience", ["presidency", "delegations", "public"])
def test_the_json_on_standard_output_is_that_of_the_page(
    audience: str, partner: Partner, released: Path
) -> None:
    told = partner("report", "--audience", audience, "--format", "json", *ON, at=released)
    assert (told.code, told.err) == (0, "")
    assert not (released / "build").exists()
    file = written(partner, released, "--audience", audience, *ON)
    assert json.loads(told.out) == embedded(file)


def test_the_same_files_and_day_give_the_same_bytes_in_another_process(
    partner: Partner, fictional: Path, process: Callable[..., Any]
) -> None:
    file = written(partner, fictional, "--audience", "presidency", *ON)
    before = file.read_bytes()
    environment = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    done = process("report", "--audience", "presidency", *ON, at=fictional, environment=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert file.read_bytes() == before


def test_its_day_is_that_of_the_run_unless_one_is_given(partner: Partner, fictional: Path) -> None:
    told = partner("report", "--format", "json", at=fictional, SOURCE_DATE_EPOCH="1932000000")
    assert json.loads(told.out)["on"] == "2031-03-23"


def test_the_figures_are_those_of_the_commands_that_print_them_alone(
    partner: Partner, fictional: Path
) -> None:
    def told(*words: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(partner(*words, "--format", "json", at=fictional).out)
        return data

    report = told("report", "--audience", "presidency")
    assert report["tally"] == told("tally")
    assert report["robustness"] == told("tally", "--robustness")
    assert report["matrix"] == told("matrix")
    (drift,) = report["drift"]
    moved = told("diff", "--meetings", "2031-01-20-ministers", AT)
    assert drift["countries"]
    assert drift == {key: moved[key] for key in drift}


def test_a_cover_note_has_no_list_that_the_public_could_read(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "kind: note", "kind: cover-note")
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    with_twelve_delegations(fictional)
    positions_by_chance(random.Random(1), fictional)  # noqa: S311 - chance for a test
    told = json.loads(partner("report", "--public", "--format", "json", at=fictional).out)
    assert (told["partners"], told["outlines"]) == ([], [])


def test_another_meeting_is_read_on_request(partner: Partner, fictional: Path) -> None:
    words = ("--audience", "presidency", "--format", "json", "--meeting", "2031-01-20-ministers")
    told = json.loads(partner("report", *words, at=fictional).out)
    assert (told["meeting"], told["tally"]["meeting"], told["drift"]) == (*["2031-01-20-ministers"] * 2, [])


def test_a_past_revision_is_read_on_request(
    partner: Partner, fictional: Path, history: Callable[[str], str], edit: Edit
) -> None:
    before = history("as it was")
    edit(DOCUMENT, "[altamar, corvo]", "[corvo]")
    now = json.loads(partner("report", "--format", "json", at=fictional).out)
    then = json.loads(partner("report", "--format", "json", "--at", before, at=fictional).out)
    assert [[one["country"] for one in told["partners"]] for told in (now, then)] == [
        ["corvo"],
        ["altamar", "corvo"],
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--public", "--audience", "delegations"), 2, "contradict each other"),
        (("--public", "--meeting", AT), 2, "leave out --meeting"),
        (("--format", "json", "--output", "out"), 2, "leave out --output"),
        (("--on", "yesterday"), 2, "yesterday"),
        (("--meeting", "2031-03-04-working-grop"), 3, f"did you mean {AT}?"),
        (("--at", "nowhere"), 3, "not in a git repository"),
        (("--audience", "press"), 2, '"press" is none of'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_with_what_to_do(
    words: tuple[str, ...], code: int, said: str, partner: Partner, released: Path
) -> None:
    done = partner("report", *words, at=released)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "hint: " in done.err
    assert not (released / "build").exists()


def test_a_build_that_leads_elsewhere_is_refused(partner: Partner, fictional: Path, tmp_path: Path) -> None:
    (fictional / "build").symlink_to(tmp_path)
    done = partner("report", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert "link that leads elsewhere" in done.err


def test_a_contradiction_is_shown_and_the_page_is_written_all_the_same(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(
        f"data/positions/{AT}/qp.yaml",
        "preferences:",
        "preferences:\n  - {country: corvo, stance: opposition}",
    )
    done = partner("report", at=fictional)
    assert done.code == 1
    assert "PC" in done.err
    assert done.out == "build/report.html\n"


def test_without_a_release_the_public_can_have_nothing(partner: Partner, fictional: Path) -> None:
    done = partner("report", "--public", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert "no decision to release 10001/31 is recorded" in done.err
    assert "partner document release 10001-31 --by WHO" in done.err
    assert not (fictional / "build").exists()


@pytest.mark.parametrize(
    ("old", "new"), [("country: corvo", "country: atlantis"), ("basis: bilateral", "basis: whispered")]
)
def test_where_the_data_have_errors_the_public_is_told_none_of_them(
    old: str, new: str, partner: Partner, released: Path, edit: Edit
) -> None:
    edit(f"data/positions/{AT}/qp.yaml", old, new)
    done = partner("report", "--public", at=released)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error: the data have errors, and a public version is made from sound data only\nhint: see partner validate\n"
    )


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ((DOCUMENT, "altamar, corvo]", "altamar, atlantis]"), 1, "without a record is named: atlantis"),
        ((DOCUMENT, f"meeting: {AT}", "meeting: 2031-03-04-working-grop"), 3, f"did you mean {AT}?"),
        (("partner.yaml", "current_document: 10001-31\n", ""), 3, "there is no current document"),
        ((DOCUMENT, f"meeting: {AT}", "by_others: true"), 1, "10001/31 was written by others"),
    ],
)
def test_what_a_public_page_lacks_is_said_even_where_checks_are_off(
    change: tuple[str, str, str], code: int, said: str, partner: Partner, released: Path, edit: Edit
) -> None:
    edit(*change)
    found = partner("validate", "--format", "json", at=released)
    codes = {one["code"] for one in json.loads(found.out)["findings"] if one["severity"] == "error"}
    edit("partner.yaml", "checks: {}", f"checks: {{{', '.join(f'{one}: off' for one in sorted(codes))}}}")
    done = partner("report", "--public", at=released)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


@pytest.mark.parametrize("audience", ["presidency", "delegations"])
def test_without_a_document_or_an_outline_a_page_is_written_all_the_same(
    audience: str, partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "current_document: 10001-31\n", "")
    shutil.rmtree(fictional / "data/documents")
    shutil.rmtree(fictional / "data/outlines")
    told = partner("report", "--audience", audience, "--format", "json", at=fictional)
    data = json.loads(told.out)
    assert (data["document"], data["decided"], data["lists"], data["outlines"]) == (None, False, [], [])
    assert partner("report", "--audience", audience, at=fictional).out.startswith("build/report")


def test_without_a_meeting_it_says_how_to_make_one(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("partner.yaml", f"current_meeting: {AT}\n", "")
    done = partner("report", at=fictional)
    assert (done.code, done.out) == (3, "")
    assert "there is no current meeting" in done.err
    assert "partner meeting" in done.err


def test_the_page_of_the_shipped_exercise_is_of_a_size_that_can_be_sent(on_shipped: Partner) -> None:
    told = on_shipped("report", "--audience", "presidency", "--format", "json", *ON)
    assert told.code == 0, told.err
    assert len(page(json.loads(told.out))) < 1_500_000


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


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The invented repository with a canary in every text; it is only read."""
    return planted(Path(shutil.copytree(FICTIONAL, tmp_path_factory.mktemp("watched") / "exercise")))


def fields_on_the_page(partner: Partner, watched: Planted, folder: Path, *words: str) -> set[str]:
    done = partner("report", *words, "--on", "2031-03-15", "--output", folder, at=watched.at)
    assert done.code == 0, done.err
    assert not watched.found_in("", (done.out + done.err).encode())
    (file,) = folder.iterdir()
    return watched.found_in(file.name, file.read_bytes())


@pytest.mark.parametrize(
    ("audience", "fields"), [("delegations", FOR_DELEGATIONS), ("public", PUBLIC_FIELDS)]
)
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
    text = re.sub(r"why: .*", lambda _: f"why: word {chosen.random()}", outline.read_text("utf-8"))
    status = chosen.choice(["submitted", "discussed"])
    reached = f"{{status: {status}, on: 2031-03-1{chosen.randint(1, 9)}, by: word {chosen.random()}}}"
    outline.write_text(text.replace("status: draft", f"status: {status}\nhistory: [{reached}]", 1))
    order = chosen.sample(LISTED, 3)
    listed = ", ".join(f"{{country: {one}, because: word {chosen.random()}}}" for one in order)
    document.write_text(document.read_text("utf-8").replace("[altamar, corvo]", f"[{listed}]"))


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


def test_what_is_not_wanted_is_not_imported(fictional: Path, process: Callable[..., Any]) -> None:
    done = process("report", "--format", "json", at=fictional, options=("-X", "importtime"))
    assert done.returncode == 0
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "partnercli.documents.report.delegations" in loaded
    assert not {"jinja2", "docx", "typst", "lxml", "partnercli.documents.report.presidency"} & loaded
