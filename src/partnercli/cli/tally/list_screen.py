"""The list of partners beside what delegations say, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnercli.cli.reading_words import foot, head, in_confidence, rule_in_words
from partnercli.cli.terminal import Line, Piece, folded, wrapped
from partnercli.records.lines import one_line
from partnercli.records.plural import plural
from partnercli.tally.decided_list import DecidedList

_NAME = 23
_FIGURES = 31
"""Columns of a partner's line beside its name."""
_INDENT = " " * 9


def list_in_words(decided: DecidedList, number: str) -> str:
    """Which list it is, and whose: decided by the Presidency or by others, or only counted."""
    partners = plural(len(decided.partners), "partner")
    if not decided.decided:
        counted = f"these are the tally's priorities, {partners}, counted and not decided"
        return f"{number} has no list of its own: {counted}."
    if decided.by_others:
        return (
            f"The list of {number}, decided by others: {partners}. Figures are of what delegations say here."
        )
    return (
        f"The list of {number} as the Presidency decided it: {partners}. Figures are of what delegations say."
    )


def elsewhere_in_words(number: str, current: str) -> str:
    """That the list is read at the meeting which its document reports, and how to read it at the `current` one."""
    return f"Read at the meeting that {number} reports; for the current one add --meeting {current}."


def represented_in_words(decided: DecidedList) -> Iterator[str]:
    """How many delegations are represented by what, none by name, and which priorities the list leaves out."""
    yield (
        f"Represented by a partner that they support: {plural(len(decided.represented), 'delegation')}; "
        f"only by one that they can accept: {len(decided.only_can_accept)}; by none: {len(decided.by_nothing)}."
    )
    yield _off_the_list(decided, list(decided.off_the_list))


def _off_the_list(decided: DecidedList, countries: Sequence[str]) -> str:
    """The sentence on these priorities that the list leaves out; empty where there is none."""
    names = {row.country: row.name for row in decided.tally.countries}
    off = _named(countries, names)
    return f"Counted over the line and not on the list: {off}." if off else ""


def list_screen(decided: DecidedList, which: Sequence[str], title: str, width: int) -> Iterator[Line]:
    """The sentences on `which` list it is, the partners with what is said of each, then who is represented by what."""
    tally = decided.tally
    yield from head(tally, title, width, "The list, tested")
    for sentence in which:
        yield from wrapped(sentence, width, indent="")
    yield ()
    yield from _partners(decided, width)
    yield ()
    yield from _delegations(decided, width)
    yield ()
    yield from foot(width, in_confidence(tally.bilateral), rule_in_words(tally.threshold))


def _partners(decided: DecidedList, width: int) -> Iterator[Line]:
    if not decided.partners:
        yield ("No partner is on the list.",)
        return
    narrow = width < _NAME + _FIGURES
    names = width - _FIGURES if narrow else _NAME
    yield (Piece(f"{'':{names + 2}}support accept reserve oppose", "dim"),)
    for row in decided.partners:
        if narrow:
            yield from wrapped(f"  {row.name}", width, indent="    ")
        first, *others = [" " * names] if narrow else folded(row.name, names)
        yield (
            f"  {first}",
            Piece(f"{row.support:>7}", "bold"),
            f"{row.can_accept:>7}{row.reservations:>8}{row.opposition:>7}",
        )
        yield from ((f"  {part}".rstrip(),) for part in others)
        if not row.priority and row.because:
            why = f"    below the line; on the list because: {one_line(row.because)}"
            yield from wrapped(why, width, indent="    ")
    below = [row.name for row in decided.partners if not row.priority and not row.because]
    if below:
        noted = "" if decided.by_others else ", no reason noted"
        yield from wrapped(f"Below the line and on the list{noted}: {', '.join(below)}.", width)
    named = {row.country: row.name for row in decided.tally.countries}
    for country, because in decided.off_the_list.items():
        if because:
            why = f"{named[country]}, over the line, is off the list because: {one_line(because)}"
            yield from wrapped(why, width)
    if off := _off_the_list(decided, [key for key, because in decided.off_the_list.items() if not because]):
        yield from wrapped(off, width)


def _delegations(decided: DecidedList, width: int) -> Iterator[Line]:
    names = {row.country: row.name for row in decided.partners}
    count = len(decided.represented)
    yield from _heading(count, "supports a partner of the list", "support a partner of the list", width)
    for code, named in decided.represented.items():
        yield from _line(decided, code, _of_list(named, names), width)
    count = len(decided.only_can_accept)
    yield from _heading(count, "can accept one, and supports none", "can accept one, and support none", width)
    for code, named in decided.only_can_accept.items():
        yield from _line(decided, code, f"{len(named)}: {_named(named, names)}", width)
    yield from _codes("neither support nor can accept one", decided.by_nothing, width)
    yield from _codes("not heard", decided.tally.silent, width)


def _of_list(named: Sequence[str], names: Mapping[str, str]) -> str:
    """What a delegation supports of a list: all of it, all but a few, or these; the number first."""
    if len(named) == len(names):
        return f"{len(named)}, the whole list"
    if 2 * len(named) > len(names):
        return f"{len(named)}, all but {_named([key for key in names if key not in named], names)}"
    return f"{len(named)}: {_named(named, names)}"


def _named(keys: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names[key] for key in keys)


def _heading(count: int, one: str, several: str, width: int) -> Iterator[Line]:
    yield from wrapped(f"{count:>3}  {one if count == 1 else several}", width, "bold", indent="     ")


def _line(decided: DecidedList, code: str, words: str, width: int) -> Iterator[Line]:
    secret = " (in confidence)" if code in decided.tally.bilateral else ""
    yield from wrapped(f"     {code}  {words}{secret}", width, indent=_INDENT)


def _codes(label: str, codes: Sequence[str], width: int) -> Iterator[Line]:
    named = f": {' '.join(codes)}" if codes else ""
    yield from wrapped(f"{len(codes):>3}  {label}{named}", width, "bold" if codes else "dim", indent="     ")
