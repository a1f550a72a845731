"""Views of the SQLite database: the questions most asked, answered from its tables with names in place of ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from partnercli.exchange.tables import Table


class View(NamedTuple):
    """A view: what a row of it is, the columns of each table without which there is none, and its query."""

    name: str
    means: str
    reads: Mapping[str, str]
    query: str

    @property
    def statement(self) -> str:
        """What makes it."""
        return f"CREATE VIEW {self.name} AS -- {self.means}\n{self.query}"

    def stands_on(self, columns: Mapping[str, Collection[str]]) -> bool:
        """Whether tables, by name with their columns, have all that it reads."""
        return all(set(names.split()) <= set(columns.get(table, ())) for table, names in self.reads.items())


_NAMES = {"countries": "country name", "delegations": "delegation name place"}
VIEWS = (
    View(
        "priorities",
        "A country that reaches the line, with its figures and the words for its support.",
        {"tally": "country name region rank support needed phrase priority", "regions": "region name"},
        """SELECT tally.name, regions.name AS region_name, tally.rank, tally.support, tally.needed, tally.can_accept,
  tally.reservations, tally.opposition, tally.phrase, tally.country, tally.region, tally.meeting,
  tally.readers, tally.marking, tally.illustrative
FROM tally JOIN regions ON regions.region = tally.region
WHERE tally.priority
ORDER BY tally.rank, tally.name""",
    ),
    View(
        "support_by_country",
        "A country that any delegation names, with who supports it, can accept it, is reserved or opposes.",
        {"tally": "country name rank support", "stances": "delegation country stance", **_NAMES},
        """SELECT tally.name, tally.rank, tally.support, said.supporters, said.can_accept, said.reserved, said.opposed,
  tally.country, tally.region, tally.meeting, tally.readers, tally.marking, tally.illustrative
FROM tally LEFT JOIN (
  SELECT country,
    group_concat(CASE stance WHEN 'support' THEN delegation END, ', ') AS supporters,
    group_concat(CASE stance WHEN 'can-accept' THEN delegation END, ', ') AS can_accept,
    group_concat(CASE stance WHEN 'reservation' THEN delegation END, ', ') AS reserved,
    group_concat(CASE stance WHEN 'opposition' THEN delegation END, ', ') AS opposed
  FROM (
    SELECT stances.country, stances.stance, stances.delegation
    FROM stances JOIN delegations ON delegations.delegation = stances.delegation
    ORDER BY delegations.place
  )
  GROUP BY country
) AS said ON said.country = tally.country
ORDER BY tally.rank, tally.name""",
    ),
    View(
        "who_said_what",
        "What a delegation says of a country at the meeting that is read, with their names.",
        {"stances": "delegation country stance carried_from confidential", **_NAMES},
        """SELECT delegations.name AS delegation_name, countries.name AS country_name, stances.stance,
  stances.conditional, stances.carried_from, stances.confirmed, stances.confidential, stances.delegation,
  stances.country, stances.meeting, stances.readers, stances.marking, stances.illustrative
FROM stances
JOIN delegations ON delegations.delegation = stances.delegation
JOIN countries ON countries.country = stances.country
ORDER BY delegations.place, countries.name""",
    ),
    View(
        "steps_by_quarter",
        "A step of an outline, and what that outline is, by the quarter in which it begins; those without a time last.",
        {
            "steps": "country place instrument action first_day last_day state",
            "outlines": "country standing",
            "countries": "country name",
            "instruments": "instrument name",
        },
        """SELECT strftime('%Y', steps.first_day) || '-Q' || ((strftime('%m', steps.first_day) + 2) / 3) AS quarter,
  countries.name AS country_name, steps.place, instruments.name AS instrument_name, steps.action, steps.lead,
  steps.first_day, steps.last_day, steps.state, outlines.standing AS outline, steps.country, steps.instrument,
  steps.readers, steps.marking, steps.illustrative
FROM steps
JOIN outlines ON outlines.country = steps.country
JOIN countries ON countries.country = steps.country
JOIN instruments ON instruments.instrument = steps.instrument
ORDER BY steps.first_day IS NULL, quarter, countries.name, steps.place""",
    ),
    View(
        "contributions_by_delegation",
        "What a Member State brings to a partnership, by Member State, with names.",
        {"contributions": "country place delegation kind description amount currency", **_NAMES},
        """SELECT delegations.name AS delegation_name, countries.name AS country_name, contributions.kind,
  contributions.description, contributions.amount, contributions.currency, contributions.period,
  contributions.verified, contributions.delegation, contributions.country,
  contributions.readers, contributions.marking, contributions.illustrative
FROM contributions
JOIN delegations ON delegations.delegation = contributions.delegation
JOIN countries ON countries.country = contributions.country
ORDER BY delegations.place, countries.name, contributions.place""",
    ),
)
"""In the order in which people ask."""


def views_of(tables: Iterable[Table]) -> tuple[View, ...]:
    """The views that can be made of the tables."""
    columns = {table.name: [column.name for column in table.columns] for table in tables}
    return tuple(view for view in VIEWS if view.stands_on(columns))
