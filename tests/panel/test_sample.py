"""The sample panel's minutes are read as they are meant."""

import datetime
from typing import Any

import pytest
from django.conf import settings

from meetings.files import hidden, kinds
from meetings.minutes import reading
from meetings.minutes.document import Action, Kind, Point, Presence, Role, Status, series_headings

FOLDER = settings.BASE_DIR / "panel" / "sample"
FEBRUARY, JUNE, OCTOBER = (
    "2026-03-09-rivers-and-waters-transparency-panel-minutes-of-the-meeting-held-on"
    "-12-february-2026.md",
    "2026-07-06-rivers-and-waters-transparency-panel-11-june-2026.md",
    "rivers-and-waters-transparency-panel-15-october-2026-draft.md",
)

CHAIR = ("Marguerite Tolland", "University of Severnside", Role.CHAIR, "")
PENHALLOW = ("Idris Penhallow", "Institute of Catchment Science", None, "")
HALLAM = ("Sunniva Hallam", "National Flood Laboratory", None, "")
QUENNELL = ("Rosalind Quennell", "Anglers’ Data Cooperative", None, "")
WRONEK = ("Mateusz Wronek", "Riverbank Software", None, "")
ELLERBY = ("Priya Ellerby", "independent hydrologist", None, "")
TAVERNOR = ("Yusuf Tavernor", "Waterways Users’ Forum", None, "")
KILMORACK = ("Euan Kilmorack", "Northern Basin Authority", None, "")
LOCKWOOD = ("Harbir Lockwood", "Office for Water Standards", None, "")
UNDERHILL = ("Bashir Underhill", "Department for Public Data", None, "")
FARTHINGALE = ("Leonie Farthingale", "Department for Rivers", None, "")
SECRETARY = ("Gethin Marlowe", "Department for Rivers", Role.SECRETARY, "")
MINUTE_TAKER = ("Nuala Derrybrook", "Department for Rivers", Role.MINUTE_TAKER, "")

Reviewed = tuple[str, tuple[str, ...], str, Status]


def in_series(
    series: dict[str, list[Reviewed]],
) -> list[tuple[str, str, tuple[str, ...], str, Status]]:
    """Each review with the heading of its series before it."""
    return [(heading, *review) for heading, reviews in series.items() for review in reviews]


