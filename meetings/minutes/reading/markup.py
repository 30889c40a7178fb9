"""Hostile HTML, which a parser takes hours for, made harmless; all that is said in it stays.

By its standard a parser looks through all elements open around a block, opens again in
each paragraph every style left open before it, and compares a tag's attributes. None of
this is limited: a page of 300 kB can ask for a billion steps.
"""

from __future__ import annotations

import re

_DEEPEST = 2000
_MOST_ATTRIBUTES = 200
# A page that is shorter and has fewer tags is parsed in no time, whatever it holds.
_SHORT, _FEW = 50_000, 1000

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/><]*)")
# Elements that hold nothing, and those that the next of their kind ends.
_SHALLOW = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track"
    " wbr p li dt dd tr td th tbody thead tfoot colgroup caption rb rp rt rtc html head"
    " body".split()
)
# Each is opened again in every later paragraph unless three like it are: "<font color=red>".
_STYLES = frozenset("b big code em font i nobr s small strike strong tt u".split())
_INLINE = _STYLES | {"a", "span"}
_CHOICES = frozenset("select option optgroup".split())


def tamed(html: str) -> str:
    """`html`, where it is long or has many tags, without what makes a parser slow.

    Styles lose what else their tags tell, such as a colour; so does a tag of very many
    attributes. A list to choose from, and what is nested deeper than any minutes, is lines.
    """
    if len(html) < _SHORT and html.count("<") < _FEW:
        return html
    out: list[str] = []
    at = depth = 0
    for match in _TAG.finditer(html):
        if match.start() < at:
            continue  # within the tag before
        end = html.find(">", match.end()) + 1
        if not end:
            break
        out.append(html[at : match.start()])
        name, before = match["name"].lower(), depth
        if name not in _SHALLOW:
            depth = max(0, depth - 1) if match["end"] else depth + 1
        if max(before, depth) > _DEEPEST and name not in _SHALLOW:
            out.append("" if name in _INLINE else "<br>")
        elif name in _CHOICES:
            out.append("<br>")
        elif name in _STYLES or _has_many_attributes(html[match.end() : end]):
            out.append(match.group() + ">")
        else:
            out.append(html[match.start() : end])
        at = end
    out.append(html[at:])
    return "".join(out)


def _has_many_attributes(rest: str) -> bool:
    return len(rest) > _MOST_ATTRIBUTES and len(rest.split()) > _MOST_ATTRIBUTES
