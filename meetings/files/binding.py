"""Papers bound into one PDF: the agenda first, a bookmark for each, one numbering of pages.

PDFs stand in it as they are; images, texts, and what is seen in documents of word processors,
workbooks and slides are laid out. Of what cannot be read, holds letters that the font has not, or
is too long, a page says that it stands apart.
"""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fpdf import FPDFException
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from meetings.minutes.document import MinutesError
from meetings.minutes.reading.archives import Archive

from . import sheets, slides, texts
from .kinds import (
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
    text_of,
)
from .layout import MOST_CELLS, Layout, Table
from .pages import GRID, MARGIN, Pages, widths
from .pdfs import BROKEN, opened

EDGE = 14
"""Points between the number of a page and its corner."""
NUMBER_FONT = "/BoundNumber"
LONGEST_TEXT = 200_000
"""Characters; a longer text stands apart."""
MOST_BLOCKS = 5_000
"""Paragraphs, headings and tables."""
UNREADABLE = (
    *(FPDFException, Image.DecompressionBombError, Image.DecompressionBombWarning),
    *(*BROKEN, OSError, SyntaxError, ArithmeticError),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the agenda, with lines below it."""

    number: str
    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    title: str
    lines: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A paper: what it is called, what else is said of it, and its file, where it has one.

    `data` gives the bytes; None where the paper stands elsewhere, or has none.
    """

    title: str
    note: str = ""
    name: str = ""
    kind: Kind | None = None
    data: Callable[[], bytes] | None = None


def bound(agenda: Agenda, parts: Sequence[Part], made_at: datetime.datetime) -> bytes:
    """One PDF of the agenda and the parts in order; always the same bytes for the same."""
    laid = [laid_out(part, made_at) if part.kind else None for part in parts]
    counts = [len(PdfReader(io.BytesIO(each)).pages) if each else 0 for each in laid]

    def front(first: int) -> bytes:
        """The agenda with the contents, where the first paper begins on page `first`."""
        starts = [first + sum(counts[:place]) for place in range(len(counts))]
        pages = [start if count else None for start, count in zip(starts, counts, strict=True)]
        return agenda_pages(agenda, list(zip(parts, pages, strict=True)), made_at)

    before = len(PdfReader(io.BytesIO(front(1))).pages)
    writer = PdfWriter()
    writer.append(io.BytesIO(front(before + 1)), outline_item="Agenda", import_outline=False)
    for part, each in zip(parts, laid, strict=True):
        if each:
            writer.append(io.BytesIO(each), outline_item=part.title, import_outline=False)
    number_pages(writer)
    writer.metadata = {"/Title": agenda.title}
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def laid_out(part: Part, made_at: datetime.datetime) -> bytes:
    """A paper's file as pages; a page that names it where it cannot be laid out."""
    if part.data and part.kind in LAYING:
        try:
            return LAYING[part.kind](part, part.data(), made_at)
        except (UnfitError, MinutesError, *UNREADABLE):
            pass
    return apart(part, made_at)


def copied(part: Part, data: bytes, made_at: datetime.datetime) -> bytes:
    """The pages of a PDF, and nothing of what the file does when it is opened."""
    writer = PdfWriter()
    writer.append(opened(data), import_outline=False)
    for page in writer.pages:
        corner(page, 0)  # what has no such place could not be numbered later
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def typed(part: Part, data: bytes, made_at: datetime.datetime) -> bytes:
    text = text_of(data)
    if len(text) > LONGEST_TEXT:
        raise UnfitError("The text is too long.")
    text = text.expandtabs(4).replace("\f", "\n")
    with Pages(made_at) as pages:
        if pages.legible(text) != text:
            raise UnfitError("The text has letters that the font has not.")
        pages.heading(part.title)
        pages.paragraph(text, size=9)
        return pages.written()


def shown(part: Part, data: bytes, made_at: datetime.datetime) -> bytes:
    """An image on a page of its own, the right way up."""
    with Pages(made_at) as pages, warnings.catch_warnings():
        pages.heading(part.title)
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data)) as image:
            upright = ImageOps.exif_transpose(image)
            height = pages.h - MARGIN - pages.get_y()
            pages.image(upright, MARGIN, pages.get_y(), pages.epw, height, keep_aspect_ratio=True)
        return pages.written()


SEEN: dict[Kind, tuple[type[Archive], Callable[[Any], Layout]]] = {
    DOCX: (texts.Bounded, texts.docx),
    ODT: (texts.Shown, texts.opendocument),
    XLSX: (texts.Bounded, sheets.workbook),
    ODS: (texts.Bounded, sheets.spreadsheet),
    PPTX: (texts.Bounded, slides.powerpoint),
    ODP: (texts.Bounded, slides.impress),
}
"""How each file is opened, and what is seen in it."""
# What looks like a sign that the font has not; letters of no known likeness let a file stand apart.
LIKE = str.maketrans(
    {
        **dict.fromkeys("☐□", "[ ]"),
        **dict.fromkeys("☑☒", "[x]"),
        **dict.fromkeys("✓✔", "√"),
        **dict.fromkeys("◦▪■●‣", "•"),
        "→": "->",
        "←": "<-",
        "⇒": "=>",
        "\t": "    ",
        "\u2028": "\n",
        "\x0b": "\n",
    }
)


