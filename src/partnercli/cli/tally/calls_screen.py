"""What delegations call for, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from partnercli.cli.reading_words import foot, head, in_confidence
from partnercli.cli.supposing import Positions
from partnercli.cli.tally import tables
from partnercli.cli.tally.view import View
from partnercli.cli.terminal import Line, wrapped
from partnercli.tally.calls import CallRow, call_rows
from partnercli.tally.contract import to_contract
from partnercli.tally.counts import count
from partnercli.tally.result import Tally

_MEANT = "Calls belong to their meeting, and weigh in no other figure."


def calls_view(said: Positions) -> View:
    """The calls, in every form."""
    tally = count(said.table, said.exercise)
    rows = call_rows(said.exercise, tally)
    contract = partial(to_contract, tally, calls=rows)
    shown = partial(calls_screen, tally, rows, said.title)
    return View(tally, said.title, shown, contract, tables.calls, (_MEANT,), naming=True)


def calls_screen(tally: Tally, rows: Sequence[CallRow], title: str, width: int) -> Iterator[Line]:
    """Each theme with the words for how many call for it, then who does, in protocol order."""
    yield from head(tally, title, width, "What delegations call for")
    if not rows:
        said = (
            "No call is on record at this meeting. Record one: partner position set DELEGATION --call THEME"
        )
        yield from wrapped(said, width)
    for row in rows:
        words = f": {row.phrase}" if row.phrase else ""
        theme = row.theme.replace("-", " ")
        yield from wrapped(f"  {len(row.delegations):>3}  {theme}{words}", width, "bold", indent=" " * 7)
        yield from wrapped(f"{'':7}{' '.join(row.delegations)}", width, indent=" " * 7)
    yield ()
    yield from foot(width, in_confidence(tally.bilateral), _MEANT)
