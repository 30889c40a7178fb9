"""One client for each kind of viewer in the table of who sees what, and what they are given."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.minutes.document import Presence
from meetings.models import Meeting
from panel.models import User
from tests.factories import (
    AdministratorFactory,
    AttendanceFactory,
    MembershipFactory,
    PanelSecretaryFactory,
    UserFactory,
)


def client_of(user: User | None) -> Client:
    """A browser in which `user` is signed in; nobody if None."""
    client = Client()
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def viewers(invited_to: Meeting) -> dict[str, Client]:
    """Each kind of viewer of a meeting's panel; one is no member, but invited to the meeting."""
    panel = invited_to.panel
    users = {
        "public": None,
        "member": MembershipFactory(panel=panel, person__user=UserFactory()).person.user,
        "invited": AttendanceFactory(
            meeting=invited_to, person__user=UserFactory(), presence=Presence.EXPECTED
        ).person.user,
        "secretary": PanelSecretaryFactory(panel=panel).user,
        "other secretary": PanelSecretaryFactory().user,
        "administrator": AdministratorFactory(),
    }
    return {name: client_of(user) for name, user in users.items()}


def results(client: Client, address: str) -> list[dict[str, Any]]:
    """The rows of a list of the API."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def queries(client: Client, address: str) -> int:
    """How many queries an address takes."""
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(address).status_code == 200
    return len(context)
