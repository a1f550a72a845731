"""What the signs of the matrix stand for, and the sentences that stand with it in every form."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.documents.words import STANCE_SIGNS
from partnercli.tally.matrix import Column, Matrix, Mentions
from partnercli.tally.table import Mention

AS_SUCH = "region as such"
"""Stands where a country's name would, before what is said of a region named without a country."""
NOT_NAMED, NOT_HEARD = "·", "-"
CONDITIONAL, ASSUMED = "*", "?"
PRIORITY, CARRIED, CONFIDENTIAL = ">", "<", "!"


def cell(column: Column, mentions: Mentions) -> str:
    """The sign of what a delegation says, with one more where it is assumed in a what-if or has conditions."""
    mention = mentions.get(column.delegation)
    if mention is None:
        return NOT_NAMED if column.responded else NOT_HEARD
    return STANCE_SIGNS[mention.stance] + _remark(mention)


def origin(column: Column) -> str:
    """The signs below a delegation's code: carried over, in confidence; empty for neither."""
    return (CARRIED if column.carried else "") + (CONFIDENTIAL if column.confidential else "")


def key(found: Matrix) -> Iterator[str]:
    """What each sign means: the stances always, the others where they stand in this matrix."""
    yield from (f"{sign} {stance.value.replace('-', ' ')}" for stance, sign in STANCE_SIGNS.items())
    yield f"{NOT_NAMED} does not name it"
    said = [*(region.mentions for region in found.regions), *(row.mentions for row in found.rows)]
    remarks = {_remark(mention) for mentions in said for mention in mentions.values()}
    for sign, words, there in (
        (NOT_HEARD, "not heard", any(not one.responded for one in found.delegations)),
        (CONDITIONAL, "with conditions", CONDITIONAL in remarks),
        (ASSUMED, "assumed", ASSUMED in remarks),
        (CARRIED, "carried over", any(one.carried for one in found.delegations)),
        (CONFIDENTIAL, "in confidence", any(one.confidential for one in found.delegations)),
        (PRIORITY, "reaches the line", any(row.figures.priority for row in found.rows)),
    ):
        if there:
            yield f"{sign} {words}"


def order(*, alike: bool) -> str:
    """How the delegations are ordered."""
    if not alike:
        return "Delegations in protocol order."
    return (
        "Delegations that support much the same countries stand side by side; the order is no rank, "
        "and who supports none stands last."
    )


def _remark(mention: Mention) -> str:
    return ASSUMED if mention.assumed else CONDITIONAL if mention.conditional else ""
