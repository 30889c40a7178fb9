"""Recording a document: its rows, its meeting, and the same document again."""

import datetime
from dataclasses import replace

import pytest

from actions.models import Action, Review
from meetings.minutes.document import (
    Action as Raised,
)
from meetings.minutes.document import (
    Attendee,
    Doubt,
    Item,
    Kind,
    Minutes,
    MinutesError,
    Point,
    Post,
    Presence,
    Reading,
    Role,
    Status,
)
from meetings.minutes.document import (
    Review as Reviewed,
)
from meetings.minutes.publishing import document_of, minutes_of
from meetings.minutes.recorded import Outcome
from meetings.minutes.recording import record
from meetings.models import Attendance, Entry, Meeting, Passage, Revision, Source
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
)
from tests.meetings.minutes.documents import (
    JANUARY,
    LOCKS,
    MARCH,
    MAY,
    TODAY,
    WEIRS,
    minutes,
    put,
    reviewed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="River Watch Panel")


def rows_as_document(meeting):
    """The rows as a document, references left out."""
    whole = minutes_of(meeting)

    def plain(entries):
        return tuple(e if isinstance(e, Point) else replace(e, reference="") for e in entries)

    return replace(
        whole,
        before=plain(whole.before),
        items=tuple(replace(item, entries=plain(item.entries)) for item in whole.items),
        after=plain(whole.after),
    )


# The document and its rows


def test_rows_hold_the_whole_document(panel):
    document = Minutes(
        held_on=MARCH,
        panel=panel.name,
        title="River Watch Panel - 10 March 2024",
        starts_at=datetime.time(10),
        ends_at=datetime.time(12, 30),
        venue="Lock House",
        attendance=(
            Attendee("Ada Ferris", honorific="Dr", role=Role.CHAIR),
            Attendee("Bo Lund", organisation="Canal Trust", heading="Guests", note="by telephone"),
            Attendee("Cy Moss", description="angler", deputy_for="Di Nash"),
            Attendee("Di Nash", presence=Presence.APOLOGIES),
        ),
        before=(Point("The meeting began late."),),
        items=(
            Item(
                "Actions",
                number="1",
                presenters="Ada Ferris",
                entries=(
                    Point("Earlier actions:", kind=Kind.HEADING),
                    Reviewed(
                        "Bo Lund to count the locks.",
                        number="4",
                        owners=("Bo Lund",),
                        due="by May",
                        status=Status.PARTIALLY_COMPLETE,
                        narrative=(
                            Point("Partially complete. Nine of ten.", kind=Kind.BULLET),
                            Point("The tenth is flooded.", kind=Kind.BULLET, depth=1),
                        ),
                    ),
                    Raised("Ada Ferris to write.", number="1", owners=("Ada Ferris",), due="soon"),
                ),
            ),
            Item(
                "Other business",
                entries=(
                    Point("Publish the gauges.", is_advice=True),
                    Point("Weirs, next time.", is_for_later=True),
                ),
            ),
        ),
        after=(Point("Next meeting: 10 May."),),
    )
    recorded = put(panel, document)
    assert recorded.outcome is Outcome.CREATED
    assert rows_as_document(recorded.meeting) == document


def test_what_is_published_is_what_the_rows_hold(panel):
    listed = (Attendee("Ada Ferris", organisation="Canal Trust"), Attendee("Ada Ferris"))
    put(panel, minutes(JANUARY, LOCKS))
    document = minutes(
        MARCH,
        reviewed(LOCKS, Status.COMPLETE),
        WEIRS,
        Raised("", number="3", withheld="s.40"),
        Point("Said."),
        attendance=listed,
    )
    put(panel, document, publish_on=MAY)
    meeting = Meeting.objects.get(held_on=MARCH)
    whole = document_of(meeting.revisions.get(audience=Revision.Audience.MEMBERS))
    assert whole == minutes_of(meeting)
    assert [entry.reference for entry in whole.items[0].entries[:2]] == ["RW-1", "RW-2"]


def test_what_was_raised_under_a_reserved_item_is_published_nowhere(panel):
    meeting = put(panel, minutes(JANUARY, LOCKS)).meeting
    meeting.items.update(withheld="s.36")
    public = put(panel, minutes(MARCH, reviewed(LOCKS), Point("Said.")), publish_on=MAY).revision
    assert document_of(public).items[0].entries == (
        Reviewed("", number="1", withheld="s.36"),
        Point("Said."),
    )


