"""What stands on a page of HTML and is not the document: a site's furniture, and what is unseen.

Left out altogether is what nobody reads as what the page says: text that the page hides
(`hidden`, `display: none`), text that was struck out or deleted, and a site's navigation,
"Skip to content" with it. Kept, but beside the document, are the words of a site's header
and footer, of asides and of what `aria-hidden` marks as decoration; not the addresses that
they link to. The document's body is all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = (
    "nav, [role=navigation], a[href^='#'], del, s, strike, [hidden], dialog:not([open]),"
    ' [style*="none" i], [style*="hidden" i], [style*="mso-hide" i], [style*="line-through" i]'
)
_STYLED = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|text-decoration(?:-line)?\s*:[^;]*\bline-through)",
    re.I,
)
_STRUCK = frozenset("del s strike".split())
_BESIDE = (
    "header, footer, aside, noscript, [role=banner], [role=contentinfo], [role=complementary],"
    ' [aria-hidden="true" i]'
)
_HEADERS = ("header", "banner")
_FOOTERS = ("footer", "contentinfo")
_DOCUMENT = frozenset("main article".split())
# "Minutes of the second meeting", "Some Panel, 3 May 2012".
_TITLE = re.compile(r"\b(?:minutes|meeting|notes? of|(?:19|20)\d\d)\b", re.I)
_SKIPS = re.compile(r"\s*(?:skip|jump) to\b", re.I)
# A page of more is made to be slow; what its headers and footers say stays in the body.
_MOST, _MOST_HEADERS = 200, 5


def taken_from(tree: LexborHTMLParser) -> list[LexborNode]:
    """Destroy what is left out of `tree`; return the elements beside the document, in order.

    One may stand within another.
    """
    found = tree.css(_UNSEEN)
    navigation = [node for node in found if _is_navigation(node)][:_MOST]
    kept = {node.mem_id for node in navigation if _holds_document(node)}
    # What stands within another follows it, and has to go before it does.
    for node in reversed(found):
        if node.mem_id not in kept and _is_unseen(node):
            node.decompose()
    beside: list[LexborNode] = []
    headers = 0
    for node in tree.css(_BESIDE)[:_MOST]:
        tag, told = node.tag, node.attributes
        kind = told.get("role") or tag
        if tag in ("body", "html") or _holds_document(node):
            continue
        if kind in _HEADERS:
            headers += 1
            if _DOCUMENT & set(_around(node)):
                continue
            if headers <= _MOST_HEADERS and _holds_title(node, tree):
                continue
        elif kind in _FOOTERS and "blockquote" in _around(node):
            continue
        beside.append(node)
    return beside


def _is_unseen(node: LexborNode) -> bool:
    tag, told = node.tag, node.attributes
    if tag in ("body", "html"):
        return False
    return (
        tag in _STRUCK
        or "hidden" in told
        or _is_navigation(node)
        or (tag == "dialog" and "open" not in told)
        or bool(_STYLED.search(told.get("style") or ""))
    )


def _is_navigation(node: LexborNode) -> bool:
    if node.tag == "a":
        is_apart = node.parent is not None and node.parent.tag in ("body", "div", "header")
        return is_apart and bool(_SKIPS.match(node.text(deep=True)))
    return node.tag == "nav" or node.attributes.get("role") == "navigation"


def _holds_document(node: LexborNode) -> bool:
    """Whether an element was left open, or put around all, so that the document is in it."""
    return node.tag in _DOCUMENT or node.css_first("main, article") is not None


def _around(node: LexborNode) -> Iterator[str]:
    parent = node.parent
    while parent is not None:
        yield parent.tag or ""
        parent = parent.parent


def _holds_title(header: LexborNode, tree: LexborHTMLParser) -> bool:
    """Whether a header is over the minutes, not over the site."""
    headings = header.css("h1, h2")
    if len(tree.css("h1")) > sum(heading.tag == "h1" for heading in headings):
        return False
    return any(_TITLE.search(heading.text(deep=True)) for heading in headings)
