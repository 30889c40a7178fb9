"""The admin's first page: what each panel waits for, and where it is done."""

import datetime
from dataclasses import asdict

import pytest
from django.test import Client
from django.utils import timezone

from actions.admin_desk import desk
from actions.models import Action
from meetings.files.findings import Finding
from meetings.minutes import publishing
from meetings.models import Attendance, Meeting, PaperVersion
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    OwnerFactory,
    PanelFactory,
    PanelSecretaryFactory,
    PaperFactory,
    PaperVersionFactory,
    PassageFactory,
    PersonFactory,
    RevisionFactory,
)
from tests.pages import parsed

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2024, 3, 12)


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch Panel", target_days=21)


@pytest.fixture
def secretary(panel: Panel, client: Client) -> User:
    user = PanelSecretaryFactory(panel=panel).user
    client.force_login(user)
    return user


def days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def lines(user: User, part: str) -> list[tuple[str, str, bool]]:
    (tray,) = desk(user, TODAY)
    return [(line.says, line.when, line.is_late) for line in dict(tray.parts()).get(part, ())]


def ready(meeting: Meeting) -> Meeting:
    AgendaItemFactory(meeting=meeting)
    AttendanceFactory(meeting=meeting, position=0)
    RevisionFactory(meeting=meeting, kind="agenda", issued_on=TODAY)
    return meeting


def test_panel_without_a_meeting_to_come(secretary, panel):
    MeetingFactory(panel=panel, held_on=days(5), cancelled_at="2024-03-01T10:00Z")
    (tray,) = desk(secretary, TODAY)
    (line,) = tray.meetings
    assert line.says == "No meeting is planned"
    assert line.url == f"/admin/meetings/plan/{panel.pk}/"


@pytest.mark.parametrize(("away", "when", "is_late"), [(7, "now", True), (8, "", False)])
def test_what_is_missing_for_the_next_meeting(secretary, panel, away, when, is_late):
    MeetingFactory(panel=panel, held_on=days(away), starts_at=None, venue="", joining_details="")
    ready(MeetingFactory(panel=panel, held_on=days(60)))
    day = days(away)
    assert lines(secretary, "Next meeting") == [
        (f"{day.day} March 2024", f"in {away} days", False),
        ("no time yet", when, is_late),
        ("no venue yet", when, is_late),
        ("no agenda yet", when, is_late),
        ("nobody invited yet", when, is_late),
    ]


def test_next_meeting_for_which_all_is_there(secretary, panel):
    meeting = ready(MeetingFactory(panel=panel, held_on=TODAY, starts_at="10:00", venue="Mill"))
    (tray,) = desk(secretary, TODAY)
    assert [(line.says, line.when, line.url) for line in tray.meetings] == [
        ("12 March 2024", "today", f"/admin/meetings/meeting/{meeting.pk}/agenda/")
    ]


def test_provisional_meeting_comes_after_those_with_a_day(secretary, panel):
    provisional = MeetingFactory(panel=panel, held_on=None, date_words="May 2024", venue="Mill")
    assert lines(secretary, "Next meeting")[:2] == [
        ("May 2024", "", False),
        ("no day yet", "", False),
    ]
    ready(MeetingFactory(panel=panel, held_on=days(1), starts_at="10:00", venue="Mill"))
    MeetingFactory(panel=panel, held_on=days(60))
    MeetingFactory(panel=panel, held_on=days(61), cancelled_at="2024-03-01T10:00Z")
    assert lines(secretary, "Next meeting") == [("13 March 2024", "in 1 day", False)]
    assert lines(secretary, "Later meetings") == [
        ("11 May 2024", "in 60 days", False),
        ("May 2024", "", False),
    ]
    (tray,) = desk(secretary, TODAY)
    assert tray.later[1].url == f"/admin/meetings/meeting/{provisional.pk}/agenda/"


def test_meetings_of_one_day_are_told_apart(secretary, panel):
    for day in (days(-7), days(7)):
        MeetingFactory.create_batch(2, panel=panel, held_on=day)
    MeetingFactory(held_on=days(7))
    MeetingFactory(panel=panel, held_on=days(8))
    told = [lines(secretary, part) for part in ("Next meeting", "Later meetings", "Minutes")]
    assert [[says for says, _, _ in part if "March" in says] for part in told] == [
        ["19 March 2024 (RW/3)"],
        ["19 March 2024 (RW/4)", "20 March 2024"],
        ["5 March 2024 (RW/1): to be minuted", "5 March 2024 (RW/2): to be minuted"],
    ]


