"""Papers on the page where a meeting is planned, and the way to a paper's page and back."""

import datetime
from dataclasses import asdict
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.files import kinds
from meetings.files.findings import Finding
from meetings.minutes import publishing
from meetings.models import Meeting, Paper
from panel.models import Panel
from tests.factories import (
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
    PaperVersionFactory,
    PersonFactory,
)
from tests.meetings.files.made import pdf
from tests.meetings.test_admin_planning import agenda, post, typed, url
from tests.pages import links, texts
from tests.viewers import queries

pytestmark = pytest.mark.django_db

DAY = datetime.date(2030, 3, 1)


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
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2030, 3, 12))
    for position, title in enumerate(("Welcome", "Update on actions", "AOB")):
        AgendaItemFactory(meeting=meeting, position=position, number=str(position + 1), title=title)
    return meeting


def file(data: bytes, name: str = "levels.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def shown(response: Any, place: str) -> list[str]:
    """Each paper of an item, or of the "meeting", as its line reads without the buttons."""
    return [line.split(" Change")[0] for line in texts(response, f"#papers-{place} li")]


def test_plan_shows_the_papers_of_each_item_and_of_the_meeting(client, meeting):
    first, second, _ = meeting.items.all()
    PaperFactory(item=first, title="Levels", reference="RW(30)1", purpose="decision", url="/l.pdf")
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    gauges = PaperFactory(meeting=meeting, item=second, title="Gauges", url="", is_restricted=True)
    PaperVersionFactory(paper=gauges, name="old.pdf")
    PaperVersionFactory(
        paper=gauges, name="new.docx", unseen=[asdict(Finding("comments", "Ann Lee: “why”", ""))]
    )
    PaperFactory(meeting=meeting, title="Costs", url="", withheld="section 43")
    PaperFactory(meeting=meeting, title="Told", url="", manner="oral", purpose="information")
    page = client.get(url(meeting))
    assert shown(page, str(first.pk)) == ["RW(30)1 Levels (for decision, for all)"]
    assert shown(page, str(second.pk)) == [
        "Gauges (for members only, late, new.docx, version 2)",
    ]
    assert shown(page, "meeting") == [
        "Costs (no file yet, withheld from the public: section 43)",
        "Told (for information, given orally, for all)",
    ]
    (said,) = texts(page, ".unconfirmed")
    assert said.endswith("cleaned or confirmed: comments: Ann Lee: “why”")
    assert links(page, f"#papers-{second.pk}") == [
        f"/panels/RW/meetings/{meeting.number}/papers/{gauges.pk}/2/"
    ]


def test_paper_is_added_to_an_item_after_what_was_typed_is_saved(client, meeting):
    item = meeting.items.get(title="AOB")
    response = post(
        client,
        url(meeting),
        venue="Lock House",
        **{"items-2-title": "Other", "paper": "add items-2"},
    )
    assert response.url == (
        f"/admin/meetings/paper/add/?plan={meeting.pk}&meeting={meeting.pk}&item={item.pk}"
    )
    meeting.refresh_from_db()
    assert (meeting.venue, agenda(meeting)[2]) == ("Lock House", "3. Other")
    page = client.get(response.url)
    form = page.context["adminform"].form
    assert [form[name].value() for name in ("meeting", "item")] == [str(meeting.pk), str(item.pk)]
    assert texts(page, ".related-widget-wrapper-link") == []
    assert texts(page, "select[name=item] option") == [
        "---------",
        *("1. Welcome", "2. Update on actions", "3. Other"),
    ]
    fields = {"meeting": meeting.pk, "item": item.pk, "title": "Levels", "upload": file(pdf())}
    saved = client.post(response.url, fields)
    assert saved.url == f"{url(meeting)}#papers-{item.pk}"
    plan = client.get(saved.url)
    assert shown(plan, str(item.pk)) == ["Levels (for all, levels.pdf, version 1)"]


def test_paper_is_added_to_a_meeting_that_is_being_planned_for_the_first_time(client, panel):
    address = f"/admin/meetings/plan/{panel.pk}/"
    guest = PersonFactory(name="Dee Moss")
    page = client.get(address)
    data = {**typed(page), "held_on": "2030-05-14", "guests": [guest.pk]}
    new = len(page.context["formset"].forms) - 1  # the last row, which is empty
    told = {f"items-{new}-title": "Weirs", f"items-{new}-presenters": "Ada Ferris"}
    response = client.post(address, {**data, **told, "paper": f"add items-{new}"})
    planned = Meeting.objects.get(held_on="2030-05-14")
    weirs = planned.items.get(title="Weirs")
    assert weirs.presenters == "Ada Ferris"
    assert [row.person for row in planned.attendances.all()] == [guest]
    assert response.url.endswith(f"?plan={planned.pk}&meeting={planned.pk}&item={weirs.pk}")
    fields = {"meeting": planned.pk, "item": weirs.pk, "title": "Levels", "manner": "tabled"}
    assert client.post(response.url, fields).url == f"{url(planned)}#papers-{weirs.pk}"
    plan = client.get(url(planned))
    assert shown(plan, str(weirs.pk)) == ["Levels (tabled at the meeting, for all)"]


def test_paper_of_the_meeting_as_a_whole_has_no_item(client, meeting):
    response = post(client, url(meeting), paper="add")
    assert response.url == f"/admin/meetings/paper/add/?plan={meeting.pk}&meeting={meeting.pk}"
    saved = client.post(response.url, {"meeting": meeting.pk, "title": "Rules", "url": "/r.pdf"})
    assert saved.url == f"{url(meeting)}#papers-meeting"
    assert shown(client.get(url(meeting)), "meeting") == ["Rules (for all)"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"held_on": ""}, "Give the date, or say in words when it will be."),
        ({"items-0-minutes": "-1"}, "greater than or equal to 0"),
        ({"paper": "add items-3"}, "Give the new item a title: a paper is to stand before it."),
        ({"items-0-DELETE": "on"}, "The item before which a paper is to stand goes"),
    ],
)
def test_plan_that_cannot_be_saved_says_so_and_leads_to_no_paper(client, meeting, changes, says):
    told = {"venue": "Lock House", "paper": "add items-0", **changes}
    response = post(client, url(meeting), **told)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert 'value="Lock House"' in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.venue != "Lock House"


