"""Which instruments of a partnership, in which order, by when: pure functions of records and a day.

Docstrings and the field `why` name the ordering rules: R1 state, R2 outreach first, R3 live before new,
R4 proposals, R5 two new rungs at most, R6 alternatives, R7 order, R8 timeline, R9 contributions, R10 honesty.
"""
