"""Makes a repository of any size, wholly invented: `python -m benchmarks.generate DIR POSITIONS [--countries N]`.

The same size and seed give the same bytes. Positions are of about 1.4 KiB, 27 to a meeting; the current meeting
is the last one, full where there are so many positions, and the current document a NOTE on it. With --countries
every country is named at every meeting that is full, so that positions are longer.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

DELEGATIONS = 27
COUNTRIES = 60
FIRST_MEETING = date(2031, 1, 7)
BETWEEN_MEETINGS = timedelta(days=11)
REGIONS = ("northern-shore", "inner-plain", "far-isles", "river-lands", "high-passes")
INSTRUMENTS = (
    ("round-table", "political", "governance"),
    ("charter", "legal", "return"),
    ("harbour-project", "operational", "irregular-migration"),
    ("grant", "financial", "root-causes"),
)
STANCES = ("support",) * 7 + ("can-accept", "reservation", "opposition")
SYLLABLES = (
    "al",
    "be",
    "cor",
    "dra",
    "es",
    "fa",
    "gol",
    "hi",
    "il",
    "jor",
    "ka",
    "lu",
    "mar",
    "no",
    "or",
    "pe",
)
WORDS = (
    *("the", "a", "of", "and", "with", "before", "after", "talks", "harbour", "dialogue", "returns", "visas"),
    *(
        "students",
        "workers",
        "border",
        "ministry",
        "council",
        "season",
        "funding",
        "programme",
        "partner",
        "joint",
    ),
    *(
        "first",
        "further",
        "steady",
        "gradual",
        "agreed",
        "common",
        "progress",
        "review",
        "mandate",
        "timetable",
    ),
)
SOURCES = "sources: [{title: Gazetteer of the Northern Shore}]\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the repository that the command line describes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("positions", type=int)
    parser.add_argument("--countries", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    for path, text in repository(asked.positions, asked.countries, Random(asked.seed)):  # noqa: S311 (not for secrets)
        file = asked.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def repository(positions: int, wide: int | None, chance: Random) -> Iterator[tuple[str, str]]:
    """Every file, by its path and text; `wide` is how many countries are all to be named, None for the usual."""
    names = list(islice(invented_names(chance), DELEGATIONS + (wide or COUNTRIES)))
    delegations = dict(zip(codes(DELEGATIONS), names[:DELEGATIONS], strict=True))
    countries = names[DELEGATIONS:]
    meetings = list(meeting_ids(-(-positions // DELEGATIONS)))
    document = f"9000-{meetings[-1][2:4]}"
    yield "partner.yaml", settings(meetings[-1], document, next(iter(delegations)))
    yield "data/regions.yaml", "regions:\n" + "".join(map(region, REGIONS)) + SOURCES
    yield (
        "data/delegations.yaml",
        "delegations:\n"
        + "".join(delegation(code, name, meetings[-1][:4], chance) for code, name in delegations.items())
        + SOURCES,
    )
    for name, kind, pillar in INSTRUMENTS:
        yield f"data/instruments/{name}.yaml", instrument(name, kind, pillar)
    for name in countries:
        yield f"data/countries/{name.lower()}.yaml", country(name, chance)
    yield f"data/documents/{document}.yaml", note(document, meetings[-1])
    spoken = [*meetings[::-1]] * DELEGATIONS
    for meeting in meetings:
        yield f"data/meetings/{meeting}.yaml", f"forum: Working Group\ndate: {meeting[:10]}\n{SOURCES}"
    for number, meeting in enumerate(sorted(spoken, reverse=True)[:positions]):
        place = number % DELEGATIONS
        code = list(delegations)[place]
        in_turn = range(place, wide or 0, DELEGATIONS)
        text = position(code, meeting, countries, in_turn, chance)
        yield f"data/positions/{meeting}/{code.lower()}.yaml", text


def invented_names(chance: Random) -> Iterator[str]:
    """Names that differ from one another in more than a letter or two."""
    seen = set()
    while True:
        name = "".join(chance.sample(SYLLABLES, 4)).capitalize()
        if name not in seen:
            seen.add(name)
            yield name


def codes(most: int) -> Iterator[str]:
    """Two letters each: QA to QZ, then RA and on."""
    return (f"{chr(81 + number // 26)}{chr(65 + number % 26)}" for number in range(most))


def meeting_ids(count: int) -> Iterator[str]:
    """The meetings, oldest first."""
    return (f"{FIRST_MEETING + number * BETWEEN_MEETINGS}-working-group" for number in range(count))


def settings(meeting: str, document: str, presidency: str) -> str:
    """partner.yaml."""
    return (
        f"format: 1\ntitle: Partnerships of the Northern Shore\npresidency: {presidency}\n"
        f"current_meeting: {meeting}\ncurrent_document: {document}\n"
        "priority: {at_least: 0.5, of: all, within: region}\n"
        "phrases:\n  - {at_least: 1, phrase: all Member States}\n  - {at_least: 0.5, phrase: a large number}\n"
        "  - {count: 1, phrase: one Member State}\n"
    )


def region(key: str) -> str:
    """An entry of the regions' list."""
    return f"  - {{id: {key}, name: {key.replace('-', ' ').title()}}}\n"


