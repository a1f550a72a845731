from __future__ import annotations

import pytest
from pydantic import ValidationError

from partnercli.records.regions import Region, RegionList


def test_a_sentence_says_a_region_by_its_wording_or_by_in_and_its_name() -> None:
    shore = {"id": "northern-shore", "name": "Northern Shore"}
    assert Region.model_validate(shore).in_words == "in Northern Shore"
    assert (
        Region.model_validate(shore | {"wording": "on the Northern Shore"}).in_words
        == "on the Northern Shore"
    )


def test_an_exercise_has_at_least_one_region() -> None:
    with pytest.raises(ValidationError) as refused:
        RegionList.model_validate({"regions": [], "sources": [{"title": "Gazetteer"}]})
    assert [error["loc"] for error in refused.value.errors()] == [("regions",)]
