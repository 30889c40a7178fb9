"""What was agreed to be done."""

import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.urls import reverse

from meetings.models import Entry, Meeting
from panel.history import tracked
from panel.models import Membership, Organisation, Panel, Person, Viewer, model, sees_all

from .status import OPEN, STATED, Status


class ActionQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Without those that were withdrawn or joined to another."""
        return self.filter(withdrawn_on=None, joined_to=None)

    def open(self) -> Self:
        """Those that stand on the next meeting's agenda; a repeat never does."""
        return self.standing().filter(status__in=OPEN, repeat_of=None)

    def overdue(self, on: datetime.date) -> Self:
        """Open actions due before `on`; due that day is not overdue."""
        return self.open().filter(due_on__lt=on)

    def unowned(self) -> Self:
        """Open actions that nobody has been given."""
        return self.open().filter(owners=None)

    def kept_by(self, user: Viewer) -> Self:
        """Those of the panels whose secretary `user` is."""
        if sees_all(user):
            return self
        return self.filter(panel__in=Panel.objects.kept_by(user).values("pk"))

    def visible_to(self, user: Viewer) -> Self:
        """Those that `user` reads of in minutes, as raised or as reviewed."""
        if sees_all(user):
            return self
        return self.filter(
            Q(panel__in=Panel.objects.kept_by(user).values("pk"))
            | Q(entry__in=Entry.objects.visible_to(user).values("pk"))
            | Q(pk__in=model("actions.Review").objects.visible_to(user).values("action"))
        )

    def read_as_open(self) -> Self:
        """Of `as_read_by(user)`, those that stand open to that viewer; a repeat never does."""
        return self.standing().filter(read_status__in=OPEN, repeat_of=None)

    def as_read_by(self, user: Viewer) -> Self:
        """`visible_to(user)`, each with what that viewer may know of it.

        Adds `read_text`, `read_due` (as raised where the viewer may read that, else as in
        the latest review they may read), `read_due_on` (where they may read how it was
        raised), `read_status` (current for the secretary, else as last published), `is_kept`
        and `reads_origin`. Filter, order and show only these.
        """
        kept = Q(panel__in=Panel.objects.kept_by(user).values("pk"))
        raised = Q(entry__in=Entry.objects.visible_to(user).values("pk"))
        latest = (
            model("actions.Review")
            .objects.visible_to(user)
            .filter(action=OuterRef("pk"))
            .latest_first()
        )
        return self.visible_to(user).annotate(
            is_kept=Case(When(kept, then=True), default=False, output_field=models.BooleanField()),
            reads_origin=Case(
                When(kept | raised, then=True), default=False, output_field=models.BooleanField()
            ),
            read_text=Case(
                When(kept | raised, then=F("text")), default=Subquery(latest.values("text")[:1])
            ),
            read_due=Case(
                When(kept | raised, then=F("due")), default=Subquery(latest.values("due")[:1])
            ),
            read_due_on=Case(When(kept | raised, then=F("due_on"))),
            read_status=Case(When(kept, then=F("status")), default=F("published_status")),
        )


