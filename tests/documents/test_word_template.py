"""Word templates: their styles are taken, nothing else; an unfit one is refused with what to do."""

from __future__ import annotations

import importlib.util
import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import docx
import pytest
from docx.shared import Pt
from lxml import etree

from partnercli.documents.blocks import Document, Header, Heading, ListBlock, Paragraph, Text
from partnercli.documents.word import write_docx
from partnercli.documents.word.template import NEEDED, WordTemplateProblem

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOUSE = (files("partnercli") / "documents" / "templates" / "note.docx").read_bytes()
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CANARY = "canary"
DOCUMENT = Document(
    Header(date=date(2021, 5, 25), date_line="Brussels", title="t"),
    (
        Heading(1, (Text("a"),)),
        Paragraph((Text("b"),)),
        ListBlock(ordered=True, items=((Paragraph((Text("c"),)),),)),
    ),
)

Parts = dict[str, bytes]


def unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def changed(**more: tuple[str, str]) -> bytes:
    """The house style with a text in one part replaced: `styles=(old, new)`."""
    parts = unpacked(HOUSE)
    for name, (old, new) in more.items():
        key = {"types": "[Content_Types].xml", "relations": "word/_rels/document.xml.rels"}.get(
            name, f"word/{name}.xml"
        )
        text = parts[key].decode()
        assert old in text
        parts[key] = text.replace(old, new).encode()
    return packed(parts)


def written(template: bytes | None) -> Parts:
    return unpacked(write_docx(DOCUMENT, template))


def style(parts: Parts, name: str) -> str:
    """The style of a name, as XML."""
    found = [
        one
        for one in etree.fromstring(parts["word/styles.xml"]).iterfind(f"{W}style")
        if one.find(f"{W}name[@{W}val='{name}']") is not None
    ]
    return etree.tostring(found[0]).decode() if found else ""


# The house style


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("note_docx", ROOT / "scripts" / "note_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_house_style_is_what_the_script_makes(maker: ModuleType) -> None:
    assert unpacked(maker.house_style()) == unpacked(HOUSE)


def test_the_house_style_opens_and_has_every_style_that_it_promises() -> None:
    document = docx.Document(io.BytesIO(HOUSE))
    names = {str(one.name).lower() for one in document.styles}
    assert {name.lower() for name in (*NEEDED, "Title", "Header")} <= names
    normal = document.styles["Normal"]
    assert normal.paragraph_format.line_spacing == 1.5


def test_the_house_style_is_times_new_roman_12_on_a4_without_theme_or_colour() -> None:
    styles = unpacked(HOUSE)["word/styles.xml"].decode()
    assert 'w:ascii="Times New Roman"' in styles
    assert '<w:sz w:val="24"/>' in styles
    assert "heme" not in styles
    section = docx.Document(io.BytesIO(HOUSE)).sections[0]
    found = (section.page_width, section.page_height, section.left_margin, section.bottom_margin)
    assert [round(length.cm, 1) for length in found if length] == [21.0, 29.7, 2.0, 3.2]


@pytest.mark.parametrize(("level", "bold", "italic"), [(1, True, None), (2, True, True), (3, True, None)])
def test_headings_of_the_house_style_are_those_of_council_documents(
    level: int, bold: bool, italic: bool | None
) -> None:
    font = docx.Document(io.BytesIO(HOUSE)).styles[f"Heading {level}"].font
    assert (font.bold, font.italic, font.color.rgb) == (bold, italic, None)


# What is taken


def test_a_change_of_style_shows_in_the_document() -> None:
    template = docx.Document(io.BytesIO(HOUSE))
    template.styles["Heading 1"].font.size = Pt(33)
    template.styles["Normal"].font.name = "Garamond"
    out = io.BytesIO()
    template.save(out)
    parts = written(out.getvalue())
    assert '<w:sz w:val="66"/>' in style(parts, "heading 1")
    assert "Garamond" in style(parts, "Normal")


def test_styles_are_found_by_name_whatever_their_identifiers_and_capitals() -> None:
    parts = written(changed(styles=('"Heading1"', '"berschrift1"')))
    assert 'w:val="berschrift1"' in parts["word/document.xml"].decode()
    assert style(written(changed(styles=('"caption"', '"Caption"'))), "Caption")


def test_fonts_of_the_theme_are_named_and_the_theme_stays_behind() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/>'
        "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    )
    font = 'w:ascii="Times New Roman"'
    parts = unpacked(changed(styles=(font, f'w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi" {font}')))
    parts["word/theme/theme1.xml"] = theme.encode()
    link = f'<Relationship Id="t" Type="{OFFICE}/theme" Target="theme/theme1.xml"/></Relationships>'
    relations = parts["word/_rels/document.xml.rels"].decode().replace("</Relationships>", link)
    parts["word/_rels/document.xml.rels"] = relations.encode()
    found = written(packed(parts))
    assert 'w:ascii="Calibri" w:hAnsi="Cambria"' in found["word/styles.xml"].decode()
    assert not [name for name in found if "theme" in name]


def test_a_style_is_taken_with_those_it_is_based_on_and_no_other() -> None:
    more = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}</w:style>'
        for name, base in (("Base", ""), ("Derived", '<w:basedOn w:val="Base"/>'), (CANARY, ""))
    )
    template = changed(
        styles=('<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>',
                '<w:name w:val="heading 1"/><w:basedOn w:val="Derived"/>')
    )  # fmt: skip
    parts = unpacked(template)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", f"{more}</w:styles>".encode())
    found = written(packed(parts))
    assert style(found, "Base")
    assert style(found, "Derived")
    assert CANARY not in found["word/styles.xml"].decode()


