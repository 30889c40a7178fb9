"""Where several people of an attendance come from, and people on two lines each."""

import pytest

from .test_misfits import NOBODY, paragraphs, read, told


def noted(top: str) -> list[str]:
    """(heading) name, organisation, note of each of a page."""
    return [
        "|".join((one.heading, one.name, one.organisation, one.note))
        for one in read(top).minutes.attendance
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><b>Sea Trust</b> (joined for item 3)</p>",
        "<p><b>Sea Trust (joined for item 3)</b></p>",
        "<p><b>Sea Trust</b> – joined for item 3</p>",
        "<h3>Sea Trust (joined for item 3):</h3>",
        "<p>Sea Trust (joined for item 3):</p>",
    ],
)
def test_a_heading_over_people_may_have_a_note(heading: str) -> None:
    top = f"<p>Present:</p>{heading}<p>Kim Long</p><p>Zed Last (by phone)</p><p><b>DFX</b></p>"
    assert noted(f"{top}<p>Ann Bell</p>") == [
        "Sea Trust|Kim Long|Sea Trust|joined for item 3",
        "Sea Trust|Zed Last|Sea Trust|by phone; joined for item 3",
        "DFX|Ann Bell|DFX|",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Sea Trust: Kim Long, Zed Last", "DFX: Ann Bell"),
        ("Sea Trust – Kim Long and Zed Last", "DFX – Ann Bell"),
        ("Sea Trust (Kim Long, Zed Last)", "DFX (Ann Bell)"),
        ("Sea Trust (2): Kim Long, Zed Last", "DFX (1): Ann Bell"),
    ],
)
def test_people_after_where_they_come_from(lines: tuple[str, ...]) -> None:
    found = read(paragraphs("Tom Reed", *lines, "Ivy Orr"))
    assert told(found) == [
        *("Tom Reed", "Kim Long|Sea Trust", "Zed Last|Sea Trust", "Ann Bell|DFX", "Ivy Orr"),
    ]
    assert (found.doubts, found.unread) == ((), ())


def test_a_body_before_a_colon_is_over_people() -> None:
    lists = (
        "<p>Sea Trust:</p><ul><li>Kim Long</li></ul><p>Guest speaker:</p><p>Ann Bell, Reef Co</p>"
    )
    assert noted(f"<p>Present:</p>{lists}") == [
        "Sea Trust|Kim Long|Sea Trust|",
        "Guest speaker|Ann Bell|Reef Co|",
    ]


def test_members_under_those_present_are_no_column_beside_them() -> None:
    page = paragraphs("Members:", "Kim Long", "Ann Bell", "Officials:", "Zed Last", "Tom Reed")
    assert noted(page) == [
        *("Members|Kim Long||", "Members|Ann Bell||"),
        *("Officials|Zed Last||", "Officials|Tom Reed||"),
    ]


def test_a_person_in_bold_is_no_organisation() -> None:
    chair = paragraphs("<b>Dr Kim Long (Chair)</b>", "Zed Last", "Ann Bell")
    assert told(read(chair)) == ["Dr|Kim Long", "Zed Last", "Ann Bell"]
    found = read(paragraphs("<b>Kim Long</b>", "Zed Last", "Ann Bell"))
    assert told(found) == ["Kim Long", "Zed Last", "Ann Bell"]
    assert [doubt.passage for doubt in found.doubts] == ["Kim Long"]


def test_a_heading_that_could_be_somebody_is_doubted() -> None:
    found = read(paragraphs("<b>Blue Reef</b>", "Zed Last", "<b>Sea Trust</b>", "Ann Bell"))
    assert told(found) == ["Zed Last|Blue Reef", "Ann Bell|Sea Trust"]
    assert [doubt.passage for doubt in found.doubts] == ["Blue Reef"]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Present:<br>Kim Long<br>Deputy Director, Sea Trust<br>Ann Bell (Chair)<br>"
        "Analyst, DFX</p>",
        "<p>Present:</p><p>Kim Long</p><p>Deputy Director, Sea Trust</p><p>Ann Bell (Chair)</p>"
        "<p>Analyst, DFX</p>",
    ],
)
def test_a_name_and_what_stands_under_it_are_one_person(page: str) -> None:
    found = read(f"{page}<p>Apologies:</p><p>Zed Last</p>")
    assert [(one.name, one.description, one.organisation) for one in found.minutes.attendance] == [
        ("Kim Long", "Deputy Director", "Sea Trust"),
        ("Ann Bell", "Analyst", "DFX"),
        ("Zed Last", "", ""),
    ]


