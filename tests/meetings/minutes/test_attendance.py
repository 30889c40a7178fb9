import pytest

from meetings.minutes import writing
from meetings.minutes.document import Attendee, Doubt, Presence, Role
from meetings.minutes.reading import pages, people


@pytest.mark.parametrize(
    ("line", "person"),
    [
        (
            "Dr Ann Lee, Some Office (minute taker)",
            Attendee("Ann Lee", "Dr", "Some Office", role=Role.MINUTE_TAKER),
        ),
        ("Ann Lee (Chair) (AL)", Attendee("Ann Lee", role=Role.CHAIR, note="AL")),
        ("Ann Lee – CHAIR", Attendee("Ann Lee", role=Role.CHAIR)),
        ("Ann Lee (Chair)", Attendee("Ann Lee", role=Role.CHAIR)),
        (
            "Ann Lee (Some Office, secretariat)",
            Attendee("Ann Lee", organisation="Some Office", role=Role.SECRETARY),
        ),
        (
            "Chief Superintendent Ann Lee, Fen and Weir Constabulary",
            Attendee("Ann Lee", "Chief Superintendent", "Fen and Weir Constabulary"),
        ),
        ("His Honour Judge Ann Lee", Attendee("Ann Lee", "His Honour Judge")),
        ("The Lord Lee (DFX)", Attendee("Lee", "The Lord", "DFX")),
        (
            "Ann Lee (Visiting Fellow, University of Fenwick)",
            Attendee("Ann Lee", "", "University of Fenwick", "Visiting Fellow"),
        ),
        ("Ann Lee (Leader, Some Council)", Attendee("Ann Lee", "", "Some Council", "Leader")),
        (
            "Ann Lee (Cabinet Member for Roads, Some Council)",
            Attendee("Ann Lee", "", "Some Council", "Cabinet Member for Roads"),
        ),
        (
            "Ann Lee (Some Council / Secretary to the Guild of Millers)",
            Attendee("Ann Lee", "", "Some Council", "Secretary to the Guild of Millers"),
        ),
        ("Ann Lee, Readers Trust", Attendee("Ann Lee", "", "Readers Trust")),
        ("Ann Lee, Reader Trust", Attendee("Ann Lee", "", "Reader Trust")),
        (
            "Ann Lee, Some Office, deputising for Cy Hall",
            Attendee("Ann Lee", "", "Some Office", role=Role.DEPUTY, deputy_for="Cy Hall"),
        ),
        (
            "Ann Lee, Some Office, representing Cy Hall",
            Attendee("Ann Lee", "", "Some Office", role=Role.DEPUTY, deputy_for="Cy Hall"),
        ),
        ("Ann Lee, practising barrister", Attendee("Ann Lee", description="practising barrister")),
        (
            "Ann Lee, Deputy Director – Water Team, Some Office",
            Attendee(
                "Ann Lee", organisation="Water Team, Some Office", description="Deputy Director"
            ),
        ),
        (
            "Cllr Ann Lee (Spokesperson for Roads, Rain and Rivers, Some Borough Council)",
            Attendee(
                "Ann Lee",
                "Cllr",
                "Some Borough Council",
                "Spokesperson for Roads, Rain and Rivers",
            ),
        ),
        (
            "Ann Lee (for Cy Hall - Some Council)",
            Attendee(
                "Ann Lee", organisation="Some Council", role=Role.DEPUTY, deputy_for="Cy Hall"
            ),
        ),
        (
            "Ann Lee, Association of Chief Millers",
            Attendee("Ann Lee", organisation="Association of Chief Millers"),
        ),
        (
            "Ann Lee (Minister for the Civil Society)",
            Attendee("Ann Lee", description="Minister for the Civil Society"),
        ),
        (
            "Lord Lee (DFX Minister)",
            Attendee("Lee", "Lord", organisation="DFX", description="Minister"),
        ),
        (
            "Ann Lee, Chief Millers Association",
            Attendee("Ann Lee", organisation="Chief Millers Association"),
        ),
        (
            "Ann Lee, DFX (deputising for Cy Hall)",
            Attendee("Ann Lee", organisation="DFX", role=Role.DEPUTY, deputy_for="Cy Hall"),
        ),
        (
            "Ann Lee (on behalf of Cy Hall, DFX)",
            Attendee("Ann Lee", organisation="DFX", role=Role.DEPUTY, deputy_for="Cy Hall"),
        ),
        (
            "Ann Lee, Some Office, Minister of State for Rivers",
            Attendee(
                "Ann Lee",
                organisation="Some Office",
                description="Minister of State for Rivers",
            ),
        ),
        (
            "Ann Lee, MoS Some Office (item3)",
            Attendee("Ann Lee", organisation="Some Office", description="MoS", note="item3"),
        ),
        (
            "Ann Lee, PUSS, Some Office (item 2- 4)",
            Attendee("Ann Lee", organisation="Some Office", description="PUSS", note="item 2- 4"),
        ),
        (
            "Ann Lee, Some Office (afternoon only)",
            Attendee("Ann Lee", organisation="Some Office", note="afternoon only"),
        ),
        (
            "Ann Lee, Dept for Coastal Affairs",
            Attendee("Ann Lee", organisation="Dept for Coastal Affairs"),
        ),
        (
            "Ann Lee on behalf of Cy Hall, DFX",
            Attendee("Ann Lee", organisation="DFX", role=Role.DEPUTY, deputy_for="Cy Hall"),
        ),
        ("Ann Lee (DFX) (from 10.15)", Attendee("Ann Lee", organisation="DFX", note="from 10.15")),
        (
            "Ann Lee, Acting Chair, Some Office",
            Attendee("Ann Lee", organisation="Some Office", description="Acting Chair"),
        ),
        ("Ann Lee (Co-Chair), DFX", Attendee("Ann Lee", organisation="DFX", role=Role.CHAIR)),
        ("Ann Lee (taking minutes)", Attendee("Ann Lee", role=Role.MINUTE_TAKER)),
        ("Ann Lee, Clerk", Attendee("Ann Lee", role=Role.SECRETARY)),
        ("Ann Lee- Some Office", Attendee("Ann Lee", organisation="Some Office")),
        ("Ann Lee -Some Office", Attendee("Ann Lee", organisation="Some Office")),
        (
            "Ann Lee (Some Office; by phone)",
            Attendee("Ann Lee", organisation="Some Office", note="by phone"),
        ),
        (
            "Ann Lee (attending for Cy Hall, DFX)",
            Attendee("Ann Lee", organisation="DFX", role=Role.DEPUTY, deputy_for="Cy Hall"),
        ),
        ("Ann Lee (deputised by Cy Hall)", Attendee("Ann Lee", note="deputised by Cy Hall")),
        (
            "Ann Lee, Director for Roads, Rain and Rivers, Some Office",
            Attendee(
                "Ann Lee",
                organisation="Some Office",
                description="Director for Roads, Rain and Rivers",
            ),
        ),
        ("Ann Lee for items 2-4", Attendee("Ann Lee", note="for items 2-4")),
        ("Ann Lee via Teams", Attendee("Ann Lee", note="via Teams")),
        (
            "Ann Lee, Director of Rivers, Department for Sea Affairs",
            Attendee(
                "Ann Lee",
                organisation="Department for Sea Affairs",
                description="Director of Rivers",
            ),
        ),
        ("Ann Lee (DFX (items 2-4))", Attendee("Ann Lee", organisation="DFX", note="items 2-4")),
        (
            "Ann Lee (MoS, Some Office)",
            Attendee("Ann Lee", organisation="Some Office", description="MoS"),
        ),
        ("Ann Lee [DFX]", Attendee("Ann Lee", organisation="DFX")),
        ("Capt. Ann Lee", Attendee("Ann Lee", "Capt.")),
        ("Sir Ann Lee (via telephone)", Attendee("Ann Lee", "Sir", note="via telephone")),
        ("Ann Lee - Some Office)", Attendee("Ann Lee", organisation="Some Office")),
        ("Ann Lee, (Some Office)", Attendee("Ann Lee", organisation="Some Office")),
        (
            "Ann Lee (Some Office) – Chair",
            Attendee("Ann Lee", organisation="Some Office", role=Role.CHAIR),
        ),
        (
            "Ann Lee (Chair), Some Office",
            Attendee("Ann Lee", organisation="Some Office", role=Role.CHAIR),
        ),
        (
            "Rt Hon Ann Lee MP, Minister for Weather (Chair)",
            Attendee("Ann Lee", "Rt Hon", description="MP, Minister for Weather", role=Role.CHAIR),
        ),
        ("Sir Ann Lee KCB FRS, DFX", Attendee("Ann Lee", "Sir", "DFX", "KCB FRS")),
        ("Ann Lee, OBE, Mill Trust", Attendee("Ann Lee", "", "Mill Trust", "OBE")),
        ("Ann Lee (MP for Fen West)", Attendee("Ann Lee", description="MP for Fen West")),
        ("Mo Pym (MP), Mill Trust", Attendee("Mo Pym", "", "Mill Trust", note="MP")),
        ("Jack Ma, Mill Trust", Attendee("Jack Ma", "", "Mill Trust")),
        (
            "Ann Lee – Permanent Secretary, Department for Coastal Affairs (item 3)",
            Attendee(
                "Ann Lee",
                "",
                "Department for Coastal Affairs",
                "Permanent Secretary",
                note="item 3",
            ),
        ),
        (
            "Ann Lee (Director – Department for Coastal Affairs)",
            Attendee("Ann Lee", "", "Department for Coastal Affairs", "Director"),
        ),
        (
            "Ann Lee, Adviser for Coastal Affairs, Mill Trust",
            Attendee("Ann Lee", "", "Mill Trust", "Adviser for Coastal Affairs"),
        ),
        (
            "Ann Lee, Minister for the Weather Office",
            Attendee("Ann Lee", "", "Weather Office", "Minister for the Weather Office"),
        ),
        (
            "Ann Lee (Chair of the Reef User Group)",
            Attendee("Ann Lee", "", "Reef User Group", "Chair of the Reef User Group"),
        ),
        (
            "Ann Lee, Chair of the Audit Committee, Mill Trust",
            Attendee("Ann Lee", "", "Mill Trust", "Chair of the Audit Committee"),
        ),
        (
            "Ann Lee (Secretary and minute taker)",
            Attendee("Ann Lee", role=Role.SECRETARY, note="minute taker"),
        ),
        ("Ann Lee (Chair of the Panel)", Attendee("Ann Lee", role=Role.CHAIR)),
        (
            "Ann Lee (Some Office) for Cy Hall",
            Attendee("Ann Lee", "", "Some Office", role=Role.DEPUTY, deputy_for="Cy Hall"),
        ),
        ("Ann Lee, myMill.example", Attendee("Ann Lee", "", "myMill.example")),
        ("Ann Lee (data.mills.example team)", Attendee("Ann Lee", "", "data.mills.example team")),
        ("Ann Lee, myMills", Attendee("Ann Lee", "", "myMills")),
        (
            "Ann Lee, Some Office – from item 3",
            Attendee("Ann Lee", organisation="Some Office", note="from item 3"),
        ),
        (
            "Name: A; Title: Dr; Organisation: B;; C; Role: chair; Deputy for: D; Note: e",
            Attendee("A", "Dr", "B; C", role=Role.CHAIR, deputy_for="D", note="e"),
        ),
        ("[withheld: a]] b]", Attendee("", withheld="a] b")),
    ],
)
def test_attendee(line: str, person: Attendee) -> None:
    assert people.attendee(line) == person


