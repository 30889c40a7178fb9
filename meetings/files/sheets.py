"""What is seen in a workbook: the cells of the sheets, rows and columns that are not hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from meetings.minutes.document import MinutesError
from meetings.minutes.reading.archives import Archive

from . import numbers
from .layout import MOST_CELLS, Block, Heading, Layout, grid
from .opendocument import DRAW, OFFICE, STYLE, TABLE, T, styled, unseen
from .openxml import R, S, is_on, related, whole, xml

TOO_MANY = "holds more cells than can be laid out"
BOOK = "xl/workbook.xml"
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
DRAWN = (f"{S}drawing", f"{S}picture", f"{S}legacyDrawing")
ASIDE = {f"{OFFICE}annotation", f"{T}note", f"{T}ruby-text", f"{T}hidden-text"}

Rows = list[dict[int, str]]


def workbook(archive: Archive) -> Layout:
    """Of Excel. Numbers are written as their format says."""
    book, parts = xml(archive, BOOK), related(archive, BOOK)
    properties = book.find(f"{S}workbookPr")
    look = Look(archive, is_1904=properties is not None and is_on(properties.get("date1904")))
    blocks: list[Block] = []
    has_pictures, left = False, MOST_CELLS
    for sheet in book.iter(f"{S}sheet"):
        part = parts.get(sheet.get(f"{R}id", ""), "")
        if sheet.get("state", "visible") != "visible" or part not in archive:
            continue
        root = xml(archive, part)
        has_pictures = has_pictures or next(root.iter(*DRAWN), None) is not None
        rows, left = counted(look.rows(root), left)
        blocks += headed(sheet.get("name", ""), rows)
        has_pictures = has_pictures or etree.QName(root).localname == "chartsheet"
    return Layout(blocks, has_pictures)


def spreadsheet(archive: Archive) -> Layout:
    """Of OpenDocument, whose cells hold their words as they are seen."""
    content = archive.xml("content.xml")
    roots = [content, *([archive.xml("styles.xml")] if "styles.xml" in archive else [])]
    styles = [style for root in roots for style in root.iter(f"{STYLE}style")]
    hidden = styled(styles, f"{STYLE}table-properties", f"{TABLE}display", "false")
    veiled = styled(styles, f"{STYLE}text-properties", f"{T}display", "none")
    blocks: list[Block] = []
    left = MOST_CELLS
    for table in content.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"):
        if table.get(f"{TABLE}style-name") not in hidden:
            rows, left = counted(cells_of(table, veiled), left)
            blocks += headed(table.get(f"{TABLE}name", ""), rows)
    return Layout(blocks, next(content.iter(f"{DRAW}frame"), None) is not None)


def headed(name: str, rows: Rows) -> Iterator[Block]:
    yield Heading(name, 2)
    if table := grid(rows):
        yield table


def counted(rows: Iterable[dict[int, str]], left: int) -> tuple[Rows, int]:
    """The rows, and how many cells may follow; MinutesError where there are too many."""
    kept: Rows = []
    for row in rows:
        filled = {at: text for at, text in row.items() if text.strip()}
        left -= len(filled)
        if left < 0:
            raise MinutesError(TOO_MANY)
        if filled:
            kept.append(filled)
    return kept, left


class Look:
    """What the cells of a workbook of Excel look like: shared texts, and formats of numbers."""

    def __init__(self, archive: Archive, *, is_1904: bool) -> None:
        self.is_1904 = is_1904
        shared = parts_named(archive, "sharedStrings")
        self.texts = [rich(one) for one in xml(archive, shared)] if shared else []
        styles = parts_named(archive, "styles")
        self.codes = list(codes(xml(archive, styles))) if styles else []

    def rows(self, root: etree._Element) -> Iterator[dict[int, str]]:
        unshown = [
            (whole(column.get("min")), whole(column.get("max")))
            for column in root.iter(f"{S}col")
            if is_on(column.get("hidden")) or column.get("width") == "0"
        ]
        covered = list(merged(root))
        number = 0
        for row in root.iter(f"{S}row"):
            number = whole(row.get("r")) or number + 1
            is_flat = is_on(row.get("customHeight")) and row.get("ht") == "0"
            if is_on(row.get("hidden")) or is_flat:
                continue
            over = [(left, right) for top, bottom, left, right in covered if top < number <= bottom]
            over += [(one[2] + 1, one[3]) for one in covered if one[0] == number]
            found, column = {}, 0
            for cell in row.iter(f"{S}c"):
                place = REFERENCE.fullmatch(cell.get("r", ""))
                column = column_of(place[1]) if place else column + 1
                if not any(first <= column <= last for first, last in (*unshown, *over)):
                    found[column] = self.text(cell)
            yield found

    def text(self, cell: etree._Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
        style = whole(cell.get("s"))
        code = self.codes[style] if style < len(self.codes) else "General"
        if kind == "s":
            place = whole(value)
            return numbers.text_shown(self.texts[place], code) if place < len(self.texts) else ""
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return numbers.text_shown(rich(inline), code) if inline is not None else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind == "n" and value:
            return numbers.shown(value, code, is_1904=self.is_1904)
        return numbers.text_shown(value, code)


def parts_named(archive: Archive, name: str) -> str:
    """The part of the workbook that is called so, "" where there is none."""
    found = (part for part in related(archive, BOOK).values() if part.endswith(f"/{name}.xml"))
    return next((part for part in found if part in archive), "")


def rich(element: etree._Element) -> str:
    """A text in one piece or in several, without how it is pronounced."""
    pieces = element.iter(f"{S}t")
    return "".join(one.text or "" for one in pieces if parent_tag(one) != f"{S}rPh")


def parent_tag(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def codes(styles: etree._Element) -> Iterator[str]:
    """The format of each style that cells name by its place."""
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(f"{S}numFmt")}
    for one in styles.iterfind(f"{S}cellXfs/{S}xf"):
        name = one.get("numFmtId", "0")
        yield own.get(name) or numbers.BUILT_IN.get(whole(name), "General")


def merged(root: etree._Element) -> Iterator[tuple[int, int, int, int]]:
    """Cells that are one: first and last row, first and last column. Only the first is seen."""
    for one in root.iter(f"{S}mergeCell"):
        first, _, last = one.get("ref", "").partition(":")
        places = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last)
        if places[0] and places[1]:
            rows = [int(place[2]) for place in places if place]
            columns = [column_of(place[1]) for place in places if place]
            yield rows[0], rows[1], columns[0], columns[1]


def column_of(letters: str) -> int:
    """ "A" is 1, "AA" is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cells_of(table: etree._Element, veiled: set[str]) -> Iterator[dict[int, str]]:
    """The rows of a sheet of OpenDocument, each as often as it is repeated."""
    columns, rows = (list(unseen(table, what)) for what in ("column", "row"))
    columns += list(collapsed(table, "column"))
    at = 0
    for row in table.iter(f"{TABLE}table-row"):
        repeated = count(row, "rows")
        first, at = at + 1, at + repeated
        if any(low <= first <= high for low, high in rows) or is_collapsed(row):
            continue
        found: dict[int, str] = {}
        place = 0
        for cell in row:
            begins, place = place + 1, place + count(cell, "columns")
            text = cell_text(cell, veiled) if cell.tag == f"{TABLE}table-cell" else ""
            if text and place - begins > MOST_CELLS:
                raise MinutesError(TOO_MANY)
            for column in range(begins, place + 1) if text else ():
                if not any(low <= column <= high for low, high in columns):
                    found[column] = text
        if found and repeated > MOST_CELLS:
            raise MinutesError(TOO_MANY)
        for _ in range(repeated if found else 0):
            yield found


