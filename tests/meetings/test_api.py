import datetime

import pytest

from meetings.minutes import publishing
from meetings.minutes.document import Presence, Role, Status
from meetings.models import Entry
from panel.models import Person
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    OwnerFactory,
    PanelFactory,
    PersonFactory,
    ReviewEntryFactory,
    ReviewFactory,
    WithdrawalFactory,
)
from tests.viewers import client_of, queries, results, viewers

API = "http://testserver/api/v1"
pytestmark = pytest.mark.django_db

PUBLISHED, DRAFTED, PLANNED, WITHDRAWN = 1, 2, 3, 4
WORDS = {
    "open", "withheld", "reserved", "name", "drafted", "edited", "planned", "withdrawn", "joining",
}  # fmt: skip
WHOLE = {"open", "withheld", "reserved", "name"}


def word(word):
    """A word that stands nowhere else."""
    return f"canary-{word}-canary"


@pytest.fixture
def meetings(db):
    """Published, drafted and edited since, planned, and withdrawn; each says what is whose."""
    panel = PanelFactory(code="CJ", name="Courts Panel")
    day = datetime.date(2024, 4, 2)
    published, drafted, planned, withdrawn = (
        MeetingFactory(panel=panel, held_on=held_on, joining_details=word("joining"))
        for held_on in (
            datetime.date(2024, 3, 12),
            datetime.date(2024, 5, 14),
            datetime.date(2024, 7, 9),
            datetime.date(2024, 1, 9),
        )
    )
    EntryFactory(meeting=published, text=word("open"))
    EntryFactory(meeting=published, text=word("withheld"), withheld="personal data")
    reserved = AgendaItemFactory(meeting=published, withheld="section 43")
    EntryFactory(item=reserved, text=word("reserved"))
    AttendanceFactory(meeting=published, name=word("name"), withheld="at his request")
    publishing.publish(published, on=day, by=None)
    entry = EntryFactory(meeting=drafted, text=word("drafted"))
    publishing.circulate_draft(drafted, on=day, by=None)
    Entry.objects.filter(pk=entry.pk).update(text=word("edited"))
    EntryFactory(meeting=planned, text=word("planned"))
    EntryFactory(meeting=withdrawn, text=word("withdrawn"))
    revision = publishing.publish(withdrawn, on=day, by=None)
    WithdrawalFactory(
        revision=revision,
        withdrawn_at=datetime.datetime(2024, 4, 5, 9, 30, tzinfo=datetime.UTC),
        reason="Published too early.",
    )
    return {meeting.number: meeting for meeting in (published, drafted, planned, withdrawn)}


def read(client, address):
    """The words that an address gives away, or its status where it gives no answer."""
    response = client.get(f"/api/v1/{address}")
    said = {each for each in WORDS if word(each) in response.content.decode()}
    if response.status_code == 200:
        return said
    assert said == set()
    return response.status_code


PUBLIC = {PUBLISHED: {"open"}, DRAFTED: 404, PLANNED: 404, WITHDRAWN: set()}
INVITED = PUBLIC | {DRAFTED: {"drafted"}}
MEMBER = INVITED | {PUBLISHED: WHOLE}
SECRETARY = {
    PUBLISHED: WHOLE,
    DRAFTED: {"edited"},
    PLANNED: {"planned"},
    WITHDRAWN: {"withdrawn"},
}


@pytest.mark.parametrize(
    ("viewer", "reads"),
    {
        "public": PUBLIC,
        "invited": INVITED,
        "member": MEMBER,
        "secretary": SECRETARY,
        "other secretary": PUBLIC,
        "administrator": SECRETARY,
    }.items(),
)
def test_who_reads_what_of_a_meeting(meetings, viewer, reads):
    client = viewers(meetings[DRAFTED])[viewer]
    assert {number: read(client, f"meetings/CJ/{number}/") for number in meetings} == reads
    listed = results(client, "/api/v1/meetings/")
    assert {row["number"] for row in listed} == {n for n, said in reads.items() if said != 404}
    assert read(client, "meetings/") == set()