def delegation(code: str, name: str, year: str, chance: Random) -> str:
    """An entry of the delegations' list, with its population in the year of the current meeting."""
    population = chance.randint(400_000, 80_000_000)
    return (
        f"  - {{code: {code}, name: {name}, accession: 2001-01-01, population: {{{year}: {population}}}}}\n"
    )


def instrument(key: str, kind: str, pillar: str) -> str:
    """An entry of the catalogue."""
    return f"name: {key.replace('-', ' ').capitalize()}\nkind: {kind}\npillar: {pillar}\nlead: Commission\n{SOURCES}"


def country(name: str, chance: Random) -> str:
    """A country with two instruments in force."""
    cooperation = "".join(
        f"  - instrument: {key}\n    status: in-force\n    since: {chance.randint(2005, 2030)}\n    {SOURCES}"
        for key, _, _ in chance.sample(INSTRUMENTS, 2)
    )
    return f"name: {name}\nregion: {chance.choice(REGIONS)}\ncooperation:\n{cooperation}{SOURCES}"


def note(document: str, meeting: str) -> str:
    """A NOTE on what a meeting said, with the partners that reach the line."""
    return (
        f"kind: note\nnumber: {document.replace('-', '/')}\ndate: {meeting[:10]}\nfrom: Presidency\nto: Delegations\n"
        f"subject: Partnerships of the Northern Shore\nmeeting: {meeting}\nannexes: [state-of-play]\n{SOURCES}"
    )


def position(
    code: str, meeting: str, countries: Sequence[str], in_turn: Iterable[int], chance: Random
) -> str:
    """What a delegation said: some eight countries, the first ones of the list more often, and those `in_turn`."""
    last = min(COUNTRIES, len(countries)) - 1
    often = {min(int(chance.expovariate(0.12)), last) for _ in range(11)}
    wanted = sorted(often.union(in_turn))
    preferences = "".join(
        f"  - country: {countries[number].lower()}\n    stance: {chance.choice(STANCES)}\n    rank: {rank}\n"
        f"    note: {sentence(chance)}\n"
        for rank, number in enumerate(wanted, 1)
    )
    return (
        f"delegation: {code}\nmeeting: {meeting}\nbasis: statement\nconfirmed: {meeting[:10]}\nillustrative: true\n"
        f"preferences:\n{preferences}calls: [roadmaps, timelines]\n"
        f"sources:\n  - title: Statement of {code}\n    note: {sentence(chance)}\n    date: {meeting[:10]}\n"
    )


def sentence(chance: Random) -> str:
    """Some words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(6, 14))).capitalize() + "."


if __name__ == "__main__":
    main()
