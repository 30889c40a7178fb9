"""Several people on one line, after a label of their own."""

import pytest

from meetings.minutes.document import Presence, Role
from meetings.minutes.reading import pages

from .test_attendance import attendance, paragraphs


def test_people_run_in_after_their_label() -> None:
    html = paragraphs(
        "<b>Panel:</b> Prof Ann Lee (Chair), Cy Hall (for Jo Day - DFX)"
        " – Ex Officio: Al Ray (QRS).",
        "<b>Apologies:</b> Jo Day (DFX), Bo Fox and Di Low (TUV)",
    )
    assert attendance(html) == [
        ("present", "Panel", "Ann Lee|"),
        ("present", "Panel", "Cy Hall|DFX"),
        ("present", "Panel", "Al Ray|QRS"),
        ("apologies", "", "Jo Day|DFX"),
        ("apologies", "", "Bo Fox|TUV"),
        ("apologies", "", "Di Low|TUV"),
    ]


def test_run_in_people_with_posts_and_offices_of_several_words() -> None:
    page = paragraphs(
        "Panel: Ann Lee (Chair), Cy Hall (Mill Group). Ex Officio: Jo Day (DFX), Di Moss (DFX)",
        "Other Attendees: Ed Orr, Commercial Director (Tea Institute) – item 2",
        "Secretariat: Flo Pym and Gus Orr, Department for Rivers and Local Government (DRLG)",
    )
    rivers = "Department for Rivers and Local Government"
    assert attendance(page) == [
        ("present", "Panel", "Ann Lee|"),
        ("present", "Panel", "Cy Hall|Mill Group"),
        ("present", "Panel", "Jo Day|DFX"),
        ("present", "Panel", "Di Moss|DFX"),
        ("present", "Other Attendees", "Ed Orr|Tea Institute"),
        ("present", "Secretariat", f"Flo Pym|{rivers}"),
        ("present", "Secretariat", f"Gus Orr|{rivers}"),
    ]


def test_people_run_in_with_dashes_and_semicolons() -> None:
    page = "<p>Apologies were received from: Ann Lee – Some Office; Cy Hall – Mill, Road and Co</p>"
    everybody = pages.read_page(
        f"{page}<p><b>1. Roads</b></p><p><b>2. Mills</b></p>"
    ).minutes.attendance
    assert [(one.name, one.organisation, one.presence) for one in everybody] == [
        ("Ann Lee", "Some Office", Presence.APOLOGIES),
        ("Cy Hall", "Mill, Road and Co", Presence.APOLOGIES),
    ]


def test_officers_after_labels_of_their_own() -> None:
    html = paragraphs(
        "<b>Chair:</b> Ann Lee (DFX)",
        "<b>Members present:</b> Cy Hall (Mill Trust); Jo Day (QRS)",
        "<b>Minutes by:</b> Al Ray, Bo Fox",
        "<b>Apologies for absence:</b> Di Low (TUV)",
        "<b>Secretary:</b> Ed Orr",
    )
    minutes = pages.read_page(f"<h1>Some Panel</h1>{html}<h2>1. Roads</h2>").minutes
    assert [(one.name, one.role, one.presence) for one in minutes.attendance] == [
        ("Ann Lee", Role.CHAIR, Presence.PRESENT),
        ("Cy Hall", None, Presence.PRESENT),
        ("Jo Day", None, Presence.PRESENT),
        ("Al Ray", Role.MINUTE_TAKER, Presence.PRESENT),
        ("Bo Fox", Role.MINUTE_TAKER, Presence.PRESENT),
        ("Di Low", None, Presence.APOLOGIES),
        ("Ed Orr", Role.SECRETARY, Presence.PRESENT),
    ]


@pytest.mark.parametrize(
    ("line", "organisations"),
    [
        ("Cy Hall, Ann Lee, Jo Day (minutes) – both DFX", ["", "DFX", "DFX"]),
        ("Ann Lee, Jo Day (minutes) – all Some Office", ["Some Office", "Some Office"]),
        ("Cy Hall (QRS), Ann Lee, Jo Day (all DFX)", ["QRS", "DFX", "DFX"]),
    ],
)
def test_an_organisation_can_be_that_of_all(line: str, organisations: list[str]) -> None:
    minutes = pages.read_page(
        f"<h1>Some Panel</h1><h3>Secretariat:</h3><p>{line}</p><h3>Roads</h3><p>Long.</p>"
    ).minutes
    assert [one.organisation for one in minutes.attendance] == organisations


