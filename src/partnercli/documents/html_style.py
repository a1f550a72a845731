"""The style of a document as HTML: the Council's page on paper, a column that fits any screen, light and dark.

The running footer of the printed pages is part of the style, so the style differs from document to document.
"""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.documents.blocks import Header

_SCREEN = """\
:root {
  --paper: #ffffff; --ink: #16181d; --quiet: #4a4f59; --rule: #6b7280; --link: #0b4a94; --warning: #8f1414;
  color-scheme: light dark;
}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); text-size-adjust: 100%; }
body {
  max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere;
  font: 1.0625rem/1.5 "Times New Roman", "Liberation Serif", serif;
}
p { margin: 0 0 1rem; }
.s { white-space: pre-wrap; }
.day { white-space: nowrap; }
a { color: var(--link); text-decoration: underline; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.banner {
  margin: 0 0 1rem; padding: 0.25rem 0.5rem; border: 2px solid var(--warning);
  color: var(--warning); font-weight: bold; text-align: center;
}
header { margin-bottom: 1.5rem; border-bottom: 1px solid var(--rule); }
.first-page { display: grid; grid-template-columns: 3fr 2fr; grid-template-rows: auto 1fr; column-gap: 1.5rem; }
.first-page p { margin: 0; }
.institution { grid-column: 1; grid-row: 1; font-weight: bold; }
.facts { grid-column: 2; grid-row: 1 / span 2; margin-bottom: 1rem; font-weight: bold; }
.files { grid-column: 1; grid-row: 2; align-self: end; margin-bottom: 1rem; font-weight: bold; }
h1, h2, h3, h4 { margin: 1.5rem 0 0.75rem; font-size: 1em; line-height: 1.5; }
h1, h2, h3 { font-weight: bold; }
h1 { margin: 1rem 0; }
h3, h4 { font-style: italic; }
h4 { font-weight: normal; }
dl { margin: 0; padding: 0.75rem 0; border-top: 1px solid var(--rule); }
dl div { display: grid; grid-template-columns: 9rem 1fr; column-gap: 1rem; }
dt { grid-column: 1; }
dd { grid-column: 2; margin: 0; }
.numbered { padding-left: 2.5em; text-indent: -2.5em; }
.number { display: inline-block; min-width: 2.5em; text-indent: 0; }
ul, ol { margin: 0 0 1rem; padding-left: 2.5em; }
li > :last-child { margin-bottom: 0.5rem; }
.table { margin: 0 0 1rem; overflow-x: auto; overflow-wrap: break-word; }
table { min-width: 100%; border-collapse: collapse; font-size: 0.9375em; line-height: 1.35; }
caption { padding: 0 0 0.5rem; font-style: italic; text-align: left; }
th, td { padding: 0.25rem 0.5rem; border: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { font-weight: bold; vertical-align: bottom; }
tbody th { font-weight: normal; }
.center { text-align: center; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 0 0 1rem; }
figcaption { padding: 0 0 0.5rem; font-style: italic; }
figure svg { display: block; max-width: 100%; height: auto; background: #ffffff; color: #16181d; }
.page-break { margin: 1.5rem 0; border: 0; border-top: 1px dashed var(--rule); }
.annex { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
.label { margin-top: 0; text-align: right; text-transform: uppercase; }
sup { line-height: 0; }
.notes { margin-top: 2rem; padding-top: 0.75rem; border-top: 1px solid var(--rule); font-size: 0.9375em; }
.back { margin-left: 0.25em; }
footer { margin-top: 2rem; padding-top: 0.75rem; border-top: 1px solid var(--rule); color: var(--quiet); }
.imprint { display: grid; grid-template-columns: 1fr 1fr 1fr auto; column-gap: 1rem; margin-bottom: 1rem; }
.imprint p { margin: 0; }
.full-number { grid-column: 1 / span 2; grid-row: 1; }
.initials { grid-column: 3; grid-row: 1; }
.unit { grid-column: 2; grid-row: 2; }
.imprint .marking { grid-column: 3; grid-row: 2; font-weight: bold; color: var(--ink); }
.language { grid-column: 4; grid-row: 2; font-size: 1.25em; line-height: 1.2; }
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16181d; --ink: #e9eaec; --quiet: #b9bec7; --rule: #8b919c; --link: #9cc8ff; --warning: #ffb0a8;
  }
  figure svg { padding: 0.5rem; border-radius: 0.25rem; }
}
@media screen and (max-width: 30rem) {
  .first-page, dl div { display: block; }
  .institution, .facts, dl div { margin-bottom: 0.5rem; }
  dt { font-weight: bold; }
  .imprint { display: block; }
}
"""
_PRINT = """\
@media print {
  :root { --quiet: #16181d; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 12pt; }
  a { color: inherit; }
  .back { display: none; }
  h1, h2, h3, h4, caption, figcaption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure, .imprint, .banner { break-inside: avoid; }
  .table { overflow: visible; }
  table { width: 100%; font-size: 10.5pt; }
  .page-break { height: 0; margin: 0; border: 0; break-after: page; }
  .annex { margin: 0; padding: 0; border: 0; break-before: page; }
  .wide { page: wide; }
  .wide table { font-size: 8pt; }
  .wide :is(th, td) { padding: 1pt; }
  .wide figure svg { max-height: 12cm; width: auto; }
}
@page wide { size: A4 landscape; }
"""
_FIRST_PAGE = "@page :first { @top-center { content: none; } }\n"
"""The first page begins with the banners anyway."""
_BOX = 'white-space: pre-wrap; font: 10pt/1.3 "Times New Roman", "Liberation Serif", serif;'
_UNESCAPED = frozenset(" /.,:()-")


def style_of(header: Header) -> str:
    """The style sheet of a document under this header; it asks for no other file.

    In print every page has the banners above the text, and below it number and unit, the marking, and
    initials, page number and language. The header and footer of the page itself are printed all the same, for
    browsers that cannot write into the margins.
    """
    return f"{_SCREEN}{_PRINT}@page {{\n  size: A4; margin: 2cm;\n{''.join(_boxes(header))}}}\n{_FIRST_PAGE}"


def _boxes(header: Header) -> Iterator[str]:
    """What stands in the margins of a printed page; a box for which there is nothing is left out."""
    if header.banners:
        yield _box("top-center", _string(*header.banners), "font-weight: bold;")
    number_and_unit = [text for text in (header.full_number, header.unit) if text]
    if number_and_unit:
        yield _box("bottom-left", _string(*number_and_unit), "text-align: left;")
    if header.marking:
        yield _box("bottom-center", _string(header.marking), "font-weight: bold;")
    initials = f"{_string(header.initials + ' ' * 8)} " if header.initials else ""
    language = f" {_string('', header.language)}" if header.language else ""
    yield _box("bottom-right", f"{initials}counter(page){language}", "text-align: right;")


def _box(place: str, content: str, look: str) -> str:
    return f"  @{place} {{ content: {content}; {_BOX} {look} }}\n"


def _string(*lines: str) -> str:
    r"""Lines as one string of CSS.

    All but letters, digits and a few harmless signs is written by number, so that no text ends the string, and
    none ends the element that holds the style. The space after a number belongs to it.
    """
    return '"' + "\\a ".join("".join(map(_escaped, line)) for line in lines) + '"'


def _escaped(character: str) -> str:
    harmless = character.isalnum() or character in _UNESCAPED
    return character if harmless else f"\\{ord(character):x} "
