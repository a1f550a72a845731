"""The reading path: from one file's bytes to its record.

    bytes ── decode ──▶ text ── read_yaml ──▶ plain values, the place of each ── the kind's model ──▶ record

`decode` refuses what is no safe text (`text.py`), `read_yaml` what no record may hold (`walk.py`), the model what its
kind does not know (`records/`), which `findings_of` says in an officer's words (`model_errors.py`). What is refused
becomes findings, each at its place; nothing is raised. Each value is built once: parsing is most of what reading costs.
"""

from __future__ import annotations

from typing import NamedTuple

from pydantic import ValidationError

from partnercli.findings import Finding
from partnercli.findings.acceptance import Acceptance
from partnercli.records.base import Record
from partnercli.records.kinds import Kind
from partnercli.repository.acceptances import acceptances, may_hold_acceptances
from partnercli.repository.kinds import model_of
from partnercli.repository.model_errors import findings_of
from partnercli.repository.text import decode
from partnercli.repository.walk import read_yaml


class Parsed(NamedTuple):
    """What one file said: its record, None where it cannot be one, its findings, and what its comments accept."""

    record: Record | None
    findings: tuple[Finding, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()


def parsed(kind: Kind, data: bytes, file: str) -> Parsed:
    """What the bytes of a file of this kind say; `file` is its path, for the findings."""
    walked = read_yaml(data, file)
    if walked.place is None:
        return Parsed(None, tuple(walked.findings))
    accepted = (
        tuple(acceptances(decode(data, file).text or "", walked.place, file))
        if may_hold_acceptances(data)
        else ()
    )
    model = model_of(kind)
    try:
        record = model.model_validate(walked.value)
    except ValidationError as error:
        found = [
            finding.at(walked.place.find(finding.path, at_key=finding.at_key))
            for finding in findings_of(error, model, walked.value, file)
        ]
        return Parsed(None, (*walked.findings, *found), accepted)
    return Parsed(None if walked.findings else record, tuple(walked.findings), accepted)
