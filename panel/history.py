"""History of rows, kept by database triggers: each insert, change and deletion, who and when."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])

USER = "user"
"""What the context of a change names the account by that made it, where one did."""


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Keep the history of a model's rows, in all columns but `exclude`.

    Left out are secrets, sign-in times, and columns that the database computes.
    """
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*events, exclude=list(exclude))
