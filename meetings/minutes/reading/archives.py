"""A word processor's file: a ZIP archive of XML parts, opened as if by a stranger.

Nothing that the archive says of itself is trusted: what a part holds is counted while it
is unpacked, and only the parts that are asked for are unpacked at all, so that pictures
and whatever else lies beside the text are never looked at.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from ..document import MinutesError

# A hundred pages of minutes come to two or three megabytes of XML.
LARGEST_TEXT = 60_000_000
# XML repeats itself, but not like this; what is smaller may.
HIGHEST_RATIO = 100
SMALL = 16_000_000
# Pictures are never unpacked; one that says to be larger is a trap for other programs.
LARGEST_FILE = 100_000_000
MOST_PARTS = 5_000
MOST_TAGS = 1_500_000

PROTECTED = "protected by a password: save it without one"
SAVE_AS = (
    "save it as a Word document (.docx), an OpenDocument text (.odt), a web page (.html)"
    " or Markdown (.md)"
)
DAMAGED = "the file is damaged: open it in a word processor and save it again"
NO_CHANGE: Mapping[str, str] = {}
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1


class Archive:
    """The parts of the archive that `data` is; MinutesError if it is not sound."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
            raise MinutesError(DAMAGED) from None
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise MinutesError(f"holds more than {MOST_PARTS} files: not a document")
        self._parts = {part.filename: part for part in parts}
        if len(self._parts) < len(parts):
            raise MinutesError(DAMAGED)
        if any(part.file_size > LARGEST_FILE for part in parts):
            most = LARGEST_FILE // 1_000_000
            raise MinutesError(f"holds a picture or file of more than {most} MB: leave it out")
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order of the archive."""
        return list(self._parts)

    def bytes(self, name: str) -> bytes:
        """What the part `name` holds; MinutesError where it is missing, damaged or huge."""
        part = self._parts.get(name)
        if part is None:
            raise MinutesError(f"the file is damaged: {name} is missing in it")
        if part.flag_bits & _ENCRYPTED:
            raise MinutesError(PROTECTED)
        if part.compress_type not in _READABLE:
            raise MinutesError(DAMAGED)
        most = LARGEST_TEXT - self._unpacked
        if part.compress_size * HIGHEST_RATIO > SMALL:
            most = min(most, part.compress_size * HIGHEST_RATIO)
        else:
            most = min(most, SMALL)
        try:
            with self._zip.open(part) as file:
                # One byte more than may be unpacked tells that there is too much.
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
            raise MinutesError(DAMAGED) from None
        if len(data) > most:
            raise MinutesError("unpacks to more text than any minutes hold")
        self._unpacked += len(data)
        return data

    def xml(self, name: str, namespaces: Mapping[str, str] = NO_CHANGE) -> etree._Element:
        """The root of the XML part `name`, which declares no document type or entity.

        Nothing that the XML names is loaded, and its elements nest 256 deep at most. Where
        a namespace goes by several names, `namespaces` says by which one to know it.
        """
        data = self.bytes(name)
        for known, as_ in namespaces.items():
            data = data.replace(f'"{known}"'.encode(), f'"{as_}"'.encode())
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise MinutesError(f"{name} declares a document type, which no word processor writes")
        if data.count(b"<") > MOST_TAGS:
            raise MinutesError("holds more markup than any minutes do")
        # The encoding is given, so that what was looked for above cannot hide in another.
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise MinutesError(f"the file is damaged: {name} in it is not XML") from None
        return root
