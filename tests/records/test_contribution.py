from __future__ import annotations

import pytest
from pydantic import ValidationError

from partnercli.records.contribution import Contribution
from partnercli.records.period import Period

FACTS = {
    "delegation": "QM",
    "kind": "financial",
    "description": "Own money",
    "sources": [{"title": "Ledger"}],
}


def test_an_amount_or_period_that_nobody_gave_stays_out() -> None:
    contribution = Contribution.model_validate(FACTS)
    assert (contribution.amount, contribution.period, contribution.verified) == (None, None, True)


def test_a_period_may_go_on() -> None:
    contribution = Contribution.model_validate(FACTS | {"period": "2031/"})
    assert contribution.period
    assert (contribution.period.start, contribution.period.end) == (Period.year(2031), None)


def test_a_kind_of_contribution_is_one_of_six() -> None:
    kinds = ("lead", "financial", "operational", "participation", "political", "none")
    assert [Contribution.model_validate(FACTS | {"kind": kind}).kind for kind in kinds] == list(kinds)
    with pytest.raises(ValidationError):
        Contribution.model_validate(FACTS | {"kind": "moral"})
