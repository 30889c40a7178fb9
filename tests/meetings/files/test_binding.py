"""An agenda and papers in one PDF: in order, with bookmarks and one numbering."""

import datetime
import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import (
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from meetings.files import binding
from meetings.files.binding import Agenda, Part, Row, bound
from meetings.files.kinds import CSV, DOCX, JPEG, PDF, PNG, TEXT, Kind
from tests.meetings.files.made import pdf, png

AT = datetime.datetime(2024, 3, 5, 9, 30, tzinfo=datetime.UTC)
AGENDA = Agenda("Rivers Panel", ("Agenda", "12 March 2024"), (Row("1", "Welcome"),))


def part(title: str, kind: Kind | None = None, data: bytes = b"", **told: str) -> Part:
    name = f"{title}{kind.endings[0]}" if kind else ""
    return Part(title, name=name, kind=kind, data=(lambda: data) if kind else None, **told)


def paper(*pages: str) -> bytes:
    """A PDF of pages that say something each."""
    with binding.Pages(AT) as laid:
        for number, text in enumerate(pages):
            if number:
                laid.add_page()
            laid.paragraph(text)
        return laid.written()


def read(*parts: Part, agenda: Agenda = AGENDA) -> PdfReader:
    return PdfReader(io.BytesIO(bound(agenda, parts, AT)))


def texts(reader: PdfReader) -> list[list[str]]:
    return [page.extract_text().split("\n") for page in reader.pages]


def bookmarks(reader: PdfReader) -> list[tuple[str, int]]:
    listed: Any = reader.outline
    number: Any = reader.get_destination_page_number
    return [(mark.title, number(mark) + 1) for mark in listed]


def test_agenda_and_papers_stand_in_order_under_one_numbering():
    reader = read(
        part("Lévels – Łódź, Ŵye", PDF, paper("first", "second")),
        part("Link", note="at https://example.org"),
        part("Notes", TEXT, "Tŷ Ώδε".encode(), note="late"),
        part("Table", CSV, b"a,b\n1,2\n"),
    )
    assert texts(reader) == [
        [
            *("Rivers Panel", "Agenda", "12 March 2024", "1  Welcome", "Papers"),
            *("Lévels – Łódź, Ŵye – page 2", "Link", "at https://example.org"),
            *("Notes – page 4", "late", "Table – page 5", "1 / 5"),
        ],
        ["first", "2 / 5"],
        ["second", "3 / 5"],
        ["Notes", "Tŷ Ώδε", "4 / 5"],
        ["Table", "a,b", "1,2", "5 / 5"],
    ]
    assert bookmarks(reader) == [
        ("Agenda", 1),
        ("Lévels – Łódź, Ŵye", 2),
        ("Notes", 4),
        ("Table", 5),
    ]
    assert reader.metadata == {"/Title": "Rivers Panel"}


def test_same_papers_make_the_same_bytes():
    parts = [part("Levels", PDF, pdf()), part("Map", PNG, png())]
    assert bound(AGENDA, parts, AT) == bound(AGENDA, parts, AT)


def test_long_agenda_counts_its_own_pages():
    rows = tuple(Row(str(number), "Item", ("Ann Lee, 10 minutes",)) for number in range(60))
    reader = read(part("Levels", PDF, pdf()), agenda=Agenda("Rivers", (), rows))
    assert bookmarks(reader) == [("Agenda", 1), ("Levels", 4)]
    assert "Levels – page 4" in texts(reader)[2]


@pytest.mark.parametrize("kind", [PNG, JPEG])
def test_image_stands_on_a_page_of_its_own(kind):
    file = io.BytesIO()
    Image.new("RGB", (400, 100)).save(file, kind.media_type.rpartition("/")[2])
    page = read(part("Map", kind, file.getvalue())).pages[1]
    assert [(image.image.size if image.image else None) for image in page.images] == [(400, 100)]
    assert page.extract_text() == "Map\n2 / 2"


def test_photograph_stands_the_right_way_up():
    turned = Image.Exif()
    turned[0x0112] = 6
    file = io.BytesIO()
    Image.new("RGB", (400, 100)).save(file, "jpeg", exif=turned)
    [image] = read(part("Map", JPEG, file.getvalue())).pages[1].images
    assert image.image.size == (100, 400)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (DOCX, b"whatever"),
        (PDF, b"%PDF-1.4\n1 0 obj\n%%EOF"),
        (PDF, pdf().replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 595  ] ")),
        (PDF, pdf().replace(b"/MediaBox", b"/Rotate 45 /MediaBox")),
        (PNG, b"\x89PNG\r\n\x1a\nIEND"),
        (JPEG, b"\xff\xd8\xff\xd9"),
        (TEXT, "漢字".encode()),
        (TEXT, b"long " * 50_000),
    ],
)
def test_what_cannot_be_laid_out_stands_apart(kind, data):
    ending = kind.endings[0]
    reader = read(part("Levels", kind, data), part("Next", PDF, paper("next")))
    assert texts(reader)[1:] == [
        ["Levels", f"This paper stands apart: Levels{ending} ({kind.name}).", "2 / 3"],
        ["next", "3 / 3"],
    ]


