"""What was typed after `partner majority`, and what of it does not go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from partnercli.cli.given import day_given
from partnercli.library.problems import Usage
from partnercli.tally.votes import Vote

Typed = Sequence[str] | None


class Asked(NamedTuple):
    """The command line as it was typed: names are not yet found.

    `lists` are delegations by the vote they are said to cast. `can_accept` is how that stance is read; None
    where nothing was said.
    """

    country: str | None
    question: str | None
    lists: Mapping[Vote, Typed]
    meeting: str | None
    revision: str | None
    year: int | None
    on: str | None
    participants: Typed
    not_participating: Typed
    can_accept: Vote | None
    left_out: Typed
    assumed: Typed

    @property
    def by_hand(self) -> bool:
        """Whether the votes are said on the command line alone."""
        return self.country is None and self.question is None

    @property
    def day(self) -> date | None:
        """The day said for lists by hand, the last of a year; None where none is. Raises Usage."""
        if self.year is not None:
            return date(self.year, 12, 31)
        return None if self.on is None else day_given(self.on)

    def check(self) -> None:
        """Raises Usage with all that does not go together."""
        found = [(said, todo) for wrong, said, todo in self._rules() if wrong]
        if self.on is not None:
            try:
                day_given(self.on)
            except Usage as problem:
                found.append((str(problem), problem.hint))
        refuse(found)

    def _rules(self) -> tuple[tuple[bool, str, str], ...]:
        """What must not be: whether it is so, what is wrong, and what to do."""
        dated, supposed = self.year is not None or self.on is not None, bool(self.left_out or self.assumed)
        return (
            (
                self.by_hand and not any(self.lists.values()),
                "nothing is said of what the rules are to be tried on",
                "name a country, give --question ID, or lists by hand: --for DE,FR --against HU",
            ),
            *(
                (
                    any(not text.strip(", ") for text in given or ()),
                    f"{option} names nobody",
                    "write codes or names, separated by commas",
                )
                for option, given in self._lists()
            ),
            (
                self.country is not None and self.question is not None,
                "a country and a question do not go together",
                "leave one of them out",
            ),
            (
                self.year is not None and self.on is not None,
                "--year and --on both say when",
                "keep one of the two",
            ),
            (
                dated and (not self.by_hand or self.meeting is not None),
                "--year and --on are for lists by hand, for a meeting has its day",
                "leave them out, or the meeting",
            ),
            (
                supposed and self.by_hand,
                "--without and --assume depart from positions, and lists by hand rest on none",
                "use --not-participating, or the lists themselves",
            ),
            (
                bool(self.assumed) and self.question is not None,
                "--assume is about countries",
                "suppose another reply with --for, --against or --abstain",
            ),
            (
                self.can_accept is not None and self.country is None,
                "--can-accept is about positions on a country",
                "leave it out, or name a country",
            ),
            (
                bool(self.participants and self.not_participating),
                "--participants and --not-participating both say who takes part",
                "keep the shorter of the two",
            ),
        )

    def _lists(self) -> tuple[tuple[str, Typed], ...]:
        return (
            *((f"--{vote}", given) for vote, given in self.lists.items()),
            ("--participants", self.participants),
            ("--not-participating", self.not_participating),
        )


def refuse(found: Iterable[tuple[str, str]]) -> None:
    """Raises Usage with all that is wrong, each with what to do about it; nothing where nothing is."""
    problems = dict(found)
    if len(problems) > 1:
        said = "; ".join(f"{wrong} ({todo})" for wrong, todo in problems.items())
        raise Usage(said, "put all of these right, then try again")
    for wrong, todo in problems.items():
        raise Usage(wrong, todo)
