"""A revision as a file: Word, a page, Markdown, a post and JSON, for whoever reads it."""

import datetime
import json

import pytest
from django.test import Client

from meetings.minutes import publishing, reading
from meetings.minutes.reading.masthead import AGENDA, DRAFT, EDITED
from meetings.models import Meeting, Revision
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    PaperFactory,
    UserFactory,
)
from tests.pages import parsed

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 4, 2)
ALL = ["docx", "html", "md", "post.md", "json"]


@pytest.fixture
def meeting() -> Meeting:
    meeting = MeetingFactory(
        panel__code="RW", panel__name="River Watch Panel", held_on=datetime.date(2024, 3, 12)
    )
    AttendanceFactory(meeting=meeting, name="Ada Ferris", presence="present")
    AttendanceFactory(meeting=meeting, name="Bo Hidden", withheld="on request")
    roads, closed = (AgendaItemFactory(meeting=meeting, title=t) for t in ("Locks", "Closed"))
    EntryFactory(meeting=meeting, item=roads, text="All *locks* are open.")
    ActionFactory(panel=meeting.panel, entry__meeting=meeting, entry__item=roads, number="1")
    EntryFactory(meeting=meeting, item=closed, text="A secret weir.", withheld="section 40")
    PaperFactory(meeting=meeting, title="Map", url="/files/map.pdf", media_type="application/pdf")
    return meeting


def address(meeting: Meeting, ending: str, kind: str = "minutes", number: int = 1) -> str:
    return f"{meeting.get_absolute_url()}{kind}/{number}.{ending}"


@pytest.mark.parametrize("ending", ALL)
def test_public_downloads_what_it_reads(client: Client, meeting: Meeting, ending: str):
    revision = publishing.publish(meeting, on=DAY, by=None)
    response = client.get(address(meeting, ending))
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="RW-{meeting.number}-minutes-1.{ending}"'
    )
    data = response.content
    if ending == "json":
        told = json.loads(data)
        assert reading.from_record(told) == publishing.document_of(revision)
        assert (told["meeting"], told["revision"]) == (meeting.reference, 1)
    else:
        found = reading.read(data).minutes
        public = publishing.document_of(revision)
        assert [one.name for one in found.attendance] == ["Ada Ferris", ""]
        assert [item.title for item in found.items] == ["Locks", "Closed"]
        assert found.items[1].entries == public.items[1].entries
        assert found.actions()[0].text == public.actions()[0].text
    if ending in ("html", "md", "post.md"):
        assert data.decode().count(EDITED) == 1
    for secret in (b"Hidden", b"weir"):
        assert secret not in data


def test_post_says_what_the_page_is(client: Client, meeting: Meeting):
    publishing.publish(meeting, on=DAY, by=None)
    publishing.publish(
        meeting, on=datetime.date(2024, 5, 6), by=None, reason="A name.", published_where="/lib/rw"
    )
    post = reading.read(client.get(address(meeting, "post.md", number=2)).content).post
    assert post
    assert (post.permalink, post.created_on) == ("/lib/rw", DAY)
    assert post.revised_on == datetime.date(2024, 5, 6)
    assert [(one.name, one.url) for one in post.attachments] == [("Map", "/files/map.pdf")]
    first = reading.read(client.get(address(meeting, "post.md")).content).post
    assert first
    assert (first.permalink, first.revised_on) == (meeting.get_absolute_url(), None)


@pytest.mark.parametrize(
    ("kind", "notice"), [(Revision.Kind.AGENDA, AGENDA), (Revision.Kind.DRAFT, DRAFT)]
)
def test_members_download_what_is_circulated_and_it_says_so(
    client: Client, meeting: Meeting, kind: Revision.Kind, notice: str
):
    member = MembershipFactory(panel=meeting.panel, person__user=UserFactory()).person.user
    if kind == Revision.Kind.DRAFT:
        publishing.circulate_draft(meeting, on=DAY, by=None)
    else:
        publishing.circulate_agenda(meeting, on=DAY, by=None)
    assert client.get(address(meeting, "md", kind)).status_code == 404
    client.force_login(member)
    assert notice in client.get(address(meeting, "md", kind)).content.decode()
    assert client.get(address(meeting, "docx", kind)).status_code == 200
    assert client.get(address(meeting, "post.md", kind)).status_code == 404
    assert client.get(address(meeting, "html", kind)).status_code == 404


def test_withdrawn_revision_is_no_file(client: Client, meeting: Meeting):
    revision = publishing.publish(meeting, on=DAY, by=None)
    publishing.withdraw(revision, by=None, reason="It named somebody.")
    response = client.get(address(meeting, "docx"))
    assert response.status_code == 410
    assert "Content-Disposition" not in response.headers


@pytest.mark.parametrize("ending", ["pdf", "exe", "docx/", "md%00", "MD"])
def test_other_forms_are_not_found(client: Client, meeting: Meeting, ending: str):
    publishing.publish(meeting, on=DAY, by=None)
    assert client.get(address(meeting, ending)).status_code == 404


def test_pages_lead_to_the_forms(client: Client, meeting: Meeting):
    revision = publishing.publish(meeting, on=DAY, by=None)
    for page in (meeting.get_absolute_url(), revision.get_absolute_url()):
        links = parsed(client.get(page)).css("nav.forms a")
        assert [link.attributes["href"] for link in links] == [
            address(meeting, ending) for ending in ALL
        ]
        assert links[0].text() == "Word"
