"""Taking minutes back: what stood before them is what all read again, and what rows hold."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.models import Action
from meetings.minutes import editing, publishing
from meetings.minutes.withdrawing import withdraw
from meetings.models import Meeting, Revision
from panel.models import Panel, User
from tests.factories import (
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 12)
TODAY = datetime.date(2024, 4, 2)

TEXT = """\
# River Watch Panel - 12 March 2024

## Present

- Ada Ferris (Chair)
- [withheld: at their wish] Bo Lund

## 1. Locks

**Action 1:** Ada Ferris to list the locks.

**Action 2:** Ada Ferris to dig.
"""


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch Panel")


@pytest.fixture
def by(panel: Panel) -> User:
    return PanelSecretaryFactory(panel=panel).user


@pytest.fixture
def meeting(panel: Panel, by: User) -> Meeting:
    """Minutes 1 raise RW-1 and RW-2; minutes 2 are of another day, with RW-3 in place of RW-2."""
    meeting = MeetingFactory(panel=panel, held_on=DAY, title="", venue="")
    editing.save(meeting, text=TEXT, base=editing.text_of(meeting), by=by, today=TODAY)
    publishing.publish(Meeting.objects.get(pk=meeting.pk), on=TODAY, by=by)
    return correct(
        meeting,
        by,
        ("12 March", "20 March"),
        ("**Action 2 (RW-2):** Ada Ferris to dig.", "**Action 2:** The Chair to write a history."),
        became={"RW-2": None},
    )


def correct(meeting: Meeting, by: User, *changes: tuple[str, str], became=None) -> Meeting:
    meeting = Meeting.objects.get(pk=meeting.pk)
    base = text = editing.text_of(meeting)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    editing.save(meeting, text=text, base=base, by=by, today=TODAY, became=became)
    editing.publish_correction(meeting, reason="Better so.", on=TODAY, by=by)
    return Meeting.objects.get(pk=meeting.pk)


def latest(meeting: Meeting) -> Revision:
    return meeting.revisions.filter(audience="public").order_by("-number")[0]


def read(action: int) -> int:
    return Client().get(f"/panels/RW/actions/{action}/").status_code


def test_minutes_before_the_withdrawn_ones_go_out_again_and_are_the_rows(meeting, by):
    assert [read(action) for action in (1, 2, 3)] == [200, 410, 200]
    again = withdraw(latest(meeting), by=by, reason="Another day.", today=TODAY)
    assert (again.number, again.reason) == (3, "Minutes 2 were withdrawn: Another day.")
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.is_published) == (DAY, True)
    assert [read(action) for action in (1, 2, 3)] == [200, 200, 410]
    first, _, third = meeting.revisions.filter(audience="public").order_by("number")
    assert third.document == first.document
    whole = meeting.revisions.get(number=1, audience="members")
    assert publishing.minutes_of(meeting) == publishing.document_of(whole)
    assert "Bo Lund" not in Client().get(meeting.get_absolute_url()).text
    assert Client().get(f"{meeting.get_absolute_url()}minutes/2/").status_code == 410


def test_text_of_what_stands_is_corrected_with_a_reason(meeting, by):
    withdraw(latest(meeting), by=by, reason="Another day.", today=TODAY)
    meeting = correct(meeting, by, ("to list the locks", "to list all locks"))
    assert (latest(meeting).number, latest(meeting).reason) == (4, "Better so.")
    assert Action.objects.get(serial=1).text == "Ada Ferris to list all locks."


def test_papers_are_those_that_went_out_before(meeting, by):
    publishing.publish(meeting, on=TODAY, by=by, reason="Again.")
    PaperFactory(meeting=meeting, title="Levels")
    publishing.publish(meeting, on=TODAY, by=by, reason="With the levels.")
    again = withdraw(latest(meeting), by=by, reason="Too early.", today=TODAY)
    assert again.papers == []


def test_earlier_minutes_are_taken_back_alone(meeting, by):
    first = meeting.revisions.filter(number=1).first()
    assert withdraw(first, by=by, reason="It named somebody.", today=TODAY) is None
    assert latest(meeting).number == 2
    assert withdraw(latest(meeting), by=by, reason="As well.", today=TODAY) is None
    meeting.refresh_from_db()
    assert not meeting.is_published
    assert meeting.held_on == datetime.date(2024, 3, 20)


def test_what_was_withdrawn_is_not_withdrawn_again(meeting, by):
    second = latest(meeting)
    withdraw(second, by=by, reason="Another day.", today=TODAY)
    with pytest.raises(ValidationError, match="already withdrawn"):
        withdraw(Revision.objects.get(pk=second.pk), by=by, reason="Again.", today=TODAY)
    with pytest.raises(ValidationError, match="Say why"):
        withdraw(latest(meeting), by=by, reason=" ", today=TODAY)
    assert latest(meeting).number == 3


def test_all_that_are_chosen_are_taken_back(meeting, by, client):
    client.force_login(by)
    rows = [one.pk for one in meeting.revisions.all()]
    form = {"action": "withdraw", "_selected_action": rows}
    address = reverse("admin:meetings_revision_changelist")
    assert "Minutes 1 of" in client.post(address, form).text
    client.post(address, {**form, "confirmed": "yes", "reason": "All wrong."})
    assert not meeting.revisions.filter(withdrawal=None).exists()
    assert meeting.revisions.filter(audience="public").count() == 2


def test_page_says_that_what_was_published_is_withdrawn_and_why(meeting, by, client):
    client.force_login(by)
    address = reverse("admin:minutes_editor", args=[meeting.pk])
    withdraw(latest(meeting), by=by, reason="Another day.", today=TODAY)
    page = client.get(address).text
    assert "These minutes are published." in page
    assert "for this reason: Minutes 2 were withdrawn: Another day." in page
    for number in (1, 3):
        last = meeting.revisions.get(number=number, audience="public")
        withdraw(last, by=by, reason="All wrong.", today=TODAY)
    page = client.get(address).text
    assert "These minutes are published." not in page
    assert "These minutes were published, and" in page
    assert ": All wrong." in page
    assert 'name="reason"' in page


def test_action_of_minutes_that_were_withdrawn_is_gone_and_says_so(meeting, by):
    for number in (1, 2):
        last = meeting.revisions.get(number=number, audience="public")
        withdraw(last, by=by, reason="All wrong.", today=TODAY)
    assert [read(action) for action in (1, 2, 3, 4)] == [410, 410, 410, 404]
    page = Client().get("/panels/RW/actions/1/").text
    assert "with the minutes that raised it" in page
    assert "locks" not in page
    said = Client().get("/api/v1/actions/RW/1/")
    withdrawn_on = timezone.localdate().isoformat()
    assert (said.status_code, said.json()["withdrawn_on"]) == (410, withdrawn_on)
