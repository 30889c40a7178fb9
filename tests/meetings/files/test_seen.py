"""What is seen in documents, workbooks and slides, as it is laid out in a pack; nothing hidden."""

import io
from collections.abc import Mapping
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from meetings.files import hidden, numbers
from meetings.files.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX, Kind
from meetings.files.layout import grid
from meetings.files.pages import parted
from tests.meetings.files.made import BODIES, office, open_document, png
from tests.meetings.files.test_binding import bookmarks, part, read

OD = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "presentation": "presentation",
}
NAMES = " ".join(f'xmlns:{short}="{OD}{long}:1.0"' for short, long in SPACES.items())
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
REPEATED = 'table:number-columns-repeated="99999"'
EMPTY = '<w:p w:rsidRDefault="00000000"/>'
SEEN = "<w:p><w:r><w:t>Seen.</w:t></w:r></w:p>"
HUGE = BODIES[DOCX].replace("<w:body/>", f"<w:body>{SEEN}{EMPTY * 350_000}</w:body>")
LAID = "Laid out from Levels{}, whose own look may differ."


def laid(kind: Kind, data: bytes) -> list[str]:
    """The lines below the title of a paper, as they are laid out, without the pages' numbers."""
    reader = read(part("Levels", kind, data))
    assert bookmarks(reader)[1:] == [("Levels", 2)]
    lines = [page.extract_text().split("\n")[:-1] for page in reader.pages][1:]
    first = lines[0]
    assert first[:1] == ["Levels"]
    return [line for page in (first[1:], *lines[1:]) for line in page]


def content(kind: Kind, body: str, styles: str = "") -> bytes:
    """An OpenDocument file."""
    root = {ODT: "text", ODS: "spreadsheet", ODP: "presentation"}[kind]
    text = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{root}>{body}</office:{root}>"
        "</office:body></office:document-content>"
    )
    return open_document(kind, {"content.xml": text})


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word_document_is_laid_out_with_headings_lists_tables_and_links():
    document = Document()
    document.add_heading("Levels of the Tarrow", 1)
    document.add_paragraph("They fell.").add_run(" Steeply.").bold = True
    for text in ("Upper", "Lower"):
        document.add_paragraph(text, style="List Bullet")
    table = document.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"cell {number}"
    assert laid(DOCX, saved(document)) == [
        *(LAID.format(".docx"), "Levels of the Tarrow", "They fell. Steeply."),
        *("• Upper", "• Lower", "cell 0 cell 1", "cell 2 cell 3"),
    ]


def test_what_a_word_document_hides_is_not_laid_out():
    document = Document()
    said = document.add_paragraph("Seen.")
    said.add_run(" vanished").font.hidden = True
    deleted = OxmlElement("w:del")
    run = said.add_run(" deleted")
    run._r.addprevious(deleted)
    deleted.append(run._r)
    for text in run._r.iter(qn("w:t")):
        text.tag = qn("w:delText")
    document.add_comment(said.runs[:1], text="remark", author="Ann Lee")
    data = saved(document)
    found = {finding.what for finding in hidden.look(data, DOCX)}
    assert {"hidden text", "tracked changes", "comments"} <= found
    assert laid(DOCX, data) == [LAID.format(".docx"), "Seen."]


def test_pictures_that_are_left_out_are_said():
    document = Document()
    document.add_paragraph("Map:")
    file = io.BytesIO()
    Image.new("RGB", (20, 20)).save(file, "png")
    document.add_picture(file)
    said = f"{LAID.format('.docx')} Its pictures, charts and drawings are left out here."
    assert laid(DOCX, saved(document)) == [said, "Map:"]


