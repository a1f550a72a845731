from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from partnercli.records.presidencies import PresidencyTerm


def test_a_presidency_holds_on_its_first_and_its_last_day() -> None:
    term = PresidencyTerm.model_validate({"delegation": "QP", "from": "2031-01-01", "to": "2031-06-30"})
    days = [date(2030, 12, 31), date(2031, 1, 1), date(2031, 6, 30), date(2031, 7, 1)]
    assert [term.holds(day) for day in days] == [False, True, True, False]


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError, match="ends before it begins"):
        PresidencyTerm.model_validate({"delegation": "QP", "from": "2031-06-30", "to": "2031-01-01"})
