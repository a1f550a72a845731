"""The list that a document decided, beside a shortlist: what each has alone, and whom the list represents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from partnercli.documents.words import listed
from partnercli.library.lookup import find_document
from partnercli.library.problems import Refused
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural
from partnercli.tally.list_changes import listed_in
from partnercli.tally.shortlist.contract import BesideContract, beside_as_plain
from partnercli.tally.shortlist.profile import Shortlist
from partnercli.tally.shortlist.result import Beside, Choice, beside


class DecidedBeside(NamedTuple):
    """A document's list, in its order, and how it stands beside the first shortlist."""

    key: str
    document: Document
    countries: Shortlist
    found: Beside

    def as_plain(self, choice: Choice) -> BesideContract:
        """The key `list` of `partner.shortlist/1`."""
        return beside_as_plain(self.key, self.countries, choice, self.found)

    def in_words(self, choice: Choice, names: Mapping[str, str]) -> str:
        """In a few sentences, with who has none of its countries there."""
        voters, found = len(choice.profile.voters), self.found
        said = [
            f"The list of {self.document.full_number} ({plural(len(self.countries), 'country', 'countries')})"
        ]
        added, removed = (
            listed([names.get(key, key) for key in side]) for side in (found.added, found.removed)
        )
        if added and removed:
            said.append(f" has {added} and not {removed}.")
        elif added or removed:
            said.append(f" has {added} besides." if added else f" is without {removed}.")
        else:
            said.append(" is this very shortlist.")
        said.append(f" It represents {voters - len(found.unrepresented)} of {voters}")
        said.append(f", not {listed(found.unrepresented)}." if found.unrepresented else ".")
        said.append(" " + _fair(found))
        return "".join(said)


def decided(exercise: Exercise, document: str) -> tuple[str, Document, Shortlist]:
    """A document by its id or number, with its id and its list in order; Refused where it decided none."""
    key = find_document(exercise, document)
    record = exercise.documents[key]
    if not (countries := listed_in(record)):
        hint = (
            "name a document that has one"
            if record.by_others
            else f"decide one: partner document partners {key}"
        )
        raise Refused(f"{record.full_number} has no list of partners that could be compared", hint)
    return key, record, countries


def decided_beside(key: str, record: Document, countries: Shortlist, choice: Choice) -> DecidedBeside:
    """A document's list beside the first shortlist."""
    return DecidedBeside(key, record, countries, beside(choice, countries))


def _fair(found: Beside) -> str:
    if found.fully_justified:
        return "Groups that agree have their fair part there."
    if found.justified:
        return "No group large enough for a place is left with nothing there, but a larger one has less than its part."
    return "A group large enough for a place is left with nothing there."
