"""Recording keeps identity: of meetings, people, organisations and actions."""

import datetime
from dataclasses import replace

import pytest

from actions.models import Action, Owner, Review
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
from meetings.minutes.publishing import minutes_of
from meetings.minutes.recorded import Outcome
from meetings.minutes.recording import record
from meetings.models import Attendance, Entry, Meeting, Passage, Revision, Source
from panel.models import Organisation, Person
from tests.factories import (
    ActionFactory,
    AttendanceFactory,
    MeetingFactory,
    OrganisationFactory,
    PanelFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

JANUARY, MARCH, MAY = (datetime.date(2024, month, 10) for month in (1, 3, 5))
TODAY = datetime.date(2024, 6, 1)


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="River Watch Panel")


def minutes(held_on, *entries, attendance=(), **fields):
    """Minutes with one item that holds the entries."""
    items = (Item("Update on actions", number="1", entries=entries),)
    return Minutes(held_on=held_on, attendance=attendance, items=items, **fields)


def put(panel, document, *, publish_on=None, replace_minutes=False, unread=(), doubts=()):
    """Record a document; its bytes are its words."""
    return record(
        Reading(document, unread=unread, doubts=doubts),
        panel=panel,
        name="minutes.md",
        data=repr((document, unread)).encode(),
        today=TODAY,
        publish_on=publish_on,
        replace_minutes=replace_minutes,
    )


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


