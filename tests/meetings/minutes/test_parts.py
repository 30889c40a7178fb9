"""Sub-headings that are set exactly like the headings of items."""

import pytest

from meetings.minutes.document import Doubt, Reading
from meetings.minutes.reading import pages

WHY = "looks like the heading of an item, read as one of a part of the item before it"


def read(body: str) -> Reading:
    return pages.read_page(
        f"<p>Some Panel - 3 May 2012</p><p>Present</p><p>Jo Day (Some Office)</p>{body}"
    )


def lines(*texts: str) -> str:
    return "".join(
        f"<ul><li>{text[2:]}</li></ul>" if text.startswith("- ") else f"<p>{text}</p>"
        for text in texts
    )


def titles(reading: Reading) -> list[str]:
    return [item.title for item in reading.minutes.items]


PLAIN = (
    "Welcome",
    "Everybody was welcomed, and Paper SP(4)1 was noted.",
    "Work programme",
    "Roads",
    "Paper SP(4)2.i was discussed.",
    "Rivers",
    "These were discussed too.",
    "Letter to the minister",
    "It is in Paper SP(4)2.ii, which was noted.",
    "Strategy",
    "It is in Paper SP(4)3, which was agreed.",
    "AOB",
    "There was none of it.",
)


def test_papers_numbered_by_item_tell_plain_headings_of_parts() -> None:
    found = read(lines(*PLAIN))
    assert titles(found) == ["Welcome", "Work programme", "Strategy", "AOB"]
    assert found.doubts == (Doubt("Rivers", WHY), Doubt("Letter to the minister", WHY))


def test_without_papers_only_a_heading_under_another_is_of_a_part() -> None:
    found = read(lines(*(line.replace("SP(4)", "") for line in PLAIN)))
    assert titles(found) == [
        "Welcome", "Work programme", "Rivers", "Letter to the minister", "Strategy", "AOB",
    ]  # fmt: skip
    assert not found.doubts


PRESENTED = (
    "<b>Canals</b>",
    "Ann Lee (Some Office) gave a presentation.",
    "<b>What we hold</b>",
    "- Figures of boats.",
    "<b>What comes next</b>",
    "- Figures of locks.",
    "Action: Some Office to send the figures.",
    "<b>Roads</b>",
    "- They are long.",
    "<b>Close</b>",
    "- All went home.",
)


def test_lines_over_bullets_are_parts_of_what_is_presented() -> None:
    found = read(lines(*PRESENTED))
    assert titles(found) == ["Canals", "Roads", "Close"]
    assert [doubt.passage for doubt in found.doubts] == ["What we hold", "What comes next"]


def test_lines_over_bullets_are_items_where_nothing_is_presented_or_only_one_follows() -> None:
    said = [
        line.replace("gave a", "sent in some paper with figures and pictures but no")
        for line in PRESENTED
    ]
    everything = ["Canals", "What we hold", "What comes next", "Roads", "Close"]
    assert titles(read(lines(*said))) == everything
    assert titles(read(lines(*PRESENTED[:4], *PRESENTED[6:]))) == [
        "Canals", "What we hold", "Roads", "Close",
    ]  # fmt: skip


TOLD = (
    "<b>Tea</b>",
    "Everybody was welcomed.",
    "<b>Canals</b>",
    "{} the Board of the figures.",
    "<b>What we hold</b>",
    "- Figures of boats.",
    "<b>What comes next</b>",
    "- Figures of locks.",
    "They were liked.",
    "Action: Some Office to send the figures.",
    "<b>Roads</b>",
    "- They are long.",
    "<b>Close</b>",
    "- All went home.",
)


def told(by: str) -> list[str]:
    return [line.format(by) for line in TOLD]


