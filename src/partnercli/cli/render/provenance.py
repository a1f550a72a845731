"""The record beside a paper: which block came from which files, lines and commit, with hashes of the files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from partnercli import __version__
from partnercli.documents.blocks import Paragraph, Text
from partnercli.documents.papers import Written
from partnercli.documents.provenance import Input, Inputs, parts
from partnercli.repository.load import Loaded
from partnercli.repository.trees import Tree, Unreadable
from partnercli.repository.walk import read_yaml

ENDING = "provenance.json"


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
    paths |= {f"templates/{name}" for name in templates}
    read = {path: data for path in sorted(paths) if (data := _bytes(loaded.tree, path)) is not None}
    commit, committed = _commit(root, at)
    return Origin(
        commit,
        {path: sha256(data).hexdigest() for path, data in read.items()},
        {path: committed is not None and _bytes(committed, path) == data for path, data in read.items()},
    )


def _commit(root: Path, at: str | None) -> tuple[str | None, Tree | None]:
    from partnercli.repository.git import GitProblem
    from partnercli.repository.git_tree import GitTree

    try:
        tree = GitTree(root, at or "HEAD")
    except GitProblem:
        return None, None
    return tree.revision, tree


def _bytes(tree: Tree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except Unreadable:
        return None


def record(loaded: Loaded, stem: str, paper: Written, inputs: Inputs, origin: Origin) -> bytes:
    """The record as JSON, contract partner.provenance/1; it names positions, and is for the Presidency's eyes only."""
    place_of_file = cache(lambda path: read_yaml(loaded.tree.read(path), path).place)

    def lines(place: Input) -> dict[str, Any]:
        path = place.kind.file(place.key)
        where = place_of_file(path) if path in origin.files else None
        if where is None:
            return {"file": path}
        span = where.find(place.path)
        return {"file": path, "line": span.line, "end_line": span.end_line}

    contract = {
        "format": "partner.provenance/1",
        "document": stem,
        "audience": "presidency",
        "marking": "LIMITE",
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


def imprint(origin: Origin) -> Paragraph:
    """The short form for the last page: the commit, or that there is none, and one hash for all that was read.

    It does not say how many files those are: that would tell how many delegations spoke.
    """
    if origin.commit is None:
        stands = "files under no version control"
    elif origin.whole:
        stands = f"commit {origin.commit[:12]}"
    else:
        stands = f"commit {origin.commit[:12]} with later changes"
    read = f"SHA-256 of all files read: {origin.digest}"
    return Paragraph((Text(f"Made by partner {__version__} from {stands}; {read}", italic=True),))
