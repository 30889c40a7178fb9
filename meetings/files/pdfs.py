"""What a PDF holds that is not seen (ISO 32000-2)."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, NameObject

from . import images
from .findings import Finding, by, found
from .kinds import CUT_SHORT, UnfitError

# What pypdf raises where a file is not what its own tables say.
BROKEN = (
    *(PyPdfError, zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(OverflowError, RecursionError, NotImplementedError, AssertionError),
)
# What every program writes, and a title that is seen in the window.
USUAL = {
    "/Title",
    "/Producer",
    "/Creator",
    "/CreationDate",
    "/ModDate",
    "/Trapped",
    "/PTEX.Fullbanner",
}
TOLD = {"/Author": "author", "/Subject": "subject", "/Keywords": "keywords"}
# What stands on the page by itself: links and fields.
SHOWN = {"/Link", "/Widget", "/PrinterMark", "/TrapNet"}
NOTES = {"/Text", "/Popup"}
DC = "{http://purl.org/dc/elements/1.1/}"
LARGEST_XMP = 1_000_000


def opened(data: bytes) -> PdfReader:
    """The file; UnfitError where it cannot be read, or only with a password."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        is_locked = reader.is_encrypted
        pages = 0 if is_locked else len(reader.pages)
    except BROKEN:
        raise UnfitError(CUT_SHORT) from None
    if is_locked:
        raise UnfitError("The PDF is protected by a password: save it without one.")
    if not pages:
        raise UnfitError("The PDF has no page.")
    return reader


def look(data: bytes) -> list[Finding]:
    reader = opened(data)
    try:
        return [
            *found("properties", properties(reader), is_cleanable=True),
            *comments(reader),
            *found("embedded files", embedded(reader)),
            *found("hidden layers", layers(reader)),
            *pictures(data),
        ]
    except BROKEN:
        raise UnfitError(CUT_SHORT) from None


def properties(reader: PdfReader) -> Iterator[str]:
    for name, value in (reader.metadata or {}).items():
        if name not in USUAL and str(value).strip():
            yield by(TOLD.get(name, name.lstrip("/")), str(value))
    packet = xmp(reader)
    if packet is not None:
        for one in packet.iter(f"{DC}creator", f"{DC}description"):
            text = " ".join("".join(map(str, one.itertext())).split())
            if text:
                yield by("author" if one.tag == f"{DC}creator" else "description", text)


def xmp(reader: PdfReader) -> etree._Element | None:
    """The packet of properties in XML, if it can be read; nothing that it names is loaded."""
    stream: Any = reader.root_object.get("/Metadata")
    data = stream.get_object().get_data() if stream is not None else b""
    if not data or len(data) > LARGEST_XMP or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data.strip(b"\x00 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        return None


def marks_on(page: Any) -> Iterator[Any]:
    marks = page.get("/Annots")
    for each in marks.get_object() if marks is not None else ():
        one = each.get_object()
        if one is not None and one.get("/Subtype") not in SHOWN:
            yield one


def comments(reader: PdfReader) -> Iterator[Finding]:
    for number, page in enumerate(reader.pages, 1):
        said = []
        for one in marks_on(page):
            is_seen = one.get("/Subtype") == "/FreeText"
            text = "" if is_seen else str(one.get("/Contents", ""))
            if text.strip() or one.get("/T"):
                said.append(by(str(one.get("/T", "")), text))
        yield from found("comments", said, f"page {number}", is_cleanable=True)


def is_note(mark: Any) -> bool:
    """Whether a mark on a page is a note: a sign that opens, and nothing of the page itself."""
    return mark.get_object().get("/Subtype") in NOTES


def embedded(reader: PdfReader) -> Iterator[str]:
    yield from reader.attachments
    for number, page in enumerate(reader.pages, 1):
        for one in marks_on(page):
            if one.get("/Subtype") == "/FileAttachment":
                yield f"one on page {number}"


def layers(reader: PdfReader) -> Iterator[str]:
    """The layers that are switched off where the file is opened."""
    optional: Any = reader.root_object.get("/OCProperties")
    usual = optional.get_object().get("/D") if optional else None
    for each in usual.get_object().get("/OFF", ()) if usual else ():
        yield str(each.get_object().get("/Name", "one"))


def pictures(data: bytes) -> Iterator[Finding]:
    """A photograph stands in a PDF as it was taken, with all that the camera noted."""
    said: list[str] = []
    at = data.find(images.EXIF)
    while at >= 0 and len(said) < 50:
        said += list(images.exif(data[at + len(images.EXIF) : at + 65_536]))
        at = data.find(images.EXIF, at + 1)
    yield from found("what the camera or program noted", said, "pictures")


def clean(data: bytes) -> bytes:
    """The file without author, properties and notes; pages, links and bookmarks stay."""
    try:
        writer = PdfWriter(clone_from=opened(data))
        title = writer.metadata.title if writer.metadata else None
        writer.metadata = {"/Title": title} if title else {}
        writer.root_object.pop("/Metadata", None)
        for page in writer.pages:
            for one in list(marks_on(page)):
                one.pop("/T", None)
                one.pop("/Subj", None)
                one.pop("/Popup", None)
                if one.get("/Subtype") != "/FreeText":
                    one.pop("/Contents", None)
                    one.pop("/RC", None)
            kept: Any = page.get("/Annots")
            if kept is not None:
                kept = (each for each in kept.get_object() if not is_note(each))
                page[NameObject("/Annots")] = ArrayObject(kept)
        # What nothing leads to any more would still stand in the file.
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        file = io.BytesIO()
        writer.write(file)
    except BROKEN:
        raise UnfitError(CUT_SHORT) from None
    return file.getvalue()
