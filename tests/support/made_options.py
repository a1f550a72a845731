"""What delegations might say, at random: the options of a made exercise of six delegations and five countries."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from partnercli.records.position import Stance

EARLIER, DAY = "2021-03-15", "2021-04-22"
CODES = ("QM", "QN", "QO", "QP", "QQ", "QR")
SUBJECTS = ("arda", "belmar", "corvia", "dorin", "elund", "@north", "@south")

FEW = settings(max_examples=40, deadline=None)

words = st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(Stance)), max_size=6).map(
    lambda named: " ".join(f"{subject}:{stance}" for subject, stance in named)
)
files = st.dictionaries(st.sampled_from(CODES), st.none() | words)
options = st.fixed_dictionaries(
    {
        "said": st.fixed_dictionaries({EARLIER: files, DAY: files}),
        "at_least": st.fractions(min_value=Fraction(1, 12), max_value=1, max_denominator=12),
        "of": st.sampled_from(["all", "responded"]),
        "within": st.sampled_from(["region", "all"]),
        "meetings": st.sampled_from([{}, {DAY: {"carries_over_from": EARLIER}}]),
        "populations": st.fixed_dictionaries({c: st.integers(1, 90).map(lambda n: {2021: n}) for c in CODES}),
    }
)
countries = st.sampled_from(SUBJECTS[:5])