PUBLIC_REVISIONS = {"1/minutes/1/": {"open"}, "2/draft/1/": 404, "4/minutes/1/": 410}
INVITED_REVISIONS = PUBLIC_REVISIONS | {"2/draft/1/": {"drafted"}}
MEMBER_REVISIONS = INVITED_REVISIONS | {"1/minutes/1/": WHOLE}
SECRETARY_REVISIONS = MEMBER_REVISIONS | {"4/minutes/1/": {"withdrawn"}}


@pytest.mark.parametrize(
    ("viewer", "reads"),
    {
        "public": PUBLIC_REVISIONS,
        "invited": INVITED_REVISIONS,
        "member": MEMBER_REVISIONS,
        "secretary": SECRETARY_REVISIONS,
        "other secretary": PUBLIC_REVISIONS,
        "administrator": SECRETARY_REVISIONS,
    }.items(),
)
def test_who_reads_what_of_a_revision(meetings, viewer, reads):
    client = viewers(meetings[DRAFTED])[viewer]
    assert {address: read(client, f"revisions/CJ/{address}") for address in reads} == reads
    listed = results(client, "/api/v1/revisions/")
    assert [row["url"] for row in listed] == [
        f"{API}/revisions/CJ/{address}" for address, said in sorted(reads.items(), reverse=True)
        if said != 404
    ]  # fmt: skip
    assert read(client, "revisions/") == set()


def test_withdrawn_revision_says_that_when_and_why_and_nothing_more(client, meetings):
    withdrawal = {
        "withdrawn_at": "2024-04-05T10:30:00+01:00",
        "reason": "Published too early.",
    }
    assert client.get("/api/v1/revisions/CJ/4/minutes/1/").json() == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "This was withdrawn.",
        **withdrawal,
    }
    row = {
        "meeting": {
            "reference": "CJ/4",
            "held_on": "2024-01-09",
            "url": f"{API}/meetings/CJ/4/",
        },
        "kind": "minutes",
        "number": 1,
        "audience": None,
        "issued_on": None,
        "frozen_at": None,
        "published_where": None,
        "reason": None,
        "is_draft": None,
        "withdrawal": withdrawal,
        "url": f"{API}/revisions/CJ/4/minutes/1/",
    }
    assert results(client, "/api/v1/revisions/?meeting=4") == [row]
    assert results(client, "/api/v1/revisions/?meeting=4&issued_from=2024-01-01") == []
    assert results(client, "/api/v1/revisions/?meeting=4&issued_until=2024-12-31") == []


def test_member_and_public_are_given_the_same_number_each_once(meetings):
    seen = viewers(meetings[DRAFTED])
    asked = "/api/v1/revisions/?meeting=1"
    assert [row["audience"] for row in results(seen["public"], asked)] == ["public"]
    assert [row["audience"] for row in results(seen["member"], asked)] == ["members"]


