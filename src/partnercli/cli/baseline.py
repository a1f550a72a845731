"""A baseline: the findings that a repository came with, kept in a file so that only new ones fail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, TypedDict

from partnercli.findings import Finding, identified
from partnercli.library.problems import NoAccess, NotFound, Usage
from partnercli.repository.write import ANYTHING, WriteProblem, write_atomic
from partnercli.system.reasons import reason

FORMAT: Final = "partner.baseline/1"
_LARGEST: Final = 1 << 24
"""Bytes: about a hundred thousand findings."""


class OldFindingContract(TypedDict):
    """A finding that is kept as an old one, with where it is for whoever reads the file."""

    fingerprint: str
    """By which it is known again, wherever it has moved to in its file."""
    code: str
    """Its code: PC204."""
    file: str
    """The file, from the root of the repository."""
    path: str
    """The place in the record, its keys and list positions parted by full stops; empty for the whole file."""


class BaselineContract(TypedDict):
    """The findings that a repository came with, so that only new ones fail; what they say is left out."""

    format: Literal["partner.baseline/1"]
    """The contract's name and version."""
    findings: list[OldFindingContract]
    """The findings, by file and line."""


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints that a baseline holds; raises NotFound, NoAccess, or Usage where it is none."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise NotFound(
            f'there is no file "{path}"', f"make it: partner validate --baseline {path} --write-baseline"
        ) from error
    except OSError as error:
        raise NoAccess(f"{path} cannot be read: {reason(error)}") from error
    try:
        said = json.loads(data if len(data) <= _LARGEST else b"")
        if said["format"] == FORMAT:
            return frozenset(str(one["fingerprint"]) for one in said["findings"])
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise Usage(
        f"{path} is no baseline", f"make it anew: partner validate --baseline {path} --write-baseline"
    )


def write_baseline(path: Path, findings: Sequence[Finding]) -> None:
    """Keep findings as old ones: by fingerprint, with code, file and place in the record for whoever reads the file.

    What a finding says is left out, since it may quote a delegation. Raises NoAccess.
    """
    kept: list[OldFindingContract] = [
        {
            "fingerprint": identity,
            "code": finding.code,
            "file": finding.file,
            "path": ".".join(map(str, finding.path)),
        }
        for finding, identity in identified(findings)
    ]
    contract: BaselineContract = {"format": FORMAT, "findings": kept}
    text = json.dumps(contract, ensure_ascii=False, indent=2)
    try:
        write_atomic(path, f"{text}\n".encode(errors="backslashreplace"), ANYTHING)
    except WriteProblem as problem:
        raise NoAccess(str(problem), "name a file of your own, where you may write") from problem
