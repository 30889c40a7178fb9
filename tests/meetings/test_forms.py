"""A revision as a file: Word, a page, Markdown, a post and JSON, for whoever reads it."""

import datetime
import io
import json

import docx
import pytest
from django.test import Client

from meetings.minutes import publishing, reading
from meetings.minutes.reading.masthead import DRAFT, EDITED, UNAGREED
from meetings.models import Meeting, Revision
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OwnerFactory,
    PanelSecretaryFactory,
    PaperFactory,
    ReviewFactory,
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
    assert (first.permalink, first.revised_on) == (meeting.get_absolute_url(), DAY)


@pytest.mark.parametrize(
    ("kind", "notice"), [(Revision.Kind.AGENDA, "# Agenda: "), (Revision.Kind.DRAFT, DRAFT)]
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


def test_minutes_published_before_they_are_agreed_say_so(client: Client, meeting: Meeting):
    publishing.publish(meeting, on=DAY, by=None, is_draft=True)
    text = client.get(address(meeting, "md")).content.decode()
    assert text.startswith(f"# River Watch Panel - 12 March 2024\n\n{UNAGREED}\n\n{EDITED}\n")
    for ending in ("html", "post.md"):
        assert client.get(address(meeting, ending)).content.decode().count(UNAGREED) == 1
    assert client.get(address(meeting, "json")).json()["is_draft"] is True


def test_agenda_is_written_for_those_who_come(client: Client, meeting: Meeting):
    raised = ActionFactory(
        panel=meeting.panel,
        number="2",
        text="Bo to ask the mill by May.",
        entry__meeting__held_on=datetime.date(2024, 1, 9),
        entry__meeting__panel=meeting.panel,
        due="by May",
    )
    OwnerFactory(action=raised, name="Bo")
    other = ActionFactory(
        panel=meeting.panel, text="Write.", entry__meeting=raised.entry.meeting, due="June"
    )
    OwnerFactory(action=other, name="Ada Ferris")
    publishing.publish(raised.entry.meeting, on=DAY, by=None)
    planned = MeetingFactory(
        panel=meeting.panel,
        held_on=datetime.date(2024, 6, 4),
        starts_at=datetime.time(14),
        ends_at=datetime.time(15, 30),
        venue="Weir House",
    )
    AgendaItemFactory(meeting=planned, number="1", title="Update on actions", presenters="Ada")
    reserved = AgendaItemFactory(meeting=planned, number="2", title="Costs", withheld="section 43")
    AgendaItemFactory(meeting=planned, number="3", title="Weirs", minutes_allotted=10)
    PaperFactory(meeting=planned, reference="RW(1)", title="Map", url="https://a.example/map.pdf")
    PaperFactory(item=reserved, reference="RW(2)", title="Prices", url="https://a.example/b.pdf")
    publishing.publish_agenda(planned, on=DAY, by=None)
    told = client.get(address(planned, "md", "agenda")).content.decode()
    assert (
        told
        == """\
# Agenda: River Watch Panel

4 June 2024, 14:00 to 15:30, Weir House

Parts of this agenda are withheld; each place says why.

## 1. Update on actions

Ada

### Actions from the meeting of 9 January 2024

| No. | Action | For | By |
| --- | --- | --- | --- |
| 2 | Bo to ask the mill by May. | Bo | by May |
| RW-3 | Write. | Ada Ferris | June |

## 2. [withheld: section 43]

## 3. Weirs

10 minutes

## Papers

- [RW(1) Map](https://a.example/map.pdf) (at https://a.example/map.pdf)
- RW(2) [withheld: section 43]
"""
    )
    word = docx.Document(io.BytesIO(client.get(address(planned, "docx", "agenda")).content))
    assert [(one.style.name, one.text) for one in word.paragraphs[:5] if one.style] == [
        ("Title", "Agenda: River Watch Panel"),
        ("Normal", "4 June 2024, 14:00 to 15:30, Weir House"),
        ("Normal", "Parts of this agenda are withheld; each place says why."),
        ("Heading 1", "1. Update on actions"),
        ("Normal", "Ada"),
    ]


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


def test_action_note_is_a_table_with_a_header_row(client: Client, meeting: Meeting):
    action = meeting.panel.actions.get()
    OwnerFactory(action=action, name="Ada Ferris")
    earlier = ActionFactory(panel=meeting.panel, text="Ask the mill.", entry=None)
    ReviewFactory(
        action=earlier, entry__meeting=meeting, number="4", text="Ask.", status="not_complete"
    )
    done = ActionFactory(panel=meeting.panel, text="Count ducks.", entry=None)
    ReviewFactory(action=done, entry__meeting=meeting, text="Count ducks.", status="complete")
    address = f"/admin/meetings/meeting/{meeting.pk}/minutes/action-note.docx"
    client.force_login(PanelSecretaryFactory().user)
    assert client.get(address).status_code == 404
    client.force_login(PanelSecretaryFactory(panel=meeting.panel).user)
    response = client.get(address)
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="RW-{meeting.number}-action-note.docx"'
    )
    found = docx.Document(io.BytesIO(response.content))
    assert [one.text for one in found.paragraphs] == [
        "Action note: River Watch Panel, 12 March 2024",
        "Agreed",
        "Still open",
    ]
    assert [
        [[cell.text for cell in row.cells] for row in table.rows] for table in found.tables
    ] == [
        [["No.", "Action", "For", "By"], ["1", action.text, "Ada Ferris", ""]],
        [["No.", "Action", "For", "By", "Status"], ["4", "Ask.", "", "", "not complete"]],
    ]
    for table in found.tables:
        heads = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
        assert heads == [True, False]
        assert table.style is not None
        assert table.style.name == "Table Grid"
    assert found.core_properties.author == ""
    assert found.core_properties.language == "en-GB"
