"""A form that was opened before somebody else changed its row, or a row edited with it."""

from typing import Any

import pghistory
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AgendaItem, Attendance, Meeting
from panel.history import USER
from panel.models import Panel, User
from tests import factories
from tests.pages import parsed, texts

pytestmark = pytest.mark.django_db

FORMS = {
    "panel": ("remit", "Weirs"),
    "membership": ("role", "chair"),
    "person": ("name", "Ada Lund"),
    "meeting": ("venue", "Lock House"),
    "attendance": ("note", "by phone"),
    "agendaitem": ("title", "Keys"),
    "entry": ("text", "The keys."),
    "paper": ("title", "Plan of the keys"),
    "action": ("text", "To turn the keys."),
    "review": ("text", "The keys were turned."),
}
"""Each kind of row, by its name: a column, and what a colleague writes there."""

ROWS: dict[str, tuple[str, Any]] = {
    "panel": ("panel", factories.MembershipFactory),
    "person": ("person", factories.ContactDetailFactory),
    "meeting": ("meeting", factories.AttendanceFactory),
    "agendaitem": ("item", factories.EntryFactory),
    "action": ("action", factories.OwnerFactory),
}
"""What each is called by the rows that are edited with it, and what makes one of these."""


@pytest.fixture
def panel() -> Panel:
    return factories.PanelFactory(code="RW", name="River Watch")


@pytest.fixture
def client(panel: Panel) -> Client:
    client = Client()
    client.force_login(factories.PanelSecretaryFactory(panel=panel).user)
    return client


@pytest.fixture
def colleague(panel: Panel) -> User:
    user = factories.UserFactory(username="bolund")
    return factories.PanelSecretaryFactory(panel=panel, user=user).user


@pytest.fixture
def rows(panel: Panel) -> dict[str, Any]:
    """A row of each kind that a secretary changes."""
    meeting = factories.MeetingFactory(panel=panel, venue="Old hall")
    item = factories.AgendaItemFactory(meeting=meeting, title="Locks")
    person = factories.PersonFactory(name="Ada Ferris")
    action = factories.ActionFactory(entry__item=item)
    found: list[Any] = [
        panel,
        factories.MembershipFactory(panel=panel, person=person),
        person,
        meeting,
        factories.AttendanceFactory(meeting=meeting, person=person),
        item,
        factories.EntryFactory(item=item),
        factories.PaperFactory(meeting=meeting),
        action,
        factories.ReviewFactory(action=action, entry__meeting__panel=panel),
    ]
    return {row._meta.model_name: row for row in found}


def change(row: Any) -> str:
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


def typed(response: Any) -> dict[str, Any]:
    """What the form of the page posts as it stands, in a browser without scripts."""
    data: dict[str, Any] = {}
    for field in parsed(response).css(
        "#content form [name]:not([name*=__prefix__]):not([type=submit]):not([type=file])"
    ):
        attributes = field.attributes
        name = attributes["name"] or ""
        if field.tag == "select":
            chosen = [one.attributes["value"] for one in field.css("option[selected]")]
            data[name] = chosen[0] if chosen else ""
        elif field.tag == "textarea":
            data[name] = field.text().removeprefix("\n")
        elif attributes.get("type") not in ("checkbox", "radio"):
            data[name] = attributes.get("value") or ""
        elif "checked" in attributes:
            data.setdefault(name, []).append(attributes.get("value") or "on")
    return data


def changed_by(user: User, row: Any, **fields: Any) -> None:
    with pghistory.context(**{USER: user.pk}):
        type(row).objects.filter(pk=row.pk).update(**fields)


def told(response: Any) -> list[str]:
    return texts(response, ".meanwhile li")


def stored(row: Any, column: str) -> Any:
    return type(row).objects.values_list(column, flat=True).get(pk=row.pk)


@pytest.mark.parametrize("kind", FORMS)
def test_form_is_refused_where_its_row_was_changed_meanwhile(client, colleague, rows, kind):
    row, (column, value) = rows[kind], FORMS[kind]
    opened = typed(client.get(change(row)))
    changed_by(colleague, row, **{column: value})
    response = client.post(change(row), opened)
    assert response.status_code == 200
    assert stored(row, column) == value
    (line,) = told(response)
    assert line.startswith("bolund, ")
    label = row._meta.get_field(column).verbose_name
    shown = dict(row._meta.get_field(column).flatchoices).get(value, value)
    assert f" changed: {label} " in line
    assert line.endswith(f" {shown}")
    assert typed(response)[column] == opened[column]


@pytest.mark.parametrize("kind", FORMS)
def test_form_is_saved_knowingly_after_it_was_refused(client, colleague, rows, kind):
    row, (column, value) = rows[kind], FORMS[kind]
    before = stored(row, column)
    opened = typed(client.get(change(row)))
    changed_by(colleague, row, **{column: value})
    refused = client.post(change(row), opened)
    again = typed(refused)
    assert client.post(change(row), again).status_code == 200  # nothing is ticked
    (over,) = parsed(refused).css("[name=over]")
    response = client.post(change(row), {**again, "over": over.attributes["value"]})
    assert response.status_code == 302
    assert stored(row, column) == before


@pytest.mark.parametrize("kind", FORMS)
def test_form_that_nobody_overtook_is_saved(client, rows, kind):
    row = rows[kind]
    opened = typed(client.get(change(row)))
    assert opened["opened"]
    assert client.post(change(row), opened).status_code == 302
    assert client.post(change(row), typed(client.get(change(row)))).status_code == 302