@pytest.mark.parametrize(
    "line", ["Ann Lee welcomed everybody.", "1. Welcome", "", "The next meeting is in May"]
)
def test_no_attendee(line: str) -> None:
    assert people.attendee(line) is None


def attendance(html: str) -> list[tuple[str, str, str]]:
    """(presence, heading, name and organisation) of each on a page with one item."""
    page = pages.read_page(f"<h1>Some Panel - 3 May 2012</h1>{html}<h2>1. Welcome</h2>")
    return [
        (one.presence.value, one.heading, f"{one.name}|{one.organisation}")
        for one in page.minutes.attendance
    ]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_labels_with_a_paragraph_each() -> None:
    lines = (
        "<b>Present:</b>",
        "Ann Lee (Chair)",
        "<b>Officials</b>",
        "Cy Hall, DFX",
        "Apologies",
        "Jo Day",
    )
    assert attendance(paragraphs(*lines)) == [
        ("present", "", "Ann Lee|"),
        ("present", "Officials", "Cy Hall|DFX"),
        ("apologies", "", "Jo Day|"),
    ]


def test_explicit_presence_and_heading() -> None:
    html = "<h2>Some Office (apologies)</h2><ul><li>Ann Lee</li></ul>"
    assert attendance(html) == [("apologies", "Some Office", "Ann Lee|")]