EXPECTED: dict[str, dict[str, Any]] = {
    FEBRUARY: {
        "head": (datetime.date(2026, 2, 12), "Lockgate House, Bristol"),
        "published": datetime.date(2026, 3, 9),
        "present": [
            CHAIR,
            PENHALLOW,
            QUENNELL,
            WRONEK,
            ELLERBY,
            KILMORACK,
            (
                "Callum Reddish",
                "Office for Water Standards",
                Role.DEPUTY,
                "Harbir Lockwood",
            ),
            UNDERHILL,
            FARTHINGALE,
            SECRETARY,
            MINUTE_TAKER,
        ],
        "apologies": [HALLAM, LOCKWOOD],
        "items": [
            ("1", "Welcome"),
            ("2", "Minutes and update on actions"),
            ("3", "The river gauge feed in the January floods"),
            ("4", "A licence for the historic flood outlines"),
            ("5", "Samples taken by volunteers"),
            ("6", "Who is missing from the panel"),
            ("7", "Any Other Business"),
        ],
        "reviews": [
            ("", "1", ("Gethin Marlowe",), "", Status.PARTIALLY_COMPLETE),
            ("", "2", ("Leonie Farthingale",), "", Status.NOT_COMPLETE),
            ("", "3", ("Sunniva Hallam",), "", Status.COMPLETE),
            ("", "4", ("Leonie Farthingale",), "", Status.NOT_COMPLETE),
        ],
        "actions": [
            ("3", ("Euan Kilmorack",), "by 30 April"),
            ("3", ("Gethin Marlowe", "Mateusz Wronek"), "for the next meeting"),
            ("4", ("Bashir Underhill", "Leonie Farthingale"), "at the next meeting"),
            ("5", ("Rosalind Quennell",), ""),
            ("5", ("Callum Reddish",), ""),
            ("6", ("Secretariat",), "by the next meeting"),
        ],
    },
    JUNE: {
        "head": (
            datetime.date(2026, 6, 11),
            "Room 2, The Old Pumping Station, 14 Sluice Lane, Leeds",
        ),
        "published": datetime.date(2026, 7, 6),
        "present": [
            CHAIR,
            PENHALLOW,
            HALLAM,
            QUENNELL,
            WRONEK,
            TAVERNOR,
            KILMORACK,
            LOCKWOOD,
            FARTHINGALE,
            SECRETARY,
            MINUTE_TAKER,
        ],
        "apologies": [ELLERBY, UNDERHILL],
        "items": [
            ("1", "Welcome"),
            ("2", "Minutes and update on actions"),
            ("3", "A rule for stale readings"),
            ("4", "What the flood outlines earn"),
            ("5", "Closures of locks and towpaths"),
            ("6", "Panel members’ visit to the Tarrow gauges"),
            ("7", "Any Other Business"),
        ],
        "reviews": in_series(
            {
                "Actions from meetings before 12 February:": [
                    ("1", ("Gethin Marlowe",), "", Status.COMPLETE),
                    ("2", ("Leonie Farthingale",), "", Status.PARTIALLY_COMPLETE),
                ],
                "Actions from the meeting of 12 February:": [
                    ("1", ("Euan Kilmorack",), "by 30 April", Status.COMPLETE),
                    ("2", ("Gethin Marlowe", "Mateusz Wronek"), "", Status.COMPLETE),
                    (
                        "3",
                        ("Bashir Underhill", "Leonie Farthingale"),
                        "at the next meeting",
                        Status.PARTIALLY_COMPLETE,
                    ),
                    ("4", ("Rosalind Quennell",), "", Status.COMPLETE),
                    ("5", ("Callum Reddish",), "", Status.NOT_COMPLETE),
                    ("6", ("Secretariat",), "", Status.COMPLETE),
                ],
            }
        ),
        "actions": [
            ("3", ("Euan Kilmorack",), "by the end of September"),
            ("3", ("Sunniva Hallam",), ""),
            ("4", ("Leonie Farthingale",), ""),
            ("5", ("Gethin Marlowe", "Yusuf Tavernor"), "in time for the next meeting"),
            ("6", ("Euan Kilmorack",), "as soon as possible"),
        ],
    },
    OCTOBER: {
        "head": (datetime.date(2026, 10, 15), "Lockgate House, Bristol"),
        "published": None,
        "present": [
            CHAIR,
            PENHALLOW,
            HALLAM,
            QUENNELL,
            ELLERBY,
            TAVERNOR,
            LOCKWOOD,
            UNDERHILL,
            ("Tamsin Oakshott", "Northern Basin Authority", Role.DEPUTY, "Euan Kilmorack"),
            SECRETARY,
            MINUTE_TAKER,
        ],
        "apologies": [KILMORACK, WRONEK, FARTHINGALE],
        "items": [
            ("1", "Welcome"),
            ("2", "Minutes and update on actions"),
            ("3", "Floods of the archive that never were"),
            ("4", "Opening the flood outlines"),
            ("5", "A second series of samples"),
            ("6", "The annual report"),
            ("7", "Any other business"),
        ],
        "reviews": in_series(
            {
                "Actions from meetings before 11 June:": [
                    ("1", ("Leonie Farthingale",), "", Status.COMPLETE),
                    ("2", ("Bashir Underhill", "Leonie Farthingale"), "", Status.COMPLETE),
                    ("3", ("Callum Reddish",), "", Status.NOT_TAKEN_FORWARD),
                ],
                "Actions from the meeting of 11 June:": [
                    (
                        "1",
                        ("Euan Kilmorack",),
                        "by the end of September",
                        Status.PARTIALLY_COMPLETE,
                    ),
                    ("2", ("Sunniva Hallam",), "", Status.COMPLETE),
                    ("3", ("Leonie Farthingale",), "", Status.COMPLETE),
                    ("4", ("Gethin Marlowe", "Yusuf Tavernor"), "", Status.PARTIALLY_COMPLETE),
                    ("5", ("Euan Kilmorack",), "", Status.NOT_COMPLETE),
                ],
            }
        ),
        "actions": [
            ("3", ("Sunniva Hallam",), "by 30 November"),
            ("3", ("Tamsin Oakshott",), "before the end of January"),
            ("4", ("Bashir Underhill",), "by 1 January 2027"),
            ("4", ("Secretariat",), ""),
            ("5", ("Harbir Lockwood", "Rosalind Quennell"), "by the end of March"),
            ("6", ("Gethin Marlowe",), "within four weeks"),
        ],
    },
}


