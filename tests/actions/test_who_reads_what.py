"""What each viewer may know of an action, and when: `Action.objects.as_read_by(user)`."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from actions.models import Action, Owner, Review
from meetings.models import Entry, Meeting
from panel.models import Viewer
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    ReviewFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def read(action: Action, user: Viewer) -> tuple | None:
    """(wording, deadline, its date, status, owners) as `user` reads them; None if not at all."""
    row = Action.objects.as_read_by(user).filter(pk=action.pk).first()
    if row is None:
        return None
    owners = [owner.name for owner in Owner.objects.visible_to(user).filter(action=action)]
    return row.read_text, row.read_due, row.read_due_on, row.read_status, owners


@pytest.fixture
def secretary():
    return PanelSecretaryFactory(panel=PanelFactory(code="CJ"))


@pytest.fixture
def member(secretary):
    return MembershipFactory(panel=secretary.panel, person__user=UserFactory()).person.user


def minuted(panel, month: int, *, published: bool = True) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, month, 12))
    if published:
        RevisionFactory(meeting=meeting)
    return meeting


DUE_ON = datetime.date(2024, 6, 1)


def raised_at(meeting, **fields) -> Action:
    action = ActionFactory(
        entry__meeting=meeting, text="As raised.", due="by June", due_on=DUE_ON, **fields
    )
    OwnerFactory(action=action, name="Raised Owner")
    return action


def test_action_raised_in_a_draft_is_read_as_published_minutes_review_it(secretary, member):
    action = raised_at(minuted(secretary.panel, 1, published=False))
    public = AnonymousUser()
    assert [read(action, user) for user in (public, member)] == [None, None]
    for month, text, published, status in (
        (2, "As reviewed first.", True, "partially_complete"),
        (3, "As reviewed last.", True, ""),
        (4, "As drafted.", False, "complete"),
    ):
        ReviewFactory(
            action=action,
            entry__meeting=minuted(secretary.panel, month, published=published),
            text=text,
            due=f"in month {month}",
            status=status,
            owners=["Reviewed Owner"],
        )
    OwnerFactory(action=action, name="Reviewed Owner")
    as_published = (
        "As reviewed last.",
        "in month 3",
        None,
        "partially_complete",
        ["Reviewed Owner"],
    )
    assert read(action, public) == as_published
    assert read(action, member) == as_published
    assert read(action, secretary.user) == (
        "As raised.",
        "by June",
        DUE_ON,
        "complete",
        ["Raised Owner", "Reviewed Owner"],
    )


def test_action_raised_in_published_minutes_is_read_as_raised(secretary):
    action = raised_at(minuted(secretary.panel, 1))
    ReviewFactory(action=action, entry__meeting=minuted(secretary.panel, 2), text="Otherwise.")
    assert read(action, AnonymousUser()) == (
        "As raised.",
        "by June",
        DUE_ON,
        "not_complete",
        ["Raised Owner"],
    )


@pytest.mark.parametrize("place", ["item", "entry"])
def test_action_raised_as_reserved_stays_so_in_later_reviews(secretary, member, place):
    meeting = minuted(secretary.panel, 1)
    if place == "item":
        item = AgendaItemFactory(meeting=meeting, withheld="s. 35")
        action = raised_at(meeting, entry__item=item)
    else:
        action = raised_at(meeting, entry__withheld="s. 35")
    review = ReviewFactory(
        action=action, entry__meeting=minuted(secretary.panel, 2), status="complete"
    )
    EntryFactory(meeting=review.entry.meeting, parent=review.entry, text="Canary.")
    public = AnonymousUser()
    assert read(action, public) is None
    assert not Review.objects.visible_to(public).exists()
    assert not Entry.objects.visible_to(public).exists()
    action.refresh_from_db()
    assert (action.status, action.published_status) == ("complete", "not_complete")
    assert read(action, member) == (
        "As raised.",
        "by June",
        DUE_ON,
        "not_complete",
        ["Raised Owner"],
    )


def test_action_no_longer_reserved_is_read_by_all(secretary):
    meeting = minuted(secretary.panel, 1)
    action = raised_at(meeting, entry__withheld="s. 35")
    ReviewFactory(action=action, entry__meeting=minuted(secretary.panel, 2), status="complete")
    Entry.objects.filter(action=action).update(withheld="")
    row = Action.objects.as_read_by(AnonymousUser()).get()
    assert (row.read_text, row.read_status) == ("As raised.", "complete")


WITHDRAWN_ON = datetime.date(2024, 7, 1)


def withdraw(action) -> None:
    """As when minutes are recorded again without the action."""
    Action.objects.filter(pk=action.pk).update(entry=None, withdrawn_on=WITHDRAWN_ON)
    Entry.objects.filter(kind="action", action=None).delete()


def test_action_withdrawn_once_published_is_known_to_all_and_read_by_none(secretary, member):
    action = raised_at(minuted(secretary.panel, 1, published=False))
    RevisionFactory(meeting=action.entry.meeting)
    withdraw(action)
    for user in (AnonymousUser(), member):
        assert read(action, user) == (None, None, None, "not_complete", [])
        assert not Action.objects.as_read_by(user).get().reads_origin
    assert read(action, secretary.user)[0] == "As raised."


def test_action_withdrawn_from_a_draft_or_reserved_business_is_known_to_none(secretary):
    meeting = minuted(secretary.panel, 1, published=False)
    circulated = raised_at(meeting)
    RevisionFactory(meeting=meeting, kind="draft", audience="members")
    published = minuted(secretary.panel, 2, published=False)
    reserved = raised_at(published, entry__withheld="s. 35")
    review_of_reserved = ReviewFactory(action=reserved, entry__meeting=published)
    RevisionFactory(meeting=published)
    review_of_reserved.delete()
    for action in (circulated, reserved):
        withdraw(action)
        assert read(action, AnonymousUser()) is None


def test_action_withdrawn_is_read_where_published_minutes_still_review_it(secretary):
    action = raised_at(minuted(secretary.panel, 1, published=False))
    RevisionFactory(meeting=action.entry.meeting)
    ReviewFactory(action=action, entry__meeting=minuted(secretary.panel, 2), text="As reviewed.")
    withdraw(action)
    assert read(action, AnonymousUser())[0] == "As reviewed."


def test_action_saved_as_read_before_it_was_published_stays_published(secretary):
    action = raised_at(minuted(secretary.panel, 1, published=False))
    RevisionFactory(meeting=action.entry.meeting)
    action.save()
    assert Action.objects.get().was_published


def test_lapse_is_the_secretarys_until_minutes_report_it(secretary, member):
    action = raised_at(minuted(secretary.panel, 1))
    action.lapse(
        on=datetime.date(2024, 2, 1),
        reason="Overtaken.",
        by=secretary.user,
        today=datetime.date(2024, 2, 1),
    )
    users = (AnonymousUser(), member, secretary.user)
    statuses = [Action.objects.as_read_by(user).get().read_status for user in users]
    assert statuses == ["not_complete", "not_complete", "lapsed"]
    ReviewFactory(
        action=action,
        entry__meeting=minuted(secretary.panel, 3),
        status="not_taken_forward",
    )
    statuses = [Action.objects.as_read_by(user).get().read_status for user in users]
    assert statuses == ["not_taken_forward", "not_taken_forward", "not_taken_forward"]


def test_actions_read_as_open_are_open_to_that_viewer(secretary, member):
    meeting = minuted(secretary.panel, 1)
    lapsed, done, repeat, withdrawn, open_one = (raised_at(meeting) for _ in range(5))
    lapsed.lapse(
        on=datetime.date(2024, 2, 1), reason="Overtaken.", by=None, today=datetime.date(2024, 2, 1)
    )
    draft = minuted(secretary.panel, 2, published=False)
    ReviewFactory(action=done, entry__meeting=draft, status="complete")
    Action.objects.filter(pk=repeat.pk).update(repeat_of=open_one)
    Action.objects.filter(pk=withdrawn.pk).update(withdrawn_on=datetime.date(2024, 2, 1))
    by_viewer = {
        name: set(Action.objects.as_read_by(user).read_as_open())
        for name, user in (
            ("public", AnonymousUser()),
            ("member", member),
            ("secretary", secretary.user),
        )
    }
    assert by_viewer == {
        "public": {lapsed, done, open_one},
        "member": {lapsed, done, open_one},
        "secretary": {open_one},
    }


def test_action_told_by_its_number_last_is_read_as_it_was_worded_before(secretary):
    action = raised_at(minuted(secretary.panel, 1, published=False))
    last = ReviewFactory(
        action=action,
        entry__meeting=minuted(secretary.panel, 4),
        text="",
        number="3",
        status="complete",
    )
    public = AnonymousUser()
    assert read(action, public) == ("Action 3", "", None, "complete", [])
    ReviewFactory(
        action=action,
        entry__meeting=minuted(secretary.panel, 2),
        text="As reviewed first.",
        due="in May",
    )
    assert read(action, public) == ("As reviewed first.", "in May", None, "complete", [])
    assert (last.called, read(action, secretary.user)[0]) == ("Action 3", "As raised.")
