"""Every page of the admin that a secretary comes to, as Chromium shows it."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from panel.models import User
from tests.browser.test_pages import sign_in
from tests.canaries import plant
from tests.factories import AgendaItemFactory, MeetingFactory, PanelSecretaryFactory


def addresses(user: User) -> Iterator[str]:
    """The list of each kind of rows, the form for a new one, and a row's form and history."""
    client = Client()
    client.force_login(user)
    for model, its_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found = [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        for row in its_admin.get_queryset(client.get("/admin/").wsgi_request)[:1]:
            found += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history")]
        yield from (address for address in found if client.get(address).status_code == 200)


def test_lists_and_forms_are_accessible_and_fit_wide_and_narrow(page: Page, live_server, db):
    _, viewers = plant()
    secretary = viewers["secretary"]
    assert secretary
    sign_in(page, live_server.url, secretary)
    faults: list[tuple] = []
    for address in addresses(secretary):
        page.goto(live_server.url + address)
        for width in (1280, 380):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append((address, width, "scrolls sideways"))
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"] for node in violation["nodes"]]
                faults.append((address, width, violation["id"], nodes[:2]))
    assert faults == []


def test_form_that_a_colleague_overtook_is_read_and_saved_by_keyboard(page: Page, live_server, db):
    meeting = MeetingFactory(venue="Old hall")
    item = AgendaItemFactory(meeting=meeting, title="Locks")
    sign_in(page, live_server.url, PanelSecretaryFactory(panel=meeting.panel).user)
    page.goto(live_server.url + reverse("admin:meetings_meeting_change", args=[meeting.pk]))
    item.title = "Keys"
    item.save()
    page.get_by_label("Venue").fill("Lock House")
    page.keyboard.press("Enter")
    told = page.get_by_role("alert")
    assert "agenda item “Keys” changed: title Locks Keys" in told.inner_text()
    assert page.get_by_label("Venue").input_value() == "Lock House"
    for width in (1280, 380):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []
    told.get_by_role("checkbox").press("Space")
    page.get_by_label("Venue").press("Enter")
    page.wait_for_url("**/meetings/meeting/")
    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (meeting.venue, item.title) == ("Lock House", "Locks")
