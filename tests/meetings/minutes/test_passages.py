"""Passages that are withheld within a text."""

import datetime
from dataclasses import replace

import pytest
from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.minutes import passages, writing
from meetings.minutes.document import Action, Attendee, Item, Kind, Minutes, Point, Review, Status
from meetings.minutes.reading import pages
from meetings.minutes.reading import read as read_text
from meetings.models.content import without_passages
from panel.models import Panel
from tests.factories import PanelFactory


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("It rained.", "It rained."),
        (
            "The mill [withheld (section 43): Arden Ltd] closed.",
            "The mill [words withheld: section 43] closed.",
        ),
        (
            "[Withheld (x):a] and [withheld (y (2)): b].",
            "[words withheld: x] and [words withheld: y (2)].",
        ),
        ("[withheld (x): see [it](https://a.example) and [b]] c", "[words withheld: x] c"),
        (r"a [withheld (x): b\](c)", r"a [words withheld: x\](c)"),
        (r"[a \[withheld (x): b\] c](d)", r"[a \[words withheld: x\] c](d)"),
        # Printed so elsewhere: there is nothing to withhold.
        ("a [withheld (section 43)] b", "a [withheld (section 43)] b"),
        ("a [withheld: section 43] b", "a [withheld: section 43] b"),
    ],
)
def test_the_public_reads_why_in_place_of_a_passage(text, public):
    assert passages.redacted(text) == public


@pytest.mark.parametrize(
    "text",
    [
        "a [withheld (x): b",
        "a [withheld (x): b [c] d",
        "a [withheld (x: b] c",
        "a [withheld (): b] c",
        "a [withheld (x) b] c",
        "a [withheld (x): b [c [d] e] f] g",
        r"[a \[withheld (x): b](https://c.example) d\]",
    ],
)
def test_a_mark_that_does_not_close_withholds_all_that_follows(text):
    assert passages.misplaced(text)
    assert passages.redacted(text) == f"{text[: text.index('[w')]}[words withheld]"


@pytest.mark.parametrize(
    ("text", "is_misplaced"),
    [
        ("It was [withheld (x): late] and [Withheld (y): dark].", False),
        ("They withheld it.", False),
        ("It was [withheld: x] late.", True),
        ("It was (withheld: x) late.", True),
        ("It was [Withheld] late.", True),
        ("Ann Lee, withheld: x", True),
    ],
)
def test_what_looks_like_a_mark_and_is_none(text, is_misplaced):
    assert passages.misplaced(text) is is_misplaced


def test_a_masked_text_keeps_its_places():
    plain = "Ann [withheld (x): and Jo] to ask [withheld (y"
    assert passages.masked(plain) == "Ann xxxxxxxxxxxxxxxxxxxxxx to ask xxxxxxxxxxxx"


PIECES = [
    "[withheld (",
    "x)",
    ": ",
    "[",
    "]",
    "(",
    ")",
    "\\",
    "a",
    " ",
    "[withheld: x]",
    "WITHHELD",
]


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_database_withholds_the_same(text):
    if not Panel.objects.exists():
        PanelFactory()
    asked = Panel.objects.annotate(said=Value(text)).annotate(read=without_passages("said"))
    assert asked.values_list("read", flat=True)[0] == passages.redacted(text)


def minutes(*entries) -> Minutes:
    return Minutes(
        held_on=datetime.date(2012, 5, 3),
        title="Mills Panel",
        items=(Item("Roads", "1", entries=entries),),
    )


def read(*lines: str) -> tuple:
    text = "\n\n".join(["# Mills Panel", "Date: 3 May 2012", "## 1. Roads", *lines])
    return pages.read_page(pages.html_of_markdown(text)).minutes.items[0].entries


def test_a_passage_tells_neither_owner_nor_deadline():
    said = "[withheld (personal): Jo Day] to ask the mill [withheld (s43): by 3 June (Cy Hall)]"
    assert read(f"Action: {said}") == (Action(said),)
    said = "Ann Lee to write to [withheld (section 43): Arden Ltd]"
    assert read(f"Action: {said}") == (Action(said, owners=("Ann Lee",)),)


def test_no_action_begins_within_a_passage():
    said = "It was late [withheld (s43): for Arden. Action: Jo Day to write. Complete. Done] then."
    assert read(said) == (Point(said),)