def test_apologies_from_nobody() -> None:
    page = (
        "<h1>Some Panel</h1><p>Present: Ann Lee (DFX)</p><p>Apologies: None.</p><h2>1. Roads</h2>"
    )
    found = pages.read_page(page)
    assert [one.name for one in found.minutes.attendance] == ["Ann Lee"]
    assert found.unread == ()


def test_groups_of_people_between_semicolons() -> None:
    html = paragraphs(
        "<b>Panel:</b> Ann Lee (Chair) (DFX); Cy Hall, Mill, Road and Co; Al Ray, Bo Fox and"
        " Di Low (all QRS, secretariat) – Ex Officio: Ed Orr (TUV)",
        "<b>Others:</b> Flo Pym (VWX)",
    )
    minutes = pages.read_page(f"<h1>Some Panel</h1>{html}<h2>1. Roads</h2>").minutes
    assert [(one.name, one.organisation, one.role) for one in minutes.attendance] == [
        ("Ann Lee", "DFX", Role.CHAIR),
        ("Cy Hall", "Mill, Road and Co", None),
        ("Al Ray", "QRS", Role.SECRETARY),
        ("Bo Fox", "QRS", Role.SECRETARY),
        ("Di Low", "QRS", Role.SECRETARY),
        ("Ed Orr", "TUV", None),
        ("Flo Pym", "VWX", None),
    ]
    assert [one.note for one in minutes.attendance][5] == "ex officio"


@pytest.mark.parametrize(
    ("people", "told", "unread", "doubted"),
    [
        (
            "Ann Bell, Mohammed al-Rashid, Tom Reed*",
            ["Ann Bell|", "Mohammed al-Rashid|", "Tom Reed|"],
            (),
            [],
        ),
        (
            "Ann Bell (Sea Trust), Vacant (Port Trust), Tom Reed and three guests",
            ["Ann Bell|Sea Trust", "Tom Reed|"],
            ("Vacant (Port Trust)", "three guests"),
            [],
        ),
        (
            "Ann Bell, Tom Reed, Port Trust, Jim Fox, Reef Co",
            ["Ann Bell|", "Tom Reed|Port Trust", "Jim Fox|Reef Co"],
            (),
            ["Tom Reed, Port Trust"],
        ),
        ("Ed May, Press Union (items 1-3)", ["Ed May|Press Union"], (), []),
        (
            "Ann Bell, The Bishop of Fen, Tom Reed (Sea Trust), Li (Reef Co)",
            ["Ann Bell|", "The Bishop of Fen|", "Tom Reed|Sea Trust", "Li|Reef Co"],
            (),
            ["The Bishop of Fen", "Li (Reef Co)"],
        ),
    ],
)
def test_whom_a_listing_names(
    people: str, told: list[str], unread: tuple[str, ...], doubted: list[str]
) -> None:
    page = f"<h1>Tide Panel</h1><p>Present: {people}</p><h2>1. Rope</h2><p>It is long.</p>"
    found = pages.read_page(page)
    assert [f"{one.name}|{one.organisation}" for one in found.minutes.attendance] == told
    assert found.unread == unread
    assert [doubt.passage for doubt in found.doubts] == doubted


