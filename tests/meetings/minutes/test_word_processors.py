"""Word and OpenDocument files as pages of HTML, and which of them are refused."""

import base64
import io
import zipfile
from typing import Any

import pytest
from docx import Document

from meetings.minutes import reading
from meetings.minutes.document import Kind, MinutesError, Point, Presence
from meetings.minutes.reading import archives
from meetings.minutes.reading.files import opened

from .archives import ODT, P, docx, odt, packed, paragraph

ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
BOLD = (
    '<style:style style:name="B" style:family="text"><style:text-properties'
    ' fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H" style:family="paragraph" style:parent-style-name="Base"/>'
    '<style:style style:name="Base" style:family="paragraph"><style:text-properties'
    ' fo:font-weight="bold" style:text-underline-style="solid"/></style:style>'
    '<style:style style:name="N" style:family="text"><style:text-properties'
    ' fo:font-weight="normal"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1"'
    ' style:num-format="1"/></text:list-style>'
)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (P('Jo<text:s text:c="2"/>Lee<text:tab/>x'), "<p>Jo Lee x</p>"),
        (P("one<text:line-break/>two"), "<p>one<br>two</p>"),
        (P('a <text:span text:style-name="B">b</text:span> c'), "<p>a <strong>b</strong> c</p>"),
        (
            '<text:p text:style-name="H">a<text:span text:style-name="N"> b</text:span></text:p>',
            "<p><strong><u>a</u></strong><u> b</u></p>",
        ),
        ('<text:h text:outline-level="2">Tea &amp; cake</text:h>', "<h2>Tea &amp; cake</h2>"),
        (
            P('<text:a xlink:href="https://x.example/?a=1&amp;b=2">there</text:a>.'),
            '<p><a href="https://x.example/?a=1&amp;b=2">there</a>.</p>',
        ),
        (
            '<text:list text:style-name="L"><text:list-item><text:p>a</text:p><text:list>'
            "<text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item>"
            "</text:list>",
            "<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>",
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p>"
            "</table:table-cell><table:covered-table-cell/><table:table-cell><text:p>b</text:p>"
            "</table:table-cell></table:table-row></table:table>",
            "<table><tr><td><p>a</p></td><td></td><td><p>b</p></td></tr></table>",
        ),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes>"
            + P('was <text:change-start text:change-id="c"/>added<text:change-end/>'),
            "<p>was added</p>",
        ),
        (
            P(
                "a<office:annotation><text:p>comment</text:p></office:annotation>"
                "<text:note><text:note-citation>1</text:note-citation>"
                "<text:note-body><text:p>note</text:p></text:note-body></text:note>b"
            ),
            "<p>ab</p><p>note</p>",
        ),
        (
            P("a<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"),
            "<p>a</p><p>boxed</p>",
        ),
    ],
)
def test_opendocument_text_reads_as(body: str, html: str) -> None:
    assert opened(odt(body, BOLD)).body == html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "<w:p><w:r><w:t>kept </w:t></w:r><w:ins><w:r><w:t>added</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
            "<p>kept added</p>",
        ),
        (
            "<w:p><w:r><w:rPr><w:b/><w:u w:val='single'/></w:rPr><w:t>Tea</w:t></w:r></w:p>",
            "<p><strong><u>Tea</u></strong></p>",
        ),
        (
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
            "<p>a\tb<br />c</p>",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
            "</w:tbl>",
            "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>",
        ),
    ],
)
def test_word_reads_as(body: str, html: str) -> None:
    assert opened(docx(body)).body == html


def test_minutes_are_read_from_either_whatever_the_name() -> None:
    lines = ["Some Panel", "3 May 2012", "Present", "Ann Lee (Some Office)"]
    for data in (
        odt("".join(P(line) for line in lines) + '<text:h text:outline-level="2">Tea</text:h>'),
        docx("".join(paragraph(line) for line in lines)),
    ):
        minutes = reading.read(data, "misnamed.html").minutes
        assert [(one.name, one.presence) for one in minutes.attendance] == [
            ("Ann Lee", Presence.PRESENT)
        ]
        assert minutes.held_on is not None and minutes.held_on.isoformat() == "2012-05-03"


def test_lists_inside_cells_are_kept() -> None:
    body = (
        P("Some Panel, 3 May 2012")
        + "<table:table><table:table-row><table:table-cell>"
        + '<text:h text:outline-level="2">1. Tea</text:h>'
        + "<text:list><text:list-item><text:p>Cake came.</text:p></text:list-item></text:list>"
        + "</table:table-cell></table:table-row></table:table>"
    )
    [item] = reading.read(odt(body)).minutes.items
    assert item.entries == (Point("Cake came.", Kind.BULLET),)


DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (
            packed({"mimetype": ODT, "content.xml": f"{DOCTYPE}<x>&e;</x>"}),
            "content.xml declares a document type or entities, which is not safe",
        ),
        (
            packed({"word/document.xml": f"{LAUGHS}<x>&c;</x>"}),
            "word/document.xml declares a document type or entities, which is not safe",
        ),
        (
            packed({"mimetype": ODT, "content.xml": f"{DOCTYPE}<x/>".encode("utf-16")}),
            "content.xml declares a document type or entities, which is not safe",
        ),
        (
            packed({"mimetype": ODT, "content.xml": "<x>" * 300 + "</x>" * 300}),
            "content.xml nests elements more than 200 deep",
        ),
        (packed({"mimetype": ODT}), "damaged: it holds no content.xml"),
    ],
)
def test_unsafe_and_damaged_archives_are_refused(data: bytes, why: str) -> None:
    with pytest.raises(MinutesError) as refusal:
        reading.read(data)
    assert str(refusal.value) == why


def test_broken_xml_is_refused() -> None:
    for data in (packed({"mimetype": ODT, "content.xml": "<x"}), docx("<w:p>")):
        with pytest.raises(MinutesError, match=r"^damaged: \S+ is not XML"):
            reading.read(data)


def test_no_document_in_a_word_archive_is_refused() -> None:
    with pytest.raises(MinutesError, match=r"^damaged: not a whole Word document"):
        reading.read(packed({"word/document.xml": "<x/>"}))


def test_a_bomb_is_refused_without_unpacking_it_whole() -> None:
    bomb = packed({"mimetype": ODT, "content.xml": b"<x>" + b" " * archives.LARGEST_PART})
    with pytest.raises(MinutesError, match=r"^larger than 80 MB when unpacked$"):
        reading.read(bomb)


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
    assert opened(data.getvalue()).body == "<p>before</p><p></p>"
    assert "word/media/image1.png" in zipfile.ZipFile(data).namelist()
    assert "word/document.xml" in read
    assert "word/media/image1.png" not in read


def test_an_archive_of_too_many_files_is_refused() -> None:
    data = packed({f"{n}": "" for n in range(archives.MOST_FILES + 1)})
    with pytest.raises(MinutesError, match=r"^an archive of more than 5,000 files$"):
        reading.read(data)


def test_a_password_is_said() -> None:
    data = bytearray(packed({"mimetype": ODT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(MinutesError, match=r"^protected by a password: save it without one$"):
        reading.read(bytes(data))
