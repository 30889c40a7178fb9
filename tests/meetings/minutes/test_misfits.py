"""Lines in a list of people that are no plain line of one person."""

from collections.abc import Callable

import pytest

from meetings.minutes.document import Reading
from meetings.minutes.reading import pages

ONE_NAME = "read as a person of whom only one name is said"
SURNAME_FIRST = "read as a surname and then a first name"
OFFICE = "read as a person who is called by an office only"
NOBODY = "a line among the people of the attendance that is nobody: kept as a point"


def read(top: str) -> Reading:
    return pages.read_page(
        f"<h1>Tide Panel</h1><p>4 May 2021</p>{top}<h2>1. Rope</h2><p>It is long.</p>"
    )


def bullets(*lines: str) -> str:
    return "<p>Present:</p><ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in ("Present:", *lines))


def table(*lines: str) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split(", ", 1)) + "</tr>"
        for line in lines
    )
    return f"<p>Present:</p><table>{rows}</table>"


def told(found: Reading) -> list[str]:
    return [
        "|".join(filter(None, (one.honorific, one.name, one.organisation, one.note)))
        for one in found.minutes.attendance
    ]


@pytest.mark.parametrize(
    ("line", "people", "why"),
    [
        ("Mohammed al-Rashid, Sea Trust", ["Mohammed al-Rashid|Sea Trust"], ""),
        ("van der Berg, Sea Trust", ["van der Berg|Sea Trust"], ""),
        (
            "Anne Marie Louise Flo de la Tour, Sea Trust",
            ["Anne Marie Louise Flo de la Tour|Sea Trust"],
            "",
        ),
        ("Li, Sea Trust", ["Li|Sea Trust"], ONE_NAME),
        ("Lord Fox of Tidewater", ["Lord|Fox of Tidewater"], ""),
        ("The Bishop of Fen", ["The Bishop of Fen"], OFFICE),
        ("Sue Orr*", ["Sue Orr|*"], ""),
        ("Sue Orr, Sea Trust*", ["Sue Orr|Sea Trust|*"], ""),
        ("Sue Orr [items 1-3]", ["Sue Orr|items 1-3"], ""),
        ("Ivy Orr: Sea Trust", ["Ivy Orr|Sea Trust"], ""),
        ("Ann Bell of the Sea Trust", ["Ann Bell|Sea Trust"], ""),
        ("Ann Bell; Sea Trust", ["Ann Bell|Sea Trust"], ""),
        ("Ann Bell / Sea Trust", ["Ann Bell|Sea Trust"], ""),
        ("Jo Day / Cy Hall (Sea Trust)", ["Jo Day|Sea Trust", "Cy Hall|Sea Trust"], ""),
        ("Jo Day and Cy Hall (Sea Trust)", ["Jo Day|Sea Trust", "Cy Hall|Sea Trust"], ""),
        ("Jo Day and two guests", ["Jo Day|and two guests"], "read as one person, with others"),
        ("5 members of the public", [], NOBODY),
        ("Friends of Fen", [], NOBODY),
    ],
)
@pytest.mark.parametrize("listed", [bullets, paragraphs, table])
def test_a_line_among_people_costs_nobody_else(
    listed: Callable[..., str], line: str, people: list[str], why: str
) -> None:
    found = read(listed("Kim Long, Port Trust", line, "Zed Last, Reef Co"))
    assert told(found) == ["Kim Long|Port Trust", *people, "Zed Last|Reef Co"]
    assert [doubt.why[: len(why)] for doubt in found.doubts] == [why] * bool(why)
    assert [entry.text for entry in found.minutes.before] == [line] * (not people)
    assert found.unread == ()


@pytest.mark.parametrize(
    ("line", "person"),
    [("Smith, John", "John Smith"), ("de Souza, Maria (Sea Trust)", "Maria de Souza|Sea Trust")],
)
@pytest.mark.parametrize("listed", [bullets, paragraphs])
def test_a_surname_can_come_first(listed: Callable[..., str], line: str, person: str) -> None:
    found = read(listed("Kim Long, Port Trust", line, "Zed Last, Reef Co"))
    assert told(found) == ["Kim Long|Port Trust", person, "Zed Last|Reef Co"]
    assert [(doubt.passage, doubt.why) for doubt in found.doubts] == [(line, SURNAME_FIRST)]


