import pytest

from meetings.minutes.reading import names


def test_key_folds_what_printing_varies() -> None:
    assert names.key("Prof. Zoë O’Neil") == names.key("Dr Zoe O'Neil") == "zoe oneil"
    assert names.key("Justice") == "justice"


def test_organisation_key_folds_case_and_spaces() -> None:
    assert names.organisation_key("OpenRivers") == names.organisation_key("Open rivers")
    assert names.organisation_key("The Fish & Weir Trust") == names.organisation_key(
        "Fish and Weir Trust"
    )


@pytest.mark.parametrize(
    "text", ["Ann Lee", "Dr Emma de Vries", "Lord Snow", "Kit O’ Shea", "Jo Bloggs-Smith"]
)
def test_is_person(text: str) -> None:
    assert names.is_person(text)


@pytest.mark.parametrize(
    "text", ["Ann", "the Board", "Ann Lee welcomed everybody", "Room 4", "", "ann lee", "1 Street"]
)
def test_is_no_person(text: str) -> None:
    assert not names.is_person(text)


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Chief Superintendent Jo Day", "Chief Superintendent", "Jo Day"),
        ("Det. Chief Supt. Jo Day", "Det. Chief Supt.", "Jo Day"),
        ("Assistant Chief Constable Jo Day", "Assistant Chief Constable", "Jo Day"),
        ("ACC Jo Day", "ACC", "Jo Day"),
        ("Inspector Day", "Inspector", "Day"),
        ("His Honour Judge Jo Day", "His Honour Judge", "Jo Day"),
        ("HHJ Day", "HHJ", "Day"),
        ("The Right Honourable Lord Day", "The Right Honourable Lord", "Day"),
        ("The Lord Day of Tidewater", "The Lord", "Day of Tidewater"),
        ("Canon Jo Day", "Canon", "Jo Day"),
    ],
)
def test_honorifics_of_several_words(text: str, title: str, name: str) -> None:
    assert names.honorific(text) == (title, name)
    assert names.is_person(text)
    assert names.key(text) == names.key(name)


@pytest.mark.parametrize(
    "text", ["Chief Constable", "Inspector", "Inspector of Mills", "The Mill", "Acc Day", "Jo Day"]
)
def test_no_honorific(text: str) -> None:
    assert names.honorific(text) == ("", text)
