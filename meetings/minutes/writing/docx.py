"""Minutes as a Word document.

The document says what the page of HTML says, block by block, in the styles that Word
brings along: it can be navigated by its headings, restyled, and read back.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import groupby

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from ..document import Kind, Minutes
from ..reading import pages
from ..reading.blocks import Block, blocks_of
from ..reading.inline import EMPHASIS, STRONG, Run
from .markdown import blocks, laid_out, noticed
from .wordstyles import Stylesheet, blank

# A day long past, so that the same minutes are always the same bytes.
_PACKED = (1980, 1, 1, 0, 0, 0)
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx(minutes: Minutes, *, references: bool = False, notice: str = "") -> bytes:
    """`minutes` as a Word document; with `references`, actions carry theirs.

    `notice` is one of `masthead.NOTICES`, printed below the title.

    Whatever `minutes` hold is written: for the public, give `minutes.redacted()`, which
    says at its top that something is withheld. Reading it gives `minutes` again, but for
    references where they are left out. The same minutes are always the same bytes.
    """
    parts = noticed(blocks(minutes, references=references, has_title=True), minutes, notice)
    return document(parts, title=minutes.title)


def document(parts: Iterable[str], *, title: str) -> bytes:
    """Blocks of Markdown as a Word document with this title among its properties."""
    made = blank(title=title)
    writer = _Writer(made)
    blocks = blocks_of(pages.html_of_markdown(laid_out(parts))).blocks
    for table, together in groupby(blocks, lambda block: block.cell and block.cell.table):
        if table is None:
            for block in together:
                writer.write(block)
        else:
            writer.write_table(list(together))
    return _packed(made)


class _Writer:
    def __init__(self, document: Document) -> None:
        self._part = document.part
        self._styles = Stylesheet(document)
        self._end = document.element.body.sectPr
        self._links: dict[str, str] = {}
        self._is_begun = False

    def write(self, block: Block) -> None:
        if not self._is_begun and block.level > 1:
            # A title that says nothing: else the one heading would be taken for it.
            self._paragraph("Title")
        self._is_begun = True
        self._write_runs(self._paragraph(_style(block)), block)

    def _write_runs(self, paragraph: etree._Element, block: Block) -> None:
        for run in block.runs:
            into = self._link(paragraph, run.href) if run.href else paragraph
            _append(into, run)

    def write_table(self, blocks: Sequence[Block]) -> None:
        """A table whose first row heads its columns, again on each page that it goes on to."""
        cells = {block.cell[1:]: block for block in blocks if block.cell}
        rows, columns = (max(place[side] for place in cells) + 1 for side in (0, 1))
        table = OxmlElement("w:tbl")
        properties = etree.SubElement(table, qn("w:tblPr"))
        etree.SubElement(properties, qn("w:tblStyle")).set(qn("w:val"), self._styles.of_tables())
        look = etree.SubElement(properties, qn("w:tblLook"))
        look.set(qn("w:firstRow"), "1")
        grid = etree.SubElement(table, qn("w:tblGrid"))
        for _ in range(columns):
            etree.SubElement(grid, qn("w:gridCol"))
        for row in range(rows):
            line = etree.SubElement(table, qn("w:tr"))
            kept = etree.SubElement(line, qn("w:trPr"))
            etree.SubElement(kept, qn("w:cantSplit"))
            if row == 0:
                etree.SubElement(kept, qn("w:tblHeader"))
            for column in range(columns):
                cell = etree.SubElement(line, qn("w:tc"))
                paragraph = self._paragraph("Normal")
                cell.append(paragraph)
                if block := cells.get((row, column)):
                    self._write_runs(paragraph, block)
        self._end.addprevious(table)

    def _paragraph(self, style: str) -> etree._Element:
        paragraph = OxmlElement("w:p")
        named = etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:pStyle"))
        named.set(qn("w:val"), self._styles.id_of(style))
        self._end.addprevious(paragraph)
        return paragraph

    def _link(self, paragraph: etree._Element, href: str) -> etree._Element:
        if href not in self._links:
            self._links[href] = self._part.relate_to(
                href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        link = etree.SubElement(paragraph, qn("w:hyperlink"))
        link.set(qn("r:id"), self._links[href])
        return link


def _style(block: Block) -> str:
    """The name of the style in which Word shows a block: "List Bullet 2", "Heading 1"."""
    depth = block.depth
    if block.is_rule:
        return "Horizontal Line"
    if block.kind is Kind.HEADING:
        if depth:
            return _numbered("List Heading", depth)
        return "Title" if block.level == 1 else f"Heading {min(block.level, 6) - 1}"
    if block.kind is Kind.BULLET:
        return _numbered("List Bullet", depth + 1)
    if block.kind is Kind.QUOTATION:
        return _numbered("Quote", depth + 1)
    return _numbered("List Continue", depth) if depth else "Normal"


def _numbered(style: str, number: int) -> str:
    return f"{style} {number}" if number > 1 else style


def _append(parent: etree._Element, run: Run) -> None:
    element = etree.SubElement(parent, qn("w:r"))
    if run.href or run.style & (STRONG | EMPHASIS):
        properties = etree.SubElement(element, qn("w:rPr"))
        if run.href:
            etree.SubElement(properties, qn("w:rStyle")).set(qn("w:val"), "Hyperlink")
        for mark, tag in ((STRONG, "w:b"), (EMPHASIS, "w:i")):
            if run.style & mark:
                etree.SubElement(properties, qn(tag))
    text = etree.SubElement(element, qn("w:t"))
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = _UNWRITABLE.sub("", run.text)


def _packed(document: Document) -> bytes:
    """The document's archive, without the hour at which it was made."""
    made, data = io.BytesIO(), io.BytesIO()
    document.save(made)
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            info = zipfile.ZipInfo(part.filename, _PACKED)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(part))
    return data.getvalue()
