"""Minutes from word processors' files, read as minutes from anywhere else."""

import base64
import io
import zipfile
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import text as odf_text
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.teletype import addTextToElement

from meetings.minutes import reading
from meetings.minutes.document import Kind, MinutesError, Point, Presence
from meetings.minutes.reading import inline
from meetings.minutes.reading.files import opened
from tests.examples import examples

from . import words
from .archives import docx, odt, odt_parts, packed, word_parts

STYLES = '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="heading 1"/></w:style>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"

ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def test_minutes_are_read_from_either_whatever_the_name() -> None:
    lines = ["Some Panel", "3 May 2012", "Present", "Ann Lee (Some Office)"]
    for data in (
        odt(
            "".join(f"<text:p>{line}</text:p>" for line in lines)
            + '<text:h text:outline-level="2">Tea</text:h>'
        ),
        docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)),
    ):
        minutes = reading.read(data, "misnamed.html").minutes
        assert [(one.name, one.presence) for one in minutes.attendance] == [
            ("Ann Lee", Presence.PRESENT)
        ]
        assert minutes.held_on is not None and minutes.held_on.isoformat() == "2012-05-03"


def test_lists_inside_cells_are_kept() -> None:
    body = (
        "<text:p>Some Panel, 3 May 2012</text:p>"
        "<table:table><table:table-row><table:table-cell>"
        '<text:h text:outline-level="2">1. Tea</text:h>'
        "<text:list><text:list-item><text:p>Cake came.</text:p></text:list-item></text:list>"
        "</table:table-cell></table:table-row></table:table>"
    )
    [item] = reading.read(odt(body)).minutes.items
    assert item.entries == (Point("Cake came.", Kind.BULLET),)


def test_pictures_are_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document()
    document.add_paragraph("before")
    document.add_picture(io.BytesIO(ONE_PIXEL))
    document.save(data := io.BytesIO())
    read: list[str] = []
    original = zipfile.ZipFile.open

    def note(self: zipfile.ZipFile, name: Any, *args: Any, **kwargs: Any) -> Any:
        read.append(getattr(name, "filename", name))
        return original(self, name, *args, **kwargs)

    monkeypatch.setattr(zipfile.ZipFile, "open", note)
    assert opened(data.getvalue()).body == "<p>before</p>"
    assert "word/media/image1.png" in zipfile.ZipFile(data).namelist()
    assert "word/document.xml" in read
    assert "word/media/image1.png" not in read


def shown_in_word(data: bytes) -> str:
    """The body's text as its XML gives it, white space aside, deletions left out."""
    body = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    gone = {id(text) for deleted in body.iter(f"{{{W}}}del") for text in deleted.iter()}
    return squeezed(
        text.text or "" for text in body.iter(f"{{{W}}}t") if text.text and id(text) not in gone
    )


def shown_in_odt(data: bytes) -> str:
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))
    text = root.find(f"{{{OASIS}office:1.0}}body/{{{OASIS}office:1.0}}text")
    for changes in text.findall(f"{{{OASIS}text:1.0}}tracked-changes"):
        text.remove(changes)
    return squeezed(text.itertext())


def squeezed(texts: Iterable[str]) -> str:
    return "".join(inline.fold("".join(texts)).split())


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn")), max_size=12)
RUN = st.tuples(TEXT, st.integers(0, 7), st.sampled_from(["plain", "inserted", "deleted", "link"]))
STYLE = st.sampled_from(
    [
        *("Normal", "Title", "Heading 1", "Heading 3", "Quote"),
        *("List Bullet", "List Bullet 3", "List Number", "List Continue"),
    ]
)
BLOCK = st.recursive(
    st.tuples(STYLE, st.lists(RUN, max_size=3)),
    lambda cell: st.lists(st.lists(st.lists(cell, max_size=3), min_size=1, max_size=3), max_size=3),
    max_leaves=12,
)


def add_to_word(parent: Any, block: Any) -> None:
    if isinstance(block, list):
        columns = max((len(row) for row in block), default=1)
        table = parent.add_table(0, columns)
        for row in block:
            for cell, content in zip(table.add_row().cells, row, strict=False):
                for one in content:
                    add_to_word(cell, one)
        return
    style, runs = block
    paragraph = parent.add_paragraph(style=style)
    for text, marks, way in runs:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.underline = (bool(marks & one) for one in (1, 2, 4))
        if way in ("inserted", "deleted", "link"):
            around = OxmlElement({"inserted": "w:ins", "deleted": "w:del"}.get(way, "w:hyperlink"))
            run._r.addprevious(around)
            around.append(run._r)


