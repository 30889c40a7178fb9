"""Papers: what holds for each row, and what a revision lists of them."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import ProgrammingError, transaction
from django.db.models import RestrictedError
from django.test import Client

from meetings.minutes import publishing
from meetings.minutes.document import Manner, Paper, Purpose
from meetings.minutes.papers import papers_in, papers_of
from meetings.models import Meeting
from meetings.models import Paper as PaperRow
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
    UserFactory,
)
from tests.refusals import assert_accepted, assert_refused, assert_refused_by_database
from tests.viewers import client_of, queries

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 4, 2)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.org/a%20b.pdf",
        "HTTP://example.org",
        "https://example.org/RW(4)2.ii",
        "/",
        "/files/a.pdf",
    ],
)
def test_link_on_the_web_or_on_this_site(url):
    paper = PaperFactory()
    paper.url = url
    assert_accepted(paper)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/a.pdf",
        "files/a.pdf",
        "//example.org/a.pdf",
        "/\\example.org/a.pdf",
        "https://",
        "https:///a.pdf",
        "/files/a\tb.pdf",
        "/\t/example.org",
        "https://example.org/a\njavascript:alert(1)",
    ],
)
def test_any_other_link_is_refused(url):
    paper = PaperFactory()
    paper.url = url
    assert_refused(
        paper,
        "Give a link that begins with https://, http:// or /.",
        by="paper_link_leads_to_a_page",
    )


def test_spaces_in_a_link_are_written_as_links_write_them():
    paper = PaperFactory.build(meeting=MeetingFactory(), url=" /files/a paper.pdf ")
    paper.full_clean()
    assert paper.url == "/files/a%20paper.pdf"


def test_link_stands_once_at_a_meeting():
    paper = PaperFactory()
    PaperFactory(meeting=paper.meeting, url="")
    assert_accepted(PaperFactory.build(meeting=paper.meeting, url="", position=paper.position + 10))
    assert_accepted(PaperFactory.build(meeting=MeetingFactory(), url=paper.url))
    assert_refused(
        PaperFactory.build(meeting=paper.meeting, url=paper.url, position=paper.position + 11),
        "Another paper of the meeting stands at this link.",
        by="paper_link_once",
    )


def test_position_stands_once_at_a_meeting():
    paper = PaperFactory()
    twice = PaperFactory.build(meeting=paper.meeting, position=paper.position)
    assert_refused_by_database(twice, by="paper_position_once")


@pytest.mark.parametrize("told", [{"url": "/a"}, {"file_name": "a.pdf"}, {"media_type": "a/b"}])
def test_what_was_given_orally_has_no_link(told):
    paper = PaperFactory(manner=Manner.ORAL, url="")
    for name, value in told.items():
        setattr(paper, name, value)
    assert_refused(paper, "What was given orally has no link.", by="paper_given_orally_has_no_link")


def test_paper_stands_before_an_item_of_its_meeting():
    paper: Any = PaperFactory()
    paper.item = AgendaItemFactory()
    assert_refused(paper, "The item is not one of this meeting.", by="its meeting")
    paper.item = AgendaItemFactory(meeting=paper.meeting)
    assert_accepted(paper)


def test_paper_stays_at_its_meeting():
    paper = PaperFactory()
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        PaperRow.objects.filter(pk=paper.pk).update(meeting=MeetingFactory())


def test_item_does_not_go_without_its_papers_but_the_meeting_does():
    paper: Any = PaperFactory(item=AgendaItemFactory(withheld="s. 35"))
    with pytest.raises(RestrictedError):
        paper.item.delete()
    paper.meeting.delete()
    assert not PaperRow.objects.exists()


# What a revision lists


def test_papers_of_an_item_that_goes_stay_and_of_a_reserved_one_withheld():
    meeting = MeetingFactory()
    item = AgendaItemFactory(meeting=meeting)
    reserved = AgendaItemFactory(meeting=meeting, withheld="section 43")
    PaperFactory(item=item, title="Open")
    PaperFactory(item=reserved, title="Reserved")
    PaperFactory(item=reserved, title="Withheld", withheld="privacy")
    PaperFactory(item=AgendaItemFactory(meeting=meeting, withheld="x"), title="Elsewhere")
    going = meeting.items.filter(pk__in=[item.pk, reserved.pk])
    meeting.papers.stay_without(going)
    rows = meeting.papers.values_list("title", "withheld", "item__withheld")
    assert list(rows) == [
        ("Open", "", None),
        ("Reserved", "section 43", None),
        ("Withheld", "privacy", None),
        ("Elsewhere", "", "x"),
    ]


@pytest.fixture
def meeting() -> Meeting:
    """Five papers: open, before the second item, for members, withheld, before a reserved item."""
    meeting = MeetingFactory(panel=PanelFactory(code="CJ", name="Courts Panel"))
    reserved = AgendaItemFactory(meeting=meeting, number="1", withheld="section 35")
    item = AgendaItemFactory(meeting=meeting, number="7i", title="Sentencing")
    PaperFactory(meeting=meeting, title="Open", url="/open.pdf", media_type="application/pdf")
    PaperFactory(
        item=item,
        reference="CJ(3)2",
        title="On the item",
        purpose=Purpose.DECISION,
        url="https://example.org/item",
        file_name="item.docx",
    )
    PaperFactory(meeting=meeting, title="Ours", url="", is_restricted=True, manner=Manner.ORAL)
    PaperFactory(
        meeting=meeting, reference="CJ(3)4", title="Secret", url="/secret", withheld="section 43"
    )
    PaperFactory(item=reserved, reference="CJ(3)5", title="Reserved", url="/reserved")
    return meeting


def texts(papers: tuple[Paper, ...]) -> list[tuple[str, str, int | None, str, str]]:
    return [(one.reference, one.title, one.item, one.url, one.withheld) for one in papers]


PUBLIC = [
    ("", "Open", None, "/open.pdf", ""),
    ("CJ(3)4", "", None, "", "section 43"),
    ("CJ(3)5", "", 0, "", "section 35"),
    ("CJ(3)2", "On the item", 1, "https://example.org/item", ""),
]
WHOLE = [
    PUBLIC[0],
    ("", "Ours", None, "", ""),
    ("CJ(3)4", "Secret", None, "/secret", "section 43"),
    ("CJ(3)5", "Reserved", 0, "/reserved", "section 35"),
    PUBLIC[3],
]


@pytest.mark.parametrize("freeze", [publishing.publish_agenda, publishing.publish])
def test_public_and_members_are_each_given_their_list(meeting, freeze):
    freeze(meeting, on=DAY, by=None)
    listed = {each.audience: each for each in meeting.revisions.all()}
    assert texts(papers_in(listed["public"])) == PUBLIC
    assert texts(papers_in(listed["members"])) == WHOLE
    assert papers_in(listed["members"]) == papers_of(meeting)
    hidden = [paper.id for paper in papers_in(listed["public"]) if paper.withheld]
    assert hidden == [None, None]


def test_papers_that_all_may_read_are_listed_once():
    paper = PaperFactory()
    publishing.publish_agenda(paper.meeting, on=DAY, by=None)
    assert [each.audience for each in paper.meeting.revisions.all()] == ["public"]


@pytest.mark.parametrize("kept", [{"is_restricted": True}, {"withheld": "s. 43"}])
def test_paper_that_the_public_does_not_read_gives_members_a_list_of_their_own(kept):
    paper = PaperFactory(**kept)
    publishing.publish(paper.meeting, on=DAY, by=None)
    assert {each.audience for each in paper.meeting.revisions.all()} == {"members", "public"}


def test_what_others_read_of_a_paper_stays_as_it_was_issued(meeting):
    publishing.publish_agenda(meeting, on=DAY, by=None)
    PaperRow.objects.filter(title="Open").update(title="Changed", url="/changed")
    PaperRow.objects.filter(title="On the item").delete()
    public = publishing.current_revision(meeting, AnonymousUser())
    assert public is not None
    assert texts(papers_in(public)) == PUBLIC


# The page of the meeting


@pytest.fixture
def readers(meeting: Meeting) -> dict[str, Client]:
    member = MembershipFactory(panel=meeting.panel, person__user=UserFactory()).person.user
    secretary = PanelSecretaryFactory(panel=meeting.panel).user
    users = {"public": None, "member": member, "secretary": secretary}
    return {name: client_of(user) for name, user in users.items()}


def page(client: Client, meeting: Meeting) -> str:
    response = client.get(meeting.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def lines(html: str) -> list[str]:
    """The rows of the list of papers, with white space folded."""
    if 'id="papers"' not in html:
        return []
    section = html.partition('id="papers"')[2].partition("</ul>")[0]
    return [" ".join(row.partition("</li>")[0].split()) for row in section.split("<li>")[1:]]


LINES = [
    '<a href="/open.pdf" type="application/pdf">Open</a> <span class="note">PDF</span>',
    '<span class="number">CJ(3)2</span> <a href="https://example.org/item" rel="external">'
    'On the item</a> <span class="note">for decision, item 7i, DOCX</span>',
]


def test_page_lists_the_papers_that_the_viewer_may_read(meeting, readers):
    publishing.publish_agenda(meeting, on=DAY, by=None)
    PaperFactory(meeting=meeting, title="Since", url="/since")
    public = [
        LINES[0],
        '<span class="number">CJ(3)4</span> <span class="withheld">[withheld: section 43]</span>',
        '<span class="number">CJ(3)5</span> <span class="note">item 1</span> '
        '<span class="withheld">[withheld: section 35]</span>',
        LINES[1],
    ]
    members = [
        LINES[0],
        'Ours <span class="note">given orally</span> <span class="tag">for members only</span>',
        '<span class="number">CJ(3)4</span> <a href="/secret">Secret</a> '
        '<span class="withheld">[withheld from the public: section 43]</span>',
        '<span class="number">CJ(3)5</span> <a href="/reserved">Reserved</a> '
        '<span class="note">item 1</span> '
        '<span class="withheld">[withheld from the public: section 35]</span>',
        LINES[1],
    ]
    assert {name: lines(page(client, meeting)) for name, client in readers.items()} == {
        "public": public,
        "member": members,
        "secretary": [
            *members[:3],
            '<a href="/since">Since</a> <span class="note">late</span>',
            *members[3:],
        ],
    }
    address = meeting.revisions.get(audience="public").get_absolute_url()
    assert lines(readers["public"].get(address).content.decode()) == public


def test_page_of_withdrawn_minutes_lists_no_papers(meeting, readers):
    revision = publishing.publish(meeting, on=DAY, by=None)
    publishing.withdraw(revision, by=None, reason="Too early.")
    assert lines(page(readers["public"], meeting)) == []
    assert lines(page(readers["member"], meeting)) == []
    assert len(lines(page(readers["secretary"], meeting))) == 5


def test_page_says_that_the_minutes_are_attached(readers, meeting):
    PaperFactory(
        meeting=meeting, title="Minutes of March", purpose=Purpose.MINUTES, url="/march.odt"
    )
    publishing.publish_agenda(meeting, on=DAY, by=None)
    said = 'The minutes are attached as a paper: <a href="/march.odt">Minutes of March</a>.'
    html = page(readers["public"], meeting)
    assert said in html
    assert '<p class="notice"> Published 2 April 2024. </p>' in " ".join(html.split())
    listing = readers["public"].get("/panels/CJ/meetings/").content.decode()
    assert "Minutes as a paper, 2 April 2024" in listing
    publishing.publish(meeting, on=DAY, by=None)
    AgendaItemFactory(meeting=meeting)
    assert "<strong>Minutes</strong>, published" in page(readers["public"], meeting)


@pytest.mark.parametrize("reader", ["public", "member", "secretary"])
@pytest.mark.parametrize("is_issued", [True, False])
def test_page_asks_the_same_queries_for_one_paper_and_for_many(meeting, readers, reader, is_issued):
    addresses = [meeting.get_absolute_url(), "/api/v1/meetings/CJ/1/"]
    publishing.publish_agenda(meeting, on=DAY, by=None)
    few = [queries(readers[reader], address) for address in addresses]
    for _ in range(10):
        PaperFactory(item=AgendaItemFactory(meeting=meeting))
    if is_issued:
        publishing.publish_agenda(meeting, on=DAY, by=None)
    assert [queries(readers[reader], address) for address in addresses] == few


# The API


def test_api_gives_the_papers_of_a_meeting_and_of_a_revision(meeting, readers):
    publishing.publish(meeting, on=DAY, by=None)
    open_paper = {
        "reference": "",
        "title": "Open",
        "purpose": None,
        "manner": None,
        "item": None,
        "url": "http://testserver/open.pdf",
        "file_name": "",
        "media_type": "application/pdf",
        "is_restricted": False,
        "withheld": "",
        "version": None,
        "is_late": False,
    }
    of_item = open_paper | {
        "reference": "CJ(3)2",
        "title": "On the item",
        "purpose": "decision",
        "item": 1,
        "url": "https://example.org/item",
        "file_name": "item.docx",
        "media_type": "",
    }
    withheld = open_paper | {
        "reference": "CJ(3)4",
        "title": "",
        "url": None,
        "media_type": "",
        "withheld": "section 43",
    }
    reserved = withheld | {"reference": "CJ(3)5", "item": 0, "withheld": "section 35"}
    public = [open_paper, withheld, reserved, of_item]
    for address in ("meetings/CJ/1/", "revisions/CJ/1/minutes/1/"):
        assert readers["public"].get(f"/api/v1/{address}").json()["papers"] == public
        papers = readers["member"].get(f"/api/v1/{address}").json()["papers"]
        assert [(paper["title"], paper["is_restricted"]) for paper in papers] == [
            ("Open", False),
            ("Ours", True),
            ("Secret", False),
            ("Reserved", False),
            ("On the item", False),
        ]


# Their order


@pytest.fixture
def shuffled() -> Meeting:
    """A meeting of two items, whose papers were given from its end to its beginning."""
    meeting = MeetingFactory(panel=PanelFactory(code="RW"))
    items = [AgendaItemFactory(meeting=meeting, title=title) for title in ("Levels", "Locks")]
    for item, title in ((1, "Gates"), (0, "Gauges"), (None, "Rules"), (1, "Keys"), (None, "Map")):
        before = items[item] if item is not None else None
        PaperFactory(meeting=meeting, item=before, title=title)
    return meeting


def test_papers_stand_as_the_agenda_goes_wherever_they_are_listed(shuffled):
    order = ["Rules", "Map", "Gauges", "Gates", "Keys"]
    assert [paper.title for paper in papers_of(shuffled)] == order
    publishing.publish_agenda(shuffled, on=DAY, by=None)
    assert [paper.title for paper in papers_in(shuffled.revisions.get())] == order


def test_paper_moves_up_among_those_of_its_item(shuffled):
    for title in ("Keys", "Gauges", "Map", "Map"):
        shuffled.papers.get(title=title).move_up()
    order = ["Map", "Rules", "Gauges", "Keys", "Gates"]
    assert [paper.title for paper in papers_of(shuffled)] == order
