"""The filters beside the lists of the admin."""

import re
from html import unescape

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client

from panel.models import User
from tests.factories import ActionFactory, AdministratorFactory, MembershipFactory, RevisionFactory

pytestmark = pytest.mark.django_db

FILTERED = [model for model, listed in admin.site._registry.items() if listed.list_filter]


@pytest.fixture
def administrator(client: Client) -> User:
    user = AdministratorFactory()
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", FILTERED, ids=lambda model: model._meta.model_name)
def test_every_link_of_every_filter_leads_somewhere(
    client: Client, administrator: User, model: type[Model]
):
    RevisionFactory(meeting=ActionFactory().entry.meeting)
    MembershipFactory()
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    page = client.get(address).content.decode()
    beside = page[page.index('id="changelist-filter"') :]
    links = [unescape(link) for link in re.findall(r'href="(\?[^"]+)"', beside)]
    assert links
    assert {link: client.get(address + link).status_code for link in links} == dict.fromkeys(
        links, 200
    )


@pytest.mark.parametrize(
    "address",
    [
        "/admin/actions/action/?status__exact=%00",
        "/admin/autocomplete/?app_label=actions&model_name=action&field_name=repeat_of&term=a%00",
    ],
)
def test_nul_in_the_address_is_a_bad_request(client: Client, administrator: User, address: str):
    assert client.get(address).status_code == 400
