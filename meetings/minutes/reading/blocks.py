"""A page of HTML as a flat list of blocks: what stands on a line of its own.

Paragraphs, list items, headings, table cells, quotations and rules, in order, whatever
they were nested in. A line break inside a paragraph begins a block that continues it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..document import Kind
from ..passages import masked
from . import furniture, inline, markup
from .inline import Run

_BLOCK_TAGS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 blockquote table caption thead tbody tfoot tr td th hr pre"
    " dl dt dd section article header footer main aside nav address figure figcaption center form"
    " fieldset body details summary".split()
)
_SKIPPED_TAGS = frozenset("script style template head noframes -comment".split())
# A tab between words of a line; one that begins a line of the source is its indentation.
_TAB = re.compile(r"[^\s] *\t[\t ]*(?=[^\s])")
_MOST_TABS = 4
_HEADING_TAGS = {f"h{level}": level for level in range(1, 7)}


class Cell(NamedTuple):
    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the page.

    `depth` is the point's depth: the lists around a bullet's own, or the list items
    around anything else. `level` is 1 to 6 for a heading's tag, else 0. `ordinal` is the
    number that a numbered list prints before a bullet or a heading, else 0. `tabs` are the
    places in the plain text of the first tabs between words. Among entries the words of a
    withheld passage cannot be read in `plain` (`hiding`; it then `hides`), in `text` they can.
    """

    runs: tuple[Run, ...]
    plain: str
    kind: Kind = Kind.PARAGRAPH
    depth: int = 0
    level: int = 0
    is_rule: bool = False
    is_continued: bool = False
    cell: Cell | None = None
    ordinal: int = 0
    tabs: tuple[int, ...] = ()
    hides: bool = False

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold or underlined, as a heading would be."""
        for run in self.runs:
            if not run.style & (inline.STRONG | inline.UNDERLINE) and run.text.strip(" .:"):
                return False
        return True

    def holds(self, line: Block) -> bool:
        """Whether a line below this item of a list is within it, or in a list after it.

        As editors leave what a word processor put within: "1. Ann Lee to write", "• Complete".
        """
        return line.depth > self.depth or (
            self.ordinal > 0 == line.ordinal
            and line.kind is Kind.BULLET
            and line.depth == self.depth
        )

    def text(self, start: int = 0, end: int | None = None, *, emphasis: bool = True) -> str:
        """Inline Markdown of the block from one place in its plain text to another."""
        runs = self.runs if not start and end is None else inline.cut(self.runs, start, end)
        return inline.compose(runs, emphasis=emphasis)

    def of_runs(self, runs: tuple[Run, ...]) -> Block:
        """The block with other words."""
        return replace(self, runs=runs, plain=inline.plain_of(runs))

    def hiding(self) -> Block:
        """The block as rules read it: withheld passages tell nobody who is to act, nor when.

        A cell that is nothing but a passage is what its column says, and stays.
        """
        plain = masked(self.plain)
        is_whole = self.cell is not None and not plain.strip("x")
        is_kept = plain == self.plain or is_whole
        return self if is_kept else replace(self, plain=plain, hides=True)

    def said(self, start: int) -> str:
        """What is printed from a place in `plain` on, withheld passages as well."""
        plain = inline.plain_of(self.runs) if self.hides else self.plain
        return plain[start:].strip()

    def rest(self, start: int) -> Block:
        """The block without what stands before `start`."""
        return self.part(start, None) if start or self.tabs else self

    def part(self, start: int, end: int | None) -> Block:
        """The block with only the characters from `start` to `end`."""
        runs = inline.cut(self.runs, start, end)
        return Block(
            runs,
            masked(inline.plain_of(runs)) if self.hides else inline.plain_of(runs),
            self.kind,
            self.depth,
            self.level,
            self.is_rule,
            self.is_continued,
            self.cell,
            self.ordinal,
            hides=self.hides,
        )


@dataclass(slots=True)
class Page:
    """The blocks of a page, and of what stands on it beside them.

    `refused` are addresses of links that no reader should follow, `beside` the words of the
    site around the document, a passage for each element, and `struck` what was struck out of it
    (`furniture`).
    """

    blocks: list[Block]
    refused: list[str]
    beside: list[str]
    struck: list[str]


# Lists within lists: what is deeper stands at this depth, and can so be written again.
_DEEPEST = 20
# Beside the styles of runs: a line of the source is a line of the page, as in `pre`.
_LINES = 8
_WHITE_SPACE = re.compile(r"white-space\s*:\s*(?:(?P<kept>pre|break-spaces)|\w)", re.I)
# What the end of an element closes, where that is kept in a stack of its own.
_TABLE, _LIST = -1, -2
# What holds around an element, to go back to at its end.
_Saved = tuple[int, bool, int, int, Cell | None]


class _Writer:
    """Collects runs until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.refused: list[str] = []
        self.runs: list[Run] = []
        self.items = 0  # list items open around here
        self.is_bullet = False  # the next block is the first of its list item
        self.quotes = 0
        self.level = 0
        self.printed = ""  # the number that a word processor prints before a heading
        self.cell: Cell | None = None
        self.is_continued = False
        self.lists: list[int] = []  # the last number of each list open here, -1 without
        self.ordinal = 0

    def end(self) -> None:
        """End the block, if there is one."""
        if self.printed and (text := inline.plain_of(self.runs).strip()):
            if not text.startswith(self.printed):
                self.runs.insert(0, Run(f"{self.printed}. "))
            self.printed = ""
        tabs = _tabs(self.runs)
        runs, self.runs = inline.folded(self.runs), []
        continued, self.is_continued = self.is_continued, False
        if not runs:
            return
        is_bullet, self.is_bullet = self.is_bullet, False
        kind, depth = Kind.PARAGRAPH, min(self.items, _DEEPEST)
        if self.quotes:
            kind = Kind.QUOTATION
        elif self.level:
            kind = Kind.HEADING
        elif is_bullet:
            kind, depth = Kind.BULLET, min(self.items, _DEEPEST) - 1
        self.blocks.append(
            Block(
                runs,
                inline.plain_of(runs),
                kind,
                depth,
                self.level if kind is Kind.HEADING else 0,
                is_continued=continued,
                cell=self.cell,
                ordinal=self.ordinal if is_bullet and kind is not Kind.QUOTATION else 0,
                tabs=tabs,
            )
        )

    def text(self, text: str, style: int, href: str) -> None:
        """Text of an element; its lines are lines where `style` says so."""
        for index, line in enumerate(text.split("\n") if style & _LINES else [text]):
            if index:
                self.line_break()
            if line:
                self.runs.append(Run(line, style & ~_LINES, href))

    def number(self, item: LexborNode) -> None:
        """The number that the list prints before an item that begins, 0 for none."""
        if not self.lists or self.lists[-1] < 0:
            self.ordinal = 0
            return
        self.lists[-1] = _number(item.attributes.get("value"), self.lists[-1] + 1)
        self.ordinal = self.lists[-1]

    def line_break(self) -> None:
        had_text = any(run.text.strip() for run in self.runs)
        was_bullet = self.is_bullet
        self.end()
        self.is_continued = had_text
        if not had_text:
            self.is_bullet = was_bullet