def test_two_columns_flattened_row_by_row() -> None:
    html = paragraphs(
        "Members:", "Officials:",
        "Ann Lee (Chair)", "Al Ray (DFX)",
        "Cy Hall", "Bo Fox (DFX)",
        "Jo Day", "Di Low (QRS)",
        "Apologies:", "Presenters:",
        "Ed Sun", "Ida Moor (TUV)",
    )  # fmt: skip
    found = attendance(html)
    assert [row[2] for row in found if row[1] == "Members"] == ["Ann Lee|", "Cy Hall|", "Jo Day|"]
    assert [row[2] for row in found if row[0] == "apologies"] == ["Ed Sun|"]
    assert [row[2] for row in found if row[1] == "Presenters"] == ["Ida Moor|TUV"]


def test_a_column_that_is_alphabetical_goes_on_so() -> None:
    html = paragraphs(
        "Members:", "Officials:",
        "Ann Lee (Chair)", "Al Bow (DFX)",
        "Cy Hall", "Bo Fox (DFX)",
        "Jo Day", "Di Low (QRS)",
        "Flo Pym", "Ed Orr (QRS)",
        "Ida Nye", "Gus Sun (DFX)",
        "Apologies:", "Kit Ash (TUV)", "Presenters:",
        "Mo Fay", "Ned Coe (TUV)",
    )  # fmt: skip
    found = attendance(html)
    assert [row[2] for row in found if row[0] == "apologies"] == ["Kit Ash|TUV", "Mo Fay|"]


def test_two_columns_flattened_cell_by_cell() -> None:
    html = paragraphs(
        "Attendees:", "Apologies:",
        "Ann Lee (Chair)", "Cy Hall, DFX (Deputy)", "<b>Some Office</b>", "Jo Day, Deputy Director",
        "Al Ray, DFX", "Bo Fox, QRS",
    )  # fmt: skip
    assert attendance(html) == [
        ("present", "", "Ann Lee|"),
        ("present", "", "Cy Hall|DFX"),
        ("present", "Some Office", "Jo Day|Some Office"),
        ("apologies", "", "Al Ray|DFX"),
        ("apologies", "", "Bo Fox|QRS"),
    ]


def test_a_second_chair_may_have_sent_apologies() -> None:
    lines = ("Attendees", "Apologies", "Ann Lee (Chair)", "Jo Day, DFX (Deputy)")
    lines_away = ("Cy Hall (Chair)", "Al Ray, QRS")
    assert [row[0] for row in attendance(paragraphs(*lines, *lines_away))] == [
        *("present", "present", "apologies", "apologies")
    ]


def absent(*lines: str, said: str) -> list[str]:
    """Those who were away, in a table of two columns that was lost."""
    html = f"<h1>Some Panel</h1>{paragraphs(*lines)}<h2>1. Roads</h2><p>{said}</p><h2>2. Mills</h2>"
    found = pages.read_page(html)
    assert [doubt.why[:41] for doubt in found.doubts] == [
        "the attendance was a table of two columns"
    ]
    return [one.name for one in found.minutes.attendance if one.presence is Presence.APOLOGIES]


HERE_AND_AWAY = [
    *("Ann Lee (Chair)", "Jo Day, QRS", "Cy Hall, DFX", "Prof Di Low", "Bo Fox", "Flo Pym"),
    *("Ed Sun", "Al Ray, Mill Trust"),
]
SAID = "Ann Lee asked. Cy Hall said Di Low wrote. Bo Fox spoke. Ed Sun came. Al Ray sang."


def test_those_who_speak_tell_that_columns_were_flattened_in_turn() -> None:
    names = ["Jo Day", "Di Low", "Flo Pym"]
    assert absent("Attendees", "Apologies", *HERE_AND_AWAY, said=SAID) == names
    in_pairs = zip(HERE_AND_AWAY[1:6:2], HERE_AND_AWAY[:6:2], strict=True)
    turned = [line for pair in in_pairs for line in pair]
    assert absent("Apologies:", "Present:", *turned, *HERE_AND_AWAY[6:], said=SAID) == names


def test_those_who_speak_tell_that_columns_were_flattened_one_after_the_other() -> None:
    here, away = [*HERE_AND_AWAY[:6:2], *HERE_AND_AWAY[6:]], HERE_AND_AWAY[1:6:2]
    names = ["Jo Day", "Di Low", "Flo Pym"]
    assert absent("Attendees", "Apologies", *here, *away, said=SAID) == names
    assert absent("Apologies", "Attendees", *away, *here, said=SAID) == names


def test_untangled_columns_are_doubtful() -> None:
    html = paragraphs("Attendees:", "Apologies:", "Ann Lee (Chair)", "Cy Hall, DFX")
    (doubt,) = pages.read_page(f"<h1>3 May 2012</h1>{html}<h2>1. Welcome</h2>").doubts
    assert doubt.passage == "Cy Hall, DFX"


def test_table_is_read_by_its_labelled_columns() -> None:
    html = """<table><tr><td>Present</td><td>Apologies</td></tr>
        <tr><td>Ann Lee</td><td>Cy Hall</td></tr><tr><td>Jo Day</td><td>Al Ray</td></tr></table>"""
    assert attendance(html) == [
        (Presence.PRESENT, "", "Ann Lee|"),
        (Presence.PRESENT, "", "Jo Day|"),
        (Presence.APOLOGIES, "", "Cy Hall|"),
        (Presence.APOLOGIES, "", "Al Ray|"),
    ]


