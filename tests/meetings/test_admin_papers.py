"""Papers on the page of their meeting in the admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Paper
from tests.factories import AgendaItemFactory, MeetingFactory, PanelSecretaryFactory, PaperFactory
from tests.meetings.test_admin import change, meeting_form, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(client: Client) -> Meeting:
    """A meeting whose secretary is signed in."""
    secretary = PanelSecretaryFactory()
    client.force_login(secretary.user)
    return MeetingFactory(panel=secretary.panel)


def paper_row(title: str, **fields: Any) -> dict[str, Any]:
    return {"title": title, "url": "", "item": "", **fields}


def save(client: Client, meeting: Meeting, *new: dict[str, Any], stored: Any = ()) -> Any:
    return client.post(change(meeting), meeting_form(papers=(stored, new)))


def errors_of(response: Any) -> list[dict[str, list[str]]]:
    [papers] = [
        each.formset
        for each in response.context["inline_admin_formsets"]
        if each.formset.prefix == "papers"
    ]
    return papers.errors


def test_new_papers_stand_after_those_that_stand(client: Client, meeting: Meeting):
    first = PaperFactory(meeting=meeting, position=3)
    item = AgendaItemFactory(meeting=meeting)
    response = save(
        client,
        meeting,
        paper_row("Second", url="https://example.org/a b.pdf", item=item.pk, purpose="decision"),
        paper_row("Third", manner="oral", is_restricted="on", withheld="s. 43"),
        stored=[paper_row("First", id=first.pk, url="/first.pdf")],
    )
    assert response.status_code == 302
    assert list(
        meeting.papers.values_list("position", "title", "url", "item", "purpose", "manner")
    ) == [
        (3, "First", "/first.pdf", None, "", ""),
        (4, "Second", "https://example.org/a%20b.pdf", item.pk, "decision", ""),
        (5, "Third", "", None, "", "oral"),
    ]


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        (
            {"url": "javascript:alert(1)"},
            {"__all__": ["Give a link that begins with https://, http:// or /."]},
        ),
        ({"url": "/a", "manner": "oral"}, {"__all__": ["What was given orally has no link."]}),
        ({"title": ""}, {"title": ["This field is required."]}),
    ],
)
def test_wrong_paper_is_a_form_error(client: Client, meeting: Meeting, row, errors):
    response = save(client, meeting, paper_row("Paper") | {"reference": "X(1)1"} | row)
    assert errors_of(response) == [errors]
    assert not Paper.objects.exists()


def test_item_of_another_meeting_is_not_offered(client: Client, meeting: Meeting):
    PaperFactory(meeting=meeting)
    AgendaItemFactory(meeting=meeting, number="7i", title="Ours")
    other = AgendaItemFactory(meeting=MeetingFactory(panel=meeting.panel), title="Theirs")
    html = client.get(change(meeting)).content.decode()
    assert "7i. Ours</option>" in html
    assert "Theirs" not in html
    assert errors_of(save(client, meeting, paper_row("Paper", item=other.pk))) == [
        {"item": ["Select a valid choice. That choice is not one of the available choices."]}
    ]


def test_papers_are_taken_away(client: Client, meeting: Meeting):
    paper = PaperFactory(meeting=meeting)
    stored = [paper_row("Paper", id=paper.pk, DELETE="on")]
    assert save(client, meeting, stored=stored).status_code == 302
    assert not meeting.papers.exists()


def test_papers_of_published_minutes_are_neither_changed_nor_added(
    client: Client, meeting: Meeting
):
    paper = PaperFactory(meeting=meeting, title="As published")
    published(meeting)
    response = save(client, meeting, paper_row("New"), stored=[paper_row("Changed", id=paper.pk)])
    assert response.status_code == 302
    assert [paper.title for paper in meeting.papers.all()] == ["As published"]


def test_papers_of_another_panel_are_not_reached(client: Client, meeting: Meeting):
    elsewhere = PaperFactory(title="Elsewhere").meeting
    address = change(elsewhere)
    assert client.get(address).status_code == 302
    assert save(client, elsewhere, paper_row("New")).status_code == 302
    assert [paper.title for paper in elsewhere.papers.all()] == ["Elsewhere"]


def test_item_with_papers_is_not_deleted(client: Client, meeting: Meeting):
    paper: Any = PaperFactory(item=AgendaItemFactory(meeting=meeting), title="Before the item")
    address = reverse("admin:meetings_agendaitem_delete", args=[paper.item.pk])
    assert "would require deleting the following protected" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert list(meeting.items.all()) == [paper.item]
