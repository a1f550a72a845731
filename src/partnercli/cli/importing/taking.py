"""A reply beside what is on record of its delegation, and the change of the file that takes it over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from partnercli.cli.changes import Change
from partnercli.cli.importing.order import Order
from partnercli.cli.position.desk import Desk
from partnercli.cli.recording_desk import called
from partnercli.exchange.proposal import Proposal, replied
from partnercli.exchange.reply import Reply
from partnercli.recording.positions import Subject
from partnercli.recording.replies import Comparison, Ours, Replied, compared
from partnercli.recording.taking_over import taken_over
from partnercli.records.kinds import Kind
from partnercli.records.plain import Plain
from partnercli.records.position import IN_PART
from partnercli.repository.canonical import plain

_SAVE_FOR = "taken over, and ours kept where the two conflict"
"""Ends the note of a source beside which ours was kept: like one in part, its file may be imported again."""


class Taking(NamedTuple):
    """One delegation's reply beside what is on record of it.

    `ours_at` is the file in which what is on record stands, None where nothing is. `complete`: nothing of the reply was
    left out for an error. `already`: the same file was taken over before.
    """

    reply: Reply
    said: Replied
    ours: Ours
    found: Comparison
    ours_at: str | None
    complete: bool
    already: bool

    @property
    def delegation(self) -> str:
        """Who replied."""
        return self.reply.delegation

    @property
    def illustrative(self) -> bool:
        """Whether the reply, or anything on record of the delegation, is no real position."""
        on_record = (self.ours.file or {}, self.ours.carried or {})
        return self.reply.illustrative or any(bool(one.get("illustrative")) for one in on_record)


class Written(NamedTuple):
    """What a file says once a reply is taken over, as plain values; the change of its file, None for none.

    `confirms`: the day on which the reply confirms the reading, None where it does not.
    """

    new: Plain
    change: Change | None
    confirms: str | None = None


def takings(desk: Desk, proposal: Proposal, *, whole: bool) -> Iterator[Taking]:
    """Each reply beside what is on record, in protocol order; raises Refused where a file cannot be read."""
    for reply in proposal.replies:
        ours, ours_at = _ours(desk, reply.delegation)
        said = replied(reply, whole=whole)
        already = any(
            source.get("reference", "").endswith(_sha(reply))
            and not source.get("note", "").endswith((IN_PART, _SAVE_FOR))
            for source in (ours.file or {}).get("sources", ())
        )
        found = Comparison() if already else compared(ours, said)
        yield Taking(reply, said, ours, found, ours_at, proposal.complete(reply), already)


def written(desk: Desk, taking: Taking, order: Order, kept: Collection[Subject]) -> Written:
    """The delegation's file once the reply is taken over; of the subjects in `kept` ours stands where in conflict."""
    old = taking.ours.file
    if taking.already:
        return Written(old or {}, None)
    head = desk.head(taking.delegation, given_as(taking, order))
    head["sources"] = [
        _source(desk, taking, order, left=IN_PART if not taking.complete else _SAVE_FOR if kept else "")
    ]
    if taking.reply.illustrative or order.illustrative:
        head["illustrative"] = True
    alone = taking.complete and not taking.reply.together
    day = order.received if alone and order.received >= desk.meeting.date else None
    new = taken_over(taking.ours, taking.said, taking.found, head, kept=kept, confirmed=day, alone=alone)
    says_nothing = old is None and not any(key in new for key in ("preferences", "calls", "answers"))
    confirmed = new.get("confirmed")
    confirms = confirmed if confirmed != (old or {}).get("confirmed") else None
    return Written(new, None if new == old or says_nothing else desk.change(taking.delegation, new), confirms)


def given_as(taking: Taking, order: Order) -> str:
    """How a reply was given: what comes in was written, but for the workbook that the desk fills in itself."""
    return order.basis or ("statement" if taking.reply.together else "written")


def kept_of(taking: Taking, order: Order) -> tuple[Subject, ...]:
    """Of what ours stays, as far as the command line says."""
    return taking.found.conflicts if order.keep else ()


def _ours(desk: Desk, delegation: str) -> tuple[Ours, str | None]:
    """What is on record, and in which file."""
    file, force = desk.old(delegation), desk.noted(delegation).force
    if force is not None and force.meeting != desk.at:
        there = desk._replace(at=force.meeting).key(delegation)
        return Ours(file, plain(force.position)), Kind.POSITION.file(there)
    return Ours(file), Kind.POSITION.file(desk.key(delegation)) if file is not None else None


def _source(desk: Desk, taking: Taking, order: Order, *, left: str) -> Plain:
    """Where the position was taken from: the file by its name and hash, the day, the way it came, what is `left`."""
    reply = taking.reply
    name = desk.exercise.delegations[reply.delegation].name
    kind = "form" if reply.form else "JSON" if reply.written_as == "JSON" else "table"
    note = "; ".join(part for part in (order.channel, left) if part)
    title = order.source or f"Reply of {name} to the {called(desk.meeting)} ({kind})"
    source = {"title": title, "reference": f"{order.reference or _last_part(reply.file)}, {_sha(reply)}"}
    return {**source, **({"note": note} if note else {}), "date": order.received.isoformat()}


def _last_part(file: str) -> str:
    """A file's name without its folders, on one line."""
    return " ".join(file.replace("\\", "/").rpartition("/")[2].split())


def _sha(reply: Reply) -> str:
    """What tells a reply from every other: the hash of its file, and the table where a file may hold several."""
    one_of_several = not reply.form and reply.written_as == "table"
    return f"SHA-256 {reply.digest}" + (f", {reply.place}" if one_of_several else "")