@pytest.mark.parametrize(
    ("line", "organisation", "unread"),
    [
        ("Name: Ann Lee; Organisation: A amp; B", "A amp", ("B",)),
        ("Name: Ann Lee; Organisation: A amp; B; Note: so", "A amp", ("B",)),
        ("Name: Ann Lee; Organisation: A; Organisation: C", "A", ("Organisation: C",)),
        ("Name: Ann Lee; Role: wizard; Organisation: A", "A", ("Role: wizard",)),
        ("[withheld: asked] Name: Ann Lee; Mill; Organisation: A", "A", ("Mill",)),
    ],
)
def test_explicit_line_keeps_what_is_no_field(
    line: str, organisation: str, unread: tuple[str, ...]
) -> None:
    found = pages.read_page(f"<h1>Some Panel</h1><p>Present:</p><p>{line}</p><h2>1. Roads</h2>")
    [one] = found.minutes.attendance
    assert (one.name, one.organisation) == ("Ann Lee", organisation)
    assert found.unread == unread


@pytest.mark.parametrize(
    "line", ["Name: ; Organisation: A", "[withheld: asked] so it was, he said"]
)
def test_explicit_line_of_nobody_is_kept_as_text(line: str) -> None:
    page = f"<h1>Some Panel</h1><p>Present:</p><p>Ann Lee</p><p>{line}</p><h2>1. Roads</h2>"
    minutes = pages.read_page(page).minutes
    assert [one.name for one in minutes.attendance] == ["Ann Lee"]
    assert [(one.text, one.withheld) for one in minutes.before] == [
        (line.removeprefix("[withheld: asked] "), "asked" if "withheld" in line else "")
    ]


@pytest.mark.parametrize(
    ("headings", "unread"),
    [
        (["Some Office (present)"], ("Some Office",)),
        (["Some Office (present)", "Some Office (apologies)"], ("Some Office", "Some Office")),
        (["Panel members:", "Others:"], ()),
        (["Attendance: (absent)"], ()),
    ],
)
def test_heading_over_nobody_is_unread_if_it_names_somebody(
    headings: list[str], unread: tuple[str, ...]
) -> None:
    lines = "".join(f"<p>{heading}</p>" for heading in headings)
    page = f"<h1>Some Panel</h1><p>Present:</p><p>Ann Lee</p>{lines}<h2>1. Roads</h2>"
    assert pages.read_page(page).unread == unread


@pytest.mark.parametrize(
    ("line", "organisation", "note"),
    [
        ("Ann Lee (AL) – Some Office", "Some Office", "AL"),
        ("Ann Lee (AL, Some Office)", "Some Office", "AL"),
        ("Ann Lee (Some Office, AL)", "Some Office", "AL"),
        ("Ann Lee (Mill, Road and Co, AL)", "Mill, Road and Co", "AL"),
        ("Ann-Marie Lee (AML), Some Office", "Some Office", "AML"),
        ("Ann Lee (Some Office) – for item 3", "Some Office", "for item 3"),
        ("Ann Lee (Chair) – by telephone", "", "by telephone"),
        ("Lord Lee (LL), Some Office", "Some Office", "LL"),
        ("Rt Hon Lord Lee of Mill (LLe, Some Office)", "Some Office", "LLe"),
        ("Dr Hall (Some Office, DH)", "Some Office", "DH"),
        # Where nothing but the letters of a title tells, these are bodies.
        ("Dr Hall, DH", "DH", ""),
        ("Dr Hall (DHSC)", "DHSC", ""),
        ("Dr Cy Hall (DH)", "DH", ""),
    ],
)
def test_initials_in_a_bracket_are_no_organisation(line: str, organisation: str, note: str) -> None:
    person = people.attendee(line)
    assert person
    assert (person.organisation, person.note) == (organisation, note)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ("Ann Lee, Mill Trust (AL)", "Jo Day, Blue Reef (JD)", "Cy Hall, Old Fen, Tarn (CH)"),
            ["Ann Lee|Mill Trust", "Jo Day|Blue Reef", "Cy Hall|Old Fen, Tarn"],
        ),
        (
            ("Dr Jo Day OBE, Blue Reef (JD, minutes)", "Al Ray, Bo Fox (QRS)"),
            ["Jo Day|Blue Reef", "Al Ray|", "Bo Fox|QRS"],
        ),
        (
            ("Ann Lee, Mill Trust (AL), Jo Day, Blue Reef (JD) and Cy Hall (QRS)",),
            ["Ann Lee|Mill Trust", "Jo Day|Blue Reef", "Cy Hall|QRS"],
        ),
        (
            ("Mr Hall (MH), Blue Reef", "Lady Lee (LL), Sea School"),
            ["Hall|Blue Reef", "Lee|Sea School"],
        ),
    ],
)
def test_initials_after_an_organisation_are_of_the_name_before(
    lines: tuple[str, ...], told: list[str]
) -> None:
    page = f"<h1>Some Panel</h1>{paragraphs('Present:', *lines)}<h2>1. Roads</h2>"
    found = pages.read_page(page)
    assert [f"{one.name}|{one.organisation}" for one in found.minutes.attendance] == told
    assert (found.doubts, found.unread) == ((), ())


@pytest.mark.parametrize(
    ("other", "doubted"),
    [
        ("Ann Lee, Some Office", ["Dr Hall (DH)"]),
        ("Ann Lee (AL), Some Office", []),
        ("Mr Day (MD)", []),
    ],
)
def test_initials_of_a_title_are_doubted_where_nobody_else_has_any(
    other: str, doubted: list[str]
) -> None:
    page = f"<h1>Some Panel</h1>{paragraphs('Present:', 'Dr Hall (DH)', other)}<h2>1. Roads</h2>"
    found = pages.read_page(page)
    assert found.minutes.attendance[0].note == "DH"
    assert [doubt.passage for doubt in found.doubts] == doubted
    again = pages.read_page(pages.html_of_markdown(writing.markdown(found.minutes)))
    assert (again.minutes, again.doubts) == (found.minutes, ())


