"""Recording what a published page attaches: papers, and a meeting whose minutes are one."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from meetings.minutes import publishing, reading
from meetings.minutes.document import Minutes, MinutesError, Purpose
from meetings.minutes.papers import papers_in, papers_of
from meetings.minutes.recorded import Outcome
from meetings.minutes.recording import record
from meetings.models import AgendaItem, Meeting, Paper, Revision, Source
from tests.factories import (
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PaperFactory,
)

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()
PUBLISHED_ON = datetime.date(2024, 2, 2)
FRONT = """---
title: River Watch Panel - minutes of 10 January 2024
permalink: /library/river-watch-january
created: 2/2/2024
resources:
    - filename: Agenda.pdf
      url: /files/agenda.pdf
      mimetype: application/pdf
    - filename: RW(4)2 Minutes.docx
      url: https://example.org/minutes 4.docx
---
"""
ATTACHED = FRONT + "<p>The minutes are below.</p>"
BODY = """
<p>Present:</p>
<p>Ada Ferris</p>
<p><strong>1. Welcome</strong></p>
<p>The chair welcomed everybody.</p>
"""


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="River Watch Panel")


@pytest.fixture
def put(panel):
    def put(text: str, publish_on: datetime.date | None = PUBLISHED_ON, **options: Any) -> Any:
        return record(
            reading.read(text.encode()),
            panel=panel,
            name="page.md",
            data=text.encode(),
            today=datetime.date(2024, 6, 1),
            publish_on=publish_on,
            **options,
        )

    return put


def rows() -> list[tuple[str, str, str, str]]:
    return list(Paper.objects.values_list("reference", "title", "purpose", "url"))


TWO = [
    ("", "Agenda", "agenda", "/files/agenda.pdf"),
    ("RW(4)2", "Minutes", "minutes", "https://example.org/minutes%204.docx"),
]


def test_meeting_whose_minutes_are_attached_is_known_and_has_no_minutes(put):
    recorded = put(ATTACHED)
    assert (recorded.outcome, recorded.papers, recorded.unread) == (Outcome.CREATED, 2, 1)
    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.title) == (
        datetime.date(2024, 1, 10),
        "River Watch Panel - minutes of 10 January 2024",
    )
    assert rows() == TWO
    assert (meeting.published_on, meeting.stage) == (None, "minuted")
    revision = Revision.objects.get()
    assert (revision.kind, revision.audience, revision.issued_on, revision.published_where) == (
        Revision.Kind.AGENDA,
        Revision.Audience.PUBLIC,
        PUBLISHED_ON,
        "/library/river-watch-january",
    )
    assert revision.attaches_minutes
    assert publishing.current_revision(meeting, PUBLIC) == revision
    assert [paper.purpose for paper in papers_in(revision)] == [Purpose.AGENDA, Purpose.MINUTES]
    assert Source.objects.get().passages.get().text == "The minutes are below."


def test_same_page_again_changes_nothing(put):
    put(ATTACHED)
    assert put(ATTACHED).outcome is Outcome.SAME
    assert put(ATTACHED + "<p>One more line.</p>").outcome is Outcome.SAME
    assert rows() == TWO
    assert Revision.objects.count() == 1


def test_page_as_a_draft_is_seen_by_nobody(put):
    recorded = put(ATTACHED, publish_on=None)
    assert (recorded.outcome, recorded.revision) == (Outcome.CREATED, None)
    assert rows() == TWO
    assert not Meeting.objects.visible_to(PUBLIC).exists()
    assert not Paper.objects.visible_to(PUBLIC).exists()


def test_the_minutes_themselves_are_recorded_onto_the_meeting_and_keep_its_papers(put):
    meeting = put(ATTACHED).meeting
    minutes = "# River Watch Panel - 10 January 2024\n\n**Present**\n\nAda Ferris\n"
    recorded = put(minutes)
    assert (recorded.outcome, recorded.meeting) == (Outcome.CREATED, meeting)
    assert rows() == TWO
    revision = recorded.revision
    assert publishing.current_revision(meeting, PUBLIC) == revision
    assert revision.kind == Revision.Kind.MINUTES
    assert papers_in(revision) == papers_of(meeting)
    assert len(papers_in(revision)) == 2


def test_page_that_attaches_minutes_publishes_nothing_that_is_being_prepared(panel, put):
    meeting = MeetingFactory(
        panel=panel, held_on=datetime.date(2024, 1, 10), title="Fourth", venue="Weir House"
    )
    item = AgendaItemFactory(meeting=meeting, title="Not yet public")
    EntryFactory(item=item)
    PaperFactory(item=item, url="/prepared")
    recorded = put(ATTACHED)
    assert (recorded.outcome, recorded.meeting) == (Outcome.CREATED, meeting)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.venue) == ("Fourth", "Weir House")
    assert rows()[1:] == TWO
    [revision] = meeting.revisions.all()
    assert publishing.document_of(revision) == Minutes(
        held_on=datetime.date(2024, 1, 10),
        panel="River Watch Panel",
        title="River Watch Panel - minutes of 10 January 2024",
    )
    assert [paper.title for paper in papers_in(revision)] == ["Agenda", "Minutes"]


def test_papers_of_a_page_are_added_to_the_agenda_that_each_reads(panel, put):
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 1, 10))
    PaperFactory(item=AgendaItemFactory(meeting=meeting, title="Levels"), title="On levels")
    publishing.publish_agenda(meeting, on=PUBLISHED_ON, by=None)
    AgendaItemFactory(meeting=meeting, title="Sluices")
    publishing.circulate_agenda(meeting, on=PUBLISHED_ON, by=None)
    AgendaItemFactory(meeting=meeting, title="Not yet circulated")
    put(ATTACHED)
    read = {
        revision.audience: (
            [item.title for item in publishing.document_of(revision).items],
            [(paper.title, paper.item) for paper in papers_in(revision)],
        )
        for revision in meeting.revisions.filter(number=3)
    }
    papers = [("On levels", 0), ("Agenda", None), ("Minutes", None)]
    assert read == {"public": (["Levels"], papers), "members": (["Levels", "Sluices"], papers)}


def test_paper_that_was_restricted_stays_so_when_a_page_names_it(panel, put):
    meeting = put(ATTACHED, publish_on=None).meeting
    Paper.objects.filter(title="Agenda").update(is_restricted=True)
    more = ATTACHED.replace("resources:", "resources:\n    - filename: Map\n      url: /map")
    put(more)
    read = {
        revision.audience: [paper.title for paper in papers_in(revision)]
        for revision in meeting.revisions.all()
    }
    assert read == {"public": ["Minutes", "Map"], "members": ["Agenda", "Minutes", "Map"]}


def test_page_of_minutes_gives_its_attachments_as_papers(put):
    recorded = put(FRONT + BODY)
    assert recorded.papers == 2
    assert rows() == TWO
    assert recorded.revision.kind == Revision.Kind.MINUTES
    assert papers_in(recorded.revision) == papers_of(recorded.meeting)
    assert not recorded.revision.attaches_minutes


def test_papers_of_published_minutes_are_added_by_publishing_again(put):
    meeting = put(f"---\ntitle: RW - 10 January 2024\npermalink: /a\n---{BODY}").meeting
    recorded = put(ATTACHED)
    assert (recorded.outcome, recorded.differences) == (
        Outcome.DIFFERS,
        ["+paper: Agenda.pdf", "+paper: RW(4)2 Minutes.docx"],
    )
    assert rows() == []
    with pytest.raises(MinutesError, match="--published"):
        put(ATTACHED, publish_on=None, replace_minutes=True)
    recorded = put(ATTACHED, replace_minutes=True)
    assert (recorded.outcome, recorded.papers) == (Outcome.REPLACED, 2)
    assert (recorded.revision.number, recorded.revision.reason) == (
        2,
        "Recorded again from page.md.",
    )
    first, second = (
        publishing.document_of(meeting.revisions.get(number=number)) for number in (1, 2)
    )
    assert first == second
    assert len(papers_in(recorded.revision)) == 2


def test_minutes_that_say_the_same_with_a_new_paper_differ(put):
    put(FRONT + BODY)
    longer = FRONT.replace("resources:", "resources:\n    - filename: Map.pdf\n      url: /map.pdf")
    assert put(longer + BODY).differences == ["+paper: Map.pdf"]
    assert put(longer + BODY, replace_minutes=True).papers == 1
    assert [title for _, title, _, _ in rows()] == ["Agenda", "Minutes", "Map"]


def test_file_named_twice_is_one_paper(put):
    put(ATTACHED.replace("https://example.org/minutes 4.docx", "/files/agenda.pdf"))
    assert [url for _, _, _, url in rows()] == ["/files/agenda.pdf"]


def test_paper_at_an_address_that_nobody_should_follow_has_no_link(put):
    recorded = put(ATTACHED.replace("/files/agenda.pdf", "javascript:alert(1)"))
    assert [(title, url) for _, title, _, url in rows()] == [
        ("Agenda", ""),
        ("Minutes", TWO[1][3]),
    ]
    assert [doubt.passage for doubt in recorded.doubts] == ["Agenda.pdf javascript:alert(1)"]
    assert put(ATTACHED.replace("/files/agenda.pdf", "javascript:alert(1)")).papers == 0


def test_paper_of_an_item_that_goes_stays_with_the_meeting(panel, put):
    """Recording again takes an item away; what stood before it is kept."""
    meeting = put(FRONT + BODY).meeting
    Paper.objects.filter(title="Agenda").update(item=AgendaItem.objects.get())
    put((FRONT + BODY).replace("Welcome", "Opening"), replace_minutes=True)
    assert [item.title for item in meeting.items.all()] == ["Opening"]
    assert rows() == TWO
    assert not Paper.objects.exclude(item=None).exists()
