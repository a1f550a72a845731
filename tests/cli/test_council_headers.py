"""Headers of five real Council documents, read back from every format.

Facts only, as public copies of the five show them; the text below the headers is written from the shipped data.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from first_pages import COMMON, ENDINGS, READERS, Footer, Page
from partnercli.repository.walk import read_yaml
from read_back import Partner, pdf_texts

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference" / "council-notes.yaml"
"""Facts of the same five documents, kept beside the project by those who read them."""
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
                ("Subject:", "Possible elements for the Outcome Document for Valletta - annotated version"),
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


def everything(path: Path) -> str:
    """All that a file holds that a reader could come across."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return "".join(parts.read(name).decode("latin-1") for name in parts.namelist())
    if path.suffix == ".pdf":
        written = pypdf.PdfReader(path)
        return "".join((str(written.metadata), *pdf_texts(written)))
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def rendered(
    partner: Partner, copy_shipped: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Writes one of the five in all formats, once; gives the folder of its files."""
    repository = copy_shipped(tmp_path_factory.mktemp("council"))
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
