"""Archives that are no sound documents are refused in one line, and never harm."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest

from meetings.minutes import reading
from meetings.minutes.document import MinutesError
from meetings.minutes.reading import archives as reading_archives
from meetings.minutes.reading.archives import DAMAGED, PROTECTED, Archive

from .archives import ODT, docx, odt, odt_parts, packed, word_parts

HTML = "<w:p><w:r><w:t>Some Panel, 3 May 2012</w:t></w:r></w:p>"
TEXT = "<text:p>Some Panel, 3 May 2012</text:p><text:p>Present: Ann Lee</text:p>"
SAVE_AS = (
    "save it as a Word document (.docx), an OpenDocument text (.odt), a web page (.html)"
    " or Markdown (.md)"
)
TOO_MUCH = "unpacks to more text than any minutes hold"


def refusal(data: bytes) -> str:
    with pytest.raises(MinutesError) as refused:
        reading.read(data)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_sound_documents_are_read() -> None:
    present = "<w:p><w:r><w:t>Present: Ann Lee</w:t></w:r></w:p>"
    for data in (odt(TEXT), docx(HTML + present)):
        minutes = reading.read(data).minutes
        assert [one.name for one in minutes.attendance] == ["Ann Lee"]


def test_more_text_than_is_read() -> None:
    spaces = " " * (reading_archives.SMALL + 1)
    assert refusal(odt(f"<text:p>{spaces}</text:p>")) == TOO_MUCH
    assert refusal(docx(f"<w:p><w:r><w:t>{spaces}</w:t></w:r></w:p>")) == TOO_MUCH


def test_text_that_does_not_repeat_itself_is_read_up_to_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading_archives, "LARGEST_TEXT", 50_000)
    words = "".join(random.Random(1).choices("abcdefghij ", k=60_000))
    assert refusal(odt(f"{TEXT}<text:p>{words}</text:p>")) == TOO_MUCH
    assert reading.read(odt(f"{TEXT}<text:p>{words[:40_000]}</text:p>"))


def test_sizes_that_the_archive_states_are_not_believed() -> None:
    data = bytearray(odt(f"<text:p>{' ' * (reading_archives.SMALL + 1)}</text:p>"))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        stated = made.getinfo("content.xml").file_size
    small = bytes(data).replace(struct.pack("<L", stated), struct.pack("<L", 100))
    assert small != data
    # Less is unpacked than there is, and its checksum is wrong.
    assert refusal(small) == DAMAGED


def test_pictures_are_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_archives, "LARGEST_TEXT", 100_000)
    parts = odt_parts(TEXT) | {"Pictures/huge.png": bytes(10_000_000)}
    assert reading.read(packed(parts)).minutes.attendance


def test_oversized_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_archives, "LARGEST_FILE", 9_999_999)
    parts = odt_parts(TEXT) | {"Pictures/huge.png": bytes(10_000_000)}
    assert refusal(packed(parts)) == "holds a picture or file of more than 9 MB: leave it out"


def test_many_parts() -> None:
    parts = odt_parts(TEXT) | {f"Pictures/{one}": b"" for one in range(5_000)}
    assert refusal(packed(parts)) == "holds more than 5000 files: not a document"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name() -> None:
    data = io.BytesIO(odt(TEXT))
    with zipfile.ZipFile(data, "a") as made:
        made.writestr("content.xml", "<other/>")
    assert refusal(data.getvalue()) == DAMAGED


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:1/">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_document_types_and_entities(declaration: str, encoding: str) -> None:
    for parts, name in (
        (odt_parts(TEXT), "content.xml"),
        (odt_parts(TEXT), "styles.xml"),
        (word_parts(HTML), "word/document.xml"),
        (word_parts(HTML), "[Content_Types].xml"),
    ):
        told = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{parts[name]!s}'
        parts[name] = told.encode(encoding)
        assert refusal(packed(parts)) in (
            f"{name} declares a document type, which no word processor writes",
            f"the file is damaged: {name} in it is not XML",
        )


def test_deep_nesting() -> None:
    deep = "<text:section>" * 300 + TEXT + "</text:section>" * 300
    assert refusal(odt(deep)) == "the file is damaged: content.xml in it is not XML"
    lists = "<text:list><text:list-item>" * 100 + TEXT + "</text:list-item></text:list>" * 100
    assert reading.read(odt(TEXT + lists))
    tables = (
        "<table:table><table:table-row><table:table-cell>" * 80
        + TEXT
        + "</table:table-cell></table:table-row></table:table>" * 80
    )
    assert reading.read(odt(TEXT + tables))


def test_more_markup_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_archives, "MOST_TAGS", 1_000)
    assert refusal(odt("<text:p/>" * 1_001)) == "holds more markup than any minutes do"


def test_protected_documents() -> None:
    parts = odt_parts(TEXT)
    parts["META-INF/manifest.xml"] = str(parts["META-INF/manifest.xml"]).replace(
        "/>",
        "><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        "</manifest:manifest>",
    )
    assert refusal(packed(parts)) == PROTECTED
    compound = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    assert refusal(compound) == PROTECTED
    flagged = bytearray(odt(TEXT))
    with zipfile.ZipFile(io.BytesIO(flagged)) as made:
        names = [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)]
        assert made.namelist()
    for sign, offset in names:
        at = -1
        while (at := flagged.find(sign, at + 1)) >= 0:
            flagged[at + offset] |= 1
    assert refusal(bytes(flagged)) == PROTECTED


def test_broken_archives() -> None:
    data = docx(HTML)
    assert refusal(data[:200]) == DAMAGED
    assert refusal(b"PK\x03\x04") == DAMAGED
    at = data.index(b"word/document.xml") + 40
    assert refusal(data[:at] + bytes(20) + data[at + 20 :]) == DAMAGED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_no_word_processor_uses(method: int) -> None:
    assert refusal(packed(odt_parts(TEXT), method)) == DAMAGED


def test_missing_parts() -> None:
    parts = odt_parts(TEXT)
    del parts["content.xml"]
    assert refusal(packed(parts)) == "the file is damaged: content.xml is missing in it"
    parts = word_parts(HTML)
    del parts["word/document.xml"]
    assert refusal(packed(parts)) == "the file is damaged: word/document.xml is missing in it"
    parts = word_parts(HTML) | {"word/document.xml": "<a/>"}
    assert refusal(packed(parts)) == DAMAGED
    parts = odt_parts(TEXT) | {"content.xml": "<a/>"}
    assert refusal(packed(parts)) == f"no OpenDocument text: {SAVE_AS}"


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"mimetype": f"{ODT[:-4]}spreadsheet"}, "a spreadsheet"),
        ({"mimetype": f"{ODT[:-4]}presentation"}, "a presentation"),
        ({"mimetype": f"{ODT[:-4]}graphics"}, "a drawing"),
        ({"mimetype": "application/epub+zip"}, "an electronic book"),
        ({"readme.txt": "x"}, "an archive"),
        ({}, "an archive"),
        (word_parts(HTML, content_type="application/vnd.ms-excel.x"), "a spreadsheet"),
        (word_parts(HTML, content_type="x.spreadsheetml.sheet.main+xml"), "a spreadsheet"),
        (word_parts(HTML, content_type="x.presentationml.x"), "a presentation"),
        (word_parts(HTML, content_type="text/plain"), "an archive"),
    ],
)
def test_archives_of_other_kinds(parts: dict[str, str | bytes], what: str) -> None:
    assert refusal(packed(parts)) == f"{what}: {SAVE_AS}"


def test_damage_anywhere_is_read_or_refused() -> None:
    """Every tenth byte changed in turn: the reader reads on or says why not."""
    for data in (docx(HTML), odt(TEXT)):
        for at in range(0, len(data), 10):
            for byte in (0, 0xFF, data[at] ^ 1):
                damaged = data[:at] + bytes([byte]) + data[at + 1 :]
                try:
                    reading.read(damaged)
                except MinutesError as error:
                    assert "\n" not in str(error)


def test_part_is_unpacked_once_for_each_time_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading_archives, "LARGEST_TEXT", 250)
    opened = Archive(packed({"a": b"x" * 100}))
    assert opened.bytes("a") == opened.bytes("a")
    with pytest.raises(MinutesError, match=TOO_MUCH):
        opened.bytes("a")
