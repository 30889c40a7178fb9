"""Apologies told in words, and what they decide where columns were lost."""

import pytest

from meetings.minutes import reading
from meetings.minutes.document import NotMinutesError, Point, Presence
from meetings.minutes.reading import apologies, pages
from meetings.minutes.reading.blocks import blocks_of


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Apologies had been received from Dame Ann Lee (Mill Trust) and Cy Hall (DFX).",
            [("Ann Lee", "Mill Trust"), ("Cy Hall", "DFX")],
        ),
        (
            "Apologies were received from Lady Fenwick, Ann Lee (DFX) and Lord Lee.",
            [("Fenwick", ""), ("Ann Lee", "DFX"), ("Lee", "")],
        ),
        ("Apologies were received from Lady Fenwick and the Minister.", []),
        ("All were welcomed. Apologies were received from Ann Lee.", [("Ann Lee", "")]),
        ("Apologies: Ann Lee, Cy Hall", [("Ann Lee", ""), ("Cy Hall", "")]),
        ("Ann Lee and Cy Hall had sent their apologies.", [("Ann Lee", ""), ("Cy Hall", "")]),
        ("The apologies of Ann Lee were noted.", [("Ann Lee", "")]),
        ("Dr Ann Lee (DFX) was unable to attend.", [("Ann Lee", "DFX")]),
        ("Ann Lee was unable to attend the meeting of the mill.", []),
        ("Ann Lee was noted.", []),
        ("Apologies were received from Ann Lee and it was noted that mills close.", []),
        ("No apologies were received.", []),
        ("Ann Lee sent her paper, with apologies.", []),
        ("Point: Apologies: Ann Lee", []),
        ("Action 1: Send it. Apologies: Ann Lee", []),
    ],
)
def test_told_in(line: str, told: list[tuple[str, str]]) -> None:
    found = apologies.told_in(blocks_of(f"<p>{line}</p>").blocks)
    assert [(one.name, one.organisation) for one in found] == told
    assert all(one.presence is Presence.APOLOGIES for one in found)


def attendance(top: tuple[str, ...], body: str) -> list[tuple[str, str]]:
    lines = "".join(f"<p>{line}</p>" for line in top)
    page = f"<h1>Some Panel - 3 May 2012</h1>{lines}<p><b>1. Welcome</b></p><p>{body}</p>"
    return [(one.name, one.presence) for one in pages.read_page(page).minutes.attendance]


def test_apologies_told_in_words_are_added_where_none_are_listed() -> None:
    told = "Apologies were received from Jo Day."
    assert attendance(("Present:", "Ann Lee"), told) == [
        ("Ann Lee", "present"),
        ("Jo Day", "apologies"),
    ]
    listed = ("Present:", "Ann Lee", "Apologies:", "Cy Hall")
    assert attendance(listed, told) == [("Ann Lee", "present"), ("Cy Hall", "apologies")]


@pytest.mark.parametrize(
    "top",
    [
        ("Apologies were received from Jo Day (DFX) and Di Low.", "Present:", "Ann Lee"),
        ("Present: Ann Lee (QRS)", "Apologies were received from Jo Day (DFX) and Di Low."),
        ("Present:", "Ann Lee", "Apologies were received from Jo Day (DFX) and Di Low.", "Staff:"),
    ],
)
def test_apologies_told_beside_the_attendance_are_added_once(top: tuple[str, ...]) -> None:
    assert attendance(top, "Apologies were received from Di Low.") == [
        ("Ann Lee", "present"),
        ("Jo Day", "apologies"),
        ("Di Low", "apologies"),
    ]


