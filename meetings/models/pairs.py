"""People and organisations that a document leaves open whether they are one."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from panel.history import tracked
from panel.merging import MergeablePair, PairQuerySet
from panel.models import Organisation, Person, Viewer, reach_of, sees_all

from .source import Source


class SourcedPairQuerySet(PairQuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """Only what a kept panel's document raised, and only of rows that `user` may see."""
        if sees_all(user):
            return self
        rows: Any = self.model._meta.get_field("one").related_model
        seen = rows._default_manager.visible_to(user).values("pk")
        return self.filter(
            Q(source__meeting__panel__in=reach_of(user).kept_panels),
            one__in=seen,
            other__in=seen,
        )


class SourcedPair(MergeablePair):
    """`source` is the document that raised the question; it goes without what was settled."""

    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SourcedPairQuerySet.as_manager()

    class Meta(MergeablePair.Meta):
        abstract = True


@tracked()
class PersonPair(SourcedPair):
    """Two people who may be one."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta(SourcedPair.Meta):
        verbose_name = "pair of people"
        verbose_name_plural = "pairs of people"


@tracked()
class OrganisationPair(SourcedPair):
    """Two organisations that may be one."""

    one = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    class Meta(SourcedPair.Meta):
        verbose_name = "pair of organisations"
        verbose_name_plural = "pairs of organisations"
