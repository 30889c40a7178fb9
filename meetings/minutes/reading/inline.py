"""Inline text: runs of characters from HTML, and the one inline Markdown of minutes.

The Markdown is canonical: emphasis `*so*`, `**so**` or both, links `[so](address)`, a
backslash only where Markdown would otherwise take a character for markup. Rendering it
and reading the result gives the same string back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
from selectolax.lexbor import LexborHTMLParser, LexborNode

EMPHASIS, STRONG, UNDERLINE = 1, 2, 4
STYLES = {"em": EMPHASIS, "i": EMPHASIS, "strong": STRONG, "b": STRONG, "u": UNDERLINE}
_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:(?P<bold>bold|[6-9]00)|normal|[1-5]00)", re.I)
_ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*(?:(?P<italic>italic|oblique)|normal)", re.I)
_UNDERLINED = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*\bunderline", re.I)

_markdown = MarkdownIt("commonmark", {"html": False})
_MARKUP = re.compile(r"[\\`*_\[\]<>&!]")
# Each is made once: a text may hold millions of them.
_ESCAPED = {char: f"\\{char}" for char in "\\`*_[]<>&!"}
_ENTITY = re.compile(r"&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});", re.I)
_LINK_END = re.compile(r"\]\(((?:\\.|[^\\()])+)\)")
_SPACE = re.compile(r"\s+")
# Marks that editors leave behind, of no width or of the direction of writing, control
# characters, and two that Unicode keeps from being characters, as XML does: nobody reads them.
_UNSEEN = re.compile(
    r"[\ufffe\uffff\ufeff\u200b\u2060\u00ad\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)


class Run(NamedTuple):
    """Characters of one style, with the address they lead to, if any."""

    text: str
    style: int = 0
    href: str = ""


def declared(style: int, css: str | None) -> int:
    """`style` as a `style` attribute changes it: `<span style="font-weight: bold">`.

    `<b style="font-weight: normal">`, which some editors wrap a whole page in, is not bold.
    """
    if not css:
        return style
    for pattern, mark in ((_BOLD, STRONG), (_ITALIC, EMPHASIS)):
        if match := pattern.search(css):
            style = style | mark if match.lastgroup else style & ~mark
    return style | UNDERLINE if _UNDERLINED.search(css) else style


def seen(text: str) -> str:
    """`text` without the characters that nobody sees."""
    return _UNSEEN.sub("", text)


def fold(text: str) -> str:
    """`text` with white space folded and unseen characters dropped."""
    if "  " not in text and text.isprintable():
        return text.strip(" ")
    return " ".join(seen(text).split())


def address(href: str | None) -> str:
    """`href` as Markdown writes it if a reader may follow it, else "".

    http, https, mailto and addresses relative to the page; never javascript.
    """
    href = fold(href or "").replace(" ", "%20")
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    if scheme not in {"", "http", "https", "mailto"} or not _markdown.validateLink(href):
        return ""
    return _normal(href)


@lru_cache(maxsize=1024)
def _normal(href: str) -> str:
    normal = _markdown.normalizeLink(href)
    # Normalising once may uncover what a second pass changes; where it does not settle,
    # the address is not one.
    return normal if _markdown.normalizeLink(normal) == normal else ""


def folded(runs: Iterable[Run]) -> tuple[Run, ...]:
    """`runs` with white space folded across them, trimmed, neighbours of a kind joined."""
    runs = tuple(runs)
    if len(runs) == 1:
        run = runs[0]
        if "  " not in run.text and run.text.isprintable():
            text = run.text.strip(" ")
            return (runs if text == run.text else (run._replace(text=text),)) if text else ()
    joined: list[Run] = []
    at_space = True
    for text, style, href in runs:
        # Of white space and unseen characters, a single space alone is printable.
        if "  " in text or not text.isprintable():
            text = _SPACE.sub(" ", seen(text))
        if at_space and text.startswith(" "):
            text = text[1:]
        if not text:
            continue
        at_space = text.endswith(" ")
        inner = text.strip(" ")
        if style and text != inner and not href:
            # A space at the edge of emphasis belongs to neither side.
            if text[0] == " ":
                _append(joined, Run(" "))
            if inner:
                _append(joined, Run(inner, style))
                if text[-1] == " ":
                    _append(joined, Run(" "))
        else:
            _append(joined, Run(text, style, href))
    if joined and joined[-1].text.endswith(" "):
        last = joined.pop()
        if last.text != " ":
            joined.append(last._replace(text=last.text[:-1]))
    return tuple(joined)


def _append(joined: list[Run], run: Run) -> None:
    if joined:
        last = joined[-1]
        if (last.style, last.href) == (run.style, run.href):
            joined[-1] = last._replace(text=last.text + run.text)
            return
        if last == Run(" ") and len(joined) > 1:
            before = joined[-2]
            if before.style == run.style and before.href == run.href == "" and run.style:
                joined[-2:] = [before._replace(text=f"{before.text} {run.text}")]
                return
    joined.append(run)


def plain_of(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def cut(runs: Iterable[Run], start: int, end: int | None = None) -> tuple[Run, ...]:
    """The runs of the characters from `start` to `end` of their plain text, folded."""
    kept, position = [], 0
    for run in runs:
        stop = position + len(run.text)
        if stop > start and (end is None or position < end):
            text = run.text[max(0, start - position) : None if end is None else end - position]
            kept.append(run._replace(text=text))
        position = stop
    return folded(kept)


def compose(runs: Iterable[Run], *, emphasis: bool = True) -> str:
    """Canonical inline Markdown of `runs`; without `emphasis`, only the links stay."""
    if isinstance(runs, tuple) and len(runs) == 1 and runs[0] == (runs[0].text, 0, ""):
        return _escaped(fold(runs[0].text))
    mask = EMPHASIS | STRONG if emphasis else 0
    runs = folded(run._replace(style=run.style & mask) for run in runs)
    if len(runs) == 1 and not runs[0].style and not runs[0].href:
        return _escaped(runs[0].text)
    return "".join(_written(group) for group in _groups(_stylable(_linked(runs))))


def _linked(runs: Iterable[Run]) -> list[Run]:
    """Links carry no space at their edges: it moves outside."""
    out: list[Run] = []
    for run in runs:
        text = run.text.strip(" ") if run.href else run.text
        if text != run.text:
            if run.text.startswith(" "):
                _append(out, Run(" "))
            if text:
                _append(out, run._replace(text=text))
            if run.text.endswith(" ") and text:
                _append(out, Run(" "))
        else:
            _append(out, run)
    return list(folded(out)) if any(run.href for run in out) else out


def _groups(runs: list[Run]) -> list[list[Run]]:
    """Neighbours of one style, which share their emphasis marks."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups and groups[-1][-1].style == run.style:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _stylable(runs: list[Run]) -> list[Run]:
    """`runs` without the emphasis that Markdown's marks cannot express where it stands."""
    out: list[Run] = []
    groups = _groups(runs)
    before, styled_before = " ", False
    for index, group in enumerate(groups):
        style = group[0].style
        first = "[" if group[0].href else group[0].text[0]
        last = ")" if group[-1].href else group[-1].text[-1]
        if style:
            after = " "
            if index + 1 < len(groups):
                following = groups[index + 1][0]
                after = "[" if following.href else following.text[0]
            if (
                styled_before
                or first == " "
                or last == " "
                or (_is_punctuation(first) and not _is_edge(before))
                or (_is_punctuation(last) and not _is_edge(after))
            ):
                style = 0
        for run in group:
            run = run._replace(style=style)
            if out and (out[-1].style, out[-1].href) == (run.style, run.href):
                out[-1] = out[-1]._replace(text=out[-1].text + run.text)
            else:
                out.append(run)
        before, styled_before = last, bool(style)
    return out


