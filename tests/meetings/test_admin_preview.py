"""The agenda as others would read it, before it goes out."""

import datetime
import io

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader

from meetings.minutes import editing, publishing
from meetings.models import Meeting, Revision
from panel.models import Panel
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
    PaperVersionFactory,
)
from tests.pages import parsed
from tests.viewers import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch")


@pytest.fixture
def client(panel) -> Client:
    client = Client()
    client.force_login(PanelSecretaryFactory(panel=panel).user)
    return client


@pytest.fixture
def meeting(panel) -> Meeting:
    """With an open item, a reserved one, a paper for members and an action nobody reads yet."""
    before = MeetingFactory(panel=panel, held_on=datetime.date(2030, 1, 8))
    ActionFactory(entry__meeting=before, text="Ada to list.")
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2030, 3, 12))
    AgendaItemFactory(meeting=meeting, position=0, number="1", title="Update on actions")
    AgendaItemFactory(
        meeting=meeting, position=1, number="2", title="The price", withheld="section 43"
    )
    PaperFactory(meeting=meeting, title="Costs", is_restricted=True)
    PaperVersionFactory(paper__meeting=meeting, paper__title="Levels")
    return meeting


def address(meeting: Meeting, audience: str, end: str = "") -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/agenda/as/{audience}/{end}"


def test_page_shows_what_each_audience_would_read(client, meeting):
    members = client.get(address(meeting, "members")).content.decode()
    public = client.get(address(meeting, "public")).content.decode()
    for page in (members, public):
        assert "Preview:" in page
        assert "Levels" in page
        assert "Ada to list." not in page
    for words in ("The price", "Costs"):
        assert words in members
        assert words not in public
    assert "section 43" in public
    assert not Revision.objects.exists()


def test_files_are_those_that_would_be_handed_out(client, meeting):
    page = client.get(address(meeting, "public"))
    ends = {link.attributes["href"].rpartition(".")[2] for link in parsed(page).css("nav.forms a")}
    assert ends == {"docx", "html", "md", "json", "pdf"} & ends
    assert ends >= {"docx", "pdf"}
    word = client.get(address(meeting, "public", "agenda.docx"))
    assert word["Content-Disposition"] == 'attachment; filename="preview-RW-2-agenda-1.docx"'
    text = "\n".join(one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    assert "Update on actions" in text
    assert "The price" not in text
    pack = PdfReader(io.BytesIO(client.get(address(meeting, "public", "agenda.pdf")).content))
    told = "\n".join(one.extract_text() for one in pack.pages)
    assert "Levels" in told
    assert "Costs" not in told
    assert client.get(address(meeting, "public", "agenda.exe")).status_code == 404
    assert not Revision.objects.exists()


def test_preview_is_the_secretarys(client, meeting):
    for end in ("", "agenda.docx"):
        assert client.get(address(MeetingFactory(), "members", end)).status_code == 404
        assert client.get(address(meeting, "everybody", end)).status_code == 404
        assert client.post(address(meeting, "members", end)).status_code == 405
        assert Client().get(address(meeting, "members", end)).status_code == 302


def test_preview_takes_the_same_queries_for_few_and_for_many(client, meeting):
    few = queries(client, address(meeting, "members"))
    for position in range(2, 6):
        AgendaItemFactory(meeting=meeting, position=position)
        PaperVersionFactory(paper__meeting=meeting)
    assert queries(client, address(meeting, "members")) == few


def test_minutes_are_looked_at_as_the_public_would_read_them(client, panel):
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12))
    EntryFactory(meeting=meeting, text="The mill [withheld (section 43): Arden] closed.")
    start = f"/admin/meetings/meeting/{meeting.pk}/minutes/as"
    public = client.get(f"{start}/public/").content.decode()
    assert "[words withheld: section 43]" in public
    assert "Arden" not in public
    assert "Arden" in client.get(f"{start}/members/").content.decode()
    assert b"Arden" not in client.get(f"{start}/public/minutes.md").content
    assert client.get(f"{start}/public/minutes.post.md").status_code == 404
    assert client.get(f"{start}/nobody/").status_code == 404
    assert not Revision.objects.exists()
    publishing.publish(meeting, on=meeting.held_on, by=None)
    text = editing.text_of(meeting).replace("closed.", "opened.")
    user = panel.secretaries.get().user
    editing.save(meeting, text=text, base=editing.text_of(meeting), by=user, today=meeting.held_on)
    assert "opened." in client.get(f"{start}/public/").content.decode()
    client.force_login(PanelSecretaryFactory().user)
    for end in ("public/", "public/minutes.md"):
        assert client.get(f"{start}/{end}").status_code == 404