def test_new_plan_that_cannot_be_saved_loses_nothing(client, panel):
    address = f"/admin/meetings/plan/{panel.pk}/"
    response = post(client, address, **{"items-0-title": "Hello", "paper": "add items-0"})
    assert response.status_code == 422
    assert 'value="Hello"' in response.content.decode()
    assert not Meeting.objects.exists()


def test_bad_file_is_said_on_the_page_of_the_paper_and_the_plan_is_kept(client, meeting):
    response = post(client, url(meeting), venue="Lock House", paper="add")
    fields = {"meeting": meeting.pk, "title": "Levels", "reference": "RW(30)1"}
    refused = client.post(response.url, {**fields, "upload": file(b"%PDF-1.4\n1 0 obj")})
    assert refused.context["adminform"].form.errors == {"upload": [kinds.CUT_SHORT]}
    assert 'value="RW(30)1"' in refused.content.decode()
    assert f'href="{url(meeting)}#papers-meeting"' in refused.content.decode()
    meeting.refresh_from_db()
    assert (meeting.venue, meeting.papers.count()) == ("Lock House", 0)


def test_paper_is_changed_and_comes_back_to_the_plan(client, meeting):
    item = meeting.items.first()
    paper = PaperFactory(meeting=meeting, title="Levels", url="")
    response = post(client, url(meeting), venue="Lock House", paper=f"change {paper.pk}")
    assert response.url == f"/admin/meetings/paper/{paper.pk}/change/?plan={meeting.pk}"
    page = client.get(response.url).content.decode()
    assert "_continue" not in page
    assert "_addanother" not in page
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    fields = {"title": "River levels", "item": item.pk, "is_restricted": "on", **versions}
    assert client.post(response.url, fields).url == f"{url(meeting)}#papers-{item.pk}"
    plan = client.get(url(meeting))
    assert shown(plan, str(item.pk)) == ["River levels (for members only, no file yet)"]


def test_paper_moves_up_and_what_was_typed_is_saved(client, meeting):
    item = meeting.items.first()
    for title in ("Levels", "Locks"):
        PaperFactory(meeting=meeting, item=item, title=title)
    page = client.get(url(meeting))
    buttons = texts(page, f"#papers-{item.pk} button[value^=up]")
    assert buttons == ["Up with “Locks”"]
    paper = meeting.papers.get(title="Locks")
    response = post(client, url(meeting), venue="Lock House", paper=f"up {paper.pk}")
    assert response.url == f"{url(meeting)}#papers-{item.pk}"
    plan = client.get(response.url)
    assert shown(plan, str(item.pk)) == ["Locks (for all)", "Levels (for all)"]
    meeting.refresh_from_db()
    assert meeting.venue == "Lock House"


def test_papers_of_minutes_keep_their_order(client, meeting):
    item = meeting.items.first()
    for title in ("Levels", "Locks"):
        PaperFactory(meeting=meeting, item=item, title=title)
    EntryFactory(item=item)
    publishing.publish(meeting, on=DAY, by=None)
    paper = meeting.papers.get(title="Locks")
    response = post(client, url(meeting), paper=f"up {paper.pk}")
    assert response.status_code == 422
    assert "The minutes are published: their papers keep their order." in response.content.decode()
    assert [one.title for one in meeting.papers.all()] == ["Levels", "Locks"]


def test_paper_is_taken_away_and_comes_back_to_the_plan(client, meeting):
    paper = PaperFactory(meeting=meeting)
    response = post(client, url(meeting), venue="Lock House", paper=f"delete {paper.pk}")
    assert response.url == f"/admin/meetings/paper/{paper.pk}/delete/?plan={meeting.pk}"
    assert meeting.papers.exists()
    assert client.post(response.url, {"post": "yes"}).url == f"{url(meeting)}#papers-meeting"
    assert not meeting.papers.exists()


