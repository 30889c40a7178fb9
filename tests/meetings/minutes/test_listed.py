"""Headings of items that stand in lists, as editors leave what a word processor numbered."""

import pytest

from meetings.minutes.document import Action, Doubt, Item, Kind, Point
from meetings.minutes.reading import pages

from .pages_read import TOP, entries, read

COUNTED = "heads items in lists that each begin at 1: their numbers are counted"
IN_LIST = "heads a text as an entry of a list, as others do: read as an item"


@pytest.mark.parametrize(
    "body",
    [
        "<ol><li><b>Roads</b></li></ol><p>Wet.</p><ul><li>Very.</li></ul>"
        "<ol start='2'><li><b>Mills</b></li></ol><p>Dry.</p>",
        "<ol><li><b>Roads</b><p>Wet.</p><ul><li>Very.</li></ul></li><li><b>Mills</b><p>Dry.</p></li></ol>",
    ],
)
def test_headings_in_a_numbered_list(body: str) -> None:
    assert read(body).items == (
        Item("Roads", "1", entries=(Point("Wet."), Point("Very.", Kind.BULLET))),
        Item("Mills", "2", entries=(Point("Dry."),)),
    )


def test_bold_actions_in_a_numbered_list_are_no_headings() -> None:
    assert entries(
        "<p>Actions:</p><ol><li><b>DFX to go.</b></li><li><b>DFX to come.</b></li></ol>"
    ) == (
        Action("DFX to go.", "1", ("DFX",)),
        Action("DFX to come.", "2", ("DFX",)),
    )


def numbered(body: str) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in read(body).items]


def doubts(body: str) -> tuple[Doubt, ...]:
    return pages.read_page(TOP + body).doubts


def one(title: str, text: str = "<p>It was wet.</p>", tag: str = "ol") -> str:
    """A list of one entry, and a text after it."""
    return f"<{tag}><li>{title}</li></{tag}>{text}"


TITLES = [("1", "Roads"), ("2", "Mills"), ("3", "Locks")]
BARE = [("", title) for _, title in TITLES]


@pytest.mark.parametrize(
    "form",
    [
        "<ol><li><b>{}</b></li></ol><p>It was wet.</p>",
        "<ol><li><u>{}</u></li></ol><p>It was wet.</p>",
        "<ol><li><h3>{}</h3></li></ol><p>It was wet.</p>",
        "<ol><li><b>{}</b><p>It was wet.</p></li></ol>",
        "<ol><li><b>{}</b><br/>It was wet.</li></ol>",
    ],
)
def test_headings_that_are_each_a_numbered_list_are_counted(form: str) -> None:
    body = "".join(form.format(title) for _, title in TITLES)
    assert numbered(body) == TITLES
    assert {item.entries for item in read(body).items} == {(Point("It was wet."),)}
    assert doubts(body) == (Doubt("Roads", COUNTED),)


def test_titles_that_open_entries_of_numbered_lists() -> None:
    body = "".join(f"<ol><li><b>{title}.</b> It was wet.</li></ol>" for _, title in TITLES)
    assert numbered(body) == TITLES
    assert {item.entries for item in read(body).items} == {(Point("It was wet."),)}
    assert [doubt.passage for doubt in doubts(body)] == ["Roads", "Roads"]


def test_headings_that_are_each_a_list_of_bullets_have_no_numbers() -> None:
    body = "".join(one(f"<b>{title}</b>", tag="ul") for _, title in TITLES)
    assert numbered(body) == BARE
    assert doubts(body) == ()


@pytest.mark.parametrize(("tag", "items"), [("ol", TITLES), ("ul", BARE)])
def test_plain_entries_over_texts_head_items_where_one_opens_the_minutes(
    tag: str, items: list[tuple[str, str]]
) -> None:
    body = "".join(one(title, tag=tag) for _, title in TITLES)
    assert numbered(body) == items
    assert doubts(body)[:1] == (Doubt("Roads", IN_LIST),)
    assert numbered(f"<p>Tea was had.</p>{body}") == []
    assert numbered("".join(one(title) for _, title in TITLES[:2])) == []


def test_one_plain_list_holds_the_minutes() -> None:
    body = "".join(f"<li>{title}<p>It was wet.</p></li>" for _, title in TITLES)
    assert numbered(f"<ol>{body}</ol>") == TITLES
    assert doubts(f"<ol>{body}</ol>") == (Doubt("Roads", IN_LIST),)


def test_lists_of_what_was_agreed_head_nothing() -> None:
    body = one("roads are wet;") + one("mills are dry.") + one("Ann Lee to ask why")
    assert numbered(body) == []


def test_parts_of_an_item_are_not_counted() -> None:
    parts = "<p><u>Wet ones</u></p><p>x.</p><p><u>Dry ones</u></p><p>x.</p>"
    body = one("<b>Roads</b>", parts) + one("<b>Mills</b>") + one("<b>Locks</b>")
    assert numbered(body) == TITLES


def test_any_other_business_may_stand_in_no_list() -> None:
    body = "".join(one(f"<b>{title}</b>") for _, title in TITLES) + "<p><b>AOB</b></p><p>None.</p>"
    assert numbered(body) == [*TITLES, ("", "AOB")]


def test_numbers_are_not_counted_past_a_heading_that_lost_its_list() -> None:
    body = one("<b>Roads</b>") + "<p><b>Mills</b></p><p>x.</p>" + one("<b>Locks</b>")
    assert numbered(body) == BARE
    why = "stands in no list, as other headings of items do: none of them has a number"
    assert doubts(body) == (Doubt("Mills", why),)


@pytest.mark.parametrize(("first", "last"), [("Roads", "Mills"), ("1. Roads", "2. Mills")])
def test_lists_under_bold_lines_are_parts_of_items(first: str, last: str) -> None:
    parts = one("<b>Wet ones</b>") + one("<b>Dry ones</b>")
    body = f"<p><b>{first}</b></p><p>x.</p>{parts}<p><b>{last}</b></p><p>x.</p>"
    assert [title for _, title in numbered(body)] == ["Roads", "Mills"]