def test_series_heading_is_kept_with_each_review(panel):
    document = minutes(
        MARCH,
        Point("From earlier meetings:"),
        Reviewed("A to do b.", number="1"),
        Point("The minutes of January were agreed."),
        Reviewed("C to do d.", number="1"),
    )
    put(panel, document)
    assert list(Review.objects.in_order().values_list("number", "series", "text")) == [
        ("1", "From earlier meetings:", "A to do b."),
        ("1", "The minutes of January were agreed.", "C to do d."),
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


# People and organisations


def test_a_person_is_known_again_whatever_the_honorific(panel):
    put(panel, minutes(JANUARY, attendance=(Attendee("Ada Ferris", honorific="Prof."),)))
    put(panel, minutes(MARCH, attendance=(Attendee("Ada FERRIS", honorific="Dr"),)))
    person = Person.objects.get()
    assert (person.name, person.honorific) == ("Ada FERRIS", "Dr")
    assert list(
        person.attendances.order_by("meeting__held_on").values_list("honorific", "name")
    ) == [("Prof.", "Ada Ferris"), ("Dr", "Ada FERRIS")]


def test_a_stray_space_in_a_name_is_the_same_person(panel):
    put(panel, minutes(JANUARY, attendance=(Attendee("Kit O’Dea"),)))
    put(panel, minutes(MARCH, attendance=(Attendee("Kit O’ Dea"),)))
    assert Person.objects.count() == 1


def test_two_of_one_name_in_a_list_are_two(panel):
    listed = (
        Attendee("Jo Reed", organisation="Canal Trust"),
        Attendee("Jo Reed", organisation="Gauge Office"),
    )
    put(panel, minutes(JANUARY, attendance=listed))
    put(panel, minutes(MARCH, attendance=listed[::-1]))
    assert Person.objects.count() == 2
    assert sorted(Attendance.objects.values_list("person", "organisation_name")) == sorted(
        (person.pk, name)
        for person, name in zip(
            Person.objects.order_by("pk"), ["Canal Trust", "Gauge Office"], strict=True
        )
        for _ in range(2)
    )


def test_one_person_listed_twice_is_recorded_once_and_noted(panel):
    listed = (Attendee("Jo Reed", organisation="Canal Trust"), Attendee("Jo Reed"))
    recorded = put(panel, minutes(JANUARY, attendance=listed))
    assert Attendance.objects.count() == 1
    assert recorded.doubts == [Doubt("Jo Reed", "is listed twice; the first stands")]


def test_a_merged_person_is_recorded_as_the_one_it_points_to(panel):
    known = PersonFactory(name="William Tarn")
    PersonFactory(name="Will Tarn", same_as=known)
    put(panel, minutes(JANUARY, attendance=(Attendee("Will Tarn"),)))
    assert Attendance.objects.get().person == known


def test_an_organisation_is_known_by_its_abbreviation(panel):
    trust = OrganisationFactory(name="Canal Trust", abbreviations=["CT"])
    put(panel, minutes(JANUARY, attendance=(Attendee("Ada Ferris", organisation="ct"),)))
    attendance = Attendance.objects.get()
    assert (attendance.organisation, attendance.organisation_name) == (trust, "ct")
    assert Organisation.objects.get().name == "Canal Trust"


def test_a_name_that_somebody_entered_is_not_overwritten(panel):
    put(panel, minutes(JANUARY, attendance=(Attendee("Ada Ferris"),)))
    Person.objects.update(name="Ada Férris")
    put(panel, minutes(MARCH, attendance=(Attendee("Ada Ferris"),)))
    assert Person.objects.get().name == "Ada Férris"


# Owners


@pytest.mark.parametrize("name", ["Secretariat", "the secretariat", "Secretary"])
def test_the_secretariat_owns_as_a_body(panel, name):
    put(panel, minutes(JANUARY, Raised(f"{name} to write.", owners=(name,))))
    assert Owner.objects.get().body == Owner.Body.SECRETARIAT


@pytest.mark.parametrize("name", ["Panel members", "Members", "All members", "The panel"])
def test_the_members_own_as_a_body(panel, name):
    put(panel, minutes(JANUARY, Raised(f"{name} to write.", owners=(name,))))
    assert Owner.objects.get().body == Owner.Body.MEMBERS


@pytest.mark.parametrize("name", ["Ada Ferris", "Ada", "AF"])
def test_an_owner_is_the_one_at_the_meeting_who_is_so_called(panel, name):
    document = minutes(
        JANUARY,
        Raised(f"{name} to write.", owners=(name,)),
        attendance=(Attendee("Ada Ferris"), Attendee("Bo Lund")),
    )
    put(panel, document)
    owner = Owner.objects.get()
    assert (owner.name, owner.person.name) == (name, "Ada Ferris")


def test_a_first_name_that_two_have_means_nobody(panel):
    document = minutes(
        JANUARY,
        Raised("Ada to write.", owners=("Ada",)),
        attendance=(Attendee("Ada Ferris"), Attendee("Ada Lund")),
    )
    put(panel, document)
    owner = Owner.objects.get()
    assert (owner.person, owner.organisation, owner.body) == (None, None, "")


def test_an_owner_whom_a_later_document_names_is_found_then(panel):
    put(panel, minutes(MARCH, Raised("Ada Ferris to write.", owners=("Ada Ferris",))))
    assert Owner.objects.get().person is None
    put(panel, minutes(JANUARY, attendance=(Attendee("Ada Ferris"),)))
    assert Owner.objects.get().person == Person.objects.get()


# Actions from meeting to meeting

LOCKS = Raised("Bo Lund to count the locks on the upper river.", number="1", owners=("Bo Lund",))
WEIRS = Raised("Ada Ferris to draft guidance on weirs.", number="2", owners=("Ada Ferris",))


def reviewed(action, status=None, **fields):
    return Reviewed(
        **{"text": action.text, "number": action.number, "owners": action.owners, **fields},
        status=status,
    )


def test_a_review_continues_the_action_of_the_meeting_before(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    recorded = put(panel, minutes(MARCH, reviewed(WEIRS, Status.COMPLETE), reviewed(LOCKS)))
    assert (recorded.reviews_linked, recorded.origins_unknown) == (2, 0)
    assert list(Action.objects.order_by("serial").values_list("text", "status")) == [
        (LOCKS.text, "not_complete"),
        (WEIRS.text, "complete"),
    ]


def test_words_decide_before_numbers(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    put(panel, minutes(MARCH, reviewed(LOCKS, number="2"), reviewed(WEIRS, number="1")))
    assert {(r.action.text, r.text) for r in Review.objects.all()} == {
        (LOCKS.text, LOCKS.text),
        (WEIRS.text, WEIRS.text),
    }


def test_numbers_decide_between_equal_words(panel):
    first, second = replace(LOCKS, number="1"), replace(LOCKS, number="2")
    put(panel, minutes(JANUARY, first, second))
    put(panel, minutes(MARCH, reviewed(second, Status.COMPLETE)))
    assert list(Action.objects.order_by("serial").values_list("number", "status")) == [
        ("1", "not_complete"),
        ("2", "complete"),
    ]


def test_an_equal_number_alone_links_nothing(panel):
    put(panel, minutes(JANUARY, LOCKS))
    recorded = put(panel, minutes(MARCH, reviewed(WEIRS, number="1")))
    assert (recorded.reviews_linked, recorded.origins_unknown) == (0, 1)


def test_what_is_only_nearly_alike_is_recorded_apart_and_noted(panel):
    put(panel, minutes(JANUARY, Raised("Team to circulate slides on the data paper.")))
    near = Reviewed("Team to circulate the draft of the data paper to officials.")
    recorded = put(panel, minutes(MARCH, near))
    assert Action.objects.count() == 2
    assert recorded.doubts == [
        Doubt(
            near.text,
            "may continue RW-1 (Team to circulate slides on the data paper.); recorded as another",
        )
    ]
    assert Passage.objects.get().why == recorded.doubts[0].why


def test_a_review_without_a_known_action_makes_one_of_unknown_origin(panel):
    recorded = put(panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE, due="by May")))
    action = Action.objects.get()
    assert recorded.origins_unknown == 1
    assert (action.entry, action.text, action.status) == (None, LOCKS.text, "complete")
    assert (action.due, action.due_on) == ("by May", datetime.date(2024, 5, 31))
    assert [owner.name for owner in action.owners.all()] == ["Bo Lund"]


def test_importing_the_raising_meeting_later_joins_the_two(panel):
    put(panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE)))
    reference = Action.objects.get().reference
    put(panel, minutes(JANUARY, LOCKS))
    action = Action.objects.get()
    assert (action.reference, action.entry.meeting.held_on) == (reference, JANUARY)
    assert action.status == "complete"


