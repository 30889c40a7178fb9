"""What is seen in a document, a workbook or slides, as the few things that pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

MOST_CELLS = 6_000
"""Cells of all tables; a document with more is not laid out."""
Signs = dict[int, str]
"""What stands for a sign, by its number."""
BOLD, ITALIC, UNDERLINED, STRUCK = "B", "I", "U", "S"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a paragraph; `style` has a letter for each way in which they are set."""

    text: str
    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1."""

    text: str
    level: int = 1

    @property
    def words(self) -> Iterator[str]:
        yield self.text

    def translated(self, signs: Signs) -> Heading:
        return replace(self, text=self.text.translate(signs))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, so many steps to the right, with what is printed before it ("•", "3.")."""

    runs: tuple[Run, ...]
    indent: int = 0
    mark: str = ""

    @property
    def words(self) -> Iterator[str]:
        yield self.mark
        yield from (run.text for run in self.runs)

    def translated(self, signs: Signs) -> Paragraph:
        runs = (replace(run, text=run.text.translate(signs)) for run in self.runs)
        return replace(self, runs=tuple(runs), mark=self.mark.translate(signs))


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; one of a sheet `is_grid`: set small, and parted where it is too wide."""

    rows: tuple[tuple[Cell, ...], ...]
    is_grid: bool = False

    @property
    def words(self) -> Iterator[str]:
        yield from (cell.text for cell in chain.from_iterable(self.rows))

    def translated(self, signs: Signs) -> Table:
        rows = (
            tuple(replace(cell, text=cell.text.translate(signs)) for cell in row)
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((sum(cell.columns for cell in row) for row in self.rows), default=0)


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """What is seen; `has_pictures` where there were pictures or charts that are not in it."""

    blocks: list[Block] = field(default_factory=list)
    has_pictures: bool = False


def said(text: str, indent: int = 0, mark: str = "") -> Paragraph:
    return Paragraph((Run(text),), indent, mark)


def grid(rows: Iterable[dict[int, str]]) -> Table | None:
    """A table of cells by their columns, without rows and columns that are empty."""
    filled = [
        row for row in ({at: text for at, text in row.items() if text} for row in rows) if row
    ]
    columns = sorted(set(chain.from_iterable(filled)))
    if not columns:
        return None
    return Table(
        tuple(tuple(Cell(row.get(column, "")) for column in columns) for row in filled),
        is_grid=True,
    )
