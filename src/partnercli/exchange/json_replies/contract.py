"""Replies that a program sends as JSON: the contract `partner.replies/1`, which `partner import` takes.

A single reply may also be the whole file, with `format` or without; a null counts as a key left out.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from partnercli.records.contract_words import AnswerRecord, PreferenceRecord
from partnercli.records.marking import Marking


class ReplyContract(TypedDict):
    """What one delegation says; countries, regions and delegations may have any of their names."""

    delegation: str
    """The delegation."""
    meeting: NotRequired[str]
    """The meeting, by its id; left out: that of the whole."""
    illustrative: NotRequired[bool]
    """Whether it is not a real position."""
    preferences: NotRequired[list[PreferenceRecord]]
    """The countries and regions that it names."""
    calls: NotRequired[list[str]]
    """What it asks for, by theme."""
    answers: NotRequired[list[AnswerRecord]]
    """Its replies to the questions of the meeting."""


class RepliesContract(TypedDict):
    """The replies of delegations."""

    format: Literal["partner.replies/1"]
    """The contract's name and version."""
    meeting: NotRequired[str]
    """The meeting, by its id; left out: the one that the command names, else the current one."""
    illustrative: NotRequired[bool]
    """Whether none of them is a real position."""
    marking: NotRequired[Marking]
    """How the file is handled."""
    replies: list[ReplyContract]
    """The replies, one a delegation."""
