"""What each kind of file holds that is not seen, and the file without it."""

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from meetings.files import hidden
from meetings.files.kinds import (
    CSV,
    DOCX,
    JPEG,
    ODP,
    ODS,
    ODT,
    PDF,
    PNG,
    PPTX,
    TEXT,
    XLSX,
    Kind,
    UnfitError,
    kind_of,
)
from tests.meetings.files.made import (
    ONE_OF_EACH,
    W,
    jpeg,
    office,
    open_document,
    pdf,
    png,
)


def told(data: bytes, kind: Kind) -> list[str]:
    return [f"{finding}{'' if finding.is_cleanable else ' !'}" for finding in look(data, kind)]


def look(data: bytes, kind: Kind) -> list[hidden.Finding]:
    assert kind_of(data, "paper.csv" if kind == CSV else "") == kind
    return hidden.look(data, kind)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_nothing_is_found_where_nothing_is_hidden(name):
    kind = kind_of(ONE_OF_EACH[name], name)
    assert look(ONE_OF_EACH[name], kind) == []
    assert look(hidden.clean(ONE_OF_EACH[name], kind), kind) == []


# Word


def word(body: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return office(DOCX, {"word/document.xml": document, **(more or {})})


def run(text: str, marks: str = "") -> str:
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (
            '<w:p><w:ins w:author="Ann Lee">' + run("new words") + "</w:ins></w:p>",
            "tracked changes (in the text): Ann Lee: “new words” !",
        ),
        (
            '<w:p><w:del w:author="Ann Lee"><w:r><w:delText>old words</w:delText></w:r></w:del>'
            + '<w:r><w:rPr><w:rPrChange w:author="Bo Lund"/></w:rPr></w:r></w:p>',
            "tracked changes (in the text): Ann Lee: “old words”; Bo Lund !",
        ),
        (
            "<w:p>" + run("under", "<w:vanish/>") + run("over", '<w:vanish w:val="0"/>') + "</w:p>",
            "hidden text (in the text): “under” !",
        ),
        (
            "<w:p>" + "".join(run(n, "<w:vanish/>") for n in "abcde") + "</w:p>",
            "hidden text (in the text): “a”; “b”; “c”; 2 more !",
        ),
    ],
)
def test_what_word_keeps_out_of_sight_is_found(body, finding):
    assert told(word(body), DOCX) == [finding]


@pytest.mark.parametrize("place", ["header2", "footer1", "footnotes", "endnotes"])
def test_what_word_keeps_outside_the_text_is_found(place):
    part = f'<w:hdr xmlns:w="{W}"><w:p>{run("under", "<w:vanish/>")}</w:p></w:hdr>'
    [finding] = look(word("", {f"word/{place}.xml": part}), DOCX)
    assert (finding.what, finding.said) == ("hidden text", "“under”")
    assert finding.where.removeprefix("in ").removeprefix("a ").startswith(place.rstrip("12"))


def test_text_that_a_style_hides_is_found():
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Seen"><w:rPr/></w:style></w:styles>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr>' + run("by paragraph") + "</w:p>"
        "<w:p>" + run("by run", '<w:rStyle w:val="Gone"/>') + "</w:p>"
        '<w:p><w:pPr><w:pStyle w:val="Seen"/></w:pPr>' + run("seen") + "</w:p>"
    )
    assert told(word(body, {"word/styles.xml": styles}), DOCX) == [
        "hidden text (in the text): “by paragraph”; “by run” !"
    ]


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Levels</dc:title>'
    "<dc:creator>Ann Lee</dc:creator><cp:lastModifiedBy>Bo Lund</cp:lastModifiedBy>"
    "<dc:description>not before May</dc:description><cp:revision>7</cp:revision>"
    "</cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>Rivers Office</Company><Pages>2</Pages></Properties>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    '<property name="Case"><value>12/34</value></property></Properties>'
)
PROPERTIES = {"docProps/core.xml": CORE, "docProps/app.xml": APP, "docProps/custom.xml": CUSTOM}


