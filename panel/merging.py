"""Two rows for one thing: one points to the other, and nothing is deleted.

Where reading cannot tell whether two rows are one, a pair keeps the question until somebody
settles it.
"""

import datetime
from collections.abc import Iterable
from typing import Any, Self

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from panel.turns import take_turn


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

    def unattached(self) -> Self:
        """Those that nothing of the record names."""
        raise NotImplementedError

    def tied_to(self, panels: models.QuerySet[Any]) -> Self:
        """Those that the record of one of `panels` names."""
        raise NotImplementedError

    def changeable_by(self, user: Any) -> Self:
        """Those tied to a panel that `user` keeps, or as yet to nothing."""
        if user.is_active and user.is_superuser:
            return self
        rows: Any = self.model._default_manager
        kept = rows.tied_to(apps.get_model("panel.Panel").objects.kept_by(user))
        return self.filter(Q(pk__in=kept.values("pk")) | Q(pk__in=rows.unattached().values("pk")))

    def mergeable_by(self, user: Any) -> Self:
        """Of these, those tied to no other panel: merging people joins what they may read."""
        panels = apps.get_model("panel.Panel").objects
        others = panels.exclude(pk__in=panels.kept_by(user).values("pk"))
        rows: Any = self.model._default_manager
        return self.changeable_by(user).exclude(pk__in=rows.tied_to(others).values("pk"))