@pytest.mark.parametrize(
    "inner",
    [
        "<w:rPr><w:vanish/></w:rPr>",
        "<w:rPr><w:webHidden/></w:rPr>",
        '<w:rsid w:val="00canary"/>',
        '<w:aliases w:val="canary"/>',
        '<w:rPr><w:lang w:val="canary"/></w:rPr>',
        '<w:rPr><w:rPrChange w:id="1" w:author="canary"/></w:rPr>',
        '<w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr>',
        '<x:y xmlns:x="urn:canary">canary</x:y>',
        "<!-- canary --><?canary?>",
        "canary",
    ],
)
def test_nothing_hides_in_a_style(inner: str) -> None:
    name = '<w:name w:val="Table Text"/>'
    found = written(changed(styles=(name, name + inner)))["word/styles.xml"].decode()
    assert not [word for word in (CANARY, "vanish", "Hidden", "numPr") if word in found]


def with_parts(parts: Parts) -> None:
    """Put into a template what must not be in a document, each thing with a word that can be looked for."""
    extra = {
        "word/comments.xml": ("comments", f'<w:comments xmlns:w="{W[1:-1]}">{CANARY}</w:comments>'),
        "word/header1.xml": (
            "header",
            f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>{CANARY}</w:t></w:r></w:p></w:hdr>',
        ),
        "word/vbaProject.bin": ("vbaProject", CANARY),
        "word/embeddings/oleObject1.bin": ("oleObject", CANARY),
        "customXml/item1.xml": ("customXml", f"<{CANARY}/>"),
        "docProps/custom.xml": ("custom-properties", f"<{CANARY}/>"),
        "docProps/core.xml": ("core", f"<{CANARY}/>"),
    }
    links = "".join(
        f'<Relationship Id="x{number}" Type="{OFFICE}/{kind}" Target="/{name}"/>'
        for number, (name, (kind, _)) in enumerate(extra.items())
    )
    links += "".join(
        f'<Relationship Id="y{kind}" Type="{OFFICE}/{kind}" Target="https://{CANARY}.example" TargetMode="External"/>'
        for kind in ("attachedTemplate", "image", "styles", "theme")
    )
    relations = parts["word/_rels/document.xml.rels"].decode()
    head, tail = relations.split("><Relationship ", 1)
    parts["word/_rels/document.xml.rels"] = f"{head}>{links}<Relationship {tail}".encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Table Text", CANARY.encode())
    parts.update({name: text.encode() for name, (_, text) in extra.items()})


def test_text_comments_macros_objects_properties_and_addresses_stay_behind() -> None:
    parts = unpacked(HOUSE)
    with_parts(parts)
    assert CANARY.encode() in b"".join(parts.values())
    assert written(packed(parts)) == written(None)


# What is refused


def problem(template: bytes) -> WordTemplateProblem:
    with pytest.raises(WordTemplateProblem) as caught:
        write_docx(DOCUMENT, template)
    assert caught.value.hint
    assert str(caught.value) == caught.value.message
    return caught.value


def test_all_missing_styles_are_named_at_once() -> None:
    parts = unpacked(changed(styles=('w:val="Note Kind"', 'w:val="x"')))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="heading 2"', b'w:val="y"')
    assert problem(packed(parts)).message == "the Word template has no style Heading 2, Note Kind"


def test_a_document_of_word_without_the_styles_of_notes_is_refused_by_their_names() -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    assert "Note Institution" in problem(out.getvalue()).message


def without(name: str) -> bytes:
    return packed({key: part for key, part in unpacked(HOUSE).items() if key != name})


def replaced(name: str, part: bytes) -> bytes:
    return packed({**unpacked(HOUSE), name: part})


