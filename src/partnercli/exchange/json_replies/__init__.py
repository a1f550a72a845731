"""Replies that a program sends as JSON: what is read out of them, and the contract that they keep."""
