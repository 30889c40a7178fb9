import datetime
from threading import Thread

import pytest
from django.db import ProgrammingError, connection, models, transaction
from django.db.models import ProtectedError

from meetings.models import AgendaItem, Attendance, Entry, Meeting, Passage
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PassageFactory,
    PersonFactory,
    ReviewEntryFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tests.refusals import (
    assert_accepted,
    assert_refused,
    assert_refused_by_database,
    check_deferred,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 12)
NOON = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(panel=PanelFactory(code="CJ", name="Crime and Justice"))


def built(meeting: Meeting, **fields) -> Meeting:
    """Another meeting of the same panel, not saved."""
    return MeetingFactory.build(panel=meeting.panel, number=2, **fields)


# Meetings


def test_meeting_number_is_given_once_in_a_panel(meeting):
    again = MeetingFactory.build(panel=meeting.panel, number=meeting.number)
    assert_refused(
        again, "Meeting with this Panel and Number already exists.", by="meeting_number_once"
    )
    again.panel = PanelFactory()
    assert_accepted(again)


@pytest.mark.parametrize("fields", [{"held_on": DAY}, {"held_on": None, "date_words": "March"}])
def test_meeting_with_a_day_or_words_is_accepted(meeting, fields):
    assert_accepted(built(meeting, **fields))


def test_meeting_without_day_or_words_is_refused(meeting):
    assert_refused(
        built(meeting, held_on=None),
        "Give the date, or say in words when it will be.",
        by="meeting_has_a_date_or_words",
    )


def test_meeting_that_ends_a_minute_after_it_begins_is_accepted(meeting):
    assert_accepted(built(meeting, starts_at=datetime.time(14), ends_at=datetime.time(14, 1)))


@pytest.mark.parametrize("ends_at", [datetime.time(14), datetime.time(13, 59)])
def test_meeting_that_ends_as_or_before_it_begins_is_refused(meeting, ends_at):
    assert_refused(
        built(meeting, starts_at=datetime.time(14), ends_at=ends_at),
        "A meeting ends after it begins.",
        by="meeting_ends_after_start",
    )


@pytest.mark.parametrize("fields", [{"agreed_on": DAY}, {"agreed_how": "meeting"}])
def test_meeting_agreed_without_when_or_how_is_refused(meeting, fields):
    assert_refused(
        built(meeting, **fields),
        "Say both when and how the minutes were agreed.",
        by="meeting_agreed_when_and_how",
    )
    assert_accepted(built(meeting, agreed_on=DAY, agreed_how="meeting"))


def test_meetings_in_order_of_day_then_time_with_the_undated_last():
    panel = PanelFactory()
    undated = MeetingFactory(panel=panel, held_on=None, date_words="Spring")
    afternoon = MeetingFactory(panel=panel, starts_at=datetime.time(14))
    untimed = MeetingFactory(panel=panel)
    before = MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 11))
    also_untimed = MeetingFactory(panel=panel)
    order = [before, untimed, also_untimed, afternoon, undated]
    assert list(Meeting.objects.in_order()) == order


def test_meeting_says_its_date_reference_and_name(meeting):
    meeting.held_on = datetime.date(2011, 12, 3)
    assert str(meeting) == "Crime and Justice, 3 December 2011"
    assert (meeting.reference, meeting.get_absolute_url()) == ("CJ/1", "/panels/CJ/meetings/1/")
    meeting.held_on, meeting.date_words = None, "Spring 2012"
    assert meeting.date_text == "Spring 2012"


def test_meeting_stage_is_the_last_fact_that_is_known(meeting):
    stages = [meeting.stage]
    EntryFactory(meeting=meeting)
    stages.append(meeting.stage)
    for fact in ("action_note_sent_on", "cleared_on", "agreed_on"):
        setattr(meeting, fact, DAY)
        stages.append(meeting.stage)
    RevisionFactory(meeting=meeting)
    meeting.refresh_from_db(fields=["published_on"])
    stages.append(meeting.stage)
    meeting.cancel(at=NOON)
    assert [*stages, Meeting.objects.get().stage] == [
        "planned",
        "minuted",
        "action note sent",
        "cleared by the chair",
        "agreed",
        "published",
        "cancelled",
    ]


