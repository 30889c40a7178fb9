"""Who opens a sentence of the items, and who is only named."""

import pytest

from meetings.minutes.reading.blocks import blocks_of
from meetings.minutes.reading.speakers import NAMED, SPEAKS, speaks_in

PAGE = (
    "<p>Ann Lee said so. Dr Cy Hall, Head of Mills, agreed.</p>"
    "<p>The panel thanked Jo Day. Di Moss and Flo Pym were thanked.</p>"
    "<p>Bo Fox and Al Ray to count the locks. Ed Orr, Clerk, went to see them.</p>"
    "<p>Deputy Chief Constable Vi Ash asked why.</p>"
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ann Lee", SPEAKS),
        ("Cy Hall", SPEAKS),
        ("Di Moss", SPEAKS),
        ("Jo Day", NAMED),
        ("Flo Pym", NAMED),
        ("Ann", SPEAKS),
        ("Bo Fox", NAMED),
        ("Al Ray", NAMED),
        ("Ed Orr", SPEAKS),
        ("Vi Ash", SPEAKS),
        ("Gus Orr", 0.0),
        ("", 0.0),
    ],
)
def test_speaks_in(name: str, told: float) -> None:
    assert speaks_in(blocks_of(PAGE).blocks)(name) == told