def _is_punctuation(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _is_edge(char: str) -> bool:
    return char == " " or _is_punctuation(char)


def _written(group: list[Run]) -> str:
    marks = "*" * group[0].style
    inner = []
    for index, run in enumerate(group):
        if run.href:
            inner.append(f"[{_escaped(run.text, in_link=True)}]({_destination(run.href)})")
        else:
            meets_link = index + 1 < len(group) and bool(group[index + 1].href)
            inner.append(_escaped(run.text, before_link=meets_link or bool(marks)))
    return f"{marks}{''.join(inner)}{marks}"


def _destination(href: str) -> str:
    href = re.sub(r"([\\()<>])", r"\\\1", href)
    return _ENTITY.sub(lambda match: "\\" + match.group(), href)


def _escaped(text: str, *, in_link: bool = False, before_link: bool = False) -> str:
    """`text` with a backslash before each character that Markdown would take for markup."""
    if not _MARKUP.search(text):
        return text

    def escape(match: re.Match[str]) -> str:
        char, at = match.group(), match.start()
        following = text[at + 1 : at + 2]
        if char in "\\`*":
            needed = True
        elif char == "_":
            needed = not (at and text[at - 1].isalnum() and following.isalnum())
        elif char == "[":
            needed = in_link
        elif char == "]":
            needed = in_link or following in tuple("([:") or (not following and before_link)
        elif char == "<":
            needed = following != " "
        elif char == "&":
            needed = _ENTITY.match(text, at) is not None
        elif char == "!":
            needed = not following and before_link
        else:
            needed = False
        return _ESCAPED[char] if needed else char

    return _MARKUP.sub(escape, text)


def escaped(text: str) -> str:
    """Plain `text` as inline Markdown."""
    return _escaped(fold(text))


def addresses(texts: Iterable[str]) -> set[str]:
    """The addresses that inline Markdown leads to."""
    return {
        re.sub(r"\\([\\()<>&])", r"\1", match[1])
        for text in texts
        if "](" in text
        for match in _LINK_END.finditer(text)
    }


def runs_of(node: LexborNode | None) -> list[Run]:
    """The runs of an inline fragment: `node`'s children, however they are nested."""
    runs: list[Run] = []
    stack: list[tuple[LexborNode | None, int, str]] = [(node.child if node else None, 0, "")]
    while stack:
        at, style, href = stack.pop()
        if at is None:
            continue
        stack.append((at.next, style, href))
        tag = at.tag
        if tag == "-text":
            runs.append(Run(at.text_content or "", style, href))
        elif tag == "br":
            runs.append(Run(" ", style, href))
        elif tag == "a":
            stack.append((at.child, style, address(at.attributes.get("href")) or href))
        else:
            stack.append((at.child, style | STYLES.get(tag or "", 0), href))
    return runs


def runs(text: str) -> tuple[Run, ...]:
    """The runs of inline Markdown."""
    if not _MARKUP.search(text):
        return folded([Run(text)])
    return folded(runs_of(LexborHTMLParser("<!doctype html>" + html(text)).body))


def html(text: str) -> str:
    """Inline Markdown as HTML that is safe to show: emphasis and links, nothing else."""
    return str(_markdown.renderInline(text))


def plain(text: str) -> str:
    """Inline Markdown as one reads it, without marks and addresses."""
    return plain_of(runs(text))


def canonical(text: str, *, emphasis: bool = True) -> str:
    """Any inline Markdown in its canonical form."""
    return compose(runs(text), emphasis=emphasis)
