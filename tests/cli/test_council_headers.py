"""Headers of Council documents: five real ones, read back from every format, and forms that others have.

Facts only, as public copies of the five show them; the text below the headers is written from the shipped data.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import docx
import pypdf
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree
from markdown_it import MarkdownIt

from partnercli.repository.walk import read_yaml

Partner = Callable[..., tuple[int, str, str]]
Lines = tuple[str, ...]

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference" / "council-notes.yaml"
"""Facts of the same five documents, kept beside the project by those who read them."""
BANNER = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
COUNCIL = "Council of the European Union"
BORDER_GUARD = (
    "Proposal for a Regulation of the European Parliament and of the Council on the European Border and Coast "
    "Guard and repealing Council Joint Action n° 98/700/JHA, Regulation (EU) n° 1052/2013 of the European "
    "Parliament and of the Council and Regulation (EU) n° 2016/1624 of the European Parliament and of the Council"
)
SECRETARY_GENERAL = (
    "Secretary-General of the European Commission, signed by Mr Jordi AYET PUIGARNAU, Director"
)
MEDITERRANEAN = (
    "JOINT COMMUNICATION TO THE EUROPEAN PARLIAMENT, THE EUROPEAN COUNCIL AND THE COUNCIL Migration on the "
    "Central Mediterranean route Managing flows, saving lives"
)


class Footer(NamedTuple):
    """What the footer says, each fact empty where it says nothing."""

    number: str = ""
    initials: str = ""
    unit: str = ""
    marking: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What stands on a first page, each fact empty where nothing stands."""

    institution: str = COUNCIL
    date: str
    original: str = "(OR. en)"
    numbers: Lines
    label: str = ""
    files: Lines = ()
    marking: str = ""
    codes: Lines = ()
    kind: str = "NOTE"
    rows: tuple[Lines, ...]
    """Each the label and its lines."""
    footer: Footer


# The five documents: each record as a desk would write it, and what the printed page shows.

