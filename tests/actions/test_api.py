import datetime

import pytest
from django.utils import timezone

from actions.models import Action, Status
from meetings.minutes import publishing
from meetings.models import Entry
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    OwnerFactory,
    PanelFactory,
    PersonFactory,
    ReviewEntryFactory,
    ReviewFactory,
)
from tests.viewers import queries, results, viewers

API = "http://testserver/api/v1"
Read = tuple[str, str, str, list[str], list[str]]
PUBLISHED_ON = datetime.date(2024, 8, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(db):
    return PanelFactory(code="CJ", name="Courts Panel")


@pytest.fixture
def march(panel):
    return MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12))


@pytest.fixture
def may(panel):
    return MeetingFactory(panel=panel, held_on=datetime.date(2024, 5, 14))


def raised(meeting, text="Ann to write.", item=None, **action):
    entry = ActionEntryFactory(meeting=meeting, item=item)
    return ActionFactory(entry=entry, text=text, **action)


def reviewed(action, meeting, withheld="", **review):
    entry = ReviewEntryFactory(meeting=meeting, withheld=withheld)
    return ReviewFactory(action=action, entry=entry, **review)


def publish(*meetings):
    for meeting in meetings:
        publishing.publish(meeting, on=PUBLISHED_ON, by=None)


def test_action_whole(client, panel, march, may):
    item = AgendaItemFactory(meeting=march, number="3", title="Data")
    origin = raised(march, "Ann to begin.", item=item, number="1")
    action = raised(
        march,
        "Ann and the Trust to write.",
        item=item,
        number="2",
        due="by 30 April",
        due_on=datetime.date(2024, 4, 30),
        repeat_of=origin,
    )
    ann = MembershipFactory(panel=panel, person__name="Ann Lee").person
    trust = OrganisationFactory(name="Trust")
    OwnerFactory(action=action, position=0, name="Ann", person=ann)
    OwnerFactory(action=action, position=1, name="the Trust", organisation=trust)
    review = reviewed(
        origin,
        may,
        number="1",
        series="Actions from March:",
        owners=["Ann"],
        due="by 30 April",
        status_phrase="Partially complete",
        status=Status.PARTIALLY_COMPLETE,
    )
    EntryFactory(
        meeting=may, parent=review.entry, text="Partially *complete*.", kind=Entry.Kind.BULLET
    )
    EntryFactory(
        meeting=may, parent=review.entry, text="Ann was ill.", withheld="personal data", depth=1
    )
    publish(march, may)
    of_panel = {"code": "CJ", "name": "Courts Panel", "url": f"{API}/panels/CJ/"}
    at_march = {
        "meeting": {
            "reference": "CJ/1",
            "held_on": "2024-03-12",
            "url": f"{API}/meetings/CJ/1/",
        },
        "item": {"number": "3", "title": "Data"},
    }
    rows = [
        {
            "reference": "CJ-2",
            "panel": of_panel,
            "text": "Ann and the Trust to write.",
            "owners": [
                {
                    "name": "Ann",
                    "person": {
                        "id": ann.pk,
                        "name": "Ann Lee",
                        "url": f"{API}/people/{ann.pk}/",
                    },
                    "organisation": None,
                    "body": "",
                },
                {
                    "name": "the Trust",
                    "person": None,
                    "organisation": {
                        "id": trust.pk,
                        "name": "Trust",
                        "url": f"{API}/organisations/{trust.pk}/",
                    },
                    "body": "",
                },
            ],
            "due": "by 30 April",
            "due_on": "2024-04-30",
            "status": "partially_complete",
            "raised_at": at_march | {"number": "2"},
            "repeat_of": {"reference": "CJ-1", "url": f"{API}/actions/CJ/1/"},
            "withdrawn_on": None,
            "lapsed_on": None,
            "lapse_reason": None,
            "reviews": [],
            "url": f"{API}/actions/CJ/2/",
        },
        {
            "reference": "CJ-1",
            "panel": of_panel,
            "text": "Ann to begin.",
            "owners": [],
            "due": "",
            "due_on": None,
            "status": "partially_complete",
            "raised_at": at_march | {"number": "1"},
            "repeat_of": None,
            "withdrawn_on": None,
            "lapsed_on": None,
            "lapse_reason": None,
            "reviews": [
                {
                    "meeting": {
                        "reference": "CJ/2",
                        "held_on": "2024-05-14",
                        "url": f"{API}/meetings/CJ/2/",
                    },
                    "item": None,
                    "number": "1",
                    "series": "Actions from March:",
                    "text": "Ann to begin.",
                    "owners": ["Ann"],
                    "due": "by 30 April",
                    "status_phrase": "Partially complete",
                    "status": "partially_complete",
                    "narrative": [
                        {
                            "point": "Partially *complete*.",
                            "kind": "bullet",
                            "depth": 0,
                            "is_advice": False,
                            "is_for_later": False,
                            "withheld": "",
                        },
                        {
                            "point": "",
                            "kind": "paragraph",
                            "depth": 1,
                            "is_advice": False,
                            "is_for_later": False,
                            "withheld": "personal data",
                        },
                    ],
                }
            ],
            "url": f"{API}/actions/CJ/1/",
        },
    ]
    assert results(client, "/api/v1/actions/") == rows
    assert [client.get(f"/api/v1/actions/CJ/{n}/").json() for n in (2, 1)] == rows


