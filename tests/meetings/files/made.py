"""Small files of each kind that a paper may be, made by hand."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from meetings.files.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX, Kind

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml", PPTX: "ppt/presentation.xml"}
BODIES = {
    DOCX: f'<w:document xmlns:w="{W}"><w:body/></w:document>',
    XLSX: '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    PPTX: '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>',
}
NOTHING: Mapping[str, str | bytes] = {}


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return file.getvalue()


def office(kind: Kind, parts: Mapping[str, str | bytes] = NOTHING) -> bytes:
    """A file of Word, Excel or PowerPoint with these parts beside, or in place of, its own."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Override PartName="/{MAIN[kind]}"'
            f' ContentType="{kind.media_type}.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"/>',
            MAIN[kind]: BODIES[kind],
            **parts,
        }
    )


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def open_document(kind: Kind, parts: Mapping[str, str | bytes] = NOTHING) -> bytes:
    """An OpenDocument file, likewise."""
    content = f'<office:document-content xmlns:office="{OFFICE}"/>'
    return archive({"mimetype": kind.media_type, "content.xml": content, **parts})


def pdf(said: str = "") -> bytes:
    """A PDF of one empty page; `said` stands in a comment."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    written, places = b"%PDF-1.4\n" + (f"% {said}\n".encode("latin-1") if said else b""), []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return written + head + table + trailer % (len(objects) + 1, len(written))


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """One grey pixel, with these chunks beside it."""

    def chunk(name: bytes, held: bytes) -> bytes:
        return (
            struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(b"\x00\x80")
    parts = [(b"IHDR", head), *chunks, (b"IDAT", pixel), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    """What a JPEG begins and ends with, and these segments between: (marker, what it holds)."""
    held = b"".join(
        bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data for marker, data in segments
    )
    return b"\xff\xd8" + held + b"\xff\xda\x00\x02\x12\x34\xff\xd9"


ONE_OF_EACH = {
    "levels.pdf": pdf(),
    "levels.docx": office(DOCX),
    "levels.xlsx": office(XLSX),
    "levels.pptx": office(PPTX),
    "levels.odt": open_document(ODT),
    "levels.ods": open_document(ODS),
    "levels.odp": open_document(ODP),
    "levels.png": png(),
    "levels.jpg": jpeg(),
    "levels.csv": b"gauge,level\nTarrow,1.2\n",
    "levels.txt": "Pégase, 1 July".encode(),
}
