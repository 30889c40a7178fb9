"""Two printed names of organisations, and how alike they are."""

import pytest

from meetings.minutes.identity.organisation_names import Likeness, blocks, likeness, taught


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The Canal & River Trust", "Canal and River Trust", Likeness.EXACT),
        ("Dept for Locks", "Department of Locks", Likeness.EXACT),
        ("No. 7", "Number 7", Likeness.EXACT),
        ("Canal Trust (CT)", "Canal Trust", Likeness.EXACT),
        ("MoD", "Ministry of Defence", Likeness.EXACT),
        ("Minstry of Locks", "Ministry of Locks", Likeness.MISPRINT),
        ("CRT", "Canal and River Trust", Likeness.INITIALS),
        ("CART", "Canal and River Trust", Likeness.INITIALS),
        ("DfL", "Department for Locks", Likeness.INITIALS),
        ("LDUK", "Lock Delivery UK", Likeness.INITIALS),
        ("LDU", "Lock Delivery UK", Likeness.INITIALS),
        ("Lockham City Council", "Lockham CC", Likeness.AKIN),
        ("Locks", "Ministry of Locks", Likeness.AKIN),
        ("Weir Area 1 Office", "Weir Area 2 Office", Likeness.AKIN),
        ("Lock Office", "Weir Office", Likeness.NONE),
        ("CRT", "Weir Office", Likeness.NONE),
        ("CRT", "CR", Likeness.NONE),
    ],
)
def test_likeness_of_two_names_is_the_same_both_ways(one, other, expected):
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected
    if expected is not Likeness.NONE:
        assert blocks(one) & blocks(other)


def test_only_initials_in_brackets_are_an_abbreviation():
    assert taught("Canal and River Trust (CRT)") == ("Canal and River Trust", "CRT")
    assert taught("Country Anglers and Boaters Association (CBA)") == (
        "Country Anglers and Boaters Association",
        "CBA",
    )
    assert taught("Canal Trust (SOCK)") == ("Canal Trust (SOCK)", "")


def test_initials_after_a_comma_are_an_abbreviation_too():
    assert taught("Lock Repair Office, LRO") == ("Lock Repair Office", "LRO")
    assert taught("Lock Repair Office, Lockham") == ("Lock Repair Office, Lockham", "")
    assert taught("University of Lockham, UK") == ("University of Lockham, UK", "")
    assert likeness("Lock Repair Office, LRO", "Lock Repair Office") is Likeness.EXACT
