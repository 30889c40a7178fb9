import datetime

import pytest
from django.db import models
from django.db.models import ProtectedError

from meetings.models import Attendance, Meeting, Passage
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PassageFactory,
    PersonFactory,
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
    Meeting.objects.update(cancelled_at=NOON)
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


def test_passages_of_a_document_that_was_replaced_are_not_asked(meeting):
    old = PassageFactory(source__meeting=meeting, source__received_at=NOON)
    later = NOON + datetime.timedelta(hours=1)
    PassageFactory(source__received_at=later)
    assert old in Passage.objects.unsettled()
    new = PassageFactory(source__meeting=meeting, source__received_at=later)
    assert set(Passage.objects.unsettled().filter(source__meeting=meeting)) == {new}
    assert Passage.objects.filter(pk=old.pk).settle(at=later, by=UserFactory()) == 0


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
