"""Markdown as a page of HTML, without losing a word of it and without taking for ever."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

# Blocks within blocks: what is deeper is one paragraph. The library would leave it out.
_DEEPEST = 90
# Marks of emphasis, links and code. Each costs up to a tenth of a millisecond; a text with
# more of them than any minutes is read with its lists and headings, but as characters.
_MOST_MARKS = 20_000
_MARK = re.compile(r"[`*_\[\]<!](?=\S)|(?<=\S)[`*_\[\]<!]")


def html_of_markdown(text: str) -> str:
    """HTML of `text`: paragraphs, lists, headings, quotations, tables, emphasis and links.

    Fenced code and definitions of links are read as the text that they are: the name of a
    code block's language and an address that nothing refers to would be lost.
    """
    if sum(map(text.count, "`*_[]<!")) > _MOST_MARKS:
        text = _MARK.sub(r"\\\g<0>", text)
    return str(_markdown.render(text))


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph of all that is nested deeper than minutes are."""
    if state.level < _DEEPEST or silent:
        return False
    state.push("paragraph_open", "p", 1).map = [start, end]
    text = state.push("inline", "", 0)
    text.content = state.getLines(start, end, state.blkIndent, False).strip()
    text.map, text.children = [start, end], []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


_markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
_markdown.enable("table").disable(["fence", "reference"])
_markdown.block.ruler.before("table", "too_deep", _too_deep)
