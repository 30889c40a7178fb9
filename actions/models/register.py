"""Which actions: those that stand, that meetings passed over, that somebody may read."""

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Greatest
from django.utils.formats import date_format

from meetings.models import Entry, EntryQuerySet, Meeting, text_for
from panel.models import Membership, PanelSecretary, Viewer, model, reach_of, sees_all

from .status import OPEN

NAMED = 6
"""So many actions are named where more cannot lapse."""
WITHDRAWN = Q(withdrawn_on__isnull=False, was_published=True)
"""Of whose withdrawal everybody may know."""


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

    def unreachable(self, on: datetime.date) -> Self:
        """Open actions whose owners are nobody on that day: no person, and nobody's seat.

        An organisation is somebody while a seat represents it, the members while there are
        any, the secretariat while the panel has secretaries; an office as printed never is.
        """
        owners = model("actions.Owner").objects.filter(action=OuterRef("pk"))
        seats = Membership.objects.current(on).filter(panel=OuterRef("action__panel"))
        secretaries = PanelSecretary.objects.filter(panel=OuterRef("action__panel"))
        represented = seats.alias(
            by=Coalesce("representing__same_as", "representing"),
        ).filter(by=Coalesce(OuterRef("organisation__same_as"), OuterRef("organisation")))
        somebody = owners.filter(
            Q(person__isnull=False)
            | Q(body="members") & Exists(seats)
            | Q(body="secretariat") & Exists(secretaries)
            | Exists(represented)
        )
        return self.open().filter(Exists(owners)).exclude(Exists(somebody))

    def with_last_mention(self) -> Self:
        """Each with `last_mentioned_on`: the last day on which a meeting raised or reviewed it.

        A mention of a repeat is one of what it repeats. None where no mention has a day.
        """
        latest = (
            model("actions.Review")
            .objects.filter(Q(action=OuterRef("pk")) | Q(action__repeat_of=OuterRef("pk")))
            .filter(entry__meeting__held_on__isnull=False)
            .order_by("-entry__meeting__held_on")
        )
        repeated = (
            self.model._default_manager.filter(repeat_of=OuterRef("pk"))
            .filter(entry__meeting__held_on__isnull=False)
            .order_by("-entry__meeting__held_on")
        )
        return self.annotate(
            last_mentioned_on=Greatest(
                "entry__meeting__held_on",
                Subquery(latest.values("entry__meeting__held_on")[:1]),
                Subquery(repeated.values("entry__meeting__held_on")[:1]),
            )
        )

    def passed_over(self, meetings: int = 1) -> Self:
        """Open actions that the last so many minuted meetings, or more, do not mention.

        Counted are the panel's meetings on days after the last mention. Of an action that
        no meeting mentioned, it is not known since when it stands.
        """
        minuted = Meeting.objects.filter(
            Exists(Entry.objects.filter(meeting=OuterRef("pk"))),
            panel=OuterRef("panel"),
            held_on__isnull=False,
            cancelled_at=None,
        ).order_by("-held_on")
        undated = model("actions.Review").objects.filter(
            action=OuterRef("pk"), entry__meeting__held_on=None
        )
        return (
            self.open()
            .with_last_mention()
            .alias(since=Subquery(minuted.values("held_on")[meetings - 1 : meetings]))
            .filter(last_mentioned_on__lt=F("since"))
            .filter(~Exists(undated))
        )

    def unmentioned_since(self, day: datetime.date) -> Self:
        """Open actions last mentioned before `day`, and passed over by a meeting since."""
        return self.passed_over().filter(last_mentioned_on__lt=day)

    def lapse(
        self, *, on: datetime.date, reason: str, by: models.Model | None, today: datetime.date
    ) -> list[models.Model]:
        """Close those that are open without a meeting, openly; return those that were not.

        Raises ValidationError, and closes none, with code `reason` if no reason is given,
        `future` if `on` is after `today`, `early` where a meeting raised or reviewed one of
        them after `on`. What later imports find of a lapsed action is not asked: it stands
        until a later meeting states a status.
        """
        if not reason.strip():
            raise ValidationError("Say why the action lapses.", code="reason")
        if on > today:
            raise ValidationError("An action does not lapse on a day to come.", code="future")
        with transaction.atomic():
            actions: Any = self.model._default_manager
            chosen = actions.filter(pk__in=self.values("pk")).select_related("panel")
            rows = list(chosen.order_by("pk").select_for_update(of=("self",), no_key=True))
            standing = actions.open().filter(pk__in=[action.pk for action in rows])
            mentioned = dict(
                standing.with_last_mention().order_by().values_list("pk", "last_mentioned_on")
            )
            later = {pk: day for pk, day in mentioned.items() if day and day > on}
            if later:
                told = [
                    f"{action.reference} on {date_format(later[action.pk])}"
                    for action in rows
                    if action.pk in later
                ]
                more = f" and {len(told) - NAMED} more" if len(told) > NAMED else ""
                raise ValidationError(
                    f"Meetings spoke of these after {date_format(on)}: "
                    f"{', '.join(told[:NAMED])}{more}. "
                    f"Give {date_format(max(later.values()))} or a later day.",
                    code="early",
                )
            actions.filter(pk__in=mentioned).update(
                lapsed_on=on, lapse_reason=reason.strip(), lapsed_by=by
            )
        return [action for action in rows if action.pk not in mentioned]

    @transaction.atomic
    def unlapse(self) -> list[models.Model]:
        """Take back the lapse of those that lapsed; return those that had not.

        Each has again the status that meetings gave it. That it lapsed, when, why and by
        whom, and that it was taken back, stays in the history of the row.
        """
        actions: Any = self.model._default_manager
        chosen = actions.filter(pk__in=self.values("pk")).select_related("panel")
        rows = list(chosen.order_by("pk").select_for_update(of=("self",), no_key=True))
        lapsed = {action.pk for action in rows if action.has_lapsed}
        actions.filter(pk__in=lapsed).update(lapsed_on=None, lapse_reason="", lapsed_by=None)
        return [action for action in rows if action.pk not in lapsed]

    def kept_by(self, user: Viewer) -> Self:
        """Those of the panels whose secretary `user` is."""
        if sees_all(user):
            return self
        return self.filter(panel__in=reach_of(user).kept_panels)

    def taken_back(self) -> Self:
        """Those whose minutes had gone out to all, and were withdrawn since as a whole.

        Adds `taken_back_at`, when the last of these minutes were withdrawn.
        """
        withdrawals = (
            model("meetings.Withdrawal")
            .objects.filter(
                revision__meeting=OuterRef("entry__meeting"),
                revision__kind="minutes",
                revision__audience="public",
            )
            .order_by("-withdrawn_at")
        )
        return (
            self.filter(was_published=True, entry__meeting__published_on=None, joined_to=None)
            .annotate(taken_back_at=Subquery(withdrawals.values("withdrawn_at")[:1]))
            .exclude(taken_back_at=None)
        )

    def visible_to(self, user: Viewer) -> Self:
        """Those that `user` reads of in minutes, as raised or as reviewed.

        Of one that was withdrawn after it had been published, all may know that it was.
        """
        if sees_all(user):
            return self
        reviews = model("actions.Review").objects.visible_to(user).filter(action=OuterRef("pk"))
        return self.filter(self.origin_read_by(user) | Exists(reviews) | WITHDRAWN)

    @staticmethod
    def origin_read_by(user: Viewer) -> Q:
        """A condition on actions: that `user` keeps them, or reads where they were raised."""
        return Q(panel__in=reach_of(user).kept_panels) | EntryQuerySet.read_by(user, at="entry")

    def read_as_open(self) -> Self:
        """Of `as_read_by(user)`, those that stand open to that viewer; a repeat never does."""
        return self.standing().filter(read_status__in=OPEN, repeat_of=None)

    def as_read_by(self, user: Viewer) -> Self:
        """`visible_to(user)`, each with what that viewer may know of it.

        Adds `read_text`, `read_due` (as raised where the viewer may read that, else as in
        the latest review with words that they may read, or "Action 3"; None of one that was
        withdrawn, where they read neither; without the passages that are withheld from
        them), `read_due_on` (where they may read how it was raised), `read_status` (current
        for the secretary, else as last published), `is_kept` and `reads_origin`.
        Filter, order and show only these.
        """
        kept, raised = Q(panel__in=reach_of(user).kept_panels), self.origin_read_by(user)
        latest = (
            model("actions.Review")
            .objects.visible_to(user)
            .filter(action=OuterRef("pk"))
            .worded_first()
        )
        return (
            # Joined, not asked for in each column, so that it stands in the query once.
            self.annotate(
                last_read=FilteredRelation(
                    "reviews", condition=Q(reviews__pk=Subquery(latest.values("pk")[:1]))
                )
            )
            .filter(raised | Q(last_read__isnull=False) | WITHDRAWN)
            .annotate(
                is_kept=holds(kept),
                reads_origin=holds(raised),
                read_text=Case(
                    When(kept, then=F("text")),
                    When(raised, then=text_for(user, "text", "entry")),
                    When(last_read__text="", then=Concat(Value("Action "), "last_read__number")),
                    default=text_for(user, "last_read__text", "last_read__entry"),
                    output_field=models.TextField(),
                ),
                read_due=Case(When(raised, then=F("due")), default=F("last_read__due")),
                read_due_on=Case(When(raised, then=F("due_on"))),
                read_status=Case(When(kept, then=F("status")), default=F("published_status")),
            )
        )


def holds(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=models.BooleanField())
