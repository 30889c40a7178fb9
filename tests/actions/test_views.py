import datetime

import pytest

from actions.models import Action
from meetings.minutes import publishing
from meetings.models import Entry
from tests.factories import (
    ActionEntryFactory,
    ActionFactory,
    AdministratorFactory,
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PersonFactory,
    ReviewEntryFactory,
    ReviewFactory,
    UserFactory,
)
from tests.pages import links, signed_in, texts

pytestmark = pytest.mark.django_db

JANUARY, MARCH, MAY = (datetime.date(2024, month, 5) for month in (1, 3, 5))
READERS = ["public", "member", "secretary", "other secretary", "administrator"]


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="Rivers Panel")


@pytest.fixture
def action(panel):
    """Raised in January and reviewed in March, both published, and in May in a draft."""
    raised_at = MeetingFactory(panel=panel, held_on=JANUARY)
    action = ActionFactory(
        entry=ActionEntryFactory(meeting=raised_at),
        number="4",
        text="Publish the *gauges*.",
        due="by April",
        due_on=datetime.date(2024, 4, 30),
    )
    OwnerFactory(action=action, name="Zoë Reed")
    publishing.publish(raised_at, on=JANUARY, by=None)
    review(action, MARCH, status="partially_complete", number="1", series="From January:")
    publishing.publish(panel.meetings.get(held_on=MARCH), on=MARCH, by=None)
    review(action, MAY, status="complete", text="In other words.")
    return action


def review(action, held_on, **facts):
    meeting = MeetingFactory(panel=action.panel, held_on=held_on)
    row = ReviewFactory(action=action, entry=ReviewEntryFactory(meeting=meeting), **facts)
    EntryFactory(meeting=meeting, parent=row.entry, text=f"Told in {held_on:%B}.")


def account(viewer: str, panel):
    if viewer == "public":
        return None
    if viewer == "administrator":
        return AdministratorFactory()
    if viewer == "other secretary":
        return PanelSecretaryFactory().user
    if viewer == "secretary":
        return PanelSecretaryFactory(panel=panel).user
    return MembershipFactory(panel=panel, person=PersonFactory(user=UserFactory())).person.user


@pytest.mark.parametrize("viewer", READERS)
def test_action_is_shown_from_meeting_to_meeting_as_far_as_the_viewer_reads(panel, action, viewer):
    response = signed_in(account(viewer, panel)).get("/panels/RW/actions/1/")
    published = [
        "5 January 2024 Raised as action 4.",
        "5 March 2024 Reviewed as action 1 under “From January:” Partially complete Told in March.",
    ]
    if viewer in ("secretary", "administrator"):
        assert texts(response, ".history > li") == [
            *published,
            "5 May 2024 Reviewed Complete In other words. Told in May.",
        ]
        assert texts(response, ".facts > div") == [
            "Status Complete",
            "For Zoë Reed",
            "Due by April (30 April 2024)",
        ]
    else:
        assert texts(response, ".history > li") == published
        assert texts(response, ".facts > div") == [
            "Status Partially complete",
            "For Zoë Reed",
            "Due by April",
        ]


def test_history_leads_to_the_place_in_each_meeting(client, action):
    assert links(client.get("/panels/RW/actions/1/"), ".history") == [
        "/panels/RW/meetings/1/#action-RW-1",
        "/panels/RW/meetings/2/#review-RW-1",
    ]


def test_action_of_unknown_origin_says_so(client, panel):
    action = ActionFactory(panel=panel, entry=None)
    review(action, MARCH)
    publishing.publish(panel.meetings.get(), on=MARCH, by=None)
    assert texts(client.get("/panels/RW/actions/1/"), ".history > li")[0] == (
        "Before these records The meeting that raised it is not among what can be read here."
    )


def test_withheld_report_is_named_but_not_shown(client, panel, action):
    meeting = panel.meetings.get(held_on=MARCH)
    row = meeting.entries.get(kind=Entry.Kind.REVIEW)
    EntryFactory(meeting=meeting, parent=row, text="A secret.", withheld="privacy")
    publishing.publish(meeting, on=MARCH, by=None, reason="A report was missing.")
    assert texts(client.get("/panels/RW/actions/1/"), ".narrative") == [
        "Told in March. [withheld: privacy]"
    ]
    member = signed_in(account("member", panel))
    assert texts(member.get("/panels/RW/actions/1/"), ".narrative") == [
        "Told in March. A secret. [withheld from the public: privacy]"
    ]


