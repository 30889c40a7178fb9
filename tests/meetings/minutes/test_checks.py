"""What is wrong with minutes before they go out."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action
from meetings.minutes.checks import NOT_HERE, UNCLEAR, faults, refuse, seen_as
from meetings.models import Entry, Meeting
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    OwnerFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 12)


@pytest.fixture
def meeting() -> Meeting:
    """One whose minutes have nothing wrong."""
    meeting = MeetingFactory(held_on=DAY)
    AttendanceFactory(meeting=meeting, name="Ada Ferris", presence="present", role="chair")
    item = AgendaItemFactory(meeting=meeting, number="1", title="Locks")
    EntryFactory(meeting=meeting, item=item)
    return meeting


def found(meeting: Meeting) -> list[tuple[str, str, bool]]:
    return [(fault.rule, fault.says, fault.is_blocking) for fault in faults(meeting, DAY)]


def raise_action(meeting: Meeting, number: str, *, owner: str = "Ada", **fields) -> Action:
    action = ActionFactory(
        panel=meeting.panel, entry__meeting=meeting, number=number, text="Ada to ask.", **fields
    )
    if owner:
        OwnerFactory(action=action, name=owner)
    return action


def test_nothing_is_wrong_with_good_minutes(meeting):
    raise_action(meeting, "1")
    raise_action(meeting, "2")
    assert found(meeting) == []


def test_empty_minutes():
    assert found(MeetingFactory(held_on=DAY)) == [
        ("nobody", "Nobody is noted as present.", True),
        ("empty", "The minutes say nothing yet.", True),
    ]


def test_meeting_without_a_day(meeting):
    meeting.held_on, meeting.date_words = None, "May"
    assert found(meeting) == [("undated", "The meeting has no day.", True)]


def test_draft_that_went_out_before_the_meeting(meeting):
    early = RevisionFactory(
        meeting=meeting, kind="draft", audience="members", issued_on=datetime.date(2024, 3, 11)
    )
    RevisionFactory(meeting=meeting, kind="agenda", issued_on=datetime.date(2024, 3, 1))
    said = f"The {early.kind_text} went out before the day of the meeting."
    assert found(meeting) == [("early", said, True)]


def test_meeting_on_a_day_to_come(meeting):
    before = DAY - datetime.timedelta(days=1)
    assert [(one.rule, one.says, one.is_blocking) for one in faults(meeting, before)] == [
        ("to_come", "The day of the meeting, 12 March 2024, is still to come.", True)
    ]


def test_warnings_are_passed_by_who_has_seen_them_and_errors_by_nobody(meeting):
    raise_action(meeting, "1", owner="")
    (warning,) = seen = faults(meeting, DAY)
    refuse(seen, seen=seen_as(seen))
    for stale in ("", seen_as([warning, warning]), "yes"):
        with pytest.raises(ValidationError, match="has no owner") as refused:
            refuse(seen, seen=stale)
        assert [error.code for error in refused.value.error_list] == ["unseen"]
    meeting.attendances.all().delete()
    found = faults(meeting, DAY)
    with pytest.raises(ValidationError, match="Nobody is noted as present") as refused:
        refuse(found, seen=seen_as(found))
    assert [error.code for error in refused.value.error_list] == ["faults"]
    refuse([])


def test_nobody_in_the_chair_and_people_who_may_have_come(meeting):
    meeting.attendances.update(role="member")
    for name in ("Bo", "Cy", "Di", "Ed"):
        AttendanceFactory(meeting=meeting, name=name, presence="expected")
    assert found(meeting) == [
        ("no_chair", "Nobody who was present is noted as the chair.", False),
        ("expected", "It is not noted whether Bo, Cy, Di and 1 more came.", False),
    ]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (["2", "3"], []),
        (["2", "4"], [("number_gap", "After item 2 comes item 4.")]),
        (["1", "2"], [("number_repeats", "There are two of item 1.")]),
        (["", "1i", "2"], []),
    ],
)
def test_numbers_of_items(meeting, numbers, said):
    for number in numbers:
        item = AgendaItemFactory(meeting=meeting, number=number)
        EntryFactory(meeting=meeting, item=item)
    assert [(rule, says) for rule, says, _ in found(meeting)] == said


def test_item_under_which_nothing_stands(meeting):
    item = AgendaItemFactory(meeting=meeting, number="2", title="Weirs")
    (fault,) = faults(meeting, DAY)
    assert (fault.says, fault.row) == ("Nothing stands under “2. Weirs”.", item)


def test_action_without_owner(meeting):
    action = raise_action(meeting, "1", owner="")
    (fault,) = faults(meeting, DAY)
    assert fault.says == f"{action.reference} has no owner: Ada to ask."
    assert (fault.row, fault.is_blocking) == (action, False)


def test_open_actions_of_earlier_meetings_are_reported_on(meeting):
    before = MeetingFactory(panel=meeting.panel, held_on=datetime.date(2024, 1, 9))
    missed, told, closed, lapsed = (raise_action(before, str(n)) for n in range(4))
    ReviewFactory(action=told, entry__meeting=meeting, status="not_complete")
    ReviewFactory(action=closed, entry__meeting=before, status="complete")
    lapsed.lapse(on=DAY, reason="Over.", by=None, today=DAY)
    later = MeetingFactory(panel=meeting.panel, held_on=datetime.date(2024, 5, 7))
    raise_action(later, "1")
    raise_action(MeetingFactory(held_on=datetime.date(2024, 1, 9)), "1")
    raise_action(before, "9", repeat_of=told)
    repeated = raise_action(before, "10")
    repeat = raise_action(before, "11", repeat_of=repeated)
    ReviewFactory(action=repeat, entry__meeting=meeting, status="not_complete")
    of_unknown_origin = ActionFactory(panel=meeting.panel, entry=None, text="Bo to dig.")
    ReviewFactory(action=of_unknown_origin, entry__meeting=before)
    assert [fault.row for fault in faults(meeting, DAY) if fault.rule == "unreviewed"] == [
        of_unknown_origin,
        missed,
    ]


def test_nothing_blocks_in_minutes_that_were_imported():
    meeting = MeetingFactory(held_on=DAY)
    SourceFactory(meeting=meeting)
    assert [is_blocking for *_, is_blocking in found(meeting)] == [False, False]


@pytest.mark.parametrize("count", [1, 5])
def test_checks_take_nine_queries(meeting, count, django_assert_num_queries):
    before = MeetingFactory(panel=meeting.panel, held_on=datetime.date(2024, 1, 9))
    for number in range(count):
        raise_action(before, str(number), owner="")
        raise_action(meeting, str(number), owner="")
        AgendaItemFactory(meeting=meeting, number=str(number * 3))
        AttendanceFactory(meeting=meeting, presence="expected")
    with django_assert_num_queries(9):
        assert len(found(meeting)) > count * 3


def test_what_looks_withheld_and_is_not_blocks(meeting):
    entry = EntryFactory(meeting=meeting, text="It [withheld (x): was] so.")
    assert found(meeting) == []
    Entry.objects.filter(pk=entry.pk).update(text="It [withheld (x): was so.")
    action = raise_action(meeting, "1")
    Action.objects.filter(pk=action.pk).update(text="Ada to ask [withheld (): it].")
    ada = meeting.attendances.get()
    ada.organisation_name = "withheld: on request"
    ada.save()
    assert [(fault.says, fault.row, fault.is_blocking) for fault in faults(meeting, DAY)] == [
        (f"{UNCLEAR}: It [withheld (x): was so.", entry, True),
        (f"{UNCLEAR}: Ada to ask [withheld (): it].", action, True),
        (f"{NOT_HERE}: Ada Ferris, withheld: on request", ada, True),
    ]
    SourceFactory(meeting=meeting)
    assert [fault.is_blocking for fault in faults(meeting, DAY)] == [True] * 3


def test_nothing_is_withheld_within_a_place_a_date_or_an_owner(meeting):
    said = "[withheld (x): here]"
    item = meeting.items.get()
    Meeting.objects.filter(pk=meeting.pk).update(venue=said)
    meeting.items.update(presenters=said)
    action = raise_action(meeting, "1", owner=said, due=said)
    reported = ActionFactory(panel=meeting.panel, entry=None, text="Ask.")
    review = ReviewFactory(
        action=reported, entry__meeting=meeting, due=said, owners=[said], status="complete"
    )
    meeting.refresh_from_db()
    found = [one for one in faults(meeting, DAY) if one.rule == "mark"]
    assert all(one.is_blocking for one in found)
    assert [one.row for one in found] == [meeting, item, action, review, action]


def test_what_stands_within_what_is_withheld_is_said_to_be_public(meeting):
    item = meeting.items.get()
    EntryFactory(meeting=meeting, item=item, kind="bullet", text="Hidden.", withheld="x")
    within = EntryFactory(meeting=meeting, item=item, kind="bullet", text="Shown.", depth=1)
    assert found(meeting) == [
        ("inside", "What it stands within is withheld, and this is not: Shown.", False)
    ]
    within.withheld = "x"
    within.save()
    assert found(meeting) == []


def test_who_is_withheld_and_named_all_the_same(meeting):
    AttendanceFactory(meeting=meeting, name="Jo Hidden", withheld="asked", presence="present")
    item = meeting.items.get()
    item.presenters = "Jo Hidden"
    item.save()
    point = EntryFactory(meeting=meeting, item=item, text="Ms Hidden spoke of Joy.")
    EntryFactory(meeting=meeting, item=item, text="Hidden spoke.", withheld="asked")
    EntryFactory(meeting=meeting, item=item, text="It was [withheld (asked): Jo Hidden] again.")
    reserved = AgendaItemFactory(meeting=meeting, number="2", withheld="section 43")
    EntryFactory(meeting=meeting, item=reserved, text="Jo Hidden spoke.")
    action = raise_action(meeting, "1", owner="Jo Hidden")
    says = "Jo Hidden is withheld, and named here:"
    assert [(one.says, one.row, one.is_blocking) for one in faults(meeting, DAY)] == [
        (f"{says} Locks Jo Hidden", item, False),
        (f"{says} Ms Hidden spoke of Joy.", point, False),
        (f"{says} Jo Hidden", action, False),
    ]


def test_an_action_that_was_printed_with_something_withheld_is_reported_on(meeting):
    action = ActionFactory(panel=meeting.panel, text="Ask [withheld: section 43].", entry=None)
    ReviewFactory(action=action, entry__meeting=meeting, text=action.text, status="complete")
    assert found(meeting) == []