def test_huge_image_stands_apart():
    file = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(file, "png")
    reader = read(part("Map", PNG, file.getvalue()))
    assert texts(reader)[1][1] == "This paper stands apart: Map.png (PNG image)."


def saved(mode: str, form: str) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (40, 30)).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_image_of_any_colours_is_laid_out(mode):
    page = read(part("Map", PNG, saved(mode, "png"))).pages[1]
    assert len(page.images) == 1


def test_file_that_is_not_given_stands_apart():
    reader = read(Part("Levels", name="levels.pdf", kind=PDF))
    assert texts(reader)[1][1] == "This paper stands apart: levels.pdf (PDF)."


def test_letters_that_the_font_has_not_are_marked():
    agenda = Agenda("Rivers 漢", (), (Row("1", "✓ Welcome"),))
    assert texts(read(agenda=agenda)) == [["Rivers ?", "1  ? Welcome", "1 / 1"]]


def turned(page: PageObject, angle: int) -> None:
    page[NameObject("/Rotate")] = NumberObject(angle)


@pytest.mark.parametrize(
    ("angle", "matrix"),
    [
        (0, "1.00 0.00 0.00 1.00 461.00 34.00"),
        (90, "0.00 1.00 -1.00 0.00 486.00 781.00"),
        (180, "-1.00 0.00 0.00 -1.00 149.00 806.00"),
        (270, "0.00 -1.00 1.00 0.00 124.00 59.00"),
        (-90, "0.00 -1.00 1.00 0.00 124.00 59.00"),
    ],
)
def test_number_stands_lower_right_on_pages_that_are_turned_and_cropped(angle, matrix):
    """The page is cropped to (110, 20) – (500, 820), and what is printed is 25 points wide."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.pages[0].cropbox = RectangleObject((110, 20, 500, 820))
    turned(writer.pages[0], angle)
    file = io.BytesIO()
    writer.write(file)
    page = read(part("Levels", PDF, file.getvalue())).pages[1]
    drawn: Any = page.get_contents()
    assert (
        drawn.get_data().decode().split()
        == (f"q Q q BT /BoundNumber 9 Tf 0 g {matrix} Tm (2 / 2) Tj ET Q").split()
    )


def test_page_that_says_nothing_of_its_fonts_is_numbered():
    wrong = pdf().replace(b"/MediaBox", b"/Resources 99 0 R /MediaBox")
    assert read(part("Levels", PDF, wrong)).pages[1].extract_text() == "2 / 2"


def test_nothing_of_a_file_but_its_pages_is_bound():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.add_metadata({"/Author": "Ann Lee"})
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("go()"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_attachment("figures.xlsx", b"secret figures")
    writer.add_annotation(0, Text(text="note", rect=(10, 10, 20, 20)))
    file = io.BytesIO()
    writer.write(file)
    data = bound(AGENDA, [part("Levels", PDF, file.getvalue())], AT)
    reader = PdfReader(io.BytesIO(data))
    assert set(reader.root_object) == {"/Type", "/Pages", "/Outlines"}
    assert not any(word in data for word in (b"Ann Lee", b"go()", b"secret figures"))
    marks: Any = reader.pages[1]["/Annots"]
    assert [mark.get_object()["/Contents"] for mark in marks] == ["note"]
