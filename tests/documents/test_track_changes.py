"""Changes between two documents as revisions: accepting all gives the new, rejecting all the old."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import docx
import pytest
from docx_revisions import RevisionDocument  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from blocks_made import PLAIN, Runs, bodies_of, noted_lines_of, paragraph, texts_of
from partnercli.documents.blocks import (
    Annex,
    Block,
    Document,
    Footnote,
    Header,
    Heading,
    ListBlock,
    Paragraph,
    Text,
    table_of,
)
from partnercli.documents.word import write_docx, write_docx_changes
from read_back import Element, W, part

HEADER = replace(PLAIN, rows=(("From:", ("Presidency",)), ("Subject:", ("Partnerships with key countries",))))
WHEN = datetime(2021, 6, 1, 12, 30, tzinfo=UTC)


def changes(old: Document, new: Document) -> bytes:
    return write_docx_changes(old, new, "Presidency", WHEN)


def note(*blocks: Block, header: Header = HEADER) -> Document:
    return Document(header, blocks)


# A reader of revisions, written for these tests alone


def resolved(data: bytes, *, kept: str, gone: str) -> list[str]:
    """The texts of the paragraphs when all revisions of the tag `kept` are taken on and those `gone` taken out.

    A paragraph whose end goes out runs into the next; empty ones are left out.
    """
    body = part(data)[0]
    for tag in (f"{W}{gone}", f"{W}{kept}"):
        for row in [one for one in body.iter(f"{W}tr") if one.find(f"{W}trPr/{tag}") is not None]:
            if tag == f"{W}{gone}":
                parent(row).remove(row)
        for run in [one for one in body.iter(tag) if len(one) and tag == f"{W}{gone}"]:
            parent(run).remove(run)
    return [text for text in paragraphs(body, f"{W}{gone}") if text]


def parent(element: Element) -> Element:
    found = element.getparent()
    assert found is not None
    return found


def paragraphs(box: Element, gone: str) -> Iterator[str]:
    text = ""
    for one in box:
        if one.tag == f"{W}p":
            text += words(one)
            if one.find(f"{W}pPr/{W}rPr/{gone}") is None:
                yield text
                text = ""
        elif one.tag in {f"{W}tbl", f"{W}tr", f"{W}tc"}:
            yield text
            text = ""
            yield from paragraphs(one, gone)
    yield text


def words(element: Element) -> str:
    found = element.iter(f"{W}t", f"{W}delText", f"{W}br")
    return "".join("\n" if one.tag == f"{W}br" else one.text or "" for one in found)


def accepted(data: bytes) -> list[str]:
    return resolved(data, kept="ins", gone="del")


def rejected(data: bytes) -> list[str]:
    return resolved(data, kept="del", gone="ins")


def texts(document: Document) -> list[str]:
    return [text for text in map(words, part(write_docx(document)).iter(f"{W}p")) if text]


def revised(data: bytes) -> list[tuple[str, str]]:
    """Each stretch that came in or went out, in order."""
    found = part(data).iter(f"{W}ins", f"{W}del")
    return [(str(one.tag).removeprefix(W), words(one)) for one in found if len(one)]


def test_a_document_without_changes_has_no_revisions() -> None:
    blocks = (paragraph("a"), table_of(["b"], [["c"]]), Annex("ANNEX", (paragraph("d"),)))
    data = changes(note(*blocks), note(*blocks))
    assert not list(part(data).iter(f"{W}ins", f"{W}del"))
    assert accepted(data) == rejected(data) == texts(note(*blocks))


def test_changed_words_are_marked_and_the_others_are_not() -> None:
    old, new = (
        paragraph(f"Delegations are invited to {verb} the priorities.") for verb in ("discuss", "agree")
    )
    assert revised(changes(note(old), note(new))) == [("del", "discuss"), ("ins", "agree")]


def test_a_new_paragraph_comes_in_with_its_end() -> None:
    data = changes(note(paragraph("a"), paragraph("c")), note(paragraph("a"), paragraph("b"), paragraph("c")))
    assert revised(data) == [("ins", "b")]
    ends = [words(parent(parent(parent(one)))) for one in part(data).iter(f"{W}ins") if not len(one)]
    assert ends == ["b"]


def test_a_paragraph_gone_goes_out_with_its_end() -> None:
    data = changes(note(paragraph("a"), paragraph("b"), paragraph("c")), note(paragraph("a"), paragraph("c")))
    assert revised(data) == [("del", "b")]
    assert (accepted(data)[-2:], rejected(data)[-3:]) == (["a", "c"], ["a", "b", "c"])


def test_a_heading_that_became_a_paragraph_is_replaced() -> None:
    data = changes(note(Heading(1, (Text("a"),))), note(paragraph("a")))
    assert revised(data) == [("del", "a"), ("ins", "a")]


def test_words_that_became_bold_are_replaced() -> None:
    old, new = (Paragraph((Text("a "), Text("b", bold=bold), Text(" c"))) for bold in (False, True))
    assert revised(changes(note(old), note(new))) == [("del", "b"), ("ins", "b")]


def test_values_of_the_first_page_are_revised_too() -> None:
    header = replace(
        HEADER,
        date_line="Brussels, 1 June 2021",
        rows=(("From:", ("Presidency",)), ("Subject:", ("Partnerships with priority countries",))),
    )
    data = changes(note(), note(header=header))
    assert revised(data) == [*[("del", "25 May"), ("ins", "1 June")], *[("del", "key"), ("ins", "priority")]]


def test_rows_of_the_first_page_come_and_go() -> None:
    header = replace(HEADER, rows=(*HEADER.rows[:1], ("To:", ("Delegations",)), *HEADER.rows[1:]))
    assert revised(changes(note(), note(header=header))) == [("ins", "To:"), ("ins", "Delegations")]
    assert rejected(changes(note(), note(header=header))) == texts(note())


def test_a_new_row_is_a_row_of_its_own_and_a_changed_cell_is_revised_in_its_place() -> None:
    old = table_of(["Country", "Support"], [["Tunisia", "12"], ["Niger", "9"]])
    new = table_of(["Country", "Support"], [["Tunisia", "14"], ["Iraq", "7"], ["Niger", "9"]])
    data = changes(note(old), note(new))
    assert revised(data) == [("del", "12"), ("ins", "14"), ("ins", "Iraq"), ("ins", "7")]
    rows = [one for one in part(data).iter(f"{W}tr") if one.find(f"{W}trPr/{W}ins") is not None]
    assert [words(row) for row in rows] == ["Iraq7"]
    assert rejected(data) == texts(note(old))


def test_a_row_gone_is_marked_as_a_row() -> None:
    old = table_of(["a"], [["b"], ["c"]])
    data = changes(note(old), note(table_of(["a"], [["b"]])))
    assert [words(one) for one in part(data).iter(f"{W}tr") if one.find(f"{W}trPr/{W}del") is not None] == [
        "c"
    ]


def test_a_table_with_another_number_of_columns_is_replaced_whole_and_stays_apart() -> None:
    data = changes(note(table_of(["a"], [["b"]])), note(table_of(["a", "c"], [["b", "d"]])))
    tags = [str(one.tag).removeprefix(W) for one in part(data)[0]]
    assert ("tbl", "tbl") not in set(pairwise(tags))
    assert accepted(data)[-4:] == ["a", "c", "b", "d"]
    assert rejected(data)[-2:] == ["a", "b"]


def items(*texts: str) -> ListBlock:
    return ListBlock(ordered=True, items=tuple((paragraph(text),) for text in texts))


def test_an_item_gone_stays_in_the_list_it_was_in() -> None:
    data = changes(note(items("a", "b", "c")), note(items("a", "c")))
    numbers = [one.get(f"{W}val") for one in part(data).iter(f"{W}numId")]
    assert len(numbers) == 3
    assert len(set(numbers)) == 1


def test_a_numbered_paragraph_gone_does_not_start_the_count_anew() -> None:
    data = changes(note(*(paragraph(t, n) for n, t in enumerate("abc", 1))), note(paragraph("b", 1)))
    assert len({one.get(f"{W}val") for one in part(data).iter(f"{W}numId")}) == 1


def test_a_new_annex_is_a_section_and_one_gone_is_none() -> None:
    annex = Annex("ANNEX", (paragraph("b"),))
    for old, new, sections in (((), (annex,), 2), ((annex,), (), 1)):
        data = changes(note(paragraph("a"), *old), note(paragraph("a"), *new))
        assert len(list(part(data).iter(f"{W}sectPr"))) == sections
        assert accepted(data) == texts(note(paragraph("a"), *new))
        assert rejected(data) == texts(note(paragraph("a"), *old))
        for end in part(data).iter(f"{W}sectPr"):
            assert end.getparent() is not None
            assert not list(parent(end).iterfind(f"{W}rPr/{W}ins"))


def test_a_footnote_that_changed_is_replaced_with_its_mark() -> None:
    old, new = (Paragraph((Text("a"), Footnote((Text(text),)))) for text in ("b", "c"))
    data = changes(note(old), note(new))
    kinds = [parent(parent(one)).tag for one in part(data).iter(f"{W}footnoteReference")]
    assert kinds == [f"{W}del", f"{W}ins"]
    assert [words(one) for one in part(data, "word/footnotes.xml")][2:] == ["b", "c"]


def test_a_changed_link_keeps_its_revisions_inside() -> None:
    old, new = (
        Paragraph((Text("see "), Text(text, href="https://a.example"), Text(" here"))) for text in ("b", "c")
    )
    data = changes(note(old), note(new))
    link = next(part(data).iter(f"{W}hyperlink"))
    assert [str(one.tag).removeprefix(W) for one in link] == ["del", "ins"]


def test_every_revision_has_an_author_a_time_and_a_number_of_its_own() -> None:
    data = changes(note(paragraph("a b"), table_of(["c"], [["d"]])), note(paragraph("a e"), paragraph("f")))
    found = list(part(data).iter(f"{W}ins", f"{W}del"))
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in found} == {
        ("Presidency", "2021-06-01T12:30:00Z")
    }
    numbers = [one.get(f"{W}id") for one in found]
    assert len(numbers) == len(set(numbers)) > 3


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=2)), None])
def test_the_time_is_universal(zone: timezone | None) -> None:
    hour = 14 if zone else 12
    data = write_docx_changes(note(), note(paragraph("a")), "P", datetime(2021, 6, 1, hour, tzinfo=zone))
    assert {one.get(f"{W}date") for one in part(data).iter(f"{W}ins")} == {"2021-06-01T12:00:00Z"}


def test_word_goes_on_marking_changes_and_says_so_in_the_right_place() -> None:
    settings = [str(one.tag).removeprefix(W) for one in part(changes(note(), note()), "word/settings.xml")]
    assert settings.index("trackRevisions") == settings.index("defaultTabStop") - 1


def test_the_author_stands_on_revisions_only() -> None:
    data = changes(note(), note(paragraph("a")))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        bearing = [name for name in file.namelist() if b"Presidency<" not in file.read(name)
                   and b'"Presidency"' in file.read(name)]  # fmt: skip
    assert bearing in ([], ["word/document.xml"])
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")


def test_the_bytes_are_the_same_each_time() -> None:
    old, new = note(paragraph("a"), items("b")), note(paragraph("c"), items("d"))
    assert changes(old, new) == changes(old, new)


def test_long_documents_are_compared_in_time() -> None:
    old, new = ([paragraph(f"{word} {n} and more words") for n in range(400)] for word in ("old", "new"))
    data = changes(note(*old), note(*new))
    assert len(accepted(data)) == len(rejected(data))


# Any two documents


WORDS = st.sampled_from(["a", "b", "the same", " ", "x y", "1.", "é", "<w:ins>", "a  b"])


def documents_of(lines: st.SearchStrategy[Runs]) -> st.SearchStrategy[Document]:
    labels = st.sampled_from(["a", "ANNEX", "ANNEX I"])
    headers = st.builds(
        lambda day, codes, subject: replace(
            HEADER, date_line=day, codes=tuple(codes), rows=(("From:", ("Presidency",)), *subject)
        ),
        WORDS,
        st.lists(WORDS, max_size=3),
        st.lists(st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=2).map(tuple)), max_size=2),
    )
    return st.builds(Document, headers, bodies_of(lines, labels, figures=False).map(tuple))


documents = documents_of(noted_lines_of(texts_of(WORDS, "https://a.example"), 1))
without_links = documents_of(
    st.lists(st.builds(Text, WORDS, st.booleans()), min_size=1, max_size=5).map(tuple)
)


@pytest.mark.tools  # many documents, each opened twice
@given(documents, documents)
def test_accepting_gives_the_new_and_rejecting_the_old(old: Document, new: Document) -> None:
    data = changes(old, new)
    assert accepted(data) == texts(new)
    assert rejected(data) == texts(old)


@pytest.mark.tools  # many documents, each opened twice
@given(without_links, without_links)
def test_a_library_for_revisions_reads_them_alike(old: Document, new: Document) -> None:
    data = changes(old, new)
    for resolve, document in ((RevisionDocument.accept_all, new), (RevisionDocument.reject_all, old)):
        read = RevisionDocument(io.BytesIO(data))
        resolve(read)
        out = io.BytesIO()
        read.save(out)
        assert without_blanks(map(words, part(out.getvalue()).iter(f"{W}p"))) == without_blanks(
            texts(document)
        )


def without_blanks(found: Iterable[str]) -> list[str]:
    return [text for text in found if text]
