import pytest
from playwright.sync_api import Page, expect


@pytest.mark.django_db(transaction=True)
def test_account_signs_in(page: Page, live_server, django_user_model):
    django_user_model.objects.create_user("ann", password="a long enough one")
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill("a long enough one")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{live_server.url}/")