def test_lapse_is_told_to_the_secretariat_alone(client, panel):
    meeting = MeetingFactory(panel=panel, held_on=JANUARY)
    action = ActionFactory(entry=ActionEntryFactory(meeting=meeting))
    publishing.publish(meeting, on=JANUARY, by=None)
    action.lapse(on=MAY, reason="Nobody can.", by=None, today=MAY)
    secretary = signed_in(account("secretary", panel))
    response = secretary.get("/panels/RW/actions/1/")
    assert texts(response, ".facts > div") == ["Status Lapsed"]
    assert texts(response, ".history > li")[1:] == [
        "5 May 2024 Let lapse by the secretariat: Nobody can."
    ]
    public = client.get("/panels/RW/actions/1/")
    assert texts(public, ".facts > div") == ["Status Not complete"]
    assert len(texts(public, ".history > li")) == 1


def test_repeats_are_linked_both_ways(client, panel, action):
    meeting = panel.meetings.get(held_on=MARCH)
    ActionFactory(entry=ActionEntryFactory(meeting=meeting), repeat_of=action)
    publishing.publish(meeting, on=MARCH, by=None, reason="An action was missing.")
    assert "Repeated by RW-2" in texts(client.get("/panels/RW/actions/1/"), ".facts > div")
    assert "Repeat of RW-1" in texts(client.get("/panels/RW/actions/2/"), ".facts > div")


def test_action_joined_to_another_leads_there_for_good(client, panel, action):
    twin = ActionFactory(panel=panel, entry=None)
    twin.join(action)
    response = client.get(f"/panels/RW/actions/{twin.serial}/")
    assert (response.status_code, response["Location"]) == (301, "/panels/RW/actions/1/")


def test_action_joined_to_a_hidden_one_is_not_found(client, panel):
    hidden = ActionFactory(entry__meeting__panel=panel)
    twin = ActionFactory(panel=panel, entry=None)
    twin.join(hidden)
    assert client.get(f"/panels/RW/actions/{twin.serial}/").status_code == 404


@pytest.mark.parametrize("viewer", READERS)
def test_action_withdrawn_once_published_says_that_alone(panel, viewer):
    raised_at = MeetingFactory(panel=panel, held_on=JANUARY)
    action = ActionFactory(entry__meeting=raised_at, text="Publish.", due="by April")
    never = ActionFactory(entry__meeting__panel=panel)
    publishing.publish(raised_at, on=JANUARY, by=None)
    Action.objects.update(entry=None, withdrawn_on=MARCH)
    Entry.objects.filter(kind="action", action=None).delete()
    client = signed_in(account(viewer, panel))
    kept = viewer in ("secretary", "administrator")
    page = client.get(action.get_absolute_url())
    assert page.status_code == (200 if kept else 410)
    assert texts(page, ".notice") == ["Withdrawn on 5 March 2024."]
    if not kept:
        assert texts(page, "main") == ["Action RW-1 Withdrawn on 5 March 2024."]
    assert client.get(never.get_absolute_url()).status_code == (200 if kept else 404)
    assert texts(client.get("/actions/"), "tbody th") == []


@pytest.mark.parametrize("viewer", READERS)
def test_action_in_no_published_minutes_is_the_secretariat_s(panel, viewer):
    ActionFactory(entry__meeting__panel=panel)
    client = signed_in(account(viewer, panel))
    kept = viewer in ("secretary", "administrator")
    assert client.get("/panels/RW/actions/1/").status_code == (200 if kept else 404)
    assert texts(client.get("/actions/"), "tbody th") == (["RW-1"] if kept else [])