def count(element: etree._Element, what: str) -> int:
    return max(1, whole(element.get(f"{TABLE}number-{what}-repeated")))


def is_collapsed(element: etree._Element) -> bool:
    """Whether it stands in a group of rows or columns that is folded away."""
    return any(one.get(f"{TABLE}display") == "false" for one in element.iterancestors())


def collapsed(table: etree._Element, what: str) -> Iterator[tuple[int, int]]:
    at = 0
    for one in table.iter(f"{TABLE}table-{what}"):
        first, at = at + 1, at + count(one, f"{what}s")
        if is_collapsed(one):
            yield first, at


def cell_text(cell: etree._Element, veiled: set[str]) -> str:
    lines = [paragraph(one, veiled) for one in cell.iterchildren(f"{T}p", f"{T}h")]
    return "\n".join(filter(None, lines))


def paragraph(element: etree._Element, veiled: set[str]) -> str:
    """The words of a paragraph of OpenDocument that are seen, in a cell or on a slide."""
    if element.get(f"{T}style-name") in veiled:
        return ""
    said = [element.text or ""]
    for child in element:
        if child.tag == f"{T}s":
            said.append(" " * min(max(1, whole(child.get(f"{T}c"))), 8))
        elif child.tag in (f"{T}tab", f"{T}line-break"):
            said.append(" ")
        elif child.tag not in ASIDE:
            said.append(paragraph(child, veiled))
        said.append(child.tail or "")
    return "".join(said)