@pytest.mark.parametrize("kind", [DOCX, XLSX, PPTX])
def test_properties_are_found_and_cleaned(kind):
    data = office(kind, PROPERTIES)
    said = "author: “Ann Lee”; last saved by: “Bo Lund”; comments: “not before May”; 2 more"
    assert told(data, kind) == [f"properties: {said}"]
    cleaned = hidden.clean(data, kind)
    assert told(cleaned, kind) == []
    held = parts(cleaned)
    assert list(held) == list(parts(data))
    assert b"<dc:title>Levels</dc:title>" in held["docProps/core.xml"]
    assert not any(b"Lee" in part or b"12/34" in part for part in held.values())


def test_comments_of_word_are_found_and_cleaned():
    comments = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="Ann Lee"><w:p>'
        + run("check with Bo")
        + "</w:p></w:comment></w:comments>"
    )
    body = (
        '<w:p><w:commentRangeStart w:id="1"/>'
        + run("Levels fell.")
        + '<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r>' + run(" They rose.") + "</w:p>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x" Target="comments.xml"/>'
        '<Relationship Id="rId2" Type="x" Target="/word/people.xml"/>'
        '<Relationship Id="rId3" Type="x" Target="https://example.org" TargetMode="External"/>'
        "</Relationships>"
    )
    types = parts(office(DOCX))["[Content_Types].xml"].decode()
    override = '<Override PartName="/word/comments.xml" ContentType="x"/></Types>'
    data = word(
        body,
        {
            "word/comments.xml": comments,
            "word/people.xml": f'<w:people xmlns:w="{W}"/>',
            "word/_rels/document.xml.rels": relations,
            "[Content_Types].xml": types.replace("</Types>", override),
        },
    )
    assert told(data, DOCX) == ["comments: Ann Lee: “check with Bo”"]
    cleaned = hidden.clean(data, DOCX)
    assert told(cleaned, DOCX) == []
    held = parts(cleaned)
    assert held.keys() == parts(data).keys() - {"word/comments.xml", "word/people.xml"}
    assert b"comment" not in held["word/document.xml"]
    assert b"Levels fell." in held["word/document.xml"]
    assert b"They rose." in held["word/document.xml"]
    assert b"comments" not in held["[Content_Types].xml"]
    assert held["word/_rels/document.xml.rels"].count(b"<Relationship ") == 1


@pytest.mark.parametrize(
    ("kind", "part", "finding"),
    [
        (DOCX, "word/embeddings/sheet1.xlsx", "embedded files: sheet1.xlsx !"),
        (DOCX, "word/vbaProject.bin", "macros: vbaProject.bin !"),
        (
            XLSX,
            "xl/pivotCache/pivotCacheRecords1.xml",
            "data behind a pivot table: pivotCacheRecords1.xml !",
        ),
        (
            XLSX,
            "xl/externalLinks/externalLink1.xml",
            "values of other workbooks: externalLink1.xml !",
        ),
    ],
)
def test_what_stands_beside_the_document_is_found(kind, part, finding):
    assert told(office(kind, {part: b"x"}), kind) == [finding]


# Excel

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def related(*targets: str) -> str:
    each = (f'<Relationship Id="r{n}" Target="{t}"/>' for n, t in enumerate(targets, 1))
    return f'<Relationships xmlns="{RELATIONS}">{"".join(each)}</Relationships>'


def test_hidden_sheets_rows_and_columns_and_notes_of_a_workbook_are_found():
    data = office(
        XLSX,
        {
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>'
            '<sheet name="Levels" r:id="r1"/><sheet name="Draft" state="veryHidden" r:id="r2"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": related("worksheets/a.xml", "/xl/worksheets/b.xml"),
            "xl/worksheets/a.xml": f'<worksheet xmlns="{S}"><cols><col min="2" max="4" hidden="1"/>'
            '<col min="5" max="5" hidden="true"/><col min="7" max="7" hidden="0"/></cols>'
            '<sheetData><row r="1"/><row r="2" hidden="1"/><row r="3" hidden="1"/>'
            '<row r="9" hidden="1"/>'
            "</sheetData></worksheet>",
            "xl/worksheets/b.xml": f'<worksheet xmlns="{S}"/>',
            "xl/comments1.xml": f'<comments xmlns="{S}"><commentList><comment ref="B2"><text><r>'
            "<t>guess</t></r></text></comment></commentList></comments>",
        },
    )
    findings = [
        "comments: B2: “guess” !",
        "hidden sheets: Draft !",
        "hidden columns (sheet Levels): 2–5 !",
        "hidden rows (sheet Levels): 2–3, 9 !",
    ]
    assert told(data, XLSX) == findings
    assert told(hidden.clean(data, XLSX), XLSX) == findings