def test_series_heading_is_kept_with_each_review(panel):
    document = minutes(
        MARCH,
        Point("From earlier meetings:"),
        Reviewed("A to do b.", number="1"),
        Point("Actions of January"),
        Reviewed("C to do d.", number="1"),
        Point("The minutes of May were agreed."),
        Reviewed("E to do f.", number="1"),
    )
    put(panel, document)
    assert list(Review.objects.in_order().values_list("number", "series", "text")) == [
        ("1", "From earlier meetings:", "A to do b."),
        ("1", "Actions of January", "C to do d."),
        ("1", "", "E to do f."),
    ]


def test_status_phrase_is_kept_as_printed(panel):
    done = Point("Completed – sent in May.", kind=Kind.BULLET)
    put(panel, minutes(MARCH, Reviewed("A to b.", status=Status.COMPLETE, narrative=(done,))))
    review = Review.objects.get()
    assert (review.status_phrase, review.status) == ("Completed", "complete")


# The same document again


def test_same_bytes_are_skipped(panel):
    first = put(panel, minutes(MARCH, Point("Said.")))
    again = put(panel, minutes(MARCH, Point("Said.")))
    assert (again.outcome, again.meeting) == (Outcome.SAME, first.meeting)
    assert Source.objects.count() == 1


def test_other_bytes_change_nothing_and_show_what_differs(panel):
    put(panel, minutes(MARCH, Point("Said.")))
    again = put(panel, minutes(MARCH, Point("Said otherwise.")))
    assert again.outcome is Outcome.DIFFERS
    assert [
        line for line in again.differences if line[:1] in "+-" and line[:3] not in "+++---"
    ] == [
        "-Said.",
        "+Said otherwise.",
    ]
    assert [entry.text for entry in Entry.objects.all()] == ["Said."]
    assert Source.objects.count() == 1


def test_replacing_a_draft_records_it_anew(panel):
    put(panel, minutes(MARCH, Point("Said.")))
    again = put(panel, minutes(MARCH, Point("Said otherwise.")), replace_minutes=True)
    assert (again.outcome, again.revision) == (Outcome.REPLACED, None)
    assert [entry.text for entry in Entry.objects.all()] == ["Said otherwise."]
    assert (Meeting.objects.count(), Source.objects.count()) == (1, 2)


def test_bytes_recorded_before_the_last_can_be_put_back(panel):
    first, second = minutes(MARCH, Point("Said.")), minutes(MARCH, Point("Said otherwise."))
    put(panel, first)
    put(panel, second, replace_minutes=True)
    assert put(panel, first).outcome is Outcome.DIFFERS
    assert put(panel, first, replace_minutes=True).outcome is Outcome.REPLACED
    assert [entry.text for entry in Entry.objects.all()] == ["Said."]
    assert put(panel, first).outcome is Outcome.SAME
    assert Source.objects.count() == 2


def test_replacing_published_minutes_without_publishing_is_refused(panel):
    put(panel, minutes(MARCH, Point("Said.")), publish_on=MAY)
    with pytest.raises(MinutesError, match="would change the published minutes RW/1"):
        put(panel, minutes(MARCH, Point("Said otherwise.")), replace_minutes=True)


def test_replacing_published_minutes_makes_a_revision_with_a_reason(panel):
    put(panel, minutes(MARCH, Point("Said.")), publish_on=MAY)
    put(panel, minutes(MARCH, Point("Else.")), publish_on=TODAY, replace_minutes=True)
    assert list(
        Revision.objects.order_by("number").values_list("number", "issued_on", "reason")
    ) == [(1, MAY, ""), (2, TODAY, "Recorded again from minutes.md.")]


def test_a_post_says_where_it_was_published(panel):
    recorded = record(
        Reading(minutes(MARCH, Point("Said.")), post=Post("/library/march")),
        panel=panel,
        name="march.md",
        data=b"march",
        today=TODAY,
        publish_on=MAY,
    )
    assert recorded.revision.published_where == "/library/march"
    assert recorded.meeting.published_on == MAY


# Which meeting


def test_a_planned_meeting_of_that_day_becomes_the_minuted_one(panel):
    planned = MeetingFactory(panel=panel, held_on=MARCH, joining_details="code 1234")
    AttendanceFactory(meeting=planned, presence=Presence.EXPECTED)
    recorded = put(panel, minutes(MARCH, Point("Said."), venue="Lock House"))
    planned.refresh_from_db()
    assert recorded.meeting == planned
    assert (planned.venue, planned.joining_details) == ("Lock House", "code 1234")