@tracked(exclude=("status", "published_status"))
class Action(models.Model):
    """Something a panel agreed is to be done.

    `entry` is where it was raised, None where that is not known. The two statuses are
    kept by the database: see the function `actions_status` in the migrations.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="actions")
    serial = models.PositiveIntegerField(editable=False)
    entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, blank=True, editable=False, related_name="action"
    )
    number = models.CharField(
        max_length=20, blank=True, help_text="As printed where it was raised."
    )
    text = models.TextField("wording")
    due = models.CharField("deadline as said", max_length=300, blank=True)
    due_on = models.DateField("deadline", null=True, blank=True)
    due_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="actions_due"
    )
    repeat_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeats"
    )
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="joined"
    )
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    lapsed_on = models.DateField(null=True, blank=True, editable=False)
    lapse_reason = models.CharField(max_length=300, blank=True, editable=False)
    lapsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    status = models.CharField(
        max_length=20, choices=Status, default=Status.NOT_COMPLETE, editable=False
    )
    published_status = models.CharField(
        max_length=20, choices=STATED, default=Status.NOT_COMPLETE, editable=False
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["panel", "-serial"]
        triggers = [
            pgtrigger.Trigger(
                name="action_repeat_has_no_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("repeat_of_id"),
                condition=pgtrigger.Q(new__repeat_of__isnull=False),
                func=pgtrigger.Func(
                    """
                    IF EXISTS (
                        WITH RECURSIVE chain(id) AS (
                            SELECT NEW.repeat_of_id
                            UNION
                            SELECT a.repeat_of_id FROM {meta.db_table} a JOIN chain USING (id)
                            WHERE a.repeat_of_id IS NOT NULL
                        )
                        SELECT 1 FROM chain WHERE id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'an action does not repeat itself'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["panel", "serial"], name="action_serial_once"),
            models.CheckConstraint(
                name="action_has_wording",
                condition=~Q(text=""),
                violation_error_message="An action needs its wording.",
            ),
            models.CheckConstraint(
                name="action_not_its_own_repeat",
                condition=Q(repeat_of=None) | ~Q(repeat_of=F("id")),
                violation_error_message="An action does not repeat itself.",
            ),
            models.CheckConstraint(
                name="action_lapsed_when_and_why",
                condition=Q(lapsed_on=None, lapse_reason="")
                | (Q(lapsed_on__isnull=False) & ~Q(lapse_reason="")),
                violation_error_message="Say both when and why an action lapses.",
            ),
        ]
        indexes = [
            models.Index(fields=["panel", "status"], name="action_register"),
            models.Index(fields=["panel", "published_status"], name="action_public_register"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("actions:detail", args=[self.panel.code, self.serial])

    @property
    def reference(self) -> str:
        return f"{self.panel.code}-{self.serial}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def assign_serial(self) -> None:
        """Take the panel's next serial, before the action is first saved."""
        self.serial = self.panel.next_number("last_action")

    def repeated(self) -> "list[Action]":
        """What this action repeats, the nearest first; the last of them is the origin."""
        chain: list[Action] = []
        action = self.repeat_of
        while action and action not in chain:
            chain.append(action)
            action = action.repeat_of
        return chain

    def clean(self) -> None:
        super().clean()
        if self.due_meeting and self.due_meeting.panel_id != self.panel_id:
            raise ValidationError({"due_meeting": "That is a meeting of another panel."})
        if self.repeat_of and self.repeat_of.panel_id != self.panel_id:
            raise ValidationError({"repeat_of": "That is an action of another panel."})
        if self.pk and self in self.repeated():
            raise ValidationError({"repeat_of": "An action does not repeat itself."})

    def lapse(self, *, on: datetime.date, reason: str, by: models.Model | None) -> None:
        """Close an open action without a meeting, openly.

        Raises ValidationError `closed` if it is not open, `reason` if no reason is given.
        """
        if not reason.strip():
            raise ValidationError("Say why the action lapses.", code="reason")
        changed = Action.objects.open().filter(pk=self.pk)
        if not changed.update(lapsed_on=on, lapse_reason=reason.strip(), lapsed_by=by):
            raise ValidationError(f"{self.reference} is not open.", code="closed")
        self.refresh_from_db()

    def join(self, other: "Action") -> "Action":
        """Make one action of two that are the same, and return it.

        The one that knows where it was raised stays, else the older; what meetings said of
        the other goes to it, and the other's reference leads to it. Raises ValidationError
        `two_origins` where both were raised, `other_panel` across panels, `repeat` where one
        repeats the other, `joined` where one was joined before or they are one already.
        """
        if self == other or self.joined_to_id or other.joined_to_id:
            raise ValidationError(
                f"{self.reference} and {other.reference} are not two actions that stand.",
                code="joined",
            )
        if self.panel_id != other.panel_id:
            raise ValidationError("Actions of two panels cannot be joined.", code="other_panel")
        if self.entry_id and other.entry_id:
            raise ValidationError(
                f"{self.reference} and {other.reference} were both raised in minutes; "
                "say that one repeats the other.",
                code="two_origins",
            )
        if other in self.repeated() or self in other.repeated():
            raise ValidationError(
                f"Of {self.reference} and {other.reference}, one repeats the other.",
                code="repeat",
            )
        stays, goes = sorted((self, other), key=lambda a: (a.entry_id is None, a.serial))
        with transaction.atomic():
            goes.reviews.update(action=stays)
            goes.repeats.update(repeat_of=stays)
            goes.joined.update(joined_to=stays)
            goes.owners.all().delete()
            Action.objects.filter(pk=goes.pk).update(joined_to=stays, repeat_of=None)
        goes.refresh_from_db()
        stays.refresh_from_db(fields=["status", "published_status"])
        return stays

    def people(self, on: datetime.date) -> models.QuerySet[Person]:
        """Who owes it on that day: its owners, with bodies resolved to people, each once."""
        owners = self.owners.all()
        seats = Membership.objects.current(on).filter(panel=self.panel)
        organisations = Organisation.objects.filter(owned__in=owners).with_same()
        people = Q(pk__in=owners.values("person"))
        people |= Q(pk__in=seats.filter(representing__in=organisations).values("person"))
        bodies = {owner.body for owner in owners}
        if "members" in bodies:
            people |= Q(pk__in=seats.values("person"))
        if "secretariat" in bodies:
            people |= Q(user__secretary_of__panel=self.panel)
        return Person.objects.filter(people).with_same().resolved()
