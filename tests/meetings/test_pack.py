"""An agenda and its papers as one PDF, for each who reads the agenda."""

import datetime
import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from meetings.minutes import pack as packing
from meetings.minutes import publishing
from meetings.minutes.document import Manner, Purpose
from meetings.models import Meeting, Revision
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    AgendaItemFactory,
    MeetingFactory,
    PanelFactory,
    PaperFactory,
    PaperVersionFactory,
)
from tests.pages import links
from tests.viewers import queries, viewers

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 4, 2)
NAME = "One PDF with the papers"


@pytest.fixture
def meeting() -> Meeting:
    """An agenda of two items, one reserved, with a paper of each sort."""
    panel = PanelFactory(code="RW", name="Rivers Panel")
    earlier = MeetingFactory(panel=panel, held_on=datetime.date(2024, 1, 9))
    ActionFactory(entry=ActionEntryFactory(meeting=earlier), text="Robin to list them.", number="1")
    publishing.publish(earlier, on=DAY, by=None)
    meeting = MeetingFactory(
        panel=panel,
        venue="Town Hall",
        starts_at=datetime.time(10),
        ends_at=datetime.time(12, 30),
    )
    item = AgendaItemFactory(
        meeting=meeting, number="1", title="Levels", presenters="Ann Lee", minutes_allotted=20
    )
    closed = AgendaItemFactory(meeting=meeting, number="2", title="Closed", withheld="s. 35")
    AgendaItemFactory(meeting=meeting, number="3", title="Update on actions")

    def file(text: str, **fields: Any) -> None:
        paper = PaperFactory(meeting=meeting, url="", **fields)
        PaperVersionFactory(paper=paper, data=text.encode(), name=f"{text}.txt")

    file("open text", item=item, title="Gauges", reference="RW(4)1", purpose=Purpose.DECISION)
    file("members text", title="For us", is_restricted=True)
    file("reserved text", item=closed, title="Reserved")
    PaperFactory(meeting=meeting, title="Linked", url="https://example.org/a.pdf")
    PaperFactory(meeting=meeting, title="Spoken", url="", manner=Manner.ORAL)
    PaperFactory(meeting=meeting, title="To come", url="")
    return meeting


def address(meeting: Meeting, number: int = 1) -> str:
    return f"{meeting.get_absolute_url()}agenda/{number}.pdf"


def pages(client: Client, meeting: Meeting, number: int = 1) -> list[list[str]]:
    response = client.get(address(meeting, number))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    return [page.extract_text().split("\n") for page in reader.pages]


HEAD = ["Rivers Panel", "Agenda", "12 March 2024, 10:00 to 12:30", "Town Hall"]
UPDATE = [
    "3  Update on actions",
    "Actions from the meeting of 9 January 2024",
    "– 1 Robin to list them.",
    "Papers",
]


def test_members_and_the_public_are_each_given_what_they_read(meeting):
    clients = viewers(meeting)
    publishing.publish_agenda(meeting, on=DAY, by=None)
    members = [
        [
            *(*HEAD, "1  Levels", "Ann Lee, 20 minutes", "2  Closed [reserved: s. 35]", *UPDATE),
            *("For us – page 2", "for members only"),
            *("Linked", "at https://example.org/a.pdf"),
            *("Spoken", "given orally", "To come", "no file"),
            *("RW(4)1 Gauges – page 3", "for decision, item 1"),
            *("Reserved – page 4", "item 2, withheld from the public: s. 35", "1 / 4"),
        ],
        ["For us", "members text", "2 / 4"],
        ["RW(4)1 Gauges", "open text", "3 / 4"],
        ["Reserved", "reserved text", "4 / 4"],
    ]
    public = [
        [
            *(*HEAD, "1  Levels", "Ann Lee, 20 minutes", "2  [reserved: s. 35]", *UPDATE),
            *("Linked", "at https://example.org/a.pdf"),
            *("Spoken", "given orally", "To come", "no file"),
            *("RW(4)1 Gauges – page 2", "for decision, item 1"),
            *("[withheld: s. 35]", "item 2", "1 / 2"),
        ],
        ["RW(4)1 Gauges", "open text", "2 / 2"],
    ]
    assert {name: pages(client, meeting) for name, client in clients.items()} == {
        "public": public,
        "member": members,
        "invited": members,
        "secretary": members,
        "other secretary": public,
        "administrator": members,
    }


def test_pack_of_a_circulated_agenda_is_for_members_alone(meeting):
    clients = viewers(meeting)
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    codes = {name: client.get(address(meeting)).status_code for name, client in clients.items()}
    assert codes == dict.fromkeys(clients, 200) | {"public": 404, "other secretary": 404}


def test_pack_holds_what_was_listed_then(client: Client, meeting):
    publishing.publish_agenda(meeting, on=DAY, by=None)
    before = client.get(address(meeting)).content
    paper = meeting.papers.get(title="Gauges")
    PaperVersionFactory(paper=paper, data=b"newer text")
    meeting.items.update(title="Changed")
    assert client.get(address(meeting)).content == before
    publishing.publish_agenda(meeting, on=DAY, by=None)
    assert pages(client, meeting, 2)[1] == ["RW(4)1 Gauges", "newer text", "2 / 2"]


def test_page_leads_to_the_pack_and_minutes_have_none(client: Client, meeting):
    publishing.publish_agenda(meeting, on=DAY, by=None)
    assert address(meeting) in links(client.get(meeting.get_absolute_url()), "nav.forms")
    publishing.publish(meeting, on=DAY, by=None)
    assert client.get(address(meeting).replace("agenda", "minutes")).status_code == 404
    page = client.get(meeting.get_absolute_url())
    assert not [link for link in links(page, "nav.forms") if str(link).endswith(".pdf")]


def test_withdrawn_agenda_has_no_pack(client: Client, meeting):
    revision = publishing.publish_agenda(meeting, on=DAY, by=None)
    publishing.withdraw(revision, by=None, reason="Too early.")
    assert client.get(address(meeting)).status_code == 410


def test_papers_beyond_what_is_bound_stand_apart(client: Client, meeting, monkeypatch):
    PaperVersionFactory(paper=PaperFactory(meeting=meeting, url="", title="Next"), data=b"next")
    monkeypatch.setattr(packing, "LARGEST", len("next") + 2)
    publishing.publish_agenda(meeting, on=DAY, by=None)
    assert [page[:2] for page in pages(client, meeting)[1:]] == [
        ["Next", "next"],
        ["RW(4)1 Gauges", "This paper stands apart: open text.txt (plain text)."],
    ]


def test_pack_reads_each_file_once_and_all_else_in_the_same_queries(meeting):
    clients = viewers(meeting)
    publishing.publish_agenda(meeting, on=DAY, by=None)
    few = queries(clients["public"], address(meeting))
    for number in range(6):
        paper = PaperFactory(meeting=meeting, url="", title=f"Paper {number}")
        PaperVersionFactory(paper=paper)
    publishing.publish_agenda(meeting, on=DAY, by=None)
    assert queries(clients["public"], address(meeting, 2)) == few + 6
    assert Revision.objects.filter(kind="agenda", meeting=meeting).count() == 4
