"""The fixed words that are typed are those that records hold, each with what the commands say of it."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from partnercli.cli.completion.names import _LARGEST
from partnercli.cli.options import Basis
from partnercli.cli.outline.contribute import _USUAL
from partnercli.cli.outline.status import Status
from partnercli.cli.position.desk import _GIVEN
from partnercli.records.contribution import ContributionKind
from partnercli.records.outline import OutlineStatus
from partnercli.records.position import Position
from partnercli.repository.text import LARGEST


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        (Basis, Position.model_fields["basis"].annotation),
        (_GIVEN, Position.model_fields["basis"].annotation),
        (Status, OutlineStatus),
        (_USUAL, ContributionKind),
    ],
    ids=["basis", "source of each basis", "status of an outline", "usual words of a contribution"],
)
def test_what_can_be_typed_is_what_a_record_can_hold(typed: Any, held: Any) -> None:
    assert list(map(str, typed)) == list(get_args(held))


def test_completion_looks_into_files_as_large_as_any_command_reads() -> None:
    assert _LARGEST == LARGEST