def test_people_with_posts_on_their_lines_are_under_nobody() -> None:
    lines = ("Kim Long", "Ann Bell (Chair)", "Zed Last", "Name: Tom Reed; Role: chair")
    assert told(read(paragraphs(*lines))) == ["Kim Long", "Ann Bell", "Zed Last", "Tom Reed"]


def test_bodies_under_some_names_are_theirs_only_if_under_all() -> None:
    assert told(read(paragraphs("Kim Long", "Sea Trust", "Ann Bell", "Port Board"))) == [
        *("Kim Long|Sea Trust", "Ann Bell|Port Board"),
    ]
    found = read(paragraphs("Sea Trust", "Kim Long", "Ann Bell", "Port Board", "Zed Last"))
    assert told(found) == ["Kim Long", "Ann Bell", "Zed Last"]
    assert [(doubt.passage, doubt.why) for doubt in found.doubts] == [
        *(("Sea Trust", NOBODY), ("Port Board", NOBODY)),
    ]


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Professor Kim Long – Fen University", "Professor|Kim Long|Fen University|"),
        ("Professor Kim Long, Fen University", "Professor|Kim Long|Fen University|"),
        ("Professor Kim Long", "Professor|Kim Long||"),
        ("Lord Long (Minister of Tides)", "Lord|Long||Minister of Tides"),
        ("Kim Long (Minister of Tides)", "|Kim Long||Minister of Tides"),
    ],
)
@pytest.mark.parametrize("name", ["Zed Last", "Dr Zed Last – Chair"])
def test_somebody_under_a_name_is_no_post(name: str, line: str, person: str) -> None:
    pages = [
        f"<p>Present:</p><p>{name}</p><p>{line}</p><p>Ann Bell, DFX</p>",
        f"<p>Present:<br>{name}<br>{line}<br>Ann Bell, DFX</p>",
        f"<p>Present:</p><ul><li>{name}</li><li>{line}</li><li>Ann Bell, DFX</li></ul>",
        f"<p>Present: Ann Bell (DFX)</p><p>Apologies:</p><p>{name}</p><p>{line}</p>",
    ]
    for page in pages:
        found = [
            f"{one.honorific}|{one.name}|{one.organisation}|{one.description}"
            for one in read(page).minutes.attendance
        ]
        assert len(found) == 3
        assert person in found


@pytest.mark.parametrize("post", ["Professor of Tides", "Professor Emeritus"])
def test_a_professor_without_a_name_is_the_one_above(post: str) -> None:
    page = paragraphs("Zed Last", f"{post}, Fen Trust", "Ann Bell", "Analyst, DFX")
    assert [(one.name, one.description) for one in read(page).minutes.attendance] == [
        ("Zed Last", post),
        ("Ann Bell", "Analyst"),
    ]


def test_prose_after_people_tells_of_none_of_them() -> None:
    page = paragraphs("Kim Long", "The meeting opened at ten.", "Ann Bell", "Director, Sea Trust")
    assert [entry.text for entry in read(page).minutes.before] == [
        *("The meeting opened at ten.", "Ann Bell", "Director, Sea Trust"),
    ]


def test_who_holds_an_office_is_not_under_a_heading_that_has_ended() -> None:
    page = paragraphs("Members: Kim Long, Zed Last", "Minutes: Ann Bell", "Guests:", "Tom Reed")
    assert noted(page) == [
        *("Members|Kim Long||", "Members|Zed Last||", "|Ann Bell||", "Guests|Tom Reed||"),
    ]


