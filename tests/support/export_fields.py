"""The fields of records that each circle of readers has in its tables, as canaries name them."""

from __future__ import annotations

PUBLIC = {
    *("country.name", "country.sources.title", "document.subject", "instrument.name"),
    *("instrument.sources.title", "instrument.sources.reference"),
}
"""The fields that anybody may read: those of the public report."""
DELEGATIONS = {
    *("config.title", "config.phrases.phrase", "country.name", "country.sources.title"),
    *("country.cooperation.title", "delegations.delegations.name", "regions.regions.name"),
    *("country.indicators.measure", "country.indicators.unit", "country.indicators.sources.title"),
    *("document.from", "document.to", "document.subject"),
    *("document.sources.title", "document.sources.reference", "regions.sources.title"),
    *("instrument.name", "instrument.what", "instrument.legal_base", "instrument.lead", "instrument.with"),
    *("instrument.sources.title", "instrument.sources.reference"),
    *("outline.objectives", "outline.steps.action", "outline.steps.lead", "outline.steps.with"),
    *("outline.steps.contributions.description", "outline.history.by", "outline.history.reference"),
    *("outline.endorsed.by", "outline.endorsed.reference"),
}
"""The fields that delegations read: those of the NOTE, of outlines and of their report, and the figures on partners."""
ANYBODYS = {
    *("country.footnote", "country.names.name", "country.sources.reference", "country.sources.url"),
    "instrument.sources.url",
}
"""The fields that anybody may read besides, and that the invented exercise seldom has."""