def encrypted() -> bytes:
    data = bytearray(HOUSE)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"PK\x03\x04",
        lambda: b"\xd0\xcf\x11\xe0 an old .doc",
        lambda: HOUSE[: len(HOUSE) // 2],
        lambda: packed({"a.txt": b"x"}),
        lambda: without("[Content_Types].xml"),
        lambda: without("_rels/.rels"),
        lambda: without("word/styles.xml"),
        lambda: without("word/document.xml"),
        lambda: replaced("word/styles.xml", b"<broken"),
        lambda: replaced("word/styles.xml", b"<w/>"),
        lambda: replaced("_rels/.rels", b""),
        lambda: replaced("../word/x.xml", b"<x/>"),
        lambda: replaced("/x.xml", b"<x/>"),
        lambda: replaced("WORD/styles.xml", b"<x/>"),
        lambda: packed(unpacked(HOUSE), compression=zipfile.ZIP_BZIP2),
        encrypted,
        lambda: changed(types=("document.main+xml", "document.macroEnabled.main+xml")),
        lambda: changed(types=("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")),
    ],
)
def test_what_is_no_docx_is_refused(make: Callable[[], bytes]) -> None:
    assert problem(make()).message == "the Word template is no .docx file"


def test_a_file_with_macros_is_refused_by_its_kind() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    template = changed(types=(kind, "application/vnd.ms-word.document.macroEnabled.main+xml"))
    assert problem(template).hint == "save it in Word as a Word document (.docx)"


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b'<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16"),
        "<!DOCTYPE x><x/>".encode("utf-16-be"),
    ],
)
@pytest.mark.parametrize("name", ["word/styles.xml", "word/unused.xml", "word/_rels/unused.xml.rels"])
def test_xml_with_declarations_is_refused_in_any_part(name: str, part: bytes) -> None:
    assert "declarations" in problem(replaced(name, part)).message


def bomb() -> bytes:
    return replaced("word/media/x.bin", bytes(3_000_000))


def lying_bomb() -> bytes:
    """A part that unpacks to far more than the directory says."""
    data = bytearray(packed({**unpacked(HOUSE), "word/media/x.bin": bytes(5_000_000)}))
    size = struct.pack("<I", 5_000_000)
    for _ in range(data.count(size)):
        place = data.index(size)
        data[place : place + 4] = struct.pack("<I", 1000)
    return bytes(data)


@pytest.mark.parametrize(
    "make",
    [
        bomb,
        lambda: packed({**unpacked(HOUSE), **{f"x/{n}": b"" for n in range(500)}}),
        lambda: packed({**unpacked(HOUSE), "x": bytes(20_000_001)}, compression=zipfile.ZIP_STORED),
    ],
)
def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(make: Callable[[], bytes]) -> None:
    assert "unpacks to more than a template may" in problem(make()).message


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    assert problem(lying_bomb()).message == "the Word template is no .docx file"


# What no restyling hides


def test_a_template_cannot_make_banner_number_or_marking_invisible() -> None:
    hidden = (
        '<w:rPr><w:color w:val="FFFFFF"/><w:w w:val="1"/><w:sz w:val="2"/></w:rPr>'
        '<w:pPr><w:framePr w:x="20000"/><w:spacing w:line="1" w:lineRule="exact"/><w:ind w:left="20000"/></w:pPr>'
    )
    parts = unpacked(HOUSE)
    styles = etree.fromstring(parts["word/styles.xml"])
    for one in styles.iterfind(f"{W}style"):
        for part in ("rPr", "pPr"):
            for old in one.findall(f"{W}{part}"):
                one.remove(old)
        one.extend(etree.fromstring(f'<a xmlns:w="{W[1:-1]}">{hidden}</a>'))
    parts["word/styles.xml"] = etree.tostring(styles)
    header = Header(
        date=date(2021, 5, 25), date_line="x", full_number="8952/21", number_lines=("8952/21",), marking="LIMITE",
        title="t", banners=("PRESIDENCY ONLY",),
    )  # fmt: skip
    made = unpacked(write_docx(Document(header, DOCUMENT.blocks), packed(parts)))
    assert b"framePr" not in made["word/styles.xml"]
    seen = 0
    for name in ("word/document.xml", "word/footer1.xml"):
        for line in etree.fromstring(made[name]).iter(f"{W}p"):
            if "".join(map(str, line.itertext())) in ("PRESIDENCY ONLY", "8952/21", "LIMITE"):
                look = {
                    child.tag.removeprefix(W): child.get(f"{W}val")
                    for child in line.findall(f".//{W}r/{W}rPr/*")
                }
                assert look["color"] == "auto"
                assert (look["sz"], look["w"]) == ("24", "100")
                assert line.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "auto"  # type: ignore[union-attr]
                assert line.find(f"{W}pPr/{W}ind").get(f"{W}left") == "0"  # type: ignore[union-attr]
                seen += 1
    assert seen == 6
