"""The Word document that minutes are written as: what stands in it, and how."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from meetings.minutes import reading, writing
from meetings.minutes.document import Attendee, Item, Kind, Minutes, Point
from meetings.minutes.reading.blocks import blocks_of
from meetings.minutes.reading.files import opened
from meetings.minutes.reading.masthead import EDITED

from .test_writing import MINUTES


def lines(minutes: Minutes, *, references: bool = False) -> list[tuple[str, str]]:
    """The style and the text of each paragraph."""
    written = Document(io.BytesIO(writing.docx(minutes, references=references)))
    return [(line.style.name or "", line.text) for line in written.paragraphs if line.style]


def test_paragraphs_and_their_styles() -> None:
    assert lines(MINUTES, references=True) == [
        ("Title", "Some Panel - 3 May 2012"),
        ("Normal", "Venue: Some House"),
        ("Heading 1", "Present"),
        ("List Bullet", "Dr Ann Lee (chair)"),
        ("Heading 1", "Officials"),
        ("List Bullet", "Cy Hall, DFX"),
        ("Heading 1", "Apologies"),
        ("List Bullet", "[withheld: on request] Jo Day"),
        ("Heading 1", "1. Actions"),
        ("Normal", "Action 1 (AB-1): Ann Lee to write."),
        ("List Bullet", "Complete. Sent."),
        ("Normal", "For a later meeting: Action: is what we need"),
        ("Normal", "Action 2 (AB-2): Cy Hall to ask [DFX, Cy Hall]"),
        ("Normal", "Due: June"),
        ("List Bullet", "Action: Ann Lee to think [Ann Lee;]"),
        ("List Continue", "Due: not stated"),
        ("Normal", "Due: process"),
        ("Heading 1", "2. [withheld: section 40] Reserved"),
        ("Normal", "Secret."),
        ("Horizontal Line", ""),
        ("Normal", "The next meeting is in June."),
    ]


def test_what_the_public_reads_says_that_something_is_withheld() -> None:
    shown = lines(MINUTES.redacted())
    assert shown[1] == ("Normal", EDITED)
    assert ("Heading 1", "2. [withheld: section 40]") in shown
    assert "Secret" not in str(shown) and "Jo Day" not in str(shown) and "AB-1" not in str(shown)
    assert EDITED not in str(lines(replace(MINUTES, items=(), attendance=())))


POINTS = (
    Point("One"),
    Point("Bullet", Kind.BULLET),
    Point("within **it**", depth=1),
    Point("Deeper", Kind.BULLET, 1),
    Point("Quoted", Kind.QUOTATION, 2),
    Point("A *sub*-heading", Kind.HEADING),
    Point("Quoted [there](https://x.example/?a&b)", Kind.QUOTATION),
)


def test_depths_and_kinds_have_styles_of_their_own() -> None:
    minutes = replace(MINUTES, attendance=(), items=(Item("Tea", entries=POINTS),), after=())
    assert lines(minutes)[4:] == [
        ("Heading 1", "Tea"),
        ("Normal", "One"),
        ("List Bullet", "Bullet"),
        ("List Continue", "within it"),
        ("List Bullet 2", "Deeper"),
        ("Quote 3", "Quoted"),
        ("Heading 2", "A sub-heading"),
        ("Quote", "Quoted there"),
    ]
    assert reading.read(writing.docx(minutes)).minutes == minutes


def test_lists_of_any_depth() -> None:
    deep = tuple(Point(f"level {depth}", Kind.BULLET, depth) for depth in range(15))
    minutes = replace(MINUTES, items=(Item("Tea", "1", entries=deep),))
    assert ("List Bullet 15", "level 14") in lines(minutes)
    assert (
        reading.read(writing.docx(minutes)).minutes
        == reading.read(writing.markdown(minutes).encode()).minutes
    )


def test_links_lead_where_they_did() -> None:
    link = Point(
        "See [a](https://x.example/a%20b?c&d=\\(e\\)) and [a](https://x.example/2) *[b](/c)*"
    )
    written = writing.docx(replace(MINUTES, before=(link, link)))
    part = Document(io.BytesIO(written)).part
    assert sorted(
        one.target_ref for one in part.rels.values() if one.reltype == RELATIONSHIP_TYPE.HYPERLINK
    ) == ["/c", "https://x.example/2", "https://x.example/a%20b?c&d=(e)"]
    assert reading.read(written).minutes.before == (link, link)


def test_document_names_its_language_and_title_and_nobody() -> None:
    written = Document(io.BytesIO(writing.docx(MINUTES)))
    about = written.core_properties
    assert (about.title, about.language, about.author, about.last_modified_by, about.comments) == (
        *(MINUTES.title, "en-GB"),
        *("", "", ""),
    )
    assert (about.created, about.modified) == (None, None)
    assert 'w:lang w:val="en-GB"' in written.styles.element.xml
    assert "en-US" not in written.styles.element.xml.split("w:eastAsia=")[0]


def test_same_minutes_are_the_same_bytes() -> None:
    written = writing.docx(MINUTES)
    assert writing.docx(replace(MINUTES)) == written
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(written)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


@pytest.mark.parametrize("unseen", ["\x07", "\x0b", "\x1f", "\x85", "\ufffe", "\uffff", "\u200b"])
def test_characters_that_xml_does_not_allow_are_left_out_as_everywhere(unseen: str) -> None:
    minutes = replace(MINUTES, before=(Point(f"a{unseen}b"),))
    markdown = reading.read(writing.markdown(minutes).encode()).minutes
    assert reading.read(writing.docx(minutes)).minutes == markdown


def test_a_document_without_a_title_has_an_empty_one_before_a_heading() -> None:
    untitled = Minutes(held_on=None, attendance=(Attendee("Ann Lee"),), items=(Item("Tea", "1"),))
    written = writing.docx(untitled)
    assert blocks_of(opened(written).body).blocks == blocks_of(writing.html(untitled)).blocks


def test_very_long_minutes_read_back() -> None:
    points = tuple(Point(f"The panel noted report {number}.") for number in range(2_000))
    minutes = replace(MINUTES, items=(Item("Reports", "1", entries=points),))
    assert reading.read(writing.docx(minutes)).minutes == minutes
