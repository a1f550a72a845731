"""What `partner init` says of a new repository: on the screen, and in the pages of the repository itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from shlex import quote
from textwrap import fill, wrap
from typing import NamedTuple

from partnercli.cli.terminal import Line, Piece, fitted
from partnercli.documents.words import listed
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural
from partnercli.records.slug import slugify

CODEOWNERS = "CODEOWNERS"
"""Where GitHub and GitLab both look for it: at the root."""
_FORGE_FILES = {"github": "/.github/", "gitlab": "/.gitlab-ci.yml"}
NEXT = ("partner validate", "partner meeting new YYYY-MM-DD-FORUM --current")
"""What to do in a new repository, first things first."""
_WIDE = 118
"""Columns of a page of text."""
_OWNERS_HEAD = """\
# Who is asked to review a change; whoever can read the repository reads all of it all the same (WHO-SEES-WHAT.md).
# The last line that matches counts. The names are to fill in: people or teams of the Presidency who may write here.
"""
_GITHUB = """\
GitHub checks every pull request by `.github/workflows/validate.yml`: with the tool and the templates of the branch
that the request is meant for, without secrets. Fill in where the tool lies and its commit, and require the check
`data` for that branch, together with branches that are up to date."""
_GITLAB = """\
GitLab checks every merge request by `.gitlab-ci.yml`. Fill in where the tool lies and its commit, and move the file
as its first lines say: a request can change it where it is."""
_DESK = """\
`.pre-commit-config.yaml` runs `partner validate` before a commit on your own machine, for who uses pre-commit."""


def facts_said(exercise: Exercise, *, bare: bool) -> str:
    """How far the facts about countries can be relied on, and as of when: worked out from the records alone."""
    told = [country for country in exercise.countries.values() if country.cooperation]
    count = plural(len(exercise.countries), "country", "countries")
    if bare or not told:
        said = (
            f"`data/countries/` holds {count}, each by name, codes and region alone. Nothing is recorded of what "
            "exists with them, and there is no catalogue of instruments: both are yours to fill in."
        )
        return fill(said, _WIDE, break_on_hyphens=False)
    begun = [one.since for country in told for one in country.cooperation if one.since]
    years = sorted({one.year for country in told for one in country.indicators})
    latest = max(begun, key=lambda period: period.last) if begun else None
    said = (
        f"`data/countries/` holds {count}; what exists with the Union is recorded for {len(told)} of them. For the "
        "others nothing was read, which does not mean that nothing exists."
        + (f" The latest status recorded is of {latest}." if latest else "")
        + (f" Figures are of {listed([str(year) for year in years])}." if years else "")
        + " What came later is at most in a history or a comment: bring a record up to date before you use it."
    )
    return fill(said, _WIDE, break_on_hyphens=False)


def checks_said(forges: frozenset[str]) -> str:
    """What checks a change, as the first page says it."""
    parts = [_GITHUB if "github" in forges else "", _GITLAB if "gitlab" in forges else "", _DESK]
    return "\n\n".join(part for part in parts if part)


def codeowners(exercise: Exercise, today: date, forges: frozenset[str]) -> bytes:
    """A CODEOWNERS with a line for each delegation that is a member today, its names to be filled in."""
    desks = ((code, slugify(exercise.delegations[code].name)) for code in exercise.members_on(today))
    rows = [("/data/", "presidency")]
    rows += [(f"/data/positions/**/{code.lower()}.yaml", f"{name}-desk") for code, name in desks]
    rows += [(path, "presidency") for path in ("/templates/", "/partner.yaml")]
    rows += [(_FORGE_FILES[forge], "administrators") for forge in sorted(forges)]
    rows.append((f"/{CODEOWNERS}", "administrators"))
    return (_OWNERS_HEAD + "".join(f"{path:<32} @your-org/{owner}\n" for path, owner in rows)).encode()


def planned(files: Mapping[str, bytes]) -> Iterator[Line]:
    """The files that would be made, with their sizes in bytes."""
    for path, data in files.items():
        yield (f"{len(data):>9,}  {path}",)
    yield (f"{sum(map(len, files.values())):>9,}  bytes in all",)


class Made(NamedTuple):
    """A new repository as it was made: the folder as a person types it, its files by path, and what they say."""

    folder: str
    files: Mapping[str, bytes]
    exercise: Exercise
    config: Config


def made_screen(made: Made, today: date, width: int) -> Iterator[Line]:
    """What was made, in a few lines, and what to do next."""
    presidency = made.exercise.delegations[made.config.presidency].name
    yield (Piece(str(made.config.marking), "bold"),)
    yield (Piece(f"A new repository of {plural(len(made.files), 'file')}: {made.folder}", "bold"),)
    for name, said in (
        ("title", made.config.title),
        ("Presidency", f"{presidency} ({made.config.presidency})"),
        ("data/", _held(made.exercise, today)),
        ("around it", ", ".join(_around(made.files))),
    ):
        first, *rest = wrap(said, max(20, width - 14), break_on_hyphens=False)
        yield (f"  {fitted(name, 12)}{first}",)
        yield from ((f"{'':14}{line}",) for line in rest)
    yield ()
    yield ("Read WHO-SEES-WHAT.md before the first position is recorded. Next:",)
    going = [] if made.folder == "." else [f"cd {quote(made.folder)}"]
    yield from ((f"  {command}",) for command in (*going, *NEXT))


def _held(exercise: Exercise, today: date) -> str:
    countries = plural(len(exercise.countries), "country", "countries")
    instruments = (
        plural(len(exercise.instruments), "instrument") if exercise.instruments else "no instruments"
    )
    return (
        f"{countries}, {instruments}, {plural(len(exercise.members_on(today)), 'delegation')}; no meeting yet"
    )


def _around(files: Iterable[str]) -> list[str]:
    """What stands at the top beside the records: pages first, then what begins with a dot."""
    parts = (path.partition("/") for path in files)
    tops = {first + slash for first, slash, _ in parts} - {"data/", "partner.yaml"}
    return sorted(tops, key=lambda top: (top.startswith("."), top))
