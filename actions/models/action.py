"""What was agreed to be done."""

import datetime

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from meetings.models import Entry, Meeting, refuse_unclear_marks
from panel.history import tracked
from panel.merging import no_chains
from panel.models import Membership, Organisation, Panel, Person
from panel.text import folded, one_line

from .register import ActionQuerySet
from .status import OPEN, STATED, Status


@tracked(exclude=("status", "published_status", "was_published"))
class Action(models.Model):
    """Something a panel agreed is to be done.

    `entry` is where it was raised, None where that is not known. The two statuses and
    `was_published` are kept by the database: see `0002_status_by_trigger` in the migrations.
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

    was_published = models.BooleanField(
        default=False,
        editable=False,
        help_text="Minutes that went out to all held it; set by the database and never taken back.",
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["panel", "-serial"]
        triggers = [
            pgtrigger.ReadOnly(name="action_stays_with_its_panel", fields=["panel"]),
            no_chains("action_joined_to", "joined_to"),
            pgtrigger.Trigger(
                name="action_stays_where_it_was_raised",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("entry_id"),
                func=pgtrigger.Func(
                    """
                    IF (SELECT meeting_id FROM meetings_entry WHERE id = OLD.entry_id)
                       <> (SELECT meeting_id FROM meetings_entry WHERE id = NEW.entry_id) THEN
                        RAISE EXCEPTION 'an action stays with the meeting that raised it'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="action_leaves_no_place_empty",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.UpdateOf("entry_id") | pgtrigger.Delete,
                condition=pgtrigger.Q(old__entry__isnull=False),
                # Looked at once all is done: an entry goes after its action, or gets another.
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM meetings_entry WHERE id = OLD.entry_id)
                    AND NOT EXISTS (
                        SELECT 1 FROM {meta.db_table} WHERE entry_id = OLD.entry_id
                    ) THEN
                        RAISE EXCEPTION 'a place for an action is not left without one'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="action_joined_has_no_reviews",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("joined_to_id"),
                condition=pgtrigger.Q(new__joined_to__isnull=False),
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM actions_review WHERE action_id = NEW.id) THEN
                        RAISE EXCEPTION 'what was said of a joined action goes to the other'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="action_keeps_to_its_panel",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("entry_id", "due_meeting_id", "repeat_of_id", "joined_to_id"),
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM meetings_entry entry
                               JOIN meetings_meeting meeting ON meeting.id = entry.meeting_id
                               WHERE entry.id = NEW.entry_id
                                 AND (entry.kind <> 'action'
                                      OR meeting.panel_id <> NEW.panel_id)) THEN
                        RAISE EXCEPTION 'an action is raised at a place for actions of its panel'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    IF EXISTS (SELECT 1 FROM {meta.db_table} other
                               WHERE other.id IN (NEW.repeat_of_id, NEW.joined_to_id)
                                 AND other.panel_id <> NEW.panel_id)
                    OR EXISTS (SELECT 1 FROM meetings_meeting meeting
                               WHERE meeting.id = NEW.due_meeting_id
                                 AND meeting.panel_id <> NEW.panel_id) THEN
                        RAISE EXCEPTION 'an action keeps to its panel'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="action_repeat_has_no_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("repeat_of_id"),
                condition=pgtrigger.Q(new__repeat_of__isnull=False),
                func=pgtrigger.Func(
                    """
                    PERFORM pg_advisory_xact_lock('{meta.db_table}'::regclass::int, 0);
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
            one_line("action"),
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
                name="action_not_joined_to_itself",
                condition=Q(joined_to=None) | ~Q(joined_to=F("id")),
                violation_error_message="An action is not joined to itself.",
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

    @property
    def has_lapsed(self) -> bool:
        """Whether it stands as closed by its own lapse: no repeat's, and no meeting's since."""
        return (
            self.status == Status.LAPSED
            and self.lapsed_on is not None
            and not (self.repeat_of_id or self.joined_to_id or self.withdrawn_on)
        )

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
        self.text = folded(self.text)
        refuse_unclear_marks(self, "text", whole=["due"])
        if self.entry and (self.entry.kind, self.entry.meeting.panel_id) != (
            Entry.Kind.ACTION,
            self.panel_id,
        ):
            raise ValidationError("That is no place for an action of this panel.", code="place")
        if self.due_meeting and self.due_meeting.panel_id != self.panel_id:
            raise ValidationError({"due_meeting": "That is a meeting of another panel."})
        if self.repeat_of and self.repeat_of.panel_id != self.panel_id:
            raise ValidationError({"repeat_of": "That is an action of another panel."})
        if self.pk and self in self.repeated():
            raise ValidationError({"repeat_of": "An action does not repeat itself."})

    def lapse(
        self, *, on: datetime.date, reason: str, by: models.Model | None, today: datetime.date
    ) -> None:
        """Close an open action without a meeting, openly.

        Raises ValidationError `closed` if it is not open, and as the query set's `lapse` does.
        """
        if Action.objects.filter(pk=self.pk).lapse(on=on, reason=reason, by=by, today=today):
            raise ValidationError(f"{self.reference} is not open.", code="closed")
        self.refresh_from_db()

    def join(self, other: "Action") -> "Action":
        """Make one action of two that are the same, and return it.

        The one that knows where it was raised stays, else the older; what meetings said of
        the other goes to it, and the other's reference leads to it. Raises ValidationError
        `two_origins` where both were raised, `other_panel` across panels, `repeat` where one
        repeats the other, `one_meeting` where a meeting told of both, `joined` where one was
        joined before or they are one already.
        """
        self.check_joinable(other)
        stays, goes = sorted((self, other), key=lambda a: (a.entry_id is None, a.serial))
        goes.lead_to(stays)
        stays.refresh_from_db(fields=["status", "published_status", "was_published"])
        return stays

    def check_joinable(self, other: "Action") -> None:
        """Raise what `join` would."""
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
        told = [set(a.reviews.values_list("entry__meeting", flat=True)) for a in (self, other)]
        if both := Meeting.objects.filter(pk__in=told[0] & told[1]).first():
            raise ValidationError(
                f"{both} told of both {self.reference} and {other.reference}.", code="one_meeting"
            )

    @transaction.atomic
    def lead_to(self, stays: "Action") -> None:
        """Give all that was said of this action to another, which its reference leads to."""
        self.reviews.update(action=stays)
        repeats = Action.objects.filter(repeat_of=self)
        repeats.filter(pk=stays.pk).update(repeat_of=None)
        repeats.update(repeat_of=stays)
        self.joined.update(joined_to=stays)
        self.owners.all().delete()
        Action.objects.filter(pk=self.pk).update(joined_to=stays, repeat_of=None)
        if self.was_published:
            Action.objects.filter(pk=stays.pk).update(was_published=True)
        self.refresh_from_db()

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
