"""Markdown as a page of HTML, without losing a word of it and without taking for ever."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from . import inline, softbreaks

# Blocks within blocks: what is deeper is one paragraph. The library would leave it out.
_DEEPEST = 90
# Marks of emphasis, links and code. Each costs up to a tenth of a millisecond; a text with
# more of them than any minutes is read with its lists and headings, but as characters.
_MOST_MARKS = 20_000
# The one tag that Markdown is written with: it breaks a line, also within a table's cell.
BREAK = re.compile(r"(?<!\\)<br\s{0,5}/?>", re.I)
# A title with a number, and the line drawn under it.
_NUMBERED = re.compile(r"\d{1,3}[.)] +\S")
_DRAWN = re.compile(r"(?:-{3,}|={3,})[ \t]*$")


def html_of_markdown(text: str) -> str:
    """HTML of `text`: paragraphs, lists, headings, quotations, tables, emphasis and links.

    Fenced code and definitions of links are read as the text that they are: the name of a
    code block's language and an address that nothing refers to would be lost. The title of
    a link, which a page would show to a mouse alone, follows it in brackets.
    """
    text = inline.seen(text)  # "\u200b## Roads" is a heading all the same
    has_many = sum(map(text.count, "`*_[]<!&\\")) > _MOST_MARKS
    return str((_plain if has_many else _markdown).render(text))


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


def _numbered_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """ "1. Roads" over a line as long: a heading, where CommonMark has a list and a rule."""
    if start + 1 >= end or state.level or state.is_code_block(start):
        return False
    if not _NUMBERED.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    title = state.getLines(start, start + 1, state.blkIndent, False).strip()
    line = state.getLines(start + 1, start + 2, state.blkIndent, False).strip()
    if not _DRAWN.match(line) or len(line) * 2 < len(title):
        return False
    if silent:
        return True
    tag = "h1" if line[0] == "=" else "h2"
    state.push("heading_open", tag, 1).map = [start, start + 2]
    text = state.push("inline", "", 0)
    text.content, text.map, text.children = title, [start, start + 1], []
    state.push("heading_close", tag, -1)
    state.line = start + 2
    return True


def _line_break(state: StateInline, silent: bool) -> bool:
    """`<br>` as a line break."""
    match = BREAK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0).markup = "br"
    state.pos = match.end()
    return True


def _as_characters(state: StateCore) -> None:
    """The text of each block as it stands, whatever marks are in it."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = [_text(token.content)]


def _with_titles(state: StateCore) -> None:
    """`[a](b "title")` as "a (title)"."""
    for token in state.tokens:
        if token.children and any("title" in child.attrs for child in token.children):
            token.children = _titled(token.children)


def _broken_at_ends(state: StateCore) -> None:
    """Lines of a paragraph stay lines where they end: "Present:" over "Ann Lee, Some Office"."""
    source = state.src.split("\n")
    texts = [
        (token.children, _lines(token.content, source[slice(*token.map)]))
        for token in state.tokens
        if token.children and token.map and "\n" in token.content
    ]
    wrapped_at = softbreaks.margin(lines for _, lines in texts)
    for children, lines in texts:
        breaks = [
            at
            for at, child in enumerate(children)
            if child.type in ("softbreak", "hardbreak") and child.markup != "br"
        ]
        if len(breaks) != len(lines) - 1:
            continue  # one of them is within code or an address
        for at, is_end in zip(breaks, softbreaks.ends(lines, wrapped_at), strict=True):
            if is_end and children[at - 1].markup != "br":
                children[at].type, children[at].tag = "hardbreak", "br"


def _lines(content: str, source: list[str]) -> list[softbreaks.Line]:
    pairs = zip(content.split("\n"), source, strict=False)
    return [softbreaks.Line(text, len(line.rstrip())) for text, line in pairs]


def _titled(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    titles: list[str] = []  # of the links open here
    for token in tokens:
        found.append(token)
        title = str(token.attrs.pop("title", ""))
        if token.type == "link_open":
            titles.append(title)
            continue
        if token.type == "link_close":
            title = titles.pop()
        if title:
            found.append(_text(f" ({title})"))
    return found


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _made() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    made.enable("table").disable(["fence", "reference"])
    made.inline.ruler.before("autolink", "line_break", _line_break)
    made.block.ruler.before("table", "too_deep", _too_deep)
    made.block.ruler.before(
        "list", "numbered_heading", _numbered_heading, {"alt": ["paragraph", "list"]}
    )
    return made


_markdown = _made()
_markdown.core.ruler.after("inline", "titles", _with_titles)
_markdown.core.ruler.after("inline", "ends", _broken_at_ends)
_plain = _made()
_plain.core.ruler.at("inline", _as_characters)
