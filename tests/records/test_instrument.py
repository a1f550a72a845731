from __future__ import annotations

from partnercli.records.instrument import PILLARS, Instrument


def test_an_instrument_is_proposed_anywhere_and_needs_no_consent_unless_it_says_otherwise() -> None:
    facts = {"name": "Grant", "kind": "financial", "pillar": "root-causes", "lead": "Commission"}
    grant = Instrument.model_validate(facts | {"sources": [{"title": "Ledger"}]})
    assert (grant.default, grant.consent, grant.outreach, grant.verified) == (True, False, False, True)
    assert grant.scope.model_dump() == {"regions": (), "groups": (), "countries": (), "not_groups": ()}


def test_pillars_stand_in_the_order_of_offers_before_asks() -> None:
    assert PILLARS == (
        "governance",
        "root-causes",
        "protection",
        "legal-migration",
        "irregular-migration",
        "return",
    )
