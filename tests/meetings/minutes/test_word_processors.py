"""Minutes from word processors' files, read as minutes from anywhere else."""

import base64
import io
import zipfile
from typing import Any

import pytest
from docx import Document

from meetings.minutes import reading
from meetings.minutes.document import Kind, Point, Presence
from meetings.minutes.reading.files import opened

from .archives import docx, odt

ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def test_minutes_are_read_from_either_whatever_the_name() -> None:
    lines = ["Some Panel", "3 May 2012", "Present", "Ann Lee (Some Office)"]
    for data in (
        odt(
            "".join(f"<text:p>{line}</text:p>" for line in lines)
            + '<text:h text:outline-level="2">Tea</text:h>'
        ),
        docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)),
    ):
        minutes = reading.read(data, "misnamed.html").minutes
        assert [(one.name, one.presence) for one in minutes.attendance] == [
            ("Ann Lee", Presence.PRESENT)
        ]
        assert minutes.held_on is not None and minutes.held_on.isoformat() == "2012-05-03"


def test_lists_inside_cells_are_kept() -> None:
    body = (
        "<text:p>Some Panel, 3 May 2012</text:p>"
        "<table:table><table:table-row><table:table-cell>"
        '<text:h text:outline-level="2">1. Tea</text:h>'
        "<text:list><text:list-item><text:p>Cake came.</text:p></text:list-item></text:list>"
        "</table:table-cell></table:table-row></table:table>"
    )
    [item] = reading.read(odt(body)).minutes.items
    assert item.entries == (Point("Cake came.", Kind.BULLET),)


def test_pictures_are_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document()
    document.add_paragraph("before")
    document.add_picture(io.BytesIO(ONE_PIXEL))
    document.save(data := io.BytesIO())
    read: list[str] = []
    original = zipfile.ZipFile.open

    def note(self: zipfile.ZipFile, name: Any, *args: Any, **kwargs: Any) -> Any:
        read.append(getattr(name, "filename", name))
        return original(self, name, *args, **kwargs)

    monkeypatch.setattr(zipfile.ZipFile, "open", note)
    assert opened(data.getvalue()).body == "<p>before</p>"
    assert "word/media/image1.png" in zipfile.ZipFile(data).namelist()
    assert "word/document.xml" in read
    assert "word/media/image1.png" not in read
