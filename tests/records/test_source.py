from __future__ import annotations

import pytest
from pydantic import ValidationError

from partnercli.records.period import Period
from partnercli.records.source import Source


def test_a_source_needs_only_its_title() -> None:
    source = Source.model_validate({"title": "Gazetteer"})
    assert (source.title, source.reference, source.date, source.url) == ("Gazetteer", None, None, None)


@pytest.mark.parametrize("written", ["2030-12-01", "2030-Q4", 2030])
def test_a_sources_date_is_any_period(written: object) -> None:
    assert Source.model_validate({"title": "Gazetteer", "date": written}).date == Period.read(written)


def test_an_address_begins_with_https() -> None:
    assert (
        Source.model_validate({"title": "Gazetteer", "url": "https://example.org/a"}).url
        == "https://example.org/a"
    )


@pytest.mark.parametrize(
    "url",
    ["http://example.org", "example.org", "https://", "javascript:alert(1)", "https://a b", "file:///etc"],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Source.model_validate({"title": "Gazetteer", "url": url})
    assert [error["loc"] for error in refused.value.errors()] == [("url",)]
