"""Meetings, agenda items, entries and revisions in the admin."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.minutes.document import Presence
from meetings.models import AgendaItem, Attendance, Entry, Meeting
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    OrganisationFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
    PersonFactory,
    ReviewFactory,
    RevisionFactory,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db

NOT_A_CHOICE = "Select a valid choice. That choice is not one of the available choices."


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
    return MeetingFactory(panel=panel, venue="Room 1")


def published(meeting: Meeting) -> Meeting:
    RevisionFactory(meeting=meeting)
    meeting.refresh_from_db()
    assert meeting.is_published
    return meeting


def rows(prefix: str, stored: list[dict[str, Any]], new: list[dict[str, Any]]) -> dict[str, Any]:
    """A formset as a browser posts it."""
    form: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(stored) + len(new),
        f"{prefix}-INITIAL_FORMS": len(stored),
    }
    for index, row in enumerate([*stored, *new]):
        for name, value in row.items():
            form[f"{prefix}-{index}-{name}"] = value
    return form


def meeting_form(
    *,
    items: Any = ((), ()),
    attendances: Any = ((), ()),
    papers: Any = ((), ()),
    publications: Any = ((), ()),
    **fields: Any,
) -> dict:
    form = {
        "title": "",
        "held_on": "2024-03-12",
        "date_words": "",
        "starts_at": "",
        "ends_at": "",
        "venue": "",
        "joining_details": "",
        "cancelled_at": "",
        "action_note_sent_on": "",
        "cleared_on": "",
        "agreed_on": "",
        "agreed_how": "",
        **rows("items", *items),
        **rows("attendances", *attendances),
        **rows("papers", *papers),
        **rows("publications", *publications),
    }
    return form | fields


def errors_of(response: Any) -> dict[str, list[str]]:
    return response.context["adminform"].form.errors


def change(obj: Any) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def item_row(title: str, **fields: Any) -> dict[str, Any]:
    return {"number": "", "title": title, "presenters": "", "withheld": "", **fields}


def attendance_row(person: Any, **fields: Any) -> dict[str, Any]:
    return {"person": person.pk, "name": person.name, "presence": Presence.PRESENT, **fields}


def test_new_meeting_gets_the_next_number_and_its_rows_positions(
    client: Client, secretary: User, panel: Panel
):
    MeetingFactory(panel=panel, held_on="2024-01-09")
    first, second = PersonFactory(name="Robin First"), PersonFactory(name="Robin Second")
    form = meeting_form(
        panel=panel.pk,
        title="Spring",
        items=([], [item_row("Welcome"), item_row("Close")]),
        attendances=([], [attendance_row(first), attendance_row(second)]),
    )
    response = client.post(reverse("admin:meetings_meeting_add"), form)
    assert response.status_code == 302
    meeting = Meeting.objects.get(title="Spring")
    assert meeting.number == 2
    assert list(meeting.items.values_list("position", "title")) == [(0, "Welcome"), (1, "Close")]
    assert list(meeting.attendances.values_list("position", "name")) == [
        (0, "Robin First"),
        (1, "Robin Second"),
    ]


def test_new_rows_stand_after_those_that_stand(client: Client, meeting: Meeting):
    stored = AttendanceFactory(meeting=meeting, position=7)
    kept = attendance_row(stored.person, id=stored.pk)
    form = meeting_form(attendances=([kept], [attendance_row(PersonFactory())]))
    assert client.post(change(meeting), form).status_code == 302
    assert list(meeting.attendances.values_list("position", flat=True)) == [7, 8]


def test_meeting_of_another_panel_is_refused(client: Client, secretary: User):
    form = meeting_form(panel=PanelFactory().pk)
    response = client.post(reverse("admin:meetings_meeting_add"), form)
    assert errors_of(response) == {"panel": [NOT_A_CHOICE]}
    assert not Meeting.objects.exists()


def test_meeting_stays_with_its_panel(client: Client, secretary: User, meeting: Meeting):
    second = PanelSecretaryFactory(user=secretary).panel
    client.post(change(meeting), meeting_form(panel=second.pk))
    meeting.refresh_from_db()
    assert meeting.panel.name == "Kept panel"


def test_broken_constraints_come_back_as_errors_with_what_was_entered(
    client: Client, meeting: Meeting
):
    form = meeting_form(
        held_on="", starts_at="12:00", ends_at="11:00", agreed_on="2024-04-01", venue="Room 9"
    )
    response = client.post(change(meeting), form)
    assert errors_of(response) == {
        "__all__": [
            "Give the date, or say in words when it will be.",
            "A meeting ends after it begins.",
            "Say both when and how the minutes were agreed.",
        ]
    }
    page = response.content.decode()
    assert 'value="Room 9"' in page
    assert 'value="11:00"' in page


def test_person_listed_already_is_a_form_error(client: Client, meeting: Meeting):
    stored = AttendanceFactory(meeting=meeting)
    kept = attendance_row(stored.person, id=stored.pk)
    form = meeting_form(attendances=([kept], [attendance_row(stored.person)]))
    response = client.post(change(meeting), form)
    form = response.context["inline_admin_formsets"][1].formset.forms[1]
    assert form.errors == {"__all__": ["This person is already listed at the meeting."]}
    assert meeting.attendances.count() == 1


def test_same_person_twice_in_one_form_is_a_form_error(client: Client, meeting: Meeting):
    row = attendance_row(PersonFactory())
    response = client.post(change(meeting), meeting_form(attendances=([], [row, row])))
    formset = response.context["inline_admin_formsets"][1].formset
    assert formset.non_form_errors() == ["Please correct the duplicate data for person."]


def test_published_meeting_keeps_what_was_published(client: Client, meeting: Meeting):
    item = AgendaItemFactory(meeting=meeting, title="Welcome")
    attendance = AttendanceFactory(meeting=meeting)
    published(meeting)
    page = client.get(change(meeting)).content.decode()
    assert "or import a corrected document, with a reason" in page
    form = meeting_form(
        title="Canary",
        held_on="2020-01-01",
        venue="Canary",
        cancelled_at="2024-01-01T10:00",
        joining_details="Dial 1",
        agreed_on="2024-05-01",
        agreed_how="meeting",
        items=([item_row("Canary", id=item.pk)], [item_row("Canary")]),
        attendances=(
            [attendance_row(PersonFactory(), id=attendance.pk, DELETE="on")],
            [attendance_row(PersonFactory())],
        ),
    )
    assert client.post(change(meeting), form).status_code == 302
    stored = Meeting.objects.get()
    assert (stored.title, stored.venue, stored.cancelled_at) == ("", "Room 1", None)
    assert stored.held_on == datetime.date(2024, 3, 12)
    assert (stored.joining_details, stored.agreed_how) == ("Dial 1", "meeting")
    assert list(meeting.items.values_list("title", flat=True)) == ["Welcome"]
    assert list(meeting.attendances.all()) == [attendance]


def test_rows_of_published_minutes_are_neither_deleted_nor_added(client: Client, meeting: Meeting):
    item = AgendaItemFactory(meeting=meeting)
    entry = EntryFactory(item=item)
    published(meeting)
    for row in (item, entry):
        delete = change(row).replace("/change/", "/delete/")
        assert client.post(delete, {"post": "yes"}).status_code == 403
    assert client.post(change(meeting).replace("/change/", "/delete/")).status_code == 403
    add = reverse("admin:meetings_agendaitem_add")
    response = client.post(add, {"meeting": meeting.pk, "title": "x", **rows("entries", [], [])})
    assert errors_of(response) == {"meeting": [NOT_A_CHOICE]}
    add = reverse("admin:meetings_entry_add")
    response = client.post(add, {"meeting": meeting.pk, "kind": "bullet", "text": "x", "depth": 0})
    assert errors_of(response)["meeting"] == [NOT_A_CHOICE]


def test_agenda_item_of_another_panel_is_refused(client: Client, meeting: Meeting):
    add = reverse("admin:meetings_agendaitem_add")
    form = {"meeting": MeetingFactory().pk, "title": "Canary", **rows("entries", [], [])}
    assert errors_of(client.post(add, form)) == {"meeting": [NOT_A_CHOICE]}
    assert not AgendaItem.objects.exists()


def point(text: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text, "depth": 0, "withheld": "", **fields}


def item_form(item: AgendaItem, stored: list, new: list) -> dict[str, Any]:
    form = {"number": "", "title": item.title, "presenters": "", "withheld": ""}
    return form | rows("entries", stored, new)


def test_new_points_stand_last_under_their_item(client: Client, meeting: Meeting):
    first = AgendaItemFactory(meeting=meeting, position=0)
    second = AgendaItemFactory(meeting=meeting, position=1)
    stored = EntryFactory(item=first, position=0, text="One.")
    EntryFactory(item=second, position=1, text="Four.")
    new = [point("Two."), point("Three.", kind="bullet")]
    response = client.post(change(first), item_form(first, [point("One.", id=stored.pk)], new))
    assert response.status_code == 302
    assert list(meeting.entries.values_list("position", "text")) == [
        (0, "One."),
        (1, "Two."),
        (2, "Three."),
        (3, "Four."),
    ]


def test_new_item_is_added_with_its_points(client: Client, meeting: Meeting):
    AgendaItemFactory(meeting=meeting, position=4)
    form = {"meeting": meeting.pk, "title": "Last", **rows("entries", [], [point("Said.")])}
    assert client.post(reverse("admin:meetings_agendaitem_add"), form).status_code == 302
    item = AgendaItem.objects.get(title="Last")
    assert item.position == 5
    assert list(meeting.entries.values_list("item", "text")) == [(item.pk, "Said.")]


def test_point_needs_its_text(client: Client, meeting: Meeting):
    item = AgendaItemFactory(meeting=meeting)
    new = [point("", withheld="Commercial")]
    response = client.post(change(item), item_form(item, [], new))
    form = response.context["inline_admin_formsets"][0].formset.forms[0]
    assert form.errors == {"__all__": ["A point needs its text, and only a point has one."]}


def test_new_entry_is_a_point(client: Client, meeting: Meeting):
    item = AgendaItemFactory(meeting=meeting)
    response = client.post(change(item), item_form(item, [], [point("Said.", kind="action")]))
    form = response.context["inline_admin_formsets"][0].formset.forms[0]
    assert form.errors == {
        "kind": ["Select a valid choice. action is not one of the available choices."]
    }


def test_entry_that_holds_an_action_links_to_it_and_only_its_withholding_changes(
    client: Client, meeting: Meeting
):
    item = AgendaItemFactory(meeting=meeting)
    action = ActionFactory(entry__item=item, text="Robin to call.")
    page = client.get(change(item)).content.decode()
    assert f'<a href="{change(action)}">{action.reference}</a>: Robin to call.' in page
    row = point("Canary", kind="bullet", id=action.entry_id, DELETE="on", withheld="Commercial")
    assert client.post(change(item), item_form(item, [row], [])).status_code == 302
    entry = Entry.objects.get()
    assert (entry.kind, entry.text, entry.withheld) == ("action", "", "Commercial")


def test_entry_that_holds_a_review_is_not_deleted(client: Client, meeting: Meeting):
    item = AgendaItemFactory(meeting=meeting)
    action = ActionFactory(entry=None, panel=meeting.panel)
    review = ReviewFactory(entry__item=item, action=action)
    for page in (change(review.entry), change(item), change(meeting)):
        response = client.post(page.replace("/change/", "/delete/"), {"post": "yes"})
        assert response.status_code == 403
    assert Entry.objects.filter(pk=review.entry_id).exists()


def test_entry_under_an_item_of_another_meeting_is_refused(client: Client, meeting: Meeting):
    item = AgendaItemFactory(meeting=MeetingFactory(panel=meeting.panel))
    form = {"meeting": meeting.pk, "item": item.pk, "kind": "bullet", "text": "x", "depth": 0}
    response = client.post(reverse("admin:meetings_entry_add"), form)
    assert errors_of(response) == {"__all__": ["The item is not one of this meeting."]}


def test_entry_before_the_first_item_is_added(client: Client, meeting: Meeting):
    EntryFactory(item=AgendaItemFactory(meeting=meeting), position=0, text="Second.")
    form = {"meeting": meeting.pk, "kind": "paragraph", "text": "First.", "depth": 0}
    assert client.post(reverse("admin:meetings_entry_add"), form).status_code == 302
    assert list(meeting.entries.values_list("text", flat=True)) == ["First.", "Second."]


def make_rows(meeting: Meeting) -> None:
    AttendanceFactory(meeting=meeting, organisation=OrganisationFactory())
    PaperFactory(item=AgendaItemFactory(meeting=meeting))


def test_list_says_which_meetings_are_cancelled(
    client: Client, panel: Panel, meeting: Meeting
) -> None:
    other = MeetingFactory(panel=panel, held_on=datetime.date(2024, 5, 14))
    meeting.cancel(at=timezone.now())
    address = reverse("admin:meetings_meeting_changelist")
    assert texts(client.get(address), ".field-date_text") == [
        other.date_text,
        f"{meeting.date_text} (cancelled)",
    ]
    cancelled = client.get(address, {"cancelled_at__isempty": "0"})
    assert texts(cancelled, ".field-date_text") == [f"{meeting.date_text} (cancelled)"]


@pytest.mark.parametrize("is_published", [False, True])
def test_meeting_page_asks_the_same_queries_for_one_row_and_for_many(
    client: Client,
    meeting: Meeting,
    is_published: bool,
    django_assert_num_queries: Any,
):
    if is_published:
        published(meeting)
    client.get(change(meeting))  # content types are read once
    for count in (1, 19):
        for _ in range(count):
            make_rows(meeting)
        with django_assert_num_queries(12):
            client.get(change(meeting))
    assert Attendance.objects.count() == 20


def test_item_page_asks_the_same_queries_for_one_row_and_for_many(
    client: Client, meeting: Meeting, django_assert_num_queries: Any
):
    item = AgendaItemFactory(meeting=meeting)
    client.get(change(item))  # content types are read once
    for count in (1, 19):
        for _ in range(count):
            EntryFactory(item=item)
            ActionFactory(entry__item=item)
            action = ActionFactory(entry=None, panel=meeting.panel)
            ReviewFactory(entry__item=item, action=action)
        with django_assert_num_queries(8):
            client.get(change(item))


def test_history_page_asks_the_same_queries_for_one_row_and_for_many(
    client: Client, meeting: Meeting, django_assert_num_queries: Any
):
    client.get(change(meeting).replace("/change/", "/history/"))  # content types are read once
    for count in (1, 19):
        for _ in range(count):
            make_rows(meeting)
        with django_assert_num_queries(17):
            client.get(change(meeting).replace("/change/", "/history/"))


def test_where_else_published_minutes_stand_is_noted(client: Client, meeting: Meeting):
    published(meeting)
    form = meeting_form(publications=([], [{"address": "https://example.org/here/", "since": ""}]))
    assert client.post(change(meeting), form).status_code == 302
    assert [one.address for one in meeting.publications.all()] == ["https://example.org/here/"]
    form = meeting_form(publications=([], [{"address": "javascript:alert(1)", "since": ""}]))
    assert client.post(change(meeting), form).status_code == 200
    assert meeting.publications.count() == 1
