"""What a user names, found in the exercise; or NotFound, with the nearest name."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from partnercli.library.problems import NotFound, Refused
from partnercli.records.base import Unreadable
from partnercli.records.document_number import WORKING_PAPERS, DocumentNumber
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import Lookup, did_you_mean
from partnercli.repository.load import Loaded

_REGISTERED = re.compile(r"(?P<series>[A-Z-]+) (?P<number>\d+) (?P<year>\d{4}) (?P<form>.+)")


def typed(text: str) -> str:
    """A name or text of the command line, read as UTF-8 whatever the locale says; what is no text stays as it is."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text


def find_country(exercise: Exercise, name: str) -> str:
    """The id of a country named by name, id, ISO code or alias."""
    name = typed(name)
    if (found := exercise.country_names.find(name)) is not None:
        return found
    require_readable(exercise, Kind.COUNTRY, name.lower())
    near = exercise.country_names.suggest(name)
    hint = f"did you mean {near[0]}?" if near else _seen("country")
    raise NotFound(f'there is no country "{name}"', hint)


def find_delegation(exercise: Exercise, name: str) -> str:
    """The code of a delegation named by code, name or alias."""
    name = typed(name)
    if (found := exercise.delegation_names.find(name)) is not None:
        return found
    near = exercise.delegation_names.suggest(name)
    hint = (
        f"did you mean {near[1]} ({near[0]})?"
        if near
        else f"the delegations are: {', '.join(exercise.delegations)}"
    )
    raise NotFound(f'there is no delegation "{name}"', hint)


def find_instrument(exercise: Exercise, name: str) -> str:
    """The id of an instrument of the catalogue named by id or name."""
    name = typed(name)
    names = Lookup({key: (instrument.name,) for key, instrument in exercise.instruments.items()})
    if (found := names.find(name)) is not None:
        return found
    near = names.suggest(name)
    hint = f"did you mean {near[1]}?" if near else _seen("instrument")
    raise NotFound(f'there is no instrument "{name}"', hint)


def find_region(exercise: Exercise, name: str) -> str:
    """The id of a region named by id or name."""
    name = typed(name)
    names = Lookup({region.id: (region.name,) for region in exercise.regions})
    if (found := names.find(name)) is not None:
        return found
    require_readable(exercise, Kind.REGIONS)
    near = names.suggest(name)
    known = ", ".join(exercise.region_order)
    raise NotFound(
        f'there is no region "{name}"', f"did you mean {near[1]}?" if near else f"the regions are: {known}"
    )


def find_outline(exercise: Exercise, name: str) -> str:
    """The id of the outline of a country named by name, id, ISO code or alias."""
    key = find_country(exercise, name)
    if key not in exercise.outlines:
        hint = f"draft it: partner outline new {key}"
        raise NotFound(f"{exercise.countries[key].name} has no outline", hint)
    return key


_NEW = {
    Kind.MEETING: "partner meeting new DATE-FORUM --current",
    Kind.DOCUMENT: 'partner document new --subject "…" --current',
}
"""How the first of a kind is made, and made the current one."""


def no_current(kind: Kind, *, there: bool) -> NotFound:
    """What to say where no meeting or document is the current one; `there`: there are some to choose from."""
    named = f"partner {kind} current {str(kind).upper()}; or name one of these: partner {kind} list"
    hint = f"make one current: {named}" if there else f"make one: {_NEW[kind]}"
    return NotFound(f"there is no current {kind}", hint)


def find_meeting(loaded: Loaded, meeting: str | None) -> str:
    """The id of the meeting named, or of the current one."""
    exercise = loaded.exercise
    current = exercise.current_meeting
    wanted = current if meeting is None else meeting
    if wanted is None:
        raise no_current(Kind.MEETING, there=bool(loaded.ids(Kind.MEETING)))
    return _record(Kind.MEETING, wanted, exercise.meetings, loaded.ids(Kind.MEETING))


def document_id(text: str) -> str:
    """The id that a number stands for, in any case; else the text itself.

    As printed (8952/21, 14860/1/18 REV 1), or as the public register calls it (ST 8952 2021 INIT).
    """
    try:
        return DocumentNumber.read(_as_printed(text.upper())).slug
    except Unreadable:
        return text.lower()


def _as_printed(text: str) -> str:
    """The register's name of a document as it is printed on it; any other text as it is."""
    named = _REGISTERED.fullmatch(text)
    if not named:
        return text
    series, form = named["series"], named["form"].removeprefix("INIT")
    year = named["year"] if series == WORKING_PAPERS else named["year"][2:]
    return f"{'' if series == 'ST' else series} {named['number']}/{year} {form}".strip()


def find_document(exercise: Exercise, document: str | None) -> str:
    """The id of the document named, or of the current one; a number as printed is fine too."""
    wanted = document or exercise.current_document
    if wanted is None:
        raise no_current(Kind.DOCUMENT, there=bool(exercise.documents))
    if (key := document_id(wanted)) in exercise.documents:
        return key
    require_readable(exercise, Kind.DOCUMENT, key)
    raise NotFound(
        f'there is no document "{wanted}"', did_you_mean(key, exercise.documents) or _seen("document")
    )


def require_readable(exercise: Exercise, kind: Kind, key: str = "") -> None:
    """Raise Refused where a record is there and its file cannot be read: nobody shall take it for missing."""
    if key in exercise.malformed.get(kind, ()):
        hint = "mend it first; see where: partner validate"
        raise Refused(f"{kind.file(key)} cannot be read as it is", hint)


def _record(kind: Kind, wanted: str, read: Container[str], ids: Sequence[str]) -> str:
    if wanted in read:
        return wanted
    raise NotFound(f'there is no {kind} "{wanted}"', did_you_mean(wanted, ids) or _seen(str(kind)))


def _seen(kind: str) -> str:
    """Where to look for a name, when none is near."""
    return f"see those there are: partner {kind} list"
