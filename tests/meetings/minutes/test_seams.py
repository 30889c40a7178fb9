"""Headings that an editor joined with the text beside them."""

import pytest

from meetings.minutes.document import Doubt, Item, Kind, Point
from meetings.minutes.reading import pages

from . import words
from .pages_read import TOP, read

WHY = "opens a paragraph in bold, as others do where no line heads items: read as an item"


def titles(body: str) -> list[str]:
    return [item.title for item in read(body).items]


def test_headings_glued_to_a_text() -> None:
    minutes = read(
        "<p><b>1. Welcome</b> Tea was had.</p><p>It was hot. <b>2. Roads</b></p><p><b>3.</b> no</p>"
    )
    assert [(item.title, item.entries) for item in minutes.items] == [
        ("Welcome", (Point("Tea was had."), Point("It was hot."))),
        ("Roads", (Point("**3.** no"),)),
    ]


@pytest.mark.parametrize("between", [" – ", ": ", ". "])
def test_numbered_headings_glued_by_a_mark(between: str) -> None:
    body = (
        f"<p><b>1. Welcome</b>{between}Tea was had.</p><p><b>2. Roads</b>{between}They are wet.</p>"
    )
    assert read(body).items == (
        Item("Welcome", "1", entries=(Point("Tea was had."),)),
        Item("Roads", "2", entries=(Point("They are wet."),)),
    )


RUN_IN = (
    "<p><b>Roads</b>{0}They are wet.</p><p>Still.</p><p><b>Mills</b>{0}None.</p>"
    "<ul><li>Dry.</li></ul><p><b>Any other points</b>{0}Ducks were seen.</p>"
)


@pytest.mark.parametrize("between", [". ", ": ", " – ", "&nbsp; "])
@pytest.mark.parametrize("tag", ["b", "u"])
def test_titles_that_open_paragraphs_head_items_where_nothing_else_does(
    between: str, tag: str
) -> None:
    body = RUN_IN.format(between).replace("b>", f"{tag}>")
    assert read(body).items == (
        Item("Roads", entries=(Point("They are wet."), Point("Still."))),
        Item("Mills", entries=(Point("None."), Point("Dry.", Kind.BULLET))),
        Item("Any other points", entries=(Point("Ducks were seen."),)),
    )
    found = pages.read_page(TOP + body)
    assert found.doubts == (Doubt("Roads", WHY),)
    assert words.lost(TOP + body, found) == {}


def test_a_mark_within_the_bold_ends_the_title() -> None:
    assert titles(RUN_IN.replace("</b>{0}", ".</b> ")) == ["Roads", "Mills", "Any other points"]


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("<p><b>1. Ink</b></p><p>x.</p><p><b>2. Ducks</b></p>" + RUN_IN, ["Ink", "Ducks"]),
        ("<h3>Ink</h3>" + RUN_IN, ["Ink"]),
        ("<p>1. Ink</p><p>It is dry.</p><p>2. Ducks</p>" + RUN_IN, ["Ink", "Ducks"]),
        (
            "<p><b>Ink</b></p><p>Dry.</p><p><b>Wet</b>. It is.</p><p><b>AOB:</b> No.</p>",
            ["Ink", "AOB"],
        ),
        (RUN_IN + "<p><b>AOB</b></p><p>None.</p>", ["Roads", "Mills", "Any other points", "AOB"]),
    ],
)
def test_other_headings_come_first(body: str, items: list[str]) -> None:
    assert titles(body.format(". ")) == items


@pytest.mark.parametrize(
    "others",
    [
        ("Jo Day", "Di Low"),  # who speaks
        ("Mills", "Mills"),  # a part of several items
        ("Date of next meeting", "Venue"),
        ("Decision", "Note"),
        ("It was agreed", "The panel noted"),
        ("mills", "locks"),
    ],
)
def test_other_words_in_bold_that_open_paragraphs_head_nothing(others: tuple[str, str]) -> None:
    said = ["Roads", "Ducks", *others]
    assert titles("".join(f"<p><b>{one}:</b> They were wet.</p>" for one in said)) == []


def test_people_under_a_label_that_is_not_known_are_no_item() -> None:
    body = "<p><b>On the line:</b> Jo Day (DFX), Cy Hall (QRS)</p>" + RUN_IN.format(". ")
    assert titles(body) == ["Roads", "Mills", "Any other points"]


@pytest.mark.parametrize("mark", [":", "–", "..."])
def test_marks_in_bold_before_a_text_are_no_title(mark: str) -> None:
    assert titles(f"<p><b>{mark}</b> It was late.</p><p><b>Roads.</b> They are long.</p>") == []
