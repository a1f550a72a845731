"""The report: the whole exercise on one HTML page, for one circle of readers each.

A context of its own type holds all that a circle may read (presidency, delegations, public). The contract makes plain
values of it, and the page is written from those values alone: what stands on it is what can be saved from it.
"""