@pytest.mark.parametrize("nobody", ["None", "No apologies were received."])
def test_nobody_under_a_label(nobody: str) -> None:
    found = read(f"<p>Present:</p><p>Kim Long</p><h2>Apologies</h2><p>{nobody}</p>")
    assert (told(found), found.minutes.before, found.doubts) == (["Kim Long"], (), ())


def test_how_all_met_is_no_label() -> None:
    minutes = read("<p>Via Microsoft Teams</p><p>Present:</p><p>Kim Long</p>").minutes
    assert (minutes.venue, [one.heading for one in minutes.attendance]) == (
        *("Via Microsoft Teams", [""]),
    )
    assert noted("<p>Present: Kim Long</p><p>Via Zoom:</p><p>Ann Bell</p>") == [
        *("|Kim Long||", "Via Zoom|Ann Bell||"),
    ]


def test_a_heading_that_says_what_people_are_is_no_organisation() -> None:
    people = (
        *("<b>External members</b>", "Kim Long, Reef Watch", "<b>Guests:</b>", "Zed Last, DFX"),
        *("<b>Other Government Departments</b>", "Ann Bell, Sea Office"),
        *("<b>Independent experts</b>", "Tom Reed", "Ivy Orr, Fen University"),
    )
    assert noted(paragraphs(*people)) == [
        "External members|Kim Long|Reef Watch|",
        "Guests|Zed Last|DFX|",
        "Other Government Departments|Ann Bell|Sea Office|",
        "Independent experts|Tom Reed||",
        "Independent experts|Ivy Orr|Fen University|",
    ]


@pytest.mark.parametrize("label", ["External members", "Independent Members:", "Lay members"])
def test_members_of_a_kind_stand_under_a_plain_label(label: str) -> None:
    heading = label.strip(":")
    page = paragraphs("Kim Long", label, "Zed Last, Reef Watch", "Ann Bell")
    assert noted(page) == [
        "|Kim Long||",
        f"{heading}|Zed Last|Reef Watch|",
        f"{heading}|Ann Bell||",
    ]


@pytest.mark.parametrize(
    ("heading", "organisation"),
    [
        ("DfX officials", "DfX"),
        ("Sea Office staff", "Sea Office"),
        ("Officials from the Sea Office", "Sea Office"),
        ("Government officials", ""),
        ("Industry representatives", ""),
        ("Founding members", ""),
        ("Non-executive members", ""),
        ("Sea Trust members", "Sea Trust"),
    ],
)
def test_officials_come_from_the_body_that_their_heading_names(
    heading: str, organisation: str
) -> None:
    page = paragraphs("Zed Last", f"<b>{heading}</b>", "Kim Long")
    assert noted(page)[1] == f"{heading}|Kim Long|{organisation}|"


def test_bodies_under_a_heading_are_where_people_come_from() -> None:
    one = paragraphs("<b>Academia</b>", "Kim Long, Fen University")
    assert noted(one) == ["Academia|Kim Long|Fen University|"]
    own = paragraphs("<b>Wider network</b>", "Kim Long, Mill Trust", "Zed Last (Sea Office)")
    assert noted(own) == [
        "Wider network|Kim Long|Mill Trust|",
        "Wider network|Zed Last|Sea Office|",
    ]
    teams = paragraphs("<b>Sea Office</b>", "Kim Long, Water Team", "Zed Last, Policy Unit")
    assert noted(teams) == ["Sea Office|Kim Long|Sea Office|", "Sea Office|Zed Last|Sea Office|"]


def test_people_whose_fields_are_named_stand_on_a_line_each() -> None:
    lines = ("Name: Jo Day; Honorific: Sir", "Name: Di Low; Honorific: Professor")
    assert noted("<p>Present</p>" + paragraphs(*lines)) == ["|Jo Day||", "|Di Low||"]


@pytest.mark.parametrize("mark", [": ", " – ", " - "])
def test_a_body_that_could_be_a_name_stands_before_people_as_others_beside_it_do(mark: str) -> None:
    lines = [
        line.replace(": ", mark)
        for line in (
            *(
                "Sea Trust: Kim Long (Chair), Tom Reed",
                "Fen Growers: Zed Last",
                "Levy Watch: Ann Bell",
            ),
            "Port Council: Ivy Orr and Jo Day",
        )
    ]
    found = read(paragraphs(*lines))
    assert told(found) == [
        *(
            "Kim Long|Sea Trust",
            "Tom Reed|Sea Trust",
            "Zed Last|Fen Growers",
            "Ann Bell|Levy Watch",
        ),
        *("Ivy Orr|Port Council", "Jo Day|Port Council"),
    ]
    assert found.doubts == ()