def test_meeting_whole(client):
    panel = PanelFactory(code="CJ", name="Courts Panel")
    earlier = MeetingFactory(panel=panel, held_on=datetime.date(2023, 12, 5))
    meeting = MeetingFactory(
        panel=panel,
        title="Second meeting",
        starts_at=datetime.time(10, 30),
        venue="Room 4",
    )
    chair = AttendanceFactory(
        meeting=meeting,
        name="Ann Lee",
        honorific="Dr",
        organisation_name="Legal Trust",
        role=Role.CHAIR,
    )
    AttendanceFactory(
        meeting=meeting, name="Bob Ray", presence=Presence.APOLOGIES, withheld="at his request"
    )
    item = AgendaItemFactory(meeting=meeting, number="1", title="Welcome")
    EntryFactory(item=item, text="Ann welcomed *all*.", kind=Entry.Kind.BULLET)
    action = ActionFactory(entry=ActionEntryFactory(item=item), text="Ann to write.", due="in May")
    OwnerFactory(action=action, name="Ann", person=chair.person)
    known = ActionFactory(entry=ActionEntryFactory(meeting=earlier), text="Bob to read.")
    entry = ReviewEntryFactory(item=item)
    ReviewFactory(entry=entry, action=known, number="1", owners=["Bob"], status=Status.COMPLETE)
    EntryFactory(item=item, parent=entry, text="Complete. *Done.*", kind=Entry.Kind.BULLET)
    publishing.publish(meeting, on=datetime.date(2024, 4, 2), by=None)
    attendee = {
        "name": "Ann Lee",
        "honorific": "Dr",
        "organisation": "Legal Trust",
        "description": "",
        "role": "chair",
        "deputy_for": "",
        "note": None,
        "presence": "present",
        "heading": "",
        "position": 0,
        "withheld": "",
        "url": f"{API}/people/{chair.person_id}/",
    }
    point = {
        "point": "Ann welcomed *all*.",
        "kind": "bullet",
        "depth": 0,
        "is_advice": False,
        "is_for_later": False,
        "withheld": "",
    }
    assert client.get("/api/v1/meetings/CJ/2/").json() == {
        "reference": "CJ/2",
        "panel": {"code": "CJ", "name": "Courts Panel", "url": f"{API}/panels/CJ/"},
        "number": 2,
        "held_on": "2024-03-12",
        "date_words": "",
        "cancelled_at": None,
        "published_on": "2024-04-02",
        "url": f"{API}/meetings/CJ/2/",
        "revisions": f"{API}/revisions/?panel=CJ&meeting=2",
        "revision": {
            "kind": "minutes",
            "number": 1,
            "issued_on": "2024-04-02",
            "url": f"{API}/revisions/CJ/2/minutes/1/",
        },
        "papers": [],
        "minutes": {
            "panel": "Courts Panel",
            "title": "Second meeting",
            "date": "2024-03-12",
            "starts_at": "10:30:00",
            "ends_at": None,
            "venue": "Room 4",
            "attendees": [attendee],
            "apologies": [
                attendee
                | {
                    "name": "",
                    "honorific": None,
                    "organisation": None,
                    "role": None,
                    "presence": "apologies",
                    "position": 1,
                    "withheld": "at his request",
                    "url": None,
                }
            ],
            "before": [],
            "items": [
                {
                    "number": "1",
                    "title": "Welcome",
                    "presenters": "",
                    "allotted": None,
                    "withheld": "",
                    "content": [point, {"raised": 0}, {"reviewed": 0}],
                }
            ],
            "after": [],
            "actions_reviewed": [
                {
                    "item": 0,
                    "number": "1",
                    "text": "Bob to read.",
                    "owners": ["Bob"],
                    "due": None,
                    "status": "complete",
                    "progress": ["Complete. Done."],
                    "narrative": [point | {"point": "Complete. *Done.*"}],
                    "reference": "CJ-2",
                    "withheld": "",
                    "url": f"{API}/actions/CJ/2/",
                }
            ],
            "actions_raised": [
                {
                    "item": 0,
                    "number": None,
                    "text": "Ann to write.",
                    "owners": ["Ann"],
                    "due": "in May",
                    "reference": "CJ-1",
                    "withheld": "",
                    "url": f"{API}/actions/CJ/1/",
                }
            ],
        },
    }


def test_meetings_filtered_and_ordered(client, meetings):
    ann = PersonFactory()
    twin = PersonFactory(same_as=ann)
    AttendanceFactory(meeting=meetings[PUBLISHED], person=twin)
    AttendanceFactory(meeting=meetings[DRAFTED], person=ann)
    other = MeetingFactory(panel__code="ZZ", held_on=datetime.date(2024, 2, 1))
    publishing.publish(other, on=datetime.date(2024, 5, 1), by=None)

    def found(query=""):
        return [row["reference"] for row in results(client, f"/api/v1/meetings/{query}")]

    assert found("?ordering=held_on") == ["CJ/4", "ZZ/1", "CJ/1"]
    assert found("?ordering=-held_on") == ["CJ/1", "ZZ/1", "CJ/4"]
    assert found("?ordering=published_on") == ["CJ/1", "ZZ/1", "CJ/4"]
    assert found("?panel=CJ") == ["CJ/1", "CJ/4"]
    assert found("?held_from=2024-02-01&panel=CJ") == ["CJ/1"]
    assert found("?held_until=2024-01-09") == ["CJ/4"]
    assert found(f"?person={ann.pk}") == ["CJ/1"]


