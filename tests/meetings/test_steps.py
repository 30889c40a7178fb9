"""The steps of minutes, on the page where they are written."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from meetings import steps
from meetings.minutes import editing, publishing
from meetings.models import Meeting, Revision
from panel.models import Panel, User
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PanelSecretaryFactory,
)
from tests.pages import parsed

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 12)
TODAY = datetime.date(2024, 3, 26)


@pytest.fixture
def panel() -> Panel:
    return PanelFactory(code="RW", name="River Watch")


@pytest.fixture
def by(panel) -> User:
    return PanelSecretaryFactory(panel=panel).user


@pytest.fixture
def meeting(panel) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=DAY)
    AttendanceFactory(meeting=meeting, role="chair")
    EntryFactory(meeting=meeting)
    return meeting


@pytest.fixture
def client(by) -> Client:
    client = Client()
    client.force_login(by)
    return client


def taken(meeting: Meeting) -> list[tuple[str, object, str]]:
    return [(one.step, one.on, one.how) for one in steps.steps_of(Meeting.objects.get())]


def test_each_step_is_dated(meeting, by):
    for step in ("action_note", "clearance", "draft"):
        steps.take(meeting, Panel.Step(step), on=DAY, by=by, today=TODAY)
    steps.take(meeting, Panel.Step.AGREEMENT, on=TODAY, by=by, today=TODAY, how="correspondence")
    assert taken(meeting) == [
        ("action_note", DAY, ""),
        ("clearance", DAY, ""),
        ("draft", DAY, ""),
        ("agreement", TODAY, "by correspondence"),
    ]
    assert Revision.objects.get().kind == "draft"


def test_panel_leaves_steps_out(meeting):
    Panel.objects.update(steps=["draft", "agreement"])
    assert [step for step, _, _ in taken(meeting)] == ["draft", "agreement"]


@pytest.mark.parametrize(
    ("step", "on", "code"),
    [
        ("action_note", datetime.date(2024, 3, 27), "future"),
        ("clearance", datetime.date(2024, 3, 11), "early"),
        ("agreement", TODAY, "how"),
    ],
)
def test_step_that_cannot_be_is_refused(meeting, by, step, on, code):
    with pytest.raises(ValidationError) as refused:
        steps.take(meeting, Panel.Step(step), on=on, by=by, today=TODAY)
    assert [error.code for error in refused.value.error_list] == [code]


def test_what_blocks_is_mended_before_a_draft_or_minutes_go_out(panel, by):
    meeting = MeetingFactory(panel=panel, held_on=DAY)
    for go_out in (
        lambda: steps.take(meeting, Panel.Step.DRAFT, on=TODAY, by=by, today=TODAY),
        lambda: steps.publish(meeting, on=TODAY, by=by, today=TODAY),
    ):
        with pytest.raises(ValidationError, match="Nobody is noted as present"):
            go_out()
    assert not Revision.objects.exists()


@pytest.mark.parametrize("step", ["action_note", "draft", "publication"])
def test_what_goes_out_is_free_of_errors_and_its_warnings_were_seen(client, meeting, step):
    AgendaItemFactory(meeting=meeting, title="Locks")
    page = client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/")
    seen = page.context["seen"]
    form = parsed(page).css_first(f'form[action$="/{step}/"]')
    assert form.css_first("[name=seen]").attributes["value"] == seen
    on = TODAY.isoformat()
    assert "Nothing stands under “1. Locks”." in answer(client, meeting, step, on=on)
    AgendaItemFactory(meeting=meeting, title="Weirs", number="2")
    assert "as it stands now" in answer(client, meeting, step, on=on, seen=seen)
    seen = client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/").context["seen"]
    assert "Say" not in answer(client, meeting, step, on=on, seen=seen)
    meeting.attendances.all().delete()
    said = answer(client, meeting, step, on=on, seen=seen, reason="So.")
    assert "Nobody is noted as present." in said


def test_steps_without_which_nothing_goes_out_ask_nothing(client, meeting):
    AgendaItemFactory(meeting=meeting, title="Locks")
    page = parsed(client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/"))
    assert page.css_first('form[action$="/clearance/"] [name=seen]') is None
    assert "Cleared by the chair on" in post(client, meeting, "clearance", on=TODAY.isoformat())


@pytest.mark.parametrize("step", [*Panel.Step.values, "publication"])
def test_step_sends_out_what_its_page_showed_and_nothing_less(client, meeting, by, step):
    on, how = TODAY.isoformat(), "meeting"
    stood = client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/").context["stood"]
    EntryFactory(meeting=meeting, text="The locks are old.")
    said = answer(client, meeting, step, on=on, how=how, stood=stood)
    assert "The minutes were changed since this page was opened." in said
    base = editing.text_of(meeting)
    editing.keep(meeting, text=f"{base}More.", base=base, by=User.objects.get(pk=by.pk))
    said = answer(client, meeting, step, on=on, how=how)
    assert "Save first, or drop, what you typed." in said
    assert not Revision.objects.exists()
    editing.leave(meeting, by=by)
    assert "Save first" not in answer(client, meeting, step, on=on, how=how)


def test_publishing_asks_first_and_says_what_it_does(client, meeting):
    asked = parsed(client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/")).css_first(
        "#publish"
    )
    assert "open" not in asked.attributes
    assert asked.css_first("summary").text() == "Publish…"
    assert asked.css_first("p").text() == (
        "Publish now? Everybody will read the minutes of 12 March 2024 as they are saved. "
        "They are not noted as agreed."
    )


def test_reason_to_publish_again_is_still_there_when_it_is_refused(client, meeting):
    publishing.publish(meeting, on=DAY, by=None)
    post(client, meeting, "publication", on="2124-03-20", reason="A name.")
    page = parsed(client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/"))
    assert page.css_first("#why").attributes["value"] == "A name."
    assert "open" in page.css_first("#publish").attributes


def test_page_says_what_is_wrong_with_the_correction(client, meeting):
    publishing.publish(meeting, on=DAY, by=None)
    text = editing.text_of(meeting)
    form = {"text": text + "\n## 1. Locks\n\n## 3. Weirs\n\nOld.\n", "base": text}
    client.post(f"/admin/meetings/meeting/{meeting.pk}/minutes/", form)
    page = client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/")
    assert [(one.says, one.url) for one in page.context["wrong"]] == [
        ("Nothing stands under “1. Locks”.", "#text"),
        ("After item 1 comes item 3.", "#text"),
    ]


def test_minutes_are_published_as_a_draft_and_then_as_agreed(client, meeting, by):
    steps.publish(meeting, on=DAY, by=by, today=TODAY, is_draft=True)
    page = Client().get(meeting.get_absolute_url()).content.decode()
    assert "<strong>Draft minutes</strong>" in page
    assert "They are not agreed yet." in page
    first = Revision.objects.get()
    word = Client().get(f"{first.get_absolute_url()[:-1]}.md").content.decode()
    assert "draft" in word.lower()
    steps.take(meeting, Panel.Step.AGREEMENT, on=TODAY, by=by, today=TODAY, how="meeting")
    page = client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/").content.decode()
    assert 'value="Agreed on 26 March 2024."' in page
    steps.publish(meeting, on=TODAY, by=by, today=TODAY, reason="Agreed on 26 March 2024.")
    page = Client().get(meeting.get_absolute_url()).content.decode()
    assert "They are not agreed yet." not in page


def test_only_minutes_are_published_as_a_draft(meeting):
    with pytest.raises(Exception, match="revision_published_as_a_draft_is_minutes"):
        publishing.store(
            meeting,
            Revision.Kind.AGENDA,
            {Revision.Audience.PUBLIC: (publishing.minutes_of(meeting), ())},
            on=DAY,
            by=None,
            is_draft=True,
        )


# The page


def step_taken(client: Client, meeting: Meeting, step: str, **fields: str):
    """The page after a step that is posted from it."""
    address = f"/admin/meetings/meeting/{meeting.pk}/minutes/"
    stood = client.get(address).context["stood"]
    return client.post(f"{address}{step}/", {"stood": stood, **fields}, follow=True)


def post(client: Client, meeting: Meeting, step: str, **fields: str) -> str:
    return step_taken(client, meeting, step, **fields).content.decode()


def answer(client: Client, meeting: Meeting, step: str, **fields: str) -> str:
    """What the page says at its top to a step that is posted."""
    return parsed(step_taken(client, meeting, step, **fields)).css_first(".messagelist").text()


def test_page_says_what_is_wrong_and_where_it_is_mended(client, meeting):
    item = AgendaItemFactory(meeting=meeting, title="Locks")
    action = ActionFactory(entry__meeting=meeting, text="Dig.")
    page = client.get(f"/admin/meetings/meeting/{meeting.pk}/minutes/")
    found = {one.says: one.url for one in page.context["wrong"]}
    assert found == {
        "Nothing stands under “1. Locks”.": f"/admin/meetings/agendaitem/{item.pk}/change/",
        f"{action.reference} has no owner: Dig.": f"/admin/actions/action/{action.pk}/change/",
    }
    assert "The panel aims to have them published by 2 April 2024." in page.content.decode()


def test_steps_are_taken_on_the_page(client, meeting):
    today = timezone.localdate().isoformat()
    assert "Cleared by the chair on 20 March 2024" in post(
        client, meeting, "clearance", on="2024-03-20"
    )
    assert "Say how the minutes were agreed." in post(client, meeting, "agreement", on=today)
    assert "at a meeting" in post(client, meeting, "agreement", on="2024-03-20", how="meeting")
    assert "Enter a valid date." in post(client, meeting, "draft", on="soon")
    assert "Published: minutes 1 of" in post(client, meeting, "publication", on=today)
    assert "Say why the published minutes are corrected." in post(
        client, meeting, "publication", on=today
    )


@pytest.mark.parametrize("reason", ["", " ", "x" * 501])
def test_publishing_again_asks_for_a_reason_that_can_be_read(client, meeting, reason):
    on = TODAY.isoformat()
    answer(client, meeting, "publication", on=on)
    assert "Say why" in answer(client, meeting, "publication", on=on, reason=reason)
    assert meeting.revisions.count() == 1
    assert "Published" in answer(client, meeting, "publication", on=on, reason="x" * 500)


@pytest.mark.parametrize("step", [*Panel.Step.values, "publication"])
def test_steps_of_another_panels_minutes_do_not_exist(client, step):
    other = MeetingFactory()
    address = f"/admin/meetings/meeting/{other.pk}/minutes/{step}/"
    assert client.post(address, {"on": "2024-03-20"}).status_code == 404
    assert client.get(address).status_code == 405


def test_panel_chooses_its_steps(client, panel):
    address = f"/admin/panel/panel/{panel.pk}/change/"
    form = {
        "name": panel.name,
        "target_days": 21,
        "steps": ["draft"],
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }
    assert client.post(address, form).status_code == 302
    panel.refresh_from_db()
    assert panel.steps == ["draft"]
