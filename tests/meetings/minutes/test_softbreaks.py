"""Where a line of Markdown ends, and where it was only wrapped at the margin."""

import re

import pytest

from meetings.minutes import reading, writing
from meetings.minutes.document import Action, Minutes, Presence
from meetings.minutes.reading.blocks import blocks_of
from meetings.minutes.reading.markdown import html_of_markdown

PROSE = (
    "The panel noted that the locks of the upper river had been counted and that\n"
    "Kim Long would write to the Port Trust. The Port Trust had asked for a list\n"
    "of all weirs, which the Reef Co keeps.\n"
)


def read(top: str, items: str = f"## 1. Rope\n\n{PROSE}") -> Minutes:
    return reading.read(f"# Tide Panel\n\n4 May 2021\n\n{top}\n\n{items}".encode()).minutes


def told(top: str) -> list[str]:
    return [
        "|".join(filter(None, (one.name, one.organisation, one.description, one.note)))
        for one in read(top).attendance
    ]


@pytest.mark.parametrize(
    "top",
    [
        "Present:\n{}",
        "**Present**\n{}",
        "# Attendees\n{}",
        "Attendees:\n\n{}",
        "Present:\n\n- Bo Lund\n\nAlso present:\n{}",
    ],
)
def test_people_on_lines_of_a_paragraph_are_one_each(top: str) -> None:
    lines = "Kim Long, Port Trust\nZed Last, Reef Co (items 1-3)\nAnn Bell"
    people = ["Kim Long|Port Trust", "Zed Last|Reef Co|items 1-3", "Ann Bell"]
    assert told(top.format(lines)) == ["Bo Lund"] * ("Bo Lund" in top) + people


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (
            "Kim Long, Director of Coastal and Inland Waters, Department of Sea\n"
            "Affairs and Rivers\nZed Last, Reef Co",
            [
                "Kim Long|Department of Sea Affairs and Rivers"
                "|Director of Coastal and Inland Waters",
                "Zed Last|Reef Co",
            ],
        ),
        (
            "Kim Long, Director of Coastal Waters at the Department of Sea Affairs\n"
            "Zed Last, Reef Co",
            [
                "Kim Long|Director of Coastal Waters at the Department of Sea Affairs",
                "Zed Last|Reef Co",
            ],
        ),
        (
            "Kim Long, Director of Coastal Waters at the Department of Sea Affairs\n"
            "Zed Last\nAnn Bell",
            [
                "Kim Long|Director of Coastal Waters at the Department of Sea Affairs",
                *("Zed Last", "Ann Bell"),
            ],
        ),
        ("Kim Long,\nZed Last,\nAnn Bell", ["Kim Long", "Zed Last", "Ann Bell"]),
        ("Kim Long; Port Trust\nZed Last", ["Kim Long|Port Trust", "Zed Last"]),
        ("Kim Long, Port Trust;\nZed Last", ["Kim Long|Port Trust", "Zed Last"]),
        ("Kim Long,\nPort Trust\n\nZed Last", ["Kim Long|Port Trust", "Zed Last"]),
        (
            "Kim Long, Port Trust (for\nItem 2)\nZed Last",
            ["Kim Long|Port Trust|for Item 2", "Zed Last"],
        ),
    ],
)
def test_a_line_of_a_person_may_be_wrapped(lines: str, people: list[str]) -> None:
    assert told(f"Present:\n{lines}") == people


def test_a_line_of_nobody_among_people_is_nobodys() -> None:
    lines = "Kim Long, Port Trust\nfriends of the fen\nZed Last, Reef Co\n(by phone)"
    minutes = read(f"Present:\n{lines}")
    assert [(one.organisation, one.note) for one in minutes.attendance] == [
        *(("Port Trust", ""), ("Reef Co", "by phone")),
    ]
    assert [entry.text for entry in minutes.before] == ["friends of the fen"]


def test_people_run_in_may_be_wrapped() -> None:
    top = (
        "Present: Kim Long (Port Trust), Zed Last (Reef Co), Ann Bell (Sea\n"
        "Trust), Tom Reed (Port Trust) and Ivy Orr (Union of Tide Tables and\n"
        "Charts).\n"
    )
    assert told(top) == [
        *("Kim Long|Port Trust", "Zed Last|Reef Co", "Ann Bell|Sea Trust", "Tom Reed|Port Trust"),
        "Ivy Orr|Union of Tide Tables and Charts",
    ]


def test_labels_and_titles_on_lines_of_a_paragraph() -> None:
    minutes = reading.read(
        b"# Tide Panel\nMinutes of the meeting held on 4 May 2021\nTide House, Fen\n\n"
        b"Chair: Kim Long\nMembers: Zed Last, Ann Bell\nApologies\nTom Reed\n\n"
        b"**1. Rope**\nIt is long.\n\n**2. Sails**\nThey are wide.\n"
    ).minutes
    assert (minutes.panel, minutes.venue) == ("Tide Panel", "Tide House, Fen")
    assert [(one.name, one.presence) for one in minutes.attendance] == [
        *[(name, Presence.PRESENT) for name in ("Kim Long", "Zed Last", "Ann Bell")],
        ("Tom Reed", Presence.APOLOGIES),
    ]
    assert [(item.number, item.title) for item in minutes.items] == [("1", "Rope"), ("2", "Sails")]