@pytest.fixture
def register(panel):
    """Three published actions of one panel and one of another."""
    meeting = MeetingFactory(panel=panel, held_on=JANUARY)
    item = AgendaItemFactory(meeting=meeting)
    for text, owner in (
        ("Publish the gauges.", "Zoë Reed"),
        ("Count the sluices.", "Secretariat"),
        ("Publish the weirs.", "Bo Punt"),
    ):
        action = ActionFactory(entry=ActionEntryFactory(item=item), text=text)
        OwnerFactory(action=action, name=owner)
    publishing.publish(meeting, on=JANUARY, by=None)
    second = Action.objects.get(serial=2)
    review(second, MARCH, status="complete")
    publishing.publish(panel.meetings.get(held_on=MARCH), on=MARCH, by=None)
    other = MeetingFactory(panel=PanelFactory(code="HH", name="Harbours Panel"))
    ActionFactory(entry=ActionEntryFactory(meeting=other), text="Publish the tides.")
    publishing.publish(other, on=MARCH, by=None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["HH-1", "RW-3", "RW-2", "RW-1"]),
        ("panel=RW", ["RW-3", "RW-2", "RW-1"]),
        ("status=open", ["HH-1", "RW-3", "RW-1"]),
        ("status=complete", ["RW-2"]),
        ("status=not_taken_forward", []),
        ("owner=zoe", ["RW-1"]),
        ("words=PUBLISH", ["HH-1", "RW-3", "RW-1"]),
        ("words=weirs+publish", ["RW-3"]),
        ("panel=RW&words=publish&owner=punt", ["RW-3"]),
        ("overdue=on", ["HH-1", "RW-3", "RW-2", "RW-1"]),
    ],
)
def test_register_is_narrowed_by_its_filters(client, register, query, found):
    assert texts(client.get(f"/actions/?{query}"), "tbody th") == found


def test_register_of_one_panel_holds_its_actions_alone(client, register):
    response = client.get("/panels/RW/actions/")
    assert texts(response, "tbody tr") == [
        "RW-3 Publish the weirs. Bo Punt Not complete",
        "RW-2 Count the sluices. Secretariat Complete",
        "RW-1 Publish the gauges. Zoë Reed Not complete",
    ]
    assert texts(response, ".filters label") == ["Status", "Owner", "Words in the action"]


@pytest.mark.parametrize("query", ["panel=NONE", "status=lapsed", f"words={'x' * 201}"])
def test_register_refuses_a_filter_it_does_not_know(client, register, query):
    response = client.get(f"/actions/?{query}")
    assert response.status_code == 422
    assert len(texts(response, ".error")) == 1
    assert texts(response, "tbody") == []


def test_overdue_is_said_to_the_secretariat_alone(client, panel):
    meeting = MeetingFactory(panel=panel, held_on=JANUARY)
    ActionFactory(entry=ActionEntryFactory(meeting=meeting), due_on=MARCH)
    ActionFactory(entry=ActionEntryFactory(meeting=meeting), due_on=datetime.date(2100, 1, 1))
    publishing.publish(meeting, on=JANUARY, by=None)
    secretary = signed_in(account("secretary", panel))
    assert texts(secretary.get("/actions/?overdue=on"), "tbody th") == ["RW-1"]
    assert texts(secretary.get("/panels/RW/actions/1/"), ".facts .tag") == [
        "Not complete",
        "Overdue",
    ]
    assert texts(secretary.get("/panels/RW/actions/2/"), ".facts .tag") == ["Not complete"]
    for viewer in ("public", "member", "other secretary"):
        reader = signed_in(account(viewer, panel))
        for address in ("/actions/?panel=RW", "/panels/RW/actions/1/", "/panels/RW/"):
            told = texts(reader.get(address), "main, title")
            assert not any("overdue" in text.lower().replace("overdue only", "") for text in told)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_queries_for_one_row_and_for_many(
    panel, django_assert_num_queries, count
):
    meeting = MeetingFactory(panel=panel, held_on=JANUARY)
    for _ in range(count):
        action = ActionFactory(entry=ActionEntryFactory(meeting=meeting))
        for _ in range(count):
            OwnerFactory(action=action)
    publishing.publish(meeting, on=JANUARY, by=None)
    for month in range(count):
        held_on = datetime.date(2024, 6 + month, 1)
        review(action, held_on)
        publishing.publish(panel.meetings.get(held_on=held_on), on=held_on, by=None)
    client = signed_in(None)
    with django_assert_num_queries(4):
        client.get("/actions/")
    with django_assert_num_queries(9):
        client.get(action.get_absolute_url())
