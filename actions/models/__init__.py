"""The register: what was agreed to be done, by whom, and what each meeting said of it."""

from .action import Action, ActionQuerySet
from .owner import Owner, OwnerQuerySet
from .pair import ActionPair, ActionPairQuerySet
from .review import Review, ReviewQuerySet
from .status import OPEN, STATED, Status

__all__ = [
    "OPEN",
    "STATED",
    "Action",
    "ActionPair",
    "ActionPairQuerySet",
    "ActionQuerySet",
    "Owner",
    "OwnerQuerySet",
    "Review",
    "ReviewQuerySet",
    "Status",
]
