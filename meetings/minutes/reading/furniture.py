"""What stands on a page of HTML and is not the document: a site's furniture, and what is unseen.

Left out altogether is what nobody reads as what the page says: text that the page hides
(`hidden`, `display: none`), and a site's navigation, "Skip to content" with it. Left out but
asked about is text that was struck out or deleted. Kept, but beside the document, are the
words of a site's header and footer, of asides and of what `aria-hidden` marks as decoration,
also where the class or the id of a plain element alone says that it is such
("cookie-banner"); not the addresses that they link to. The document's body is all the rest,
and whatever holds most of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = (
    "nav, [role=navigation], a[href^='#'], del, s, strike, [hidden], dialog:not([open]),"
    ' [style*="none" i], [style*="hidden" i], [style*="mso-hide" i], [style*="line-through" i]'
)
_STYLED = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I
)
_STRUCK = frozenset("del s strike".split())
_STRUCK_STYLE = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*\bline-through", re.I)
_BESIDE = (
    "header, footer, aside, noscript, [role=banner], [role=contentinfo], [role=complementary],"
    ' [aria-hidden="true" i]'
)
# Plain elements are known by the words of their class, id or label, outside the document's own.
_PLAIN = "div, section, ul, ol, form, p[class*=skip i]"
_TELLING = frozenset(
    "cookie cookies consent breadcrumb breadcrumbs nav navbar navigation menu sidebar footer header"
    " banner pagination pager share sharing social newsletter login search skip".split()
)
_HEADS = frozenset("header banner".split())
_WORD = re.compile(r"[A-Z]?[a-z]+")
# What minutes say, and nothing that stands around them.
_OF_MINUTES = re.compile(
    r"\b(?:present|attendees|in attendance|apologies|minutes of|meeting held|agreed|actions?:)",
    re.I,
)
_HEADERS = ("header", "banner")
_FOOTERS = ("footer", "contentinfo")
_DOCUMENT = frozenset("main article".split())
# "Minutes of the second meeting", "Some Panel, 3 May 2012".
_TITLE = re.compile(r"\b(?:minutes|meeting|notes? of|(?:19|20)\d\d)\b", re.I)
_SKIPS = re.compile(r"\s*(?:skip|jump) to\b", re.I)
# A page of more is made to be slow; what its headers and footers say stays in the body.
_MOST, _MOST_HEADERS = 200, 5
# So many elements can have been left open around the text.
_MOST_LEFT_OPEN = 20


def taken_from(tree: LexborHTMLParser) -> tuple[list[LexborNode], list[str]]:
    """Destroy what is left out of `tree`; return the elements beside the document, in order.

    One may stand within another. With them comes the text that was struck out.
    """
    found = tree.css(_UNSEEN)
    holds = _Holder(tree)
    navigation = [node for node in found if _is_navigation(node)][:_MOST]
    kept = {node.mem_id for node in navigation if holds.document(node)}
    menus = [menu for node in navigation if node.mem_id in kept for menu in _menus(node)]
    struck: list[str] = []
    # What stands within another follows it, and has to go before it does.
    for node in reversed(found):
        is_struck = _is_struck(node)
        if node.mem_id not in kept and (is_struck or _is_unseen(node)):
            if is_struck and any(map(str.isalnum, said := node.text(deep=True))):
                struck.append(said)
            node.decompose()
    beside: list[LexborNode] = menus
    headers = 0
    marked = tree.css(_BESIDE)[:_MOST]
    known = {node.mem_id for node in marked}
    for node in marked:
        tag, told = node.tag, node.attributes
        kind = told.get("role") or tag
        if tag in ("body", "html") or holds.document(node):
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
    beside += _plain_beside(tree, holds, known, {node.mem_id for node in beside})
    return beside, struck[::-1][:_MOST]


class _Holder:
    """Tells which elements were left open, or put around all, so that the document is in them."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.most = _own_text(tree.body) / 2 if tree.body else 0
        self.left = _MOST_LEFT_OPEN

    def document(self, node: LexborNode) -> bool:
        if _holds_document(node):
            return True
        self.left -= 1
        return self.left >= 0 and _own_text(node) > self.most


def _own_text(node: LexborNode) -> int:
    """How much an element says that leads nowhere: the text of a menu is that of its links."""
    return len(node.text(deep=True)) - sum(len(one.text(deep=True)) for one in node.css("a"))


def _menus(navigation: LexborNode) -> Iterator[LexborNode]:
    """The lists that a menu begins with, where it was left open and goes on with the document."""
    node = navigation.child
    while node is not None and node.tag in ("ul", "ol", "-text", "a"):
        if node.tag in ("ul", "ol"):
            yield node
        node = node.next


def _plain_beside(
    tree: LexborHTMLParser, holds: _Holder, known: set[int], taken: set[int]
) -> Iterator[LexborNode]:
    """Elements that are furniture by their class, id or label, and not within another.

    `known` are those that their tag or role tells of, `taken` those of them that are beside.
    """
    told = ((node, _words_of(node) & _TELLING) for node in tree.css(_PLAIN))
    for node, words in islice((one for one in told if one[1]), _MOST):
        parents = list(_parents(node))
        is_within = any(one.mem_id in taken or one.tag in _DOCUMENT for one in parents)
        if is_within or node.mem_id in known:
            continue
        says = node.text(deep=True)
        is_title = bool(words & _HEADS) and _TITLE.search(says)
        if not (is_title or _OF_MINUTES.search(says) or holds.document(node)):
            taken.add(node.mem_id)
            yield node


def _words_of(node: LexborNode) -> frozenset[str]:
    """The words of an element's class, id and label: "siteFooter" is "site" and "footer"."""
    told = node.attributes
    said = " ".join(filter(None, map(told.get, ("class", "id", "role", "aria-label"))))
    return frozenset(word.lower() for word in _WORD.findall(said))


def _is_struck(node: LexborNode) -> bool:
    if node.tag in ("body", "html"):
        return False
    style = node.attributes.get("style")
    return node.tag in _STRUCK or bool(style and _STRUCK_STYLE.search(style))


def _is_unseen(node: LexborNode) -> bool:
    tag, told = node.tag, node.attributes
    if tag in ("body", "html"):
        return False
    return (
        "hidden" in told
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
    return node.tag in _DOCUMENT or node.css_first("main, article") is not None


def _around(node: LexborNode) -> Iterator[str]:
    return (parent.tag or "" for parent in _parents(node))


def _parents(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _holds_title(header: LexborNode, tree: LexborHTMLParser) -> bool:
    """Whether a header is over the minutes, not over the site."""
    headings = header.css("h1, h2")
    if len(tree.css("h1")) > sum(heading.tag == "h1" for heading in headings):
        return False
    return any(_TITLE.search(heading.text(deep=True)) for heading in headings)
