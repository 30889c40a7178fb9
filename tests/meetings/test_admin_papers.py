"""Papers on the page of their meeting in the admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.admin_correcting import NO_REASON
from meetings.models import Meeting, Paper
from tests.factories import AgendaItemFactory, MeetingFactory, PanelSecretaryFactory, PaperFactory
from tests.meetings.test_admin import change, meeting_form, published, rows
from tests.viewers import queries

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


def paper_form(meeting: Meeting, **fields: Any) -> dict[str, Any]:
    return {"meeting": meeting.pk, "title": "Paper"} | fields


ADD = "/admin/meetings/paper/add/"


def test_paper_is_added_on_its_own_page(client: Client, meeting: Meeting):
    PaperFactory(meeting=meeting, position=3)
    assert client.post(ADD, paper_form(meeting, title="New", url="/new.pdf")).status_code == 302
    assert list(meeting.papers.values_list("position", "title")[1:]) == [(4, "New")]


def test_paper_on_its_own_page_stands_before_an_item_of_its_meeting(
    client: Client, meeting: Meeting
):
    item = AgendaItemFactory(meeting=MeetingFactory(panel=meeting.panel))
    response = client.post(ADD, paper_form(meeting, item=item.pk))
    errors = response.context["adminform"].form.errors
    assert errors == {"__all__": ["The item is not one of this meeting."]}


def test_paper_is_added_to_no_meeting_whose_minutes_are_published_and_to_no_other_panel(
    client: Client, meeting: Meeting
):
    closed = published(MeetingFactory(panel=meeting.panel))
    for other in (closed, MeetingFactory()):
        errors = client.post(ADD, paper_form(other)).context["adminform"].form.errors
        assert list(errors) == ["meeting"]
    assert not Paper.objects.exists()


def test_paper_of_published_minutes_needs_a_reason_and_of_another_panel_is_not_changed(
    client: Client, meeting: Meeting
):
    ours, theirs = PaperFactory(meeting=meeting, title="Ours"), PaperFactory(title="Theirs")
    published(meeting)
    form = paper_form(meeting, title="Changed") | rows("versions", [], [])
    response = client.post(change(ours), form)
    assert response.context["adminform"].form.errors == {"reason": [NO_REASON]}
    assert client.post(change(theirs), paper_form(meeting, title="Changed")).status_code == 302
    assert {paper.title for paper in Paper.objects.all()} == {"Ours", "Theirs"}


def test_list_of_papers_asks_the_same_queries_for_one_row_and_for_many(
    client: Client, meeting: Meeting
):
    address = "/admin/meetings/paper/"
    PaperFactory(item=AgendaItemFactory(meeting=meeting))
    queries(client, address)  # content types are read once
    few = queries(client, address)
    for _ in range(10):
        PaperFactory(item=AgendaItemFactory(meeting=MeetingFactory(panel=meeting.panel)))
    assert queries(client, address) == few