def test_two_of_unknown_origin_become_one_when_the_link_between_them_comes(panel):
    early = "Bo Lund to count the locks on the upper river."
    middle = "Bo Lund to count the locks and measure the weirs on the upper river."
    late = "Bo Lund to measure the weirs on the upper river."
    owner = ("Bo Lund",)
    put(panel, minutes(JANUARY, Reviewed(early, owners=owner)))
    put(panel, minutes(MAY, Reviewed(late, owners=owner, status=Status.COMPLETE)))
    assert [action.text for action in Action.objects.standing()] == [late, early]
    recorded = put(panel, minutes(MARCH, Reviewed(middle, owners=owner)))
    assert recorded.joined == [("RW-1", "RW-2")]
    stays = Action.objects.standing().get()
    goes = Action.objects.get(serial=2)
    assert (stays.text, stays.status, stays.reviews.count()) == (early, "complete", 3)
    assert goes.joined_to == stays


def test_an_action_of_unknown_origin_reads_as_in_its_earliest_review(panel):
    put(panel, minutes(MAY, reviewed(LOCKS, text="Bo Lund to count the locks, upper river.")))
    put(panel, minutes(MARCH, reviewed(LOCKS)))
    assert Action.objects.get().text == LOCKS.text


def test_the_open_one_of_two_equal_actions_is_meant(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE), LOCKS))
    put(panel, minutes(MAY, reviewed(LOCKS, Status.PARTIALLY_COMPLETE)))
    assert list(Action.objects.order_by("serial").values_list("status", flat=True)) == [
        "complete",
        "partially_complete",
    ]