def test_what_an_opendocument_text_hides_is_not_laid_out():
    styles = (
        '<style:style style:name="V" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    row = "<table:table-row{}><table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        row.format(how, text) + "<table:table-cell><text:p>x</text:p></table:table-cell>"
        "</table:table-row>"
        for how, text in (("", "row"), (' table:visibility="collapse"', "folded"))
    )
    body = (
        '<text:h text:outline-level="1">Levels</text:h>'
        '<text:p>Seen<text:span text:style-name="V"> veiled</text:span>'
        "<office:annotation><text:p>remark</text:p></office:annotation>.</text:p>"
        '<text:section text:display="none"><text:p>aside</text:p></text:section>'
        '<text:p>gone <text:hidden-paragraph text:is-hidden="true"/></text:p>'
        '<text:p>Also <text:hidden-text text:is-hidden="true">under</text:hidden-text>seen.'
        "</text:p>"
        f"<table:table>{rows}</table:table>"
        f'<table:table table:style-name="T">{rows}</table:table>'
    )
    assert laid(ODT, content(ODT, body, styles)) == [
        *(LAID.format(".odt"), "Levels", "Seen.", "Also seen.", "row x")
    ]


def test_text_that_depends_on_a_condition_lets_a_document_stand_apart():
    body = '<text:section text:display="condition"><text:p>perhaps</text:p></text:section>'
    [said] = laid(ODT, content(ODT, f"<text:p>Seen.</text:p>{body}"))
    assert said == "This paper stands apart: Levels.odt (OpenDocument text)."


def relations(**targets: str) -> str:
    named = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE_RELATIONS}/x" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{named}</Relationships>'


def workbook(rows: str, parts: Mapping[str, str] | None = None, before: str = "") -> bytes:
    """A workbook of a sheet that is seen and of one that is hidden."""
    sheet = f'<worksheet xmlns="{SHEET}">{before}<sheetData>{{}}</sheetData>{{}}</worksheet>'
    return office(
        XLSX,
        {
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE_RELATIONS}"><sheets>'
            '<sheet name="Gauges" r:id="a"/><sheet name="Secret" state="hidden" r:id="b"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                a="worksheets/one.xml",
                b="worksheets/two.xml",
                c="sharedStrings.xml",
                d="styles.xml",
            ),
            "xl/worksheets/one.xml": sheet.format(
                rows, '<mergeCells><mergeCell ref="C5:D6"/></mergeCells>'
            ),
            "xl/worksheets/two.xml": sheet.format('<row r="1"><c r="A1"><v>777</v></c></row>', ""),
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>Tarrow</t></si>'
            "<si><r><t>Up</t></r><r><t>per</t></r><rPh><t>said so</t></rPh></si></sst>",
            "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><numFmts>'
            '<numFmt numFmtId="170" formatCode="&quot;£&quot;#,##0.00"/>'
            f'<numFmt numFmtId="172" formatCode="0.{"0" * 40}"/>'
            '<numFmt numFmtId="171" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="0"/>'
            '<xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="171"/>'
            f'<xf numFmtId="172"/></cellXfs></styleSheet>',
            **(parts or {}),
        },
    )


def test_workbook_is_laid_out_as_its_cells_look():
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>1234.5</v></c><c r="B2" s="2"><v>45356</v></c></row>'
        '<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="inlineStr"><is><t>in</t></is></c>'
        "</row>"
    )
    assert laid(XLSX, workbook(rows)) == [
        *(LAID.format(".xlsx"), "Gauges", "Tarrow Upper", "£1,234.50 5 March 2024", "TRUE in")
    ]


def test_what_a_workbook_hides_is_not_laid_out():
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>666</v></c><c r="C1"><v>2</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>666</v></c></row>'
        '<row r="3" ht="0" customHeight="1"><c r="A3"><v>666</v></c></row>'
        '<row r="4"><c r="A4" s="3"><v>666</v></c><c r="C4"><v>3</v></c></row>'
        '<row r="5"><c r="A5"><v>4</v></c><c r="C5"><v>5</v></c><c r="D5"><v>666</v></c></row>'
        '<row r="6"><c r="A6"><v>6</v></c><c r="C6"><v>666</v></c></row>'
    )
    before = '<cols><col min="2" max="2" hidden="1"/></cols>'
    assert laid(XLSX, workbook(rows, before=before)) == [
        *(LAID.format(".xlsx"), "Gauges", "1 2", "3", "4 5", "6")
    ]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("1234.5", "General", "1234.5"),
        ("0.1234", "0.0%", "12.3%"),
        ("-3.456", "#,##0.00;[Red](#,##0.00)", "(3.46)"),
        ("1234567", '#,##0,"k"', "1,235k"),
        ("7", "000", "007"),
        ("2.5", "0.##", "2.5"),
        ("3", "0.##", "3"),
        ("12345", "0.00E+00", "1.23E+4"),
        ("45356.5", "yyyy-mm-dd hh:mm", "5 March 2024 12:00"),
        ("45356", "mmm-yy", "March 2024"),
        ("0.75", "h:mm AM/PM", "18:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("5", ";;;", ""),
        ("5", "%" * 256, "5"),
        ("-5", "0;;", ""),
        ("5", "[$€-407] 0.0", "€ 5.0"),
        ("nothing", "0", "nothing"),
        ("1e400", "0", "1e400"),
        ("9e9", "d/m/yyyy", "9000000000"),
    ],
)
def test_number_is_written_as_its_format_says(value, code, text):
    assert numbers.shown(value, code) == text