def test_further_meeting_is_planned_from_the_desk(secretary, panel, client):
    ready(MeetingFactory(panel=panel, held_on=timezone.localdate()))
    (link,) = parsed(client.get("/admin/")).css(".desk .plan a")
    assert link.text() == "Plan a meeting of River Watch Panel"
    assert client.get(link.attributes["href"]).context["meeting"].panel == panel


@pytest.mark.django_db(transaction=True)  # the history tells what is later than what
@pytest.mark.parametrize(
    ("change", "is_told"),
    [
        (lambda meeting: Meeting.objects.update(venue="Lock House"), True),
        (lambda meeting: Meeting.objects.update(joining_details="Room code 7"), False),
        (lambda meeting: meeting.items.update(title="Weirs"), True),
        (lambda meeting: meeting.items.all().delete(), True),
        (lambda meeting: meeting.papers.filter(url="").update(title="River levels"), True),
        (lambda meeting: meeting.papers.exclude(url="").delete(), True),
        (lambda meeting: PaperVersionFactory(paper=meeting.papers.get(url="")), True),
        (lambda meeting: PaperVersion.objects.update(confirmed_at=timezone.now()), False),
        (lambda meeting: AttendanceFactory(meeting=meeting, position=1), False),
    ],
)
def test_desk_tells_whether_an_agenda_was_changed_since_it_went_out(change, is_told):
    panel = PanelFactory()
    secretary = PanelSecretaryFactory(panel=panel).user
    meeting = MeetingFactory(panel=panel, held_on=days(3), starts_at="10:00", venue="Mill")
    AgendaItemFactory(meeting=meeting)
    AttendanceFactory(meeting=meeting, position=0)
    PaperVersionFactory(paper__meeting=meeting)
    PaperFactory(meeting=meeting)
    for _ in range(2):  # what was changed before it goes out again is no longer told
        publishing.circulate_agenda(meeting, on=TODAY, by=None)
        assert lines(secretary, "Next meeting")[1:] == []
        meeting.items.update(presenters="Ada Ferris")
        publishing.circulate_agenda(meeting, on=TODAY, by=None)
    change(meeting)
    told = ("agenda changed since it was sent out", "now", True)
    assert (told in lines(secretary, "Next meeting")) is is_told


@pytest.mark.parametrize(
    ("ended", "heading", "is_told"), [(2, "", True), (2, "Guests", False), (3, "", False)]
)
def test_member_whose_seat_ends_before_the_meeting(secretary, panel, ended, heading, is_told):
    meeting = ready(MeetingFactory(panel=panel, held_on=days(3), starts_at="10:00", venue="Mill"))
    person = MembershipFactory(panel=panel, ended_on=days(ended)).person
    told = {"person": person, "presence": "expected", "heading": heading}
    AttendanceFactory(meeting=meeting, position=1, **told)
    said = ("invited as a member, but no longer one", "now", True)
    assert (said in lines(secretary, "Next meeting")) is is_told


@pytest.mark.parametrize(
    ("told", "is_said"),
    [({}, True), ({"is_restricted": True}, False), ({"withheld": "section 43"}, False)],
)
def test_file_that_waits_before_the_agenda_is_published(secretary, panel, told, is_said):
    meeting = ready(MeetingFactory(panel=panel, held_on=days(3), starts_at="10:00", venue="Mill"))
    paper = PaperFactory(meeting=meeting, url="", **told)
    unseen = [asdict(Finding("comments", "Ann Lee", "", True))]
    version = PaperVersionFactory(paper=paper, unseen=unseen)
    waits = ("a paper's file waits to be cleaned or confirmed", "now", True)
    assert (waits in lines(secretary, "Next meeting")) is is_said
    version.confirm(by=secretary, at=timezone.now())
    assert waits not in lines(secretary, "Next meeting")


@pytest.mark.parametrize(
    ("ago", "when", "is_late"),
    [(1, "20 days left", False), (21, "0 days left", False), (22, "1 day late", True)],
)
def test_days_that_remain_of_the_target(secretary, panel, ago, when, is_late):
    meeting = MeetingFactory(panel=panel, held_on=days(-ago))
    assert lines(secretary, "Minutes") == [(f"{meeting.date_text}: to be minuted", when, is_late)]


