import datetime
import json
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection

from meetings.minutes import publishing, reading, writing
from meetings.minutes.document import (
    Item,
    Minutes,
)
from meetings.models import Entry, Meeting, Revision, Withdrawal
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    OwnerFactory,
    PanelSecretaryFactory,
    ReviewFactory,
    UserFactory,
)
from tests.meetings.minutes.everything import AS_PUBLISHED, ITS_MINUTES, the_meeting

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2024, 4, 2)
MAY = datetime.date(2024, 5, 2)


def plain_meeting(**fields) -> Meeting:
    """A meeting with nothing withheld."""
    meeting = MeetingFactory(**fields)
    EntryFactory(meeting=meeting, text="Said.")
    return meeting


def kept(meeting: Meeting) -> list[tuple[str, int, str]]:
    rows = meeting.revisions.order_by("frozen_at", "kind", "number", "audience")
    return [(row.kind, row.number, row.audience) for row in rows]


# Rows as a document


def test_minutes_of_a_meeting_are_its_rows_in_order():
    assert publishing.minutes_of(the_meeting()) == ITS_MINUTES


def test_minutes_of_a_meeting_without_rows_are_empty():
    meeting = MeetingFactory(held_on=None, date_words="Spring")
    assert publishing.minutes_of(meeting) == Minutes(held_on=None, panel=meeting.panel.name)


@pytest.mark.parametrize("times", [1, 10])
def test_minutes_of_a_meeting_take_six_queries(times, django_assert_num_queries):
    meeting = the_meeting()
    item = meeting.items.first()
    for _ in range(times):
        EntryFactory(item=item)
        OwnerFactory(action=ActionFactory(entry__item=item))
        review = ReviewFactory(entry__item=item, action=ActionFactory(entry__meeting=meeting))
        EntryFactory(item=item, parent=review.entry)
        AttendanceFactory(meeting=meeting)
        AgendaItemFactory(meeting=meeting)
    with django_assert_num_queries(6):
        publishing.minutes_of(meeting)


# What is frozen


def test_publish_keeps_what_members_read_and_what_the_public_reads():
    meeting, user = the_meeting(), UserFactory()
    public = publishing.publish(meeting, on=APRIL, by=user, published_where="https://example.org/")
    members = meeting.revisions.get(audience="members")
    assert kept(meeting) == [("minutes", 1, "members"), ("minutes", 1, "public")]
    assert publishing.document_of(public) == AS_PUBLISHED
    assert publishing.document_of(members) == ITS_MINUTES
    assert (public.audience, public.issued_on, public.frozen_by, public.published_where) == (
        "public",
        APRIL,
        user,
        "https://example.org/",
    )
    assert members.frozen_at == public.frozen_at
    assert meeting.published_on == APRIL


def test_published_document_has_no_word_of_what_is_withheld():
    public = publishing.publish(the_meeting(), on=APRIL, by=None)
    stored = Revision.objects.get(pk=public.pk)
    for form in (
        json.dumps(stored.document),
        writing.html(publishing.document_of(stored)),
        writing.markdown(publishing.document_of(stored)),
    ):
        assert "canary" not in form.lower()
        assert "CJ-8" not in form
        assert "CJ-42" not in form
    whole = json.dumps(writing.record(ITS_MINUTES)).lower()
    assert whole.count("canary") == 11


def test_published_document_stays_when_rows_change():
    meeting = the_meeting()
    public = publishing.publish(meeting, on=APRIL, by=None)
    meeting.entries.filter(kind="paragraph").update(text="Changed.")
    meeting.items.update(title="Changed", withheld="")
    stored = Revision.objects.get(pk=public.pk)
    assert publishing.document_of(stored) == AS_PUBLISHED


def test_publish_where_nothing_is_withheld_keeps_one_document():
    meeting = plain_meeting()
    publishing.publish(meeting, on=APRIL, by=None)
    assert kept(meeting) == [("minutes", 1, "public")]


def test_publish_takes_the_meeting_as_stored():
    meeting = plain_meeting(venue="Room 2")
    meeting.venue, meeting.title = "Not saved", "Not saved"
    revision = publishing.publish(meeting, on=APRIL, by=None)
    assert (publishing.document_of(revision).venue, meeting.venue) == ("Room 2", "Not saved")


def test_record_of_a_document_gives_it_back():
    for minutes in (ITS_MINUTES, AS_PUBLISHED):
        stored = json.loads(json.dumps(writing.record(minutes)))
        assert reading.from_record(stored) == minutes


def test_agenda_is_frozen_without_what_was_said():
    meeting = the_meeting()
    publishing.circulate_agenda(meeting, on=APRIL, by=None)
    public = publishing.publish_agenda(meeting, on=MAY, by=None)
    assert kept(meeting) == [
        ("agenda", 1, "members"),
        ("agenda", 2, "members"),
        ("agenda", 2, "public"),
    ]
    items = (
        Item("Actions", number="1", presenters="Chair"),
        Item("", number="2", withheld="s. 35"),
        Item("Any other business"),
    )
    document = publishing.document_of(public)
    assert (document.items, document.attendance, list(document.entries())) == (items, (), [])
    circulated = publishing.document_of(meeting.revisions.get(number=1))
    assert circulated.items[1] == Item("The canary", number="2", withheld="s. 35")
    assert meeting.published_on is None