def test_paper_that_others_were_given_stays_and_the_page_leads_back(client, meeting):
    paper = PaperVersionFactory(paper__meeting=meeting).paper
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    response = post(client, url(meeting), paper=f"delete {paper.pk}")
    page = client.get(response.url)
    assert "A file that others were given stays." in page.content.decode()
    assert f"{url(meeting)}#papers-meeting" in links(page, "#content")
    assert client.post(response.url, {"post": "yes"}).status_code == 200
    assert meeting.papers.exists()


def test_second_of_two_is_told_before_a_paper_is_added(client, meeting):
    data = typed(client.get(url(meeting)))
    post(client, url(meeting), venue="Weir House")
    response = client.post(url(meeting), {**data, "venue": "Lock House", "paper": "add items-0"})
    assert response.status_code == 409
    assert 'value="Lock House"' in response.content.decode()
    told = {**typed(response), "paper": "add items-0"}
    assert client.post(url(meeting), told).status_code == 409
    again = client.post(url(meeting), {**told, "over": response.context["version"]})
    assert again.url.startswith("/admin/meetings/paper/add/")
    meeting.refresh_from_db()
    assert meeting.venue == "Lock House"


def test_what_is_not_seen_is_confirmed_on_the_way(client, meeting):
    version = PaperVersionFactory(
        paper__meeting=meeting, unseen=[asdict(Finding("comments", "why", ""))]
    )
    address = f"/admin/meetings/paper/{version.paper_id}/change/?plan={meeting.pk}"
    confirm = f"/admin/meetings/paper/version/{version.pk}/confirm/?plan={meeting.pk}"
    assert confirm in client.get(address).content.decode()
    assert client.post(confirm).url == address
    assert texts(client.get(url(meeting)), ".unconfirmed") == []


def test_papers_of_minuted_meetings_are_reached_by_links(client, meeting):
    item = meeting.items.first()
    paper = PaperFactory(item=item, meeting=meeting, url="")
    EntryFactory(item=item)
    page = client.get(url(meeting))
    assert texts(page, "button[name=paper]") == []
    address = f"/admin/meetings/paper/{paper.pk}"
    assert links(page, f"#papers-{item.pk}") == [
        f"{address}/change/?plan={meeting.pk}",
        f"{address}/delete/?plan={meeting.pk}",
        f"/admin/meetings/paper/add/?plan={meeting.pk}&meeting={meeting.pk}&item={item.pk}",
    ]
    publishing.publish(meeting, on=DAY, by=None)
    page = client.get(url(meeting))
    assert links(page, f"#papers-{item.pk}") == [f"{address}/change/?plan={meeting.pk}"]


def test_plan_says_that_papers_changed_since_the_agenda_went_out(client, meeting):
    paper = PaperFactory(item=meeting.items.first(), url="/l.pdf")
    PaperFactory(meeting=meeting, url="", is_restricted=True)

    def changed() -> list[bool]:
        return [one.is_changed for one in client.get(url(meeting)).context["out"]]

    for freeze in (publishing.circulate_agenda, publishing.publish_agenda):
        freeze(meeting, on=DAY, by=None)
        assert changed() == [False, False]
    Paper.objects.filter(pk=paper.pk).update(title="Other")
    assert changed() == [True, True]


@pytest.mark.parametrize("button", ["change", "delete", "up"])
def test_paper_that_is_not_the_meetings_is_said_to_be_gone_and_nothing_is_lost(
    client, panel, meeting, button
):
    gone = PaperFactory(meeting=meeting)
    absent = gone.pk
    gone.delete()
    others = [PaperFactory().pk, PaperFactory(meeting__panel=panel).pk, "", "x", "²", 10**30]
    for pk in [absent, *others]:
        response = post(client, url(meeting), venue="Lock House", paper=f"{button} {pk}")
        assert response.status_code == 422
        assert "The paper is no longer there" in response.content.decode()
        assert 'value="Lock House"' in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.venue != "Lock House"


def test_plan_of_another_panel_is_not_reached_by_the_page_of_a_paper(client, meeting):
    theirs = AgendaItemFactory(title="Theirs")
    other = theirs.meeting
    assert client.post(url(other), {"paper": "add"}).status_code == 404
    page = client.get(f"/admin/meetings/paper/add/?plan={other.pk}&item={theirs.pk}")
    assert "Theirs" not in page.content.decode()
    for plan in (other.pk, "x", "²", "-1"):
        fields = {"meeting": other.pk, "title": "Levels", "item": theirs.pk}
        response = client.post(f"/admin/meetings/paper/add/?plan={plan}", fields)
        assert sorted(response.context["adminform"].form.errors) == ["item", "meeting"]
    assert not Paper.objects.exists()


def test_queries_are_the_same_for_one_paper_and_for_many(client, meeting):
    items = list(meeting.items.all())
    publishing.circulate_agenda(meeting, on=DAY, by=None)

    def add() -> None:
        for item in (*items, None):
            unseen = [asdict(Finding("comments", "why", ""))]
            PaperVersionFactory(paper__item=item, paper__meeting=meeting, unseen=unseen)

    add()
    few = [queries(client, url(meeting)) for _ in range(2)][1]
    for _ in range(4):
        add()
    assert queries(client, url(meeting)) == few
