"""Further forms that headers of Council documents have: each a change to one plain record and to its page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from first_pages import COMMON, READERS, Footer, Lines, Page
from read_back import Partner

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
