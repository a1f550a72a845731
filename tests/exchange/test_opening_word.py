"""Tables of Word documents: each cell as a reader sees it, at the place where a reader finds it."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_BREAK

from partnercli.exchange.grid import Sent
from partnercli.exchange.opening import opened
from partnercli.exchange.remark import Weight
from sent_files import DOCUMENT, W, body, document, paragraph, relationships, table, texts

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def sent(inner: str, **parts: bytes) -> Sent:
    """A document with something in its body, opened; parts are added in the folder word."""
    added = {f"word/{name.replace('__', '/').replace('_dot_', '.')}": part for name, part in parts.items()}
    return opened("reply.docx", document(inner, added))


def shown(content: str) -> str:
    """The text of a cell with this content, of which nothing is to be said."""
    found = sent(table([content, "end"]))
    assert found.remarks == ()
    return found.grids[0].rows[0][0].text


def run(content: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def said(found: Sent) -> list[str]:
    """The messages of warnings; nothing is refused."""
    assert all(one.weight is Weight.WARNING for one in found.remarks), found.remarks
    return [one.message for one in found.remarks]


def test_every_table_of_a_document_is_a_grid_in_the_order_in_which_they_begin() -> None:
    made = docx.Document()
    first = made.add_table(2, 2)
    for cell, text in zip(first.row_cells(0), ("Country", "Position"), strict=True):
        cell.text = text
    first.cell(1, 0).text = "Zonda"
    within = first.cell(1, 1).add_table(1, 1)
    within.cell(0, 0).text = "inside"
    first.cell(1, 1).paragraphs[0].text = "before it"
    made.add_table(1, 1).cell(0, 0).text = "last"
    out = io.BytesIO()
    made.save(out)
    found = opened("reply.docx", out.getvalue())
    assert found.remarks == ()
    assert [grid.name for grid in found.grids] == ["table 1", "table 2", "table 3"]
    assert [texts(grid) for grid in found.grids] == [
        [["Country", "Position"], ["Zonda", "before it"]],
        [["inside"]],
        [["last"]],
    ]
    assert found.grids[0].rows[1][1].address == "table 1, row 2, column 2"
    assert found.grids[1].rows[0][0].address == "table 2, row 1, column 1"


def test_a_cell_that_spans_columns_is_followed_by_empty_ones() -> None:
    made = docx.Document()
    spanned = made.add_table(2, 4)
    spanned.cell(0, 1).merge(spanned.cell(0, 2)).text = "wide"
    for column, text in enumerate("abcd"):
        spanned.cell(1, column).text = text
    spanned.cell(0, 3).text = "end"
    out = io.BytesIO()
    made.save(out)
    (grid,) = opened("reply.docx", out.getvalue()).grids
    assert texts(grid) == [["", "wide", "", "end"], ["a", "b", "c", "d"]]
    assert grid.rows[0][3].address == "table 1, row 1, column 4"


def test_a_row_that_begins_further_in_has_empty_cells_before() -> None:
    properties = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>'
    assert texts(sent(table(["x"], properties=properties)).grids[0]) == [["", "", "x"]]


def test_a_cell_that_goes_on_from_the_row_above_repeats_nothing() -> None:
    begin, on = (f"<w:tcPr><w:vMerge{said}/></w:tcPr>" for said in (' w:val="restart"', ""))
    rows = table([begin + paragraph("Mashrek"), "Zonda"], [on + paragraph("old"), "Altamar"])
    assert texts(sent(rows).grids[0]) == [["Mashrek", "Zonda"], ["", "Altamar"]]


def test_paragraphs_and_line_breaks_are_lines_and_empty_ones_at_the_ends_are_not_there() -> None:
    made = docx.Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run("one").add_break(WD_BREAK.LINE)
    cell.paragraphs[0].add_run("two\tthree")
    cell.add_paragraph("four")
    cell.add_paragraph("")
    out = io.BytesIO()
    made.save(out)
    assert opened("reply.docx", out.getvalue()).grids[0].rows[0][0].text == "one\ntwo\tthree\nfour"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:t>Guinea</w:t><w:noBreakHyphen/><w:t>Bissau</w:t>", "Guinea\u2011Bissau"),
        ("<w:t>sup</w:t><w:softHyphen/><w:t>port</w:t>", "support"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☒"),
        ('<w:t xml:space="preserve"> kept </w:t>', " kept "),
        ("<w:t>a<!-- -->b</w:t>", "ab"),
        (
            "<w:ruby><w:rt><w:r><w:t>how</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>x</w:t></w:r></w:rubyBase></w:ruby>",
            "x",
        ),
    ],
)
def test_signs_of_word_are_read_as_what_they_show(content: str, text: str) -> None:
    assert shown(f"<w:p>{run(content)}</w:p>") == text


def test_the_text_of_links_is_read() -> None:
    link = f'<w:p><w:hyperlink r:id="rId9">{run("<w:t>site</w:t>")}</w:hyperlink></w:p>'
    assert shown(link) == "site"


def test_what_a_control_shows_is_read_and_what_it_only_prompts_is_not() -> None:
    def control(properties: str, text: str) -> str:
        inside = paragraph(text)
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    chosen = '<w:dropDownList><w:listItem w:value="s"/></w:dropDownList>'
    assert shown(control(chosen, "support")) == "support"
    assert shown(control(chosen + "<w:showingPlcHdr/>", "Choose an item.")) == ""
    for value, box in (("1", "☒"), ("0", "☐")):
        properties = f'<w14:checkbox><w14:checked w14:val="{value}"/></w14:checkbox>'
        assert shown(control(properties, "?")) == box


def test_a_control_around_a_whole_cell_or_row_is_read_alike() -> None:
    def around(inside: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{paragraph('support')}</w:tc>"
    prompt = around(f"<w:tc>{paragraph('Choose an item.')}</w:tc>", "<w:showingPlcHdr/>")
    row = around(f"<w:tr>{prompt}{around(cell)}</w:tr>")
    assert texts(sent(f"<w:tbl>{row}</w:tbl>").grids[0]) == [["", "support"]]


def test_of_a_field_the_result_is_read_and_not_the_instruction() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    inner = mark("begin") + code("PAGE") + mark("separate") + run("<w:t>7</w:t>") + mark("end")
    field = (
        mark("begin")
        + code("IF ")
        + inner
        + code(" = 7")
        + mark("separate")
        + run("<w:t>yes</w:t>")
        + mark("end")
    )
    assert shown(f"<w:p>{field}</w:p>") == "yes"
    without_result = mark("begin") + code("TOC") + mark("end") + run("<w:t>after</w:t>")
    assert shown(f"<w:p>{without_result}</w:p>") == "after"
    parted_twice = mark("begin") + mark("separate") * 2 + run("<w:t>once</w:t>") + mark("end")
    assert shown(f"<w:p>{parted_twice}</w:p>") == "once"
    assert shown(f"<w:p><w:fldSimple w:instr='DATE'>{run('<w:t>today</w:t>')}</w:fldSimple></w:p>") == "today"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>', "b"),
        ('<w:ddList><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>', "a"),
        ('<w:ddList><w:result w:val="7"/><w:listEntry w:val="a"/></w:ddList>', ""),
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☒"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒"),
        ("<w:checkBox/>", "☐"),
    ],
)
def test_fields_of_old_forms_show_what_was_chosen(data: str, text: str) -> None:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    assert shown(f'<w:p>{begin}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>') == text


def test_a_document_in_strict_open_xml_is_read_alike() -> None:
    part = body(table(["x"])).replace(W.encode(), _STRICT.encode())
    assert texts(opened("reply.docx", document(None, {DOCUMENT: part})).grids[0]) == [["x"]]


# What is passed over, with a word


def test_insertions_count_deletions_do_not_and_the_cells_are_named() -> None:
    inserted = f"<w:ins>{run('<w:t>support</w:t>')}</w:ins>"
    deleted = f"<w:del>{run('<w:delText>oppose</w:delText>')}</w:del>"
    moved = f"<w:moveFrom>{run('<w:t>gone</w:t>')}</w:moveFrom>"
    found = sent(table(["Zonda", f"<w:p>{deleted}{inserted}{moved}</w:p>"]))
    assert texts(found.grids[0]) == [["Zonda", "support"]]
    assert said(found) == ["tracked changes are read as if all were accepted: table 1, row 1, column 2"]


def test_a_row_that_was_deleted_is_empty_and_the_next_keeps_its_number() -> None:
    gone = table(["old"], properties="<w:trPr><w:del/></w:trPr>").removesuffix("</w:tbl>")
    found = sent(gone + table(["new"]).removeprefix("<w:tbl>"))
    assert texts(found.grids[0]) == [[], ["new"]]
    assert found.grids[0].rows[1][0].address == "table 1, row 2, column 1"
    assert said(found) == ["tracked changes are read as if all were accepted: table 1, row 1, column 1"]


@pytest.mark.parametrize(
    "hidden",
    [
        f"<w:p>{run('<w:t>secret</w:t>', '<w:vanish/>')}</w:p>",
        '<w:p><w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>secret</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr><w:r><w:t>secret</w:t></w:r></w:p>',
    ],
)
def test_hidden_text_is_left_out_and_its_cell_named(hidden: str) -> None:
    style = '<w:style w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
    based = '<w:style w:styleId="Child"><w:basedOn w:val="Unseen"/></w:style>'
    styles = f'<w:styles xmlns:w="{W}">{style}{based}</w:styles>'.encode()
    leads = relationships("styles styles.xml")
    found = sent(
        table(["a", hidden + paragraph("b")]), styles_dot_xml=styles, _rels__document_dot_xml_dot_rels=leads
    )
    assert texts(found.grids[0]) == [["a", "b"]]
    assert said(found) == ["hidden text is not read: table 1, row 1, column 2"]


@pytest.mark.parametrize("line", ["<w:strike/>", "<w:dstrike/>"])
def test_text_that_is_struck_through_is_left_out_and_its_cell_named(line: str) -> None:
    struck = run("<w:t>support</w:t>", line) + run("<w:t>opposition</w:t>", '<w:strike w:val="0"/>')
    found = sent(table(["Zonda", f"<w:p>{struck}</w:p>"]))
    assert texts(found.grids[0]) == [["Zonda", "opposition"]]
    assert said(found) == ["text that is struck through is not read: table 1, row 1, column 2"]


def test_text_that_says_it_is_not_hidden_is_read() -> None:
    visible = run("<w:t>x</w:t>", '<w:vanish w:val="0"/>')
    assert shown(f"<w:p>{visible}</w:p>") == "x"


def test_footnotes_and_numbers_that_word_counts_are_named_by_their_cells() -> None:
    note = '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    number = "<w:p><w:pPr><w:numPr/></w:pPr>{}</w:p>"
    found = sent(table([note, number.format(""), number.format("<w:r><w:t>kept</w:t></w:r>")]))
    assert texts(found.grids[0]) == [["x", "", "kept"]]
    assert said(found) == [
        "footnotes are not read: table 1, row 1, column 1",
        "numbers that Word counts by itself are not read: table 1, row 1, column 2",
    ]


def test_comments_shapes_and_symbols_are_named_by_their_cells() -> None:
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    shape = f"<w:r><w:pict><w:txbxContent>{table(['aside'])}</w:txbxContent></w:pict></w:r>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    found = sent(table([f"<w:p>{one}</w:p>" for one in (comment, shape, symbol)] + ["end"]))
    assert [texts(grid) for grid in found.grids] == [[["", "", "", "end"]]]
    assert said(found) == [
        "comments are not read: table 1, row 1, column 1",
        "text in shapes, text boxes and equations is not read: table 1, row 1, column 2",
        "symbols that no text can hold are not read: table 1, row 1, column 3",
    ]


@pytest.mark.parametrize("target", ["file:///C:\\Users\\x\\Note.dotm", "Normal.dotm", "C:/Templates/x.dotx"])
def test_a_template_on_the_writers_own_disk_needs_no_word(target: str) -> None:
    parts = {"word/_rels/settings.xml.rels": relationships(f"attachedTemplate !{target}")}
    assert opened("reply.docx", document(None, parts)).remarks == ()


def test_a_document_without_a_table_says_what_to_do() -> None:
    (remark,) = sent(paragraph("We support Zonda.")).remarks
    assert (remark.place, remark.message) == ("reply.docx", "there is no table in it")
    assert "table with a header row" in remark.hint