@pytest.mark.parametrize(
    "by",
    [
        "Ann Lee told",
        "Lady Lee (Some Office) briefed",
        "Ann Lee, the Some Office, then described to",
        "The Minister of Canals set out for",
        "AL ran quickly through with",
    ],
)
def test_lines_over_bullets_that_end_in_actions_are_parts_of_what_is_told(by: str) -> None:
    found = read(lines(*told(by)))
    assert titles(found) == ["Tea", "Canals", "Roads", "Close"]
    assert found.doubts == (Doubt("What we hold", WHY), Doubt("What comes next", WHY))


@pytest.mark.parametrize(
    "body",
    [
        told("The Chair told"),
        told("It was said to"),
        # No action ends them, an action stands before them, or it is no item that has parts.
        [*told("Ann Lee told")[:9], *TOLD[10:]],
        [*told("Ann Lee told")[:4], "Action: Some Office to ask.", *TOLD[4:]],
        [line.replace("Canals", "Minutes of the last meeting") for line in told("Ann Lee told")],
    ],
)
def test_lines_over_bullets_are_items_where_less_tells_of_parts(body: list[str]) -> None:
    assert titles(read(lines(*body)))[2:] == ["What we hold", "What comes next", "Roads", "Close"]


def numbered(*headings: str) -> Reading:
    return read("".join(f"<p><b>{heading}</b></p><p>It is wet.</p>" for heading in headings))


@pytest.mark.parametrize(
    ("headings", "items", "doubted"),
    [
        (
            ("1. Tea", "2. Roads", "2.1 Wet", "2.2 Dry", "3. Mills"),
            ["Tea", "Roads", "Mills"],
            ["2.1 Wet", "2.2 Dry"],
        ),
        (
            ("1. Tea", "2. Roads", "1. Wet", "2. Dry", "3. Mills"),
            ["Tea", "Roads", "Mills"],
            ["1. Wet", "2. Dry"],
        ),
        (
            ("1. Tea", "2. Roads", "1. Wet", "2. Dry", "3. Old", "3. Mills", "4. Ink"),
            ["Tea", "Roads", "Mills", "Ink"],
            ["1. Wet", "2. Dry", "3. Old"],
        ),
        # Not counted on, counted on from elsewhere, or said to be items.
        (
            ("1. Tea", "2. Roads", "1. Wet", "2. Dry"),
            ["Tea", "Roads", "Wet", "Dry"],
            ["1. Wet"],
        ),
        (("2.1 Tea", "2.2 Roads", "3.1 Wet"), ["Tea", "Roads", "Wet"], []),
        (("1. Tea", "1. Tea", "2. Roads"), ["Tea", "Tea", "Roads"], []),
        (
            ("1. Tea", "Item 1.1: Wet", "Item 1: Tea", "Item 2: Dry", "Item 3: Ink"),
            ["Tea", "Wet", "Tea", "Dry", "Ink"],
            [],
        ),
    ],
)
def test_headings_counted_within_an_item_are_parts_of_it(
    headings: tuple[str, ...], items: list[str], doubted: list[str]
) -> None:
    found = numbered(*headings)
    assert titles(found) == items
    assert [doubt.passage for doubt in found.doubts] == doubted


def test_a_heading_that_stands_under_several_is_of_their_parts() -> None:
    told = ("Roads", "Decision", "Mills", "Decision", "Any other business")
    body = "".join(f"<h2>{title}</h2><p>Said of it.</p>" for title in told)
    found = read(body)
    assert titles(found) == ["Roads", "Mills", "Any other business"]
    assert found.doubts == (Doubt("Decision", WHY), Doubt("Decision", WHY))


@pytest.mark.parametrize(
    "told", [("Roads", "Roads", "Roads"), ("1. Roads", "2. Mills", "3. Mills")]
)
def test_headings_that_repeat_and_are_no_parts(told: tuple[str, ...]) -> None:
    found = read("".join(f"<h2>{title}</h2><p>Said of it.</p>" for title in told))
    assert len(found.minutes.items) == 3
    assert found.doubts == ()
