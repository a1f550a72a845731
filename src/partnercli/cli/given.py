"""What was typed on the command line, read as a record holds it: days, periods, words, sources; and for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_args

from partnercli.documents.audience import Audience
from partnercli.library.lookup import typed
from partnercli.library.problems import Refused, Usage
from partnercli.records.base import Unreadable
from partnercli.records.characters import forbidden_in
from partnercli.records.names import did_you_mean
from partnercli.records.period import Period, read_day
from partnercli.records.plain import Plain

_Meant = TypeVar("_Meant")
_Format = TypeVar("_Format", bound=StrEnum)
_ALL = "all"


def understood(read: Callable[[str], _Meant], text: str) -> _Meant:
    """What `read` makes of a text, which raises Unreadable where it makes nothing of it; raises Usage then."""
    try:
        return read(typed(text))
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error


def day_given(text: str) -> date:
    """A day; raises Usage."""
    return understood(read_day, text)


def day_or(text: str | None, usual: date) -> date:
    """A day, or the usual one where none is given; raises Usage."""
    return usual if text is None else day_given(text)


def not_ahead(what: str, when: date | Period, today: date) -> None:
    """Raise Refused where what is said to have happened lies ahead. `what` goes before the day: a reply of."""
    if (when.first if isinstance(when, Period) else when) > today:
        raise Refused(f"{what} {when} lies in the future", f"check the day: today is {today}")


def period_given(text: str) -> Period:
    """A period; raises Usage."""
    return understood(Period.read, text)


def readers_given(audience: Audience | None, *, public: bool, meeting: str | None = None) -> Audience:
    """For whom something is made, delegations where nothing is said; raises Usage.

    `meeting` is what was typed for one: the public reads of the released document, and chooses none.
    """
    if public and audience not in (None, Audience.PUBLIC):
        raise Usage(f"--public and --audience {audience} do not go together", "leave one of them out")
    readers = Audience.PUBLIC if public else audience or Audience.DELEGATIONS
    if readers is Audience.PUBLIC and meeting is not None:
        raise Usage("the public reads of the released document and of its meeting", "leave out --meeting")
    return readers


def words_given(text: str, what: str = "the text") -> str:
    """A text that a record may hold; raises Usage where it is empty or could do harm."""
    words = typed(text).strip()
    if not words:
        raise Usage(f"{what} is empty", "say something, or leave it out")
    if name := forbidden_in(words):
        raise Usage(f"{what} holds {name}", "leave that character out")
    return words


def given(**fields: Any) -> Plain:
    """The fields that were given, as a record holds them: neither None nor an empty list, texts checked."""
    return {key: _checked(value) for key, value in fields.items() if value is not None and value != []}


def _checked(value: Any) -> Any:
    if isinstance(value, list):
        return [_checked(item) for item in value]
    return words_given(value) if isinstance(value, str) else value


def one_of(kind: Any, text: str, what: str) -> str:
    """A word of a fixed set, an enumeration or Literal, in whatever case; raises Usage with the nearest."""
    words = get_args(kind) or tuple(map(str, kind))
    text = typed(text)
    if text.lower() in words:
        return text.lower()
    hint = did_you_mean(text, words) or f"write one of: {', '.join(words)}"
    raise Usage(f'"{text}" is no {what}', hint)


def formats_given(kind: type[_Format], text: str) -> tuple[tuple[_Format, ...], bool]:
    """The formats named with commas between, in the order of their enumeration, and whether all were meant.

    Raises Usage, as the library's options with a choice do: none of these, and the nearest.
    """
    words = [word.strip().lower() for word in typed(text).split(",")]
    if words == [_ALL]:
        return tuple(kind), True
    if _ALL in words:
        raise Usage(f"{_ALL} stands alone", f"name the formats one by one, or write --format {_ALL}")
    if "" in words:
        raise Usage(f'"{text}" has a comma too many (--format)', "leave it out, or name a format there")
    known = [*map(str, kind), _ALL]
    for word in words:
        if word not in known:
            hint = (
                did_you_mean(word, known)
                or f"name one or more, with commas between: --format {known[0]},{known[1]}"
            )
            raise Usage(f'"{word}" is none of: {", ".join(known)} (--format)', hint)
    return tuple(form for form in kind if form in words), False


def source_given(title: str | None, reference: str | None) -> Plain | None:
    """A source; None where none is given. Raises Usage."""
    found = sources_given([title] if title is not None else None, reference)
    return found[0] if found else None


def source_or(title: str | None, reference: str | None, usual: str) -> Plain:
    """A source, or the one of this usual title where none is given; raises Usage."""
    return source_given(title, reference) or {"title": usual}


def sources_given(
    titles: Sequence[str] | None, reference: str | None, url: str | None = None
) -> list[Plain] | None:
    """Sources; reference and address belong to an only one. None where none is given; raises Usage."""
    if not titles:
        if reference or url:
            raise Usage("a reference belongs to a source", "name it too: --source TITLE")
        return None
    if len(titles) > 1 and (reference or url):
        raise Usage(
            "with several sources it cannot be told whose reference or address it is",
            "put the reference into each title, or give one source here and add the others later",
        )
    return [given(title=title, reference=reference, url=url) for title in titles]
