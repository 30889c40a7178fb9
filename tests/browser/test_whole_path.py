"""From files to page, admin and API, as the public, a member and the secretary see them."""

import datetime
from io import StringIO

import pytest
from playwright.sync_api import Page, expect

from meetings.minutes import publishing
from meetings.models import Meeting
from panel.demo import load_sample
from panel.models import User
from tests.browser.test_pages import account

PUBLISHED = "Complete. There were 47, of which 31 had never been reported."


@pytest.fixture
def panel(live_server):
    panel = load_sample(stdout=StringIO())
    publishing.circulate_draft(
        Meeting.objects.get(number=3), on=datetime.date(2026, 11, 2), by=None
    )
    return panel


def sign_in(page: Page, url: str, user: User) -> None:
    user.set_password("a long enough one")
    user.save()
    page.goto(f"{url}/sign-in/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("a long enough one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def listed(page: Page, url: str) -> list[str]:
    """The days of the meetings that the API lists."""
    answer = page.request.get(f"{url}/api/v1/meetings/?panel=RW").json()
    return sorted(row["held_on"] for row in answer["results"])


@pytest.mark.parametrize("viewer", ["public", "member", "secretary"])
def test_imported_minutes_stand_on_page_in_admin_and_in_api(page: Page, live_server, panel, viewer):
    url = live_server.url
    user = account(viewer, panel)
    if user:
        sign_in(page, url, user)
    page.goto(url)
    page.get_by_role("main").get_by_role("link", name=panel.name, exact=True).click()
    page.get_by_role("link", name="All meetings").click()
    days = page.locator("tbody th")
    published = ["11 June 2026", "12 February 2026"]
    expect(days).to_have_text(published if viewer == "public" else ["15 October 2026", *published])
    page.get_by_role("link", name="11 June 2026").click()
    expect(page.get_by_text(PUBLISHED)).to_be_visible()

    page.locator("#review-RW-1").get_by_role("link", name="RW-1").click()
    expect(page.locator(".history h3")).to_have_text(["12 February 2026", "11 June 2026"])

    response = page.goto(f"{url}/panels/RW/meetings/3/")
    assert response
    notice = page.locator(".notice")
    if viewer == "public":
        assert response.status == 404
    elif viewer == "member":
        expect(notice).to_contain_text("Draft minutes, circulated to members on 2 November 2026")
    else:
        expect(notice).to_contain_text("Draft: not published. This is the record as it stands")

    page.goto(f"{url}/admin/meetings/meeting/")
    if viewer == "secretary":
        expect(page.locator("#result_list tbody tr")).to_have_count(3)
    else:
        expect(page.locator("#result_list")).to_have_count(0)

    days_in_api = ["2026-02-12", "2026-06-11", "2026-10-15"]
    assert listed(page, url) == (days_in_api[:2] if viewer == "public" else days_in_api)
