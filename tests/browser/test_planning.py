"""Planning a meeting by keyboard, with a script and without."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from meetings.models import Meeting
from panel.models import Panel
from tests.browser.test_cycle import fill, press, reach
from tests.browser.test_pages import sign_in
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EntryFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PanelSecretaryFactory,
)


@pytest.fixture
def panel(live_server) -> Panel:
    return PanelFactory(code="RW", name="Rivers and Waters Panel")


@pytest.fixture
def desk(page: Page, live_server, panel: Panel) -> Page:
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=panel).user)
    return page


@pytest.fixture
def meeting(panel: Panel) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2100, 3, 12))
    for position, title in enumerate(("Welcome", "AOB")):
        AgendaItemFactory(meeting=meeting, position=position, number=str(position + 1), title=title)
    return meeting


def address(live_server, meeting: Meeting) -> str:
    return f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/agenda/"


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.values_list("title", flat=True))


def test_items_that_are_typed_and_moved_stand_as_they_are_seen(
    desk: Page, live_server, meeting: Meeting
):
    desk.goto(address(live_server, meeting))
    fill(desk, desk.locator("#id_items-2-title"), "Reserved contract")
    fill(desk, desk.locator("#id_items-3-title"), "Flood data review")
    press(desk, desk.get_by_role("button", name="Move Flood data review up"))
    press(desk, desk.get_by_role("button", name="Add another item"))
    expect(desk.locator("#id_items-4-title")).to_be_focused()
    desk.keyboard.type("Weirs")
    fill(desk, desk.locator("#id_items-4-minutes"), "20")
    fill(desk, desk.locator("#id_items-0-minutes"), "5")
    expect(desk.locator("#allotted")).to_contain_text("25")
    press(desk, desk.get_by_role("button", name="Save", exact=True))
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")
    assert titles(meeting) == ["Welcome", "Flood data review", "Reserved contract", "Weirs", "AOB"]


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_typed_survives_a_session_that_ended(
    desk: Page, live_server, panel: Panel, meeting: Meeting, is_new: bool
):
    guest = AttendanceFactory(meeting__panel=panel, person__name="Dee Moss").person
    plan = address(live_server, meeting)
    if is_new:
        plan = f"{live_server.url}/admin/meetings/plan/{panel.pk}/"
    desk.goto(plan)
    row = desk.locator(".item.new").first
    fill(desk, row.locator(".field-title input"), "Locks")
    press(desk, desk.get_by_role("button", name="Move Locks up"))
    press(desk, desk.get_by_role("button", name="Add another item"))
    desk.keyboard.type("Weirs")
    fill(desk, desk.get_by_label("Venue"), "Lock House")
    day = desk.get_by_label("Date:", exact=True)
    day.fill("2100-05-14")
    desk.locator(".field-guests .select2-selection").click()
    desk.keyboard.type("Dee")
    desk.get_by_role("option", name="Dee Moss").click()
    desk.context.clear_cookies()
    save = desk.locator("input.default")
    save.click()
    expect(desk.locator("h1")).to_contain_text("The form was not accepted")
    expect(desk.locator("main")).to_contain_text("is kept in this browser")

    sign_in(desk, live_server.url, PanelSecretaryFactory._meta.model.objects.get().user)
    desk.goto(plan)
    expect(desk.locator("#kept")).to_contain_text("It is not saved.")
    expect(desk.get_by_label("Venue")).to_have_value("Lock House")
    expect(day).to_have_value("2100-05-14")
    save.click()
    expect(desk.locator(".messagelist")).to_contain_text("lanned." if is_new else "Saved.")
    expect(desk.locator("#kept")).to_be_hidden()
    saved = Meeting.objects.get(held_on="2100-05-14")
    told = titles(saved)
    assert told.index("Weirs") == told.index("Locks") + 2  # above what stood before it
    assert [row.person for row in saved.attendances.all()] == [guest]

    # What was saved is not put back; what is dropped neither.
    desk.goto(plan)
    expect(desk.locator("#kept")).to_be_hidden()
    fill(desk, desk.get_by_label("Venue"), "Weir House")
    desk.reload()
    press(desk, desk.get_by_role("button", name="Drop it"))
    expect(desk.get_by_label("Venue")).not_to_have_value("Weir House")
    expect(desk.locator("#kept")).to_be_hidden()


def test_what_was_kept_before_a_colleague_saved_is_compared(
    desk: Page, live_server, meeting: Meeting
):
    desk.goto(address(live_server, meeting))
    fill(desk, desk.get_by_label("Venue"), "Lock House")
    desk.goto(f"{live_server.url}/admin/")
    Meeting.objects.update(title="Locks and weirs")
    desk.goto(address(live_server, meeting))
    expect(desk.get_by_label("Venue")).to_have_value("Lock House")
    press(desk, desk.get_by_role("button", name="Save", exact=True))
    differs = desk.locator(".differences h3")
    expect(differs).to_have_text(["Venue", "Title"])


def test_what_is_typed_is_published_and_a_cancellation_confirmed_without_a_script(
    browser: Browser, live_server, panel: Panel, meeting: Meeting
):
    AttendanceFactory(meeting=meeting, presence="expected")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 380, "height": 900})
    page = context.new_page()
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=panel).user)
    page.goto(address(live_server, meeting))
    page.locator("#id_items-0-title").fill("Welcome, all")
    page.locator("#id_items-2-title").fill("Locks")
    page.locator("#id_items-2-ORDER").fill("1")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator(".messagelist")).to_contain_text("The agenda was published.")
    assert titles(meeting) == ["Locks", "Welcome, all", "AOB"]
    page.get_by_role("button", name="Cancel the meeting").click()
    page.get_by_role("button", name="Yes, cancel the meeting").click()
    expect(page.locator(".messagelist")).to_contain_text("The meeting is cancelled")
    context.close()


def test_comparison_and_questions_are_accessible_wide_and_narrow(
    desk: Page, live_server, panel: Panel, meeting: Meeting
):
    MembershipFactory(panel=panel, person__name="Ada Ferris")
    AttendanceFactory(meeting=meeting, presence="expected")  # of somebody without a seat
    for width in (1280, 380):
        desk.set_viewport_size({"width": width, "height": 900})
        desk.goto(f"{address(live_server, meeting)}as/members/")
        check(desk, width)
        press(desk, desk.get_by_role("link", name="Back to the plan"))
        expect(desk.get_by_label("Venue")).not_to_have_value("Lock House")
        desk.get_by_role("button", name="Cancel the meeting").click()
        expect(desk.get_by_role("button", name="Yes, cancel the meeting")).to_be_visible()
        check(desk, width)
        desk.goto(address(live_server, meeting))
        Meeting.objects.update(venue=f"Weir House {width}", title="Locks" * 30)
        reach(desk, desk.get_by_label("Venue"))
        desk.keyboard.type("Lock House")
        desk.get_by_role("button", name="Save and publish").click()
        expect(desk.get_by_role("heading", name="What differs")).to_be_visible()
        check(desk, width)
        press(desk, desk.get_by_role("link", name="Leave yours"))
        expect(desk.get_by_label("Venue")).to_have_value(f"Weir House {width}")
    fill(desk, desk.get_by_label("Venue"), "Lock House")
    Meeting.objects.update(title="Weirs")
    desk.get_by_role("button", name="Save and publish").click()
    press(desk, desk.get_by_role("button", name="Save yours in place of what stands"))
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")


def test_page_of_a_minuted_meeting_is_accessible_and_shows_what_was_typed_before(
    desk: Page, live_server, meeting: Meeting
):
    for width in (1280, 380):
        desk.set_viewport_size({"width": width, "height": 900})
        desk.goto(address(live_server, meeting))
        desk.get_by_label("Venue").fill("Lock House")
        entry = EntryFactory(item=meeting.items.first())
        desk.get_by_role("button", name="Save and publish").click()
        expect(desk.locator(".errornote")).to_contain_text("Minutes are written since you opened")
        expect(desk.get_by_label("Venue")).to_have_value("Lock House")
        check(desk, width)
        press(desk, desk.get_by_role("link", name="Leave yours"))
        expect(desk.get_by_label("Venue")).to_be_disabled()
        check(desk, width)
        entry.delete()
    desk.goto(address(live_server, meeting))
    expect(desk.get_by_label("Venue")).to_have_value("")  # what was left is not put back


def check(desk: Page, width: int) -> None:
    found = Axe().run(desk).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