# PowerPoint


def test_hidden_slides_notes_and_comments_of_a_presentation_are_found():
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"

    def shape(kind: str, text: str) -> str:
        return (
            f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
            f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    def slide(root: str, body: str, marks: str = "") -> str:
        return f'<p:{root} xmlns:p="{p}" xmlns:a="{a}" {marks}>{body}</p:{root}>'

    data = office(
        PPTX,
        {
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{p}" xmlns:r="{R}"><p:sldIdLst>'
            '<p:sldId r:id="r2"/><p:sldId r:id="r1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": related("slides/slide1.xml", "slides/slide2.xml"),
            "ppt/slides/slide1.xml": slide("sld", shape("title", "Not yet"), 'show="0"'),
            "ppt/slides/slide2.xml": slide("sld", shape("title", "Levels")),
            "ppt/slides/_rels/slide2.xml.rels": related(
                "../notesSlides/notesSlide1.xml", "../comments/comment1.xml"
            ),
            "ppt/notesSlides/notesSlide1.xml": slide(
                "notes", shape("body", "Say nothing of May") + shape("sldNum", "1")
            ),
            "ppt/comments/comment1.xml": f'<p:cmLst xmlns:p="{p}"><p:cm><p:text>weak</p:text>'
            "</p:cm></p:cmLst>",
        },
    )
    assert told(data, PPTX) == [
        "speaker notes (slide 1): “Say nothing of May” !",
        "comments (slide 1): “weak”",
        "hidden slides (slide 2): “Not yet” !",
    ]
    cleaned = hidden.clean(data, PPTX)
    assert [finding[:13] for finding in told(cleaned, PPTX)] == ["speaker notes", "hidden slides"]
    assert b"comment" not in parts(cleaned)["ppt/slides/_rels/slide2.xml.rels"]


# OpenDocument

SPACES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "presentation": "presentation",
            "meta": "meta",
            "manifest": "manifest",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def content(styles: str, body: str) -> dict[str, str]:
    return {
        "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    }


def test_what_an_opendocument_text_keeps_out_of_sight_is_found_and_comments_are_cleaned():
    style = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    )
    data = open_document(
        ODT,
        content(
            style,
            "<office:text><text:tracked-changes><text:changed-region><text:deletion>"
            "<office:change-info><dc:creator>Ann Lee</dc:creator><dc:date>2024</dc:date>"
            "</office:change-info><text:p>old words</text:p></text:deletion></text:changed-region>"
            "</text:tracked-changes><text:p>Levels <office:annotation><dc:creator>Bo Lund"
            "</dc:creator><text:p>really?</text:p></office:annotation>fell."
            '<office:annotation-end/><text:span text:style-name="T1">under</text:span></text:p>'
            '<text:section text:display="none"><text:p>a section</text:p></text:section>'
            "</office:text>",
        )
        | {
            "meta.xml": f"<office:document-meta {SPACES}><office:meta><dc:title>Levels</dc:title>"
            "<meta:initial-creator>Ann Lee</meta:initial-creator><dc:creator>Bo Lund</dc:creator>"
            '<meta:user-defined meta:name="Case">12/34</meta:user-defined></office:meta>'
            "</office:document-meta>",
            "Versions/Version1": b"x",
            "Basic/Standard/Module1.xml": b"x",
            "META-INF/manifest.xml": f"<manifest:manifest {SPACES}>"
            '<manifest:file-entry manifest:full-path="Object 1/" '
            'manifest:media-type="application/vnd.oasis.opendocument.chart"/>'
            '<manifest:file-entry manifest:full-path="Object 2/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        },
    )
    kept = [
        "tracked changes: Ann Lee: “old words” !",
        "hidden text: “under”; “a section” !",
        "earlier versions: Versions/Version1 !",
        "macros: Basic/Standard/Module1.xml !",
        "embedded files: Object 2 !",
    ]
    assert told(data, ODT) == [
        kept[0],
        "comments: Bo Lund: “really?”",
        *kept[1:],
        "properties: author: “Ann Lee”; last saved by: “Bo Lund”; Case: “12/34”",
    ]
    cleaned = hidden.clean(data, ODT)
    assert told(cleaned, ODT) == kept
    held = parts(cleaned)
    assert b"Levels fell." in held["content.xml"]
    assert b"<dc:title>Levels</dc:title>" in held["meta.xml"]
    with zipfile.ZipFile(io.BytesIO(cleaned)) as archive:
        assert archive.namelist()[0] == "mimetype"


def test_hidden_sheets_rows_and_columns_of_an_opendocument_spreadsheet_are_found():
    marks = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="ta2">{marks}</style:style>'
    data = open_document(
        ODS,
        content(
            style,
            '<office:spreadsheet><table:table table:name="Levels">'
            '<table:table-column table:number-columns-repeated="2"/>'
            '<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/>'
            '<table:table-row/><table:table-row table:visibility="filter"/></table:table>'
            '<table:table table:name="Draft" table:style-name="ta2"/></office:spreadsheet>',
        ),
    )
    assert told(data, ODS) == [
        "hidden sheets: Draft !",
        "hidden columns (sheet Levels): 3–5 !",
        "hidden rows (sheet Levels): 2 !",
    ]


def test_hidden_slides_and_notes_of_an_opendocument_presentation_are_found():
    style = (
        '<style:style style:name="dp2"><style:drawing-page-properties '
        'presentation:visibility="hidden"/></style:style>'
    )
    data = open_document(
        ODP,
        content(
            style,
            "<office:presentation><draw:page><text:p>Levels</text:p><presentation:notes>"
            "<text:p>Say nothing</text:p></presentation:notes></draw:page>"
            '<draw:page draw:style-name="dp2"><text:p>Not yet</text:p></draw:page>'
            "</office:presentation>",
        ),
    )
    assert told(data, ODP) == [
        "speaker notes (slide 1): “Say nothing” !",
        "hidden slides (slide 2): “Not yet” !",
    ]


# PDF


def with_marks() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.add_metadata({"/Title": "Levels", "/Author": "Ann Lee", "/Case": "12/34"})
    packet = StreamObject()
    packet.set_data(
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<dc:creator>Bo Lund</dc:creator></x:xmpmeta>"
    )
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)
    quads = ArrayObject(FloatObject(n) for n in (10, 20, 60, 20, 10, 10, 60, 10))
    for mark in (
        Text(text="really?", rect=(10, 10, 20, 20)),
        Highlight(rect=(10, 10, 60, 20), quad_points=quads),
        FreeText(text="Draft", rect=(30, 30, 90, 60)),
    ):
        mark[NameObject("/T")] = TextStringObject("Cy Moss")
        writer.add_annotation(0, mark)
    writer.pages[0]["/Annots"][1].get_object()[NameObject("/Contents")] = TextStringObject("weak")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_what_a_pdf_keeps_out_of_sight_is_found_and_cleaned():
    data = with_marks()
    assert told(data, PDF) == [
        "properties: author: “Ann Lee”; Case: “12/34”; author: “Bo Lund”",
        "comments (page 1): Cy Moss: “really?”; Cy Moss: “weak”; Cy Moss",
    ]
    cleaned = hidden.clean(data, PDF)
    assert told(cleaned, PDF) == []
    assert not any(word in cleaned for word in (b"Ann Lee", b"12/34", b"Bo Lund", b"really?"))
    assert not any(word in cleaned for word in (b"weak", b"Cy Moss"))
    reader = PdfReader(io.BytesIO(cleaned))
    assert reader.metadata.title == "Levels"
    listed: Any = reader.pages[0]["/Annots"]
    marks = [mark.get_object() for mark in listed]
    assert [(mark["/Subtype"], mark.get("/Contents")) for mark in marks] == [
        ("/Highlight", None),
        ("/FreeText", "Draft"),
    ]


def test_files_and_layers_within_a_pdf_are_found():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.add_attachment("figures.xlsx", b"x")
    layer = writer._add_object(DictionaryObject({NameObject("/Name"): TextStringObject("Notes")}))
    usual = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject({NameObject("/D"): usual})
    file = io.BytesIO()
    writer.write(file)
    assert told(file.getvalue(), PDF) == [
        "embedded files: figures.xlsx !",
        "hidden layers: Notes !",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n1 0 obj\n%%EOF",
        pdf().replace(b"/Count 1", b"/Count 0").replace(b"[3 0 R]", b"[]"),
        pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    ],
)
def test_pdf_that_cannot_be_read_is_refused(data):
    with pytest.raises(UnfitError, match=r"damaged|no page"):
        hidden.look(data, PDF)


