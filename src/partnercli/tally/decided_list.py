"""The list of partners beside what delegations say: decided is one thing, counted another."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from partnercli.records.document import Document
from partnercli.records.position import Stance
from partnercli.tally.result import Tally
from partnercli.tally.table import StanceTable, by_stance

Partners = Mapping[str, tuple[str, ...]]
"""Partners of the list, by id and in its order, by delegation in protocol order; no delegation has none."""


class PartnerRow(NamedTuple):
    """One partner of the list, and how many delegations say what of it.

    `priority`: the tally carries it. `because` is the Presidency's reason to list it, for the Presidency alone.
    """

    country: str
    name: str
    support: int
    can_accept: int
    reservations: int
    opposition: int
    priority: bool
    because: str | None


class DecidedList(NamedTuple):
    """The list of a document, by its id, and for whom it has what.

    `decided`: it is the document's own, the Presidency's unless `by_others`; else the document has none, and the
    tally's priorities stand for it. `represented` support a partner of it. `only_can_accept` support none and can
    accept one. `by_nothing` responded and do neither; `tally.silent` did not respond. `off_the_list` are the
    priorities that it leaves out, with the Presidency's reason where there is one, for the Presidency alone.
    """

    document: str
    decided: bool
    by_others: bool
    tally: Tally
    partners: tuple[PartnerRow, ...]
    represented: Partners
    only_can_accept: Partners
    by_nothing: tuple[str, ...]
    off_the_list: Mapping[str, str | None]


def decided_list(
    table: StanceTable, tally: Tally, key: str, document: Document, usual: Iterable[str]
) -> DecidedList:
    """How the list of a document, by its id, stands with the delegations of a table.

    `usual` are the tally's priorities in the order of lists. A country without a record stands under its id.
    """
    listed: Mapping[str, str | None] = (
        dict.fromkeys(usual)
        if document.partners is None
        else {one.country: one.because for one in document.partners}
    )
    represented = _taking(table, listed, Stance.SUPPORT)
    accepting = _taking(table, listed, Stance.CAN_ACCEPT)
    only_can_accept = {code: named for code, named in accepting.items() if code not in represented}
    priorities = [row.country for row in tally.priorities]
    left_out = {one.country: one.because for one in document.left_out}
    return DecidedList(
        document=key,
        decided=document.partners is not None,
        by_others=document.by_others,
        tally=tally,
        partners=tuple(_partner(table, country, why, priorities) for country, why in listed.items()),
        represented=represented,
        only_can_accept=only_can_accept,
        by_nothing=tuple(
            code for code in table.responded if code not in represented and code not in only_can_accept
        ),
        off_the_list={country: left_out.get(country) for country in priorities if country not in listed},
    )


def _taking(table: StanceTable, listed: Mapping[str, str | None], stance: Stance) -> Partners:
    said = {code: voice.countries for code, voice in table.voices.items()}
    taking = {
        code: tuple(key for key in listed if key in mentions and mentions[key].stance is stance)
        for code, mentions in said.items()
    }
    return {code: partners for code, partners in taking.items() if partners}


def _partner(table: StanceTable, country: str, because: str | None, priorities: Container[str]) -> PartnerRow:
    said = by_stance(table.on_country(country))
    return PartnerRow(
        country=country,
        name=table.names.get(country, country),
        support=len(said[Stance.SUPPORT]),
        can_accept=len(said[Stance.CAN_ACCEPT]),
        reservations=len(said[Stance.RESERVATION]),
        opposition=len(said[Stance.OPPOSITION]),
        priority=country in priorities,
        because=because,
    )
