"""A word of its own in every text of a repository, to see which texts come out where."""

from __future__ import annotations

import re
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from partnercli.records.base import Record
from partnercli.repository.canonical import canonical
from partnercli.repository.edit import said
from partnercli.repository.kinds import model_of, place_of

Number = Callable[[str], str]
"""Gives a canary for a field, by its name."""

CANARY = re.compile(rb"zq(\d+)zq")
NAMES = frozenset(
    {
        "id",
        "country",
        "region",
        "instrument",
        "delegation",
        "meeting",
        "question",
        "after",
        "carries_over_from",
    }
    | {"absent", "gaps", "calls", "participants", "delegations", "countries", "documents", "partners", "code"}
    | {
        "current_meeting",
        "current_document",
        "template",
        "annexes",
        "usually_after",
        "together_with",
        "not_with",
    }
    | {"regions", "groups", "not_groups", "roles", "presidency", "file", "digest", "left_out"}
)
"""Keys whose plain texts name a record or a theme: another text there would be another record."""
ADDED = {
    "data/outlines/altamar.yaml": (
        (
            "status: draft\n",
            (
                "status: discussed\nhistory:\n"
                "  - {status: submitted, on: 2031-03-12, by: Commission, reference: 10005/31, note: after much ado}\n"
                "  - {status: discussed, on: 2031-03-18, by: Working Group, reference: 10007/31, note: one silent}\n"
            ),
        ),
    ),
    "data/outlines/corvo.yaml": (
        ("status: submitted\n", "status: endorsed\n"),
        (
            "hold:",
            (
                "endorsed:\n  by: Council\n  on: 2031-03-20\n  reference: 10009/31\n  basis:\n    day: 2031-03-20\n"
                "    meeting: 2031-03-04-working-group\n"
                "    inputs: [{file: data/countries/corvo.yaml, digest: old, support: 7}]\n"
                "history:\n"
                "  - {status: submitted, on: 2031-03-12, by: Commission, reference: 10005/31, note: handed over}\n"
                "  - {status: endorsed, on: 2031-03-20, meeting: 2031-03-04-working-group, by: Council,"
                " reference: 10009/31, note: against one}\n"
                "later: [{instrument: old-forum, reason: asked by one}]\nhold:"
            ),
        ),
        (
            "    outreach: true\n",
            "    outreach: true\n    why: one asked\n    sources: [{title: t, note: n}]\n",
        ),
        ("        period: 2031/\n", "        period: 2031/\n        note: own money\n"),
    ),
    "data/positions/2031-03-04-working-group/qm.yaml": (
        ("calls:", "remarks: [never before the vote]\ncalls:"),
    ),
    "data/positions/2031-03-04-working-group/qn.yaml": (("calls:", "remarks: [off the record]\ncalls:"),),
    "data/positions/2031-03-04-working-group/qp.yaml": (("answers:", "remarks: [in confidence]\nanswers:"),),
    "data/meetings/2031-03-04-working-group.yaml": (
        (
            "documents:",
            (
                "outcome: delegations spoke\n"
                "conclusions: [{question: way-forward, text: all but one agreed, on: 2031-03-21}]\ndocuments:"
            ),
        ),
    ),
    "data/documents/10001-31.yaml": (
        ("partners: [altamar, corvo]", "partners: [altamar, {country: corvo, because: one insisted}]"),
        ("sources:", "left_out: [{country: belmonte, because: one objected}]\nsources:"),
        (
            "sources:",
            "release: {by: Presidency, on: 2031-03-22, reference: Decision 1, delegations: []}\nsources:",
        ),
    ),
}
"""What the invented repository lacks: texts that came later, and those that nobody but the Presidency may read."""


class Planted(NamedTuple):
    """A repository, and for each canary's number the field that holds it: `outline.history.note`."""

    at: Path
    fields: Mapping[int, str]

    def found_in(self, name: str, data: bytes) -> set[str]:
        """The fields whose canaries stand in a file of this name, or in anything packed inside it."""
        numbers = {number for piece in unpacked(name, data) for number in CANARY.findall(piece)}
        return {self.fields[int(number)] for number in numbers}


def planted(at: Path) -> Planted:
    """Put a canary behind every text of the invented repository at a folder, into its comments and its git."""
    for path, changes in ADDED.items():
        text = (at / path).read_text("utf-8")
        for old, new in changes:
            assert old in text, (path, old)
            text = text.replace(old, new, 1)
        (at / path).write_text(text, "utf-8")
    fields: dict[int, str] = {}

    def number(field: str) -> str:
        fields[len(fields)] = field
        return f"zq{len(fields) - 1}zq"

    for file in sorted(at.rglob("*.yaml")):
        path = file.relative_to(at).as_posix()
        place = place_of(path)
        assert place is not None, path
        model, values = model_of(place[0]), said(file.read_bytes())
        _plant(values, str(place[0]), model, values, number)
        text = canonical(path, model.model_validate(values)).decode()
        file.write_text(f"{text}# {number('a comment')}\n", "utf-8")
    (at / f"{number('the name of a file')}.txt").write_text("", "utf-8")
    _committed(at, number)
    return Planted(at, fields)


def _plant(value: Any, field: str, model: type[Record], whole: Any, number: Number) -> None:
    """A canary behind every text within a value, as far as the record may say that."""
    for key, one in list(value.items() if isinstance(value, dict) else enumerate(value)):
        name = f"{field}.{key}" if isinstance(value, dict) else field
        if isinstance(one, dict | list):
            _plant(one, name, model, whole, number)
        elif isinstance(one, str) and name.rpartition(".")[2] not in NAMES:
            value[key] = f"{one} zq0zq"
            try:
                model.model_validate(whole)
            except ValidationError:
                value[key] = one
            else:
                value[key] = f"{one} {number(name)}"


def _committed(at: Path, number: Number) -> None:
    who = number("an author in git")
    name = ("-c", f"user.name={who}", "-c", f"user.email={who}@example.invalid", "-c", "commit.gpgsign=false")
    for command in (
        ("init", "--quiet", f"--initial-branch={number('a branch in git')}"),
        ("add", "--all"),
        (*name, "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "-m", number("the words of a commit")),
    ):
        subprocess.run(["git", *command], cwd=at, check=True, capture_output=True)


def unpacked(name: str, data: bytes) -> Iterator[bytes]:
    """A file, and all that is packed inside it."""
    yield data
    if name.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(BytesIO(data)) as file:
            for entry in file.infolist():
                yield entry.filename.encode() + entry.comment + entry.extra + file.read(entry)
    if name.endswith(".pdf"):
        import pypdf

        reader = pypdf.PdfReader(BytesIO(data))
        yield "".join(page.extract_text() for page in reader.pages).encode()
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                yield zlib.decompressobj().decompress(stream)
            except zlib.error:
                yield stream