def test_sample_holds_these_files():
    assert sorted(path.name for path in FOLDER.iterdir()) == [
        *(FEBRUARY, JUNE, "papers", OCTOBER),
    ]


@pytest.mark.parametrize("path", sorted((FOLDER / "papers").iterdir()), ids=lambda path: path.name)
def test_papers_of_the_sample_hold_nothing_that_is_not_seen(path):
    data = path.read_bytes()
    assert len(data) < 3000
    assert hidden.look(data, kinds.kind_of(data, path.name)) == []


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_is_read_as_meant(name):
    read = reading.read((FOLDER / name).read_bytes(), name)
    minutes = read.minutes
    people = {
        presence: [
            (one.name, one.organisation or one.description, one.role, one.deputy_for)
            for one in minutes.attendance
            if one.presence is presence
        ]
        for presence in Presence
    }
    assert {
        "head": (minutes.held_on, minutes.venue),
        "published": read.post.created_on if read.post else None,
        "present": people[Presence.PRESENT],
        "apologies": people[Presence.APOLOGIES],
        "items": [(item.number, item.title) for item in minutes.items],
        "reviews": [
            (series, review.number, review.owners, review.due, review.status)
            for item in minutes.items
            for review, series in series_headings(item.entries)
        ],
        "actions": [
            (item.number, entry.owners, entry.due)
            for item in minutes.items
            for entry in item.entries
            if isinstance(entry, Action)
        ],
    } == EXPECTED[name]
    assert (minutes.panel, people[Presence.ABSENT], minutes.before, minutes.after) == (
        "Rivers and Waters Transparency Panel", [], (), (),
    )  # fmt: skip
    assert (read.unread, read.doubts) == ((), ())


def test_sample_keeps_the_forms_of_what_was_said():
    minutes = reading.read((FOLDER / FEBRUARY).read_bytes(), FEBRUARY).minutes
    points = [entry for entry in minutes.items[2].entries if isinstance(entry, Point)]
    assert [(point.kind, point.depth) for point in points] == [
        (Kind.PARAGRAPH, 0),
        (Kind.BULLET, 0),
        (Kind.BULLET, 0),
        (Kind.BULLET, 1),
        (Kind.BULLET, 1),
        (Kind.BULLET, 1),
        (Kind.BULLET, 0),
        (Kind.PARAGRAPH, 0),
        (Kind.QUOTATION, 0),
    ]
    assert [point.text for point in minutes.reviews()[3].narrative] == [
        "Not complete. This was a repeat of action 2."
    ]
    assert (minutes.attendance[0].honorific, minutes.attendance[1].honorific) == ("Professor", "Dr")
    assert minutes.items[2].entries[6].text == (
        "Idris Penhallow observed that a gauge’s *silence* is itself a reading, "
        "and should be published as one."
    )
    assert minutes.items[3].entries[1].text == (
        "Bashir Underhill saw no obstacle to the [open licence](https://licences.example/open-2) "
        "that other map data carries, provided that the surveys bought from contractors are left "
        "out."
    )
