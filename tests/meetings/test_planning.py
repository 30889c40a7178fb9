"""Planning a meeting from the last one."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings import planning
from meetings.minutes import publishing
from meetings.models import AgendaItem, Attendance, Entry, Meeting, Topic
from meetings.planning import Planned
from panel.models import Panel
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    PanelFactory,
    PaperFactory,
    PersonFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 5, 14)


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW")


def held(panel, *titles, day=datetime.date(2024, 3, 12), **columns) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=day)
    for position, title in enumerate(titles):
        AgendaItemFactory(
            meeting=meeting, position=position, number=str(position + 1), title=title, **columns
        )
    return meeting


def titles(items) -> list[str]:
    return [item.title for item in items]


def test_standing_items_come_from_the_last_meeting_in_their_places(panel):
    last = held(
        panel,
        "Welcome, introductions and apologies",
        "Minutes of the meeting of 9 January",
        "Locks",
        "Update on actions",
        "A paper on weirs",
        "AOB",
        "Date of next meeting",
    )
    assert titles(planning.standing_items(last)) == [
        "Welcome, introductions and apologies",
        "Minutes of the meeting of 9 January",
        "Update on actions",
        "AOB",
        "Date of next meeting",
    ]


def test_standing_items_keep_who_leads_them_and_for_how_long(panel):
    last = held(panel, "Welcome", presenters="Chair", minutes_allotted=5)
    assert planning.standing_items(last) == [Planned("Welcome", "Chair", 5)]


def test_reserved_item_is_not_carried_over(panel):
    last = held(panel, "Welcome", "Minutes")
    last.items.filter(title="Minutes").update(withheld="section 43")
    assert titles(planning.standing_items(last)) == ["Welcome"]


@pytest.mark.parametrize("has_meeting", [False, True])
def test_usual_items_stand_where_there_is_nothing_to_begin_from(panel, has_meeting):
    last = held(panel, "Locks") if has_meeting else None
    assert titles(planning.standing_items(last)) == [
        "Welcome and apologies",
        "Minutes of the last meeting and update on actions",
        "Any other business",
    ]


def test_last_meeting_is_the_latest_that_took_place_and_has_an_agenda(panel):
    last = held(panel, "Welcome")
    held(panel, "Welcome", day=datetime.date(2024, 1, 9))
    cancelled = held(panel, "Welcome", day=datetime.date(2024, 4, 9))
    cancelled.cancel(at=timezone.now())
    MeetingFactory(panel=panel, held_on=datetime.date(2024, 5, 7))
    held(PanelFactory(), "Welcome", day=datetime.date(2024, 5, 7))
    assert planning.last_before(panel) == last
    assert planning.last_before(panel, datetime.date(2024, 3, 12)).held_on.month == 1


def test_what_is_added_stands_before_the_items_that_end_an_agenda():
    items = [Planned(title) for title in ("Welcome", "Locks", "AOB", "Dates of future meetings")]
    assert planning.place_of_new(items) == 2
    assert planning.place_of_new(items[:2]) == 2
    assert planning.place_of_new([]) == 0


def test_meeting_is_planned_with_its_agenda_and_who_is_expected(panel):
    board = OrganisationFactory(name="Land Board")
    chair = MembershipFactory(panel=panel, person__name="Ada Ferris", role="chair")
    member = MembershipFactory(panel=panel, person__name="Bo Lund", representing=board)
    guest = PersonFactory(name="Dee Moss", honorific="Dr")
    topic = TopicFactory(panel=panel, text="A visit to the weir.", when="spring")
    meeting = Meeting(panel=panel, held_on=DAY)
    planning.plan(
        meeting,
        [Planned("Welcome", "Chair", 5), planning.taken_up(topic), Planned("AOB")],
        seats=[chair, member],
        guests=[guest],
    )
    assert (meeting.number, meeting.reference) == (1, "RW/1")
    assert list(meeting.items.values_list("number", "title", "presenters", "minutes_allotted")) == [
        ("1", "Welcome", "Chair", 5),
        ("2", "A visit to the weir", "", None),
        ("3", "AOB", "", None),
    ]
    assert list(
        meeting.attendances.values_list(
            "honorific", "name", "role", "organisation_name", "heading", "presence"
        )
    ) == [
        ("", "Ada Ferris", "chair", "", "", "expected"),
        ("", "Bo Lund", "", "Land Board", "", "expected"),
        ("Dr", "Dee Moss", "", "", "Guests", "expected"),
    ]
    topic.refresh_from_db()
    assert topic.item == meeting.items.get(number="2")
    assert not Topic.objects.waiting().exists()


def test_meeting_may_be_provisional(panel):
    meeting = Meeting(panel=panel, date_words="March 2025")
    planning.plan(meeting, [])
    assert (meeting.held_on, meeting.date_text) == (None, "March 2025")


def test_meeting_without_any_date_is_refused_and_takes_no_number(panel):
    with pytest.raises(ValidationError, match="Give the date"):
        planning.plan(Meeting(panel=panel), [])
    panel.refresh_from_db()
    assert (Meeting.objects.count(), panel.last_meeting) == (0, 0)


def test_items_keep_their_rows_and_papers_when_they_move(panel):
    meeting = held(panel, "Welcome", "Locks", "AOB")
    welcome, locks, aob = meeting.items.all()
    paper = PaperFactory(item=locks)
    planning.arrange(
        meeting, [Planned("Locks and weirs", item=locks), Planned("AOB", item=aob), Planned("New")]
    )
    assert list(meeting.items.values_list("number", "title")) == [
        ("1", "Locks and weirs"),
        ("2", "AOB"),
        ("3", "New"),
    ]
    assert not AgendaItem.objects.filter(pk=welcome.pk).exists()
    paper.refresh_from_db()
    assert paper.item == locks


def test_paper_of_an_item_that_goes_stays_with_the_meeting(panel):
    meeting = held(panel, "Welcome", "Locks")
    paper = PaperFactory(item=meeting.items.get(title="Locks"))
    planning.arrange(meeting, [Planned("Welcome", item=meeting.items.first())])
    paper.refresh_from_db()
    assert (paper.item, paper.meeting) == (None, meeting)


def test_topic_waits_again_when_its_item_goes(panel):
    meeting = held(panel)
    topic = TopicFactory(panel=panel, text="A visit")
    planning.arrange(meeting, [planning.taken_up(topic)])
    assert not Topic.objects.waiting().exists()
    planning.arrange(meeting, [])
    assert list(Topic.objects.waiting()) == [topic]


def test_topic_of_a_cancelled_meeting_waits_until_that_is_reinstated(panel):
    meeting, topic = held(panel), TopicFactory(panel=panel, text="A visit")
    planning.arrange(meeting, [planning.taken_up(topic)])
    meeting.cancel(at=timezone.now())
    assert (list(Topic.objects.waiting()), list(Topic.objects.taken_up())) == ([topic], [])
    meeting.reinstate()
    assert (list(Topic.objects.waiting()), list(Topic.objects.taken_up())) == ([], [topic])


def test_topic_that_another_meeting_took_up_since_stays_there(panel):
    cancelled, other = held(panel), held(panel)
    planning.arrange(cancelled, [planning.taken_up(TopicFactory(panel=panel, text="A visit"))])
    cancelled.cancel(at=timezone.now())
    planning.arrange(other, [planning.taken_up(Topic.objects.get())])
    cancelled.reinstate()
    assert Topic.objects.get().item == other.items.get()
    assert titles(cancelled.items.all()) == ["A visit"]


def test_topic_of_a_cancelled_meeting_may_be_dropped(panel):
    meeting = held(panel)
    planning.arrange(meeting, [planning.taken_up(TopicFactory(panel=panel))])
    meeting.cancel(at=timezone.now())
    topic = Topic.objects.get()
    topic.drop(on=DAY, reason="No time.")
    meeting.reinstate()
    assert (list(Topic.objects.waiting()), list(Topic.objects.taken_up())) == ([], [])


def test_agenda_of_minuted_meeting_is_left_alone(panel):
    meeting = held(panel, "Welcome")
    EntryFactory(item=meeting.items.get())
    with pytest.raises(ValidationError, match="Minutes are written"):
        planning.arrange(meeting, [])
    assert titles(meeting.items.all()) == ["Welcome"]


def test_whoever_is_noted_already_stays_and_who_is_not_expected_any_more_goes(panel):
    meeting = held(panel)
    present = AttendanceFactory(meeting=meeting, position=0)
    gone = AttendanceFactory(meeting=meeting, position=1, presence="expected")
    kept = AttendanceFactory(meeting=meeting, position=2, presence="expected", note="by phone")
    seat = MembershipFactory(panel=panel)
    planning.expect(meeting, [seat], [kept.person])
    assert list(meeting.attendances.values_list("person", "position", "note")) == [
        (present.person_id, 0, ""),
        (kept.person_id, 2, "by phone"),
        (seat.person_id, 3, ""),
    ]
    assert not Attendance.objects.filter(pk=gone.pk).exists()


def test_seats_are_those_of_the_day_with_the_chair_first(panel):
    MembershipFactory(panel=panel, person__name="Ada", ended_on=datetime.date(2024, 5, 13))
    MembershipFactory(panel=panel, person__name="Bo", role="member")
    MembershipFactory(panel=panel, person__name="Cy", role="chair")
    MembershipFactory(person__name="Dee")
    assert [seat.person.name for seat in planning.seats_of(panel, DAY)] == ["Cy", "Bo"]


# The forward agenda


def test_point_for_a_later_meeting_stands_on_the_forward_agenda(panel):
    meeting = held(panel)
    entry = EntryFactory(meeting=meeting, text="The *keys*.", is_for_later=True)
    topic = Topic.objects.get()
    assert (topic.panel, topic.entry, topic.says) == (panel, entry, "The *keys*.")
    assert planning.taken_up(topic).title == "The keys"


def test_point_that_is_no_longer_for_later_leaves_it(panel):
    entry = EntryFactory(meeting=held(panel))
    assert not Topic.objects.exists()
    entry.is_for_later = True
    entry.save()
    assert Topic.objects.count() == 1
    entry.is_for_later = False
    entry.save()
    assert not Topic.objects.exists()


def test_topic_that_was_taken_up_or_dropped_stays_whatever_becomes_of_its_point(panel):
    for position in (0, 1):
        EntryFactory(meeting=held(panel), position=position, is_for_later=True)
    taken, dropped = Topic.objects.order_by("pk")
    planning.arrange(held(panel), [planning.taken_up(taken)])
    dropped.drop(on=DAY, reason="The locks are gone.")
    Entry.objects.update(is_for_later=False)
    assert Topic.objects.count() == 2


def test_what_was_put_off_as_reserved_stays_reserved(panel):
    item = AgendaItemFactory(meeting=held(panel), withheld="section 43")
    EntryFactory(item=item, text="The price.", is_for_later=True)
    assert planning.taken_up(Topic.objects.get()).withheld == "section 43"


def test_topic_is_dropped_with_a_reason_and_not_once_it_was_taken_up(panel):
    topic = TopicFactory(panel=panel)
    with pytest.raises(ValidationError, match="Say why"):
        topic.drop(on=DAY, reason=" ")
    planning.arrange(held(panel), [planning.taken_up(topic)])
    with pytest.raises(ValidationError, match="was taken up"):
        topic.drop(on=DAY, reason="No time.")


# Cancelling and postponing


def test_postponed_meeting_keeps_its_number_and_says_when_it_was_to_be(panel):
    meeting = held(panel)
    meeting.cancel(at=timezone.now())
    meeting.postpone(to=DAY)
    meeting.refresh_from_db()
    assert (meeting.date_text, meeting.postponed_from) == ("14 May 2024", "12 March 2024")
    assert (meeting.cancelled_at, meeting.number) == (None, 1)
    meeting.postpone(to=None, words="summer 2024")
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.date_words) == (None, "summer 2024")
    assert meeting.postponed_from == "12 March 2024"  # the day it was to be at first
    meeting.postpone(to=datetime.date(2024, 3, 12))
    meeting.refresh_from_db()
    assert (meeting.date_text, meeting.postponed_from) == ("12 March 2024", "")


@pytest.mark.parametrize(
    ("to", "words", "code"), [(None, " ", "undated"), (datetime.date(2024, 3, 12), "", "same")]
)
def test_postponing_without_another_day_is_refused(panel, to, words, code):
    with pytest.raises(ValidationError) as refused:
        held(panel).postpone(to=to, words=words)
    assert refused.value.error_list[0].code == code


def test_meeting_that_was_held_is_neither_cancelled_nor_postponed(panel):
    meeting = held(panel)
    EntryFactory(meeting=meeting)
    with pytest.raises(ValidationError, match="was held"):
        meeting.cancel(at=timezone.now())
    publishing.publish(meeting, on=DAY, by=None)
    with pytest.raises(ValidationError, match="was held"):
        meeting.postpone(to=DAY)


@pytest.mark.parametrize("send_out", [publishing.circulate_agenda, publishing.publish_agenda])
def test_day_that_others_were_told_changes_by_postponing_alone(panel, send_out):
    meeting = held(panel)
    meeting.held_on = datetime.date(2024, 3, 19)
    meeting.clean()
    meeting.save()
    revision = send_out(meeting, on=DAY, by=None)
    meeting.held_on = DAY
    with pytest.raises(ValidationError, match="were told 19 March 2024") as refused:
        meeting.clean()
    assert refused.value.code == "made_known"
    meeting.refresh_from_db()
    meeting.venue = "Weir House"
    meeting.clean()
    meeting.postpone(to=DAY)
    assert (meeting.date_text, meeting.postponed_from) == ("14 May 2024", "19 March 2024")
    publishing.withdraw(revision, by=None, reason="Too early.")
    meeting.held_on = datetime.date(2024, 3, 19)
    meeting.clean()


def test_cancellation_is_taken_back(panel):
    meeting = held(panel)
    meeting.cancel(at=timezone.now())
    with pytest.raises(ValidationError, match="already cancelled"):
        meeting.cancel(at=timezone.now())
    meeting.reinstate()
    assert Meeting.objects.get().cancelled_at is None


@pytest.mark.parametrize(
    ("words", "before", "says"),
    [
        ("May 2024", "", ""),
        ("Late May 2024", "9 April 2024", "9 April 2024"),
        ("April 2024", "", "April 2024"),
        ("April or May 2024", "", "April or May 2024"),
        ("16 May 2024", "", "16 May 2024"),
    ],
)
def test_meeting_of_a_month_is_not_put_off_by_a_day_of_it(panel, words, before, says):
    meeting = MeetingFactory(panel=panel, held_on=None, date_words=words, postponed_from=before)
    meeting.postpone(to=DAY)
    meeting.refresh_from_db()
    assert (meeting.date_text, meeting.postponed_from) == ("14 May 2024", says)


def test_next_meeting_is_begun_from_the_last_that_was_held(panel):
    held(panel, "Welcome", day=datetime.date(2025, 1, 14))
    latest = held(panel, "Welcome", day=datetime.date(2030, 1, 10))
    assert planning.last_held(panel, DAY) == latest  # while none was held
    last = held(panel, "Welcome", day=DAY)
    held(panel, "Welcome", day=datetime.date(2024, 3, 12))
    assert planning.last_held(panel, DAY) == last
    assert planning.last_held(PanelFactory(), DAY) is None
