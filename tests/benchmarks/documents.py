"""Documents of megabytes, each with the text that is said in it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.meetings.minutes import archives

from .shapes import SENTENCE, again, html, markdown, nested, said

_TOP = ("Some Panel - 3 May 2012", "Present:", "Ann Lee, Some Office")
_SPEECH = SENTENCE * 10


@dataclass(frozen=True, slots=True)
class Large:
    """A document as long as one asks: its bytes and its text, and the longest that is measured."""

    made: Callable[[int], bytes]
    said: Callable[[int], str]
    count: int


def _page(shape: Callable[[int], str], said: Callable[[int], str], count: int) -> Large:
    return Large(lambda count: shape(count).encode(), said, count)


def _docx(count: int) -> bytes:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    heading = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>1. Roads</w:t></w:r></w:p>'
    body = "".join(map(paragraph, _TOP)) + heading + paragraph(_SPEECH) * count
    # Packed as it stands: what repeats itself so much would be refused.
    return archives.packed(archives.word_parts(body), zipfile.ZIP_STORED)


def _odt(count: int) -> bytes:
    top = "".join(f"<text:p>{line}</text:p>" for line in _TOP)
    heading = '<text:h text:outline-level="2">1. Roads</text:h>'
    body = top + heading + f"<text:p>{_SPEECH}</text:p>" * count
    return archives.packed(archives.odt_parts(body), zipfile.ZIP_STORED)


def _of(text: str) -> Callable[[int], str]:
    return lambda count: text * count


LARGE_DOCUMENTS = {
    "10 MB of HTML": _page(html(again(f"<p>{_SPEECH}</p>")), _of(_SPEECH), 17_300),
    "10 MB of Markdown": _page(markdown(again(f"{_SPEECH}\n\n")), _of(_SPEECH), 17_500),
    "10 MB in Word": Large(_docx, _of(_SPEECH), 16_600),
    "10 MB in OpenDocument": Large(_odt, _of(_SPEECH), 17_000),
    "a paragraph of 5 MB": _page(html(said(SENTENCE)), _of(SENTENCE), 88_000),
    "a Markdown paragraph of 5 MB": _page(markdown(again(SENTENCE)), _of(SENTENCE), 88_000),
    "10,000 lists in lists": _page(html(again("<ul><li>so ")), _of("so"), 10_000),
    "10,000 divisions": _page(html(nested("div")), lambda _: "deep", 10_000),
    "10,000 lists in lists in Markdown": _page(
        markdown(lambda count: "- " * count + "so"), lambda _: "so", 10_000
    ),
    "a million brackets": _page(html(said("[")), _of("["), 1_000_000),
    "a million brackets in Markdown": _page(markdown(again("[")), _of("["), 1_000_000),
    "a million backticks in Markdown": _page(markdown(again("`")), _of("`"), 1_000_000),
    "a million links left open in Markdown": _page(markdown(again("![")), _of("!["), 1_000_000),
}