@pytest.mark.parametrize(
    ("people", "told", "doubted"),
    [
        ("Kim Long and Zed Last of Sea Trust", ["Kim Long|Sea Trust", "Zed Last|Sea Trust"], []),
        (
            "Kim Long of the Sea Trust, Zed Last from DFX and Tom Reed at Reef Co",
            ["Kim Long|Sea Trust", "Zed Last|DFX", "Tom Reed|Reef Co"],
            [],
        ),
        (
            "Ann Bell, Kim Long and Zed Last of Sea Trust",
            ["Ann Bell|", "Kim Long|Sea Trust", "Zed Last|Sea Trust"],
            ["Zed Last, Sea Trust"],
        ),
        (
            "Kim Long, Free Church of Fen, Ann Bell",
            ["Kim Long|Free Church of Fen", "Ann Bell|"],
            [],
        ),
        (
            "Kim Long, Deputy Head of Roads, Ann Bell (DFX)",
            ["Kim Long|", "Ann Bell|DFX"],
            [],
        ),
        ("Kim Long (Chair), Ann Bell, and Zed Last", ["Kim Long|", "Ann Bell|", "Zed Last|"], []),
        (
            "Kim Long, Rope, and Sails Ltd, Ann Bell",
            ["Kim Long|Rope, and Sails Ltd", "Ann Bell|"],
            [],
        ),
        # Where somebody is from, in two words.
        (
            "Kim Long, Sea Bank, Ann Bell, Land Registry, Zed Last, Open Futures",
            ["Kim Long|Sea Bank", "Ann Bell|Land Registry", "Zed Last|Open Futures"],
            [],
        ),
        (
            "Kim Long, Blue Reef, Ann Bell, Sea Trust, Zed Last, DFX",
            ["Kim Long|Blue Reef", "Ann Bell|Sea Trust", "Zed Last|DFX"],
            ["Kim Long, Blue Reef"],
        ),
        ("Kim Long, Quay Side, Ann Bell", ["Kim Long|Quay Side", "Ann Bell|"], []),
        ("Kim Long, Mill Lane, Ann Bell", ["Kim Long|", "Mill Lane|", "Ann Bell|"], ["Mill Lane"]),
        (
            "Tom Reed, Blue Reef, Ivy Orr, Far Point",
            ["Tom Reed|", "Blue Reef|", "Ivy Orr|", "Far Point|"],
            ["Blue Reef", "Far Point"],
        ),
        ("Kim Long, Ann Bell and others", ["Kim Long|", "Ann Bell|"], ["Ann Bell and others"]),
        ("Kim Long, Zed Last, Ann Bell", ["Kim Long|", "Zed Last|", "Ann Bell|"], []),
        # Between semicolons, a body is that of all before it.
        (
            "Kim Long (KL) and Zed Last (ZL), Sea Office; Ann Bell (AB), DFX",
            ["Kim Long|Sea Office", "Zed Last|Sea Office", "Ann Bell|DFX"],
            [],
        ),
        (
            "Kim Long and Zed Last, DFX; Professor Ann Bell, College of Tides, Reefs and Old Mills"
            " (for item 3).",
            ["Kim Long|DFX", "Zed Last|DFX", "Ann Bell|College of Tides, Reefs and Old Mills"],
            [],
        ),
        (
            "Kim Long, Zed Last and Ann Bell (Secretary), Sea Office; Ivy Orr, DFX",
            ["Kim Long|Sea Office", "Zed Last|Sea Office", "Ann Bell|Sea Office", "Ivy Orr|DFX"],
            [],
        ),
        (
            "Kim Long – Sea Office; Ivy Orr, Tom Reed, Ann Bell – DFX",
            ["Kim Long|Sea Office", "Ivy Orr|DFX", "Tom Reed|DFX", "Ann Bell|DFX"],
            [],
        ),
        (
            "Kim Long (KL), Zed Last (ZL), Sea Office",
            ["Kim Long|", "Zed Last|Sea Office"],
            ["Zed Last (ZL), Sea Office"],
        ),
        (
            "Kim Long, Zed Last and Ann Bell (Secretary), Sea Office",
            ["Kim Long|", "Zed Last|Sea Office", "Ann Bell|Sea Office"],
            ["Ann Bell (Secretary), Sea Office"],
        ),
    ],
)
def test_where_people_of_a_listing_come_from(
    people: str, told: list[str], doubted: list[str]
) -> None:
    prose = "The talks at Quay Side were on the mill in the lane. Tom Reed spoke. Ivy Orr agreed."
    page = f"<h1>Tide Panel</h1><p>Present: {people}</p><h2>1. Rope</h2><p>{prose}</p>"
    found = pages.read_page(page)
    assert [f"{one.name}|{one.organisation}" for one in found.minutes.attendance] == told
    assert found.unread == ()
    assert [doubt.passage for doubt in found.doubts] == doubted