def test_next_step_of_minutes(secretary, panel):
    meeting = MeetingFactory(panel=panel, held_on=days(-1))

    def step() -> str:
        ((says, _, _),) = lines(secretary, "Minutes")
        return says.removeprefix("11 March 2024: ")

    attendance = AttendanceFactory(meeting=meeting, presence="expected")
    EntryFactory(meeting=meeting)
    assert step() == "attendance to be noted"
    Attendance.objects.filter(pk=attendance.pk).update(presence="present")
    assert step() == "action note to be sent"
    Meeting.objects.update(action_note_sent_on=TODAY)
    assert step() == "to be cleared by the chair"
    Meeting.objects.update(cleared_on=TODAY)
    assert step() == "draft to be circulated"
    RevisionFactory(meeting=meeting, kind="draft", audience="members")
    assert step() == "to be agreed"
    Panel.objects.update(steps=[])
    assert step() == "to be published"
    Meeting.objects.update(agreed_on=TODAY, agreed_how="correspondence")
    assert step() == "agreed, to be published"
    RevisionFactory(meeting=meeting, kind="minutes")
    assert lines(secretary, "Minutes") == []


def test_meeting_whose_minutes_are_a_paper_or_that_was_cancelled_waits_for_nothing(
    secretary, panel
):
    attached = MeetingFactory(panel=panel, held_on=days(-1))
    PaperFactory(meeting=attached, purpose="minutes")
    MeetingFactory(panel=panel, held_on=days(-2), cancelled_at="2024-03-01T10:00Z")
    assert lines(secretary, "Minutes") == []


def action(panel: Panel, **owner) -> Action:
    action = ActionFactory(panel=panel, entry=None)
    if owner:
        OwnerFactory(action=action, **owner)
    return action


def test_actions_overdue_unowned_and_of_nobody(secretary, panel, client):
    gone = OrganisationFactory()
    seated = MembershipFactory(panel=panel, representing=OrganisationFactory()).representing
    old_name = OrganisationFactory(same_as=seated)
    MembershipFactory(panel=panel, representing=gone, ended_on=days(-1))
    MembershipFactory(representing=gone)
    for owner in (
        {"person": PersonFactory()},
        {"organisation": seated},
        {"organisation": old_name},
        {"body": "members"},
        {"body": "secretariat"},
    ):
        action(panel, **owner)
    nobodys = {action(panel, organisation=gone), action(panel, name="Policy team")}
    late = action(panel, person=PersonFactory())
    Action.objects.filter(pk=late.pk).update(due_on=days(-1))
    Action.objects.filter(pk__in=[one.pk for one in nobodys]).update(due_on=TODAY)
    unowned = action(panel)
    (tray,) = desk(secretary, TODAY)
    assert [(line.says, line.is_late) for line in tray.actions] == [
        ("1 overdue", True),
        ("1 without an owner", False),
        ("2 whose owners are nobody now", False),
    ]
    assert set(Action.objects.unreachable(TODAY)) == nobodys
    listed = [
        set(client.get(line.url).context["cl"].queryset.values_list("pk", flat=True))
        for line in tray.actions[1:]
    ]
    assert listed == [{unowned.pk}, {one.pk for one in nobodys}]


def test_what_is_to_settle(secretary, panel, client):
    passage = PassageFactory(source__meeting__panel=panel, why="may be a name")
    (tray,) = desk(secretary, TODAY)
    (line,) = tray.questions
    assert line.says == "Doubtful readings: 1"
    assert [one.attributes["id"] for one in parsed(client.get(line.url)).css("article")] == [
        f"doubts-{passage.pk}"
    ]


def test_desk_is_of_the_panels_that_the_user_keeps(secretary, panel, client):
    other = PanelFactory(name="Hidden panel")
    MeetingFactory(panel=other, held_on=days(-1))
    page = parsed(client.get("/admin/"))
    assert [one.text(strip=True) for one in page.css(".desk h2")] == ["River Watch Panel"]
    assert "Hidden" not in page.text()


@pytest.mark.parametrize("count", [1, 4])
def test_desk_takes_the_same_queries_for_one_panel_and_for_many(django_assert_num_queries, count):
    user = PanelSecretaryFactory().user
    for _ in range(count):
        panel = PanelSecretaryFactory(user=user).panel
        MeetingFactory(panel=panel, held_on=days(3))
        EntryFactory(meeting=MeetingFactory(panel=panel, held_on=days(-3)))
        action(panel)
        PassageFactory(source__meeting__panel=panel)
    fresh = User.objects.get(pk=user.pk)
    with django_assert_num_queries(12):
        assert len(desk(fresh, TODAY)) == count + 1
