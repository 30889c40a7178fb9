"""The register: what was agreed to be done, by whom, and what each meeting said of it."""

from .action import Action
from .owner import Owner, OwnerQuerySet
from .pair import ActionPair, ActionPairQuerySet
from .register import ActionQuerySet
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