def _tabs(runs: Sequence[Run]) -> tuple[int, ...]:
    """Where the first tabs within a line stand once white space is folded."""
    for run in runs:
        if "\t" in run.text:
            break
    else:
        return ()
    text = inline.plain_of(runs)
    found = islice(_TAB.finditer(text), _MOST_TABS)
    return tuple(len(inline.fold(text[: match.start() + 1])) for match in found)


def _number(printed: str | None, otherwise: int) -> int:
    return int(printed) if printed and re.fullmatch(r"[0-9]{1,4}", printed) else otherwise


def _declared(style: int, node: LexborNode) -> int:
    css = node.attributes.get("style")
    if css and (match := _WHITE_SPACE.search(css)):
        style = style | _LINES if match["kept"] else style & ~_LINES
    return inline.declared(style, css)


def blocks_of(html: str) -> Page:
    """The blocks of a page or fragment of HTML, without those that are empty."""
    tree = LexborHTMLParser("<!doctype html>" + markup.tamed(html))
    taken, struck = furniture.taken_from(tree)
    beside = frozenset(node.mem_id for node in taken)
    out = _written(tree.body, beside)
    passages = (
        " | ".join(block.plain for block in _written(node.child, beside).blocks if block.plain)
        for node in taken
    )
    said = [passage for passage in passages if any(map(str.isalnum, passage))]
    return Page(out.blocks, out.refused, said, list(map(inline.fold, struck)))


