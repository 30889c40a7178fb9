"""Pages of A4, and how what is seen in a document is laid out on them."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path
from typing import Any

from fpdf import FPDF

from .layout import Block, Heading, Paragraph, Table

FAMILY = "Roboto"
STYLES = {"": "Regular", "B": "Bold", "I": "Italic"}
MARGIN = 20
"""Millimetres around a page."""
SIZE, LINE, STEP, DEEPEST = 10, 4.8, 6, 8
"""Points of a text, millimetres of its lines, how far each indent goes, and how many there are."""
GRID, GRID_WIDE = 100, 150
"""Letters of a sheet's table that stand beside one another, also on a page that lies."""
WIDEST, NARROWEST = 40, 5
"""Letters of the widest and the narrowest column."""
LINKS = ("https://", "http://", "mailto:")

logging.getLogger("fontTools").setLevel(logging.ERROR)  # tells of each table of a font


class Pages(FPDF):
    """Pages of A4 in a font that has the letters of European languages.

    Its files stay open while there is something to write.
    """

    def __init__(self, made_at: datetime.datetime, *, is_wide: bool = False) -> None:
        super().__init__("landscape" if is_wide else "portrait", format="A4")
        for style, name in STYLES.items():
            self.add_font(FAMILY, style, font_file(name))
        self.set_creation_date(made_at)
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.add_page()

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *error: object) -> None:
        fonts: Any = self.fonts
        for font in fonts.values():
            font.ttfont.close()

    def legible(self, text: str) -> str:
        """The text, with a question mark for each letter that the font has not."""
        font: Any = self.fonts[FAMILY.lower()]
        return "".join(c if c in "\r\n" or ord(c) in font.cmap else "?" for c in text)

    def heading(self, text: str, *, size: int = 16) -> None:
        self.set_font(FAMILY, "B", size)
        text = self.legible(text)
        self.multi_cell(0, None, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def paragraph(self, text: str, *, size: int = 11, style: str = "", indent: int = 0) -> None:
        self.set_font(FAMILY, style, size)
        self.set_x(MARGIN + indent)
        width, text = self.epw - indent, self.legible(text)
        self.multi_cell(width, None, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1)

    @property
    def letters(self) -> int:
        """How many letters of a sheet's table stand beside one another."""
        return GRID_WIDE if self.w > self.h else GRID

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            if self.will_page_break(4 * LINE):
                self.add_page()
            self.ln(2)
            self.heading(block.text, size=max(15 - block.level, 10))
        elif isinstance(block, Paragraph):
            self.words(block)
        else:
            for part in parted(block, self.letters):
                self.rows(part)

    def words(self, paragraph: Paragraph) -> None:
        """A paragraph of runs, whose mark stands to the left of it."""
        edge: float = MARGIN + STEP * min(paragraph.indent, DEEPEST)
        self.set_font(FAMILY, "", SIZE)
        if self.will_page_break(LINE):
            self.add_page()
        if paragraph.mark:
            width = self.get_string_width(paragraph.mark) + 1
            self.set_x(max(edge - max(width, STEP - 1), MARGIN))
            self.cell(width, LINE, paragraph.mark)
            edge = max(edge, self.get_x() + 1)
        self.set_left_margin(edge)
        self.set_x(edge)
        for run in paragraph.runs:
            style = "".join(sorted({*run.style} - ({"I"} if "B" in run.style else set())))
            self.set_font(FAMILY, style, SIZE)
            link = run.link if run.link.startswith(LINKS) else ""
            self.write(LINE, run.text, link)
        self.set_left_margin(MARGIN)
        self.ln(LINE + 1.5)

    def rows(self, table: Table) -> None:
        size = 7 if table.is_grid else 9
        self.set_font(FAMILY, "", size)
        self.set_draw_color(160)
        columns, beside = table.width, widths(table)
        share = sum(beside) / self.letters if table.is_grid else 1
        with self.table(
            col_widths=beside,
            width=self.epw * min(share, 1),
            align="LEFT",
            text_align="LEFT",
            first_row_as_headings=False,
            line_height=size * 0.45,
            padding=0.8,
        ) as laid:
            for cells in table.rows:
                row, left = laid.row(), columns
                for cell in cells:
                    row.cell(cell.text, colspan=min(cell.columns, left))
                    left -= min(cell.columns, left)
                for _ in range(left):
                    row.cell("")
        self.ln(3)

    def written(self) -> bytes:
        return bytes(self.output())


def font_file(name: str) -> Path:
    """A file of the font, from the package that brings it."""
    brought = files("font-roboto") or []
    return next(Path(str(f.locate())) for f in brought if f.name == f"{FAMILY}-{name}.ttf")


def widths(table: Table) -> tuple[int, ...]:
    """How wide each column is beside the others, by its longest line."""
    found = [NARROWEST] * table.width
    for row in table.rows:
        at = 0
        for cell in row:
            if cell.columns == 1:
                longest = max(map(len, cell.text.split("\n")))
                found[at] = min(max(found[at], longest + 2), WIDEST)
            at += cell.columns
    return tuple(found)


def parted(table: Table, most: int) -> Iterator[Table]:
    """A table of a sheet in parts that are about as wide, each `most` letters at most.

    Any other table as it is.
    """
    if not table.is_grid:
        yield table
        return
    first, *others = widths(table)
    share = first + sum(others) / max(1, -(-sum(others) // (most - first)))
    groups, width = [[0]], first  # the first column tells in each part which row it is
    for column, wide in enumerate(others, 1):
        if len(groups[-1]) > 1 and (width >= share or width + wide > most):
            groups.append([0])
            width = first
        groups[-1].append(column)
        width += wide
    for group in groups:
        yield Table(tuple(tuple(row[one] for one in group) for row in table.rows), is_grid=True)
