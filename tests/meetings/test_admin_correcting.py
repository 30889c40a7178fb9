"""Small corrections of published minutes in the ordinary forms: with a reason, at once."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from meetings.admin_correcting import NO_REASON, STILL_SHOWN
from meetings.minutes import editing, publishing
from meetings.models import Correction, Meeting, Revision
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(panel=PanelFactory(code="RW", name="River Watch"))


@pytest.fixture
def client(meeting) -> Client:
    client = Client()
    client.force_login(PanelSecretaryFactory(panel=meeting.panel).user)
    return client


def change(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def publish(meeting: Meeting) -> None:
    publishing.publish(meeting, on=datetime.date(2024, 3, 20), by=None)


def typed(page: Any) -> dict[str, Any]:
    """What the form of a page would post as it stands."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    found = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                found[field.html_name] = value
    return found


def post(client: Client, row: Any, **changes: Any) -> Any:
    return client.post(change(row), {**typed(client.get(change(row))), **changes})


def read_by_all(meeting: Meeting) -> str:
    revision = publishing.current_revision(meeting, AnonymousUser())
    assert revision is not None
    return str(revision.document)


def rows(meeting: Meeting) -> dict[str, tuple[Any, str]]:
    """A row of each kind that minutes print, and a field of its form."""
    item = AgendaItemFactory(meeting=meeting, title="Before")
    action = ActionFactory(entry__meeting=meeting, entry__item=item, text="Before")
    return {
        "attendance": (AttendanceFactory(meeting=meeting, name="Before"), "name"),
        "item": (item, "title"),
        "entry": (EntryFactory(item=item, text="Before"), "text"),
        "action": (action, "text"),
        "review": (
            ReviewFactory(action__panel=meeting.panel, action__entry=None, entry__meeting=meeting),
            "text",
        ),
    }


@pytest.mark.parametrize("kind", ["attendance", "item", "entry", "action", "review"])
def test_correction_is_published_with_its_reason(client, meeting, kind):
    row, field = rows(meeting)[kind]
    publish(meeting)
    assert "published at once" in client.get(change(row)).content.decode()
    response = post(client, row, **{field: "After", "reason": "It was misheard."})
    assert response.status_code == 302
    revision = Revision.objects.get(number=2)
    assert (revision.reason, revision.kind) == ("It was misheard.", "minutes")
    assert revision.frozen_by is not None
    assert "After" in read_by_all(meeting)
    row.refresh_from_db()
    assert getattr(row, field) == "After"


@pytest.mark.parametrize("kind", ["attendance", "item", "entry", "action", "review"])
@pytest.mark.parametrize("reason", ["", " "])
def test_without_a_reason_nothing_changes(client, meeting, kind, reason):
    row, field = rows(meeting)[kind]
    publish(meeting)
    before = getattr(row, field)
    response = post(client, row, **{field: "After", "reason": reason})
    assert response.context["adminform"].form.errors == {"reason": [NO_REASON]}
    row.refresh_from_db()
    assert getattr(row, field) == before
    assert Revision.objects.count() == 1


def test_owner_is_corrected_with_the_action(client, meeting):
    action = ActionFactory(entry__meeting=meeting)
    OwnerFactory(action=action, name="Bo Lund")
    publish(meeting)
    response = post(client, action, **{"owners-0-name": "Bo Lunn"})
    formset = response.context["inline_admin_formsets"][0].formset
    assert formset.non_form_errors() == [NO_REASON]
    post(client, action, **{"owners-0-name": "Bo Lunn", "reason": "Misspelt."})
    assert [owner.name for owner in action.owners.all()] == ["Bo Lunn"]
    assert "Bo Lunn" in read_by_all(meeting)


def test_what_is_not_printed_changes_without_a_revision(client, meeting):
    action = ActionFactory(entry__meeting=meeting)
    publish(meeting)
    post(client, action, due_on="2024-06-01", reason="")
    action.refresh_from_db()
    assert action.due_on == datetime.date(2024, 6, 1)
    post(client, action, reason="Nothing else.")
    assert Revision.objects.count() == 1


def test_minutes_that_are_not_published_need_no_reason(client, meeting):
    action = ActionFactory(entry__meeting=meeting)
    page = client.get(change(action))
    assert "reason" not in page.context["adminform"].form.fields
    post(client, action, text="After")
    action.refresh_from_db()
    assert action.text == "After"
    assert not Revision.objects.exists()
    assert "After" in editing.text_of(meeting)


def test_what_is_withheld_afterwards_says_that_it_still_stands_in_what_was_published(
    client, meeting
):
    entry = EntryFactory(meeting=meeting, text="A secret.")
    publish(meeting)
    response = post(client, entry, withheld="personal", reason="It names somebody.")
    assert STILL_SHOWN in [str(message) for message in get_messages(response.wsgi_request)]
    assert "A secret." not in read_by_all(meeting)


def test_a_passage_can_be_withheld_afterwards(client, meeting):
    action = ActionFactory(entry__meeting=meeting, text="Ada to ask Arden.")
    publish(meeting)
    withheld = "Ada to ask [withheld (section 43): Arden]."
    response = post(client, action, text=withheld, reason="It names a firm.")
    assert STILL_SHOWN in [str(message) for message in get_messages(response.wsgi_request)]
    assert "Ada to ask [words withheld: section 43]." in read_by_all(meeting)
    assert "Arden" not in read_by_all(meeting)
    assert withheld in editing.text_of(meeting)


def test_correction_is_not_published_with_what_has_to_be_mended(client, meeting):
    one = AttendanceFactory(meeting=meeting, role="chair")
    publish(meeting)
    response = post(client, one, presence="apologies", reason="Ill.")
    assert "Nobody is noted as present." in response.content.decode()
    one.refresh_from_db()
    assert (one.presence, meeting.revisions.count()) == ("present", 1)


def test_correction_in_preparation_is_told_that_others_were_published(client, meeting):
    entry = EntryFactory(meeting=meeting, text="Before.")
    publish(meeting)
    base = editing.published_text(meeting)
    Correction.objects.create(meeting=meeting, base=base, text=f"{base}\n\nMore.")
    post(client, entry, text="After.", reason="Misheard.")
    with pytest.raises(editing.StaleError):
        editing.publish_correction(
            meeting,
            reason="More was said.",
            on=datetime.date(2024, 4, 1),
            by=PanelSecretaryFactory(panel=meeting.panel).user,
        )


def test_entries_on_the_page_of_a_published_item_are_only_read(client, meeting):
    item = AgendaItemFactory(meeting=meeting)
    entry = EntryFactory(item=item, text="Before.")
    publish(meeting)
    page = client.get(change(item))
    assert not page.context["inline_admin_formsets"][0].has_change_permission
    post(client, item, **{"entries-0-id": entry.pk, "entries-0-text": "After."})
    entry.refresh_from_db()
    assert entry.text == "Before."


def test_another_panels_row_does_not_exist(client):
    action = ActionFactory()
    publish(action.entry.meeting)
    response = client.post(change(action), {"text": "After", "reason": "Mine."})
    assert response.status_code == 302
    action.refresh_from_db()
    assert action.text != "After"


def test_a_mark_in_a_field_that_withholds_nothing_is_refused(client, meeting):
    entry = EntryFactory(meeting=meeting, text="Arden failed.")
    publish(meeting)
    response = post(client, entry, text="[withheld: section 43] Arden failed.", reason="A firm.")
    errors = response.context["adminform"].form.errors
    assert list(errors) == ["text"]
    assert "This withholds nothing." in errors["text"][0]
    assert Revision.objects.count() == 1