def test_actions_of_another_panel_are_not_continued(panel):
    ActionFactory(text=LOCKS.text)
    assert put(panel, minutes(MARCH, reviewed(LOCKS))).origins_unknown == 1


def test_an_action_raised_later_is_not_continued(panel):
    put(panel, minutes(MAY, LOCKS))
    assert put(panel, minutes(MARCH, reviewed(LOCKS))).origins_unknown == 1


def test_a_repeat_is_linked_and_takes_the_status_of_what_it_repeats(panel):
    document = minutes(
        MARCH,
        reviewed(LOCKS, Status.COMPLETE, number="3"),
        reviewed(
            WEIRS,
            Status.PARTIALLY_COMPLETE,
            number="7",
            narrative=(Point("Partially complete. This was a repeat of action 3."),),
        ),
    )
    put(panel, document)
    repeat = Action.objects.get(text=WEIRS.text)
    assert repeat.repeat_of.text == LOCKS.text
    assert repeat.status == "complete"


# Recording anew keeps every action


def test_a_reworded_action_keeps_its_reference_and_reviews(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    put(panel, minutes(MARCH, reviewed(LOCKS, Status.COMPLETE)))
    reworded = replace(LOCKS, text="Bo Lund to count and map the locks of the upper river.")
    put(panel, minutes(JANUARY, WEIRS, reworded), replace_minutes=True)
    action = Action.objects.get(serial=1)
    assert (action.text, action.status) == (reworded.text, "complete")
    assert Action.objects.count() == 2


def test_a_reference_tells_an_action_whatever_its_words(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(JANUARY, Raised("Quite other.", reference="RW-1")), replace_minutes=True)
    assert Action.objects.get().text == "Quite other."


def test_a_reference_of_another_panel_tells_nothing(panel):
    other = ActionFactory(panel=PanelFactory(code="ZZ"), entry=None)
    put(panel, minutes(JANUARY, Raised("To do.", reference=other.reference)))
    assert Action.objects.get(panel=panel).reference == "RW-1"


def test_a_reference_that_was_joined_leads_to_the_action(panel):
    stays = ActionFactory(panel=panel, entry=None)
    goes = ActionFactory(panel=panel, entry=None)
    stays.join(goes)
    put(panel, minutes(MARCH, Reviewed("Anything.", reference=goes.reference)))
    assert Review.objects.get().action == stays


def test_an_action_whose_text_went_before_anybody_saw_it_is_deleted(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS))
    put(panel, minutes(JANUARY, WEIRS), replace_minutes=True)
    assert [action.text for action in Action.objects.all()] == [WEIRS.text]


def test_a_published_action_whose_text_went_is_withdrawn(panel):
    put(panel, minutes(JANUARY, LOCKS, WEIRS), publish_on=MARCH)
    put(panel, minutes(JANUARY, WEIRS), publish_on=MAY, replace_minutes=True)
    gone = Action.objects.get(text=LOCKS.text)
    assert (gone.withdrawn_on, gone.entry) == (TODAY, None)
    assert gone not in Action.objects.open()


def test_a_reviewed_action_whose_text_went_is_withdrawn(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(MARCH, reviewed(LOCKS)))
    put(panel, minutes(JANUARY, WEIRS), replace_minutes=True)
    assert Action.objects.get(text=LOCKS.text).withdrawn_on == TODAY


def test_a_reworded_review_stays_with_its_action(panel):
    put(panel, minutes(JANUARY, LOCKS))
    put(panel, minutes(MARCH, reviewed(LOCKS)))
    reworded = reviewed(LOCKS, text="Bo Lund to count every lock on the upper river and report.")
    put(panel, minutes(MARCH, reworded), replace_minutes=True)
    assert Review.objects.get().action == Action.objects.get()


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


def test_a_failure_leaves_nothing_behind(panel):
    bad = minutes(JANUARY, Point("Said."), Raised("x" * 10, number="n" * 21))
    with pytest.raises(Exception, match="too long"):
        put(panel, bad)
    assert not Meeting.objects.exists()
    assert not Source.objects.exists()
