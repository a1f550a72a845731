"""What the site is made from: each page as a forge reads it, its links as the site has them, the navigation."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from website.lay_out import ROOT, found, lay_out, place_of, toml
from website.navigation import navigation
from website.page import anchors, laid_out, on_site, title

PLACES = {
    path: place_of(path)
    for path in (
        "README.md",
        "SECURITY.md",
        "docs/ci.md",
        "docs/house.svg",
        "docs/adr/README.md",
        "docs/adr/0001-yaml.md",
    )
}


def test_a_readme_is_what_its_folder_shows_first() -> None:
    assert place_of("README.md") == "index.md"
    assert place_of("docs/adr/README.md") == "docs/adr/index.md"
    assert place_of("docs/ci.md") == "docs/ci.md"


@pytest.mark.parametrize(
    ("target", "page", "on_the_site"),
    [
        ("docs/ci.md#github", "README.md", "docs/ci.html#github"),
        ("../README.md", "docs/ci.md", "../index.html"),
        ("README.md#rules", "docs/adr/0001-yaml.md", "index.html#rules"),
        ("adr/", "docs/ci.md", "adr/index.html"),
        ("house.svg", "docs/ci.md", "house.svg"),
        ("#github", "docs/ci.md", "#github"),
        ("https://example.org/a.md", "docs/ci.md", "https://example.org/a.md"),
        ("../src/partnercli/", "docs/ci.md", None),
        ("../LICENSE", "docs/ci.md", None),
    ],
)
def test_a_link_leads_to_where_its_page_lies_on_the_site(
    target: str, page: str, on_the_site: str | None
) -> None:
    assert on_site(target, page, PLACES) == on_the_site


def test_a_link_to_what_the_site_has_not_is_plain_text_and_others_beside_it_stay() -> None:
    text = "See [the `code`](../src/a.py), [*rules*](../SECURITY.md) and\n[more](https://example.org/)."
    assert laid_out(text, "docs/ci.md", PLACES) == (
        '<p>See the <code>code</code>, <a href="../SECURITY.html"><em>rules</em></a> and\n'
        '<a href="https://example.org/">more</a>.</p>\n'
    )


def test_headings_and_blocks_of_code_stay_markdown_and_the_rest_is_read_as_a_forge_reads_it() -> None:
    text = "# `a_b` *c* & <d>\nWords:\n- one\n  - two\n\n    ```text\n    x\n    ```\n\n```yaml\n# no: heading\n```\n"
    inner = '<pre><code class="language-text">x\n</code></pre>'
    assert laid_out(text, "docs/ci.md", PLACES).split("\n\n") == [
        "# <code>a&#95;b</code> c &#38; &#60;d&#62; { #a_b-c--d }",
        "<p>Words:</p>",
        f"<ul>\n<li>one\n<ul>\n<li>\n<p>two</p>\n{inner}\n</li>\n</ul>\n</li>\n</ul>",
        "```yaml\n# no: heading\n```\n",
    ]


def test_headings_are_found_by_the_fragments_of_forges() -> None:
    assert anchors("# The NOTE: `note`\n\n## Ties & more\n\n## Ties & more\n\n### partner tally\n") == [
        "the-note-note",
        "ties--more",
        "ties--more-1",
        "partner-tally",
    ]
    assert title("Before.\n\n# The `NOTE`\n\n# Later") == "The NOTE"


def test_the_navigation_stands_in_the_order_of_use_and_has_every_page_once() -> None:
    titles = {
        "docs/zebra.md": "Zebra",
        "CHANGELOG.md": "Changelog",
        "docs/ci.md": "Checks",
        "index.md": "partner",
        "docs/recording.md": "Recording",
        "docs/how-to/administrator.md": "Administrator",
        "docs/how-to/presidency.md": "Desk",
        "docs/adr/index.md": "Decisions",
        "docs/adr/0001-yaml.md": "YAML",
    }
    assert navigation(titles) == [
        {"Start": "index.md"},
        {
            "How to": [
                {"Desk": "docs/how-to/presidency.md"},
                {"Administrator": "docs/how-to/administrator.md"},
            ]
        },
        {"Topics": [{"Recording": "docs/recording.md"}, {"Zebra": "docs/zebra.md"}]},
        {"For programmers": "docs/ci.md"},
        {"Decisions": ["docs/adr/index.md", {"YAML": "docs/adr/0001-yaml.md"}]},
        {"Changes": "CHANGELOG.md"},
    ]


def test_a_page_that_no_section_has_is_named() -> None:
    with pytest.raises(LookupError, match=r"has docs/deep/page\.md"):
        navigation({"index.md": "partner", "docs/deep/page.md": "Page"})


def test_every_page_of_the_repository_has_its_place(tmp_path: Path) -> None:
    lay_out(ROOT, tmp_path)
    pages = tmp_path / "site-source" / "pages"
    assert {file.relative_to(pages).as_posix() for file in pages.rglob("*.md")} == set(
        map(place_of, found(ROOT, ".md"))
    )
    settings = tomllib.loads((tmp_path / "zensical.toml").read_text("utf-8"))["project"]
    assert settings["nav"][0] == {"Start": "index.md"}
    assert (tmp_path / settings["theme"]["custom_dir"] / "main.html").is_file()


def test_a_page_that_is_no_more_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Here\n", "utf-8")
    (tmp_path / "CHANGELOG.md").write_text("# Gone\n", "utf-8")
    lay_out(tmp_path, tmp_path / "build")
    (tmp_path / "CHANGELOG.md").unlink()
    lay_out(tmp_path, tmp_path / "build")
    assert [page.name for page in (tmp_path / "build").rglob("*.md")] == ["index.md"]


def test_texts_are_written_as_toml_reads_them() -> None:
    value = {'a "b" \\c — é': ["x", {"y": "z"}]}
    assert tomllib.loads(f"one = {toml(value)}") == {"one": value}