@pytest.mark.parametrize("listed", [bullets, paragraphs, table])
def test_a_vacant_seat_is_nobody(listed: Callable[..., str]) -> None:
    found = read(listed("Kim Long, Port Trust", "Vacant, Sea Trust", "Zed Last, Reef Co"))
    assert told(found) == ["Kim Long|Port Trust", "Zed Last|Reef Co"]
    assert [entry.text for entry in found.minutes.before] == ["Vacant, Sea Trust"]
    assert [doubt.why for doubt in found.doubts] == [NOBODY]


def test_misfits_begin_and_end_a_list() -> None:
    lines = ("Jo and Cy Hall (Sea Trust)", "Friends of Fen", "Zed Last", "Li (Reef Co)", "A guest")
    found = read(bullets(*lines))
    assert told(found) == ["Jo Hall|Sea Trust", "Cy Hall|Sea Trust", "Zed Last", "Li|Reef Co"]
    assert [entry.text for entry in found.minutes.before] == ["Friends of Fen", "A guest"]


def test_a_misfit_among_names_only() -> None:
    found = read(paragraphs("Kim Long", "Friends of Fen", "Zed Last"))
    assert told(found) == ["Kim Long", "Zed Last"]
    assert [doubt.passage for doubt in found.doubts] == ["Friends of Fen"]


@pytest.mark.parametrize(
    "prose",
    [
        ("The meeting opened at ten.", "Matters Arising", "Ann Lee (Sea Trust) gave a talk"),
        ("Roads", "Ann Lee presented the paper.", "Matters Arising", "They are late."),
        ("Roads and Rivers", "They are late.", "Matters Arising", "They are long."),
        ("Roads", "Matters Arising", "Ann Lee told the panel of the mill", "They are late."),
    ],
)
@pytest.mark.parametrize("last", ["Tom Reed", "Tom Reed, Reef Co"])
def test_prose_after_people_is_nobody(prose: tuple[str, ...], last: str) -> None:
    found = read(paragraphs("Kim Long", last, *prose))
    assert len(found.minutes.attendance) == 2
    assert [entry.text for entry in found.minutes.before] == list(prose)


def test_headings_after_people_run_in_are_nobody() -> None:
    lines = "<p>Present: Ann Bell, Tom Reed</p><p>Road Works and River Works</p><p>Tea Time</p>"
    found = read(lines)
    assert told(found) == ["Ann Bell", "Tom Reed"]


def test_bullets_of_prose_after_people_are_nobody() -> None:
    prose = ("Welcome and apologies", "The chair opened the meeting.", "Ropes", "All are long.")
    found = read(bullets("Kim Long", "Tom Reed", *prose))
    assert told(found) == ["Kim Long", "Tom Reed"]
    assert [entry.text for entry in found.minutes.before] == list(prose)


def test_lines_of_a_paragraph_are_one_list() -> None:
    found = read("<p>Present:</p><p>Ann Bell<br>Friends of Fen<br>Li (Sea Trust)<br>Tom Reed</p>")
    assert told(found) == ["Ann Bell", "Li|Sea Trust", "Tom Reed"]
    assert [entry.text for entry in found.minutes.before] == ["Friends of Fen"]


def test_a_label_may_begin_with_a_misfit() -> None:
    found = read(
        "<p><b>Present:</b> Smith, John; Reed, Tom (Sea Trust); Ann Bell, Reef Co</p>"
        "<p><b>Also present:</b> Two members of the public</p>"
        "<p><b>Apologies:</b> The Bishop of Fen, Jo Day</p>"
    )
    assert [(one.name, one.organisation, one.presence) for one in found.minutes.attendance] == [
        ("John Smith", "", "present"),
        ("Tom Reed", "Sea Trust", "present"),
        ("Ann Bell", "Reef Co", "present"),
        ("The Bishop of Fen", "", "apologies"),
        ("Jo Day", "", "apologies"),
    ]
    assert found.unread == ("Two members of the public",)


