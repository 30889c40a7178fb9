"""Folding of names for sorting and searching, the same on a column and on a query."""

from django.db.models import CheckConstraint, F, Func, Q
from django.db.models.expressions import Combinable


class Folded(Func):
    """Lower case without accents: "É" sorts and matches as "e".

    `normalize(x, NFKD)` splits letters from their marks (Unicode Standard Annex 15); the
    marks are then taken out. Immutable, so it may stand in a generated column.
    """

    template = (
        "lower(regexp_replace(normalize(%(expressions)s, NFKD), '[\\u0300-\\u036f]', '', 'g'))"
    )
    arity = 1

    def __init__(self, expression: str | Combinable) -> None:
        super().__init__(F(expression) if isinstance(expression, str) else expression)


def one_line(model: str, field: str = "text") -> CheckConstraint:
    """A constraint that a text is one line, as points, actions and reviews are."""
    return CheckConstraint(
        name=f"{model}_{field}_one_line",
        condition=~Q(**{f"{field}__regex": "[\\n\\r]"}),
        violation_error_message="Write one paragraph, without line breaks.",
    )


def folded(text: str) -> str:
    """The text with every run of white space made one space."""
    return " ".join(text.split())