# Images


def tiff(order: str, entries: list[tuple[int, int, int, bytes]], tail: bytes = b"") -> bytes:
    mark = {"<": b"II*\x00", ">": b"MM\x00*"}[order]
    written = b"".join(struct.pack(f"{order}HHI", *e[:3]) + e[3] for e in entries)
    count = struct.pack(f"{order}H", len(entries))
    return mark + struct.pack(f"{order}I", 8) + count + written + bytes(4) + tail


def camera(order: str = "<", orientation: int = 1) -> bytes:
    def number(value: int) -> bytes:
        return struct.pack(f"{order}I", value)

    at = 8 + 2 + 12 * 3 + 4
    return b"Exif\x00\x00" + tiff(
        order,
        [
            (0x0112, 3, 1, struct.pack(f"{order}HH", orientation, 0)),
            (0x013B, 2, 8, number(at)),
            (0x8825, 4, 1, number(8)),
        ],
        b"Ann Lee\x00",
    )


NOTED = "what the camera or program noted: the place where it was taken (GPS); author Ann Lee"


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_what_a_photograph_notes_is_found_and_cleaned_the_same_way_up(order, orientation):
    table = (0xDB, b"\x00" + bytes(64))
    data = jpeg((0xE1, camera(order, orientation)), table, (0xFE, b"from Bo"))
    assert told(data, JPEG) == [f"{NOTED}; comment: “from Bo”"]
    cleaned = hidden.clean(data, JPEG)
    assert told(cleaned, JPEG) == []
    upright = b"Exif\x00\x00" + tiff(">", [(0x0112, 3, 1, struct.pack(">HH", 6, 0))])
    assert cleaned == (jpeg(table) if orientation == 1 else jpeg((0xE1, upright), table))
    assert hidden.clean(cleaned, JPEG) == cleaned


