"""Accounts, and whoever asks to see something."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.utils.functional import cached_property

from panel.history import tracked


class User(AbstractUser):
    """An account. Its rights on panels are PanelSecretary rows and its person's seats."""

    @cached_property
    def kept_panels(self) -> frozenset[int]:
        """Identifiers of `Panel.objects.kept_by(self)`, read once for this object."""
        return frozenset(model("panel.Panel").objects.kept_by(self).values_list("pk", flat=True))


Viewer = User | AnonymousUser
"""Whoever asks to see something."""


def sees_all(user: Viewer) -> bool:
    """Whether `user` is an administrator; a closed account sees what the public sees."""
    return user.is_active and user.is_superuser


tracked(exclude=("password", "last_login"))(User)


def model(label: str) -> Any:
    """A model of an app above this one, whose visibility decides what is seen here."""
    return apps.get_model(label)
