"""Who reads what in the files of `partner export`: to the last byte of every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from canaries import Planted
from export_fields import DELEGATIONS, PUBLIC

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]

AT = "2031-03-04-working-group"


def files(partner: Partner, at: Path, *words: str | Path) -> dict[str, bytes]:
    """What the files of an export hold in every format, by name."""
    done = partner("export", "--format", "all", "--on", "2031-03-25", *words, at=at)
    assert (done.code, done.err) == (0, ""), done.err
    return {Path(line).name: (at / line).read_bytes() for line in done.out.splitlines()}


@pytest.mark.parametrize(("audience", "fields"), [("delegations", DELEGATIONS), ("public", PUBLIC)])
def test_each_circle_reads_these_fields_and_no_other_in_every_format(
    audience: str, fields: set[str], partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    made = files(partner, watched.at, "--audience", audience, "--output", tmp_path)
    found = {name: watched.found_in(name, data) for name, data in made.items()}
    for name in ("exercise.xlsx", "exercise.json", "exercise.sqlite"):
        assert found[name] == fields
    assert set().union(*found.values()) == fields


def test_delegations_read_the_same_whichever_of_them_said_what(partner: Partner, fictional: Path) -> None:
    before = files(partner, fictional)
    for said in list((fictional / "data/positions").glob("*/qm.yaml")):
        words = said.read_text("utf-8").replace("delegation: QM", "delegation: QS")  # which was silent
        said.with_name("qs.yaml").write_text(words.replace("harbour", "other"), "utf-8")
        said.unlink()
    assert files(partner, fictional) == before


def test_the_public_reads_the_same_whoever_said_what(partner: Partner, released: Path, edit: Edit) -> None:
    before = files(partner, released, "--public")
    position = f"data/positions/{AT}/qp.yaml"
    edit(position, "sources:", "calls: [canary-call]\nsources:  # canary comment")
    edit(position, "stance: reservation", "stance: opposition")
    assert files(partner, released, "--public") == before
    assert not any(b"canary" in data or AT.encode() in data for data in before.values())


def test_the_presidency_alone_is_told_who_was_heard_and_where_the_line_is(
    partner: Partner, released: Path
) -> None:
    def reading(*words: str) -> str:
        made = files(partner, released, "--format", "json", *words)
        said = " ".join(json.loads(made["exercise.json"])["reading"])
        assert said in made["README.md"].decode()
        assert said or b"heard" not in made["README.md"]
        return said

    said = reading("--audience", "presidency")
    assert "5 of 6 delegations heard" in said
    assert "not heard: QS" in said
    assert "The line is half of all expected, 3 of 6" in said
    assert reading() == reading("--public") == ""