def test_lines_of_markdown_may_be_broken_by_a_tag() -> None:
    top = (
        "Present:<br>\nKim Long<br>Zed Last, Reef Co<br />\nAnn Bell\n\n"
        "| Apologies | In attendance |\n|---|---|\n| Tom Reed<br>Ivy Orr | Bo Lund |\n"
    )
    minutes = read(top, "## 1. Rope\n\nIt\nis \\<br> long.")
    assert [(one.name, one.presence) for one in minutes.attendance] == [
        *[(name, Presence.PRESENT) for name in ("Kim Long", "Zed Last", "Ann Bell")],
        *[(name, Presence.APOLOGIES) for name in ("Tom Reed", "Ivy Orr")],
        ("Bo Lund", Presence.PRESENT),
    ]
    assert [entry.text for entry in minutes.items[0].entries] == ["It is \\<br> long."]


def test_tasks_and_numbered_points_on_lines_of_a_paragraph() -> None:
    body = (
        "## 1. Rope\n\n1.1 Rope is long.\n1.2 Sails are wide, and\nmasts high.\n\n"
        "Actions:\nKim Long to count the locks.\nZed Last to write to\nthe Port Trust.\n"
    )
    [item] = read("Present: Kim Long, Zed Last", body).items
    assert [entry.text for entry in item.entries] == [
        *("1.1 Rope is long.", "1.2 Sails are wide, and masts high."),
        *("Kim Long to count the locks.", "Zed Last to write to the Port Trust."),
    ]
    assert [type(entry) is Action for entry in item.entries] == [False, False, True, True]


def test_prose_is_one_point_however_it_is_broken() -> None:
    [item] = read("Present: Kim Long, Zed Last").items
    assert [entry.text for entry in item.entries] == [" ".join(PROSE.split())]
    by_sentence = " ".join(PROSE.split()).replace(". ", ".\n")
    assert read("Present: Kim Long, Zed Last", f"## 1. Rope\n\n{by_sentence}").items == (item,)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_minutes_wrapped_at_any_margin_read_the_same(width: int) -> None:
    top = (
        "## Present\n\n- Kim Long, Director of Coastal and Inland Waters, Department of Sea"
        " Affairs and Rivers (items 1-3 only)\n- Zed Last, Reef Co\n\n## Apologies\n\n- Ann Bell"
    )
    prose = " ".join(PROSE.split())
    items = f"## 1. Rope\n\n{prose}\n\n- {prose}\n- {prose}\n\nAction 1: Kim Long to ask. {prose}"
    text = writing.markdown(read(top, items), references=True)
    assert wrapped(text, width) != text
    assert reading.read(wrapped(text, width).encode()).minutes == read(top, items)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Kim Long\nZed Last</p>", ["Kim Long Zed Last"]),
        (
            "<pre>Present:\n  Kim Long\n\n<b>Zed\nLast</b></pre>",
            ["Present:", "Kim Long", "Zed", "Last"],
        ),
        (
            "<div style='white-space: pre-wrap'><p>Kim Long\nZed Last</div>",
            ["Kim Long", "Zed Last"],
        ),
        ("<pre style='white-space: normal'>Kim Long\nZed Last</pre>", ["Kim Long Zed Last"]),
        (
            html_of_markdown("Present:\n\n    Kim Long\n    Zed Last"),
            ["Present:", "Kim Long", "Zed Last"],
        ),
        (
            html_of_markdown("See `so\nmuch` and\n[this](a\n'b')\nSo"),
            ["See so much and this (b) So"],
        ),
    ],
)
def test_lines_of_html_are_lines_only_where_it_says_so(html: str, lines: list[str]) -> None:
    assert [block.plain for block in blocks_of(html).blocks] == lines


_PREFIX = re.compile(r" *(?:[-*] |\d+\. |> )*")
_BEGINS_BLOCK = re.compile(r"[-+*#>=|~]|\d+[.)]$")


def wrapped(text: str, width: int) -> str:
    """Markdown with its paragraphs and list items wrapped at a margin."""
    return "\n".join(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    match = _PREFIX.match(line)
    assert match
    prefix, body = match.group(), line[match.end() :]
    if body.startswith(("#", "|")):
        return line
    indent = prefix if ">" in prefix else " " * len(prefix)
    first, *words = body.split(" ")
    lines = [prefix + first]
    for word in words:
        if len(lines[-1]) + 1 + len(word) <= width or _BEGINS_BLOCK.match(word):
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return "\n".join(lines)
