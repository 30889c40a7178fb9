"""Accounts, and whoever asks to see something."""

from dataclasses import dataclass
from typing import Any, Self

from django.apps import apps
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Value
from django.utils.functional import cached_property

from panel.history import tracked


class User(AbstractUser):
    """An account. Its rights on panels are PanelSecretary rows and its person's seats."""

    @cached_property
    def reach(self) -> "Reach":
        """Read once for this object, which lives for one request."""
        return Reach.read(self)


Viewer = User | AnonymousUser
"""Whoever asks to see something."""


def sees_all(user: Viewer) -> bool:
    """Whether `user` is an administrator; a closed account sees what the public sees."""
    return user.is_active and user.is_superuser


tracked(exclude=("password", "last_login"))(User)


@dataclass(frozen=True)
class Reach:
    """What an account reaches, as identifiers; a closed account and the public reach nothing."""

    people: frozenset[int] = frozenset()
    kept_panels: frozenset[int] = frozenset()
    member_panels: frozenset[int] = frozenset()
    invited_meetings: frozenset[int] = frozenset()

    @classmethod
    def read(cls, user: User) -> Self:
        """The rows that each of these rules gives, in one query."""
        panels = model("panel.Panel").objects
        rules = {
            "people": model("panel.Person").objects.of(user),
            "kept_panels": panels.kept_by(user),
            "member_panels": panels.with_member(user),
            "invited_meetings": model("meetings.Meeting").objects.with_invited(user),
        }
        first, *others = (
            rows.order_by().annotate(rule=Value(rule)).values_list("rule", "pk")
            for rule, rows in rules.items()
        )
        found: dict[str, set[int]] = {rule: set() for rule in rules}
        for rule, pk in first.union(*others, all=True):
            found[rule].add(pk)
        return cls(**{rule: frozenset(identifiers) for rule, identifiers in found.items()})


NOBODY = Reach()


def reach_of(user: Viewer) -> Reach:
    return user.reach if isinstance(user, User) and user.is_active else NOBODY


def model(label: str) -> Any:
    """A model that stands above the one that asks, whose visibility decides what is seen here."""
    return apps.get_model(label)