def test_a_line_under_the_people_that_may_be_people_is_doubted() -> None:
    found = read(paragraphs("Ann Bell", "Smith, John", "They met at ten."))
    assert told(found) == ["Ann Bell"]
    assert [doubt.passage for doubt in found.doubts] == ["Smith, John"]


@pytest.mark.parametrize("listed", [bullets, paragraphs])
def test_several_lines_of_nobody_end_no_list(listed: Callable[..., str]) -> None:
    strange = ("Friends of Fen", "Two of the mill")
    found = read(listed("Kim Long, Port Trust", *strange, "Tom Reed, DFX", "Zed Last, Reef Co"))
    assert told(found) == ["Kim Long|Port Trust", "Tom Reed|DFX", "Zed Last|Reef Co"]
    assert [(doubt.passage, doubt.why) for doubt in found.doubts] == [
        (line, NOBODY) for line in strange
    ]


def test_a_sentence_among_people_ends_no_list() -> None:
    lines = ("Tom Reed, DFX", "The vice chair came late.", "Ivy Orr, DFX", "Zed Last, Reef Co")
    found = read(paragraphs("Kim Long, Port Trust", *lines))
    assert told(found) == [
        *("Kim Long|Port Trust", "Tom Reed|DFX", "Ivy Orr|DFX", "Zed Last|Reef Co"),
    ]
    assert [entry.text for entry in found.minutes.before] == ["The vice chair came late."]


def test_lines_of_nobody_may_stand_above_a_label() -> None:
    strange = ("Friends of Fen", "Two of the mill", "Others of Fen")
    found = read(paragraphs("Kim Long, Port Trust", *strange, "Apologies: Zed Last"))
    assert told(found) == ["Kim Long|Port Trust", "Zed Last"]
    assert [doubt.passage for doubt in found.doubts] == list(strange)


def test_somebody_left_below_the_list_is_doubted() -> None:
    strange = ("Friends of Fen", "Two of the mill")
    found = read(paragraphs("Kim Long, Port Trust", *strange, "Zed Last, Reef Co", "They met."))
    assert told(found) == ["Kim Long|Port Trust"]
    assert [doubt.passage for doubt in found.doubts] == ["Zed Last, Reef Co"]


def test_a_label_promises_people_below_a_line_of_nobody() -> None:
    found = read(
        paragraphs("Friends of Fen", "Kim Long", "Two of the mill", "Ann Bell", "Zed Last")
    )
    assert told(found) == ["Kim Long", "Ann Bell", "Zed Last"]


def test_a_name_in_bold_in_a_list_is_somebody() -> None:
    lines = ("<b>Kim Long</b>, Port Trust", "<b>Ann Bell</b>", "<b>Zed Last</b>, Reef Co")
    assert told(read(bullets(*lines))) == ["Kim Long|Port Trust", "Ann Bell", "Zed Last|Reef Co"]


@pytest.mark.parametrize(
    ("last", "doubted"),
    [
        ("<p>Observers:</p>", ["Observers:"]),
        ("<p>Observers:</p><p>None</p>", []),
        ("<p>Apologies:</p>", ["Apologies:"]),
        ("<p>Apologies:</p><p>Apologies were received from Zed Last.</p>", []),
    ],
)
def test_a_label_with_nobody_under_it_is_doubted(last: str, doubted: list[str]) -> None:
    found = read(f"<p>Present:</p><p>Kim Long, Port Trust</p>{last}")
    assert [doubt.passage for doubt in found.doubts] == doubted


def test_people_without_a_label_are_doubted() -> None:
    found = read("<ul><li>Kim Long, Port Trust (Chair)</li><li>Zed Last, Reef Co</li></ul>")
    assert told(found) == []
    assert [doubt.passage for doubt in found.doubts if "no label" in doubt.why] == [
        *("Kim Long, Port Trust (Chair)", "Zed Last, Reef Co"),
    ]