def seen(part: Part, data: bytes, made_at: datetime.datetime) -> bytes:
    """What is seen in a document, a workbook or slides, headed by what it was laid out from."""
    archive, look = SEEN[part.kind or DOCX]
    layout = look(archive(data))
    letters = sum(len(text) for block in layout.blocks for text in block.words)
    if not letters:
        raise UnfitError("There is nothing to lay out.")
    tables = [block for block in layout.blocks if isinstance(block, Table)]
    cells = sum(len(row) for table in tables for row in table.rows)
    if letters > LONGEST_TEXT or len(layout.blocks) > MOST_BLOCKS or cells > MOST_CELLS:
        raise UnfitError("The text is too long.")
    is_wide = any(table.is_grid and sum(widths(table)) > GRID for table in tables)
    with Pages(made_at, is_wide=is_wide) as pages:
        pages.heading(part.title)
        told = f"Laid out from {part.name}, whose own look may differ."
        left_out = " Its pictures, charts and drawings are left out here."
        pages.paragraph(told + (left_out if layout.has_pictures else ""), size=9, style="I")
        for block in layout.blocks:
            block = block.translated(LIKE)
            if any(pages.legible(text) != text for text in block.words):
                raise UnfitError("The text has letters that the font has not.")
            pages.block(block)
        return pages.written()


def apart(part: Part, made_at: datetime.datetime) -> bytes:
    kind = f" ({part.kind.name})" if part.kind else ""
    with Pages(made_at) as pages:
        pages.heading(part.title)
        pages.paragraph(f"This paper stands apart: {part.name}{kind}.")
        return pages.written()


LAYING = {
    PDF: copied,
    TEXT: typed,
    CSV: typed,
    PNG: shown,
    JPEG: shown,
    **dict.fromkeys(SEEN, seen),
}


def agenda_pages(
    agenda: Agenda, parts: Sequence[tuple[Part, int | None]], made_at: datetime.datetime
) -> bytes:
    """The agenda, and below it each paper with the page on which it begins."""
    with Pages(made_at) as pages:
        pages.heading(agenda.title)
        for line in agenda.lines:
            pages.paragraph(line)
        pages.ln(4)
        for row in agenda.rows:
            pages.paragraph(f"{row.number}  {row.text}".strip(), style="B")
            for line in row.below:
                pages.paragraph(line, size=10, indent=6)
        if parts:
            pages.ln(4)
            pages.heading("Papers", size=13)
        for part, page in parts:
            pages.paragraph(f"{part.title}{f' – page {page}' if page else ''}")
            if part.note:
                pages.paragraph(part.note, size=9, style="I", indent=6)
        return pages.written()


def number_pages(writer: PdfWriter) -> None:
    """Print "3 / 40" into the lower right corner of each page, whichever way it is turned."""
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    reference = writer._add_object(font)
    total = len(writer.pages)
    for number, page in enumerate(writer.pages, 1):
        stamp(writer, page, f"{number} / {total}", reference)


def stamp(writer: PdfWriter, page: Any, text: str, font: Any) -> None:
    """Add `text` to what a page holds, whose own drawing is closed in before."""
    resources = copy_of(page.get("/Resources"))
    fonts = copy_of(resources.get("/Font"))
    fonts[NameObject(NUMBER_FONT)] = font
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources
    drawn: Any = page.raw_get("/Contents") if "/Contents" in page else None
    is_list = drawn is not None and isinstance(drawn.get_object(), ArrayObject)
    parts = list(drawn.get_object()) if is_list else [drawn] if drawn is not None else []
    place = " ".join(f"{value:.2f}" for value in corner(page, 5.0 * len(text)))
    number = f"Q q BT {NUMBER_FONT} 9 Tf 0 g {place} Tm ({text}) Tj ET Q"
    before, after = (stream(writer, data) for data in (b"q\n", f"\n{number}\n".encode()))
    page[NameObject("/Contents")] = ArrayObject([before, *parts, after])


def copy_of(held: Any) -> DictionaryObject:
    """A dictionary of one page alone, which others may have shared; empty where there is none."""
    found = held.get_object() if held is not None else None
    return DictionaryObject(found if isinstance(found, DictionaryObject) else {})


def stream(writer: PdfWriter, data: bytes) -> Any:
    held = StreamObject()
    held.set_data(data)
    return writer._add_object(held)


def corner(page: Any, width: float) -> tuple[float, ...]:
    """The matrix that puts a text of that width into the corner which is seen lower right."""
    box = page.cropbox
    left, bottom, right, top = (float(value) for value in box)
    along = EDGE + width
    return {
        0: (1, 0, 0, 1, right - along, bottom + EDGE),
        90: (0, 1, -1, 0, right - EDGE, top - along),
        180: (-1, 0, 0, -1, left + along, top - EDGE),
        270: (0, -1, 1, 0, left + EDGE, bottom + along),
    }[page.rotation % 360]
