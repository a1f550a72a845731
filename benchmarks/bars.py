"""The figures of a run, each with its bar: what it should be at most, and what it must be at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.choosing import HELLO, LARGEST, NAIVE, PANDAS, PROGRAMS, SKILLED, WORD
from benchmarks.commands import COMPLETING, FORMS, REPLIES, SMALL_FORMATS, TABLES, TINY, WIDE
from benchmarks.figures import Bar, Growth, Memory, Ratio, Span

READING = (1.2, 2.0)
"""Goal and least of a reading of one meeting, over its tally."""
MORE_THAN_A_READING = {"report": (3, 4), FORMS: (6, 9), REPLIES: (6, 15), TABLES: (8, 12)}
"""The same of what costs more: it makes or opens many files, or large ones."""
IN_EARNEST = 3000
"""From so many positions on, what is kept from an earlier run has to pay; on fewer, start-up is most of a check."""


def bars(files: Mapping[int, int], readings: Sequence[str]) -> Iterator[Bar]:
    """All figures; `files` is how many each size has, `readings` what is run on the widest meeting."""
    yield from _of_starts()
    yield from _of_shipped_data()
    for size in files:
        yield from _of_checks(size)
    for size in files:
        if size <= LARGEST:
            tally = Ratio(f"tally, {size:,}", f"{PANDAS}, {size:,}")
            yield Bar(f"tally : pandas script, {size:,}", tally, 0.4, 0.6)
        yield from _of_readings(f"{size:,}")
    for what in readings:
        if what != WIDE:
            yield Bar(f"{what} : tally, 27 × 80", Ratio(what, WIDE), *MORE_THAN_A_READING.get(what, READING))
    for less, more in pairwise(files):
        yield from _of_growth(less, more, (files[less], files[more]))


def _of_starts() -> Iterator[Bar]:
    yield Bar("partner --version : bare", Ratio("version", "bare"), 1.3, 2)
    yield Bar(f"{COMPLETING} : bare", Ratio(COMPLETING, "bare"), 3, 8)
    yield Bar("partner --help : bare", Ratio("help", "bare"), 7, 9)
    yield Bar("a short command's start : bare", Ratio("start", "bare"), 14, 20)
    yield Bar("(typer hello : bare)", Ratio(HELLO, "bare"))


def _of_shipped_data() -> Iterator[Bar]:
    yield Bar("validate of the shipped data : bare", Ratio("validate, shipped", "bare"), 20, 20)
    yield Bar("(the same, warm : bare)", Ratio("warm validate, shipped", "bare"))
    yield Bar("render note, Markdown : tally", Ratio("note md, shipped", "tally, shipped"), 1.4, 1.8)
    yield Bar("render note, all five formats : tally", Ratio("note all, shipped", "tally, shipped"), 2.5, 4)
    yield Bar("render note, Word : python-docx alone", Ratio("note docx, shipped", WORD), 2.2, 3)


def _of_checks(size: int) -> Iterator[Bar]:
    cold, changed = f"cold validate, {size:,}", f"one changed, {size:,}"
    warm, first = f"warm validate, {size:,}", f"first validate, {size:,}"
    yield Bar(f"cold validate : floor, {size:,}", Ratio(cold, f"floor, {size:,}"), 30, 45)
    against = {SKILLED: (0.8, 1.1), NAIVE: (0.06, 0.1), PROGRAMS: (0.05, 0.08)}
    for peer, bar in against.items() if size <= LARGEST else ():
        yield Bar(
            f"cold validate : {peer}, {size:,}", Ratio(cold, f"{peer}, {size:,}"), *_in_earnest(size, bar)
        )
    yield Bar(f"warm validate : floor, {size:,}", Ratio(warm, f"floor, {size:,}"), *_in_earnest(size, (5, 8)))
    yield Bar(f"warm : cold, {size:,}", Ratio(warm, cold), *_in_earnest(size, (0.25, 0.35)))
    yield Bar(f"one file changed : cold, {size:,}", Ratio(changed, cold), *_in_earnest(size, (0.35, 0.5)))
    yield Bar(f"(the run that fills the cache : cold, {size:,})", Ratio(first, cold))


def _in_earnest(size: int, bar: tuple[float, float]) -> tuple[float, float] | tuple[None, None]:
    return bar if size >= IN_EARNEST else (None, None)


def _of_readings(size: str) -> Iterator[Bar]:
    tally = f"tally, {size}"
    yield Bar(f"tally --at REV : tally, {size}", Ratio(f"tally --at, {size}", tally), 1.2, 1.5)
    yield Bar(f"diff of two commits : tally, {size}", Ratio(f"diff, {size}", tally), 1.4, 2)
    yield Bar(
        f"diff of commit and files : tally, {size}", Ratio(f"diff with the files, {size}", tally), 1.4, 2
    )
    yield Bar(f"(history of a country : tally, {size})", Ratio(f"history, {size}", tally))
    for format_ in SMALL_FORMATS:
        yield Bar(f"note {format_} : tally, {size}", Ratio(f"note {format_}, {size}", tally), 1.4, 1.8)


def _of_growth(less: int, more: int, files: tuple[int, int]) -> Iterator[Bar]:
    def span(what: str) -> Span:
        return Span(f"{what}, {less:,}", f"{what}, {more:,}", files)

    sizes = f"{less:,} to {more:,}"
    yield Bar(f"tally at {more:,} : at {less:,}", Ratio(f"tally, {more:,}", f"tally, {less:,}"), 1.1, 1.3)
    for what, bar in {
        "cold validate": (1.05, 1.1),
        "warm validate": _in_earnest(less, (1.05, 1.1)),
        "one changed": (1.05, 1.1),
    }.items():
        yield Bar(f"growth of {what}, {sizes}", Growth(span(what), f"{what}, {TINY}"), *bar)
    for what, flat in {
        "tally": (0.1, 0.3),
        "note md": (0.1, 0.3),
        "diff": (0.2, 0.4),
        "diff with the files": (0.2, 0.4),
    }.items():
        yield Bar(f"growth of {what}, {sizes}", Growth(span(what), "start"), *flat)
    yield Bar(f"(growth of history, {sizes})", Growth(span("history"), "start"))
    yield Bar(f"memory of cold validate, KiB a file, {sizes}", Memory(span("cold validate")), 8, 12)