def test_what_a_png_notes_is_found_and_cleaned():
    data = png((b"eXIf", camera()[6:]), (b"tEXt", b"Author\x00Bo Lund"), (b"pHYs", bytes(9)))
    assert told(data, PNG) == [f"{NOTED}; Author: “Bo Lund”"]
    assert hidden.clean(data, PNG) == png((b"pHYs", bytes(9)))


@pytest.mark.parametrize(
    ("kind", "name"), [(DOCX, "word/media/image1.jpeg"), (PPTX, "ppt/media/a.jpg")]
)
def test_what_pictures_of_a_document_note_is_found_and_cleaned(kind, name):
    data = office(kind, {name: jpeg((0xE1, camera()))})
    place = name.rpartition("/")[2]
    noted = NOTED.replace(":", f" (picture {place}):", 1)
    assert told(data, kind) == [noted]
    assert parts(hidden.clean(data, kind))[name] == jpeg()


def test_place_of_a_photograph_in_a_pdf_is_found():
    assert told(pdf(camera().decode("latin-1")), PDF) == [
        NOTED.replace("noted:", "noted (pictures):") + " !"
    ]


# What is refused


@pytest.mark.parametrize(
    ("kind", "hostile"),
    [
        (DOCX, {"docProps/core.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>'}),
        (DOCX, {"word/document.xml": b" " * 80_000_000}),
        (XLSX, {"docProps/app.xml": "<a"}),
        (ODT, {"meta.xml": "<!DOCTYPE a><a/>"}),
        (ODT, {"Pictures/a.png": bytes(90_000_000)}),
    ],
)
def test_archive_that_is_a_trap_is_refused_in_one_line(kind, hostile):
    data = (open_document if kind == ODT else office)(kind, hostile)
    with pytest.raises(UnfitError, match=r"^The file cannot be kept: [^\n]+$"):
        hidden.look(data, kind)
    with pytest.raises(UnfitError, match=r"^The file cannot be kept: [^\n]+$"):
        hidden.clean(data, kind)


@pytest.mark.parametrize("kind", [TEXT, CSV])
def test_text_hides_nothing(kind):
    assert (look(b"a,b\n", kind), hidden.clean(b"a,b\n", kind)) == ([], b"a,b\n")