@pytest.mark.parametrize(
    ("said", "presence"),
    [("apologies", "apologies"), ("Absent", "absent"), ("not present", "absent")],
)
def test_a_note_says_who_was_away(said: str, presence: str) -> None:
    lines = ("Present:", "Ann Lee, DFX", f"Jo Day, QRS ({said})", f"Cy Hall – {said}")
    found = pages.read_page(f"<h1>Some Panel</h1>{paragraphs(*lines)}<h2>1. Roads</h2>")
    assert [(one.name, one.presence, one.note) for one in found.minutes.attendance] == [
        ("Ann Lee", "present", ""),
        ("Jo Day", presence, ""),
        ("Cy Hall", presence, ""),
    ]
    assert found.unread == ()


@pytest.mark.parametrize(
    "contact",
    ["ann@mill.example", "<ann@mill.example>", "(email: ann@mill.example)", "tel. 020 7946 0018"],
)
def test_how_to_reach_somebody_is_in_no_field(contact: str) -> None:
    line = f"Ann Lee, Mill Trust {contact}".replace("<", "&lt;")
    found = pages.read_page(f"<h1>Some Panel</h1><p>Present:</p><p>{line}</p><h2>1. Roads</h2>")
    [one] = found.minutes.attendance
    assert (one.name, one.organisation, one.note) == ("Ann Lee", "Mill Trust", "")
    assert found.unread == (contact.strip("()<>"),)


@pytest.mark.parametrize(
    ("label", "presence", "heading"),
    [
        ("Officers present:", Presence.PRESENT, "Officers present"),
        ("Participants", Presence.PRESENT, ""),
        ("The following were present:", Presence.PRESENT, ""),
        ("Members present (3 of 5):", Presence.PRESENT, "Members present (3 of 5)"),
        ("Did not attend:", Presence.ABSENT, ""),
        ("Regrets", Presence.APOLOGIES, ""),
        ("Present in person", Presence.PRESENT, "Present in person"),
        ("Joining via Teams:", Presence.PRESENT, "Joining via Teams"),
        ("Some Rivers Board Members:", Presence.PRESENT, "Some Rivers Board Members"),
        ("By telephone", Presence.PRESENT, "By telephone"),
        ("Joining via video link:", Presence.PRESENT, "Joining via video link"),
        ("On the call", Presence.PRESENT, "On the call"),
        ("Those dialled in:", Presence.PRESENT, "Those dialled in"),
        ("Who was there", Presence.PRESENT, ""),
        ("Present at the meeting:", Presence.PRESENT, ""),
        ("Attended by:", Presence.PRESENT, ""),
        ("List of attendees", Presence.PRESENT, ""),
        ("Not attending", Presence.ABSENT, ""),
        ("Unable to attend:", Presence.APOLOGIES, ""),
        ("Non-attendance", Presence.ABSENT, ""),
        ("Forum members", Presence.PRESENT, "Forum members"),
        ("Trustees", Presence.PRESENT, "Trustees"),
        ("In person", Presence.PRESENT, "In person"),
        ("Remotely:", Presence.PRESENT, "Remotely"),
        ("Online", Presence.PRESENT, "Online"),
        ("Late arrivals", Presence.PRESENT, "Late arrivals"),
    ],
)
def test_labels_in_other_words(label: str, presence: Presence, heading: str) -> None:
    html = paragraphs("<b>Present:</b>", "Ann Lee, DFX", f"<b>{label}</b>", "Jo Day, QRS")
    assert attendance(html) == [
        ("present", "", "Ann Lee|DFX"),
        (presence.value, heading, "Jo Day|QRS"),
    ]


def test_a_line_of_nobody_right_above_a_label_ends_no_attendance() -> None:
    html = paragraphs("<b>Present:</b> Ann Lee (DFX)", "Quorum was met.", "Apologies: Jo Day (QRS)")
    minutes = pages.read_page(f"<h1>Some Panel</h1>{html}<h2>1. Roads</h2>").minutes
    assert [one.name for one in minutes.attendance] == ["Ann Lee", "Jo Day"]
    assert [entry.text for entry in minutes.before] == ["Quorum was met."]


@pytest.mark.parametrize("away", ["<p>Jo Day (QRS), Di Low</p>", "<ul><li>Jo Day</li></ul>"])
def test_apologies_below_an_attendance_of_other_words_are_no_item(away: str) -> None:
    others = paragraphs("As was to be seen, the usual people of the mill came.", "They sat down.")
    rest = "<h3>Roads</h3><p>They are wet.</p><h3>Mills</h3><p>They are dry.</p>"
    page = f"<h1>Some Panel</h1><h3>Attendees</h3>{others}<h3>Apologies</h3>{away}{rest}"
    found = pages.read_page(page)
    assert {one.presence for one in found.minutes.attendance} == {Presence.APOLOGIES}
    assert [item.title for item in found.minutes.items] == ["Roads", "Mills"]
    assert [doubt.why for doubt in found.doubts] == ["nobody is found who was at the meeting"]
    assert len(found.minutes.before) == 2


@pytest.mark.parametrize("label", ["On the call:", "Attended by:", "By video:", "Who took part:"])
def test_people_after_a_label_are_no_venue(label: str) -> None:
    line = f"<b>{label}</b> Ann Lee (Chair), Cy Hall (Home Office), Jo Day (Weather Office)"
    html = paragraphs("<b>Some Panel</b>", "3 May 2012", line)
    found = pages.read_page(f"{html}<h2>1. Roads</h2><p>They are wet.</p>")
    told = [f"{one.name}|{one.organisation}" for one in found.minutes.attendance]
    assert told == ["Ann Lee|", "Cy Hall|Home Office", "Jo Day|Weather Office"]
    assert (found.minutes.venue, found.doubts) == ("", ())


OF_ITS_OWN = "people after a label in words of its own: read as those who were there"


