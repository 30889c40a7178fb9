"""What a file holds that is not seen where it is opened, and the file without it.

`look` names tracked changes, comments, hidden text, sheets, rows, columns and slides, speaker
notes, embedded files, properties such as the author, and what cameras note. `clean` takes
away what can go without changing what is seen.
"""

from __future__ import annotations

import io
import zipfile

from meetings.minutes.document import MinutesError
from meetings.minutes.reading.archives import Archive

from . import images, opendocument, openxml, pdfs
from .findings import Finding
from .kinds import DOCX, JPEG, ODP, ODS, ODT, PDF, PNG, PPTX, XLSX, Kind, UnfitError, opened

ARCHIVES = {
    **dict.fromkeys((DOCX, XLSX, PPTX), openxml),
    **dict.fromkeys((ODT, ODS, ODP), opendocument),
}


def look(data: bytes, kind: Kind) -> list[Finding]:
    """What is not seen in a file of this kind; UnfitError where it cannot be looked through."""
    if kind == PDF:
        return pdfs.look(data)
    if kind == JPEG:
        return list(images.look_at_jpeg(data))
    if kind == PNG:
        return list(images.look_at_png(data))
    if kind not in ARCHIVES:
        return []
    try:
        return list(ARCHIVES[kind].look(Archive(data)))
    except MinutesError as error:
        raise opened(error) from None


def clean(data: bytes, kind: Kind) -> bytes:
    """The file without the findings that are cleanable; UnfitError as above."""
    if kind == PDF:
        return pdfs.clean(data)
    if kind == JPEG:
        return images.clean_jpeg(data)
    if kind == PNG:
        return images.clean_png(data)
    if kind not in ARCHIVES:
        return data
    try:
        changed, gone = ARCHIVES[kind].clean(Archive(data))
        archive = Archive(data)
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(file, "w") as written:
            for part in given.infolist():
                if part.filename not in gone:
                    held = changed.get(part.filename)
                    written.writestr(part, archive.bytes(part.filename) if held is None else held)
    except MinutesError as error:
        raise opened(error) from None
    return file.getvalue()


__all__ = ["Finding", "UnfitError", "clean", "look"]
