"""The demo's accounts. Their passwords are public: production refuses a database with them."""

from django.db import transaction

from .models import User

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


@transaction.atomic
def make_accounts() -> None:
    """One account for each right on the sample panel, which stands already."""
    for name, password in PASSWORDS.items():
        User.objects.create_user(
            username=name,
            password=password,
            is_staff=name != MEMBER,
            is_superuser=name == ADMINISTRATOR,
        )
