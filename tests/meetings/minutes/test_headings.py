"""Which lines of a page head an item, one convention at a time."""

import pytest

from meetings.minutes.document import Doubt, Item, Point
from meetings.minutes.reading import pages

from .pages_read import TOP, read


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
        ("<h3>Item II: Roads</h3><h3>Item iv: Mills</h3>", [("II", "Roads"), ("iv", "Mills")]),
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
        ("<h3>Roads</h3><p>x.</p><h3>Date of next meeting</h3><p>3 May</p>", [("", "Roads")]),
        (
            "<h2>Date of next meeting</h2><h3>Roads</h3><h3>Mills</h3>",
            [("", "Roads"), ("", "Mills")],
        ),
        ("<h3>Roads</h3><p>x.</p><h3>6. Next meeting</h3>", [("", "Roads"), ("6", "Next meeting")]),
        ("<p><b>Roads</b></p><p>x.</p><p><b>Next meeting: 3 May</b></p>", [("", "Roads")]),
        ("<p><b>Roads</b></p><p>x.</p><p><b>Future meetings</b></p><p>May.</p>", [("", "Roads")]),
        (
            "<p><b>Roads</b></p><p>x.</p><p><b>Date and time of next meeting</b></p><p>May.</p>",
            [("", "Roads")],
        ),
        (
            "<p><b>Roads</b></p><p>x.</p><p><b>Next meeting of the mills</b></p><p>May.</p>",
            [("", "Roads"), ("", "Next meeting of the mills")],
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
        # Numbers in letters, and minutes that are counted through a year.
        (
            "<p><b>i) Roads</b></p><p>x.</p><p><b>ii) Mills</b></p><p>x.</p><p><b>AOB</b></p>",
            [("i", "Roads"), ("ii", "Mills"), ("", "AOB")],
        ),
        (
            "<p><b>(a) Roads</b></p><p>x.</p><p><b>(b) Mills</b></p>",
            [("a", "Roads"), ("b", "Mills")],
        ),
        ("<p>A. Roads</p><p>Wet.</p><p>B. Mills</p><p>Dry.</p>", [("A", "Roads"), ("B", "Mills")]),
        (
            "".join(f"<h3>{letter}. Roads</h3>" for letter in "ABCDEFGHIJ"),
            [(letter, "Roads") for letter in "ABCDEFGHIJ"],
        ),
        ("<h3>12/07 Roads</h3><h3>12/08 Mills</h3>", [("12/07", "Roads"), ("12/08", "Mills")]),
        ("<h3>7/12 Roads</h3><h3>8/12 Mills</h3>", [("7/12", "Roads"), ("8/12", "Mills")]),
        *(
            (f"<h3>{first} Roads</h3><h3>{second} Mills</h3>", [("1", "Roads"), ("2", "Mills")])
            for first, second in (("No. 1", "No. 2"), ("#1", "#2"), ("[1]", "[2]"), ("1/", "2/"))
        ),
        ("<h3>No. 9 Mill Lane</h3><h3>Roads</h3>", [("", "No. 9 Mill Lane"), ("", "Roads")]),
        ("<p><b>• Roads</b></p><p>x.</p><p><b>• Mills</b></p>", [("", "Roads"), ("", "Mills")]),
        # Low tags, which head parts under other headings.
        (
            "<h4>Roads</h4><p>x.</p><h5>Wet</h5><p>x.</p><h4>Mills</h4>",
            [("", "Roads"), ("", "Mills")],
        ),
        (
            "<p><b>Roads</b></p><p>x.</p><h4>Wet</h4><p>x.</p><p><b>Mills</b></p>",
            [("", "Roads"), ("", "Mills")],
        ),
        # Who presents an item, beside its title.
        (
            "<p><b>1. Roads</b> <i>(Ann Lee)</i></p><p>x.</p><p><b>2. Mills</b> (Cy Hall, DFX)</p>",
            [("1", "Roads (Ann Lee)"), ("2", "Mills (Cy Hall, DFX)")],
        ),
        (
            "<p><b>Roads</b> – <i>a member</i></p><p>x.</p><p><b>Mills</b> – Cy Hall</p><p>x.</p>"
            "<p><b>Locks:</b> <i>Cy Hall</i></p><p>x.</p><p><b>Ann Lee</b> (DFX)</p>",
            [("", "Roads – a member"), ("", "Mills – Cy Hall"), ("", "Locks: Cy Hall")],
        ),
        (
            "<p><b>Roads</b></p><p><b>Ann Lee, Mill Trust</b></p><p>x.</p><p><b>Mills</b></p>",
            [("", "Roads"), ("", "Mills")],
        ),
        # A heading on several lines.
        (
            "<p><b>1. Roads and<br/>rivers</b></p><p>x.</p><p><b>2. Mills</b><br/>Dry.</p>",
            [("1", "Roads and rivers"), ("2", "Mills")],
        ),
        ("<h3>Roads,<br>Rivers</h3><h3>Mills</h3>", [("", "Roads, Rivers"), ("", "Mills")]),
        ("<h3>1. Roads<br>2. Mills</h3>", [("1", "Roads"), ("2", "Mills")]),
        (
            "<p><b>1.</b></p><p><b>Roads</b></p><p>x.</p><p><b>2.</b></p><p><b>Mills</b></p>",
            [("1", "Roads"), ("2", "Mills")],
        ),
        (
            "<h2>Item 1</h2><h2>Roads</h2><p>x.</p><h2>Item 2</h2><h2>Mills</h2>",
            [("1", "Roads"), ("2", "Mills")],
        ),
        # One heading by tag among, above or below bold ones.
        (
            "<h2>Discussion</h2><p><b>1. Roads</b></p><p>x.</p><p><b>2. Mills</b></p>",
            [("1", "Roads"), ("2", "Mills")],
        ),
        (
            "<p><b>1. Roads</b></p><p>x.</p><p><b>2. Mills</b></p><p>x.</p><h3>Actions</h3>",
            [("1", "Roads"), ("2", "Mills")],
        ),
        (
            "<p><b>1. Roads</b></p><p>x.</p><p><b>2. Mills</b></p><p>x.</p><h3>3. Locks</h3>",
            [("1", "Roads"), ("2", "Mills"), ("3", "Locks")],
        ),
        (
            "<p><b>1. Roads</b></p><p>x.</p><h3>2. Mills</h3><p>x.</p><h3>3. Locks</h3>",
            [("1", "Roads"), ("2", "Mills"), ("3", "Locks")],
        ),
        ("<h2>1. Roads</h2><p>x.</p><h3>AOB</h3><p>x.</p>", [("1", "Roads"), ("", "AOB")]),
        # A sentence in bold is what was agreed.
        (
            "<p><b>Roads</b></p><p>x.</p><p><b>The panel agreed that all is well.</b></p>"
            "<p><b>Mills</b></p>",
            [("", "Roads"), ("", "Mills")],
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


def test_rule_after_the_items_parts_what_follows() -> None:
    minutes = read("<h2>1. Welcome</h2><p>One.</p><hr><p>Two.</p>")
    assert minutes.items[0].entries == (Point("One."),)
    assert minutes.after == (Point("Two."),)


def doubted(body: str) -> list[str]:
    return [doubt.passage for doubt in pages.read_page(TOP + body).doubts]


PLAIN = "<p>It was said.</p>"


@pytest.mark.parametrize(
    ("body", "items", "doubts"),
    [
        # Another level: what stands before all headings of the highest is a part of none.
        (
            "<h3>Roads</h3><h4>Wet</h4><h3>Mills</h3><h2>AOB</h2><h4>Ducks</h4>",
            ["Roads", "Mills", "AOB"],
            ["AOB"],
        ),
        ("<h3>Ink</h3><h2>Roads</h2><h3>Wet</h3><h2>Mills</h2>", ["Roads", "Mills"], ["Ink"]),
        (
            "<h2>1. Roads</h2><h3>2. Mills</h3><h2>3. Locks</h2><h3>1. Wet</h3><h3>4. Dry</h3>",
            ["Roads", "Mills", "Locks"],
            ["2. Mills"],
        ),
        (f"<p><b>Roads</b></p>{PLAIN}<h2>Mills</h2><h2>Locks</h2>", ["Mills", "Locks"], ["Roads"]),
        (
            f"<h2>1. Roads</h2>{PLAIN}<p><b>2. Mills</b></p>{PLAIN}<h2>3. Locks</h2>{PLAIN}"
            f"<p><b>AOB</b></p>",
            ["Roads", "Mills", "Locks", "AOB"],
            ["2. Mills"],
        ),
        # Another look: the first one is that of items.
        (
            f"<p><b>Roads</b></p>{PLAIN}<p><u>Wet</u></p>{PLAIN}<p><b>Mills</b></p>{PLAIN}"
            "<p><u>AOB</u></p>",
            ["Roads", "Mills", "AOB"],
            ["Wet"],
        ),
        (
            f"<p><b>BRIDGES</b></p>{PLAIN}<p><b>Wet</b></p>{PLAIN}<p><b>MILLS</b></p>{PLAIN}",
            ["BRIDGES", "MILLS"],
            ["Wet"],
        ),
        (
            f"<p><b>DFX</b></p>{PLAIN}<p><b>Wet</b></p>{PLAIN}<p><b>QRS</b></p>{PLAIN}",
            ["DFX", "Wet", "QRS"],
            [],
        ),
        # A number is missing.
        (
            f"<p><b>1. Roads</b></p>{PLAIN}<p><b>Mills</b></p>{PLAIN}<p><b>3. Locks</b></p>{PLAIN}",
            ["Roads", "Locks"],
            ["Mills"],
        ),
        (
            f"<p><b>1. Roads</b></p>{PLAIN}<p><b>Mills</b></p>{PLAIN}<p><b>2. Locks</b></p>{PLAIN}",
            ["Roads", "Locks"],
            [],
        ),
    ],
)
def test_headings_that_may_be_meant_otherwise_are_doubted(
    body: str, items: list[str], doubts: list[str]
) -> None:
    assert [item.title for item in read(body).items] == items
    assert doubted(body) == doubts


def test_people_with_initials_are_no_items_in_letters() -> None:
    minutes = read("<p>A. Fox</p><p>B. Hall</p><p>A. Roads</p><p>It is wet.</p><p>B. Mills</p>")
    assert [one.name for one in minutes.attendance] == ["Ann Lee", "A. Fox", "B. Hall"]
    assert [(item.number, item.title) for item in minutes.items] == [("A", "Roads"), ("B", "Mills")]


def test_headings_before_the_items_stay_there_under_a_rule() -> None:
    minutes = read("<hr><h3>Ink</h3><p>Dry.</p><h3>Ducks</h3><h2>Roads</h2><p>Wet.</p>")
    assert [item.title for item in minutes.items] == ["Roads"]
    assert [entry.text for entry in minutes.before] == ["Ink", "Dry.", "Ducks"]


def test_minutes_without_items_or_people_say_so() -> None:
    nobody = "<h1>Some Panel - 3 May 2012</h1>"
    found = pages.read_page(f"{TOP}<p>Tea was had.</p><p>Action: Cy Hall to go.</p>")
    assert found.doubts == (
        Doubt("Tea was had.", "no line heads an item: all that was said stands under none"),
    )
    found = pages.read_page(f"{nobody}<h2>1. Roads</h2>")
    assert found.doubts == (
        Doubt("Some Panel - 3 May 2012", "nobody is found who was at the meeting"),
    )
    assert pages.read_page(TOP).doubts == ()
    assert pages.read_page(f"{TOP}<h2>1. Roads</h2><p>Wet.</p>").doubts == ()


SET_ABOVE = "set above the headings before it: read as the heading of an item, as they are"


@pytest.mark.parametrize(("lower", "higher"), [("h4", "h3"), ("h4", "h2"), ("h3", "h2")])
def test_numbers_tell_the_level_of_items_from_that_of_comments(lower: str, higher: str) -> None:
    items = "".join(f"<{lower}>{title}</{lower}><p>x.</p>" for title in ("1. Roads", "2. Mills"))
    others = "".join(f"<{higher}>{title}</{higher}><p>y.</p>" for title in ("Comments", "Posts"))
    found = pages.read_page(TOP + items + others)
    told = [(item.number, item.title) for item in found.minutes.items]
    assert told == [("1", "Roads"), ("2", "Mills"), ("", "Comments"), ("", "Posts")]
    assert found.doubts == (Doubt("Comments", SET_ABOVE), Doubt("Posts", SET_ABOVE))


def test_most_headings_tell_the_level_of_items() -> None:
    found = pages.read_page(f"{TOP}<h4>Roads</h4><p>x.</p><h4>Mills</h4><p>x.</p><h3>Posts</h3>")
    assert [item.title for item in found.minutes.items] == ["Roads", "Mills", "Posts"]
    assert found.doubts == (Doubt("Posts", SET_ABOVE),)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_numbered_titles_over_drawn_lines_are_headings(between: str) -> None:
    text = between.join(
        (
            "Some Panel\n==========\n\n3 May 2012\n\nPresent: Ann Lee (Chair), Cy Hall (DFX)\n",
            "1. Roads\n--------\nThey are wet.\n\nActions:\n\n* Ann Lee to write\n* Cy Hall to ask",
            "2. Mills\n--------\nThey are dry.",
            "3. Any other business\n---------------------\nNone.",
        )
    )
    minutes = pages.read_page(pages.html_of_markdown(text)).minutes
    assert [(item.number, item.title) for item in minutes.items] == [
        ("1", "Roads"),
        ("2", "Mills"),
        ("3", "Any other business"),
    ]
    assert [entry.text for entry in minutes.items[0].entries] == [
        "They are wet.",
        "Ann Lee to write",
        "Cy Hall to ask",
    ]


def test_a_rule_below_an_item_of_a_list_makes_it_no_heading() -> None:
    text = "# Some Panel - 3 May 2012\n\n1. The roads are long, wet and slow to mend\n---\n"
    assert "<h" not in pages.html_of_markdown(text).partition("</h1>")[2].replace("<hr", "")


SECTION = "stands over numbered headings that run on: read as a point, not as an item"


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        ("<h2>Minutes</h2><h3>1. Roads</h3><p>x.</p><h3>2. Mills</h3>", ["Minutes"]),
        (
            "<h2>Minutes</h2><h3>1. Roads</h3><h3>2. Mills</h3><h2>Any other business</h2>",
            ["Minutes"],
        ),
        (
            "<h2>Morning</h2><h3>1. Roads</h3><p>x.</p><h2>Afternoon</h2><h3>2. Mills</h3>",
            ["Morning", "Afternoon"],
        ),
    ],
)
def test_sections_over_numbered_items_are_none(body: str, sections: list[str]) -> None:
    found = pages.read_page(TOP + body)
    told = [(item.number, item.title) for item in found.minutes.items][:2]
    assert told == [("1", "Roads"), ("2", "Mills")]
    assert found.doubts == tuple(Doubt(title, SECTION) for title in sections)


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Roads</h2><h3>1. Wet</h3><h3>2. Dry</h3><h2>Mills</h2><p>x.</p>",
        "<h2>Roads</h2><h3>1. Wet</h3><h3>2. Dry</h3><h2>Mills</h2><h3>1. Old</h3><h3>2. New</h3>",
    ],
)
def test_numbered_parts_of_items_are_no_items(body: str) -> None:
    assert [item.title for item in read(body).items] == ["Roads", "Mills"]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        *((number, "Roads") for number in ("1.", "Item 1", "Agenda item 1:")),
        *((number, "<b>Roads</b>") for number in ("1.", "Item 1", "<b>1.</b>")),
    ],
)
def test_a_number_on_a_line_above_the_title(number: str, title: str) -> None:
    second = number.replace("1", "2"), title.replace("Roads", "Mills")
    body = f"<p>{number}</p><p>{title}</p><p>x.</p><p>{second[0]}</p><p>{second[1]}</p><p>y.</p>"
    told = [(item.number, item.title) for item in read(body).items]
    assert told == [("1", "Roads"), ("2", "Mills")]


def test_a_title_that_opens_a_paragraph_among_bold_lines_is_doubted() -> None:
    body = (
        "<p><b>Roads</b></p><p>x.</p><p><b>Mills.</b> They grind.</p><p><b>Locks</b></p><p>y.</p>"
    )
    found = pages.read_page(TOP + body)
    assert [item.title for item in found.minutes.items] == ["Roads", "Locks"]
    assert [doubt.passage for doubt in found.doubts] == ["Mills"]