def test_a_label_may_follow_people_on_their_line() -> None:
    line = "Present: Ann Bell (Chair), Tom Reed and Kim Long. Apologies: Zed Last; Ivy Orr."
    assert attendance(paragraphs(line)) == [
        *(("present", "", "Ann Bell|"), ("present", "", "Tom Reed|"), ("present", "", "Kim Long|")),
        *(("apologies", "", "Zed Last|"), ("apologies", "", "Ivy Orr|")),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Kim Long, Zed Last and Ann Bell", ["Kim Long|", "Zed Last|", "Ann Bell|"]),
        ("Kim Long and Zed Last, DFX; Ann Bell", ["Kim Long|DFX", "Zed Last|DFX", "Ann Bell|"]),
        ("Kim Long (Mercia Tides), Zed Last", ["Kim Long|Mercia Tides", "Zed Last|"]),
        ("Zed Last, Kim Long (Sea Office)", ["Zed Last|", "Kim Long|Sea Office"]),
        ("Kim Long (Head of Reefs), Blue Tide", ["Kim Long|Blue Tide"]),
        ("Kim Long (Chair), Blue Tide", ["Kim Long|Blue Tide"]),
    ],
)
def test_a_line_under_a_label_may_be_several_people(line: str, told: list[str]) -> None:
    found = attendance(paragraphs("Present:", "Tom Reed, DFX", line))
    assert [who for _, _, who in found] == ["Tom Reed|DFX", *told]


def test_people_run_in_after_a_label_in_bold() -> None:
    lines = ("<b>Present</b> Ann Bell (Chair), Tom Reed", "<b>Apologies</b> – Zed Last")
    assert attendance(paragraphs(*lines)) == [
        *(("present", "", "Ann Bell|"), ("present", "", "Tom Reed|")),
        ("apologies", "", "Zed Last|"),
    ]
    lines = ("Present – Ann Bell, Tom Reed", "Apologies - Zed Last (DFX)")
    assert [row[2] for row in attendance(paragraphs(*lines))] == [
        *("Ann Bell|", "Tom Reed|", "Zed Last|DFX"),
    ]
    assert attendance(paragraphs("<b>Present</b> were all that were asked")) == []


def test_people_run_in_with_what_they_came_for() -> None:
    page = paragraphs("In attendance: Ann Bell for item 2, Tom Reed for items 3 and 4")
    everybody = pages.read_page(f"<h1>Some Panel</h1>{page}<h2>1. Roads</h2>").minutes.attendance
    assert [(one.name, one.note) for one in everybody] == [
        *(("Ann Bell", "for item 2"), ("Tom Reed", "for items 3 and 4")),
    ]


def test_a_title_may_be_that_of_several() -> None:
    page = paragraphs("Present: Councillors Fox (Chair), J Bell, Orr (Mill Trust)")
    everybody = pages.read_page(f"<h1>Some Panel</h1>{page}<h2>1. Roads</h2>").minutes.attendance
    assert [(one.honorific, one.name, one.organisation, one.role) for one in everybody] == [
        ("Councillor", "Fox", "", Role.CHAIR),
        ("Councillor", "J Bell", "", None),
        ("Councillor", "Orr", "Mill Trust", None),
    ]


@pytest.mark.parametrize(
    ("people", "told", "doubted"),
    [
        (
            "Ann Lee (AL), Chair, Mr Hall (MH), Mill Trust, Jo Day (JD), Blue Reef",
            ["Ann Lee|", "Hall|Mill Trust", "Jo Day|Blue Reef"],
            ["Jo Day (JD), Blue Reef"],
        ),
        (
            "Ann Lee (AL), Mill Trust, Jo Day (JD), Blue Reef, Cy Hall (QRS)",
            ["Ann Lee|Mill Trust", "Jo Day|", "Blue Reef|", "Cy Hall|QRS"],
            [],
        ),
        ("Ann Lee (AL), Jo Day, Cy Hall", ["Ann Lee|", "Jo Day|", "Cy Hall|"], []),
    ],
)
def test_a_name_without_initials_is_a_body_where_all_others_have_them(
    people: str, told: list[str], doubted: list[str]
) -> None:
    page = f"<h1>Some Panel</h1><p>Present: {people}</p><h2>1. Roads</h2>"
    found = pages.read_page(page)
    assert [f"{one.name}|{one.organisation}" for one in found.minutes.attendance] == told
    assert [doubt.passage for doubt in found.doubts] == doubted
    assert found.unread == ()
