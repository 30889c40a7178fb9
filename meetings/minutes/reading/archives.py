"""The zip archives that word processors write: their parts of XML, if they are safe to read.

A part is inflated only as far as the limits go, whatever size it claims. Pictures and
other files inside are never inflated, decoded or followed.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from ..document import MinutesError

MOST_FILES = 5_000
LARGEST_PART = 80_000_000
DEEPEST = 200
"""Elements within elements: an ordinary document has 10 to 20, a table within tables 40."""

# What a broken or unusual archive makes `zipfile` raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # an unknown compression
    RuntimeError,  # a password
    OSError,
    ValueError,
)


class Archive:
    """The parts of an archive, read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise MinutesError("a damaged archive: save the document again") from None
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > MOST_FILES:
            raise MinutesError(f"an archive of more than {MOST_FILES:,} files")
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            raise MinutesError("protected by a password: save it without one")
        self._left = LARGEST_PART

    def read(self, name: str) -> bytes:
        """A part's bytes; MinutesError where it is damaged, or all parts are too large."""
        try:
            with self._zip.open(name) as part:
                data = part.read(self._left + 1)
        except KeyError:
            raise MinutesError(f"damaged: it holds no {name}") from None
        except _BROKEN:
            raise MinutesError(f"damaged: {name} cannot be unpacked") from None
        self._left -= len(data)
        if self._left < 0:
            raise MinutesError(f"larger than {LARGEST_PART // 1_000_000} MB when unpacked")
        return data

    def xml(self, name: str) -> etree._Element:
        """A part's root element; MinutesError where it is not XML or declares entities."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,  # without it, libxml2 refuses a paragraph of 10 MB
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            why = str(error).partition(",")[0]
            raise MinutesError(f"damaged: {name} is not XML ({why})") from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise MinutesError(f"{name} declares a document type or entities, which is not safe")
        _refuse_depth(root, name)
        return root


def _refuse_depth(root: etree._Element, name: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise MinutesError(f"{name} nests elements more than {DEEPEST} deep")
