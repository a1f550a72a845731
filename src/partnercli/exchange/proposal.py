"""What a run proposes to take over: out of all files together, one reply a delegation, and all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from partnercli.exchange.remark import Remark, Weight, errors
from partnercli.exchange.reply import Read, Reply
from partnercli.recording.replies import Replied
from partnercli.records.exercise import Exercise


class Received(NamedTuple):
    """A file that was sent: its name as it was given, the SHA-256 of its bytes, and what was read out of it."""

    file: str
    digest: str
    read: Read


class Proposal(NamedTuple):
    """What could be taken over at one meeting.

    `replies` are one a delegation, in protocol order; those of another meeting, and delegations of which two files say
    different things, are not among them. `across` is what is wrong between files; the rest stands with each file.
    """

    files: tuple[Received, ...]
    replies: tuple[Reply, ...]
    across: tuple[Remark, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All that is to be said, in the order of the files."""
        found = [*(remark for file in self.files for remark in file.read.remarks), *self.across]
        order = {file.file: place for place, file in enumerate(self.files)}
        return tuple(sorted(found, key=lambda remark: order.get(remark.file, len(order))))

    def complete(self, reply: Reply) -> bool:
        """Whether nothing of the file that a reply came in was left out for an error."""
        return not any(remark.file == reply.file for remark in errors(self.remarks))


def meetings_named(files: Iterable[Received]) -> tuple[str, ...]:
    """The meetings that the files themselves name, by id, each once, in their order."""
    named = (reply.meeting for file in files for reply in file.read.replies)
    return tuple(dict.fromkeys(meeting for meeting in named if meeting is not None))


def proposed(files: Sequence[Received], exercise: Exercise, meeting: str) -> Proposal:
    """What the files propose for a meeting."""
    every = [reply for file in files for reply in file.read.replies]
    elsewhere = [reply for reply in every if reply.meeting not in (None, meeting)]
    across = [_of_another_meeting(reply, meeting) for reply in elsewhere]
    by_delegation: dict[str, list[Reply]] = {}
    for reply in every:
        if reply not in elsewhere:
            by_delegation.setdefault(reply.delegation, []).append(reply)
    replies = []
    for code in exercise.in_protocol_order(set(by_delegation)):
        said = by_delegation[code]
        first, *more = [one for one in said if not _is_blank(one, files)] or said[:1]
        across += [_passed_over(one, first) for one in said if one not in (first, *more)]
        across += _also_said(first, more)
        if all(_words(one) == _words(first) for one in more):
            replies.append(first)
    return Proposal(tuple(files), tuple(replies), tuple(across))


def replied(reply: Reply, *, whole: bool) -> Replied:
    """What a reply says, to be compared with what is on record; `whole`: a table that is all that is named."""
    return Replied(reply.entries, reply.calls, reply.answers, reply.form, whole and not reply.form)


def _of_another_meeting(reply: Reply, meeting: str) -> Remark:
    message = (
        f"the reply of {reply.delegation} is to {reply.meeting}, and what is taken over here is for {meeting}"
    )
    return Remark(reply.file, reply.place, message, f"import it by itself: --meeting {reply.meeting}")


def _is_blank(reply: Reply, files: Iterable[Received]) -> bool:
    """Whether a form was sent back without a word in it, beside a table of the delegation's own."""
    faulty = any(errors(file.read.remarks) for file in files if file.file == reply.file)
    return not (faulty or reply.entries or reply.calls or reply.answers)


def _passed_over(blank: Reply, counts: Reply) -> Remark:
    message = f"nothing is filled in here, so only {counts.file} counts for {blank.delegation}"
    return Remark(blank.file, blank.place, message, weight=Weight.WARNING)


def _also_said(first: Reply, more: Iterable[Reply]) -> Iterator[Remark]:
    """A second reply of one delegation: passed over where it says the same, else nobody knows which one counts."""
    for one in more:
        where = ", ".join(part for part in (first.file, first.place) if part)
        if _words(one) == _words(first):
            message = f"{one.delegation} says the same in {where}: this one is passed over"
            yield Remark(one.file, one.place, message, weight=Weight.WARNING)
        else:
            message = f"{one.delegation} says something else here than in {where}"
            yield Remark(one.file, one.place, message, "give only the file that counts")


def _words(reply: Reply) -> object:
    """What a reply says, wherever in the file it says so."""
    entries = {entry.subject: dict(entry.says) for entry in reply.entries}
    calls = {call.theme: call.no_longer for call in reply.calls}
    return entries, calls, {one.question: one.answer for one in reply.answers}
