"""What a command reads, which it says before anything is read: a tally costs the same however long the history is."""

from __future__ import annotations

from typing import NamedTuple

from partnercli.records.kinds import Kind


class Scope(NamedTuple):
    """What a command needs: which kinds, and of positions either all or those of one meeting's chain.

    With `one_meeting`, `meeting` names it; None stands for the current meeting of partner.yaml.
    """

    kinds: frozenset[Kind]
    one_meeting: bool = False
    meeting: str | None = None
    document: str | None = None
    recent: bool = False
    """Of the meetings, those that a document may tell of, and those that records name; else all."""

    @property
    def whole(self) -> frozenset[Kind]:
        """The kinds of which every record is read."""
        if not self.one_meeting:
            return self.kinds
        some = {Kind.MEETING} if self.document is None or self.recent else set[Kind]()
        return self.kinds - {Kind.POSITION} - some

    @property
    def all_positions(self) -> bool:
        """Whether every position is read: these are what a repository has many of."""
        return Kind.POSITION in self.whole

    @classmethod
    def everything(cls) -> Scope:
        """All files."""
        return cls(frozenset(Kind))

    @classmethod
    def settings(cls) -> Scope:
        """The settings alone."""
        return cls(frozenset({Kind.CONFIG}))

    @classmethod
    def of_meeting(cls, meeting: str | None = None) -> Scope:
        """What a tally needs: one meeting, the earlier ones it carries positions from, and the names."""
        return cls(_NAMES | {Kind.REGIONS, Kind.MEETING, Kind.POSITION}, one_meeting=True, meeting=meeting)

    @classmethod
    def of_list(cls, document: str | None = None, meeting: str | None = None) -> Scope:
        """What a list beside a tally needs: the documents, and a meeting with its positions.

        That is the one named, else the one that the document reports, else the current one.
        """
        kinds = cls.of_meeting().also(Kind.DOCUMENT).kinds
        return cls(kinds, one_meeting=True, meeting=meeting, document=document or "")

    @classmethod
    def of_document(cls, document: str | None = None) -> Scope:
        """What a NOTE needs: its document, the meeting it reports, and what exists with the partners.

        One that looks back (`drift`) needs the meeting that the previous document reports as well. Of the others it
        needs those of the year before it.
        """
        kinds = frozenset(Kind) - {Kind.PRESIDENCIES}
        return cls(kinds, one_meeting=True, document=document or "", recent=True)

    def also(self, *kinds: Kind) -> Scope:
        """The same with all records of other kinds."""
        return self._replace(kinds=self.kinds | frozenset(kinds))

    @classmethod
    def of_outlines(cls) -> Scope:
        """What drafting an outline needs: all but positions."""
        return cls(frozenset(Kind) - {Kind.POSITION})


_NAMES = frozenset({Kind.CONFIG, Kind.DELEGATIONS, Kind.COUNTRY})
