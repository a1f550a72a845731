"""The public version: nothing in it depends on what was not released, and nothing else of the data is in it."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from canaries import unpacked

Partner = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).parents[2]
DOCUMENT = "data/documents/8952-21.yaml"
MEETING = "2021-04-22-hlwg"
RELEASE = "\nrelease: {by: Presidency, on: 2021-06-01, reference: Decision 1, delegations: [BE]}\n"
LISTED = (
    "tunisia", "morocco", "libya", "somalia", "nigeria", "sudan", "bosnia-and-herzegovina", "turkey", "afghanistan",
    "iraq",
)  # fmt: skip
MEMBERS = (
    "BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY", "LV", "LT", "LU", "HU", "MT", "NL",
    "AT", "PL", "PT", "RO", "SI", "SK", "FI", "SE",
)  # fmt: skip
LATER = f"""kind: note
number: 9001/21
date: 2021-06-01
from: Presidency
to: Delegations
previous_documents: [8952/21]
subject: Partnerships
meeting: {MEETING}
annexes: [drift]
partners: [libya, tunisia, afghanistan, turkey]
sources: [{{title: made for a test}}]"""
PAPERS = {
    "note": ("note",),
    "outline": ("outline", "morocco"),
    "progress": ("progress", "--on", "2021-12-01"),
}
RELEASED = {**PAPERS, "note that looks back": ("note", "9001-21")}
"""These, and one of a document that says what changed since 8952/21, released as well."""


@pytest.fixture
def released(shipped_copy: Path) -> Path:
    """The shipped repository with a decision that lets the public have 8952/21."""
    file = shipped_copy / DOCUMENT
    file.write_text(file.read_text("utf-8").rstrip("\n") + RELEASE, "utf-8")
    (shipped_copy / "data/documents/9001-21.yaml").write_text(LATER + RELEASE, "utf-8")
    return shipped_copy


def rendered(partner: Partner, repository: Path, *arguments: str) -> dict[str, bytes]:
    """The files that a command writes, by name."""
    folder = repository / "build"
    code, out, err = partner("render", *arguments, "--output", folder, at=repository)
    assert code == 0, err
    return {Path(line).name: (repository / line).read_bytes() for line in out.splitlines()}


def texts(files: dict[str, bytes]) -> bytes:
    return b"\n".join(piece for name, data in files.items() for piece in unpacked(name, data))


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_without_a_recorded_release_nothing_is_written(
    paper: tuple[str, ...], partner: Partner, shipped_copy: Path
) -> None:
    code, out, err = partner("render", *paper, "--public", at=shipped_copy)
    assert (code, out) == (1, "")
    assert "no decision to release 8952/21 is recorded" in err
    assert "partner document release 8952-21 --by WHO" in err
    assert not (shipped_copy / "build").exists()


def test_a_compilation_has_no_public_version(partner: Partner, released: Path) -> None:
    code, out, err = partner("render", "compilation", "--public", at=released)
    assert (code, out) == (1, "")
    assert "there is no public version" in err


def test_what_the_public_reads_of_a_limite_document_is_a_summary_without_number_or_institution(
    partner: Partner, released: Path
) -> None:
    (note,) = rendered(partner, released, "note", "--public").values()
    text = note.decode()
    assert text.startswith("**ILLUSTRATIVE, NOT A COUNCIL DOCUMENT**\n\n**25 May 2021**\n\n")
    assert "**Public summary of 8952/21**" in text
    for absent in (
        "LIMITE",
        "JAI",
        "Council of the European Union",
        "From:",
        "To:",
        "(OR.",
        "**8952/21**",
        "redacted",
    ):
        assert absent not in text


def test_the_public_reads_the_partners_in_alphabetical_order_under_one_phrase(
    partner: Partner, released: Path
) -> None:
    (note,) = rendered(partner, released, "note", "--public").values()
    assert (
        "by a large number of Member States: Afghanistan, Bosnia and Herzegovina, Iraq, Libya, Morocco, Nigeria, "
        "Somalia, Sudan, Tunisia and Turkey."
    ) in " ".join(note.decode().split())


def test_a_document_that_is_public_keeps_its_header_and_is_made_for_the_public_unasked(
    partner: Partner, released: Path
) -> None:
    file = released / DOCUMENT
    file.write_text(file.read_text("utf-8").replace("marking: LIMITE", "marking: public"), "utf-8")
    (note,) = rendered(partner, released, "note").values()
    text = note.decode()
    assert "**Council of the European Union**" in text
    assert "\n**8952/21**\n" in text
    assert "JAI 572" in text
    assert "LIMITE" not in text
    assert "High-Level" not in text


def test_a_public_marking_without_a_release_stays_limite(partner: Partner, shipped_copy: Path) -> None:
    file = shipped_copy / DOCUMENT
    file.write_text(file.read_text("utf-8").replace("marking: LIMITE", "marking: public"), "utf-8")
    code, out, err = partner("render", "note", at=shipped_copy)
    assert (code, out) == (1, "build/8952-21.md\n")
    assert "error PC505" in err
    assert (shipped_copy / "build/8952-21.md").read_text("utf-8").count("**LIMITE**") == 2


def test_only_member_states_on_the_release_list_are_named(partner: Partner, released: Path) -> None:
    files = rendered(partner, released, "outline", "morocco", "--public", "--format", "all")
    assert b"Belgium (operational)" in files["outline-morocco.md"]
    assert b"Germany" not in texts(files)


@pytest.mark.parametrize("option", ["--provenance", "--imprint"])
def test_the_public_is_not_told_from_what_it_was_made(option: str, partner: Partner, released: Path) -> None:
    code, out, err = partner("render", "note", "--public", option, at=released)
    assert (code, out) == (2, "")
    assert "the public may not see" in err


def test_where_the_data_have_errors_the_public_version_shows_none_of_them(
    partner: Partner, released: Path
) -> None:
    spoken = released / "data/positions" / MEETING / "de.yaml"
    spoken.write_text(spoken.read_text("utf-8") + "secret: Berlin\n", "utf-8")
    code, out, err = partner("render", "note", "--public", at=released)
    assert (code, out) == (1, "")
    assert err == (
        "error: the data have errors, and a public version is made from sound data only\n"
        "hint: mend them first; see where: partner validate\n"
    )


def test_so_it_is_for_a_document_that_is_public_itself(partner: Partner, released: Path) -> None:
    file = released / DOCUMENT
    file.write_text(file.read_text("utf-8").replace("marking: LIMITE", "marking: public"), "utf-8")
    position = released / "data/positions" / MEETING / "de.yaml"
    position.write_text(position.read_text("utf-8").replace("country: iraq", "country: atlantis"), "utf-8")
    code, out, err = partner("render", "note", at=released)
    assert (code, out) == (1, "")
    assert "atlantis" not in err
    assert "de.yaml" not in err


def test_an_undecided_list_tells_no_more_of_a_count_than_its_phrase(partner: Partner, released: Path) -> None:
    document, settings = released / DOCUMENT, released / "partner.yaml"
    text = re.sub(r"(?m)^partners:\n(  - .*\n)+", "", document.read_text("utf-8"))
    document.write_text(text, "utf-8")
    written = {}
    usual = (ROOT / "partner.yaml").read_text("utf-8")
    for line in ("14/27", "15/27", "5/27", "3/27"):
        at_line, put = re.subn(r"(?m)^  at_least: 0\.5\b", f"  at_least: {line}", usual)
        assert put == 1
        settings.write_text(at_line, "utf-8")
        (note,) = rendered(partner, released, "note", "--public").values()
        written[line] = note.decode()
    assert ": Afghanistan, Bosnia and Herzegovina, Iraq," in " ".join(written["14/27"].split())
    assert "No country stands on the list so far." in written["15/27"]
    assert "| Egypt | several Member States |" in written["5/27"]
    assert written["3/27"] == written["5/27"]


def test_a_partner_with_so_few_supporters_that_they_could_be_told_bears_no_phrase_for_them(
    partner: Partner, released: Path
) -> None:
    file = released / DOCUMENT
    file.write_text(file.read_text("utf-8").replace("  - iraq\n", "  - iraq\n  - lebanon\n"), "utf-8")
    (note,) = rendered(partner, released, "note", "--public").values()
    assert "| Lebanon | the Presidency |" in note.decode()


def test_of_outlines_the_public_reads_those_of_the_released_partners_alone(
    partner: Partner, released: Path
) -> None:
    text = (released / "data/outlines/morocco.yaml").read_text("utf-8")
    (released / "data/outlines/egypt.yaml").write_text(
        text.replace("country: morocco", "country: egypt"), "utf-8"
    )
    code, out, err = partner("render", "outline", "egypt", "--public", at=released)
    assert (code, out) == (1, "")
    assert "Egypt is not among the partners of 8952/21" in err
    (report,) = rendered(partner, released, "progress", "--public").values()
    assert "| Morocco |" in report.decode()
    assert "Egypt" not in report.decode()


def test_of_a_limite_cover_note_the_public_does_not_learn_what_it_encloses(
    partner: Partner, released: Path
) -> None:
    file = released / DOCUMENT
    enclosed = "kind: cover-note\nprevious_documents: [Comments of PL]"
    file.write_text(file.read_text("utf-8").replace("kind: note", enclosed), "utf-8")
    (note,) = rendered(partner, released, "note", "--public").values()
    assert "The document passed a paper on to delegations." in note.decode()
    assert "PL" not in note.decode()
    file.write_text(file.read_text("utf-8").replace("marking: LIMITE", "marking: public"), "utf-8")
    (note,) = rendered(partner, released, "note").values()
    assert "Encl.: Comments of PL" in note.decode()


def spoken(chosen: random.Random) -> dict[str, str]:
    """The positions of all 27, by code: every listed partner has 14 to 27 supporters, all else is chance."""
    support = {country: chosen.sample(MEMBERS, chosen.randint(14, 27)) for country in LISTED}
    files = {}
    for code in MEMBERS:
        named = [f"{{country: {country}}}" for country in LISTED if code in support[country]]
        others = [country for country in LISTED if code not in support[country]]
        stances = ("can-accept", "reservation", "opposition")
        named += [f"{{country: {country}, stance: {chosen.choice(stances)}}}" for country in others]
        named += [
            f"{{country: {one}, note: word {chosen.random()}}}" for one in chosen.sample(["egypt", "mali"], 1)
        ]
        chosen.shuffle(named)
        answer = chosen.choice(["agree", "disagree", "scrutiny-reservation"])
        files[code.lower()] = (
            f"delegation: {code}\nmeeting: {MEETING}\nbasis: {chosen.choice(['written', 'statement', 'bilateral'])}\n"
            f"illustrative: true\npreferences: [{', '.join(named)}]\ncalls: [theme-{chosen.randint(1, 9)}]\n"
            f"remarks: [word {chosen.random()}]\n"
            f"answers: [{{question: way-forward, reply: {answer}, comment: word {chosen.random()}}}]\n"
            "sources: [{title: invented}]\n"
        )
    return files


def followed_up(chosen: random.Random) -> str:
    """How an outline that is no draft stands, and what it rested on; all of it chance."""
    status = chosen.choice(["submitted", "discussed", "endorsed"])
    said = (
        f"by: word {chosen.random()}, on: 2021-06-{chosen.randint(10, 28)}, reference: word {chosen.random()}"
    )
    read = f"{{file: data/countries/morocco.yaml, digest: word, support: {chosen.randint(0, 27)}}}"
    basis = f"basis: {{day: 2021-06-09, meeting: {MEETING}, inputs: [{read}]}}"
    endorsed = f"endorsed: {{{said}, {basis}}}\n" if status == "endorsed" else ""
    history = f"history: [{{status: {status}, {said}, note: word {chosen.random()}}}]\n"
    hold = f"hold: {{until: 2021-{chosen.randint(1, 12):02}, reason: word {chosen.random()}}}\n"
    return f"status: {status}\n{endorsed}{history}{hold}"


def changed(repository: Path, chosen: random.Random) -> None:
    """Change all that the public may not learn: positions, remarks, reasons, conclusions, how an outline stands."""
    for code, text in spoken(chosen).items():
        (repository / "data/positions" / MEETING / f"{code}.yaml").write_text(text, "utf-8")
    meeting = repository / "data/meetings" / f"{MEETING}.yaml"
    concluded = f"\nconclusions: [{{question: way-forward, text: word {chosen.random()}, on: 2021-06-05}}]\n"
    told = re.sub(r"(?m)^title: .*", f"title: meeting {chosen.random()}", meeting.read_text("utf-8"))
    meeting.write_text(told.rstrip("\n") + concluded, "utf-8")
    outline = repository / "data/outlines/morocco.yaml"
    outline.write_text(
        re.sub(r"(?m)^status: draft\n", followed_up(chosen), outline.read_text("utf-8"), count=1), "utf-8"
    )
    document = repository / DOCUMENT
    listed = chosen.sample(LISTED, len(LISTED))
    partners = "".join(f"  - {{country: {one}, because: word {chosen.random()}}}\n" for one in listed)
    partners += f"left_out: [{{country: egypt, because: word {chosen.random()}}}]\n"
    text = re.sub(r"(?s)partners:\n(  - .*?\n)+", f"partners:\n{partners}", document.read_text("utf-8"))
    document.write_text(text, "utf-8")


@settings(max_examples=3, phases=[Phase.generate])  # a smaller number is no simpler exercise
@given(st.integers())
def test_no_position_remark_or_order_has_any_influence_on_what_the_public_reads(
    partner: Partner,
    copy_shipped: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
) -> None:
    def repository(chosen: random.Random) -> dict[str, bytes]:
        copy = copy_shipped(tmp_path_factory.mktemp("public") / "exercise")
        (copy / DOCUMENT).write_text((copy / DOCUMENT).read_text("utf-8").rstrip("\n") + RELEASE, "utf-8")
        (copy / "data/documents/9001-21.yaml").write_text(LATER + RELEASE, "utf-8")
        changed(copy, chosen)
        return {
            f"{paper}/{name}": data
            for paper, words in RELEASED.items()
            for name, data in rendered(partner, copy, *words, "--public", "--format", "all").items()
        }

    chosen = random.Random(seed)  # noqa: S311 - chance for a test
    first, second = repository(chosen), repository(chosen)
    assert len(first) == 20
    assert (
        b"Bosnia and Herzegovina, Iraq, Morocco, Nigeria, Somalia and Sudan"
        in first["note that looks back/9001-21.md"]
    )
    assert first == second


FREE = frozenset(
    {
        "title",
        "note",
        "outcome",
        "official_name",
        "comment",
        "conditions",
        "text",
        "reference",
        "action",
        "lead",
    }
    | {
        "description",
        "reason",
        "because",
        "by",
        "what",
        "legal_base",
        "why",
        "unit",
        "initials",
        "event",
        "check",
    }
    | {"format", "place", "forum", "presented_to", "history", "measure"}
)
"""Fields that hold free words: each gets a canary, also those that only stand beside what the public may read."""
LISTS = frozenset(
    {"aliases", "objectives", "with", "from", "to", "previous_documents", "commission_documents"}
)


def with_canaries(value: Any, count: Iterator[int], *, top: str) -> Any:
    """The same data with a canary in every free text but the few that the public may read."""
    if isinstance(value, dict):
        return {
            key: f"{item} CANARY{next(count)}X"
            if isinstance(item, str)
            and (key in FREE or (key in LISTS and top == "documents"))
            and key != "format"
            else [f"{one} CANARY{next(count)}X" for one in item]
            if isinstance(item, list) and key in LISTS and all(isinstance(one, str) for one in item)
            else with_canaries(item, count, top=top)
            for key, item in value.items()
        }
    return [with_canaries(item, count, top=top) for item in value] if isinstance(value, list) else value


def test_no_canary_of_the_data_of_git_or_of_a_file_name_is_anywhere_in_what_the_public_reads(
    partner: Partner, released: Path
) -> None:
    count = iter(range(100_000))
    yaml = YAML(typ="safe")
    yaml.width = 10_000
    planted = 0
    for file in sorted(released.glob("data/**/*.yaml")):
        out = BytesIO()
        yaml.dump(
            with_canaries(YAML(typ="safe", pure=True).load(file.read_bytes()), count, top=file.parent.name),
            out,
        )
        planted += out.getvalue().count(b"CANARY")
        file.write_bytes(b"# CANARY in a comment\n" + out.getvalue() + b"# CANARY at the end\n")
    assert planted > 2000
    commands: tuple[tuple[str, ...], ...] = (
        ("init", "--quiet", "--initial-branch", "CANARY-branch"),
        ("add", "."),
        ("-c", "user.name=CANARY", "-c", "user.email=CANARY@example.org", "commit", "-qm", "CANARY message"),
    )
    for command in commands:
        subprocess.run(["git", *command], cwd=released, check=True, capture_output=True)
    for words in RELEASED.values():
        folder = released / "build"
        code, out_text, err = partner(
            "render", *words, "--public", "--format", "all", "--output", folder, at=released
        )
        assert code == 0, err
        assert "CANARY" not in out_text + err
    files = {path.name: path.read_bytes() for path in (released / "build").iterdir()}
    assert len(files) == 20
    assert b"Morocco" in texts(files)
    assert b"CANARY" not in texts(files)


def test_the_search_for_canaries_finds_one_in_every_format(partner: Partner, released: Path) -> None:
    file = released / DOCUMENT
    file.write_text(file.read_text("utf-8").replace("subject: >-\n", "subject: >-\n  CANARY "), "utf-8")
    for name, data in rendered(partner, released, "note", "--public", "--format", "all").items():
        assert b"CANARY" in texts({name: data}), name


def test_the_marks_of_footnotes_do_not_show_the_order_of_the_list(partner: Partner, released: Path) -> None:
    text = (released / "data/outlines/morocco.yaml").read_text("utf-8")
    for key in ("kosovo", "palestine"):
        (released / f"data/outlines/{key}.yaml").write_text(
            text.replace("country: morocco", f"country: {key}"), "utf-8"
        )
    file = released / DOCUMENT
    reports: list[bytes] = []
    for order in ("[kosovo, palestine, morocco, iraq]", "[morocco, palestine, kosovo, iraq]"):
        listed = re.sub(
            r"(?m)^partners:(\n  - .*)+\n|^partners: .*\n", f"partners: {order}\n", file.read_text("utf-8")
        )
        file.write_text(listed, "utf-8")
        reports += rendered(partner, released, "progress", "--public", "--on", "2021-12-01").values()
    assert reports[0] == reports[1]
    assert reports[0].count(b"\\*") == 6
