"""Which countries reach the line."""

from __future__ import annotations

from partnercli.records.config import Priority
from partnercli.records.share import reached_by
from partnercli.tally.result import Threshold
from partnercli.tally.table import StanceTable, Voice


def threshold(table: StanceTable, rule: Priority) -> Threshold:
    """The line that the rule draws for a table."""
    base = len(table.expected if rule.of == "all" else table.responded)
    return Threshold(rule.at_least, rule.of, base, reached_by(rule.at_least, base))


def priorities(table: StanceTable, rule: Priority) -> frozenset[str]:
    """The countries with at least one supporter and at least the rule's share of its base, exactly."""
    needed = threshold(table, rule).needed
    return frozenset(country for country in table.countries if len(table.supporters(country)) >= needed)


def lifted_by_carried(table: StanceTable, rule: Priority) -> frozenset[str]:
    """The priorities that would be none if no position had been carried over.

    Those who spoke only earlier would then be silent, so that a base of responses shrinks with them.
    """
    return priorities(table, rule) - priorities(_nothing_carried(table), rule)


def _nothing_carried(table: StanceTable) -> StanceTable:
    voices = dict(table.voices)
    for entry in table.carried:
        voice = voices.pop(entry.delegation)
        if voice.spoke:
            voices[entry.delegation] = _without_its_earlier_words(voice)
    return table._replace(voices={code: voices[code] for code in table.expected if code in voices})


def _without_its_earlier_words(voice: Voice) -> Voice:
    assumed = {country: mention for country, mention in voice.countries.items() if mention.assumed}
    return voice._replace(origin=None, countries=assumed, regions={})