class Mergeable(models.Model):
    """A model with a `same_as`, which says in words what its trigger refuses."""

    same_as: Any
    same_as_id: int | None
    merged: Any

    class Meta:
        abstract = True

    def claim(self) -> tuple:
        """Of two rows that are one, the one with the greater claim stays; the older at last."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        if self.same_as is None or self.same_as == self:  # a constraint names the latter
            return
        if self.same_as.same_as_id:
            raise ValidationError({"same_as": f"{self.same_as} is itself merged into another."})
        if self.pk and self.merged.exists():
            raise ValidationError({"same_as": f"Others are already merged into {self}."})


class PairQuerySet(models.QuerySet):
    def with_standing(self) -> Self:
        """Each with `one_stands` and `other_stands`, the identifiers its two rows resolve to."""
        pointer = self.model.pointer
        return self.annotate(
            one_stands=Coalesce(f"one__{pointer}", "one"),
            other_stands=Coalesce(f"other__{pointer}", "other"),
        )

    def unsettled(self) -> Self:
        """Open questions, without those that other pairs or pointers answered meanwhile."""
        settled_as_two = self.model._default_manager.filter(are_one=False).with_standing()
        same = Q(one_stands=OuterRef("one_stands"), other_stands=OuterRef("other_stands"))
        crossed = Q(one_stands=OuterRef("other_stands"), other_stands=OuterRef("one_stands"))
        return (
            self.with_standing()
            .filter(~Q(one_stands=F("other_stands")), are_one=None)
            .filter(~Exists(settled_as_two.filter(same | crossed)))
        )

    def settled(self) -> Self:
        return self.filter(are_one__isnull=False)

    def propose(self, pairs: Iterable[Any]) -> int:
        """Ask whether the two rows of each unsaved pair are one; return how many are asked anew.

        The pair is of the rows that these resolve to. One that stands, settled or not, stays
        as it is, and what is one already is not asked.
        """
        pointer = self.model.pointer
        asked: dict[tuple[int, int], Any] = {}
        for pair in pairs:
            ends = [getattr(row, pointer) or row for row in (pair.one, pair.other)]
            pair.one, pair.other = sorted(ends, key=lambda row: row.pk)
            if pair.one_id != pair.other_id:
                asked.setdefault((pair.one_id, pair.other_id), pair)
        ones = {one for one, _ in asked}
        stand = set(self.filter(one__in=ones).values_list("one_id", "other_id"))
        new = [pair for ends, pair in asked.items() if ends not in stand]
        self.bulk_create(new, ignore_conflicts=True)
        return len(new)

    @transaction.atomic
    def part(self, one: Any, other: Any, *, by: Any, at: datetime.datetime, **asked: Any) -> None:
        """Settle that two rows are different, asked or not; rows that are one are left so."""
        take_turn()
        pair = self.model(one=one, other=other, **asked)
        self.propose([pair])
        open_pair = self.filter(one=pair.one_id, other=pair.other_id, are_one=None)
        open_pair.update(are_one=False, settled_by=by, settled_at=at)


class Pair(models.Model):
    """Two rows that may be one: a question, and how it was settled.

    `pointer` is the column with which one row leads to another that it is one with. Who
    settles takes turns with recording, so that neither works on what the other changes.
    """

    pointer: str
    one: Any
    one_id: int
    other: Any
    other_id: int

    why = models.CharField("why it is asked", max_length=500)
    are_one = models.BooleanField("one and the same", null=True, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    before = models.JSONField(
        null=True,
        blank=True,
        editable=False,
        help_text="What stood before the two were made one, so that it can be undone.",
    )

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="%(class)s_once",
                violation_error_message="This is asked already.",
            ),
            models.CheckConstraint(
                name="%(class)s_in_order",
                condition=Q(one__lt=F("other")),
                violation_error_message="A pair names the older row first, and another second.",
            ),
            models.CheckConstraint(
                name="%(class)s_settled_when_and_how",
                condition=Q(are_one=None, settled_at=None)
                | Q(are_one__isnull=False, settled_at__isnull=False),
                violation_error_message="Say both when and how it was settled.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"

    def make_one(self) -> dict[str, Any]:
        """Let one row lead to the other, and return what is needed to undo that.

        Raises ValidationError where the two cannot be one.
        """
        raise NotImplementedError

    def make_two(self, before: dict[str, Any]) -> None:
        """Undo `make_one`, which returned `before`."""
        raise NotImplementedError

    @transaction.atomic
    def settle_as_one(self, *, by: models.Model | None, at: datetime.datetime) -> None:
        """Make the two one.

        Raises ValidationError `settled` where it was settled before, `different` where it
        was settled that these are two, and others where the rows cannot be one.
        """
        self.settle(are_one=True, by=by, at=at)
        one, other = self.standing()
        if self.settled_as_two().exists():
            raise ValidationError(
                f"It was settled before that {one} and {other} are two.", code="different"
            )
        self.before = None if one == other else self.make_one()
        self.save(update_fields=["before"])

    @transaction.atomic
    def settle_as_two(self, *, by: models.Model | None, at: datetime.datetime) -> None:
        """Keep that the two are different, so that they are not asked about again.

        Raises ValidationError `settled` where it was settled before, `one` where they were
        made one in another way.
        """
        self.settle(are_one=False, by=by, at=at)
        one, other = self.standing()
        if one == other:
            raise ValidationError(
                f"{self.one} and {self.other} were made one meanwhile; undo that first.", code="one"
            )

    @transaction.atomic
    def reopen(self) -> None:
        """Ask again, taking away the pointer that settling the pair set.

        Raises ValidationError `open` where it is not settled.
        """
        take_turn()
        self.refresh_from_db()
        if self.are_one is None:
            raise ValidationError("This is not settled.", code="open")
        before = self.before
        self.are_one = self.settled_at = self.settled_by = self.before = None
        self.save(update_fields=["are_one", "settled_at", "settled_by", "before"])
        if before:
            self.make_two(before)

    def settle(self, *, are_one: bool, by: Any, at: datetime.datetime) -> None:
        take_turn()
        open_pair = type(self)._default_manager.filter(pk=self.pk, are_one=None)
        if not open_pair.update(are_one=are_one, settled_by=by, settled_at=at):
            raise ValidationError("This was settled meanwhile.", code="settled")
        self.refresh_from_db()

    def standing(self) -> list[Any]:
        """The rows that these resolve to: one twice, where they are one."""
        return [getattr(row, self.pointer) or row for row in (self.one, self.other)]

    def settled_as_two(self) -> models.QuerySet:
        """Pairs that answer this question with no."""
        one, other = self.standing()
        pairs: Any = type(self)._default_manager.exclude(pk=self.pk).filter(are_one=False)
        return pairs.with_standing().filter(
            Q(one_stands=one.pk, other_stands=other.pk)
            | Q(one_stands=other.pk, other_stands=one.pk)
        )


class MergeablePair(Pair):
    """Two rows of a Mergeable."""

    pointer = "same_as"

    class Meta(Pair.Meta):
        abstract = True

    def make_one(self) -> dict[str, Any]:
        """The row with the lesser claim, and all that point to it, point to the other."""
        goes, stays = sorted(self.standing(), key=lambda row: row.claim())
        followers = list(goes.merged.values_list("pk", flat=True))
        goes.merged.update(same_as=stays)
        goes.same_as = stays
        goes.save(update_fields=["same_as"])
        return {"went": goes.pk, "followed": followers}

    def make_two(self, before: dict[str, Any]) -> None:
        """The row that went stands for itself again, with what is one with it but for this pair.

        That is what pointed to it before, and what other pairs settled as one with it since.
        """
        rows = type(self.one)._default_manager
        went = rows.filter(pk=before["went"]).exclude(same_as=None).first()
        if went is None:  # the pointer was taken away by hand
            return
        stays = went.same_as
        group = {stays.pk, *stays.merged.values_list("pk", flat=True)}
        away = {went.pk, *before["followed"]} & group
        pairs: Any = type(self)._default_manager.filter(are_one=True)
        links = list(pairs.filter(one__in=group, other__in=group).values_list("one", "other"))
        while joined := {end for link in links if away & set(link) for end in link} - away:
            away |= joined
        if stays.pk in away:  # others say so too
            return
        rows.filter(pk=went.pk).update(same_as=None)
        rows.filter(pk__in=away - {went.pk}).update(same_as=went)
