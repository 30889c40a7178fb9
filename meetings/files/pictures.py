"""The pictures in a document: each an image of its own, with what it notes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from meetings.minutes.reading.archives import Archive

from . import images
from .findings import Finding

PICTURE = re.compile(r"(?:(?:word|xl|ppt)/media|Pictures|media)/[^/]+\.(jpe?g|png)", re.I)
CLEAN = {"png": images.clean_png, "jpg": images.clean_jpeg}
LOOK = {"png": images.look_at_png, "jpg": images.look_at_jpeg}
BEGIN = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


def pictures(archive: Archive) -> Iterator[tuple[str, str, bytes]]:
    """Each picture's part, kind and bytes."""
    for name in archive.names:
        if PICTURE.fullmatch(name):
            data = archive.bytes(name)
            for kind, begins in BEGIN.items():
                if data.startswith(begins):
                    yield name, kind, data


def look(archive: Archive) -> Iterator[Finding]:
    for name, kind, data in pictures(archive):
        yield from LOOK[kind](data, f"picture {posixpath.basename(name)}")


def clean(archive: Archive) -> dict[str, bytes]:
    return {name: CLEAN[kind](data) for name, kind, data in pictures(archive)}