@pytest.mark.parametrize(
    ("told", "away"),
    [
        ("Apologies were received from Jo Day (DFX) and Di Low.", ["Jo Day", "Di Low"]),
        ("Jo Day had sent apologies.", ["Jo Day"]),
        ("No apologies were received.", []),
    ],
)
@pytest.mark.parametrize(
    "came",
    [
        "Present: Ann Lee (Chair), Cy J. Hall.",
        "Present: Ann Lee (Chair); Cy J. Hall, Mill Trust.",
        "Present:</p><p>Ann Lee (Chair), Cy J. Hall (QRS).",
    ],
)
def test_apologies_told_in_a_sentence_after_those_who_came(
    came: str, told: str, away: list[str]
) -> None:
    line = f"{came} {told} In attendance: Bo Fox (DFX)"
    page = f"<h1>Some Panel - 3 May 2012</h1><p>{line}</p><h2>1. Roads</h2><p>Tea.</p>"
    found = pages.read_page(page)
    assert [(one.name, one.presence, one.note) for one in found.minutes.attendance] == [
        ("Ann Lee", "present", ""),
        ("Cy J. Hall", "present", ""),
        ("Bo Fox", "present", ""),
        *((name, "apologies", "") for name in away),
    ]
    assert found.minutes.before == (Point(told),)
    assert (found.doubts, found.unread) == ((), ())


def test_apologies_after_other_words_stay_in_their_paragraph() -> None:
    said = "All were welcomed. Apologies were received from Jo Day."
    page = f"<h1>Some Panel - 3 May 2012</h1><p>{said}</p><p>Present:</p><p>Ann Lee</p>"
    assert pages.read_page(f"{page}<h2>1. Roads</h2>").minutes.before == (Point(said),)


def test_apologies_told_in_words_need_no_list() -> None:
    assert attendance((), "Apologies had been received from Jo Day and Di Low.") == [
        ("Jo Day", "apologies"),
        ("Di Low", "apologies"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "</p><p>Jo Day, DFX</p><p>Di Low</p>",
        "</p><ul><li>Jo Day, DFX</li><li>Di Low</li></ul>",
        "Jo Day (DFX), Di Low.",
        "Jo Day (DFX) and Di Low</p><p><b>Tide Tables</b></p><p>Cy Hall, QRS",
    ],
)
@pytest.mark.parametrize("top", [("Present:", "Ann Lee"), ()])
def test_people_under_an_item_of_apologies(top: tuple[str, ...], body: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in top)
    page = f"<h1>Some Panel - 3 May 2012</h1>{lines}<h2>1. Apologies</h2><p>{body}</p>"
    found = pages.read_page(f"{page}<h2>2. Roads</h2><p>Cy Hall (QRS)</p>").minutes
    assert [(one.name, one.organisation, one.presence) for one in found.attendance] == [
        *([("Ann Lee", "", "present")] if top else []),
        ("Jo Day", "DFX", "apologies"),
        ("Di Low", "", "apologies"),
    ]
    assert found.items[0].entries


def test_apologies_in_a_letter_make_no_minutes() -> None:
    letter = "<p>Some letter of 3 May 2012</p><p>Apologies were received from Jo Day.</p>"
    with pytest.raises(NotMinutesError):
        pages.read_page(letter)


def test_apologies_told_in_words_part_lost_columns() -> None:
    lines = ("Attendees", "Apologies", "Ann Lee (Chair)", "Jo Day", "Cy Hall", "Bo Fox", "Al Ray")
    assert attendance(lines, "Jo Day and Bo Fox sent apologies.") == [
        ("Ann Lee", "present"),
        ("Jo Day", "apologies"),
        ("Cy Hall", "present"),
        ("Bo Fox", "apologies"),
        ("Al Ray", "present"),
    ]


def test_a_seat_on_the_panel_parts_members_from_officials() -> None:
    lines = (
        *("Members:", "Officials:", "Ann Lee (Chair)", "Al Ray (DFX)", "Jo Day"),
        *("Bo Fox (QRS)", "Di Low (Mill Trust)", "Ed Sun (DFX)", "Flo Pym (DFX)"),
    )
    page = "<h1>Some Panel - 3 May 2012</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    page += "<p><b>1. Welcome</b></p><p>Tea.</p>"

    def members(*known: str) -> list[str]:
        attendance = reading.read(page.encode(), members=known).minutes.attendance
        return [one.name for one in attendance if one.heading == "Members"]

    assert "Di Low" not in members()
    assert "Di Low" in members("Dr Di Low")
