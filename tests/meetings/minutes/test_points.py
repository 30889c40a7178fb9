"""How a page's points are read: kinds, depths, links and marks."""

import pytest

from meetings.minutes.document import Kind, Point
from meetings.minutes.reading import pages

from .pages_read import TOP, entries


def test_points_keep_kind_depth_links_and_emphasis() -> None:
    body = (
        "<p>So <em>it</em> is, see <a href='/x'>this</a>.</p><ul><li>One<ul><li>Two</li></ul>"
        "<p>More</p></li></ul><blockquote><p>Said</p></blockquote><h4>Part</h4><p>- typed</p>"
        "<script>no</script><p><a href='javascript:x'>text</a></p>"
    )
    assert entries(body) == (
        Point("So *it* is, see [this](/x)."),
        Point("One", Kind.BULLET),
        Point("Two", Kind.BULLET, 1),
        Point("More", Kind.PARAGRAPH, 1),
        Point("Said", Kind.QUOTATION),
        Point("Part", Kind.HEADING),
        Point("typed", Kind.BULLET),
        Point("text"),
    )


def test_refused_address_is_left_unread() -> None:
    assert pages.read_page(f"{TOP}<p><a href='javascript:x'>text</a></p>").unread == (
        "javascript:x",
    )


def test_depth_never_jumps() -> None:
    assert entries("<ol><li><ul><li>Deep</li><li>Beside</li></ul></li></ol>") == (
        Point("Deep", Kind.BULLET, 0),
        Point("Beside", Kind.BULLET, 0),
    )


def test_marked_points() -> None:
    body = (
        "<p>Panel’s advice: do so</p><p>For a later meeting: why</p><p>Point: Action: no</p>"
        "<p>[withheld: law]</p>"
    )
    assert entries(body) == (
        Point("do so", is_advice=True),
        Point("why", is_for_later=True),
        Point("Action: no"),
        Point("", withheld="law"),
    )


@pytest.mark.parametrize(
    ("picture", "text", "unread"),
    [
        ('<img src="/a" alt="some plan">', "[some plan](/a)", ()),
        ('<img src="/a">', "[/a](/a)", ()),
        ('<img alt="some plan">', "some plan", ()),
        ('<img src="javascript:so" alt="some plan">', "some plan", ()),
        ('<a href="/b"><img src="/a" alt="some plan"></a>', "[some plan](/b)", ("/a",)),
    ],
)
def test_picture_is_what_it_says(picture: str, text: str, unread: tuple[str, ...]) -> None:
    found = pages.read_page(f"<h1>Some Panel</h1><h2>1. Roads</h2><p>{picture}</p>")
    assert [one.text for one in found.minutes.items[0].entries] == [text]
    assert found.unread == unread