@pytest.fixture
def seen(panel, march, may):
    """A client for each kind of viewer, and actions that each know differently.

    1 was raised openly and closed in a draft, 2 was raised in a draft, 3 was raised under
    reserved business and reviewed since, 4 was raised in a draft and reviewed in public.
    """
    june = MeetingFactory(panel=panel, held_on=datetime.date(2024, 6, 11))
    first = raised(march, "Open.", due="soon")
    OwnerFactory(action=first, name="Ann")
    reviewed(first, june, text="Open, reworded.", status=Status.COMPLETE)
    raised(june, "In a draft.")
    reserved = AgendaItemFactory(meeting=march, withheld="section 43")
    third = raised(march, "Reserved.", item=reserved)
    reviewed(third, may, text="Reserved.", status=Status.NOT_TAKEN_FORWARD)
    fourth = raised(june, "As a draft has it.", due="as a draft has it", number="9")
    OwnerFactory(action=fourth, name="Named in a draft")
    OwnerFactory(action=fourth, name="Bob")
    reviewed(fourth, may, text="As published.", due="in May", owners=["Bob"])
    publish(march, may)
    return viewers(june)


OPENLY: dict[int, Read] = {1: ("Open.", "soon", "not_complete", ["Ann"], [])}
BY_REVIEW: dict[int, Read] = {
    4: ("As published.", "in May", "not_complete", ["Bob"], ["As published."])
}
RESERVED: dict[int, Read] = {3: ("Reserved.", "", "not_complete", [], ["Reserved."])}
KEPT: dict[int, Read] = {
    1: ("Open.", "soon", "complete", ["Ann"], ["Open, reworded."]),
    2: ("In a draft.", "", "not_complete", [], []),
    3: ("Reserved.", "", "not_taken_forward", [], ["Reserved."]),
    4: ("As a draft has it.", "as a draft has it", "not_complete", ["Named in a draft", "Bob"],
        ["As published."]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("viewer", "reads"),
    {
        "public": OPENLY | BY_REVIEW,
        "invited": OPENLY | BY_REVIEW,
        "member": OPENLY | BY_REVIEW | RESERVED,
        "secretary": KEPT,
        "other secretary": OPENLY | BY_REVIEW,
        "administrator": KEPT,
    }.items(),
)
def test_who_reads_what_of_an_action(seen, viewer, reads):
    rows = results(seen[viewer], "/api/v1/actions/?panel=CJ")
    assert {
        int(row["reference"].removeprefix("CJ-")): (
            row["text"],
            row["due"],
            row["status"],
            [owner["name"] for owner in row["owners"]],
            [review["text"] for review in row["reviews"]],
        )
        for row in rows
    } == reads
    for serial in KEPT:
        response = seen[viewer].get(f"/api/v1/actions/CJ/{serial}/")
        if serial in reads:
            assert response.json() in rows
        else:
            assert (response.status_code, response.json()["title"]) == (404, "Not Found")


@pytest.mark.parametrize("viewer", ["public", "invited", "member", "other secretary"])
def test_no_filter_finds_what_the_viewer_may_not_see(seen, viewer):
    for query in (
        "status=complete",
        "status=not_taken_forward",
        "words=draft",
        "due_from=2000-01-01",
    ):
        assert results(seen[viewer], f"/api/v1/actions/?panel=CJ&{query}") == []


def test_origin_that_is_not_read_is_not_told(seen):
    action = seen["public"].get("/api/v1/actions/CJ/4/").json()
    assert (action["raised_at"], action["due_on"]) == (None, None)
    assert seen["secretary"].get("/api/v1/actions/CJ/4/").json()["raised_at"]["number"] == "9"


@pytest.mark.parametrize("viewer", ["public", "invited", "member"])
def test_overdue_is_unknown_but_to_secretaries(seen, viewer):
    response = seen[viewer].get("/api/v1/actions/?overdue=true")
    assert (response.status_code, response.json()["detail"], response.json()["known"]) == (
        400,
        "Unknown parameter: overdue.",
        ["due_from", "due_until", "ordering", "organisation", "owner", "page", "page_size", "panel",
         "status", "words"],
    )  # fmt: skip


def test_overdue_finds_those_of_kept_panels(panel, march):
    today = timezone.localdate()
    raised(march, due_on=today - datetime.timedelta(days=1))
    raised(march, due_on=today)
    publish(march)
    seen = viewers(march)
    for viewer, found in {"secretary": ["CJ-1"], "other secretary": []}.items():
        rows = results(seen[viewer], "/api/v1/actions/?overdue=true")
        assert [row["reference"] for row in rows] == found


def test_lapse_is_told_to_secretaries_alone(panel, march):
    action = raised(march)
    publish(march)
    action.lapse(
        on=datetime.date(2024, 9, 1), reason="Overtaken.", by=None, today=datetime.date(2024, 9, 1)
    )
    told = {
        viewer: tuple(
            client.get("/api/v1/actions/CJ/1/").json()[name]
            for name in ("status", "lapsed_on", "lapse_reason")
        )
        for viewer, client in viewers(march).items()
    }
    public, kept = ("not_complete", None, None), ("lapsed", "2024-09-01", "Overtaken.")
    assert told == {
        "public": public,
        "member": public,
        "invited": public,
        "secretary": kept,
        "other secretary": public,
        "administrator": kept,
    }


def test_action_joined_to_another_leads_there_for_good(client, panel, march):
    twin = ActionFactory(panel=panel, entry=None)
    twin.join(raised(march))
    assert client.get("/api/v1/actions/CJ/1/").status_code == 404
    publish(march)
    response = client.get("/api/v1/actions/CJ/1/")
    assert (response.status_code, response["Location"]) == (301, f"{API}/actions/CJ/2/")
    assert [row["reference"] for row in results(client, "/api/v1/actions/")] == ["CJ-2"]


def test_action_withdrawn_once_published_says_that_alone(panel, march):
    raised(march)
    raised(MeetingFactory(panel=panel))
    publish(march)
    Action.objects.update(entry=None, withdrawn_on=datetime.date(2024, 9, 2))
    Entry.objects.filter(kind="action", action=None).delete()
    for name, client in viewers(march).items():
        kept = name in ("secretary", "administrator")
        gone, never = (client.get(f"/api/v1/actions/CJ/{serial}/") for serial in (1, 2))
        assert (gone.status_code, never.status_code) == ((200, 200) if kept else (410, 404))
        if not kept:
            assert gone.json() == {
                "type": "about:blank",
                "title": "Gone",
                "status": 410,
                "detail": "This was withdrawn.",
                "withdrawn_on": "2024-09-02",
            }
        assert results(client, "/api/v1/actions/") == []


def test_actions_filtered_and_ordered(client, panel, march, may):
    ann, trust = PersonFactory(), OrganisationFactory()
    late = raised(march, "Write to the café.", due_on=datetime.date(2024, 5, 1))
    early = raised(march, "Read.", due_on=datetime.date(2024, 4, 1))
    done = raised(march, "Do.")
    repeat = raised(march, "Write again.", repeat_of=late)
    OwnerFactory(action=late, person=PersonFactory(same_as=ann))
    OwnerFactory(action=early, person=ann)
    OwnerFactory(action=done, organisation=trust)
    reviewed(done, may, status=Status.COMPLETE)
    publish(march, may)

    def found(query):
        return [row["text"] for row in results(client, f"/api/v1/actions/?{query}")]

    assert found("panel=CJ") == [repeat.text, done.text, early.text, late.text]
    assert found("panel=ZZ") == []
    assert found("status=open") == [early.text, late.text]
    assert found("status=complete") == [done.text]
    assert found(f"owner={ann.pk}") == [early.text, late.text]
    assert found(f"organisation={trust.pk}") == [done.text]
    assert found("due_from=2024-04-02") == [late.text]
    assert found("due_until=2024-04-01") == [early.text]
    assert found("words=CAFE write") == [late.text]
    assert found("ordering=serial") == [late.text, early.text, done.text, repeat.text]
    assert found("ordering=due_on") == [early.text, late.text, done.text, repeat.text]
    assert found("ordering=-due_on&page_size=2") == [late.text, early.text]


def test_list_takes_as_many_queries_for_one_row_as_for_many(panel, march, may):
    def add():
        origin = raised(march)
        action = raised(march, repeat_of=origin)
        for each in (origin, action):
            OwnerFactory(action=each, person=PersonFactory())
            OwnerFactory(action=each, organisation=OrganisationFactory())
            EntryFactory(meeting=may, parent=reviewed(each, may).entry)

    add()
    publish(march, may)
    counted = viewers(march)
    few = {viewer: queries(client, "/api/v1/actions/") for viewer, client in counted.items()}
    one = queries(counted["public"], "/api/v1/actions/CJ/2/")
    for _ in range(3):
        add()
        reviewed(panel.actions.get(serial=2), may)
    many = {viewer: queries(client, "/api/v1/actions/") for viewer, client in counted.items()}
    assert many == few
    assert queries(counted["public"], "/api/v1/actions/CJ/2/") == one
    assert (few["public"], one) == (6, 6)
