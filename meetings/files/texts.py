"""What is seen in a document of a word processor, by way of the page that minutes are read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree, html

from meetings.minutes.document import MinutesError
from meetings.minutes.reading import opendocument as odt
from meetings.minutes.reading import word
from meetings.minutes.reading.archives import NO_CHANGE, Archive

from .layout import (
    BOLD,
    ITALIC,
    STRUCK,
    UNDERLINED,
    Block,
    Cell,
    Heading,
    Layout,
    Paragraph,
    Run,
    Table,
)
from .opendocument import DRAW, STYLE, TABLE, T, styled
from .openxml import A

HEADINGS = {f"h{level}": level for level in range(1, 7)}
STYLES = {"strong": BOLD, "em": ITALIC, "u": UNDERLINED, "s": STRUCK}
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
LONGEST_ROW = 3_000
"""Characters, were all cells as long as the longest; such a table is laid out as text."""
LARGEST_PART = 10_000_000
TOO_LONG = "holds more than can be laid out"
UNSURE = "shows some of its text only under a condition"


class Bounded(Archive):
    """An archive of which no part is longer than can be laid out in time."""

    def bytes(self, name: str) -> bytes:
        data = super().bytes(name)
        if len(data) > LARGEST_PART:
            raise MinutesError(TOO_LONG)
        return data


class Shown(Bounded):
    """An OpenDocument text whose hidden sections, paragraphs, tables and rows are taken out."""

    def xml(self, name: str, namespaces: Mapping[str, str] = NO_CHANGE) -> etree._Element:
        root = super().xml(name, namespaces)
        if name == "content.xml":
            for element in list(hidden_in(root)):
                drop(element)
        return root


def hidden_in(root: etree._Element) -> Iterator[etree._Element]:
    """What a program does not show; MinutesError where it cannot be known whether it does."""
    tables = styled(list(root.iter(f"{STYLE}style")), f"{STYLE}table-properties", DISPLAY, "false")
    for element in root.iter(f"{T}section", f"{T}hidden-text", f"{T}hidden-paragraph"):
        is_section = element.tag == f"{T}section"
        if is_section and element.get(f"{T}display", "true") == "true":
            continue
        state = element.get(f"{T}is-hidden")
        if element.get(f"{T}display") != "none" and state is None:
            raise MinutesError(UNSURE)
        if element.get(f"{T}display") == "none" or state == "true":
            is_paragraph = element.tag == f"{T}hidden-paragraph"
            around = next(element.iterancestors(f"{T}p", f"{T}h"), element)
            yield around if is_paragraph else element
    for element in root.iter(f"{TABLE}table", f"{TABLE}table-row"):
        is_unseen = element.get(f"{TABLE}visibility") in ("collapse", "filter")
        if is_unseen or element.get(f"{TABLE}style-name") in tables:
            yield element


DISPLAY = f"{TABLE}display"


def drop(element: etree._Element) -> None:
    """Take an element out and leave what stands after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    tail = element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)


def docx(archive: Archive) -> Layout:
    name = "word/document.xml"
    drawn = (f"{A}blip", CHART, DIAGRAM, IMAGE)
    root = archive.xml(name) if name in archive else None
    has_pictures = root is not None and next(root.iter(*drawn), None) is not None
    return Layout(list(blocks_of(word.html_of(archive))), has_pictures)


def opendocument(archive: Archive) -> Layout:
    drawn = archive.xml("content.xml").iter(f"{DRAW}image", f"{DRAW}object", f"{DRAW}object-ole")
    return Layout(list(blocks_of(odt.html_of(archive))), next(drawn, None) is not None)


def blocks_of(page: str) -> Iterator[Block]:
    """The blocks of a page of HTML as the readers of word processors write it."""
    yield from blocks(html.fragment_fromstring(page, create_parent="div"), 0)


def blocks(parent: html.HtmlElement, indent: int) -> Iterator[Block]:
    for element in parent:
        tag = str(element.tag)
        if tag in HEADINGS:
            text = "".join(run.text for run in runs(element))
            yield Heading(f"{element.get('data-number', '')} {text}".strip(), HEADINGS[tag])
        elif tag == "p":
            yield Paragraph(tuple(runs(element)), indent)
        elif tag in ("ul", "ol"):
            for item in element:
                yield from marked(item, indent)
        elif tag == "table":
            yield from table(element, indent)
        else:
            yield from blocks(element, indent + (tag == "blockquote"))


def marked(item: html.HtmlElement, indent: int) -> Iterator[Block]:
    """The blocks of an item of a list, the first with its mark."""
    value = item.get("value")
    mark = f"{value}." if value else item.get("data-number") or "•"
    for block in blocks(item, indent + 1):
        if mark and isinstance(block, Paragraph):
            block, mark = Paragraph(block.runs, block.indent, mark), ""
        yield block


def table(element: html.HtmlElement, indent: int) -> Iterator[Block]:
    """A table; what only looks like one, or holds long texts, is laid out cell by cell."""
    rows = tuple(
        tuple(Cell(text_of(cell), int(cell.get("colspan", "1"))) for cell in row)
        for row in element
        if len(row)
    )
    found = Table(rows)
    if found.width > 1 and found.width * max(map(len, found.words)) <= LONGEST_ROW:
        yield found
        return
    for row in element:
        for cell in row:
            yield from blocks(cell, indent)


def text_of(cell: html.HtmlElement) -> str:
    lines = []
    for block in blocks(cell, 0):
        if isinstance(block, Table):
            lines += [" ".join(one.text for one in row) for row in block.rows]
        else:
            mark = f"{block.mark} " if isinstance(block, Paragraph) and block.mark else ""
            lines.append(mark + "".join(block.words).removeprefix(mark.strip()))
    return "\n".join(lines)


def runs(element: html.HtmlElement, style: str = "", link: str = "") -> Iterator[Run]:
    if element.text:
        yield Run(element.text, style, link)
    for child in element:
        tag = str(child.tag)
        if tag == "br":
            yield Run("\n", style, link)
        else:
            added = STYLES.get(tag, "")
            within = style if added in style else style + added
            yield from runs(child, within, child.get("href", link))
        if child.tail:
            yield Run(child.tail, style, link)