def test_people_after_a_label_in_words_of_its_own_are_doubted() -> None:
    line = "Round the fire: Ann Lee (Chair), Cy Hall (Home Office)"
    html = paragraphs("<b>Some Panel</b>", "3 May 2012", line, "Apologies: Jo Day")
    found = pages.read_page(f"{html}<h2>1. Roads</h2><p>They are wet.</p>")
    assert [(one.name, one.heading, one.presence) for one in found.minutes.attendance] == [
        ("Ann Lee", "Round the fire", Presence.PRESENT),
        ("Cy Hall", "Round the fire", Presence.PRESENT),
        ("Jo Day", "", Presence.APOLOGIES),
    ]
    assert found.doubts == (Doubt(line, OF_ITS_OWN),)
    below = attendance(paragraphs("Present: Di Low", "Outside: Cy Hall (DFX), Jo Day (QRS)"))
    assert [heading for _, heading, _ in below] == ["", "Outside", "Outside"]


@pytest.mark.parametrize("label", ["Board", "Committee", "Council", "Panel", "Delegates"])
def test_people_after_the_body_that_meets(label: str) -> None:
    line = f"<b>{label}:</b> Ann Lee (Chair), Cy Hall (DFX)"
    html = paragraphs("<b>Some Panel</b>", "3 May 2012", line, "<b>Officials:</b> Jo Day (QRS)")
    found = pages.read_page(f"{html}<h2>1. Roads</h2><p>They are wet.</p>")
    assert [f"{one.heading}|{one.name}|{one.organisation}" for one in found.minutes.attendance] == [
        f"{label}|Ann Lee|",
        f"{label}|Cy Hall|DFX",
        "Officials|Jo Day|QRS",
    ]
    assert (found.minutes.before, found.doubts) == ((), ())


@pytest.mark.parametrize("label", ["Stewards", "Someone new", "From the Sea Office"])
@pytest.mark.parametrize("who", ["Ann Lee (Chair), Cy Hall (DFX)", "Ann Lee (DFX), Cy Hall"])
def test_people_after_a_label_of_other_words_stand_among_the_others(label: str, who: str) -> None:
    line, others = f"{label}: {who}", "Officials: Jo Day (QRS)"
    for lines in ((line, others), (others, line)):
        html = paragraphs("<b>Some Panel</b>", "3 May 2012", *lines)
        found = pages.read_page(f"{html}<h2>1. Roads</h2><p>They are wet.</p>")
        told = {one.name: one.heading for one in found.minutes.attendance}
        assert told == {"Ann Lee": label, "Cy Hall": label, "Jo Day": "Officials"}
        assert found.doubts == (Doubt(line, OF_ITS_OWN),)


def test_names_after_a_label_of_other_words_are_doubted() -> None:
    line, others = "Stewards: Ann Lee, Cy Hall", "Present: Jo Day (QRS)"
    for lines in ((line, others), (others, line)):
        html = paragraphs("<b>Some Panel</b>", "3 May 2012", *lines)
        found = pages.read_page(f"{html}<h2>1. Roads</h2><p>They are wet.</p>")
        assert [one.name for one in found.minutes.attendance] == ["Jo Day"]
        assert [entry.text for entry in found.minutes.before] == [line]
        assert [doubt.passage for doubt in found.doubts] == [line]


@pytest.mark.parametrize("label", ["Board", "Stewards", "From the Sea Office"])
@pytest.mark.parametrize("tag", ["p", "h2", "b"])
def test_people_below_a_label_that_opens_the_attendance(label: str, tag: str) -> None:
    lines = paragraphs("Ann Lee (Chair)", "Cy Hall (DFX)", "Apologies", "Jo Day")
    page = f"<h1>Some Panel</h1><p>3 May 2012</p><{tag}>{label}</{tag}>{lines}<h2>1. Roads</h2>"
    found = pages.read_page(page)
    told = [f"{one.heading}|{one.name}|{one.organisation}" for one in found.minutes.attendance]
    assert told == [f"{label}|Ann Lee|", f"{label}|Cy Hall|DFX", "|Jo Day|"]
    assert found.minutes.before == ()
    assert found.doubts == (() if label == "Board" else (Doubt(label, OF_ITS_OWN),))


def test_names_alone_on_the_line_below_a_label_are_several_people() -> None:
    html = paragraphs("Present", "Ann Lee, Cy Hall", "Apologies", "Jo Day, Di Low")
    found = pages.read_page(f"<h1>Some Panel</h1>{html}<h2>1. Roads</h2>")
    told = [f"{one.name}|{one.organisation}" for one in found.minutes.attendance]
    assert told == ["Ann Lee|", "Cy Hall|", "Jo Day|", "Di Low|"]
    # One alone may have sent apologies, and hardly one alone came.
    assert [doubt.passage for doubt in found.doubts] == ["Di Low"]


@pytest.mark.parametrize(
    ("line", "told", "doubted"),
    [
        ("Ann Lee (Chair), Cy Hall, Jo Day", ["Ann Lee|", "Cy Hall|", "Jo Day|"], []),
        ("Ann Lee (Chair), Cy Hall", ["Ann Lee|", "Cy Hall|"], ["Cy Hall"]),
        ("Ann Lee (Chair), Mill Trust", ["Ann Lee|Mill Trust"], []),
        ("Ann Lee, Blue Reef (Chair)", ["Ann Lee|Blue Reef"], []),
    ],
)
def test_names_after_an_office_below_a_label_are_people(
    line: str, told: list[str], doubted: list[str]
) -> None:
    html = paragraphs("Present:", line, "Apologies: Di Low")
    found = pages.read_page(f"<h1>Some Panel</h1>{html}<h2>1. Roads</h2>")
    came = [one for one in found.minutes.attendance if one.presence is Presence.PRESENT]
    assert [f"{one.name}|{one.organisation}" for one in came] == told
    assert came[0].role is Role.CHAIR
    assert [doubt.passage for doubt in found.doubts] == doubted
    again = pages.read_page(pages.html_of_markdown(writing.markdown(found.minutes)))
    assert again.minutes == found.minutes


def test_only_who_is_called_so_is_in_the_chair() -> None:
    html = paragraphs("Chair: Ann Lee (Chair), Cy Hall (DFX)", "Officials: Jo Day (QRS)")
    minutes = pages.read_page(f"<h1>Some Panel</h1>{html}<h2>1. Roads</h2>").minutes
    assert [one.role for one in minutes.attendance] == [Role.CHAIR, None, None]


