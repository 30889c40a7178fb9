"""The sample panel, and the demo's accounts.

Their passwords are public: production refuses a database with them.
"""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from meetings.minutes import publishing
from meetings.minutes.document import Role
from meetings.models import Attendance

from .models import Membership, Panel, PanelSecretary, Person, User

SAMPLE = Path(__file__).parent / "sample"
CODE = "RW"
NAME = "Rivers and Waters Transparency Panel"

SECRETARY = "secretary"
MEMBER = "member"
ADMINISTRATOR = "administrator"
PASSWORDS = {name: f"demo-{name}" for name in (SECRETARY, MEMBER, ADMINISTRATOR)}


def has_accounts() -> bool:
    """Does a demo account stand here under its known password?"""
    return any(
        user.check_password(PASSWORDS[user.get_username()])
        for user in User.objects.filter(username__in=PASSWORDS, is_active=True)
    )


def load_sample(**output: Any) -> Panel:
    """The sample panel with its minutes, through the import that real ones go through."""
    files = sorted(str(path) for path in SAMPLE.glob("*.md"))
    call_command("import_minutes", *files, new_panel=[f"{CODE}={NAME}"], **output)
    return Panel.objects.get(code=CODE)


@transaction.atomic
def make_accounts(panel: Panel) -> None:
    """Seats for those who come to the panel, and one account for each right on it.

    The draft is circulated, so that the member reads more than the public.
    """
    for attendance in Attendance.objects.filter(meeting__panel=panel).exclude(
        role__in=[Role.DEPUTY, Role.MINUTE_TAKER]
    ):
        Membership.objects.get_or_create(
            panel=panel,
            person=attendance.person,
            defaults={
                "role": attendance.role or Membership.Role.MEMBER,
                "representing": attendance.organisation,
            },
        )
    users = {
        name: User.objects.create_user(
            username=name,
            password=password,
            is_staff=name != MEMBER,
            is_superuser=name == ADMINISTRATOR,
        )
        for name, password in PASSWORDS.items()
    }
    PanelSecretary.objects.create(user=users[SECRETARY], panel=panel)
    for name, role in ((SECRETARY, Membership.Role.SECRETARY), (MEMBER, Membership.Role.MEMBER)):
        person = Person.objects.filter(memberships__panel=panel, memberships__role=role)[0]
        person.user = users[name]
        person.save(update_fields=["user"])
    for meeting in panel.meetings.filter(published_on=None, held_on__isnull=False):
        publishing.circulate_draft(meeting, on=timezone.localdate(), by=users[SECRETARY])