def test_two_meetings_of_one_day_are_an_error_that_names_them(panel):
    MeetingFactory.create_batch(2, panel=panel, held_on=MARCH)
    with pytest.raises(MinutesError, match="any of the meetings RW/1, RW/2"):
        put(panel, minutes(MARCH, Point("Said.")))


def test_the_time_tells_two_meetings_of_one_day_apart(panel):
    MeetingFactory(panel=panel, held_on=MARCH, starts_at=datetime.time(9))
    late = MeetingFactory(panel=panel, held_on=MARCH, starts_at=datetime.time(14))
    document = minutes(MARCH, Point("Said."), starts_at=datetime.time(14))
    assert put(panel, document).meeting == late


def test_a_meeting_of_another_panel_on_that_day_is_not_meant(panel):
    other = MeetingFactory(held_on=MARCH)
    assert put(panel, minutes(MARCH, Point("Said."))).meeting != other


# What is withheld stays withheld


def test_what_is_withheld_is_withheld_again(panel):
    document = minutes(
        JANUARY, Point("Secret."), LOCKS, Point("Open."), attendance=(Attendee("Ada Ferris"),)
    )
    meeting = put(panel, document).meeting
    Entry.objects.filter(text="Secret.").update(withheld="s.36")
    Entry.objects.filter(kind="action").update(withheld="s.43")
    Attendance.objects.update(withheld="s.40")
    again = replace(document, venue="Lock House")
    put(panel, again, replace_minutes=True)
    assert list(meeting.entries.values_list("withheld", flat=True)) == ["s.36", "s.43", ""]
    assert meeting.attendances.get().withheld == "s.40"


def test_a_reserved_item_stays_reserved(panel):
    meeting = put(panel, minutes(JANUARY, Point("Said."))).meeting
    meeting.items.update(withheld="s.36")
    put(panel, minutes(JANUARY, Point("Said otherwise.")), replace_minutes=True)
    assert meeting.items.get().withheld == "s.36"


def test_of_an_action_that_a_public_form_withholds_its_place_is_kept(panel):
    redacted = (
        Raised("Secret.", number="3", withheld="s.43").redacted(),
        Reviewed("Secret.", number="1", withheld="s.40").redacted(),
    )
    meeting = put(panel, minutes(MARCH, *redacted)).meeting
    assert minutes_of(meeting).items[0].entries == (
        Point("Action 3", withheld="s.43"),
        Point("Action 1", withheld="s.40"),
    )
    assert not Action.objects.exists()


def test_losing_what_is_withheld_is_refused_and_changes_nothing(panel):
    meeting = put(panel, minutes(JANUARY, Point("Secret."))).meeting
    meeting.entries.update(withheld="s.36")
    with pytest.raises(MinutesError, match=r"no longer holds what was withheld \(s\.36\)"):
        put(panel, minutes(JANUARY, Point("Secret, said anew.")), replace_minutes=True)
    assert [entry.text for entry in meeting.entries.all()] == ["Secret."]


# What was not read


def test_unread_passages_and_doubts_are_kept_with_the_source(panel):
    recorded = put(
        panel,
        minutes(JANUARY, Point("Said.")),
        unread=("Ref 1234/x",),
        doubts=(Doubt("Jo Reed", "may be an organisation"),),
    )
    assert recorded.unread == 1
    source = Source.objects.get()
    assert (source.meeting, source.name) == (recorded.meeting, "minutes.md")
    assert list(source.passages.values_list("text", "why")) == [
        ("Ref 1234/x", ""),
        ("Jo Reed", "may be an organisation"),
    ]


def test_what_was_settled_stays_settled_where_it_is_read_again(panel):
    secretary = PanelSecretaryFactory(panel=panel).user
    doubts = (Doubt("Jo Reed", "may be an organisation"), Doubt("Tea", "may be an item"))
    put(panel, minutes(JANUARY, Point("Said.")), doubts=doubts)
    noon = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)
    Passage.objects.filter(text="Jo Reed").settle(at=noon, by=secretary)
    put(panel, minutes(JANUARY, Point("Said anew.")), doubts=doubts, replace_minutes=True)
    latest = Source.objects.first()
    assert list(latest.passages.values_list("text", "settled_at", "settled_by")) == [
        ("Jo Reed", noon, secretary.pk),
        ("Tea", None, None),
    ]


def test_a_failure_leaves_nothing_behind(panel):
    bad = minutes(JANUARY, Point("Said."), Raised("x" * 10, number="n" * 21))
    with pytest.raises(Exception, match="too long"):
        put(panel, bad)
    assert not Meeting.objects.exists()
    assert not Source.objects.exists()
