"""The sample panel, and the demo's accounts.

Their passwords are public: production refuses a database with them.
"""

import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from meetings.minutes import publishing
from meetings.minutes.document import Manner, Purpose, Role
from meetings.models import Attendance, Paper, PaperVersion

from .models import Membership, Panel, PanelSecretary, Person, User

SAMPLE = Path(__file__).parent / "sample"
PAPERS = SAMPLE / "papers"
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
    give_papers(panel, by=users[SECRETARY])
    for meeting in panel.meetings.filter(published_on=None, held_on__isnull=False):
        publishing.circulate_draft(meeting, on=timezone.localdate(), by=users[SECRETARY])


def give_papers(panel: Panel, *, by: User) -> None:
    """The papers of the meeting in June, as they went out with its agenda and then its minutes.

    The members had one of them first in another version, and one that the public never sees;
    one came late, one was tabled and one given orally.
    """
    meeting = panel.meetings.get(held_on=datetime.date(2026, 6, 11))
    items = {item.number: item for item in meeting.items.all()}

    def add(position: int, item: str, title: str, **told: Any) -> Paper:
        fields = {"position": position, "item": items[item], "title": title, **told}
        return Paper.objects.create(meeting=meeting, **fields)

    def give(paper: Paper, name: str) -> None:
        version = PaperVersion.of(paper, (PAPERS / name).read_bytes(), name)
        version.received_by = by
        version.add()

    rule = add(0, "3", "A rule for stale readings", reference="RW(26)4", purpose=Purpose.DECISION)
    bought = {"reference": "RW(26)5", "purpose": Purpose.INFORMATION, "is_restricted": True}
    licences = add(1, "4", "Who bought the outlines", **bought)
    give(rule, "stale-readings.pdf")
    give(licences, "licences.csv")
    publishing.circulate_agenda(meeting, on=datetime.date(2026, 5, 28), by=by)

    told = {"reference": "RW(26)6", "purpose": Purpose.DISCUSSION}
    closures = add(3, "5", "Closures of locks and towpaths", **told)
    give(rule, "stale-readings-corrected.pdf")
    give(closures, "closures.txt")
    publishing.publish_agenda(meeting, on=datetime.date(2026, 6, 4), by=by)

    accounts = "https://rivers-panel.example/papers/outline-accounts"
    add(2, "4", "The accounts of the outlines", manner=Manner.TABLED, url=accounts)
    add(4, "6", "The visit of 21 May", manner=Manner.ORAL)
    day, reason = datetime.date(2026, 7, 13), "The papers were added."
    publishing.publish(meeting, on=day, by=by, reason=reason)