@pytest.mark.parametrize("kind", ROWS)
def test_form_is_refused_where_a_row_edited_with_it_was_added_meanwhile(
    client, colleague, rows, kind
):
    row = rows[kind]
    opened = typed(client.get(change(row)))
    parent, factory = ROWS[kind]
    with pghistory.context(**{USER: colleague.pk}):
        added = factory(**{parent: row})
    response = client.post(change(row), opened)
    (line,) = told(response)
    assert line.startswith("bolund, ")
    assert f": {added._meta.verbose_name} " in line
    assert " added: " in line
    assert texts(response, ".meanwhile p")[0] == "What was added stays, whatever you save."
    again = {
        **typed(response),
        "over": parsed(response).css_first("[name=over]").attributes["value"],
    }
    assert client.post(change(row), again).status_code == 302
    assert type(added).objects.filter(pk=added.pk).exists()


def test_what_was_typed_meets_what_a_colleague_changed_of_rows_edited_with_it(
    client, colleague, rows
):
    meeting, item = rows["meeting"], rows["agendaitem"]
    opened = typed(client.get(change(meeting)))
    changed_by(colleague, item, title="Keys")
    response = client.post(change(meeting), {**opened, "venue": "Mill", "items-0-title": "Weirs"})
    (line,) = told(response)
    assert line.endswith(": agenda item “Keys” changed: title Locks Keys")
    again = typed(response)
    assert (again["venue"], again["items-0-title"]) == ("Mill", "Weirs")
    assert (stored(meeting, "venue"), stored(item, "title")) == ("Old hall", "Keys")


def test_row_that_a_colleague_removed_comes_back_as_a_new_one_where_it_is_saved_knowingly(
    client, colleague, rows
):
    meeting, gone = rows["meeting"], rows["attendance"]
    kept = factories.AttendanceFactory(meeting=meeting, position=gone.position + 1)
    opened = typed(client.get(change(meeting)))
    with pghistory.context(**{USER: colleague.pk}):
        Attendance.objects.filter(pk=gone.pk).delete()
    response = client.post(change(meeting), {**opened, "attendances-0-note": "by phone"})
    (line,) = told(response)
    assert f": attendance “{gone.name}” removed: " in line
    assert texts(response, ".meanwhile p")[0].startswith("What was removed stands below")
    again = typed(response)
    assert [again[f"attendances-{row}-id"] for row in (0, 1)] == [str(kept.pk), ""]
    assert again["attendances-1-note"] == "by phone"
    again["over"] = parsed(response).css_first("[name=over]").attributes["value"]
    assert client.post(change(meeting), again).status_code == 302
    assert list(Attendance.objects.filter(meeting=meeting).values_list("name", "note")) == [
        (kept.name, ""),
        (gone.name, "by phone"),
    ]


def test_who_saves_knowingly_is_told_of_what_is_changed_after_that(client, colleague, rows):
    meeting = rows["meeting"]
    opened = typed(client.get(change(meeting)))
    changed_by(colleague, meeting, venue="Lock House")
    response = client.post(change(meeting), opened)
    over = parsed(response).css_first("[name=over]").attributes["value"]
    changed_by(colleague, meeting, venue="Mill")
    response = client.post(change(meeting), {**typed(response), "over": over})
    assert [line.partition(" changed: ")[2] for line in told(response)] == [
        "venue Old hall Lock House",
        "venue Lock House Mill",
    ]
    assert stored(meeting, "venue") == "Mill"


def test_what_the_form_does_not_change_stands_in_nobody_s_way(client, colleague, rows):
    meeting, item = rows["meeting"], rows["agendaitem"]
    opened = typed(client.get(change(meeting)))
    changed_by(colleague, meeting, postponed_from="1 March 2024")
    changed_by(colleague, item, minutes_allotted=20)
    assert client.post(change(meeting), {**opened, "venue": "Mill"}).status_code == 302
    assert Meeting.objects.values_list("venue", "postponed_from").get(pk=meeting.pk) == (
        "Mill",
        "1 March 2024",
    )
    assert stored(item, "minutes_allotted") == 20


def test_form_that_came_back_with_a_fault_is_still_told(client, colleague, rows):
    meeting = rows["meeting"]
    wrong = {**typed(client.get(change(meeting))), "held_on": "soon"}
    response = client.post(change(meeting), wrong)
    assert told(response) == []
    changed_by(colleague, meeting, venue="Lock House")
    response = client.post(change(meeting), {**typed(response), "held_on": "2024-03-12"})
    (line,) = told(response)
    assert line.endswith("venue Old hall Lock House")


@pytest.mark.parametrize("opened", ["", "x", "9" * 40, "-1.2", "1." * 50])
def test_what_no_page_posts_is_refused_as_older_than_all(client, rows, opened):
    meeting = rows["meeting"]
    data = {**typed(client.get(change(meeting))), "opened": opened, "venue": "Mill"}
    assert client.post(change(meeting), data).status_code == 200
    assert stored(meeting, "venue") == "Old hall"


@pytest.mark.parametrize("kind", FORMS)
def test_page_asks_once_what_it_knows(client, rows, kind):
    with CaptureQueriesContext(connection) as asked:
        client.get(change(rows[kind]))
    assert sum('event" ' in query["sql"] for query in asked.captured_queries) == 1


@pytest.mark.parametrize("count", [1, 12])
def test_refusal_asks_the_same_queries_for_one_row_and_for_many(
    client, colleague, rows, count, django_assert_num_queries
):
    meeting = rows["meeting"]
    client.get(change(meeting))  # content types are read once
    opened = typed(client.get(change(meeting)))
    for number in range(count):
        with pghistory.context(**{USER: colleague.pk}):
            factories.AgendaItemFactory(meeting=meeting, position=number + 50)
    assert AgendaItem.objects.filter(meeting=meeting).count() == count + 1
    with django_assert_num_queries(67):
        response = client.post(change(meeting), opened)
    assert len(told(response)) == count