def test_whether_a_body_or_somebody_stands_first_can_be_doubtful() -> None:
    lines = ("Levy Watch: Kim Long, Zed Last", "Fen Growers: Ann Bell")
    found = read(paragraphs(*lines))
    assert told(found) == ["Kim Long|Levy Watch", "Zed Last|Levy Watch", "Ann Bell|Fen Growers"]
    assert [doubt.passage for doubt in found.doubts] == list(lines)
    persons = read(paragraphs("Kim Long: Levy Watch", "Ann Bell: Sea Trust", "Zed Last: Blue Tide"))
    assert told(persons) == ["Kim Long|Levy Watch", "Ann Bell|Sea Trust", "Zed Last|Blue Tide"]


def test_lists_within_a_list_are_of_where_people_come_from() -> None:
    inner = "<ul><li>Kim Long</li><li>Ann Bell (Chair)</li></ul>"
    page = f"<p>Present:</p><ul><li>Sea Trust{inner}</li><li>Zed Last, DFX</li></ul>"
    assert noted(page) == [
        *("Sea Trust|Kim Long|Sea Trust|", "Sea Trust|Ann Bell|Sea Trust|", "|Zed Last|DFX|"),
    ]


def test_labels_may_be_items_of_a_list() -> None:
    lists = (
        "<ul><li>Present<ul><li>Kim Long</li></ul></li><li>Apologies<ul><li>Zed Last</li></ul></ul>"
    )
    assert [(one.name, one.presence) for one in read(lists).minutes.attendance] == [
        *(("Kim Long", "present"), ("Zed Last", "apologies")),
    ]


@pytest.mark.parametrize(
    "people",
    [
        "<p>Sea Trust<br>Kim Long<br>Zed Last</p><p>Port Council<br>Ann Bell</p>",
        "<ul><li>Sea Trust<ul><li>Kim Long</li><li>Zed Last</li></ul></li>"
        "<li>Port Council<ul><li>Ann Bell</li></ul></li></ul>",
        "<table><tr><td>Sea Trust</td><td>Kim Long, Zed Last</td></tr>"
        "<tr><td>Port Council</td><td>Ann Bell</td></tr></table>",
        "<table><tr><td>Sea Trust</td><td>Kim Long<br>Zed Last</td></tr>"
        "<tr><td>Port Council</td><td>Ann Bell</td></tr></table>",
    ],
)
def test_a_body_may_hold_its_people(people: str) -> None:
    found = read(f"<p>Present:</p>{people}")
    assert told(found) == ["Kim Long|Sea Trust", "Zed Last|Sea Trust", "Ann Bell|Port Council"]
    assert found.doubts == ()


def test_a_post_holds_nobody() -> None:
    found = read("<p>Present:</p><p>Chief Executive<br>Kim Long</p><p>Zed Last, Sea Trust</p>")
    assert told(found) == ["Kim Long", "Zed Last|Sea Trust"]
    assert [doubt.passage for doubt in found.doubts] == ["Chief Executive"]


def test_officials_of_a_body_can_stand_after_a_colon() -> None:
    lines = (
        "Zed Last, Chair",
        "<b>Sea Office officials:</b> Kim Long",
        "<b>Apologies:</b> Tom Reed",
    )
    assert noted(paragraphs(*lines)) == [
        *("|Zed Last||", "Sea Office officials|Kim Long|Sea Office|", "|Tom Reed||"),
    ]
    experts = paragraphs("Zed Last", "Lay experts: Kim Long (DFX), Tom Reed (QRS)")
    assert noted(experts)[1:] == ["Lay experts|Kim Long|DFX|", "Lay experts|Tom Reed|QRS|"]
    assert read(experts).doubts == ()
