"""Two printed names, and how alike they are."""

import pytest

from meetings.minutes.identity.personal_names import Likeness, likeness, parsed


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Prof Sir Ada Ferris OBE", "Ada Ferris", Likeness.EXACT),
        ("Chief Supt. Ada Ferris", "Ada Ferris", Likeness.EXACT),
        ("Ada Ferris, MP", "Ada Ferris", Likeness.EXACT),
        ("Ferris, Ada", "Ada Ferris", Likeness.EXACT),
        ("Ada  Ferris (AF)", "Ada Ferris", Likeness.EXACT),
        ("Kit O’ Dea", "Kit O'Dea", Likeness.EXACT),
        ("Rae Mc Tarn", "Rae McTarn", Likeness.EXACT),
        ("José Lúnd", "Jose Lund", Likeness.EXACT),
        ("Ada Bell-Ferris", "Ada Bell Ferris", Likeness.EXACT),
        ("Will Tarn", "William Tarn", Likeness.FORM),
        ("Bill Tarn", "Will Tarn", Likeness.FORM),
        ("Kate Tarn", "Catherine Tarn", Likeness.FORM),
        ("Cath Tarn", "Catherine Tarn", Likeness.FORM),
        ("Kath Tarn", "Cathy Tarn", Likeness.FORM),
        ("Ada R. Ferris", "Ada Ferris", Likeness.FORM),
        ("Ada R. Ferris", "Ada Rose Ferris", Likeness.FORM),
        ("A. Ferris", "Ada Ferris", Likeness.INITIAL),
        ("AR Ferris", "Ada Ferris", Likeness.INITIAL),
        ("Jon Tharn", "Jon Thran", Likeness.MISPRINT),
        ("Willaim Tarn", "William Tarn", Likeness.MISPRINT),
        ("Jon Smyth", "Jon Smith", Likeness.MISPRINT),
        ("Lord Tarn", "William Tarn", Likeness.SURNAME),
        ("Inspector Tarn", "William Tarn", Likeness.SURNAME),
        ("Joan Tarn", "John Tarn", Likeness.NEAR),
        ("Paul Tarn", "Paula Tarn", Likeness.NEAR),
        ("Ada Hassain", "Ada Hussein", Likeness.NEAR),
        ("Wiliam Tarn", "Will Tarn", Likeness.LOOSE),
        ("A. Tharn", "Ada Thran", Likeness.LOOSE),
        ("Ada Lee", "Ada Lea", Likeness.NONE),
        ("Ada R. Ferris", "Ada T. Ferris", Likeness.NONE),
        ("Ada Ferris", "Bo Ferris", Likeness.NONE),
        ("Kate Tarn", "Cath Tarn", Likeness.NONE),
        ("Beth Tarn", "Liz Tarn", Likeness.NONE),
        ("Ada Ferris", "Ada Lund", Likeness.NONE),
    ],
)
def test_likeness_of_two_names_is_the_same_both_ways(one, other, expected):
    assert likeness(parsed(one), parsed(other)) is expected
    assert likeness(parsed(other), parsed(one)) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jon Tharn", "Jon Thran"), ("Jon Tharn", "Jon Thaarn"), ("Jon Hassain", "Jon Hussein")],
)
def test_names_that_are_alike_share_a_block(one, other):
    assert set(parsed(one).blocks()) & set(parsed(other).blocks())


def test_a_name_of_many_parts_is_read_in_its_parts():
    name = parsed("Dr Kit J. von Tarn")
    assert (name.first, name.middles, name.surname) == ("kit", ("j",), "vontarn")
    alone = parsed("Baroness Tarn")
    assert (alone.first, alone.surname, alone.is_full) == ("", "tarn", False)