@pytest.mark.parametrize("label", ["Copied to:", "Papers from:", "Sea Office:", "The Two Mills:"])
def test_people_who_may_not_have_come_are_no_attendance(label: str) -> None:
    line = f"{label} Ann Lee (Weather Office), Cy Hall (DFX)"
    html = paragraphs("<b>Some Panel</b>", "3 May 2012", line, "Present: Di Low")
    found = pages.read_page(f"{html}<h2>1. Roads</h2><p>They are wet.</p>")
    assert [one.name for one in found.minutes.attendance] == ["Di Low"]
    assert [entry.text for entry in found.minutes.before] == [line]
    assert found.minutes.venue == ""


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200e", "\u200f", "\u202a", "\u202e", "\u2068", "\u00ad"]
)
def test_marks_that_nobody_sees_break_no_label_name_or_date(mark: str) -> None:
    page = (
        f"<p>Some {mark}Panel, {mark}3{mark} May 2012</p><p>{mark}Present{mark}:</p>"
        f"<p>{mark}Ann Lee{mark} (Some{mark} Office)</p><p>Cy{mark} Hall</p>"
        f"<h2>{mark}1. Roads</h2><p>{mark}Action{mark}: Cy Hall to write.</p>"
    )
    assert pages.read_page(page) == pages.read_page(page.replace(mark, ""))
    lines = f"# Some Panel, 3 May 2012\n\n{mark}## Present\n\n{mark}- Ann Lee\n\n## 1. Roads\n"
    marked = pages.read_page(pages.html_of_markdown(lines))
    assert marked == pages.read_page(pages.html_of_markdown(lines.replace(mark, "")))


@pytest.mark.parametrize("tags", ["<dt>{}</dt>", "<p>{}:</p>", "<h2>{}</h2>", "<p><b>{}</b></p>"])
def test_an_office_on_a_line_of_its_own(tags: str) -> None:
    said = (
        ("Chair", "Ann Lee"),
        ("Present", "Cy Hall (DFX)"),
        ("Secretary", "Di Low"),
        ("Apologies", "Jo Day"),
    )
    lines = "".join(f"{tags.format(label)}<p>{who}</p>" for label, who in said)
    page = f"<h1>Some Panel</h1><p>3 May 2012</p>{lines}<h2>1. Roads</h2><p>They are wet.</p>"
    found = pages.read_page(page)
    assert [(one.name, one.role, one.presence) for one in found.minutes.attendance] == [
        ("Ann Lee", Role.CHAIR, Presence.PRESENT),
        ("Cy Hall", None, Presence.PRESENT),
        ("Di Low", Role.SECRETARY, Presence.PRESENT),
        ("Jo Day", None, Presence.APOLOGIES),
    ]
    assert (found.minutes.before, found.doubts) == ((), ())


def test_an_office_below_a_name_is_of_that_name() -> None:
    lines = paragraphs("Present", "Ann Lee", "Chair", "Cy Hall", "Secretary")
    found = pages.read_page(f"<h1>Some Panel</h1>{lines}<h2>1. Roads</h2>")
    assert [one.role for one in found.minutes.attendance] == [Role.CHAIR, Role.SECRETARY]


@pytest.mark.parametrize(
    "said",
    [
        "Lady Lee (Some Office) briefed the panel on roads.",
        "Lady Lee (Some Office) briefed members about roads",
        "Lady Lee, Some Office, took us through the report.",
        "Cy Hall (DFX) then described how mills grind.",
        "Cy Hall (DFX) spoke.",
    ],
)
def test_what_somebody_told_is_no_line_of_the_attendance(said: str) -> None:
    lines = paragraphs("Present:", "Ann Lee (Chair)", "Di Low (DFX)", said, "It was noted.")
    minutes = pages.read_page(f"<h1>Some Panel</h1>{lines}<h2>Roads</h2><p>Wet.</p>").minutes
    assert [one.name for one in minutes.attendance] == ["Ann Lee", "Di Low"]
    assert [entry.text for entry in minutes.before] == [said, "It was noted."]


@pytest.mark.parametrize("note", ["joined for item 2", "attended by telephone", "joined the call"])
def test_when_somebody_came_is_no_sentence(note: str) -> None:
    lines = paragraphs("Present:", "Ann Lee (Chair)", f"Di Low (DFX) {note}")
    minutes = pages.read_page(f"<h1>Some Panel</h1>{lines}<h2>Roads</h2><p>Wet.</p>").minutes
    assert [(one.name, one.note) for one in minutes.attendance] == [
        ("Ann Lee", ""),
        ("Di Low", note),
    ]


def test_a_list_of_headings_below_people_is_none_of_them() -> None:
    people_ = paragraphs("Present: Ann Lee (Chair), Di Low (DFX)")
    body = (
        "<ol><li><b>Roads</b></li></ol><p>Wet.</p><ol start=2><li><b>Mills</b></li></ol><p>Dry.</p>"
    )
    found = pages.read_page(f"<h1>Some Panel</h1>{people_}{body}")
    assert [(item.number, item.title) for item in found.minutes.items] == [
        ("1", "Roads"),
        ("2", "Mills"),
    ]
    assert found.doubts == ()


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Present:</p><p>- Ann Lee (Chair)</p><p>- Cy Hall (DFX)</p>",
        "<p>Present:<br>• Ann Lee (Chair)<br>• Cy Hall (DFX)</p>",
        "<p>Present</p><p>1. Ann Lee (Chair)</p><p>2. Cy Hall (DFX)</p>",
        "<ul><li>Present: Ann Lee (Chair), Cy Hall (DFX)</li><li>Apologies: none</li></ul>",
        "<ul><li><b>Present</b> Ann Lee (Chair), Cy Hall (DFX)</li></ul>",
        "<p>Present: Ann Lee (Chair) & Cy Hall (DFX)</p><p>Apologies: None received.</p>",
        "<p>Present: Ann Lee (Chair) | Cy Hall (DFX)</p><p>Observers: none</p>",
        "<p>Present: Ann Lee (Chair) / Cy Hall (DFX)</p><p>Apologies: nil</p>",
    ],
)
def test_lists_of_people_however_they_are_typed(lines: str) -> None:
    page = f"<h1>Some Panel</h1><p>3 May 2012</p>{lines}<h2>1. Roads</h2><p>They are wet.</p>"
    found = pages.read_page(page)
    told = [(one.name, one.role, one.organisation) for one in found.minutes.attendance]
    assert told == [("Ann Lee", Role.CHAIR, ""), ("Cy Hall", None, "DFX")]
    assert (found.minutes.before, found.unread, found.doubts) == ((), (), ())


