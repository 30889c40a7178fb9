"""Every page as Chromium shows it: fit for all, at any width, with the keyboard alone."""

import datetime
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from meetings.minutes import publishing
from meetings.models import Attendance, Meeting
from panel.demo import load_sample
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    MembershipFactory,
    PanelSecretaryFactory,
    PaperFactory,
    UserFactory,
)
from tests.pages import signed_in

ADDRESSES = [
    "/",
    "/sign-in/",
    "/actions/",
    "/actions/?panel=NONE",
    "/panels/RW/",
    "/panels/RW/meetings/",
    "/panels/RW/meetings/1/",
    "/panels/RW/meetings/2/",
    "/panels/RW/meetings/2/minutes/1/",
    "/panels/RW/meetings/2/minutes/2/",
    "/panels/RW/meetings/3/",
    "/panels/RW/meetings/4/",
    "/panels/RW/actions/",
    "/panels/RW/actions/5/",
    "/nothing/",
]


@pytest.fixture
def sample(live_server):
    """The sample panel, with something withheld, withdrawn, circulated and planned."""
    panel = load_sample(stdout=io.StringIO())
    for attendance in Attendance.objects.filter(meeting__number=1).select_related("person"):
        MembershipFactory(panel=panel, person=attendance.person)
    second, third = Meeting.objects.filter(number__in=(2, 3)).order_by("number")
    second.items.filter(position=4).update(withheld="section 43: commercial interests")
    publishing.publish(second, on=datetime.date(2026, 8, 3), by=None, reason="Terms were named.")
    publishing.withdraw(second.revisions.get(number=1), by=None, reason="It named terms.")
    publishing.circulate_draft(third, on=datetime.date(2026, 11, 2), by=None)
    planned = MeetingFactory(
        panel=panel, held_on=datetime.date(2100, 2, 11), joining_details="https://example.org/join"
    )
    item = AgendaItemFactory(meeting=planned)
    PaperFactory(item=item, reference="RW(4)1", purpose="decision", file_name="levels.pdf")
    PaperFactory(meeting=planned, title="Costs of the gauging stations", is_restricted=True)
    PaperFactory(meeting=planned, reference="RW(4)3", withheld="commercial interests")
    PaperFactory(meeting=planned, purpose="minutes", title="minutes_" * 12)
    publishing.publish_agenda(planned, on=datetime.date(2026, 11, 20), by=None)
    return panel


def account(viewer: str, panel):
    if viewer == "public":
        return None
    if viewer == "secretary":
        return PanelSecretaryFactory(panel=panel).user
    return MembershipFactory(panel=panel, person__user=UserFactory()).person.user


def sign_in(page: Page, url: str, user) -> None:
    """Sign an account in, without the form."""
    if user:
        cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


@pytest.mark.parametrize("viewer", ["public", "member", "secretary"])
def test_pages_are_accessible_and_fit_wide_and_narrow(page: Page, live_server, sample, viewer):
    sign_in(page, live_server.url, account(viewer, sample))
    person = sample.memberships.first().person
    faults: list[tuple] = []
    for address in [*ADDRESSES, person.get_absolute_url()]:
        page.goto(live_server.url + address)
        for width in (1280, 380, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append((address, width, "scrolls sideways"))
            if width == 320:
                continue
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"] for node in violation["nodes"]]
                faults.append((address, width, violation["id"], nodes))
    assert faults == []


def test_dark_pages_have_contrast(page: Page, live_server, sample):
    page.emulate_media(color_scheme="dark")
    for address in ("/", "/actions/", "/panels/RW/meetings/2/", "/panels/RW/actions/5/"):
        page.goto(live_server.url + address)
        assert Axe().run(page).response["violations"] == []


def test_keyboard_skips_to_the_content_and_shows_where_it_is(page: Page, live_server, sample):
    page.goto(f"{live_server.url}/panels/RW/meetings/1/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    expect(skip).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main a").first).to_be_focused()


def test_nothing_is_refused_by_the_content_security_policy(page: Page, live_server, sample):
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    for address in ("/", "/actions/", "/panels/RW/meetings/1/", "/sign-in/"):
        page.goto(live_server.url + address)
    assert refused == []


def test_action_leads_to_the_place_where_it_was_reviewed(page: Page, live_server, sample):
    page.goto(f"{live_server.url}/panels/RW/actions/1/")
    page.get_by_role("main").get_by_role("link", name="11 June 2026").click()
    expect(page).to_have_url(f"{live_server.url}/panels/RW/meetings/2/#review-RW-1")
    expect(page.locator("#review-RW-1")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("place", "day"), [("2/minutes/2", "11 June 2026"), ("4/agenda/1", "11 February 2100")]
)
def test_printed_page_can_be_filed(page: Page, live_server, sample, place, day):
    address = f"{live_server.url}/panels/RW/meetings/{place}/"
    page.goto(address)
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    texts = [" ".join(each.extract_text().split()) for each in pages]
    for number, text in enumerate(texts, 1):
        assert f"{number} / {len(texts)}" in text
    assert str(sample) in texts[0].partition(f"Meeting of {day}")[0]
    assert texts[-1].endswith(address)
    for furniture in ("Sign in", "What stands now", "Word", "Panels"):
        assert furniture not in " ".join(texts)