def test_number_counts_days_from_1904_where_the_workbook_does():
    assert numbers.shown("0", "d/m/yyyy", is_1904=True) == "1 January 1904"


def test_wide_sheet_lies_and_is_parted():
    letters = "ABCDEFGHIJ"
    cells = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{letter * 30}</t></is></c>' for letter in letters
    )
    reader = read(part("Levels", XLSX, workbook(f'<row r="1">{cells}</row>')))
    [page] = reader.pages[1:]
    assert page.mediabox.width > page.mediabox.height
    text = page.extract_text()
    assert all(letter * 10 in text for letter in letters)


def ods(rows: str, styles: str = "", more: str = "") -> bytes:
    return content(ODS, f'<table:table table:name="Gauges">{rows}</table:table>{more}', styles)


def cell(text: str, how: str = "") -> str:
    return f"<table:table-cell {how}><text:p>{text}</text:p></table:table-cell>"


def test_spreadsheet_is_laid_out_and_nothing_that_it_hides():
    row = "<table:table-row {}>{}</table:table-row>"
    styles = (
        '<style:style style:name="T" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        "<table:table-column/>"
        + row.format("", cell("1") + cell("secret") + cell("3<office:annotation/>"))
        + row.format('table:visibility="filter"', cell("secret"))
        + '<table:table-row-group table:display="false">'
        + row.format("", cell("secret"))
        + "</table:table-row-group>"
        + row.format(
            'table:number-rows-repeated="2"', cell("4", 'table:number-columns-repeated="3"')
        )
        + row.format('table:number-rows-repeated="1048000"', "<table:table-cell/>")
    )
    more = f'<table:table table:style-name="T" table:name="Two">{rows}</table:table>'
    assert laid(ODS, ods(rows, styles, more)) == [
        *(LAID.format(".ods"), "Gauges", "1 3", "4 4", "4 4")
    ]


