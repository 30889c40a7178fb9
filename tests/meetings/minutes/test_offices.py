"""What people on a list are, where a label or another line tells it."""

import pytest

from meetings.minutes.document import Doubt, Presence, Role

from .test_misfits import paragraphs, read

TWO_CHAIRS = "called the chair, as somebody else is: who was in the chair is not told"


def held(*lines: str) -> list[str]:
    """name, organisation, description, role of each."""
    return [
        "|".join((one.name, one.organisation, one.description, one.role or ""))
        for one in read(paragraphs(*lines)).minutes.attendance
    ]


@pytest.mark.parametrize(
    "said",
    ["Ann Lee – note", "Ann Lee (notes)", "Ann Lee (note-taker)", "Ann Lee, taking the minutes"],
)
def test_who_took_the_minutes(said: str) -> None:
    assert held("Cy Hall, DFX", said) == ["Cy Hall|DFX||", "Ann Lee|||minute taker"]


@pytest.mark.parametrize(
    "label",
    ["Minutes taken by:", "Minutes recorded by", "Note prepared by:", "Minuted by", "Notes:"],
)
def test_a_label_tells_who_took_the_minutes(label: str) -> None:
    assert held("Cy Hall, DFX", f"{label} Ann Lee") == ["Cy Hall|DFX||", "Ann Lee|||minute taker"]


def test_an_office_stands_before_a_dash_as_before_a_colon() -> None:
    lines = ("Chair – Ann Lee, Mill Trust", "Vice-Chair - Di Low", "Secretary — Cy Hall (DFX)")
    assert held(*lines, "Al Ray – QRS") == [
        "Ann Lee|Mill Trust||chair",
        "Di Low|||deputy chair",
        "Cy Hall|DFX||secretary",
        "Al Ray|QRS||",
    ]


def test_an_office_before_a_dash_stays_under_apologies() -> None:
    found = read(paragraphs("Chair – Cy Hall", "Apologies:", "Secretary – Ann Lee", "Di Low (DFX)"))
    assert [(one.name, one.role, one.presence) for one in found.minutes.attendance] == [
        ("Cy Hall", Role.CHAIR, Presence.PRESENT),
        ("Ann Lee", Role.SECRETARY, Presence.APOLOGIES),
        ("Di Low", None, Presence.APOLOGIES),
    ]
    why = "an office and a name among those who stayed away: read as one of them"
    assert found.doubts == (Doubt("Ann Lee", why),)
    after = read(paragraphs("Di Low (DFX)", "Apologies: Al Ray", "Chair – Cy Hall"))
    assert [(one.name, one.presence) for one in after.minutes.attendance] == [
        ("Di Low", Presence.PRESENT),
        ("Al Ray", Presence.APOLOGIES),
        ("Cy Hall", Presence.PRESENT),
    ]


def test_what_is_noted_of_somebody_is_no_office() -> None:
    lines = ("Cy Hall, DFX", "Ann Lee", "Note: Ann Lee joined at item 3.")
    assert held(*lines) == ["Cy Hall|DFX||", "Ann Lee|||"]
    assert [entry.text for entry in read(paragraphs(*lines)).minutes.before] == [lines[-1]]


def test_whom_a_label_of_an_office_names_is_the_one_on_the_list() -> None:
    lines = ("Chair: Ann Lee", "Members: Ann Lee (DFX), Cy Hall, Di Low", "Minutes: Cy Hall, QRS")
    assert held(*lines) == ["Ann Lee|DFX||chair", "Cy Hall|QRS||minute taker", "Di Low|||"]


def test_somebody_on_the_list_of_another_office_or_body_is_told_again() -> None:
    lines = ("Members: Ann Lee (Chair), Cy Hall (DFX)", "Notes: Ann Lee", "Secretary: Cy Hall, QRS")
    assert held(*lines) == [
        *("Ann Lee|||chair", "Cy Hall|DFX||"),
        *("Ann Lee|||minute taker", "Cy Hall|QRS||secretary"),
    ]


def test_the_chair_of_a_body_is_in_the_chair_only_where_nobody_else_is() -> None:
    others = ("Cy Hall – Chair, Reef User Group", "Di Low, Chairman, Mill Trust")
    assert held("Ann Lee – Minister for Weather (Chair)", *others) == [
        "Ann Lee||Minister for Weather|chair",
        "Cy Hall|Reef User Group|Chair|",
        "Di Low|Mill Trust|Chairman|",
    ]
    assert held("Ann Lee", others[0]) == ["Ann Lee|||", "Cy Hall|Reef User Group||chair"]
    assert read(paragraphs("Ann Lee", others[0])).doubts == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ann Lee – Chair, Mill Trust", "Cy Hall – Chair, Reef User Group"),
        ("Ann Lee (Chair)", "Cy Hall (Reef User Group) – Chair"),
    ],
)
def test_two_who_may_have_been_in_the_chair_are_doubted(first: str, second: str) -> None:
    found = read(paragraphs(first, second))
    assert [one.role for one in found.minutes.attendance] == ["chair", "chair"]
    assert [(doubt.passage, doubt.why) for doubt in found.doubts] == [(second, TWO_CHAIRS)]


def test_a_chair_who_stayed_away_is_no_second_one() -> None:
    found = read(paragraphs("Ann Lee (Chair)", "Apologies:", "Cy Hall (Chair)"))
    assert [one.role for one in found.minutes.attendance] == ["chair", "chair"]
    assert found.doubts == ()
