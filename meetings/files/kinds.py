"""What kind of file some bytes are, told by what stands in them and not by their name.

`kind_of(data)` opens a file as if it came from a stranger: a PDF, a document of a word
processor, a spreadsheet or slides in the forms of today, an image, or plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from meetings.minutes.document import MinutesError
from meetings.minutes.reading.archives import PROTECTED, Archive

LARGEST = 30_000_000
LONGEST_NAME = 255


class UnfitError(Exception):
    """Says in one line why a file cannot be kept."""


def opened(error: MinutesError) -> UnfitError:
    """What an archive refused when it was opened, as it is said of a paper."""
    if str(error) == PROTECTED:
        return UnfitError("The file is protected by a password: save it without one.")
    return UnfitError(f"The file cannot be kept: {error}.")


@dataclass(frozen=True, slots=True)
class Kind:
    """`endings` are those that names of such files have, the usual one first."""

    name: str
    media_type: str
    endings: tuple[str, ...]


OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

PDF = Kind("PDF", "application/pdf", (".pdf",))
DOCX = Kind("Word document", f"{OPEN_XML}wordprocessingml.document", (".docx",))
XLSX = Kind("Excel workbook", f"{OPEN_XML}spreadsheetml.sheet", (".xlsx",))
PPTX = Kind("PowerPoint presentation", f"{OPEN_XML}presentationml.presentation", (".pptx",))
ODT = Kind("OpenDocument text", f"{OPEN_DOCUMENT}text", (".odt",))
ODS = Kind("OpenDocument spreadsheet", f"{OPEN_DOCUMENT}spreadsheet", (".ods",))
ODP = Kind("OpenDocument presentation", f"{OPEN_DOCUMENT}presentation", (".odp",))
PNG = Kind("PNG image", "image/png", (".png",))
JPEG = Kind("JPEG image", "image/jpeg", (".jpg", ".jpeg"))
CSV = Kind("CSV table", "text/csv", (".csv",))
TEXT = Kind("plain text", "text/plain", (".txt", ".md", ".text"))

OFFICE = {f"{kind.media_type}.main+xml".encode(): kind for kind in (DOCX, XLSX, PPTX)}
OPEN = {kind.media_type.encode(): kind for kind in (ODT, ODS, ODP)}
KINDS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG, CSV, TEXT)
OF_TYPE = {kind.media_type: kind for kind in KINDS}

FITTING = (
    "A paper is a PDF, a document of Word, Excel or PowerPoint (.docx, .xlsx, .pptx) or "
    "OpenDocument (.odt, .ods, .odp), plain text, CSV, PNG or JPEG."
)
TOO_LARGE = f"The file is larger than {LARGEST // 1_000_000} MB."
CUT_SHORT = "The file is damaged: it is cut short, or holds something else. Send it again."
PNG_BEGINS, PNG_ENDS = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
JPEG_BEGINS, JPEG_ENDS = b"\xff\xd8\xff", b"\xff\xd9"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Where the keys stand that a PDF which asks for a password is locked with.
LOCKED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
# What no text holds: neither tab, line feed, form feed nor carriage return.
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def kind_of(data: bytes, name: str = "") -> Kind:
    """The kind of the file; UnfitError where it is none of these, empty, too large or damaged.

    Only whether text is a table is told by `name`: nothing in it says so.
    """
    if not data:
        raise UnfitError("The file is empty.")
    if len(data) > LARGEST:
        raise UnfitError(TOO_LARGE)
    if data.startswith(b"%PDF-"):
        return pdf(data)
    if data.startswith(b"PK"):
        return archived(data)
    if data.startswith(PNG_BEGINS):
        return sound(PNG, PNG_ENDS in data[-64:])
    if data.startswith(JPEG_BEGINS):
        return sound(JPEG, JPEG_ENDS in data[3:])
    if data.startswith(OLD_OFFICE):
        raise UnfitError(
            "The file is in an older form of Office, or protected by a password: save it "
            "without one as .docx, .xlsx or .pptx."
        )
    if not is_text(data):
        raise UnfitError(FITTING)
    return CSV if name.lower().endswith(CSV.endings) else TEXT


def sound(kind: Kind, is_whole: bool) -> Kind:
    if not is_whole:
        raise UnfitError(CUT_SHORT)
    return kind


def pdf(data: bytes) -> Kind:
    if LOCKED_PDF.search(data):
        raise UnfitError("The PDF is protected by a password: save it without one.")
    return sound(PDF, b"%%EOF" in data[-4096:])


def archived(data: bytes) -> Kind:
    """The kind of a file that is a ZIP archive inside, as today's documents are."""
    try:
        archive = Archive(data)
        if "mimetype" in archive:
            kind = OPEN.get(archive.bytes("mimetype").strip())
            if kind:
                archive.xml("content.xml")
                return kind
        elif "[Content_Types].xml" in archive:
            types = archive.bytes("[Content_Types].xml")
            kinds = [kind for main, kind in OFFICE.items() if b'"' + main + b'"' in types]
            if len(kinds) == 1:
                archive.xml("[Content_Types].xml")
                archive.xml("_rels/.rels")
                return kinds[0]
    except MinutesError as error:
        raise opened(error) from None
    raise UnfitError(FITTING)


def is_text(data: bytes) -> bool:
    """Whether the bytes are text: UTF-8, UTF-16 with its mark, or an older Windows coding."""
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    try:
        text = data.decode(MARKS.get(mark, "utf-8"))
    except UnicodeDecodeError:
        return not mark and not CONTROLS.search(data)
    return not CONTROLS.search(text.encode("utf-8", "surrogatepass"))


def text_of(data: bytes) -> str:
    """The text of a file that `is_text`."""
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    try:
        return data.decode(MARKS.get(mark, "utf-8")).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def named(name: str, kind: Kind) -> str:
    """What a file of this kind is called: `name` alone, under an ending that says what it is.

    "C:\\papers\\levels.pdf" that is a Word document is "levels.docx", and "page.html" that
    is text "page.html.txt".
    """
    bare = re.split(r"[/\\]", name)[-1]
    bare = "".join(c for c in bare if c.isprintable()).strip(" .") or "paper"
    path = PurePath(bare)
    ending = path.suffix.lower()
    if ending in kind.endings:
        ending = path.suffix
        stem = path.stem
    else:
        is_other = any(ending in other.endings for other in KINDS)
        stem, ending = path.stem if is_other else bare, kind.endings[0]
    return stem[: LONGEST_NAME - len(ending)] + ending
