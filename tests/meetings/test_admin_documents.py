"""What is frozen, withdrawn and settled in the admin."""

import datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Passage, Revision
from panel.models import Panel, User
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PassageFactory,
    RevisionFactory,
)
from tests.pages import parsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="CJ", name="Kept panel")


@pytest.fixture
def secretary(panel: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=panel, user__username="keeper").user
    client.force_login(user)
    return user


@pytest.fixture
def meeting(panel: Panel, secretary: User) -> Meeting:
    return minuted(MeetingFactory(panel=panel, venue="Room 1"))


def minuted(meeting: Meeting) -> Meeting:
    """With an agenda and minutes that may go out."""
    AttendanceFactory(meeting=meeting, presence="present", role="chair")
    EntryFactory(item=AgendaItemFactory(meeting=meeting))
    return meeting


def run(client: Client, model: str, action: str, *objects: Any, **answers: Any) -> Any:
    form = {"action": action, "_selected_action": [obj.pk for obj in objects], **answers}
    return client.post(reverse(f"admin:{model}_changelist"), form)


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("action", "kind", "audience"),
    [
        ("circulate_agenda", "agenda", "members"),
        ("publish_agenda", "agenda", "public"),
        ("circulate_draft", "draft", "members"),
        ("publish", "minutes", "public"),
    ],
)
def test_list_freezes_a_document_on_the_day_that_is_confirmed(
    client: Client, meeting: Meeting, action: str, kind: str, audience: str
):
    asked = run(client, "meetings_meeting", action, meeting)
    assert (asked.status_code, Revision.objects.count()) == (200, 0)
    refused = run(client, "meetings_meeting", action, meeting, confirmed="yes", on="soon")
    assert refused.status_code == 422
    assert 'value="soon"' in refused.content.decode()
    run(client, "meetings_meeting", action, meeting, confirmed="yes", on="2024-04-02")
    assert list(
        Revision.objects.values_list("kind", "audience", "issued_on", "frozen_by__username")
    ) == [(kind, audience, datetime.date(2024, 4, 2), "keeper")]


def test_list_names_the_meeting_that_cannot_be_published(client: Client, panel: Panel):
    client.force_login(PanelSecretaryFactory(panel=panel).user)
    undated = MeetingFactory(panel=panel, held_on=None, date_words="June")
    dated = minuted(MeetingFactory(panel=panel))
    answers = {"confirmed": "yes", "on": "2024-04-02"}
    response = run(client, "meetings_meeting", "publish", undated, dated, **answers)
    assert said(response) == [
        "Kept panel, June: The meeting has no day. Nobody is noted as present. "
        "The minutes say nothing yet.",
        "Publish the minutes: 1 done.",
    ]
    assert Revision.objects.get().meeting == dated


def test_what_is_wrong_is_said_before_minutes_go_out(client: Client, meeting: Meeting):
    meeting.items.all().delete()
    AgendaItemFactory(meeting=meeting, number="1", title="Locks")
    EntryFactory(meeting=meeting)
    meeting.attendances.update(role="")
    for action, notes in (
        ("circulate_agenda", []),
        (
            "publish",
            ["Nobody who was present is noted as the chair. Nothing stands under “1. Locks”."],
        ),
    ):
        page = parsed(run(client, "meetings_meeting", action, meeting))
        assert [note.text() for note in page.css("ul.chosen .note")] == notes
    response = run(client, "meetings_meeting", "publish", meeting, confirmed="yes", on="2024-04-02")
    assert said(response) == ["Publish the minutes: 1 done."]


@pytest.mark.parametrize("action", ["circulate_agenda", "publish_agenda"])
def test_agenda_goes_out_once_from_the_list_and_not_without_items(
    client: Client, meeting: Meeting, panel: Panel, action: str
):
    bare = MeetingFactory(panel=panel)
    answers = {"confirmed": "yes", "on": "2024-03-01"}
    run(client, "meetings_meeting", action, meeting, bare, **answers)
    response = run(client, "meetings_meeting", action, meeting, bare, **answers)
    whoever = "Everybody reads" if action == "publish_agenda" else "The members read"
    assert {line.rpartition(": ")[2] for line in said(response)} >= {
        f"{whoever} this agenda already, unchanged.",
        "The agenda has no item yet.",
    }
    assert Revision.objects.get().meeting == meeting


@pytest.mark.parametrize("action", ["circulate_draft", "publish"])
def test_published_minutes_are_not_frozen_again_from_the_list(
    client: Client, meeting: Meeting, action: str
):
    RevisionFactory(meeting=meeting)
    answers = {"confirmed": "yes", "on": "2024-05-01", "reason": "Spelling"}
    response = run(client, "meetings_meeting", action, meeting, **answers)
    assert said(response) == [
        f"{meeting}: Published minutes are corrected on the page where they are written, "
        "or by importing a corrected document."
    ]
    assert Revision.objects.count() == 1


def test_list_freezes_nothing_of_another_panel(client: Client, meeting: Meeting):
    foreign = MeetingFactory()
    run(client, "meetings_meeting", "publish", foreign, confirmed="yes", on="2024-04-02")
    assert not Revision.objects.exists()


def test_withdrawing_takes_a_number_back_for_all_audiences(client: Client, meeting: Meeting):
    public = RevisionFactory(meeting=meeting)
    members = RevisionFactory(meeting=meeting, audience=Revision.Audience.MEMBERS)
    answers = {"confirmed": "yes", "reason": "Published too early."}
    response = run(client, "meetings_revision", "withdraw", public, members, **answers)
    assert said(response) == ["Withdraw: 1 done."]
    for revision in (public, members):
        withdrawal = Revision.objects.get(pk=revision.pk).withdrawal
        assert (withdrawal.reason, str(withdrawal.withdrawn_by)) == (
            "Published too early.",
            "keeper",
        )


def test_withdrawing_needs_a_reason_and_a_kept_panel(client: Client, meeting: Meeting):
    revision = RevisionFactory(meeting=meeting)
    response = run(client, "meetings_revision", "withdraw", revision, confirmed="yes", reason=" ")
    assert response.status_code == 422
    foreign = RevisionFactory()
    answers = {"confirmed": "yes", "reason": "Canary"}
    run(client, "meetings_revision", "withdraw", foreign, **answers)
    assert Revision.objects.filter(withdrawal=None).count() == 2


@pytest.mark.parametrize("model", ["revision", "withdrawal", "source", "passage"])
def test_what_rules_write_is_not_added_here(client: Client, secretary: User, model: str):
    assert client.get(reverse(f"admin:meetings_{model}_add")).status_code == 403


def test_passages_are_settled(client: Client, meeting: Meeting):
    passage = PassageFactory(source__meeting=meeting)
    foreign = PassageFactory()
    run(client, "meetings_passage", "settle", passage, foreign)
    assert list(
        Passage.objects.exclude(settled_at=None).values_list("pk", "settled_by__username")
    ) == [(passage.pk, "keeper")]
