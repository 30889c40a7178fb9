"""Actions that a document leaves open whether they are one."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from meetings.models import Source
from panel.history import tracked
from panel.merging import Pair, PairQuerySet
from panel.models import Organisation, Person, Viewer, reach_of, sees_all

from .action import Action
from .owner import Owner
from .review import Review


class ActionPairQuerySet(PairQuerySet):
    def unsettled(self) -> Self:
        """Without those that can no longer be one: withdrawn, or both raised in minutes."""
        return (
            super()
            .unsettled()
            .filter(one__withdrawn_on=None, other__withdrawn_on=None)
            .filter(Q(one__entry=None) | Q(other__entry=None))
        )

    def ask(self, one: Action, other: Action) -> "ActionPair":
        """Ask for somebody whether two actions are one; the question, new or open already.

        Raises ValidationError as `Action.join` does, and `settled` where it was settled that
        they are two.
        """
        one.check_joinable(other)
        self.propose([self.model(one=one, other=other, why="somebody asked")])
        first, second = sorted((one.pk, other.pk))
        pair = self.get(one=first, other=second)
        if pair.are_one is not None:
            raise ValidationError(
                f"It was settled before that {one} and {other} are two: take that back first.",
                code="settled",
            )
        return pair

    def visible_to(self, user: Viewer) -> Self:
        """Only the secretary of the panel sees what is not settled."""
        if sees_all(user):
            return self
        kept = reach_of(user).kept_panels
        return self.filter(one__panel__in=kept, other__panel__in=kept)


@tracked()
class ActionPair(Pair):
    """An action made for a review of unknown origin, and one that the review may continue.

    Re-recording the document keeps both actions, and so the pair and how it was settled.
    """

    pointer = "joined_to"

    one = models.ForeignKey(Action, models.CASCADE, related_name="+")
    other = models.ForeignKey(Action, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ActionPairQuerySet.as_manager()

    class Meta(Pair.Meta):
        verbose_name = "pair of actions"
        verbose_name_plural = "pairs of actions"

    def make_one(self) -> dict[str, Any]:
        """Join the two, as `Action.join` says."""
        one, other = self.standing()
        rows = {
            action.pk: {
                "went": action.pk,
                "followed": list(action.joined.values_list("pk", flat=True)),
                "meetings": list(action.reviews.values_list("entry__meeting", flat=True)),
                "repeats": list(action.repeats.values_list("pk", flat=True)),
                "repeat_of": action.repeat_of_id,
                "owners": list(
                    action.owners.values("position", "name", "person", "organisation", "body")
                ),
            }
            for action in (one, other)
        }
        stays = one.join(other)
        return rows[one.pk if stays == other else other.pk]

    def make_two(self, before: dict[str, Any]) -> None:
        """The action that went stands again, with what each of its meetings said of it.

        No meeting told of both, so its meetings tell its reviews from the other's, also
        after they were recorded anew. That it was published is not taken back.
        """
        went = Action.objects.filter(pk=before["went"]).exclude(joined_to=None).first()
        if went is None:
            return
        stays, origin = went.joined_to, Action.objects.filter(pk=before["repeat_of"]).first()
        Action.objects.filter(pk=went.pk).update(joined_to=None, repeat_of=origin)
        followed = Action.objects.filter(pk__in=before["followed"], joined_to=stays)
        followed.update(joined_to=went)
        Action.objects.filter(pk__in=before["repeats"], repeat_of=stays).update(repeat_of=went)
        reviews = Review.objects.filter(action=stays, entry__meeting__in=before["meetings"])
        reviews.update(action=went)
        people = Person.objects.in_bulk({row["person"] for row in before["owners"]} - {None})
        organisations = Organisation.objects.in_bulk(
            {row["organisation"] for row in before["owners"]} - {None}
        )
        Owner.objects.bulk_create(
            Owner(
                action=went,
                position=row["position"],
                name=row["name"],
                person=people.get(row["person"]),
                organisation=organisations.get(row["organisation"]),
                body=row["body"],
            )
            for row in before["owners"]
        )
