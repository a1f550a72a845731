"""The site: every link leads somewhere, nothing is asked of another host, and it says what the repository's pages say.

The checking functions take the pages of a site, so that each is also seen to find a planted fault.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from lxml import html
from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from website.lay_out import ROOT, found, lay_out, place_of

from read_back import BROWSER, NODE, needs_browser, needs_node, said

pytestmark = pytest.mark.tools

READER = MarkdownIt("commonmark").enable("table")
Pages = dict[str, HtmlElement]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make site` does."""
    folder = tmp_path_factory.mktemp("site")
    lay_out(ROOT, folder)
    program = str(Path(sys.executable).with_name("zensical"))
    command = [program, "build", "--strict", "--config-file", "zensical.toml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    """Every page for readers, by its path; the one that servers show for what is not there has links from a root."""
    files = (file for file in site.rglob("*.html") if file.name != "404.html")
    return {file.relative_to(site).as_posix(): html.fromstring(file.read_bytes()) for file in files}


def links(page: HtmlElement) -> Iterator[tuple[str, str]]:
    """The elements of a page that name something else, each with what it names."""
    for attribute in ("href", "src"):
        yield from (
            (one.tag, str(one.get(attribute))) for one in page.iter() if one.get(attribute) is not None
        )


def dead_links(pages: Pages, files: set[str]) -> list[str]:
    """What the pages name within the site that is not there, as page: target."""
    dead = []
    for path, page in pages.items():
        for _, target in links(page):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, fragment = unquote(target).partition("#")
            named = normpath(join(dirname(path), file)) if file else path
            there = named in pages or (named in files and not fragment)
            if not there or (fragment and not pages[named].xpath("//*[@id=$id]", id=fragment)):
                dead.append(f"{path}: {target}")
    return dead


def foreign(pages: Pages) -> list[str]:
    """What the pages load from elsewhere, or lead to otherwise than by a link over https, as page: tag target."""
    named = [(path, tag, target) for path, page in pages.items() for tag, target in links(page)]
    outside = [(path, tag, target) for path, tag, target in named if re.match(r"[a-z]+:|//", target)]
    return [
        f"{path}: {tag} {target}"
        for path, tag, target in outside
        if tag != "a" or not target.startswith("https:")
    ]


def words(element: HtmlElement) -> str:
    """What a reader sees, without the marks by which headings are linked."""
    for mark in element.xpath(".//a[@class='headerlink']"):
        mark.drop_tree()
    return " ".join(element.text_content().split())


def test_every_link_of_the_site_leads_to_a_place_on_it(site: Path, pages: Pages) -> None:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*")}
    assert len(pages) > 30
    assert dead_links(pages, files) == []


def test_a_dead_link_is_found() -> None:
    targets = {
        "d/a.html": ["#x", "#gone", "b.html#x", "../a.html", "gone.png"],
        "d/b.html": ["../d/a.html#x", "a.html#y", "c.svg", "https://a.example"],
    }
    written = {path: "".join(f'<a href="{one}">.</a>' for one in named) for path, named in targets.items()}
    made = {path: html.fromstring(f'<p id="x">{one}</p>') for path, one in written.items()}
    assert dead_links(made, {"d/c.svg"}) == [
        "d/a.html: #gone",
        "d/a.html: ../a.html",
        "d/a.html: gone.png",
        "d/b.html: a.html#y",
    ]


def test_the_site_loads_nothing_from_elsewhere(site: Path, pages: Pages) -> None:
    assert foreign(pages) == []
    styles = [file.read_text("utf-8") for file in site.rglob("*.css")]
    assert styles
    assert [
        one
        for style in styles
        for one in re.findall(r"(?:url\(|@import )['\"]?((?:https?:)?//[^)'\"]+)", style)
    ] == []


def test_what_is_loaded_from_elsewhere_is_found() -> None:
    page = '<p><script src="//a.example/x"></script><a href="http://b.example">b</a><a href="https://c.example">c</a></p>'
    assert foreign({"a.html": html.fromstring(page)}) == [
        "a.html: a http://b.example",
        "a.html: script //a.example/x",
    ]


def test_every_page_holds_its_reader_to_the_site(pages: Pages) -> None:
    for page in pages.values():
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "http" not in policy


@pytest.mark.parametrize("path", found(ROOT, ".md"))
def test_a_page_of_the_site_says_what_it_says_on_a_forge(path: str, pages: Pages) -> None:
    page = pages[place_of(path).removesuffix(".md") + ".html"]
    (article,) = page.xpath("//article")
    forge = html.fromstring(f"<div>{READER.render((ROOT / path).read_text('utf-8'))}</div>")
    assert words(article) == words(forge)


@needs_browser
@needs_node
def test_opened_from_a_folder_it_finds_what_is_searched_asks_nobody_and_fits_a_telephone(site: Path) -> None:
    pages = [
        "index.html",
        "docs/reference/commands.html",
        "docs/reference/contracts.html",
        "docs/reference/records.html",
        "docs/adr/index.html",
    ]
    seen = json.loads(said("node", NODE / "site.mjs", site, *pages, CHROMIUM=BROWSER))
    assert any("docs/reference/records.html" in address for address in seen["found"])
    assert len(set(seen["backgrounds"])) == 2
    assert seen["too_wide"] == []
    assert seen["lines"] == []
    assert set(seen["asked"]) <= {"file:", "data:", "about:"}