def _written(first: LexborNode | None, beside: frozenset[int]) -> _Writer:
    """What a node and those after it say, without what stands `beside` the document."""
    out = _Writer()
    tables = 0
    rows: list[list[int]] = []  # of each table open here: its number, row, column, next column
    # What is to be done next: enter a node, or undo what entering one has set.
    stack: list[tuple[LexborNode | None, int, str, _Saved | None]] = [(first, 0, "", None)]
    while stack:
        node, style, href, saved = stack.pop()
        if saved is not None:
            out.end()
            was_bullet = out.is_bullet
            out.items, out.is_bullet, out.quotes, out.level, out.cell = saved
            # A wrapper inside a list item that held nothing leaves the item unbegun.
            out.is_bullet = out.is_bullet and was_bullet
            if style == _TABLE:
                rows.pop()
            elif style == _LIST:
                out.lists.pop()
            continue
        if node is None:
            continue
        tag = node.tag or ""
        if node.parent is not None and tag != "body":
            stack.append((node.next, style, href, None))
        if tag == "-text":
            out.text(node.text_content or "", style, href)
        elif tag == "br":
            out.line_break()
        elif tag in _SKIPPED_TAGS or (beside and node.mem_id in beside):
            if tag in _BLOCK_TAGS:
                out.end()
        elif tag == "img":
            source = inline.address(node.attributes.get("src"))
            if shown := node.attributes.get("alt") or source:
                out.runs.append(Run(shown, style & ~_LINES, href or source))
            if href and source and shown != source:
                out.refused.append(source)
        elif tag in _BLOCK_TAGS:
            out.end()
            was = (out.items, out.is_bullet, out.quotes, out.level, out.cell)
            mark = 0
            if tag == "li":
                if not out.quotes:
                    out.items += 1
                    out.is_bullet = True
                    out.number(node)
            elif tag == "blockquote":
                out.quotes += 1
            elif tag in _HEADING_TAGS:
                out.level = _HEADING_TAGS[tag]
                out.printed = inline.fold(node.attributes.get("data-number") or "")[:20]
            elif tag == "table":
                tables += 1
                rows.append([tables, -1, 0])
                mark = _TABLE
            elif tag in ("ol", "ul"):
                start = _number(node.attributes.get("start"), 1) - 1
                out.lists.append(start if tag == "ol" else -1)
                mark = _LIST
            elif tag == "tr" and rows:
                rows[-1][1] += 1
                rows[-1][2] = 0
            elif tag in ("td", "th") and rows:
                out.cell = Cell(*rows[-1])
                rows[-1][2] += max(1, _number(node.attributes.get("colspan"), 1))
            elif tag == "hr":
                out.blocks.append(Block((), "", depth=out.items, is_rule=True))
            stack.append((None, mark, "", was))
            style = _declared(style | (_LINES if tag == "pre" else 0), node)
            stack.append((node.child, style, href, None))
        elif tag == "a":
            target = node.attributes.get("href")
            allowed = inline.address(target)
            if target and not allowed:
                out.refused.append(target)
            if allowed and node.child is None:
                out.runs.append(Run(allowed, style & ~_LINES, allowed))
            stack.append((node.child, style, allowed or href, None))
        else:
            style = _declared(style | inline.STYLES.get(tag, 0), node)
            stack.append((node.child, style, href, None))
    out.end()
    return out
