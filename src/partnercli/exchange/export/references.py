"""How the rows of the export name other rows."""

from __future__ import annotations

from partnercli.exchange.tables import Reference

TO_REGION = Reference(("region",), "regions")
TO_COUNTRY = Reference(("country",), "countries")
TO_DELEGATION = Reference(("delegation",), "delegations")
TO_INSTRUMENT = Reference(("instrument",), "instruments")
TO_MEETING = Reference(("meeting",), "meetings")
TO_DOCUMENT = Reference(("document",), "documents")
TO_OUTLINE = Reference(("country",), "outlines")
