"""What JPEG and PNG images hold beside the picture: place, camera, author, notes.

JPEG: a run of marked segments before the picture (ITU-T T.81, annex B); those of Exif (JEITA
CP-3451) hold a TIFF, others XMP or IPTC. PNG: named chunks (W3C PNG, third edition).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .findings import Finding, by, found

EXIF = b"Exif\x00\x00"
APP1, APP13, COMMENT, SCAN = 0xE1, 0xED, 0xFE, 0xDA
BARE = {0x01, *range(0xD0, 0xDA)}
"""Markers that nothing follows."""
ORIENTATION, GPS = 0x0112, 0x8825
NAMED = {
    0x010E: "description",
    0x010F: "camera",
    0x0110: "camera",
    0x013B: "author",
    0x8298: "copyright",
}
PNG_HEAD = 8
PNG_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
HIDDEN_CHUNKS = {*PNG_TEXTS, b"eXIf", b"tIME"}


def look_at_jpeg(data: bytes, where: str = "") -> Iterator[Finding]:
    said: list[str] = []
    for part in segments(data):
        if part.marker == APP1 and part.held.startswith(EXIF):
            said += list(exif(part.held[len(EXIF) :]))
        elif part.is_hidden:
            text = part.held.decode("latin-1") if part.marker == COMMENT else ""
            said.append(by("comment" if text else "descriptions (XMP or IPTC)", text))
    yield from found("what the camera or program noted", said, where, is_cleanable=True)


def look_at_png(data: bytes, where: str = "") -> Iterator[Finding]:
    said: list[str] = []
    for name, held, _ in chunks(data):
        if name == b"eXIf":
            said += list(exif(held))
        elif name in PNG_TEXTS:
            keyword, _, text = held.partition(b"\x00")
            plain = text.decode("latin-1") if name == b"tEXt" else ""
            said.append(by(keyword.decode("latin-1"), plain))
    yield from found("what the camera or program noted", said, where, is_cleanable=True)


def clean_jpeg(data: bytes) -> bytes:
    """The image without what it notes; which way up it stands is kept."""
    kept, at, turned = [data[:2]], 2, None
    for part in segments(data):
        if part.is_hidden and part.held.startswith(EXIF):
            turned = Tiff(part.held[len(EXIF) :]).number(ORIENTATION) or turned
        if not part.is_hidden:
            kept.append(data[part.begins : part.ends])
        at = part.ends
    if turned not in (None, 1):
        tiff = b"MM\x00\x2a\x00\x00\x00\x08\x00\x01" + struct.pack(
            ">HHIHHI", ORIENTATION, 3, 1, turned, 0, 0
        )
        held = EXIF + tiff
        kept.insert(1, b"\xff\xe1" + struct.pack(">H", len(held) + 2) + held)
    return b"".join(kept) + data[at:]


def clean_png(data: bytes) -> bytes:
    kept = (raw for name, _, raw in chunks(data) if name not in HIDDEN_CHUNKS)
    return data[:PNG_HEAD] + b"".join(kept)


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of a JPEG; it stands in the file from `begins` until `ends`."""

    marker: int
    held: bytes
    begins: int
    ends: int

    @property
    def is_hidden(self) -> bool:
        """Whether it is no part of the picture; of Exif, where more than the way up is told."""
        if self.marker == APP1 and self.held.startswith(EXIF):
            return self.held != EXIF and bool(list(exif(self.held[len(EXIF) :])))
        return self.marker in (APP1, APP13, COMMENT)


def segments(data: bytes) -> Iterator[Segment]:
    """The segments before the picture itself; what is cut short ends them."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in BARE:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        ends = at + 2 + length
        if marker == SCAN or length < 2 or ends > len(data):
            return
        yield Segment(marker, data[at + 4 : ends], at, ends)
        at = ends


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Each chunk's name, what it holds, and the whole as it stands in the file."""
    at = PNG_HEAD
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        ends = at + 12 + length
        yield data[at + 4 : at + 8], data[at + 8 : ends - 4], data[at:ends]
        at = ends


class Tiff:
    """The first directory of a TIFF: numbers and texts by their tags."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = {b"II": "<", b"MM": ">"}.get(data[:2], "")
        self.entries = dict(self.directory(self.unpack("I", 4) or 0)) if self.order else {}

    def unpack(self, form: str, at: int) -> int | None:
        if at + struct.calcsize(form) > len(self.data):
            return None
        (value,) = struct.unpack_from(self.order + form, self.data, at)
        return int(value)

    def directory(self, at: int) -> Iterator[tuple[int, int]]:
        """(tag, where its entry stands)."""
        for number in range(min(self.unpack("H", at) or 0, 500)):
            entry = at + 2 + 12 * number
            tag = self.unpack("H", entry)
            if tag is not None and entry + 12 <= len(self.data):
                yield tag, entry

    def number(self, tag: int) -> int | None:
        return self.unpack("H", self.entries[tag] + 8) if tag in self.entries else None

    def text(self, tag: int) -> str:
        entry = self.entries[tag]
        count = self.unpack("I", entry + 4) or 0
        at = entry + 8 if count <= 4 else (self.unpack("I", entry + 8) or 0)
        return self.data[at : at + count].split(b"\x00")[0].decode("utf-8", "replace").strip()


def exif(data: bytes) -> Iterator[str]:
    """What a TIFF notes of an image: that the place is known, the camera, the author."""
    tiff = Tiff(data)
    if GPS in tiff.entries:
        yield "the place where it was taken (GPS)"
    for tag, name in NAMED.items():
        if tag in tiff.entries and (text := tiff.text(tag)):
            yield f"{name} {text[:60]}"
    if set(tiff.entries) - {ORIENTATION, GPS, *NAMED}:
        yield "when and how it was taken"
