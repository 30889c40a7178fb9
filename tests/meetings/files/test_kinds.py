"""What kind of file some bytes are, and what it is then called."""

import pytest

from meetings.files import kinds
from meetings.files.kinds import DOCX, ODT, PDF, TEXT, UnfitError, kind_of, named, text_of

from .made import ONE_OF_EACH, archive, jpeg, office, open_document, pdf, png


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_kind_is_told_by_what_stands_in_the_file(name):
    kind = kind_of(ONE_OF_EACH[name], name)
    assert name.endswith(kind.endings)
    assert named(name, kind) == name


@pytest.mark.parametrize(
    ("name", "kind", "called"),
    [
        ("report.pdf", DOCX, "report.docx"),
        ("REPORT.PDF", PDF, "REPORT.PDF"),
        ("C:\\papers\\a report", PDF, "a report.pdf"),
        ("../../etc/report.docx", ODT, "report.odt"),
        ("page.html", TEXT, "page.html.txt"),
        ("photo.jpeg", kinds.JPEG, "photo.jpeg"),
        ("levels v1.2", PDF, "levels v1.2.pdf"),
        ("a\r\nb\u202e.pdf", PDF, "ab.pdf"),
        ("", PDF, "paper.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("ä" * 300 + ".pdf", PDF, "ä" * 251 + ".pdf"),
    ],
)
def test_name_ends_in_what_the_file_is(name, kind, called):
    assert named(name, kind) == called


def macros() -> bytes:
    types = (
        '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    )
    return office(DOCX, {"[Content_Types].xml": types})


BOMB = b"\x00" * 50_000_000


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.4\n" + bytes(30_000_000), "The file is larger than 30 MB."),
        (pdf()[:-20], kinds.CUT_SHORT),
        (png()[:-20], kinds.CUT_SHORT),
        (jpeg()[:-2], kinds.CUT_SHORT),
        (office(DOCX)[:-40], "The file cannot be kept: the file is damaged"),
        (pdf().replace(b"/Root", b"/Encrypt 9 0 R /Root"), "The PDF is protected by a password"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "The file is in an older form of Office",
        ),
        (archive({"a.txt": "a"}), kinds.FITTING),
        (macros(), kinds.FITTING),
        (
            open_document(ODT, {"mimetype": "application/vnd.oasis.opendocument.graphics"}),
            "A paper",
        ),
        (office(DOCX, {"[Content_Types].xml": BOMB}), "The file cannot be kept: unpacks to more"),
        (
            office(DOCX, {"_rels/.rels": '<!DOCTYPE a SYSTEM "http://x/">'}),
            "The file cannot be kept",
        ),
        (open_document(ODT, {"content.xml": "<a"}), "The file cannot be kept: the file is damaged"),
        (b"GIF89a" + bytes(20), kinds.FITTING),
        (b"MZ\x90\x00" + bytes(20), kinds.FITTING),
        (b"\xff\xfe\x00", kinds.FITTING),
    ],
)
def test_what_is_no_paper_is_refused_in_one_line(data, says):
    with pytest.raises(UnfitError) as refused:
        kind_of(data, "paper.pdf")
    assert str(refused.value).startswith(says)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        "Éire".encode(),
        "Éire".encode("utf-8-sig"),
        "Éire".encode("utf-16"),
        "Éire".encode("cp1252"),
    ],
)
def test_text_is_known_in_each_coding(data):
    assert kind_of(data) is TEXT
    assert text_of(data) == "Éire"