# Attendance


def test_attendance_lists_a_person_once(meeting):
    row = AttendanceFactory(meeting=meeting)
    assert_refused(
        AttendanceFactory.build(meeting=meeting, person=row.person),
        "This person is already listed at the meeting.",
        by="attendance_person_once",
    )
    assert_accepted(AttendanceFactory.build(meeting=MeetingFactory(), person=row.person))


def test_attendance_stays_as_printed_when_the_person_changes(meeting):
    row = AttendanceFactory(meeting=meeting, person__name="Robin Example", honorific="Prof.")
    row.person.name = "Robin Other"
    row.person.save()
    row.refresh_from_db()
    assert (row.printed_name, row.person.name) == ("Prof. Robin Example", "Robin Other")


def test_attendance_by_presence(meeting):
    came = AttendanceFactory(meeting=meeting, presence="present")
    sent = AttendanceFactory(meeting=meeting, presence="apologies")
    AttendanceFactory(meeting=meeting, presence="expected")
    AttendanceFactory(meeting=meeting, presence="absent")
    assert list(Attendance.objects.present()) == [came]
    assert list(Attendance.objects.apologies()) == [sent]


# Positions: once in a meeting, checked at the end so that rows can change places


@pytest.mark.parametrize(
    ("factory", "constraint"),
    [
        (AttendanceFactory, "attendance_position_once"),
        (AgendaItemFactory, "agenda_item_position_once"),
        (EntryFactory, "entry_position_once"),
    ],
)
def test_positions_are_taken_once_and_may_be_changed_at_once(meeting, factory, constraint):
    first, second = factory(meeting=meeting, position=1), factory(meeting=meeting, position=2)
    rows = type(first)._default_manager.filter(meeting=meeting)
    rows.update(position=3 - models.F("position"))
    check_deferred()
    assert list(rows.order_by("position")) == [second, first]
    second.position = 2
    assert_refused_by_database(second, by=constraint)
    factory(meeting=MeetingFactory(), position=2)
    check_deferred()


# Entries


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


# Sources


def test_source_is_received_once(meeting):
    row = SourceFactory(meeting=meeting)
    assert_refused(
        SourceFactory.build(meeting=meeting, checksum=row.checksum),
        "Source with this Checksum already exists.",
        by="meetings_source_checksum",
    )


def test_passage_position_is_taken_once(meeting):
    row = PassageFactory(source__meeting=meeting)
    assert_refused(
        PassageFactory.build(source=row.source, position=row.position),
        "Passage with this Source and Position already exists.",
        by="passage_position_once",
    )


def test_passages_are_settled_once(meeting):
    source = SourceFactory(meeting=meeting)
    unread, doubt = PassageFactory(source=source), PassageFactory(source=source, why="A name?")
    assert (unread.is_unread, doubt.is_unread) == (True, False)
    user = UserFactory()
    assert Passage.objects.filter(pk=doubt.pk).settle(at=NOON, by=user) == 1
    assert list(Passage.objects.unsettled()) == [unread]
    assert Passage.objects.settle(at=NOON + datetime.timedelta(days=1), by=UserFactory()) == 1
    doubt.refresh_from_db()
    assert (doubt.settled_at, doubt.settled_by) == (NOON, user)


def test_person_who_came_is_not_deleted(meeting):
    person = PersonFactory()
    AttendanceFactory(meeting=meeting, person=person)
    with pytest.raises(ProtectedError):
        person.delete()


def test_item_of_an_action_is_not_deleted(meeting):
    item = AgendaItemFactory(meeting=meeting)
    ActionFactory(entry__item=item)
    with pytest.raises(ProtectedError):
        item.delete()