FIVE: dict[str, tuple[str, Page]] = {
    "15299-21": (
        """
kind: note
number: 15299/21
date: 2021-12-30
original_languages: [fr, en]
marking: LIMITE
subject_codes: [JAI 1444, MIGR 283, ASIM 105, RELEX 1125]
from: Presidency
to: Permanent Representatives Committee
subject: Operational coordination mechanism for the external dimension of migration
unit: JAI.1
initials: skr/ste/MAS/moc
""",
        Page(
            date="Brussels, 30 December 2021",
            original="(OR. fr, en)",
            numbers=("15299/21",),
            marking="LIMITE",
            codes=("JAI 1444", "MIGR 283", "ASIM 105", "RELEX 1125"),
            rows=(
                ("From:", "Presidency"),
                ("To:", "Permanent Representatives Committee"),
                ("Subject:", "Operational coordination mechanism for the external dimension of migration"),
            ),
            footer=Footer("15299/21", "skr/ste/MAS/moc", "JAI.1", "LIMITE", "EN"),
        ),
    ),
    "5684-17": (
        f"""
kind: cover-note
number: 5684/17
date: 2017-01-27
original_languages: [en]
marking: public
subject_codes: [JAI 70, ASIM 8, RELEX 57, FRONT 34, DEVGEN 13, COAFR 29, MAMA 19, CSDP/PSDC 37, CO EUR-PREP 6]
from: {SECRETARY_GENERAL}
received: 2017-01-26
to: Mr Jeppe TRANHOLM-MIKKELSEN, Secretary-General of the Council of the European Union
commission_documents: [JOIN(2017) 4 final]
subject: {MEDITERRANEAN}
unit: DGD 1B
initials: SN/es
release: {{by: General Secretariat, on: 2017-01-27}}
""",
        Page(
            date="Brussels, 27 January 2017",
            numbers=("5684/17",),
            codes=(
                *("JAI 70", "ASIM 8", "RELEX 57", "FRONT 34", "DEVGEN 13", "COAFR 29", "MAMA 19"),
                *("CSDP/PSDC 37", "CO EUR-PREP 6"),
            ),
            kind="COVER NOTE",
            rows=(
                ("From:", SECRETARY_GENERAL),
                ("date of receipt:", "26 January 2017"),
                (
                    "To:",
                    "Mr Jeppe TRANHOLM-MIKKELSEN, Secretary-General of the Council of the European Union",
                ),
                ("No. Cion doc.:", "JOIN(2017) 4 final"),
                ("Subject:", MEDITERRANEAN),
            ),
            footer=Footer("5684/17", "SN/es", "DGD 1B", "", "EN"),
        ),
    ),
    "14860-18-rev-1": (
        f"""
kind: note
number: 14860/18
revision: 1
date: 2018-12-03
original_languages: [en]
marking: LIMITE
interinstitutional_files: [2018/0330(COD)]
subject_codes: [FRONT 416, SIRIS 166, CODEC 2136, COMIX 656]
from: Presidency
to: Permanent Representatives Committee/Council
subject: {BORDER_GUARD}
unit: JAI.1
initials: GK/cr
""",
        Page(
            date="Brussels, 3 December 2018",
            numbers=("14860/1/18", "REV 1"),
            label="Interinstitutional File:",
            files=("2018/0330(COD)",),
            marking="LIMITE",
            codes=("FRONT 416", "SIRIS 166", "CODEC 2136", "COMIX 656"),
            rows=(
                ("From:", "Presidency"),
                ("To:", "Permanent Representatives Committee/Council"),
                ("Subject:", BORDER_GUARD),
            ),
            footer=Footer("14860/1/18 REV 1", "GK/cr", "JAI.1", "LIMITE", "EN"),
        ),
    ),
    "11534-15": (
        """
kind: note
number: 11534/15
date: 2015-08-26
original_languages: [en]
marking: LIMITE
subject_codes: [JAI 618, RELEX 667, ASIM 73, COAFR 239, COPS 259, MAMA 121, DEVGEN 148]
from: Presidency
to: Delegations
previous_documents: [10908/15]
subject: Possible elements for the Outcome Document for Valletta - annotated version
unit: DG D 1B
initials: PC/pf
""",
        Page(
            date="Brussels, 26 August 2015",
            numbers=("11534/15",),
            marking="LIMITE",
            codes=("JAI 618", "RELEX 667", "ASIM 73", "COAFR 239", "COPS 259", "MAMA 121", "DEVGEN 148"),
            rows=(
                ("From:", "Presidency"),
                ("To:", "Delegations"),
                ("No. prev. doc.:", "10908/15"),
                (
                    "Subject:",
                    "Possible elements for the Outcome Document for Valletta - annotated version",
                ),
            ),
            footer=Footer("11534/15", "PC/pf", "DG D 1B", "LIMITE", "EN"),
        ),
    ),
    "10360-21-rev-1": (
        """
kind: note
number: 10360/21
revision: 1
date: 2021-07-07
original_languages: [en]
marking: public
subject_codes: [POLGEN 128]
from: General Secretariat of the Council
to: Delegations
subject: List of Council preparatory bodies
unit: GIP
release: {by: General Secretariat, on: 2021-07-07}
""",
        Page(
            date="Brussels, 7 July 2021",
            numbers=("10360/1/21", "REV 1"),
            codes=("POLGEN 128",),
            rows=(
                ("From:", "General Secretariat of the Council"),
                ("To:", "Delegations"),
                ("Subject:", "List of Council preparatory bodies"),
            ),
            footer=Footer("10360/1/21 REV 1", "", "GIP", "", "EN"),
        ),
    ),
}
COMMON = "meeting: 2021-04-22-hlwg\nsources: [{title: a public copy of the document}]\n"


# Readers: one for each format; each gives the same page.


def page_of(parts: Iterable[tuple[str, str]], footer: Iterable[tuple[str, str]]) -> Page:
    """A page from its texts, each under the name of what it is; what is no fact of a page is a fault.

    A `value` belongs to the `row` before it.
    """
    found: dict[str, list[str]] = {}
    rows: list[list[str]] = []
    for name, text in parts:
        if name == "row":
            rows.append([text])
        elif name == "value":
            rows[-1].append(text)
        elif name != "banner":
            found.setdefault(name, []).append(text)
    several: dict[str, Any] = {name: tuple(found.pop(name, ())) for name in ("numbers", "files", "codes")}
    single: dict[str, Any] = {name: text for name, (text,) in found.items()}
    facts = [(name, text) for name, text in footer if name != "banner"]
    assert len(dict(facts)) == len(facts)
    bare = {"institution": "", "original": "", "kind": ""}
    return Page(**{**bare, **single}, **several, rows=tuple(map(tuple, rows)), footer=Footer(**dict(facts)))


