"""Where consensus lies: pure functions from an exercise and a meeting to a stance table, and on to counts.

Nothing here decides anything: every figure is a reading of positions by a stated rule.
"""
