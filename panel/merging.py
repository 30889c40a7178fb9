"""Two rows for one thing: one points to the other with `same_as`, and nothing is deleted."""

from typing import Any, Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce


def no_chains(name: str, pointer: str = "same_as") -> pgtrigger.Trigger:
    """Refuse a pointer to a row which itself points on, or from one that is pointed to.

    One at a time: two that are made at once would each not see the other.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{pointer}_id"),
        condition=pgtrigger.Q(**{f"new__{pointer}__isnull": False}),
        func=pgtrigger.Func(
            """
            PERFORM pg_advisory_xact_lock('{meta.db_table}'::regclass::int, 0);
            IF EXISTS (SELECT 1 FROM {meta.db_table} other
                       WHERE (other.id = NEW.POINTER_id AND other.POINTER_id IS NOT NULL)
                          OR other.POINTER_id = NEW.id) THEN
                RAISE EXCEPTION 'POINTER does not chain' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
            """.replace("POINTER", pointer)
        ),
    )


class MergeableQuerySet(models.QuerySet):
    def resolved(self) -> Self:
        """The rows that stand for themselves, leaving out those that point to another."""
        return self.filter(same_as=None)

    def with_same(self) -> Self:
        """These rows and all others that are one with them: pointed to, or pointing there."""
        stands = self.order_by().values(stands=Coalesce("same_as", "pk"))
        rows = self.model._default_manager
        return rows.filter(Q(pk__in=stands) | Q(same_as__in=stands))


class Mergeable(models.Model):
    """A model with a `same_as`, which says in words what its trigger refuses."""

    same_as: Any
    merged: Any

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.same_as is None or self.same_as == self:  # a constraint names the latter
            return
        if self.same_as.same_as_id:
            raise ValidationError({"same_as": f"{self.same_as} is itself merged into another."})
        if self.pk and self.merged.exists():
            raise ValidationError({"same_as": f"Others are already merged into {self}."})
