"""The item that reports on earlier actions fills itself."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from meetings.minutes import editing, publishing, updates
from meetings.minutes.checks import faults
from meetings.minutes.document import Kind, Point, Review
from meetings.models import Entry, Meeting, Revision
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db

PUBLIC, MEMBERS = Revision.Audience.PUBLIC, Revision.Audience.MEMBERS


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch Panel")


@pytest.fixture
def by(panel: Panel) -> User:
    return PanelSecretaryFactory(panel=panel).user


@pytest.fixture
def next_meeting(panel: Panel) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 9, 3))
    AgendaItemFactory(meeting=meeting, position=0, number="1", title="Welcome")
    AgendaItemFactory(meeting=meeting, position=1, number="2", title="Update on actions")
    return meeting


def raised(panel, day, *texts, **columns):
    meeting = Meeting.objects.filter(panel=panel, held_on=day).first() or MeetingFactory(
        panel=panel, held_on=day
    )
    return [
        ActionFactory(entry__meeting=meeting, number=str(number), text=text, **columns)
        for number, text in enumerate(texts, 1)
    ]


def lines(entries) -> list[str]:
    return [
        f"# {entry.text}"
        if isinstance(entry, Point) and entry.kind is Kind.HEADING
        else f"{getattr(entry, 'number', '-')} {entry.text}"
        for entry in entries
    ]


def test_open_actions_stand_under_the_meeting_that_raised_them(panel, next_meeting):
    raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.", "Ada to dig.")
    (closed,) = raised(panel, datetime.date(2024, 6, 4), "Cy to draw.")
    raised(panel, datetime.date(2024, 6, 4), "Cy to ask.")
    ReviewFactory(action=closed, entry__meeting=closed.entry.meeting, status="complete")
    assert lines(updates.due_at(next_meeting)) == [
        "# Actions from the meeting of 12 March 2024",
        "1 Bo to list the locks.",
        "2 Ada to dig.",
        "# Actions from the meeting of 4 June 2024",
        "1 Cy to ask.",
    ]


def test_owners_deadlines_and_reasons_go_with_them(panel, next_meeting):
    (action,) = raised(panel, datetime.date(2024, 3, 12), "List the locks.", due="by May")
    OwnerFactory(action=action, name="Bo Lund", position=0)
    action.entry.withheld = "personal"
    action.entry.save()
    assert updates.due_at(next_meeting)[1] == Review(
        "List the locks.",
        number="1",
        owners=("Bo Lund",),
        due="by May",
        reference=action.reference,
        withheld="personal",
    )


def test_what_two_meetings_passed_over_stands_apart(panel, next_meeting):
    raised(panel, datetime.date(2023, 11, 7), "Bo to list the locks.")
    (mentioned,) = raised(panel, datetime.date(2024, 3, 12), "Ada to dig.")
    june = MeetingFactory(panel=panel, held_on=datetime.date(2024, 6, 4))
    ReviewFactory(action=mentioned, entry__meeting=june)
    assert lines(updates.due_at(next_meeting)) == [
        "# Actions from the meeting of 12 March 2024",
        "1 Ada to dig.",
        "# Passed over since: actions from the meeting of 7 November 2023",
        "1 Bo to list the locks.",
    ]


def test_action_of_unknown_origin_stands_first(panel, next_meeting):
    action = ActionFactory(entry=None, panel=panel, text="Bo to mend the weir.")
    ReviewFactory(action=action, status="not_complete")
    assert lines(updates.due_at(next_meeting)) == [
        "# Actions from an earlier meeting",
        " Bo to mend the weir.",
    ]


def test_lapse_is_reported_once(panel, next_meeting, by):
    (action,) = raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.")
    day = datetime.date(2024, 7, 1)
    action.lapse(on=day, reason="The locks *sank*.", by=by, today=day)
    assert lines(updates.due_at(next_meeting)) == [
        "# Lapsed since the last meeting",
        "- Bo to list the locks. Lapsed on 1 July 2024: The locks \\*sank\\*.",
    ]
    assert updates.due_at(next_meeting, PUBLIC) == updates.due_at(next_meeting, MEMBERS) == ()
    EntryFactory(meeting=next_meeting)
    later = MeetingFactory(panel=panel, held_on=datetime.date(2024, 12, 3))
    assert updates.due_at(later) == ()


def test_provisional_meeting_is_to_report_on_all_that_is_open(panel):
    raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.")
    meeting = MeetingFactory(panel=panel, held_on=None, date_words="March 2025")
    assert lines(updates.due_at(meeting))[1:] == ["1 Bo to list the locks."]


def test_minutes_are_begun_with_what_is_to_be_reported(panel, next_meeting, by):
    (action,) = raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.")
    text = editing.text_of(next_meeting)
    assert "### Actions from the meeting of 12 March 2024" in text
    assert (
        f"**Action 1 ({action.reference}):** Bo to list the locks. [no owner]\n\nStatus: not stated"
        in text
    )
    told = text.replace("Status: not stated", "- Complete. All 40 of them.")
    told = told.replace("## 1. Welcome", "## Present\n\n- Ada Ferris\n\n## 1. Welcome")
    editing.save(next_meeting, text=told, base=text, by=by, today=datetime.date(2024, 9, 4))
    action.refresh_from_db()
    assert (action.status, action.reviews.count()) == ("complete", 1)
    assert editing.text_of(next_meeting).count("Bo to list the locks.") == 1


def test_review_that_says_nothing_is_no_report(panel, next_meeting):
    (action,) = raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.")
    review = ReviewFactory(action=action, entry__meeting=next_meeting, status="")
    says = f"{action.reference} is not reported on: Bo to list the locks."
    assert says in [fault.says for fault in faults(next_meeting, datetime.date(2024, 9, 4))]
    EntryFactory(meeting=next_meeting, parent=review.entry, text="He is at it.")
    assert says not in [fault.says for fault in faults(next_meeting, datetime.date(2024, 9, 4))]


def test_agenda_holds_for_each_what_that_reader_may_know(panel, next_meeting, by):
    (published,) = raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.")
    publishing.publish(published.entry.meeting, on=datetime.date(2024, 3, 20), by=by)
    (drafted,) = raised(panel, datetime.date(2024, 6, 4), "Ada to dig.")
    publishing.circulate_draft(drafted.entry.meeting, on=datetime.date(2024, 6, 10), by=by)
    ActionFactory(entry__meeting=drafted.entry.meeting, text="Added since.")
    (hidden,) = raised(panel, datetime.date(2024, 7, 9), "Cy to hide.")
    ReviewFactory(action=published, entry__meeting=hidden.entry.meeting)
    publishing.publish_agenda(next_meeting, on=datetime.date(2024, 8, 20), by=by)
    found = {
        revision.audience: lines(publishing.document_of(revision).items[1].entries)
        for revision in next_meeting.revisions.all()
    }
    assert found == {
        PUBLIC: ["# Actions from the meeting of 12 March 2024", "1 Bo to list the locks."],
        MEMBERS: [
            "# Actions from the meeting of 12 March 2024",
            "1 Bo to list the locks.",
            "# Actions from the meeting of 4 June 2024",
            "1 Ada to dig.",
        ],
    }


def test_public_agenda_words_an_action_as_it_was_last_published(panel, next_meeting, by):
    """Raised in minutes that are not out, reported on in minutes that are."""
    (action,) = raised(panel, datetime.date(2024, 3, 12), "Bo to list the secret locks.")
    june = MeetingFactory(panel=panel, held_on=datetime.date(2024, 6, 4))
    ReviewFactory(
        action=action, entry__meeting=june, text="Bo to list the locks.", number="7", owners=["Bo"]
    )
    publishing.publish(june, on=datetime.date(2024, 6, 20), by=by)
    assert lines(updates.due_at(next_meeting, PUBLIC)) == [
        "# Actions from an earlier meeting",
        "7 Bo to list the locks.",
    ]


def test_agenda_without_a_difference_is_one_for_all(panel, next_meeting, by):
    (action,) = raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.")
    publishing.publish(action.entry.meeting, on=datetime.date(2024, 3, 20), by=by)
    publishing.publish_agenda(next_meeting, on=datetime.date(2024, 8, 20), by=by)
    assert [revision.audience for revision in next_meeting.revisions.all()] == [PUBLIC]


def test_reserved_action_is_not_in_the_public_agenda(panel, next_meeting, by):
    (action,) = raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.")
    action.entry.withheld = "personal"
    action.entry.save()
    publishing.publish(action.entry.meeting, on=datetime.date(2024, 3, 20), by=by)
    assert updates.due_at(next_meeting, PUBLIC) == ()
    publishing.publish_agenda(next_meeting, on=datetime.date(2024, 8, 20), by=by)
    public = publishing.current_revision(next_meeting, AnonymousUser())
    assert public is not None
    assert "locks" not in str(public.document)


@pytest.mark.parametrize("count", [1, 5])
def test_queries_are_the_same_for_one_and_for_many(
    panel, next_meeting, count, django_assert_num_queries
):
    for action in raised(panel, datetime.date(2024, 3, 12), *["Bo to dig."] * count):
        OwnerFactory(action=action)
    with django_assert_num_queries(5):
        updates.due_at(next_meeting)


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Update on actions", True),
        ("Minutes of the last meeting and update on actions", True),
        ("Action log", True),
        ("Matters arising", True),
        ("Actions from the last meeting", True),
        ("Action on floods", False),
        ("Welcome", False),
    ],
)
def test_item_for_earlier_actions_is_known_by_its_title(title, is_one):
    assert updates.is_update(title) is is_one


def test_entries_of_an_agenda_are_not_stored(panel, next_meeting, by):
    raised(panel, datetime.date(2024, 3, 12), "Bo to list the locks.")
    publishing.circulate_agenda(next_meeting, on=datetime.date(2024, 8, 20), by=by)
    assert not Entry.objects.filter(meeting=next_meeting).exists()
