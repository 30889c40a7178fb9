"""Raising an action, and reporting on one, under an item of the agenda in the admin."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import Action, Review, Status
from meetings.minutes import document, publishing
from meetings.models import AgendaItem, Entry
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db

NOT_A_CHOICE = "Select a valid choice. That choice is not one of the available choices."
RAISE = "/admin/actions/action/add/"
REPORT = "/admin/actions/review/add/"


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="CJ", name="Kept panel")


@pytest.fixture
def secretary(panel: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=panel, user__username="keeper").user
    client.force_login(user)
    return user


@pytest.fixture
def item(panel: Panel, secretary: User) -> AgendaItem:
    """With a point, and a point under the item after it."""
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 5, 14))
    item = AgendaItemFactory(meeting=meeting, position=0, title="Matters arising")
    EntryFactory(item=item, position=0, text="Above.")
    following = AgendaItemFactory(meeting=meeting, position=1)
    EntryFactory(item=following, position=1, text="Below.")
    return item


@pytest.fixture
def action(panel: Panel) -> Action:
    return ActionFactory(entry__meeting__panel=panel, text="Robin to call.", number="3")


def raise_action(client: Client, **fields: Any) -> Any:
    form = {
        "number": "",
        "text": "Kim to write.",
        "due": "",
        "due_on": "",
        "due_meeting": "",
        "repeat_of": "",
        "owners-TOTAL_FORMS": 1,
        "owners-INITIAL_FORMS": 0,
        "owners-0-name": "Kim",
        "reviews-TOTAL_FORMS": 0,
        "reviews-INITIAL_FORMS": 0,
        **fields,
    }
    return client.post(RAISE, form)


def report(client: Client, **fields: Any) -> Any:
    form = {"number": "", "text": "", "due": "", "status": "", "reported": "", **fields}
    return client.post(REPORT, form)


def errors_of(response: Any) -> dict[str, list[str]]:
    return response.context["adminform"].form.errors


def rows_of(item: AgendaItem) -> list[tuple[int, str, str, int | None]]:
    entries = Entry.objects.filter(meeting=item.meeting).order_by("position")
    return list(entries.values_list("position", "kind", "text", "parent"))


def test_action_raised_under_an_item_stands_last_there(
    client: Client, item: AgendaItem, panel: Panel
):
    response = raise_action(client, panel=panel.pk, item=item.pk, number="4", due="by June")
    assert response.status_code == 302
    action = Action.objects.get()
    assert (action.reference, action.entry.item) == ("CJ-1", item)
    assert rows_of(item) == [
        (0, "paragraph", "Above.", None),
        (1, "action", "", None),
        (2, "paragraph", "Below.", None),
    ]
    assert publishing.minutes_of(item.meeting).items[0].entries[1] == document.Action(
        text="Kim to write.", number="4", owners=("Kim",), due="by June", reference="CJ-1"
    )


def test_action_raised_nowhere_known_has_no_entry(client: Client, item: AgendaItem, panel: Panel):
    assert raise_action(client, panel=panel.pk, item="").status_code == 302
    assert Action.objects.get().entry is None
    assert Entry.objects.count() == 2


def test_action_is_not_raised_at_a_published_meeting(
    client: Client, item: AgendaItem, panel: Panel
):
    RevisionFactory(meeting=item.meeting)
    response = raise_action(client, panel=panel.pk, item=item.pk)
    assert errors_of(response) == {"item": [NOT_A_CHOICE]}
    assert "Kim to write." in response.content.decode()
    assert (Action.objects.count(), Entry.objects.count()) == (0, 2)


def test_action_is_not_raised_at_a_meeting_of_a_panel_not_kept(
    client: Client, item: AgendaItem, panel: Panel
):
    response = raise_action(client, panel=panel.pk, item=AgendaItemFactory().pk)
    assert errors_of(response) == {"item": [NOT_A_CHOICE]}
    assert not Action.objects.exists()


def test_action_is_not_raised_at_a_meeting_of_another_kept_panel(
    client: Client, secretary: User, item: AgendaItem
):
    second = PanelSecretaryFactory(user=secretary).panel
    response = raise_action(client, panel=second.pk, item=item.pk)
    assert errors_of(response) == {"__all__": ["That is no place for an action of this panel."]}
    assert (Action.objects.count(), Entry.objects.count()) == (0, 2)


def test_action_refused_for_another_reason_leaves_no_entry(
    client: Client, item: AgendaItem, panel: Panel
):
    response = raise_action(client, panel=panel.pk, item=item.pk, text="")
    assert errors_of(response) == {"text": ["This field is required."]}
    assert f'<option value="{item.pk}" selected>' in response.content.decode()
    assert Entry.objects.count() == 2


def test_report_stands_with_its_bullets_last_under_the_item(
    client: Client, item: AgendaItem, action: Action
):
    response = report(
        client,
        action=action.pk,
        item=item.pk,
        number="3",
        due="by June",
        reported="Partially complete – one reply came.\r\n\r\n  Another is awaited. \r\n",
    )
    assert response.status_code == 302
    review = Review.objects.get()
    assert (review.action, review.entry.item, review.text) == (action, item, "Robin to call.")
    assert (review.status_phrase, review.status) == ("Partially complete", "partially_complete")
    assert rows_of(item) == [
        (0, "paragraph", "Above.", None),
        (1, "review", "", None),
        (2, "bullet", "Partially complete – one reply came.", review.entry_id),
        (3, "bullet", "Another is awaited.", review.entry_id),
        (4, "paragraph", "Below.", None),
    ]
    assert publishing.minutes_of(item.meeting).items[0].entries[1] == document.Review(
        text="Robin to call.",
        number="3",
        due="by June",
        status=document.Status.PARTIALLY_COMPLETE,
        narrative=(
            document.Point("Partially complete – one reply came.", kind=document.Kind.BULLET),
            document.Point("Another is awaited.", kind=document.Kind.BULLET),
        ),
        reference="CJ-1",
    )
    action.refresh_from_db()
    assert action.status == Status.PARTIALLY_COMPLETE


def test_second_report_stands_below_the_first_with_its_own_wording_and_status(
    client: Client, item: AgendaItem, action: Action
):
    second = ActionFactory(entry=None, panel=action.panel)
    report(client, action=action.pk, item=item.pk, reported="It was done.")
    report(client, action=second.pk, item=item.pk, text="As\nsaid.", status="complete")
    first, last = Review.objects.order_by("entry__position")
    assert (first.action, first.status_phrase, first.status) == (action, "", "")
    assert (last.action, last.text, last.status) == (second, "As said.", "complete")
    assert [kind for _, kind, _, _ in rows_of(item)] == [
        "paragraph",
        "review",
        "bullet",
        "review",
        "paragraph",
    ]


def refused(client: Client, **fields: Any) -> dict[str, list[str]]:
    """The errors of a report that is refused with nothing lost."""
    before = Entry.objects.count()
    response = report(client, reported="Canary.", **fields)
    assert "Canary." in response.content.decode()
    assert (Review.objects.count(), Entry.objects.count()) == (0, before)
    return errors_of(response)


def test_report_is_refused_at_a_published_meeting(client: Client, item: AgendaItem, action: Action):
    RevisionFactory(meeting=item.meeting)
    assert refused(client, action=action.pk, item=item.pk) == {"item": [NOT_A_CHOICE]}


def test_report_is_refused_at_the_meeting_that_raised_the_action(
    client: Client, secretary: User, action: Action
):
    item = AgendaItemFactory(meeting=action.entry.meeting)
    assert refused(client, action=action.pk, item=item.pk) == {
        "item": ["The action was raised at this meeting; choose a later one."]
    }


def test_report_needs_its_action_and_its_item(client: Client, secretary: User):
    assert refused(client, action="", item="") == {
        "action": ["This field is required."],
        "item": ["This field is required."],
    }


def test_report_is_refused_with_rows_of_a_panel_not_kept(
    client: Client, item: AgendaItem, action: Action
):
    foreign = ActionFactory(), AgendaItemFactory()
    assert refused(client, action=foreign[0].pk, item=item.pk) == {"action": [NOT_A_CHOICE]}
    assert refused(client, action=action.pk, item=foreign[1].pk) == {"item": [NOT_A_CHOICE]}


def test_report_is_refused_with_an_action_of_another_kept_panel(
    client: Client, secretary: User, item: AgendaItem
):
    other = ActionFactory(entry=None, panel=PanelSecretaryFactory(user=secretary).panel)
    assert refused(client, action=other.pk, item=item.pk) == {
        "__all__": ["That is no place for a review of this action."]
    }


def test_report_is_refused_on_an_action_joined_to_another(
    client: Client, item: AgendaItem, action: Action
):
    joined = ActionFactory(entry=None, panel=action.panel)
    action.join(joined)
    assert refused(client, action=joined.pk, item=item.pk) == {"action": [NOT_A_CHOICE]}


def test_item_page_leads_to_both_forms_with_the_item_chosen(client: Client, item: AgendaItem):
    address = reverse("admin:meetings_agendaitem_change", args=[item.pk])
    links = [
        f"{RAISE}?panel={item.meeting.panel_id}&amp;item={item.pk}",
        f"{REPORT}?item={item.pk}",
    ]
    page = client.get(address).content.decode()
    for link in links:
        assert f'href="{link}"' in page
        form = client.get(link.replace("&amp;", "&")).content.decode()
        label = "Kept panel, 14 May 2024: 1. Matters arising"
        assert f'<option value="{item.pk}" selected>{label}</option>' in form
    RevisionFactory(meeting=item.meeting)
    page = client.get(address).content.decode()
    assert not [link for link in links if link in page]


@pytest.mark.parametrize(("form", "queries"), [(RAISE, 7), (REPORT, 6)])
def test_forms_ask_the_same_queries_for_one_item_and_for_many(
    client: Client, item: AgendaItem, form: str, queries: int, django_assert_num_queries: Any
):
    client.get(form)  # what is asked once a process is then known
    with django_assert_num_queries(queries):
        client.get(form)
    for _ in range(9):
        AgendaItemFactory(meeting__panel=item.meeting.panel)
    with django_assert_num_queries(queries):
        client.get(form)
