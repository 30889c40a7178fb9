"""Addresses that nobody made lead nowhere, and never to a fault."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/panels/%00/",
        "/panels/RW%00/meetings/1/",
        "/panels/%E2%80%AE/",
        "/panels/RW/meetings/1/%00/1/",
        "/panels/RW/meetings/99999999999999999999/",
        "/panels/RW/meetings/1/minutes/99999999999999999999/",
        "/panels/RW/actions/99999999999999999999/",
        "/people/99999999999999999999/",
    ],
)
def test_address_of_nothing_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["words=%00", "owner=%00x", "panel=%00", "status=%00"])
def test_filter_that_holds_no_text_is_refused(client, query):
    assert client.get(f"/actions/?{query}").status_code == 422
