"""What is pasted from a word processor or a page, as the text that minutes are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from meetings.minutes.document import Kind
from meetings.minutes.reading import cells, markup
from meetings.minutes.reading.blocks import Block, blocks_of

# What word processors print before an item of a list that they do not mark as one, by its depth.
_DEPTHS = {"·": 0, "•": 0, "▪": 1, "o": 1, "–": 1, "§": 2}
_MARKED = re.compile(rf"(?P<mark>[{''.join(_DEPTHS)}])\s+(?=\S)")
_BY_WORD_PROCESSOR = "mso-list"
# Word puts comments after the text and "[AF1]" where each belongs; a picture has other words.
_ASIDES = ", ".join(
    (
        "img",
        ".msocomanchor",
        ".MsoCommentReference",
        ".msocomoff",
        '[style*="mso-element:comment"]',
        '[style*="mso-element: comment"]',
    )
)
_SIGNS = ("<img", "<IMG", "msocom", "mso-element")


def text_of(html: str) -> str:
    """The lines of a piece of HTML, a blank line between paragraphs; "" if it holds no words.

    Headings, lists and their depth, emphasis, links and tables stay; colours, fonts and what
    a word processor notes for itself do not.
    """
    html = without_asides(html)
    has_marks = _BY_WORD_PROCESSOR in html
    out: list[str] = []
    was_listed = False
    for line, is_listed in written(blocks_of(html).blocks, has_marks=has_marks):
        if out and not (was_listed and is_listed):
            out.append("")
        out.append(line)
        was_listed = is_listed
    return "\n".join(out)


def without_asides(html: str) -> str:
    """A piece of HTML without what is no text of it: comments that readers made, and pictures."""
    if not any(sign in html for sign in _SIGNS):
        return html
    page = LexborHTMLParser(markup.tamed(html))
    while aside := page.css_first(_ASIDES):
        aside.decompose()
    return page.html or ""


def written(blocks: Sequence[Block], *, has_marks: bool) -> Iterator[tuple[str, bool]]:
    """(line, whether it is one of a list or a table) of each block."""
    at = 0
    while at < len(blocks):
        if table := cells.table_at(blocks, at):
            yield from of_table(table)
            at += len(table)
            continue
        yield of_block(blocks[at], has_marks=has_marks)
        at += 1


def of_block(block: Block, *, has_marks: bool) -> tuple[str, bool]:
    indent = "    " * block.depth
    if block.is_rule:
        return "---", False
    if block.level:
        return f"{'#' * block.level} {block.text()}", False
    if block.kind is Kind.QUOTATION:
        return f"> {block.text()}", False
    if block.kind is Kind.BULLET:
        return f"{indent}{f'{block.ordinal}.' if block.ordinal else '-'} {block.text()}", True
    if has_marks and (marked := _MARKED.match(block.plain)):
        indent = "    " * _DEPTHS[marked["mark"]]
        return f"{indent}- {block.text(marked.end())}", True
    return indent + block.text(), bool(indent)


def of_table(table: Sequence[Block]) -> Iterator[tuple[str, bool]]:
    """A table, its first row as headings."""
    rows = cells.rows_of(table)
    width = max(max(row) for row in rows) + 1
    for index, row in enumerate(rows):
        texts = ("<br>".join(b.text() for b in row.get(column, ())) for column in range(width))
        yield f"| {' | '.join(text.replace('|', chr(92) + '|') for text in texts)} |", True
        if not index:
            yield f"|{' --- |' * width}", True
