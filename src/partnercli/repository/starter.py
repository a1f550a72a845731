"""What a new repository is made of: reference data, settings, and the files around them, all in memory.

The texts of a new repository lie in the package's folder `starter/`, laid out as they will lie there; a name that is
to begin with a dot begins with `dot-`. The reference data are those of the project itself: in an installed package
they stand among the texts, in a checkout at its root, so that there is one copy of each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template
from typing import Any, Final

from partnercli.records.config import FORMAT, Config
from partnercli.records.country import Country
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.schema import json_schema
from partnercli.repository.canonical import SCHEMAS, canonical, schema_name
from partnercli.repository.kinds import SETTINGS, model_of
from partnercli.repository.walk import read_yaml

STARTER: Final = Path(__file__).parents[1] / "starter"
GITLAB_JOB: Final = "ci/gitlab/validate.gitlab-ci.yml"
REFERENCE: Final = (
    Kind.REGIONS.path,
    Kind.DELEGATIONS.path,
    Kind.PRESIDENCIES.path,
    Kind.COUNTRY.path,
    Kind.INSTRUMENT.path,
    ".vscode/extensions.json",
    ".vscode/settings.json",
    GITLAB_JOB,
)
"""Files and folders of the project that a new repository is made from; pyproject.toml packs them by these paths."""
README: Final = "README.md"
IDENTITY: Final = (
    "name",
    "official_name",
    "iso2",
    "iso3",
    "region",
    "aliases",
    "working_party",
    "groups",
    "names",
    "footnote",
    "translations",
    "sources",
)
"""The fields of a country that hold whatever the subject of the exercise is."""
_FRENCH = {
    "all Member States": "tous les États membres",
    "a large number of Member States": "un grand nombre d'États membres",
    "several Member States": "plusieurs États membres",
    "some Member States": "certains États membres",
    "two Member States": "deux États membres",
    "one Member State": "un État membre",
}
_FORGES = {".github": "github", ".gitlab-ci.yml": "gitlab"}


def reference_root() -> Path:
    """The folder under which the paths of REFERENCE lie: in the installed package, or of the checkout."""
    return STARTER if (STARTER / REFERENCE[0]).exists() else STARTER.parents[2]


def starter_files(*, bare: bool, forges: frozenset[str]) -> dict[str, bytes]:
    """The files of a new repository by path, without its settings and its README.

    `bare` leaves out what belongs to one subject: the instruments, and all of a country but its identity.
    `forges` are the names of those whose checks are set up: github, gitlab.
    """
    found = {
        path: data
        for path, data in _texts()
        if path != README and _FORGES.get(path.partition("/")[0], "") in {"", *forges}
    }
    for path, data in _reference():
        if not path.startswith(f"{Kind.INSTRUMENT.path}/"):
            found[path] = identity(path, data) if bare and path.startswith(f"{Kind.COUNTRY.path}/") else data
        elif not bare:
            found[path] = data
    if "gitlab" in forges:
        found[".gitlab-ci.yml"] += _without_head((reference_root() / GITLAB_JOB).read_bytes())
    return found | {f"{SCHEMAS}/{schema_name(kind)}": schema_text(kind) for kind in Kind}


def schema_text(kind: Kind) -> bytes:
    """The JSON Schema of a kind of file, as its file holds it."""
    return (json.dumps(json_schema(kind, model_of(kind)), ensure_ascii=False, indent=2) + "\n").encode()


def readme(facts: str, checks: str) -> bytes:
    """The first page of a new repository: how far its facts can be relied on, and what checks it."""
    page = Template((STARTER / README).read_text("utf-8"))
    return page.safe_substitute(facts=facts, checks=checks).encode()  # a prompt in it is no name


def settings(title: str, presidency: str, marking: Marking, members: int) -> bytes:
    """The text of partner.yaml; `members` is the number of delegations on which its phrases are read."""
    bands: list[dict[str, Any]] = [
        {"at_least": 1, "phrase": "all Member States"},
        {"at_least": "1/2", "phrase": "a large number of Member States"},
        {"at_least": f"5/{members}", "phrase": "several Member States"},
        {"count": 4, "phrase": "some Member States"},
        {"count": 3, "phrase": "some Member States"},
        {"count": 2, "phrase": "two Member States"},
        {"count": 1, "phrase": "one Member State"},
    ]
    config = {
        "format": FORMAT,
        "title": title,
        "presidency": presidency,
        "marking": str(marking),
        "priority": {"at_least": "1/2", "of": "all", "within": "region"},
        "phrases": bands,
        "translations": {"fr": {"phrases": _FRENCH}},
    }
    return canonical(SETTINGS, Config.model_validate(config), _notes(members))


def _notes(members: int) -> dict[tuple[str | int, ...], str]:
    return {
        ("priority",): (
            "As soon as there are some, current_meeting names here the meeting whose positions are counted, and "
            "current_document the document that is written.\n\n"
            "When a country counts as a priority: a convention of this repository, which no Council rule fixes."
        ),
        ("priority", "at_least"): "The share of delegations that name it, from which on it counts as one.",
        ("priority", "of"): "Of all delegations, or of those that responded: all or responded.",
        (
            "priority",
            "within",
        ): "How countries are listed and ranked, by region or all together: region or all.",
        ("phrases",): (
            "How a count is worded, highest first: the first that fits is used. A convention too. at_least is a "
            f"share of all delegations (5/{members}: from five on), count an exact number."
        ),
        ("translations",): "The same in other languages, for documents that are in one.",
    }


def identity(path: str, data: bytes) -> bytes:
    """A country's file with what identifies the country, and the remarks at its head."""
    said = read_yaml(data, path).value
    country = Country.model_validate({field: said[field] for field in IDENTITY if field in said})
    head = "\n".join(line.lstrip("# ") for line in _head(data.decode()))
    return canonical(path, country, {(IDENTITY[0],): head} if head else None)


def _texts() -> Iterator[tuple[str, bytes]]:
    """The package's own texts for a new repository, each with its path there."""
    reference = tuple(STARTER / path for path in REFERENCE)
    for file in sorted(STARTER.rglob("*")):
        if file.is_file() and not any(file.is_relative_to(path) for path in reference):
            steps: Sequence[str] = file.relative_to(STARTER).parts
            yield "/".join(f".{s[4:]}" if s.startswith("dot-") else s for s in steps), file.read_bytes()


def _reference() -> Iterator[tuple[str, bytes]]:
    root = reference_root()
    for path in (one for one in REFERENCE if one != GITLAB_JOB):
        whole = root / path
        for file in sorted(whole.iterdir()) if whole.is_dir() else (whole,):
            yield file.relative_to(root).as_posix(), file.read_bytes()


def _head(text: str) -> Iterator[str]:
    """The lines of comment at the start of a text."""
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line


def _without_head(data: bytes) -> bytes:
    text = data.decode()
    return "\n".join([*text.splitlines()[len(list(_head(text))) :], ""]).encode()
