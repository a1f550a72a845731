"""A shortlist as tables for other tools: CSV and Markdown."""

from __future__ import annotations

from partnercli.cli.reading_words import NO_DECISION, heard, in_confidence
from partnercli.cli.shortlist.decided import DecidedBeside
from partnercli.cli.shortlist.screen import in_regions
from partnercli.cli.shortlist.words import equally_good, paid, represented
from partnercli.cli.supposing import Positions
from partnercli.cli.tables import Table, csv_of, markdown_of, marked
from partnercli.documents.words import day_in_words, listed
from partnercli.tally.shortlist.result import Choice


def as_csv(found: Positions, choice: Choice, of_list: DecidedBeside | None) -> str:
    """The table, each row with its rule, its meeting and how it is handled; `on_list` where a list stands beside it."""
    of_rule = {"rule": choice.rule.value, "size": len(choice.first), "truncated": choice.truncated}
    confidential = {"in_confidence": " ".join(found.table.bilateral)}
    return csv_of(_table(found, choice, of_list), of_rule | marked(found.table) | confidential)


def as_markdown(found: Positions, choice: Choice, of_list: DecidedBeside | None) -> str:
    """A table to paste into a text, under its marking, its meeting, its rule and who was heard."""
    title = (
        f"A shortlist of {len(choice.first)} by {choice.rule}, {found.title}, {day_in_words(found.table.day)}"
    )
    said = (
        f"{title}: {heard(found.table)} {equally_good(choice)}. {_of_the_first(found, choice)}",
        of_list.in_words(choice, found.table.names) if of_list else "",
        in_confidence(found.table.bilateral),
        NO_DECISION,
    )
    return markdown_of(
        _table(found, choice, of_list), found.table, " ".join(sentence for sentence in said if sentence)
    )


def _of_the_first(found: Positions, choice: Choice) -> str:
    """Whom the first shortlist represents, and how its places are paid for."""
    text = represented(choice)
    if choice.unrepresented:
        text += f", not {listed(choice.unrepresented)}"
    if choice.completed is None:
        return f"{text}."
    return f"{text}. {paid(choice, choice.completed, found.table.names)}"


def _table(found: Positions, choice: Choice, of_list: DecidedBeside | None) -> Table:
    """One row a country that is on any of the shortlists: by how many delegations supported, on how many of them."""
    columns: tuple[str, ...] = (
        "region",
        "country",
        "name",
        "support",
        "supporters",
        "on_first",
        "on_shortlists",
        "of_shortlists",
        *(("on_list",) if of_list else ()),
    )
    supporters = choice.profile.supported_by
    rows = [
        (
            region,
            country,
            found.table.names[country],
            len(supporters[country]),
            " ".join(supporters[country]),
            country in choice.first,
            sum(country in shortlist for shortlist in choice.shortlists),
            len(choice.shortlists),
            *((country in of_list.countries,) if of_list else ()),
        )
        for region, countries in in_regions(found.exercise, choice, choice.in_some)
        for country in countries
    ]
    return columns, rows