def test_slides_are_laid_out_and_nothing_that_they_hide():
    def slide(shapes: str, how: str = "") -> str:
        return (
            f'<p:sld xmlns:p="{P}" xmlns:a="{A}" {how}><p:cSld><p:spTree>{shapes}</p:spTree>'
            "</p:cSld></p:sld>"
        )

    def shape(text: str, place: str = "", how: str = "") -> str:
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" {how}/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
            f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    table = (
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r>"
        "<a:t>one</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>two</a:t>"
        "</a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )
    first = (
        shape("Levels fell", '<p:ph type="title"/>')
        + shape("Upper", '<p:ph idx="1"/>')
        + shape("secret", "", 'hidden="1"')
        + shape("7", '<p:ph type="sldNum"/>')
        + f"<p:grpSp>{shape('Grouped')}</p:grpSp>{table}"
    )
    data = office(
        PPTX,
        {
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{OFFICE_RELATIONS}">'
            '<p:sldIdLst><p:sldId r:id="a"/><p:sldId r:id="b"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(a="slides/1.xml", b="slides/2.xml"),
            "ppt/slides/1.xml": slide(first),
            "ppt/slides/2.xml": slide(shape("secret"), 'show="0"'),
        },
    )
    assert laid(PPTX, data) == [
        *(LAID.format(".pptx"), "Slide 1", "Levels fell", "• Upper", "Grouped", "one two")
    ]


def test_slides_of_opendocument_are_laid_out_and_nothing_that_they_hide():
    styles = (
        '<style:style style:name="H" style:family="drawing-page">'
        '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    frame = "<draw:frame {}><draw:text-box>{}</draw:text-box></draw:frame>"
    items = "<text:list><text:list-item><text:p>Upper</text:p></text:list-item></text:list>"
    body = (
        "<draw:page>"
        + frame.format('presentation:class="title"', "<text:p>Levels fell</text:p>")
        + frame.format("", items)
        + frame.format('draw:display="none"', "<text:p>secret</text:p>")
        + "<presentation:notes><draw:frame><text:p>secret</text:p></draw:frame>"
        "</presentation:notes></draw:page>"
        '<draw:page draw:style-name="H">' + frame.format("", items) + "</draw:page>"
    )
    assert laid(ODP, content(ODP, body, styles)) == [
        *(LAID.format(".odp"), "Slide 1", "Levels fell", "• Upper")
    ]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (ODT, content(ODT, "<text:p>漢字</text:p>")),
        (ODT, content(ODT, "")),
        (ODT, content(ODT, f"<text:p>{'long ' * 50_000}</text:p>")),
        (ODT, content(ODT, "<text:p>x</text:p>" * 6_000)),
        (ODS, ods("<table:table-row>" + cell("x") * 6_001 + "</table:table-row>")),
        (ODS, ods("<table:table-row>" + cell("x", REPEATED) + "</table:table-row>")),
        (
            ODS,
            ods(
                f'<table:table-row table:number-rows-repeated="1048576">{cell("x")}'
                "</table:table-row>"
            ),
        ),
        (XLSX, workbook("", {"xl/worksheets/one.xml": "<!DOCTYPE a><a/>"})),
        (XLSX, workbook("<row>" + "<c><v>1</v></c>" * 6_001 + "</row>")),
        (PPTX, office(PPTX)),
        (XLSX, workbook('<row r="1"><c r="A1" s="4"><v>1234567</v></c></row>')),
        (DOCX, office(DOCX, {"word/document.xml": HUGE})),
        (DOCX, png()),
    ],
)
def test_what_is_broken_huge_or_of_other_letters_stands_apart(kind, data):
    [said] = laid(kind, data)
    assert said == f"This paper stands apart: Levels{kind.endings[0]} ({kind.name})."


def test_signs_that_the_font_has_not_are_written_with_those_that_it_has():
    assert laid(ODT, content(ODT, "<text:p>☐ Yes ☑ No → go</text:p>"))[1:] == [
        "[ ] Yes [x] No -> go"
    ]


def test_same_document_makes_the_same_bytes():
    data = content(
        ODT,
        "<text:p>Seen.</text:p><text:list><text:list-item><text:p>One</text:p>"
        "</text:list-item></text:list>",
    )
    assert len({laid_bytes(data) for _ in range(2)}) == 1


def laid_bytes(data: bytes) -> bytes:
    stream: Any = read(part("Levels", ODT, data)).stream
    return stream.getvalue()


def test_links_lead_where_they_led_and_only_to_the_web():
    link = '<text:a xlink:href="{}" xmlns:xlink="http://www.w3.org/1999/xlink">here</text:a>'
    targets = ("https://example.org/a", "javascript:alert(1)", "file:///etc/passwd")
    body = "".join(f"<text:p>{link.format(target)}</text:p>" for target in targets)
    reader: PdfReader = read(part("Levels", ODT, content(ODT, body)))
    marks: Any = reader.pages[1].get("/Annots", [])
    assert [mark.get_object()["/A"]["/URI"] for mark in marks] == ["https://example.org/a"]


@pytest.mark.parametrize(
    ("columns", "parts"),
    [
        (1, [[0]]),
        (3, [[0, 1, 2]]),
        (14, [[0, 1, 2, 3, 4, 5, 6, 7], [0, 8, 9, 10, 11, 12, 13]]),
    ],
)
def test_parts_of_a_wide_table_are_about_as_wide_and_begin_with_its_first_column(columns, parts):
    row = {number: f"{number:>9}" for number in range(columns)}
    table = grid([row])
    assert table is not None
    found = [[int(cell.text) for cell in part.rows[0]] for part in parted(table, 120)]
    assert found == parts