def test_drafts_are_numbered_by_themselves_and_published_nowhere():
    meeting = plain_meeting()
    for on in (APRIL, MAY):
        publishing.circulate_draft(meeting, on=on, by=None)
    publishing.publish_agenda(meeting, on=MAY, by=None)
    publishing.publish(meeting, on=MAY, by=None)
    assert kept(meeting) == [
        ("draft", 1, "members"),
        ("draft", 2, "members"),
        ("agenda", 1, "public"),
        ("minutes", 1, "public"),
    ]


def test_publish_again_needs_a_reason_and_gets_the_next_number():
    meeting = plain_meeting()
    publishing.publish(meeting, on=APRIL, by=None)
    for reason in ("", "  "):
        with pytest.raises(ValidationError) as refused:
            publishing.publish(meeting, on=MAY, by=None, reason=reason)
        assert refused.value.code == "reason"
    corrected = publishing.publish(meeting, on=MAY, by=None, reason=" A name was wrong. ")
    assert (corrected.number, corrected.reason) == (2, "A name was wrong.")
    assert kept(meeting) == [("minutes", 1, "public"), ("minutes", 2, "public")]
    assert meeting.published_on == APRIL


def test_publish_without_a_day_is_refused():
    meeting = plain_meeting(held_on=None, date_words="Spring")
    with pytest.raises(ValidationError) as refused:
        publishing.publish(meeting, on=APRIL, by=None)
    assert refused.value.code == "undated"
    assert kept(meeting) == []


# Withdrawing


def test_withdraw_is_for_every_audience_and_leaves_other_numbers():
    meeting, user = the_meeting(), UserFactory()
    publishing.publish(meeting, on=APRIL, by=None)
    second = publishing.publish(meeting, on=MAY, by=None, reason="Corrected.")
    publishing.withdraw(second, by=user, reason=" Too early. ")
    withdrawn = [
        (row.revision.number, row.revision.audience, row.reason, row.withdrawn_by)
        for row in Withdrawal.objects.order_by("revision__audience")
    ]
    assert withdrawn == [
        (2, "members", "Too early.", user),
        (2, "public", "Too early.", user),
    ]
    meeting.refresh_from_db()
    assert meeting.published_on is None
    corrected = publishing.publish(meeting, on=MAY, by=None, reason="Corrected again.")
    assert corrected.number == 3
    assert Meeting.objects.published().get().published_on == APRIL


def test_withdraw_without_reason_or_twice_is_refused():
    meeting = plain_meeting()
    revision = publishing.publish(meeting, on=APRIL, by=None)
    with pytest.raises(ValidationError) as refused:
        publishing.withdraw(revision, by=None, reason=" ")
    assert refused.value.code == "reason"
    publishing.withdraw(revision, by=None, reason="Too early.")
    with pytest.raises(ValidationError) as refused:
        publishing.withdraw(revision, by=None, reason="Too early.")
    assert refused.value.code == "withdrawn"
    assert Withdrawal.objects.count() == 1


# What is read now


def test_current_minutes_are_rows_for_the_secretary_until_published():
    meeting = the_meeting()
    secretary = PanelSecretaryFactory(panel=meeting.panel).user
    public = AnonymousUser()
    assert publishing.current_minutes(meeting, secretary) == (None, ITS_MINUTES)
    assert publishing.current_minutes(meeting, public) == (None, None)
    revision = publishing.publish(meeting, on=APRIL, by=None)
    members = meeting.revisions.get(audience="members")
    assert publishing.current_minutes(meeting, public) == (revision, AS_PUBLISHED)
    assert publishing.current_minutes(meeting, secretary) == (members, ITS_MINUTES)
    publishing.withdraw(revision, by=None, reason="Too early.")
    meeting.refresh_from_db()
    assert publishing.current_minutes(meeting, public) == (None, None)
    assert publishing.current_minutes(meeting, secretary) == (None, ITS_MINUTES)


# At once


@pytest.mark.django_db(transaction=True)
def test_publish_at_once_gives_each_a_number():
    meeting = plain_meeting()
    together = Barrier(2)
    outcomes: list[int | str] = []

    def publish(reason):
        together.wait()
        try:
            revision = publishing.publish(
                Meeting.objects.get(pk=meeting.pk), on=APRIL, by=None, reason=reason
            )
            outcomes.append(revision.number)
        except ValidationError as error:
            outcomes.append(str(error.code))
        connection.close()

    for reasons, expected in ((("", ""), {1, "reason"}), (("Corrected.",) * 2, {2, 3})):
        threads = [Thread(target=publish, args=[reason]) for reason in reasons]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(outcomes) == expected
        outcomes.clear()
    assert kept(meeting) == [("minutes", number, "public") for number in (1, 2, 3)]


def test_entries_of_the_meeting_are_those_that_the_document_has():
    """The factory above left nothing out: each row is in the document once."""
    meeting = the_meeting()
    narratives = sum(len(review.narrative) for review in ITS_MINUTES.reviews())
    entries = len(list(ITS_MINUTES.entries()))
    assert Entry.objects.filter(meeting=meeting).count() == entries + narratives
