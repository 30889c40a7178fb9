"""Which lines of a page head an item, one convention at a time."""

import pytest

from meetings.minutes.document import Action, Item, Kind, Point

from .pages_read import entries, read


@pytest.mark.parametrize(
    ("body", "items"),
    [
        (
            "<p><b>1. Welcome</b></p><p><b>Roads</b></p><p><b>3. AOB</b></p>",
            [("1", "Welcome"), ("3", "AOB")],
        ),
        (
            "<p><b>Item 7i: Roads</b></p><p><b>Item 8 Rivers</b></p>",
            [("7i", "Roads"), ("8", "Rivers")],
        ),
        ("<h3>Roads</h3><h4>Detail</h4><h3>Rivers</h3>", [("", "Roads"), ("", "Rivers")]),
        (
            "<p><b><u>Roads</u></b></p><p><u>Detail</u></p><p><b><u>Rivers</u></b></p>",
            [("", "Roads"), ("", "Rivers")],
        ),
        (
            "<p><b>Item One: Roads</b></p><p>x.</p><p><b>Item Two: Mills</b></p>",
            [("One", "Roads"), ("Two", "Mills")],
        ),
        # The numbers that word processors print before headings.
        (
            '<h2 data-number="1">Roads</h2><h3 data-number="1.1">Wet</h3>'
            '<h2 data-number="2"><span>2</span> Mills</h2>',
            [("1", "Roads"), ("", "2 Mills")],
        ),
        ("<h2>Item: 4. Roads</h2>", [("", "4. Roads")]),
        (
            "<p><b>(1) Roads</b></p><p>x.</p><p><b>Agenda item 2 – Mills</b></p>",
            [("1", "Roads"), ("2", "Mills")],
        ),
        ("<p><b>1 Roads</b></p><p>x.</p><p><b>2 Mills</b></p>", [("1", "Roads"), ("2", "Mills")]),
        ("<h3>I. Roads</h3><h3>II. Mills</h3>", [("I", "Roads"), ("II", "Mills")]),
        ("<h3>A. Roads</h3><h3>B. Mills</h3>", [("A", "Roads"), ("B", "Mills")]),
        ("<h3>5 Star mills</h3><h3>Roads</h3>", [("", "5 Star mills"), ("", "Roads")]),
        ("<h3>1.5 million mills</h3>", [("", "1.5 million mills")]),
        (
            "<p>1. Roads</p><p>They are wet.</p><p>2) Mills</p><p>1) so it is;</p><p>2) as is.</p>",
            [("1", "Roads"), ("2", "Mills")],
        ),
        (
            "<p><b>Matters Arising</b></p><p>x.</p><p><b>Mills</b></p>",
            [("", "Matters Arising"), ("", "Mills")],
        ),
        ("<p><b>Roads</b></p><p>x.</p><p><b>Date of next meeting</b></p>", [("", "Roads")]),
        (
            "<p><b>Item 7i): Roads</b></p><p><b>7ii): Rivers</b></p><p><b>7iii: Locks</b></p>",
            [("7i", "Roads"), ("7ii", "Rivers"), ("7iii", "Locks")],
        ),
        (
            "<p><b>1. Roads</b></p><p><b>1. Roads</b></p><p>x.</p><p><b>2. Mills</b></p>",
            [("1", "Roads"), ("1", "Roads"), ("2", "Mills")],
        ),
        # What stands over a part of several items is no item.
        (
            "<p><b>Roads</b></p><p>x.</p><p><b>Comments</b></p><p>y.</p><p><b>Views</b></p><p>y.</p>"
            "<p><b>Rivers</b></p><p>x.</p><p><b>Views</b></p><p>y.</p>",
            [("", "Roads"), ("", "Rivers")],
        ),
        (
            "<p><b>Discussion</b></p><p>x.</p><p><b>Roads</b></p>",
            [("", "Discussion"), ("", "Roads")],
        ),
    ],
)
def test_items(body: str, items: list[tuple[str, str]]) -> None:
    assert [(item.number, item.title) for item in read(body).items] == items


def test_item_with_presenters_and_withheld() -> None:
    (item,) = read("<h2>3. [withheld: in confidence] Roads</h2><p>Presenters: Ann Lee</p>").items
    assert item == Item("Roads", "3", "Ann Lee", withheld="in confidence")


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
        Action("DFX to go.", owners=("DFX",)),
        Action("DFX to come.", owners=("DFX",)),
    )


def test_headings_glued_to_a_text() -> None:
    minutes = read(
        "<p><b>1. Welcome</b> Tea was had.</p><p>It was hot. <b>2. Roads</b></p><p><b>3.</b> no</p>"
    )
    assert [(item.title, item.entries) for item in minutes.items] == [
        ("Welcome", (Point("Tea was had."), Point("It was hot."))),
        ("Roads", (Point("**3.** no"),)),
    ]


def test_rule_after_the_items_parts_what_follows() -> None:
    minutes = read("<h2>1. Welcome</h2><p>One.</p><hr><p>Two.</p>")
    assert minutes.items[0].entries == (Point("One."),)
    assert minutes.after == (Point("Two."),)