def test_the_report_on_an_action_may_hold_a_passage():
    report = "Complete. [withheld (personal): Jo Day was ill.]"
    task = "Ann Lee to ask [withheld (s43): the mill. Complete. Done] why"
    assert read(f"Action 3: {task}", f"- {report}") == (
        Review(
            task,
            "3",
            owners=("Ann Lee",),
            status=Status.COMPLETE,
            narrative=(replace(Point(report), kind=Kind.BULLET),),
        ),
    )


ENTRIES = (
    Point("The mill [withheld (section 43): of [Arden](https://a.example)] closed."),
    Action("Ann Lee to write to [withheld (section 43): Arden by 3 June]", "1", ("Ann Lee",)),
    Action("[withheld (personal): Jo Day] to ask by 4 June", "2", due="by 4 June"),
    Review(
        "Cy Hall to ask [withheld (s43): Arden]",
        owners=("Cy Hall",),
        status=Status.COMPLETE,
        narrative=(Point("Complete. [withheld (personal): Jo Day] was ill."),),
    ),
)


@pytest.mark.parametrize("form", [minutes(*ENTRIES), minutes(*ENTRIES).redacted()])
def test_minutes_with_passages_are_read_as_they_were_written(form):
    written = writing.markdown(form)
    assert pages.read_page(pages.html_of_markdown(written)).minutes == form


def test_public_minutes_hold_no_passage_and_say_that_they_were_edited():
    public = minutes(*ENTRIES).redacted()
    written = writing.markdown(public)
    assert public.is_edited
    assert "Arden" not in written
    assert "Jo Day" not in written
    assert "The mill [words withheld: section 43] closed." in written
    assert "Parts of these minutes are withheld" in written


def attended(*lines: str) -> list[tuple[str, str, str]]:
    text = "\n".join(["# Mills Panel - 3 May 2012", "", *lines, "", "## 1. Roads", "", "Dry."])
    reading = read_text(text.encode())
    assert reading.unread == ()
    return [
        (one.name, one.organisation or one.description, one.withheld)
        for one in reading.minutes.attendance
    ]


def test_names_are_withheld_wherever_the_mark_stands():
    assert attended(
        "Present: Ann Lee (Chair), [withheld: asked] Jo Day, Cy Hall [withheld: s40], Bo Fox"
    ) == [
        ("Ann Lee", "", ""),
        ("Jo Day", "", "asked"),
        ("Cy Hall", "", "s40"),
        ("Bo Fox", "", ""),
    ]
    assert attended(
        "## Present",
        "",
        "- Ann Lee, Mill Trust [withheld: asked]",
        "- [Withheld: s40] Jo Day, Mill Trust",
        "",
        "[withheld: section 40] Cy Hall, a member of the public",
        "Bo Fox (by telephone)",
    ) == [
        ("Ann Lee", "Mill Trust", "asked"),
        ("Jo Day", "Mill Trust", "s40"),
        ("Cy Hall", "a member of the public", "section 40"),
        ("Bo Fox", "", ""),
    ]


def test_a_line_that_is_withheld_begins_below_any_other():
    assert read(
        "It was late.\n[Withheld: s40] Jo was ill.",
        "Action: Ann Lee to ask.\n[withheld:s43] Arden.",
    ) == (
        Point("It was late."),
        Point("Jo was ill.", withheld="s40"),
        Action("Ann Lee to ask.", owners=("Ann Lee",)),
        Point("Arden.", withheld="s43"),
    )


def test_what_is_for_later_or_advice_can_be_withheld():
    assert read("For a later meeting: [withheld: s43] Prices.") == (
        Point("Prices.", is_for_later=True, withheld="s43"),
    )


def test_an_empty_reason_withholds_nothing_and_is_kept():
    assert read("[withheld: ] Prices.") == (Point("[withheld: ] Prices."),)


def test_a_note_that_looks_like_a_mark_is_written_as_the_note_that_it_is():
    noted = replace(minutes(), attendance=(Attendee("Ann Lee", note="[withheld: asked]"),))
    written = writing.markdown(noted)
    assert pages.read_page(pages.html_of_markdown(written)).minutes == noted


def test_where_somebody_is_from_stands_in_a_bracket_where_a_comma_would_not_tell():
    people = (
        Attendee("Ann Lee", organisation="Mill Trust"),
        Attendee("Jo Day", organisation="Riverbank Software"),
    )
    written = writing.markdown(replace(minutes(), attendance=people))
    assert "- Ann Lee, Mill Trust\n- Jo Day (Riverbank Software)\n" in written