@pytest.mark.parametrize("body", ["Fen & Co", "Rope & Tide"])
def test_a_mark_within_the_name_of_a_body_parts_nobody(body: str) -> None:
    told = attendance(f"<p>Present: Ann Lee ({body}), Cy Hall (DFX)</p>".replace("&", "&amp;"))
    assert told == [("present", "", f"Ann Lee|{body}"), ("present", "", "Cy Hall|DFX")]


def test_list_items_below_a_heading_of_an_item_are_points() -> None:
    item = "<h2>1. Roads</h2><ul><li>Observers: Cy Hall (DFX)</li></ul>"
    page = f"<h1>Some Panel</h1><p>Present: Ann Lee (Chair), Di Low</p>{item}"
    minutes = pages.read_page(page).minutes
    assert [one.name for one in minutes.attendance] == ["Ann Lee", "Di Low"]
    assert [entry.text for entry in minutes.items[0].entries] == ["Observers: Cy Hall (DFX)"]


@pytest.mark.parametrize(
    "said",
    [
        "Ann Lee (Chair), Jo Day (DFX) and Cy Hall were present.",
        "The meeting was attended by Ann Lee (Chair), Jo Day (DFX) and Cy Hall.",
        "Those present were: Ann Lee (Chair), Jo Day (DFX) and Cy Hall",
        "In attendance were Ann Lee (Chair), Jo Day (DFX) and Cy Hall.",
    ],
)
def test_who_came_is_told_in_words(said: str) -> None:
    lines = paragraphs("3 May 2012", said, "Apologies were received from Di Low.")
    found = pages.read_page(f"<h1>Some Panel</h1>{lines}<h2>1. Roads</h2><p>They are wet.</p>")
    assert [(one.name, one.presence) for one in found.minutes.attendance] == [
        ("Ann Lee", Presence.PRESENT),
        ("Jo Day", Presence.PRESENT),
        ("Cy Hall", Presence.PRESENT),
        ("Di Low", Presence.APOLOGIES),
    ]
    assert found.doubts == ()


def test_who_came_stands_under_the_first_item() -> None:
    item = "<h2>1. Attendance</h2><p>Ann Lee (Chair), Jo Day (DFX)</p><p>Apologies: Cy Hall</p>"
    found = pages.read_page(f"<h1>Some Panel</h1>{item}<h2>2. Roads</h2><p>They are wet.</p>")
    assert [(one.name, one.presence) for one in found.minutes.attendance] == [
        ("Ann Lee", Presence.PRESENT),
        ("Jo Day", Presence.PRESENT),
        ("Cy Hall", Presence.APOLOGIES),
    ]
    assert [item.title for item in found.minutes.items] == ["Attendance", "Roads"]
    assert found.doubts == ()


def test_who_is_said_to_have_been_somewhere_later_came_by_the_list_alone() -> None:
    item = "<h2>1. Roads</h2><p>Cy Hall was present.</p>"
    page = f"<h1>Some Panel</h1><p>Present: Ann Lee (Chair), Jo Day (DFX)</p>{item}"
    assert [one.name for one in pages.read_page(page).minutes.attendance] == ["Ann Lee", "Jo Day"]


@pytest.mark.parametrize(
    "line",
    [
        "Present: Ann, Jo and Cy",
        "In attendance: the Secretary",
        "Apologies: various",
        "Present: 1) Ann Lee 2) Jo Day",
    ],
)
def test_what_stands_after_a_label_and_is_nobody_known_is_doubted(line: str) -> None:
    for others in ((), ("Members: Di Low (Chair), Bo Lund (DFX)",)):
        html = paragraphs("3 May 2012", *others, line)
        found = pages.read_page(f"<h1>Some Panel</h1>{html}<h2>1. Roads</h2><p>They are wet.</p>")
        assert [entry.text for entry in found.minutes.before] == [line]
        assert found.doubts[0] == Doubt(
            line, "a line among the people of the attendance that is nobody: kept as a point"
        )


@pytest.mark.parametrize("note", ["Ann Lee attended", "represented by Ann Lee"])
def test_who_came_for_somebody_is_no_organisation(note: str) -> None:
    line = f"Apologies: Jo Day ({note}), Cy Hall (DFX)"
    found = pages.read_page(f"<h1>Some Panel</h1><p>{line}</p><h2>1. Roads</h2>")
    [one, other] = found.minutes.attendance
    assert (one.name, one.organisation, one.note) == ("Jo Day", "", note)
    assert (other.name, other.organisation) == ("Cy Hall", "DFX")


def test_an_item_over_people_is_no_label_of_the_attendance() -> None:
    item = (
        "<h2>Roads</h2><p>Jo Day (QRS)</p><p>Cy Hall (DFX)</p><p>They spoke of the new roads.</p>"
    )
    minutes = pages.read_page(f"<h1>Some Panel</h1><p>3 May 2012</p>{item}<h2>Mills</h2>").minutes
    assert [item.title for item in minutes.items] == ["Roads", "Mills"]
    assert minutes.attendance == ()


def test_an_office_is_the_title_of_an_item_below_others() -> None:
    items = "<h2>Welcome</h2><p>Tea.</p><h2>Chair</h2><p>Cy Hall</p><h2>Roads</h2>"
    page = f"<h1>Some Panel</h1><p>Present: Ann Lee (Chair), Di Low</p>{items}"
    assert [item.title for item in pages.read_page(page).minutes.items] == [
        "Welcome",
        "Chair",
        "Roads",
    ]