def named(line: str) -> tuple[str, str]:
    """A line above the table, under the name of what it looks like."""
    looks = {
        "banner": re.escape(BANNER),
        "institution": f"{COUNCIL}|European Council",
        "date": r"[A-Z][a-z]+, \d{1,2} [A-Z][a-z]+ \d{4}",
        "original": r"\(OR\. .*\)",
        "numbers": r"([A-Z]+ )?(\d+|X+)(/\d+)?/(\d{2}|\d{4})( INIT| REV \d+)?|(REV|ADD|COR) \d+",
        "label": "Interinstitutional Files?:",
        "files": r"\d{4}/\d{4} ?\([A-Z]+\)",
        "marking": "LIMITE",
        "kind": "((COVER|INFORMATION|'I(/A)?' ITEM) )?NOTE|OUTCOME OF PROCEEDINGS|WORKING PAPER",
    }
    return next((name for name, look in looks.items() if re.fullmatch(look, line)), "codes"), line


def rows_of(table: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The names for rows of label and value; a row without a label goes on with the value above."""
    for label, value in table:
        if label:
            yield "row", label
        yield from (("value", line) for line in value.split("\n"))


def in_footer(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names for lines of a footer: the number is first, the language last, initials end in small letters."""
    first, *between, last = (line for line in lines if line != BANNER)
    yield "number", first
    for line in between:
        yield "marking" if line == "LIMITE" else "initials" if line[-1].islower() else "unit", line
    yield "language", last


def read_md(path: Path) -> Page:
    parts: list[list[str]] = [[]]
    for token in MarkdownIt("commonmark").parse(path.read_text("utf-8")):
        if token.type == "hr":
            parts.append([])
        elif token.type == "inline":
            inner = token.children or ()
            text = "".join("\n" if one.type == "hardbreak" else one.content for one in inner)
            parts[-1] += text.split("\n")
    above, table, *_, footer = parts
    rows = rows_of(line.rpartition("\t")[::2] for line in table)
    return page_of([*map(named, above), *rows], in_footer(footer))


def read_docx(path: Path) -> Page:
    document = docx.Document(str(path))
    content = document.iter_inner_content()
    parts: list[tuple[str, str]] = []
    while "kind" not in dict(parts):
        one = next(content)
        texts = [one.text] if isinstance(one, Paragraph) else [text for row in cells(one) for text in row]
        parts += [named(line) for text in texts for line in text.splitlines()]
    table = next(one for one in content if isinstance(one, Table))
    names = ("number", "initials", "page", "unit", "marking", "language")
    footers = set()
    for section in document.sections:
        first, second = cells(section.footer.tables[0])
        facts = zip(names, (text.strip() for text in (*first, *second)), strict=True)
        footers.add(tuple((name, text) for name, text in facts if name != "page"))
    (footer,) = footers
    return page_of([*parts, *rows_of(cells(table))], footer)


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def read_pdf(path: Path) -> Page:
    laid_out = pypdf.PdfReader(path).pages[0].extract_text(extraction_mode="layout").splitlines()
    lines = [re.split(" {3,}", line) for line in laid_out if line.strip() not in {"", BANNER}]
    *lines, (number, *initials, page), below = lines
    assert page == "1"
    end = next(place for place, cells in enumerate(lines, 1) if named(cells[0])[0] == "kind")
    rows: list[list[str]] = []
    for label, value in takewhile(lambda cells: len(cells) == 2, lines[end:]):
        if label:
            rows.append([label, value])
        else:
            rows[-1][1] += value if re.search(r"\w[-/]$", rows[-1][1]) else f" {value}"
    above = [named(cell) for cells in lines[:end] for cell in cells if cell]
    return page_of([*above, *rows_of(rows)], in_footer([number, *initials, *filter(None, below)]))


class Reader(HTMLParser):
    """Collects the lines of a page's header and footer, each under its class, else its tag."""

    LINES = frozenset({"p", "h1", "dt", "dd"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, list[list[str]]] = {"header": [], "main": [], "footer": []}
        self.within = "header"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.parts:
            self.within = tag
        elif tag in self.LINES:
            self.parts[self.within].append([dict(attrs).get("class") or tag, ""])

    def handle_data(self, data: str) -> None:
        if self.parts[self.within]:
            self.parts[self.within][-1][1] += data


def read_html(path: Path) -> Page:
    names = {"number-line": "numbers", "code": "codes", "files-label": "label", "file": "files"}
    names |= {"h1": "kind", "dt": "row", "dd": "value", "full-number": "number"}
    reader = Reader()
    reader.feed(path.read_text("utf-8"))
    parts, footer = (
        [(names.get(name, name), text.strip()) for name, text in reader.parts[part]]
        for part in ("header", "footer")
    )
    return page_of(parts, footer)


def read_xml(path: Path) -> Page:
    names = {"original-languages": "original", "number": "numbers", "code": "codes", "label": "row"}
    names |= {"interinstitutional-label": "label", "interinstitutional-file": "files"}
    names |= dict.fromkeys(
        ("from", "date-of-receipt", "to", "no-prev-doc", "no-cion-doc", "subject"), "value"
    )
    doc = etree.parse(path).getroot()
    parts, footer = (
        [
            (one.get("class", ""), "".join(map(str, one.itertext())))
            for one in doc.iterfind(f"*/{{*}}{part}/*")
        ]
        for part in ("preface", "conclusions")
    )
    return page_of([(names.get(name, name), text) for name, text in parts], footer)


READERS = {"md": read_md, "docx": read_docx, "pdf": read_pdf, "html": read_html, "xml": read_xml}
ENDINGS = [ending for ending in READERS if ending != "pdf" or find_spec("typst")]
"""The formats that can be written here: a PDF needs a library that not everyone installs."""


def everything(path: Path) -> str:
    """All that a file holds that a reader could come across."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return "".join(parts.read(name).decode("latin-1") for name in parts.namelist())
    if path.suffix == ".pdf":
        written = pypdf.PdfReader(path)
        return "".join((str(written.metadata), *(page.extract_text() for page in written.pages)))
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def rendered(partner: Partner, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Writes one of the five in all formats, once; gives the folder of its files."""
    repository = tmp_path_factory.mktemp("council")
    for folder in ("data", "templates"):
        copytree(ROOT / folder, repository / folder)
    (repository / "partner.yaml").write_bytes((ROOT / "partner.yaml").read_bytes())
    for key, (text, _) in FIVE.items():
        (repository / "data" / "documents" / f"{key}.yaml").write_text(text + COMMON, "utf-8")

    @cache
    def render(key: str) -> Path:
        output = repository / "out"
        code, out, err = partner("render", "note", key, "--format", "all", "--output", output, at=repository)
        assert (code, bool(err)) == (0, "pdf" not in ENDINGS)
        assert out.splitlines() == [f"out/{key}.{ending}" for ending in ENDINGS]
        return output

    return render


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("key", FIVE)
def test_the_header_of_a_real_document_reads_back_field_by_field(
    key: str, ending: str, rendered: Callable[[str], Path]
) -> None:
    path = rendered(key) / f"{key}.{ending}"
    _, printed = FIVE[key]
    assert READERS[ending](path) == printed
    assert ("LIMITE" in everything(path)) == bool(printed.marking)


def test_the_five_are_as_those_who_read_them_noted() -> None:
    if not REFERENCE.is_file():
        pytest.skip(f"the facts of real documents are not beside the project: {REFERENCE.name}")
    noted = read_yaml(REFERENCE.read_bytes(), REFERENCE.name).value["documents"]
    assert [noted_page(one) for one in noted] == [page for _, page in FIVE.values()]
    for one, (text, _) in zip(noted, FIVE.values(), strict=True):
        record = read_yaml(text.encode(), "").value
        assert record["marking"] == one["marking"]
        assert record["original_languages"] == one["original_languages"]
        assert str(record["date"]) == str(one["date"])


def noted_page(noted: dict[str, Any]) -> Page:
    footer = {name: noted["footer"][name] for name in Footer._fields}
    return Page(
        institution=noted["institution"],
        date=noted["date_line"],
        original=noted["original_line"],
        numbers=tuple(noted["number_lines"]),
        label=noted.get("interinstitutional_label", ""),
        files=tuple(noted["interinstitutional_files"]),
        marking="" if noted["marking"] == "public" else noted["marking"],
        codes=tuple(noted["codes"]),
        kind=noted["kind"],
        rows=tuple((row["label"], row["value"]) for row in noted["table"]),
        footer=Footer(**footer),
    )


# Further forms, each a change to one plain record and to its page.

PLAIN = {
    "kind": "note",
    "number": "9459/20",
    "date": "2020-07-10",
    "original_languages": "[en]",
    "subject_codes": "[JAI 500]",
    "from": "Presidency",
    "to": "Delegations",
    "subject": "Way forward",
    "unit": "JAI.1",
    "initials": "AB/cd",
}
FOOTER = Footer("9459/20", "AB/cd", "JAI.1", "LIMITE", "EN")
FROM, TO, SUBJECT = ("From:", "Presidency"), ("To:", "Delegations"), ("Subject:", "Way forward")
PAGE = Page(
    date="Brussels, 10 July 2020",
    numbers=("9459/20",),
    marking="LIMITE",
    codes=("JAI 500",),
    rows=(FROM, TO, SUBJECT),
    footer=FOOTER,
)


def numbered(*lines: str) -> dict[str, Any]:
    return {"numbers": lines, "footer": FOOTER._replace(number=" ".join(lines))}


def rows(*changed: Lines) -> dict[str, Any]:
    """The plain rows, those of the same label changed; a row of another label stands before the subject."""
    by_label = {row[0]: row for row in (FROM, TO, *changed)}
    by_label[SUBJECT[0]] = by_label.pop(SUBJECT[0], SUBJECT)
    return {"rows": tuple(by_label.values())}


COREPER = "Permanent Representatives Committee"
EARLIER = ("10908/15", "6100/1/20 REV 1 ASIM 4 CODEC 5", "8100/20 + ADD 1 + ADD 2")
LONG = ("Proposal for a Regulation: asylum", "- General approach", "1. Progress # report")
FORMS: dict[str, tuple[str, dict[str, str | None], dict[str, Any]]] = {
    "a working paper, its codes without numbers": (
        "wk-10084-2018",
        {"kind": "working-paper", "number": "WK 10084/2018", "subject_codes": "[JAI, CO EUR-PREP]"},
        {"kind": "WORKING PAPER", "codes": ("JAI", "CO EUR-PREP"), **numbered("WK 10084/2018 INIT")},
    ),
    "a working paper's revision": (
        "wk-10084-2018-rev-1",
        {"kind": "working-paper", "number": "WK 10084/2018", "revision": "1"},
        {"kind": "WORKING PAPER", **numbered("WK 10084/2018 REV 1")},
    ),
    "an I item note": (
        "9459-20",
        {"kind": "i-item-note", "to": COREPER},
        {"kind": "'I' ITEM NOTE", **rows(("To:", COREPER))},
    ),
    "an I/A item note": (
        "9459-20",
        {"kind": "i-a-item-note", "to": f"{COREPER}/Council"},
        {"kind": "'I/A' ITEM NOTE", **rows(("To:", f"{COREPER}/Council"))},
    ),
    "an outcome": ("9459-20", {"kind": "outcome-of-proceedings"}, {"kind": "OUTCOME OF PROCEEDINGS"}),
    "an information note": ("9459-20", {"kind": "information-note"}, {"kind": "INFORMATION NOTE"}),
    "an addendum": ("9459-20-add-1", {"addendum": "1"}, numbered("9459/20", "ADD 1")),
    "a corrigendum to an addendum": (
        "9459-20-add-1-cor-1",
        {"addendum": "1", "corrigendum": "1"},
        numbered("9459/20", "ADD 1", "COR 1"),
    ),
    "an addendum to a revision": (
        "9459-20-rev-1-add-2",
        {"revision": "1", "addendum": "2"},
        numbered("9459/1/20", "REV 1", "ADD 2"),
    ),
    "two interinstitutional files": (
        "9459-20",
        {"interinstitutional_files": "[2018/0330(COD), 2016/0131 (COD)]"},
        {"label": "Interinstitutional Files:", "files": ("2018/0330(COD)", "2016/0131 (COD)")},
    ),
    "several previous documents, one a line": (
        "9459-20",
        {"previous_documents": f"[{', '.join(EARLIER)}]"},
        rows(("No. prev. doc.:", *EARLIER)),
    ),
    "senders and addressees of several lines": (
        "9459-20",
        {"from": "[European Commission, and EEAS]", "to": "[Council, Working Party (EMWP)]"},
        rows(("From:", "European Commission", "and EEAS"), ("To:", "Council", "Working Party (EMWP)")),
    ),
    "a document issued in Luxembourg": (
        "9459-20",
        {"place": "Luxembourg", "date": "2020-06-05"},
        {"date": "Luxembourg, 5 June 2020"},
    ),
    "several languages": (
        "9459-20",
        {"original_languages": "[fr, en, de]"},
        {"original": "(OR. fr, en, de)"},
    ),
    "no language known": ("9459-20", {"original_languages": None}, {"original": ""}),
    "a subject of several lines": (
        "9459-20",
        {"subject": "".join(f"\n  - {json.dumps(line)}" for line in LONG)},
        rows(("Subject:", *LONG)),
    ),
    "a revision of a European Council document": (
        "euco-22-15-rev-1",
        {"number": "EUCO 22/15", "revision": "1"},
        {"institution": "European Council", **numbered("EUCO 22/1/15", "REV 1")},
    ),
    "a document the registry has not numbered yet": ("xxxx-21", {"number": "XXXX/21"}, numbered("XXXX/21")),
    "neither initials nor unit nor codes": (
        "9459-20",
        {"initials": None, "unit": None, "subject_codes": None},
        {"codes": (), "footer": Footer("9459/20", "", "", "LIMITE", "EN")},
    ),
}


def record(changes: Mapping[str, str | None]) -> str:
    facts = {name: value for name, value in {**PLAIN, **changes}.items() if value is not None}
    return "".join(f"{name}: {value}\n" for name, value in facts.items()) + COMMON


@pytest.mark.parametrize("form", FORMS)
def test_other_forms_of_header_are_printed_as_councils_print_them(
    form: str, partner: Partner, shipped_copy: Path
) -> None:
    key, changes, printed = FORMS[form]
    (shipped_copy / "data" / "documents" / f"{key}.yaml").write_text(record(changes), "utf-8")
    code, out, err = partner("render", "note", key, "--format", "md,html", at=shipped_copy)
    assert (code, out, err) == (0, f"build/{key}.md\nbuild/{key}.html\n", "")
    for ending in ("md", "html"):
        path = shipped_copy / "build" / f"{key}.{ending}"
        assert READERS[ending](path) == replace(PAGE, **printed)


def test_nothing_empty_is_printed_for_what_is_not_known(partner: Partner, shipped_copy: Path) -> None:
    bare = record(dict.fromkeys(("initials", "unit", "subject_codes", "original_languages")))
    (shipped_copy / "data" / "documents" / "9459-20.yaml").write_text(bare, "utf-8")
    assert partner("render", "note", "9459-20", "--format", "md,html", at=shipped_copy)[0] == 0
    build = shipped_copy / "build"
    assert not re.search(r"\*{4}|OR\.|None|\[\]|\n{3}| \n *\n", (build / "9459-20.md").read_text("utf-8"))
    html = (build / "9459-20.html").read_text("utf-8")
    assert not re.search(r"<(\w+)[^>]*>\s*</\1>|OR\.|>None<", html)


@pytest.mark.parametrize(
    "marking",
    [
        "RESTREINT UE/EU RESTRICTED",
        "CONFIDENTIEL UE/EU CONFIDENTIAL",
        "SECRET UE/EU SECRET",
        "TRÈS SECRET UE/EU TOP SECRET",
        "restreint ue",
    ],
)
def test_a_document_of_eu_classified_information_is_refused_with_the_reason(
    marking: str, partner: Partner, shipped_copy: Path
) -> None:
    (shipped_copy / "data" / "documents" / "9459-20.yaml").write_text(record({"marking": marking}), "utf-8")
    for document in ("9459-20", "8952-21"):  # nor is any other document written beside it
        code, out, err = partner("render", "note", document, "--format", "md,html", at=shipped_copy)
        assert (code, out) == (1, "")
        assert f'"{marking}" is EU classified information, which this tool may not hold' in " ".join(
            err.split()
        )
        assert not (shipped_copy / "build").exists()
