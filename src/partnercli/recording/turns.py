"""Whose turn it is at the tour de table."""

from __future__ import annotations

from collections.abc import Sequence


class Turns:
    """Those still to be asked, one after the other; who passes is asked once more at the end.

    Not `in_order`, nobody is asked: they speak as they like, and are named.
    """

    def __init__(self, waiting: Sequence[str], *, in_order: bool) -> None:
        self.waiting = list(waiting)
        self.passed: list[str] = []
        self._in_order = in_order
        self._called: str | None = None
        self._asked: list[str] = []

    @property
    def now(self) -> str | None:
        """Whose turn it is: None where whoever speaks is to be named."""
        return self._called or (self.waiting[0] if self.waiting and self._in_order else None)

    def calls(self, delegation: str) -> None:
        """A delegation has the floor, whosever turn it is."""
        self._called = delegation

    def passes(self) -> None:
        """Whose turn it is says nothing: it comes back at the end; who passes there is asked no more."""
        if (delegation := self.now) is None:
            return
        self._asked.append(delegation)
        if self._called is not None:
            self._called = None
        else:
            self.waiting.remove(delegation)
            if delegation not in self.passed:
                self.passed.append(delegation)
                self.waiting.append(delegation)

    def spoke(self, delegation: str) -> None:
        """A delegation is recorded, in or out of turn."""
        self._asked.append(delegation)
        for those in (self.waiting, self.passed):
            if delegation in those:
                those.remove(delegation)
        if self._called == delegation:
            self._called = None

    def again(self, delegation: str) -> None:
        """A delegation is asked first, as if it had not been."""
        if delegation in self.passed:
            self.passed.remove(delegation)
        if delegation in self.waiting:
            self.waiting.remove(delegation)
        self.waiting.insert(0, delegation)
        self._called = None if self._in_order else delegation

    def back(self) -> str | None:
        """Who was asked, or spoke, before; each time one further back. None: nobody was."""
        return self._asked.pop() if self._asked else None
