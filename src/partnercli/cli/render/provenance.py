"""The record beside a paper: which block came from which files, lines and commit, with hashes of the files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, NotRequired, TypedDict

from partnercli import __version__
from partnercli.documents.blocks import Paragraph, Text
from partnercli.documents.language.language import Language
from partnercli.documents.papers import Written
from partnercli.documents.provenance import Input, Inputs, parts
from partnercli.repository.kinds import TEMPLATES
from partnercli.repository.load import Loaded
from partnercli.repository.trees import Tree, bytes_or_none
from partnercli.repository.walk import read_yaml

ENDING = "provenance.json"


class InputContract(TypedDict):
    """A file that a paper was made from."""

    file: str
    """The file, from the root of the repository."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal digits."""
    in_commit: bool
    """Whether it stands so in `commit`."""


class LinesContract(TypedDict):
    """Lines of a file that a block was made from."""

    file: str
    """The file, from the root of the repository."""
    line: NotRequired[int]
    """The first line, from 1; absent for a file without lines of its own."""
    end_line: NotRequired[int]
    """The last line; absent as above."""


BlockContract = TypedDict(
    "BlockContract",
    {
        "block": Annotated[str, "What kind of block it is."],
        "text": Annotated[str, "Its words, without their form."],
        "exact": Annotated[
            bool, "Whether it is known which inputs went into it; if not, all of the paper's are named."
        ],
        "from": Annotated[list[LinesContract], "What it was made from."],
    },
)
"""One block of a paper."""


class ProvenanceContract(TypedDict):
    """What a paper was made from, block by block; it names positions, and is for the Presidency's eyes only."""

    format: Literal["partner.provenance/1"]
    """The contract's name and version."""
    document: str
    """The paper: the document's id, or the name that its files have in common."""
    audience: Literal["presidency"]
    """Who may read it, whoever may read the paper."""
    marking: Literal["LIMITE"]
    """How it is handled, however the paper is."""
    illustrative: bool
    """Whether a position that is not real went into the paper."""
    tool: str
    """The program that made it, with its version."""
    commit: str | None
    """The commit read, its name in git whole; null where there is none."""
    inputs: list[InputContract]
    """The files that it was made from, by their paths."""
    inputs_sha256: str
    """One SHA-256 for all: that of a line for each, its SHA-256, two spaces and its path, sorted by path."""
    blocks: list[BlockContract]
    """The header, then each block in the order of the text."""


class Origin(NamedTuple):
    """The files that a paper was made from, by their hash, and the commit in which they stand so, if one does."""

    commit: str | None
    files: Mapping[str, str]
    in_commit: Mapping[str, bool]

    @property
    def whole(self) -> bool:
        """Whether every file stands in the commit as it was read."""
        return all(self.in_commit.values())

    @property
    def digest(self) -> str:
        """One SHA-256 for all files: that of their names and hashes, a line each, sorted."""
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(self.files.items()))
        return sha256(lines.encode()).hexdigest()


def origin_of(
    loaded: Loaded, inputs: Inputs, templates: Mapping[str, str], root: Path, at: str | None
) -> Origin:
    """The files that went into a paper, as they stand now: records, settings and the repository's own templates."""
    paths = {place.kind.file(place.key) for places in inputs.values() for place in places}
    paths |= {f"{TEMPLATES}/{name}" for name in templates}
    read = {path: data for path in sorted(paths) if (data := bytes_or_none(loaded.tree, path)) is not None}
    commit, committed = _commit(root, at)
    return Origin(
        commit,
        {path: sha256(data).hexdigest() for path, data in read.items()},
        {
            path: committed is not None and bytes_or_none(committed, path) == data
            for path, data in read.items()
        },
    )


def _commit(root: Path, at: str | None) -> tuple[str | None, Tree | None]:
    from partnercli.repository.git import GitProblem
    from partnercli.repository.git_tree import GitTree

    try:
        tree = GitTree(root, at or "HEAD")
    except GitProblem:
        return None, None
    return tree.revision, tree


def record(loaded: Loaded, stem: str, paper: Written, inputs: Inputs, origin: Origin) -> bytes:
    """The record as JSON, contract partner.provenance/1; it names positions, and is for the Presidency's eyes only."""
    place_of_file = cache(lambda path: read_yaml(loaded.tree.read(path), path).place)

    def lines(place: Input) -> LinesContract:
        path = place.kind.file(place.key)
        where = place_of_file(path) if path in origin.files else None
        if where is None:
            return {"file": path}
        span = where.find(place.path)
        return {"file": path, "line": span.line, "end_line": span.end_line}

    contract: ProvenanceContract = {
        "format": "partner.provenance/1",
        "document": stem,
        "audience": "presidency",
        "marking": "LIMITE",
        "illustrative": loaded.exercise.any_illustrative,
        "tool": f"partner {__version__}",
        "commit": origin.commit,
        "inputs": [
            {"file": path, "sha256": digest, "in_commit": origin.in_commit[path]}
            for path, digest in origin.files.items()
        ],
        "inputs_sha256": origin.digest,
        "blocks": [
            {
                "block": part.block,
                "text": part.text,
                "exact": part.exact,
                "from": [lines(place) for place in part.inputs if place.kind.file(place.key) in origin.files],
            }
            for part in parts(paper.document, paper.origins, inputs)
        ],
    }
    return (json.dumps(contract, ensure_ascii=False, indent=2) + "\n").encode()


def imprint(origin: Origin, language: Language) -> Paragraph:
    """The short form for the last page: the commit, or that there is none, and one hash for all that was read.

    It does not say how many files those are: that would tell how many delegations spoke.
    """
    words = language.imprint
    if origin.commit is None:
        stand = words.loose
    else:
        stand = (words.commit if origin.whole else words.changed).format(commit=origin.commit[:12])
    said = words.made.format(version=__version__, stand=stand, digest=origin.digest)
    return Paragraph((Text(said, italic=True),))
