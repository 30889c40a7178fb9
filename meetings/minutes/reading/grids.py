"""Grids: tables of neither people nor actions, as one line a row.

Department | Released | Comment
DFX        | 12       |
QRS        | 3        | Late
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..document import Kind
from . import inline, labels, tasks
from .blocks import Block
from .cells import rows_of, table_at

_BETWEEN = " | "
# More words in a cell are a text; two columns may be no more than headings beside texts.
_MOST_WORDS = 40
_MOST_OF_TWO = 12


def grid(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The cells of the grid that begins at `at`; () if no such table does.

    Each cell is one short line, and none is or may be an action.
    """
    table = table_at(blocks, at)
    rows = rows_of(table) if table else []
    width = max((max(row) + 1 for row in rows), default=0)
    most = _MOST_OF_TWO if width == 2 else _MOST_WORDS
    is_grid = (
        len(rows) > 1 < width
        and sum(map(len, rows)) == len(table)
        and all(_is_entry(block, most) for block in table)
    )
    return table if is_grid else ()


def _is_entry(block: Block, most: int) -> bool:
    return (
        block.kind is Kind.PARAGRAPH
        and len(block.plain.split()) <= most
        and labels.action(block.plain) is None
        and not labels.point(block.plain).is_explicit
        and not tasks.could_be(block)
    )


def lines(table: Sequence[Block]) -> list[Block]:
    """Each row as a line, its cells in their columns: "DFX | 12", "QRS | 3 | Late"."""
    return [_line(row) for row in rows_of(table)]


def _line(row: dict[int, list[Block]]) -> Block:
    runs: list[inline.Run] = []
    for column in range(max(row) + 1):
        runs += [inline.Run(_BETWEEN)] if column else []
        runs += [run for block in row.get(column, ()) for run in block.runs]
    folded = inline.folded(runs)
    first = row[min(row)][0]
    return replace(first.of_runs(folded), kind=Kind.BULLET, cell=None)
