"""Text and pages made to be slow, or to lose words where a parser gives up."""

import pytest

from meetings.minutes import reading
from meetings.minutes.reading.blocks import blocks_of
from meetings.minutes.reading.markdown import html_of_markdown


def plain_of(html: str) -> str:
    return " ".join(block.plain for block in blocks_of(html).blocks)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
def test_markdown_nested_deeper_than_the_library_goes_keeps_its_words(mark: str) -> None:
    assert plain_of(html_of_markdown(f"{mark * 200}deep words")).endswith("deep words")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[some note]: said", "[some note]: said"),
        ("``` Ann Lee\nagreed\n```", "Ann Lee agreed"),
        ("```\nleft open", "``` left open"),
    ],
)
def test_markdown_of_code_and_definitions_keeps_its_words(text: str, plain: str) -> None:
    assert plain_of(html_of_markdown(text)) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('[a](/b "some title") so', "a (some title) so"),
        ('![a](/b "some title")', "a (some title)"),
        ('[i ![a](/b "one") *so*](/c "other")', "i a (one) so (other)"),
    ],
)
def test_markdown_of_titles_of_links_keeps_their_words(text: str, plain: str) -> None:
    assert plain_of(html_of_markdown(text)) == plain


def test_markdown_of_too_many_marks_is_read_as_characters() -> None:
    text = "# Roads\n\n* one **bold** [a](b)\n\n" + "[" * 30_000
    words = ["Roads", "one **bold** [a](b)", "[" * 30_000]
    assert [block.plain for block in blocks_of(html_of_markdown(text)).blocks] == words


@pytest.mark.parametrize("tag", ["div", "b", "ul", "blockquote", "table", "foo"])
def test_page_nested_deeper_than_minutes_keeps_its_words(tag: str) -> None:
    html = f"<{tag}>so " * 5000 + f"</{tag}> it was" * 5000
    assert plain_of(html).split() == ["so"] * 5000 + ["it", "was"] * 5000


def test_page_of_styles_left_open_keeps_its_words() -> None:
    html = "".join(f"<p><font id={index}>so" for index in range(3000))
    assert plain_of(html).split() == ["so"] * 3000


def test_page_of_choices_keeps_its_words() -> None:
    html = "<p>a</p>" * 1000 + "<select>" + "<option>so" * 3000 + "</select>"
    assert plain_of(html).split() == ["a"] * 1000 + ["so"] * 3000


def test_lists_in_lists_deeper_than_minutes_stand_at_one_depth() -> None:
    page = blocks_of("<ul><li>a" * 30)
    assert [block.depth for block in page.blocks] == [*range(20), *[19] * 10]


def test_long_attendance_is_read_without_guessing_columns() -> None:
    names = "".join(f"<p>Ann {chr(65 + index % 26)}ee</p>" for index in range(1000))
    html = f"<h1>Some Panel - 3 May 2012</h1><p>Present:</p><p>Officials:</p>{names}"
    found = reading.read(html.encode())
    assert len(found.minutes.attendance) == 1000
    assert {one.heading for one in found.minutes.attendance} == {"Officials"}


def test_attendance_of_nothing_but_brackets_is_unread() -> None:
    line = "Ann Lee " + "(" * 200_000
    html = f"<h1>Some Panel - 3 May 2012</h1><p>Present:</p><p>Cy Hall</p><p>{line}</p>"
    found = reading.read(html.encode())
    assert [one.name for one in found.minutes.attendance] == ["Cy Hall"]
    assert line in [*found.unread, *(one.text for one in found.minutes.before)]
