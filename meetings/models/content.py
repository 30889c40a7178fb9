"""What is true of all rows of a meeting's agenda, attendance and minutes."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.expressions import Combinable

from meetings.minutes import passages
from panel.models import Viewer, reach_of, sees_all

UNCLEAR = ValidationError(
    "This withholds nothing. Give the reason under “withheld because” (an item’s under “reserved "
    "because”), or write “[withheld (reason): words]”.",
    code="mark",
)


WHOLE = ValidationError(
    "Nothing within this can be withheld. Leave it out, or withhold all of the line.", code="mark"
)


class ContentQuerySet(models.QuerySet):
    """Rows of a meeting, of which some are withheld."""

    open_to_all: dict[str, Any] = {"withheld": ""}
    """What is true of those that are not."""

    def visible_to(self, user: Viewer) -> Self:
        """All of kept panels; else once minutes are published, what is withheld for members.

        Rows of unpublished minutes may be changing: others read revisions of them.
        """
        return self if sees_all(user) else self.filter(self.read_by(user))

    @classmethod
    def read_by(cls, user: Viewer, at: str = "") -> Q:
        """`visible_to(user)` as a condition on the row that the relation `at` leads to."""
        path = f"{at}__" if at else ""
        is_open = Q(**{f"{path}{fact}": value for fact, value in cls.open_to_all.items()})
        return Q(**{f"{path}meeting__panel__in": reach_of(user).kept_panels}) | (
            Q(**{f"{path}meeting__published_on__isnull": False}) & (whole_to(user, at) | is_open)
        )


def whole_to(user: Viewer, at: str = "") -> Q:
    """A condition on the row at `at`: that `user` may read what is withheld of its meeting."""
    reach, path = reach_of(user), f"{at}__" if at else ""
    return (
        Q(**{f"{path}meeting__panel__in": reach.kept_panels})
        | Q(**{f"{path}meeting__panel__in": reach.member_panels})
        | Q(**{f"{path}meeting__in": reach.invited_meetings})
    )


def refuse_unclear_marks(row: models.Model, *fields: str, whole: Iterable[str] = ()) -> None:
    """Raise ValidationError `mark` where the words of a field look withheld now, and are not.

    Of fields that are read `whole` no passage can be withheld.

    "[withheld: reason]" before words means something in minutes that are typed; in a form the
    reason has a field of its own. What is stored already may have been printed so elsewhere.
    """
    looks = {field: UNCLEAR for field in fields if passages.misplaced(getattr(row, field))}
    looks |= {field: WHOLE for field in whole if passages.has_mark(words_of(row, field))}
    if unclear := list(looks):
        stored = type(row)._default_manager.filter(pk=row.pk).values(*unclear).first() or {}
        given = {field: getattr(row, field) for field in unclear}
        if errors := {f: looks[f] for f in unclear if given[f] != stored.get(f)}:
            raise ValidationError(errors)


def words_of(row: models.Model, field: str) -> str:
    value = getattr(row, field)
    return value if isinstance(value, str) else ", ".join(value)


def text_for(user: Viewer, text: str, at: str = "") -> Case:
    """The column `text` of the row at `at` as `user` reads it: all of it, or without passages.

    It says nothing of whether `user` may read the row.
    """
    return Case(When(whole_to(user, at), then=F(text)), default=without_passages(text))


def without_passages(text: str) -> Func:
    """The column `text` as the public reads it (`passages.redacted`)."""
    closed = _replaced(F(text), passages.PASSAGE, passages.REASON)
    return _replaced(closed, passages.UNFINISHED, passages.CUT)


def _replaced(text: Combinable, pattern: str, by: str) -> Func:
    return Func(
        text,
        Value(pattern),
        Value(by),
        Value("gi"),
        function="regexp_replace",
        output_field=models.TextField(),
    )


def reserved_because(entry: str) -> Case:
    """Why the public does not read what stands at an entry, by its path: its reason or its item's.

    "" where it may be read, and where there is no entry.
    """
    return Case(
        When(**{f"{entry}__withheld__gt": ""}, then=F(f"{entry}__withheld")),
        When(**{f"{entry}__item__withheld__gt": ""}, then=F(f"{entry}__item__withheld")),
        default=Value(""),
    )
