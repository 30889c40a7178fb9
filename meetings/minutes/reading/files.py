"""A file's bytes: what kind of document they are, and its page of HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import yaml

from ..document import Attachment, MinutesError, NotMinutesError, Post
from . import attached, dates, encodings, inline, opendocument, word
from .archives import PROTECTED, SAVE_AS, Archive
from .markdown import BREAK, html_of_markdown

LARGEST = 20_000_000

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", re.S)
_TAG = re.compile(
    r"(?<!\\)</?(?:p|div|h[1-6]|ul|ol|li|table|body|html|br|strong|blockquote)\b[^<]*>", re.I
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document (.rtf)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"MIME-Version:", "a web archive (.mht)"),
)
# An archive, also one that is empty.
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# What held Word's documents until 2007 still holds protected ones; its parts are named in UTF-16.
_COMPOUND = b"\xd0\xcf\x11\xe0"
_COMPOUND_PARTS = (
    ("EncryptedPackage", ""),
    ("WordDocument", "an old Word document (.doc)"),
    ("Workbook", "an old spreadsheet (.xls)"),
    ("PowerPoint Document", "an old presentation (.ppt)"),
)
# What content types call the kinds of files.
_KINDS = (
    ("opendocument.text", "OpenDocument"),
    ("wordprocessingml", "Word"),
    ("ms-word", "Word"),
    ("spreadsheet", "a spreadsheet"),
    ("ms-excel", "a spreadsheet"),
    ("presentation", "a presentation"),
    ("powerpoint", "a presentation"),
    ("opendocument.graphics", "a drawing"),
    ("epub", "an electronic book"),
)
# A heading of Markdown, also one that is a line in bold.
_MARKS = re.compile(r"^ {0,3}(?:#{1,6}[ \t]+\S|(\*\*|__)\S[^\n]*\1[ \t]*$)", re.M)
_KIND = re.compile(r"\.[a-z][a-z0-9]{1,9}", re.I)
# The endings of files that are a page or Markdown whatever is in them; "" is none.
_WRITTEN = frozenset(["", ".htm", ".html", ".xhtml", ".md", ".markdown", ".mdown", ".mkd"])
# XML that a word processor writes as one file.
_FLAT_XML = re.compile(
    r"<\?xml.{0,500}?(?:<office:document\b|<\?mso-application|<pkg:package\b)", re.S
)


@dataclass(frozen=True, slots=True)
class File:
    """A document as a page: its front matter's title, and whether it is itself a page."""

    body: str
    title: str = ""
    post: Post | None = None


def opened(data: bytes, name: str = "") -> File:
    """The document that `data` holds, told by its content; MinutesError if it is none.

    Of the `name`, only the ending counts: text without front matter, tags or headings is
    Markdown only where it is called so, or nothing. The lines of other text, as of
    "minutes.txt", would run together.
    """
    if len(data) > LARGEST:
        raise MinutesError(f"larger than {LARGEST // 1_000_000} MB, the most that is read")
    if data.startswith(_ZIP):
        return File(_page_of_archive(data))
    if data.startswith(_COMPOUND):
        raise MinutesError(_compound(data))
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise MinutesError(f"{what}: {SAVE_AS}")
    text = encodings.text_of(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _FLAT_XML.match(text):
        raise MinutesError(f"a document as one file of XML: {SAVE_AS}")
    if not text.strip():
        raise MinutesError("empty")
    if match := _FRONT_MATTER.match(text):
        front = _front_matter(match.group(1) or "")
        if front is not None:
            return File(page(text[match.end() :]), _decoded(front, "title"), _post(front))
    if _is_plain(text, name):
        raise NotMinutesError(f"plain text: {SAVE_AS}")
    return File(page(text))


def _is_plain(text: str, name: str) -> bool:
    ending = PurePath(name).suffix
    if ending.casefold() in _WRITTEN or not _KIND.fullmatch(ending):
        return False
    return not (_TAG.search(text) or _MARKS.search(text))


def _page_of_archive(data: bytes) -> str:
    archive = Archive(data)
    stated = _content_type(archive)
    kind = next((kind for part, kind in _KINDS if part in stated), "an archive")
    if kind == "OpenDocument":
        return opendocument.html_of(archive)
    if kind == "Word":
        return word.html_of(archive)
    raise MinutesError(f"{kind}: {SAVE_AS}")


def _content_type(archive: Archive) -> str:
    """What an archive says it holds; "" where it says nothing."""
    if "mimetype" in archive:
        return archive.bytes("mimetype").decode("ascii", "replace")
    if "[Content_Types].xml" in archive:
        return word.content_type(archive)
    return "opendocument.text" if "content.xml" in archive else ""


def _compound(data: bytes) -> str:
    """Why a compound file, which only old programs write, is not read."""
    for name, what in _COMPOUND_PARTS:
        if name.encode("utf-16-le") in data:
            return f"{what}: {SAVE_AS}" if what else PROTECTED
    return f"an old document: {SAVE_AS}"


def page(text: str) -> str:
    """HTML of a body that is HTML or Markdown; lines of Markdown may be broken by `<br>`."""
    has_tags = _TAG.search(text) is not None
    if has_tags and _MARKS.search(text):
        has_tags = _TAG.search(BREAK.sub("", text)) is not None
    return text if has_tags else html_of_markdown(text)


def _front_matter(text: str) -> dict[str, Any] | None:
    try:
        # The base loader makes nothing but strings, lists and mappings.
        front = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 2})" if where else ""
        raise MinutesError(f"the front matter is not YAML{line}") from None
    if front in (None, ""):
        return {}
    return front if isinstance(front, dict) else None


def _words(front: dict[str, Any], key: str) -> str:
    value = front.get(key)
    return inline.fold(value) if isinstance(value, str) else ""


def _decoded(front: dict[str, Any], key: str) -> str:
    """Titles and summaries carry entities: `Some Panel&#58; third meeting`."""
    return inline.fold(html.unescape(_words(front, key)))


def _post(front: dict[str, Any]) -> Post | None:
    """What front matter says of a page; None where it tells neither its place nor files."""
    permalink, resources = _words(front, "permalink"), front.get("resources")
    attachments = tuple(
        Attachment(
            name=_called(resource),
            url=_words(resource, "url"),
            media_type=_words(resource, "mimetype"),
        )
        for resource in (resources if isinstance(resources, list) else ())
        if isinstance(resource, dict) and (_words(resource, "url") or _called(resource))
    )
    if not (permalink or attachments):
        return None
    created, revised = (
        next((said.date() for said in dates.said(_words(front, key))), None)
        for key in ("created", "revised")
    )
    categories = front.get("categories")
    return Post(
        permalink=permalink,
        created_on=created,
        revised_on=revised,
        summary=_decoded(front, "summary"),
        attachments=attachments,
        categories=tuple(
            inline.fold(category)
            for category in (categories if isinstance(categories, list) else ())
            if isinstance(category, str) and category.strip()
        ),
    )


def _called(resource: dict[str, Any]) -> str:
    """How a page calls a file that it attaches: "Minutes", where it is named "0042.pdf".

    The file's own name stands where it alone says that it is the minutes.
    """
    name, file_name = _words(resource, "name"), _words(resource, "filename")
    is_told = attached.is_named_minutes(name) or not attached.is_named_minutes(file_name)
    return name if name and is_told else file_name
