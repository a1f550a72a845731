"""One NOTE in five formats, each read back by a reader that others made: all of them say the same, word for word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree
from lxml.html import document_fromstring
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf.generic import ContentStream

from read_back import AKN, Partner, pdf_of, rendered, text_of

pytest.importorskip("typst")

ROOT = Path(__file__).parents[2]
MEETING = "data/meetings/2021-04-22-hlwg.yaml"
COUNTRY = "data/countries/tunisia.yaml"
KIND = "Framework agreement with a migration clause"
QUESTION = "Can Member States agree to the way forward that the Presidency sets out?"
BLANKS = re.compile("[ \t\n]+")


def bare(text: str) -> str:
    """A text without the blanks and line ends that a page lays out anew; a no-break space stays."""
    return BLANKS.sub("", text)


# Markdown, read by markdown-it


def markdown_inline(token: Token) -> str:
    signs = {"softbreak": "\n", "hardbreak": "\n", "html_inline": "\n"}  # the only tag is <br>
    return "".join(
        signs.get(child.type, child.content)
        for child in token.children or ()
        if child.type not in {"strong_open", "strong_close", "em_open", "em_close"}
    )


def markdown_texts(data: bytes) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode())
    rules = [place for place, token in enumerate(tokens) if token.type == "hr"]
    body = tokens[rules[1] : rules[-1]]
    texts: list[str] = []
    for token in body:
        if token.type == "inline":
            # A drawing is its caption, and its words after a break.
            drawing = "hardbreak" in {child.type for child in token.children or ()}
            texts += markdown_inline(token).split("\n", 1) if drawing else [markdown_inline(token)]
    return texts


# Word, read by python-docx


def word_texts(data: bytes) -> list[str]:
    """The texts after the two tables of the header; a drawing stands above its caption, its words come after it."""
    parts = list(docx.Document(BytesIO(data)).iter_inner_content())
    last_of_header = [place for place, part in enumerate(parts) if isinstance(part, Table)][1]
    texts: list[str] = []
    drawn: list[str] = []
    for part in parts[last_of_header + 1 :]:
        texts += [*word_part(part), *drawn]
        drawn = [str(one.get("descr")) for one in part._element.iter(qn("wp:docPr"))]  # noqa: SLF001
    return texts


def word_part(part: Paragraph | Table) -> Iterator[str]:
    if isinstance(part, Table):
        for row in part.rows:
            for cell in row.cells:
                yield "\n".join(paragraph.text for paragraph in cell.paragraphs)
    else:
        yield part.text


# HTML and Akoma Ntoso, read by lxml

BEARERS = {"h2", "h3", "h4", "p", "th", "td", "caption", "figcaption"}


def html_texts(data: bytes) -> list[str]:
    (main,) = document_fromstring(data.decode()).iter("main")
    for end in main.iter("br"):
        end.text = "\n"
    texts = []
    for element in main.iter():
        if element.tag in BEARERS:
            texts.append(text_of(element))
        elif element.tag == "desc":
            texts.append(element.text or "")
    return texts


def akoma_ntoso_texts(data: bytes) -> list[str]:
    root = etree.fromstring(data)
    for end in root.iter(f"{AKN}eol"):
        end.text = "\n"
    texts: list[str] = []
    for name in ("mainBody", "attachments"):
        for part in root.iterfind(f"{AKN}doc/{AKN}{name}"):
            for element in part.iter(f"{AKN}p", f"{AKN}heading", f"{AKN}caption"):
                texts.append(text_of(element))
                texts += [image.get("alt") or "" for image in element.iter(f"{AKN}img")]
    return texts


# PDF, read by pypdf in the order of its tags, as a screen reader does


def letters(font: Any) -> dict[bytes, str]:
    """What each code of a font means."""
    table: dict[bytes, str] = {}
    text = font["/ToUnicode"].get_data().decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, meaning in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            table[bytes.fromhex(code)] = bytes.fromhex(meaning).decode("utf-16-be")
    assert "beginbfrange" not in text
    return table


def marked(page: Any) -> dict[int, str]:
    """The text of each marked stretch of a page, by its number."""
    fonts = {name: letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    found: dict[int, str] = {}
    within: list[tuple[int | None, bool]] = []
    table: dict[bytes, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            number = operands[1].get("/MCID") if operator == b"BDC" else None
            above = within[-1][0] if within else None
            within.append((above if number is None else int(number), operands[0] == "/ReversedChars"))
        elif operator == b"EMC":
            within.pop()
        elif operator == b"Tf":
            table = fonts[operands[0]]
        elif operator in {b"Tj", b"TJ"} and within and within[-1][0] is not None:
            pieces = operands[0] if operator == b"TJ" else operands
            codes = b"".join(piece.original_bytes for piece in pieces if hasattr(piece, "original_bytes"))
            read = [table[codes[place : place + 2]] for place in range(0, len(codes), 2)]
            number, reversed_here = within[-1]
            assert number is not None
            found[number] = found.get(number, "") + "".join(reversed(read) if reversed_here else read)
    return found


class Tags:
    """The texts of the structure of a PDF: one for each element that bears some, labels of lists left out."""

    def __init__(self, reader: Any) -> None:
        self.pages = {page.indirect_reference.idnum: marked(page) for page in reader.pages}
        self.texts: list[str] = []
        self.below(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], -1)

    def below(self, node: Any, page: int) -> str:
        """The text of what is no block of its own; the text of a block is put on the list instead."""
        node = node.get_object()
        if isinstance(node, list):
            return "".join(self.below(one, page) for one in node)
        if isinstance(node, int):
            return self.pages[page].get(int(node), "")
        page = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if "/MCID" in node:
            return self.pages[page].get(int(node["/MCID"]), "")
        if node["/S"] in {"/Span", "/Strong", "/Em"}:
            return self.below(node["/K"], page)
        self.block(node, page)
        return ""

    def block(self, node: Any, page: int) -> None:
        place = len(self.texts)
        self.texts.append("")
        if node["/S"] == "/Figure":
            self.texts[place] = str(node["/Alt"])
        elif node["/S"] != "/Lbl" and "/K" in node:
            self.texts[place] = self.below(node["/K"], page)


def pdf_texts(data: bytes) -> list[str]:
    texts = [text for text in Tags(pdf_of(data)).texts if text]
    return texts[texts.index("Subject:") + 2 :]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "md": markdown_texts,
    "docx": word_texts,
    "html": html_texts,
    "xml": akoma_ntoso_texts,
    "pdf": pdf_texts,
}


@pytest.fixture(scope="module", params=["delegations", "presidency"])
def note(
    request: pytest.FixtureRequest, partner: Partner, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp(request.param)
    return rendered(partner, ROOT, "note", "--output", folder, "--audience", request.param)


@pytest.mark.parametrize("ending", ["docx", "html", "xml", "pdf"])
def test_every_format_has_the_texts_of_the_first_in_their_order(note: dict[str, bytes], ending: str) -> None:
    first, other = ([bare(text) for text in READERS[one](note[one])] for one in ("md", ending))
    pairs = zip_longest(filter(None, first), filter(None, other))
    assert [(one, another) for one, another in pairs if one != another][:3] == []
    assert len(first) > 40
    assert bare(QUESTION) in first


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_sentence_changed_in_the_template_changes_in_every_format(
    partner: Partner, shipped_copy: Path, tmp_path: Path
) -> None:
    before = rendered(partner, shipped_copy, "note", "--output", tmp_path / "before")
    replaced(
        shipped_copy / "templates/note.md.j2",
        "The order in which they are named is no ranking.",
        "They stand here in the order of an old map.",
    )
    after = rendered(partner, shipped_copy, "note", "--output", tmp_path / "after")
    for ending, read in READERS.items():
        old, new = (bare(" ".join(read(one[ending]))) for one in (before, after))
        sentences = (bare("named is no ranking."), bare("They stand here in the order of an old map."))
        assert [sentence in old for sentence in sentences] == [True, False], ending
        assert [sentence in new for sentence in sentences] == [False, True], ending


HOSTILE = [
    *("# x", "x #", "*a* **b** _c_", "- a", "+ a", "1. a", "12) a", "> a", "a | b |", "|---|", "`a` ~~b~~"),
    *("[a](https://b.example)", "![a](b.png)", "[^1]", "[^1]: a", "---", "===", "\\", "a\\", "a\\ b"),
    *("<script>alert(1)</script>", "</main></style>", "<!-- a", "a --> b", "]]>", "&amp; &lt; &#65; &copy"),
    *("<br>", "\"a\" onclick='b'", "</w:t><w:p/>", "<w:ins>a</w:ins>", "MERGEFIELD a \\* MERGEFORMAT"),
    *("#eval(1) $x$ @a <b>", "#set page(width: 1pt)", "a -- b --- c ...", "fi ffl office"),
    *("{{ 7*7 }}", "{% raw %}", "{# a #}", "${a} %s {0}", "=1+1", "https://a.example/?b=c&d"),
    *("javascript:alert(1)", "a\u00a0b\u00a0", "שלום עולם", "Ωμέγα αβγ", "Жуков и щука", "“a” ‘b’ «c» „d‟"),
    *("W" * 200, "a" * 90 + "-b", "İıŁőşß × ½ ² – — €", "(a) :b: ;c", "PRESIDENCY ONLY", "LIMITE", "ANNEX I"),
    *("8952/21", "null", "~", "0"),
]

IN_PDF = {"שלום עולם": "עולם שלום"}
"""What typst lays out from right to left is tagged word by word as it stands on the page, from left to right."""


def questions(texts: list[str]) -> str:
    """A list of guiding questions as it stands in the file of a meeting."""
    return "".join(
        f"  - {{id: q{n}, text: {json.dumps(text, ensure_ascii=False)}, mode: reply}}\n"
        for n, text in enumerate(texts)
    )


@pytest.fixture(scope="module")
def hostile(
    partner: Partner, copy_shipped: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The NOTE whose guiding questions are hostile texts, and in whose state of play they are titles."""
    copy = copy_shipped(tmp_path_factory.mktemp("hostile") / "exercise")
    replaced(copy / MEETING, "documents: [8952-21]", questions(HOSTILE) + "documents: [8952-21]")
    entries = "".join(
        f"  - instrument: framework-agreement\n    title: {json.dumps(one, ensure_ascii=False)}\n"
        "    status: in-force\n    since: 2019\n    sources: [{title: invented}]\n"
        for one in HOSTILE
    )
    replaced(copy / COUNTRY, "\ncooperation:\n", f"\ncooperation:\n{entries}")
    return rendered(partner, copy, "note")


@pytest.mark.parametrize("ending", READERS)
def test_hostile_questions_stand_in_every_format_word_for_word(
    hostile: dict[str, bytes], ending: str
) -> None:
    texts = READERS[ending](hostile[ending])
    if ending == "pdf":  # whose lines end where the page does
        texts, expected = [bare(text) for text in texts], [bare(IN_PDF.get(text, text)) for text in HOSTILE]
        first = texts.index(bare(QUESTION)) + 1
    else:
        expected = HOSTILE
        first = texts.index(QUESTION) + 1
    assert texts[first : first + len(HOSTILE)] == expected


@pytest.mark.parametrize("ending", READERS)
def test_hostile_titles_stand_in_a_cell_of_every_format_word_for_word(
    hostile: dict[str, bytes], ending: str
) -> None:
    words = IN_PDF if ending == "pdf" else {}
    lines = [f"– {KIND}: {words.get(text, text)} (since 2019)" for text in HOSTILE]
    (cell,) = [text for text in READERS[ending](hostile[ending]) if bare(text).startswith(bare(lines[0]))]
    if ending == "pdf":
        assert bare(cell).startswith(bare("".join(lines)))
    else:
        assert cell.split("\n")[: len(lines)] == lines
