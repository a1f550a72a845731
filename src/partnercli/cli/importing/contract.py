"""An import as JSON: partner.import/1."""

from __future__ import annotations

from typing import Any

from partnercli.cli.importing.taking import Taking, Written
from partnercli.exchange.proposal import Proposal
from partnercli.recording.replies import Call, Difference


def files_plain(proposal: Proposal) -> list[dict[str, Any]]:
    """The files in the order given, each with all that is to be said of it."""
    return [
        {
            "file": file.file,
            "sha256": file.digest,
            "remarks": [
                {
                    "address": remark.address,
                    "weight": str(remark.weight),
                    "message": remark.message,
                    "hint": remark.hint,
                }
                for remark in proposal.remarks
                if remark.file == file.file
            ],
        }
        for file in proposal.files
    ]


def reply_plain(taking: Taking, after: Written) -> dict[str, Any]:
    """One reply; `writes` is the path of the file that changes, null where none does."""
    found = taking.found
    return {
        "delegation": taking.delegation,
        "file": taking.reply.file,
        "place": taking.reply.place,
        "imported_already": taking.already,
        "changes": [
            {"subject": {one.subject[0]: one.subject[1]}, "field": one.field, **_sides(one)}
            for one in found.differences
            if one.subject[0] != "question"
        ],
        "calls": [
            *(_call(call, "added") for call in found.added),
            *(_call(call, "no-longer") for call in found.gone),
        ],
        "answers": [
            {"question": one.subject[1], **_sides(one)}
            for one in found.differences
            if one.subject[0] == "question"
        ],
        "unchanged": [{kind: key} for kind, key in found.same],
        "also_on_record": [{kind: key} for kind, key in found.left],
        "confirmed": after.new.get("confirmed"),
        "writes": after.change.path if after.change else None,
    }


def _sides(one: Difference) -> dict[str, Any]:
    return {
        "from": one.ours,
        "shown": one.shown,
        "to": one.theirs,
        "cell": one.at or None,
        "conflict": one.conflict,
    }


def _call(call: Call, change: str) -> dict[str, str]:
    return {"theme": call.theme, "change": change, "cell": call.at}
