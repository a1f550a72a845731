"""From the options of `partner position set` to what the delegation said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from partnercli.cli.given import one_of, words_given
from partnercli.library.lookup import typed
from partnercli.library.names_given import NamesGiven, parted
from partnercli.library.problems import Usage
from partnercli.recording.positions import Said, Subject, subject_of
from partnercli.records.base import Unreadable, check_slug
from partnercli.records.exercise import Exercise
from partnercli.records.plain import Plain
from partnercli.records.position import Priority, Stance


class Spoken(NamedTuple):
    """The options as they were typed.

    `stances`: per stance, countries parted by commas, or one and its condition as `NAME: condition`.
    `regions`: REGION or REGION:STANCE. `priorities` and `notes`: NAME=TEXT.
    """

    stances: dict[Stance, list[str]]
    regions: list[str]
    priorities: list[str]
    notes: list[str]
    no_longer: list[str]
    calls: list[str]
    remarks: list[str]
    withdraw: bool = False


def said_of(exercise: Exercise, spoken: Spoken, names: NamesGiven) -> Said:
    """What was said; raises Usage. Unknown names are left to `names.check`."""
    named = [
        *(
            one
            for stance, texts in spoken.stances.items()
            for one in _countries(exercise, names, stance, texts)
        ),
        *_regions(names, spoken.regions),
    ]
    return Said(
        preferences=_once(named),
        taken_back=tuple(
            dict.fromkeys(names.subject(name) for text in spoken.no_longer for name in parted(exercise, text))
        ),
        withdrawn=spoken.withdraw,
        calls=tuple(dict.fromkeys(_calls(spoken.calls))),
        remarks=tuple(dict.fromkeys(words_given(text, "a remark") for text in spoken.remarks)),
        details=tuple(_details(names, spoken)),
    )


def _countries(
    exercise: Exercise, names: NamesGiven, stance: Stance, texts: Iterable[str]
) -> Iterator[Plain]:
    for text in map(typed, texts):
        before, colon, condition = text.partition(":")
        countries = parted(exercise, before)
        if not countries or (colon and not condition.strip()):
            raise Usage(
                f'"{text}" names no country or gives no condition',
                "write tunisia,morocco or iraq: until then",
            )
        if colon and len(countries) > 1:
            hint = f'give one country an option of its own: --{_option(stance)} "{countries[-1]}:{condition}"'
            raise Usage(f'"{text}" has one condition for {len(countries)} countries', hint)
        words = words_given(condition, f"the condition on {countries[0]}") if colon else ""
        for country in countries:
            yield _preference(("country", names.country(country)), stance, words)


def _regions(names: NamesGiven, texts: Iterable[str]) -> Iterator[Plain]:
    for text in map(typed, texts):
        region, _, word = (part.strip() for part in text.partition(":"))
        stance = Stance(one_of(Stance, word or Stance.SUPPORT, "stance"))
        yield _preference(("region", names.region(region)), stance, "")


def _preference(subject: Subject, stance: Stance, condition: str) -> Plain:
    kind, key = subject
    entry = {kind: key}
    if stance is not Stance.SUPPORT:
        entry["stance"] = str(stance)
    if condition:
        entry["conditions"] = condition
    return entry


def _once(named: Iterable[Plain]) -> tuple[Plain, ...]:
    """Each country and region once; named in two ways it is refused."""
    found: dict[Subject, Plain] = {}
    for entry in named:
        subject = subject_of(entry)
        if found.setdefault(subject, entry) != entry and subject[1]:
            raise Usage(f"{subject[1]} is named twice, and not in the same way", "name it once")
    return tuple(found.values())


def _details(names: NamesGiven, spoken: Spoken) -> Iterator[Plain]:
    for text in spoken.priorities:
        name, word = _pair(text, "--priority tunisia=high")
        yield _detail(names.subject(name), "priority", one_of(Priority, word, "priority"))
    for text in spoken.notes:
        name, words = _pair(text, '--note "tunisia=asked twice"')
        yield _detail(names.subject(name), "note", words)


def _detail(subject: Subject, key: str, value: str) -> Plain:
    return {subject[0]: subject[1], key: value}


def _pair(text: str, example: str) -> tuple[str, str]:
    name, _, value = (part.strip() for part in typed(text).partition("="))
    if not name or not value:
        raise Usage(f'"{typed(text)}" is no NAME=VALUE', f"write {example}")
    return name, words_given(value, f"what is said of {name}")


def _calls(texts: Iterable[str]) -> Iterator[str]:
    for word in (word.strip() for text in texts for word in typed(text).split(",")):
        try:
            yield check_slug(word)
        except Unreadable as error:
            raise Usage(f"a call is a theme: {error}", error.hint) from error


def _option(stance: Stance) -> str:
    return {"reservation": "reserve", "opposition": "oppose"}.get(stance, str(stance))
