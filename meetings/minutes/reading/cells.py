"""Cells: the blocks of a table that still is one, by row and column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from . import inline, names
from .blocks import Block, Cell


def heading_words(plain: str) -> str:
    return " ".join(names.folded_words(plain))


def table_at(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The blocks of the table that begins at `at`; none if no table begins there."""
    first = blocks[at].cell
    if first is None or (at and _is_in(blocks[at - 1], first.table)):
        return ()
    end = at
    while end < len(blocks) and _is_in(blocks[end], first.table):
        end += 1
    return blocks[at:end]


def _is_in(block: Block, table: int) -> bool:
    return block.cell is not None and block.cell.table == table


def rows_of(table: Sequence[Block]) -> list[dict[int, list[Block]]]:
    """The blocks of each column, for each row that holds any."""
    rows = []
    for _, row in groupby(table, lambda block: cell_of(block).row):
        columns: dict[int, list[Block]] = {}
        for block in row:
            columns.setdefault(cell_of(block).column, []).append(block)
        rows.append(columns)
    return rows


def cell_of(block: Block) -> Cell:
    assert block.cell is not None
    return block.cell


def joined(blocks: Sequence[Block], between: str = " ") -> Block:
    """The lines of a cell, or the cells of a row, as one block."""
    runs = list(blocks[0].runs)
    for block in blocks[1:]:
        goes_on = names.begins_small(block.plain) or runs[-1].text.rstrip().endswith(",")
        runs += [inline.Run(" " if goes_on else between), *block.runs]
    folded = inline.folded(runs)
    return blocks[0].of_runs(folded)
