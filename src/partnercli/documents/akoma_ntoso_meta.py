"""What an Akoma Ntoso document says about itself: its addresses, its author, its marking.

The module of the writer says which part of a number stands where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from partnercli.documents.blocks import Header
from partnercli.documents.xml_elements import element, lines

LANGUAGE_CODES = {
    "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est",
    "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun", "it": "ita", "lt": "lit", "lv": "lav",
    "mt": "mlt", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "sk": "slk", "sl": "slv", "sv": "swe",
}  # fmt: skip
"""Codes of the official languages, of two letters as in a footer, and of three as in an address."""

_REGISTERED = re.compile(r"(?P<series>\S+) (?P<number>\S+) (?P<year>\d{4}) (?P<later>.+)", re.ASCII)


def slug(value: str) -> str:
    """A text as a part of an address: letters and digits of any script, parted by hyphens; may be empty."""
    return re.sub(r"[\W_]+", "-", value.casefold()).strip("-")


@dataclass(frozen=True, slots=True)
class Identity:
    """The addresses of a document, and what they are made of.

    `number` and `version` are parts of addresses (2018-14860, rev-1); `version` is empty for a first one.
    `work` and `expression` are addresses, the second of the version in its language (three letters).
    """

    author: str
    kind: str
    number: str
    version: str
    work: str
    expression: str
    language: str


def identity_of(header: Header) -> Identity:
    """Where a document is found; a language that is no official one is `und`, undetermined."""
    author = "council" if header.institution else "presidency"
    kind = header.kind_id or slug(header.kind) or "note"
    number, version = _number(header)
    language = LANGUAGE_CODES.get(header.language.lower(), "und")
    day = header.date.isoformat()
    work = f"/akn/eu/doc/{kind}/{author}/{day}/{number}"
    expression = "-".join(filter(None, (f"{work}/{language}@{day}", version)))
    return Identity(author, kind, number, version, work, expression, language)


def contains(identity: Identity) -> str:
    """The standard's word for a first version, or for one that has changes worked in."""
    return "singleVersion" if identity.version else "originalVersion"


def _number(header: Header) -> tuple[str, str]:
    """The number as an address has it, and the version: 2018-14860 and rev-1; the main series goes unnamed."""
    found = _REGISTERED.fullmatch(header.register_name)
    if not found:
        return slug(header.register_name) or slug(header.title) or "untitled", ""
    later = re.findall(r"([A-Z]+) (\d+)", found["later"])
    version = [f"rev-{count}" for word, count in later if word == "REV"]
    parts = [f"{word}-{count}" for word, count in later if word != "REV"]
    series = "" if found["series"] == "ST" else found["series"]
    return slug("-".join((found["year"], series, found["number"], *parts))), "-".join(version)


def meta_of(header: Header, identity: Identity) -> str:
    """The metadata of the paper itself."""
    marking = ""
    if header.marking:
        keyword = element(
            "keyword", value=header.marking, showAs=header.marking, refersTo="#limite", dictionary="#marking"
        )
        marking = element("classification", lines(keyword), source=f"#{identity.author}")
    described = identification(header, identity, "main")
    return element(
        "meta", lines(described, marking, _references(header, identity.author, marked=bool(marking)))
    )


def identification(header: Header, identity: Identity, component: str) -> str:
    """The three levels of one component: the paper itself is `main`, an annex has a name of its own."""
    name = header.title if component == "main" else component
    numbers = (identity.number, header.number_lines[0] if header.number_lines else identity.number)
    work = (
        element("FRBRcountry", value="eu"),
        element("FRBRsubtype", value=identity.kind),
        element("FRBRnumber", value=numbers[0], showAs=numbers[1]),
        element("FRBRname", value=name),
    )
    version = element("FRBRversionNumber", value=identity.version) if identity.version else ""
    expression = (version, element("FRBRlanguage", language=identity.language))
    within = f"{identity.expression}/!{component}"
    levels = (
        ("FRBRWork", f"{identity.work}/!{component}", identity.work, header.register_name, work),
        ("FRBRExpression", within, identity.expression, "", expression),
        ("FRBRManifestation", f"{within}.xml", f"{identity.expression}.xml", "", ()),
    )
    return element(
        "identification",
        lines(*(_level(header, identity.author, *level) for level in levels)),
        source=f"#{identity.author}",
    )


def _level(
    header: Header, author: str, name: str, this: str, uri: str, alias: str, more: Sequence[str]
) -> str:
    return element(
        name,
        lines(
            element("FRBRthis", value=this),
            element("FRBRuri", value=uri),
            element("FRBRalias", value=alias, name="register") if alias else "",
            element("FRBRdate", date=header.date.isoformat(), name="generation"),
            element("FRBRauthor", href=f"#{author}", as_="#author"),
            *more,
        ),
    )


def _references(header: Header, author: str, *, marked: bool) -> str:
    """Whatever an id in the document refers to, each once."""
    words, body = header.page, header.institution or header.page.presidency
    items = [
        _entity("TLCOrganization", author, f"organization/eu/{author}", body),
        _entity("TLCRole", "author", "role/eu/author", words.author),
        _entity("TLCLocation", "place", f"location/eu/{slug(header.place_id or header.place)}", header.place),
    ]
    if marked:
        items += [
            _entity("TLCConcept", "limite", f"concept/eu/{slug(header.marking)}", header.marking),
            _entity("TLCConcept", "marking", "concept/eu/distribution-marking", words.distribution_marking),
        ]
    return element("references", lines(*items), source=f"#{author}")


def _entity(name: str, identifier: str, path: str, shown: str) -> str:
    return element(name, eId=identifier, href=f"/akn/ontology/{path}", showAs=shown)
