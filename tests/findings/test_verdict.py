"""A verdict comes back from its JSON as it was, or not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnercli.findings.finding import Finding, Severity, Span
from partnercli.findings.verdict import Verdict

texts = st.text(st.characters() | st.characters(categories=["Cs"]), max_size=8)
"""Any text, that of a file's name which is no text included."""
numbers = st.integers(0, 1 << 40)
found = st.builds(
    Finding,
    code=texts,
    severity=st.sampled_from(Severity),
    file=texts,
    message=texts,
    hint=texts,
    path=st.lists(texts | numbers, max_size=4).map(tuple),
    at_key=st.booleans(),
    arguments=st.lists(texts, max_size=3).map(tuple),
    span=st.none() | st.builds(Span, numbers, numbers, numbers, numbers),
    for_others=texts,
)
verdicts = st.builds(
    Verdict,
    findings=st.lists(found, max_size=4).map(tuple),
    accepted=numbers,
    checked=numbers,
    marking=texts,
    illustrative=st.booleans(),
    awaited=texts,
)
ONE = Finding(
    "PC208", Severity.NOTE, "partner.yaml", "wrong", "mend it", ("a", 0), True, ("x",), Span(1, 2, 3, 4), "y"
)
VERDICT = Verdict((ONE,), 1, 26, "LIMITE", True, "6 delegations")


@example(verdict=VERDICT._replace(awaited="\ud800\udc00"))
@given(verdict=verdicts)
def test_it_comes_back_as_it_was(verdict: Verdict) -> None:
    back = Verdict.from_json(verdict.to_json())
    assert back == verdict
    for one, before in zip(back.findings, verdict.findings, strict=True):
        assert repr(one) == repr(before)
        assert one.fingerprint == before.fingerprint
        assert type(one.span) is type(before.span)


@given(verdict=verdicts)
def test_it_is_one_line_whatever_it_says(verdict: Verdict) -> None:
    assert b"\n" not in verdict.to_json()


def planted(at: tuple[int, ...], value: Any) -> bytes:
    """The JSON of a verdict with another value at a place."""
    whole = json.loads(VERDICT.to_json())
    inner = whole
    for step in at[:-1]:
        inner = inner[step]
    inner[at[-1]] = value
    return json.dumps(whole).encode()


@pytest.mark.parametrize("place", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("value", [None, "1", 1, 1.5, True, [], {}])
def test_what_has_another_type_is_refused(place: int, value: Any) -> None:
    if type(value) is type(VERDICT[place]):
        assert Verdict.from_json(planted((place,), value))[place] == value
    else:
        with pytest.raises(TypeError):
            Verdict.from_json(planted((place,), value))


@pytest.mark.parametrize("place", [(0, 0, 0), (0, 0, 2), (0, 0, 3), (0, 0, 4), (0, 0, 9), (0, 0, 7, 0)])
@pytest.mark.parametrize("value", [None, 1, True, ["x"], {}])
def test_a_finding_whose_words_are_no_text_is_refused(place: tuple[int, ...], value: Any) -> None:
    with pytest.raises(TypeError):
        Verdict.from_json(planted(place, value))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ((0,), None),
        ((0,), 1),
        ((0,), "findings"),
        ((0,), [1]),
        ((0, 0), []),
        ((0, 0), "finding"),
        ((0, 0, 1), "fatal"),
        ((0, 0, 1), None),
        ((0, 0, 5), None),
        ((0, 0, 7), 7),
        ((0, 0, 8), [1]),
        ((0, 0, 8), 5),
    ],
)
def test_a_finding_that_lacks_something_is_refused(place: tuple[int, ...], value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        Verdict.from_json(planted(place, value))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"7", b"null", b"\xff", VERDICT.to_json()[:-1] + b", 1]"]
)
def test_what_is_no_verdict_is_refused(data: bytes) -> None:
    with pytest.raises((TypeError, ValueError)):
        Verdict.from_json(data)
