"""The lists of partners that documents hold, compared: who came off a list, who is new on it, in which order.

A list is what the Presidency decided and recorded. A document without one has no list here: the tally informs a
list and is never taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, NamedTuple, TypedDict

from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.meaning import reordered


class ListDiff(NamedTuple):
    """Two decided lists, each in its own order, by the countries' ids, each once; None: that side decided none.

    `left_out_before` and `left_out_after` are the countries that each side keeps off its list on purpose. No reason
    is in here: reasons are for the Presidency alone (`reasons`).
    """

    before: tuple[str, ...] | None
    after: tuple[str, ...] | None
    left_out_before: tuple[str, ...] = ()
    left_out_after: tuple[str, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether both sides decided a list; if not, nothing came off one and nothing is new on one."""
        return self.before is not None and self.after is not None

    @property
    def out(self) -> tuple[str, ...]:
        """The countries of the earlier list that are not on the later one, in the order of the earlier."""
        return _without(self.before, self.after)

    @property
    def into(self) -> tuple[str, ...]:
        """The countries of the later list that are not on the earlier one, in the order of the later."""
        return _without(self.after, self.before)

    @property
    def reordered(self) -> bool:
        """Whether the countries on both lists stand in another order."""
        return reordered(self.before or (), self.after or ())

    @property
    def differs(self) -> bool:
        """Whether anything that was decided is not the same on both sides."""
        return self.before != self.after or set(self.left_out_before) != set(self.left_out_after)


def compare_lists(before: Document, after: Document) -> ListDiff:
    """What a document's decided list says that an earlier one's did not: see `out`, `into` and `reordered`."""
    kept_off = (_each_once(one.country for one in document.left_out) for document in (before, after))
    return ListDiff(listed_in(before), listed_in(after), *kept_off)


class ListSideContract(TypedDict):
    """The list of one side."""

    document: str
    """The document, by its id."""
    number: str
    """Its number as printed."""
    decided: bool
    """Whether it decided a list."""
    partners: list[str]
    """The list, by the countries' ids in its order."""
    left_out: list[str]
    """The countries that it keeps off its list on purpose, by their ids."""


ListChangesContract = TypedDict(
    "ListChangesContract",
    {
        "from": Annotated[ListSideContract, "The earlier list."],
        "to": Annotated[ListSideContract, "The later one."],
        "out": Annotated[
            list[str], "The countries that came off, by their ids in the order of the earlier list."
        ],
        "in": Annotated[list[str], "The countries that are new, in the order of the later one."],
        "reordered": Annotated[bool, "Whether the countries on both stand in another order."],
    },
)
"""Two lists of partners and how they differ; nothing came off or on where one side decided none."""


class ListedBy(NamedTuple):
    """Two documents by their ids, or one document at two times, the earlier first, and how their lists differ."""

    keys: tuple[str, str]
    documents: tuple[Document, Document]

    @property
    def lists(self) -> ListDiff:
        """What differs between the lists."""
        return compare_lists(*self.documents)

    def contract(self) -> ListChangesContract:
        """One entry of `lists` in `partner.diff/1`."""
        found = self.lists
        return {
            "from": self._side(0, found.before, found.left_out_before),
            "to": self._side(1, found.after, found.left_out_after),
            "out": list(found.out),
            "in": list(found.into),
            "reordered": found.reordered,
        }

    def _side(
        self, place: int, listed: tuple[str, ...] | None, left_out: tuple[str, ...]
    ) -> ListSideContract:
        return {
            "document": self.keys[place],
            "number": str(self.documents[place].full_number),
            "decided": listed is not None,
            "partners": list(listed or ()),
            "left_out": list(left_out),
        }


def latest_list(exercise: Exercise, meeting: str) -> str | None:
    """The id of the latest document that names a meeting as the one it reports and has a decided list, or None."""
    decided = [
        (document.date, document.revision or 0, document.addendum or 0, document.corrigendum or 0, key)
        for key, document in exercise.documents.items()
        if document.partners is not None and document.meeting == meeting
    ]
    return max(decided)[-1] if decided else None


def reasons(document: Document) -> Mapping[str, str]:
    """Why countries are on the list or off it against the tally, by their ids: for the Presidency's eyes only."""
    listed = {one.country: one.because for one in document.partners or () if one.because is not None}
    return listed | {one.country: one.because for one in document.left_out}


def listed_in(document: Document) -> tuple[str, ...] | None:
    """The list that a document decided, in its order, by the countries' ids, each once; None where it decided none."""
    return None if document.partners is None else _each_once(partner.country for partner in document.partners)


def _each_once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _without(these: tuple[str, ...] | None, those: tuple[str, ...] | None) -> tuple[str, ...]:
    return () if these is None or those is None else tuple(one for one in these if one not in those)
