"""Owners by their initials, beside where they are from."""

from datetime import date

import pytest

from meetings.minutes import reading, writing
from meetings.minutes.document import Action, Attendee, Item, Minutes
from meetings.minutes.reading import initials, pages

TOP = (
    "<h1>Some Panel - 3 May 2012</h1><p>Present</p><p>Ann Lee (DFX)</p><p>Cy Hall (Mill Trust)</p>"
    "<p>Jo Day</p><h2>1. Roads</h2>"
)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Action: Ask them (AL, DFX).", ("AL",)),
        ("Action: Ask them (CH, Mill Trust; JD).", ("CH", "JD")),
        ("Action (AL, DFX): Ask them.", ("AL",)),
        # Another body, nobody who came, and a body beside somebody else.
        ("Action: Ask them (AL, QRS).", ("AL", "QRS")),
        ("Action: Ask them (BB, DFX).", ("BB", "DFX")),
        ("Action: Ask them (JD, DFX).", ("JD", "DFX")),
        ("Action: AL and DFX to ask them.", ("AL", "DFX")),
        ("Action: Ask them. [AL, DFX]", ("AL", "DFX")),
    ],
)
def test_where_an_owner_is_from_is_no_other_owner(line: str, named: tuple[str, ...]) -> None:
    (action,) = pages.read_page(f"{TOP}<p>{line}</p>").minutes.actions()
    assert action.owners == named


def test_initials_of_two_are_nobodys() -> None:
    came = [
        Attendee("Ann Lee", organisation="DFX"),
        Attendee("Al Lowe", organisation="QRS"),
        Attendee("Cy Hall", organisation="Mill Trust", note="CHa"),
        Attendee("Jo"),
    ]
    assert initials.bodies(came) == {"CHa": "milltrust"}


def test_owners_who_are_both_meant_read_back() -> None:
    both = Action("Ask them (AL, DFX).", owners=("AL", "DFX"))
    came = (Attendee("Ann Lee", organisation="DFX"),)
    minutes = Minutes(date(2000, 1, 1), attendance=came, items=(Item("Roads", entries=(both,)),))
    for written in (writing.markdown(minutes).encode(), writing.docx(minutes)):
        assert reading.read(written).minutes == minutes