def test_revisions_filtered(client, meetings):
    publishing.publish_agenda(meetings[PLANNED], on=datetime.date(2024, 6, 1), by=None)

    def found(query=""):
        rows = results(client, f"/api/v1/revisions/{query}")
        return [(row["meeting"]["reference"], row["kind"]) for row in rows]

    assert found() == [("CJ/4", "minutes"), ("CJ/3", "agenda"), ("CJ/1", "minutes")]
    assert found("?kind=agenda") == [("CJ/3", "agenda")]
    assert found("?panel=ZZ") == []
    assert found("?issued_from=2024-04-03") == [("CJ/3", "agenda")]
    assert found("?issued_until=2024-04-02") == [("CJ/1", "minutes")]


def test_agenda_is_read_as_it_was_published(client, meetings):
    item = AgendaItemFactory(meeting=meetings[PLANNED], number="1", title="Budget")
    publishing.publish_agenda(meetings[PLANNED], on=datetime.date(2024, 6, 1), by=None)
    item.title = "Scandal"
    item.save()
    meeting = client.get("/api/v1/meetings/CJ/3/").json()
    assert meeting["revision"]["kind"] == "agenda"
    assert meeting["minutes"]["items"] == [
        {
            "number": "1",
            "title": "Budget",
            "presenters": "",
            "allotted": None,
            "withheld": "",
            "content": [],
        }
    ]


def test_lists_take_as_many_queries_for_one_row_as_for_many(meetings):
    for address in ("meetings", "revisions"):
        for name, client in viewers(meetings[DRAFTED]).items():
            few = queries(client, f"/api/v1/{address}/?panel=CJ")
            for _ in range(2):
                meeting = MeetingFactory(panel=meetings[PUBLISHED].panel)
                EntryFactory(meeting=meeting)
                publishing.publish(meeting, on=datetime.date(2024, 4, 2), by=None)
            assert (name, queries(client, f"/api/v1/{address}/?panel=CJ")) == (name, few)
            assert few <= 5


def test_meeting_takes_as_many_queries_for_few_entries_as_for_many(meetings):
    def fill(count):
        meeting = MeetingFactory(panel=meetings[PUBLISHED].panel)
        for _ in range(count):
            item = AgendaItemFactory(meeting=meeting)
            OwnerFactory(action=ActionFactory(entry=ActionEntryFactory(item=item)))
            entry = ReviewEntryFactory(item=item)
            ReviewFactory(entry=entry, action=ActionFactory(entry=None, panel=meeting.panel))
            EntryFactory(item=item, parent=entry)
            AttendanceFactory(meeting=meeting)
        return meeting

    secretary = viewers(meetings[DRAFTED])["secretary"]
    addresses = [f"/api/v1/meetings/CJ/{fill(count).number}/" for count in (1, 4)]
    few, many = (queries(secretary, address) for address in addresses)
    assert few == many
    for meeting in meetings[PUBLISHED].panel.meetings.filter(number__gt=WITHDRAWN):
        publishing.publish(meeting, on=datetime.date(2024, 4, 2), by=None)
    few, many = (queries(client_of(None), address) for address in addresses)
    assert few == many


def test_people_named_in_a_draft_alone_are_not_found(client, meetings):
    AttendanceFactory(meeting=meetings[DRAFTED], person__name=word("drafted"))
    person = Person.objects.get(name=word("drafted"))
    assert read(client, "people/") == set()
    assert read(client, f"people/{person.pk}/") == 404
