import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.db.models import ProtectedError

from meetings.models import Meeting, Revision, Withdrawal
from tests.factories import (
    MeetingFactory,
    RevisionFactory,
    UserFactory,
    WithdrawalFactory,
)
from tests.refusals import (
    assert_accepted,
    assert_refused,
    assert_refused_by_database,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory()


def test_revision_number_is_given_once_to_each_audience(meeting):
    row = RevisionFactory(meeting=meeting)
    again = RevisionFactory.build(meeting=meeting, number=row.number, document={"a": 1})
    assert_refused(
        again,
        "Revision with this Meeting, Kind, Number and Audience already exists.",
        by="revision_number_once",
    )
    again.audience = "members"
    assert_accepted(again)


def test_revision_of_a_draft_for_the_public_is_refused(meeting):
    row = RevisionFactory.build(meeting=meeting, kind="draft", document={"a": 1})
    assert_refused(row, "A draft is for members only.", by="revision_draft_for_members")
    row.audience = "members"
    assert_accepted(row)


@pytest.mark.parametrize(
    "change",
    [
        {"document": {"changed": True}},
        {"number": 2},
        {"kind": "agenda"},
        {"audience": "members"},
        {"issued_on": datetime.date(2020, 1, 1)},
        {"frozen_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
        {"published_where": "https://example.org/"},
        {"reason": "Another."},
        {"frozen_by": None},
        {"meeting": None},
    ],
)
def test_revision_is_never_changed(meeting, change):
    RevisionFactory(meeting=meeting, frozen_by=UserFactory())
    if "meeting" in change:
        change = {"meeting": MeetingFactory()}
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        Revision.objects.update(**change)


def test_revision_is_never_deleted(meeting):
    row = RevisionFactory(meeting=meeting)
    with pytest.raises(ProgrammingError, match="Cannot delete rows"), transaction.atomic():
        row.delete()
    with pytest.raises(ProgrammingError, match="Cannot delete rows"), transaction.atomic():
        Revision.objects.all()._raw_delete("default")


def test_meeting_with_a_revision_is_not_deleted(meeting):
    RevisionFactory(meeting=meeting, kind="agenda")
    with pytest.raises(ProtectedError):
        meeting.delete()


def test_withdrawal_happens_once(meeting):
    withdrawal = WithdrawalFactory(revision__meeting=meeting)
    assert_refused(
        Withdrawal(revision=withdrawal.revision, reason="Again."),
        "Withdrawal with this Revision already exists.",
        by="meetings_withdrawal_revision_id_key",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "Another."},
        {"withdrawn_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
        {"withdrawn_by": None},
        {"revision": None},
    ],
)
def test_withdrawal_is_never_changed(meeting, change):
    WithdrawalFactory(revision__meeting=meeting, withdrawn_by=UserFactory())
    if "revision" in change:
        change = {"revision": RevisionFactory(meeting=meeting, number=2)}
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        Withdrawal.objects.update(**change)


def test_withdrawal_is_never_deleted(meeting):
    row = WithdrawalFactory(revision__meeting=meeting)
    with pytest.raises(ProgrammingError, match="Cannot delete rows"), transaction.atomic():
        row.delete()


def test_withdrawal_without_reason_is_refused(meeting):
    row = Withdrawal(revision=RevisionFactory(meeting=meeting), reason="")
    with pytest.raises(ValidationError) as invalid:
        row.full_clean()
    assert invalid.value.messages == ["This field cannot be blank."]
    assert_refused_by_database(row, by="withdrawal_has_reason")


def test_revisions_published_are_those_for_the_public_that_stand(meeting):
    stands = RevisionFactory(meeting=meeting)
    WithdrawalFactory(revision=RevisionFactory(meeting=meeting, number=2))
    RevisionFactory(meeting=meeting, audience="members")
    assert list(Revision.objects.published()) == [stands]


def test_meeting_is_published_from_its_first_minutes_until_the_latest_are_withdrawn(meeting):
    def published_on() -> datetime.date | None:
        meeting.refresh_from_db()
        assert list(Meeting.objects.published()) == ([meeting] if meeting.is_published else [])
        return meeting.published_on

    april, may = datetime.date(2024, 4, 2), datetime.date(2024, 5, 2)
    RevisionFactory(meeting=meeting, kind="agenda")
    RevisionFactory(meeting=meeting, kind="draft", audience="members")
    RevisionFactory(meeting=meeting, audience="members")
    assert published_on() is None
    first = RevisionFactory(meeting=meeting, issued_on=april)
    assert published_on() == april
    second = RevisionFactory(meeting=meeting, number=2, issued_on=may)
    assert published_on() == april
    WithdrawalFactory(revision=first)
    assert published_on() == april
    WithdrawalFactory(revision=second)
    assert published_on() is None
    RevisionFactory(meeting=meeting, number=3)
    assert published_on() == april


def test_meeting_saved_as_read_before_stays_published(meeting):
    stale = Meeting.objects.get()
    RevisionFactory(meeting=meeting)
    stale.venue = "Elsewhere"
    stale.save()
    stored = Meeting.objects.get()
    assert (stored.venue, stored.published_on) == ("Elsewhere", datetime.date(2024, 4, 2))


@pytest.mark.parametrize("factory", [RevisionFactory, WithdrawalFactory])
def test_account_that_froze_or_withdrew_is_not_deleted(factory):
    user = UserFactory()
    factory(**{"frozen_by" if factory is RevisionFactory else "withdrawn_by": user})
    with pytest.raises(ProtectedError):
        user.delete()


def test_correction_without_reason_is_refused(meeting):
    row = RevisionFactory.build(meeting=meeting, number=2, reason="", document={"a": 1})
    assert_refused(
        row,
        "Say why the published minutes are corrected.",
        by="revision_correction_has_reason",
    )
    row.reason = "A name was wrong."
    assert_accepted(row)
    assert_accepted(
        RevisionFactory.build(meeting=meeting, kind="agenda", number=2, document={"a": 1})
    )
