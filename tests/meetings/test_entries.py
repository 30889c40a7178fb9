from threading import Thread

import pytest
from django.db import ProgrammingError, connection, transaction

from meetings.models import AgendaItem, Entry, Meeting
from tests.factories import (
    ActionEntryFactory,
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    ReviewEntryFactory,
)
from tests.refusals import (
    assert_accepted,
    assert_refused,
    assert_refused_by_database,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(panel=PanelFactory(code="CJ", name="Crime and Justice"))


def entry(meeting: Meeting, **fields) -> Entry:
    return Entry(meeting=meeting, position=0, **fields)


def test_entry_of_each_shape_is_accepted(meeting):
    item = AgendaItemFactory(meeting=meeting)
    review = ReviewEntryFactory(item=item, position=1)
    for row in (
        Entry(text="Before."),
        Entry(text="Within.", item=item),
        Entry(text="Reported.", item=item, parent=review),
        Entry(kind="action", item=item),
        Entry(kind="action"),
        Entry(text="After.", is_after=True),
    ):
        row.meeting, row.position = meeting, review.position + 1 + meeting.entries.count()
        assert_accepted(row)


def test_entry_after_the_last_item_and_under_one_is_refused(meeting):
    assert_refused(
        entry(meeting, text="x", is_after=True, item=AgendaItemFactory(meeting=meeting)),
        "What stands after the last item has no item.",
        by="entry_after_has_no_item",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "paragraph", "text": ""},
        {"kind": "heading", "text": ""},
        {"kind": "action", "text": "x"},
        {"kind": "review", "text": "x"},
    ],
)
def test_entry_with_text_where_it_is_no_point_or_without_is_refused(meeting, fields):
    assert_refused(
        entry(meeting, **fields),
        "A point needs its text, and only a point has one.",
        by="entry_point_has_text",
    )


@pytest.mark.parametrize("kind", ["action", "review"])
def test_entry_reported_in_a_review_is_a_point(meeting, kind):
    row = entry(meeting, kind=kind, parent=ReviewEntryFactory(meeting=meeting, position=1))
    assert_refused_by_database(row, by="entry_point_has_text")


def test_entry_under_an_item_of_another_meeting_is_refused(meeting):
    assert_refused(
        entry(meeting, text="x", item=AgendaItemFactory()),
        "The item is not one of this meeting.",
        by="stands under what its meeting holds",
    )


@pytest.mark.parametrize("factory", [EntryFactory, ActionEntryFactory])
def test_entry_reported_under_what_is_no_review_is_refused(meeting, factory):
    assert_refused(
        entry(meeting, text="x", parent=factory(meeting=meeting, position=1)),
        "What is reported stands under a review of this meeting.",
        by="stands under what its meeting holds",
    )


def test_entry_reported_under_a_review_of_another_meeting_is_refused(meeting):
    assert_refused(
        entry(meeting, text="x", parent=ReviewEntryFactory()),
        "What is reported stands under a review of this meeting.",
        by="stands under what its meeting holds",
    )


@pytest.mark.parametrize("factory", [AgendaItemFactory, EntryFactory])
def test_row_of_a_meeting_stays_there(meeting, factory):
    row = factory(meeting=meeting)
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        type(row)._default_manager.update(meeting=MeetingFactory())


def test_meeting_stays_with_its_panel(meeting):
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        Meeting.objects.update(panel=PanelFactory())


@pytest.mark.parametrize(
    ("kind", "other"), [("action", "review"), ("paragraph", "action"), ("review", "bullet")]
)
def test_entry_stays_a_point_an_action_or_a_review(meeting, kind, other):
    EntryFactory(meeting=meeting, kind=kind, text="x" if kind == "paragraph" else "")
    text = "x" if other == "bullet" else ""
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        Entry.objects.update(kind=other, text=text)


def test_point_becomes_another_kind_of_point(meeting):
    EntryFactory(meeting=meeting)
    Entry.objects.update(kind="bullet")
    assert Entry.objects.get().kind == "bullet"


@pytest.mark.django_db(transaction=True)
def test_entry_put_under_an_item_that_is_withheld_meanwhile_is_reserved():
    """Whichever of the two transactions ends last."""
    item = AgendaItemFactory()

    def put_elsewhere():
        EntryFactory(item=item)
        connection.close()

    with transaction.atomic():
        AgendaItem.objects.update(withheld="s. 40")
        thread = Thread(target=put_elsewhere)
        thread.start()
        thread.join(timeout=0.5)  # it waits for this transaction
        assert thread.is_alive()
    thread.join()
    assert Entry.objects.get().is_reserved

    def withhold_elsewhere():
        AgendaItem.objects.update(withheld="s. 40")
        connection.close()

    AgendaItem.objects.update(withheld="")
    with transaction.atomic():
        EntryFactory(item=item)
        thread = Thread(target=withhold_elsewhere)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join()
    assert set(Entry.objects.values_list("is_reserved", flat=True)) == {True}


def test_entry_takes_the_last_place_of_its_section(meeting):
    one, two = AgendaItemFactory(meeting=meeting), AgendaItemFactory(meeting=meeting)
    for text, section in (
        ("after", {"is_after": True}),
        ("second item", {"item": two}),
        ("first item", {"item": one}),
        ("before", {}),
        ("first item again", {"item": one}),
        ("before again", {}),
        ("after again", {"is_after": True}),
    ):
        row = Entry(meeting=meeting, text=text, **section)
        row.take_place()
        assert_accepted(row)
    assert [row.text for row in meeting.entries.all()] == [
        "before",
        "before again",
        "first item",
        "first item again",
        "second item",
        "after",
        "after again",
    ]


def test_entry_under_an_empty_item_stands_after_those_of_earlier_items(meeting):
    items = [AgendaItemFactory(meeting=meeting) for _ in range(3)]
    for item in (items[2], items[0], items[1]):
        row = Entry(meeting=meeting, item=item, text=item.title)
        row.take_place()
        row.save()
    assert [row.item for row in meeting.entries.all()] == items


def test_text_is_folded_into_one_line_and_the_database_refuses_two(meeting):
    entry = EntryFactory.build(meeting=meeting, text=" two\r\n lines ")
    entry.full_clean()
    assert entry.text == "two lines"
    entry.text = "two\nlines"
    assert_refused_by_database(entry, by="entry_text_one_line")
