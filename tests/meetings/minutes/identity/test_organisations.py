"""Which printed organisations are one, in whatever order and batches documents come."""

import pytest

from tests.meetings.minutes.identity.attended import recorded

pytestmark = pytest.mark.django_db

SEVERAL = "an abbreviation that several names could have"
LETTERS = "initials of the other’s name"
REPAIR, RIVER, LRO = "Lock Repair Office", "Lower River Office", "LRO"


def organisations(*listed, codes="RW RW RW"):
    """What is one, by names, and each pair that is asked about, of one list a meeting."""
    documents = [
        (code, 1 + 2 * number, lines)
        for number, (code, lines) in enumerate(zip(codes.split(), listed, strict=False))
    ]
    _, found, _, asked = recorded(documents)
    return sorted(map(sorted, found)), sorted(
        (*sorted(" = ".join(sorted(one)) for one in pair), why) for pair, why in asked
    )


@pytest.mark.parametrize(
    ("one", "short", "other", "whys"),
    [
        (REPAIR, LRO, RIVER, [SEVERAL, SEVERAL]),
        # Everybody knows the first by that name, and yet it could be the second's.
        ("Ministry of Justice", "MoJ", "Ministry of Jousting", [SEVERAL, SEVERAL]),
        ("Department for Education", "DfE", "Department for Eels", [SEVERAL, SEVERAL]),
        ("Department of Health", "DH", "Department of Hatches", [SEVERAL, LETTERS]),
        ("Canal Trust", "CT", "Clear Thames", [LETTERS, LETTERS]),
        # Akin as they are, one abbreviation does not make them one.
        ("Lockham City Council", "LCC", "Lockham County Council", [SEVERAL, SEVERAL]),
        ("Greater London Authority", "GLA", "Greater London Anglers", [SEVERAL, SEVERAL]),
    ],
)
def test_an_abbreviation_of_two_names_is_neither_and_asked(one, short, other, whys):
    found, asked = organisations(
        (f"Jo Reed, {one}",), (f"Bo Lund, {short}",), (f"Cy Nash, {other}",)
    )
    assert found == sorted([[one], [short], [other]])
    assert [{a, b} for a, b, _ in asked] == [{name, short} for name in sorted((one, other))]
    assert sorted(why for *_, why in asked) == whys


@pytest.mark.parametrize(
    ("one", "short", "other"),
    [(REPAIR, LRO, RIVER), ("Ministry of Justice", "MoJ", "Ministry of Jousting")],
)
def test_whoever_came_from_both_decides_an_abbreviation(one, short, other):
    found, asked = organisations(
        (f"Jo Reed, {one}",), (f"Jo Reed, {short}",), (f"Cy Nash, {other}",)
    )
    assert (found, asked) == (sorted([sorted([one, short]), [other]]), [])


def test_what_is_printed_with_its_abbreviation_decides():
    found, asked = organisations(
        (f"Jo Reed, {REPAIR} (LRO)",), (f"Bo Lund, {LRO}",), (f"Cy Nash, {RIVER}",)
    )
    assert (found, asked) == ([[LRO, f"{REPAIR} (LRO)"], [RIVER]], [])


def test_an_abbreviation_printed_with_two_names_is_neither():
    full = [f"{REPAIR} (LRO)", f"{RIVER} (LRO)"]
    found, asked = organisations((f"Jo Reed, {full[0]}", f"Bo Lund, {full[1]}"), ("Al Sand, LRO",))
    assert found == [[LRO], *([name] for name in full)]
    assert asked == [(LRO, name, SEVERAL) for name in full]


def test_a_name_of_another_panel_is_not_meant_by_a_known_short_name():
    lists = ("Jo Reed, Ministry of Justice",), ("Bo Lund, MoJ",), ("Cy Nash, Ministry of Jousting",)
    found, asked = organisations(*lists, codes="RW RW CB")
    assert (found, asked) == ([["Ministry of Jousting"], ["Ministry of Justice", "MoJ"]], [])


@pytest.mark.parametrize(
    ("name", "short", "misprint"),
    [
        ("Ministry of Justice", "MoJ", "Mininstry of Justice"),
        ("Lock Repair Office", "LRO", "Nock Repair Office"),
        ("Lower River Office", "LRO", "Lower River Offices"),
    ],
)
def test_a_misprint_is_no_second_name_that_an_abbreviation_could_mean(name, short, misprint):
    found, asked = organisations(
        (f"Jo Reed, {name}",), (f"Bo Lund, {short}",), (f"Cy Nash, {misprint}",)
    )
    assert (found, asked) == ([sorted([name, short, misprint])], [])


def test_a_misprint_and_a_second_name_are_two_that_an_abbreviation_could_mean():
    found, asked = organisations(
        ("Jo Reed, Ministry of Justice", "Al Sand, Mininstry of Justice"),
        ("Bo Lund, MoJ",),
        ("Cy Nash, Ministry of Justicefield",),
    )
    justice = ["Mininstry of Justice", "Ministry of Justice"]
    assert found == [justice, ["Ministry of Justicefield"], ["MoJ"]]
    assert asked == [
        (" = ".join(justice), "MoJ", SEVERAL),
        ("Ministry of Justicefield", "MoJ", SEVERAL),
    ]


def test_two_abbreviations_of_one_name_are_one():
    found, asked = organisations(
        ("Jo Reed, Department for Locks",), ("Bo Lund, DfL",), ("Bo Lund, DFL", "Jo Reed, DL")
    )
    assert (found, asked) == ([["DFL", "DL", "Department for Locks", "DfL"]], [])


def test_initials_hold_what_is_short_in_the_name_and_stand_after_a_comma():
    found, asked = organisations(
        ("Jo Reed, Lock Delivery UK", "Al Sand, Country Anglers and Boaters Association, CBA"),
        ("Bo Lund, LDUK", "Cy Nash, CBA", "Di Fry, Country Anglers and Boaters Association"),
    )
    anglers = "Country Anglers and Boaters Association"
    assert (found, asked) == (
        [["CBA", anglers, f"{anglers}, CBA"], ["LDUK", "Lock Delivery UK"]],
        [],
    )