@given(st.lists(BLOCK, max_size=5))
@settings(max_examples=examples(40), deadline=None)
def test_every_word_of_a_word_document_stands_on_the_page_once_in_order(blocks: list[Any]) -> None:
    document = Document()
    for block in blocks:
        add_to_word(document, block)
    document.save(data := io.BytesIO())
    assert words.characters(opened(data.getvalue()).body) == shown_in_word(data.getvalue())


ODT_BLOCK = st.recursive(
    st.tuples(st.sampled_from(["p", "h", "item", "section"]), st.lists(RUN, max_size=3)),
    lambda cell: st.tuples(
        st.sampled_from(["table", "list", "section"]),
        st.lists(st.lists(cell, max_size=3), max_size=3),
    ),
    max_leaves=12,
)


def add_to_odt(parent: Any, block: Any, styles: list[Any]) -> None:
    kind, content = block
    if content and isinstance(content[0], list):
        if kind == "table":
            parent.addElement(table := Table())
            for row in content:
                table.addElement(line := TableRow())
                for one in row:
                    line.addElement(cell := TableCell())
                    add_to_odt(cell, one, styles)
        elif kind == "list":
            parent.addElement(listed := odf_text.List())
            for entry in content:
                listed.addElement(item := odf_text.ListItem())
                for one in entry:
                    # A list's item holds paragraphs and lists, but no tables.
                    is_nested = bool(one[1]) and isinstance(one[1][0], list)
                    add_to_odt(item, ("list" if is_nested else one[0], one[1]), styles)
        else:
            for one in (one for entry in content for one in entry):
                add_to_odt(parent, one, styles)
        return
    paragraph = odf_text.H(outlinelevel=2) if kind == "h" else odf_text.P()
    for text, marks, way in content:
        if way == "link":
            run = odf_text.A(href="https://x.example/", type="simple")
        else:
            run = odf_text.Span(stylename=styles[marks])
        addTextToElement(run, text)
        paragraph.addElement(run)
        addTextToElement(paragraph, f"{text}  {marks}")
    parent.addElement(paragraph)


@given(st.lists(ODT_BLOCK, max_size=5))
@settings(max_examples=examples(40), deadline=None)
def test_every_word_of_an_opendocument_text_stands_on_the_page_once_in_order(
    blocks: list[Any],
) -> None:
    document = OpenDocumentText()
    styles = []
    for marks in range(8):
        style = Style(name=f"T{marks}", family="text")
        style.addElement(
            TextProperties(
                fontweight="bold" if marks & 1 else "normal",
                fontstyle="italic" if marks & 2 else "normal",
                textunderlinestyle="solid" if marks & 4 else "none",
            )
        )
        document.automaticstyles.addElement(style)
        styles.append(style)
    for block in blocks:
        add_to_odt(document.text, block, styles)
    document.write(data := io.BytesIO())
    assert words.characters(opened(data.getvalue()).body) == shown_in_odt(data.getvalue())


PIECES = (
    '<w:p><w:pPr><w:pStyle w:val="x"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    '<w:outlineLvl w:val="1"/><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t>'
    '<w:tab/><w:footnoteReference w:id="2"/><w:fldChar w:fldCharType="begin"/>'
    '<w:instrText>HYPERLINK</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:hyperlink r:id="a"/></w:p>'
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
    '<text:list text:style-name="L"><text:list-item text:start-value="3"><text:p>a<text:note>'
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body>"
    '</text:note></text:p></text:list-item></text:list><text:h text:outline-level="2">c</text:h>'
    '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>'
    "d</text:p></table:table-cell></table:table-row></table:table>",
)
VALUE = st.sampled_from(["", "0", "-1", "1", "7", "99999999999", "x", "none"])


@given(st.data())
@settings(max_examples=examples(150), deadline=None)
def test_elements_and_values_out_of_place_are_read_or_refused(data: st.DataObject) -> None:
    """Elements moved, doubled or dropped anywhere, and attributes that say nonsense."""
    is_word = data.draw(st.booleans())
    parts = word_parts(PIECES[0] * 2, styles=STYLES) if is_word else odt_parts(PIECES[1] * 2)
    name = data.draw(st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))]))
    root = ElementTree.fromstring(parts[name])
    for _ in range(data.draw(st.integers(1, 5))):
        everything = list(root.iter())
        one, other = (data.draw(st.sampled_from(everything)) for _ in range(2))
        way = data.draw(st.sampled_from(["put", "drop", "rename", "say"]))
        if way == "put" and one not in other.iter() and other not in one.iter():
            other.append(one)
        elif way == "drop" and len(one):
            one.remove(one[0])
        elif way == "rename":
            one.tag = other.tag
        elif way == "say" and one.attrib:
            one.set(data.draw(st.sampled_from(sorted(one.attrib))), data.draw(VALUE))
    parts[name] = ElementTree.tostring(root)
    try:
        opened(packed(parts))
    except MinutesError as error:
        assert "\n" not in str(error)
